"""Graphs that are made of documents stand under the licence that the dataset states, not under one of the program's."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from ccwp_kg.build import Inputs, run_build
from ccwp_kg.build.licence import licensed
from ccwp_kg.build.records.provenance import graph_head
from ccwp_kg.namespaces import DCTERMS
from ccwp_kg.rdf.dataset import CORRECTED, INFERRED, aside, replaced
from ccwp_kg.rdf.terms import iris
from support.commands import copy_of_checkout

DATASET, DESCRIPTION = iris.thing("dataset"), iris.graph("curated/dataset")
SOURCE = iris.source("one")
READ, ASIDE = iris.graph("source/one"), aside(SOURCE)
CC_BY, ZERO = (f"http://creativecommons.org/{name}/" for name in ("licenses/by/4.0", "publicdomain/zero/1.0"))


@pytest.mark.parametrize("stated", [CC_BY, ZERO, None])
def test_what_is_read_set_aside_and_corrected_has_the_licence_of_the_dataset(stated: str | None) -> None:
    """The head of what gave way stands among the corrected; what is inferred had no licence of its own before."""
    heads = {READ: [READ], ASIDE: [ASIDE], CORRECTED: [CORRECTED, replaced(SOURCE)], INFERRED: [INFERRED]}
    graphs = {name: frozenset(t for of in each for t in graph_head(of, "One")) for name, each in heads.items()}
    about = {Triple(DATASET, DCTERMS.license, NamedNode(stated))} if stated else set()
    graphs[DESCRIPTION] = frozenset({*about, Triple(NamedNode("http://a.example/"), DCTERMS.license, NamedNode(CC_BY))})
    found = {(t.subject, str(t.object)) for each in licensed(graphs).values() for t in each if is_licence(t)}
    assert {(head, f"<{stated}>") for head in (READ, ASIDE, CORRECTED, replaced(SOURCE)) if stated} == found


def is_licence(triple: Triple) -> bool:
    return triple.predicate == DCTERMS.license


def test_a_build_asks_the_description_of_the_dataset(tmp_path: Path) -> None:
    root = copy_of_checkout(tmp_path / "checkout")
    file = root / "data" / "curated" / "dataset.ttl"
    file.write_text(file.read_text(encoding="utf-8").replace(CC_BY, ZERO), encoding="utf-8")
    built = run_build(Inputs(ontology=root / "ontology", data=root / "data", shapes=root / "shapes")).dataset
    [licence] = (t.object for t in built.graphs[iris.graph("source/fifth-action-plan")] if is_licence(t))
    assert NamedNode(ZERO) == licence
