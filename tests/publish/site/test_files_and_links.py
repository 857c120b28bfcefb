"""Which file an address is, and how a link reads in a page that is a file."""

from __future__ import annotations

import pytest

from ccwp_kg.server.static_site.app import file_of
from ccwp_kg.server.static_site.links import links_of, relative, with_links

THING = "dataset/distribution/merged.ttl"


@pytest.mark.parametrize(
    ("expected", "address"),
    [
        ("/index.html", "/"),
        ("/plans.html", "/plans"),
        ("/plans.csv", "/plans.csv"),
        ("/actions.page-2.html", "/actions?page=2"),
        ("/documents.kind-CouncilDocument.page-2.html", "/documents?kind=CouncilDocument&page=2"),
        ("/concepts.scheme-scheme-glossary.ttl", "/concepts.ttl?scheme=scheme/glossary"),
        ("/doc/plan/5/action/5.4.html", "/doc/plan/5/action/5.4"),
        ("/doc/plan/5/action/5.4.nt", "/doc/plan/5/action/5.4.nt"),
        ("/doc/plan/5.page-2.ttl", "/doc/plan/5.ttl?page=2"),
        ("/doc/plan/5.html", "/doc/plan/5.html"),
        (f"/doc/{THING}.html", f"/doc/{THING}"),
        (f"/doc/{THING}.ttl", f"/doc/{THING}.ttl"),
        (f"/cite/{THING}.html", f"/cite/{THING}"),
        ("/cite/plan/5.bib", "/cite/plan/5.bib"),
        ("/together/organisation/com.html", "/together/organisation/com"),
        ("/together/organisation/com.svg", "/together/organisation/com.svg"),
        ("/approval/plan/5.svg", "/approval/plan/5.svg"),
        ("/together.plan-plan-5.svg", "/together.svg?plan=plan/5"),
        ("/linkset/plan/5.json", "/linkset/plan/5"),
        ("/ontology/rich.html", "/ontology/rich"),
        ("/ontology/changes.html", "/ontology/changes"),
        ("/ontology/changes.txt", "/ontology/changes.txt"),
        ("/source/fifth-action-plan.txt", "/source/fifth-action-plan.txt"),
        ("/dumps/SHA256SUMS", "/dumps/SHA256SUMS"),
        ("/static/site.0123456789ab.css", "/static/site.0123456789ab.css"),
        ("/doc/concept/caf%C3%A9.html", "/doc/concept/caf%C3%A9"),
        (None, "/doc/../../etc/passwd"),
        (None, "/doc/%2e%2e/x"),
        (None, "/doc/a%2fb"),
        (None, "/doc/a%5Cb"),
        (None, "/doc/a//b"),
        (None, "/doc/a/"),
        (None, "/doc/a%00b"),
        (None, "/doc/a%0Ab"),
        (None, "/doc/%FF"),
        (None, f"/doc/{'a' * 300}"),
        (None, f"/doc/{'%C3%A9' * 150}"),
        (None, "/sparql?query=ASK%20%7B%7D"),
        (None, "/search?q=8284/1/08%20REV"),
        (None, "/actions?page=../x"),
        (None, "relative"),
    ],
)
def test_an_address_is_one_file_or_none(expected: str | None, address: str) -> None:
    assert expected == file_of(address, is_thing=lambda reference: reference == THING)


@pytest.mark.parametrize(
    ("expected", "page"),
    [
        ('<a href="[/x]">', '<a href="/x">'),
        ('<a href="[/x]">', "<a href='/x'>"),
        ('<a href="[/x]">', "<a href=/x>"),
        ('<A CLASS=y HREF = "[/x]" lang="de">', '<A CLASS=y HREF = "/x" lang="de">'),
        ('<a href="[/x?a=1&amp;b=2]">', '<a href="/x?a=1&amp;b=2">'),
        ('<a href="[/x#é]">', '<a href="/x#&eacute;">'),
        ('<img src="[/x]"/>', '<img src="/x"/>'),
        ('<form action="[/x]" method="get">', '<form action="/x" method="get">'),
        ('<ol data-index="[/x]">', '<ol data-index="/x">'),
        ('\r\n é <p>\n\n<a\n href="[/x]">', '\r\n é <p>\n\n<a\n href="/x">'),
        ('<a title="a > b" href="[/x]">', '<a title="a > b" href="/x">'),
        ('<a title=\'href="/y"\' href="[/x]">', '<a title=\'href="/y"\' href="/x">'),
        ('<a href="//host/x">', '<a href="//host/x">'),
        ('<a href="https://host/x">', '<a href="https://host/x">'),
        ('<a href="#x">', '<a href="#x">'),
        ('<a title="/x">', '<a title="/x">'),
        ('<!-- <a href="/x"> -->', '<!-- <a href="/x"> -->'),
        ('<script>"<a href=\\"/x\\">"</script>', '<script>"<a href=\\"/x\\">"</script>'),
        ('<script src="[/x]">"<a href=\\"/x\\">"</script>', '<script src="/x">"<a href=\\"/x\\">"</script>'),
        ('<TITLE><a href="/x"></title><a href="[/x]">', '<TITLE><a href="/x"></title><a href="/x">'),
        ('<a href="/x"', '<a href="/x"'),
        ('<a>/x href="/x"</a>', '<a>/x href="/x"</a>'),
    ],
)
def test_links_are_changed_and_nothing_else(expected: str, page: str) -> None:
    """As a browser reads the page, not as a pattern would."""
    assert expected == with_links(page, lambda link: f"[{link}]")


def test_a_link_is_written_so_that_it_is_read_again() -> None:
    page = '<a href="/x">'
    changed = with_links(page, lambda _: '/a"b<c>&d')
    assert ['/a"b<c>&d'] == links_of(changed)


@pytest.mark.parametrize(
    ("expected", "target", "of"),
    [
        ("plans.html", "/plans.html", "/index.html"),
        ("../plans.html", "/plans.html", "/doc/x.html"),
        ("../../5.html", "/doc/plan/5.html", "/doc/plan/5/action/5.4.html"),
        ("5.html", "/doc/plan/5.html", "/doc/plan/5.html"),
        ("./", "/", "/index.html"),
        ("../../", "/", "/doc/plan/5.html"),
        ("./a:b.html", "/doc/a:b.html", "/doc/c.html"),
    ],
)
def test_a_link_is_relative_to_its_page(expected: str, target: str, of: str) -> None:
    assert expected == relative(target, of=of)
