"""Reading takes time in proportion to the document: nothing is looked for once per line in all other lines."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText

MOST_GROWTH = 1.6
"""Computing time per character of four times the text; a search through all for each would make it near 4."""


def many_rows(real: str, size: int) -> str:
    """The plan with its sixth row again and again, each time under another number."""
    start, end = real.index("5.6\n"), real.index("5.7\n")
    start, end = (real.rindex(" Proposed action", 0, place) for place in (start, end))
    rows = (re.sub(r"^5\.6$", f"5.{number}", real[start:end], flags=re.MULTILINE) for number in range(11, 9999))
    some = [row for row, _ in zip(rows, range(size // (end - start)), strict=False)]
    return real[:end] + "".join(some) + real[end:]


def long_prose(real: str, size: int) -> str:
    """The plan with its introduction, footnotes included, again and again."""
    first, last = real.index("Introduction") + len("Introduction"), real.index("Content of the")
    return real[:first] + real[first:last] * (size // (last - first)) + real[last:]


@pytest.mark.timed
@pytest.mark.parametrize("made", [many_rows, long_prose])
def test_four_times_the_text_takes_about_four_times_as_long(
    made: Callable[[str, int], str], source: SourceText, read_text: Callable[[str], Reading]
) -> None:
    """The quicker of two runs of each counts: another process may slow down one."""
    each = []
    for size in (60_000, 240_000):
        text = made(source.text, size)
        took = []
        for _ in range(2):
            begun = time.process_time()
            reading = read_text(text)
            took.append(time.process_time() - begun)
        assert reading.coverage.words > size / 10
        each.append(min(took) / len(text))
    assert each[1] / each[0] < MOST_GROWTH
