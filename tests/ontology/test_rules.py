"""The rules: each fires where it should, they end, find what OWL finds where it has a say, and explain themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import owlrl
import pytest
import rdflib
from ontology_graphs import ROOT
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store, Triple, parse

from ccwp_kg.build import inference
from ccwp_kg.build.inference import infer, rule_descriptions
from ccwp_kg.build.ontology.rich import INVERSES
from ccwp_kg.entities.facts.entity_context import own_facts
from ccwp_kg.entities.facts.inferences import explained
from ccwp_kg.errors import InvalidRule, QuerySyntaxError, RulesDoNotEnd
from ccwp_kg.namespaces import CCWP, DCTERMS, ID, OWL, RDF, RDFS, SH, SKOS
from ccwp_kg.page_facts import Premises
from ccwp_kg.rdf.dataset import INFERRED, SHAPES, NamedGraphs, StatementEvidence, replaced
from ccwp_kg.rdf.rules import InferenceRule, matched, read_rule, read_rules
from ccwp_kg.rdf.syntax.read import as_quads
from ccwp_kg.rdf.terms import iris
from ccwp_kg.store import EmbeddedStore
from ccwp_kg.validation.shapes import shapes_graph
from ccwp_kg.validation.terms import from_rdflib

RULES = read_rules(ROOT / "ontology" / "rules")
NAMED = {rule.name: rule for rule in RULES}
READ = iris.graph("source/test")
PROLOGUE = f"PREFIX : <{CCWP}> PREFIX rdf: <{RDF}> PREFIX dcterms: <{DCTERMS}> PREFIX skos: <{SKOS}> BASE <{ID}>\n"


def triples(text: str) -> frozenset[Triple]:
    """Statements in short: things by their reference, own terms with a colon."""
    return frozenset(quad.triple for quad in parse(PROLOGUE + text, format=RdfFormat.TURTLE))


def inferred(text: str, *, rules: Iterable[InferenceRule] = RULES) -> set[Triple]:
    return set(infer(NamedGraphs({READ: triples(text)}), list(rules)))


# Each rule: what is asserted, and what follows from it alone.

PLANS = "<plan/3> a :ActionPlan ; :ordinal 3 . <plan/5> a :ActionPlan ; :ordinal 5 . "
MENTIONED = '<plan/3/action/3.1> a :Action ; :actionNumber "3.1" . '
OF_PLAN = (
    '<plan/3/action/3.1> :partOfPlan <plan/3> ; :derivedByRule "plan-of-an-earlier-action" ; '
    "<http://purl.org/dc/terms/isPartOf> <plan/3> ; <http://purl.org/net/p-plan#isStepOfPlan> <plan/3> . "
)
CHAIN = "<a/5> :followsUp <a/4> . <a/4> :followsUp <a/3> . <a/3> :followsUp <a/2> . "
SAID = " ".join(
    f"<s/{number}> a :Statement ; rdf:subject <plan/3> ; rdf:predicate {said} ; dcterms:isPartOf <d/{document}> ."
    for number, (document, said) in enumerate([
        (1, ":status ; rdf:object <c/draft>"), (1, ":status ; rdf:object <c/approved>"),
        (1, ":validFrom ; rdf:object 1"), (2, ":validFrom ; rdf:object 1"), (1, ":ordinal ; rdf:object 3"),
    ], 1)
)  # fmt: skip
"""Two documents agree on a day; of the status only one speaks."""
LIST = '<l> a skos:ConceptScheme ; dcterms:description "What it holds" . '
CASES = [
    # (what follows, the rules, what is asserted)
    ("<plan/4> :succeededBy <plan/5> .", "succeeded-by", "<plan/5> :precededBy <plan/4> ."),
    ("", "succeeded-by", "<plan/4> :succeededBy <plan/5> ."),
    ("<a/4> :followedUpBy <a/5> .", "followed-up-by", "<a/5> :followsUp <a/4> ."),
    ("", "followed-up-by", "<a/5> :refersToAction <a/4> ."),
    (OF_PLAN, "plan-of-an-earlier-action", PLANS + MENTIONED),
    ("", "plan-of-an-earlier-action", PLANS + MENTIONED + "<plan/3/action/3.1> :partOfPlan <plan/5> ."),
    ("", "plan-of-an-earlier-action", PLANS + MENTIONED + "<plan/3/action/3.1> :partOfPlan <plan/3> ."),
    ("", "plan-of-an-earlier-action", PLANS + '<plan/3/action/8> a :Action ; :actionNumber "3" .'),
    ("", "plan-of-an-earlier-action", PLANS + '<plan/x/action/x> a :Action ; :actionNumber "x.3" .'),
    ("", "plan-of-an-earlier-action", PLANS + '<plan/9/action/9.3> a :Action ; :actionNumber "9.3" .'),
    ("<a/5> :continuesWorkOf <a/4> .", "continued-work", "<a/5> :followsUp <a/4> ."),
    ("", "continued-work", "<a/5> :followsUp <a/5> . <a/5> :refersToAction <a/4> ."),
    ("<a/5> :continuesWorkOf <a/4>, <a/3>, <a/2> . <a/4> :continuesWorkOf <a/3>, <a/2> ."
     "<a/3> :continuesWorkOf <a/2> .",
     "continued-work continued-work-by-way-of-another", CHAIN),
    ("<a/1> :continuesWorkOf <a/2>, <a/3> . <a/2> :continuesWorkOf <a/1>, <a/3> ."
     "<a/3> :continuesWorkOf <a/1>, <a/2> .",
     "continued-work continued-work-by-way-of-another",
     "<a/1> :followsUp <a/2> . <a/2> :followsUp <a/3> . <a/3> :followsUp <a/1> ."),
    ("<plan/3> :status <c/draft>, <c/approved> ; :validFrom 1 .", "said-of-what-is-not-held", PLANS + SAID),
    ("<plan/3> :validFrom 1 .", "said-of-what-is-not-held", PLANS + SAID + "<s/6> rdf:subject <plan/3> ; "
     "rdf:predicate :status ; rdf:object <c/implemented> ; dcterms:isPartOf <d/2> ."),
    ("", "said-of-what-is-not-held", PLANS + SAID + "<plan/3> :readFrom <d/3> ."),
    ("", "said-of-what-is-not-held", SAID),
    ("<l> skos:hasTopConcept <a>, <c> .", "top-concept", LIST + "<a> skos:inScheme <l> . <b> skos:inScheme <l> ; "
     "skos:broader <a> . <c> skos:inScheme <l> ; skos:broader <of-another-list> ."),
    ("", "top-concept", LIST + "<a> skos:inScheme <l> . <b> skos:inScheme <l> ; skos:broader <of-another-list> ."),
    ("", "top-concept",
     "<l> a skos:ConceptScheme . <a> skos:inScheme <l> . <b> skos:inScheme <l> ; skos:broader <a> ."),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "names", "asserted"), CASES)
def test_rule_fires_where_it_should(expected: str, names: str, asserted: str) -> None:
    """Exactly what is expected follows, and nothing where a premise or a condition is missing."""
    assert triples(expected) == inferred(asserted, rules=[NAMED[name] for name in names.split()])


def test_what_gave_way_to_a_correction_is_no_premise() -> None:
    """A rule that asks the graphs themselves infers after a correction what it would of a right reading."""
    wrong = triples("<plan/3/action/3.1> :partOfPlan <plan/5> .")
    graphs = {READ: triples(PLANS + MENTIONED), replaced(iris.source("test")): wrong}
    assert triples(OF_PLAN) == set(infer(NamedGraphs(graphs), [NAMED["plan-of-an-earlier-action"]]))


def test_every_rule_has_cases() -> None:
    """No rule comes in untried; the two that reach outside the plans are tried with the alignments they rest on."""
    tried = {name for _, names, _ in CASES for name in names.split()}
    assert set(NAMED) == tried | {"eurovoc-subject", "register-link"}


def test_chain_of_all_plans_is_followed() -> None:
    """Work handed on through forty plans leads from the last action to the first, in whatever order rules come."""
    text = " ".join(f"<plan/{n}/action/{n}.1> :followsUp <plan/{n - 1}/action/{n - 1}.1> ." for n in range(2, 41))
    found = inferred(text)
    assert found == inferred(text, rules=reversed(RULES))
    assert triples("<plan/40/action/40.1> :continuesWorkOf <plan/1/action/1.1> .") <= found
    assert 40 * 39 // 2 == sum(t.predicate == CCWP.continuesWorkOf for t in found)


def test_each_statement_names_its_rules() -> None:
    """What two rules give names both, also where the second one comes a round later."""
    text = "<a/5> :followsUp <a/4>, <a/3> . <a/4> :followsUp <a/3> ."
    found = infer(NamedGraphs({READ: triples(text)}), RULES)
    [both] = triples("<a/5> :continuesWorkOf <a/3> .")
    assert StatementEvidence(rules=frozenset(["continued-work", "continued-work-by-way-of-another"])) == found[both]


# The engine and the form of a rule.


def written(folder: Path, text: str) -> InferenceRule:
    path = folder / "a-rule.rq"
    path.write_text(text, encoding="utf-8")
    return read_rule(path)


def rule(head: str, premises: str, conditions: str = "") -> str:
    return (
        f"# label: A rule\n# description: It rules.\nPREFIX : <{CCWP}>\n\nCONSTRUCT {{ {head} }}\nWHERE {{\n"
        f"  {{ {premises} }}\n  {conditions}\n}}\n"
    )


def test_rules_that_never_end_are_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that makes a new thing of each thing is an error with a stated limit, not a full disk."""
    monkeypatch.setattr(inference, "MOST_ROUNDS", 12)
    growing = rule("?new :inside ?x .", "?x :inside ?y .", 'BIND(IRI(CONCAT(STR(?x), "/x")) AS ?new)')
    with pytest.raises(RulesDoNotEnd, match=r"after 12 rounds .* a-rule"):
        inferred("<a> :inside <b> .", rules=[written(tmp_path, growing)])


MALFORMED = [
    ("not written as a rule", "CONSTRUCT { ?s ?p ?o }\nWHERE { ?s ?p ?o }"),
    ("not written as a rule", rule("?s :inside ?o", "?s :inside ?o").replace("# description: It rules.\n", "")),
    ("not written as a rule", rule("?s :inside ?o", "?s :inside ?o FILTER EXISTS { ?s a ?o }")),
    ("do not parse", rule("?s :inside", "?s :inside ?o")),
    ("do not parse", rule("?s :inside ?o", "?s unknown:inside ?o")),
    ("of any property", rule("?s ?p ?o", "?o ?p ?s")),
]


@pytest.mark.parametrize(("told", "text"), MALFORMED)
def test_malformed_rule_is_refused(told: str, text: str, tmp_path: Path) -> None:
    """A rule whose premises cannot be told is none; the error names the file."""
    with pytest.raises(InvalidRule, match=f"a-rule.rq .*{told}"):
        written(tmp_path, text)


def test_rule_that_is_no_query_is_named(tmp_path: Path) -> None:
    """What the engine refuses is told with the name of the rule."""
    broken = written(tmp_path, rule("?s :inside ?o", "?s :inside ?o", "FILTER (?s"))
    with pytest.raises(QuerySyntaxError, match="rule a-rule: "):
        inferred("<a> :inside <b> .", rules=[broken])


def test_variables_are_those_outside_of_texts(tmp_path: Path) -> None:
    """A question mark in a literal or an IRI is no variable."""
    found = written(tmp_path, rule('?s :text "is ?it a <b>?"', "?s :inside <http://example.org/a?b> ."))
    assert ("s",) == found.variables
    assert [Literal("is ?it a <b>?")] == [each.object for each in found.conclusions]
    assert [NamedNode("http://example.org/a?b")] == [each.object for each in found.premises]


def test_conditions_rest_on_bound_variables() -> None:
    """A conclusion has no variable that neither a premise nor a condition gives a value."""
    assert any(each.variables for each in RULES)
    for each in RULES:
        for name in each.variables:
            assert re.search(rf"\?{name}\b", each.pattern + each.conditions), (each.name, name)


def test_rules_are_described() -> None:
    """Each rule is a thing with its name, its words and the query that was run."""
    said = set(rule_descriptions(RULES))
    assert RULES
    for each in RULES:
        thing = iris.thing(f"rule/{each.name}")
        assert {each.query} == {t.object.value for t in said if t.subject == thing and t.predicate == SH.construct}


# OWL: a reasoner with axioms for the properties concerned finds everything that these rules find.

OWL_HAS_A_SAY = {
    "succeeded-by": "inverse properties",
    "followed-up-by": "inverse properties",
    "continued-work": "a property above another",
    "continued-work-by-way-of-another": "a transitive property",
}
OWL_IS_SILENT = {
    "eurovoc-subject": "it makes a thing for what it finds, and chooses the matches of one vocabulary",
    "said-of-what-is-not-held": "it makes a statement of what documents say, and is silent where they differ",
    "plan-of-an-earlier-action": "it reads a number, and is silent where a plan is stated",
    "register-link": "it makes an address of a key",
    "top-concept": "it is silent where a wider concept is stated",
}
AXIOMS = [
    *(Triple(CCWP.term(one), OWL.inverseOf, CCWP.term(other)) for one, other in INVERSES),
    Triple(CCWP.followsUp, RDFS.subPropertyOf, CCWP.continuesWorkOf),
    Triple(CCWP.continuesWorkOf, RDF.type, OWL.TransitiveProperty),
]


def closed(asserted: Iterable[Triple]) -> set[Triple]:
    graph = shapes_graph([*AXIOMS, *asserted])
    owlrl.OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False).closure()
    return {Triple(*map(from_rdflib, t)) for t in graph if not isinstance(t[0], rdflib.Literal)}


def test_every_rule_is_compared_or_has_a_reason() -> None:
    assert set(NAMED) == OWL_HAS_A_SAY.keys() | OWL_IS_SILENT.keys()
    assert not OWL_HAS_A_SAY.keys() & OWL_IS_SILENT.keys()


@pytest.fixture(scope="module")
def asserted(dataset: NamedGraphs) -> NamedGraphs:
    return NamedGraphs({name: found for name, found in dataset.graphs.items() if name != INFERRED})


CONCERNED = {CCWP.precededBy, CCWP.followsUp}


def test_closure_is_within_that_of_owl(asserted: NamedGraphs, dataset: NamedGraphs) -> None:
    """On the real data; and of what comes before and after the rules leave nothing out."""
    merged = asserted.with_ontology() | {t for t in dataset.graphs[INFERRED] if t.predicate in CONCERNED}
    few = {t for t in merged if t.predicate in CONCERNED or t.object == CCWP.ActionPlan}
    owl = closed(few)
    found = {t for t, e in dataset.evidence[INFERRED].items() if e.rules & OWL_HAS_A_SAY.keys()}
    assert len(found) > 5
    assert set() == found - owl
    for predicate in (CCWP.succeededBy, CCWP.followedUpBy, CCWP.continuesWorkOf):
        assert {t for t in owl if t.predicate == predicate} == {t for t in found if t.predicate == predicate}


SYNTHETIC = [CHAIN, CHAIN + "<a/2> :followsUp <a/5> .", PLANS + "<plan/6> :precededBy <plan/5> ."]


@pytest.mark.parametrize("text", SYNTHETIC)
def test_closure_is_within_that_of_owl_for_what_is_to_come(text: str) -> None:
    """Chains and circles that the data do not have yet; the rules leave out only that an action continues itself."""
    rules = [NAMED[name] for name in OWL_HAS_A_SAY]
    owl = closed(triples(text))
    concluded = {pattern.predicate for each in rules for pattern in each.conclusions}
    expected = {t for t in owl - triples(text) if t.predicate in concluded and t.subject != t.object}
    assert expected
    assert expected == inferred(text, rules=rules)


# Explanations of everything that is inferred from the real data.

Why = Mapping[Triple, Mapping[str, tuple[Premises, ...]]]


@pytest.fixture(scope="module")
def published_store(dataset: NamedGraphs) -> EmbeddedStore:
    engine = Store()
    engine.extend(dataset.quads())
    engine.extend(as_quads(dataset.with_ontology(), DefaultGraph()))
    return EmbeddedStore(engine)


@pytest.fixture(scope="module")
def why(dataset: NamedGraphs, published_store: EmbeddedStore) -> Why:
    """Everything inferred, with the ways in which it follows."""
    of: dict[NamedNode, list[Triple]] = {}
    for triple in dataset.evidence[INFERRED]:
        assert isinstance(triple.subject, NamedNode)
        of.setdefault(triple.subject, []).append(triple)
    found: dict[Triple, Mapping[str, tuple[Premises, ...]]] = {}
    rules = {rule.name: rule for rule in RULES}
    for subject, facts in sorted(of.items(), key=str):
        found |= explained(published_store, subject, own_facts(published_store, subject), facts, rules)
    assert len(found) > 300
    return found


def test_every_inferred_statement_is_explained(dataset: NamedGraphs, why: Why) -> None:
    """By all the rules that gave it, and by no others, each with premises."""
    rules = {triple: evidence.rules for triple, evidence in dataset.evidence[INFERRED].items()}
    assert rules == {triple: frozenset(of) for triple, of in why.items()}
    assert all(ways and all(ways) for of in why.values() for ways in of.values())


def test_premises_are_instances_of_what_the_rule_says(why: Why) -> None:
    for of in why.values():
        for name, ways in of.items():
            for premises in ways:
                pairs = zip(NAMED[name].premises, premises, strict=True)
                assert all(matched(pattern, triple) is not None for pattern, triple in pairs)


def test_explanations_are_well_founded(asserted: NamedGraphs, why: Why) -> None:
    """Each premise is asserted, or inferred from premises that are founded before it: no two hold each other up."""
    founded, waiting = asserted.with_ontology(), set(why)
    while waiting:
        now = {t for t in waiting if any(founded.issuperset(p) for ways in why[t].values() for p in ways)}
        assert now, sorted(map(str, waiting))[:5]
        founded |= now
        waiting -= now


REMOVED = ["plan/3/action/3.1", "plan/5/action/5.10", "plan/4", "plan/4/action/4.10", "document/ST-8284-2008-REV-1",
           "plan/5/action/5.10/subject/5545"]  # fmt: skip


@pytest.mark.parametrize("reference", REMOVED)
def test_without_its_premises_a_statement_does_not_follow(asserted: NamedGraphs, why: Why, reference: str) -> None:
    """Take away the premises of all ways in which the facts of a thing follow, and none of them follows any more."""
    facts = {t for t in why if t.subject == iris.thing(reference)}
    assert facts
    gone = {t for fact in facts for ways in why[fact].values() for premises in ways for t in premises}
    left = NamedGraphs({name: triples - gone for name, triples in asserted.graphs.items() if name != SHAPES})
    assert not facts & set(infer(left, RULES))
