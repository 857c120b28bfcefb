"""What the ontology promises in terms of other vocabularies stands in the data, with the same evidence."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.build.written_out import Promises, written_out
from ccwp_kg.namespaces import CCWP, DCTERMS, ELI, ID, ORG, PPLAN, RDF, RDFS, SKOS
from ccwp_kg.rdf.dataset import ONTOLOGY, NamedGraphs, StatementEvidence

A, B = NamedNode(f"{ID}a"), NamedNode(f"{ID}b")


def test_a_promise_over_two_steps_keeps_its_evidence() -> None:
    """What is part of a plan is a part in Dublin Core's words, read from the same characters."""
    promises = Promises.of(
        [
            Triple(CCWP.partOfPlan, RDFS.subPropertyOf, CCWP.belongsTo),
            Triple(CCWP.belongsTo, RDFS.subPropertyOf, DCTERMS.isPartOf),
            Triple(CCWP.NarrowAction, RDFS.subClassOf, CCWP.Action),
            Triple(CCWP.Action, RDFS.subClassOf, PPLAN.Step),
        ]
    )
    read, kind = Triple(A, CCWP.partOfPlan, B), Triple(A, RDF.type, CCWP.NarrowAction)
    proof = {read: StatementEvidence(spans=frozenset([B]))}
    triples, evidence = written_out(frozenset([read, kind]), promises, proof)
    new = Triple(A, DCTERMS.isPartOf, B)
    assert triples == {read, kind, new, Triple(A, RDF.type, PPLAN.Step)}
    assert evidence == {read: proof[read], new: proof[read]}


def test_a_thing_has_its_name_twice() -> None:
    """The English name alone, and an action's label as its name; what is a part has a label alone."""
    name, label = Literal("OLAF", language="en"), Literal("Action 5.6", language="en")
    promises = Promises.of([])
    found, _ = written_out(
        frozenset([
            Triple(A, SKOS.prefLabel, name),
            Triple(A, SKOS.prefLabel, Literal("OLAF", language="fr")),
            Triple(B, RDF.type, CCWP.Action),
            Triple(B, RDFS.label, label),
            Triple(NamedNode(f"{ID}c"), RDFS.label, label),
            Triple(NamedNode("http://example.org/"), SKOS.prefLabel, name),
        ]),
        promises,
        {},
    )  # fmt: skip
    assert {t for t in found if t.predicate == RDFS.label} >= {Triple(A, RDFS.label, name)}
    assert Triple(B, SKOS.prefLabel, label) in found
    assert len(found) == 8


def test_the_data_keep_every_promise(dataset: NamedGraphs) -> None:
    """Whoever asks in Dublin Core, the Organization Ontology or ELI alone finds all that is promised."""
    merged = dataset.merged()
    claims = [t for t in dataset.graphs[ONTOLOGY] if t.predicate in (RDFS.subClassOf, RDFS.subPropertyOf)]
    foreign = [t for t in claims if isinstance(t.object, NamedNode) and not t.object.value.startswith(CCWP)]
    assert len(foreign) > 40
    by_predicate, by_class = defaultdict(list), defaultdict(list)
    for t in merged:
        by_predicate[t.predicate].append(t)
        if t.predicate == RDF.type:
            by_class[t.object].append(t)
    for claim in foreign:
        if claim.predicate == RDFS.subClassOf:
            promised = [Triple(t.subject, RDF.type, claim.object) for t in by_class[claim.subject]]
        else:
            promised = [Triple(t.subject, claim.object, t.object) for t in by_predicate[claim.subject]]
        assert [t for t in promised if t not in merged] == [], claim


def test_things_are_found_by_either_name(dataset: NamedGraphs) -> None:
    """A body, group, act, concept, plan, action or document has one English name, by each of the two properties."""
    merged = dataset.merged()
    classes = {
        CCWP.Organisation, CCWP.PartyGroup, CCWP.LegalInstrument, CCWP.DomainConcept, CCWP.ActionPlan, CCWP.Action,
        CCWP.CouncilDocument, CCWP.DocumentFamily, CCWP.PlanDocument, CCWP.StrategicObjective, CCWP.WorkArea,
    }  # fmt: skip
    things = {t.subject for t in merged if t.predicate == RDF.type and t.object in classes}
    assert len(things) > 150
    for predicate in (RDFS.label, SKOS.prefLabel):
        names = [t.subject for t in merged if t.predicate == predicate and getattr(t.object, "language", "") == "en"]
        assert [thing for thing in things if names.count(thing) != 1] == [], predicate


def test_acronyms_are_names(dataset: NamedGraphs) -> None:
    """An acronym is a further name without language."""
    merged = dataset.merged()
    acronyms = [t for t in merged if t.predicate == CCWP.acronym]
    assert len(acronyms) > 10
    assert [t for t in acronyms if Triple(t.subject, SKOS.altLabel, t.object) not in merged] == []
    assert {t.predicate for t in merged} >= {ELI.is_member_of, ORG.classification, DCTERMS.issued}
