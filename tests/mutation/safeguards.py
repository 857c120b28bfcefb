"""Everything a release must pass, asked of changed data: shapes, rules about the data as a whole, quotations.

A change is judged by the rules it can touch (see `dependence`); the others would say of it what they say of the data
as they are, which is nothing. `whole=True` asks all of them, to prove that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from changes import Change
from dependence import ANY_PROPERTY, Words, of_change, of_query, superclasses, touched
from pyoxigraph import DefaultGraph, NamedNode, Store, Triple
from selection import Selection

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.namespaces import CCWP, CCWPSH, OA, SH
from ccwp_kg.rdf.syntax.read import as_quads
from ccwp_kg.validation.check import validate_graph
from ccwp_kg.validation.graphs import DataGraph
from ccwp_kg.validation.report import Report, Result
from support.commands import ROOT
from support.quotations import is_quoted


class Safeguards:
    """The data as they are, ready to be changed for a moment and judged."""

    def __init__(self, data: Iterable[Triple], shapes: Iterable[Triple]) -> None:
        self.data = frozenset(data)
        self.shapes = tuple(shapes)
        self._of: dict[object, list[Triple]] = defaultdict(list)
        for triple in self.data:
            self._of[triple.subject].append(triple)
        self.graph = DataGraph(self.data)
        self._store = Store()
        self._store.extend(as_quads(self.data, DefaultGraph()))
        self.selection = Selection(self.shapes)
        self._superclasses = superclasses(self.data)
        folders = (ROOT / "shapes" / "data-quality", ROOT / "tests" / "data_quality")
        files = sorted(path for folder in folders for path in folder.glob("*.rq"))
        self._rules = [(f"rule {f.stem}", of_query(text), text) for f in files for text in [f.read_text("utf-8")]]
        self._rules.sort(key=lambda rule: ANY_PROPERTY in rule[1])  # those that read everything take longest
        self._idle = frozenset(validate_graph(self.graph, shapes=self.shapes).shapes_without_focus_nodes)

    def first_to_notice(self, change: Change) -> str | None:
        """One safeguard that notices a change: `Span-length`, `rule undescribed-thing`, `quotations`; None if none."""
        with self.changed(change):
            return next(self._noticing(change, whole=False), None)

    def all_that_notice(self, change: Change, *, whole: bool = False) -> frozenset[str]:
        """The names of all safeguards that notice a change."""
        with self.changed(change):
            return frozenset(self._noticing(change, whole=whole))

    def report(self, change: Change, *, shapes: Iterable[Triple] | None = None) -> Report:
        """What these shapes, or all that a change can touch, say of it."""
        with self.changed(change):
            return validate_graph(self.graph, shapes=self.touched_by(change) if shapes is None else shapes)

    def broken_rules(self, change: Change, *, shapes: Iterable[Triple] | None = None) -> frozenset[str]:
        """The rules of the shapes that a change breaks, such as `Span-length MinCount`."""
        return frozenset(rule_of(result) for result in self.report(change, shapes=shapes).results)

    def touched_by(self, change: Change) -> list[Triple]:
        """The shapes, with only those rules that a change can touch."""
        return self.selection.touched_by(self._words(change))

    @contextmanager
    def changed(self, change: Change) -> Iterator[None]:
        """The data with the change, for as long as the block runs."""
        removed, added = change.removed & self.data, change.added - self.data
        self._apply(removed, added)
        try:
            yield
        finally:
            # pyoxigraph keeps no lexical forms, and "02" taken out again takes "2" along: what was said is said anew
            said = (t for subject in {triple.subject for triple in added} for t in self._of[subject])
            self._apply(added, [*removed, *said])

    def _words(self, change: Change) -> Words:
        return of_change(change.removed | change.added, self._superclasses)

    def _noticing(self, change: Change, *, whole: bool) -> Iterator[str]:
        if self._misquotes(change):
            yield "quotations"
        report = validate_graph(self.graph, shapes=self.shapes if whole else self.touched_by(change))
        yield from map(name_of, report.results)
        for shape in set(report.shapes_without_focus_nodes) - self._idle:
            yield f"nothing for {shape.value.removeprefix(CCWPSH)}"
        words = self._words(change)
        for name, reads, text in self._rules:
            if (whole or touched(reads, words)) and next(iter(self._store.query(text)), None) is not None:
                yield name

    def _apply(self, removed: Iterable[Triple], added: Iterable[Triple]) -> None:
        self.graph.change(removed=removed, added=added)
        for quad in as_quads(removed, DefaultGraph()):
            self._store.remove(quad)
        self._store.extend(as_quads(added, DefaultGraph()))

    def _misquotes(self, change: Change) -> bool:
        return any(not self._is_quoted(subject) for subject in {t.subject for t in change.removed | change.added})

    def _is_quoted(self, subject: NamedNode) -> bool:
        """A place, or one of its selectors, is judged by what is said of all three."""
        spans = [q.subject for q in self._store.quads_for_pattern(None, OA.hasSelector, subject)] or [subject]
        return all(self._holds_its_words(span) for span in spans)

    def _holds_its_words(self, span: NamedNode) -> bool:
        selectors = [q.object for q in self._store.quads_for_pattern(span, OA.hasSelector, None)]
        said = [q for each in (span, *selectors) for q in self._store.quads_for_pattern(each, None, None)]
        place = {q.predicate.value.removeprefix(OA).removeprefix(CCWP): q.object.value for q in said}
        try:
            return "exact" not in place or is_quoted(place)
        except (KeyError, ValueError, UnreadableDocument):
            return False


def name_of(result: Result) -> str:
    """What states the rule that a result is about."""
    stated = result.source_constraint or result.source_shape
    return stated.value.removeprefix(CCWPSH)


def rule_of(result: Result) -> str:
    """The rule that a result is about, with its kind."""
    return f"{name_of(result)} {result.component.value.removeprefix(SH).removesuffix('ConstraintComponent')}"
