"""Sentences, brackets and quotations as these documents print them."""

import pytest

from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.text.prose import brackets, quotations, sentences


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (2, "One ends. Two begins."),
        (2, "other parties, etc. The recommendations follow."),
        (1, "bodies (e.g. OLAF, Europol) could help."),
        (1, "the recommendations of Action 3.6. could be used"),
        (2, "the best practice.’ The fight goes on"),
        (2, "the Convention. “To update” is a title"),
        (1, "(cf. Action Plan implementing the Hague Programme point 3.3(q))"),
    ],
)
def test_sentences(count: int, text: str, profile: Profile) -> None:
    assert len(sentences(text, words=profile.words)) == count


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (["(b)", "(a (b))"], "x (a (b)) y"),
        (["(b)"], "x (a (b) y"),
        (["(b)"], "x) (b)"),
    ],
)
def test_brackets_the_inner_first(found: list[str], text: str) -> None:
    assert [text[group.start : group.end] for group in brackets(text)] == found


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (["“a b”"], "x “a b” y"),
        (
            ['“To evaluate the Member States’ practice (Naples II)"'],
            'of “To evaluate the Member States’ practice (Naples II)" (cf.',
        ),
        (["‘by EU Member States’"], "(on the ‘by EU Member States’) of"),
        (["‘in certain situations’"], "that ‘in certain situations’. And"),
        (["‘it doesn’t matter’"], "say ‘it doesn’t matter’, and"),
        (["‘the Member States’ practice’"], "say ‘the Member States’ practice’, and"),
        ([], "an unclosed “quotation"),
    ],
)
def test_quotations(found: list[str], text: str, profile: Profile) -> None:
    """An apostrophe does not close a quotation; a straight mark may close a curly one."""
    assert [text[each.start : each.end] for each in quotations(text, quotes=profile.words.quotes)] == found
