"""Statements are what the profile's phrases find, with a value where the words carry one."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.recognition.statements import statements_in

Make = Callable[[str], Scan]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["if necessary"], "will, if necessary, draft"),
        (["If the Council agrees"], "If the Council agrees, more follows"),
        ([], "Even if the services agree, nothing follows"),
        ([], "in the case of crisis, as if nothing were"),
    ],
)
def test_conditions(words: list[str], text: str, scan: Make, profile: Profile) -> None:
    """A concession ("even if") is none; the comma that ends a condition is no part of it."""
    assert [each.passage.text for each in statements_in(scan(text), profile=profile)] == words


@pytest.mark.parametrize(
    ("about", "text"),
    [
        ("document/ST-8096-2011-INIT", "Following the Conclusions [to be] adopted on 11 April 2011 (8096/11), we meet"),
        ("document/ST-8097-2011-INIT", "As 8096/11 says, [to be] adopted on 11 April 2011 is 8097/11"),
        ("document/ST-8096-2011-INIT", "8096/11 (to be issued)"),
        (None, "[to be] adopted on 11 April 2011. See 8096/11"),
    ],
)
def test_what_is_still_to_come_is_a_document_of_the_same_sentence(
    about: str | None, text: str, scan: Make, profile: Profile
) -> None:
    (statement,) = statements_in(scan(text), profile=profile)
    assert (statement.kind, statement.about) == ("pending", about)


def test_statements_stand_in_the_order_of_their_words(scan: Make, profile: Profile) -> None:
    text = "It reports every two years, if necessary, and runs for three years."
    assert [each.kind for each in statements_in(scan(text), profile=profile)] == ["recurrence", "condition", "duration"]


@pytest.mark.parametrize(
    ("acts", "text"),
    [
        (
            ["act/council-resolution-2003"],
            "under the Resolution of 2 October 2003 on a strategy for customs cooperation",
        ),
        ([], "under the opinion of 2 October 2003"),
    ],
)
def test_a_date_in_the_name_of_an_act_is_that_of_the_act(
    acts: list[str], text: str, scan: Make, profile: Profile
) -> None:
    """The date of anything else is left alone."""
    found = [(each.about, each.value) for each in statements_in(scan(text), profile=profile)]
    assert [(act, "2003-10-02") for act in acts] == found
