"""Actions under headings of their own, with prose and either a table of steps or labelled values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.profile.profile import Lexicon
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Action, Reading
from ccwp_kg.sources.records.references import OtherEntry
from ccwp_kg.sources.records.source_text import SourceText

PROFILES = Path(__file__).parents[3] / "data" / "profiles"
STEPS = """
name = "steps"
extends = "english"
publisher = "organisation/harbour"
rights = "Free."
has_prose = true
steps = ["Step"]
other_headings = ["By when", "Who"]

[words]
plan = "Safety Plan"
plans = "Safety Plans"

[[columns]]
name = "title"
labels = ["Task"]
"""
TABLE = """# Safety Plan of the harbour

What follows is what the harbour will do to be safe in the next year.

### Action 1: Mark the wrecks

Three wrecks lie in the roads, and no chart shows them.

| Step | By when | Who |
|------|---------|-----|
| **1.1** Find them | 1 May 2014 | Divers |
| **1.2** Buoy them | | Pilots |

### Action 2: Dredge the basin

The basin silts up. See Action 1.

| Step | By when |
|------|---------|
| **2.1** Sound it | 1 June 2014 |

| Step | Who | By when |
|------|-----|---------|
| **2.2** Dredge it | Dredgers | 1 July 2014 |
"""
BLOCKS = """Action Plan of the working group

Contents

Action 1: Share lists of seizures .... 2
Action 2: Train two teams together .... 3

What the group does in the next two years.

Action 1: Share lists of seizures
Customs keep lists of what they seize, and nobody else reads them.

Responsible: the drafting group

Measurement: Lists are shared (Y/N)

Lists are read (Y/N)

Timeline: by the end of 2014

More actions follow

Action 2: Train two teams together
Two teams know more than one.
Budget: none
Responsible:
Europol
Timeline: ongoing
"""
LAID_OUT = """Safety Plan of the harbour

What follows is what the harbour will do to be safe in the next year.

Action 1: Mark the wrecks

Three wrecks lie in the roads, and no chart shows them to those who come.

Step                 By when         Who

1.1  Find them       1 May 2014      Divers
1.2  Buoy them       1 June 2014     Pilots

Action 2: Dredge the basin

The basin silts up, and no ship of the larger kind can lie in it at low tide.

Step                 By when         Who

2.1  Sound it        1 July 2014     Pilots
"""


@pytest.fixture
def read_as(lexicon: Lexicon, tmp_path: Path) -> Callable[[str, str], Reading]:
    """The reading of a text with a profile, given as TOML or by its name."""

    def make(text: str, profile: str) -> Reading:
        path = PROFILES / f"{profile}.toml"
        if "\n" in profile:
            path = tmp_path / "steps.toml"
            path.write_text(profile, encoding="utf-8")
        return read(SourceText.of("made-up", text), profile=load_profile(path, folder=PROFILES), lexicon=lexicon)

    return make


def steps_of(action: Action) -> list[dict[str, str]]:
    """The cells of each step by their headings."""
    return [{cell.heading.text: cell.text.text for cell in (step, *step.beside)} for step in action.others]


def test_the_cells_of_a_step_stay_together(read_as: Callable[[str, str], Reading]) -> None:
    """A row of such a table is no action; its cells hang on the one that names the step, whatever order they have."""
    reading = read_as(TABLE, STEPS)
    assert [(each.number, each.title.text if each.title else None) for each in reading.actions] == [
        ("1", "Mark the wrecks"),
        ("2", "Dredge the basin"),
    ]
    assert [steps_of(action) for action in reading.actions] == [
        [
            {"Step": "1.1 Find them", "By when": "1 May 2014", "Who": "Divers"},
            {"Step": "1.2 Buoy them", "Who": "Pilots"},
        ],
        [
            {"Step": "2.1 Sound it", "By when": "1 June 2014"},
            {"Step": "2.2 Dredge it", "Who": "Dredgers", "By when": "1 July 2014"},
        ],
    ]
    assert all(isinstance(each, OtherEntry) and each.beside for action in reading.actions for each in action.others)


def test_prose_under_the_heading_of_an_action_is_its_box(read_as: Callable[[str, str], Reading]) -> None:
    reading = read_as(TABLE, STEPS)
    assert [action.terms.text.text if action.terms else None for action in reading.actions] == [
        "Three wrecks lie in the roads, and no chart shows them.",
        "The basin silts up. See Action 1.",
    ]
    assert reading.plan.title.text == "Safety Plan of the harbour"
    assert (reading.plan.objectives, reading.plan.work_areas) == ((), ())  # the paragraph above sets none


def test_a_step_leaves_no_false_silence(read_as: Callable[[str, str], Reading]) -> None:
    """A title is printed, and so is a time for each step: neither is said to be missing."""
    timed = STEPS + '\n[[columns]]\nname = "timetable"\nlabels = ["By when"]\n'
    for profile in (STEPS, timed):
        reading = read_as(TABLE, profile)
        assert [silence for action in reading.actions for silence in action.silences] == []


def test_every_word_of_a_headed_plan_has_its_place(read_as: Callable[[str, str], Reading]) -> None:
    for text, profile in ((TABLE, STEPS), (BLOCKS, "labelled-blocks")):
        reading = read_as(text, profile)
        assert reading.coverage.words == reading.coverage.accounted + len(reading.coverage.unread)


def test_labelled_values_are_read_without_a_table(read_as: Callable[[str, str], Reading]) -> None:
    """A table of contents heads no action, a value goes on to the next label, and a heading between actions is told."""
    reading = read_as(BLOCKS, "labelled-blocks")
    first, second = reading.actions
    assert (first.number, first.title.text if first.title else None) == ("1", "Share lists of seizures")
    assert first.terms is not None
    assert first.terms.text.text == "Customs keep lists of what they seize, and nobody else reads them."
    assert first.lead is not None
    assert (first.lead.printed.text, first.timetable.text if first.timetable else None) == (
        "the drafting group",
        "by the end of 2014",
    )
    assert [each.text.text for each in first.indicators] == ["Lists are shared (Y/N)", "Lists are read (Y/N)"]
    assert second.lead is not None
    assert [each.target for each in second.lead.named_parties] == ["organisation/europol"]
    assert [(each.heading.text, each.text.text) for each in second.others] == [("Budget:", "none")]
    loose = [
        reading.source.exact(issue.span) for issue in reading.issues if issue.code == "words-unassigned" and issue.span
    ]
    assert loose == ["More actions follow"]


def test_a_field_without_a_label_is_not_stated(read_as: Callable[[str, str], Reading]) -> None:
    _, second = read_as(BLOCKS, "labelled-blocks").actions
    assert ("indicators", "not-stated") in [(each.field, each.silence) for each in second.silences]


def test_a_document_without_headed_actions_is_refused_in_one_sentence(read_as: Callable[[str, str], Reading]) -> None:
    with pytest.raises(UnreadableDocument, match=r"^no action .*\n?$") as refused:
        read_as(
            "Safety Plan of the harbour\n\nThe harbour of the town is safe, and it will be so in the next year.\n",
            STEPS,
        )
    assert "“Step”" in str(refused.value)


def test_a_table_of_steps_told_by_columns_ends_at_the_next_action(read_as: Callable[[str, str], Reading]) -> None:
    """What follows a table, a heading and prose, is not read into its columns."""
    first, second = read_as(LAID_OUT, STEPS).actions
    assert [steps_of(action) for action in (first, second)] == [
        [
            {"Step": "1.1 Find them", "By when": "1 May 2014", "Who": "Divers"},
            {"Step": "1.2 Buoy them", "By when": "1 June 2014", "Who": "Pilots"},
        ],
        [{"Step": "2.1 Sound it", "By when": "1 July 2014", "Who": "Pilots"}],
    ]
    assert second.title is not None
    assert second.title.text == "Dredge the basin"


def test_a_cell_of_a_step_that_may_be_of_another_column_is_told(read_as: Callable[[str, str], Reading]) -> None:
    shifted = LAID_OUT.replace("Buoy them       1 June 2014", "Buoy them              1 June 2014")
    codes = [issue.code for issue in read_as(shifted, STEPS).problems]
    assert "cell-suspect" in codes


def test_a_heading_with_a_colon_needs_no_blank_line(read_as: Callable[[str, str], Reading]) -> None:
    """A line of a sentence may begin with the number of an action, but no colon stands behind it."""
    close = BLOCKS.replace("2014\n\nMore actions follow\n\nAction 2", "2014\nAction 2")
    close = close.replace("Two teams know more than one.", "Two teams know more than one, see\nAction 1. They do.")
    assert [action.number for action in read_as(close, "labelled-blocks").actions] == ["1", "2"]


LABELLED = """Sixth Action Plan (1.1.2013–30.6.2014)

Delegations will find the contributions below.

Action 1: Boats that sail at night
Strategic objective: Operations
Background: Ferries are searched by day only, and
boats not at all.
Deliverables:
- Survey of six harbours
- Report
Lead MS: MT
Participants: BE, EL
Timing: June 2013

Action 2: Dogs that find banknotes
Strategic objective: Training
Background: Ten dogs are trained.
Deliverables: Test
Lead MS: BE, with MT
Participants: EL
Timing: Q2 2014

Action 3: Pictures of scanned containers
Strategic objective: Operations
Background: Pictures are kept by those who took them.
Deliverables: Library of pictures
Lead MS: EL
Participants: MT
Timing: May 2014
"""


def test_labels_in_each_action_are_no_headings_of_running_rows(read_text: Callable[[str], Reading]) -> None:
    """They stand in a run above the number of the next action, as headings of a table do."""
    reading = read_text(LABELLED)
    assert reading.table == "blocks"
    assert [
        (
            action.number,
            action.title.text if action.title else "",
            [each.text.text for each in action.indicators],
            action.lead.printed.text if action.lead else "",
            action.timetable.text if action.timetable else "",
        )
        for action in reading.actions
    ] == [
        ("1", "Boats that sail at night", ["Survey of six harbours", "Report"], "MT", "June 2013"),
        ("2", "Dogs that find banknotes", ["Test"], "BE, with MT", "Q2 2014"),
        ("3", "Pictures of scanned containers", ["Library of pictures"], "EL", "May 2014"),
    ]
