"""The search over HTTP: a page, the same as JSON and as a table, and suggestions."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from urllib.parse import quote

import html5lib
import pandas
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.errors import StoreTooSlow
from ccwp_kg.namespaces import CCWP, ID, RDF, SKOS
from ccwp_kg.publish.opening import open_release
from ccwp_kg.server import create_app
from ccwp_kg.server.pages import search
from ccwp_kg.server.site.site import read_release
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from ccwp_kg.store.protocol import WHOLE, Dataset, Rows
from support.serving import Server, running, stop_server

HTML = {"Accept": "text/html"}
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="session")
def whole(release_app: Flask) -> FlaskClient:
    """The application over the release as built from this checkout."""
    return release_app.test_client()


def hits(client: FlaskClient, path: str) -> list[str]:
    """The IRIs of a JSON answer, without what they have in common."""
    answer = client.get(path, headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.text
    return [hit["iri"].removeprefix(ID) for hit in answer.get_json()["hits"]]


KINDS_OF_ANSWERS = [
    (200, "text/html; charset=utf-8", "/search?q=olaf", "text/html"),
    (200, "text/html; charset=utf-8", "/search?q=olaf", "text/html,application/xhtml+xml,*/*;q=0.8"),
    (200, "text/html; charset=utf-8", "/search", "text/html"),
    (200, "text/html; charset=utf-8", "/search?q=olaf&format=html", "application/json"),
    (200, "application/json", "/search?q=olaf", "application/json"),
    (200, "application/json", "/search?q=olaf", "*/*"),
    (200, "application/json", "/search?q=olaf&format=json", "text/html"),
    (200, "application/json", "/search", "application/json"),
    (200, "application/json", "/search.json?q=olaf", "text/html"),
    (400, "application/problem+json", "/search.json?q=olaf&type=planet", "*/*"),
    (404, "application/problem+json", "/search.json?q=olaf&page=9", "*/*"),
    (200, "application/x-suggestions+json", "/search/suggest?q=ola", "*/*"),
    (200, "application/x-suggestions+json", "/search/suggest", "*/*"),
    (200, "text/csv; charset=utf-8; header=present", "/search.csv?q=olaf", "text/html"),
    (200, "application/jsonl", "/search.jsonl?q=olaf", "*/*"),
    (200, "text/csv; charset=utf-8; header=present", "/search?q=olaf", "text/csv"),
    (200, "application/jsonl", "/search?q=olaf&format=jsonl", "text/html"),
    (400, "application/problem+json", "/search.csv?q=olaf&type=planet", "*/*"),
    (404, "application/problem+json", "/search.csv?q=olaf&page=2", "*/*"),
    (404, "application/problem+json", "/search.xml?q=olaf", "*/*"),
    (406, "application/problem+json", "/search?q=olaf", "text/turtle"),
    (400, "text/html; charset=utf-8", "/search?q=olaf&type=planet", "text/html"),
    (400, "application/problem+json", "/search?q=olaf&type=planet", "application/json"),
    (200, "application/json", "/search?q=olaf&page=", "application/json"),  # as a form sends what is left empty
    (400, "application/problem+json", "/search?q=olaf&page=0", "application/json"),
    (400, "application/problem+json", "/search?q=olaf&page=x", "application/json"),
    (400, "application/problem+json", "/search?q=olaf&page=١", "application/json"),
    (400, "application/problem+json", "/search?q=olaf&format=pdf", "application/json"),
    (400, "application/problem+json", "/search?q=olaf&q=europol", "application/json"),
    (400, "application/problem+json", "/search?q=%ff", "application/json"),
    (400, "application/problem+json", "/search/suggest?q=%zz", "*/*"),
    (404, "application/problem+json", "/search?q=olaf&page=99", "application/json"),
]


@pytest.mark.parametrize(("status", "kind", "path", "accept"), KINDS_OF_ANSWERS)
def test_each_question_gets_the_answer_it_asks_for(
    status: int, kind: str, path: str, accept: str, whole: FlaskClient
) -> None:
    answer = whole.get(path, headers={"Accept": accept})
    assert (status, kind) == (answer.status_code, answer.content_type)
    if path.startswith("/search?"):
        assert "Accept" in answer.vary


def test_page_and_data_hold_the_same_hits(whole: FlaskClient) -> None:
    page = html5lib.parse(whole.get("/search?q=customs", headers=HTML).data, treebuilder="etree")
    links = [link.get("href") for link in page.findall(f".//{XHTML}ol[@class='hits']//{XHTML}h2/{XHTML}a")]
    assert [hit["url"] for hit in whole.get("/search?q=customs&format=json").get_json()["hits"]] == [
        f"http://localhost{link}" for link in links
    ]
    assert 25 == len(links)


def test_a_table_holds_all_hits_of_all_pages(whole: FlaskClient) -> None:
    """Its key is the IRI, and pandas leaves every label as it is."""
    everything: list[str] = []
    for page in range(1, whole.get("/search?q=customs&format=json").get_json()["pages"] + 1):
        everything += hits(whole, f"/search?q=customs&page={page}")
    frame = pandas.read_csv(io.BytesIO(whole.get("/search.csv?q=customs").data))
    assert len(everything) > 50
    assert everything == [iri.removeprefix(ID) for iri in frame["iri"]]
    lines = [json.loads(line) for line in whole.get("/search.jsonl?q=customs").text.splitlines()]
    assert list(frame["label"]) == [line["label"] for line in lines]
    assert list(frame.columns) == list(lines[0])
    (first, *_) = pandas.read_csv(io.BytesIO(whole.get("/search.csv?q=5.10&type=action").data))["label"]
    assert "Action 5.10" == first
    assert ["iri"] == whole.get("/search.csv?q=nothingisfound").text.replace('"', "").splitlines()[0].split(",")[:1]


def test_the_page_leads_to_the_same_as_json_and_as_tables(whole: FlaskClient) -> None:
    page = whole.get("/search?q=customs&type=concept", headers=HTML).text
    for suffix in ("json", "csv", "jsonl"):
        assert f'href="/search.{suffix}?q=customs&amp;type=concept"' in page
    answer = whole.get("/search.json?q=customs")
    assert answer.get_json() == whole.get("/search?q=customs&format=json").get_json()
    assert '</search.json?q=customs&page=2>; rel="next"' in answer.headers["Link"].replace("http://localhost", "")


def test_a_large_table_has_pages_that_lead_to_each_other(whole: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "TABLE_SIZE", 20)
    answer = whole.get("/search.csv?q=customs&page=2")
    assert 21 == len(answer.text.splitlines())
    assert '</search.csv?q=customs>; rel="prev"' in answer.headers["Link"].replace("http://localhost", "")
    assert '</search.csv?q=customs&page=3>; rel="next"' in answer.headers["Link"].replace("http://localhost", "")


def test_a_single_exact_hit_is_shown_and_not_redirected_to(whole: FlaskClient) -> None:
    answer = whole.get("/search?q=32009G1030(01)", headers=HTML)
    assert 200 == answer.status_code
    assert 1 == answer.text.count('<ol class="hits"')
    assert "CELEX number, exactly so" in answer.text


def test_what_json_says_of_a_hit(whole: FlaskClient) -> None:
    (hit,) = whole.get("/search?q=betrugsbekampfung&format=json").get_json()["hits"]
    assert {
        "iri": ID + "organisation/olaf",
        "url": "http://localhost/doc/organisation/olaf",
        "label": "European Anti-Fraud Office",
        "language": "en",
        "acronym": "OLAF",
        "type": "organisation",
        "typeLabel": "Organisation",
        "score": "word",
        "why": {"field": "name", "language": "de", "words": "name in German"},
        "snippet": [{"text": "Europäisches Amt für ", "hit": False}, {"text": "Betrugsbekämpfung", "hit": True}],
    }.items() <= hit.items()


def test_pages_lead_to_each_other(whole: FlaskClient) -> None:
    """`rel=next` and `rel=prev` in the page and in the Link header (RFC 8288), every hit once."""
    found, path = [], "/search?q=customs&format=json"
    while path:
        answer = whole.get(path)
        found += [hit["iri"] for hit in answer.get_json()["hits"]]
        links = answer.headers.get("Link", "").split(", ")
        path = next((link.partition(">")[0].strip("<") for link in links if 'rel="next"' in link), "")
    assert (answer.get_json()["total"], len(found)) == (len(found), len(set(found)))
    page = whole.get("/search?q=customs&page=2", headers=HTML).text
    assert '<a rel="prev" href="/search?q=customs">' in page


def test_types_are_counted_and_chosen(whole: FlaskClient) -> None:
    everything = whole.get("/search?q=customs&format=json").get_json()
    assert everything["total"] == sum(facet["count"] for facet in everything["facets"])
    for facet in everything["facets"]:
        chosen = whole.get(f"/search?q=customs&type={facet['type']}&format=json").get_json()
        assert (facet["count"], facet["type"]) == (chosen["total"], chosen["type"])
    page = whole.get("/search?q=customs&type=concept", headers=HTML).text
    assert 'href="/search?q=customs&amp;type=concept" aria-current="true">Concepts' in page


def test_nothing_found_is_said_and_names_are_offered(whole: FlaskClient) -> None:
    page = whole.get("/search?q=comissionaires", headers=HTML).text
    assert "Nothing has this word: <bdi>“comissionaires”</bdi>." in page
    assert '<a href="/doc/organisation/com">European Commission</a>' in page.replace('" lang="en"', '"')
    assert whole.get("/search?q=comissionaires&format=json").get_json()["nearest"][0]["label"]
    assert "Nothing of this type has this word" in whole.get("/search?q=olaf&type=meeting", headers=HTML).text


@pytest.mark.parametrize("typed", ["%3F", "*", "%F0%9F%99%82"])
def test_what_has_no_word_is_said_to_have_none(typed: str, whole: FlaskClient) -> None:
    page = whole.get(f"/search?q={typed}", headers=HTML).text
    assert "There is no word or number in this" in page
    assert "has this word" not in page


def test_a_passage_leads_to_its_words(whole: FlaskClient) -> None:
    """To the paragraph or cell that holds it, by a text fragment to the words of its sentence, and to its citation."""
    path = "/search?q=JCOs+rather+expensive+and+limited+in+time+instruments"
    hit = whole.get(f"{path}&format=json").get_json()["hits"][0]
    page, _, place = hit["url"].partition("#")
    anchor, _, words = place.partition(":~:text=")
    assert ("passage", "http://localhost/source/fifth-action-plan") == (hit["type"], page)
    assert f'id="{anchor}"' in whole.get("/source/fifth-action-plan").text
    assert "Usually%20EU%20customs%20respond,limited%20in%20time%20instruments." in words.replace("are%20rather%20", "")
    shown = whole.get(path, headers=HTML).text
    assert f'href="/source/fifth-action-plan#{anchor}:~:text={words}"' in shown
    cited = f"/source/fifth-action-plan/{anchor.removeprefix('char=').replace(',', '-')}"
    assert f'<a href="{cited}">cite' in shown
    assert whole.get(cited, headers=HTML).status_code == 200


def test_what_is_searched_how_is_said(whole: FlaskClient) -> None:
    """What a hit lacks, what was taken for a misspelled word, why an action is there, and the languages."""
    page = whole.get("/search?q=olaf+hamburger", headers=HTML).text
    assert "acronym, without <bdi>“hamburger”</bdi>" in page
    tobacco = whole.get("/search?q=cigarettes", headers=HTML).text
    assert "<b>Action</b> · speaks of Tobacco smuggling (synonym or related word “cigarettes”)</p>" in tobacco
    assert "<b>Concept</b> · synonym or related word “cigarettes”, exactly so</p>" in tobacco
    misspelled = whole.get("/search?q=smugling", headers=HTML).text
    assert "Nothing is spelled <bdi>“smugling”</bdi>; these have words like <bdi>“smuggling”</bdi>." in misspelled
    assert "Names of bodies and states: 24 languages." in page
    assert "Subjects, by the vocabularies that they are linked to: English, French." in page
    assert "reviewed for the search: Dutch, English, French, German, Italian, Polish, Spanish." in page


def test_words_in_another_language_say_so(whole: FlaskClient) -> None:
    """WCAG 3.1.2."""
    page = whole.get("/search?q=betrugsbekampfung", headers=HTML).text
    assert '<p class="said" lang="de">Europäisches Amt für <mark>Betrugsbekämpfung</mark></p>' in page


def test_suggestions_have_the_form_that_browsers_know(whole: FlaskClient) -> None:
    """OpenSearch Suggestions 1.1: the text, completions, descriptions, addresses, all of one length."""
    answer = whole.get("/search/suggest?q=euro")
    typed, labels, descriptions, urls = json.loads(answer.text)
    assert ("euro", "European Commission", "http://localhost/doc/organisation/com") == (typed, labels[0], urls[0])
    assert descriptions[0].startswith("Organisation · COM")
    assert 8 == len(labels) == len(descriptions) == len(urls)
    assert ["", [], [], []] == json.loads(whole.get("/search/suggest?q=").text)
    for url in urls:
        assert 200 == whole.get(url, headers=HTML).status_code


HOSTILE = ['"', "*", "olaf*", '"olaf', "olaf AND", "NEAR(", "\x00", "<script>alert(1)</script>", "😀", "a" * 7_000, "%"]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_no_question_breaks_a_page(typed: str, whole: FlaskClient) -> None:
    """Always 200, always a page that parses strictly, never the question as markup."""
    asked = quote(typed)
    page = whole.get(f"/search?q={asked}", headers=HTML)
    assert 200 == page.status_code
    html5lib.HTMLParser(strict=True).parse(page.data)
    assert "<script>alert" not in page.text
    assert 200 == whole.get(f"/search?q={asked}&format=json").status_code
    assert 200 == whole.get(f"/search/suggest?q={asked}").status_code


def test_the_box_is_filled_with_the_question(whole: FlaskClient) -> None:
    page = html5lib.parse(whole.get('/search?q="a%26b"', headers=HTML).data, treebuilder="etree")
    (box,) = page.findall(f".//{XHTML}form[@role='search']//{XHTML}input[@name='q']")
    assert '"a&b"' == box.get("value")
    assert page.find(f".//{XHTML}label[@for='{box.get('id')}']") is not None


def test_titles_are_their_own_and_canonical_names_the_page(whole: FlaskClient) -> None:
    paths = ["/search", "/search?q=customs", "/search?q=customs&page=2", "/search?q=customs&type=concept"]
    pages = [html5lib.parse(whole.get(path, headers=HTML).data, treebuilder="etree") for path in paths]
    assert 4 == len({page.find(f".//{XHTML}title").text for page in pages})
    canonical = [page.find(f".//{XHTML}link[@rel='canonical']").get("href") for page in pages]
    assert [f"http://localhost{path}" for path in paths[1:]] == canonical[1:]


def test_pages_keep_to_their_budget(whole: FlaskClient) -> None:
    """pages.md: HTML up to 20 kB gzipped."""
    answer = whole.get("/search?q=customs", headers={**HTML, "Accept-Encoding": "gzip"})
    assert 20_000 > len(answer.data)


def test_an_answer_can_be_asked_for_anew(whole: FlaskClient) -> None:
    """A strong ETag; 304 for who has it (RFC 9110 §13.1.2)."""
    for path in ("/search?q=olaf&format=json", "/search/suggest?q=olaf"):
        tag = whole.get(path).headers["ETag"]
        assert 304 == whole.get(path, headers={"If-None-Match": tag}).status_code


def test_without_an_index_in_the_release_one_is_made(client: FlaskClient) -> None:
    """A release from before there was one: the small one of these tests has no search.sqlite."""
    assert "plan/5" == hits(client, "/search?q=fifth+action+plan")[0]
    assert "plan/5/action/5.4" == hits(client, "/search?q=5.4")[0]


def test_a_damaged_index_is_replaced_by_one_in_memory(published: Path, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    shutil.copytree(published, folder)
    (folder / "search.sqlite").write_bytes(b"damaged" * 1_000)
    app = create_app(open_release(folder), settings=Settings(), release=read_release(folder))
    assert "organisation/olaf" == hits(app.test_client(), "/search?q=olaf")[0]


class Slow(EmbeddedStore):
    """A store that fails as long as it is told to."""

    fails = True

    def rows(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> Rows:

        if self.fails and "STR(?x) >=" in query:
            raise StoreTooSlow("the store did not answer in time")
        return super().rows(query, dataset=dataset, client=client)


def test_a_store_that_does_not_answer_is_a_503_and_is_asked_again() -> None:
    thing = NamedNode(ID + "concept/x")
    store = Slow.of_triples(
        [Triple(thing, RDF.type, CCWP.DomainConcept), Triple(thing, SKOS.prefLabel, Literal("late", language="en"))]
    )
    client = create_app(store, settings=Settings()).test_client()
    answer = client.get("/search?q=late&format=json")
    assert (503, True) == (answer.status_code, "Retry-After" in answer.headers)
    store.fails = False
    assert ["concept/x"] == hits(client, "/search?q=late")


@pytest.fixture(scope="module")
def served(release_server: Server) -> Server:
    return release_server


def test_the_search_answers_over_http(served: Server) -> None:
    for _ in range(3):
        status, headers, body = served.ask("GET", "/search?q=8284/1/08", accept="application/json")
        assert (200, "document/ST-8284-2008-REV-1") == (status, json.loads(body)["hits"][0]["iri"].removeprefix(ID))
    status, headers, body = served.ask("GET", "/search?q=olaf", accept="text/html")
    assert (200, b"European Anti-Fraud Office" in body) == (status, True)
    assert "script-src 'self'" in headers["content-security-policy"]
    assert 200 == served.ask("HEAD", "/search/suggest?q=olaf")[0]
    assert 405 == served.ask("POST", "/search", body=b"q=olaf")[0]


def test_plain_files_are_searched_too(published: Path) -> None:
    """--data: an index in memory, made in each process at first use."""
    server = running("data", str(published / "merged.nt"), max_query_seconds=120)  # a busy machine
    try:
        for _ in range(4):
            status, _, body = server.ask("GET", "/search?q=olaf&format=json")
            assert (200, "organisation/olaf") == (status, json.loads(body)["hits"][0]["iri"].removeprefix(ID))
    finally:
        stop_server(server.process)


AS_QUESTIONS = [
    ("Europol", None, ""),
    ("actions that concern Europol and OLAF", "Actions that concern Europol and OLAF", ""),
    ("who leads 5.2?", "Lead of action 5.2", ""),
    ("which actions do not concern Europol", None, "leaves something out (“not”)"),
    ("what is done about hacking", None, "No concept is called just “hacking” here"),
    ("actions that concern Europol in 1999", None, "“1999” bounds it in a way"),
]


@pytest.mark.parametrize(("words", "heading", "sentence"), AS_QUESTIONS)
def test_words_are_read_as_a_question_above_the_hits(
    words: str, heading: str | None, sentence: str, whole: FlaskClient
) -> None:
    path = f"/search?q={quote(words)}"
    page = whole.get(path, headers=HTML).text
    question = whole.get(f"{path}&format=json").get_json()["question"]
    assert ("read-as" in page) == bool(heading or sentence)
    if heading:
        assert question["heading"] == heading
        assert heading in page
        assert question["query"].startswith("PREFIX")
        assert f'href="{question["url"].removeprefix("http://localhost")}"'.replace("&", "&amp;") in page
    elif sentence:
        assert sentence in question["notAnswered"]
        assert sentence in page
        assert "Below is what has th" in page
        assert "No answer" not in page
    else:
        assert question is None
