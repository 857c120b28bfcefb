"""A prefix that a query does not declare: a link of the page adds it."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import html5lib
import pytest
from flask.testing import FlaskClient

PAGE = {"Accept": "text/html"}


def path_of(query: str) -> str:
    return "/sparql?" + urlencode([("query", query)], quote_via=quote)


CORRECTIONS = [
    # (words of the link, the query it leads to, query)
    ("Add PREFIX ccwp: <https://w3id.org/ccwp/ontology#>", "PREFIX ccwp: <https://w3id.org/ccwp/ontology#>\n{}",
     "ASK { ?s a ccwp:Action }"),
    ("Add PREFIX ccwp: <https://w3id.org/ccwp/ontology#>", "PREFIX ccwp: <https://w3id.org/ccwp/ontology#>\n{}",
     "# why\nASK { VALUES ?c { ccwp:Action } ?s a ?c }"),
    ("Write ccwp: instead of cwp:", "PREFIX ccwp: <https://w3id.org/ccwp/ontology#>\nASK { ?s a ccwp:Action }",
     "ASK { ?s a cwp:Action }"),
    ("Write skos: instead of sko:", "PREFIX skos: <urn:own> ASK { ?s skos:a skos:b }",
     "PREFIX skos: <urn:own> ASK { ?s sko:a skos:b }"),
    (None, "", "ASK { ?s a nothinglikeit:Action }"),
    (None, "", "PREFIX ccwp: <urn:x> ASK { ?s ccwp:a [ }"),
    (None, "", "ASK { ?s a <http://x.example/a b> }"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "then", "query"), CORRECTIONS)
def test_a_missing_prefix_is_added_by_a_link(client: FlaskClient, name: str | None, then: str, query: str) -> None:
    """The link of a registered prefix, or of one that resembles it, leads to the query with it, which has an answer."""
    response = client.get(path_of(query), headers=PAGE)
    assert 400 == response.status_code
    failure = next(
        each
        for each in html5lib.parse(response.text, namespaceHTMLElements=False).iter()
        if each.get("id") == "failure"
    )
    links = {
        "".join(each.itertext()): each.get("href", "") for each in failure.iter("a") if each.get("rel") == "nofollow"
    }
    assert ([] if name is None else [name]) == list(links)
    if name is not None:
        assert path_of(then.replace("{}", query, 1)) == links[name]
        assert 200 == client.get(links[name], headers=PAGE).status_code
