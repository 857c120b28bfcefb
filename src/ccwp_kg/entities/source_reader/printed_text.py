"""The text of a document with its layout: for any stretch, the entry or the sentence in which it is printed.

Its words are written as a sequence of tokens: text, places to land on and links, nested as HTML must nest.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal as OneOf

from pyoxigraph import NamedNode

from ccwp_kg.entities.source_reader.read_things import Stretch, anchor
from ccwp_kg.namespaces import CCWP, DCTERMS
from ccwp_kg.sources.records.source_layout import LayoutBlock, LayoutEntry, SourceLayout
from ccwp_kg.sources.records.source_text import printed_words
from ccwp_kg.store import Store

_STOP = re.compile(r"[.!?][)\]’”\"']*\s+(?=[\"“‘(\[]?(?P<next>\w))")
_LAST_WORD = re.compile(r"[\w.]*\Z")
_LONGEST_WORD = 32
_FEW_WORDS, _MOST_WORDS = 5, 12
_LONGEST_ABBREVIATION = 3
_GAP = "\N{NARROW NO-BREAK SPACE}"
_SHORT_CELL = 200
"""A cell of so many characters at most is quoted whole."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A short cell, an entry or a sentence: words of one cell or paragraph, in as many pieces as they were printed in.

    `kind` is that of its block, empty where the text has no layout there; `row` the row of the table; `column` the
    name of the column; `heading` what is printed over the column, or over the section.
    """

    pieces: tuple[Stretch, ...]
    kind: str = ""
    row: str = ""
    column: str = ""
    heading: str = ""


@dataclass(slots=True)
class PrintedText:
    """A text, decoded with its line ends untouched, and its layout.

    `document` is what it is the text of; `actions` are the actions that were read from it, by row.
    """

    source: NamedNode
    text: str
    layout: SourceLayout
    document: NamedNode | None
    actions: Mapping[str, NamedNode]
    _starts: list[int] = field(init=False)
    _entries: dict[tuple[str, str], list[Stretch]] = field(init=False)
    _short_cells: dict[tuple[str, str, str], tuple[Stretch, ...]] = field(init=False)
    _headings: list[tuple[int, str]] = field(init=False)
    _columns: dict[str, str] = field(init=False)
    _own_headings: dict[int, str] = field(default_factory=dict)
    _sentences: dict[tuple[str, str, int], tuple[tuple[Stretch, ...], ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        blocks = self.layout.blocks
        self._starts = [block.span.start for block in blocks]
        entries: defaultdict[tuple[str, str], list[Stretch]] = defaultdict(list)
        cells: defaultdict[tuple[str, str, str], list[Stretch]] = defaultdict(list)
        self._columns = {column.name: column.heading for column in self.layout.columns}
        self._own_headings = dict(self._headings_in_rows())
        for block in blocks:
            if block.field:
                entries[block.kind, block.field].append((block.span.start, block.span.end))
            if block.kind == "cell":
                key = block.row, block.column, self._heading_of(block)
                cells[key].append((block.span.start, block.span.end))
        short = [key for key, cell in cells.items() if sum(end - start for start, end in cell) <= _SHORT_CELL]
        self._short_cells = {key: tuple(joined_pieces(cells[key], self.text)) for key in short}
        self._entries = dict(entries)
        headings = (block for block in blocks if block.kind == "section-heading")
        self._headings = [
            (each.span.start, in_one_line(self.text[each.span.start : each.span.end])) for each in headings
        ]

    def _headings_in_rows(self) -> Iterator[tuple[int, str]]:
        """The beginnings of cells, each with the heading over it, of rows in which two headings are of one column."""
        found: defaultdict[tuple[str, str], list[tuple[str, list[int]]]] = defaultdict(list)
        for block in self.layout.blocks:
            parts = found[block.row, block.column]
            if block.kind == "column-heading" and block.row:
                above = f"{parts.pop()[0]} " if parts and not parts[-1][1] else ""
                parts.append((f"{above}{in_one_line(self.text[block.span.start : block.span.end])}", []))
            elif block.kind == "cell" and parts:
                parts[-1][1].append(block.span.start)
        for parts in found.values():
            if len(parts) > 1:
                yield from ((start, heading) for heading, starts in parts for start in starts)

    def _heading_of(self, block: LayoutBlock) -> str:
        return self._own_headings.get(block.span.start) or self._columns.get(block.column, "")

    def page_of(self, offset: int) -> int:
        """The number of the page on which a character stands."""
        return bisect_right(self.layout.pages, offset) or 1

    def place_of_column(self, name: str) -> int:
        """The place of a column among all, from 0."""
        return list(self._columns).index(name) if name in self._columns else len(self._columns)

    def name_of_column(self, name: str) -> str:
        """What is printed over a column; where nothing is, the name by which it was read."""
        return self._columns.get(name) or name.replace("-", " ").capitalize()

    def column_of(self, start: int, end: int) -> str:
        """What the column of the cell is called that holds a stretch; empty where no cell does, or several do."""
        first, last = self.block_at(start), self.block_at(end - 1)
        if first is None or last is None or not first.row or not first.column:
            return ""
        one, other = ((each.row, each.column, self._heading_of(each)) for each in (first, last))
        name = one[2] or self.name_of_column(first.column)
        return name if one == other and first.kind != "column-heading" else ""

    def block_at(self, offset: int) -> LayoutBlock | None:
        """The block in which a character stands."""
        place = bisect_right(self._starts, offset) - 1
        block = self.layout.blocks[place] if place >= 0 else None
        return block if block is not None and offset < block.span.end else None

    def unit_of(self, start: int, end: int) -> Unit:
        """The short cell, the entry or the sentence that holds a stretch; the stretch itself where none does."""
        block = self.block_at(start)
        if block is None:
            return Unit(((start, end),))
        heading = self._heading_of(block)
        cell = self._short_cells.get((block.row, block.column, heading)) if block.kind == "cell" else None
        if cell and end <= cell[-1][1]:
            return Unit(cell, block.kind, block.row, block.column, heading)
        key = (block.kind, block.field, 0 if block.field else block.span.start)
        if key not in self._sentences:
            entry = self._entries.get(key[:2]) or [(block.span.start, block.span.end)]
            self._sentences[key] = tuple(self._sentences_of(entry))
        sentences = [each for each in self._sentences[key] if each[-1][1] > start and each[0][0] < end]
        pieces = tuple(piece for each in sentences for piece in each)
        if not pieces or end > pieces[-1][1] or start < pieces[0][0]:
            pieces = ((start, end),)
        before = bisect_right(self._headings, block.span.start, key=lambda each: each[0])
        is_section = not block.row and block.kind != "title" and before
        if not block.row:
            heading = self._headings[before - 1][1] if is_section else ""
        return Unit(joined_pieces(pieces, self.text), block.kind, block.row, block.column, heading)

    def words_of(self, unit: Unit) -> str:
        """The words of a unit in one line."""
        return " ".join(self.line(start, end).strip() for start, end in unit.pieces).replace("\n", "")

    def line(self, start: int, end: int) -> str:
        """A stretch in one line, with a narrow gap before the mark of a footnote, which is printed raised, and a line
        end before a further entry of a cell that begins with a mark."""
        before = {note.mark.start: _GAP for note in self.layout.footnotes if start <= note.mark.start < end}
        blocks = self.layout.blocks[bisect_right(self._starts, start) : bisect_left(self._starts, end)]
        entries = (block.span.start for block in blocks if block.kind == "cell")
        before |= {entry: "\n" for entry in entries if not self.text[entry].isalnum()}
        return "".join(
            before.get(begin, "") + in_one_line(self.text[begin:stop])
            for begin, stop in pairwise([*sorted({start, *before}), end])
        )

    def entry_at(self, start: int, end: int) -> tuple[LayoutEntry, str] | None:
        """The shortest entry that was read of a stretch, else of its first character, and the words of the entry."""
        found: dict[tuple[bool, int, bool], LayoutEntry] = {}
        for each in self.layout.entries:
            held = [span for span in each.spans if span.start <= start < span.end]
            if held:  # what the cover says the plan may say as well
                length = sum(span.end - span.start for span in each.spans)
                found.setdefault((held[0].end < end, length, each.key.startswith("document ")), each)
        entry = found[min(found)] if found else None
        return None if entry is None else (entry, printed_words(entry.spans, self.text))

    def fragment_of(self, unit: Unit) -> tuple[str, str] | None:
        """The words by which a browser finds a unit: all or its first ones, and its last ones where there are more.

        None where it would find others: first words that stand before, too, a title (which is in the contents), or
        pieces with other words between. Words stay within one block and page.
        """
        first, last = unit.pieces[0][0], unit.pieces[-1][1]
        begin, stop = self._within(first)[1], self._within(last - 1)[0]
        opening = in_one_line(self.text[first : min(begin, last)]).split()
        is_one = begin >= last and len(opening) <= _MOST_WORDS
        start = " ".join(opening if is_one else opening[:_FEW_WORDS])
        if len(unit.pieces) > 1 or unit.column == "title" or start in " ".join(self.text[:first].split()):
            return None
        return start, "" if is_one else " ".join(in_one_line(self.text[max(stop, first) : last]).split()[-_FEW_WORDS:])

    def _within(self, offset: int) -> Stretch:
        """The part of a block around a character that stands on one page, in one paragraph."""
        block = self.block_at(offset)
        start, end = (block.span.start, block.span.end) if block is not None else (offset, offset + 1)
        edges = [edge for edge in (*self.layout.pages, *self.layout.paragraphs) if start < edge < end]
        return max([start, *(edge for edge in edges if edge <= offset)]), min([end, *(e for e in edges if e > offset)])

    def _sentences_of(self, entry: Sequence[Stretch]) -> Iterator[tuple[Stretch, ...]]:
        """The sentences of an entry, each in its pieces, without the space around them."""
        joined = "\n".join(self.text[start:end] for start, end in entry)
        offset = [at for start, end in entry for at in range(start, end + 1)]  # of each character of the joined words
        breaks = [offset.index(at) for at in self.layout.paragraphs if any(start < at < end for start, end in entry)]
        for first, last in pairwise(sorted({0, len(joined), *breaks, *_sentence_starts(joined)})):
            words = joined[first:last]
            begin = offset[first + len(words) - len(words.lstrip())]
            stop = offset[first + len(words.rstrip())] if words.strip() else begin
            pieces = [(max(begin, start), min(stop, end)) for start, end in entry if start < stop and begin < end]
            if begin < stop and pieces:
                yield tuple(pieces)


def joined_pieces(pieces: Sequence[Stretch], text: str) -> tuple[Stretch, ...]:
    """The pieces, those as one between which only white space stands."""
    found: list[Stretch] = []
    for start, end in pieces:
        if found and found[-1][1] <= start and not text[found[-1][1] : start].strip():
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return tuple(found)


def _sentence_starts(text: str) -> Iterator[int]:
    """Where a sentence begins behind another: a stop, white space, and a capital letter.

    The stop of what looks like an abbreviation ends none: a single letter, a word with a stop in it, up to three
    letters without a vowel, or up to three of which the first alone is a capital.

    >>> text = "See Art. 5, e.g. OLAF. It is p. 3. The MS. No. 4 (cf. The other)."
    >>> [text[start:][:4] for start in _sentence_starts(text)]
    ['It i', 'The ', 'No. ']
    """
    for stop in _STOP.finditer(text):
        if stop["next"].isupper():
            word = _LAST_WORD.search(text, max(0, stop.start() - _LONGEST_WORD), stop.start())
            if word is None or not _is_abbreviation(word.group()):
                yield stop.end()


def _is_abbreviation(word: str) -> bool:
    if "." in word or (len(word) == 1 and word.isalpha()):
        return True
    short = 1 < len(word) <= _LONGEST_ABBREVIATION and word.isalpha()
    return short and (word.istitle() or (word.islower() and not set("aeiouy") & set(word)))


def in_one_line(words: str) -> str:
    """Words with lines put together again and each run of white space as one space; at the ends, too."""
    return re.sub(r"\s+", " ", mended(words))


def printed_text(store: Store, source: NamedNode, text: str, layout: SourceLayout) -> PrintedText:
    """A text with its layout, and what the store knows of its rows: one query."""
    rows = store.rows(
        f"SELECT ?document ?action WHERE {{ {source} {DCTERMS.isFormatOf} ?document "
        f"OPTIONAL {{ ?action {CCWP.readFrom} ?document ; a {CCWP.Action} }} }} ORDER BY ?document ?action"
    )
    documents = [each for row in rows if isinstance(each := row["document"], NamedNode)]
    actions = [found for row in rows if isinstance(found := row.get("action"), NamedNode)]
    by_row = {action.value.rpartition("/")[2]: action for action in actions}
    return PrintedText(source, text, layout, documents[0] if documents else None, by_row)


@dataclass(frozen=True, slots=True)
class InlineLink:
    """Where a stretch leads: a thing, or (for the mark of a footnote) another place of the same page."""

    target: str
    title: str = ""
    is_footnote: bool = False


@dataclass(frozen=True, slots=True)
class InlineToken:
    """One step of writing a passage.

    `text` holds words. `open` and `close` surround a stretch with an `anchor`, and a link where it has one. `place` is
    the anchor of a stretch that crosses another. `page` is the beginning of the page with that number, `break` the
    beginning of a paragraph.
    """

    step: OneOf["text", "open", "close", "place", "page", "break"]
    text: str = ""
    anchor: str = ""
    link: InlineLink | None = None


Inline = tuple[InlineToken, ...]


@dataclass(slots=True)
class InlineRenderer:
    """Writes stretches of one document, in their order; each anchor is written once, where its beginning stands."""

    text: str
    spans: Sequence[Stretch]
    links: Mapping[Stretch, InlineLink]
    pages: Sequence[int] = ()
    """Where pages begin."""
    breaks: Sequence[int] = ()
    """Where a paragraph begins inside a stretch."""
    _starts: list[int] = field(init=False)
    _marks: list[tuple[int, InlineToken]] = field(init=False)
    _done: int = 0

    def __post_init__(self) -> None:
        self.spans = sorted(set(self.spans), key=lambda span: (span[0], -span[1]))
        self._starts = [start for start, _ in self.spans]
        pages = [(start, InlineToken("page", text=str(number))) for number, start in enumerate(self.pages, 1)]
        breaks = [(start, InlineToken("break")) for start in self.breaks]
        self._marks = sorted([*pages, *breaks], key=lambda mark: mark[0])

    def write(self, start: int, end: int) -> Inline:
        """The words from one offset to another; anchors that begin since the last stretch written stand here too."""
        first, before, last = (bisect_left(self._starts, offset) for offset in (self._done, start, end))
        self._done = max(self._done, end)
        places = (InlineToken("place", anchor=anchor(span)) for span in self.spans[first : max(first, before)])
        return (*places, *self._tokens(self.spans[before:last], start, end))

    def _tokens(self, spans: Sequence[Stretch], start: int, end: int) -> Iterator[InlineToken]:
        """What stands from one offset to another, where these spans begin."""
        written = start
        opened: list[tuple[int, InlineLink | None]] = []
        for span in (*spans, None):
            offset = end if span is None else span[0]
            while opened and opened[-1][0] <= offset:
                closed, link = opened.pop()
                yield from self._words(written, closed, end)
                yield InlineToken("close", link=link)
                written = closed
            yield from self._words(written, offset, end)
            written = offset
            if span is not None and span[1] > (opened[-1][0] if opened else end):
                yield InlineToken("place", anchor=anchor(span))
            elif span is not None:
                # HTML §4.5.1: a link holds no link, so what is inside a linked stretch is only a place
                is_linked = any(link is not None for _, link in opened)
                opened.append((span[1], None if is_linked else self.links.get(span)))
                yield InlineToken("open", anchor=anchor(span), link=opened[-1][1])

    def _words(self, start: int, end: int, last: int) -> Iterator[InlineToken]:
        """The words from one offset to another, with the marks that stand among them before the last offset."""
        between = slice(*(bisect_right(self._marks, offset, key=lambda mark: mark[0]) for offset in (start, end)))
        for offset, mark in (*self._marks[between], (end, None)):
            if start < offset:
                words = mended(self.text[start:offset]).replace("\n", " ")
                yield InlineToken("text", text=words)
            if mark is not None and offset < last:
                yield mark
            start = offset


def mended(words: str) -> str:
    """Words divided at the end of a line put together again, their hyphen or soft hyphen kept.

    >>> mended("a co-\\noperation -\\n5")
    'a co-operation -\\n5'
    """
    return re.sub(r"(?<=\w[-\xad])\n(?=[^\W\d_])", "", words)
