"""The templates over two plans that number their actions alike: a name that fits two things asks which."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat

from ccwp_kg.namespaces import ID
from ccwp_kg.questions import Asked, NotAnswered, Reader, answer, shipped_reader
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.search import Index, gather
from ccwp_kg.store import EmbeddedStore

OTHER = (
    ("/id/plan/5", "/id/plan/kell-2031"),
    ("/draft-fifth-action-plan", "/kell-safety-plan"),
    ("/fifth-action-plan", "/kell-safety-plan"),
    ("Fifth Action Plan", "Kell Safety Plan"),
    ("2011-07-01", "2031-01-01"),
    ("2012-12-31", "2032-06-30"),
    (f"<{ID}organisation/frontex>", f"<{ID}country/DEU>"),
)
"""What makes another plan of the triples of the shipped one: its name, its time, and a party."""


@dataclass(frozen=True)
class Two:
    """Two plans: their store and index."""

    store: EmbeddedStore
    index: Index
    reader: Reader

    def answered(self, text: str) -> str:
        """The sentence of an answer."""
        asked = self.reader.read(text, self.index)
        assert isinstance(asked, Asked), asked
        return answer(asked, self.store.rows(asked.query)).sentence


@pytest.fixture(scope="module")
def two(dataset: NamedGraphs) -> Two:
    source = dataset.graphs[NamedNode(f"{ID}graph/source/fifth-action-plan")]
    text = pyoxigraph.serialize(source, format=RdfFormat.N_TRIPLES).decode()
    for old, new in OTHER:
        text = text.replace(old, new)
    other = {quad.triple for quad in pyoxigraph.parse(text, format=RdfFormat.N_TRIPLES)}
    store = EmbeddedStore.of_triples(dataset.with_ontology() | other)
    return Two(store, Index.of_things(gather(store)), shipped_reader())


ANSWERED = [
    ("which actions concern Germany", "Three actions: 5.3 and 5.10; with Germany as an example in the entry “Parties"),
    (
        "which actions concern CEPOL",
        "Four actions: 5.3 (Fifth Action Plan), 5.10 (Fifth Action Plan), 5.3 (Kell Safety Plan) and "
        "5.10 (Kell Safety Plan).",
    ),
    ("which actions concern CEPOL in the Kell Safety Plan", "Two actions: 5.3 and 5.10."),
    ("when does the Kell Safety Plan end", "Kell Safety Plan: from 1 January 2031 until 30 June 2032."),
    ("which plan ran in May 2031", "One plan: Kell Safety Plan: from 1 January 2031 until 30 June 2032."),
    ("who is concerned by 5.3 of plan 5", "Seven parties: CEPOL, COM, DG TAXUD, OLAF, Europol, Frontex and WCO."),
    (
        "who is concerned by 5.3 of the Kell Safety Plan",
        "Seven parties: CEPOL, COM, DG TAXUD, OLAF, Europol, Germany and WCO.",
    ),
    (
        "who is concerned by the training action of the Kell Safety Plan",
        "Seven parties: CEPOL, COM, DG TAXUD, OLAF, Europol, Germany and WCO.",
    ),
    (
        "objectives of the secure channels action of the Kell Safety Plan",
        "One objective: “To improve and make more flexible",
    ),
    ("who leads 5.2 of the Kell Safety Plan", "Not stated (the source is silent on it)."),
]


@pytest.mark.parametrize(("text", "sentence"), ANSWERED)
def test_both_plans_answer(text: str, sentence: str, two: Two) -> None:
    assert two.answered(text).startswith(sentence)


@pytest.mark.parametrize("text", ["who is concerned by 5.3", "who leads 5.2", "what does 5.3 cite", "is CEPOL in 5.3"])
def test_a_number_of_two_plans_asks_which(text: str, two: Two) -> None:
    outcome = two.reader.read(text, two.index)
    assert isinstance(outcome, NotAnswered)
    assert outcome.why == "which"
    assert ["Fifth Action Plan", "Kell Safety Plan"] == sorted(label.split(" · ")[1] for label, _ in outcome.choices)
    assert {asked.values["action"].text.partition("/action")[0] for _, asked in outcome.choices} == {
        "plan/5",
        "plan/kell-2031",
    }


@pytest.mark.parametrize("text", ["who approves the plan", "aims of the plan", "what is the action plan based on"])
def test_the_plan_asks_which_where_two_are_held(text: str, two: Two) -> None:
    outcome = two.reader.read(text, two.index)
    assert isinstance(outcome, NotAnswered)
    assert outcome.why == "which"
    assert sorted(asked.values["plan"].label for _, asked in outcome.choices) == [
        "Fifth Action Plan",
        "Kell Safety Plan",
    ]
