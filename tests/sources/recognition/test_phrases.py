"""Phrases with places to fill match word by word, and each place takes only what it is for."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.recognition.plan_names import PlanNames
from ccwp_kg.sources.recognition.scan import Scan


@pytest.mark.parametrize(
    ("matched", "form", "text"),
    [
        ("CCWP is invited to agree", "{agent} is invited to agree", "The CCWP is invited to agree to this"),
        (None, "{agent} is invited to agree", "Naples II is invited to agree"),
        ("AFIS MAB runs since 15 June 2010", "{thing} runs since {date}", "AFIS MAB runs since 15 June 2010"),
        ("finished by December 2012", "finished by {date}", "It is finished by December 2012"),
        (None, "finished by {date}", "finished by the end"),
        ("contains 10 actions", "contains {number} actions", "It contains 10 actions."),
        ("contains ten actions", "contains {number} actions", "It contains ten actions."),
        ("from 1.7.2011 to 31.12.2012", "from {period}", "period from 1.7.2011 to 31.12.2012."),
        ("if the day comes,", "if the {words},", "if the day comes, then"),
        (None, "report to the {agent}", "reports to the CCWP"),
        (None, "port to the {agent}", "report to the CCWP"),
        ("[to be] adopted on 11-12 April 2011", "[to be] adopted on {date}", "[to be] adopted on 11-12 April 2011"),
    ],
)
def test_phrases(matched: str | None, form: str, text: str, scan: Callable[[str], Scan]) -> None:
    match = scan(text).phrases.first([form])
    assert (text[match.start : match.end] if match else None) == matched


def test_words_of_any_kind_do_not_reach_beyond_a_comma(scan: Callable[[str], Scan]) -> None:
    assert scan("CCWP met, and in 2005").phrases.first(["{agent} met {words} in {date}"]) is None


@pytest.mark.parametrize(
    ("ordinals", "text"),
    [
        ([5], "Draft Fifth Action Plan (1.7.2011–31.12.2012)"),
        ([21], "Draft Twenty-First Action Plan"),
        ([21], "the twenty first Action Plan"),
        ([30, 1], "the Thirtieth Action Plan and the first 3–year Action Plan"),
        ([9], "the Ninth CCWP Action Plan"),
        ([9, 8], "the Ninth Customs Action Plan, the 8th multiannual Customs Law Enforcement Action Plan"),
        ([9, 8], "Draft Action Plan No 9 of the CCWP and the Eighth Plan of Action"),
        ([], "the Ninth OLAF Action Plan, the Action Plan No 14388/23, Action Plan No 2024"),
        ([], "the new Action Plan, the Third and Fourth Action Planning"),
    ],
)
def test_plans_are_named_by_ordinals(ordinals: list[int], text: str, profile: Profile) -> None:
    assert [plan.ordinal for plan in PlanNames.of(profile.words, cues=profile.plan).all(text)] == ordinals


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ([(3, "Third"), (4, "Fourth Action Plans")], "dealt with in the Third and Fourth Action Plans"),
        ([(1, "first"), (2, "second"), (3, "3rd action plans")], "The first, second and 3rd action plans say so"),
        ([(5, "Fifth Action Plans")], "On the third day the Fifth Action Plans came"),
        ([], "the Third and Fourth Action Plan, Action Plans, the first of the Action Plans"),
    ],
)
def test_plans_are_named_together(printed: list[tuple[int, str]], text: str, profile: Profile) -> None:
    """Each by its ordinal; the last one has the word for plans, too."""
    found = PlanNames.of(profile.words).together(text)
    assert [(plan.ordinal, text[plan.start : plan.name_end]) for plan in found] == printed
