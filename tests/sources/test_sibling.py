"""An invented sibling of the fifth plan is read with every field and every span right.

The sibling and what must be read from it are reference data outside the project; without them the test is skipped.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from ccwp_kg.build import source_graph
from ccwp_kg.namespaces import CCWP, RDF
from ccwp_kg.rdf.terms import iris
from ccwp_kg.sources.intake.text_file import load_source
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Action, Reading
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.records.source_text import Span

REFERENCE = Path(os.environ.get("REFERENCE_DATA", Path(__file__).parents[3] / "shared" / "reference"))
TEXT, GOLD = REFERENCE / "synthetic-plan-21.txt", REFERENCE / "synthetic-plan-21.gold.json"

pytestmark = pytest.mark.skipif(
    not (TEXT.is_file() and GOLD.is_file()),
    reason="the reference sibling is not here; set REFERENCE_DATA to the folder that holds it",
)

PARTY_NAMES = {
    "organisation/com": "COM",
    "organisation/dg-taxud": "DG TAXUD",
    "organisation/olaf": "OLAF",
    "organisation/europol": "Europol",
    "organisation/eurojust": "Eurojust",
    "organisation/frontex": "FRONTEX",
    "organisation/cepol": "CEPOL",
    "organisation/lewp": "LEWP",
    "organisation/wco": "WCO",
}
NUMBERS = tuple(f"21.{place}" for place in range(1, 7))


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="module")
def sibling(profile: Profile, lexicon: Lexicon) -> Reading:
    return read(load_source(TEXT), profile=profile, lexicon=lexicon)


def pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def cell(*passages: Passage) -> list[list[int]]:
    """A whole cell, from the first entry's first to the last entry's last character."""
    spans = [span for passage in passages for span in passage.spans]
    return [[min(span.start for span in spans), max(span.end for span in spans)]]


def pick(gold: dict[str, Any], sibling: Reading, number: str) -> tuple[dict[str, Any], Action]:
    (expected,) = [each for each in gold["actions"] if each["number"] == number]
    (action,) = [each for each in sibling.actions if each.number == number]
    return expected, action


def test_the_plan(gold: dict[str, Any], sibling: Reading) -> None:
    plan = sibling.plan
    assert gold["ordinal"] == plan.ordinal
    assert plan.valid_from is not None
    assert plan.valid_until is not None
    assert (gold["validFrom"], gold["validTo"]) == (plan.valid_from.value, plan.valid_until.value)
    assert gold["status"] == plan.status
    assert gold["draftingMeetings"] == [meeting.value for meeting in plan.meetings]
    assert gold["workAreas"] == [area.name.text for area in plan.work_areas]
    assert gold["strategicObjectives"] == {str(each.number): each.text.text for each in plan.objectives}
    assert [gold["approver"]] == [body.printed.text for body in plan.forwarded_to]
    assert len(gold["actions"]) == len(sibling.actions) == plan.declared_action_count == len(NUMBERS)


def test_earlier_plans(gold: dict[str, Any], sibling: Reading) -> None:
    keys = {each.number: each.document.key for each in sibling.plan.footnotes if each.document}
    read_plans = [
        {
            "name": plan.name.text.split()[0],
            "period": [plan.valid_from.value[:7], plan.valid_until.value[:7]],
            "periodSpan": pairs(plan.period.spans)[0],
            "doc": keys[plan.footnote],
        }
        for plan in sibling.plan.earlier_plans
        if plan.valid_from and plan.valid_until and plan.period and plan.footnote
    ]
    assert gold["previousPlans"] == read_plans


def test_footnotes(gold: dict[str, Any], sibling: Reading) -> None:
    assert gold["footnotes"] == [
        {
            "number": note.number,
            "mark": [note.mark.start, note.mark.end],
            "body": pairs(note.body.spans)[0],
            "doc": note.document.key if note.document else None,
        }
        for note in sibling.plan.footnotes
    ]


@pytest.mark.parametrize("number", NUMBERS)
def test_title_and_cells(number: str, gold: dict[str, Any], sibling: Reading) -> None:
    expected, action = pick(gold, sibling, number)
    assert action.title is not None
    assert expected["title"] == action.title.text
    for name, read_items in (("indicators", action.indicators), ("outcomes", action.outcomes)):
        assert expected[name] == [{"number": each.printed_number, "text": each.text.text} for each in read_items]
    targets = [each.target for party in action.parties for each in party.named_parties]
    assert expected["parties"] == [PARTY_NAMES[target] for target in targets]


@pytest.mark.parametrize("number", NUMBERS)
def test_objectives(number: str, gold: dict[str, Any], sibling: Reading) -> None:
    expected, action = pick(gold, sibling, number)
    matches = {(True, True): "verbatim", (True, False): "variant", (False, True): "partial", (False, False): "partial"}
    assert expected["objectives"] == [
        {
            "objective": each.objective,
            "printedNumber": each.printed_number,
            "wording": each.wording.text,
            "match": matches[each.whole, each.score == 100],
        }
        for each in action.objectives
        if each.objective is not None
    ]
    free = [each.wording.text for each in action.objectives if each.objective is None]
    assert [expected[key] for key in ("objectiveFreeText",) if key in expected] == free


@pytest.mark.parametrize("number", NUMBERS)
def test_citations_and_references(number: str, gold: dict[str, Any], sibling: Reading) -> None:
    expected, action = pick(gold, sibling, number)
    assert action.terms is not None
    assert expected["cites"] == [
        {
            "id": citation.document.key,
            "printed": citation.document.printed.text,
            "codes": [f"{code.series} {code.serial}" for code in citation.document.codes],
            "cor": next((each.corrigendum for each in citation.document.also_cited if each.corrigendum), None),
            "add": next((each.addendum for each in citation.document.also_cited if each.addendum), None),
            "span": pairs(citation.document.printed.spans)[0],
        }
        for citation in action.terms.citations
    ]
    # where the text names no plan, the gold gives the one the number suggests
    assert expected["refersToActions"] == [
        {"number": each.number, "plan": each.plan or int(each.number.partition(".")[0])}
        for each in action.terms.references
    ]


@pytest.mark.parametrize("number", NUMBERS)
def test_spans(number: str, gold: dict[str, Any], sibling: Reading) -> None:
    expected, action = pick(gold, sibling, number)
    assert action.title is not None
    assert action.terms is not None
    found = {
        "title": pairs(action.title.spans),
        "indicators": cell(*(each.text for each in action.indicators)),
        "outcomes": cell(*(each.text for each in action.outcomes)),
        "termsOfReference": pairs(action.terms.text.spans),
    }
    wordings = [each.wording for each in action.objectives]
    if wordings[0].rule is None:
        found["objectives"] = cell(*wordings)
    else:
        found["objectiveFreeText"] = pairs(wordings[0].spans)
    if action.parties:
        found["parties"] = cell(*(each.printed for each in action.parties))
    assert expected["spans"] == found


def test_every_word_of_the_sibling_is_accounted_for(sibling: Reading) -> None:
    assert sibling.coverage.words == sibling.coverage.accounted > 900
    assert [issue.code for issue in sibling.issues if issue.severity == "problem"] == []


def test_the_characters_of_each_statement_are_described(sibling: Reading) -> None:
    """What a statement was read from is a span that the graph describes."""
    facts = source_graph(sibling, document=iris.document("sixth"), plan=iris.plan(6))
    described = {t.subject for t in facts.triples if t.predicate == RDF.type and t.object == CCWP.Span}
    named = {span for evidence in facts.read.values() for span in evidence.spans}
    assert len(named) > 150
    assert named <= described
