"""How one document prints its table: its columns, their order, and where their headings stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from ccwp_kg.sources.layout.headings import Label
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.source_text import Span, grouped

ROWS, ONCE, PAGES, NOWHERE = "rows", "once", "pages", "nowhere"


@dataclass(frozen=True, slots=True)
class ColumnOrder:
    """The columns of a document's table in the order of print, the box among them.

    `headings` says where their headings stand: in the `rows`, `once` above all rows, on all `pages`, or `nowhere`.
    `headed` are the columns whose heading is printed anywhere. `undecided` are pairs of columns that come in either
    order equally often. `unknown` has by heading that names no column those of which most cells under it may be,
    `above` the place of a heading above all rows, by the column that a word of it makes likely. `words` are those of
    the first heading of each column.
    """

    columns: tuple[str, ...]
    headings: str
    headed: frozenset[str] = frozenset()
    undecided: tuple[tuple[str, str], ...] = ()
    unknown: Mapping[str, frozenset[str]] = field(default_factory=dict)
    above: Mapping[str, Span] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


def neighbours(name: str, columns: Sequence[str]) -> tuple[str, ...]:
    """The columns beside one in the order of print."""
    at = columns.index(name)
    return (*columns[max(0, at - 1) : at], *columns[at + 1 : at + 2])


def heading_runs(heads: Mapping[int, Label]) -> dict[int, tuple[Label, ...]]:
    """Headings of one page grouped where nothing stands between them, by the line index of the first in each run."""

    def follows(last: tuple[int, Label], head: tuple[int, Label]) -> bool:
        return head[0] == last[0] + len(last[1].lines) and head[1].lines[0].page == last[1].lines[-1].page

    runs = grouped(heads.items(), follows)
    return {run[0][0]: tuple(label for _, label in run) for run in runs}


def headings_position(runs: Mapping[int, Sequence[Label]], *, box: str, numbers: Collection[int]) -> str:
    """Where the headings of the table stand: ROWS, ONCE, PAGES or NOWHERE.

    `numbers` are the line indices of the actions' numbers. Headings that stand once or on all pages come all together,
    and not always next to a number.
    """
    main = [(run, place) for place, run in runs.items() if any(label.column != box for label in run)]
    for at, (run, _) in reversed([*enumerate(main)][1:-1]):
        name, after = run[0].column, main[at + 1][0]
        if len(run) == 1 < len(after) and name in {label.column for label in after}:  # words of the table part it
            main[at - 1 : at + 1] = [((*main[at - 1][0], *run), main[at - 1][1])]
    every = {label.column for run, _ in main for label in run} - {box}
    if not main:
        return NOWHERE
    if len(numbers) < 2 or len(every) < 2:
        return ROWS
    if len(main) == 1 or (len(numbers) > len(main) and _are_of_one_row([run for run, _ in main])):
        return ONCE
    if any(every - {label.column for label in run} for run, _ in main):
        return ROWS
    lone = any(
        place - 1 not in numbers and place + sum(len(label.lines) for label in run) not in numbers
        for run, place in main
    )
    return PAGES if lone or len(main) < len(numbers) else ROWS


def _are_of_one_row(runs: Sequence[Sequence[Label]]) -> bool:
    """Whether headings are those of one row, of which words of the table part some: several together, each once."""
    columns = [label.column for run in runs for label in run]
    return len(runs[0]) > 1 and len(columns) == len(set(columns))


def column_order_of(
    sequences: Sequence[Sequence[str]], explained: Sequence[str], profile: Profile
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The columns in the order of print, and the pairs whose order the document leaves undecided.

    `sequences` are the headings of each row or run in order. They decide first, then the order in which the document
    explains its columns, then the usual order.
    """
    usual = [*(column.name for column in profile.columns), profile.box.name]
    counts = Counter(pair for sequence in sequences for pair in combinations(dict.fromkeys(sequence), 2))
    known = [name for name in usual if any(name in sequence for sequence in [*sequences, explained])]
    columns = known or usual[:5] + usual[-1:]

    def wins(one: str, other: str) -> bool:
        lead = counts[one, other] - counts[other, one]
        if lead == 0 and one in explained and other in explained:
            lead = explained.index(other) - explained.index(one)
        return lead > 0 if lead else columns.index(one) < columns.index(other)

    ordered = sorted(columns, key=lambda name: -sum(wins(name, other) for other in columns if other != name))
    undecided = tuple(
        (one, other) for one, other in combinations(ordered, 2) if counts[one, other] == counts[other, one] > 0
    )
    return tuple(ordered), undecided
