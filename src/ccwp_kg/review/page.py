"""The lines of a review as one HTML page: each beside its place in the document, the doubtful ones first.

The page saves nothing and runs nothing: the answers go into the file of answers, under the same keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import chain

from ccwp_kg.review.lines import Line, runs
from ccwp_kg.review.pictures import Pages, cut_outs, drawn_once
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import Span

_AROUND = 160
"""The characters shown before and behind the words of a line."""
_STYLE = """
:root { color-scheme: light dark; --line: light-dark(#d0d4d9, #41474f); --soft: light-dark(#f4f6f8, #23272c);
  --bad: light-dark(#9c1c1c, #ff9d94); --note: light-dark(#7a5200, #f0c36d); }
html { background: light-dark(#fff, #16181b); color: light-dark(#1b1e21, #e6e8ea); }
a { color: light-dark(#0b57a4, #8ab8f0); }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 75rem; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin-top: 2rem; }
h3 { font-size: 1rem; margin: 0; font-family: ui-monospace, monospace; }
article { border-top: 1px solid var(--line); padding: .75rem 0; display: grid; gap: 0 1.5rem;
  grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); break-inside: avoid; }
article > * { grid-column: 2; } h3 { grid-column: 1 / -1; }
.place { grid-column: 1; grid-row: 2 / span 4; white-space: pre-line; font-family: Georgia, serif; margin: 0; }
svg.unseen { position: absolute; }
.cut { display: block; max-width: 100%; height: auto; margin-bottom: .5rem; background: #fff;
  border: 1px solid var(--line); }
.cut rect { fill: #ffd43b; fill-opacity: .35; }
.around { color: light-dark(#595f66, #a3aab2); } mark { background: light-dark(#ffec99, #5c4a00); color: inherit; }
dl { margin: 0; } dt { font-weight: 600; } dd { margin: 0 0 .4rem; }
.problem { color: var(--bad); } .note { color: var(--note); }
@media (max-width: 40rem) { article { display: block; } }
@media print { body { max-width: none; } .cut { max-height: 18cm; } }
"""


def review_as_page(lines: Sequence[Line], reading: Reading, pages: Pages | None = None) -> str:
    """The page; nothing is fetched for it. `pages` are pictures of the pages of a PDF, for cut-outs of them."""
    shown = pages or {}
    numbers = {line.key: number for number, line in enumerate(lines, 1)}
    problems = [line for line in lines if line.is_problem]
    unknown = [line for line in lines if line.state == "unknown"]
    doubtful = [line for line in lines if line.doubt and line not in problems and line not in unknown]
    rest = [line for line in lines if not line.doubt]
    groups = (
        ("problems", "With a problem: these need a verdict", problems),
        ("unknown", "Bodies and codes that no list has", unknown),
        ("doubtful", "Read with a note: look at them", doubtful),
        ("rest", "All others", rest),
    )
    title = f"Review of {reading.source.name}"
    parts = chain(
        drawn_once(shown, reading.source.printed) if reading.source.printed is not None else (),
        _head(reading, title),
        _contents((name, heading, len(found)) for name, heading, found in groups if found),
        *(_group(name, heading, found, reading, (numbers, shown)) for name, heading, found in groups if found),
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>\n'
        f"<body><main>{''.join(parts)}</main></body>\n</html>\n"
    )


def _head(reading: Reading, title: str) -> Iterator[str]:
    yield f"<h1>{escape(title)}</h1><p>{escape(reading.plan.called)}, profile “{escape(reading.profile)}”, "
    yield f"sha256 <code>{reading.source.sha256}</code></p>"
    yield "<p>This page saves nothing. Answer in the file of answers, in the line with the same key: "
    yield "<b>right</b>, <b>change</b> or <b>drop</b> for what was read, <b>new</b>, <b>same-as</b> or <b>right</b> "
    yield "for a body or a code, with your role and the day, and why if something changes.</p>"


def _contents(groups: Iterable[tuple[str, str, int]]) -> Iterator[str]:
    yield '<nav aria-label="Groups of lines"><ul>'
    yield from (f'<li><a href="#{name}">{escape(heading)}</a> ({count})</li>' for name, heading, count in groups)
    yield "</ul></nav>"


def _group(
    name: str,
    heading: str,
    lines: Iterable[Line],
    reading: Reading,
    shown: tuple[Mapping[str, int], Pages],
) -> Iterator[str]:
    numbers, pages = shown
    printed = reading.source.printed
    yield f'<section aria-labelledby="{name}"><h2 id="{name}">{escape(heading)}</h2>'
    for line in lines:
        images = "" if printed is None else "".join(cut_outs(line, pages, printed))
        page = "" if line.page is None else f", page {line.page}"
        yield f'<article id="line-{numbers[line.key]}"><h3>{escape(line.key)}{page}</h3>'
        yield f'<div class="place">{images}{_in_place(line.spans, reading)}</div><dl>'
        said = escape(line.read_as) or f"<i>{escape(line.state)}</i>"
        yield f"<dt>Read as</dt><dd>{said}</dd>"
        if line.proposal:
            yield f"<dt>Proposed</dt><dd>{escape(line.proposal)}</dd>"
        if line.doubt:
            kind = "problem" if line.is_problem else "note"
            yield f'<dt class="{kind}">{kind.capitalize()}</dt>'
            yield from (f"<dd>{escape(each)}</dd>" for each in line.doubt)
        yield "</dl></article>"
    yield "</section>"


def _in_place(spans: Sequence[Span], reading: Reading) -> str:
    """The words of some spans as printed, with those around them; pieces are parted by three dots."""
    pieces = []
    for span in runs(spans, reading):
        before = reading.source.prefix(span, _AROUND)
        after = reading.source.suffix(span, _AROUND)
        pieces.append(
            f'<span class="around">{_around(before)}</span><mark>{escape(reading.source.exact(span))}</mark>'
            f'<span class="around">{_around(after)}</span>'
        )
    return "\n…\n".join(pieces) or '<span class="around">No place in the document.</span>'


def _around(text: str) -> str:
    """Characters before or behind some words, without empty lines."""
    return escape(re.sub(r"\s*[\n\f]\s*", "\n", text))
