"""What a curator can get wrong in the files kept by hand: nothing passes in silence, each message names the file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from ccwp_kg.build import Inputs, run_build
from ccwp_kg.cli.validate import checked
from ccwp_kg.errors import CcwpError
from ccwp_kg.namespaces import ID
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText
from ccwp_kg.validation import as_text
from support.cases import mostly_slow

ROOT = Path(__file__).parents[2]
BODIES, ACTS, GROUPS, CONCEPTS, STATES, DATASET = (
    f"data/curated/{name}.ttl" for name in ("organisations", "acts", "groups", "concepts", "states", "dataset")
)
NAMES, HISTORY, SOURCES = "data/external/names.ttl", "data/external/legal-history.ttl", "data/sources/sources.ttl"
ROLES, RELEASES = "ontology/concepts/citation-roles.ttl", "data/releases/releases.ttl"
LINKS, TERMS, PREFIXES = "ontology/alignments/things", "ontology/ccwp.ttl", "ontology/prefixes.ttl"
WORDS, PAGES = "data/curated/search/words.toml", "data/curated/search/pages.toml"
DRAFT = "council:draft-fifth-action-plan"
REPEALED = "eli:repeals act:council-resolution-2011"
Edit = Callable[[str], str]


def swap(old: str, new: str, *, count: int = 1) -> Edit:
    """The first `count` places of a text, which must be there, replaced."""

    def edited(text: str) -> str:
        assert old in text, f"the mistake cannot be made: {old} is not in the file"
        return text.replace(old, new, count)

    return edited


def block(name: str, text: str) -> str:
    """All that a file states of one thing."""
    start = text.index(f"\n{name}\n") + 1
    return text[start : text.index("\n.\n", start) + 3]


def without(name: str) -> Edit:
    return lambda text: text.replace(block(name, text), "")


def anew(old: str, new: str) -> Edit:
    """The first place that a pattern matches, replaced."""

    def edited(text: str) -> str:
        assert re.search(old, text), f"the mistake cannot be made: nothing is like {old}"
        return re.sub(old, new, text, count=1)

    return edited


def within(name: str, old: str, new: str) -> Edit:
    """The first place in what is stated of one thing, replaced."""
    return lambda text: text.replace(block(name, text), swap(old, new)(block(name, text)))


def doubled(name: str, other: str) -> Edit:
    return lambda text: text + "\n" + block(name, text).replace(name, other, 1)


def also(name: str, statement: str) -> Edit:
    """One more statement on a thing."""
    return lambda text: text.replace(f"\n{name}\n", f"\n{name}\n  {statement} ;\n", 1)


def emptied(text: str) -> str:
    """A definition of nothing but a space."""
    return re.sub('skos:definition "A channel.*?"', 'skos:definition " "', text, count=1)


def entered_twice(text: str) -> str:
    """The document and its text once more, under other names."""
    document = block("council:draft-fifth-action-plan", text).replace("draft-fifth", "second-fifth")
    source = block("source:fifth-action-plan", text).replace("draft-fifth", "second-fifth")
    return text + (document + source).replace("source:fifth-action-plan", "source:fifth-again")


MISTAKES: list[tuple[str, str, Edit]] = [
    # bodies
    ("a misspelt property", BODIES, swap("ccwp:acronym", "ccwp:acronim")),
    ("a misspelt property of another vocabulary", BODIES, swap("skos:definition", "skos:defnition")),
    ("a misspelt class", BODIES, swap("a ccwp:Service", "a ccwp:Servise")),
    ("a misspelt kind", BODIES, swap("Kind concept:council-committee", "Kind concept:council-comittee")),
    ("a misspelt prefix of a thing", BODIES, swap("dcterms:isPartOf body:council", "dcterms:isPartOf concept:council")),
    ("an acronym in a language", BODIES, swap('ccwp:acronym "OLAF"', 'ccwp:acronym "OLAF"@en')),
    ("a name without a language", BODIES, swap('"European Police College"@en', '"European Police College"')),
    ("a name in the wrong language", BODIES, swap('"European Police College"@en', '"European Police College"@de')),
    ("a language that is none", BODIES, swap('"Weltzollorganisation"@de', '"Weltzollorganisation"@xx')),
    ("two English names", BODIES, also("body:wco", 'skos:prefLabel "World Customs Council"@en')),
    ("a body within itself", BODIES, swap("dcterms:isPartOf body:council", "dcterms:isPartOf body:cats")),
    ("a body within an unknown one", BODIES, swap("dcterms:isPartOf body:council", "dcterms:isPartOf body:counsel")),
    ("a renamed body", BODIES, swap("\nbody:olaf\n", "\nbody:antifraud\n")),
    ("a deleted body", BODIES, without("body:wco")),
    ("a body entered twice", BODIES, doubled("body:olaf", "body:anti-fraud-office")),
    ("the name of another body", BODIES, also("body:cats", 'skos:hiddenLabel "OLAF"@en')),
    ("a body of two kinds", BODIES, also("body:olaf", "ccwp:organisationKind concept:international-organisation")),
    ("a letter of another alphabet", BODIES, swap('ccwp:acronym "CEPOL"', 'ccwp:acronym "СEPOL"')),
    ("a definition in no language", BODIES, swap('worldwide."@en', 'worldwide."')),
    # acts
    ("another act's CELEX number", ACTS, swap("32003G1015(01)", "32009G1030(01)")),
    ("a CELEX number with a digit too few", ACTS, swap("32003G1015(01)", "32003G105(01)")),
    ("the CELEX number of another year", ACTS, swap("32003G1015(01)", "32004G1015(01)")),
    ("an unknown place of publication", ACTS, swap("council:OJ-C-247-2003-P-1", "council:OJ-C-248-2003-P-1")),
    ("a misspelt kind of act", ACTS, swap("concept:convention", "concept:convencion")),
    ("an act's name without a language", ACTS, swap('"Naples II Convention"@en', '"Naples II Convention"')),
    ("a deleted act", ACTS, without("act:naples-ii")),
    ("an act entered twice", ACTS, doubled("act:naples-ii", "act:naples-2")),
    ("a renamed act", ACTS, swap("\nact:naples-ii\n", "\nact:naples-two\n")),
    ("an act that is no act", ACTS, swap("a ccwp:LegalInstrument", "a ccwp:DomainConcept")),
    ("an impossible date", HISTORY, swap("2011-12-12", "2011-02-30")),
    ("an act out of force before its time", HISTORY, swap("2011-12-12", "2009-10-01")),
    ("an act that repeals itself", HISTORY, swap("eli:repeals act:council-resolution-2009", REPEALED)),
    ("a journal of an impossible day", HISTORY, swap("2012-01-07", "2012-01-32")),
    ("a journal of another day than its label", HISTORY, swap('"2012-01-07"', '"2012-01-08"')),
    # names
    ("a name that ends before it begins", NAMES, swap("2016-06-30", "2005-06-30")),
    ("two names at one time", NAMES, swap("2016-07-01", "2016-05-01")),
    ("a name without a source", NAMES, swap("  dcterms:source celex:32005D0681 ;\n", "")),
    ("an impossible month", NAMES, swap("2006-01-01", "2006-13-01")),
    ("a name of an unknown body", NAMES, swap("\nbody:cepol\n", "\nbody:cepoll\n")),
    # groups, concepts, states
    ("a member that no text names", GROUPS, also("partygroup:border-guards", "org:hasMember <http://example.org/x>")),
    ("a deleted group", GROUPS, without("partygroup:member-states")),
    ("a concept broader than itself", CONCEPTS, swap("concept:council-presidency ;", "concept:belgian-presidency ;")),
    ("a concept of no list", CONCEPTS, swap("  skos:inScheme scheme:glossary ;\n", "")),
    ("a concept of an unknown list", CONCEPTS, swap("skos:inScheme scheme:glossary", "skos:inScheme scheme:glosary")),
    ("another name that is the first", CONCEPTS, also("concept:afis-mab", 'skos:altLabel "AFIS MAB"@en')),
    ("an empty definition", CONCEPTS, emptied),
    ("a state that left before it joined", STATES, swap("1995-01-01", "2095-01-01")),
    ("a code of two states", STATES, swap('skos:altLabel "BE"', 'skos:altLabel "AT"')),
    ("a state with a misspelt code", STATES, swap("country:AUT", "country:AUS", count=9)),
    # documents
    ("a plan entered twice", SOURCES, entered_twice),
    ("a document about another plan", SOURCES, swap("foaf:primaryTopic plan:5", "foaf:primaryTopic plan:6")),
    ("a digest of another text", SOURCES, swap("4950f529", "4950f528")),
    ("a document without a file", SOURCES, swap('  ccwp:fileName "fifth-action-plan.txt" ;\n', "")),
    ("a misspelt file", SOURCES, swap("fifth-action-plan.txt", "fith-action-plan.txt")),
    ("a misspelt profile", SOURCES, swap('ccwp:profile "action-plan"', 'ccwp:profile "acton-plan"')),
    ("a misspelt language", SOURCES, swap("eu-language:ENG", "eu-language:EN")),
    ("a document without rights", SOURCES, swap("dcterms:rights", "dcterms:right")),
    ("a document of the far future", SOURCES, also(DRAFT, 'dcterms:issued "2111-03-24"^^<http://www.w3.org/2001/XMLSchema#date>')),
    ("a draft after the end of its plan", SOURCES, also(DRAFT, 'dcterms:issued "2013-03-24"^^<http://www.w3.org/2001/XMLSchema#date>')),
    # what is at odds with itself
    ("a whole in one vocabulary alone", BODIES, swap("  org:subOrganizationOf body:council ;\n", "")),
    ("another whole in another vocabulary", BODIES, swap("OrganizationOf body:council", "OrganizationOf body:com")),
    ("another kind in another vocabulary", BODIES, swap("classification concept:council", "classification concept:eu")),
    ("a class that is not of its kind", BODIES, swap("a ccwp:Agency", "a ccwp:WorkingParty")),
    ("the membership of another state", STATES, swap("org:member country:AUT", "org:member country:BEL")),
    ("a published act that is no legal resource", ACTS, swap("  a eli:LegalResource ;\n", "")),
    ("an act published nowhere", ACTS, swap("  ccwp:publishedIn council:OJ-C-247-2003-P-1 ;\n", "")),
    ("an act with the year of another in its name", ACTS, swap("of 2 October 2003 on", "of 2 October 2013 on")),
    ("an act in force that is no longer", HISTORY, swap("InForce-notInForce", "InForce-inForce")),
    ("an act that nothing repeals", HISTORY, swap("  eli:repeals act:council-resolution-2009 ;\n", "")),
    ("a term of the glossary in another list", CONCEPTS, also("concept:afis-mab", "skos:inScheme scheme:products")),
    # how names are typed
    ("a name with a space behind", BODIES, swap('"European Police College"@en', '"European Police College "@en')),
    ("a name with two spaces", BODIES, swap('"European Police College"@en', '"European  Police College"@en')),
    ("a definition with mark-up", BODIES, swap('"The working party', '"The <b>working party</b>')),
    ("a letter with its accent apart", BODIES, swap("Collège", "Colle\u0300ge")),
    # what is not described
    ("a curated file without its source", GROUPS, without(f"<{ID}graph/curated/groups>")),
    ("a dataset without a licence", DATASET, within(f"<{ID}dataset>", "dcterms:license", "rdfs:seeAlso")),
    ("a term without a definition", TERMS, within("ccwp:Action", "skos:definition", "skos:note")),
    ("a misspelt term", TERMS, swap("\nccwp:actionNumber\n", "\nccwp:actionNumbr\n")),
    ("a list without a label", ROLES, within("scheme:citation-roles", "rdfs:label", "rdfs:comment")),
    ("a concept without a definition", ROLES, within("concept:basis", "skos:definition", "skos:note")),
    ("a deleted concept of a list", ROLES, without("concept:basis")),
    ("the release of another number", RELEASES, anew('dcat:version "[0-9]+', 'dcat:version "99')),
    ("a release of an impossible day", RELEASES, anew('-[0-9]{2}"', '-32"')),
    # links, terms, the dataset, Turtle
    ("a link to another body", f"{LINKS}/corporate-body.ttl", swap(":EUROJUST", ":EUROPOL", count=9)),
    ("a link without its record", f"{LINKS}/wikidata.ttl", swap("owl:annotatedTarget", "owl:annotatedTarge")),
    ("a misspelt licence", DATASET, swap("dcterms:license", "dcterms:licence", count=9)),
    ("a statement without its end", BODIES, swap('ccwp:acronym "CATS" ;', 'ccwp:acronym "CATS')),
    ("an unknown prefix", BODIES, swap("ccwp:acronym", "ccpw:acronym")),
    ("the namespace of another prefix", PREFIXES, swap("http://eurovoc.europa.eu/", "http://eurovoc.europe.eu/")),
    ("two prefixes of one name", PREFIXES, swap('sh:prefix "eurovoc"', 'sh:prefix "eli"')),
    ("a prefix that is gone", PREFIXES, without(f"<{ID}prefix/eurovoc>")),
    ("a rule with a misspelt term", "ontology/rules/followed-up-by.rq", swap("ccwp:followsUp", "ccwp:folowsUp")),
    ("a dataset of the far future", DATASET, within(f"<{ID}dataset>", "2026-11-24", "2126-11-24")),
    # words for the search
    ("a misspelt table of a language", "data/curated/search/languages.toml", swap("[asking]", "[askin]")),
    ("words for a thing that is not there", WORDS, swap('"concept/training"', '"concept/traning"')),
    ("words for a kind that is not there", WORDS, swap('kind = "plan"', 'kind = "plans"')),
    ("a misspelt key", WORDS, swap("\nwhy =", "\nwhi =")),
    ("words in no language", WORDS, swap("\nfr =", "\nfrr =")),
    ("words that are no list", WORDS, anew(r"\nen = \[.*\]", '\nen = "smuggling"')),
    ("a misspelt table", WORDS, swap("[[kind]]", "[[kinds]]")),
    ("a thing with words twice", WORDS, swap('"concept/internet-crime"', '"concept/tobacco-smuggling"')),
    ("a page without its path", PAGES, swap('path = "plans"\n', "")),
]  # fmt: skip


_READINGS: list[tuple[object, Reading]] = []


def read_once(source: SourceText, **given: Any) -> Reading:
    """The reading of a document, which depends on the profile and names given alone: most mistakes change neither."""
    asked = (source, given)
    known = next((reading for before, reading in _READINGS if before == asked), None)
    if known is None:
        known = read(source, **given)
        _READINGS.append((asked, known))
    return known


def told(folder: Path, file: str, edit: Edit) -> str:
    """What a build and a validation of a changed copy say; empty where they find nothing."""
    for name in ("data", "ontology", "shapes"):
        ignored = shutil.ignore_patterns("generated", "releases", "cases", "examples")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    (folder / "data" / "releases").mkdir()
    shutil.copy(ROOT / "data" / "releases" / "releases.ttl", folder / "data" / "releases")
    path = folder / file
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")
    inputs = Inputs(ontology=folder / "ontology", data=folder / "data", shapes=folder / "shapes")
    try:
        with patch("ccwp_kg.build.assemble.read", read_once):
            dataset = run_build(inputs).dataset
        report = checked(dataset, inputs, lambda _: None)
    except CcwpError as error:
        return str(error)
    return "" if report.conforms else as_text(report, prefixes=read_prefixes(ROOT / "ontology" / "prefixes.ttl"))


@pytest.mark.slow
def test_without_a_mistake_nothing_is_found(tmp_path: Path) -> None:
    """Else every mistake would seem to be found."""
    assert "" == told(tmp_path, BODIES, lambda text: text)


@pytest.mark.parametrize("mistake", mostly_slow(MISTAKES, every=len(MISTAKES)), ids=[name for name, *_ in MISTAKES])
def test_a_mistake_is_found_and_its_file_named(
    mistake: tuple[str, str, Edit], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """By the build or by the validation; nothing is logged beside, such as the traceback of an impossible date."""
    _, file, edit = mistake
    assert Path(file).name in told(tmp_path, file, edit)
    assert [] == caplog.records
