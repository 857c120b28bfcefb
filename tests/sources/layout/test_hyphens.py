"""A hyphen at a line end is kept or left out by what the document and the language write elsewhere."""

import pytest

from ccwp_kg.sources.layout.hyphens import Hyphens
from ccwp_kg.sources.layout.text_lines import lay_out
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.source_text import SourceText, Span
from ccwp_kg.sources.text.flow import Flow


@pytest.mark.parametrize(
    ("divides", "doubtful", "text"),
    [
        (True, False, "coopera-\ntion and cooperation"),  # the word is written in one elsewhere
        (False, False, "cross-\nborder crime and cross-border trade"),  # with its hyphen
        (False, False, "risk-\nbased: a risk is based on"),  # both halves by themselves
        (True, False, "agree-\nments of customs"),  # the language knows the word
        (False, True, "well-\ncoordinated"),  # what stands before a hyphen: a guess
        (True, True, "the high-\nest of all"),  # but not before an ending
        (True, True, "inter-\nviewing crews"),  # a prefix before no word
        (False, True, "inter-\nagency work of an agency"),  # a prefix before a word
        (False, True, "weight-\nloss"),  # two words that others are put together with
        (False, True, "dual-\nuse goods"),
        (False, False, "an X-\nraying device"),  # no word is divided behind one letter
        (True, True, "to harvest-\nstandx what they harvest"),  # one half is a word: a guess, and said to be one
        (True, False, "xylo-\nphonist plays"),  # nothing is known of either half
    ],
)
def test_hyphens_at_line_ends(divides: bool, doubtful: bool, text: str, profile: Profile) -> None:
    sheet = lay_out(SourceText.of("made-up", text), page_breaks=(), stays_on_page=bool)
    hyphens = Hyphens.of(sheet.lines, known=frozenset({"agreements"}), words=profile.words)
    place = text.index("-\n")
    assert (place in hyphens.dividing(sheet.lines)) == divides
    assert bool(hyphens.undecided(sheet.lines)) == doubtful


@pytest.mark.parametrize(
    ("lost", "text"),
    [
        (["MalteseGreek"], "the MalteseGreek border: Maltese and Greek"),
        (["20102012"], "data for 20102012;"),
        ([], "the MalteseGreek border, or a Maltese one"),  # one half is no word by itself
        ([], "data for 20122010, 20102010, 201020125 and ST20102012"),
        ([], "MalteseGREEK, and XMalteseGreek: Maltese and Greek"),
    ],
)
def test_hyphens_that_a_text_has_lost(lost: list[str], text: str, profile: Profile) -> None:
    """A program that takes the words from a PDF joins lines without the hyphens at their ends."""
    source = SourceText.of("made-up", text)
    lines = lay_out(source, page_breaks=(), stays_on_page=bool).lines
    issues = Hyphens.of(lines, known=frozenset(), words=profile.words).undecided(lines)
    assert [("hyphen-lost", each) for each in lost] == [
        (issue.code, source.exact(issue.span)) for issue in issues if issue.span is not None
    ]


@pytest.mark.parametrize(
    ("breaks", "doubtful", "text"),
    [
        (True, False, "Report with\nRecommendatio\nns for all. The recommendations"),  # the word is written elsewhere
        (True, False, "(1) agreemen\nts of customs"),  # behind a mark; the language knows the word
        (False, True, "Recommendatio\nns for all"),  # nothing knows it, and nothing else is so short
        (False, True, "Recommendatio\nus for all"),  # though the tail may be a word, as in “Copernic / us”
        (False, False, "Recommendatio\nof it"),  # a linking word begins a line
        (False, False, "Precursor\nplan of a precursor. Another plan, precursorplan"),  # two words by themselves
        (False, False, "with recommendatio\nns, recommendations"),  # in a line with room nothing is broken
        (False, False, "Recommendatio\nNS of recommendations"),  # nor before a capital
    ],
)
def test_words_broken_without_a_hyphen(breaks: bool, doubtful: bool, text: str, profile: Profile) -> None:
    """A cell narrower than a word breaks it: "Recommendatio / ns"."""
    source = SourceText.of("made-up", text)
    sheet = lay_out(source, page_breaks=(), stays_on_page=bool)
    hyphens = Hyphens.of(sheet.lines, known=frozenset({"agreements"}), words=profile.words)
    dividing = hyphens.dividing(sheet.lines)
    assert bool(dividing) == breaks
    assert bool(hyphens.undecided(sheet.lines)) == doubtful
    words = Flow(source, [Span(0, len(text))], skip=dividing).text
    assert ("Recommendations" in words or "agreements of" in words) == breaks
