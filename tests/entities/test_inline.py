"""Spans are put into running text without loss, however they cross."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccwp_kg.entities.source_reader.printed_text import InlineRenderer, mended

MENDED = [
    ("co-operation", "co-\noperation"),
    ("co\xadoperation", "co\xad\noperation"),
    ("2004-\n2006", "2004-\n2006"),
    ("a -\nb", "a -\nb"),
    ("a\nb", "a\nb"),
]


@pytest.mark.parametrize(("expected", "raw"), MENDED)
def test_only_divided_words_are_put_together(expected: str, raw: str) -> None:
    """A hyphen between letters at the end of a line divides a word; the hyphen is kept."""
    assert expected == mended(raw)


LENGTH = 40
stretches = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).filter(lambda s: s[0] < s[1])


@given(spans=st.lists(stretches, max_size=12), cuts=st.lists(st.integers(1, LENGTH - 1), max_size=4, unique=True))
def test_any_spans_are_written_without_loss(spans: list[tuple[int, int]], cuts: list[int]) -> None:
    """However spans cross each other and the stretches written: words stay, anchors stand once, openings close."""
    text = ("abcdefghi " * 4)[:LENGTH]
    edges = [0, *sorted(cuts), LENGTH]
    renderer = InlineRenderer(text, spans, {}, [0, 15], [25])
    written = [renderer.write(start, end) for start, end in pairwise(edges)]
    for tokens in written:
        depth = 0
        for token in tokens:
            depth += {"open": 1, "close": -1}.get(token.step, 0)
            assert depth >= 0
        assert 0 == depth
    every = [token for tokens in written for token in tokens]
    assert text == "".join(token.text for token in every if token.step == "text")
    anchors = [token.anchor for token in every if token.anchor]
    assert sorted({f"char={start},{end}" for start, end in spans}) == sorted(anchors)
