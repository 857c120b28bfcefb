"""Earlier actions: their numbers in every printed form, plan, title, reporting document, and what follows them up."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.actions.action_references import actions_in, plans_that_dealt_with_it
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.records.records import ActionReference, Reading
from ccwp_kg.sources.text.prose import Punctuation

Make = Callable[[str], Scan]


def references(scan: Scan, profile: Profile) -> list[ActionReference]:
    punctuation = Punctuation(scan.flow.text, words=profile.words)
    return [found.record for found in actions_in(scan, punctuation, profile=profile)]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        (["Action 3.6"], "the recommendations of Action 3.6. could be used"),
        (["Action 3.1", "4.1"], "Action 3.1 (8351/2/09 REV 2) and 4.1 (15653/1/10)"),
        (["Action [3.9]"], "Action [3.9] of the CCWP Action Plan"),
        (["Actions 3.1", "3.5"], "Actions 3.1 and 3.5 say so"),
        (["Action 8"], "on the Action 8 of the second Action Plan"),
        ([], "This Action is based on point 3.3(q) of 1.7.2011"),
        ([], "Action 3.3(q) and Action 4.5.2010"),
        (["Action 3.1"], "Action 3.1 – recommendations 12 and 14b"),
        (["Actions 3.1 to 3.3"] * 3, "Actions 3.1 to 3.3 say so"),
        (["Action 2.9", "3.1–3.2", "3.1–3.2"], "Action 2.9 and 3.1–3.2 say so"),
        (["Actions 3.1"], "Actions 3.1 to 3.99 say so"),  # longer than any plan
        (["Actions 3.1"], "Actions 3.1 to 4.3 and to 3.5 say so"),
        (["Action 3.2"], "Action 3.2 - 3.1 says so"),
        (["Action 3.1"], "Action 3.1 – 3.6.2014 and pp. 3.1 to 3.3"),
        (["Action 3.1 bis", "3.1 ter"], "Action 3.1 bis and 3.1 ter say so"),
        (["Action 3.1a"], "Action 3.1a goes on"),
        (["Action 3.1"], "Action 3.1 a group looked at"),
        (["Action 3.1"], "Action 3.1 terminals"),
        (["Actions 3/1", "3/4"], "Actions 3/1 and 3/4 say so"),
        (["Action 3.1"], "Action 3.1 and 12/11 say so"),
        ([], "Action 3/2012 says so"),
    ],
)
def test_numbers(printed: list[str], text: str, scan: Make, profile: Profile) -> None:
    assert [reference.printed.text for reference in references(scan(text), profile)] == printed


def test_a_range_names_each_action_of_one_plan(scan: Make, profile: Profile) -> None:
    found = references(scan("Actions 3.8 to 3.10 of the third Action Plan"), profile)
    assert [("3.8", 3), ("3.9", 3), ("3.10", 3)] == [(each.number, each.plan) for each in found]


def test_figures_before_a_stroke_are_of_a_plan(scan: Make, profile: Profile) -> None:
    (found,) = references(scan("the recommendations of Action 8/3 (7123/25)"), profile)
    assert (found.number, found.ordinal) == ("8/3", 8)


@pytest.mark.parametrize(
    ("plan", "text"),
    [
        (4, "Action 4.10 of the fourth Action Plan"),
        (1, "Action 1.2 (6285/06 ENFOCUSTOM 22 + COR 1) of the first Action Plan"),
        (1, "Action 6.6 (on the ‘Evaluation’) of the first Action Plan"),
        (None, "Action [3.9] of the CCWP Action Plan"),
        (None, "Action 3.1 could be used in the first Action Plan"),
    ],
)
def test_the_plan_is_only_what_the_text_says(plan: int | None, text: str, scan: Make, profile: Profile) -> None:
    (reference,) = references(scan(text), profile)
    assert reference.plan == plan


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("To update", "Action 4.10 of the fourth Action Plan – “To update” (11684/10)"),
        ("To improve", "Action [3.9] of the CCWP Action Plan - “To improve” (14585/2/09)"),
        ("Evaluation", "Action 6.6 (on the ‘Evaluation’) of the first Action Plan"),
        ("To evaluate", 'the Action 8 of the second Action Plan of “To evaluate" also'),
        ("To update", "Action 21.4 of the 21st Action Plan – “To update” (11684/10)"),
        (None, "Action 4.10 drew attention to the ‘need’"),
    ],
)
def test_titles(title: str | None, text: str, scan: Make, profile: Profile) -> None:
    (reference,) = references(scan(text), profile)
    assert (reference.title.text if reference.title else None) == title


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["ST-8351-2009-REV-2", "ST-15653-2010-REV-1"], "Action 3.1 (8351/2/09) and 4.1 (15653/1/10)"),
        (["ST-14583-2009-REV-3"], "Action 3.6. could be used – document 14583/3/09"),
        (["ST-8282-2008-REV-3"], "the final report (8282/3/08) on the Action 8 of the second Action Plan"),
        (["ST-7863-2005-INIT"], "Action 6.6 said much (7863/05). The report (8282/3/08) came later"),
        ([None], "Document 7863/05 says little. Action 6.6 says more. See 8282/3/08"),
        ([None], "Document 7863/05 says more than Action 6.6"),
    ],
)
def test_the_report_is_of_the_same_sentence(keys: list[str | None], text: str, scan: Make, profile: Profile) -> None:
    found = references(scan(text), profile)
    assert [each.reported_in.key if each.reported_in else None for each in found] == keys


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (
            "need to set up a new action",
            "Action 4.10 drew attention to the ‘need to set up a new action within the next’",
        ),
        (None, "Action 4.10 was useful. There is a need to set up a new action"),
        (
            "The project group follows up",
            "It is new. The project group follows up Action 5.1 (12903/1/12 REV 1), and ends.",
        ),
        ("As a follow-up to", "As a follow-up to Action 5.1, the group looks at parcels."),
        ("The group will continue the work of", "The group will continue the work of Action 5.1."),
        ("Continue the work of", "Continue the work of Action 5.1 on letters"),
        (None, "Europol follows up Action 5.1."),
        (None, "The project group does not follow up Action 5.1."),
        (None, "The project group follows up the calls in Action 5.1."),
    ],
)
def test_only_what_the_sentence_calls_for_follows_up(
    words: str | None, text: str, scan: Make, profile: Profile
) -> None:
    (reference,) = references(scan(text), profile)
    assert (reference.follows_up.text if reference.follows_up else None) == words


@pytest.mark.parametrize(
    ("plans", "text"),
    [
        (
            [3, 4],
            "The issue and the project were dealt with in the Third and Fourth Action Plans and, as it runs, it ends.",
        ),
        ([3], "This issue was already dealt with in the Third Action Plan. The Fourth Action Plan follows."),
        ([], "The CCWP meetings were dealt with in the Third Action Plan."),
        ([], "The issue is clear. Meetings were dealt with in the Third Action Plan."),
        ([], "The issue was dealt with in the report on the Third Action Plan."),
    ],
)
def test_plans_that_dealt_with_the_issue(plans: list[int], text: str, scan: Make, profile: Profile) -> None:
    """Only where the action's own issue is what they dealt with; all that are joined in one list."""
    found = plans_that_dealt_with_it(scan(text), profile=profile)
    assert [each.target for each in found] == [f"plan/{plan}" for plan in plans]


@pytest.mark.parametrize(
    ("found", "cell", "words"),
    [
        ([("5.1", "title", "Follow up")], "title", "Follow up Action 5.1 on letters"),
        ([("5.1", "objective/1", None)], "objectives", "To use what Action 5.1 found"),
        ([("4.2", "indicator/2", None)], "indicators", "(1) List of parcels. (2) List of the letters of Action 4.2."),
        (
            [("5.1", "outcome/1", None), ("5.2", "outcome/1", None)],
            "outcomes",
            "(1) Fewer parcels than under Actions 5.1 and 5.2.",
        ),
        ([("4.2", "terms-of-reference", None)], "terms", "Action 4.2 was on letters."),
        ([], "title", "Map what Action 6.1 is for"),  # itself
        ([], "outcomes", "(1) Joint Action 97/372/JHA is used."),  # an act
    ],
)
def test_every_cell_names_actions(
    found: list[tuple[str, str, str | None]], cell: str, words: str, small_plan: Callable[..., Reading]
) -> None:
    (action,) = small_plan(**{cell: words}).actions
    assert action.terms is not None
    every = (*action.terms.references, *action.references)
    assert found == [(each.number, each.field, each.follows_up and each.follows_up.text) for each in every]


def test_an_action_of_no_plan_is_noted_in_every_cell(small_plan: Callable[..., Reading]) -> None:
    reading = small_plan(title="Follow up Action 8 on letters", terms="Action 9 was on letters.")
    doubts = [(each.severity, each.message) for each in reading.issues if each.code == "action-of-no-plan"]
    assert doubts == [
        ("problem", "action 6.1: “Action 9” is of a plan that the text does not name"),
        ("note", "action 6.1: “Action 8” is of a plan that the text does not name"),
    ]
