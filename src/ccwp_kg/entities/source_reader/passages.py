"""What documents say of a thing: each passage in its own entry or sentence, by document and by kind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.evidence import Evidence, is_printed_form, read_places
from ccwp_kg.entities.facts.facts import Facts, Thing, look_up
from ccwp_kg.entities.source_reader.printed_text import PrintedText, Unit, in_one_line
from ccwp_kg.entities.source_reader.read_things import document_of
from ccwp_kg.kinds import SEARCHED
from ccwp_kg.namespaces import CCWP, OA, RDF
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.search import Piece
from ccwp_kg.store import Row, Store

Texts = Callable[[NamedNode], PrintedText | None]
"""The text behind a source; None where it is not kept here."""
MOST = 1_000
"""So many places are read of a thing at most."""
_AROUND = 240
"""Characters of a long sentence that are shown before and after the words of the thing."""

NAMING = {
    OA.hasBody: OA.hasTarget, CCWP.citedDocument: CCWP.hasSpan, CCWP.referredAction: CCWP.hasSpan,
    CCWP.decisionBy: CCWP.hasSpan,
}  # fmt: skip
"""Properties by which a part of a document names a thing, and the property with its place: no mention repeats them."""
_STATING = (
    CCWP.involvedParty, CCWP.namesAsExample, CCWP.assignedObjective, CCWP.listedObjective, RDF.object, RDF.subject,
)  # fmt: skip
"""Properties of parts that tell something of a thing, in words that need not name it."""
_NAMED_KINDS = frozenset(each for kind in SEARCHED for each in kind.classes)
_ACTION = re.compile(r".*/id/plan/[^/]+/action/[^/]+(?=/)")
_CITED, _REFERRED, _OF_COLUMN, _RUNNING, _FOOTNOTE = 0, 1, 2, 1_000, 1_001


@dataclass(frozen=True, slots=True)
class ThingPassage:
    """The sentence or entry in which a document speaks of a thing.

    `places` are the words of the thing, in the order of the document; `page` is where they begin; `words` are those of
    the unit in one line. `action` is that of the row, `unit.heading` the column or section. `corrections` are those of
    what was read there. `is_example`: the entry names the thing as an example of its party alone, so that the thing
    does not count as one.
    """

    unit: Unit
    places: tuple[Evidence, ...]
    words: tuple[Piece, ...]
    page: int | None
    action: Thing | None
    corrections: tuple[Thing, ...]
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class PassageGroup:
    """The passages of one kind: entries of one column, citations in one role, running text."""

    name: str
    passages: tuple[ThingPassage, ...]


@dataclass(frozen=True, slots=True)
class DocumentPassages:
    """Everything that one document says of a thing; `source` is its text."""

    document: Thing
    source: str
    groups: tuple[PassageGroup, ...]

    @property
    def count(self) -> int:
        """How many passages it has."""
        return sum(len(group.passages) for group in self.groups)


@dataclass(frozen=True, slots=True)
class ThingPassages:
    """Everything that documents say of a thing; not `is_whole` where there is more than is read."""

    documents: tuple[DocumentPassages, ...] = ()
    is_whole: bool = True
    is_first: bool = True
    """False for what was read from a document: it is told before what others say of it."""

    @property
    def actions(self) -> frozenset[str]:
        """The IRIs of the actions in whose rows the passages stand."""
        return frozenset(each.action.iri for each in self._every() if each.action is not None)

    @property
    def examples(self) -> frozenset[str]:
        """The IRIs of the actions in whose entries on parties the thing is an example."""
        return frozenset(each.action.iri for each in self._every() if each.is_example and each.action is not None)

    @property
    def count(self) -> int:
        """How many passages there are."""
        return sum(each.count for each in self.documents)

    @property
    def times(self) -> int:
        """How often they name the thing: a sentence may name it twice."""
        return sum(len(each.places) for each in self._every())

    @property
    def citations(self) -> int:
        """How often they cite the thing: a sentence may cite it twice."""
        groups = [group for each in self.documents for group in each.groups if group.name.startswith("Cited")]
        return sum(len(each.places) for group in groups for each in group.passages)

    def _every(self) -> Iterator[ThingPassage]:
        return (passage for each in self.documents for group in each.groups for passage in group.passages)


NO_PASSAGES = ThingPassages()


@dataclass(frozen=True, slots=True)
class _Occurrence:
    part: NamedNode
    how: NamedNode
    place: Evidence
    role: NamedNode | None
    correction: NamedNode | None


def passages(
    store: Store, thing: NamedNode, own: Facts, *, texts: Texts, languages: Sequence[str], prefixes: Prefixes
) -> ThingPassages:
    """The passages on a thing of which `own` are the facts: one query, and the names of what they stand in.

    A part of another thing, or what is no thing of a plan, has none.
    """
    if not any(own.is_a(thing, kind) for kind in _NAMED_KINDS):
        return NO_PASSAGES
    rows = store.rows(f"SELECT ?part ?how ?span ?role ?printed ?correction {{ {_pattern(thing)} }} LIMIT {MOST + 1}")
    spans = [span for row in rows[:MOST] if isinstance(span := row.get("span"), NamedNode)]
    places = {
        span: place
        for span, of_span in read_places(store, {span: [span] for span in spans}).items()
        for place in of_span
    }
    itself = {thing, *own.things(thing, CCWP.documentedIn)}
    read_from = {*itself, *own.things(thing, CCWP.readFrom)}
    is_read = bool(own.things(thing, CCWP.readFrom) or own.things(thing, CCWP.hasAction))
    found: defaultdict[NamedNode, list[_Occurrence]] = defaultdict(list)
    printed: dict[NamedNode, PrintedText | None] = {}
    documents: dict[NamedNode, NamedNode | None] = {}
    for each in _occurrences(rows[:MOST], places):
        source = NamedNode(each.place.source)
        if source not in documents:
            text = printed[source] = texts(source)
            documents[source] = document_of(store, source) if text is None else text.document
        document = documents[source]
        is_aside = each.how in (CCWP.hasSpan, RDF.subject)
        # what a document says of itself, and of its own actions, is what their pages are made of
        if document in itself or (is_aside and document in read_from):
            continue
        found[source].append(each)
    by_source = {source: list(_units(printed[source], of_source)) for source, of_source in found.items()}
    every = [each for of_source in found.values() for each in of_source]
    wanted = {iri for each in every for iri in (each.role, each.correction, _action_of([each.part])) if iri is not None}
    known = [text for source in found if (text := printed[source]) is not None]
    wanted |= {document for source in found if (document := documents[source]) is not None} | found.keys()
    wanted |= {action for text in known for action in text.actions.values()}
    names = look_up(store, wanted, languages=languages, prefixes=prefixes)
    said = []
    for source, units in by_source.items():
        text = printed[source]
        drawn = [_passage(text, unit, of_unit, names.__getitem__) for unit, of_unit in units]
        groups = tuple(
            PassageGroup(name, tuple(passage for _, passage in each))
            for (_, name), each in groupby(
                sorted(drawn, key=lambda each: (each[0], each[1].places)), key=lambda e: e[0]
            )
        )
        said.append(DocumentPassages(names[documents[source] or source], source.value, groups))
    return ThingPassages(tuple(sorted(said, key=lambda each: each.document.name)), len(rows) <= MOST, not is_read)


def _pattern(thing: NamedNode) -> str:
    """Every part that names the thing or tells something of it, with its span; a family is named by its versions."""
    corrected = f"OPTIONAL {{ ?part {CCWP.hasCorrection} ?correction }}"
    of_part = f"{corrected} OPTIONAL {{ ?part {CCWP.printedForm} ?printed }}"
    cited = f"{of_part} OPTIONAL {{ ?part {CCWP.citationRole} ?role }}"
    linked = [(how, f"?part {how} {thing} ; {at} ?span . {cited}") for how, at in NAMING.items()]
    linked += [(how, f"?part {how} {thing} ; {CCWP.hasSpan} ?span . {corrected}") for how in _STATING]
    of_version = (
        f"?version {CCWP.memberOfFamily} {thing} . ?part {CCWP.citedDocument} ?version ; {CCWP.hasSpan} ?span ."
    )
    linked.append((CCWP.citedDocument, f"{of_version} {cited}"))
    linked.append((CCWP.hasSpan, f"{thing} {CCWP.hasSpan} ?span . BIND({thing} AS ?part)"))
    return " UNION ".join(f"{{ {pattern} BIND({how} AS ?how) }}" for how, pattern in linked)


def _occurrences(rows: Iterable[Row], places: Mapping[NamedNode, Evidence]) -> Iterator[_Occurrence]:
    """The occurrences in rows; a citation also stands on what it is cited for, and only its printed form names it."""
    named: defaultdict[tuple[NamedNode, NamedNode], list[tuple[bool, _Occurrence]]] = defaultdict(list)
    for row in rows:
        part, how, span, role, correction = (row.get(name) for name in ("part", "how", "span", "role", "correction"))
        if not (isinstance(part, NamedNode) and isinstance(how, NamedNode) and isinstance(span, NamedNode)):
            continue
        if (place := places.get(span)) is not None:
            is_name = is_printed_form(place.exact, row.get("printed"))
            role, correction = (each if isinstance(each, NamedNode) else None for each in (role, correction))
            each = _Occurrence(part, how, place, role, correction)
            named[part, how].append((is_name, each))
    for (_, how), every in named.items():
        by_name = [each for is_name, each in every if is_name]
        if how in (CCWP.citedDocument, CCWP.referredAction):
            yield from dict.fromkeys(by_name or [min((each for _, each in every), key=lambda each: each.place)])
        else:
            yield from dict.fromkeys(each for _, each in every)


def in_units(
    store: Store, rows: Iterable[Iterable[Evidence]], *, texts: Texts, prefixes: Prefixes
) -> tuple[tuple[ThingPassage, ...], ...]:
    """The places of each row as passages, in their whole entries or sentences: those in the same one are one."""
    printed: dict[str, PrintedText | None] = {}
    found = []
    for places in rows:
        units: defaultdict[tuple[str, Unit], list[Evidence]] = defaultdict(list)
        for place in places:
            if place.source not in printed:
                printed[place.source] = texts(NamedNode(place.source))
            units[place.source, unit_at(printed[place.source], place)].append(place)
        found.append(units)
    every = [text for text in printed.values() if text is not None]
    names = look_up(store, {iri for text in every for iri in text.actions.values()}, languages=(), prefixes=prefixes)

    def passage(text: PrintedText | None, unit: Unit, places: Sequence[Evidence]) -> ThingPassage:
        action = None if text is None else text.actions.get(unit.row)
        words = _words(text, unit, places)
        return ThingPassage(unit, tuple(places), words, places[0].page, None if action is None else names[action], ())

    return tuple(tuple(passage(printed[source], unit, of) for (source, unit), of in units.items()) for units in found)


def unit_at(text: PrintedText | None, place: Evidence) -> Unit:
    """The entry or sentence that holds a place; the place itself where the text is not here, or is another one."""
    is_there = text is not None and text.text[place.start : place.end] == place.exact
    return text.unit_of(place.start, place.end) if text and is_there else Unit(((place.start, place.end),))


def _units(text: PrintedText | None, every: Iterable[_Occurrence]) -> Iterator[tuple[Unit, list[_Occurrence]]]:
    """The occurrences by the unit in which they stand."""
    found: defaultdict[Unit, list[_Occurrence]] = defaultdict(list)
    for each in every:
        found[unit_at(text, each.place)].append(each)
    yield from found.items()


def _passage(
    text: PrintedText | None, unit: Unit, occurrences: Sequence[_Occurrence], name: Callable[[NamedNode], Thing]
) -> tuple[tuple[int, str], ThingPassage]:
    """A passage, and the place and name of its group; where words name the thing, what only tells of it goes."""
    hows = {each.how for each in occurrences}
    every = [each for each in occurrences if each.how not in _STATING] or occurrences
    places = sorted({each.place for each in every})
    # of a name and the entry that is made of it, the name
    narrow = tuple(
        each
        for each in places
        if not any(each != other and each.start <= other.start and other.end <= each.end for other in places)
    )
    action = _action_of(each.part for each in every) if text is None else text.actions.get(unit.row)
    page = narrow[0].page or (None if text is None else text.page_of(narrow[0].start))
    corrections = tuple(name(iri) for iri in dict.fromkeys(each.correction for each in every) if iri is not None)
    words = _words(text, unit, narrow)
    is_example = CCWP.namesAsExample in hows and CCWP.involvedParty not in hows
    passage = ThingPassage(unit, narrow, words, page, None if action is None else name(action), corrections, is_example)
    cited = [each for each in every if each.how == CCWP.citedDocument]
    if cited:
        role = next((each.role for each in cited if each.role is not None), None)
        group = _CITED, _in_role(None if role is None else name(role).name)
    elif any(each.how == CCWP.referredAction for each in every):
        group = _REFERRED, "Referred to"
    elif unit.row and text is not None:
        heading = unit.heading or text.name_of_column(unit.column)
        group = _OF_COLUMN + text.place_of_column(unit.column), f"Under “{heading}”"
    elif unit.kind == "footnote":
        group = _FOOTNOTE, "In a footnote"
    else:
        group = _RUNNING, "In the title" if unit.kind == "title" else "In the running text"
    return group, passage


def _action_of(parts: Iterable[NamedNode]) -> NamedNode | None:
    """The action that parts belong to, by their IRIs: for texts that are not kept here.

    >>> _action_of([NamedNode("https://w3id.org/ccwp/id/plan/5/action/5.4/party/2")]).value
    'https://w3id.org/ccwp/id/plan/5/action/5.4'
    """
    found = sorted({each.group() for part in parts if (each := _ACTION.match(part.value)) is not None})
    return NamedNode(found[0]) if found else None


def _in_role(role: str | None) -> str:
    """The name of the group of citations in a role.

    >>> _in_role("Starting point"), _in_role("EU law"), _in_role(None)
    ('Cited as starting point', 'Cited as EU law', 'Cited, role not stated')
    """
    if not role:
        return "Cited, role not stated"
    return f"Cited as {role if role[:2].isupper() else role[:1].lower() + role[1:]}"


def _words(text: PrintedText | None, unit: Unit, places: Sequence[Evidence]) -> tuple[Piece, ...]:
    """The words of a unit in one line, or the lines of a list, cut where a long one goes on far from the thing."""
    if text is None or not unit.kind:
        return tuple(Piece(in_one_line(each.exact), is_hit=True) for each in places[:1])
    found: list[Piece] = []
    for number, (start, end) in enumerate(unit.pieces):
        if number:
            found.append(Piece(" "))
        done = start
        for place in places:
            begin, stop = max(place.start, done), min(place.end, end)
            if begin < stop:
                found += [Piece(text.line(done, begin)), Piece(text.line(begin, stop), is_hit=True)]
                done = stop
        found.append(Piece(text.line(done, end)))
    last = len(found) - 1
    return tuple(
        each if each.is_hit else Piece(_cut(each.text, is_first=at == 0, is_last=at == last))
        for at, each in enumerate(found)
        if each.text
    )


def _cut(words: str, *, is_first: bool, is_last: bool) -> str:
    """Words of which a long middle, or what is far from the words of the thing, is left out."""
    if len(words) <= _AROUND * (1 if is_first or is_last else 2):
        return words
    before = "" if is_first else words[:_AROUND].rpartition(" ")[0] or words[:_AROUND]
    after = "" if is_last else words[-_AROUND:].partition(" ")[2] or words[-_AROUND:]
    return f"… {after}" if is_first else f"{before} …" if is_last else f"{before} … {after}"
