"""Lines become pages: marks, headers, footers, footnotes at the foot, headings repeated."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from siblings.making.ink import BLANK, Line, Press, Word, ink, words_of
from siblings.making.layout import Layout


@dataclass(slots=True)
class Pages:
    """Fills pages; `headings` are printed at the head of each page of the annex that needs them."""

    layout: Layout
    press: Press
    notes: Mapping[int, Sequence[Word]]
    headings: Callable[[], Sequence[Line]]
    printed: list[Line] = field(default_factory=list)
    marks: set[int] = field(default_factory=set)
    """The places in `printed` of the first line of each page but the first."""
    page: int = 1

    def fill(self, front: Sequence[Line], annex: Sequence[Line]) -> list[Line]:
        """All lines of the document with headers and footers."""
        self._open(in_annex=False)
        waiting: list[int] = []
        used = 0
        lines = [*((line, False) for line in front), *((line, True) for line in annex)]
        for line, in_annex in lines:
            full = bool(self.layout.page_lines) and in_annex and used >= self.layout.page_lines and line.breakable
            if line.new_page or full:
                self._close(waiting)
                waiting, used = [], 0
                self.page += 1
                self._open(in_annex=in_annex and not self._opens_annex(line))
            self.printed.append(line)
            if self._opens_annex(line) and self.layout.headings == "pages":
                self.printed += [BLANK, *self.headings()]
            waiting += line.notes if self.layout.footnotes != "none" else ()
            used += 1
        self._close(waiting)
        return self.printed

    def _opens_annex(self, line: Line) -> bool:
        return bool(line.words) and line.words[0][0].claim == "annex/heading"

    def _open(self, *, in_annex: bool) -> None:
        if self.page > 1:
            self.marks.add(len(self.printed))
        header = [self._page_line(text, "page/header") for text in self.layout.header]
        self.printed += [*header, BLANK] if header else []
        if in_annex and self.layout.headings == "pages":
            self.printed += self.headings()

    def _close(self, waiting: Sequence[int]) -> None:
        while self.printed and not self.printed[-1].words:
            self.printed.pop()
        if waiting:
            self.printed += self._foot(waiting)
        if self.layout.footer:
            self.printed += [BLANK, *(self._page_line(text, "page/footer") for text in self.layout.footer)]
        if not self.layout.page_mark:
            self.printed.append(BLANK)

    def _foot(self, waiting: Sequence[int]) -> list[Line]:
        """The footnotes of a page: bodies alone, bodies with their numbers, or a column of numbers before them."""
        bodies = [line for number in waiting for line in self.press.lines(self.notes[number], self.layout.prose_width)]
        match self.layout.footnotes:
            case "column":
                column = [self._page_line(str(number), f"plan/footnote/{number}") for number in waiting]
                return [BLANK, *column, BLANK, *bodies]
            case "lost":
                # where the first number is lost, the space behind it is not
                first, *others = bodies
                return [replace(first, gaps=(" ", *first.gaps[1:])), *others]
        return [BLANK, *bodies]

    def _page_line(self, text: str, claim: str) -> Line:
        return self.press.line(words_of(ink(text.format(page=self.page), claim)))
