"""The stretches a document is made of: titles, paragraphs, cells, footnotes, and the lines between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import NamedNode

from ccwp_kg.entities.source_reader.facts import Reading, Stretch
from ccwp_kg.namespaces import CCWP, DCTERMS

Role = OneOf[
    "title", "heading", "paragraph", "footnote", "number", "name", "objective", "indicator", "outcome", "party", "terms"
]
CELLS: tuple[Role, ...] = ("name", "objective", "indicator", "outcome", "party")
"""The roles of a row's cells, in the order of the columns."""

_PARTS: tuple[tuple[NamedNode, Role], ...] = (
    (CCWP.ObjectiveAssignment, "objective"),
    (CCWP.PerformanceIndicator, "indicator"),
    (CCWP.PossibleOutcome, "outcome"),
    (CCWP.PartyInvolvement, "party"),
    (CCWP.TermsOfReference, "terms"),
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that became something: its role in the document, what it became, and the action it belongs to."""

    start: int
    end: int
    role: Role
    subject: NamedNode
    action: NamedNode | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line between passages: a column heading, a list mark, a rule, or words nothing was made of."""

    start: int
    end: int


Item = Passage | Line


def items(text: str, reading: Reading) -> tuple[Item, ...]:
    """The whole document as passages and the lines between them, in printed order; no word stands in two items."""
    found: list[Item] = []
    done = 0
    for passage in passages(text, reading):
        found += _lines(text, done, passage.start)
        found.append(passage)
        done = passage.end
    return (*found, *_lines(text, done, len(text)))


def _lines(text: str, start: int, end: int) -> Iterator[Line]:
    for match in re.finditer(r"\S[^\n\f]*", text[start:end]):
        yield Line(start + match.start(), start + match.start() + len(match.group().rstrip()))


def passages(text: str, reading: Reading) -> tuple[Passage, ...]:
    """What has a place of its own on the page; where two overlap, the one that begins first, and the longer of those.

    A stretch that cuts a word is no passage, for a word is shown in one place only.
    """
    kept: list[Passage] = []
    candidates = (*_of_the_plan(text, reading), *_of_actions(text, reading))
    for passage in sorted(candidates, key=lambda p: (p.start, -p.end, p.subject.value)):
        if passage.start >= (kept[-1].end if kept else 0) and _holds_whole_words(text, passage):
            kept.append(passage)
    return tuple(kept)


def _holds_whole_words(text: str, passage: Passage) -> bool:
    def divides(offset: int) -> bool:
        return 0 < offset < len(text) and not text[offset - 1].isspace() and not text[offset].isspace()

    return passage.end <= len(text) and not divides(passage.start) and not divides(passage.end)


def _of_the_plan(text: str, reading: Reading) -> Iterator[Passage]:
    plan = reading.plan
    if plan is not None:
        title = (reading.facts.text(plan, DCTERMS.term("title")) or "").split()
        for start, end in reading.places.get(plan, ()):
            if text[start:end].split() == title:
                yield Passage(start, end, "title", plan)
    kinds: tuple[tuple[NamedNode, Role], ...] = ((CCWP.Section, "heading"), (CCWP.Paragraph, "paragraph"))
    for kind, role in kinds:
        for subject in reading.of(kind):
            for start, end in _outermost(reading.places[subject]):
                yield Passage(start, end, role, subject)
    for subject in reading.of(CCWP.Citation):
        mark, body = footnote(text, reading, subject)
        if mark is not None and body is not None:
            yield Passage(body[0], _end_of_word(text, body[1]), "footnote", subject)


def _end_of_word(text: str, offset: int) -> int:
    """The full stop that closes a footnote is printed with it."""
    while offset < len(text) and not text[offset].isspace():
        offset += 1
    return offset


def footnote(text: str, reading: Reading, citation: NamedNode) -> tuple[Stretch | None, Stretch | None]:
    """Where the number of a footnote stands in the running text, and where its words are; None where not printed."""
    number = reading.facts.text(citation, CCWP.footnoteNumber)
    places = reading.places.get(citation, ())
    mark = next((place for place in places if number is not None and text[place[0] : place[1]] == number), None)
    after = [place for place in places if mark is not None and place[0] >= mark[1]]
    return mark, after[-1] if after else None


def _of_actions(text: str, reading: Reading) -> Iterator[Passage]:
    actions = [each for each in reading.of(CCWP.Action) if not reading.is_a(each, CCWP.EarlierAction)]
    for action in actions:
        number = reading.facts.text(action, CCWP.actionNumber)
        for start, end in _outermost(reading.places[action]):
            yield Passage(start, end, "number" if text[start:end] == number else "name", action, action)
    for kind, role in _PARTS:
        for subject in reading.of(kind):
            whole = reading.whole(subject)
            if whole in actions:
                for start, end in _outermost(reading.places[subject]):
                    yield Passage(start, end, role, subject, whole)


def _outermost(places: Iterable[Stretch]) -> Iterator[Stretch]:
    """The stretches of a thing that lie in no other of its own: an indicator, without the decision inside it."""
    done = 0
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if start >= done:
            done = end
            yield start, end


def breaks(text: str, found: Iterable[Item]) -> tuple[int, ...]:
    """Where paragraphs begin inside terms of reference: behind a sentence that ends well before its line does."""
    offsets: list[int] = []
    for item in found:
        if isinstance(item, Passage) and item.role == "terms":
            lines = text[item.start : item.end].split("\n")
            width, offset = max(map(len, lines)), item.start
            for line in lines[:-1]:
                offset += len(line) + 1
                if line.rstrip().endswith((".", "”", "’")) and len(line) < width * 2 / 3:
                    offsets.append(offset)
    return tuple(offsets)
