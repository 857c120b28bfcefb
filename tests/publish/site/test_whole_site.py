"""The shipped data as a site of files, served by Python's own server: every link leads somewhere, at any place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from ccwp_kg.formats import RDF_FORMATS
from ccwp_kg.namespaces import DCAT, ID, VOID
from ccwp_kg.search.index.words import folded
from ccwp_kg.server.static_site.publish import MARK
from support.serving import Server
from support.sites.of_files import FileSite, at_root, get, statuses

pytestmark = pytest.mark.slow

LEFT_OUT = {"/graph-store", "/reconcile"}
"""Where only a server answers, named on the pages of the services that the data describe."""
SMALLEST_INDEX, LARGEST_INDEX = 20_000, 60_000


class Read(HTMLParser):
    """The links and anchors of a page, as another reader than ours finds them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.relations: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links += [value for name in ("href", "src", "action", "data-index") if (value := given.get(name))]
        if tag == "link":
            self.relations.append((given["rel"] or "", given["href"] or ""))
        self.anchors |= {value for name in ("id", "name") if (value := given.get(name))}


@pytest.fixture(scope="module")
def pages(file_site: FileSite) -> dict[str, Read]:
    """Every page by its path below the address."""
    found = {
        path.relative_to(file_site.folder).as_posix(): Read(path.read_text(encoding="utf-8"))
        for path in sorted(file_site.folder.rglob("*.html"))
    }
    assert len(found) > 4_000
    return found


def files_of(site: FileSite) -> list[Path]:
    return [path for path in sorted(site.folder.rglob("*")) if path.is_file()]


def targets(pages: dict[str, Read], base: str) -> Iterator[tuple[str, str, str]]:
    """Page, address without a fragment, and fragment of each link that stays below the base."""
    for name, page in pages.items():
        for link in page.links:
            address, _, fragment = urljoin(f"{base}/{name}", link).partition("#")
            if urlsplit(address).netloc == urlsplit(base).netloc:
                yield name, address, fragment


def test_only_what_a_server_answers_is_left_out(file_site: FileSite) -> None:
    # a namespace, as declarations of prefixes state it, is no document
    left = [(page, address) for page, address in file_site.told.dead if not address.endswith("/")]
    assert {address for _, address in left} == LEFT_OUT
    assert {page.partition("/doc/service/")[2] != "" for page, _ in left} == {True}


def test_every_link_is_answered_under_a_path(file_site: FileSite, pages: dict[str, Read]) -> None:
    """Over HTTP, each address once; a folder without a page would be listed by this server, and is no answer."""
    addresses = {address: name for name, address, _ in targets(pages, file_site.address)}
    assert len(addresses) > 15_000
    wrong = [(addresses[address], address) for address, status in statuses(addresses) if status != 200]
    folders = [address for address in addresses if address.endswith("/")]
    assert folders
    wrong += [(addresses[address], address) for address in folders if b"Directory listing" in get(address)[2]]
    assert [] == wrong


def test_every_link_is_relative_and_leads_to_a_file_at_the_root(file_site: FileSite, pages: dict[str, Read]) -> None:
    """The same bytes at the root of another host: no link knows where the site was meant to be, except in 404.html."""
    inside = {name: page for name, page in pages.items() if name != "404.html"}
    assert [] == [(name, link) for name, page in inside.items() for link in page.links if link.startswith("/")]
    root = "http://host.example"
    addresses = {address: name for name, address, _ in targets(inside, root)}
    assert len(addresses) > 15_000
    wrong = []
    for address, name in addresses.items():
        path = unquote(urlsplit(address).path)
        if not (file_site.folder / ("index.html" if path == "/" else path[1:])).is_file():
            wrong.append((name, address))
    assert [] == wrong


def test_pages_are_answered_at_the_root(file_site: FileSite, pages: dict[str, Read]) -> None:
    names = [name for name in pages if name.count("/") < 3]
    assert len(names) > 500
    with at_root(file_site) as site:
        asked = statuses(f"{site.address}/{quote(name)}" for name in names)
        assert [] == [address for address, status in asked if status != 200]


def test_every_fragment_is_on_its_page(file_site: FileSite, pages: dict[str, Read]) -> None:
    start = f"{file_site.address}/"
    wrong = set()
    for name, address, fragment in targets(pages, file_site.address):
        target = pages.get(unquote(address.removeprefix(start)) or "index.html")
        if fragment and target is not None and unquote(fragment) not in target.anchors:
            wrong.add((name, address, fragment))
    assert set() == wrong


def test_every_address_in_pages_and_data_lives(file_site: FileSite) -> None:
    """What is named by its whole address below the base, in any text: canonical links, sitemap, JSON-LD, catalogue."""
    named = re.compile(re.escape(file_site.address) + r"""[^\s<>"'\\){}]*""")
    found: dict[str, str] = {}
    for path in files_of(file_site):
        if (
            path.name != MARK
            and path.suffix in (".html", ".jsonld", ".json", ".ttl", ".xml", ".txt", ".atom")
            and "dumps" not in path.parts
        ):
            text = path.read_text(encoding="utf-8", errors="replace")
            for address in set(named.findall(unescape(text) if path.suffix == ".html" else text)):
                found.setdefault(address.partition("#")[0].partition("?")[0].rstrip(".,;`"), str(path))
    assert len(found) > 5_000
    patterns = {f"{file_site.address}/{start}" for start in ("doc/", "cite/")}  # where llms.txt explains addresses
    asked = statuses(sorted(set(found) - patterns))
    assert [] == [(address, found[address]) for address, status in asked if status != 200]


def test_every_page_of_the_sitemap_is_a_file_that_ends_in_html(file_site: FileSite) -> None:
    status, _, body = file_site.ask("/sitemap.xml")
    addresses = re.findall(r"<loc>([^<]+)</loc>", body.decode())
    assert (200, True) == (status, len(addresses) > 1_500)
    assert [] == [each for each in addresses if not each.endswith((".html", "/"))]


def test_every_name_but_that_of_the_checksums_has_a_suffix(file_site: FileSite) -> None:
    """So that a host knows the media type of each, and no rule of its own is needed."""
    bare = {path.name for path in files_of(file_site) if not path.suffix}
    assert {"SHA256SUMS", ".nojekyll", ".htaccess"} == bare


def test_every_document_is_there_in_each_format_and_parses(file_site: FileSite) -> None:
    folder = file_site.folder / "doc"
    documents = [path.with_name(path.name.removesuffix(".html")) for path in sorted(folder.rglob("*.html"))]
    assert len(documents) > 1_500
    for form in RDF_FORMATS:
        assert [] == [path for path in documents if not path.with_name(f"{path.name}.{form.suffix}").is_file()]
    for path in documents[::25]:
        for form in RDF_FORMATS:
            assert form.rdf is not None
            assert [*parse(path=str(path.with_name(f"{path.name}.{form.suffix}")), format=form.rdf)]


def test_files_say_what_the_server_says(file_site: FileSite, release_server: Server) -> None:
    """One truth: a document about a thing is the same statements as over HTTP, with the names of things as they are."""
    for reference in ("plan/5", "plan/5/action/5.4", "organisation/europol", "concept/afis-mab", "objective/2009/3"):
        file = (file_site.folder / "doc" / f"{reference}.nt").read_bytes()
        served = release_server.ask("GET", f"/doc/{reference}.nt")[2]
        assert f"<{ID}{reference}>".encode() in file
        assert served == file
    dump = (file_site.folder / "dumps" / "dataset.nq").read_bytes()
    assert release_server.ask("GET", "/dumps/dataset.nq")[2] == dump


def test_the_catalogue_lists_files_and_no_endpoint(file_site: FileSite) -> None:
    triples = {quad.triple for quad in parse(path=str(file_site.folder / "catalog.nt"), format=RdfFormat.N_TRIPLES)}
    files = {t.object.value for t in triples if t.predicate == DCAT.downloadURL and isinstance(t.object, NamedNode)}
    assert len(files) > 15
    assert [] == [address for address in files if get(address)[0] != 200]
    assert set() == {t for t in triples if t.predicate in (VOID.sparqlEndpoint, DCAT.endpointURL, DCAT.service)}


def test_each_document_states_its_links_in_its_head(file_site: FileSite) -> None:
    """FAIR Signposting for hosts that send no header Link: the name to cite, data, authors, and one linkset."""
    page = Read((file_site.folder / "doc/plan/5.html").read_text(encoding="utf-8"))
    by_relation: dict[str, list[str]] = {}
    for relation, target in page.relations:
        by_relation.setdefault(relation, []).append(target)
    assert [f"{ID}plan/5"] == by_relation["cite-as"]
    assert {f"5.{form.suffix}" for form in RDF_FORMATS} <= set(by_relation["describedby"])
    assert {"https://schema.org/AboutPage"} < set(by_relation["type"])
    (linkset,) = by_relation["linkset"]
    sets = json.loads((file_site.folder / "doc" / "plan" / linkset).resolve().read_bytes())["linkset"]
    assert f"{file_site.address}/doc/plan/5.html" == sets[0]["anchor"]
    assert f"{ID}plan/5" == sets[0]["cite-as"][0]["href"]


def test_the_search_index_is_small_and_names_pages(file_site: FileSite) -> None:
    """At most 60 kB as it is, without compression."""
    body = (file_site.folder / "search.json").read_bytes()
    assert SMALLEST_INDEX < len(body) <= LARGEST_INDEX
    pages = [
        kind["at"] + (rest or folded(name).replace(" ", "-")) + kind["end"]
        for kind in json.loads(body)["kinds"]
        for name, rest, *_ in kind["things"]
    ]
    assert 400 < len(pages) == len(set(pages))
    assert [] == [page for page in pages if not (file_site.folder / unquote(page.partition("#")[0])).is_file()]
    # a page of the site stands where it is said to be
    places = [page.split("#") for page in pages if "#" in page and not page.startswith("ontology")]
    texts = {path: (file_site.folder / path).read_text(encoding="utf-8") for path, _ in places}
    assert ["about.html", "sources"] in places
    assert [] == [place for path, place in places if f'id="{place}"' not in texts[path]]


def test_nothing_points_to_this_machine(file_site: FileSite, published: Path) -> None:
    """No path of the machine that made it stands in a page or in data."""
    texts = [path for path in files_of(file_site) if path.suffix in (".html", ".ttl", ".json", ".txt")]
    assert [] == [path for path in texts if str(published.parent).encode() in path.read_bytes()]
