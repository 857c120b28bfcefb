"""The reader's own account is checked on every run, and a contradiction is never passed over."""

import pytest

from ccwp_kg.errors import ReadingInvariantBroken
from ccwp_kg.sources.coverage import check_quotes, cover
from ccwp_kg.sources.plan.earlier_plans import MISSING_DASH
from ccwp_kg.sources.records.records import Claim, Outcome
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.records.source_text import SourceText, Span

TEXT = SourceText.of("made-up", "one two\nthree four")


def claims(*stretches: tuple[int, int]) -> list[Claim]:
    return [Claim(Span(*stretch), f"field/{stretch[0]}") for stretch in stretches]


@pytest.mark.parametrize(
    ("accounted", "unread", "taken"),
    [
        (4, [], [(0, 7), (8, 18)]),
        (4, [], [(8, 18), (0, 7)]),
        (2, ["one", "four"], [(4, 13)]),
        (0, ["one", "two", "three", "four"], []),
        (4, [], [(0, 2), (2, 7), (8, 18)]),  # a label close to its value
    ],
)
def test_words_no_field_took_are_listed(accounted: int, unread: list[str], taken: list[tuple[int, int]]) -> None:
    coverage = cover(TEXT, claims(*taken), annex=None)
    assert (coverage.words, coverage.accounted) == (4, accounted)
    assert [TEXT.exact(span) for span in coverage.unread] == unread


@pytest.mark.parametrize(
    ("message", "taken"),
    [
        ("both take", [(0, 7), (4, 13)]),
        ("both take", [(0, 7), (0, 7)]),
        ("cuts the word", [(0, 2), (4, 18)]),
        ("cuts the word", [(1, 2), (2, 7), (8, 18)]),
        ("cuts the word", [(0, 1), (1, 2), (4, 18)]),
        ("has no field", [(0, 7), (8, 13)]),
    ],
)
def test_a_word_of_the_annex_belongs_to_exactly_one_field(message: str, taken: list[tuple[int, int]]) -> None:
    with pytest.raises(ReadingInvariantBroken, match=message):
        cover(TEXT, claims(*taken), annex=Span(0, 18))


@pytest.mark.parametrize(
    ("stands", "passage"),
    [
        (True, Passage("two three", (Span(4, 13),))),
        (True, Passage("one four", (Span(0, 3), Span(14, 18)))),
        (True, Passage("one - two", (Span(0, 7),), MISSING_DASH)),
        (False, Passage("one - two", (Span(0, 7),))),
        (False, Passage("one - two", (Span(0, 7),), "untangle.column-width")),
        (False, Passage("two one", (Span(0, 7),))),
        (False, Passage("four", (Span(14, 19),))),
    ],
)
def test_a_value_is_made_of_the_characters_it_stands_on(stands: bool, passage: Passage) -> None:
    """However deep in a record a passage lies."""
    record = (Outcome(1, None, passage),)
    if stands:
        check_quotes(TEXT, record)
    else:
        with pytest.raises(ReadingInvariantBroken):
            check_quotes(TEXT, record)
