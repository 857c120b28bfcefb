"""The OpenAPI description: no route is missing, and the server does what it says, asked by a fuzzer over real HTTP."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ccwp_kg.server import create_app
from ccwp_kg.server.apis.openapi import openapi_document, routes_of, template_of
from ccwp_kg.server.http.describes import description_of, reason_of
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from support.serving import Server

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
from schemathesis import checks  # noqa: E402  # after the check that it is there
from schemathesis.specs.openapi.checks import (  # noqa: E402
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

EXAMPLES = 15
CHECKS = [
    checks.not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
]  # fmt: skip
ABSENT = {"/sitemap-{number}.xml", "/dumps/{name}", "/validation", "/validation.{suffix}", "/{name}/{version}"}
ABSENT |= {
    "/dataset/{version}",
    "/dataset/{version}/doc/{reference}",
    "/timemap/{reference}",
    "/catalog",
    "/catalog.{suffix}",
    "/source/{name}/{start}-{end}",
    "/source/{name}/{start}-{end}.{suffix}",
    "/ontology/overview.svg",
    "/together/by-plan.svg",
    "/together/by-plan/{reference}.svg",
}
"""What the small release does not have: a second release, a text, a second plan, an overview."""
REFERENCES = ["plan/5", "plan/5.ttl", "plan/5/action/5.4", "organisation/olaf.jsonld", "dataset", "dataset.bib", "no"]
ACCEPTED = ["*/*", "text/html", "text/turtle", "application/ld+json", "application/json", "image/png", "text/*;q=0"]


def described_paths() -> dict[str, Any]:
    """The paths of the description, without a server: what is described does not depend on the data."""
    app = create_app(EmbeddedStore.of_triples([]), settings=Settings())
    paths: dict[str, Any] = dict(openapi_document(app, base="/")["paths"])  # type: ignore[call-overload]
    return paths


PATHS = described_paths()
LEFT_OUT = {
    "/sparql",
    "/graph-store",
    "/sparql/vocabulary.json",
    "/neighbourhood/{reference}",
    "/metrics",
    "/static/{name}",
    "/favicon.ico",
}


def test_every_route_is_described_or_left_out_for_a_reason(app: Flask) -> None:
    """A new route needs `@describes`, or `@left_out` with a reason; never both."""
    assert len(PATHS) > 40
    for rule, view in routes_of(app):
        assert (description_of(view) is None) == bool(reason_of(view)), rule
    assert LEFT_OUT == {template_of(rule) for rule, view in routes_of(app) if reason_of(view)}
    assert PATHS.keys() == {template_of(rule) for rule, _ in routes_of(app)} - LEFT_OUT


def test_the_description_is_whole(client: FlaskClient) -> None:
    """OpenAPI 3.1 §4.8: operations have an id of their own, path parameters are those of the path, references lead."""
    response = client.get("/openapi.json")
    assert (200, "application/json") == (response.status_code, response.mimetype)
    document = json.loads(response.text)
    assert document["openapi"].startswith("3.1.")
    assert {"title", "version"} <= document["info"].keys()
    operations = {path: item["get"] for path, item in document["paths"].items()}
    every = [operation for item in document["paths"].values() for operation in item.values()]
    assert len(every) == len({operation["operationId"] for operation in every})
    assert ["/reconcile"] == [path for path, item in document["paths"].items() if "post" in item]
    for path, operation in operations.items():
        in_path = [p["name"] for p in operation.get("parameters", ()) if p["in"] == "path"]
        assert re.findall(r"{(\w+)}", path) == in_path
        assert all(p["example"] not in (None, "") and p["description"] for p in operation.get("parameters", ()))
        assert operation["summary"]
        assert operation["responses"]
    names = set(re.findall(r'"#/components/schemas/(\w+)"', response.text))
    assert names == document["components"]["schemas"].keys()
    assert response.text == client.get("/openapi.json").text


@pytest.fixture(scope="module")
def operations(server: Server) -> dict[str, Any]:
    """The operations as a program reads them from the running server, those that are posted with a mark before."""
    schema = schemathesis.openapi.from_dict(json.loads(server.ask("GET", "/openapi.json")[2]))
    schema.config.update(base_url=server.address)
    found = [result.ok() for result in schema.get_all_operations()]
    return {f"{'POST ' if each.method == 'post' else ''}{each.path}": each for each in found}


@pytest.mark.parametrize("path", [*PATHS, *(f"POST {path}" for path, each in PATHS.items() if "post" in each)])
def test_the_server_does_what_it_says(operations: dict[str, Any], path: str) -> None:
    """No 5xx, only stated statuses and media types, JSON by its schema, whatever the parameters and Accept."""
    operation = operations[path]

    @settings(
        max_examples=EXAMPLES, phases=[Phase.generate], deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(
        case=operation.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE),
        known=st.sampled_from([None, *REFERENCES]),
        accept=st.sampled_from(ACCEPTED),
    )
    def ask(case: Any, known: str | None, accept: str) -> None:
        if known is not None and "reference" in case.path_parameters:
            case.path_parameters["reference"] = known
        response = case.call(headers={"Accept": accept}, timeout=20, allow_redirects=False)
        case.validate_response(response, checks=CHECKS)

    ask()


@pytest.mark.parametrize("path", PATHS)
def test_the_example_works(server: Server, operations: dict[str, Any], path: str) -> None:
    """The example of each operation is answered as the first answer says, unless it speaks of a larger release."""
    told = operations[path].definition.raw
    address = path
    for parameter in told.get("parameters", ()):
        if parameter["in"] == "path":
            address = address.replace(f"{{{parameter['name']}}}", quote(str(parameter["example"])))
        elif parameter["name"] != "page":  # data comes whole
            address += f"{'&' if '?' in address else '?'}{parameter['name']}={quote(str(parameter['example']))}"
    status, headers, _ = server.ask("GET", address)
    if address in ("/sitemap-1.xml", "/dumps/merged.ttl"):
        assert status == 404  # the small release has neither
        return
    if path in ABSENT:
        assert status == 404
        return
    expected = next(iter(told["responses"]))
    assert expected == str(status)
    assert headers["content-type"].partition(";")[0] in told["responses"][expected]["content"]
