"""A span is a stretch of a document, counted in code points, with the characters it stands on."""

import pytest

from ccwp_kg.sources.intake.normalise import plain_text
from ccwp_kg.sources.records.source_text import SourceText, Span


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_a_span_has_a_beginning_before_its_end(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start < end"):
        Span(start, end)


@pytest.mark.parametrize(
    ("held", "inner"),
    [(True, Span(2, 5)), (True, Span(3, 4)), (False, Span(1, 3)), (False, Span(4, 6))],
)
def test_a_span_holds_what_lies_wholly_in_it(held: bool, inner: Span) -> None:
    assert Span(2, 5).holds(inner) is held


def test_quotes_are_raw_and_counted_in_code_points() -> None:
    source = SourceText.of("x", "a “b\nc” 𝄞 d")
    assert source.exact(Span(2, 7)) == "“b\nc”"
    assert (source.prefix(Span(10, 11)), source.suffix(Span(0, 1), 3)) == ("a “b\nc” 𝄞 ", " “b")


@pytest.mark.parametrize(
    ("received", "plain"),
    [
        ("a&nbsp;b &amp; c&#8217;s o&#xFB03;ce", "a b & c’s office"),
        ("R&D; of AT&T; and &#124;", "R&D; of AT&T; and &#124;"),  # neither a character nor what would part a cell
        ("&amp;lt;", "&lt;"),
    ],
)
def test_a_character_reference_is_its_character(received: str, plain: str) -> None:
    found, offsets = plain_text(SourceText.of("x", f"{received} End"))
    end = found.text.index("End")
    assert found.text == f"{plain} End"
    assert (end if offsets is None else offsets.start(end)) == len(received) + 1
