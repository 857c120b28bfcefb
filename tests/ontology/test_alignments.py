"""Links to vocabularies elsewhere: each explained, proved and removable; what they give the actions and the names."""

from __future__ import annotations

import csv
import os
import re
from collections import defaultdict
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

import pyshacl
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Triple, serialize
from pyoxigraph import RdfFormat as Rdf

from ccwp_kg.build.inference import infer
from ccwp_kg.namespaces import (
    CCWP,
    DCTERMS,
    EUVOC,
    FOAF,
    ID,
    OA,
    ORG,
    OWL,
    PROV,
    PUBLISHED,
    RDF,
    RDFS,
    SH,
    SKOS,
    SKOSXL,
    SSSOM,
    VOID,
)
from ccwp_kg.rdf.dataset import EXTERNAL, INFERRED, ONTOLOGY, SHAPES, NamedGraphs
from ccwp_kg.rdf.rules import read_rules
from ccwp_kg.rdf.syntax.read import read_triples, turtle_files
from ccwp_kg.store import EmbeddedStore
from ccwp_kg.validation import as_text, validate
from support.cases import mostly_slow

ROOT = Path(__file__).parents[2]
THINGS = [p for name in ("publication", "things") for p in turtle_files(ROOT / "ontology" / "alignments" / name)]
BY_FILE = {path.stem: read_triples(path) for path in THINGS}
LATER = [t for path in turtle_files(ROOT / "data" / "external") for t in read_triples(path)]
KEPT = [*LATER, *(t for path in turtle_files(ROOT / "data" / "curated") for t in read_triples(path))]
OUTWARD = [*chain.from_iterable(BY_FILE.values())]
MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch)
LINKS = (*MATCHES, OWL.sameAs, RDFS.seeAlso)
CELEX = "http://publications.europa.eu/resource/celex/"
REGISTER = "https://data.consilium.europa.eu/doc/document/"
VOCABULARIES = [
    "access-right", "celex", "cito", "corporate-body", "corporate-body-classification", "council-register", "country",
    "data-theme", "eurovoc", "file-type", "frequency", "language", "licence", "media-type", "oj", "resource-type",
    "role", "wikidata",
]  # fmt: skip


def objects(triples: list[Triple], subject: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
    return [t.object for t in triples if t.subject == subject and t.predicate == predicate]


def thing(reference: str) -> NamedNode:
    return NamedNode(ID + reference)


# The files.


def test_one_file_a_vocabulary() -> None:
    """A file that is renamed or lost shows here, so that no test below loses its cases in silence."""
    assert VOCABULARIES == sorted(BY_FILE)


@pytest.mark.parametrize("name", VOCABULARIES)
def test_file_speaks_of_its_vocabulary(name: str) -> None:
    """A file describes the vocabulary it is named after and its links, if any; its identifiers are all from there."""
    triples = BY_FILE[name]
    linkset, vocabulary = thing(f"dataset/linkset/{name}"), thing(f"vocabulary/{name}")
    is_linked = any(t.subject == linkset or t.predicate in (*LINKS, FOAF.focus) for t in triples)
    assert [vocabulary] * is_linked == objects(triples, linkset, DCTERMS.relation)
    assert objects(triples, linkset if is_linked else vocabulary, DCTERMS.source)
    [space], roots = (objects(triples, vocabulary, each) for each in (VOID.uriSpace, VOID.rootResource))
    foreign = [t.subject for t in triples if not t.subject.value.startswith(PUBLISHED)]
    foreign += [t.object for t in triples if t.predicate in LINKS]
    foreign += [t.subject for t in triples if t.predicate == FOAF.focus]
    assert [iri for iri in foreign if not iri.value.startswith(space.value) and iri not in roots] == []


@pytest.mark.parametrize("name", VOCABULARIES)
def test_others_are_only_named(name: str) -> None:
    """Of identifiers elsewhere a file says the name, the class and the scheme, and only of those that are used."""
    triples = BY_FILE[name]
    foreign = {t.subject for t in triples if not t.subject.value.startswith(PUBLISHED)}
    said = {t.predicate for t in triples if t.subject in foreign}
    assert said <= {RDF.type, RDFS.label, DCTERMS.term("title"), SKOS.prefLabel, SKOS.inScheme, FOAF.focus}
    linked = {t.object for t in triples if t.predicate in (*LINKS, VOID.rootResource)}
    linked |= {t.subject for t in triples if t.predicate == FOAF.focus}
    used = {t.object for t in KEPT}  # values of the dataset's description, acts that date names
    # What a release comes in, and under which licence, is for its own description to say.
    of_releases = foreign if name in ("file-type", "media-type", "licence") else set()
    assert foreign - linked - used - of_releases == set()


def test_a_link_has_its_mapping_under_a_fitting_name() -> None:
    """The IRI of a mapping is made of the thing, the vocabulary and the identifier: nobody has to look it up."""
    for name, triples in BY_FILE.items():
        [space] = objects(triples, thing(f"vocabulary/{name}"), VOID.uriSpace)
        for link in (t for t in triples if t.predicate in (*LINKS, FOAF.focus)):
            ends = link.subject.value, link.object.value
            own, other = reversed(ends) if link.predicate == FOAF.focus else ends
            local = other.removeprefix(space.value).replace("%2F", "/")
            slug = re.sub(r"[^A-Za-z0-9_.]+", "-", local).rstrip("-")
            mapping = thing(f"mapping/{own.removeprefix(ID)}/{name}/{slug}")
            assert [link.predicate] == objects(triples, mapping, OWL.annotatedProperty), mapping
            assert mapping in objects(triples, thing(f"dataset/linkset/{name}"), SSSOM.mappings)


def test_links_out_stand_here_alone() -> None:
    """No fact kept by hand elsewhere links a thing to a foreign identifier; only acts and bodies are identified."""
    assert [t for t in KEPT if t.predicate in (*LINKS, FOAF.focus)] == []
    same = [t for t in OUTWARD if t.predicate == OWL.sameAs]
    identified = {(t.subject.value.split("/")[-2], t.object.value.split("/")[2]) for t in same}
    assert identified == {("act", "publications.europa.eu"), ("organisation", "www.wikidata.org")}


def test_folder_chooses_the_graph(dataset: NamedGraphs) -> None:
    """Links of things and later history are facts from outside; ties of terms belong to the ontology; the tables that
    only the description of the publication speaks of stand with it."""
    described = {t for path in THINGS if path.parent.name == "publication" for t in read_triples(path)}
    assert described <= dataset.graphs[thing("graph/curated/dataset")]
    assert frozenset([*OUTWARD, *LATER]) - described <= dataset.graphs[EXTERNAL]
    terms = {t for path in turtle_files(ROOT / "ontology" / "alignments" / "terms") for t in read_triples(path)}
    assert terms <= dataset.graphs[ONTOLOGY]
    assert not dataset.graphs[ONTOLOGY] & set(OUTWARD)


LINKING = [name for name, triples in BY_FILE.items() if any(t.object == SSSOM.MappingSet for t in triples)]


@pytest.mark.parametrize(
    "names",
    mostly_slow([VOCABULARIES, [name for name in VOCABULARIES if name not in LINKING], *([name] for name in LINKING)]),
    ids=["all", "values", *LINKING],
)
def test_file_can_be_deleted(names: list[str], dataset: NamedGraphs) -> None:
    """Without a file, or all of them, the rest builds, conforms, and speaks of their mappings no more."""
    gone = frozenset(t for name in names for t in BY_FILE[name])
    graphs = NamedGraphs({graph: found - gone for graph, found in dataset.graphs.items() if graph != INFERRED})
    merged = graphs.with_ontology() | infer(graphs, read_rules(ROOT / "ontology" / "rules")).keys()
    report = validate(merged, shapes=dataset.graphs[SHAPES])
    assert report.conforms, as_text(report)
    named = {term.value for t in merged for term in (t.subject, t.object) if isinstance(term, NamedNode)}
    of_names = re.compile(rf"{ID}(?:mapping/.+/|vocabulary/)(?:{'|'.join(names)})(?:/[^/]+)?")
    assert [iri for iri in named if of_names.fullmatch(iri)] == []


# The proofs, against a table of identifiers with the evidence for each.


@pytest.fixture(scope="module")
def reference() -> list[list[str]]:
    if "REFERENCE_DATA" not in os.environ:
        pytest.skip("REFERENCE_DATA does not say where the table of checked identifiers lies")
    path = Path(os.environ["REFERENCE_DATA"]) / "eu-identifiers.tsv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    assert len(rows) > 600
    return rows


Proofs = dict[str, tuple[bool, int]]
"""Identifier → whether it was looked up, and how many sources have it."""


@pytest.fixture(scope="module")
def proofs(reference: list[list[str]]) -> Proofs:
    table: Proofs = {}
    for term, uri, label, evidence, confidence in reference:
        if not term.startswith(("label ", "altLabel ", "pattern ", "ns ")):
            table[uri] = (confidence.startswith("verified"), len(re.split(r" \+ |; ", evidence)))
        if term == "ns cito":  # this row names the properties that were checked
            table |= {f"{uri}{name}": (True, 1) for name in label.split()}
    return table


def proof_of(target: NamedNode, proofs: Proofs) -> tuple[bool, int]:
    """The proof of an identifier; the Official Journal's are only known by their pattern, which is plausible."""
    iri = unquote(target.value)
    return (False, 1) if re.fullmatch(r".*/oj/JOC_\d{4}_\d{3}_R_\d{4}_\d\d", iri) else proofs[iri]


def test_confidence_follows_the_proof(proofs: Proofs) -> None:
    """What nobody looked up has 0.5 and is a mere pointer that says so; one source halves the doubt, more again."""
    checked = 0
    for mapping in {t.subject for t in OUTWARD if t.object == OWL.Axiom}:
        [match] = objects(OUTWARD, mapping, OWL.annotatedProperty)
        end = OWL.annotatedSource if match == FOAF.focus else OWL.annotatedTarget
        [target] = objects(OUTWARD, mapping, end)
        [confidence] = objects(OUTWARD, mapping, SSSOM.confidence)
        is_looked_up, sources = proof_of(target, proofs)
        assert ("0.5" if not is_looked_up else "0.875" if sources > 1 else "0.75") == confidence.value, mapping
        reasons = [words.value for words in objects(OUTWARD, mapping, RDFS.comment)]
        assert is_looked_up or (match == RDFS.seeAlso and "not a match" in reasons[0]), mapping
        checked += 1
    assert checked > 80


def test_what_is_named_is_proved(reference: list[list[str]], proofs: Proofs) -> None:
    """An identifier elsewhere has a name here only where its row is verified and has that name."""
    labels = defaultdict(set)
    for _, uri, label, _, confidence in reference:
        if confidence.startswith("verified"):
            labels[uri] |= set(re.split("; ", label)) | {f"{label}@en"}
    unproved = {
        f"{t.subject.value} {t.object.value}@{t.object.language}"
        for t in OUTWARD
        if t.predicate == SKOS.prefLabel and f"{t.object.value}@{t.object.language}" not in labels[t.subject.value]
    }
    assert unproved == set()


def test_celex_numbers_are_verified(proofs: Proofs) -> None:
    """A CELEX number stands as a fact only where its row is verified."""
    numbers = {t.object.value for t in KEPT if t.predicate == CCWP.celexNumber}
    assert numbers
    assert {number for number in numbers if not proofs.get(CELEX + number, (False, 0))[0]} == set()


def test_names_in_other_languages_are_verified(reference: list[list[str]]) -> None:
    """Each label in another language, but a state's, is a verified row of the body it names, or a mended Europol."""
    verified = {
        (uri, label)
        for term, uri, label, _, confidence in reference
        if term.startswith(("label ", "altLabel ")) and confidence == "verified"
    }
    matches = defaultdict(set)
    for t in OUTWARD:
        if t.predicate in (SKOS.exactMatch, OWL.sameAs):
            matches[t.subject].add(t.object.value)
        elif t.predicate == FOAF.focus:
            matches[t.object].add(t.subject.value)
    labels = {
        (t.subject, f"{t.object.value}@{t.object.language}")
        for t in KEPT
        if t.predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        and t.object.language not in (None, "en")
        and not t.subject.value.startswith(f"{ID}country/")
    }
    assert len(labels) > 200
    unproved = {label for body, label in labels if not any((uri, label) in verified for uri in matches[body])}
    assert unproved == {"Европол@bg"}


def test_one_dated_name_of_a_body_has_no_end() -> None:
    """A body whose names acts have dated has one of them today, and had one in 2011."""
    names = {
        t.object: t.subject for t in KEPT if t.predicate in (SKOSXL.prefLabel, SKOSXL.altLabel, SKOSXL.hiddenLabel)
    }
    dates = {
        p: {t.subject: t.object.value for t in LATER if t.predicate == p} for p in (EUVOC.startDate, EUVOC.endDate)
    }
    assert names.keys() == dates[EUVOC.startDate].keys()
    today = [body for name, body in names.items() if name not in dates[EUVOC.endDate]]
    then = [
        body
        for name, body in names.items()
        if dates[EUVOC.startDate][name] <= "2011-07-01" <= dates[EUVOC.endDate].get(name, "9999")
    ]
    assert len(today) == len(then) == 4
    assert {*today} == {*then} == {*names.values()}


def test_register_addresses_follow_the_pattern(dataset: NamedGraphs) -> None:
    """Every Council document has its address, made of its key; none was looked up, and each says so."""
    inferred = list(dataset.graphs[INFERRED])
    addresses = {t.subject: t.object.value for t in inferred if t.predicate == RDFS.seeAlso}
    confidences = {objects(inferred, t.subject, OWL.annotatedSource)[0]: t.object.value
                   for t in inferred if t.predicate == SSSOM.confidence}  # fmt: skip
    assert len(addresses) > 20
    assert addresses.keys() == confidences.keys()
    for document, address in addresses.items():
        key = document.value.rpartition("/")[2]
        assert (f"{REGISTER}{key}/en/pdf", "0.5") == (address, confidences[document])


# What actions are indexed with.


@pytest.fixture(scope="module")
def store(dataset: NamedGraphs) -> EmbeddedStore:
    return EmbeddedStore.of_triples(dataset.with_ontology())


def values(store: EmbeddedStore, query: str) -> list[tuple[str, ...]]:
    prefixes = "".join(
        f"PREFIX {name}: <{space}> "
        for name, space in [("ccwp", CCWP), ("oa", OA), ("dcterms", DCTERMS), ("skos", SKOS), ("prov", PROV)]
    )
    return [tuple(term.value for term in row.values()) for row in store.rows(prefixes + query)]


@pytest.mark.parametrize(
    ("expected", "number"),
    [
        ({"tobacco", "illicit trade", "EU financing"}, "5.1"),
        ({"customs fraud", "illicit trade"}, "5.2"),
        ({"vocational training"}, "5.3"),
        ({"administrative cooperation", "exchange of information"}, "5.4"),
        ({"road traffic"}, "5.5"),
        ({"crisis management"}, "5.8"),
        ({"customs cooperation"}, "5.10"),
    ],
)  # fmt: skip
def test_subjects_of_an_action(expected: set[str], number: str, store: EmbeddedStore) -> None:
    """The terms of EuroVoc that match what title, objectives and indicators mention, and no others: no body is one, and
    the customs controls that 5.1 hopes to improve are an outcome."""
    rows = values(store, f'SELECT ?name {{ ?a ccwp:actionNumber "{number}" ; dcterms:subject ?s . '
                         '?s skos:prefLabel ?name FILTER(LANG(?name) = "en") }')  # fmt: skip
    assert sorted((name,) for name in expected) == sorted(rows)


def test_words_that_led_to_a_subject(store: EmbeddedStore) -> None:
    """The mentions behind a subject are exactly those of what matches it."""
    places = f"<{ID}plan/5/action/5.2/subject/3948> ccwp:restsOnMention/oa:hasTarget ?place"
    [(words,)] = values(store, f"SELECT ?w {{ {places} . ?place oa:hasSelector/oa:exact ?w }}")
    assert "customs fraud" == " ".join(words.split())


def test_only_rules_give_subjects(dataset: NamedGraphs) -> None:
    """No document says what an action's subjects are, so they stand in the graph of inferred statements alone."""
    holding = {graph for graph, triples in dataset.graphs.items()
               if any(t.predicate == DCTERMS.subject and "/action/" in str(t.subject) for t in triples)}  # fmt: skip
    assert {INFERRED} == holding


# Names by date.


@pytest.mark.parametrize(
    ("expected", "body", "day"),
    [
        (["European Police Office"], "europol", "2011-07-01"),
        (["European Police Office"], "europol", "2017-04-30"),
        (["European Union Agency for Law Enforcement Cooperation"], "europol", "2017-05-01"),
        (["European Police College"], "cepol", "2011-07-01"),
        (["European Union Agency for Law Enforcement Training"], "cepol", "2016-07-01"),
        (["Eurojust"], "eurojust", "2011-07-01"),
        (["European Union Agency for Criminal Justice Cooperation"], "eurojust", "2019-12-12"),
        (["European Border and Coast Guard Agency"], "frontex", "2026-01-01"),
        ([], "frontex", "2005-04-30"),
        ([], "ccwp", "2011-07-01"),
    ],
)
def test_name_valid_on_a_day(expected: list[str], body: str, day: str, store: EmbeddedStore) -> None:
    """Which name a body had on a day is one short query; before the first date, or without proof, nothing is said."""
    query = (ROOT / "web" / "queries" / "27-names-on-a-day.rq").read_text(encoding="utf-8")
    rows = store.rows(query.replace("2011-07-01", day))
    assert expected == [row["name"].value for row in rows if row["body"] == thing(f"organisation/{body}")]


# The Core Public Organisation Vocabulary.


def cpov_report(data: bytes, shapes: Path) -> tuple[rdflib.Graph, rdflib.Graph]:
    graph, rules = rdflib.Graph().parse(data=data, format="nt"), rdflib.Graph().parse(shapes)
    before = rdflib.NORMALIZE_LITERALS
    try:
        _, report, _ = pyshacl.validate(graph, shacl_graph=rules)
    finally:
        rdflib.NORMALIZE_LITERALS = before  # pyshacl leaves it changed
    assert isinstance(report, rdflib.Graph)
    return graph, report


def test_organisations_conform_to_cpov(dataset: NamedGraphs) -> None:
    """CPOV 2.1.2: no violation, and its shapes do judge our bodies, their units and their kinds; a broken one shows.

    It wants a language for every name; an acronym is in none, and is left out here.
    """
    if "REFERENCE_DATA" not in os.environ:
        pytest.skip("REFERENCE_DATA does not say where the shapes of CPOV lie")
    shapes = Path(os.environ["REFERENCE_DATA"]) / "semic" / "core-public-organisation-ap-SHACL.ttl"
    merged = dataset.with_ontology()
    acronyms = {Triple(t.subject, SKOS.altLabel, t.object) for t in merged if t.predicate == CCWP.acronym}
    about = {t for t in merged - acronyms if not t.subject.value.startswith((f"{ID}plan/", f"{ID}source/"))}
    graph, report = cpov_report(serialize(sorted(about, key=str), format=Rdf.N_TRIPLES), shapes)
    result = rdflib.URIRef(SH.ValidationResult.value)
    assert [] == [str(report.value(r, rdflib.SH.resultMessage)) for r in report.subjects(rdflib.RDF.type, result)]
    public = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef("http://data.europa.eu/m8g/PublicOrganisation")))
    units = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(ORG.OrganizationalUnit.value)))
    assert (11, 2) == (len(public), len(units))
    assert public | units <= set(graph.subjects(rdflib.URIRef(ORG.classification.value), None))
    broken = about | {Triple(thing("organisation/dg-home"), ORG.unitOf, thing("organisation/nobody"))}
    _, report = cpov_report(serialize(sorted(broken, key=str), format=Rdf.N_TRIPLES), shapes)
    assert 1 == len(set(report.subjects(rdflib.RDF.type, result)))
