"""The SEMIC style guide's own SHACL rules judge the ontology, its rich module and the shapes.

The guide (1.0.0) comes with 14 files of rules; `REFERENCE_DATA` says where they lie. An exception has a reason and
ends when nothing needs it any more.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
from ontology_graphs import CORE, CORE_IRI, RICH, RICH_IRI, SHAPES
from pyoxigraph import Triple

from ccwp_kg.namespaces import DCTERMS, OWL, RDF, RDFS, SH
from ccwp_kg.rdf.syntax.read import turtle_files
from ccwp_kg.validation.shapes import shapes_graph

ONTOLOGY_RULES = (
    "max_one_label",
    "min_one_lexicalisation_opt",
    "min_ontology_header",
    "no_advanced_definitions",
    "no_atomic_versioning",
    "no_domain_range_opt",
    "only_owl_ontology",
    "only_owl_resources",
    "only_subsumption_rels",
    "select_few_expressions",
    "semantic_versioning",
)
SHAPE_RULES = ("avoid_class_extension", "severity_declaration_exists", "shape_declarations_exist")
DOCUMENTS: dict[str, tuple[Triple, ...]] = {"core": CORE, "rich": RICH, "shapes": SHAPES}
JUDGED = [(document, rule) for document in ("core", "rich") for rule in ONTOLOGY_RULES]
JUDGED += [("shapes", rule) for rule in SHAPE_RULES]


@dataclass(frozen=True)
class Finding:
    """A result of validation: what it is about, by which property, with which value; "" where it names none."""

    focus: str
    path: str
    value: str


Pardon = tuple[Callable[[Finding], bool], str]
NAMED = (DCTERMS.license.value, DCTERMS.publisher.value)
AXIOMS = (RDFS.domain.value, RDFS.range.value, OWL.disjointWith.value, OWL.inverseOf.value)
LISTS = (OWL.members.value, OWL.unionOf.value, RDF.first.value, RDF.rest.value)
NAMES_WANTED = "DCMI gives a licence and a publisher the range of a thing; a name could not be followed"
CLOSED_HEADER = "SC-R2 admits version, provenance and description in a header, its closed list not even owl:versionInfo"
HEAVIER = "SC-R2 allows heavier modules beside the core, generated and consistent; this is one"

EXCEPTIONS: dict[tuple[str, str], Pardon] = {
    ("core", "min_ontology_header"): (lambda found: found.path in NAMED, NAMES_WANTED),
    ("core", "select_few_expressions"): (lambda found: found.focus == CORE_IRI.value, CLOSED_HEADER),
    ("rich", "min_ontology_header"): (lambda found: found.path in NAMED, NAMES_WANTED),
    ("rich", "min_one_lexicalisation_opt"): (
        lambda found: found.focus != RICH_IRI.value,
        "the terms have their labels in the core, which is imported; said twice, they could differ",
    ),
    ("rich", "no_advanced_definitions"): (lambda _: True, HEAVIER),
    ("rich", "no_domain_range_opt"): (lambda found: found.path in AXIOMS, HEAVIER),
    ("rich", "only_owl_ontology"): (lambda found: found.path in LISTS, HEAVIER),
    ("rich", "only_owl_resources"): (
        lambda found: found.value in (OWL.FunctionalProperty.value, OWL.AllDisjointClasses.value),
        HEAVIER,
    ),
    ("rich", "only_subsumption_rels"): (lambda found: found.path in AXIOMS, HEAVIER),
    ("rich", "select_few_expressions"): (
        lambda found: found.focus == RICH_IRI.value or found.path in (*AXIOMS, *LISTS),
        f"{HEAVIER}; and {CLOSED_HEADER}",
    ),
    ("shapes", "severity_declaration_exists"): (
        lambda _: True,
        "DSC-R5 wants severities; its rule wants them on a node shape or on its property shapes, never on both, but a "
        "property shape has none from its node shape (SHACL §2.1.4), so each of ours states its own",
    ),
    ("shapes", "shape_declarations_exist"): (
        lambda found: found.value == SH.SPARQLConstraint.value,
        "a constraint in SPARQL has a class of SHACL (§5.2), which the guide's own rules use, too",
    ),
}


@pytest.fixture(scope="module")
def guide() -> Path:
    if "REFERENCE_DATA" not in os.environ:
        pytest.skip("REFERENCE_DATA does not say where the SEMIC style guide's shapes lie")
    return Path(os.environ["REFERENCE_DATA"]) / "semic" / "style-guide"


@cache
def graph_of(document: str) -> rdflib.Graph:
    return shapes_graph(DOCUMENTS[document])


def judge(graph: rdflib.Graph, rule: rdflib.Graph) -> Iterator[Finding]:
    normalize = rdflib.NORMALIZE_LITERALS
    try:
        _, report, _ = pyshacl.validate(graph, shacl_graph=rule)
    finally:
        rdflib.NORMALIZE_LITERALS = normalize  # pyshacl leaves it changed
    shacl = rdflib.SH
    for result in report.subjects(rdflib.RDF.type, shacl.ValidationResult):
        parts = (report.value(result, part) for part in (shacl.focusNode, shacl.resultPath, shacl.value))
        yield Finding(*("" if part is None else str(part) for part in parts))


@pytest.mark.parametrize(("document", "rule"), JUDGED, ids=lambda value: value)
def test_rule_is_kept(guide: Path, document: str, rule: str) -> None:
    """A rule finds nothing but what an exception pardons, and an exception pardons something."""
    found = set(judge(graph_of(document), rdflib.Graph().parse(guide / f"{rule}.shacl.ttl")))
    pardons, why = EXCEPTIONS.get((document, rule), (lambda _: False, ""))
    assert set() == {finding for finding in found if not pardons(finding)}, why
    assert found or not why, f"nothing needs this exception any more: {why}"


def test_every_rule_of_the_guide_is_used(guide: Path) -> None:
    """A file of rules that nobody runs is kept by nobody."""
    assert {path.name.removesuffix(".shacl.ttl") for path in turtle_files(guide)} == {rule for _, rule in JUDGED}
    assert set(EXCEPTIONS) <= set(JUDGED)


def test_severity_is_declared_where_the_guide_wants_it(guide: Path) -> None:
    """DSC-R5 read as "on a node shape, on its property shapes, or on both" finds nothing."""
    rule = rdflib.Graph().parse(guide / "severity_declaration_exists.shacl.ttl")
    for subject, choices in list(rule.subject_objects(rdflib.SH.xone)):
        rule.remove((subject, rdflib.SH.xone, choices))
        rule.add((subject, rdflib.SH["or"], choices))
    assert [] == list(judge(graph_of("shapes"), rule))


PLANTED = [
    # (rule, what is wrong, in Turtle)
    ("max_one_label", 'a:c a owl:Class ; rdfs:label "one"@en , "two"@en .'),
    ("min_one_lexicalisation_opt", "a:c a owl:Class ."),
    ("no_advanced_definitions", "a:c a owl:Class ; rdfs:subClassOf [ a owl:Restriction ] ."),
    ("no_atomic_versioning", 'a:c a owl:Class ; owl:versionInfo "1.0.0" .'),
    ("no_domain_range_opt", "a:p a owl:ObjectProperty ; rdfs:domain a:c ."),
    ("only_owl_resources", "a:x a a:c ."),
    ("only_subsumption_rels", "a:c a owl:Class ; a:like a:d ."),
    ("semantic_versioning", 'a:o a owl:Ontology ; owl:versionInfo "1.0" .'),
    ("avoid_class_extension", "a:c a owl:Class , sh:NodeShape ."),
    ("severity_declaration_exists", "a:s a sh:NodeShape ; sh:property [ sh:path a:p ] ."),
]


@pytest.mark.parametrize(("rule", "wrong"), PLANTED)
def test_rule_sees_what_it_should(guide: Path, rule: str, wrong: str) -> None:
    """The rules are not blind as they are run here."""
    heads = {"a": "urn:a:", "owl": OWL, "rdfs": RDFS, "sh": SH}
    text = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in heads.items()) + wrong
    assert list(judge(rdflib.Graph().parse(data=text), rdflib.Graph().parse(guide / f"{rule}.shacl.ttl")))
