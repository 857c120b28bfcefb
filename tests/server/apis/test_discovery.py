"""Fixed addresses and heads of pages: what crawlers, browsers, catalogues and language models find."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from html5lib import parse as parse_html
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.server import create_app
from ccwp_kg.server.apis import discovery
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from support.cases import EVERY
from support.serving import Server

SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
BASE = "https://plans.example"

FIXED = [
    # (media type, path)
    ("text/plain", "/robots.txt"),
    ("text/xml", "/sitemap.xml"),
    ("application/opensearchdescription+xml", "/opensearch.xml"),
    ("text/markdown", "/llms.txt"),
]


def xml(text: str) -> ElementTree.Element:
    """XML without a document type, so that no entity of anybody's is ever expanded."""
    assert "<!DOCTYPE" not in text
    assert "<!ENTITY" not in text
    return ElementTree.fromstring(text.encode())


@pytest.mark.parametrize(("media_type", "path"), FIXED)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_fixed_addresses_answer(released: Flask, media_type: str, path: str, method: str) -> None:
    """Each is served with the media type of its specification, may be kept, and names the set address only."""
    response = released.test_client().open(path, method=method, headers={"Host": "evil.example"})
    assert (200, media_type) == (response.status_code, response.mimetype)
    assert "no-store" not in response.headers["Cache-Control"]
    assert b"evil.example" not in response.data
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(("media_type", "path"), FIXED)
def test_without_a_set_address_it_is_the_one_that_was_asked(client: FlaskClient, media_type: str, path: str) -> None:
    """The answer may be kept, for its ETag is that of the host; what is no host name is refused."""
    response = client.get(path, headers={"Host": "a.example:8000"})
    assert "http://a.example:8000/" in response.text
    assert "no-store" not in response.headers["Cache-Control"]
    assert media_type == response.mimetype
    hostile = client.get(path, headers={"Host": 'a"><x>&amp;'})
    assert hostile.status_code == 400
    assert "<x>" not in hostile.text


def test_a_kept_answer_names_the_host_of_who_asks(server: Server) -> None:
    """Over real HTTP with its memory: the second client does not get the host of the first."""
    for path in ("/sitemap.xml", "/doc/plan/5.html"):
        assert b"http://first.example/" in server.ask("GET", path, host="first.example")[2]
        assert b"first.example" not in server.ask("GET", path, host="second.example")[2]


def test_the_sitemap_lists_every_page(released: Flask, references: list[str]) -> None:
    """sitemaps.org 0.9: absolute, unique, of one host, dated by the release; each thing and each list is there."""
    client = released.test_client()
    root = xml(client.get("/sitemap.xml").text)
    assert root.tag == f"{SITEMAPS}urlset"
    locations = [str(url.findtext(f"{SITEMAPS}loc")) for url in root]
    assert len(locations) == len(set(locations))
    assert all(location.startswith(f"{BASE}/") for location in locations)
    assert {"2026-11-28"} == {url.findtext(f"{SITEMAPS}lastmod") for url in root}
    lists = {f"{BASE}/{name}" for name in ("plans", "actions", "organisations", "documents", "concepts")}
    assert lists | {f"{BASE}/", f"{BASE}/source/fifth-action-plan", f"{BASE}/ontology"} <= set(locations)
    assert {f"{BASE}/doc/{reference}" for reference in references} | {f"{BASE}/catalog"} <= set(locations)
    asked = {f"{BASE}{path}" for path in re.findall(r'href="(/questions/[^"?]+)"', client.get("/questions").text)}
    assert len(asked) > 40
    assert asked | {f"{BASE}/validation", f"{BASE}/cite/dataset"} <= set(locations)


@pytest.mark.parametrize("every", [EVERY, pytest.param(1, marks=pytest.mark.slow)])
def test_every_page_of_the_sitemap_is_there(every: int, released: Flask) -> None:
    """No address of the sitemap leads nowhere, or on."""
    client = released.test_client()
    root = xml(client.get("/sitemap.xml").text)
    paths = [str(url.findtext(f"{SITEMAPS}loc")).removeprefix(BASE) for url in root]
    wrong = [path for path in paths[::every] if client.get(path, headers={"Accept": "text/html"}).status_code != 200]
    assert len(paths) > 900
    assert [] == wrong


def test_a_large_sitemap_comes_in_parts(monkeypatch: pytest.MonkeyPatch, client: FlaskClient) -> None:
    """sitemaps.org: beyond the limit an index names parts that hold the same pages, none twice."""
    whole = [url.findtext(f"{SITEMAPS}loc") for url in xml(client.get("/sitemap.xml").text)]
    assert client.get("/sitemap-1.xml").status_code == 404
    monkeypatch.setattr(discovery, "SITEMAP_LIMIT", 20)
    index = xml(client.get("/sitemap.xml").text)
    assert index.tag == f"{SITEMAPS}sitemapindex"
    parts = [str(part.findtext(f"{SITEMAPS}loc")).removeprefix("http://localhost") for part in index]
    pages = [[url.findtext(f"{SITEMAPS}loc") for url in xml(client.get(part).text)] for part in parts]
    assert [page for part in pages for page in part] == whole
    assert max(map(len, pages)) == 20
    assert [404, 404] == [client.get(f"/sitemap-{n}.xml").status_code for n in (0, len(parts) + 1)]


def test_robots(released: Flask) -> None:
    """RFC 9309: what costs is not crawled, pages are; the sitemap is named by its whole address."""
    lines = released.test_client().get("/robots.txt").text.splitlines()
    groups = [line.partition(":") for line in lines if line]
    assert groups[0] == ("User-agent", ":", " *")
    refused = [value.strip() for name, _, value in groups if name == "Disallow"]
    assert {"/sparql?", "/search", "/graph-store"} == set(refused)
    assert f"Sitemap: {BASE}/sitemap.xml" in lines


def test_opensearch(released: Flask) -> None:
    """OpenSearch 1.1: short names are short, search and suggestions have a template with the terms."""
    root = xml(released.test_client().get("/opensearch.xml").text)
    assert root.tag == f"{OPENSEARCH}OpenSearchDescription"
    assert 0 < len(str(root.findtext(f"{OPENSEARCH}ShortName"))) <= 16
    assert 0 < len(str(root.findtext(f"{OPENSEARCH}LongName"))) <= 48
    assert 0 < len(str(root.findtext(f"{OPENSEARCH}Description"))) <= 1024
    urls = {url.get("type"): url.get("template") for url in root.findall(f"{OPENSEARCH}Url")}
    assert urls["text/html"] == f"{BASE}/search?q={{searchTerms}}"
    assert urls["application/x-suggestions+json"] == f"{BASE}/search/suggest?q={{searchTerms}}"
    image = str(root.findtext(f"{OPENSEARCH}Image"))
    assert released.test_client().get(image.removeprefix(BASE)).status_code == 200


def test_llms_text(released: Flask) -> None:
    """llms.txt: one heading, a quotation, then lists of links that all answer (search is somebody else's)."""
    client = released.test_client()
    lines = client.get("/llms.txt").text.splitlines()
    assert lines[0].startswith("# ")
    assert lines[2].startswith("> ")
    assert 1 == sum(line.startswith("# ") for line in lines)
    links = re.findall(r"^- \[[^\]]+\]\((\S+)\): \S", "\n".join(lines), re.MULTILINE)
    assert len(links) > 12
    paths = [link.removeprefix(BASE) for link in links if "/search" not in link]
    assert [] == [path for path in paths if client.get(path, headers={"Accept": "*/*"}).status_code != 200]
    assert "&#" not in "".join(lines)


def head_of(page: str) -> tuple[str, Mapping[str, str], list[tuple[str, str]]]:
    """Title, meta by name or property, links by relation, as a browser builds them."""
    tree = parse_html(page.partition("<body>")[0], treebuilder="etree")
    head = tree.find(f"{XHTML}head")
    metas = {
        str(meta.get("name") or meta.get("property")): str(meta.get("content"))
        for meta in head.iter(f"{XHTML}meta")
        if meta.get("charset") is None
    }
    links = [(str(link.get("rel")), str(link.get("href"))) for link in head.iter(f"{XHTML}link")]
    return str(head.findtext(f"{XHTML}title")), metas, links


def test_every_page_has_a_head_of_its_own(released: Flask, crawled: list[str]) -> None:
    """For every page of the release: a title like no other, a description, one canonical address, Open Graph."""
    client = released.test_client()
    fixed = ["", "about", "data", "sparql", "ontology", "ontology/overview", "ontology/rich", "shapes", "together"]
    fixed += ["source/fifth-action-plan", "reconcile/guide", "cite/dataset"]
    lists = ["plans", "actions", "organisations", "documents", "objectives", "concepts", "meetings"]
    paths = [f"/{path}" for path in (*fixed, *lists)] + [f"/doc/{reference}" for reference in crawled]
    parts = [reference for reference in crawled if reference.startswith("plan/5/action/5.1/")]
    paths += [f"/cite/{reference}" for reference in parts]
    titles: dict[str, str] = {}
    for path in paths:
        title, metas, links = head_of(client.get(path, headers={"Accept": "text/html"}).text)
        assert title not in titles, (path, titles[title])
        titles[title] = path
        assert title.endswith(" · Customs action plans")
        assert metas["description"].strip()
        assert [f"{BASE}{path}"] == [target for relation, target in links if relation == "canonical"]
        assert metas["og:url"] == f"{BASE}{path}"
        assert f"{metas['og:title']} · Customs action plans" == title
        assert metas["og:description"] == metas["description"]
        assert {"og:type", "og:site_name", "og:locale"} <= metas.keys()
        assert ("search", "/opensearch.xml") in links


def test_the_picture_for_links_is_ours(released: Flask) -> None:
    """Open Graph: the address of the picture is whole, and the picture has the size that is told."""
    client = released.test_client()
    _, metas, _ = head_of(client.get("/", headers={"Accept": "text/html"}).text)
    response = client.get(metas["og:image"].removeprefix(BASE))
    assert (200, "image/png") == (response.status_code, response.mimetype)
    width, height = (int.from_bytes(response.data[start : start + 4]) for start in (16, 20))  # PNG §11.2.1: IHDR
    assert (metas["og:image:width"], metas["og:image:height"]) == (str(width), str(height))
    assert metas["og:image:alt"]


def test_the_foot_says_the_release_and_its_day(released: Flask, published_version: str) -> None:
    """Terms, version and date are those the data states; nothing is asked of a clock."""
    page = released.test_client().get("/about", headers={"Accept": "text/html"}).text
    assert f'release {published_version}, <time datetime="2026-11-28">28 November 2026</time>' in page
    link = (
        '<a href="http://creativecommons.org/licenses/by/4.0/" rel="nofollow noopener external license">CC BY 4.0</a>'
    )
    assert f"<p>Facts under {link}; quoted text © European Union, reuse with acknowledgement. · release" in page


@pytest.fixture
def published_version(released: Flask) -> str:
    version: str = released.jinja_env.globals["site"].release.version
    return version


def test_without_a_stated_day_there_is_none() -> None:
    """A dataset that says nothing of itself has a foot without a date and a sitemap without lastmod."""
    thing = NamedNode("https://w3id.org/ccwp/id/x")
    label = Triple(thing, NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), Literal("X"))
    client = create_app(EmbeddedStore.of_triples([label]), settings=Settings()).test_client()
    assert "<time" not in client.get("/about", headers={"Accept": "text/html"}).text.split("<footer")[1]
    assert "lastmod" not in client.get("/sitemap.xml").text
    assert "/doc/x</loc>" in client.get("/sitemap.xml").text
    for path in re.findall("http://localhost(/[^<]*)", client.get("/sitemap.xml").text):
        assert 200 == client.get(path, headers={"Accept": "text/html"}).status_code, path


PARTS = [
    ("search", 'role="search"'),
    ("a label for the search", '<label class="unseen" for="'),
    ("a skip link", 'class="skip" href="#content"'),
    ("main navigation", '<nav aria-label="Main">'),
    ("further navigation", '<nav aria-label="Further">'),
    ("a disclaimer", "not an official site of the European Union"),
]


@pytest.mark.parametrize("path", ["/", "/actions", "/doc/plan/5/action/5.4", "/nothing-here"])
@pytest.mark.parametrize(("what", "markup"), PARTS)
def test_the_frame_is_on_every_page(client: FlaskClient, path: str, what: str, markup: str) -> None:
    """Also on a page about a failure."""
    page = client.get(path, headers={"Accept": "text/html"})
    assert markup in page.text, what
    assert page.status_code == 404 or "<p>Licence: " in page.text  # these data state none
