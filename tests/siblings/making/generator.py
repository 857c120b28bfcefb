"""An invented plan in a layout becomes a document and the exact reading that is expected of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass

from siblings.making.annex import Annex
from siblings.making.content import Plan
from siblings.making.expected import Field, Record, Sibling
from siblings.making.front import Front
from siblings.making.ink import Line, Press
from siblings.making.layout import Layout
from siblings.making.paging import Pages


def generate(name: str, plan: Plan, layout: Layout) -> Sibling:
    """The document of a plan in a layout, with every field that is to be read from it.

    The same plan and layout give the same characters.
    """
    record = Record()
    press = Press(layout, frozenset(_words(plan, layout)))
    front = Front(plan, layout, press, record)
    annex = Annex(plan, layout, press, record)
    lines, notes = front.lines(), front.notes()
    pages = Pages(layout, press, notes, annex.headings)
    printed = pages.fill(lines, annex.lines())
    tape = _print(printed, pages.marks, layout)
    rows = _rows(tape)
    heads = {
        number: frozenset(tape.beside[f"action/{number}/heading"] | tape.core[f"action/{number}/number"])
        for number in rows
    }
    heads[""] = frozenset(tape.core["plan/title"])
    return Sibling(name, tape.text, dict(_fields(record, tape)), tape.claims, rows, heads)


@dataclass(frozen=True, slots=True)
class _Tape:
    """The characters of a document, and the places of every field's."""

    text: str
    core: Mapping[str, set[int]]
    beside: Mapping[str, set[int]]
    claims: Mapping[int, str]


def _print(lines: Sequence[Line], pages: set[int], layout: Layout) -> _Tape:
    """The lines as characters; where a page begins, its mark stands before the line."""
    chunks: list[str] = []
    at = 0
    core: dict[str, set[int]] = defaultdict(set)
    beside: dict[str, set[int]] = defaultdict(set)
    claims: dict[int, str] = {}

    def put(raw: str) -> range:
        nonlocal at
        chunks.append(raw)
        at += len(raw)
        return range(at - len(raw), at)

    for place, line in enumerate(lines):
        if place in pages:
            put(layout.page_mark)
        for gap, word in zip(line.gaps, line.words, strict=True):
            put(gap)
            claims[at] = word[0].claim
            for glyph in word:
                taken = put(glyph.raw)
                for path in glyph.of:
                    core[path].update(taken)
                for path in glyph.beside:
                    beside[path].update(taken)
        put(layout.newline)
    return _Tape("".join(chunks), core, beside, claims)


def _fields(record: Record, tape: _Tape) -> Iterator[tuple[str, Field]]:
    """Every field taken down; one without words of its own stands where the field above it does."""
    for path, value in record.values.items():
        core = tape.core.get(path, set())
        undecided = path in record.undecided
        yield (
            path,
            Field(
                path=path,
                value=None if undecided else value,
                meant=value,
                reported=undecided or path in record.reported,
                core=frozenset(core),
                beside=frozenset(tape.beside.get(path, set()) - core),
            ),
        )


def _rows(tape: _Tape) -> dict[str, tuple[int, int]]:
    """The stretch of each action: all that is printed for its fields."""
    stretches: dict[str, tuple[int, int]] = {}
    for path, places in tape.core.items():
        collection, _, rest = path.partition("/")
        if collection == "action":
            number = rest.partition("/")[0]
            start, end = stretches.get(number, (min(places), 0))
            stretches[number] = (min(start, *places), max(end, max(places) + 1))
    return stretches


def _words(thing: object, layout: Layout) -> Iterator[str]:
    """All words of a plan in small letters."""
    if isinstance(thing, str):
        for word in thing.replace("-", " ").split():
            yield word.strip("().,;:“”‘’").casefold()
    elif isinstance(thing, tuple):
        for item in thing:
            yield from _words(item, layout)
    elif is_dataclass(thing):
        for each in fields(thing):
            yield from _words(getattr(thing, each.name), layout)
