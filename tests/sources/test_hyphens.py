"""A hyphen at a line end is kept or left out by what the document and the language write elsewhere."""

import pytest

from ccwp_kg.sources import Profile, SourceText
from ccwp_kg.sources.hyphens import Hyphens
from ccwp_kg.sources.layout import lay_out


@pytest.mark.parametrize(
    ("divides", "doubtful", "text"),
    [
        (True, False, "coopera-\ntion and cooperation"),  # the word is written in one elsewhere
        (False, False, "cross-\nborder crime and cross-border trade"),  # with its hyphen
        (False, False, "risk-\nbased: a risk is based on"),  # both halves by themselves
        (True, False, "agree-\nments of customs"),  # the language knows the word
        (False, False, "multi-\nlaterally done"),  # a prefix stands before it
        (True, True, "to under-\nstandx what they under"),  # one half is a word: a guess, and said to be one
        (True, False, "xylo-\nphonist plays"),  # nothing is known of either half
    ],
)
def test_hyphens_at_line_ends(divides: bool, doubtful: bool, text: str, profile: Profile) -> None:
    sheet = lay_out(SourceText.of("made-up", text), page_breaks=(), stays_on_page=bool)
    hyphens = Hyphens.of(sheet.lines, known=frozenset({"agreements"}), prefixes=["multi"])
    place = text.index("-\n")
    assert (place in hyphens.dividing(sheet.lines)) == divides
    assert bool(hyphens.doubts(sheet.lines)) == doubtful
