"""Statements of the document keep the words that say more than their objects do."""

from __future__ import annotations

from ccwp_kg.namespaces import CCWP, OA, RDF
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.terms import iris


def test_the_words_of_what_a_plan_takes_into_account(dataset: NamedGraphs) -> None:
    """A concept alone would lose what is to become of it: its protection, its improvement."""
    said = TripleIndex.of_triples(dataset.merged())
    statements = said.pointing(RDF.predicate, CCWP.takesIntoAccount)
    words = {
        (iris.reference(value), printed.value)
        for statement in statements
        for value in said.things(statement, RDF.object)
        for printed in said.literals(statement, CCWP.printedForm)
    }
    assert {
        ("concept/external-border", "protection of the external borders"),
        ("concept/architecture-of-internal-security", "the improvement of the architecture of internal security"),
    } <= words


def test_the_characters_of_a_party_are_its_words(dataset: NamedGraphs) -> None:
    """Not the list mark before them nor the comma behind: an entry of one name has the place of that name."""
    said = TripleIndex.of_triples(dataset.merged())
    entries = said.members(CCWP.PartyInvolvement)
    assert 28 == len(entries)
    for entry in entries:
        quotes = said.values(entry, CCWP.hasSpan, OA.hasSelector, OA.exact)
        assert [printed.value for printed in said.literals(entry, CCWP.printedForm)] == [
            " ".join(quote.value.split()) for quote in quotes
        ]


def test_a_decision_says_itself_which_body_it_names(dataset: NamedGraphs) -> None:
    """No mention repeats what its words say, but the action still mentions the body; names elsewhere have mentions."""
    said = TripleIndex.of_triples(dataset.merged())
    ccwp = iris.thing("organisation/ccwp")
    action = iris.thing("plan/5/action/5.4")
    places = {
        iris.reference(place)
        for mention in said.pointing(OA.hasBody, ccwp)
        for place in said.things(mention, CCWP.mentionedIn)
    }
    assert "plan/5/action/5.4/indicator/2" not in places
    assert "document/draft-fifth-action-plan/section/implementation/paragraph/1" in places
    assert ccwp in set(said.things(action, CCWP.mentions))
