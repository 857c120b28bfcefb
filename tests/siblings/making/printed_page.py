"""The same content and layout as a page to be printed: a table with its columns side by side, as the Council prints it.

A PDF made from it is read by the positions of its words. The values to be read are those meant by the text (see
`siblings.judging.compare.wrong_values`); cells that the text mixes stand apart here, so every field can be decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

from siblings.making.content import Action, Plan
from siblings.making.expected import Record
from siblings.making.front import Front
from siblings.making.ink import Line, Press, Word
from siblings.making.layout import TERMS, TITLE, Layout
from siblings.making.tables.cells import Cells

_STYLE = """
@page { size: A4 landscape; margin: 22mm 15mm; %s }
body { font: 10pt/1.25 "Liberation Serif", serif; margin: 0 }
h1, h2 { font-size: 11pt; margin: 8pt 0 }
p { margin: 0 0 6pt }
sup { font-size: 6pt; line-height: 0 }
.page { break-before: page }
.notes { border-top: 0.5pt solid; margin-top: 12pt; font-size: 9pt; width: 60mm; white-space: nowrap }
table { border-collapse: collapse; width: 99.9%%; table-layout: fixed; margin-bottom: 8pt }
th, td { border: 0.5pt solid; padding: 3pt; vertical-align: top; text-align: left; font-weight: normal }
th { font-weight: bold }
td p { margin: 0 }
tr { break-inside: avoid }
"""


def page(plan: Plan, layout: Layout) -> str:
    """The plan as one HTML page with headers, footers and footnotes, to be printed on landscape A4.

    Ligatures, hyphens at line ends and the like are left to the printer: the page holds the characters as meant.
    """
    return _Page(plan, _undamaged(layout)).text()


def _undamaged(layout: Layout) -> Layout:
    return replace(
        layout,
        prose_width=10**6,
        list_mark_alone=False,
        section_pages=True,
        hyphenated=False,
        soft_hyphens=False,
        ligatures=False,
        no_break_spaces=False,
        decomposed=False,
        footnotes="none" if layout.footnotes == "none" else "bodies",
    )


@dataclass(frozen=True, slots=True)
class _Page:
    plan: Plan
    layout: Layout

    def text(self) -> str:
        """The whole page."""
        record = Record()
        press = Press(self.layout, frozenset())
        front = Front(self.plan, self.layout, press, record)
        style = _STYLE % "".join([*_margins("top", self.layout.header), *_margins("bottom", self.layout.footer)])
        body = [*self._front(front.lines(), front.notes()), *self._annex(record)]
        head = f'<meta charset="utf-8"><title>Plan</title><style>{style}</style>'
        return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{"".join(body)}</body></html>'

    def _front(self, lines: Iterable[Line], notes: dict[int, list[Word]]) -> list[str]:
        parts: list[str] = []
        waiting: list[int] = []
        for line in lines:
            if line.new_page:
                parts += _feet(waiting, notes)
                waiting = []
            if line.words:
                heading = line.words[0][0].claim.endswith("/heading")
                tag = "h1" if line.words[0][0].claim == "title" else "h2" if heading else "p"
                opened = f'<{tag} class="page">' if line.new_page else f"<{tag}>"
                parts.append(f"{opened}{_html(line.words)}</{tag}>")
            waiting += line.notes
        return [*parts, *_feet(waiting, notes)]

    def _annex(self, record: Record) -> list[str]:
        heading = f'<h2 class="page">{escape(self.layout.annex_heading)}</h2>'
        rows = [self._row(Cells(self.plan, action, self.layout, record), action) for action in self.plan.actions]
        titles = "".join(f"<th>{escape(self.layout.labels[name])}</th>" for name in self.layout.columns)
        opened = f"<table><thead><tr>{titles}</tr></thead><tbody>"
        if self.layout.headings == "rows":
            tables = [f"{opened}{row}</tbody></table>" for row in rows]
            pages = [
                '<div class="page"></div>' if self.layout.row_pages and place else "" for place in range(len(tables))
            ]
            body = "".join(f"{broken}{table}" for broken, table in zip(pages, tables, strict=True))
        else:
            body = f"{opened}{''.join(rows)}</tbody></table>"
        return [heading, body, "<p>__________________</p>" if self.layout.end_rule else ""]

    def _row(self, cells: Cells, action: Action) -> str:
        printed = []
        for name in self.layout.columns:
            entries = cells.entries(name)
            if name == TITLE:
                entries = [cells.number_words(), *entries]
            printed.append(f"<td>{''.join(f'<p>{_html(entry)}</p>' for entry in entries)}</td>")
        row = f"<tr>{''.join(printed)}</tr>"
        if not action.terms:
            return row
        label = escape(self.layout.labels[TERMS])
        words = _html(cells.entries(TERMS)[0])
        return f'{row}<tr><td colspan="{len(self.layout.columns)}"><p>{label}</p><p>{words}</p></td></tr>'


def _html(words: Sequence[Word]) -> str:
    """Words as HTML, footnote marks raised."""
    return " ".join(
        "".join(
            f"<sup>{escape(glyph.char)}</sup>"
            if any(_MARK.fullmatch(path) for path in glyph.of)
            else escape(glyph.char)
            for glyph in word
        )
        for word in words
    )


_MARK = re.compile(r"plan/footnote/\d+/mark")


def _feet(waiting: Sequence[int], notes: dict[int, list[Word]]) -> list[str]:
    """The footnotes of a page, each with its number raised before it."""
    bodies = [f"<p><sup>{number}</sup> {_html(notes[number][1:])}</p>" for number in waiting if number in notes]
    return [f'<div class="notes">{"".join(bodies)}</div>'] if bodies else []


def _margins(edge: str, texts: Sequence[str]) -> list[str]:
    """Headers or footers: the lines one below the other in the margin, {page} counted by the printer."""
    if not texts:
        return []
    parts = [
        "counter(page)" if part == "{page}" else f'"{part}"'
        for part in re.split(r"(\{page\})", "\\A ".join(texts))
        if part
    ]
    return [f"@{edge}-left {{ content: {' '.join(parts)}; white-space: pre; font-size: 9pt }} "]
