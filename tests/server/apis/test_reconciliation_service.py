"""The Reconciliation API 0.2 over real HTTP: as its specification says, as its schemas say, and as OpenRefine asks."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from flask import Flask

from ccwp_kg.namespaces import CCWP, ID
from support.serving import Server

REFERENCE = Path(os.environ.get("REFERENCE_DATA", "none")) / "reconciliation-0.2"
FORM = "application/x-www-form-urlencoded"
OLAF = "organisation/olaf"
Validate = Callable[[str, object], None]


@pytest.fixture(scope="module")
def validate() -> Validate:
    """Checks a value against one of the specification's schemas; fetches nothing."""
    if not (REFERENCE / "schemas").is_dir():
        pytest.skip(
            "the schemas of the Reconciliation API are not here; set REFERENCE_DATA to the folder that has them"
        )
    jsonschema, referencing = pytest.importorskip("jsonschema"), pytest.importorskip("referencing")
    schemas = {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (REFERENCE / "schemas").glob("*.json")
    }
    assert "manifest" in schemas
    registry = referencing.Registry().with_resources(
        (schema["$id"], referencing.Resource.from_contents(schema, referencing.jsonschema.DRAFT7))
        for schema in schemas.values()
    )

    def check(name: str, value: object) -> None:
        jsonschema.Draft7Validator(schemas[name], registry=registry).validate(value)

    return check


def told(answer: tuple[int, dict[str, str], bytes]) -> Any:
    """The JSON of an answer that is one, which any page may read."""
    status, headers, body = answer
    assert (200, "application/json") == (status, headers["content-type"])
    assert "*" == headers["access-control-allow-origin"]
    return json.loads(body)


def post(service: Server, **form: object) -> tuple[int, dict[str, str], bytes]:
    """A form with JSON in its fields, as clients send it."""
    body = urlencode({name: value if isinstance(value, str) else json.dumps(value) for name, value in form.items()})
    return service.ask("POST", "/reconcile", body=body.encode(), content_type=FORM)


def test_the_manifest(service: Server, validate: Validate) -> None:
    """§3.1: a GET without parameters; identifier space and identifiers together are the IRIs."""
    answer = service.ask("GET", "/reconcile")
    manifest = told(answer)
    validate("manifest", manifest)
    assert (["0.2"], ID, str(CCWP)) == tuple(manifest[name] for name in ("versions", "identifierSpace", "schemaSpace"))
    assert {"ActionPlan", "Organisation", "CouncilDocument"} <= {kind["id"] for kind in manifest["defaultTypes"]}
    assert "no-store" not in answer[1]["cache-control"]
    assert f'<{service.address}/reconcile/guide>; rel="service-doc"' in answer[1]["link"]
    for address in (manifest["documentation"], manifest["logo"]):
        assert 200 == service.ask("GET", address.removeprefix(service.address))[0]
    assert f"{service.address}/reconcile" == manifest["extend"]["propose_properties"]["service_url"]


def test_the_manifest_of_a_set_address(released: Flask) -> None:
    """Where the address is set, the host that a client names counts for nothing, and the answer may be kept."""
    response = released.test_client().get("/reconcile", headers={"Host": "evil.example"})
    assert "evil.example" not in response.text
    assert "https://plans.example/id/{{id}}" == response.json["view"]["url"]
    assert "no-store" not in response.headers["Cache-Control"]


class Words(HTMLParser):
    """The text of a page, and where it links to."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name == "href" and tag == "a"]


def as_openrefine(manifest: dict[str, Any], template: str, identifier: str) -> str:
    """The path that a template of the manifest gives for an identifier, encoded as a URI component."""
    home = manifest["documentation"].removesuffix("/reconcile/guide")
    whole = template.replace("{{id}}", quote(identifier, safe="")).replace("${id}", quote(identifier, safe=""))
    assert whole.startswith(home)
    return whole.removeprefix(home)


def test_what_openrefine_does(service: Server, validate: Validate) -> None:
    """From the address of the service to new columns: every step with what the steps before gave."""
    manifest = told(service.ask("GET", "/reconcile"))
    cells = [
        "OLAF",
        "Euorpol",
        "frontex",
        "Eurojust",
        "CEPOL",
        "DG TAXUD",
        "Weltzollorganisation",
        "lewp",
        "CATS",
        "COPEN",
    ]

    # guess the type of the column from ten cells, three candidates each
    guessed = {f"q{place}": {"query": cell, "limit": 3} for place, cell in enumerate(cells)}
    validate("reconciliation-query-batch", guessed)
    found = told(post(service, queries=guessed))
    validate("reconciliation-result-batch", found)
    assert list(guessed) == list(found)
    counts: dict[str, int] = {}
    for each in found.values():
        assert len(each["result"]) <= 3
        for kind in each["result"][0]["type"]:
            counts[kind["id"]] = counts.get(kind["id"], 0) + 1
    chosen = max(counts, key=lambda kind: counts[kind])
    assert ("Organisation", 10) == (chosen, counts[chosen])

    # reconcile in batches of ten
    matched = []
    rows = [*cells, "Interpol", "European Anti-Fraud Office", "Customs Cooperation Working Party"]
    for start in range(0, len(rows), 10):
        batch = {
            f"q{place}": {"query": cell, "type": chosen, "type_strict": "should"}
            for place, cell in enumerate(rows[start : start + 10])
        }
        results = told(post(service, queries=batch))
        validate("reconciliation-result-batch", results)
        for key in batch:
            first = results[key]["result"][:1]
            matched.append(first[0]["id"] if first and first[0]["match"] else None)
    assert ["Interpol"] == [name for name, identifier in zip(rows, matched, strict=True) if identifier is None]

    # search for a match by hand, look at it, follow it
    entity = manifest["suggest"]["entity"]
    path = as_openrefine(manifest, entity["service_url"] + entity["service_path"], "")
    suggested = told(service.ask("GET", f"{path}?prefix=European%20Anti"))
    validate("suggest-entities-response", suggested)
    assert OLAF == suggested["result"][0]["id"]
    flyout = as_openrefine(manifest, entity["flyout_service_url"] + entity["flyout_service_path"], OLAF)
    assert {"id", "html"} == told(service.ask("GET", flyout)).keys()
    status, _, page = service.ask("GET", as_openrefine(manifest, manifest["preview"]["url"], OLAF))
    assert (200, True) == (status, b"European Anti-Fraud Office" in page)
    status, headers, _ = service.ask("GET", as_openrefine(manifest, manifest["view"]["url"], OLAF))
    assert (303, f"/doc/{OLAF}") == (status, headers["location"])

    # add columns from matched values
    properties = manifest["extend"]["propose_properties"]
    path = as_openrefine(manifest, properties["service_url"] + properties["service_path"], "")
    proposed = told(service.ask("GET", f"{path}?type={chosen}&limit=20"))
    validate("data-extension-property-proposal", proposed)
    assert ("Organisation", 20) == (proposed["type"], proposed["limit"])
    wanted = {
        "ids": [identifier for identifier in matched if identifier],
        "properties": [
            {"id": each["id"], "settings": {"limit": "2", "language": "de"}} for each in proposed["properties"]
        ],
    }
    validate("data-extension-query", wanted)
    extended = told(post(service, extend=wanted))
    validate("data-extension-response", extended)
    assert [each["id"] for each in proposed["properties"]] == [each["id"] for each in extended["meta"]]
    assert [{"str": "Europäisches Amt für Betrugsbekämpfung"}] == extended["rows"][OLAF]["skos:prefLabel"]
    assert [{"id": "organisation/com", "name": "European Commission"}] == extended["rows"][OLAF]["dcterms:isPartOf"]


VALID = [
    (
        "reconciliation-result-batch",
        "/reconcile?queries=" + quote('{"a b": {"query": "8284/1/08"}, "": {"query": "—"}}'),
    ),
    (
        "reconciliation-result-batch",
        "/reconcile?queries=" + quote('{"q": {"properties": [{"pid": "acronym", "v": "OLAF"}]}}'),
    ),
    ("reconciliation-result-batch", "/reconcile?queries=%7B%7D"),
    ("data-extension-response", "/reconcile?extend=" + quote('{"ids": [], "properties": []}')),
    ("suggest-entities-response", "/reconcile/suggest/entity?prefix=plan"),
    ("suggest-entities-response", "/reconcile/suggest/entity?prefix=plan%2F5%2Fac&cursor=3"),
    ("suggest-entities-response", "/reconcile/suggest/entity?prefix="),
    ("suggest-properties-response", "/reconcile/suggest/property?prefix=document"),
    ("suggest-properties-response", "/reconcile/suggest/property?prefix=zzz"),
    ("suggest-types-response", "/reconcile/suggest/type?prefix="),
    ("suggest-types-response", "/reconcile/suggest/type?prefix=agen"),
    ("data-extension-property-proposal", "/reconcile/properties?type=Action"),
    ("data-extension-property-proposal", "/reconcile/properties?type="),
    ("data-extension-property-proposal", "/reconcile/properties"),
]


@pytest.mark.parametrize(("schema", "path"), VALID)
def test_answers_are_valid(schema: str, path: str, service: Server, validate: Validate) -> None:
    """Every kind of answer, also those that find nothing."""
    validate(schema, told(service.ask("GET", path)))


def test_an_empty_cell_finds_nothing_and_the_rest_is_answered(service: Server, validate: Validate) -> None:
    batch = {"a": {"query": "Europol"}, "b": {"query": ""}}
    validate("reconciliation-query-batch", batch)
    answer = told(post(service, queries=batch))
    validate("reconciliation-result-batch", answer)
    assert ("Europol", []) == (answer["a"]["result"][0]["name"], answer["b"]["result"])


def test_every_thing_and_property_can_be_a_column(service: Server, validate: Validate) -> None:
    """All that is stated of things of every type has a form that the schema knows."""
    types = [kind["id"] for kind in told(service.ask("GET", "/reconcile"))["defaultTypes"]]
    for kind in types:
        prefix = "action" if "Action" in kind else kind
        found = told(service.ask("GET", "/reconcile/suggest/entity?" + urlencode({"prefix": prefix})))["result"]
        proposed = told(service.ask("GET", f"/reconcile/properties?type={quote(kind)}"))["properties"]
        assert proposed
        ids, columns = [each["id"] for each in found], [{"id": each["id"]} for each in proposed]
        validate("data-extension-response", told(post(service, extend={"ids": ids, "properties": columns})))


def examples(kind: str, verdict: str) -> list[Path]:
    return sorted((REFERENCE / "examples" / kind / verdict).glob("*.json"))


def test_the_schemas_refuse_what_is_wrong(validate: Validate) -> None:
    """Or a validation here would say nothing: each invalid example of the specification is invalid."""
    jsonschema = pytest.importorskip("jsonschema")
    for kind in ("manifest", "reconciliation-result-batch", "data-extension-response", "reconciliation-query-batch"):
        for path in examples(kind, "invalid"):
            with pytest.raises(jsonschema.ValidationError):
                validate(kind, json.loads(path.read_text(encoding="utf-8")))
        assert examples(kind, "invalid")


def test_the_examples_of_the_specification(service: Server, validate: Validate) -> None:
    """What its schema refuses is 400; what it takes is read, though its types and properties are not ours."""
    validate("data-extension-query", {"ids": [], "properties": []})
    refused, taken = examples("reconciliation-query-batch", "invalid"), examples("reconciliation-query-batch", "valid")
    assert (3, 4) == (len(refused), len(taken))
    for path in refused:
        assert 400 == post(service, queries=path.read_text(encoding="utf-8"))[0], path.name
    for path in taken:
        status, _, body = post(service, queries=path.read_text(encoding="utf-8"))
        assert status == 200 or b"which there is not" in body, path.name
    for path in examples("data-extension-query", "valid"):
        status, _, body = post(service, extend=path.read_text(encoding="utf-8"))
        assert (400, True) == (status, b"names the property" in body or b"has the setting" in body), path.name


@pytest.mark.parametrize(
    "kind", ["application/json", "multipart/form-data; boundary=x", "text/plain", f"{FORM}; charset=latin1"]
)
def test_only_forms_are_posted(kind: str, service: Server) -> None:
    """§4.3 names one media type."""
    status, _, body = service.ask("POST", "/reconcile", body=b'{"queries": {}}', content_type=kind)
    assert 415 == status
    assert FORM in json.loads(body)["detail"]


def test_methods(service: Server) -> None:
    """HEAD is GET without a body, OPTIONS tells what there is, a preflight is answered, others are 405."""
    path = "/reconcile?queries=" + quote('{"q": {"query": "OLAF"}}')
    status, headers, body = service.ask("HEAD", path)
    assert (200, b"") == (status, body)
    assert int(headers["content-length"]) == len(service.ask("GET", path)[2])
    allowed = service.ask("OPTIONS", "/reconcile")[1]["allow"]
    assert {"GET", "HEAD", "OPTIONS", "POST"} == set(allowed.replace(" ", "").split(","))
    preflight = service.ask(
        "OPTIONS", "/reconcile", origin="https://refine.example", access_control_request_method="POST"
    )[1]
    assert "POST" in preflight["access-control-allow-methods"]
    assert "Content-Type" in preflight["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in preflight
    assert [405, 405] == [service.ask(method, "/reconcile")[0] for method in ("PUT", "DELETE")]
    assert 405 == service.ask("POST", "/reconcile/preview?id=plan/5")[0]


def test_the_same_by_both_ways(service: Server) -> None:
    """§4.3: a batch in the address or in a form, the same answer, and the same again."""
    batch = json.dumps({"ключ": {"query": "Европол"}, "q1": {"query": "customs", "limit": 25}})
    asked = [
        service.ask("GET", "/reconcile?queries=" + quote(batch)),
        post(service, queries=batch),
        post(service, queries=batch),
    ]
    assert 1 == len({body for _, _, body in asked})
    found = told(asked[0])
    assert ("organisation/europol", True) == tuple(found["ключ"]["result"][0][name] for name in ("id", "match"))
    assert 304 == service.ask("GET", "/reconcile?queries=" + quote(batch), if_none_match=asked[0][1]["etag"])[0]


def test_a_preview_may_be_framed_and_nothing_else(service: Server) -> None:
    """§5.1: it is shown in a frame of another page; all other rules of safety hold for it as for every page."""
    status, headers, body = service.ask("GET", f"/reconcile/preview?id={quote(OLAF, safe='')}")
    _, others, _ = service.ask("GET", "/about", accept="text/html")
    assert 200 == status
    assert headers["content-security-policy"] == others["content-security-policy"].replace(
        "frame-ancestors 'none'", "frame-ancestors *"
    )
    assert "frame-ancestors 'none'" in service.ask("GET", "/reconcile/guide")[1]["content-security-policy"]
    assert ("*", "cross-origin") == (headers["access-control-allow-origin"], headers["cross-origin-resource-policy"])
    words = Words()
    words.feed(body.decode())
    assert [f"/doc/{OLAF}"] == words.links
    assert "OLAF" in words.text
    status, headers, body = service.ask("GET", "/reconcile/preview?id=%3Cscript%3E")
    assert (404, True) == (status, "frame-ancestors *" in headers["content-security-policy"])
    assert b"<script>" not in body


def test_an_identifier_in_place_of_a_name(service: Server) -> None:
    """§4.4 and §6.4: queries and suggestions take identifiers and whole IRIs."""
    for name in (OLAF, ID + OLAF):
        first = told(post(service, queries={"q": {"query": name}}))["q"]["result"][0]
        assert (OLAF, 100.0, True) == (first["id"], first["score"], first["match"])
        assert (
            OLAF
            == told(service.ask("GET", "/reconcile/suggest/entity?" + urlencode({"prefix": name})))["result"][0]["id"]
        )
    for what, identifier in (("type", "WorkingParty"), ("property", "skos:exactMatch")):
        found = told(service.ask("GET", f"/reconcile/suggest/{what}?" + urlencode({"prefix": identifier})))["result"]
        assert identifier == found[0]["id"]


@pytest.mark.parametrize(
    "path", ["/reconcile/suggest/property?prefix=", "/reconcile/suggest/entity?prefix=document/ST"]
)
def test_suggestions_go_on_where_they_ended(path: str, service: Server) -> None:
    """§6.2: `cursor` skips so many."""
    pages = [
        [each["id"] for each in told(service.ask("GET", f"{path}&cursor={skip}"))["result"]]
        for skip in (0, 10, 20, 10_000)
    ]
    assert [10, 10, 10, 0] == [len(page) for page in pages]
    assert 30 == len({identifier for page in pages for identifier in page})


HOSTILE = [
    "x" * 4_990,
    "8284/1/08 " * 60,
    "a " * 300,
    '" OR ' * 100,
    "e" + "\u0301" * 900,
    "\x00",
    "日本語",
    "1/" * 300,
    "customs",
]


def test_a_batch_at_the_limit_is_answered_in_time(service: Server) -> None:
    """As many queries as may be, each as hard as can be; some 0.2 s are measured (benchmarks.reconciliation)."""
    values = [{"pid": "mentions", "v": "customs"}, {"pid": "partOfPlan", "v": ["plan", "5"]}]
    batch = {
        str(n): {"query": HOSTILE[n % len(HOSTILE)] + str(n), "properties": values, "limit": 10**6} for n in range(50)
    }
    begun = time.monotonic()
    found = told(post(service, queries=batch))
    assert time.monotonic() - begun < 10
    assert {key: len(each["result"]) <= 25 for key, each in found.items()} == dict.fromkeys(batch, True)


def test_the_guide_tells_the_figures(service: Server) -> None:
    """What the page says of limits is what holds."""
    status, headers, body = service.ask("GET", "/reconcile/guide", accept="text/html")
    text = body.decode()
    assert (200, "public, max-age=300, must-revalidate") == (status, headers["cache-control"])
    assert f"<code>{service.address}/reconcile</code>" in text
    assert "A batch may have 50 queries" in text
    assert "by 85 in a hundred with the same numbers and 8 points before the next" in text
    assert {f"<code>{name}</code>" in text for name in ("exact", "likeness", "mentions", "type", "Organisation")} == {
        True
    }
