"""Kinds of defects that a reader, a rule, a curator or a disk could leave in the data, each planted one at a time.

A kind is a function from the data to all places where it could strike. Which of them are planted is drawn by a digest
of the seed and the place, so that the draw is the same in every run and hardly changes when data are added.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, DCTERMS, ID, OA, OWL, RDF, RDFS, SKOS, XSD
from changes import Change, add, drop, put, short

SEED = "ccwp-kg"
OF_EACH_KIND = 8

Kind = Callable[["Places"], Iterable[Change]]
KINDS: dict[str, Kind] = {}


class Places:
    """The data, looked up in the ways defects need."""

    def __init__(self, data: Iterable[Triple], read: Iterable[Triple]) -> None:
        self.data = sorted(data, key=str)
        self.read = sorted(read, key=str)
        self.was_read = frozenset(self.read)
        self.of: dict[NamedNode, list[Triple]] = defaultdict(list)
        self.to: dict[NamedNode, list[Triple]] = defaultdict(list)
        self.saying: dict[NamedNode, list[Triple]] = defaultdict(list)
        for triple in self.data:
            self.of[triple.subject].append(triple)
            self.saying[triple.predicate].append(triple)
            if isinstance(triple.object, NamedNode):
                self.to[triple.object].append(triple)

    def values(self, thing: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
        return [t.object for t in self.of[thing] if t.predicate == predicate]

    def value(self, thing: NamedNode, predicate: NamedNode) -> NamedNode | Literal:
        return self.values(thing, predicate)[0]

    def classes(self, thing: NamedNode) -> set[NamedNode]:
        return {c for c in self.values(thing, RDF.type) if c.value.startswith(CCWP)}

    def instances(self, cls: NamedNode) -> list[NamedNode]:
        return [t.subject for t in self.to[cls] if t.predicate == RDF.type]

    def sibling(self, thing: NamedNode) -> NamedNode | None:
        """Another thing of the same class, always the same one."""
        for cls in sorted(self.classes(thing), key=str):
            others = [one for one in self.instances(cls) if one != thing]
            if others:
                return min(others, key=lambda one: digest(f"{thing} {one}"))
        return None

    def links(self) -> Iterator[Triple]:
        """Statements that lead from one thing of ours to another."""
        for triple in self.data:
            if isinstance(triple.object, NamedNode) and own(triple.subject) and own(triple.object):
                yield triple

    def texts(self, *predicates: NamedNode) -> Iterator[Triple]:
        for predicate in predicates:
            yield from self.saying[predicate]

    def rename(self, thing: NamedNode, name: NamedNode) -> Change:
        """The thing under another IRI, wherever it stands."""
        removed = {*self.of[thing], *self.to[thing]}
        added = {
            Triple(name if t.subject == thing else t.subject, t.predicate, name if t.object == thing else t.object)
            for t in removed
        }
        return Change(f"{short(thing)} is called {short(name)}", frozenset(removed), frozenset(added))


def digest(text: str) -> str:
    return hashlib.sha256(f"{SEED} {text}".encode()).hexdigest()


def planted(kind: str, places: Places, number: int = OF_EACH_KIND) -> list[Change]:
    """The defects of a kind that are tried: as many as asked for, or all there can be."""
    changes = {change.text: change for change in KINDS[kind](places)}
    return [changes[text] for text in sorted(changes, key=lambda text: digest(f"{kind} {text}"))[:number]]


def kind(name: str) -> Callable[[Kind], Kind]:
    def entered(function: Kind) -> Kind:
        KINDS[name] = function
        return function

    return entered


def own(term: object) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(ID)


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)


def like(literal: Literal, text: str) -> Literal:
    return Literal(text, language=literal.language) if literal.language else Literal(text, datatype=literal.datatype)


def one_more(triples: Iterable[Triple], step: int = 1) -> Iterator[Change]:
    for triple in triples:
        yield put(triple, integer(int(triple.object.value) + step))


PROSE = (CCWP.text, CCWP.wording, DCTERMS.title, CCWP.annotates, CCWP.quotes, CCWP.citedRegarding)
AS_PRINTED = (*PROSE, CCWP.printedForm, CCWP.periodText)


@kind("statement read is lost")
def _(p: Places) -> Iterator[Change]:
    yield from map(drop, p.read)


@kind("link is lost")
def _(p: Places) -> Iterator[Change]:
    yield from (drop(t) for t in p.links() if t in p.was_read and t.predicate != RDF.type)


@kind("class is lost")
def _(p: Places) -> Iterator[Change]:
    yield from (drop(t) for t in p.saying[RDF.type] if own(t.subject))


@kind("label is lost")
def _(p: Places) -> Iterator[Change]:
    yield from (drop(t) for t in p.texts(RDFS.label, SKOS.prefLabel) if own(t.subject) and t.object.language == "en")


@kind("list of parts forgets one")
def _(p: Places) -> Iterator[Change]:
    yield from (drop(t) for t in p.links() if t.predicate.value.startswith(f"{CCWP}has") and t.predicate != CCWP.hasSpan)


@kind("part forgets its whole")
def _(p: Places) -> Iterator[Change]:
    yield from (drop(t) for t in p.texts(CCWP.partOf, CCWP.partOfPlan, CCWP.mentionedIn))


@kind("thing is lost, pointed to still")
def _(p: Places) -> Iterator[Change]:
    for thing in {t.object for t in p.links() if not t.object.value.startswith(f"{ID}graph/")}:
        if p.of[thing]:
            yield Change(f"{short(thing)} is gone", frozenset(p.of[thing]))


@kind("thing is lost altogether")
def _(p: Places) -> Iterator[Change]:
    kinds = [CCWP.PossibleOutcome, CCWP.PerformanceIndicator, CCWP.ObjectiveAssignment, CCWP.PartyInvolvement]
    for thing in (one for cls in (*kinds, CCWP.Action, CCWP.Citation) for one in p.instances(cls)):
        yield Change(f"{short(thing)} is gone with all links", frozenset([*p.of[thing], *p.to[thing]]))


@kind("two labels")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(RDFS.label, SKOS.prefLabel):
        if own(t.subject) and t.object.language == "en":
            yield add(Triple(t.subject, t.predicate, like(t.object, t.object.value + " again")))


@kind("part is there twice")
def _(p: Places) -> Iterator[Change]:
    for cls in (CCWP.PossibleOutcome, CCWP.PerformanceIndicator, CCWP.PartyInvolvement, CCWP.Citation, CCWP.Paragraph):
        for part in p.instances(cls):
            copy = NamedNode(part.value + "0")
            added = {Triple(copy, t.predicate, t.object) for t in p.of[part]}
            added |= {Triple(t.subject, t.predicate, copy) for t in p.to[part]}
            yield Change(f"{short(part)} also as {short(copy)}", frozenset(), frozenset(added))


@kind("text in another language")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(*PROSE, RDFS.label, SKOS.definition, CCWP.nameIn2011):
        if own(t.subject) and t.object.language == "en":
            yield put(t, Literal(t.object.value, language="fr"))


@kind("prose without language")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        if own(t.subject) and isinstance(t.object, Literal) and t.object.language:
            yield put(t, Literal(t.object.value))


@kind("code with a language")
def _(p: Places) -> Iterator[Change]:
    codes = (CCWP.actionNumber, CCWP.registerKey, CCWP.printedForm, CCWP.acronym, OA.exact, OA.prefix, SKOS.notation)
    for t in p.texts(*codes, CCWP.celexNumber, CCWP.derivedByRule, CCWP.sha256, CCWP.issueCode):
        yield put(t, Literal(t.object.value, language="en"))


@kind("wrong datatype")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        if own(t.subject) and isinstance(t.object, Literal) and t.object.datatype in (XSD.integer, XSD.date, XSD.duration):
            yield put(t, Literal(t.object.value))


@kind("figure in the wrong number type")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        if own(t.subject) and isinstance(t.object, Literal) and t.object.datatype == XSD.integer:
            yield put(t, Literal(t.object.value, datatype=XSD.decimal))


@kind("link dangles")
def _(p: Places) -> Iterator[Change]:
    yield from (put(t, NamedNode(t.object.value + "-x")) for t in p.links())


@kind("link leads to a thing of another class")
def _(p: Places) -> Iterator[Change]:
    meeting = p.instances(CCWP.Meeting)[0]
    work_area = p.instances(CCWP.WorkArea)[0]
    for t in p.links():
        other = work_area if CCWP.Meeting in p.classes(t.object) else meeting
        if t.predicate not in (CCWP.mentions, CCWP.about, RDF.type, CCWP.restsOnStatement) and p.classes(t.object):
            yield put(t, other)


@kind("link leads to another thing of the class")
def _(p: Places) -> Iterator[Change]:
    for t in p.links():
        other = p.sibling(t.object)
        if other is not None and t in p.was_read:
            yield put(t, other)


@kind("place is shifted")
def _(p: Places) -> Iterator[Change]:
    for span in p.instances(CCWP.Span):
        start, end = (next(t for t in p.of[span] if t.predicate == edge) for edge in (OA.start, OA.end))
        yield put(start, integer(int(start.object.value) + 1)) | put(end, integer(int(end.object.value) + 1))


@kind("place and its IRI are shifted")
def _(p: Places) -> Iterator[Change]:
    for span in p.instances(CCWP.Span):
        start, end = (next(t for t in p.of[span] if t.predicate == edge) for edge in (OA.start, OA.end))
        moved = [(t, integer(int(t.object.value) + 1)) for t in (start, end)]
        name = NamedNode(f"{p.value(span, OA.hasSource).value}#char={moved[0][1].value},{moved[1][1].value}")
        renamed = p.rename(span, name)
        news = {Triple(name, t.predicate, value) for t, value in moved}
        olds = {Triple(name, t.predicate, t.object) for t, _ in moved}
        yield Change(renamed.text, renamed.removed, (renamed.added - olds) | news)


@kind("quotation is changed")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(OA.exact, OA.prefix, OA.suffix):
        if t.object.value:
            yield put(t, Literal(changed_letter(t.object.value)))


@kind("place on another page")
def _(p: Places) -> Iterator[Change]:
    yield from one_more(t for t in p.saying[CCWP.page] if CCWP.Span in p.classes(t.subject))


@kind("place of another text")
def _(p: Places) -> Iterator[Change]:
    yield from (put(t, NamedNode(f"{ID}source/another-plan")) for t in p.saying[OA.hasSource])


@kind("evidence is another place")
def _(p: Places) -> Iterator[Change]:
    for t in p.saying[CCWP.hasSpan]:
        other = p.sibling(t.object)
        if other is not None and len(p.values(t.subject, CCWP.hasSpan)) == 1:
            yield put(t, other)


@kind("word of a text is changed")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(*AS_PRINTED):
        if t in p.was_read and CCWP.ReadingIssue not in p.classes(t.subject):
            yield put(t, like(t.object, changed_letter(t.object.value)))


@kind("text loses its last word")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(CCWP.text, CCWP.wording):
        if " " in t.object.value and CCWP.ReadingIssue not in p.classes(t.subject):
            yield put(t, like(t.object, t.object.value.rpartition(" ")[0]))


@kind("position off by one")
def _(p: Places) -> Iterator[Change]:
    yield from one_more(p.saying[CCWP.position])


@kind("two parts change places")
def _(p: Places) -> Iterator[Change]:
    for t in p.saying[CCWP.position]:
        if t.object.value == "1":
            other = NamedNode(t.subject.value[:-1] + "2")
            if own(t.subject) and p.of[other]:
                yield put(t, integer(2)) | put(Triple(other, t.predicate, integer(2)), integer(1))


@kind("printed number is wrong")
def _(p: Places) -> Iterator[Change]:
    yield from one_more(p.texts(CCWP.printedNumber, CCWP.footnoteNumber))


@kind("revision disagrees")
def _(p: Places) -> Iterator[Change]:
    yield from one_more(p.texts(CCWP.revision, CCWP.corrigendum, CCWP.addendum))


@kind("document has another number or year")
def _(p: Places) -> Iterator[Change]:
    yield from one_more(p.texts(CCWP.documentNumber, CCWP.documentYear))


@kind("subject code has another number or year")
def _(p: Places) -> Iterator[Change]:
    yield from one_more(p.texts(CCWP.serial, CCWP.year))


@kind("period is reversed")
def _(p: Places) -> Iterator[Change]:
    pairs = ((CCWP.validFrom, CCWP.validUntil), (CCWP.value, CCWP.valueUntil))
    for first, last in pairs:
        for t in p.saying[last]:
            start = Triple(t.subject, first, p.value(t.subject, first))
            yield put(start, t.object) | put(t, start.object)


@kind("date is in another year")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        if own(t.subject) and isinstance(t.object, Literal) and t.object.datatype == XSD.date and t in p.was_read:
            yield put(t, like(t.object, re.sub(r"^\d{4}", lambda year: str(int(year[0]) + 1), t.object.value)))


@kind("date is a day off")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(CCWP.validFrom, CCWP.validUntil, CCWP.heldOn, CCWP.publishedOn):
        if t.object.datatype == XSD.date:
            yield put(t, like(t.object, str(date.fromisoformat(t.object.value) + timedelta(days=1))))


@kind("duration in another unit")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        if isinstance(t.object, Literal) and t.object.datatype == XSD.duration:
            unit = "D" if t.object.value.endswith("M") else "M"
            yield put(t, like(t.object, t.object.value[:-1] + unit))


@kind("ordinal is wrong")
def _(p: Places) -> Iterator[Change]:
    yield from one_more(p.saying[CCWP.ordinal])


@kind("action number is another's")
def _(p: Places) -> Iterator[Change]:
    for t in p.saying[CCWP.actionNumber]:
        other = p.sibling(t.subject)
        yield put(t, p.value(other, CCWP.actionNumber))


@kind("action is in another plan")
def _(p: Places) -> Iterator[Change]:
    for t in p.saying[CCWP.partOfPlan]:
        other = p.sibling(t.object)
        yield put(t, other) | put(Triple(t.subject, NamedNode("http://purl.org/net/p-plan#isStepOfPlan"), t.object), other)


@kind("party is invented")
def _(p: Places) -> Iterator[Change]:
    for t in p.saying[CCWP.involvedParty]:
        action = p.value(t.subject, CCWP.partOf)
        for body in p.instances(CCWP.Organisation):
            if body not in p.values(action, CCWP.concernsParty):
                yield add(Triple(t.subject, t.predicate, body), Triple(action, CCWP.concernsParty, body))


@kind("two documents are one")
def _(p: Places) -> Iterator[Change]:
    for document in p.instances(CCWP.CouncilDocument):
        other = p.sibling(document)
        merged = p.rename(document, other)
        yield Change(f"{short(document)} and {short(other)} are one", merged.removed, merged.added)


@kind("two bodies are one")
def _(p: Places) -> Iterator[Change]:
    for body in p.instances(CCWP.Organisation):
        merged = p.rename(body, p.sibling(body))
        yield Change(f"{short(body)} is taken for {short(p.sibling(body))}", merged.removed, merged.added)


@kind("value from another list")
def _(p: Places) -> Iterator[Change]:
    lists = (CCWP.status, CCWP.citationRole, CCWP.coverage, CCWP.expectsDecision, CCWP.expectsProduct, CCWP.series)
    for t in p.texts(*lists, CCWP.organisationKind, CCWP.instrumentKind, CCWP.statementKind):
        scheme = p.value(t.object, SKOS.inScheme)
        others = [one for one in p.instances(SKOS.Concept) if scheme not in p.values(one, SKOS.inScheme)]
        yield put(t, min(others, key=lambda one: digest(f"{t} {one}")))


@kind("citation has another role")
def _(p: Places) -> Iterator[Change]:
    for t in p.saying[CCWP.citationRole]:
        others = [x.subject for x in p.to[NamedNode(f"{ID}scheme/citation-roles")] if x.subject != t.object]
        others = [one for one in others if SKOS.Concept in p.values(one, RDF.type)]
        yield put(t, min(others, key=lambda one: digest(f"{t} {one}")))


@kind("shortcut without a part")
def _(p: Places) -> Iterator[Change]:
    shortcuts = (CCWP.concernsParty, CCWP.pursuesObjective, CCWP.citesDocument, CCWP.refersToAction, CCWP.mentions)
    for t in p.texts(*shortcuts):
        other = p.sibling(t.object)
        if other is not None and other not in p.values(t.subject, t.predicate):
            yield add(Triple(t.subject, t.predicate, other))


@kind("part without its shortcut")
def _(p: Places) -> Iterator[Change]:
    shortcuts = (CCWP.concernsParty, CCWP.pursuesObjective, CCWP.citesDocument, CCWP.refersToAction, CCWP.mentions)
    yield from (drop(t) for t in p.texts(*shortcuts))


@kind("mapping without its link")
def _(p: Places) -> Iterator[Change]:
    for mapping in p.instances(OWL.Axiom):
        parts = (OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget)
        yield drop(Triple(*(p.value(mapping, part) for part in parts)))


@kind("link without its mapping")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(SKOS.exactMatch, SKOS.closeMatch, OWL.sameAs, RDFS.seeAlso):
        if own(t.subject):
            yield put(t, NamedNode(t.object.value + "9"))


@kind("mapping surer than its evidence")
def _(p: Places) -> Iterator[Change]:
    for t in p.saying[NamedNode("https://w3id.org/sssom/confidence")]:
        yield put(t, like(t.object, "0.99"))


@kind("letter of another script")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        if own(t.subject) and isinstance(t.object, Literal) and re.search("[aceo]", t.object.value):
            if (t.object.language or "en") == "en" and t.object.datatype != XSD.anyURI:
                yield put(t, like(t.object, re.sub("[aceo]", lambda m: "асео"["aceo".index(m[0])], t.object.value, count=1)))


@kind("white space at the edge or double")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        if own(t.subject) and isinstance(t.object, Literal) and t.object.language:
            odd = t.object.value.replace(" ", "  ", 1) if " " in t.object.value else t.object.value + " "
            yield put(t, like(t.object, odd))


@kind("control character")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        if own(t.subject) and isinstance(t.object, Literal) and t.object.language:
            middle = len(t.object.value) // 2
            yield put(t, like(t.object, t.object.value[:middle] + "\u0007" + t.object.value[middle:]))


@kind("letters read in the wrong encoding")
def _(p: Places) -> Iterator[Change]:
    for t in p.data:
        if own(t.subject) and isinstance(t.object, Literal) and t.object.language:
            if not t.object.value.isascii():
                garbled = t.object.value.encode().decode("latin-1")
                yield put(t, like(t.object, garbled))


@kind("text is empty")
def _(p: Places) -> Iterator[Change]:
    for t in p.texts(*AS_PRINTED, RDFS.label, SKOS.prefLabel, SKOS.definition, OA.exact):
        yield put(t, like(t.object, ""))


@kind("own IRI with http")
def _(p: Places) -> Iterator[Change]:
    yield from (put(t, NamedNode(t.object.value.replace("https:", "http:", 1))) for t in p.links())


@kind("own IRI with a slash at its end")
def _(p: Places) -> Iterator[Change]:
    yield from (put(t, NamedNode(t.object.value + "/")) for t in p.links())


@kind("own property misspelt")
def _(p: Places) -> Iterator[Change]:
    for t in p.read:
        if t.predicate.value.startswith(CCWP):
            new = Triple(t.subject, NamedNode(t.predicate.value + "s"), t.object)
            yield Change(f"{short(t.subject)} {short(new.predicate)}", frozenset({t}), frozenset({new}))


@kind("own class misspelt")
def _(p: Places) -> Iterator[Change]:
    for t in p.saying[RDF.type]:
        if t.object.value.startswith(CCWP):
            yield put(t, NamedNode(t.object.value + "s"))


@kind("thing without a name")
def _(p: Places) -> Iterator[Change]:
    yield from (put(t, BlankNode("x")) for t in p.links())


@kind("two things declared one")
def _(p: Places) -> Iterator[Change]:
    for t in p.links():
        if p.sibling(t.object) is not None:
            yield add(Triple(t.object, OWL.sameAs, p.sibling(t.object)))


@kind("not stated, but said")
def _(p: Places) -> Iterator[Change]:
    for action in p.instances(CCWP.Action):
        yield add(Triple(action, CCWP.hasWorkArea, p.instances(CCWP.WorkArea)[0]))
        yield add(Triple(action, CCWP.validFrom, Literal("2011-07-01", datatype=XSD.date)))
        yield add(Triple(action, CCWP.workArea, p.instances(CCWP.WorkArea)[1]))
        yield add(Triple(action, CCWP.startDate, Literal("2011-07-01", datatype=XSD.date)))


@kind("draft is approved")
def _(p: Places) -> Iterator[Change]:
    for body in p.instances(CCWP.Organisation):
        yield add(Triple(NamedNode(f"{ID}plan/5"), CCWP.approvedBy, body))


def changed_letter(text: str) -> str:
    """The text with its middle letter replaced.

    >>> changed_letter("customs")
    'cusxoms'
    """
    places = [match.start() for match in re.finditer(r"[A-Za-z]", text)] or [len(text) // 2]
    place = places[len(places) // 2]
    return text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1 :]
