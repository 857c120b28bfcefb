"""What a fact rests on: the places where it was read, with their quotations, and the corrections made to it.

A passage shows everything recognised in it, marked where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.facts import Facts, Names, Thing, Words
from ccwp_kg.kinds import mark_of
from ccwp_kg.namespaces import CCWP, DCTERMS, OA
from ccwp_kg.store import Row, Store, Term


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A passage of a document: offsets in code points (end excluded), its characters, its page."""

    start: int
    end: int
    iri: str
    exact: str
    source: str
    page: int | None = None

    @property
    def quote(self) -> str:
        """The words with line breaks and runs of spaces made one space."""
        return " ".join(self.exact.split())


_BATCH = 400

Places = Mapping[NamedNode, tuple[Evidence, ...]]
"""Thing → where it was read, in the order of the document."""


PLACE = "?span ?start ?end ?exact ?source ?page"
"""The variables of a place."""
PLACE_OF_SPAN = (
    f"?span {OA.hasSource} ?source ; {OA.hasSelector} ?position , ?quote . "
    f"?position {OA.start} ?start ; {OA.end} ?end . ?quote {OA.exact} ?exact . "
    f"OPTIONAL {{ ?span {CCWP.page} ?page }}"
)
"""The pattern of the place that a span is."""


def read_places(store: Store, spans: Mapping[NamedNode, Iterable[NamedNode]], known: Iterable[Row] = ()) -> Places:
    """The quotations behind spans, by the thing that has them; `known` are the rows of places that were asked for."""
    found = dict(evidence_of(known))
    wanted = sorted({span.value for of_thing in spans.values() for span in of_thing if span.value not in found})
    for start in range(0, len(wanted), _BATCH):
        batch = " ".join(f"<{span}>" for span in wanted[start : start + _BATCH])
        found.update(evidence_of(store.rows(f"SELECT {PLACE} WHERE {{ VALUES ?span {{ {batch} }} {PLACE_OF_SPAN} }}")))
    return {
        thing: tuple(sorted({found[span.value] for span in of_thing if span.value in found}))
        for thing, of_thing in spans.items()
    }


def evidence_of(rows: Iterable[Row]) -> Iterator[tuple[str, Evidence]]:
    """The places in rows of `PLACE`, each by the IRI of its span."""
    for row in rows:
        start_at, end_at, page = (_number(row.get(name)) for name in ("start", "end", "page"))
        match row["span"], row["exact"], row["source"]:
            case NamedNode(value=iri), Literal(value=exact), NamedNode(value=source):
                if start_at is not None and end_at is not None:
                    yield iri, Evidence(start_at, end_at, iri, exact, source, page)


def is_printed_form(exact: str, printed: Term | str | None) -> bool:
    """Whether words of a document are a printed form, without regard to spaces; where none is known, any are.

    A citation also stands on what it is cited for; only its printed form is the name of the document.
    """
    form = printed.value if isinstance(printed, Literal) else printed
    return not isinstance(form, str) or "".join(form.split()) == "".join(exact.split())


def _number(term: Term | None) -> int | None:
    return int(term.value) if isinstance(term, Literal) and term.value.isascii() and term.value.isdigit() else None


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction: the values replaced, the correct values, the reason, and who decided it when, by role.

    Empty `replaced`: something was missing. Empty `correct`: something is removed. `reviewer` and `reviewed` are empty
    where no second person agreed. `proof` are the places in the document that show it.
    """

    thing: Thing
    property: Thing
    replaced: tuple[Thing | Words, ...]
    correct: tuple[Thing | Words, ...]
    reason: str
    author: str
    created: str
    reviewer: str
    reviewed: str
    proof: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """Where a thing was read, in the order of the document, and the corrections of what is said of it."""

    places: tuple[Evidence, ...] = ()
    corrections: tuple[Correction, ...] = ()


def merged(grounds: Iterable[Grounds]) -> Grounds:
    """The places of several in the order of the document, and all their corrections."""
    every = tuple(grounds)
    places = sorted(dict.fromkeys(place for each in every for place in each.places))
    return Grounds(tuple(places), tuple(dict.fromkeys(fix for each in every for fix in each.corrections)))


def correction(iri: NamedNode, *, records: Facts, names: Names, places: Places) -> Correction:
    """A correction as a page shows it; `records` are the statements about it."""

    whole = records.thing(iri, CCWP.correctedResource)

    def shown(term: Term) -> Thing | Words:
        """A value by its name; a part that was taken away is described no more and has none."""
        found = names.shown(term)
        if isinstance(found, Words) or found.is_named or whole is None or not found.iri.startswith(f"{whole.value}/"):
            return found
        return Words(found.iri.removeprefix(f"{whole.value}/").replace("/", " "))

    def values(*predicates: NamedNode) -> tuple[Thing | Words, ...]:
        return tuple(shown(term) for each in predicates for term in records.values(iri, each))

    def text(predicate: NamedNode) -> str:
        return records.text(iri, predicate) or ""

    of = records.thing(iri, CCWP.correctedProperty)
    return Correction(
        thing=names[iri],
        property=names[iri if of is None else of],
        replaced=values(CCWP.replacedThing, CCWP.replacedValue),
        correct=values(CCWP.correctThing, CCWP.correctValue),
        reason=text(CCWP.reason),
        author=text(CCWP.authorRole),
        created=text(DCTERMS.created),
        reviewer=text(CCWP.reviewerRole),
        reviewed=text(DCTERMS.dateAccepted),
        proof=places.get(iri, ()),
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the document that means a thing."""

    start: int
    end: int
    thing: Thing


@dataclass(frozen=True, slots=True)
class Segment:
    """Some words of a passage, and the thing they mean, if any."""

    text: str
    thing: Thing | None = None

    @property
    def kind(self) -> str:
        """The sort of mark, for the thing's sake."""
        return "" if self.thing is None else mark_of(self.thing.iri.partition("/id/")[2].partition("/")[0])


Prose = tuple[Segment, ...]


def prose(text: str, places: Sequence[Evidence], marks: Iterable[Mark]) -> Prose:
    """A normalised text cut at its marks.

    `places` are the stretches of the document the text was read from; marks are offsets of the document too. Of two
    marks that overlap, the one that begins first counts, and the longer of those.
    """
    begin, end = min((p.start for p in places), default=0), max((p.end for p in places), default=0)
    within = [mark for mark in marks if begin <= mark.start and mark.end <= end]
    at = _alignment(text, places) if within else {}
    segments: list[Segment] = []
    done = 0
    for mark in sorted(within, key=lambda mark: (mark.start, -mark.end, mark.thing.iri, mark.thing.name)):
        inside = [at[offset] for offset in range(mark.start, mark.end) if offset in at]
        if not inside or inside[0] < done:
            continue
        if done < inside[0]:
            segments.append(Segment(text[done : inside[0]]))
        done = inside[-1] + 1
        segments.append(Segment(text[inside[0] : done], mark.thing))
    if done < len(text):
        segments.append(Segment(text[done:]))
    return tuple(segments)


def _alignment(text: str, places: Sequence[Evidence]) -> dict[int, int]:
    """Offset in the document → offset in the text, for every character that is not white space.

    A character the text leaves out (a mended hyphen, a closing semicolon) has no counterpart.
    """
    at: dict[int, int] = {}
    position = 0
    for place in places:
        for offset, character in enumerate(place.exact, place.start):
            while position < len(text) and text[position].isspace():
                position += 1
            if position < len(text) and text[position] == character:
                at[offset] = position
                position += 1
    return at
