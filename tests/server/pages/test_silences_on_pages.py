"""The page of an action tells a silence of the document from words that were not understood and from an empty cell."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import NamedNode, Triple

from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.terms import iris
from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore

READ = iris.graph("source/fifth-action-plan")
WORDS = NamedNode(iris.source("fifth-action-plan").value + "#char=8381,8396")


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("not-stated", "not stated"),
        ("empty-cell", "the cell is empty"),
        ("not-understood", "not understood : third countries"),
    ],
)
def test_why_an_action_has_no_lead(kind: str, told: str, dataset: NamedGraphs) -> None:
    """Where words may tell the lead the page shows them; it says "not stated" only of what nothing tells."""
    field = iris.thing("plan/5/action/5.1/field/lead")
    stated = Triple(field, CCWP.silence, iris.thing("concept/not-stated"))
    assert stated in dataset.graphs[READ]
    of_kind = {Triple(field, CCWP.silence, iris.thing(f"concept/{kind}"))}
    of_kind |= {Triple(field, CCWP.hasSpan, WORDS)} if kind == "not-understood" else set()
    graphs = {**dataset.graphs, READ: (dataset.graphs[READ] - {stated}) | of_kind}
    client = create_app(EmbeddedStore.of_graphs(graphs), settings=Settings()).test_client()
    page = client.get("/doc/plan/5/action/5.1", headers={"Accept": "text/html"}).get_data(as_text=True)
    lead = re.search(r"<dt>Lead</dt><dd>(.*?)</dd>", page, re.DOTALL)
    assert lead is not None
    assert " ".join(re.sub("<[^>]*>", " ", lead[1]).split()).startswith(told)
