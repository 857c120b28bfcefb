"""A reading as one HTML page: the document from its first to its last word, and what each block of it became."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import chain

from ccwp_kg.languages import counted
from ccwp_kg.reading_report.account import PlaceOf, places_in, values_of, words_by_part
from ccwp_kg.sources.printed_layout import layout_of
from ccwp_kg.sources.records.records import Confidence, Reading
from ccwp_kg.sources.records.source_layout import SourceLayout
from ccwp_kg.sources.records.source_text import SourceText

_STYLE = """
:root { color-scheme: light dark; --line: light-dark(#d0d4d9, #41474f); --soft: light-dark(#f4f6f8, #23272c);
  --bad: light-dark(#9c1c1c, #ff9d94); --note: light-dark(#7a5200, #f0c36d); }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 75rem; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; padding: .5rem 0; }
th, td { border-top: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
.fields { table-layout: fixed; } .fields :is(th, td):first-child { width: 10rem; }
.fields :is(th, td):last-child { width: 15rem; }
td.text { white-space: pre-wrap; font-family: Georgia, serif; } tr.lost { background: var(--soft); }
.problem { color: var(--bad); } .note { color: var(--note); } .quiet { opacity: .75; }
@media (max-width: 40rem) { table, tbody, tr, td { display: block; }
  .fields td:is(:first-child, :last-child) { width: auto; } thead { display: none; } }
"""


def as_page(reading: Reading) -> str:
    """The report as a page that stands by itself: no scripts, nothing fetched."""
    title = f"Reading of {reading.source.name}"
    layout = layout_of(reading)
    place_of = places_in(reading.source.text, layout)
    parts = (
        _summary(reading, layout, title),
        _issues(reading, place_of),
        _values(reading),
        _document(reading.source, layout, place_of),
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>\n'
        f"<body>{''.join(chain(*parts))}</body>\n</html>\n"
    )


def _summary(reading: Reading, layout: SourceLayout, title: str) -> Iterator[str]:
    coverage = reading.coverage
    yield f"<h1>{escape(title)}</h1>"
    counts = f"{counted(len(reading.actions), 'action')}, {counted(len(layout.pages), 'page')}"
    yield f"<p>{escape(reading.plan.usual_name)}, profile “{escape(reading.profile)}”, {counts}, "
    yield f"sha256 <code>{reading.source.sha256}</code></p>"
    yield f"<p>{coverage.accounted} of {coverage.words} words are accounted for; "
    yield f"problems: {len(reading.problems)}.</p>"
    yield "<table><caption>Where the words went</caption><thead><tr>"
    yield '<th scope="col">Part</th><th scope="col">Words</th></tr></thead><tbody>'
    for name, count in words_by_part(reading.source.text, layout).items():
        yield f"<tr><td>{escape(name)}</td><td>{count}</td></tr>"
    yield "</tbody></table>"


def _issues(reading: Reading, place_of: PlaceOf) -> Iterator[str]:
    yield f"<h2>Not understood, or decided</h2><ol>{'' if reading.issues else '<li>nothing</li>'}"
    for issue in reading.issues:
        where = ""
        if issue.span is not None:
            line, page = place_of(issue.span)
            where = f' (<a href="#line-{line}">line {line}, page {page}</a>)'
        message = f'<strong class="{issue.severity}">{issue.severity}</strong> {escape(issue.message)}'
        yield f"<li>{message}{where} <code>{escape(issue.code)}</code></li>"
    yield "</ol>"


def _values(reading: Reading) -> Iterator[str]:
    levels = {each.field: each for each in reading.confidence}
    yield '<h2>What was read</h2><table class="fields"><thead><tr>'
    yield '<th scope="col">Field</th><th scope="col">Value</th><th scope="col">How surely</th></tr></thead><tbody>'
    for field, text in values_of(reading):
        found = _confidence(field, levels)
        how = "" if found is None else f'{found.level} <span class="quiet">{escape(found.reason)}</span>'
        yield f"<tr><td>{escape(field)}</td><td>{escape(text)}</td><td>{how}</td></tr>"
    for each in reading.confidence:
        if each.level == "not-stated":
            yield f"<tr><td>{escape(each.field)}</td><td>not stated</td><td>{escape(each.reason)}</td></tr>"
    yield "</tbody></table>"


_LISTED = {
    "objective": "objectives",
    "indicator": "indicators",
    "outcome": "outcomes",
    "party": "parties",
    "work-area": "work-areas",
    "earlier": "earlier-plans",
    "footnote": "footnotes",
    "citation": "terms-of-reference",
    "reference": "terms-of-reference",
}


def _confidence(field: str, levels: dict[str, Confidence]) -> Confidence | None:
    """How a field came to be read: an entry as the cell or list that holds it."""
    owner, *steps = field.split("/")
    at = 1 if owner == "action" else 0
    if len(steps) > at:
        steps = [*steps[:at], _LISTED.get(steps[at], steps[at])]
    return levels.get("/".join([owner, *steps]))


def _document(source: SourceText, layout: SourceLayout, place_of: PlaceOf) -> Iterator[str]:
    yield '<h2>The document</h2><table class="fields"><thead><tr>'
    yield '<th scope="col">Place</th><th scope="col">As printed</th><th scope="col">Became</th></tr></thead><tbody>'
    shown = 0  # lines; each is an anchor once
    for block in layout.blocks:
        first, page = place_of(block.span)
        last = first + source.text.count("\n", block.span.start, block.span.end)
        anchors = "".join(f'<span id="line-{line}"></span>' for line in range(max(shown + 1, first), last + 1))
        shown = max(shown, last)
        row = ' class="lost"' if block.kind in ("unassigned", "unread") else ""
        yield f"<tr{row}><td>{anchors}page {page}, line {first}</td>"
        yield f'<td class="text">{escape(source.exact(block.span))}</td>'
        yield f"<td>{escape(block.field) or 'not understood'}</td></tr>"
    yield "</tbody></table>"
