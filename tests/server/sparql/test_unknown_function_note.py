"""The query page tells of functions that nobody knows, for an answer shows nothing of them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

PAGES = [
    # (what the note names, query)
    ("&lt;urn:x:f&amp;&gt;", "SELECT (<urn:x:f&>(1) AS ?x) {}"),
    ("f:f", "PREFIX f: <urn:x:> ASK { FILTER f:f(1) }"),
    ("f:f", "PREFIX f: <urn:x:> CONSTRUCT { ?s f:p ?o } { ?s ?p ?o FILTER f:f(?o) }"),
    (None, "SELECT (<http://www.w3.org/2001/XMLSchema#integer>('1') AS ?x) {}"),
    (None, "ASK { ?s <urn:x:f> (1) }"),
]


@pytest.mark.parametrize(("named", "query"), PAGES)
def test_an_unknown_function_is_told(client: FlaskClient, named: str | None, query: str) -> None:
    """SPARQL 1.1 §17.6: its call is an error."""
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/html"})
    assert (200, named is not None) == (answer.status_code, "is not known here" in answer.text)
    if named is not None:
        assert f"The function <code>{named}</code> is not known here" in answer.text
