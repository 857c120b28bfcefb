"""The four questions that are measured, from a plain yes or no to sorting everything, and the two that hurt.

`@i@` in a text stands for the number of a thing and `@u@` for a word that no other request has, so that no answer kept
from before can serve again. A hot question fills both in once; a cold one anew for each request.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from benchmarks.sparql.setup.data import DEF, LABEL, TRIPLES_OF_AN_ACTION, Shape, iri

JSON = "application/sparql-results+json"
TURTLE = "text/turtle"
HOLES = re.compile("(@[iu]@)")
_FIXED = 1
"""The number every hot text asks about; there are at least two plans."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One class of queries: the text with holes, the format asked for, what `@i@` counts, the right number of rows."""

    name: str
    template: str
    accept: str
    numbers: Callable[[Shape], int]
    rows: Callable[[Shape], int]

    def text(self, number: int, word: str) -> str:
        """The query about one thing, with a word of its own."""
        return filled(self.template, number, word)

    def hot(self) -> str:
        """The one text that a hot measurement repeats."""
        return self.text(_FIXED, "hot")


def filled(template: str, number: int, word: str) -> str:
    """The template with both holes filled.

    >>> filled("ASK { <a/@i@> ?@u@ ?o }", 3, "p4")
    'ASK { <a/3> ?p4 ?o }'
    """
    return template.replace("@i@", str(number)).replace("@u@", word)


def target(path: str, text: str) -> str:
    """The request target of a GET; the holes of a template stay as they are."""
    return f"{path}?query={quote(text, safe='@')}"


def fresh() -> str:
    """A word that differs from run to run: microseconds, which pass faster than requests are answered."""
    return str(time.time_ns() // 1000)


def _action(number: str) -> str:
    return f"<{iri('action', 0)[:-1]}{number}>"


QUESTIONS = (
    Question(
        name="ASK",
        template=f"ASK {{ {_action('@i@')} ?p@u@ ?o }}",
        accept=JSON,
        numbers=lambda shape: shape.actions,
        rows=lambda _: 1,
    ),
    Question(
        name="entity CONSTRUCT",
        template=f"CONSTRUCT {{ {_action('@i@')} ?p@u@ ?o }} WHERE {{ {_action('@i@')} ?p@u@ ?o }}",
        accept=TURTLE,
        numbers=lambda shape: shape.actions,
        rows=lambda _: TRIPLES_OF_AN_ACTION,
    ),
    Question(
        name="join + aggregate",
        template=(
            f"SELECT ?body ?name (COUNT(?a@u@) AS ?n) WHERE {{ ?a@u@ <{DEF}plan> <{iri('plan', 0)[:-1]}@i@> ; "
            f"<{DEF}party> ?body . ?body <{LABEL}> ?name }} GROUP BY ?body ?name"
        ),
        accept=JSON,
        numbers=lambda shape: shape.plans,
        rows=lambda shape: shape.bodies_in_plan(_FIXED),
    ),
    Question(
        name="ORDER BY LIMIT 100",
        template=(
            f"SELECT ?a@u@ ?label WHERE {{ ?a@u@ a <{DEF}Action> ; <{LABEL}> ?label }} ORDER BY ?label LIMIT 100"
        ),
        accept=JSON,
        numbers=lambda shape: shape.actions,
        rows=lambda _: 100,
    ),
)
ASK = QUESTIONS[0]

BOMB = "SELECT (COUNT(*) AS ?n@u@) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
"""Every triple with every triple with every triple: 10^11 rows at 5,000 triples; no server counts to the end."""

SCAN = "SELECT (COUNT(*) AS ?n@u@) WHERE { ?s ?p ?o FILTER(STRLEN(STR(?o)) > @i@) }"
"""Reads every triple and the text of every object once."""
