"""A document holds every incoming link; beyond 5,000 it goes on at the next page, and nothing is lost or said twice."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple, parse

from ccwp_kg.entities.description import LINKS_PER_PAGE, description, description_page
from ccwp_kg.formats import JSONLD, NTRIPLES, RDF_FORMATS, TURTLE, Format
from ccwp_kg.namespaces import CCWP, HYDRA, OA, RDF, RDFS, VOID
from ccwp_kg.rdf.terms import iris
from ccwp_kg.store import EmbeddedStore
from support.serving import Server, running, stop_server
from support.stores.endpoints import write_release

HUB, FEW, SOURCE, FRIEND = (iris.thing(f"organisation/{name}") for name in ("hub", "few", "source", "friend"))
LINKING = 10_300
P, Q = NamedNode("http://z.example/p"), NamedNode("http://a.example/q")


def english(thing: NamedNode, text: str) -> Triple:
    return Triple(thing, RDFS.label, Literal(text, language="en"))


def many() -> Iterator[Triple]:
    """A hub with 10,300 things that link to it, every tenth twice, each with an English and a Bulgarian name."""
    yield Triple(HUB, RDF.type, CCWP.Organisation)
    yield english(HUB, "Hub")
    yield Triple(HUB, P, HUB)
    yield Triple(HUB, Q, FRIEND)
    yield Triple(FRIEND, P, HUB)
    yield english(FRIEND, "Friend")
    for number in range(LINKING):
        thing = iris.thing(f"concept/c{number}")
        yield Triple(thing, P, HUB)
        yield english(thing, f"Concept {number}")
        yield Triple(thing, RDFS.label, Literal(f"Понятие {number}", language="bg"))
        if number % 10 == 0:
            yield Triple(thing, Q, HUB)
    for number in range(60):
        yield Triple(iris.thing(f"concept/c{number}"), Q, FEW)


LINKS = LINKING + LINKING // 10 + 1


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release in which 11,331 links of others lead to one thing."""
    graph = iris.graph("curated/crowd")
    lines = sorted(f"{triple} {graph} .\n" for triple in many())
    return write_release(tmp_path_factory.mktemp("crowded") / "release", "".join(lines))


@pytest.fixture(scope="module")
def server(crowded: Path) -> Iterator[Server]:
    started = running("release", str(crowded))
    yield started
    stop_server(started.process)


@pytest.fixture(scope="module")
def expected() -> set[Triple]:
    """What is said of the hub, by a plain reading of the triples."""
    triples = set(many())
    linked = {t.subject for t in triples if t.object == HUB} | {t.object for t in triples if t.subject == HUB}
    names = {t for t in triples if t.predicate == RDFS.label and t.object.language == "en" and t.subject in linked}
    return {t for t in triples if HUB in (t.subject, t.object)} | names


def read_pages(server: Server, path: str, form: Format) -> list[list[Triple]]:
    """The pages from this address on, each as its triples, found by `rel="next"`."""
    pages: list[list[Triple]] = []
    following: str | None = path
    while following is not None:
        status, headers, body = server.ask("GET", following, accept=form.essence)
        assert 200 == status
        pages.append([quad.triple for quad in parse(body, format=form.rdf)])
        found = re.search(r'<([^>]*)>; rel="next"', headers["link"])
        following = found and re.sub(r"^https?://[^/]*", "", found[1])
    return pages


@pytest.mark.parametrize("form", RDF_FORMATS, ids=lambda form: form.name)
def test_the_pages_together_hold_every_triple_once(server: Server, expected: set[Triple], form: Format) -> None:
    """Followed by header over real HTTP: three pages, each of at most 5,000 links, and no link is lost."""
    pages = read_pages(server, "/doc/organisation/hub", form)
    told = Counter(triple for page in pages for triple in page if not is_of_the_page(triple))
    assert {1} == set(told.values())
    assert expected == told.keys()
    links = [sum(triple.object == HUB != triple.subject for triple in page) for page in pages]
    assert [LINKS_PER_PAGE, LINKS_PER_PAGE, LINKS - 2 * LINKS_PER_PAGE] == links


def is_of_the_page(triple: Triple) -> bool:
    return "/doc/organisation/hub." in triple.subject.value


def test_each_page_says_in_the_data_where_the_next_is(server: Server, expected: set[Triple]) -> None:
    """Hydra and VoID: the page by its own address, its neighbours, and how many triples there are in all."""
    start = f"{server.address}/doc/organisation/hub.nt"
    addresses = [NamedNode(start), NamedNode(f"{start}?page=2"), NamedNode(f"{start}?page=3")]
    for number, page in enumerate(read_pages(server, "/doc/organisation/hub.nt", NTRIPLES)):
        facts = {(t.predicate, t.object) for t in page if t.subject == addresses[number]}
        around = {(HYDRA.next, addresses[number + 1])} if number < 2 else set()
        around |= {(HYDRA.previous, addresses[number - 1])} if number else set()
        assert facts == around | {
            (RDF.type, HYDRA.PartialCollectionView),
            (HYDRA.first, addresses[0]),
            (HYDRA.last, addresses[2]),
            (VOID.triples, Literal(len(expected))),
        }


def test_pages_are_in_the_order_of_iris(server: Server) -> None:
    """By the subjects' IRIs as text, so that a page is the same whoever asks."""
    pages = read_pages(server, "/doc/organisation/hub.nt", NTRIPLES)
    subjects = [sorted({t.subject.value for t in page if t.object == HUB != t.subject}) for page in pages]
    assert all(one[-1] <= other[0] for one, other in itertools.pairwise(subjects))


def test_a_page_in_another_format_and_language(server: Server) -> None:
    """Content-Location and the links keep both; the names of others come in the language that is asked for."""
    path = "/doc/organisation/hub?lang=bg&page=2"
    status, headers, body = server.ask("GET", path, accept=JSONLD.essence)
    assert (200, "/doc/organisation/hub.jsonld?lang=bg&page=2") == (status, headers["content-location"])
    assert "/doc/organisation/hub.jsonld?lang=bg&page=3>" in headers["link"]
    assert body == server.ask("GET", headers["content-location"])[2]
    node = json.loads(body)
    assert (HUB.value, "Понятие" in body.decode()) == (node["id"], True)
    assert "page=2" in node["@included"][-1]["id"]


@pytest.mark.parametrize(
    ("status", "path"),
    [
        (404, "/doc/organisation/hub.ttl?page=4"),
        (404, "/doc/organisation/few.ttl?page=2"),
        (200, "/doc/organisation/few.ttl?page=1"),
        (400, "/doc/organisation/hub.ttl?page=0"),
        (400, "/doc/organisation/hub.ttl?page=two"),
        (400, "/doc/organisation/hub.ttl?page=1&page=2"),
        (400, "/doc/organisation/hub.ttl?page=99999999999"),
        (200, "/doc/organisation/hub.html?page=two"),
    ],
)
def test_which_pages_there_are(server: Server, status: int, path: str) -> None:
    """Nothing beyond the last one, and no guess at what is no number; the page for people has no pages of links."""
    assert status == server.ask("GET", path)[0]


def test_fewer_links_need_no_pages(server: Server) -> None:
    """60 links, ten more than a page for people shows, come at once and without a word about pages."""
    (page,) = read_pages(server, "/doc/organisation/few", TURTLE)
    assert 60 == sum(triple.object == FEW for triple in page)
    assert not any(triple.subject.value.startswith("http://127") for triple in page)


def test_describe_is_whole_and_has_no_pages(server: Server, expected: set[Triple]) -> None:
    status, headers, body = server.query(f"DESCRIBE {HUB}", accept=NTRIPLES.essence)
    assert (200, expected) == (status, {quad.triple for quad in parse(body, format=NTRIPLES.rdf)})
    assert 'rel="next"' not in headers.get("link", "")


@pytest.mark.slow
def test_describe_keeps_to_the_stated_limits(crowded: Path) -> None:
    """A description of more triples or bytes than an answer may have is refused, never cut."""
    for limit in ({"max_rows": 20_000}, {"max_answer_bytes": 1_000_000}):
        limited = running("release", str(crowded), **limit)
        try:
            status, headers, body = limited.query(f"DESCRIBE {HUB}", accept=NTRIPLES.essence)
            assert (400, "application/problem+json") == (status, headers["content-type"]), limit
            assert b"the limit here" in body
        finally:
            stop_server(limited.process)


SPANS = [iris.span("long", start, start + 5) for start in range(0, 60, 5)]


@pytest.mark.parametrize("size", [1, 2, 5, 7, 100])
def test_whatever_the_size_of_a_page(size: int) -> None:
    """Spans come whole, with the links to them; a thing with two links or linked both ways has its name on one page."""
    triples = [
        *(Triple(span, OA.hasSource, SOURCE) for span in SPANS),
        *(Triple(span, P, SOURCE) for span in SPANS[::2]),
        *(Triple(span, OA.exact, Literal("words")) for span in SPANS),
        *(english(span, "Span") for span in SPANS),
        *(Triple(iris.thing(f"mention/{at}"), CCWP.hasSpan, span) for at, span in enumerate(SPANS)),
        Triple(SOURCE, P, SOURCE),
        Triple(SOURCE, Q, FRIEND),
        Triple(FRIEND, Q, SOURCE),
        Triple(FRIEND, P, SOURCE),
        english(FRIEND, "Friend"),
        Triple(BlankNode("nobody"), P, SOURCE),
        Triple(FRIEND, P, Literal("of no interest")),
    ]
    store = EmbeddedStore.of_triples(triples)
    first = description_page(store, SOURCE, 1, size=size)
    assert first is not None
    pages = [description_page(store, SOURCE, number, size=size) for number in range(1, first.pages + 1)]
    told = [triple for page in pages if page is not None for triple in page.triples]
    whole = description(store, SOURCE)
    assert set(triples) - {triples[-1]} == set(whole)
    assert sorted(map(str, whole)) == sorted(map(str, told))
    assert {len(whole)} == {page.total for page in pages if page is not None}
    assert description_page(store, SOURCE, first.pages + 1, size=size) is None


NAMES = [
    # (languages of a name in the data, language asked for, languages that are told)
    (["bg", "de", "en"], (), ["en"]),
    (["bg", "de", "en"], ("de",), ["de", "en"]),
    (["bg", "en-GB", None], (), [None, "en-GB"]),
    (["bg", "de"], (), ["bg", "de"]),
    (["bg", "de"], ("bg",), ["bg"]),
]


@pytest.mark.parametrize(("given", "asked", "told"), NAMES)
def test_in_which_languages_others_are_named(
    given: list[str | None], asked: tuple[str, ...], told: list[str | None]
) -> None:
    """English and what is asked for; all names where there is none of these. The thing itself keeps all of its own."""

    def names(thing: NamedNode, languages: list[str | None]) -> set[Triple]:
        return {Triple(thing, RDFS.label, Literal("name", language=tag)) for tag in languages}

    link = Triple(HUB, P, FRIEND)
    store = EmbeddedStore.of_triples({link, *names(HUB, given), *names(FRIEND, given)})
    assert {link, *names(HUB, given), *names(FRIEND, told)} == set(description(store, HUB, languages=asked))
