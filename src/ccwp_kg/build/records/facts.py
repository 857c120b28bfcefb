"""Collects the statements read from one document, each once, with the characters it was read from."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, DCTERMS, OA, RDF, RDFS
from ccwp_kg.rdf.dataset import StatementEvidence
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import code, english, integer, typed
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.records.source_text import SourceText, Span

_SAID_OF_OTHERS = {
    *(CCWP.approvedBy, CCWP.approvedOn, CCWP.reportedIn, CCWP.reviewedBy, CCWP.reviewedOn),
    *(CCWP.reviewedDuring, CCWP.reviewedUnder, CCWP.runsFor, CCWP.status, CCWP.validFrom, CCWP.validUntil),
    DCTERMS.term("title"),
}
"""What the rule said-of-what-is-not-held makes of statements, where all documents agree."""
_CITES = {CCWP.citedDocument, CCWP.referredAction, CCWP.partOfPlan}


class DocumentFacts:
    """The growing set of triples read from one document: its text, its IRI, and the plan that it sets out."""

    def __init__(self, source: SourceText, pages: tuple[int, ...], *, document: NamedNode, plan: NamedNode) -> None:
        self.source = source
        self.document = document
        self.plan = plan
        self._pages = pages
        self.triples: set[Triple] = set()
        self._stated: set[tuple[NamedNode, NamedNode]] = set()
        self._spans: dict[NamedNode, set[NamedNode]] = {}
        self._named: dict[NamedNode, list[tuple[NamedNode, tuple[Span, ...]]]] = {}
        self._passages: dict[Triple, dict[tuple[Span, ...], Passage]] = {}
        self._cited: set[tuple[NamedNode | Literal, tuple[Span, ...]]] = set()
        self._deciding: list[tuple[NamedNode | Literal, Passage]] = []

    @property
    def passages(self) -> Mapping[Triple, Sequence[Passage]]:
        """Triple → the passages its object was read from, in the order of the document, where they are known."""
        return {triple: [found[spans] for spans in sorted(found)] for triple, found in self._passages.items()}

    @property
    def read(self) -> Mapping[Triple, StatementEvidence]:
        """Triple → the characters its object was read from, and the rules that led to it, where they are known."""
        return {
            triple: StatementEvidence(
                frozenset(self.span_iri(span) for spans in found for span in spans),
                frozenset(passage.rule for passage in found.values() if passage.rule),
            )
            for triple, found in self._passages.items()
        }

    def empty_copy(self) -> DocumentFacts:
        """A collection without statements for the same document."""
        return DocumentFacts(self.source, self._pages, document=self.document, plan=self.plan)

    def add(
        self,
        subject: NamedNode,
        predicate: NamedNode,
        *objects: NamedNode | Literal | None,
        read_from: Passage | None = None,
    ) -> None:
        """Add a statement for every object; None stands for a value that the document does not give.

        `read_from` are the characters the object was read from, where they are known. What they say of another plan
        than the document's, or of its actions, is a statement of the document alone.
        """
        added = [Triple(subject, predicate, o) for o in objects if o is not None]
        if read_from is None or predicate not in _SAID_OF_OTHERS or not self._is_of_another_plan(subject):
            self.triples.update(added)
            self._stated.update((subject, predicate) for _ in added)
        if read_from is not None:
            for triple in added:
                self._passages.setdefault(triple, {})[read_from.spans] = read_from
            if predicate in _CITES:
                self._cited.update((o, read_from.spans) for o in objects if o is not None)
            elif predicate == CCWP.decisionBy:
                self._deciding.extend((o, read_from) for o in objects if o is not None)

    def states(self, subject: NamedNode, *predicates: NamedNode) -> bool:
        """Whether any of these properties of the subject was added with a value."""
        return any((subject, each) in self._stated for each in predicates)

    def words_naming(self, target: NamedNode, printed: Passage) -> Passage | None:
        """The words that say already that these characters name the thing; None where there are none.

        They are these characters where a citation or a reference to an action has them, else those of a decision.
        """
        if (target, printed.spans) in self._cited:
            return printed
        decided = (words for body, words in self._deciding if body == target)
        return next((each for each in decided if all(any(s.holds(p) for s in each.spans) for p in printed.spans)), None)

    def _is_of_another_plan(self, subject: NamedNode) -> bool:
        of_a_plan = subject.value.startswith(iris.thing("plan/").value)
        return of_a_plan and not f"{subject.value}/".startswith(f"{self.plan.value}/")

    def words(
        self, subject: NamedNode, predicate: NamedNode, form: Callable[[str], Literal], *passages: Passage | None
    ) -> None:
        """Add the words of passages as literals of that form, and the characters as those the subject was read from."""
        for passage in passages:
            if passage is not None:
                self.add(subject, predicate, form(passage.text), read_from=passage)
        self.evidence(subject, *passages)

    def thing(self, iri: NamedNode, *types: NamedNode, label: str | None = None) -> NamedNode:
        """Add a thing with its classes and its English label; returns the IRI."""
        self.add(iri, RDF.type, *types)
        self.add(iri, RDFS.label, None if label is None else english(label))
        return iri

    def step_of(self, places_in: NamedNode, target: NamedNode, printed: Passage) -> str:
        """The last step of the IRI of a place that names a thing: the thing's own last step, from the second place on
        with a count.

        `places_in` is what the IRIs of such places begin with, `…/terms-of-reference/mention`. Of two things with the
        same last step, the second gives its whole reference.
        """
        named = self._named.setdefault(places_in, [])
        if (target, printed.spans) not in named:
            named.append((target, printed.spans))
        reference = iris.reference(target)
        step = reference.rpartition("/")[2]
        first = next(each for each, _ in named if iris.reference(each).rpartition("/")[2] == step)
        places = [spans for each, spans in named if each == target]
        count = places.index(printed.spans) + 1
        called = step if first == target else reference.replace("/", "-")
        return called if count == 1 else f"{called}-{count}"

    def part(
        self,
        whole: NamedNode,
        name: str,
        *types: NamedNode,
        position: int | None = None,
        label: str | None = None,
        link: NamedNode | None = None,
        within: tuple[NamedNode, ...] | None = None,
    ) -> NamedNode:
        """Add the part `name` of a larger thing, to which the property `link` leads; returns the IRI.

        `position` is the place of an entry in its list, and the last step of its IRI. `within` are the wholes around
        the larger thing, from the next outwards; where they are given, Dublin Core's property leads to the part, too.
        """
        iri = iris.part(whole, name) if position is None else iris.part(whole, name, position)
        self.add(iri, DCTERMS.isPartOf, whole, *(within or ()))
        if within is not None:
            self.add(whole, DCTERMS.hasPart, iri)
        self.add(iri, CCWP.position, None if position is None else integer(position))
        if link is not None:
            self.add(whole, link, iri)
        return self.thing(iri, *types, label=label)

    def evidence(self, subject: NamedNode, *passages: Passage | None, by: NamedNode = CCWP.hasSpan) -> None:
        """Add the characters a subject was read from, and the rule that derived it, if one did.

        `by` is the property that leads to the characters; a Web Annotation has one of its own.
        """
        for passage in passages:
            if passage is not None:
                spans = {self.span(span) for span in passage.spans}
                self.add(subject, by, *spans)
                self._spans.setdefault(subject, set()).update(spans)
                self.add(subject, CCWP.derivedByRule, code(passage.rule) if passage.rule else None)

    def own_words(self, passage: Passage) -> Passage:
        """A passage with the characters of its text alone: the list mark before it and the comma behind are none.

        Where a line end divides the first or the last word, it is as it was.
        """
        words = passage.text.split()
        if not words:
            return passage
        first, last = passage.spans[0], passage.spans[-1]
        start = self.source.text.find(words[0], first.start, first.end)
        end = self.source.text.rfind(words[-1], last.start, last.end)
        if start < 0 or end < 0:
            return passage
        inner = [*passage.spans]
        inner[0] = replace(inner[0], start=start)
        inner[-1] = replace(inner[-1], end=end + len(words[-1]))
        return replace(passage, spans=tuple(inner))

    def spans_of(self, subject: NamedNode) -> set[NamedNode]:
        """The stretches of the source that a subject was read from."""
        return self._spans.get(subject, set())

    def span_iri(self, span: Span) -> NamedNode:
        """The name of a stretch of the source."""
        return iris.span(self.source.name, span.start, span.end)

    def span(self, span: Span) -> NamedNode:
        """Add a stretch of the source, by position and by quotation (W3C Web Annotation); returns its IRI."""
        iri = self.span_iri(span)
        if Triple(iri, RDF.type, CCWP.Span) in self.triples:
            return iri
        position, quote = iris.selectors(self.source.name, span.start, span.end)
        self.thing(iri, CCWP.Span)
        self.add(iri, OA.hasSource, iris.source(self.source.name))
        self.add(iri, CCWP.page, integer(bisect.bisect_right(self._pages, span.start) or 1))
        self.add(iri, OA.hasSelector, position, quote)
        self.thing(position, OA.TextPositionSelector)
        self.add(position, OA.start, typed(str(span.start), "nonNegativeInteger"))
        self.add(position, OA.end, typed(str(span.end), "nonNegativeInteger"))
        self.thing(quote, OA.TextQuoteSelector)
        self.add(quote, OA.exact, code(self.source.exact(span)))
        return iri
