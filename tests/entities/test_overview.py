"""The overview of the ontology: what its group names is drawn, each link where the ontology and the data have it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ccwp_kg.entities.vocabulary.terms import OVERVIEW, overview
from ccwp_kg.namespaces import CCWP, ID, OWL, PUBLISHED, RDF, RDFS
from ccwp_kg.rdf.dataset import ONTOLOGY
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.syntax.read import read_triples
from ccwp_kg.server.html.pictures.classes import class_picture
from ccwp_kg.store import EmbeddedStore
from support.commands import ROOT

HEAD = f"@prefix : <{CCWP}> . @prefix owl: <{OWL}> . @prefix rdf: <{RDF}> . @prefix rdfs: <{RDFS}> ."
MODULE = ":Plan a owl:Class . :Step a owl:Class . :Body a owl:Class . :has rdfs:domain :Plan ; rdfs:range :Step ."
DATA = """
<urn:plan> a :Plan . <urn:one> a :Step ; :part <urn:plan> ; :by <urn:body> .
<urn:two> a :Step ; :part <urn:plan> ; :by <urn:body> .
<urn:body> a :Body ; :by <urn:plan> .
"""
GRAPH = NamedNode(f"{ID}graph/source/test")
RICH = tuple(read_triples(ROOT / "ontology" / "rich.ttl"))


def read(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(HEAD + text, format=RdfFormat.TURTLE)]


def drawn(group: str, data: str = DATA) -> list[str]:
    """The rows of the overview of a small ontology whose group has these members, in this order."""
    members = [CCWP.term(name) for name in group.split()]
    named = [Triple(OVERVIEW, RDF.term(f"_{place}"), member) for place, member in enumerate(members, 1)]
    store = EmbeddedStore.of_graphs({ONTOLOGY: named, GRAPH: read(data)})
    rows = overview(store, read(MODULE), prefixes=Prefixes({"": CCWP}))
    return [
        f"{'-' * row.depth}{row.link.name if row.link else ''}>{row.thing.name}{'+' * row.is_again}".replace(":", "")
        for row in rows
    ]


DRAWN = [
    # The domain and range of a property are its ends, whatever the data have.
    ("Plan has Step", [">Plan", "-has>Step"]),
    # Where they are open, the ends are the two classes that it links most often.
    ("Plan Step Body by", [">Plan", ">Step", "-by>Body"]),
    # What another property links is not drawn again: the next pair is.
    ("Plan Step Body has part by", [">Plan", "-has>Step", "--by>Body"]),
    ("Plan part Step", [">Plan", ">Step", "-part>Plan+"]),
    # What is no class of the group, and what links nothing there, is not drawn.
    ("Plan Body has", [">Plan", ">Body"]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("group", "rows"), DRAWN)
def test_what_is_drawn(group: str, rows: list[str]) -> None:
    """A tree from the first class on; a class that comes again is marked."""
    assert rows == drawn(group)


def test_order_is_that_of_counting() -> None:
    """The tenth member comes after the second."""
    assert [">Plan", "-has>Step"] == drawn("Plan has Step q q q q q q q Body")[:2]
    assert ">Body" == drawn("Plan has Step q q q q q q q Body")[-1]


def test_group_of_the_ontology_is_drawn_whole(release_store: EmbeddedStore) -> None:
    """Each class and each property that `ontology/overview.ttl` names has its place, and each link is so."""
    group = {t.object for t in read_triples(ROOT / "ontology" / "overview.ttl") if t.predicate.value.startswith(RDF)}
    rows = overview(release_store, RICH, prefixes=Prefixes({}))
    links = [(row.above.iri, row.link.iri, row.thing.iri) for row in rows if row.above and row.link]
    assert {term.value for term in group if isinstance(term, NamedNode)} == {
        *(row.thing.iri for row in rows), *(term for _, term, _ in links)
    }  # fmt: skip
    assert len(links) == len({term for _, term, _ in links})
    ends = {t.subject: t.object for t in RICH if t.predicate == RDFS.domain}
    for above, term, thing in links:
        asked = f"SELECT ?s {{ ?s <{term}> ?o ; a <{above}> . ?o a <{thing}> }} LIMIT 1"
        assert ends.get(NamedNode(term)) == NamedNode(above) or release_store.rows(asked)
    assert OVERVIEW == NamedNode(f"{PUBLISHED}ontology/overview")


def test_picture_says_each_link_and_leads_to_each_class(release_store: EmbeddedStore) -> None:
    """What is read out is a sentence; the boxes stand in the frame and none on another."""
    rows = overview(release_store, RICH, prefixes=Prefixes({}))
    picture = class_picture(rows)
    assert picture is not None
    assert "Action plan has action Action" in [item.label for item in picture.items]
    assert "/ontology#ActionPlan" == picture.items[0].target
    boxes = [item.pieces[0] for item in picture.items]
    assert all(0 <= box.x and box.x + box.width <= picture.width <= 288 for box in boxes)
    assert all(one.y + one.height < other.y for one, other in pairwise(boxes))
    assert class_picture(()) is None
