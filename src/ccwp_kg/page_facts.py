"""What pages say of many things: their labels, their view, and why inferred statements hold.

A release has a file of them, so that no page has to look up names or to run a rule. Without a release all of it is
asked for when a page is.
"""

from __future__ import annotations

import json
import sqlite3
import weakref
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ccwp_kg.errors import StoreUnavailable
from ccwp_kg.kinds import NO_VIEW, view_of
from ccwp_kg.namespaces import CCWP, RDF
from ccwp_kg.rdf.rules import InferenceRule, filled
from ccwp_kg.rdf.terms.labels import LABELS
from ccwp_kg.rdf.terms.order import merged_statements
from ccwp_kg.sqlite_file import check_database, new_database, read_only
from ccwp_kg.store import Row, Store

FILE = "pages.sqlite"
"""What the file of a release is called."""
APPLICATION, VERSION = 0x43435758, 2
NAMING = (*LABELS, CCWP.acronym)
"""The properties of what is kept as labels."""
SHOWN = 3
"""Of the sets of premises that a rule derives one statement from, so many are shown."""

Premises: TypeAlias = tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """The sets of premises that one rule derives a statement from: how many there are, and the first of them."""

    count: int
    first: tuple[Premises, ...]

    @classmethod
    def of(cls, every: Iterable[Premises]) -> Ways:
        """The ways of a statement, in the order of their terms."""
        found = sorted(every, key=str)
        return cls(len(found), tuple(found[:SHOWN]))


@dataclass(frozen=True, slots=True)
class Explanation:
    """For each inferred statement about a thing the rules that derive it, by name; empty where no known rule does.

    `inferred` are the premises that are inferred themselves.
    """

    ways: Mapping[Triple, Mapping[str, Ways]]
    inferred: frozenset[Triple] = frozenset()


NOTHING_INFERRED = Explanation({})


def all_filled(patterns: Iterable[Triple], row: Row) -> Premises:
    """The patterns as statements, with the terms of a solution for their variables."""
    return tuple(triple for pattern in patterns if (triple := filled(pattern, row)) is not None)


def explain_all(
    store: Store, inferred: Collection[Triple], rules: Iterable[InferenceRule]
) -> dict[NamedNode, Explanation]:
    """The explanation of each thing that something is inferred of. `store` holds all statements with their graphs."""
    found: dict[Triple, dict[str, set[Premises]]] = {triple: {} for triple in inferred}
    for rule in rules:
        for row in store.rows(rule.solutions({})):
            premises = all_filled(rule.premises, row)
            for triple in all_filled(rule.conclusions, row):
                if triple in found:
                    found[triple].setdefault(rule.name, set()).add(premises)
    ways: defaultdict[NamedNode, dict[Triple, dict[str, Ways]]] = defaultdict(dict)
    for triple in sorted(found, key=str):
        if isinstance(triple.subject, NamedNode):
            ways[triple.subject][triple] = {name: Ways.of(every) for name, every in sorted(found[triple].items())}
    # what the head of the graph says of itself is no work of a rule
    explained = {thing: of_thing for thing, of_thing in ways.items() if any(of_thing.values())}
    return {thing: Explanation(of_thing, _inferred(of_thing, inferred)) for thing, of_thing in explained.items()}


def _inferred(ways: Mapping[Triple, Mapping[str, Ways]], inferred: Collection[Triple]) -> frozenset[Triple]:
    every = (triple for rules in ways.values() for of in rules.values() for way in of.first for triple in way)
    return frozenset(triple for triple in every if triple in inferred)


def write_page_facts(path: Path, explanations: Mapping[NamedNode, Explanation], *named: Iterable[Triple]) -> None:
    """Write a file of its own, the same bytes for the same facts; OSError where that fails.

    `named` are statements among which labels and classes are, each part in the order of its lines.
    """
    rows = ((thing.value, *_written(of)) for thing, of in sorted(explanations.items(), key=str))
    with new_database(path, application=APPLICATION, version=VERSION) as database:
        database.execute("CREATE TABLE explanation (thing TEXT PRIMARY KEY, statements TEXT, ways TEXT) WITHOUT ROWID")
        database.execute("CREATE TABLE label (thing TEXT PRIMARY KEY, statements TEXT, view TEXT) WITHOUT ROWID")
        database.execute("BEGIN")
        database.executemany("INSERT INTO explanation VALUES (?, ?, ?)", rows)
        database.executemany("INSERT INTO label VALUES (?, ?, ?)", _labels(named))
        database.execute("COMMIT")


def _labels(named: Iterable[Iterable[Triple]]) -> Iterator[tuple[str, str, str]]:
    """The IRI of each thing that has labels or a view of its own, the labels as N-Triples, the view."""
    parts = ((triple for triple in part if triple.predicate in (*NAMING, RDF.type)) for part in named)
    for thing, statements in groupby(merged_statements(parts), key=lambda triple: triple.subject):
        labels, classes = [], []
        for triple, _ in groupby(statements):
            if triple.predicate != RDF.type:
                labels.append(f"{triple} .\n")
            elif isinstance(triple.object, NamedNode):
                classes.append(triple.object)
        view = view_of(classes)
        if isinstance(thing, NamedNode) and (labels or view != NO_VIEW):
            yield thing.value, "".join(labels), view


def _written(explanation: Explanation) -> tuple[str, str]:
    """The statements as N-Triples, each once; and by their numbers what follows from what."""
    numbers: dict[Triple, int] = {}

    def number(triple: Triple) -> int:
        return numbers.setdefault(triple, len(numbers))

    ways = [
        [number(fact), {name: [of.count, [list(map(number, way)) for way in of.first]] for name, of in rules.items()}]
        for fact, rules in explanation.ways.items()
    ]
    inferred = sorted(map(number, explanation.inferred))
    text = json.dumps([ways, inferred], separators=(",", ":"))
    return "".join(f"{triple} .\n" for triple in numbers), text


class PageFacts:
    """The facts in a file that nobody changes; `state` is that of the data they are about (see Store.state)."""

    def __init__(self, path: Path, state: str = "") -> None:
        self.state = state
        check_database(
            path, application=APPLICATION, version=VERSION, probe="SELECT max(thing) FROM explanation",
            absent="holds no facts for pages", present="holds facts for pages",
        )  # fmt: skip
        self._database = read_only(path)
        self._alone = Lock()  # sqlite3 keeps statements, and two threads must not run the same one
        self._end = weakref.finalize(self, self._database.close)

    def _rows(self, query: str, given: str) -> list[tuple[str, ...]]:
        try:
            with self._alone:
                return self._database.execute(query, (given,)).fetchall()
        except sqlite3.Error as error:
            raise StoreUnavailable("the facts for pages cannot be read now; ask again later") from error

    def labels(self, things: Iterable[NamedNode]) -> dict[NamedNode, dict[NamedNode, list[Literal]]]:
        """The labels of things by property; of a thing that has none, nothing."""
        labels: dict[NamedNode, dict[NamedNode, list[Literal]]] = {thing: {} for thing in things}
        asked = json.dumps([thing.value for thing in labels])
        rows = self._rows("SELECT statements FROM label WHERE thing IN (SELECT value FROM json_each(?))", asked)
        for quad in parse("".join(statements for (statements,) in rows), format=RdfFormat.N_TRIPLES):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                labels[quad.subject].setdefault(quad.predicate, []).append(quad.object)
        return labels

    def view(self, thing: NamedNode) -> str:
        """The view of a thing; see ccwp_kg.kinds."""
        rows = self._rows("SELECT view FROM label WHERE thing = ?", thing.value)
        return rows[0][0] if rows else NO_VIEW

    def viewed(self) -> list[NamedNode]:
        """The things that have a view of their own, by IRI: their pages take longest."""
        return [
            NamedNode(iri) for (iri,) in self._rows("SELECT thing FROM label WHERE view <> ? ORDER BY thing", NO_VIEW)
        ]

    def explanation(self, thing: NamedNode) -> Explanation:
        """What is inferred of a thing, and why."""
        rows = self._rows("SELECT statements, ways FROM explanation WHERE thing = ?", thing.value)
        if not rows:
            return NOTHING_INFERRED
        triples = [quad.triple for quad in parse(rows[0][0], format=RdfFormat.N_TRIPLES)]
        ways, inferred = json.loads(rows[0][1])
        # one value for one set, however many statements follow from it
        known: dict[str, Ways] = {}

        def shared(count: int, first: list[list[int]]) -> Ways:
            key = f"{count} {first}"
            if key not in known:
                known[key] = Ways(count, tuple(tuple(triples[each] for each in way) for way in first))
            return known[key]

        return Explanation(
            {triples[fact]: {name: shared(*of) for name, of in rules.items()} for fact, rules in ways},
            frozenset(triples[each] for each in inferred),
        )
