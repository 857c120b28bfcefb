"""An answer keeps its budget, leaves nothing out in silence, and says how to get the rest."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccwp_kg.agents.tool_answer import FEWEST_BYTES, ToolAnswer, written

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=300)


@given(
    head=st.lists(WORDS, max_size=3),
    items=st.lists(WORDS, max_size=30),
    foot=st.lists(WORDS, max_size=2),
    most=st.integers(FEWEST_BYTES, 4_000),
)
def test_no_answer_is_larger_than_its_budget(head: list[str], items: list[str], foot: list[str], most: int) -> None:
    assert len(written(ToolAnswer(head, items, foot), most=most).encode()) <= most


def test_what_is_whole_says_nothing_of_a_rest() -> None:
    assert "head\none\ntwo\nfoot" == written(ToolAnswer(["head"], ["one", "two"], ["foot"]), most=FEWEST_BYTES)


def test_following_start_shows_each_item_once() -> None:
    """Whoever calls again with the start that an answer names sees everything, in order, and nothing twice."""
    items = [f"item {number} {'x' * (number % 190)}" for number in range(1, 120)]
    seen: list[str] = []
    start, calls = 1, 0
    while True:
        text = written(ToolAnswer(["head"], items, ["foot"], "things", start), most=FEWEST_BYTES)
        seen += [line for line in text.splitlines() if line.startswith("item ")]
        calls += 1
        again = re.search(r"call again with start=([0-9]+)", text)
        if again is None:
            break
        assert f"things: {start:,} to {int(again[1]) - 1:,} of 119 are shown" in text
        start = int(again[1])
    assert items == seen
    assert 10 < calls < 60


def test_an_item_that_alone_is_too_large_is_cut_and_marked() -> None:
    text = written(ToolAnswer(["head"], ["é" * 3_000, "two"], ["foot"]), most=FEWEST_BYTES)
    assert "… [cut here]" in text
    assert "1 to 1 of 2 are shown; call again with start=2" in text
    assert text.endswith("foot")


@pytest.mark.parametrize(("expected", "start"), [("two", 2), ("There are 2 things; start=3 is behind the last", 3)])
def test_a_start_further_on(expected: str, start: int) -> None:
    text = written(ToolAnswer(["head"], ["one", "two"], ["foot"], "things", start), most=FEWEST_BYTES)
    assert expected in text
    assert "\none\n" not in text
