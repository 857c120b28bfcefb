"""Names in the language that is asked for, on any page, without a cookie; the page's own words stay English."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ccwp_kg.entities.facts.facts import label_languages
from ccwp_kg.languages import LANGUAGES
from ccwp_kg.server.http.links import asked_language, with_language
from ccwp_kg.store import EmbeddedStore

HTML = {"Accept": "text/html"}


@pytest.fixture
def client(released: Flask) -> FlaskClient:
    return released.test_client()


def test_languages_of_the_data(release_store: EmbeddedStore) -> None:
    """All official languages of the Union have some name, and no tag is empty."""
    found = label_languages(release_store)
    assert set(LANGUAGES) <= found
    assert "" not in found
    assert 24 == len(LANGUAGES)


ASKED = [
    (None, ""),
    ("de", "?lang=de"),
    ("de", "?lang=DE"),
    ("is", "?lang=is"),
    (None, "?lang=en"),
    (None, "?lang=xx"),
    (None, "?lang="),
    (None, "?lang=de&lang=fr"),
    (None, "?lang=de%22%3E"),
    (None, "?lang=german-language-of-austria"),
    ("de", "?q=1&lang=de"),
]


@pytest.mark.parametrize(("expected", "query"), ASKED)
def test_what_counts_as_asked(released: Flask, expected: str | None, query: str) -> None:
    """A tag among the languages of the data, in any case, given once; anything else is ignored."""
    with released.test_request_context(f"/doc/organisation/olaf{query}"):
        assert expected == asked_language()


NAMED = [
    ("European Anti-Fraud Office", "", None),
    ("Europäisches Amt für Betrugsbekämpfung", "?lang=de", "de"),
    ("Office européen de lutte antifraude", "?lang=fr", "fr"),
    ("European Anti-Fraud Office", "?lang=xx", None),
]


@pytest.mark.parametrize(("name", "query", "tag"), NAMED)
def test_things_are_called_so(client: FlaskClient, name: str, query: str, tag: str | None) -> None:
    """The heading has the name in that language and says which it is; canonical and Content-Language do not change."""
    answer = client.get(f"/doc/organisation/olaf{query}", headers=HTML)
    body = answer.get_data(as_text=True)
    heading = re.search(r"(?s)<h1(.*?)>(.*?)</h1>", body)
    assert heading is not None
    assert name in heading[2]
    assert (f' lang="{tag}"' if tag else "") == heading[1]
    assert '<link rel="canonical" href="https://plans.example/doc/organisation/olaf">' in body
    assert '<html lang="en"' in body
    assert answer.headers.get("Content-Language", "en") == "en"
    assert "Set-Cookie" not in answer.headers


def test_links_keep_the_language(client: FlaskClient) -> None:
    """Links to things and to the document keep it; formats for programs, files and outside links do not."""
    body = client.get("/doc/plan/5/action/5.4?lang=de", headers=HTML).get_data(as_text=True)
    main = body[body.index("<main") : body.index("</main>")]
    links = re.findall(r'<a [^>]*?href="([^"]+)"', main)
    things = [link for link in links if re.match(r"/(doc|source)/", link) and not re.search(r"\.\w+$", link)]
    assert things
    switch = {f"/doc/plan/5/action/5.4?lang={tag}" for tag in LANGUAGES} | {"/doc/plan/5/action/5.4"}
    assert [] == [link for link in things if "?lang=de" not in link and link not in switch]
    assert any(re.fullmatch(r"/source/fifth-action-plan\?lang=de#char=\d+,\d+", link) for link in links)
    assert "/doc/plan/5/action/5.4.ttl" in links
    plain = client.get("/doc/plan/5/action/5.4", headers=HTML).get_data(as_text=True)
    assert [] == re.findall(
        r'href="[^"]*\?lang=(?!bg|cs|da|de|el|es|et|fi|fr|ga|h[ru]|it|l[tv]|mt|nl|p[lt]|ro|s[klv])', plain
    )


WALKED = [
    "/", "/plans", "/actions?plan=plan/5", "/organisations", "/search?q=olaf", "/doc/plan/5", "/ontology", "/data",
    "/together", "/source/fifth-action-plan", "/sparql?query=ASK%20%7B%7D", "/questions",
]  # fmt: skip
FILES = re.compile(r"/(?:static|dumps|\.well-known)/|/[^?]*\.[a-z][a-z0-9]*(?:[?#]|$)")


@pytest.mark.parametrize("path", WALKED)
def test_every_link_to_a_page_keeps_the_language(client: FlaskClient, path: str) -> None:
    """Navigation, trail, foot, facets and words alike, and the search box; files, downloads and switches do not."""
    asked = f"{path}{'&' if '?' in path else '?'}lang=de"
    body = client.get(asked, headers=HTML).get_data(as_text=True)
    tags = [tag for tag in re.findall(r"<a\b[^>]*>", body) if re.search(r'\shref="/', tag)]
    apart = (" hreflang=", " type=", " download", " data-copy")
    pages = [
        target
        for tag in tags
        for target in re.findall(r'\shref="([^"]*)"', tag)
        if not FILES.match(target) and not any(mark in tag for mark in apart)
    ]
    assert len(pages) > 14
    assert [] == [target for target in pages if 1 != len(re.findall("[?;]lang=de(?=#|$)", target))]
    assert 1 <= body.count('<input type="hidden" name="lang" value="de">') == body.count('method="get"')
    plain = client.get(path, headers=HTML).get_data(as_text=True)
    assert 'name="lang"' not in plain
    assert [] == re.findall(r'<a (?![^>]*hreflang)[^>]*href="[^"]*[?;]lang=', plain)


def test_the_switch_offers_what_there_is(client: FlaskClient) -> None:
    """Every official language where the page's things have names in it, each in its own words; else no switch."""
    body = client.get("/doc/organisation/olaf?lang=fr", headers=HTML).get_data(as_text=True)
    switch = re.search(r'(?s)<nav [^>]*aria-label="Language of names">(.*?)</nav>', body)
    assert switch is not None
    offered = re.findall(r'lang="([a-z]+)" hreflang="([a-z]+)"', switch[1])
    assert [(tag, tag) for tag in LANGUAGES] == offered
    assert re.findall(r'lang="([a-z]+)"[^>]*aria-current', switch[1])[-1:] == ["fr"]
    assert 'href="/doc/organisation/olaf"' in switch[1]
    without = client.get("/doc/meeting/draft-fifth-action-plan-2011-02-18", headers=HTML).get_data(as_text=True)
    assert "Language of names" not in without


PATHS = [
    ("/doc/plan/5?lang=de", "/doc/plan/5"),
    ("/ontology?lang=de#Action", "/ontology#Action"),
    ("/sparql?query=x", "/sparql?query=x"),
]


@pytest.mark.parametrize(("expected", "path"), PATHS)
def test_where_the_language_stands(expected: str, path: str) -> None:
    """Before the fragment, and never beside another query."""
    assert expected == with_language(path, "de")
