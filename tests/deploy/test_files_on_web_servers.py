"""A site of files on nginx and Apache as docs/publish.md has them, and the names at w3id.org that lead there."""

from __future__ import annotations

import http.client
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from apache_site import ask, folder_of_apache, follow, published_kinds, served_by_apache
from nginx_site import NGINX, around, need_nginx

from ccwp_kg.namespaces import PUBLISHED
from support.commands import ROOT
from support.serving import eventually, free_port
from support.sites.of_files import FileSite, get

pytestmark = pytest.mark.slow

SHIPPED = ROOT / "docs" / "publish"
TYPES = {
    "index.html": "text/html; charset=utf-8",
    "doc/plan/5.ttl": "text/turtle; charset=utf-8",
    "doc/plan/5.nt": "application/n-triples",
    "doc/plan/5.nq": "application/n-quads",
    "doc/plan/5.trig": "application/trig",
    "doc/plan/5.jsonld": "application/ld+json",
    "doc/plan/5.rdf": "application/rdf+xml",
    "plans.csv": "text/csv; charset=utf-8",
    "plans.json": "application/json",
    "changes.atom": "application/atom+xml",
    "cite/plan/5.bib": "application/x-bibtex",
    "dumps/dataset.nq.gz": "application/gzip",
    "source/fifth-action-plan.txt": "text/plain; charset=utf-8",
}


@pytest.fixture(scope="module")
def nginx(file_site: FileSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an nginx with the shipped configuration over the site."""
    need_nginx()
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    text = (SHIPPED / "nginx.conf").read_text(encoding="utf-8")
    for old, new in (
        ("    listen [::]:80;\n", ""),
        ("    listen 80;", f"    listen 127.0.0.1:{port};"),
        ("root /srv/ccwp/site;", f"root {file_site.folder};"),
    ):
        assert 1 == text.count(old)
        text = text.replace(old, new)
    (folder / "shipped.conf").write_text(text, encoding="utf-8")
    (folder / "nginx.conf").write_text(around(folder), encoding="utf-8")
    process = subprocess.Popen([NGINX, "-c", folder / "nginx.conf", "-p", folder], stderr=subprocess.PIPE)
    try:
        assert eventually(lambda: process.poll() is not None or _answers(port), within=10)
        assert process.poll() is None, process.communicate()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=10)


def _answers(port: int) -> bool:
    try:
        return get(f"http://127.0.0.1:{port}/")[0] == 200
    except OSError:
        return False


@pytest.fixture(scope="module")
def apache(file_site: FileSite) -> Iterator[str]:
    """The address of an Apache with the shipped .htaccess in the site."""
    with folder_of_apache() as folder:
        shutil.copytree(file_site.folder, folder / "root")
        shutil.copy(SHIPPED / "htaccess", folder / "root" / ".htaccess")
        with served_by_apache(folder, folder / "root") as port:
            yield f"http://127.0.0.1:{port}"


@pytest.fixture(params=["nginx", "apache"])
def server(request: pytest.FixtureRequest) -> str:
    address: str = request.getfixturevalue(request.param)
    return address


@pytest.mark.parametrize("path", TYPES)
def test_each_format_has_its_media_type(server: str, path: str) -> None:
    status, kind, _ = get(f"{server}/{path}")
    assert (200, TYPES[path]) == (status, kind.lower())


def test_every_suffix_of_the_site_has_a_media_type(file_site: FileSite, server: str) -> None:
    """A file of unknown type would be saved, not shown, and no client would read it."""
    samples = {path.suffix: path for path in sorted(file_site.folder.rglob("*")) if path.is_file() and path.suffix}
    assert len(samples) > 15
    kinds = {
        suffix: get(f"{server}/{quote(path.relative_to(file_site.folder).as_posix())}")[1]
        for suffix, path in samples.items()
    }
    assert {} == {suffix: kind for suffix, kind in kinds.items() if kind in ("", "application/octet-stream")}


def test_what_is_not_there_is_404_with_the_page_for_it(server: str) -> None:
    status, kind, body = get(f"{server}/nowhere/at/all")
    assert (404, True, True) == (status, kind.startswith("text/html"), b"There is nothing here" in body)


def test_data_may_be_read_from_any_origin(server: str) -> None:
    parts = urlsplit(server)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    connection.request("GET", "/doc/plan/5.ttl", headers={"Origin": "https://elsewhere.example"})
    assert "*" == connection.getresponse().getheader("Access-Control-Allow-Origin")
    connection.close()


@pytest.mark.parametrize(
    ("location", "accept"),
    [
        ("/doc/plan/5.ttl", "*/*"),
        ("/doc/plan/5.html", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
        ("/doc/plan/5.jsonld", "application/ld+json"),
        ("/doc/plan/5.rdf", "application/rdf+xml"),
        ("/doc/plan/5.nt", "application/n-triples"),
        ("/doc/plan/5.ttl", "text/html;q=0.5, text/turtle"),
        ("/doc/plan/5.ttl", "text/turtle;q=0.8, text/html;q=0.3, */*;q=0.1"),
        ("/doc/plan/5.jsonld", "text/html;q=0, application/ld+json;q=0.25"),
        ("/doc/plan/5.ttl", "text/html;q=0.0"),
        ("/doc/plan/5.html", "application/rdf+xml;q=0.9, text/html;charset=utf-8;q=1.0"),
        ("/doc/plan/5.rdf", "application/rdf+xml, text/html"),
        ("/doc/plan/5.jsonld", 'application/ld+json;profile="http://www.w3.org/ns/json-ld#framed", text/html;q=0.9'),
        ("/doc/plan/5.ttl", "image/png, application/ntriples"),
    ],
)
def test_names_on_a_host_of_ones_own_lead_to_the_format(nginx: str, location: str, accept: str) -> None:
    status, found, _ = ask(urlsplit(nginx).port or 0, "GET", "/id/plan/5", Accept=accept)
    assert (303, location) == (status, urlsplit(found or "").path)
    status, found, _ = ask(urlsplit(nginx).port or 0, "GET", "/id/concept/caf%C3%A9", Accept="text/turtle")
    assert "/doc/concept/caf%C3%A9.ttl" == urlsplit(found or "").path


@pytest.fixture(scope="module")
def w3id(file_site: FileSite) -> Iterator[int]:
    """The port of an Apache that has the folder as it was written, and no other file."""
    with folder_of_apache() as folder:
        shutil.copytree(file_site.folder / "w3id", folder / "root")
        with served_by_apache(folder, folder / "root") as port:
            yield port


@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
def test_every_kind_of_iri_that_was_published_arrives(w3id: int, published: Path, accept: str) -> None:
    """From the name to a file in one redirect."""
    failures = []
    for iri in published_kinds(published):
        path = "/ccwp/" + quote(iri.removeprefix(PUBLISHED), safe="/:@!$&'()*+,;=-._~")
        status, steps, _ = follow(w3id, path, Accept=accept)
        if (status, steps) != (200, 1):
            failures.append(f"{iri}: {status} after {steps} steps")
    assert [] == failures


@pytest.mark.parametrize(
    ("file", "path", "accept"),
    [
        ("/", "", "text/turtle"),
        ("/doc/plan/5.html", "id/plan/5", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
        ("/doc/plan/5.ttl", "id/plan/5", "text/turtle, application/rdf+xml;q=0.9, text/html;q=0.5"),
        ("/doc/plan/5.rdf", "id/plan/5", "application/rdf+xml, text/turtle;q=0.5"),
        ("/doc/plan/5.jsonld", "id/plan/5", 'application/ld+json;profile="http://www.w3.org/ns/json-ld#framed"'),
        ("/doc/plan/5.nt", "id/plan/5", "Application/N-Triples"),
        ("/doc/plan/5.nq", "id/plan/5", "application/n-quads"),
        ("/doc/plan/5.trig", "id/plan/5", "application/trig"),
        ("/doc/plan/5.ttl", "id/plan/5", "*/*"),
        ("/doc/plan/5.ttl", "id/plan/5", "image/png"),
        ("/doc/concept/caf%c3%a9.ttl", "id/concept/caf%C3%A9", "*/*"),
        ("/ontology.html", "ontology", "text/html"),
        ("/ontology.ttl", "ontology/0.3.0", "*/*"),
        ("/shapes.jsonld", "shapes", "application/ld+json"),
        ("/catalog.ttl", ".well-known/void", "*/*"),
        ("/dumps/dataset.nq", "dumps/dataset.nq", "*/*"),
        ("/sparql.html", "sparql", "application/sparql-results+json"),
        ("/plans.html", "plans", "text/html"),
        ("/plans.csv", "plans.csv", "*/*"),
    ],
)
def test_where_a_name_leads(*, file: str, path: str, accept: str, w3id: int, file_site: FileSite) -> None:
    status, location, _ = ask(w3id, "GET", f"/ccwp/{path}", Accept=accept)
    assert (302, f"{file_site.address}{file}") == (status, location)


def test_the_folder_is_as_w3id_wants_it(file_site: FileSite) -> None:
    """A folder with .htaccess and README.md that names who looks after it; nothing is left to fill in."""
    folder = file_site.folder / "w3id" / "ccwp"
    assert {".htaccess", "README.md"} == {path.name for path in folder.iterdir()}
    texts = [path.read_text(encoding="utf-8") for path in folder.iterdir()]
    assert all("github.com/octocat" in text and file_site.address in text for text in texts)
    assert [] == [
        text for text in texts if re.search(r"example|\{|TODO|kg\.", text.replace("%{", "").replace("{ENV", ""))
    ]
