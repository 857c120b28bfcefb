"""What to try where a pattern has no solution: what is almost the same and has one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.query.empty_answers.questions import Asking, DiagnosticQuery, rows_of
from ccwp_kg.sparql_text.triples import TriplePattern

_MOST = 3
_LITERAL = ('"', "'", "+", "-", *"0123456789")


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence, or none, and what can be written instead."""

    sentence: str | None = None
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """How to ask: `select` and `ask` make a query of a pattern that stands where the first one does.

    `looks_apart`: whether the pattern sees only the default graph of the store, so that other graphs may hold more.
    """

    select: Callable[[str, str], str]
    ask: Callable[[str], str]
    looks_apart: bool


def hint(triple: TriplePattern, tried: Tried) -> Asking[Hint]:
    """What to try instead of a triple pattern that has no solution."""
    if tried.looks_apart:
        graphs = yield from rows_of(tried.select("?graph_", f"GRAPH ?graph_ {{ {triple.text} }}"))
        found = tuple(str(node) for row in graphs if isinstance(node := row["graph_"], NamedNode))
        if found:
            return Hint(
                "A plain query does not see every graph; this one holds it: write GRAPH ?g { … } around it.",
                found,
            )
    if triple.object.startswith(_LITERAL) or triple.object.lower() in ("true", "false"):
        alike = f"FILTER(LCASE(STR(?value_)) = LCASE(STR({triple.object})))"
        values = yield from rows_of(tried.select("?value_", f"{triple.subject} {triple.verb} ?value_ {alike}"))
        found = tuple(str(row["value_"]) for row in values)
        if found:
            return Hint("The data hold it with another language tag, datatype or case.", found)
    elif triple.verb[0] not in "?$" and not triple.subject.startswith("_:"):
        turned = f"{triple.object} {triple.verb} {triple.subject}"
        reply = yield DiagnosticQuery(tried.ask(turned), "ask")
        if reply is True:
            return Hint("The other way round it has solutions.", (turned,))
    return Hint()
