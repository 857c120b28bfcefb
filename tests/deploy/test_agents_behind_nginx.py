"""Tools for agents through the shipped nginx configuration: under the name that visitors know, whatever that is."""

from __future__ import annotations

import json

import pytest
from nginx_site import Site

from support.clients.agents import Era, calls

pytestmark = pytest.mark.timed


@pytest.mark.parametrize("era", ["auto", "legacy"])
def test_a_client_through_the_proxy(site: Site, era: Era) -> None:
    """The SDK's client gets answers, and addresses in them are those of the proxy."""
    found, counted = calls(
        f"{site.address}/mcp",
        ("thing", {"id": "plan/5"}),
        ("ask", {"sparql": "SELECT (COUNT(*) AS ?n) { ?a a ccwp:Action }"}),
        era=era,
    )
    assert f"address: {site.address}/doc/plan/5" in found.text.splitlines()
    assert f"query: {site.address}/sparql?query=PREFIX%20ccwp" in counted.text


@pytest.mark.parametrize("host", ["plans.example", "plans.example:8443", "10.0.0.5"])
def test_any_host_is_answered(site: Site, host: str) -> None:
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list"}).encode()
    status, headers, answer = site.front.ask("POST", "/mcp", body=body, content_type="application/json", host=host)
    assert (200, "no-store", 6) == (status, headers["cache-control"], len(json.loads(answer)["result"]["tools"]))


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_other_methods(site: Site, method: str) -> None:
    status, headers, _ = site.front.ask(method, "/mcp")
    assert (405, {"OPTIONS", "POST"}) == (status, {*headers["allow"].split(", ")})
