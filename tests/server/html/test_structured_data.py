"""schema.org data in pages: what each page says, that it is well-formed and true, and that no text breaks out of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from html5lib import parse as parse_html
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ccwp_kg.namespaces import CCWP, RDF, SKOS
from ccwp_kg.server import create_app
from ccwp_kg.server.html.page_context import script
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore

SCHEMA = "https://schema.org/"
THING = {"name", "url", "description", "alternateName", "additionalType", "sameAs", "identifier", "mainEntity"}
WORK = THING | {
    "headline", "inLanguage", "isPartOf", "datePublished", "publisher", "creativeWorkStatus", "citation", "isBasedOn",
    "temporalCoverage", "license", "version", "creator", "keywords", "isAccessibleForFree", "usageInfo",
}  # fmt: skip
# Type → properties it may have by the definitions of schema.org, and those it must have to be of use.
TYPES: dict[str, tuple[set[str], set[str]]] = {
    "WebSite": (WORK | {"potentialAction"}, {"name"}),
    "WebPage": (WORK, {"name", "url", "description", "isPartOf", "inLanguage"}),
    "AboutPage": (WORK, {"name", "url", "description"}),
    "CollectionPage": (WORK, {"name", "url", "description"}),
    "SearchResultsPage": (WORK, {"name", "url", "description"}),
    "BreadcrumbList": ({"itemListElement"}, {"itemListElement"}),
    "ItemList": (THING | {"itemListElement", "numberOfItems"}, {"itemListElement", "numberOfItems"}),
    "ListItem": ({"position", "name", "item", "url"}, {"position"}),
    "SearchAction": ({"target", "query-input"}, {"target", "query-input"}),
    "EntryPoint": ({"urlTemplate"}, {"urlTemplate"}),
    "Dataset": (WORK | {"distribution"}, {"name", "description", "license", "creator", "version", "datePublished"}),
    "DataDownload": (
        THING | {"contentUrl", "encodingFormat", "contentSize", "sha256"},
        {"contentUrl", "encodingFormat", "contentSize", "sha256"},
    ),
    "CreativeWork": (WORK, {"name", "url"}),
    "DataCatalog": (WORK, {"name", "url", "description"}),
    "SoftwareSourceCode": (WORK, {"name", "url"}),
    "Legislation": (WORK | {"legislationIdentifier"}, {"name", "url"}),
    "GovernmentOrganization": (THING | {"parentOrganization"}, {"name", "url"}),
    "Organization": (THING | {"parentOrganization"}, {"name", "url"}),
    "Project": (THING | {"parentOrganization"}, {"name"}),
    "Event": (THING | {"startDate"}, {"name", "startDate"}),
    "DefinedTerm": (THING | {"inDefinedTermSet"}, {"name"}),
    "DefinedTermSet": (WORK, {"name"}),
    "Thing": (THING, {"name", "url"}),
}


class Blocks(HTMLParser):
    """The JSON-LD blocks of a page, read as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and ("type", "application/ld+json") in attrs
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # the signature is the parser's
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


def nodes_of(page: str) -> list[dict[str, Any]]:
    """The nodes on the first floor of all blocks of a page."""
    found = []
    for block in map(json.loads, Blocks(page).found):
        assert block.pop("@context") == "https://schema.org"
        found.extend(block.get("@graph", [block]))
    return found


def inner(value: Any) -> Iterator[dict[str, Any]]:
    """All typed nodes in a value."""
    if isinstance(value, list):
        for each in value:
            yield from inner(each)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for each in value.values():
            yield from inner(each)


def check(nodes: list[dict[str, Any]]) -> None:
    """Every type is known here, has only properties that are its own, and those without which it says nothing."""
    for node in inner(nodes):
        allowed, needed = TYPES[node["@type"]]
        names = {name for name in node if not name.startswith("@")}
        assert set() == names - allowed, node["@type"]
        if node["@type"] == "WebSite" and "url" not in node:
            needed = {"name"}
        assert set() == needed - names, node["@type"]
        assert all(value not in (None, "", []) for value in node.values())


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>&amp;&lt;",
    "line\u2028paragraph\u2029end",
    '"},{"@type":"Person","name":"x',
    "\x00\x1f\\u003c\ud7ff\U0001f6c3",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_out(text: str) -> None:
    """What is put in comes out, and the block ends where it ends; HTML 4.12.1.3 on the contents of script elements."""
    block = str(script([{"@type": "Thing", "name": text}]))
    body = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(body)
    assert [text] == [node["name"] for node in nodes_of(f"<p>{block}<p>")]


@pytest.mark.parametrize("text", [*HOSTILE, "'\"><img src=x onerror=alert(1)>{{ 7*7 }}</title></head>"])
@pytest.mark.parametrize("path", ["/doc/organisation/evil", "/organisations", "/cite/organisation/evil"])
def test_a_hostile_name_stays_a_name(text: str, path: str) -> None:
    """In a whole page: the only scripts are data blocks and our own modules, and the name arrives as it is."""
    thing = NamedNode("https://w3id.org/ccwp/id/organisation/evil")
    text = text.replace("\x00\x1f", "")  # no page can hold these
    triples = [
        Triple(thing, RDF.type, CCWP.Organisation),
        Triple(thing, SKOS.prefLabel, Literal(text, language="en")),
        Triple(thing, SKOS.exactMatch, NamedNode("javascript:alert(1)")),
    ]
    client = create_app(EmbeddedStore.of_triples(triples), settings=Settings()).test_client()
    response = client.get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200
    tree = parse_html(response.text, treebuilder="etree", namespaceHTMLElements=False)
    assert {"application/ld+json", "module"} >= {script.get("type") for script in tree.iter("script")}
    assert not list(tree.iter("img"))
    nodes = nodes_of(response.text)
    check(nodes)
    assert "javascript:" not in json.dumps(nodes)
    if path.startswith("/doc"):
        assert text in {node.get("name") for node in nodes}


PAGES = [
    # (type of what the page is about, path)
    ("Dataset", "/"),
    ("Dataset", "/data"),
    ("Dataset", "/doc/dataset"),
    ("DataCatalog", "/catalog"),
    ("SoftwareSourceCode", "/doc/query/17-footnote-9"),
    ("CreativeWork", "/doc/plan/5"),
    ("CreativeWork", "/doc/plan/5/action/5.4"),
    ("CreativeWork", "/doc/plan/1/action/1.2"),
    ("GovernmentOrganization", "/doc/organisation/olaf"),
    ("Organization", "/doc/organisation/wco"),
    ("Organization", "/doc/group/border-guards"),
    ("CreativeWork", "/doc/document/ST-8351-2009-REV-2"),
    ("CreativeWork", "/doc/source/fifth-action-plan"),
    ("CreativeWork", "/source/fifth-action-plan"),
    ("Legislation", "/doc/act/naples-ii"),
    ("DefinedTerm", "/doc/concept/afis-mab"),
    ("DefinedTerm", "/doc/objective/2009/3"),
    ("DefinedTermSet", "/doc/scheme/citation-roles"),
    ("Event", "/doc/meeting/draft-fifth-action-plan-2011-02-18"),
    ("Project", "/doc/agent/ccwp-kg"),
    ("Thing", "/doc/plan/5/action/5.4/terms-of-reference/citation/ST-8351-2009-REV-2"),
    (None, "/plans"),
    (None, "/about"),
]


@pytest.mark.parametrize(("kind", "path"), PAGES)
def test_what_a_page_is_about(released: Flask, kind: str | None, path: str) -> None:
    """The page names its main entity, and a node of the honest type describes it."""
    nodes = nodes_of(released.test_client().get(path, headers={"Accept": "text/html"}).text)
    check(nodes)
    [page] = [node for node in nodes if node["@type"].endswith("Page")]
    assert page["url"] == f"https://plans.example{path}"
    about = page.get("mainEntity", {}).get("@id")
    assert kind == next((node["@type"] for node in nodes if about and node.get("@id") == about), None)


FACTS = [
    # (expected, property, path)
    ("2011-07-01/2012-12-31", "temporalCoverage", "/doc/plan/5"),
    ("Draft", "creativeWorkStatus", "/doc/document/draft-fifth-action-plan"),
    ("2011-02-18", "startDate", "/doc/meeting/draft-fifth-action-plan-2011-02-18"),
    ("2010-05-04", "datePublished", "/doc/document/OJ-C-115-2010-P-1"),
    ("ST-8351-2009-REV-2", "identifier", "/doc/document/ST-8351-2009-REV-2"),
    ("32009G1030(01)", "legislationIdentifier", "/doc/act/council-resolution-2009"),
    ("2026-11-28", "datePublished", "/doc/dataset"),
    ("http://creativecommons.org/licenses/by/4.0/", "license", "/doc/dataset"),
    ("2011-07-01/2012-12-31", "temporalCoverage", "/doc/dataset"),
    (None, "datePublished", "/doc/document/ST-8351-2009-REV-2"),
]


@pytest.mark.parametrize(("expected", "name", "path"), FACTS)
def test_facts_are_those_of_the_data(released: Flask, expected: str | None, name: str, path: str) -> None:
    """A stated fact stands there, one that is not stated does not."""
    nodes = nodes_of(released.test_client().get(path, headers={"Accept": "text/html"}).text)
    assert expected == nodes[-1].get(name)


def test_links_to_the_same_thing_lead_outside(released: Flask) -> None:
    """sameAs are identities and exact matches elsewhere; a concept that stands for a body is not the body."""
    nodes = nodes_of(released.test_client().get("/doc/organisation/com", headers={"Accept": "text/html"}).text)
    assert ["http://www.wikidata.org/entity/Q8880"] == [nodes[-1]["sameAs"]]
    nodes = nodes_of(released.test_client().get("/doc/organisation/olaf", headers={"Accept": "text/html"}).text)
    assert "sameAs" not in nodes[-1]
    assert nodes[-1]["parentOrganization"]["@id"] == "https://w3id.org/ccwp/id/organisation/com"


def test_downloads_are_those_of_the_release(released: Flask) -> None:
    """The Dataset lists every dump with size and digest, and nothing else of the release."""
    client = released.test_client()
    [told] = [node for node in nodes_of(client.get("/").text) if node["@type"] == "Dataset"]
    assert {"dataset.nq", "merged.ttl.gz"} <= {dump["name"] for dump in told["distribution"]}
    assert not {"SHA256SUMS", "validation.ttl"} & {dump["name"] for dump in told["distribution"]}
    for dump in told["distribution"]:
        with client.get(dump["contentUrl"].removeprefix("https://plans.example")) as response:
            assert dump["contentSize"] == f"{response.headers['Content-Length']} B"
            assert dump["sha256"][:32] in response.headers["ETag"]


def test_search_is_offered(client: FlaskClient) -> None:
    """The home page says how to search the site."""
    [told] = [node for node in nodes_of(client.get("/").text) if node["@type"] == "WebSite"]
    assert told["potentialAction"]["target"]["urlTemplate"].endswith("/search?q={search_term_string}")


@pytest.mark.parametrize("path", ["/plans", "/doc/plan/5/action/5.4", "/doc/concept/afis-mab", "/about", "/data"])
def test_the_trail_is_what_people_see(released: Flask, path: str) -> None:
    """The BreadcrumbList begins at home, counts from 1, and has the links of the visible trail."""
    page = released.test_client().get(path, headers={"Accept": "text/html"}).text
    [trail] = [node for node in nodes_of(page) if node["@type"] == "BreadcrumbList"]
    steps = trail["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0] == {"@type": "ListItem", "position": 1, "name": "Home", "item": "https://plans.example/"}
    assert "item" not in steps[-1]
    shown = page.split('aria-label="Breadcrumb"')[1].split("</nav>")[0]
    for step in steps[:-1]:
        assert f'href="{step["item"].removeprefix("https://plans.example")}"' in shown


def test_every_page_of_the_release_is_well_formed(released: Flask, references: list[str]) -> None:
    """For every thing: known types, lawful properties, and as RDF at least a triple that names it."""
    client = released.test_client()
    for reference in references[::7]:
        page = client.get(f"/doc/{reference}.html").text
        nodes = nodes_of(page)
        check(nodes)
        # JSON-LD 1.1 §4.1.2: schema.org's own context maps every term to its vocabulary, as @vocab does here.
        body = json.dumps({"@context": {"@vocab": SCHEMA}, "@graph": nodes})
        triples = {(quad.subject, quad.predicate) for quad in parse(body, RdfFormat.JSON_LD)}
        assert (NamedNode(f"https://w3id.org/ccwp/id/{reference}"), NamedNode(f"{SCHEMA}name")) in triples


def test_a_failure_says_nothing_of_things(client: FlaskClient) -> None:
    """A page that is not there is no page to be found; it may have a trail."""
    page = client.get("/nothing-here", headers={"Accept": "text/html"}).text
    assert {"BreadcrumbList"} >= {node["@type"] for node in nodes_of(page)}
    assert 'rel="canonical"' not in page
