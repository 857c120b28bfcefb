"""Headers and footers: page numbers, file numbers and markings, which are no part of the text.

They are recognised by repetition: the same line at the same edge of page after page, alike but for a number that counts
the pages. Where no character marks the pages, lines whose number counts up through the whole document mark the edges of
pages, and the lines that repeat next to them are part of the same header or footer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ccwp_kg.sources.layout.numbered_footers import numbered_footers
from ccwp_kg.sources.layout.text_lines import TextLayout, TextLine, by_page, masked
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.printed import Printed
from ccwp_kg.sources.records.source_text import Span, is_held

_FIGURES = re.compile(r"\d+")
_FEW_PAGES = 6
"""More pages than these are real pages: lost numbers do not leave so many spaces that look like page breaks."""
_FORM_FEED = "\f"
_NUMBERED = "(?:#|[ivxl]+)(?: [A-Z]+)?"
"""The number of a page, and what may stand behind it."""
_SHORTEST = 2
"""Characters of a marking that may be a word of a sentence: EU, EN."""
_DEEPEST = 6
"""A header or footer has at most so many lines."""
_LONGEST = 120
"""A line of a header or footer has at most so many characters."""
_APART = 2
"""Lines from one page to the next, at least."""
_SOME = 3
_LAST_PAGE = 999
"""The number of a page, at most; greater ones that count are years: "Timetable May 2013", "Timetable May 2014"."""
_MOST_PAGES = 0.6
"""The share of pages on which a line must be repeated."""

IsContent = Callable[[TextLine], bool]


@dataclass(frozen=True, slots=True)
class Pages:
    """The lines of a document without headers and footers, the lines of these, and the offsets where pages begin.

    `marks` are the characters that only mark headings, as in `TextLayout`.
    """

    lines: tuple[TextLine, ...]
    headers_footers: tuple[TextLine, ...]
    starts: tuple[int, ...]
    marks: tuple[Span, ...]


def without_headers_footers(
    layout: TextLayout,
    *,
    profile: Profile,
    is_content: IsContent,
    table: int,
    figures_are_rows: bool,
    printed: Printed | None = None,
) -> Pages:
    """A document without its headers and footers.

    `is_content` says of a line that it is part of the document although it may be repeated, such as a heading of the
    table. `table` is the index of the line at which the table begins. Where `figures_are_rows`, figures alone in a line
    that count up from there are numbers of its rows. `printed` is what the file tells of tables and margins.
    """
    lines, starts, markings = layout.lines, layout.pages, profile.layout.markings
    capitals = (line for line in lines if line.text.isupper() and len(line.text) > _SHORTEST)
    # a line of nothing but markings such as LIMITE is no text of the document, wherever it stands
    lone = {line.index for line in capitals if set(line.text.split()) <= set(markings)}
    taken = _at_edges(lines, is_content, printed) if len(starts) > 1 else set()
    if printed is not None:
        taken |= {line.index for line in lines if any(margin.holds(line.span) for margin in printed.margins)}
    elif not taken and layout.page_mark != _FORM_FEED and len(starts) <= _FEW_PAGES:
        clusters = _clusters(lines, markings, is_content, table, figures_are_rows=figures_are_rows)
        if clusters:
            taken = {place for cluster in clusters for place in cluster}
            page_starts = (_page_start(lines, cluster) for cluster in clusters)
            starts = (0, *(start for start in page_starts if start is not None))
            lines = tuple(replace(line, page=bisect_right(starts, line.span.start)) for line in lines)
    taken |= lone
    rows_from = table if figures_are_rows else len(layout.lines)
    numbered = numbered_footers(lines, profile=profile, rows_from=rows_from, taken=taken)
    if printed is None and len(layout.pages) == 1:
        starts = max(starts, (0, *_behind(lines, numbered - lone)), key=len)
        lines = tuple(replace(line, page=bisect_right(starts, line.span.start)) for line in lines)
    taken |= numbered
    kept = tuple(line for line in lines if line.index not in taken)
    return Pages(kept, tuple(line for line in lines if line.index in taken), starts, layout.marks)


def _behind(lines: Sequence[TextLine], numbered: Collection[int]) -> Iterator[int]:
    """Where pages begin behind footers with the document's number, of which the last closes the document."""
    return (
        after.span.start for line, after in pairwise(lines) if line.index in numbered and after.index not in numbered
    )


def _numbers(line: TextLine) -> tuple[int, ...]:
    return tuple(
        int(figures) for figures in _FIGURES.findall(" ".join(line.text.split())[:_LONGEST]) if len(figures) < 10
    )


def _at_edges(lines: Sequence[TextLine], is_content: IsContent, printed: Printed | None) -> set[int]:
    """The lines of headers and footers where page breaks are known, looked for from each edge of the page inwards.

    Where the file tells tables and places, they are in none of several rows, and what touches the text is part of it.
    """
    tables = [table.cells for table in printed.tables] if printed is not None else []
    with_rows = [cells for cells in tables if len({cell.row for cell in cells}) > 1]
    held = sorted(cell.span for cells in with_rows for cell in cells if cell.span)
    pages = by_page(lines)
    taken: set[int] = set()
    for step in (1, -1):
        rows = {page: content[::step] for page, content in pages.items()}
        layers: list[list[TextLine]] = []
        while len(layers) < _DEEPEST:
            edge = [row[0] for row in rows.values() if row and len(masked(row[0].text)) <= _LONGEST]
            edge = [line for line in edge if not is_held(line.span, held) and not is_content(line)]
            found = _repeated(edge, pages=len(pages), foot=step < 0)
            if not found:
                break
            layers.append(found)
            for line in found:
                rows[line.page].pop(0)
        while printed is not None and layers and not _is_apart(layers[-1], rows):
            for line in layers.pop():
                rows[line.page].insert(0, line)
        taken |= {line.index for layer in layers for line in layer}
    return taken


def _is_apart(layer: Sequence[TextLine], rows: Mapping[int, Sequence[TextLine]]) -> bool:
    """Whether a blank line parts most of the innermost lines of headers or footers from those that follow."""
    inner = [(line, rows[line.page][0]) for line in layer if rows[line.page]]
    return 2 * sum(line.block != other.block for line, other in inner) >= len(inner)


def _repeated(edge: Sequence[TextLine], *, pages: int, foot: bool) -> list[TextLine]:
    """The line that is repeated at one edge of most pages, alike but for a number that counts the pages.

    Lines of other pages go with it that have a Roman number instead, or words in capitals behind it: “Action Plan iii”.
    """
    groups: defaultdict[str, list[TextLine]] = defaultdict(list)
    for line in edge:
        groups[masked(line.text)].append(line)
    for mask, group in sorted(groups.items(), key=lambda each: len(each[1]), reverse=True):
        if len(group) >= max(2, _MOST_PAGES * pages) and _goes_with_pages(
            group, foot=foot, is_usual=len(group) >= pages - 1
        ):
            alike = re.compile(rf"{re.escape(mask.rpartition('#')[0])}{_NUMBERED}")
            is_named = "#" in mask and any(map(str.isalpha, mask))
            return [line for line in edge if line in group or (is_named and alike.fullmatch(masked(line.text)))]
    return []


def _goes_with_pages(group: Sequence[TextLine], *, foot: bool, is_usual: bool) -> bool:
    """Whether the numbers in lines of several pages are constant or count the pages.

    A line without a counting number must stand on the first page too: rows of the table may end alike. A header that
    is a number alone must be the number of its page: actions are counted as well.
    """
    columns = list(zip(*(_numbers(line) for line in group), strict=False))
    pages = [line.page for line in group]
    counting = [
        numbers
        for numbers in columns
        if len({number - page for number, page in zip(numbers, pages, strict=True)}) == 1
        or (is_usual and all(second - first == 1 for first, second in pairwise(numbers)))
    ]
    constant = [numbers for numbers in columns if len(set(numbers)) == 1]
    if any(numbers not in counting and numbers not in constant for numbers in columns):
        return False
    if all(line.text.isdecimal() for line in group):
        counted = [int(line.text) for line in group]
        return (counted[0] == pages[0] or (foot and counted[0] == 1)) and bool(counting)
    return bool(counting) or 1 in pages


def _clusters(
    lines: Sequence[TextLine], markings: Sequence[str], is_content: IsContent, table: int, *, figures_are_rows: bool
) -> list[list[int]]:
    """The places of header and footer lines where no character marks the pages, grouped by page edge."""
    masks = ["" if len(mask := masked(line.text)) > _LONGEST or is_content(line) else mask for line in lines]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, mask in enumerate(masks):
        if mask:
            places[mask].append(place)
    alone = places.pop("#", [])
    # where rows are numbered otherwise, none begins at a figure alone
    edges = _bare_numbers(lines, alone, table if figures_are_rows else len(lines), is_content)
    for mask, group in places.items():
        # page numbers run through the whole document, before the table and in it, unless a file number stands with them
        before_table = lines[group[0]].index < table
        throughout = before_table and table <= lines[group[-1]].index
        with_file_number = before_table and mask.count("#") > 1 and len(group) >= _SOME
        if (throughout or with_file_number) and _counts_on([lines[place] for place in group]):
            edges = group
            break
    if not edges:
        marked = (group for mask, group in places.items() if len(group) > 1 and _is_marking(mask, markings))
        edges = next(marked, [])
    if not edges:
        return []
    # the beginning and the end of the document are edges too, though nothing stands at them
    edges = [-1, *edges, len(lines)]
    before, after = _reach(masks, edges, -1), _reach(masks, edges, 1)
    usual = {step: _most_common(masks, edges, step)[0] for step in range(-before, after + 1)}
    clusters = [
        [edge + step for step, mask in usual.items() if 0 <= edge + step < len(masks) and masks[edge + step] == mask]
        for edge in edges
    ]
    return [cluster for cluster in clusters if cluster]


def _bare_numbers(lines: Sequence[TextLine], places: Sequence[int], table: int, is_content: IsContent) -> list[int]:
    """The figures alone in their line that count the pages: they begin before the table and go up by one.

    In the table figures alone may count its rows as well. Where a figure fits both counts, its surroundings decide.
    """
    chain: list[int] = []
    row = 1
    for place in places:
        neighbours = [lines[at] for at in (place - 1, place + 1) if 0 <= at < len(lines)]
        # numbers of footnotes stand right above each other
        in_column = any(line.block == lines[place].block and line.text.isdecimal() for line in neighbours)
        if not lines[place].text.isdecimal() or in_column or is_content(lines[place]):
            continue
        value = int(lines[place].text)
        counts_page = value == len(chain) + 1
        counts_row = lines[place].index >= table and value == row
        if counts_row and not (counts_page and not _may_open_row(lines, place, is_content)):
            row += 1
        elif counts_page:
            chain.append(place)
        elif chain and value == len(chain) and lines[place].index < table:
            chain[-1] = place  # the last one before the next is the page's: what else is counted begins anew
    apart = all(second - first >= _APART for first, second in pairwise(chain))
    # a figure right above the table's first heading numbers the first row
    return chain if len(chain) > 1 and apart and lines[chain[0]].index < table - 1 else []


def _may_open_row(lines: Sequence[TextLine], place: int, is_content: IsContent) -> bool:
    """Whether a row may begin at a figure: a heading or a full stop before it, a capital letter after it."""
    if place + 1 >= len(lines) or is_content(lines[place + 1]):
        return False
    before = lines[place - 1]
    return lines[place + 1].text[0].isupper() and (is_content(before) or before.text[-1] == ".")


def _counts_on(group: Sequence[TextLine]) -> bool:
    """Whether lines that are alike differ in one number only, which goes up by one from each line to the next."""
    numbers = [_numbers(line) for line in group]
    if len(group) < 2 or not numbers[0]:
        return False
    if any(second.index - first.index < _APART for first, second in pairwise(group)):
        return False
    steps = [tuple(b - a for a, b in zip(one, other, strict=True)) for one, other in pairwise(numbers)]
    counts = len(set(steps)) == 1 and sorted(steps[0]) == [0] * (len(steps[0]) - 1) + [1]
    return counts and numbers[-1][steps[0].index(1)] <= _LAST_PAGE


def _is_marking(mask: str, markings: Sequence[str]) -> bool:
    """Whether a line is made of markings and perhaps a file number."""
    words = mask.split()
    return any(word in markings for word in words) and all(
        word in markings or not any(map(str.isalpha, word)) for word in words
    )


def _reach(masks: Sequence[str], edges: Sequence[int], step: int) -> int:
    """How many lines next to the edges are repeated with them; the first or the last page may lack them."""
    for distance in range(1, _DEEPEST):
        mask, count = _most_common(masks, edges, step * distance)
        if not mask or count < max(2, len(edges) - 3):
            return distance - 1
    return _DEEPEST - 1


def _most_common(masks: Sequence[str], edges: Sequence[int], step: int) -> tuple[str, int]:
    """The line that stands at a distance from most edges, and at how many of them."""
    found = Counter(masks[edge + step] for edge in edges if 0 <= edge + step < len(masks))
    return found.most_common(1)[0] if found else ("", 0)


def _page_start(lines: Sequence[TextLine], cluster: Sequence[int]) -> int | None:
    """Where a page begins at a cluster: at its header, the last block, or else below its footer."""
    if cluster[0] == 0:
        return None
    blocks = {lines[place].block for place in cluster}
    if len(blocks) > 1:
        return next(lines[place].span.start for place in cluster if lines[place].block == max(blocks))
    following = cluster[-1] + 1
    return lines[following].span.start if following < len(lines) else None
