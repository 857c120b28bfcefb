"""The profile of a document is found by its title and headings; where two fit equally, that is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.families import choose
from ccwp_kg.sources.intake.receive import receive
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.source_text import SourceText
from siblings.plans import plans_of, sibling
from sources.families.test_real_plans import FAMILIES, PLANS
from sources.grid.test_headed import BLOCKS

PROFILES = Path(__file__).parents[3] / "data" / "profiles"
OPERATIONAL = """Operational Action Plan 2015 on excise fraud

This Operational Action Plan follows the Fifth Action Plan and is carried out in one year.

ANNEX

| Operational action | Action leader | Participants | Supporting bodies | Timeline | Key performance indicator |
|--------------------|---------------|--------------|-------------------|----------|---------------------------|
| 1.1 To share lists of seizures | Belgium | Malta, EL | OLAF | by the end of 2015 | Lists are shared |
| 1.2 To train two teams together | Malta | CEPOL | Europol | ongoing | Two teams are trained |

________________
"""
PROSE = """Operational Action Plan 2015 on excise fraud

The plan was drawn up by experts at the meeting held at Europol on 2 and 3 September 2014.

The OAP covers the period from 1 March 2015 to 31 December 2015. Actions are arranged by work areas: {areas}.

ANNEX

| Operational action | Leader | Participants | Other concerned parties | Timeline |
|--------------------|--------|--------------|-------------------------|----------|
| Supply |
| 1.1 To share lists of seizures | Belgium | Malta, EL | OLAF, Europol | by the end of 2015 |
| Training and prevention |
| 2.1 To train two teams together | Malta | EL | CEPOL | ongoing |

________________
"""
PROGRAMME = """Programme of work of the Customs Cooperation Working Party

The Programme builds on the Fifth Action Plan and covers eighteen months.

ANNEX

Proposed action\tStrategic objective\tPossible outcome
1.1 To weigh parcels\tTo find more on small parcels\tFewer parcels are lost
1.2 To open parcels\tTo find more on big parcels\tNo parcel is lost
"""


@pytest.fixture(scope="module")
def profiles() -> Sequence[Profile]:
    paths = sorted(PROFILES.glob("*.toml"))
    return [load_profile(path) for path in paths]


@pytest.mark.parametrize(
    ("text", "family"),
    [
        (OPERATIONAL, "operational-action-plan"),
        (PROGRAMME, "programme"),
        (BLOCKS, "labelled-blocks"),
        (OPERATIONAL.replace("Operational Action Plan 2015", "ACTION PLAN", 1), "action-plan"),
    ],
)
def test_title_and_headings_tell_the_family(text: str, family: str, profiles: Sequence[Profile]) -> None:
    """A plan of another family that the text mentions is none."""
    assert choose(SourceText.of("made-up", text), profiles).name == family


def test_every_invented_plan_is_an_action_plan(profiles: Sequence[Profile]) -> None:
    """Whatever is lost of its headings."""
    found = {name: choose(SourceText.of(name, sibling(name).text), profiles).name for name in plans_of("dev")}
    assert set(found.values()) == {"action-plan"}


@pytest.mark.parametrize("heading", ["Supporting bodies", "Other concerned parties", "Associated", "Bodies involved"])
def test_operational_action_plans_are_read(heading: str, profiles: Sequence[Profile], lexicon: Lexicon) -> None:
    """They have no ordinal; that of the plan before them is not theirs. Who supports an action takes no part in it.

    They have the headings of all action plans, and words in a heading tell of its column as there.
    """
    source = SourceText.of("made-up", OPERATIONAL.replace("Supporting bodies", heading))
    reading = read(source, profile=choose(source, profiles), lexicon=lexicon)
    assert (reading.plan.ordinal, reading.plan.usual_name) == (None, "Operational Action Plan 2015 on excise fraud")
    first = reading.actions[0]
    assert first.lead is not None
    assert [each.target for each in first.lead.named_parties] == ["country/BEL"]
    assert [party.role for party in first.parties] == ["participant", "participant", "concerned"]
    assert (first.timetable.text if first.timetable else None) == "by the end of 2015"
    assert {each.code for each in reading.problems} == {"not-stated"}  # such as whom it is for
    assert "plan: no addressee found" in {each.message for each in reading.problems}


@pytest.mark.parametrize(
    ("list_of_areas", "areas"),
    [
        ("supply, training and prevention", ["supply", "training and prevention"]),
        ("supply, and training and prevention", ["supply", "training and prevention"]),
        ("supply, training", []),
    ],
)
def test_the_prose_of_operational_action_plans_is_read(
    list_of_areas: str, areas: Sequence[str], profiles: Sequence[Profile], lexicon: Lexicon
) -> None:
    """Its period, its meetings, and its areas; without an "and" before the last, commas part those of the table."""
    source = SourceText.of("made-up", PROSE.replace("{areas}", list_of_areas))
    reading = read(source, profile=choose(source, profiles), lexicon=lexicon)
    plan = reading.plan
    ends = [each.value for each in (plan.valid_from, plan.valid_until) if each is not None]
    assert ends == ["2015-03-01", "2015-12-31"]
    assert [each.value for each in plan.meetings] == ["2014-09-02", "2014-09-03"]
    assert [each.name.text for each in plan.work_areas] == areas
    named = [action.work_area.target for action in reading.actions if action.work_area is not None]
    assert named == (["work-area/supply", "work-area/training-and-prevention"] if areas else [])
    first = [(party.printed.text, party.role) for party in reading.actions[0].parties]
    assert first == [("Malta", "participant"), ("EL", "participant"), ("OLAF", "concerned"), ("Europol", "concerned")]


@pytest.mark.parametrize("covers", ["covers the period from", "runs from", "will be implemented from"])
def test_the_period_of_an_operational_action_plan(covers: str, profiles: Sequence[Profile], lexicon: Lexicon) -> None:
    text = PROSE.replace("covers the period from", covers).replace("{areas}", "supply, and training and prevention")
    source = SourceText.of("made-up", text)
    plan = read(source, profile=choose(source, profiles), lexicon=lexicon).plan
    ends = [each.value for each in (plan.valid_from, plan.valid_until) if each is not None]
    assert ends == ["2015-03-01", "2015-12-31"]


@pytest.mark.parametrize(
    ("status", "title"),
    [
        ("draft", "Customs against Fraud: Draft Programme of work 2015-2016"),
        (None, "Customs against Fraud: Programme of work 2015-2016"),
        (None, "Customs against Fraud: on the draft of a Programme of work 2015-2016"),
    ],
)
def test_the_status_of_a_programme_stands_before_that_word(
    status: str | None, title: str, profiles: Sequence[Profile], lexicon: Lexicon
) -> None:
    source = SourceText.of("made-up", PROGRAMME.replace(PROGRAMME.split("\n", 1)[0], title))
    assert read(source, profile=choose(source, profiles), lexicon=lexicon).plan.status == status


def test_programmes_are_read(profiles: Sequence[Profile], lexicon: Lexicon) -> None:
    source = SourceText.of("made-up", PROGRAMME)
    reading = read(source, profile=choose(source, profiles), lexicon=lexicon)
    assert reading.plan.ordinal is None
    assert [action.number for action in reading.actions] == ["1.1", "1.2"]
    assert [action.title.text for action in reading.actions if action.title] == ["To weigh parcels", "To open parcels"]
    assert [each.wording.text for each in reading.actions[0].objectives] == ["To find more on small parcels"]


SHEETS = """\
NOTE

Subject: Programme of Measures 2013–2014

Delegations will find below the programme of measures.

ANNEX

"""


@pytest.mark.parametrize("beside", ["\t", " "])
def test_measures_of_a_programme_stand_on_sheets(beside: str, profiles: Sequence[Profile], lexicon: Lexicon) -> None:
    """The number and title of each stand beside the word for a measure, and prose beside the heading of reasons."""
    titles = ["Parcels by air", "Letters by sea", "Boxes by rail"]
    sheets = (
        "\n".join(
            f"{head}{beside}{words}"
            for head, words in (
                ("Measure", f"{count} {title}"),
                ("Strategic aim", "To find more of them."),
                ("Reasons", f"They come from {'north' * count}. Few are seen."),
                ("Deliverables", "(1) Report."),
                ("Leader", "BE"),
                ("Timetable", f"Q{count} 2013"),
            )
        )
        for count, title in enumerate(titles, 1)
    )
    source = SourceText.of("made-up", SHEETS + "\n\n".join(sheets) + "\n")
    reading = read(source, profile=choose(source, profiles), lexicon=lexicon)
    found = [(each.number, each.title and each.title.text) for each in reading.actions]
    assert found == [("1", titles[0]), ("2", titles[1]), ("3", titles[2])]
    assert [each.terms and "Few are" in each.terms.text.text for each in reading.actions] == [True] * 3
    assert [each.lead and each.lead.printed.text for each in reading.actions] == ["BE"] * 3


def test_two_that_fit_equally_are_named(profiles: Sequence[Profile]) -> None:
    twin = replace(next(each for each in profiles if each.name == "programme"), name="twin")
    with pytest.raises(UnreadableDocument) as refused:
        choose(SourceText.of("made-up", PROGRAMME), [*profiles, twin])
    assert str(refused.value) == (
        "made-up fits the profiles “programme” and “twin” equally, by its title and 3 headings; name one with --profile"
    )


@pytest.mark.skipif(not PLANS.is_dir(), reason="no real plans here (set REFERENCE_DATA)")
def test_a_real_plan_is_known_by_its_steps_or_refused(profiles: Sequence[Profile], lexicon: Lexicon) -> None:
    """With a profile of its own it is found; without one no plan of the Council's is made of it."""
    own = [load_profile(path, folder=PROFILES) for path in sorted(FAMILIES.glob("*.toml"))]
    for path in sorted(PLANS.glob("us-*")):
        if path.suffix == ".pdf":
            pytest.importorskip("pdfplumber")
        source = receive(path).source
        family = "draft-data-strategy" if "draft" in path.name else "federal-data-strategy"
        assert choose(source, [*profiles, *own]).name == family
        if "draft" not in path.name:
            with pytest.raises(UnreadableDocument, match=r"no (table of actions|action) was found"):
                read(source, profile=choose(source, profiles), lexicon=lexicon)
