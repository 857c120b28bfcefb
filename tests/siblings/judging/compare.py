"""How right a reading of an invented document is, field by field, and which of its faults it kept silent about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ccwp_kg.sources.records.records import Issue, Reading
from ccwp_kg.sources.records.source_text import Span
from siblings.judging.found import Found, fields_of
from siblings.making.expected import Field, Sibling


@dataclass(frozen=True, slots=True)
class Fault:
    """A field read wrong. `kind` is `value`, `place`, `missing`, `invented`, or `unreported`.

    `unreported`: right or absent as it should be, but an issue that has to be reported is not. `silent`: no issue of
    the reading speaks of it.
    """

    path: str
    kind: str
    expected: str | None
    found: str | None
    silent: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome: how many fields were compared, and the faults among them."""

    name: str
    fields: int
    faults: tuple[Fault, ...]

    @property
    def accuracy(self) -> float:
        """The share of fields that were read right, 0 to 1; a field that was invented counts as one read wrong."""
        return 1 - len(self.faults) / self.fields

    @property
    def silent(self) -> tuple[Fault, ...]:
        """The faults of which no issue speaks."""
        return tuple(fault for fault in self.faults if fault.silent)

    def by_kind(self) -> dict[str, int]:
        """How many faults each kind of field has, such as `action/title`."""
        return dict(Counter(kind_of(fault.path) for fault in self.faults))


def compare(sibling: Sibling, reading: Reading | None) -> Comparison:
    """A reading held against what is expected. None stands for a refused document: all is missing, nothing silently."""
    if reading is None:
        faults = [Fault(path, "missing", field.value, None, silent=False) for path, field in sibling.fields.items()]
        return Comparison(sibling.name, len(faults), tuple(faults))
    found = fields_of(reading)
    _place_paragraphs(sibling, reading, found)
    judged = [_judge(field, found.get(path), sibling, reading) for path, field in sibling.fields.items()]
    invented = [
        Fault(path, "invented", None, each.value, silent=not _spoken_of(path, _place_of(path, found), sibling, reading))
        for path, each in found.items()
        if path not in sibling.fields
    ]
    faults = [*(fault for fault in judged if fault is not None), *invented]
    return Comparison(sibling.name, len(judged) + len(invented), tuple(faults))


def wrong_values(sibling: Sibling, reading: Reading) -> list[tuple[str, str | None, str | None]]:
    """What a reading of the same plan in another print has wrong: path, value expected, value found.

    Cells that the text leaves open are expected too, for in a table printed with its columns apart they can be decided.
    """
    found = fields_of(reading)
    _place_paragraphs(sibling, reading, found)
    expected = {path: field.meant for path, field in sibling.fields.items()}
    return [
        (path, expected.get(path), found[path].value if path in found else None)
        for path in dict.fromkeys((*expected, *found))
        if not (found[path].is_read_as(expected.get(path)) if path in found else expected.get(path) is None)
    ]


def _judge(field: Field, found: Found | None, sibling: Sibling, reading: Reading) -> Fault | None:
    own = field.core | field.beside or _above(field, sibling)
    right = field.meant if field.value is None else field.value
    kind = ""
    if found is None:
        kind = "" if field.value is None else "missing"
    elif not found.is_read_as(right):
        kind = "value"
    elif found.spans is not None and field.core and not _stands_right(field, found.spans, sibling.text):
        kind = "place"
    read = _places(found.spans or ()) if found is not None else frozenset()
    told = _spoken_of(field.path, own | read, sibling, reading)
    if not kind and field.reported and not told:
        kind = "unreported"
    return Fault(field.path, kind, right, found.value if found else None, silent=not told) if kind else None


def _place_of(path: str, found: Mapping[str, Found]) -> frozenset[int]:
    """The characters that were read as a field; of one without words of its own, those of the nearest above it."""
    while path not in found or not found[path].spans:
        if "/" not in path:
            return frozenset()
        path = path.rpartition("/")[0]
    return _places(found[path].spans or ())


def _stands_right(field: Field, spans: Iterable[Span], text: str) -> bool:
    """Whether spans hold all characters of a value and no word that is not its own."""
    places = {place for place in _places(spans) if not text[place].isspace()}
    core = {place for place in field.core if not text[place].isspace()}
    return core <= places <= core | field.beside


def _above(field: Field, sibling: Sibling) -> frozenset[int]:
    """The characters of the nearest field above one that has no words of its own."""
    path = field.path
    while "/" in path:
        path = path.rpartition("/")[0]
        if path in sibling.fields and sibling.fields[path].core:
            return sibling.fields[path].core
    return frozenset()


def _places(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(place for span in spans for place in range(span.start, span.end))


def _place_paragraphs(sibling: Sibling, reading: Reading, found: dict[str, Found]) -> None:
    """Put the paragraphs that were read under the paths of the expected ones with the same words.

    A section's texts are counted with the entries of its lists, which are compared as what they are.
    """
    for path in sibling.fields:
        if path.startswith("plan/paragraph/"):
            slug = path.split("/")[2]
            for section in reading.plan.sections:
                for paragraph in section.paragraphs:
                    if section.slug == slug and paragraph.text.text == sibling.fields[path].value:
                        found[path] = Found(paragraph.text.text, paragraph.text.spans)


_WORDS: Mapping[str, tuple[str, ...]] = {
    "objective": ("objectives",),
    "indicator": ("indicators",),
    "outcome": ("outcomes",),
    "party": ("parties",),
    "terms-of-reference": ("terms of reference", "terms-of-reference"),
    "citation": ("terms of reference", "terms-of-reference"),
    "reference": ("terms of reference", "terms-of-reference"),
    "from": ("period",),
    "until": ("period",),
    "addressed-to": ("addressee",),
    "declared-actions": ("number of actions",),
    "work-area": ("work areas",),
    "meeting": ("meetings",),
    "column": ("column",),
}
"""What an issue may call a field besides its own name, where it stands at the row's number, the title or nowhere."""


def _spoken_of(path: str, places: frozenset[int], sibling: Sibling, reading: Reading) -> bool:
    """Whether an issue touches the characters of a field, or stands at the head of its row and names its column.

    The head of a row is its number and its headings, that of the plan its title; an issue without a place counts too.
    """
    owner, *parts = path.split("/")
    number = parts[0]
    names = {name for part in parts for name in (part, *_WORDS.get(part, ())) if not part.replace(".", "").isdigit()}
    head = sibling.heads.get(number if owner == "action" else "", frozenset())
    return any(
        _touches(issue, places) or ((issue.span is None or _touches(issue, head)) and _names(issue, names))
        for issue in reading.issues
    )


def _names(issue: Issue, names: Iterable[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", issue.message) for name in names)


def _touches(issue: Issue, places: frozenset[int]) -> bool:
    return issue.span is not None and any(place in places for place in range(issue.span.start, issue.span.end))


def kind_of(path: str) -> str:
    """A path without the numbers in it: `action/6.1/title` is `action/title`."""
    return "/".join(part for part in path.split("/") if not part.replace(".", "").isdigit())
