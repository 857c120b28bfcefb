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
