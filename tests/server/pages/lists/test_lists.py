"""Lists: facets count right, every form tells the same, what is asked wrongly is refused with the cure."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from itertools import pairwise

import pandas
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ccwp_kg.entities.facts.silences import Silence
from ccwp_kg.entities.lists.listings import count, fill
from ccwp_kg.entities.lists.model import PAGE_SIZE, Choice
from ccwp_kg.entities.lists.table import LISTS
from ccwp_kg.namespaces import CCWP, ID, SCHEMA, SKOS, XSD
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE
from ccwp_kg.store import EmbeddedStore, Rows

NONE = Prefixes({})
PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def store(release_store: EmbeddedStore) -> EmbeddedStore:
    return release_store


@pytest.fixture(scope="module")
def whole(release_app: Flask) -> FlaskClient:
    """The application over the release of this checkout."""
    return release_app.test_client()


def number(rows: Rows) -> int:
    term = rows[0]["n"]
    assert isinstance(term, Literal)
    return int(term.value)


FACETS = [
    # (list, what else is chosen, facet, value, pattern that says the same in other words)
    ("actions", {}, "plan", "plan/5", f"?x {CCWP.partOfPlan} <{ID}plan/5>"),
    ("actions", {}, "read-from", "document/draft-fifth-action-plan", f"<{ID}plan/5> {CCWP.hasAction} ?x"),
    ("actions", {"party": "organisation/olaf"}, "plan", "plan/5",
     f"?x {CCWP.partOfPlan} <{ID}plan/5> ; {CCWP.concernsParty} <{ID}organisation/olaf>"),
    ("actions", {"party": "organisation/olaf"}, "objective", "objective/2009/3",
     f"?x {CCWP.pursuesObjective} <{ID}objective/2009/3> ; {CCWP.concernsParty} <{ID}organisation/olaf>"),
    ("actions", {"plan": "plan/5", "objective": "objective/2009/1"}, "party", "organisation/europol",
     f"?x {CCWP.pursuesObjective} <{ID}objective/2009/1> ; {CCWP.concernsParty} <{ID}organisation/europol>"),
    ("organisations", {}, "kind", "concept/eu-agency", f"?x {CCWP.organisationKind} <{ID}concept/eu-agency>"),
    ("organisations", {}, "type", "PartyGroup", f"?x a {CCWP.PartyGroup}"),
    ("documents", {}, "year", "2009", f"?x a {CCWP.CouncilDocument} ; {CCWP.documentYear} 2009"),
    ("documents", {"kind": "CouncilDocument"}, "series", "concept/enfocustom",
     f"?x a {CCWP.CouncilDocument} ; {CCWP.hasSubjectCode}/{CCWP.series} <{ID}concept/enfocustom>"),
    ("documents", {"year": "2008"}, "cited-by", "plan/5/action/5.4",
     f"<{ID}plan/5/action/5.4> {CCWP.citesDocument} ?x . ?x {CCWP.documentYear} 2008"),
    ("concepts", {}, "scheme", "scheme/glossary",
     f"?x a {CCWP.DomainConcept}"),
    ("plans", {}, "status", "concept/approved", f"?x {CCWP.status} <{ID}concept/approved> . ?x a {CCWP.ActionPlan}"),
]  # fmt: skip


def test_concepts_elsewhere_are_no_concepts_of_ours(store: EmbeddedStore) -> None:
    """A vocabulary elsewhere has names here, so that links can be read; its concepts have no page to be listed for."""
    elsewhere = number(
        store.rows(f'SELECT (COUNT(?x) AS ?n) {{ ?x a {SKOS.Concept} FILTER(!STRSTARTS(STR(?x), "{ID}")) }}')
    )
    rows = store.rows(f"SELECT DISTINCT ?x {{ {LISTS['concepts'].members} }}")
    assert elsewhere > 50
    assert [row["x"] for row in rows if not str(row["x"]).startswith(f"<{ID}")] == []
    assert len(rows) > 80


@pytest.mark.parametrize("case", FACETS, ids=lambda case: f"{case[0]}-{case[2]}")
def test_a_facet_counts_what_a_query_counts(
    store: EmbeddedStore, case: tuple[str, dict[str, str], str, str, str]
) -> None:
    """The number beside a value is that of the things the list holds once it is chosen, whatever else is."""
    name, chosen, facet, value, pattern = case
    expected = number(store.rows(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}"))
    filled = fill(store, LISTS[name], prefixes=NONE, choice=Choice(tuple(chosen.items()), page=1))
    told = next(each for each in filled.facets if each.what.name == facet)
    assert expected == next(each.count for each in told.values if each.token == value)
    narrowed = Choice((*chosen.items(), (facet, value)), page=1)
    assert expected == fill(store, LISTS[name], prefixes=NONE, choice=narrowed).total
    assert expected


SORTED = [(name, sort) for name, what in LISTS.items() for sort in what.sorts]


@pytest.mark.parametrize(("name", "sort"), SORTED)
def test_pages_are_pieces_of_the_whole(store: EmbeddedStore, name: str, sort: str) -> None:
    """Whichever way a list is sorted, its pages one after the other are the whole list, each thing once."""
    for is_descending in (False, True):
        whole = fill(store, LISTS[name], prefixes=NONE, choice=Choice((), sort, is_descending))
        pages = [
            fill(store, LISTS[name], prefixes=NONE, choice=Choice((), sort, is_descending, page))
            for page in range(1, whole.pages + 1)
        ]
        assert whole.rows == tuple(row for page in pages for row in page.rows)
        assert whole.total == len({row.thing.iri for row in whole.rows}) == pages[0].total
        assert {PAGE_SIZE} >= {len(page.rows) for page in pages[:-1]}


def test_names_are_sorted_as_people_count(store: EmbeddedStore) -> None:
    """5.2 before 5.10, and document 6285 before 10238."""
    names = [row.thing.name for row in fill(store, LISTS["actions"], prefixes=NONE).rows]
    assert names.index("Action 5.9") + 1 == names.index("Action 5.10")
    numbers = [row.thing.iri for row in fill(store, LISTS["documents"], prefixes=NONE).rows]
    assert numbers.index(iris.document("ST-6285-2006-INIT").value) < numbers.index(
        iris.document("ST-10238-2004-REV-2").value
    )


def test_counts_go_down_and_absent_values_last(store: EmbeddedStore) -> None:
    """The most first; what has no year stands at the end whichever way."""
    cited = fill(store, LISTS["documents"], prefixes=NONE, choice=Choice((), "citations", True)).rows
    numbers = [int(cell.text) for row in cited if hasattr(cell := row.cells[1], "text")]
    assert len(numbers) == len(cited)
    assert all(before >= after for before, after in pairwise(numbers))
    for is_descending in (False, True):
        rows = fill(store, LISTS["documents"], prefixes=NONE, choice=Choice((), "year", is_descending)).rows
        stated = [not isinstance(row.cells[4], Silence) for row in rows]
        assert stated == sorted(stated, reverse=True)
        assert {True, False} == set(stated)


@pytest.mark.parametrize("name", LISTS)
def test_the_query_shown_is_that_of_the_list(store: EmbeddedStore, name: str) -> None:
    """ "View as SPARQL" gives the same things in the same order."""
    filled = fill(store, LISTS[name], prefixes=NONE)
    found = dict.fromkeys(str(row["x"]) for row in store.rows(filled.query))
    assert [f"<{row.thing.iri}>" for row in filled.rows] == list(found)


def written(field: str | int | list[str] | None) -> str:
    """A field of the JSON as the CSV has it."""
    return "" if field is None else " | ".join(field) if isinstance(field, list) else str(field)


@pytest.mark.parametrize(
    "path",
    [
        *(f"/{name}" for name in LISTS),
        "/actions?plan=plan/5&party=organisation/olaf",
        "/documents?year=2009&sort=-citations",
        "/documents?year=1999",
        "/concepts?scheme=scheme/glossary",
    ],
)
def test_all_formats_tell_the_same(whole: FlaskClient, path: str) -> None:
    """RFC 4180: lines end with CR LF and all have as many fields; the rows are those of the JSON and the Turtle."""
    bare, mark, query = path.partition("?")
    sheet, document, graph = (whole.get(f"{bare}.{suffix}{mark}{query}") for suffix in ("csv", "json", "ttl"))
    assert [200, 200, 200] == [sheet.status_code, document.status_code, graph.status_code]
    assert "text/csv; charset=utf-8; header=present" == sheet.content_type
    assert sheet.text.count("\r\n") == sheet.text.count("\n")
    head, *lines = csv.reader(io.StringIO(sheet.text, newline=""), strict=True)
    told = json.loads(document.data)
    assert head == told["fields"]
    assert lines == [[written(row[field]) for field in head] for row in told["rows"]]
    assert told["total"] == len(lines)
    rows = whole.get(f"{bare}.jsonl{mark}{query}")
    assert "application/jsonl" == rows.content_type
    assert told["rows"] == [json.loads(line) for line in rows.text.splitlines()]
    triples = {quad.triple for quad in parse(graph.data, format=RdfFormat.TURTLE)}
    (about,) = (triple.subject for triple in triples if triple.object == SCHEMA.ItemList)
    items = {str(triple.object) for triple in triples if triple.predicate == SCHEMA.itemListElement}
    assert {f"<{line[0]}>" for line in lines} == items
    assert Triple(about, SCHEMA.numberOfItems, Literal(str(len(lines)), datatype=XSD.integer)) in triples


def test_the_turtle_says_nothing_that_the_store_does_not(whole: FlaskClient, store: EmbeddedStore) -> None:
    """Beside the list itself there are only triples that are stated."""
    triples = [quad.triple for quad in parse(whole.get("/documents.ttl").data, format=RdfFormat.TURTLE)]
    stated = set(store.triples("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
    said = {triple for triple in triples if not str(triple.predicate).startswith(f"<{SCHEMA}")}
    assert {SCHEMA.ItemList} == {triple.object for triple in said - stated}


NEGOTIATED = [
    # (media type, suffix, Accept)
    ("text/html", "html", "text/html"),
    ("text/html", "html", "text/html,application/xhtml+xml,*/*;q=0.8"),
    ("text/turtle", "ttl", "*/*"),
    ("text/turtle", "ttl", ""),
    ("text/csv", "csv", "text/csv"),
    ("application/json", "json", "application/json, text/csv;q=0.5"),
    ("text/csv", "csv", "text/html;q=0.2, text/csv;q=0.4"),
    ("application/n-triples", "nt", "application/n-triples"),
    ("application/ld+json", "jsonld", "application/ld+json, application/json;q=0.9"),
    ("application/rdf+xml", "rdf", "application/rdf+xml"),
    ("application/jsonl", "jsonl", "application/jsonl"),
    ("application/jsonl", "jsonl", "application/x-ndjson, */*;q=0.1"),
]


@pytest.mark.parametrize("name", LISTS)
def test_no_reader_takes_one_thing_for_another(whole: FlaskClient, name: str) -> None:
    """Each CSV begins with IRI and name, which pandas leaves as they are: action 5.10 is not 5.1."""
    frame = pandas.read_csv(io.BytesIO(whole.get(f"/{name}.csv").data))
    rows = whole.get(f"/{name}.json").get_json()["rows"]
    assert ["iri", "name"] == list(frame.columns[:2])
    assert [(row["iri"], row["name"]) for row in rows] == list(zip(frame["iri"], frame["name"], strict=True))
    by_lines = pandas.read_json(io.BytesIO(whole.get(f"/{name}.jsonl").data), lines=True)
    assert list(frame["name"]) == list(by_lines["name"])


@pytest.mark.parametrize(("media", "suffix", "accept"), NEGOTIATED)
def test_a_list_is_negotiated(client: FlaskClient, media: str, suffix: str, accept: str) -> None:
    """RFC 9110 §12.5.1; the form's own address keeps the filters, and `Vary` says what the answer hung on."""
    response = client.get("/actions?plan=plan/5", headers={"Accept": accept})
    assert (200, media) == (response.status_code, response.mimetype)
    assert f"/actions.{suffix}?plan=plan/5" == response.headers["Content-Location"]
    assert "Accept" in response.headers["Vary"]
    alone = client.get(response.headers["Content-Location"], headers={"Accept": "image/png"})
    assert (media, response.data) == (alone.mimetype, alone.data)


def test_what_is_not_offered_is_406(client: FlaskClient) -> None:
    assert 406 == client.get("/actions", headers={"Accept": "image/png"}).status_code


REFUSED = [
    # (status, words of the cure, path)
    (400, "knows no parameter", "/actions?colour=red"),
    (400, "knows no parameter", "/meetings?plan=plan/5"),
    (400, "'europolis' is no value of 'party'; it takes values such as ", "/actions.csv?party=europolis"),
    (400, "'<script>' is no value of 'plan'", "/actions?plan=%3Cscript%3E"),
    (400, "'a\"b' is no value of 'plan'", "/actions?plan=a%22b"),
    (400, "'{' is no value of 'plan'", "/actions?plan=%7B"),
    *((400, f"'{each}' is no value of 'kind'", f"/objectives?kind={each}") for each in ("Plan", "5")),
    *(
        (400, f"'{year}' is no value of 'year'", f"/documents?year={year}")
        for year in ("2009x", "-1", "٣", "2009 } ASK {")
    ),
    (400, "page is a whole number", "/actions?page=0"),
    (400, "page is a whole number", "/actions?page=-1"),
    (400, "page is a whole number", "/actions?page=two"),
    (400, "page is a whole number", "/actions?page=٣"),
    (400, "page is a whole number", "/actions?page=99999999999999999999"),
    (400, "cannot be sorted so", "/actions?sort=colour"),
    (400, "give it once", "/actions?sort=name&sort=title"),
    (
        400,
        "51 values are chosen, and 50 is the limit here",
        "/actions?" + "&".join(f"plan=plan/{n}" for n in range(51)),
    ),
    (400, "comes whole", "/actions.csv?page=2"),
    (400, "not valid UTF-8", "/actions?plan=%FF"),
    (404, "the last is at /actions", "/actions?page=2"),
    (404, "is not offered as", "/actions.xls"),
]


@pytest.mark.parametrize(("status", "cure", "path"), REFUSED)
def test_what_is_asked_wrongly_is_refused_with_the_cure(client: FlaskClient, status: int, cure: str, path: str) -> None:
    response = client.get(path, headers=PAGE)
    assert status == response.status_code
    assert cure in unescape(response.text)


ABSENT = [
    "plan=plan/77",
    "plan=http://a.example/x",
    "read-from=plan/5",
    "read-from=",
]


@pytest.mark.parametrize("query", ABSENT)
def test_a_value_that_nothing_has_gives_an_empty_list(client: FlaskClient, query: str) -> None:
    """Not an error: the list is there and has nothing in it, and the page says so and how to go on."""
    response = client.get(f"/actions?{query}", headers=PAGE)
    assert 200 == response.status_code
    assert "0 in this list" in response.text
    assert "Nothing in this list has" in response.text
    assert "<script>" not in response.text
    assert 0 == json.loads(client.get(f"/actions.json?{query}").data)["total"]


@pytest.mark.parametrize("chosen", ["party=%seuropol", "party=%sEuropol", "party=%sfrontex&party=organisation/europol"])
def test_a_thing_may_be_called_by_its_last_step(client: FlaskClient, chosen: str) -> None:
    """As the forms of questions take it: otherwise a list would be empty, and falsely say that nothing has it."""
    short, whole = (
        json.loads(client.get(f"/actions.json?{each}").data)["total"]
        for each in (chosen % "", (chosen % "organisation/").replace("Eu", "eu"))
    )
    assert short == whole > 0


@pytest.mark.parametrize("path", [f"/{name}" for name in LISTS])
def test_every_link_of_a_list_leads_somewhere(whole: FlaskClient, path: str) -> None:
    """Facets, headings, pages, forms and the query: each link of the page is answered with 200."""
    page = whole.get(path, headers=PAGE)
    targets = {unescape(target) for target in re.findall(r'href="(/[^"]*)"', page.text)}
    own = {target for target in targets if re.match(rf"{path}(?:[.?]|$)|/sparql\?", target)}
    assert len(own) > 4
    for target in sorted(own):
        assert (target, 200) == (target, whole.get(target, headers=PAGE).status_code)


def test_the_numbers_beside_links_are_those_behind_them(whole: FlaskClient) -> None:
    """A link with a number leads to a list that states the same number, the rest of the choice kept."""
    page = whole.get("/actions?objective=objective/2009/3&sort=-documents", headers=PAGE).text
    found = re.findall(r'<li><a href="([^"]+)"[^>]*>[^<]+</a> <small>([0-9]+)</small></li>', page)
    links = [(target, told) for target, told in found if target.count("objective=") == 1]
    assert len(links) > 10
    for target, told in links:
        assert "sort=-documents" in target
        assert f"{told} in this list" in whole.get(unescape(target), headers=PAGE).text


def test_pages_are_chained(whole: FlaskClient) -> None:
    """rel=prev and rel=next stand in the head and in Link (RFC 8288), with the filters; canonical has no order."""
    first = whole.get("/documents?sort=-citations", headers=PAGE)
    second = whole.get("/documents?sort=-citations&page=2", headers=PAGE)
    assert '<http://localhost/documents?sort=-citations&page=2>; rel="next"' in first.headers["Link"]
    assert 'rel="prev"' not in first.headers["Link"]
    assert '<http://localhost/documents?sort=-citations>; rel="prev"' in second.headers["Link"]
    assert 'rel="next"' not in second.headers["Link"]
    assert '<http://localhost/documents?page=2>; rel="canonical"' in second.headers["Link"]
    assert (
        '<http://localhost/documents.csv?sort=-citations>; rel="alternate"; type="text/csv"' in second.headers["Link"]
    )
    assert '<link rel="next" href="/documents?sort=-citations&amp;page=2">' in first.text
    assert 'aria-sort="descending"' in first.text


def test_the_home_page_counts_what_its_lists_state(store: EmbeddedStore) -> None:
    counts = count(store)
    totals = {"plans": 5, "actions": 20, "organisations": 28, "documents": 26, "concepts": 54}
    assert totals == {name: each.total for name, each in counts.items()}
    held = {"plans": 1, "actions": 10, "organisations": None, "documents": 0, "concepts": None}
    assert held == {name: each.held for name, each in counts.items()}


def test_names_come_in_the_language_asked_for(whole: FlaskClient) -> None:
    """`lang` is kept by the links of the list, and is no part of the canonical address."""
    page = whole.get("/organisations?lang=de", headers=PAGE)
    assert 'lang="de"' in page.text
    assert "/organisations?sort=actions&amp;lang=de" in page.text
    assert '<http://localhost/organisations>; rel="canonical"' in page.headers["Link"]


def test_a_token_is_read_back() -> None:
    """A token of another site is an IRI as it stands, one of ours begins after `…/id/`."""
    facet = next(each for each in LISTS["actions"].facets if each.name == "plan")
    assert NamedNode("http://a.example/x") == facet.iri("http://a.example/x", PUBLISHED_BASE)
    assert NamedNode(f"{ID}plan/5") == facet.iri("plan/5", PUBLISHED_BASE)
    assert facet.iri("a b", PUBLISHED_BASE) is None


def test_what_no_document_names_stands_last_and_is_counted_apart(store: EmbeddedStore) -> None:
    """The 28 members of “Member States”, and what is known of acts from elsewhere."""
    bodies = fill(store, LISTS["organisations"], prefixes=NONE, choice=Choice(page=1).sorted_as(LISTS["organisations"]))
    assert (56, 28) == (bodies.total, bodies.named)
    assert ("9", "7", "5", "4") == tuple(row.cells[-1].text for row in bodies.rows[:4])  # type: ignore[union-attr]
    assert not any("/country/" in row.thing.iri for row in bodies.rows)
    documents = fill(store, LISTS["documents"], prefixes=NONE, choice=Choice(page=2))
    assert (48, 1, 42) == (documents.total, documents.held, documents.named)
    assert {"OJ C 5, 7.1.2012, p. 1"} <= {row.thing.name for row in documents.rows[-6:]}
    assert {"celex", "year"} <= {documents.what.columns[place].name for place in documents.shown}
    cited = fill(store, LISTS["documents"], prefixes=NONE, choice=Choice((("kind", "CouncilDocument"),), page=1))
    assert "celex" not in {cited.what.columns[place].name for place in cited.shown}
    naples = next(row for row in documents.rows if row.thing.iri.endswith("/act/naples-ii"))
    assert ["does-not-apply", "9"] == [naples.cells[0].kind, naples.cells[1].text]  # type: ignore[union-attr]


def test_the_page_of_documents_begins_with_what_is_held(store: EmbeddedStore, whole: FlaskClient) -> None:
    """Whichever way it is turned; a title stands below its number, and nothing where none is known."""
    for is_descending in (False, True):
        rows = fill(store, LISTS["documents"], prefixes=NONE, choice=Choice((), "name", is_descending, page=1)).rows
        assert rows[0].thing.name == "Draft Fifth Action Plan"
    page = unescape(whole.get("/documents?kind=CouncilDocument", headers=PAGE).get_data(as_text=True))
    headings = re.findall(r"<th scope=\"col\"[^>]*>(?:<a[^>]*>)?([^<]+)", page)
    assert ["Name", "Cited or named (times)", "Kind", "Year"] == headings
    assert "not held" not in page[page.index("<tbody>") : page.index("</tbody>")]
    below = re.findall(r'<small class="said"><span>([^<]+)', page)
    titled = [row for row in csv.DictReader(io.StringIO(whole.get("/documents.csv").get_data(as_text=True)))
              if row["title"] and row["kind"] == CCWP.CouncilDocument.value]  # fmt: skip
    assert {row["title"] for row in titled} == set(below)
    assert 0 < len(below) < 26


def test_a_count_is_named_for_what_it_counts(whole: FlaskClient) -> None:
    """The working party itself is a party of no action, though every plan is its own."""
    page = whole.get("/organisations", headers=PAGE).get_data(as_text=True)
    assert "Party of (actions)" in page
    assert ">Actions<span" not in page
