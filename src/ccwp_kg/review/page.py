"""The lines of a review as one HTML file, drawn as the page of a source is: each beside its place, the doubtful first.

The file saves nothing, runs nothing and fetches nothing: the answers go into the file of answers, under the same keys.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from ccwp_kg.entities.facts.evidence import Evidence, Mark, Prose, prose
from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.entities.source_reader.printed_text import PrintedText, Unit
from ccwp_kg.installation import folder
from ccwp_kg.markup import marked, prepare, safe, silent, style
from ccwp_kg.rdf.terms import iris
from ccwp_kg.review.pictures import CutOut, Pages, cut_outs
from ccwp_kg.review.review_lines import ReviewLine
from ccwp_kg.sources.printed_layout import layout_of
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import Span, runs

LARGEST = 10_000_000
"""The bytes of a file with pictures at most; pages beyond are shown as words alone."""
_GROUPS = {
    "problems": "With a problem: these need a verdict",
    "unknown": "Bodies and codes that no list has",
    "doubtful": "Read with a note: look at them",
    "rest": "All others",
}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with its `name` on the page, the cells and sentences that hold its words, and the cut-outs of the pages.

    Of each of `units` the pieces follow one another, each with whether its words are those of the line.
    """

    line: ReviewLine
    name: str
    units: tuple[tuple[Unit, tuple[tuple[Prose, bool], ...]], ...]
    cuts: tuple[CutOut, ...]


def review_as_page(lines: Sequence[ReviewLine], reading: Reading, pages: Pages | None = None) -> str:
    """The file. `pages` are pictures of the pages of a PDF, for cut-outs of them."""
    shown: Pages = pages or {}
    printed = reading.source.printed
    text = PrintedText(iris.thing("unnamed"), reading.source.text, layout_of(reading), None, {})
    marks = sorted({(each.start, each.end, each.thing.iri): each for each in _marks(reading)}.values(), key=_start)
    groups: dict[str, list[ShownLine]] = {name: [] for name in _GROUPS}
    for number, line in enumerate(lines, 1):
        units = dict.fromkeys(text.unit_of(run.start, run.end) for run in runs(line.spans, reading.source.text))
        placed = tuple((unit, tuple(_words(unit, line.spans, text.text, marks))) for unit in units)
        cuts = () if printed is None else tuple(cut_outs(line.spans, units, shown, printed))
        groups[line.group].append(ShownLine(line, f"line-{number}", placed, cuts))
    sizes = {} if printed is None else {page: printed.pages[page - 1] for page in shown}
    return (
        _templates()
        .get_template("review.html")
        .render(
            reading=reading,
            groups=[(name, heading, groups[name]) for name, heading in _GROUPS.items() if groups[name]],
            pictures=[(page, *sizes[page], shown[page]) for page in sorted(sizes)],
        )
    )


def _words(unit: Unit, spans: Sequence[Span], text: str, marks: Sequence[Mark]) -> Iterator[tuple[Prose, bool]]:
    """The words of a cell or sentence, cut where those of a line begin and end."""
    for first, last in unit.pieces:
        edges = {first, last} | {edge for span in spans for edge in (span.start, span.end) if first < edge < last}
        cuts = sorted(edges)
        for start, end in pairwise(cuts):
            exact = text[start:end]
            near = marks[bisect_left(marks, start, key=_start) : bisect_left(marks, end, key=_start)]
            words = prose(re.sub(r"\s+", " ", exact), [Evidence(start, end, "", exact, "")], near)
            yield words, any(span.start <= start and end <= span.end for span in spans)


def _start(mark: Mark) -> int:
    return mark.start


def _marks(reading: Reading) -> Iterator[Mark]:
    """The words that were read as names of things; a document that is cited comes again, named by its number."""
    for each in chain(reading.cover.mentions, reading.plan.mentions, *(action.mentions for action in reading.actions)):
        thing = Thing(iris.thing(each.target).value, each.target)
        yield from (Mark(span.start, span.end, thing) for span in each.printed.spans)
    for terms in (action.terms for action in reading.actions if action.terms is not None):
        for cited in terms.citations:
            document = Thing(iris.thing(f"document/{cited.document.version.key}").value, cited.document.version.label)
            yield from (Mark(span.start, span.end, document) for span in cited.document.printed.spans)


@cache
def _templates() -> Environment:
    environment = Environment(loader=FileSystemLoader(folder("web") / "templates"), autoescape=True)
    prepare(environment)
    environment.globals.update(prose=_without_links, silent=silent, style=lambda: safe(style()))
    return environment


def _without_links(segments: Prose) -> Markup:
    """A passage with its marks, in a file from which no link to a thing leads anywhere."""
    return marked(segments, lambda _: None)
