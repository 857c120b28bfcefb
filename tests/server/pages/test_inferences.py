"""Inferred facts on pages: each is marked and tells its rule and premises, nothing else is; the rules are listed."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, parse

from ccwp_kg.entities.page import entity_page
from ccwp_kg.formats import RDF_FORMATS, Format
from ccwp_kg.namespaces import CCWP, ID, SH
from ccwp_kg.page_facts import SHOWN
from ccwp_kg.rdf.dataset import INFERRED
from ccwp_kg.rdf.rules import read_rules
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.syntax.read import as_quads
from ccwp_kg.rdf.terms import iris
from ccwp_kg.store import EmbeddedStore
from support.serving import Server

RULES = read_rules(Path(__file__).parents[3] / "ontology" / "rules")
MARK = re.compile(r"<summary>Our inference<span class=\"unseen\">: ([^<]*)</span></summary>(.*?)</details>", re.DOTALL)


@pytest.fixture(scope="module")
def site(release_server: Server) -> Server:
    """The release of this checkout, over HTTP."""
    return release_server


def page(site: Server, path: str) -> str:
    status, _, body = site.ask("GET", path, accept="text/html")
    assert status == 200, path
    return body.decode()


def marks(html: str) -> list[tuple[str, str]]:
    """Of what each mark is, and what it tells, as text."""
    return [
        (unescape(of), " ".join(unescape(re.sub(r"<[^>]+>", " ", told)).split())) for of, told in MARK.findall(html)
    ]


MARKED = [
    # (page, of which facts, what the last mark tells)
    ("plan/3/action/3.1",
     ["the plan", "dcterms:isPartOf", "derived by rule", "p-plan:isStepOfPlan", "part of plan", "reported in"],
     "– rdf:predicate – reported in"),
    ("plan/4", ["status 1", "status 2", "succeeded by", "valid from", "valid until"], "– rdf:object – 30 June 2011"),
    ("plan/4/action/4.10", ["dcterms:title", "followed up by", "reported in"],
     "– rdf:predicate – reported in"),
    ("act/council-resolution-2009", [], ""),
    ("plan/5/action/5.1/indicator/1", [], ""),
    ("plan/5", [], ""),
    ("organisation/olaf", [], ""),
    ("rule/succeeded-by", [], ""),
]  # fmt: skip


@pytest.mark.parametrize(("reference", "facts", "told"), MARKED)
def test_inferred_facts_are_marked_and_explained(site: Server, reference: str, facts: list[str], told: str) -> None:
    """Those facts that stand in the graph of inferred statements, and no others; premises say where they come from."""
    found = marks(page(site, f"/doc/{reference}"))
    assert facts == [of for of, _ in found]
    assert all("It follows from:" in text for _, text in found)
    assert told in (found[-1][1] if found else "")


def test_a_subject_tells_each_way_that_led_to_it(site: Server) -> None:
    """Several mentions of one thing are several reasons, the first of which are told; the set of links is a premise."""
    told = [text for of, text in marks(page(site, "/doc/plan/5/action/5.1")) if of.startswith("dcterms:subject")]
    assert told
    assert all("Rule Subject from EuroVoc . The term of EuroVoc matches" in text for text in told)
    assert all("Links to EuroVoc – sssom:mappings – " in text for text in told)
    assert any("And from:" in text for text in told)


def test_rules_are_listed_and_are_things(site: Server) -> None:
    """A page lists every rule with its words and query, and leads to the thing the rule is."""
    listed = page(site, "/rules")
    assert RULES
    for rule in RULES:
        assert f'id="{rule.name}"' in listed
        assert rule.description in unescape(listed)
        assert rule.query.strip() in unescape(listed)
        assert rule.query.strip() in unescape(page(site, f"/doc/rule/{rule.name}"))
        assert 200 == site.ask("GET", f"/doc/rule/{rule.name}.ttl")[0]


@pytest.mark.parametrize("form", RDF_FORMATS, ids=lambda form: form.name)
def test_rules_are_data_too(form: Format, site: Server) -> None:
    """What the documents of the rules say of them, each query as it is."""
    status, headers, body = site.ask("GET", f"/rules.{form.suffix}")
    assert (200, form.essence) == (status, headers["content-type"].partition(";")[0])
    negotiated = site.ask("GET", "/rules", accept=form.essence)
    assert (body, f"/rules.{form.suffix}") == (negotiated[2], negotiated[1]["content-location"])
    triples = {quad.triple for quad in parse(body, format=form.rdf)}
    queries = {t.subject.value: t.object.value for t in triples if t.predicate == SH.construct}
    assert {f"{ID}rule/{rule.name}" for rule in RULES} == queries.keys()
    assert all(rule.query.strip() in queries[f"{ID}rule/{rule.name}"] for rule in RULES)
    one = {quad.triple for quad in parse(site.ask("GET", "/doc/rule/succeeded-by.nt")[2], format=RdfFormat.N_TRIPLES)}
    own = {t for t in one if t.subject.value == f"{ID}rule/succeeded-by"}
    assert len(own) > 4
    assert own <= triples


HEAD = f"PREFIX : <{CCWP}> BASE <{ID}> "


def store_of(asserted: str, inferred: str) -> EmbeddedStore:
    """A dataset of a graph that was read, one that is said to be inferred, and their merge."""
    engine = Store()
    for text, graph in ((asserted, iris.graph("source/test")), (inferred, INFERRED)):
        triples = [quad.triple for quad in parse(HEAD + text, format=RdfFormat.TURTLE)]
        engine.extend([*as_quads(triples, graph), *as_quads(triples, DefaultGraph())])
    return EmbeddedStore(engine)


def told_of(store: EmbeddedStore, reference: str, of: NamedNode) -> list[object]:
    found = entity_page(
        store, NamedNode(ID + reference), prefixes=Prefixes({}), rules={rule.name: rule for rule in RULES}
    )
    assert found is not None
    return [each for fact in found.facts if fact.property.iri == of.value for each in fact.inferred]


def test_what_no_rule_gives_is_marked_without_a_reason() -> None:
    """A past release, or a dataset of others, may hold what the rules here do not give; no reason is made up."""
    store = store_of("<a> :followsUp <b> .", "<plan/1> :succeededBy <plan/2> .")
    assert [()] == told_of(store, "plan/1", CCWP.succeededBy)


def test_what_is_asserted_is_not_marked() -> None:
    """A statement that stands in another graph alone is no inference, though a rule would give it."""
    store = store_of("<plan/2> :precededBy <plan/1> . <plan/1> :succeededBy <plan/2> .", "")
    assert [None] == told_of(store, "plan/1", CCWP.succeededBy)


def test_many_ways_are_counted() -> None:
    """A fact that follows in many ways tells the first ones and counts the rest, so that a page stays readable."""
    ways = " ".join(f"<a> :followsUp <b/{n}> . <b/{n}> :continuesWorkOf <c> ." for n in range(9))
    [(inference,)] = told_of(store_of(ways, "<a> :continuesWorkOf <c> ."), "a", CCWP.continuesWorkOf)
    assert (SHOWN, 9 - SHOWN) == (len(inference.reasons), inference.further)


def test_premises_without_a_name_are_told() -> None:
    """A blank node in between, which no query can name, breaks no page; whether it is inferred there is not asked."""
    store = store_of("<a> :followsUp _:b .", "<a> :continuesWorkOf <c> . _:b :continuesWorkOf <c> .")
    [(inference,)] = told_of(store, "a", CCWP.continuesWorkOf)
    assert [False, False] == [premise.is_inferred for premise in inference.reasons[0]]
