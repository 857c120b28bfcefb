"""Citations: what they say, that nothing is supposed, and that no name can break out of a format."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ccwp_kg.entities.citable import Citable, sentence
from ccwp_kg.namespaces import ID
from ccwp_kg.server.linked_data.citation import bibtex, ris
from support.formats.bibtex import bibtex_fields

PLAIN = Citable(
    iri=f"{ID}plan/5/action/5.4",
    reference="plan/5/action/5.4",
    name="Action 5.4",
    kind="entry",
    title="Action 5.4: Channels",
    version="1.2.3",
    authors=("ccwp-kg project",),
    publishers=("ccwp-kg project",),
    issued="2026-11-24",
    dataset="Action plans",
)
EVIL = Citable(
    iri=f"{ID}a/é,b",
    reference="a/é,b",
    name="x",
    kind="entry",
    title="50 % of {A} & B_1 #2 $3 ~x ^y \\end{document}\nER  - \r\nTY  - JOUR\u2028\x00 “Žďár”",
    version="1",
    authors=("Müller, *Ann\nER  - ",),
    issued="some day",
    dataset="D }@misc{x,",
)


BIBTEX = [
    # (expected, field, thing)
    ("{ccwp-kg project}", "author", PLAIN),
    ("{Action 5.4: Channels}", "title", PLAIN),
    ("2026", "year", PLAIN),
    ("nov", "month", PLAIN),
    ("2026-11-24", "date", PLAIN),
    ("https://w3id.org/ccwp/id/plan/5/action/5.4", "url", PLAIN),
    ("Entry in Action plans, version 1.2.3", "note", PLAIN),
    (
        "{50 \\% of \\textbraceleft{}A\\textbraceright{} \\& B\\_1 \\#2 \\$3 \\textasciitilde{}x \\textasciicircum{}y "
        "\\textbackslash{}end\\textbraceleft{}document\\textbraceright{} ER - TY - JOUR “Žďár”}",
        "title",
        EVIL,
    ),
    ("{Müller, *Ann ER -}", "author", EVIL),
    ("https://w3id.org/ccwp/id/a/%C3%A9,b", "url", EVIL),
    ("Entry in D \\textbraceright{}@misc\\textbraceleft{}x,, version 1", "note", EVIL),
    (None, "year", EVIL),
    (None, "date", EVIL),
    (None, "number", PLAIN),
]


@pytest.mark.parametrize(("expected", "field", "thing"), BIBTEX)
def test_bibtex_fields(expected: str | None, field: str, thing: Citable) -> None:
    """TeX's own characters are escaped, braces balance, capitals are kept, an unknown date is no field."""
    assert expected == bibtex_fields(bibtex(thing)).get(field)


@pytest.mark.parametrize("thing", [PLAIN, EVIL], ids=["plain", "evil"])
def test_a_bibtex_key_is_plain(thing: Citable) -> None:
    """A key has no character that ends it."""
    assert re.match(r"@misc\{ccwp:[A-Za-z0-9.:-]+,\n", bibtex(thing))


def tags(record: str) -> list[tuple[str, str]]:
    """The lines of a RIS record by its grammar; ends with CR LF only."""
    lines = record.split("\r\n")
    assert lines.pop() == ""
    assert not any(re.search(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029\x00]", line) for line in lines)
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    return [(line[:2], line[6:]) for line in lines]


@pytest.mark.parametrize("thing", [PLAIN, EVIL], ids=["plain", "evil"])
def test_ris_lines(thing: Citable) -> None:
    """One record: TY first, ER last and once, no line that a value made."""
    found = tags(ris(thing))
    assert found[0] == ("TY", "DATA")
    assert found[-1] == ("ER", "")
    assert [1, 1] == [[tag for tag, _ in found].count(name) for name in ("TY", "ER")]
    assert all(value for tag, value in found if tag != "ER")
    assert not any("*" in value for tag, value in found if tag == "AU")


RIS = [
    (["2026"], "PY", PLAIN),
    (["2026/11/24/"], "DA", PLAIN),
    (["ccwp-kg project"], "AU", PLAIN),
    (["Action plans"], "T2", PLAIN),
    (["1.2.3"], "ET", PLAIN),
    ([], "PY", EVIL),
    ([], "DA", EVIL),
    (["https://w3id.org/ccwp/id/a/%C3%A9,b"], "UR", EVIL),
]


@pytest.mark.parametrize(("expected", "tag", "thing"), RIS)
def test_ris_values(expected: list[str], tag: str, thing: Citable) -> None:
    """Dates in four parts (2026/11/24/), none where none is stated."""
    assert expected == [value for name, value in tags(ris(thing)) if name == tag]


SENTENCES = [
    ("ccwp-kg project (24 November 2026). Action 5.4: Channels. Entry in Action plans, version 1.2.3.", PLAIN),
    (
        "Draft (date not stated). Council. Described in Action plans, version 1.",
        Citable(
            iri="x",
            reference="x",
            name="x",
            kind="document",
            title="Draft",
            version="1",
            publishers=("Council",),
            dataset="Action plans",
        ),
    ),
    (
        "P (2020). Plans (version 2) [data set].",
        Citable(
            iri="x",
            reference="x",
            name="x",
            kind="dataset",
            title="Plans",
            version="2",
            authors=("P",),
            issued="2020",
        ),
    ),
]


LICENCE = "http://creativecommons.org/licenses/by/4.0/"


def test_each_form_has_the_licence_of_what_is_ours(released: Flask) -> None:
    """BibTeX has a field for it; in the others it is a note, as in words. A document is under no licence of ours."""
    client = released.test_client()
    for reference in ("dataset", "plan/5/action/5.4"):
        assert LICENCE == bibtex_fields(client.get(f"/cite/{reference}.bib").text)["copyright"]
        assert ("N1", "Licence: CC BY 4.0") in tags(client.get(f"/cite/{reference}.ris").text)
        assert "Licence: CC BY 4.0." in client.get(f"/cite/{reference}.html").text
    for reference in ("document/draft-fifth-action-plan", "document/ST-8351-2009-REV-2"):
        assert not any("CC BY" in client.get(f"/cite/{reference}.{suffix}").text for suffix in ("bib", "ris"))
    held = bibtex_fields(client.get("/cite/document/draft-fifth-action-plan.bib").text)
    assert held["copyright"].startswith("Text © European Union")


def test_a_missing_date_has_its_silence(released: Flask) -> None:
    """Of a document that nobody here has read it is not said that it has no date."""
    client = released.test_client()
    assert "(date not held)" in client.get("/cite/document/ST-8351-2009-REV-2.html").text
    assert "(date not stated)" in client.get("/cite/document/draft-fifth-action-plan.html").text


@pytest.mark.parametrize(("expected", "thing"), SENTENCES)
def test_in_words(expected: str, thing: Citable) -> None:
    """A sentence says what is stated, and that a date is not where it is not."""
    assert expected == sentence(thing)


ANSWERS = [
    # (status, media type, path, Accept)
    (200, "application/x-bibtex", "/cite/plan/5/action/5.4", None),
    (200, "application/x-bibtex", "/cite/plan/5/action/5.4", "*/*"),
    (200, "text/html", "/cite/plan/5/action/5.4", "text/html"),
    (200, "application/x-research-info-systems", "/cite/plan/5", "application/x-research-info-systems"),
    (200, "application/x-bibtex", "/cite/plan/5/action/5.4.bib", "text/html"),
    (200, "application/x-research-info-systems", "/cite/document/ST-8351-2009-REV-2.ris", None),
    (200, "text/html", "/cite/organisation/olaf.html", "*/*"),
    (406, "application/problem+json", "/cite/plan/5", "image/png"),
    (404, "application/problem+json", "/cite/plan/99", None),
    (404, "application/problem+json", "/cite/plan/99.bib", None),
    (404, "text/html", "/cite/plan/99", "text/html"),
    (404, "application/problem+json", "/cite/a%3Eb", None),
]


@pytest.mark.parametrize(("status", "media_type", "path", "accept"), ANSWERS)
def test_what_is_answered(client: FlaskClient, status: int, media_type: str, path: str, accept: str | None) -> None:
    """The suffix beats Accept, a page comes only where HTML is named, nothing is known of an unknown thing."""
    response = client.get(path, headers={} if accept is None else {"Accept": accept})
    assert (status, media_type) == (response.status_code, response.mimetype)
    if status == 200:
        assert 'rel="cite-as"' in response.headers["Link"]
        assert "https://w3id.org/ccwp/id/" in response.text


def test_every_thing_of_the_release_can_be_cited(released: Flask, crawled: list[str]) -> None:
    """Both formats hold for every thing: balanced BibTeX, lawful RIS; a document is never dated by the release."""
    client = released.test_client()
    day_of_release = dict(tags(client.get("/cite/dataset.ris").text))["DA"]
    for reference in crawled:
        entry = bibtex_fields(client.get(f"/cite/{reference}.bib").text)
        record = dict(tags(client.get(f"/cite/{reference}.ris").text))
        assert entry["title"]
        assert entry["url"] == record["UR"] == ID + reference
        if record["TY"] == "GEN":
            assert "author" not in entry
            assert record.get("DA") != day_of_release
        else:
            assert record["DA"].replace("/", "-").rstrip("-") == entry["date"]


def test_the_dataset(released: Flask) -> None:
    """The dataset is cited by its title, version and the day it states."""
    record = dict(tags(released.test_client().get("/cite/dataset.ris").text))
    assert ("DATA", "2026/11/28/") == (record["TY"], record["DA"])
    assert record["TI"] == "Action plans of the Customs Cooperation Working Party"
    assert record["AU"] == "ccwp-kg project"


def test_the_page_shows_all_of_it(released: Flask) -> None:
    """The page has the sentence, both formats as they are downloaded, and links to them."""
    client = released.test_client()
    page = client.get("/cite/plan/5/action/5.4", headers={"Accept": "text/html"}).text
    assert "Entry in Action plans of the Customs Cooperation Working Party, version" in page
    for suffix in ("bib", "ris"):
        assert f'href="/cite/plan/5/action/5.4.{suffix}"' in page
    assert "@misc{ccwp:plan-5-action-5.4," in page
