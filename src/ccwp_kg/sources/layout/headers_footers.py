"""What stands at the head and foot of every page and says nothing of the plan: numbers of pages, files, markings.

Such lines are known by how they come back: at the same edge of page after page, alike but for a number that counts the
pages. Where nothing marks the pages, lines whose number counts on through the whole document are the edges of pages,
and what comes back beside them belongs to them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ccwp_kg.sources.layout.lines import TextLayout, TextLine

_FIGURES = re.compile(r"\d+")
_FEW_PAGES = 6
"""More pages than these are no spaces that lost numbers left."""
_FORM_FEED = "\f"
_SHORTEST = 2
"""Letters of a marking that may be a word of a sentence: EU, EN."""
_DEEPEST = 6
"""Lines at one edge of a page that may be furniture."""
_LONGEST = 120
_APART = 2
"""Lines from one page to the next, at least."""
_SOME = 3
_MOST_PAGES = 0.6
"""The share of pages on which a line must come back."""

Guard = Callable[[TextLine], bool]


@dataclass(frozen=True, slots=True)
class Pages:
    """The lines of a document without the furniture of its pages, the furniture, and where pages begin."""

    lines: tuple[TextLine, ...]
    headers_footers: tuple[TextLine, ...]
    starts: tuple[int, ...]


def without_headers_footers(
    sheet: TextLayout, *, markings: Sequence[str], is_content: Guard, table: int, figures_are_rows: bool
) -> Pages:
    """A document without its headers and footers.

    `is_content` says of a line that it may come back and still is part of the document, such as a heading of the table.
    `table` is the index of the line at which the table begins: figures alone that count from there on number its rows
    if `figures_are_rows`.
    """
    lone = _lone_markings(sheet.lines, markings)
    taken, inner = _at_edges(sheet.lines, is_content) if len(sheet.pages) > 1 else (set(), set())
    if inner:
        starts = tuple(start for page, start in enumerate(sheet.pages, 1) if page not in inner)
        lines = _on_pages(sheet.lines, starts)
        return _parted(lines, _at_edges(lines, is_content)[0] | lone, starts)
    clusters = (
        []
        if taken or sheet.page_mark == _FORM_FEED or len(sheet.pages) > _FEW_PAGES
        else _clusters(sheet.lines, markings, is_content, table, figures_are_rows=figures_are_rows)
    )
    if not clusters:
        return _parted(sheet.lines, taken | lone, sheet.pages)
    taken = lone | {place for cluster in clusters for place in cluster}
    starts = (0, *(start for cluster in clusters if (start := _page_start(sheet.lines, cluster)) is not None))
    return _parted(_on_pages(sheet.lines, starts), taken, starts)


def _on_pages(lines: Sequence[TextLine], starts: Sequence[int]) -> list[TextLine]:
    """The lines, each with the number of its page by where pages start."""
    return [replace(line, page=bisect_right(starts, line.span.start)) for line in lines]


def _lone_markings(lines: Sequence[TextLine], markings: Sequence[str]) -> set[int]:
    """Lines that are nothing but words such as LIMITE: no words of the document, wherever they stand."""
    capitals = (line for line in lines if line.text.isupper() and len(line.text) > _SHORTEST)
    return {line.index for line in capitals if set(line.text.split()) <= set(markings)}


def _parted(lines: Sequence[TextLine], taken: set[int], starts: tuple[int, ...]) -> Pages:
    kept = tuple(line for line in lines if line.index not in taken)
    return Pages(kept, tuple(line for line in lines if line.index in taken), starts)


def _masked(line: TextLine) -> str:
    return _FIGURES.sub("#", " ".join(line.text.split()))


def _numbers(line: TextLine) -> tuple[int, ...]:
    return tuple(int(figures) for figures in _FIGURES.findall(line.text[:_LONGEST]) if len(figures) < 10)


def _at_edges(lines: Sequence[TextLine], is_content: Guard) -> tuple[set[int], set[int]]:
    """The furniture of pages whose beginnings are known, from the head and the foot of each inwards.

    With it the pages that begin none: one that the numbers at the heads or feet of the pages do not count.
    """
    pages: defaultdict[int, list[TextLine]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    taken: set[int] = set()
    inner: set[int] = set()
    for step in (1, -1):
        rows = {page: list(content)[::step] for page, content in pages.items()}
        for _ in range(_DEEPEST):
            edge = [row[0] for row in rows.values() if row and len(row[0].text) <= _LONGEST and not is_content(row[0])]
            found = _coming_back(edge, pages=len(pages), foot=step < 0)
            if not found:
                break
            taken |= {line.index for line in found}
            inner |= _uncounted(found, foot=step < 0)
            for line in found:
                rows[line.page].pop(0)
    return taken, inner


def _uncounted(found: Sequence[TextLine], *, foot: bool) -> set[int]:
    """The pages that begin none, for the number at the head or foot of the page before and of the one behind count on.

    A page that lacks its foot goes on in the next one; one that lacks its head goes on with the page before.
    """
    # a number 1 at the foot is that of the first page
    inner = set(range(2, found[0].page + 1)) if foot and 1 in _numbers(found[0]) else set()
    for one, other in pairwise(found):
        steps = [second - first for first, second in zip(_numbers(one), _numbers(other), strict=False)]
        if any(steps) and all(step in (0, 1) for step in steps):
            inner |= set(range(one.page + 1 + foot, other.page + foot))
    return inner


def _coming_back(edge: Sequence[TextLine], *, pages: int, foot: bool) -> list[TextLine]:
    """The lines at one edge of several pages that are one line: alike but for a number that goes with the pages."""
    groups: defaultdict[str, list[TextLine]] = defaultdict(list)
    for line in edge:
        groups[_masked(line)].append(line)
    for group in sorted(groups.values(), key=len, reverse=True):
        if len(group) >= max(2, _MOST_PAGES * pages) and _goes_with_pages(group, foot=foot):
            return group
    return []


def _goes_with_pages(group: Sequence[TextLine], *, foot: bool) -> bool:
    """Whether the numbers of some lines, each on its page, are constant or count the pages.

    A line without a counting number must stand on the first page too: rows of the table may end alike. A number alone
    at the head must be that of the page: actions are counted as well.
    """
    columns = list(zip(*(_numbers(line) for line in group), strict=False))
    pages = [line.page for line in group]
    counting = [
        numbers
        for numbers in columns
        if len({number - page for number, page in zip(numbers, pages, strict=True)}) == 1
        or all(second - first == 1 for first, second in pairwise(numbers))
    ]
    constant = [numbers for numbers in columns if len(set(numbers)) == 1]
    if any(numbers not in counting and numbers not in constant for numbers in columns):
        return False
    if all(line.text.isdecimal() for line in group):
        counted = [int(line.text) for line in group]
        return (counted[0] == pages[0] or (foot and counted[0] == 1)) and bool(counting)
    return bool(counting) or 1 in pages


def _clusters(
    lines: Sequence[TextLine], markings: Sequence[str], is_content: Guard, table: int, *, figures_are_rows: bool
) -> list[list[int]]:
    """The places of furniture where nothing marks the pages, those of one edge of a page together."""
    masks = [_masked(line) if len(line.text) <= _LONGEST and not is_content(line) else "" for line in lines]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, mask in enumerate(masks):
        if mask:
            places[mask].append(place)
    alone = places.pop("#", [])
    # where rows are numbered otherwise, none begins at a figure alone
    bare = _bare_numbers(lines, alone, table if figures_are_rows else len(lines), is_content)
    # pages run through the whole document, before the table and in it; what also bears the file's number needs not
    through = [
        group
        for mask, group in places.items()
        if lines[group[0]].index < table <= lines[group[-1]].index
        or (mask.count("#") > 1 and len(group) >= _SOME and lines[group[0]].index < table)
    ]
    edges = next((group for group in through if _counts_on([lines[place] for place in group])), bare)
    if not edges:
        marked = (group for mask, group in places.items() if len(group) > 1 and _is_marking(mask, markings))
        edges = next(marked, [])
    if not edges:
        return []
    # the beginning and the end of the document are edges too, though nothing stands at them
    edges = [-1, *edges, len(lines)]
    before, after = _reach(masks, edges, -1), _reach(masks, edges, 1)
    usual = {step: _usual(masks, edges, step) for step in range(-before, after + 1)}
    clusters = [_cluster(masks, edge, usual) for edge in edges]
    return [cluster for cluster in clusters if cluster]


def _bare_numbers(lines: Sequence[TextLine], places: Sequence[int], table: int, is_content: Guard) -> list[int]:
    """Figures alone in their line that count the pages: they begin before the table, each one more than the last.

    In the table figures alone may count its rows as well; one that both would count is what its place makes it.
    """
    chain: list[int] = []
    row = 1
    for place in places:
        if not lines[place].text.isdecimal() or _is_in_column(lines, place) or is_content(lines[place]):
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


def _may_open_row(lines: Sequence[TextLine], place: int, is_content: Guard) -> bool:
    """Whether a row may begin at a figure: a heading or the end of a sentence before it, behind it words that begin."""
    if place + 1 >= len(lines) or is_content(lines[place + 1]):
        return False
    before = lines[place - 1]
    return lines[place + 1].text[0].isupper() and (is_content(before) or before.text[-1] == ".")


def _is_in_column(lines: Sequence[TextLine], place: int) -> bool:
    """Whether a figure stands right above or below another, as the numbers of footnotes do."""
    beside = [lines[at] for at in (place - 1, place + 1) if 0 <= at < len(lines)]
    return any(line.block == lines[place].block and line.text.isdecimal() for line in beside)


def _counts_on(group: Sequence[TextLine]) -> bool:
    """Whether lines that are alike differ in one number only, and it counts on by one from each to the next."""
    numbers = [_numbers(line) for line in group]
    if len(group) < 2 or not numbers[0]:
        return False
    if any(second.index - first.index < _APART for first, second in pairwise(group)):
        return False
    steps = [tuple(b - a for a, b in zip(one, other, strict=True)) for one, other in pairwise(numbers)]
    return len(set(steps)) == 1 and sorted(steps[0]) == [0] * (len(steps[0]) - 1) + [1]


def _is_marking(mask: str, markings: Sequence[str]) -> bool:
    """Whether a line is made of markings, perhaps with a number of the file."""
    words = mask.split()
    return any(word in markings for word in words) and all(
        word in markings or not any(map(str.isalpha, word)) for word in words
    )


def _reach(masks: Sequence[str], edges: Sequence[int], step: int) -> int:
    """How many lines beside those at the edges come back with them; the first or the last page may lack them."""
    for distance in range(1, _DEEPEST):
        beside = Counter(masks[edge + step * distance] for edge in edges if 0 <= edge + step * distance < len(masks))
        mask, count = beside.most_common(1)[0] if beside else ("", 0)
        if not mask or count < max(2, len(edges) - 3):
            return distance - 1
    return _DEEPEST - 1


def _usual(masks: Sequence[str], edges: Sequence[int], step: int) -> str:
    """The line that stands beside most edges at a distance."""
    return Counter(masks[edge + step] for edge in edges if 0 <= edge + step < len(masks)).most_common(1)[0][0]


def _cluster(masks: Sequence[str], edge: int, usual: Mapping[int, str]) -> list[int]:
    """The places around an edge where the usual lines stand."""
    return [edge + step for step, mask in usual.items() if 0 <= edge + step < len(masks) and masks[edge + step] == mask]


def _page_start(lines: Sequence[TextLine], cluster: Sequence[int]) -> int | None:
    """Where a page begins at a cluster: at its last block, a header; else, below a footer, at the next line."""
    if cluster[0] == 0:
        return None
    blocks = {lines[place].block for place in cluster}
    if len(blocks) > 1:
        return next(lines[place].span.start for place in cluster if lines[place].block == max(blocks))
    following = cluster[-1] + 1
    return lines[following].span.start if following < len(lines) else None
