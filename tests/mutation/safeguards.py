"""Everything a release must pass, asked of changed data: shapes, rules about the data as a whole, quotations.

A change is judged by the rules it can touch (see `dependence`); the others would say of it what they say of the data
as they are, which is nothing. `whole=True` asks all of them, to prove that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple
from rdflib.namespace import SH

import dependence
from ccwp_kg.namespaces import CCWPSH, OA, RDFS
from ccwp_kg.validation.check import judge
from ccwp_kg.validation.graphs import JudgedGraph
from ccwp_kg.validation.report import Report
from ccwp_kg.validation.shapes import shapes_graph, targeted
from ccwp_kg.validation.terms import from_rdflib
from changes import Change
from commands import ROOT

RULES = sorted((ROOT / "tests" / "data_quality").glob("*.rq"))


class Safeguards:
    """The data as they are, ready to be changed for a moment and judged."""

    def __init__(self, data: Iterable[Triple], shapes: Iterable[Triple]) -> None:
        self.data = frozenset(data)
        self.shapes = tuple(shapes)
        self._graph = JudgedGraph(self.data)
        self._store = Store()
        self._store.extend(_quads(self.data))
        self._rules = {path.stem: path.read_text(encoding="utf-8") for path in RULES}
        self._words_of_rules = {name: dependence.of_query(text) for name, text in self._rules.items()}
        self._selection = _Selection(self.shapes)
        self._superclasses = _superclasses(self.data)
        self._texts = {
            path.stem: path.read_bytes().decode() for path in sorted((ROOT / "data" / "sources").glob("*.txt"))
        }
        self._idle = judge(self._graph, shapes=self.shapes).shapes_without_focus_nodes

    def noticed_by(self, change: Change, *, whole: bool = False) -> frozenset[str]:
        """The names of the safeguards that notice a change: `Span-length`, `rule undescribed-thing`, `quotations`."""
        words = dependence.of_change(change.removed | change.added, self._superclasses)
        rules = [name for name, reads in self._words_of_rules.items() if whole or touched(reads, words)]
        with self._changed(change):
            report = self.report(words, whole=whole)
            found = {name_of(result) for result in report.results}
            found |= {
                f"nothing for {shape.value.removeprefix(CCWPSH)}"
                for shape in set(report.shapes_without_focus_nodes) - set(self._idle)
            }
            found |= {f"rule {name}" for name in rules if next(iter(self._store.query(self._rules[name])), None)}
            if self._misquotes(change):
                found.add("quotations")
        return frozenset(found)

    def broken_shapes(self, change: Change) -> tuple[tuple[str, str], ...]:
        """The shape rules a change breaks, each with its component, once for each place."""
        words = dependence.of_change(change.removed | change.added, self._superclasses)
        with self._changed(change):
            report = self.report(words)
        return tuple((name_of(result), result.component.value.removeprefix(str(SH))) for result in report.results)

    def report(self, words: frozenset[str], *, whole: bool = False) -> Report:
        return judge(self._graph, shapes=self.shapes if whole else self._selection.of(words))

    def asks(self, query: str, node: NamedNode, change: Change) -> bool:
        """Whether a query of a shape finds the thing after the change."""
        with self._changed(change):
            return self._graph.finds_any(query, [node])

    @contextmanager
    def _changed(self, change: Change) -> Iterator[None]:
        removed, added = change.removed & self.data, change.added - self.data
        self._apply(removed, added)
        try:
            yield
        finally:
            self._apply(added, removed)

    def _apply(self, removed: Iterable[Triple], added: Iterable[Triple]) -> None:
        self._graph.change(removed=removed, added=added)
        for quad in _quads(removed):
            self._store.remove(quad)
        self._store.extend(_quads(added))

    def _misquotes(self, change: Change) -> bool:
        touched = {t.subject for t in change.removed | change.added if t.predicate.value.startswith(OA)}
        return any(not self._quotes(subject) for subject in touched)

    def _quotes(self, subject: object) -> bool:
        quads = self._store.quads_for_pattern(subject, None, None)
        place = {q.predicate.value.removeprefix(OA): q.object.value for q in quads if q.predicate.value.startswith(OA)}
        if "exact" not in place:
            return True
        try:
            text = self._texts[place["hasSource"].rpartition("/")[2]]
            start, end = int(place["start"]), int(place["end"])
        except (KeyError, ValueError):
            return False
        return (
            text[start:end] == place["exact"]
            and text[:start].endswith(place.get("prefix", ""))
            and text[end:].startswith(place.get("suffix", ""))
        )


class _Selection:
    """The shapes graph, and for each rule in it what it reads."""

    def __init__(self, shapes: tuple[Triple, ...]) -> None:
        graph = shapes_graph(shapes)
        self._parts: list[tuple[Triple, frozenset[str]]] = []
        held = {(str(SH.property)), (str(SH.sparql))}
        of: dict[object, list[Triple]] = {}
        for triple in shapes:
            of.setdefault(triple.subject, []).append(triple)
        self._units: list[tuple[frozenset[str], list[Triple], list[Triple]]] = []
        owners = targeted(graph)
        self._owners: list[tuple[frozenset[str], list[Triple], list[tuple[frozenset[str], Triple, list[Triple]]]]] = []
        for owner in owners:
            name = from_rdflib(owner)
            about = dependence.of_shape(graph, owner)
            links = [t for t in of[name] if t.predicate.value in held]
            own = [t for t in of[name] if t.predicate.value not in held]
            units = []
            for link in links:
                node = next(graph.objects(owner, rdflib.URIRef(link.predicate.value)), None)
                node = rdflib.URIRef(link.object.value)
                units.append((about | dependence.of_rule(graph, node), link, _closure(of, link.object)))
            self._owners.append((about, own, units))
        taken = {t for _, own, units in self._owners for t in own}
        taken |= {t for *_, units in self._owners for _, link, closure in units for t in (link, *closure)}
        self._rest = [t for t in shapes if t not in taken]

    def of(self, words: frozenset[str]) -> list[Triple]:
        """The shapes with only those rules that a change with these words can touch."""
        kept: dict[Triple, None] = {}
        for about, own, units in self._owners:
            held = [(link, closure) for reads, link, closure in units if touched(reads, words)]
            if held or touched(about, words):
                kept.update(dict.fromkeys(own))
                for link, closure in held:
                    kept.update(dict.fromkeys([link, *closure]))
        return [*kept, *self._rest]


def touched(reads: frozenset[str], words: frozenset[str]) -> bool:
    return "everything" in words or not reads.isdisjoint(words)


def name_of(result: object) -> str:
    return (result.source_constraint or result.source_shape).value.removeprefix(CCWPSH)


def _closure(of: Mapping[object, list[Triple]], start: object) -> list[Triple]:
    kept: dict[Triple, None] = {}
    waiting = [start]
    while waiting:
        for triple in of.get(waiting.pop(), []):
            if triple not in kept and triple.predicate.value != str(SH.prefixes):
                waiting.append(triple.object)
            kept[triple] = None
    return list(kept)


def _superclasses(data: Iterable[Triple]) -> dict[str, set[str]]:
    above: dict[str, set[str]] = {}
    for triple in data:
        if triple.predicate == RDFS.subClassOf and isinstance(triple.object, NamedNode):
            above.setdefault(triple.subject.value, set()).add(triple.object.value)
    found: dict[str, set[str]] = {}
    for cls in above:
        waiting, seen = [cls], set()
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting.extend(above.get(one, ()))
        found[cls] = seen
    return found


def _quads(triples: Iterable[Triple]) -> list[Quad]:
    return [Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples]


__all__ = ["Literal", "Path", "Safeguards"]
