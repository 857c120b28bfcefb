"""A release is written piece by piece: beside the graphs themselves, no form and no check holds a copy of them.

What is counted are Python's own allocations, a `Quad` or the text of a line among them, and so much the same on every
run; and of those, by how much they grow with the number of statements.
"""

import gc
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, Triple

from ccwp_kg.namespaces import CCWP, RDF
from ccwp_kg.publish.release import write_release
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.validation.graphs import DataGraph
from support.formats.texts import texts_with

PREFIXES = Prefixes({"ccwp": str(CCWP), "id": iris.ID})
FEWER, MORE = 10, 40
THINGS, FACTS = 40, 8
LARGEST = {
    "comparing with the release before": 40,
    "dataset.nq": 100,
    "dataset.trig": 100,
    "merged.ttl": 100,
    "merged.nt": 100,
    "merged.jsonld": 130,
    "merged.rdf": 100,
    "annotated.ttl": 200,
    "indexing the things": 500,
    "tables": 500,
    "tables.xlsx": 530,  # with links, of which a sheet has 10,000 at most
}
"""Step of a release → the bytes it may take for each statement. A `Quad` has 232 without its terms, its line 150."""


def plans(count: int) -> NamedGraphs:
    """So many graphs of 320 statements each."""

    def plan(number: int) -> Iterator[Triple]:
        for place in range(THINGS):
            thing = iris.thing(f"plan/{number}/paragraph/{place}")
            yield Triple(thing, RDF.type, CCWP.Paragraph)
            yield Triple(thing, CCWP.partOfPlan, iris.plan(number))
            for fact in range(FACTS - 2):
                yield Triple(thing, CCWP.term(f"text{fact}"), Literal(f"words {fact} of paragraph {place} of {number}"))

    return NamedGraphs({iris.graph(f"source/{number}"): frozenset(plan(number)) for number in range(count)})


def peaks(folder: Path, dataset: NamedGraphs) -> dict[str, int]:
    """Step of a release → the most bytes that are allocated in it beside those before it."""
    texts = texts_with(folder / "texts", PREFIXES, {"ccwp": str(CCWP)})
    found: dict[str, int] = {}
    before: list[tuple[str, int]] = []

    def step(words: str) -> None:
        now, peak = tracemalloc.get_traced_memory()
        for name, held in before:
            found[name] = peak - held
        before[:] = [(words.removeprefix("writing "), now)]
        tracemalloc.reset_peak()

    gc.collect()
    gc.freeze()  # the more objects there are, the later cycles are collected, and their objects would count
    gc.collect()
    tracemalloc.start()
    try:
        write_release(folder / "release", dataset, texts=texts, reports={}, progress=step)
        step("the end")
    finally:
        tracemalloc.stop()
        gc.unfreeze()
    return found


@pytest.mark.slow
def test_no_form_holds_a_copy_of_the_statements(tmp_path: Path) -> None:
    peaks(tmp_path, plans(1))  # what is imported and kept the first time would count for the fewer
    fewer, more = (peaks(tmp_path, plans(count)) for count in (FEWER, MORE))
    grown = {name: (more[name] - fewer[name]) / (THINGS * FACTS * (MORE - FEWER)) for name in LARGEST}
    assert {} == {name: each for name, each in grown.items() if each > LARGEST[name]}


def test_the_graph_that_is_validated_shares_the_statements() -> None:
    merged = plans(MORE).merged()
    tracemalloc.start()
    try:
        graph = DataGraph(merged)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(merged) == len(graph)
    assert 100 > peak / len(merged)  # rdflib's own store takes 1,200
