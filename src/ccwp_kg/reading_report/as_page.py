"""A reading as one HTML page: the document from its first to its last word, beside each passage what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ccwp_kg.reading_report.account import Finder, Place, part_of, problems, values_of, words_by_part
from ccwp_kg.sources.records.records import Confidence, Reading
from ccwp_kg.sources.records.source_text import Span

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
    body = "".join([*_summary(reading, title), *_issues(reading), *_values(reading), *_document(reading)])
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>\n'
        f"<body>{body}</body>\n</html>\n"
    )


def _summary(reading: Reading, title: str) -> Iterator[str]:
    coverage = reading.coverage
    yield f"<h1>{escape(title)}</h1>"
    yield f"<p>{escape(reading.plan.called)}, profile “{escape(reading.profile)}”, {len(reading.actions)} actions, "
    yield f"{len(reading.pages)} pages, sha256 <code>{reading.source.sha256}</code></p>"
    yield f"<p>{coverage.accounted} of {coverage.words} words are accounted for; "
    yield f"problems: {len(problems(reading))}.</p>"
    yield from _table("Where the words went", ("Part", "Words"), list(words_by_part(reading).items()))


def _table(caption: str, heads: tuple[str, ...], rows: list[tuple[str, int]]) -> Iterator[str]:
    yield f"<table><caption>{escape(caption)}</caption><thead><tr>"
    yield "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    yield "</tr></thead><tbody>"
    yield from (f"<tr><td>{escape(name)}</td><td>{count}</td></tr>" for name, count in rows)
    yield "</tbody></table>"


def _issues(reading: Reading) -> Iterator[str]:
    finder = Finder.of(reading)
    yield f"<h2>Not understood, or decided</h2><ol>{'' if reading.issues else '<li>nothing</li>'}"
    for issue in reading.issues:
        where = "" if issue.span is None else f" ({_link(finder.place(issue.span))})"
        said = f'<strong class="{issue.severity}">{issue.severity}</strong> {escape(issue.message)}'
        yield f"<li>{said}{where} <code>{escape(issue.code)}</code></li>"
    yield "</ol>"


def _link(place: Place) -> str:
    return f'<a href="#line-{place.line}">line {place.line}, page {place.page}</a>'


def _values(reading: Reading) -> Iterator[str]:
    levels = {each.field: each for each in reading.confidence}
    yield '<h2>What was read</h2><table class="fields"><thead><tr>'
    yield '<th scope="col">Field</th><th scope="col">Value</th><th scope="col">How surely</th></tr></thead><tbody>'
    for value in values_of(reading):
        found = _confidence(value.field, levels)
        told = "" if found is None else f'{found.level} <span class="quiet">{escape(found.reason)}</span>'
        yield f"<tr><td>{escape(value.field)}</td><td>{escape(value.text)}</td><td>{told}</td></tr>"
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


def _document(reading: Reading) -> Iterator[str]:
    finder = Finder.of(reading)
    text = reading.source.text
    yield '<h2>The document</h2><table class="fields"><thead><tr>'
    yield '<th scope="col">Place</th><th scope="col">As printed</th><th scope="col">Became</th></tr></thead><tbody>'
    passages = [(claim.span, claim.field) for claim in reading.coverage.claims]
    passages += [(span, "") for span in _stretches(reading)]
    shown = 0  # lines; each is an anchor once
    for span, field in sorted(passages):
        place = finder.place(span)
        last = place.line + text.count("\n", span.start, span.end)
        anchors = "".join(f'<span id="line-{line}"></span>' for line in range(max(shown + 1, place.line), last + 1))
        shown = max(shown, last)
        became = escape(field) if field else "not understood"
        part = part_of(field) if field else "lost"
        row = ' class="lost"' if part in ("lost", "words that no column could take") else ""
        yield f"<tr{row}><td>{anchors}page {place.page}, line {place.line}</td>"
        yield f'<td class="text">{escape(reading.source.exact(span))}</td><td>{became}</td></tr>'
    yield "</tbody></table>"


def _stretches(reading: Reading) -> list[Span]:
    """Words that no field took, those together that stand together."""
    found: list[Span] = []
    for word in reading.coverage.unread:
        if found and not reading.source.text[found[-1].end : word.start].strip():
            found[-1] = Span(found[-1].start, word.end)
        else:
            found.append(word)
    return found
