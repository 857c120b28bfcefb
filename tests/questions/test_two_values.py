"""Two values of a slot, joined by “and” or “or”: each is asked for by itself, in one query; else it is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from ccwp_kg.query import check
from ccwp_kg.query.guard import Limits
from ccwp_kg.questions import AnswerSentence, Asked, NotAnswered, Reader, Template, answer, ask, catalogue
from ccwp_kg.search import Index
from ccwp_kg.store import EmbeddedStore
from support.commands import ROOT

TWO = {"action": ("plan/5/action/5.9", "plan/4/action/4.10"), "plan": ("plan/4", "plan/5"), "body": ("Europol", "OLAF")}
READ = [
    ("Are Europol and Frontex both in 5.2?", "parties-of-action?action=5.2&body=europol+and+frontex"),
    ("Is both OLAF and Europol involved in action 5.3?", "parties-of-action?action=5.3&body=olaf+and+europol"),
    ("Does action 5.6 involve Frontex or Europol?", "parties-of-action?action=5.6&body=frontex+or+europol"),
    ("Is Europol in 5.2 and 5.3", "parties-of-action?action=5.2+and+5.3&body=europol"),
    ("who is concerned by 5.3 and 5.4", "parties-of-action?action=5.3+and+5.4"),
    ("who takes part in both 5.10 and 5.9", "parties-of-action?action=5.10+and+5.9"),
    ("What must 5.5 and 5.6 deliver?", "deliverables?action=5.5+and+5.6"),
    ("Which documents are behind 5.9 and 5.10?", "sources-of-action?action=5.9+and+5.10"),
    ("objectives of 5.2 and 5.3", "objectives?action=5.2+and+5.3"),
    ("Who leads 5.2 and 5.3?", "field-of-action?action=5.2+and+5.3&field=lead"),
    ("When do 5.2 and 5.9 end?", "field-of-action?action=5.2+and+5.9&field=timetable"),
    ("When do plans 4 and 5 end?", "time-of-plan?plan=plan/4+and+plan/5"),
    ("who approves plan 4 or plan 5", "way-of-plan?plan=plan/4+or+plan/5&step=approval"),
    ("what are plan 4 and plan 5 based on", "legal-basis?plan=plan/4+and+plan/5"),
    ("Which actions concern Europol and OLAF?", "actions-of-body?body=europol&other=olaf"),
    ("Which actions pursue objectives 1 and 2?", "objective?objective=objective/2009/1&second=objective/2009/2"),
]
REFUSED = [
    "Are Europol and OLAF and CEPOL in 5.3",
    "who is in 5.2, 5.3 and 5.4",
    "Are Europol and Frontex in 5.2 and 5.3",
    "Are Europol and Europol in 5.2",
    "Are Europol and Frontex not both in 5.2?",
    "Are Europol and 5.3 in 5.2",
    "Do 5.2 and 5.3 pursue the same objective?",
    "Is Europol in 5.2 or what else is there",
]
ANSWERS = [
    (
        ("parties-of-action", {"action": "5.2", "body": "Europol and Frontex"}),
        AnswerSentence(
            "Europol: Yes: named as a party, in the entry “Europol”. "
            "Frontex: No: no entry on parties of action 5.2 names Frontex. What stands there: “Europol”, “COM” and "
            "“LEWP”.",
            1,
        ),
    ),
    (
        ("field-of-action", {"action": "5.2 and 5.9", "field": "timetable"}),
        AnswerSentence(
            "Action 5.2: Not stated (the source is silent on it). What comes nearest: “All actions should start "
            "within the validity of the Action Plan”. Action 5.9: To be finished by December 2012; runs for "
            "three years.",
            1,
        ),
    ),
    (
        ("time-of-plan", {"plan": "plan/4 or plan/5"}),
        AnswerSentence(
            "Fourth Action Plan: from 1 January 2010 until 30 June 2011. "
            "Fifth Action Plan: from 1 July 2011 until 31 December 2012.",
            2,
        ),
    ),
    (
        ("field-of-action", {"action": "5.2 and 5.3", "field": "lead"}),
        AnswerSentence(
            "Action 5.2: Not stated (the source is silent on it). What comes nearest: “Member States proposing actions "
            "are also encouraged to lead them”. Action 5.3: Not stated (the source is silent on it). What comes "
            "nearest: “Member States proposing actions are also encouraged to lead them”.",
            0,
            "not-stated",
        ),
    ),
]


def slots_of_two() -> Iterator[tuple[str, dict[str, str]]]:
    """Each slot that takes two values, with two, and each choice of the others."""
    for template in catalogue(ROOT / "web" / "questions"):
        for two in (slot for slot in template.slots if slot.takes_two):
            needed = {slot.name: TWO[slot.name][0] for slot in template.slots if slot.is_required and slot.kinds}
            choices = [[(slot.name, choice.name) for choice in slot.choices] for slot in template.slots if slot.choices]
            for chosen in product(*choices):
                yield template.slug, {**needed, **dict(chosen), two.name: " and ".join(TWO[two.name])}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.of_folder(ROOT / "web" / "questions")


@pytest.mark.parametrize(("text", "path"), READ)
def test_two_names_are_read(text: str, path: str, reader: Reader, index: Index) -> None:
    """With the same question where its address is asked again."""
    outcome = reader.read(text, index)
    assert isinstance(outcome, Asked), outcome
    short = outcome.path.removeprefix("/questions/").replace("organisation/", "").replace("plan/5/action/", "")
    assert short == path
    again = ask(outcome.template, outcome.parameters, index)
    assert isinstance(again, Asked)
    assert (again.path, again.query) == (outcome.path, outcome.query)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_two_of_a_slot_is_not_answered(text: str, reader: Reader, index: Index) -> None:
    outcome = reader.read(text, index)
    assert isinstance(outcome, NotAnswered)
    assert outcome.sentence


@pytest.mark.parametrize(("question", "told"), ANSWERS)
def test_each_is_told_by_itself(
    question: tuple[str, Mapping[str, str]],
    told: AnswerSentence,
    templates: Mapping[str, Template],
    index: Index,
    release_store: EmbeddedStore,
) -> None:
    asked = ask(templates[question[0]], question[1], index)
    assert isinstance(asked, Asked)
    assert answer(asked, release_store.rows(asked.query)) == told


@pytest.mark.parametrize(("slug", "values"), list(slots_of_two()))
def test_the_rows_are_those_of_both(
    slug: str, values: Mapping[str, str], templates: Mapping[str, Template], index: Index, release_store: EmbeddedStore
) -> None:
    """The one query stays within the limits of every query, and finds what the two find."""
    asked = ask(templates[slug], values, index)
    assert isinstance(asked, Asked), asked
    assert len(asked.parts) == 2
    found = release_store.rows(check(asked.query, limits=Limits()).text)
    for called, part in asked.parts.items():
        rows = [dict(row) for row in found if getattr(row["asked"], "value", "") == called]
        told = [{name: term for name, term in row.items() if name != "asked"} for row in rows]
        assert sorted(map(repr, told)) == sorted({repr(dict(row)) for row in release_store.rows(part.query)})
