"""Which file states what: for messages that say where something is to be mended."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from pyoxigraph import Triple

from ccwp_kg.build.assemble import Inputs
from ccwp_kg.build.manifest import source_entries
from ccwp_kg.rdf.dataset import INFERRED, NamedGraphs
from ccwp_kg.rdf.syntax.read import read_triples
from ccwp_kg.rdf.terms import iris


def statements_by_file(inputs: Inputs, dataset: NamedGraphs) -> dict[str, Collection[Triple]]:
    """File → its statements: of Turtle kept by hand what it holds, of a document what was read from it, and of the
    folder of rules what they inferred. The names begin at the folder that holds `data/` and `ontology/`.
    """
    kept = [
        (path, f"ontology/{path.relative_to(inputs.ontology).as_posix()}")
        for part in ("ccwp.ttl", "overview.ttl", "reused-terms.ttl", "concepts", "alignments")
        for path in _turtle(inputs.ontology / part)
    ]
    kept += [
        (path, f"data/{path.relative_to(inputs.data).as_posix()}")
        for part in ("curated", "external", "corrections", "releases", "sources")
        for path in _turtle(inputs.data / part)
    ]
    found: dict[str, Collection[Triple]] = {name: read_triples(path) for path, name in kept}
    for entry in source_entries(found["data/sources/sources.ttl"]):
        found[f"data/sources/{entry.file_name}"] = dataset.graphs[iris.graph(f"source/{entry.name}")]
    return found | {"ontology/rules": dataset.graphs[INFERRED]}


def _turtle(place: Path) -> list[Path]:
    return sorted(place.rglob("*.ttl")) if place.is_dir() else [place]
