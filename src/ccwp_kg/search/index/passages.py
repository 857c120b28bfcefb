"""The sentences of documents, their footnotes and pages, as what can be found: each with the place where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.namespaces import CCWP, DCTERMS, OA, RDF, RDFS
from ccwp_kg.search.index.words import cleaned
from ccwp_kg.sources.profile.load import action_plans
from ccwp_kg.sources.text.prose import sentences
from ccwp_kg.store import Row, Store

_QUOTED = {
    CCWP.PerformanceIndicator: CCWP.text,
    CCWP.PossibleOutcome: CCWP.text,
    CCWP.TermsOfReference: CCWP.text,
    CCWP.OtherEntry: CCWP.text,
    CCWP.CoverEntry: CCWP.text,
    CCWP.ImplementationRule: CCWP.text,
    CCWP.ColumnDefinition: CCWP.text,
    CCWP.Paragraph: CCWP.text,
    CCWP.Citation: CCWP.printedForm,
}
"""The parts whose words are quoted, with the property that has them; of citations those that are footnotes."""
WAYS = (f"?part {DCTERMS.isPartOf} ?x", f"?part {DCTERMS.isPartOf} ?middle . ?middle {DCTERMS.isPartOf} ?x")
"""How a part belongs to a whole."""
OWN_PART = '!STRSTARTS(STR(?part), CONCAT(STR(?x), "/action/"))'
"""The words of an action are found under the action."""
_LONGEST = 20_000
_BETWEEN = "-\u00ad0123456789"
"""What may be printed between the words of a text, and is none of it."""


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A sentence, an entry, a footnote or a page. `iri` is the span of its words, `landing` the span that a link can
    lead to; `part` is what its place is called, `name` what the passage itself is."""

    iri: str
    landing: str
    part: str
    name: str
    text: str
    language: str | None
    page: int | None


@dataclass(slots=True)
class _PassagePart:
    label: str
    text: Literal
    is_note: bool
    spans: dict[str, tuple[int, int | None, str]]
    """By IRI: start, page, and the exact characters."""


def passages_in(store: Store, values: str) -> Mapping[str, Sequence[IndexedPassage]]:
    """The passages of some wholes, by the IRI of the whole, in the order of the document."""
    found: defaultdict[str, list[tuple[int, IndexedPassage]]] = defaultdict(list)
    for whole, parts in _parts(store, values).items():
        for part in parts.values():
            found[whole] += _passages(part)
    for row in store.rows(_pages(values)):
        source, span, page = row["x"], row["span"], row["page"]
        if isinstance(source, NamedNode) and isinstance(span, NamedNode) and isinstance(page, Literal):
            name = f"Page {page.value}"
            landing = f"{source.value}#page-{page.value}"
            found[source.value].append((int(page.value), IndexedPassage(landing, landing, "", name, "", None, None)))
    return {
        whole: [each for _, each in sorted(of_whole, key=lambda each: (each[0], each[1].iri, each[1].text))]
        for whole, of_whole in found.items()
    }


def _parts(store: Store, values: str) -> dict[str, dict[str, _PassagePart]]:
    classes, predicates = (", ".join(map(str, dict.fromkeys(terms))) for terms in zip(*_QUOTED.items(), strict=True))
    found: defaultdict[str, dict[str, _PassagePart]] = defaultdict(dict)
    for way in WAYS:
        quoted = f"{way} . ?part {RDF.type} ?c ; {RDFS.label} ?label FILTER(?c IN ({classes}) && {OWN_PART})"
        rows = store.rows(
            f"SELECT ?x ?part ?c ?p ?o ?label ?note WHERE {{ {values} {quoted} ?part ?p ?o "
            f"FILTER(?p IN ({predicates})) OPTIONAL {{ ?part {CCWP.footnoteNumber} ?note }} }}"
        )
        for row in rows:
            whole, part, text, label = row["x"], row["part"], row["o"], row["label"]
            is_quoted = isinstance(cls := row["c"], NamedNode) and _QUOTED.get(cls) == row["p"]
            if not (is_quoted and isinstance(whole, NamedNode) and isinstance(part, NamedNode)):
                continue
            is_note = row.get("note") is not None
            if isinstance(text, Literal) and isinstance(label, Literal) and (is_note or cls != CCWP.Citation):
                found[whole.value][part.value] = _PassagePart(label.value, text, is_note, {})
        selected = (
            f"?part {CCWP.hasSpan} ?span . ?span {OA.hasSelector} ?position, ?quote . ?position {OA.start} ?start . "
            f"?quote {OA.exact} ?exact OPTIONAL {{ ?span {CCWP.page} ?page }}"
        )
        for row in store.rows(f"SELECT ?x ?part ?span ?start ?exact ?page WHERE {{ {values} {quoted} {selected} }}"):
            _place(found, row)
    return dict(found)


def _place(found: Mapping[str, Mapping[str, _PassagePart]], row: Row) -> None:
    match row["x"], row["part"], row["span"], row["start"], row["exact"]:
        case NamedNode() as whole, NamedNode() as part, NamedNode() as span, Literal() as start, Literal() as exact:
            if (known := found.get(whole.value, {}).get(part.value)) is not None:
                page = row.get("page")
                number = int(page.value) if isinstance(page, Literal) else None
                known.spans[span.value] = int(start.value), number, exact.value


def _passages(part: _PassagePart) -> Iterator[tuple[int, IndexedPassage]]:
    """The sentences of a part that has a place; a footnote, and what is printed in several pieces, is one passage."""
    places = sorted((start, span, page, exact) for span, (start, page, exact) in part.spans.items())
    if not places:
        return
    first, span, page, exact = places[0]
    text, language = part.text.value[:_LONGEST], part.text.language
    label, name = ("", part.label) if part.is_note else (part.label, "")
    source, place = span.partition("#")[0], 0
    found: list[tuple[int, str, str]] = []
    if len(places) == 1 and not part.is_note:
        for stretch in sentences(text, words=action_plans().words):
            words = text[stretch.start : stretch.end]
            if (printed := _find(exact, words, place)) is None:
                found = []
                break
            start, place = printed
            found.append((first + start, f"{source}#char={first + start},{first + place}", words))
    if len(found) < 2:  # the whole is a passage, at its own place
        found = [(first, span, text)]
    for start, iri, words in found:
        yield start, IndexedPassage(iri, span, label, name, cleaned(words), language, page)


def _find(printed: str, words: str, place: int) -> tuple[int, int] | None:
    """Where words stand among printed characters, from a place on: spaces do not count, nor do a hyphen at the end of
    a line that was mended, and the mark of a footnote."""
    begin, at = -1, place
    for letter in words:
        if letter.isspace():
            continue
        while at < len(printed) and (printed[at].isspace() or (printed[at] in _BETWEEN and printed[at] != letter)):
            at += 1
        if at >= len(printed) or printed[at] != letter:
            return None
        begin = at if begin < 0 else begin
        at += 1
    return (begin, at) if begin >= 0 else None


def _pages(values: str) -> str:
    """The pages of texts, each with a span on it."""
    return (
        f"SELECT ?x ?page (MIN(?each) AS ?span) WHERE {{ {values} ?each {OA.hasSource} ?x ; {CCWP.page} ?page }} "
        "GROUP BY ?x ?page"
    )
