"""How a document is laid out: its pages, and what each stretch of its words is printed as.

A layout is kept as JSON, in `source/NAME.layout.json` of a release and `data/generated/NAME.layout.json`. All offsets
count Unicode code points of the text, ends exclusive.

source, sha256, characters   the name of the document, the digest of its file, the length of its text
pages                        offsets at which pages begin, the first one 0
columns                      the columns of the table in printed order: `name` (as in the profile), `heading` (as
                             printed, left out where the document prints none)
footnotes                    `number`, `mark` (span of the number in the running text), `body` (span of its words)
paragraphs                   offsets at which a paragraph begins inside a block
blocks                       all words, each in one block, in printed order: `kind` (one of KINDS), `span`, `field` (the
                             path of the field that the words became, such as action/5.1/outcome/2; left out where the
                             kind is `unread`), `row` (number of the action, else `n` and its position) and `column`
                             where it is part of a row
entries                      what was read of printed words, as a review names it: `key`, `field`, `state`, `spans`, and
                             `read_as` where it is otherwise than printed
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.records.source_text import Span

KINDS = frozenset(
    (
        *("cover", "title", "section-heading", "paragraph", "work-area", "column-definition", "objective", "list-mark"),
        *("footnote", "footnote-number", "header-footer", "annex-heading", "column-heading", "rule"),
        *("number", "cell", "terms-of-reference", "unassigned", "unread"),
    )
)
"""What a block may be. `unassigned` words stand in the table but in no column, `unread` ones were not understood."""


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A column of the table: its name in the profile, and its heading as printed, "" where none is printed."""

    name: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class LayoutFootnote:
    """A footnote: its number, the span of its mark in the running text, and the span at which its words begin."""

    number: int
    mark: Span
    body: Span


@dataclass(frozen=True, slots=True)
class LayoutBlock:
    """A stretch of words printed as one thing.

    `row` is the number of an action, `n3` for the third without one; `column` is the name of a column.
    """

    kind: str
    span: Span
    field: str = ""
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class LayoutEntry:
    """What was read of some words, or the silence of an empty cell: one line of a review."""

    key: str
    field: str
    state: str
    spans: tuple[Span, ...]
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class SourceLayout:
    """The layout of one document, as the module describes it."""

    source: str
    sha256: str
    characters: int
    pages: tuple[int, ...]
    columns: tuple[LayoutColumn, ...]
    footnotes: tuple[LayoutFootnote, ...]
    paragraphs: tuple[int, ...]
    blocks: tuple[LayoutBlock, ...]
    entries: tuple[LayoutEntry, ...] = ()


def plain_layout(text: str, *, name: str, sha256: str) -> SourceLayout:
    """The layout of a document that nobody has laid out: one page, all of its words unread."""
    words = text.strip()
    start = text.find(words)
    blocks = (LayoutBlock("unread", Span(start, start + len(words))),) if words else ()
    return SourceLayout(name, sha256, len(text), (0,), (), (), (), blocks)


def layout_as_json(layout: SourceLayout) -> str:
    """A layout as JSON with one block on each line; the same layout gives the same text."""
    lines = []
    for each in fields(layout):
        value = getattr(layout, each.name)
        if value and is_dataclass(value[0] if isinstance(value, tuple) else value):
            items = ",".join(f"\n {json.dumps(item, default=_plain, ensure_ascii=False)}" for item in value)
            lines.append(f'"{each.name}": [{items}\n]')
        else:
            lines.append(f'"{each.name}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _plain(item: LayoutColumn | LayoutFootnote | LayoutBlock | LayoutEntry | Span) -> object:
    """The fields of a part of a layout, a span as two offsets; what is as by default is left out."""
    if isinstance(item, Span):
        return [item.start, item.end]
    return {each.name: value for each in fields(item) if (value := getattr(item, each.name)) != each.default}


def layout_from_json(text: str | bytes) -> SourceLayout:
    """The layout that `layout_as_json` wrote.

    Raises UnreadableDocument where the text is no such JSON, or its blocks are out of order or outside the document.
    """
    try:
        value = json.loads(text)
        layout = SourceLayout(
            source=str(value["source"]),
            sha256=str(value["sha256"]),
            characters=int(value["characters"]),
            pages=tuple(map(int, value["pages"])),
            columns=tuple(LayoutColumn(**each) for each in value["columns"]),
            footnotes=tuple(
                LayoutFootnote(int(each["number"]), Span(*each["mark"]), Span(*each["body"]))
                for each in value["footnotes"]
            ),
            paragraphs=tuple(map(int, value["paragraphs"])),
            blocks=tuple(LayoutBlock(**{**each, "span": Span(*each["span"])}) for each in value["blocks"]),
            entries=tuple(
                LayoutEntry(**{**each, "spans": tuple(Span(*span) for span in each["spans"])})
                for each in value["entries"]
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableDocument(f"this is no layout of a document ({error}); make the release anew") from error
    edges = [0, *(edge for block in layout.blocks for edge in (block.span.start, block.span.end)), layout.characters]
    if edges != sorted(edges) or list(layout.pages) != sorted({0, *layout.pages}):
        raise UnreadableDocument(
            f"the layout of {layout.source} has blocks or pages that are out of order; make the release anew"
        )
    return layout
