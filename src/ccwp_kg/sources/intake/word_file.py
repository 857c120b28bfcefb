"""The document of a word processor (WordprocessingML, ECMA-376) becomes text, and its tables keep their cells.

The rule, which the stored text follows: paragraphs in order, a blank line between them; a table row by row, cell after
cell, a line for each paragraph of a cell. Numbers and bullets are printed before their paragraphs. Footnotes stand at
the end of the text, endnotes, whose numbers follow theirs, behind them, headers and footers behind these, each once.
What is deleted or hidden is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ccwp_kg.sources.intake.normalise import RAISED
from ccwp_kg.sources.intake.word_numbers import Numbers, W
from ccwp_kg.sources.records.printed import Printed, Table, TableCell
from ccwp_kg.sources.records.source_text import Span

MOST_UNPACKED = 256 * 1024 * 1024
"""The bytes that all parts of a file take unpacked, at most."""
_MOST_PARTS = 4096
_ENTITIES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
"""What declares entities in XML."""
_HELD = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
"""Elements that only hold others: forms, and changes that are kept."""
_LEFT_OUT = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "txbxContent", "sdtPr", "instrText", "delText")}
_LEFT_OUT.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_TEXT = {f"{W}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
_RAISED = tuple(map(chr, RAISED.values()))
_BETWEEN_MARKS = "\N{NARROW NO-BREAK SPACE}"
"""What stands between the marks of two notes of one word, which else were one number."""
FOOTNOTE, ENDNOTE = "footnoteReference", "endnoteReference"
_NOTES = {"footnotes": FOOTNOTE, "endnotes": ENDNOTE}
"""The parts that hold notes, each with what refers to one of its notes."""
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class NotRead(Exception):
    """A file that holds no document that can be read, or one that `is_large`; its words say what is wrong."""

    def __init__(self, wrong: str, *, is_large: bool = False) -> None:
        super().__init__(wrong)
        self.is_large = is_large


def text_of_word(path: str) -> tuple[str, Printed]:
    """The text of a document and the cells of its tables.

    Raises NotRead where it has too many or too large parts, declares entities, or lacks a part.
    """
    import zipfile  # noqa: PLC0415  # only the process that opens a file needs them

    from docx.opc.package import OpcPackage  # noqa: PLC0415

    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise NotRead(
                f"it unpacks to more than {MOST_UNPACKED // 1024 // 1024} MiB or {_MOST_PARTS} parts", is_large=True
            )
        for part in parts:
            content = archive.read(part) if part.filename.endswith((".xml", ".rels")) else b""
            if any(mark in content for mark in _ENTITIES):
                raise NotRead("it declares entities, which no such document may")
    try:
        main = OpcPackage.open(path).main_document_part
    except KeyError:
        raise NotRead("a part is missing that another one names") from None
    others = {each.reltype.rpartition("/")[2]: each.target_part for each in _inside(main)}
    elements = {name: _element(others[name]) for name in ("numbering", "styles", *_NOTES) if name in others}
    written = _Written(Numbers(elements.get("numbering"), elements.get("styles")))
    styles = elements["styles"].iterchildren(f"{W}style") if "styles" in elements else ()
    raising = {each.get(f"{W}styleId"): each.find(f"{W}rPr/{W}vertAlign") for each in styles}
    written.raised = frozenset(
        name for name, each in raising.items() if each is not None and each.get(f"{W}val") == "superscript"
    )
    written.notes = {
        kind: {each.get(f"{W}id"): each for each in elements.get(part, ())} for part, kind in _NOTES.items()
    }
    body = _element(main).find(f"{W}body")
    if body is None:
        raise NotRead("it holds no document")
    roots = (body, *(elements[part] for part in _NOTES if part in elements))
    written.before = {ENDNOTE: len({each.get(f"{W}id") for root in roots for each in root.iter(f"{W}{FOOTNOTE}")})}
    written.blocks(body)
    written.write_notes()
    targets = {each.rId: each.target_part for each in _inside(main)}
    references = (each.get(_RELATION) for each in body.iter(f"{W}headerReference", f"{W}footerReference"))
    for name in dict.fromkeys(references):
        if name in targets:
            written.margin(_element(targets[name]))
    written.put("\n")
    return "".join(written.parts), Printed("word", tables=tuple(written.tables), margins=tuple(written.margins))


def _inside(part: Any) -> Iterator[Any]:
    return (each for each in part.rels.values() if not each.is_external)


def _element(part: Any) -> Any:
    """The root element of a part; nothing outside of it is fetched."""
    from docx.oxml.parser import parse_xml  # noqa: PLC0415

    return parse_xml(part.blob)


@dataclass(slots=True)
class _Written:
    """The text as it is written, with its tables and the notes that wait for its end."""

    numbers: Numbers
    parts: list[str] = field(default_factory=list)
    length: int = 0
    tables: list[Table] = field(default_factory=list)
    margins: list[Span] = field(default_factory=list)
    notes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The elements of notes by what refers to them: `footnoteReference` or `endnoteReference`, and their names."""
    before: Mapping[str, int] = field(default_factory=dict)
    """The number before the first of a kind of notes."""
    raised: frozenset[str] = frozenset()
    """The styles whose characters are raised above their line."""
    marked: dict[tuple[str, str], int] = field(default_factory=dict)
    """The number of each note, in the order of their marks."""
    written: set[tuple[str, str]] = field(default_factory=set)
    """The notes that were written."""
    starts: list[int] = field(default_factory=list)
    """Where each paragraph begins."""

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def blocks(self, element: Any, *, in_cell: bool = False) -> None:
        """Write paragraphs and tables."""
        opens = True
        for block in _flat(element):
            if block.tag == f"{W}p":
                before = self.length
                self._paragraph(block, "\n" if in_cell and not opens else "\n\n")
                opens = opens and self.length == before
            elif block.tag == f"{W}tbl":
                self._table(block)
                opens = True

    def write_notes(self) -> None:
        """Write the notes whose marks were written and they were not, each behind its number, footnotes first."""
        last = ""
        while left := [note for note in self.marked if note not in self.written]:  # a note may hold the mark of another
            kind = next((kind for kind, _ in left if kind == FOOTNOTE), ENDNOTE)
            for note in left:
                if note[0] == kind:
                    self.written.add(note)
                    words = " ".join(" ".join(map(self._words, _flat(self.notes[kind][note[1]]))).split())
                    self._line(f"{self.marked[note]} {words}", "\n" if kind == last else "\n\n")
                    last = kind

    def margin(self, element: Any) -> None:
        """Write a header or footer."""
        first = len(self.starts)
        self.blocks(element)
        if len(self.starts) > first:
            self.margins.append(Span(self.starts[first], self.length))

    def _line(self, text: str, before: str) -> None:
        if text.strip():
            self.put(before if self.length else "")
            self.starts.append(self.length)
            self.put(text)

    def _paragraph(self, paragraph: Any, before: str) -> None:
        text = self._words(paragraph).strip()
        mark = self.numbers.mark(paragraph) if text else ""
        self._line(f"{mark} {text}" if mark else text, before)
        for box in paragraph.iter(f"{W}txbxContent"):
            is_copy = any(each.tag in _LEFT_OUT - {f"{W}txbxContent"} for each in box.iterancestors())
            if not is_copy and next(box.iterancestors(f"{W}p")) is paragraph:
                self.blocks(box)

    def _words(self, element: Any, before: str = "") -> str:
        """The characters of an element, behind the character `before`."""
        found: list[str] = []
        for child in element:
            name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            if child.tag in _TEXT:
                found.append(child.text or "")
            elif not name or child.tag in _LEFT_OUT or (name == "r" and _is_hidden(child)):
                continue
            elif name in _CHARACTERS:
                found.append(_CHARACTERS[name])
            elif name in self.notes:
                mark = self._mark(name, child.get(f"{W}id"))
                found.append(_BETWEEN_MARKS * (before in _RAISED and mark != "") + mark)
            elif name == "sym":
                found.append("•")
            else:
                words = self._words(child, before)
                is_raised = name == "r" and self._is_raised(child) and not any(map(str.isalpha, words))
                found.append(words.translate(RAISED) if is_raised else words)
            before = found[-1][-1:] or before
        return "".join(found)

    def _is_raised(self, run: Any) -> bool:
        """Whether a run, or else its style, is raised above its line."""
        own, style = run.find(f"{W}rPr/{W}vertAlign"), run.find(f"{W}rPr/{W}rStyle")
        if own is not None:
            return bool(own.get(f"{W}val") == "superscript")
        return style is not None and style.get(f"{W}val") in self.raised

    def _mark(self, kind: str, note: str) -> str:
        if note not in self.notes[kind]:
            return ""
        following = 1 + self.before.get(kind, 0) + sum(other == kind for other, _ in self.marked)
        return str(self.marked.setdefault((kind, note), following)).translate(RAISED)

    def _table(self, table: Any) -> None:
        """Write the cells of a table; one with a single column is a run of paragraphs."""
        rows = [[*_cells(row)] for row in _flat(table) if row.tag == f"{W}tr"]
        if all(place == 0 for row in rows for place, _, _, _ in row):
            for row in rows:
                for *_, cell in row:
                    self.blocks(cell)
            return
        place = len(self.tables)
        self.tables.append(Table(()))  # those inside come behind it
        cells: list[TableCell] = []
        above: dict[int, int] = {}
        for at, row in enumerate(rows):
            for column, columns, merged, cell in row:
                first = len(self.starts)
                self.blocks(cell, in_cell=True)
                span = Span(self.starts[first], self.length) if len(self.starts) > first else None
                if merged == "continue" and span is None and column in above:
                    upper = cells[above[column]]
                    cells[above[column]] = replace(upper, rows=at - upper.row + 1)
                    continue
                above[column] = len(cells)
                cells.append(TableCell(at, column, 1, columns, span))
        self.tables[place] = Table(tuple(cells))


def _flat(element: Any) -> Iterator[Any]:
    """The children of an element; of those that only hold others, theirs."""
    for child in element:
        if child.tag in _HELD:
            yield from _flat(child)
        else:
            yield child


def _cells(row: Any) -> Iterator[tuple[int, int, str, Any]]:
    """The cells of a row: the first column of each, how many it takes, and whether it is merged with one above."""
    properties = row.find(f"{W}trPr")
    before = properties.find(f"{W}gridBefore") if properties is not None else None
    column = max(0, int(before.get(f"{W}val", "0"))) if before is not None else 0
    for cell in _flat(row):
        if cell.tag != f"{W}tc":
            continue
        span, merged = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
        columns = max(1, int(span.get(f"{W}val", "1"))) if span is not None else 1
        yield column, columns, "" if merged is None else merged.get(f"{W}val", "continue"), cell
        column += columns


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and hidden.get(f"{W}val", "1") not in ("0", "false", "off")
