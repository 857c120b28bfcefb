"""The report of links elsewhere: complete, the same in each form, and SSSOM/TSV as its specification says."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from ccwp_kg.errors import UnknownIri, UnknownPrefix
from ccwp_kg.namespaces import DCTERMS, FOAF, OWL, RDFS, SKOS, SSSOM
from ccwp_kg.publish.links.mappings import VocabularyLinks, links_as_json, links_as_text, links_of
from ccwp_kg.publish.links.sssom import links_as_sssom
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.syntax.prefixes import Prefixes, read_prefixes
from ccwp_kg.store import EmbeddedStore
from support.commands import ROOT, Run

# The slots of a mapping, in the order of the table in the specification (SSSOM 1.1, "Mapping").
SLOTS_OF_SSSOM = [
    "record_id",
    "subject_id",
    "subject_label",
    "subject_category",
    "predicate_id",
    "predicate_label",
    "predicate_modifier",
    "object_id",
    "object_label",
    "object_category",
    "mapping_justification",
    "author_id",
    "author_label",
    "reviewer_id",
    "reviewer_label",
    "creator_id",
    "creator_label",
    "license",
    "subject_type",
    "subject_source",
    "subject_source_version",
    "object_type",
    "object_source",
    "object_source_version",
    "predicate_type",
    "mapping_provider",
    "mapping_source",
    "mapping_cardinality",
    "cardinality_scope",
    "mapping_tool",
    "mapping_tool_id",
    "mapping_tool_version",
    "mapping_date",
    "publication_date",
    "review_date",
    "confidence",
    "curation_rule",
    "curation_rule_text",
    "subject_match_field",
    "object_match_field",
    "match_string",
    "subject_preprocessing",
    "object_preprocessing",
    "similarity_score",
    "similarity_measure",
    "see_also",
    "issue_tracker_item",
    "other",
    "comment",
]
SLOTS_OF_A_SET = [
    "mapping_set_id", "mapping_set_version", "mapping_set_title", "mapping_set_description", "creator_id", "license",
    "extension_definitions",
]  # fmt: skip
BUILT_IN = {"owl": OWL, "rdfs": RDFS, "skos": SKOS, "semapv": "https://w3id.org/semapv/vocab/", "sssom": SSSOM}


@pytest.fixture(scope="module")
def merged(dataset: NamedGraphs) -> set[Triple]:
    return dataset.merged()


@pytest.fixture(scope="module")
def links(merged: set[Triple]) -> VocabularyLinks:
    return links_of(EmbeddedStore.of_triples(merged))


@pytest.fixture(scope="module")
def prefixes() -> Prefixes:
    return read_prefixes(ROOT / "ontology" / "prefixes.ttl")


Table = tuple[list[str], list[dict[str, str]]]


@pytest.fixture(scope="module")
def table(links: VocabularyLinks, prefixes: Prefixes) -> Table:
    """The lines of the head without their mark, and the rows."""
    lines = links_as_sssom(links, prefixes=prefixes).splitlines()
    head = [line.removeprefix("#") for line in lines if line.startswith("#")]
    return head, list(csv.DictReader(lines[len(head) :], delimiter="\t"))


def test_every_link_is_in_the_report(links: VocabularyLinks, merged: set[Triple]) -> None:
    """What the data say of things and identifiers elsewhere is what the report lists, each link once."""
    matches = (OWL.sameAs, FOAF.focus, SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch)
    stated = {(t.subject.value, t.predicate.value, t.object.value) for t in merged if t.predicate in matches}
    listed = [(link.subject, link.match, link.target) for link in links.each]
    assert len(set(listed)) == len(listed) > 100
    assert stated == {link for link in listed if link[1] != RDFS.seeAlso.value}
    assert all(link.evidence and 0 < link.confidence < 1 for link in links.each)
    assert {"same", "focus", "exact"} >= {link.strength for link in links.each if not link.comment}


def test_evidence_of_a_set_counts_where_a_link_has_none(links: VocabularyLinks, merged: set[Triple]) -> None:
    """What was seen in one place is said once, of the set; a link that was seen elsewhere says so itself."""
    seen = {(t.subject.value, t.object.value) for t in merged if t.predicate == DCTERMS.source}
    own = [link for link in links.each if link.record in dict(seen)]
    assert 0 < len(own) < len(links.each) // 2
    for link in links.each:
        says = link.record if link in own else link.linkset
        assert {text for thing, text in seen if thing == says} == set(link.evidence)


def test_metadata_of_sssom(table: Table) -> None:
    """The version first, then the prefixes sorted, then slots of a mapping set in the order of their table."""
    head, _ = table
    assert ['sssom_version: "1.1"', "curie_map:"] == head[:2]
    rest = [line for line in head[2:] if not line.startswith(" ")]
    assert SLOTS_OF_A_SET == [line.partition(":")[0] for line in rest]
    declared = [line.strip().partition(":")[0] for line in head[2 : head.index(rest[0])]]
    assert sorted(declared) == declared
    assert not BUILT_IN.keys() & set(declared)
    assert "license: http://creativecommons.org/licenses/by/4.0/" in head


def test_columns_of_sssom(table: Table) -> None:
    """Columns are slots of a mapping in their order, then the extension that the head defines; none is empty."""
    head, rows = table
    *slots, extension = rows[0]
    assert slots == [slot for slot in SLOTS_OF_SSSOM if slot in slots]
    assert f"  - slot_name: {extension}" in head
    assert {slot for slot in rows[0] if not any(row[slot] for row in rows)} == set()
    assert all(None not in row and None not in row.values() for row in rows)


def test_rows_of_sssom_say_what_the_rdf_says(table: Table, links: VocabularyLinks) -> None:
    """Expanded by the prefixes of the head, the identifiers are those of the data; rows are sorted."""
    head, rows = table
    spaces = dict(line.strip().split(": ") for line in head[2:] if line.startswith("  ") and ": http" in line)

    def expanded(curie: str) -> str:
        prefix, _, rest = curie.partition(":")
        return {**spaces, **BUILT_IN}[prefix] + rest

    told = {
        (expanded(r["record_id"]), expanded(r["subject_id"]), expanded(r["predicate_id"]), expanded(r["object_id"]),
         expanded(r["mapping_justification"]), float(r["confidence"]), r["comment"])
        for r in rows
    }  # fmt: skip
    assert told == {
        (link.record, link.subject, link.match, link.target, link.justification, link.confidence, link.comment)
        for link in links.each
    }
    assert [r["record_id"] for r in rows] == sorted(r["record_id"] for r in rows)


def test_odd_texts_keep_the_table(links: VocabularyLinks, prefixes: Prefixes) -> None:
    """Quotation marks and tabs are quoted (SSSOM/TSV, "Quoting"); a title that YAML would misread stands in quotes."""
    odd = replace(links.each[0], comment='the "same"\tact')
    lines = links_as_sssom(replace(links, title="VocabularyLinks: all", each=(odd,)), prefixes=prefixes).splitlines()
    assert '#mapping_set_title: "VocabularyLinks: all"' in lines
    [row] = csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t")
    assert odd.comment == row["comment"]


def test_the_counts_agree(links: VocabularyLinks) -> None:
    """Text and JSON count the same: by vocabulary, strength and confidence."""
    told = json.loads(links_as_json(links))
    assert len(links.each) == told["total"] == len(told["links"])
    for vocabulary in told["vocabularies"]:
        assert vocabulary["total"] == sum(vocabulary["strength"].values()) == sum(vocabulary["confidence"].values())
        noun = "link" if vocabulary["total"] == 1 else "links"
        assert f"{vocabulary['title']}: {vocabulary['total']} {noun} (" in links_as_text(links)
    assert (
        links_as_text(links)
        .splitlines()[-1]
        .startswith(f"All together: {told['total']} links (15 same, 46 focus, 20 exact, ")
    )


def test_refused(links: VocabularyLinks, prefixes: Prefixes) -> None:
    """No licence, no report; an identifier without a short form has no place in SSSOM/TSV."""
    with pytest.raises(UnknownIri, match="dataset/linkset is not described"):
        links_of(EmbeddedStore.of_triples([Triple(NamedNode("urn:x:a"), SKOS.exactMatch, NamedNode("urn:x:b"))]))
    strange = replace(links, each=(replace(links.each[0], target="urn:x:b"),))
    with pytest.raises(UnknownPrefix, match="no registered prefix shortens urn:x:b"):
        links_as_sssom(strange, prefixes=prefixes)


@pytest.mark.parametrize(
    ("expected", "form"), [("EuroVoc: 37 links (", "text"), ('#sssom_version: "1.1"', "tsv"), ('"total": 37', "json")]
)
def test_the_command(expected: str, form: str, run: Run, tmp_path: Path) -> None:
    done = run("links", "--format", form, cwd=tmp_path)
    assert (0, "") == (done.returncode, done.stderr)
    assert expected in done.stdout
