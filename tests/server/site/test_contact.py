"""Whom a reader may write to and where the code is: as those who run the site name them, and nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, URIRef

from ccwp_kg.namespaces import DCAT, ID, VCARD
from ccwp_kg.server.static_site.app import FileAddresses, build_static_app, open_static_site
from support.commands import Run
from support.formats.dcat_ap import findings
from support.serving import Server, running, stop_server

MAIL, FORM, CODE = "plans@office.example", "https://office.example/write?to=plans", "https://code.example/plans"
BASE = "https://plans.example"
OUT = 'rel="nofollow noopener external" class="out"'
PASSAGE = "/source/fifth-action-plan/15506-15513"
QUERY = "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D"
PAGES = ("/", "/about", "/plans", "/doc/plan/5/action/5.4", PASSAGE, QUERY, "/nothing-here")
CONTACT = URIRef(f"{ID}agent/ccwp-kg/contact")


@contextmanager
def served(release: Path, **named: str) -> Iterator[Server]:
    server = running("release", str(release), base_url=BASE, workers=1, **named)
    yield server
    assert 0 == stop_server(server.process)


@pytest.fixture(scope="module")
def with_mail(published: Path) -> Iterator[Server]:
    with served(published, contact=MAIL, repository=CODE) as server:
        yield server


@pytest.fixture(scope="module")
def with_form(published: Path) -> Iterator[Server]:
    with served(published, contact=FORM) as server:
        yield server


def page_of(server: Server, path: str) -> str:
    return server.ask("GET", path, accept="text/html")[2].decode()


def contact_of(data: str | bytes) -> tuple[set[str], set[str]]:
    """The e-mail addresses and the pages of the one contact of a catalogue that keeps DCAT-AP."""
    catalogue = rdflib.Graph().parse(data=data, format="turtle")
    assert {CONTACT} == set(catalogue.objects(None, URIRef(DCAT.contactPoint.value)))
    assert URIRef(VCARD.Kind.value) in set(catalogue.objects(CONTACT, RDF.type))
    assert [] == findings(catalogue)
    mails, pages = (catalogue.objects(CONTACT, URIRef(f"{VCARD}{name}")) for name in ("hasEmail", "hasURL"))
    return set(map(str, mails)), set(map(str, pages))


def test_every_page_names_contact_and_code(with_mail: Server) -> None:
    """At its foot, the page of a failure too; where a misreading is reported it is said in the sentence."""
    for path in PAGES:
        page = page_of(with_mail, path)
        foot = page.partition('<footer class="foot">')[2]
        assert page.startswith("<!doctype html>")
        assert f'Contact: <a href="mailto:{MAIL}">{MAIL}</a>' in foot, path
        assert f'Code: <a href="{CODE}" {OUT}>code.example/plans</a>' in foot, path
    assert f'send it to <a href="mailto:{MAIL}"' in page_of(with_mail, PASSAGE)
    about = page_of(with_mail, "/about")
    assert f'reports of a misreading go to <a href="mailto:{MAIL}"' in about
    assert f">{MAIL}</a>. The program and the data, with the document as it was read, are at <a href=" in about
    assert "has named no contact" not in about


def test_a_page_may_be_the_contact(with_form: Server) -> None:
    """Nothing is said of code that nobody named."""
    for path in PAGES:
        foot = page_of(with_form, path).partition('<footer class="foot">')[2]
        assert f'Contact: <a href="{FORM}" {OUT}>office.example/write?to=plans</a>' in foot, path
        assert "Code:" not in foot, path
    assert f'send it to <a href="{FORM}"' in page_of(with_form, PASSAGE)


def test_the_catalogue_names_the_contact(with_mail: Server, with_form: Server) -> None:
    """Every dataset, release and service has the contact: an address to write to, or its page alone."""
    assert ({f"mailto:{MAIL}"}, {f"{BASE}/about"}) == contact_of(with_mail.ask("GET", "/catalog.ttl")[2])
    assert (set(), {FORM}) == contact_of(with_form.ask("GET", "/catalog.ttl")[2])


def test_nothing_is_invented(release_server: Server) -> None:
    """Where nobody is named, About says so, and reports lead there."""
    for path in PAGES:
        page = page_of(release_server, path)
        assert "mailto:" not in page, path
        assert not re.search("(Contact|Code): <a", page), path
    assert "Whoever runs this site has named no contact; how to name one is in" in page_of(release_server, "/about")
    assert 'send it to <a href="/about#contact">whoever keeps this site</a>' in page_of(release_server, PASSAGE)
    assert (set(), {f"{release_server.address}/about"}) == contact_of(release_server.ask("GET", "/catalog.ttl")[2])


@pytest.mark.parametrize("path", ["/about", QUERY, "/catalog.ttl"])
def test_a_kept_answer_of_another_contact_is_out_of_date(with_mail: Server, with_form: Server, path: str) -> None:
    """At the same address, before and after the setting changed, tags differ; the same answer keeps its own."""
    tag = with_mail.ask("GET", path, accept="text/html, text/turtle")[1]["etag"]
    asked = {"accept": "text/html, text/turtle", "if_none_match": tag}
    assert 304 == with_mail.ask("GET", path, **asked)[0]
    assert 200 == with_form.ask("GET", path, **asked)[0]


def test_a_site_of_files_names_it_in_its_catalogue(published: Path) -> None:
    site = open_static_site(published, base_url=BASE, contact=MAIL, repository=CODE)
    client = build_static_app(site, FileAddresses(site)).test_client()
    assert {f"mailto:{MAIL}"} == contact_of(client.get("/catalog.ttl").data)[0]
    assert f'send it to <a href="mailto:{MAIL}"' in client.get(PASSAGE).text


@pytest.mark.parametrize(
    "wrong", ["office.example", "javascript:alert(1)", "a@office.example\n", "https://office.example/ x"]
)
def test_what_is_no_address_ends_the_start(run: Run, wrong: str) -> None:
    """One sentence, and no server; by option and by setting."""
    for done in (run("serve", "--port", "0", "--contact", wrong), run("serve", "--port", "0", CCWP_REPOSITORY=wrong)):
        assert (1, "", 1) == (done.returncode, done.stdout, done.stderr.count("\n"))
        assert "does not fit the setting '" in done.stderr
