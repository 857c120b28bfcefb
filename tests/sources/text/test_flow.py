"""Running text hides line ends from whoever looks for words, and never forgets where a character stands."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.source_text import SourceText, Span
from ccwp_kg.sources.text.flow import Flow


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("one two", "one\ntwo"),
        ("one two", "  one \n\n\t two\n"),
        ("one two", "one\r\ntwo"),
        ("cross-border crime", "cross-\nborder crime"),
        ("cooperation in", "coopera\u00ad\ntion in"),
        ("- COM", "- COM"),
        ("multi- and single", "multi- and single"),
        ("the - end", "the -\nend"),
        ("1.9.2022–30.6.2023", "1.9.2022–\n30.6.2023"),
        ("2022 – 2023", "2022 –\n2023"),
        ("fraud– and", "fraud–\nand"),
    ],
)
def test_lines_are_joined_and_divided_words_mended(text: str, raw: str, flow: Callable[[str], Flow]) -> None:
    """A hyphen at a line end stays where nothing says that it only divides the word; a soft one never does."""
    assert flow(raw).text == text


@pytest.mark.parametrize(
    ("text", "raw", "left_out"),
    [
        ("cooperation and more", "coopera-\ntion and more", {7}),
        ("customs cooperation is", "customs cooperation1 is", {19}),
        ("the plan of 2009 in", "the plan of 200910 in", {16, 17}),
        ("in 2009", "in 200910", {7, 8}),
    ],
)
def test_what_is_left_out(text: str, raw: str, left_out: set[int]) -> None:
    """Hyphens that only divide a word, and the marks of footnotes; all other characters keep their places."""
    made = Flow(SourceText.of("x", raw), [Span(0, len(raw))], skip=left_out)
    assert made.text == text
    last = made.spans(len(text) - 1, len(text))[0].start
    assert last == max(place for place in range(len(raw)) if place not in left_out)


def test_a_passage_keeps_the_raw_characters(flow: Callable[[str], Flow]) -> None:
    made = flow("see 8351/2/09 REV 2 ENFOCUSTOM\n42).")
    passage = made.passage(made.text.index("8351"), made.text.index(")"))
    assert passage.text == "8351/2/09 REV 2 ENFOCUSTOM 42"
    assert made.source.exact(passage.spans[0]) == "8351/2/09 REV 2 ENFOCUSTOM\n42"


def test_a_passage_over_several_stretches_has_a_span_for_each() -> None:
    source = SourceText.of("x", "To find\ncriminal\npractice\nmatters")
    made = Flow(source, [Span(0, 7), Span(17, 25)])
    assert made.text == "To find practice"
    assert made.passage(3, 16).spans == (Span(3, 7), Span(17, 25))


def test_characters_left_out_do_not_break_a_span() -> None:
    """A footnote mark inside a phrase is not part of the value, yet the quote stays whole."""
    source = SourceText.of("x", "first Action Plan4 (2004)")
    made = Flow(source, [Span(0, 25)], skip={17})
    assert made.text == "first Action Plan (2004)"
    assert made.whole().spans == (Span(0, 25),)
    assert made.index(17) == 17
