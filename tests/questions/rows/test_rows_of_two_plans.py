"""The catalogue over two plans that number their actions alike: what is counted stays right, and is told apart."""

from __future__ import annotations

import re

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat

from ccwp_kg.namespaces import CCWP, DCTERMS, ID
from ccwp_kg.questions.rows.answer import FoundRows, answer_of
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.example_queries import read_examples
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.store import EmbeddedStore
from support.commands import ROOT

EXAMPLES = {example.slug: example for example in read_examples(ROOT / "web" / "queries")}
OTHER = (
    ("/id/plan/5", "/id/plan/8"),
    ("/draft-fifth-action-plan", "/kell-safety-plan"),
    ("/fifth-action-plan", "/kell-safety-plan"),
    ("Fifth Action Plan", "Kell Safety Plan"),
)
"""What makes another plan of the triples of the shipped one."""
UNREAD = f"""
<{ID}plan/8/action/5.8/field/indicators> <{DCTERMS}isPartOf> <{ID}plan/8/action/5.8> .
<{ID}plan/8/action/5.8/field/indicators> <{CCWP}field> <{ID}concept/indicators> .
<{ID}plan/8/action/5.8/field/indicators> <{CCWP}silence> <{ID}concept/not-understood> .
"""
"""Of one of its actions, whose decisions are left out, the indicators were not understood."""


@pytest.fixture(scope="module")
def two(dataset: NamedGraphs) -> EmbeddedStore:
    source = dataset.graphs[NamedNode(f"{ID}graph/source/fifth-action-plan")]
    text = pyoxigraph.serialize(source, format=RdfFormat.N_TRIPLES).decode()
    for old, new in OTHER:
        text = text.replace(old, new)
    decided = f"(?m)^<[^>]*/8/action/5\\.8/[^ ]* <{re.escape(CCWP.expectsDecision.value)}> .*\n"
    text = re.sub(decided, "", text) + UNREAD
    other = {quad.triple for quad in pyoxigraph.parse(text, format=RdfFormat.N_TRIPLES)}
    return EmbeddedStore.of_triples(dataset.with_ontology() | other)


SENTENCES = {
    "decisions-of-the-ccwp": (
        "Approval: 9 actions; adoption: 4, submission: 4, submission outside the indicators: 2 and 1 more."
    ),
    "most-frequent-parties": "European Commission: 18 actions; Europol: 14, OLAF: 10, DG TAXUD: 8 and 9 more.",
    "actions-without-parties": "Two actions: 5.5.",
    "mentions-of-naples-ii": "Six actions: 5.4, 5.9 and 5.10.",
    "actions-on-training-or-tobacco": "Two actions: 5.1 and 5.3.",
    "actions-of-olaf": (
        "Ten actions: 5.1 (Fifth Action Plan), 5.3 (Fifth Action Plan), 5.4 (Fifth Action Plan), "
        "5.8 (Fifth Action Plan), 5.10 (Fifth Action Plan), 5.1 (Kell Safety Plan), 5.3 (Kell Safety Plan), "
        "5.4 (Kell Safety Plan), 5.8 (Kell Safety Plan) and 5.10 (Kell Safety Plan)."
    ),
}


@pytest.mark.parametrize(("slug", "sentence"), SENTENCES.items(), ids=SENTENCES)
def test_the_sentence_holds_with_a_second_plan(two: EmbeddedStore, slug: str, sentence: str) -> None:
    def ask(asked: str) -> FoundRows:
        rows = two.rows(asked)
        return FoundRows(tuple(dict.fromkeys(name for row in rows for name in row)), rows)

    prefixes = read_prefixes(ROOT / "ontology" / "prefixes.ttl")
    assert sentence == answer_of(EXAMPLES[slug].text, ask, two, prefixes).sentence.text
