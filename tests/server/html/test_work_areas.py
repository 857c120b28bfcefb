"""The work areas that actions are assigned to."""

from __future__ import annotations

from pyoxigraph import NamedNode, RdfFormat, parse

from ccwp_kg.entities.page import entity_page
from ccwp_kg.entities.portraits.named_things import WorkAreaPortrait
from ccwp_kg.namespaces import CCWP, ID, RDFS, SKOS
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.labels import TITLE
from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore


def test_the_page_of_a_work_area_names_the_actions_assigned_to_it() -> None:
    """And the list of actions can be narrowed to them."""
    area = f"<{ID}work-area/other>"
    text = (
        f"<{ID}plan/9> a {CCWP.ActionPlan} ; {RDFS.label} 'Ninth' ; {CCWP.hasWorkArea} {area} . "
        f"<{ID}plan/9/action/9.1> a {CCWP.Action} ; {CCWP.actionNumber} '9.1' ; {CCWP.partOfPlan} <{ID}plan/9> ; "
        f"{TITLE} 'Assigned'@en ; {CCWP.workArea} {area} . {area} a {CCWP.WorkArea} ; {SKOS.prefLabel} 'Other' ."
    )
    store = EmbeddedStore.of_triples(quad.triple for quad in parse(text, format=RdfFormat.TURTLE))
    page = entity_page(store, NamedNode(f"{ID}work-area/other"), prefixes=Prefixes({}))
    assert page is not None
    portrait = page.portrait
    assert isinstance(portrait, WorkAreaPortrait)
    assert [f"{ID}plan/9/action/9.1"] == [each.iri for each in portrait.actions]
    assert [f"{ID}plan/9"] == [each.iri for each in portrait.plans]
    client = create_app(store, settings=Settings()).test_client()
    assert "Assigned" in client.get(f"/actions?work-area={ID}work-area/other").text
    assert "Assigned" not in client.get(f"/actions?work-area={ID}work-area/none").text
