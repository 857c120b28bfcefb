"""The facts kept by hand: named once, sourced, in one alphabet, and linked only to identifiers that were checked."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from ccwp_kg.build import Inputs, shipped_lexicon
from ccwp_kg.build.records.lexicon import lexicon
from ccwp_kg.namespaces import CCWP, DCTERMS, ELI, EUVOC, FOAF, ID, M8G, ORG, PROV, RDF, RDFS, SKOS
from ccwp_kg.rdf.syntax.read import read_triples, turtle_files
from ccwp_kg.sources.profile.profile import SERIES
from ccwp_kg.sources.recognition.names import NameFinder

ROOT = Path(__file__).parents[2]
CURATED = ROOT / "data" / "curated"
SOURCES = ROOT / "data" / "sources"
FILES = turtle_files(CURATED)
BY_FILE = {path.stem: read_triples(path) for path in FILES}
LATER = [triple for path in turtle_files(ROOT / "data" / "external") for triple in read_triples(path)]
TRIPLES = [*(triple for triples in BY_FILE.values() for triple in triples), *LATER]
LEXICON = lexicon(triple for triples in BY_FILE.values() for triple in triples)
SHIPPED = shipped_lexicon(Inputs(ontology=ROOT / "ontology", data=ROOT / "data", shapes=ROOT / "shapes"))
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
LICENCE = NamedNode("http://creativecommons.org/licenses/by/4.0/")
CELEX = "http://publications.europa.eu/resource/celex/"


def values(reference: str, predicate: NamedNode) -> list[NamedNode | Literal]:
    return [t.object for t in TRIPLES if t.subject.value == ID + reference and t.predicate == predicate]


def members(collection: str) -> list[str]:
    iris = {t.subject.value for t in TRIPLES if t.predicate == RDF.type}
    found = sorted(iri.removeprefix(ID) for iri in iris if re.fullmatch(rf"{ID}{collection}/[^/]+", iri))
    assert found, f"nothing curated is in {collection}/"
    return found


def normalized(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("path", [*FILES, SOURCES / "sources.ttl"], ids=lambda path: path.stem)
def test_file_has_a_head(path: Path) -> None:
    """A file says of its graph what it holds, under which licence, and where that comes from."""
    said = {(t.predicate, t.object) for t in read_triples(path) if t.subject.value == f"{ID}graph/curated/{path.stem}"}
    assert {(RDF.type, CCWP.NamedGraph), (DCTERMS.license, LICENCE)} <= said
    assert len([o for p, o in said if p == DCTERMS.term("title") and o.language == "en"]) == 1
    assert [o for p, o in said if p == DCTERMS.source and o.language == "en"]


def test_everything_described_has_one_english_name() -> None:
    """A thing that has a class, graphs and memberships apart, has exactly one English name to be shown by."""
    nameless = {t.subject for t in TRIPLES if t.object in (CCWP.NamedGraph, ORG.Membership)}
    described = {t.subject for t in TRIPLES if t.predicate == RDF.type} - nameless
    names = Counter(
        t.subject
        for t in TRIPLES
        if t.predicate in (RDFS.label, SKOS.prefLabel) and isinstance(t.object, Literal) and t.object.language == "en"
    )
    assert len(described) > 100
    assert {thing.value for thing in described if names[thing] != 1} == set()


def test_labels_keep_the_rules_of_skos() -> None:
    """One preferred label a language (SKOS S14); preferred, other and hidden labels are disjoint (S13)."""
    preferred = Counter((t.subject, t.object.language) for t in TRIPLES if t.predicate == SKOS.prefLabel)
    assert len(preferred) > 100
    assert [entry for entry, count in preferred.items() if count > 1] == []
    kinds = defaultdict(set)
    for t in TRIPLES:
        if t.predicate in LABELS:
            kinds[t.subject, t.object].add(t.predicate)
    assert [entry for entry, predicates in kinds.items() if len(predicates) > 1] == []


def words(text: str) -> Iterator[str]:
    yield from re.findall(r"[^\W\d_]+", text)


def test_no_word_mixes_alphabets() -> None:
    """A word is Latin, Greek or Cyrillic throughout; one source has a Bulgarian "Europol" with a Latin E."""
    every = {word for t in TRIPLES if isinstance(t.object, Literal) for word in words(t.object.value)}
    assert len(every) > 1_000
    assert [] == [word for word in every if len({unicodedata.name(letter).split()[0] for letter in word}) > 1]


def test_prose_is_in_english_and_codes_in_no_language() -> None:
    """Definitions and notes carry @en; acronyms and CELEX numbers carry no language."""
    prose = {t.object.language for t in TRIPLES if t.predicate in (SKOS.definition, SKOS.note, DCTERMS.description)}
    codes = {t.object.language for t in TRIPLES if t.predicate in (CCWP.acronym, CCWP.celexNumber)}
    assert (prose, codes) == ({"en"}, {None})


# The lexicon.


def test_a_form_means_one_thing() -> None:
    """No printed form is claimed for two things, capitals aside."""
    targets = defaultdict(set)
    for name in (each for each in SHIPPED if each.kind != SERIES):
        targets[normalized(name.form).casefold()].add(name.target)
    assert targets
    assert {form: claims for form, claims in targets.items() if len(claims) > 1} == {}


@pytest.mark.parametrize(
    ("target", "form"),
    [
        ("organisation/dg-taxud", "DG TAXUD"),
        ("organisation/dg-taxud", "DG Taxud"),
        ("organisation/dg-home", "DG Home"),
        ("organisation/wco", "World Customs Organisation"),
        ("organisation/com", "COM"),
        ("organisation/com", "Commission"),
        ("organisation/cats", "Article 36 Committee"),
        ("organisation/customs-union-group", "Customs Union Group"),
        ("group/parties-at-the-external-borders", "Parties at the external borders"),
        ("group/eu-jha-agencies", "EU JHA agencies"),
        ("act/naples-ii", "Naples II Convention"),
        ("act/naples-ii", "Naples II"),
        ("act/revised-strategy-2009", "revised strategy for customs cooperation"),
        ("act/council-resolution-2003", "Resolution of 2 October 2003 on a strategy for customs cooperation"),
        ("concept/joint-customs-operation", "JCOs"),
        ("concept/central-coordinating-unit", "central coordination units"),
        ("concept/central-coordinating-unit", "CCU"),
        ("concept/fclo", "FCLOs"),
        ("concept/memorandum-of-understanding", "MOUs"),
        ("concept/afis-mab", "AFIS MAB"),
    ],
)
def test_printed_forms_are_known(target: str, form: str) -> None:
    """The lexicon knows the forms in which the Fifth Action Plan prints its names."""
    assert target in {name.target for name in LEXICON if name.form == form}


@pytest.mark.parametrize("form", ["Resolution of 13 December 2011", "32012G0107(01)"])
def test_the_names_of_later_history_are_known(form: str) -> None:
    """A later plan may cite an act that replaced one which the Fifth Action Plan names."""
    assert ["act/council-resolution-2011"] == [name.target for name in SHIPPED if name.form == form]


def test_everything_curated_is_named_in_a_document() -> None:
    """Nothing is kept but the Member States that no document read names; later history stands in data/external."""
    text = " ".join(normalized(path.read_text(encoding="utf-8")) for path in sorted(SOURCES.glob("*.txt"))).casefold()
    found = {name.target for name in LEXICON if normalized(name.form).casefold() in text}
    assert {name.target for name in LEXICON if name.kind != "country"} - found == set()


# Organisations, groups, acts.


@pytest.mark.parametrize(
    ("kind", "own", "foreign", "organisation"),
    [
        ("eu-institution", "Institution", M8G.PublicOrganisation, "council"),
        ("eu-institution", "Institution", M8G.PublicOrganisation, "com"),
        ("council-working-party", "WorkingParty", M8G.PublicOrganisation, "ccwp"),
        ("council-working-party", "WorkingParty", M8G.PublicOrganisation, "lewp"),
        ("council-working-party", "WorkingParty", M8G.PublicOrganisation, "copen"),
        ("council-committee", "Committee", M8G.PublicOrganisation, "cats"),
        ("directorate-general", "DirectorateGeneral", ORG.OrganizationalUnit, "dg-taxud"),
        ("directorate-general", "DirectorateGeneral", ORG.OrganizationalUnit, "dg-home"),
        ("commission-service", "Service", M8G.PublicOrganisation, "olaf"),
        ("eu-agency", "Agency", M8G.PublicOrganisation, "europol"),
        ("eu-agency", "Agency", M8G.PublicOrganisation, "eurojust"),
        ("eu-agency", "Agency", M8G.PublicOrganisation, "frontex"),
        ("eu-agency", "Agency", M8G.PublicOrganisation, "cepol"),
        ("international-organisation", "InternationalOrganisation", ORG.FormalOrganization, "wco"),
        # the only document that names it does not say whose group it is
        ("body-of-unstated-kind", "Organisation", CCWP.Organisation, "customs-union-group"),
    ],
)
def test_organisation_kinds(kind: str, own: str, foreign: NamedNode, organisation: str) -> None:
    """Class, kind and foreign class of an organisation agree."""
    reference = f"organisation/{organisation}"
    assert set(values(reference, RDF.type)) == {CCWP.term(own), CCWP.Organisation, foreign}
    assert values(reference, CCWP.organisationKind) == [NamedNode(f"{ID}concept/{kind}")]


def test_every_organisation_is_in_the_table() -> None:
    """The table above leaves no organisation out."""
    [table] = [mark for mark in test_organisation_kinds.pytestmark if mark.name == "parametrize"]
    assert members("organisation") == sorted(f"organisation/{row[-1]}" for row in table.args[1])


def test_member_states() -> None:
    """The members of the Union from 2013 to 2020, each by the two letters that the Union writes, with its dates."""
    states = members("country")
    assert len(states) == 28
    codes = {str(code.value) for state in states for code in values(state, SKOS.altLabel) if not code.language}
    assert len(codes) == 28
    assert {"EL", "UK", "DE"} <= codes
    since = {state: values(f"{state}/membership", EUVOC.startDate)[0].value for state in states}
    in_2011 = {state for state in states if since[state] <= "2011-07-01"}
    assert {*states} - in_2011 == {"country/HRV"}
    assert Counter(since.values())["2004-05-01"] == 10
    assert [state for state in states if values(f"{state}/membership", EUVOC.endDate)] == ["country/GBR"]


def test_wholes_of_organisations() -> None:
    """What belongs to what, in our terms and in those of the Organization Ontology (units of a DG's institution)."""
    wholes = {
        reference.removeprefix("organisation/"): values(reference, DCTERMS.isPartOf)[0].value.rpartition("/")[2]
        for reference in members("organisation")
        if values(reference, DCTERMS.isPartOf)
    }
    assert wholes == {
        "olaf": "com",
        "dg-taxud": "com",
        "dg-home": "com",
        "ccwp": "council",
        "lewp": "council",
        "copen": "council",
        "cats": "council",
    }
    for part in wholes:
        predicate = ORG.unitOf if part.startswith("dg-") else ORG.subOrganizationOf
        assert values(f"organisation/{part}", predicate) == values(f"organisation/{part}", DCTERMS.isPartOf)


def test_groups_have_no_members() -> None:
    """A group named as a whole is never expanded to members that the text does not name."""
    said = {t.predicate for t in BY_FILE["groups"] if t.subject.value.startswith(f"{ID}group/")}
    assert said == {RDF.type, SKOS.prefLabel, SKOS.hiddenLabel, SKOS.definition}


def test_only_published_acts_are_legal_resources() -> None:
    """`eli:LegalResource` goes with a place in the Official Journal, and the place is of a described kind."""
    for act in members("act"):
        assert (ELI.LegalResource in values(act, RDF.type)) == bool(values(act, CCWP.publishedIn)), act
        for place in values(act, CCWP.publishedIn):
            assert re.fullmatch(re.escape(ID) + r"document/OJ-[CL]-\d+-\d{4}-P-\d+", place.value)


def test_sources_are_the_files_they_claim_to_be() -> None:
    """The manifest lists every text, with the digest of its bytes."""
    manifest = read_triples(SOURCES / "sources.ttl")
    names = {t.subject: t.object.value for t in manifest if t.predicate == CCWP.fileName}
    digests = {t.subject: t.object.value for t in manifest if t.predicate == CCWP.sha256}
    assert names
    assert sorted(names.values()) == sorted(path.name for path in SOURCES.iterdir() if path.suffix != ".ttl")
    for source, name in names.items():
        assert hashlib.sha256((SOURCES / name).read_bytes()).hexdigest() == digests[source]
        (document,) = [t.object for t in manifest if (t.subject, t.predicate) == (source, DCTERMS.isFormatOf)]
        for predicate in (FOAF.primaryTopic, DCTERMS.publisher, DCTERMS.rights, DCTERMS.language):
            assert len([t for t in manifest if t.subject == document and t.predicate == predicate]) == 1


def test_agents_are_agents() -> None:
    """The project itself is described, since the ontology's header names it."""
    assert set(values("agent/ccwp-kg", RDF.type)) >= {PROV.Agent}


@pytest.mark.parametrize("name", ["Law Enforcement Working Party (Customs)", "LEWP (Customs)"])
def test_the_later_name_of_the_working_party_is_not_that_of_another(name: str) -> None:
    """Its first words are the name of a working party of the police."""
    finder = NameFinder(LEXICON)
    assert ["organisation/ccwp"] == [each.name.target for each in finder.find(f"The {name} met.")]
    assert ["organisation/lewp"] == [each.name.target for each in finder.find(f"The {name[:-10]} met.")]
