"""Every route of the application, asked by a fuzzer over real HTTP: whatever is asked, the server does not break."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from support.serving import Server

EXAMPLES = 15
ACCEPTED = ["*/*", "text/html", "text/turtle", "application/ld+json", "application/json", "image/png", "text/*;q=0"]
NAMES = [
    "q",
    "page",
    "sort",
    "plan",
    "lang",
    "id",
    "queries",
    "body",
    "view",
    "query",
    "format",
    "prefix",
    "value",
    "x",
]
VALUES = ["1", "-1", "99999999", "plan/5", "organisation/olaf", "actions", "ttl", "csv", "entity", "de", "ASK {}", "{"]
REFERENCES = ["plan/5", "plan/5.ttl", "plan/5/action/5.4", "organisation/olaf.jsonld", "dataset", "dataset.bib", "no"]
STATUSES = {200, 302, 303, 400, 404, 406, 410, 413, 429}
VARIABLE = re.compile(r"<(?:(\w+)(?:\(([^)]*)\))?:)?\w+>")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def routes() -> list[str]:
    """The routes that answer GET; which there are does not depend on the data."""
    app = create_app(EmbeddedStore.of_triples([]), settings=Settings())
    return sorted({rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())})


ROUTES = routes()


@st.composite
def addresses(draw: st.DrawFn, route: str) -> str:
    """The address of a route with something in the place of each variable, and some parameters."""

    def filled(match: re.Match[str]) -> str:
        if match[2]:
            return draw(st.sampled_from(match[2].split(", ")))
        if match[1] == "int":
            return str(draw(st.integers(0, 10**6)))
        return quote(draw(st.sampled_from([*REFERENCES, *VALUES]) | TEXT), safe="/" if match[1] == "path" else "")

    pairs = draw(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES) | TEXT), max_size=3))
    return VARIABLE.sub(filled, route) + (f"?{urlencode(pairs)}" if pairs else "")


def test_the_routes_are_those_of_a_whole_server() -> None:
    assert len(ROUTES) > 60
    assert {"/", "/sparql", "/search", "/reconcile", "/doc/<path:reference>"} <= set(ROUTES)


@pytest.mark.parametrize("route", ROUTES)
def test_whatever_is_asked_the_server_does_not_break(server: Server, route: str) -> None:
    """Only the statuses that a request can cause, a media type with each body, and problem details for programs."""

    @settings(
        max_examples=EXAMPLES, phases=[Phase.generate], deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(address=addresses(route), accept=st.sampled_from(ACCEPTED))
    def ask(address: str, accept: str) -> None:
        status, headers, body = server.ask("GET", address, accept=accept)
        assert status in STATUSES, (status, address)
        assert headers.get("content-type") or not body, address
        if status >= 400 and accept == "application/json":
            assert headers["content-type"].startswith("application/problem+json"), address

    ask()
