"""Rules about the data as a whole: one rule is one query in this folder, and any row it finds is a failure.

Beside each rule lies a small graph that breaks it, so that a rule that can find nothing is found itself.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Store, Triple

from ccwp_kg.namespaces import ID, OA
from ccwp_kg.rdf.files import as_quads, read_triples, turtle_files

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
RULES = sorted(FOLDER.glob("*.rq"))


def store_of(*paths: Path) -> Store:
    store = Store()
    for path in paths:
        store.extend(as_quads(read_triples(path), DefaultGraph()))
    return store


@cache
def knowledge_base() -> Store:
    """All graphs merged: ontology with its concepts, links elsewhere, curated, generated and inferred statements.

    What gave way to a correction is not among them.
    """
    folders = (ROOT / "ontology" / "concepts", ROOT / "ontology" / "alignments" / "things")
    ontology = [ROOT / "ontology" / "ccwp.ttl", *(path for folder in folders for path in turtle_files(folder))]
    return store_of(*ontology, *(path for path in turtle_files(ROOT / "data") if not path.match("replaced-*.ttl")))


def rows(store: Store, rule: Path) -> list[str]:
    found = store.query(rule.read_text(encoding="utf-8"))
    assert isinstance(found, QuerySolutions)
    return [" ".join(str(value) for value in row) for row in found]


def test_there_are_rules() -> None:
    """A folder without rules passes everything."""
    assert len(RULES) >= 20


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_rule_is_kept(rule: Path) -> None:
    """The rule finds nothing in the data."""
    assert rows(knowledge_base(), rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_rule_can_be_broken(rule: Path) -> None:
    """The rule finds what its bad example does wrong."""
    assert rows(store_of(rule.with_suffix(".bad.ttl")), rule) != []


def test_quotations_stand_in_their_source() -> None:
    """`text[start:end] == exact` for every place, in code points, with what stands before and after it."""
    texts = {
        f"{ID}source/{path.stem}": path.read_bytes().decode() for path in (ROOT / "data" / "sources").glob("*.txt")
    }
    places: dict[str, dict[str, str]] = {}
    for path in turtle_files(ROOT / "data" / "generated"):
        for triple in read_triples(path):
            if triple.predicate.value.startswith(OA):
                places.setdefault(subject(triple), {})[triple.predicate.value.removeprefix(OA)] = value(triple)
    spans = {iri: place for iri, place in places.items() if "exact" in place}
    wrong = [iri for iri, place in spans.items() if not quotes(texts[place["hasSource"]], place)]
    assert len(spans) > 500
    assert wrong == []


def subject(triple: Triple) -> str:
    assert isinstance(triple.subject, NamedNode)
    return triple.subject.value


def value(triple: Triple) -> str:
    assert isinstance(triple.object, NamedNode | Literal)
    return triple.object.value


def quotes(text: str, place: dict[str, str]) -> bool:
    start, end = int(place["start"]), int(place["end"])
    return (
        text[start:end] == place["exact"]
        and text[:start].endswith(place["prefix"])
        and text[end:].startswith(place["suffix"])
    )
