"""The list of objectives wherever a plan has it, and cells that name its entries by their codes alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading

PLAN = """Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation

{prose}

ANNEX

Proposed action\tStrategic objective\tLead
6.1 To examine parcels\t{cell}\tBE
"""
WORDED = ["To find what is hidden", "To see", "To say so"]
LISTS = {
    "a number": "The plan pursues these objectives:\n\n1. To find what is hidden;\n\n2. To see; and\n\n3. To say so.",
    "a bullet": "The strategic aims are:\n\n- To find what is hidden;\n\n- To see; and\n\n- To say so.",
    "a code": (
        "It serves the objectives listed below. We give codes.\n\n"
        "O1: To find what is hidden\nO2: To see\nO3: To say so\nThis is all."
    ),
    "a whole word": (
        "It has these objectives:\n\n"
        "Objective 1: To find what is hidden;\nObjective 2: To see;\nObjective 3: To say so."
    ),
    "two words": (
        "It has four goals:\n\n"
        "- Strategic goal 1: To find what is hidden;\n- Strategic goal 2: To see;\n- Strategic goal 3: To say so."
    ),
    "a whole word, Roman": (
        "It has these aims:\n\nObjective I: To find what is hidden;\nObjective II: To see;\nObjective III: To say so."
    ),
    "a code, a dash": "It has these aims:\n\nO1 – To find what is hidden;\n\nO2 – To see;\n\nO3 – To say so.\n\nAll.",
    "a capital": "These goals were set:\n\nI. To find what is hidden,\n\nII. To see,\n\nIII. To say so.",
    "a dash": "The aims of the strategy are:\n\nA – To find what is hidden\n\nB – To see\n\nC – To say so\n\nAll.",
    "a bullet, a number": "Its objectives are:\n\n- (1) To find what is hidden;\n- (2) To see;\n- (3) To say so.\n\n",
    "a capital, in one block": (
        "1. It was made.\n2. The plan serves the objectives:\nI. To find what is hidden\nII. To see\nIII. To say so\n"
        "3. This is all."
    ),
    "a bullet, in one block": (
        "- It lasts long;\n- it has these strategic objectives:\n• To find what is hidden,\n• To see,\n• To say so;\n"
        "- it is new.\n"
    ),
    "none": (
        "The plan holds what all of them agreed on in the end. Its strategic objectives are:\n\n"
        "To find what is hidden,\nTo see,\nTo say so.\n\nThis is all."
    ),
    "a number, in a line of its own": (
        "Its objectives are:\n(i)\n\nTo find what is hidden;\n\n(ii)\n\nTo see; and\n\n(iii) To say so.\n\nII. All"
    ),
    "a number, once in a line of its own": (
        "Its objectives are:\n(i) To find what is hidden;\n(ii)\n\nTo see; and\n\n(iii) To say so.\n\nII. All"
    ),
    "none, behind an entry with a mark": (
        "- It lasts as long as the one before, which all of them agreed on;\n- it has these objectives:\n"
        "To find what is hidden,\nTo see,\nTo say so;\n- It was made by some of them.\n"
    ),
    "none, and": "Its objectives are:\n\nTo find what is hidden;\n\nTo see; and\n\nTo say so.\n\nThis is all.",
    "none, in one block": (
        "The plan holds what all of them agreed on in the end. These are its\nstrategic objectives:\n"
        "To find what is hidden;\nTo see;\nTo say so.\n\nThis is all."
    ),
    "a number, in its sentence": (
        "Its objectives are: (1) To find what is hidden; (2) To see; and (3) To say so. All (4) are old."
    ),
    "a code, in a line of its own": (
        "Its objectives (SO) are:\n\nSO 1\n\nTo find what is hidden;\n\nSO 2\n\nTo see;\n\nSO 3\n\nTo say so."
    ),
    "none, in its sentence": "Its objectives are: To find what is hidden; To see; To say so. All of them are old.",
    "a bullet, before a column is explained": (
        "Its objectives are:\n\n- To find what is hidden;\n- To see;\n- To say so.\n\n"
        "“Strategic objective” refers to this list.\n\nIV. WHAT FOLLOWS\n\nNothing follows."
    ),
    "none, behind the column that it explains": (
        "“Strategic objective” refers to these aims:\n\nTo find what is hidden,\n\nTo see,\n\nTo say so;\n\n"
        "“Fellow travellers” refers to others."
    ),
    "a code, a colon, in a line of its own": (
        "Its objectives are:\n\nO1:\n\nTo find what is hidden\n\nO2:\n\nTo see\n\nO3:\n\nTo say so\n\n5.\n\nAll."
    ),
    "a code, behind work areas": (
        "It covers the following work areas: borders; trade. These are its objectives:\n"
        "O 1 To find what is hidden;\nO 2 To see;\nO 3 To say so."
    ),
    "a letter, behind work areas": (
        "4.\n\nIt covers the following work areas:\n\n-\n\nborders,\n\n-\n\ntrade.\n\n5.\n\nIts objectives are:\n\n"
        "(a)\n\nTo find what is hidden;\n\n(b)\n\nTo see;\n\n(c)\n\nTo say so.\n\n"
    ),
    "a bullet, between other lists": (
        "It covers the following work areas:\n\n- borders, and\n- trade.\nThe strategic aims are:\n\n"
        "- To find what is hidden,\n- To see,\n- To say so;\nThe columns mean:\n\n- “Lead” is who leads.\n"
    ),
    "a bullet, apart, before another list": (
        "Its aims are:\n\n–\n\nTo find what is hidden,\n\n–\n\nTo see,\n\n–\n\nTo say so;\n\n"
        "The columns mean:\n\no\n\n“Lead” leads."
    ),
    "a heading": "2. Objectives\n\n(a) To find what is hidden;\n\n(b) To see;\n\n(c) To say so.\n\n3. How to read it",
}


@pytest.mark.parametrize("mark", LISTS)
def test_a_list_of_objectives(mark: str, read_text: Callable[[str], Reading]) -> None:
    reading = read_text(PLAN.format(prose=LISTS[mark], cell="To see"))
    assert WORDED == [each.text.text for each in reading.plan.objectives]
    assert [2] == [each.objective for each in reading.actions[0].objectives]


def test_a_list_whose_marks_and_blank_lines_are_lost(read_text: Callable[[str], Reading]) -> None:
    prose = (
        "Its objectives, to which the cells refer by number, are:\n"
        "To find what is hidden in goods that are moved by post, by rail and by ships;\n"
        "To see more of that;\nTo say so to all of them.\n\nThe cells are short."
    )
    objectives = read_text(PLAN.format(prose=prose, cell="1")).plan.objectives
    assert [each.text.text.split()[1] for each in objectives] == ["find", "see", "say"]


def test_a_list_ends_above_a_line_that_stands_left_of_its_marks(read_text: Callable[[str], Reading]) -> None:
    prose = (
        "Its objectives are:\n\n   - To find what is hidden and all of that,\n"
        "   - To see all and to say so to all of them.\n"
        "“Lead” tells who leads the action."
    )
    objectives = read_text(PLAN.format(prose=prose, cell="To see")).plan.objectives
    assert "To see all and to say so to all of them" == objectives[-1].text.text


@pytest.mark.parametrize(
    ("mark", "cell", "meant"),
    [
        ("a number", "1, 3", [1, 3]),
        ("a bullet", "2", [2]),
        ("a code", "O1 and O3", [1, 3]),
        ("a code", "o2/o3", [2, 3]),
        ("a capital", "I, III", [1, 3]),
        ("a code, in a line of its own", "SO 1, SO 3", [1, 3]),
        ("a heading", "a), c)", [1, 3]),
        ("two words", "Strategic goals 1 and 3", [1, 3]),
        ("a whole word, Roman", "Objective I; Objective III", [1, 3]),
        ("a whole word, Roman", "Chapter I and Objective III", [None]),
        ("a number", "4", [None]),  # of no list
        ("a number", "1, 3 and the fifth one", [None]),
        ("a code", "P1", [None]),
    ],
)
def test_a_cell_names_objectives_by_codes(
    mark: str, cell: str, meant: list[int | None], read_text: Callable[[str], Reading]
) -> None:
    """Each code is an entry with its own characters; whatever else the cell holds makes it free text."""
    reading = read_text(PLAN.format(prose=LISTS[mark], cell=cell))
    assert meant == [each.objective for each in reading.actions[0].objectives]
    if None not in meant:
        printed = [each.wording.text for each in reading.actions[0].objectives]
        assert printed == [reading.source.exact(each.wording.spans[0]) for each in reading.actions[0].objectives]
        claims = [claim for claim in reading.coverage.claims if "/objective/" in claim.field]
        assert [f"action/6.1/objective/{at}" for at in range(1, len(meant) + 1)] == [claim.field for claim in claims]
        taken = [reading.source.exact(claim.span) for claim in claims]
        assert all(words.startswith(code) for words, code in zip(taken, printed, strict=True))


TABLES = {
    "tabs": (
        "Code\tStrategic objective\tIn particular\nSO1\tTo find what is hidden\tGold\nSO2\tTo see\t\nSO3\tTo say so\t\n"
    ),
    "tabs, without a code": "Strategic objective\n1\tTo find what is hidden\n2\tTo see\n3\tTo say so\n",
    "spaces": (
        "Code   Strategic objective     In particular\n"
        "SO 1   To find what          Gold and\n       is hidden             silver\n"
        "SO 2   To see\nSO 3   To say so\n"
    ),
    "blocks": (
        "Code\n\nStrategic objective\n\nIn particular\n\n"
        "SO1\n\nTo find what\nis hidden\n\nGold\n\nSO2\n\nTo see\n\nGold\n\n"
        "SO3\n\nTo say so\n"
    ),
    "blocks, with codes in a line of their own": (
        "Code\n\nStrategic objective\n\nSO1\nTo find what is hidden\n\nSO2\nTo see\n\nSO3\nTo say so\n"
    ),
}


@pytest.mark.parametrize("form", TABLES)
def test_a_table_of_objectives(form: str, read_text: Callable[[str], Reading]) -> None:
    """It stands between the heading of the annex and the table of actions; what else it says is told and not kept."""
    cell = "1, 3" if form == "tabs, without a code" else "SO1, SO3"
    plan = PLAN.format(prose="It has two tables.", cell=cell).replace("ANNEX\n\n", f"ANNEX\n\n{TABLES[form]}\n")
    reading = read_text(plan)
    assert WORDED == [each.text.text for each in reading.plan.objectives]
    assert [1, 3] == [each.objective for action in reading.actions for each in action.objectives]
    assert ["BE"] == [action.lead.printed.text for action in reading.actions if action.lead is not None]
    told = [
        reading.source.exact(issue.span) for issue in reading.issues if issue.code == "words-unassigned" and issue.span
    ]
    assert [words.split()[0] for words in told] == ["Gold"] * TABLES[form].count("Gold")
    assert () == reading.coverage.unread


@pytest.mark.parametrize(
    "table",
    [
        "Code\tStrategic objective\tLead\nSO1\tTo see\tBE\nSO2\tTo say so\tFR\n",  # a table of actions
        "No.\tWhat is dug\tStrategic objective\n1\tTo dig\tTo see\n2\tTo fill\tTo say so\n",
        "Code\tStrategic objective\nSO2\tTo see\nSO3\tTo say so\n",  # not from the first on
        "Code\tStrategic objective\nSO1\tTo see\n",
        "Strategic objective\n\nTo see\n\nTo say so\n",
    ],
)
def test_what_is_no_table_of_objectives(table: str, read_text: Callable[[str], Reading]) -> None:
    plan = PLAN.format(prose="It has two tables.", cell="To see").replace("ANNEX\n\n", f"ANNEX\n\n{table}\n")
    assert () == read_text(plan).plan.objectives


@pytest.mark.parametrize(
    ("cell", "worded"),
    [
        ("Objective 3: To say so", [("To say so", 3, 3)]),
        (
            "Objective 1: To find what is hidden Objective 3: To say so",
            [("To find what is hidden", 1, 1), ("To say so", 3, 3)],
        ),
        ("Objective 2: To say so", [("Objective 2: To say so", None, 3)]),  # of another objective
        ("Phase 3: To wait", [("Phase 3: To wait", None, None)]),
        ("1 – To find what is hidden / 3 – To say so", [("To find what is hidden", 1, 1), ("To say so", 3, 3)]),
        ("3 – To say so", [("To say so", 3, 3)]),
    ],
)
def test_a_cell_prints_codes_before_the_wordings_of_objectives(
    cell: str, worded: list[tuple[str, int | None, int | None]], read_text: Callable[[str], Reading]
) -> None:
    """The code is the entry's printed number and none of its words, but belongs to its characters."""
    reading = read_text(PLAN.format(prose=LISTS["a whole word"], cell=cell))
    found = reading.actions[0].objectives
    assert [words for words, *_ in worded] == [each.wording.text for each in found]
    if None not in worded[0]:
        assert [(number, meant) for _, number, meant in worded] == [
            (each.printed_number, each.objective) for each in found
        ]
    assert () == reading.coverage.unread


@pytest.mark.parametrize(
    "prose",
    [
        "The plan aims at these countries:\n\n- Belgium,\n\n- Malta.",
        "Its objectives are: (1) (2) To see.",  # a mark has no words
        "Its objectives are: (a) To see; (b)",
        "Its objectives are: (3) To see; (2) To act.",  # not from the first on
        "Its objectives are: (1) To see and to act as in (3) of the strategy.",
    ],
)
def test_what_lists_no_objectives(prose: str, read_text: Callable[[str], Reading]) -> None:
    assert () == read_text(PLAN.format(prose=prose, cell="To see")).plan.objectives


@pytest.mark.parametrize(
    "entry",
    ["To find, as was agreed at the meetings held in Belgium,\nMalta and Greece, what is hidden", "To see\nMalta, too"],
)
def test_an_entry_without_a_mark_goes_on_where_its_line_is_full_or_not_closed(
    entry: str, read_text: Callable[[str], Reading]
) -> None:
    """A capital after a comma at the end of a full line, or without one, begins no entry."""
    prose = f"Its strategic objectives are:\n\n{entry},\nTo say so."
    objectives = [each.text.text for each in read_text(PLAN.format(prose=prose, cell="To see")).plan.objectives]
    assert objectives == [" ".join(entry.split()), "To say so"]


def test_a_paragraph_may_be_a_mark_alone(read_text: Callable[[str], Reading]) -> None:
    """A number at the right of a page may be taken for one; it has no words, and what follows is read."""
    prose = f"It begins.\n\n{' ' * 20}1\n\nIts objectives are:\n\n- To see;\n\n- To say so."
    reading = read_text(f"{PLAN.format(prose=prose, cell='To see')}\n1 Minutes of May.\n")
    assert [each.text.text for each in reading.plan.objectives] == ["To see", "To say so"]
