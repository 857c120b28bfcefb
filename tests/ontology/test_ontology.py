"""The ontology says what its terms mean, and the data use its terms and no others."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ccwp_kg import namespaces
from ccwp_kg.namespaces import CCWP, ID, OWL, PUBLISHED, RDF, RDFS, SH, SKOS, XSD
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.rdf.syntax.read import read_triples, turtle_files

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
ONTOLOGY_IRI = NamedNode(PUBLISHED + "ontology")

PREFIXES = read_prefixes(ONTOLOGY / "prefixes.ttl").table
VOCABULARY = read_triples(ONTOLOGY / "ccwp.ttl")
KINDS = {t.subject: t.object for t in VOCABULARY if t.predicate == RDF.type and t.subject != ONTOLOGY_IRI}
TERMS = sorted(KINDS, key=lambda term: term.value)
CLASSES = [term for term in TERMS if KINDS[term] == OWL.Class]
OBJECT_PROPERTIES = {term for term in TERMS if KINDS[term] == OWL.ObjectProperty}
DATATYPE_PROPERTIES = {term for term in TERMS if KINDS[term] == OWL.DatatypeProperty}
PROPERTIES = sorted(OBJECT_PROPERTIES | DATATYPE_PROPERTIES, key=lambda term: term.value)

# Declared, but said of nothing yet.
UNUSED = {
    "CoverEntry": "the draft that was read has no cover",
    "OtherEntry": "each column read so far has its property",
    "columnHeading": "each column read so far has its property",
    "ProjectGroup": "the plan foresees project groups and names none",
    **dict.fromkeys(["addendum", "addendumRevision"], "no document read so far cites an addendum"),
    **dict.fromkeys(
        [
            *["Correction", "authorRole", "correctThing", "correctValue", "correctedProperty", "correctedResource"],
            *["correctsSource", "hasCorrection", "reason", "replacedThing", "replacedValue", "reviewerRole"],
        ],
        "nothing read so far needs a correction",
    ),
    "marking": "the draft that was read bears no marking",
    "receivedSha256": "no document read so far came as a PDF",
    "startDate": "the plan dates no action's start",
    **dict.fromkeys(
        [
            *["progressAsPrinted", "scheduledFrom", "scheduledUntil", "startAsPrinted"],
            "timetableAsPrinted",
        ],
        "the annex of the plan has no such column",
    ),
    "workArea": "the plan names work areas for all actions together",
}
# Said in the description that a release computes, not in the files kept here.
WHEN = {"approvedOn", "deadline", "reviewedOn", "scheduledFrom", "startDate"}
COMPUTED = {
    "ChangeSet", "addedStatementCount", "addsThing", "changesOf", "changesSince", "changesThing",
    "removedStatementCount", "withdrawsThing",
    "InferenceRule", "ruleName",
}  # fmt: skip


def local(term: NamedNode) -> str:
    return term.value.removeprefix(CCWP)


def values(subject: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
    return [t.object for t in VOCABULARY if t.subject == subject and t.predicate == predicate]


def read_example(text: str) -> list[Triple]:
    """Turtle as examples are written: prefixes of the registry, relative IRIs under `…/id/`."""
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
    return [quad.triple for quad in parse(head + text, format=RdfFormat.TURTLE, base_iri=ID)]


def data_triples(*folders: str) -> list[Triple]:
    return [t for folder in folders for path in turtle_files(ROOT / "data" / folder) for t in read_triples(path)]


def own_terms(triples: list[Triple]) -> set[NamedNode]:
    """Terms of our namespace that stand as predicate or class."""
    used = {t.predicate for t in triples} | {t.object for t in triples if t.predicate == RDF.type}
    return {term for term in used if term.value.startswith(CCWP)}


DATA = data_triples("sources", "curated", "corrections", "external", "generated", "releases")


@pytest.mark.parametrize("term", TERMS, ids=local)
def test_term_is_documented(term: NamedNode) -> None:
    """A term has one English label, one English definition that does not contain it, and says where it is defined."""
    [label] = values(term, RDFS.label)
    [definition] = values(term, SKOS.definition)
    assert (label.language, definition.language) == ("en", "en")
    assert not re.search(rf"\b{re.escape(label.value)}\b", definition.value, re.IGNORECASE)
    assert values(term, RDFS.isDefinedBy) == [ONTOLOGY_IRI]
    assert KINDS[term] in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


def test_terms_have_one_kind_and_a_fitting_name() -> None:
    """Classes are UpperCamel, properties lowerCamel (SEMIC style guide, CMC-R2 and CMC-R4); nothing is both."""
    assert Counter(t.subject for t in VOCABULARY if t.predicate == RDF.type).most_common(1)[0][1] == 1
    wrong = [
        local(term)
        for term in TERMS
        if not re.fullmatch(r"[A-Z][A-Za-z]*" if term in CLASSES else r"[a-z][A-Za-z0-9]*", local(term))
    ]
    assert wrong == []


def test_labels_are_unique() -> None:
    """Two terms never bear the same label, capitals aside."""
    labels = Counter(values(term, RDFS.label)[0].value.casefold() for term in TERMS)
    assert [label for label, count in labels.items() if count > 1] == []


def test_ontology_is_light() -> None:
    """Only declarations, labels and subsumption: no domain, no range, no axiom (SEMIC style guide, SC-R2)."""
    allowed = {
        RDF.type,
        RDFS.label,
        SKOS.definition,
        RDFS.isDefinedBy,
        RDFS.subClassOf,
        RDFS.subPropertyOf,
        SKOS.example,
    }
    assert {t.predicate for t in VOCABULARY if t.subject != ONTOLOGY_IRI} <= allowed


def test_own_subsumption_stays_at_home() -> None:
    """ccwp.ttl subsumes own terms under declared own terms of the same kind; foreign ones are alignments."""
    pairs = [(t.subject, t.object) for t in VOCABULARY if t.predicate in (RDFS.subClassOf, RDFS.subPropertyOf)]
    assert pairs
    assert [(a, b) for a, b in pairs if KINDS.get(a) != KINDS.get(b)] == []


def test_no_term_is_minted_in_a_foreign_namespace() -> None:
    """Whatever the ontology folder describes is ours, but for alignments' targets and the terms reused."""
    alignments = ONTOLOGY / "alignments"
    others = alignments / "things", alignments / "publication", ONTOLOGY / "reused-terms.ttl"
    own = [path for path in turtle_files(ONTOLOGY) if path not in others and path.parent not in others]
    subjects = {t.subject.value for path in own for t in read_triples(path) if isinstance(t.subject, NamedNode)}
    assert [iri for iri in sorted(subjects) if not iri.startswith(PUBLISHED)] == []


def test_no_blank_nodes() -> None:
    """Ontology and data name everything; the rich module names no axiom, as OWL wants it."""
    named = [path for path in turtle_files(ONTOLOGY) if path.name != "rich.ttl"]
    for path in [*named, *turtle_files(ROOT / "data")]:
        nodes = {node for t in read_triples(path) for node in (t.subject, t.object)}
        assert [node for node in nodes if isinstance(node, BlankNode)] == [], path


@pytest.mark.parametrize("path", turtle_files(ONTOLOGY / "alignments" / "terms"), ids=lambda path: path.stem)
def test_alignment_speaks_of_one_vocabulary(path: Path) -> None:
    """An alignment of terms ties declared ones to the one vocabulary it is named after, and says no more."""
    triples = read_triples(path)
    assert triples
    for triple in triples:
        assert triple.object.value.startswith(PREFIXES[path.stem])
        assert triple.predicate == (RDFS.subClassOf if KINDS[triple.subject] == OWL.Class else RDFS.subPropertyOf)


@pytest.mark.parametrize("term", PROPERTIES, ids=local)
def test_property_example(term: NamedNode) -> None:
    """The example of a property is one statement made with it, about a thing for an object property."""
    [example] = values(term, SKOS.example)
    [triple] = read_example(example.value)
    assert triple.predicate == term
    assert isinstance(triple.object, NamedNode) == (term in OBJECT_PROPERTIES)


@pytest.mark.parametrize("term", CLASSES, ids=local)
def test_class_example(term: NamedNode) -> None:
    """Each class has a file with an instance of it, which uses declared terms only."""
    triples = read_triples(ONTOLOGY / "examples" / f"{local(term)}.ttl")
    assert any(t.predicate == RDF.type and t.object == term for t in triples)
    assert own_terms(triples) <= set(TERMS)


def test_examples_are_of_declared_classes() -> None:
    """No example outlives its class."""
    assert {path.stem for path in turtle_files(ONTOLOGY / "examples")} == {local(term) for term in CLASSES}


def test_data_use_declared_terms_only() -> None:
    """Every predicate and class of ours in the data is declared."""
    assert own_terms(DATA)
    assert {local(term) for term in own_terms(DATA) - set(TERMS)} == set()


def test_declared_terms_are_used() -> None:
    """Every declared term is said of something, but for those listed with a reason."""
    if not turtle_files(ROOT / "data" / "generated"):
        pytest.skip("data/generated is empty: run 'ccwp-kg build' first")
    assert {local(term) for term in set(TERMS) - own_terms(DATA)} == set(UNUSED) | COMPUTED


def test_properties_keep_their_kind_in_data() -> None:
    """An object property points to a thing, a datatype property to a value."""
    wrong = {
        local(t.predicate)
        for t in DATA
        if (t.predicate in OBJECT_PROPERTIES and not isinstance(t.object, NamedNode))
        or (t.predicate in DATATYPE_PROPERTIES and not isinstance(t.object, Literal))
    }
    assert wrong == set()


# Concepts.

CONCEPT_TRIPLES = [t for path in turtle_files(ONTOLOGY / "concepts") for t in read_triples(path)]
GLOSSARY_TRIPLES = read_triples(ROOT / "data" / "curated" / "concepts.ttl")


def concept_facts() -> dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]]:
    facts: defaultdict[NamedNode, defaultdict[NamedNode, list[NamedNode | Literal]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for t in [*CONCEPT_TRIPLES, *GLOSSARY_TRIPLES]:
        facts[t.subject][t.predicate].append(t.object)
    return {subject: said for subject, said in facts.items() if SKOS.Concept in said[RDF.type]}


CONCEPTS = concept_facts()
SCHEMES = {
    t.subject
    for t in [*CONCEPT_TRIPLES, *GLOSSARY_TRIPLES]
    if t.predicate == RDF.type and t.object == SKOS.ConceptScheme
}


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept.value.removeprefix(ID))
def test_concept_is_documented(concept: NamedNode) -> None:
    """A concept has one English label, one definition, and stands in described schemes."""
    said = CONCEPTS[concept]
    assert [label.language for label in said[SKOS.prefLabel]] == ["en"]
    assert [text.language for text in said[SKOS.definition]] == ["en"]
    assert said[SKOS.inScheme]
    assert set(said[SKOS.inScheme]) <= SCHEMES
    assert set(said.get(SKOS.broader, [])) <= set(CONCEPTS)


def test_one_scheme_a_file() -> None:
    """A file describes one scheme, named like the file, and puts its concepts into that scheme and no other."""
    for path in turtle_files(ONTOLOGY / "concepts"):
        triples = read_triples(path)
        scheme = NamedNode(f"{ID}scheme/{path.stem}")
        assert {t.subject for t in triples if t.object == SKOS.ConceptScheme} == {scheme}
        assert {t.object for t in triples if t.predicate == SKOS.inScheme} <= {scheme}


def test_labels_within_a_scheme_are_unique() -> None:
    """Two concepts of one scheme never bear the same label."""
    labels = Counter(
        (s, said[SKOS.prefLabel][0].value.casefold()) for said in CONCEPTS.values() for s in said[SKOS.inScheme]
    )
    assert [entry for entry, count in labels.items() if count > 1] == []


@pytest.mark.parametrize(
    ("scheme", "table"),
    [
        ("citation-roles", "roles"),
        ("decisions", "decisions"),
        ("products", "products"),
    ],
)
def test_profiles_speak_of_concepts(scheme: str, table: str) -> None:
    """What a reading profile may find is a concept of the scheme it belongs to."""
    members = {c.value.removeprefix(ID + "concept/") for c in CONCEPTS if in_scheme(c, scheme)}
    found = set()
    for path in sorted((ROOT / "data" / "profiles").rglob("*.toml")):
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get(table, ())
        named = {entry["slug"].removeprefix("concept/") for entry in entries}
        assert named <= members, path.name
        found |= named
    assert found


def in_scheme(concept: NamedNode, scheme: str) -> bool:
    return NamedNode(f"{ID}scheme/{scheme}") in CONCEPTS[concept][SKOS.inScheme]


def test_data_point_to_described_concepts() -> None:
    """A concept that the data point to is described in a scheme file or in the glossary."""
    named = {t.object for t in DATA if isinstance(t.object, NamedNode) and t.object.value.startswith(ID + "concept/")}
    assert {concept.value for concept in named - set(CONCEPTS)} == set()


# Prefixes and context.


def test_prefixes_are_well_formed() -> None:
    """A prefix has one namespace, a namespace one prefix, and ends where a name can follow."""
    assert [p for p in PREFIXES if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", p)] == []
    assert [n for n in PREFIXES.values() if n[-1] not in "#/"] == []
    assert [n for n, count in Counter(PREFIXES.values()).items() if count > 1] == []


def test_each_prefix_is_declared_once() -> None:
    """By the ontology, or by the dataset where it names things alone or serves its description (SHACL §5.2.1)."""
    declaring = [t for t in read_triples(ONTOLOGY / "prefixes.ttl") if t.predicate == SH.declare]
    assert {t.subject for t in declaring} == {ONTOLOGY_IRI, NamedNode(ID + "dataset")}
    prefixes = [t.subject for t in read_triples(ONTOLOGY / "prefixes.ttl") if t.predicate == SH.term("prefix")]
    assert Counter(t.object for t in declaring) == Counter(prefixes)


@pytest.mark.parametrize(
    "name", [n for n in vars(namespaces) if isinstance(getattr(namespaces, n), namespaces.Namespace)]
)
def test_namespaces_of_the_code_are_registered(name: str) -> None:
    """The code knows no namespace that the registry does not know."""
    assert getattr(namespaces, name) in PREFIXES.values()


CONTEXT = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]


def expand(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return CONTEXT[prefix] + rest


def test_context_names_every_term() -> None:
    """The context has a term for each class and property, by its own name, and the registry's prefixes."""
    own = {name: v if isinstance(v, str) else v["@id"] for name, v in CONTEXT.items() if "ccwp:" in str(v)}
    assert own == {local(term): f"ccwp:{local(term)}" for term in TERMS}
    assert PREFIXES.items() <= CONTEXT.items()
    assert CONTEXT["@version"] == 1.1
    assert [v for v in CONTEXT.values() if isinstance(v, str) and v.endswith(".jsonld")] == []


@pytest.mark.parametrize("term", PROPERTIES, ids=local)
def test_context_agrees_with_the_example(term: NamedNode) -> None:
    """A term's coercion is that of its kind: @id for things, the datatype or language of its example for values."""
    entry = CONTEXT[local(term)]
    [example] = values(term, SKOS.example)
    [triple] = read_example(example.value)
    several = {*WHEN, "recurrence", "namesTime"}
    if term in OBJECT_PROPERTIES:
        assert entry.get("@type") == "@id"
    elif triple.object.language and local(term) not in several:
        assert entry.get("@language") == triple.object.language
    elif "@type" in entry:
        assert expand(entry["@type"]) == triple.object.datatype.value
    else:
        # Values of several datatypes name theirs where they stand.
        assert triple.object.datatype == XSD.string or local(term) in several


def test_context_reads_back() -> None:
    """JSON-LD written with the context means what the Turtle of the example means."""
    document = {
        "@context": CONTEXT,
        "id": ID + "meeting/draft-fifth-action-plan-2011-02-18",
        "type": "Meeting",
        "label": "Meeting of 18 February 2011",
        "heldOn": "2011-02-18",
        "partOfPlan": ID + "plan/5",
    }
    turtle = """<meeting/draft-fifth-action-plan-2011-02-18> a ccwp:Meeting ;
        rdfs:label "Meeting of 18 February 2011"@en ; ccwp:heldOn "2011-02-18"^^xsd:date ; ccwp:partOfPlan <plan/5> ."""
    read = {quad.triple for quad in parse(json.dumps(document), format=RdfFormat.JSON_LD)}
    assert read == set(read_example(turtle))
