"""The table of an answer to a question with slots: what heads its columns, and what stands where there is no value."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from ccwp_kg.entities.facts.facts import Thing, Words
from ccwp_kg.questions import Asked, Template, ask
from ccwp_kg.questions.page_answer import page_answer
from ccwp_kg.questions.rows.answer import FoundRows
from ccwp_kg.questions.rows.table import AnswerTable, Cell
from ccwp_kg.search import Index
from ccwp_kg.store import EmbeddedStore

SAYS = "In its words"
IMPROVE = "To improve and make more flexible the existing cooperation process"
TABLES: list[tuple[str, Mapping[str, str], list[str], list[str]]] = [
    # question, values, headings, and a row
    ("deliverables", {"action": "5.7"}, ["Deliverable"], []),
    ("deliverables", {"action": "5.9", "column": "indicators"}, ["Performance indicator"], []),  # without the outcome
    ("deliverables", {"action": "5.9"}, ["Deliverable", "Part"], []),
    ("deliverables", {"action": "5.8", "column": "outcomes"}, ["Possible outcome"], []),
    (
        "deliverables",
        {"body": "CCWP", "decision": "adoption"},
        ["Group", "Entry", "Part", SAYS],
        [
            "5.2",
            "“Report and recommendations presented to and adopted by the CCWP”",
            "adoption, CCWP",
            "“adopted by the CCWP”",
        ],
    ),
    ("deliverables", {"product": "analysis"}, ["Action", "Plan", SAYS], []),
    # words that name it otherwise are of another group
    (
        "deliverables",
        {"product": "recommendations"},
        ["Group", "Action", "Plan", SAYS],
        [
            "as a possible outcome",
            "5.5",
            "Fifth Action Plan",
            "“Recommendations on new methods of control or cooperation”",
        ],
    ),
    ("parties-of-action", {"action": "5.9"}, ["Party", SAYS], []),
    # the number there, where it is not that of the plan, too
    ("objectives", {"action": "5.5"}, ["Objective", "Printed number", SAYS], []),
    (
        "objectives",
        {"action": "5.3"},
        ["Objective", "Printed number", "Extent", SAYS],
        [f"“{IMPROVE}”", "2", "–", f"“{IMPROVE}”"],
    ),
    # a document has no plan, and an action no part: that is nothing that a source leaves open
    (
        "sources-of-action",
        {"action": "5.7"},
        ["Group", "Source", "Plan", "Part", SAYS],
        ["Documents", "6285/06", "–", "Recommendations", "“6285/06 ENFOCUSTOM 22 UD 23 + COR 1”"],
    ),
    (
        "line-of-action",
        {"action": "3.9"},
        ["Group", "Action or document", "Plan", SAYS],
        ["its results are reported in", "14585/2/09 REV 2", "–", "“14585/2/09 REV 2 ENFOCUSTOM 105”"],
    ),
    # the words that stand below the table stand in it, too
    ("way-of-plan", {"plan": "plan/1"}, ["Group", "Value", SAYS], ["status", "approved", "“approved”"]),
    (
        "legal-basis",
        {"act": "act/council-resolution-2003"},
        ["Group", "Value", "Part", SAYS],
        [
            "“Council Resolution of 2 October 2003 on a strategy for customs cooperation”",
            "32003G1015(01)",
            "CELEX",
            "from outside",
        ],
    ),
    # also where nothing is told in words of a document
    (
        "legal-basis",
        {"act": "act/treaty-of-lisbon"},
        ["Group", "Value", "Part", SAYS],
        ["“Treaty of Lisbon”", "yes", "in force", "from outside"],
    ),
    ("time-of-plan", {"plan": "plan/2"}, ["Group", "Day", "Part", SAYS], []),
]


def _text(cell: Cell) -> str | None:
    return cell.name if isinstance(cell, Thing) else cell.text if isinstance(cell, Words) else None


@pytest.fixture(scope="module")
def table_of(
    templates: Mapping[str, Template], index: Index, release_store: EmbeddedStore
) -> Callable[[str, Mapping[str, str]], AnswerTable]:
    """The table of a template, by its slug, with values."""

    def put(query: str) -> FoundRows:
        rows = release_store.rows(query)
        return FoundRows(tuple(dict.fromkeys(name for row in rows for name in row)), rows)

    def table(slug: str, values: Mapping[str, str]) -> AnswerTable:
        outcome = ask(templates[slug], values, index)
        assert isinstance(outcome, Asked), outcome
        found = page_answer(outcome, put, release_store, lambda place: place.quote).table
        assert found is not None
        return found

    return table


@pytest.mark.parametrize(("case", "headings", "row"), [(each[:2], *each[2:]) for each in TABLES])
def test_columns_are_headed_by_what_they_hold(
    case: tuple[str, Mapping[str, str]],
    headings: list[str],
    row: list[str],
    table_of: Callable[[str, Mapping[str, str]], AnswerTable],
) -> None:
    table = table_of(*case)
    rows = [[_text(cell) for cell in each] for each in table.rows]
    assert headings == [column.heading for column in table.columns]
    assert not row or row in rows
    assert not [each for each in rows if None in each]  # which a page tells as “not stated”
