"""Lists of very many things, and fields that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import time

import pytest
from flask import Flask
from pyoxigraph import Literal, Triple

from ccwp_kg.entities.lists.listings import fill
from ccwp_kg.entities.lists.model import PAGE_SIZE, Choice
from ccwp_kg.entities.lists.table import LISTS
from ccwp_kg.namespaces import CCWP, DCTERMS, RDF, RDFS, XSD
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore

NONE = Prefixes({})


@pytest.fixture(scope="module")
def formulas() -> Flask:
    """A document whose title is a spreadsheet's formula, with quotes and line ends."""
    document = iris.document("ST-1-2000-INIT")
    triples = [
        Triple(document, RDF.type, CCWP.CouncilDocument),
        Triple(document, RDFS.label, Literal("@SUM(1)", language="en")),
        Triple(document, DCTERMS.term("title"), Literal('=HYPERLINK("http://a.example","x"),\r\n+1', language="en")),
    ]
    return create_app(EmbeddedStore.of_triples(triples), settings=Settings())


def test_no_field_of_the_csv_is_a_formula(formulas: Flask) -> None:
    """Each field is quoted, and one that a spreadsheet would run begins with an apostrophe; JSON keeps it as it is."""
    client = formulas.test_client()
    (head, row) = csv.reader(io.StringIO(client.get("/documents.csv").text, newline=""), strict=True)
    fields = dict(zip(head, row, strict=True))
    assert ("'@SUM(1)", '\'=HYPERLINK("http://a.example","x"),\r\n+1') == (fields["name"], fields["title"])
    assert '=HYPERLINK("http://a.example","x"),\r\n+1' == client.get("/documents.json").json["rows"][0]["title"]


class Counting:
    """A store that counts what it is asked."""

    def __init__(self, store: EmbeddedStore) -> None:
        self.store, self.asked = store, 0

    def __getattr__(self, name: str) -> object:
        self.asked += name in ("rows", "triples")
        return getattr(self.store, name)


@pytest.fixture(scope="module")
def many() -> EmbeddedStore:
    """Twenty thousand documents, half of them cited."""
    triples = []
    for place in range(20_000):
        document = iris.document(f"ST-{place + 1}-{2000 + place % 25}-INIT")
        code = iris.subject_code("ENFOCUSTOM", place, 2000 + place % 25)
        triples += [
            Triple(document, RDF.type, CCWP.CouncilDocument),
            Triple(document, RDFS.label, Literal(f"{place + 1}/{place % 25:02}", language="en")),
            Triple(document, CCWP.documentNumber, Literal(str(place + 1), datatype=XSD.integer)),
            Triple(document, CCWP.documentYear, Literal(str(2000 + place % 25), datatype=XSD.integer)),
            Triple(document, CCWP.hasSubjectCode, code),
            Triple(code, CCWP.series, iris.thing("concept/enfocustom" if place % 3 else "concept/jai")),
        ]
        if place % 2 == 0:
            triples.append(Triple(iris.action(5, f"5.{place % 200}"), CCWP.citesDocument, document))
    return EmbeddedStore.of_triples(triples)


CHOICES = [Choice(page=1), Choice((), "citations", True, 1), Choice((("year", "2009"),), "year", False, 3)]


@pytest.mark.parametrize("choice", CHOICES)
def test_a_long_list_takes_few_queries(many: EmbeddedStore, choice: Choice) -> None:
    """One query each for total, page and columns, one for each facet, one for some hundred names."""
    counting = Counting(many)
    filled = fill(counting, LISTS["documents"], prefixes=NONE, choice=choice)  # type: ignore[arg-type]
    assert PAGE_SIZE == len(filled.rows)
    assert filled.total >= 800
    assert counting.asked <= 3 + len(LISTS["documents"].facets) + 1


@pytest.mark.timed
@pytest.mark.parametrize("choice", CHOICES)
def test_a_long_list_takes_less_than_two_seconds(many: EmbeddedStore, choice: Choice) -> None:
    """On an idle machine it takes 0.1 to 0.25 s."""
    begun = time.perf_counter()
    fill(many, LISTS["documents"], prefixes=NONE, choice=choice)
    assert time.perf_counter() - begun < 2


@pytest.mark.slow
def test_pages_far_into_a_list_go_on_where_the_others_end(many: EmbeddedStore) -> None:
    """Where a store sorts no further, the order goes on all the same."""
    edge = 10_000 // PAGE_SIZE
    pages = [fill(many, LISTS["documents"], prefixes=NONE, choice=Choice(page=edge + step)) for step in (0, 1, 400)]
    numbers = [int(row.thing.name.partition("/")[0]) for page in pages for row in page.rows]
    assert [*range(9_976, 10_026), *range(19_976, 20_001)] == numbers


def test_a_facet_with_very_many_values_says_so(many: EmbeddedStore) -> None:
    """Only the values of most things are told."""
    filled = fill(many, LISTS["documents"], prefixes=NONE, choice=Choice(page=1))
    cited = next(facet for facet in filled.facets if facet.what.name == "cited-by")
    assert cited.has_more
    assert 60 == len(cited.values)
