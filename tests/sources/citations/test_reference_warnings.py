"""What may be wrong is said where it stands: the reader keeps silent about nothing that it decided by a guess."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.text.list_marks import unknown_mark

Small = Callable[..., Reading]


def codes(reading: Reading) -> set[str]:
    return {issue.code for issue in reading.issues}


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        ("§", "§ To act"),
        ("1>", "1> To act"),
        ("#2", "#2 To act"),
        (None, "To act"),
        (None, "24 hours a day"),
        (None, "X-ray images"),
        (None, "“Lessons” learnt"),
        (None, "(to be issued)"),
        (None, "e-mail addresses"),
    ],
)
def test_a_mark_that_is_not_known(mark: str | None, text: str) -> None:
    assert unknown_mark(text) == mark


@pytest.mark.parametrize("column", ["indicators", "outcomes", "parties"])
def test_words_behind_a_strange_mark_are_told(column: str, small_plan: Small) -> None:
    assert "mark-not-understood" in codes(small_plan(**{column: "§ Europol looks on."}))
    assert "mark-not-understood" not in codes(small_plan())


@pytest.mark.parametrize(
    ("named", "parties"),
    [
        ((), "- Danube Council."),  # a word of the language may end another name
        ((), "- Council of Europe."),
        (("organisation/council",), "- Council."),
        (("organisation/europol",), "- Europol."),
        (("organisation/com", "organisation/olaf"), "- COM (OLAF)."),
    ],
)
def test_a_name_in_another_name(named: tuple[str, ...], parties: str, small_plan: Small) -> None:
    reading = small_plan(parties=parties)
    (party,) = reading.actions[0].parties
    assert tuple(mention.target for mention in party.named_parties) == named
    assert ("unknown-party" in codes(reading)) == (not named)


@pytest.mark.parametrize(
    ("act", "title"),
    [
        (
            "act/council-resolution-2009",
            "Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation",
        ),
        (None, "Council Resolution of 13 December 2011 on the future of customs cooperation"),
        (None, "Council Resolution on parcels"),
    ],
)
def test_an_act_of_another_date_is_another_act(
    act: str | None, title: str, read_text: Callable[[str], Reading], small_plan: Small
) -> None:
    reading = small_plan(act=title)
    assert [mention.target for mention in reading.plan.based_on] == ([act] if act else [])
    unknown = [issue for issue in reading.issues if issue.code == "act-unknown"]
    places = [reading.source.text[each.span.start : each.span.end] for each in unknown if each.span is not None]
    assert places == ([f"to implement the {title}"] if act is None else [])


def test_a_cell_that_begins_a_page_in_small_letters_is_told(small_plan: Small) -> None:
    """It may go on with the cell before."""
    assert "cell-begins-small" in codes(small_plan(objectives="\ffound out at last"))


@pytest.mark.parametrize(
    ("number", "words"), [("5.3", "see action 5.3"), ("5.3", "see Action 5.3"), (None, "see action 5")]
)
def test_actions_in_small_letters(number: str | None, words: str, small_plan: Small) -> None:
    """Only a number of two parts is an action's where the word is written small."""
    (action,) = small_plan(terms=f"Of parcels, {words} and others.").actions
    assert action.terms is not None
    assert [each.number for each in action.terms.references] == ([number] if number else [])
