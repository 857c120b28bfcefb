"""The rich module says what the shapes demand, no more and no less, and the data entail nothing false with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import combinations, product

import owlrl
import pytest
import rdflib
from ontology_graphs import (
    ALIGNMENTS,
    CLASSES,
    CORE,
    CORE_IRI,
    KINDS,
    LINKS,
    PROPERTIES,
    RICH,
    RICH_IRI,
    SHAPES,
    Node,
    above,
    data,
    disjoint,
    name,
    objects,
    pairs,
)
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ccwp_kg.build.ontology.rich import INVERSES, PARTITIONS, rich_module
from ccwp_kg.errors import InvalidTurtle
from ccwp_kg.namespaces import CCWP, ID, OWL, RDF, RDFS, SH, SKOS, XSD
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.syntax.canonical import canonical
from ccwp_kg.validation import Report, validate
from ccwp_kg.validation.shapes import shapes_graph
from ccwp_kg.validation.terms import from_rdflib

ABOUT_CLASSES = {OWL.AllDisjointClasses, OWL.Class}
AXIOMS = {RDFS.domain, RDFS.range, OWL.inverseOf, OWL.disjointWith}
DOMAINS, RANGES = dict(pairs(RICH, RDFS.domain)), dict(pairs(RICH, RDFS.range))
FUNCTIONAL = {term for term, kind in pairs(RICH, RDF.type) if kind == OWL.FunctionalProperty}
DISJOINT = disjoint(RICH)
PARENTS = pairs((*CORE, *ALIGNMENTS), RDFS.subClassOf)
TERMS = sorted(PROPERTIES, key=lambda term: term.value)


def under(kind: Node) -> set[Node]:
    """A class and those above it."""
    return {kind, *above(kind, PARENTS)}


# The module as a file.


def test_file_is_what_the_shapes_give() -> None:
    """`ontology/rich.ttl` is generated, and nobody edited it."""
    assert canonical(RICH) == canonical(rich_module(CORE, SHAPES))


def test_module_speaks_of_declared_terms_only() -> None:
    """Besides its header it declares each term as the core does, and adds axioms about these terms alone."""
    about = [t for t in RICH if t.subject != RICH_IRI and isinstance(t.subject, NamedNode)]
    lists = [t for t in RICH if isinstance(t.subject, BlankNode)]
    assert {t.object for t in lists if isinstance(t.object, NamedNode)} - {RDF.nil, *ABOUT_CLASSES} <= CLASSES
    assert {t.subject for t in about} == set(KINDS)
    assert {t.predicate for t in about} == {RDF.type, *AXIOMS}
    assert {t.predicate for t in lists} == {RDF.type, RDF.first, RDF.rest, OWL.members, OWL.unionOf}
    kinds = {(t.subject, t.object) for t in about if t.predicate == RDF.type and t.object != OWL.FunctionalProperty}
    assert kinds == set(KINDS.items())
    foreign = {t.object.value for t in about if t.predicate in AXIOMS and t.object not in KINDS}
    assert {iri for iri in foreign if not iri.startswith((XSD, OWL, RDF, RDFS, SKOS))} == set()
    assert not any(isinstance(t.object, BlankNode) for t in about)


def test_header_follows_the_core() -> None:
    """It imports the core, has its version, and an IRI of its own for that version."""
    [number] = objects(CORE, CORE_IRI, OWL.versionInfo)
    assert [CORE_IRI] == objects(RICH, RICH_IRI, OWL.imports)
    assert [number] == objects(RICH, RICH_IRI, OWL.versionInfo)
    assert [NamedNode(f"{RICH_IRI.value}/{number.value}")] == objects(RICH, RICH_IRI, OWL.versionIRI)
    assert RICH_IRI in objects(CORE, CORE_IRI, RDFS.seeAlso)


@pytest.mark.parametrize("missing", [OWL.versionInfo, OWL.versionIRI, RDFS.label])
def test_a_core_without_a_header_is_refused(missing: NamedNode) -> None:
    """The module states nothing in its head that the core does not; the error says what to add, and where."""
    broken = [t for t in CORE if (t.subject, t.predicate) != (CORE_IRI, missing)]
    with pytest.raises(InvalidTurtle, match=f"ontology/ccwp.ttl .*{missing.value}"):
        rich_module(broken, SHAPES)


def test_module_stays_out_of_the_data(dataset: NamedGraphs) -> None:
    """No graph has an axiom of it: an engine that reasons by itself must not conclude for those who only load data."""
    for graph, triples in dataset.graphs.items():
        assert not [
            t for t in triples if t.predicate in AXIOMS or t.object in (OWL.FunctionalProperty, OWL.AllDisjointClasses)
        ], graph


# The module and the shapes.


def thing(of: str, term: NamedNode) -> NamedNode:
    return NamedNode(f"{ID}test/{of}/{name(term)}")


def judged(of: str, values: Iterable[tuple[NamedNode, list[Node]]]) -> tuple[Report, list[Triple]]:
    """What the shapes say of one thing of each property's domain, or of any class they give it, with these values."""
    triples: list[Triple] = []
    for term, objects_ in values:
        subject = thing(of, term)
        triples += [Triple(subject, RDF.type, kind) for kind in under(DOMAINS[term])]
        triples += [Triple(subject, term, value) for value in objects_]
        # Some shapes are about what a plan lists as its action.
        triples += [Triple(thing("plan", term), CCWP.hasAction, subject)] if DOMAINS[term] == CCWP.Action else []
    return validate(triples, shapes=SHAPES), triples


def broken(report: Report, of: str, term: NamedNode) -> set[str]:
    """The kinds of constraint that the property of a thing breaks."""
    return {
        result.component.value.removeprefix(SH).removesuffix("ConstraintComponent")
        for result in report.results
        if result.focus_node == thing(of, term) and result.path == term
    }


def test_shapes_refuse_what_is_out_of_range() -> None:
    """A value that a range excludes violates a shape: something unknown for a class, a token for a datatype."""
    unknown = NamedNode(f"{ID}test/unknown")
    wrong = {term: unknown if term in LINKS else Literal("?", datatype=XSD.token) for term in RANGES if term in DOMAINS}
    wrong |= {term: unknown for term, kind in RANGES.items() if kind == RDFS.Literal}
    report, _ = judged("range", [(term, [value]) for term, value in wrong.items()])
    assert len(wrong) > 80
    allowed = {"Class", "Datatype", "LanguageIn", "NodeKind", "In", "Node"}
    assert [] == [name(term) for term in wrong if not broken(report, "range", term) & allowed]


def test_shapes_refuse_a_second_value() -> None:
    """Two values of a property that has one at most are a violation of a shape."""
    both = [(term, [Literal("1"), Literal("2")]) for term in FUNCTIONAL if term in DOMAINS]
    report, _ = judged("second", both)
    assert len(both) > 40
    assert [] == [name(term) for term, _ in both if "MaxCount" not in broken(report, "second", term)]


@cache
def shapes() -> rdflib.Graph:
    return shapes_graph(SHAPES)


def constraints(term: NamedNode) -> list[tuple[rdflib.term.Node, rdflib.term.Node]]:
    """The property shapes on a property, each with the shape it belongs to."""
    parts = shapes().subjects(rdflib.SH.path, rdflib.URIRef(term.value))
    return [(shape, part) for part in parts for shape in shapes().subjects(rdflib.SH.property, part)]


def targets(shape: rdflib.term.Node) -> set[rdflib.term.Node]:
    return set(shapes().objects(shape, rdflib.SH.targetClass))


def demanded(part: rdflib.term.Node) -> set[rdflib.term.Node]:
    return {kind for way in (rdflib.SH["class"], rdflib.SH.datatype) for kind in shapes().objects(part, way)}


@pytest.mark.parametrize("term", TERMS, ids=name)
def test_no_shape_contradicts_an_axiom(term: NamedNode) -> None:
    """Each class that a shape gives a property lies in its domain, each class or datatype of a value in its range."""
    domain, values = DOMAINS.get(term), RANGES.get(term)
    for shape, part in constraints(term):
        assert all(domain is None or domain in under(from_rdflib(kind)) for kind in targets(shape))
        assert all(values is None or values in under(from_rdflib(kind)) for kind in demanded(part))


def agreed(said: list[set[rdflib.term.Node]]) -> Node | None:
    """The one thing that all say, and nothing else."""
    together = set.union(*said) if said else set()
    return from_rdflib(next(iter(together))) if all(said) and len(together) == 1 else None


@pytest.mark.parametrize("term", TERMS, ids=name)
def test_what_shapes_agree_on_is_an_axiom(term: NamedNode) -> None:
    """Where all shapes on a property have one class as their target, or one class of values, the module says so."""
    found = constraints(term)
    assert agreed([targets(shape) for shape, _ in found]) in (None, DOMAINS.get(term))
    assert agreed([demanded(part) for _, part in found]) in (None, RANGES.get(term))
    counts = [{*shapes().objects(part, rdflib.SH.maxCount)} for _, part in found]
    assert agreed(counts) is None or term in FUNCTIONAL


BY_RULE = {"succeededBy", "followedUpBy"}
"""Inverse properties that a rule adds; what is read need not have them."""


@pytest.mark.parametrize(
    ("one", "other"), [*((b, a) for a, b in INVERSES), *(pair for pair in INVERSES if pair[1] not in BY_RULE)]
)
def test_shapes_demand_the_inverse_of_a_property(one: str, other: str) -> None:
    """A thing that has one of them without the other in return is a violation."""
    first, second = thing("one", CCWP.term(one)), thing("other", CCWP.term(one))
    every = (CCWP.CouncilDocument, CCWP.Corrigendum, CCWP.ActionPlan, CCWP.Action)
    kinds = [Triple(node, RDF.type, kind) for node in (first, second) for kind in every]
    alone = validate([*kinds, Triple(first, CCWP.term(one), second)], shapes=SHAPES)
    mutual = validate(
        [*kinds, Triple(first, CCWP.term(one), second), Triple(second, CCWP.term(other), first)], shapes=SHAPES
    )

    def refused(report: Report) -> set[object]:
        return {r.source_constraint for r in report.results if r.focus_node == first and r.value == second}

    assert {CCWP.term(one), CCWP.term(other)} <= LINKS
    assert refused(alone) - refused(mutual)


def test_each_partition_is_one_axiom() -> None:
    """It says of each pair on two sides of a bar that they share nothing, and of no other pair."""
    pairs_of = (combinations([line.split() for line in partition.split("|")], 2) for partition in PARTITIONS)
    meant = {
        frozenset(map(CCWP.term, pair)) for found in pairs_of for one, other in found for pair in product(one, other)
    }
    assert meant == DISJOINT
    assert len(meant) > 500
    stated = [t for t in RICH if t.predicate == OWL.disjointWith or t.object == OWL.AllDisjointClasses]
    assert len(stated) == len(PARTITIONS)


def test_partitions_place_every_class() -> None:
    """A class of its own stands on one line of some partition, a class under another where its like do, or above."""
    lines = [[kinds.split() for kinds in partition.split("|")] for partition in PARTITIONS]
    for partition in lines:
        names = [word for line in partition for word in line]
        assert len(partition) > 1
        assert sorted(set(names)) == sorted(names)
    placed = {CCWP.term(word) for partition in lines for line in partition for word in line}
    assert placed <= CLASSES
    assert [] == [name(kind) for kind in CLASSES if not placed & under(kind)]


def test_no_class_is_empty_by_its_own_axioms() -> None:
    """A class that stood under two disjoint ones could have no members."""
    clashes = [(name(k), a, b) for k in CLASSES for a in under(k) for b in under(k) if frozenset((a, b)) in DISJOINT]
    assert [] == clashes


# The module and the data, as the rules of OWL 2 RL see them (OWL 2 Profiles §4.3).


def closure(*parts: Iterable[Triple]) -> tuple[frozenset[Triple], list[str]]:
    """Everything that follows from some statements and the ontology, and what owlrl says is contradictory."""
    graph = shapes_graph([*CORE, *RICH, *ALIGNMENTS, *(t for part in parts for t in part)])
    rules = owlrl.OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False)
    rules.closure()
    followed = (t for t in graph if not isinstance(t[0], rdflib.Literal))
    return frozenset(Triple(*map(from_rdflib, t)) for t in followed), [str(error) for error in rules.error_messages]


@pytest.fixture(scope="module")
def entailed() -> tuple[frozenset[Triple], list[str]]:
    return closure(data())


@pytest.mark.slow
def test_data_are_consistent(entailed: tuple[frozenset[Triple], list[str]]) -> None:
    """Nothing is of two disjoint classes, or of none; no value is outside its datatype; no two things become one."""
    followed, errors = entailed
    assert [] == errors
    assert [] == [t for t in followed if t.predicate == RDF.type and t.object == OWL.Nothing]
    one = [t for t in followed - data() if t.predicate == OWL.sameAs and t.subject != t.object]
    assert [] == one
    literals = [t for t in data() if isinstance(t.object, Literal) and t.predicate in RANGES]
    wrong = [t for t in literals if RANGES[t.predicate] not in (RDFS.Literal, t.object.datatype)]
    assert literals
    assert [] == wrong


def test_data_have_one_value_where_one_is_allowed() -> None:
    """OWL would take two values of such a property for the same, or find them contradictory if they are literals."""
    values = defaultdict(set)
    for t in data():
        if t.predicate in FUNCTIONAL:
            values[t.subject, t.predicate].add(t.object)
    assert values
    assert {} == {key: found for key, found in values.items() if len(found) > 1}


def test_data_entail_no_class_they_do_not_state(entailed: tuple[frozenset[Triple], list[str]]) -> None:
    """Of what the data describe, the stated classes and those above them follow: domains and ranges add none."""
    stated = defaultdict(set)
    for subject, kind in pairs(data(), RDF.type):
        stated[subject] |= under(kind)
    found = defaultdict(set)
    for subject, kind in pairs(entailed[0], RDF.type):
        if subject in stated and not isinstance(kind, BlankNode):  # a union of classes says no more than one of them
            found[subject].add(kind)
    added = {subject: kinds - stated[subject] - {OWL.Thing} for subject, kinds in found.items()}
    assert {} == {subject.value: kinds for subject, kinds in added.items() if kinds}
    assert all(stated[subject] <= found[subject] for subject in stated)


def test_data_entail_a_class_of_nothing_undescribed(entailed: tuple[frozenset[Triple], list[str]]) -> None:
    """What the data only point to gets no class of ours: a vocabulary elsewhere says what it is."""
    described = {t.subject for t in data()} | {t.subject for t in (*CORE, *RICH, *ALIGNMENTS)}
    own = {(s, kind) for s, kind in pairs(entailed[0], RDF.type) if kind in CLASSES and s not in described}
    assert set() == own


PLAN, ACTION, OLAF, DOCUMENT = (
    NamedNode(f"{ID}{of}")
    for of in (
        "plan/5",
        "plan/5/action/5.1",
        "organisation/olaf",
        "document/ST-6285-2006-COR-1",
    )
)
UNKNOWN = NamedNode(f"{ID}document/unknown")
FAULTS = [
    # (what follows and should not, the statement that is wrong)
    ("contradiction", Triple(PLAN, RDF.type, CCWP.Meeting)),
    ("contradiction", Triple(PLAN, CCWP.hasIndicator, UNKNOWN)),
    ("contradiction", Triple(ACTION, CCWP.partOfPlan, OLAF)),
    ("class", Triple(UNKNOWN, CCWP.reportedIn, DOCUMENT)),
    ("same", Triple(DOCUMENT, CCWP.correctsDocument, UNKNOWN)),
    ("inverse", Triple(UNKNOWN, CCWP.hasCorrigendum, DOCUMENT)),
]


def near() -> list[Triple]:
    """What the data say of a few things, without the parts that only those have."""
    return [t for t in data() if t.subject in (PLAN, ACTION, OLAF, DOCUMENT) and t.predicate != CCWP.hasSpan]


@pytest.mark.slow
@pytest.mark.parametrize(("sort", "wrong"), FAULTS)
def test_oracle_sees_a_fault(sort: str, wrong: Triple) -> None:
    """The reasoner is not blind: one wrong statement about a few real things, and it shows."""
    followed, errors = closure(near(), [wrong])
    shown = {
        "contradiction": bool(errors),
        "class": Triple(wrong.subject, RDF.type, CCWP.Action) in followed,
        "same": any(t.predicate == OWL.sameAs and t.subject != t.object for t in followed),
        "inverse": Triple(wrong.object, CCWP.correctsDocument, wrong.subject) in followed,
    }
    assert shown[sort]


def test_oracle_finds_nothing_where_nothing_is_wrong() -> None:
    """What it sees in the other test is the fault, and not the things around it."""
    followed, errors = closure(near())
    assert [] == errors
    assert [] == [t for t in followed if t.predicate == OWL.sameAs and t.subject != t.object]
