"""Putting a release into a store elsewhere, whole: every named graph, and their merge as one more.

A store elsewhere has its own idea of what a plain query sees, so the merge goes there as `graph/merged`. While it
loads, a graph of marks says which graphs are there and of which bytes, so that a load that was interrupted goes on
where it was, and a release that changed in between starts anew with the graphs that changed. The marks go last.

The release is held in memory: it is the store that has to bear more than one machine, with more releases in it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.errors import NotARelease, StoreBroken
from ccwp_kg.namespaces import DUMPS
from ccwp_kg.publish.loading.remote_graphs import GraphWriter
from ccwp_kg.publish.opening import base_of, check_release, sha256_of, sums_of
from ccwp_kg.rdf.dataset import RELEASE, is_merged
from ccwp_kg.rdf.syntax.read import read_quads, read_triples
from ccwp_kg.rdf.terms.order import sorted_statements
from ccwp_kg.store import Dataset
from ccwp_kg.store.remote import MERGED, RemoteStore

MARKS = NamedNode("urn:x-ccwp-kg:loading")
"""The graph of marks: graph → sha256 of its N-Triples."""
_DIGEST = NamedNode("urn:x-ccwp-kg:sha256")


@dataclass(frozen=True, slots=True)
class LoadedGraph:
    """A named graph to be put: its triples in the order of their lines, and the sha256 of these lines."""

    name: NamedNode
    triples: Sequence[Triple]
    sha256: str

    @property
    def mark(self) -> Triple:
        """The triple that records that the graph is loaded."""
        return Triple(self.name, _DIGEST, Literal(self.sha256))


def graphs_of(release: Path) -> tuple[LoadedGraph, ...]:
    """The named graphs of a release, its description of itself, and last their merge.

    Raises NotARelease where the folder is none or a file does not have its checksum, InvalidTurtle where one does not
    parse.
    """
    check_release(release)
    sums = sums_of(release).splitlines()
    for file in ("dataset.nq", "description.ttl"):
        if f"{sha256_of(release / file)}  {file}" not in sums:
            raise NotARelease(f"{release}/{file} is not the file of its SHA256SUMS; make the release again")
    base = base_of(release)
    graphs: defaultdict[NamedNode, set[Triple]] = defaultdict(set)
    for quad in read_quads(release / "dataset.nq"):
        if not isinstance(quad.graph_name, NamedNode):
            raise NotARelease(f"{release}/dataset.nq has statements outside of named graphs; make the release again")
        graphs[quad.graph_name].add(quad.triple)
    described = read_triples(release / "description.ttl", base_iri=base.moved(DUMPS))
    if described:
        graphs[base.here(RELEASE)].update(described)
    merged: set[Triple] = set().union(*(triples for name, triples in graphs.items() if is_merged(name, base)))
    found = []
    for name, triples in (*sorted(graphs.items(), key=lambda g: g[0].value), (base.here(MERGED), merged)):
        ordered = sorted_statements(triples)
        digest = hashlib.sha256()
        for triple in ordered:
            digest.update(f"{triple} .\n".encode())
        found.append(LoadedGraph(name, ordered, digest.hexdigest()))
    return tuple(found)


def load(
    graphs: Sequence[LoadedGraph],
    *,
    store: RemoteStore,
    writer: GraphWriter,
    progress: Callable[[str], None] = lambda _: None,
) -> int:
    """Put graphs into a store and remove those of ours that are not among them; how many were put now.

    `store` is asked what is there; `writer` changes it. `progress` is called for each graph, and once for the check.
    Raises StoreUnavailable where the store does not play along, StoreBroken where a graph is not there as it should be.
    """
    held = _marks(store)
    there = [graph for graph in graphs if held.get(graph.name) == {graph.sha256}]
    if held:
        writer.replace(MARKS, [graph.mark for graph in there])
    for name in store.graphs():
        if name not in {graph.name for graph in graphs}:
            writer.drop(name)
    put = 0
    for number, graph in enumerate(graphs, 1):
        progress(f"{graph.name.value} ({number} of {len(graphs)}, {len(graph.triples):,} triples)")
        if graph in there:
            continue
        writer.replace(graph.name, graph.triples)
        put += 1
        there.append(graph)
        writer.replace(MARKS, [each.mark for each in there])
    progress("counting what is there")
    try:
        for graph in graphs:
            named = Dataset(default_graphs=(graph.name,))
            (row,) = store.rows("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", dataset=named)
            counted = row["n"].value if isinstance(row["n"], Literal) else "none"
            if counted != str(len(graph.triples)):
                raise StoreBroken(
                    f"{graph.name.value} has {len(graph.triples)} triples in the release, but the store counts "
                    f"{counted}; load it again"
                )
    finally:
        # Marks of graphs that are not there as they should be would keep the next load from putting them.
        writer.drop(MARKS)
    store.refresh()
    return put


def _marks(store: RemoteStore) -> Mapping[NamedNode, set[str]]:
    """Graph → the digests it is marked with; a mark that says two things is none."""
    marks: defaultdict[NamedNode, set[str]] = defaultdict(set)
    rows = store.rows(f"SELECT ?g ?d WHERE {{ ?g {_DIGEST} ?d }}", dataset=Dataset(default_graphs=(MARKS,)))
    for row in rows:
        graph, digest = row["g"], row["d"]
        if isinstance(graph, NamedNode) and isinstance(digest, Literal):
            marks[graph].add(digest.value)
    return marks
