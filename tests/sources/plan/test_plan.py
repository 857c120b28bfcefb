"""The plan is read from the text before the annex, by the words of the profile."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText

Read = Callable[[str], Reading]


@pytest.fixture
def with_prose(source: SourceText, read_text: Read) -> Read:
    """The reading of some prose before the fifth plan's annex."""
    annex = source.text[source.text.index(" ANNEX\n") :]

    def make(prose: str) -> Reading:
        return read_text(f"{prose}\n{annex}")

    return make


@pytest.mark.parametrize(
    ("based_on", "title"),
    [
        (["naples-ii"], "Draft Fifth Action Plan under the Treaty of Lisbon to implement the Naples II Convention"),
        (["naples-ii"], "Draft Fifth Action Plan to implement Naples II and the\nNaples II Convention of the Council"),
        ([], "Draft Fifth Action Plan after the Treaty of Lisbon"),
    ],
)
def test_a_plan_is_based_on_the_acts_it_implements(based_on: list[str], title: str, with_prose: Read) -> None:
    """Each once, and neither other acts of the title nor organisations."""
    acts = with_prose(f"{title}\n\nWords.").plan.based_on
    assert [act.target for act in acts] == [f"act/{name}" for name in based_on]


@pytest.mark.parametrize(
    ("status", "title"),
    [("draft", "Draft Fifth Action Plan"), (None, "Fifth Action Plan, a draft"), (None, "The new Fifth Action Plan")],
)
def test_the_status_stands_before_the_name(status: str | None, title: str, with_prose: Read) -> None:
    assert with_prose(f"{title}\n\nWords.").plan.status == status


def test_an_earlier_plan_is_read_where_its_period_stands(with_prose: Read) -> None:
    plan = with_prose(
        "Draft Fifth Action Plan\n\nAfter the Third Action Plan came more. The Third Action Plan (2008-2009) ended."
    ).plan
    (earlier,) = plan.earlier_plans
    assert earlier.period is not None
    assert (earlier.ordinal, earlier.period.text) == (3, "2008-2009")


def test_an_earlier_plan_named_twice_is_read_where_it_is_first_told_with_its_period(with_prose: Read) -> None:
    texts = (
        "The Third Action Plan began.\n\nThe Third Action Plan (2008-2009) ended.\n\nThe Third Action Plan (2010-2011)."
    )
    (earlier,) = with_prose(f"Draft Fifth Action Plan\n\n{texts}").plan.earlier_plans
    assert earlier.valid_from is not None
    assert earlier.valid_from.value == "2008-01-01"


def test_words_before_the_title_are_unread(with_prose: Read) -> None:
    reading = with_prose("COUNCIL OF THE EUROPEAN UNION\n\nDraft Fifth Action Plan\n\nWords.")
    assert [reading.source.exact(span) for span in reading.coverage.unread] == [
        "COUNCIL",
        "OF",
        "THE",
        "EUROPEAN",
        "UNION",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Fifth Action Plan for Customs Law Enforcement Cooperation", "Below is the {} for the period to come."),
        ("fifth action plan for customs cooperation", "Below is the {}, as it was called."),
        (None, "Below is the Fifth Action Plan for the period to come."),
        (None, "The Fourth Action Plan for Customs Law Enforcement Cooperation ended."),
    ],
)
def test_the_full_name_of_a_plan_says_what_it_is_for(name: str | None, text: str, with_prose: Read) -> None:
    """Only the name of the plan itself, with no word of what follows."""
    full_name = with_prose(f"Draft Fifth Action Plan\n\n{text.format(name)}").plan.full_name
    assert (full_name and full_name.text) == name


def test_each_place_that_names_another_plan_is_a_mention_of_its_paragraph(with_prose: Read) -> None:
    prose = "The Third Action Plan (2008-2009) ended.\n\nLike the third Action Plan, the Fifth Action Plan begins."
    mentions = with_prose(f"Draft Fifth Action Plan\n\n{prose}").plan.mentions
    assert [(each.target, each.printed.text, each.field) for each in mentions if each.kind == "plan"] == [
        ("plan/3", "Third Action Plan", "section/invitation/paragraph/1"),
        ("plan/3", "third Action Plan", "section/invitation/paragraph/2"),
    ]


def test_the_words_of_a_work_area_are_its_name(with_prose: Read) -> None:
    """Neither its mark nor what closes it in the list."""
    areas = "one or more of the following work areas:\n\n- border security;\n\n- intelligence, and\n\n- training."
    reading = with_prose(f"Draft Fifth Action Plan\n\nThey cover {areas}\n\nMore words.")
    names = [area.name for area in reading.plan.work_areas]
    assert [name.text for name in names] == ["border security", "intelligence", "training"]
    assert [reading.source.exact(*name.spans) for name in names] == [name.text for name in names]
