"""Sheets cell after cell whose numbers stand behind a heading of their own, or above one and the same heading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ccwp_kg.sources.families import choose
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText

PROFILES = Path(__file__).parents[4] / "data" / "profiles"
FRONT = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\nANNEX\n\n"
ACTIONS = [
    ("To weigh parcels", "Malta", "Progress report once in each\nPresidency", "Europol", "Parcels are light."),
    ("To open parcels", "Spain", "Guide;\nReport adopted by the CCWP", "OLAF, Europol", "Action 3.1 opened none."),
    ("To burn parcels", "Italy", "Oven", "WCO", "Parcels burn well. This was learnt in the course of the winter."),
]


def text_of(*, number: str, before: str = "", title: str = "", mark: str = "") -> str:
    """The actions, each heading before its cell: `before` the number stands its own heading, or `title` before both."""
    found = [FRONT]
    for count, (name, lead, product, party, reason) in enumerate(ACTIONS, 1):
        own = number.format(count)
        head = (
            [before.format(count), own, f"{title}{mark}", name]
            if before
            else [f"{title}{mark}" if title else "", f"{own} {name}"]
        )
        cells = [
            "Lead Member State",
            lead,
            "Deliverables",
            product,
            "Other concerned parties",
            party,
            "Background",
            reason,
        ]
        found += [cell for cell in head if cell]
        found += [f"{cell}{mark}" if at % 2 == 0 else cell for at, cell in enumerate(cells)]
    return "\n\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        text_of(number="6.{}", title="Name of the action"),
        text_of(number="Action 6.{}", title="Title of the action", mark=":"),
        text_of(number="{}.", title="Title"),
        text_of(number="6.{}", title="Title of action", mark=":"),  # a heading that is only likely
        text_of(number="{}", before="No.", title="Action"),
        text_of(number="6.{}.", before="Number", title="Title"),
        text_of(number="6.{}", before="Sheet {}\n\nAction No", title="Title"),  # the first figure only counts sheets
        text_of(number="{}.", mark=":"),
        text_of(number="6.{}", title="Action").replace("\n\nDeliverables", "\n\n------------\n\nDeliverables"),
    ],
)
def test_each_heading_keeps_its_cell(text: str, read_text: Callable[[str], Reading]) -> None:
    """They were rows that had lost their columns, or the document was one of labelled blocks without an action."""
    reading = read_text(text)
    assert reading.table == "sheets"
    assert [name for name, *_ in ACTIONS] == [action.title and action.title.text for action in reading.actions]
    assert [lead for _, lead, *_ in ACTIONS] == [action.lead and action.lead.printed.text for action in reading.actions]
    assert [["Progress report once in each Presidency"], ["Guide", "Report adopted by the CCWP"], ["Oven"]] == [
        [each.text.text for each in action.indicators] for action in reading.actions
    ]
    assert [reason for *_, reason in ACTIONS] == [
        action.terms.text.text if action.terms else None for action in reading.actions
    ]
    assert not [each.code for each in reading.issues if each.code in ("words-unread", "words-unassigned")]


def test_a_heading_goes_on_in_its_next_line(read_text: Callable[[str], Reading]) -> None:
    """“agreed”, below a heading that is known without it, was the first item of the cell."""
    reading = read_text(text_of(number="6.{}", title="Action").replace("\nDeliverables\n", "\nDeliverables\nagreed\n"))
    assert ["Oven"] == [each.text.text for each in reading.actions[2].indicators]


def test_cells_that_stand_behind_two_headings_are_no_sheets(read_text: Callable[[str], Reading]) -> None:
    """Both cells became the second heading's, and the first one's was called empty."""
    text = text_of(number="6.{}", title="Action")
    moved = text.replace("Malta\n\nDeliverables", "Deliverables\n\nMalta")
    assert text != moved
    reading = read_text(moved)
    assert reading.table == "recovered"
    assert (reading.actions[0].lead and reading.actions[0].lead.printed.text) == "Malta"


@pytest.mark.parametrize(
    ("number", "parties", "front", "family"),
    [
        ("6.{}", "Partners", FRONT, "action-plan"),
        ("Action {}:", "Partners", FRONT, "labelled-blocks"),
        # a heading that labelled blocks do not know
        ("Action 6.{} –", "Other concerned parties", FRONT, "action-plan"),
        # the body whose plans are counted
        ("Action 6.{} –", "Partners", f"Customs Cooperation Working Party\n\n{FRONT}", "action-plan"),
    ],
)
def test_labelled_blocks_have_headings_of_actions(number: str, parties: str, front: str, family: str) -> None:
    """A table with colons behind its headings was refused for the lack of those; both families know its columns."""
    cells = f"Objectives:\n\nTo be quick\n\nParticipants:\n\nBE\n\n{parties}:\n\nOLAF"
    actions = [f"{number.format(at)} To weigh parcels\n\n{cells}" for at in (1, 2)]
    profiles = [load_profile(path) for path in sorted(PROFILES.glob("*.toml"))]
    assert choose(SourceText.of("made-up", front + "\n\n".join(actions)), profiles).name == family


def test_the_words_of_a_sentence_in_every_sheet_are_no_heading(read_text: Callable[[str], Reading]) -> None:
    """Where headings stand alone, none that nobody knows stands before its value."""
    why = "They follow from Action 5.{} of the plan before."
    reading = read_text(
        text_of(number="6.{}", title="Name of the action")
        .replace("light.", f"light.\n\n{why.format(1)}")
        .replace("none.", f"none.\n\n{why.format(2)}")
        + f"\n\n{why.format(3)}"
    )
    assert [f"{reason} {why.format(at)}" for at, (*_, reason) in enumerate(ACTIONS, 1)] == [
        action.terms and action.terms.text.text for action in reading.actions
    ]


def test_a_cell_that_sheets_repeat_over_prose_is_no_heading(read_text: Callable[[str], Reading]) -> None:
    """It stands behind its own heading, and not alone."""
    prose = "Parcels are sent in ever greater numbers, and nobody can look into all of them by hand or by machine."
    sheets = "".join(
        f"Action 6.{at}\nTitle of the action {title}\nStrategic objective To find what is hidden\n"
        f"Background and purpose {prose}\nLead BE\nTimetable May 2014\n"
        for at, title in enumerate(("Dogs", "Boats", "Trains", "Lorries"), 1)
    )
    reading = read_text(f"Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nIt begins.\n\nANNEX\n\n{sheets}")
    assert [[each.wording.text for each in action.objectives if each.wording] for action in reading.actions] == [
        ["To find what is hidden"]
    ] * 4
    assert [action.title and action.title.text for action in reading.actions] == ["Dogs", "Boats", "Trains", "Lorries"]


def test_the_mark_of_an_item_ends_a_heading(read_text: Callable[[str], Reading]) -> None:
    """Each sheet has the first item beside the same heading."""
    sheets = "".join(
        f"Action 6.{at}\nTitle of the action {title}\nMeasures of success (1) List of {title}\n(2) Report on {title}\n"
        f"Lead BE\nTimetable May 2014\n"
        for at, title in enumerate(("dogs", "boats", "trains", "lorries"), 1)
    )
    reading = read_text(FRONT + sheets)
    assert [[each.text.text for each in action.indicators] for action in reading.actions] == [
        [f"List of {title}", f"Report on {title}"] for title in ("dogs", "boats", "trains", "lorries")
    ]


@pytest.mark.parametrize("gap", ["\t", "     "])
@pytest.mark.parametrize("number", ["Action No{gap}6.{at}", "6.{at}"])
def test_a_figure_that_counts_sheets_opens_no_action(
    number: str, gap: str, read_text: Callable[[str], Reading]
) -> None:
    """Each sheet was two actions, one of them without a word, and nothing told."""
    sheets = [
        f"Sheet {at}\n\n{number.format(gap=gap, at=at)}\nTitle{gap}{name}\nLead{gap}{lead}\nOutput{gap}{product}\n\n"
        for at, (name, lead, product, *_) in enumerate(ACTIONS, 1)
    ]
    reading = read_text(FRONT + "\n\n" + "".join(sheets))
    assert [(f"6.{at}", name) for at, (name, *_) in enumerate(ACTIONS, 1)] == [
        (action.number, action.title and action.title.text) for action in reading.actions
    ]
    assert () == reading.coverage.unread


def test_a_value_numbered_by_the_word_of_its_heading_is_no_heading(read_text: Callable[[str], Reading]) -> None:
    """“Objective 2: To act” below “Strategic objectives”; “Objective” was a heading, and a word of the value before."""
    wordings = ["To stop the trade in forbidden goods by post", "To help other services of the states"]
    front = FRONT.replace("ANNEX", "The strategic objectives are:\n\n1. {};\n\n2. {}.\n\nANNEX".format(*wordings))
    cell = "Strategic objectives\n\nObjective 1: {}\nObjective 2: {}\n\nLead".format(*wordings)
    text = text_of(number="6.{}", title="Title").replace("\n\nLead", f"\n\n{cell}").replace(FRONT, front)
    assert [[(1, wordings[0]), (2, wordings[1])]] * 3 == [
        [(each.printed_number, each.wording.text) for each in action.objectives] for action in read_text(text).actions
    ]


BEHIND = """Action 6.{number}
Title of the action
Objectives
Background
Deliverables
Outcomes
Lead
Partners
Timetable

To weigh {things}
Objective 1: {things} to be quick
Objective 2: To help the other
services that know {things}
{things} are light. The group shall:
- count {things};
- weigh {things}.
{number} ones were weighed.
• {things} in a list
• A report
{things} at the border
{lead}
eu-LISA
{number} May 2013

"""


def test_values_behind_all_their_headings(read_text: Callable[[str], Reading]) -> None:
    """Codes tell objectives, list marks of one form make one list; one sheet that cannot be cut is told alone."""
    kinds = ["Boats", "Cars", "Guns", "Letters", "Parcels", "Trains"]
    leads = ["MT", "BE, MT", "MT", "BE", "EL", "nobody in particular"]
    sheets = [
        BEHIND.format(number=at, things=things, lead=lead)
        for at, (things, lead) in enumerate(zip(kinds, leads, strict=True), 1)
    ]
    reading = read_text(FRONT + "".join(sheets))
    assert reading.table == "sheets"
    assert ["6.6"] == [action.number for action in reading.actions if not action.title]
    for number, (action, things, lead) in enumerate(zip(reading.actions[:5], kinds, leads, strict=False), 1):
        assert (action.title and action.title.text) == f"To weigh {things}"
        assert (action.lead and action.lead.printed.text) == lead
        wordings = [each.wording.text for each in action.objectives]
        assert [f"{things} to be quick", f"To help the other services that know {things}"] == wordings
        assert action.terms is not None
        assert action.terms.text.text.startswith(f"{things} are light.")
        assert action.terms.text.text.endswith(f"{number} ones were weighed.")
        entries = [each.text.text for each in (*action.indicators, *action.outcomes)]
        assert [f"{things} in a list", "A report", f"{things} at the border"] == entries
        assert ["eu-LISA"] == [party.printed.text for party in action.parties]
