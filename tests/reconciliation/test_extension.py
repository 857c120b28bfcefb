"""Columns of values: each as the kind of cell that it is, silence as an empty one."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.errors import AnswerTooLarge, ReconciliationRefused
from ccwp_kg.namespaces import CCWP, ID, OWL, RDF, RDFS, SKOS, XSD
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.reconciliation.extension import extend
from ccwp_kg.reconciliation.queries import Extension, WantedProperty
from ccwp_kg.reconciliation.schema import Schema, read_schema
from ccwp_kg.search import Index, gather
from ccwp_kg.store import EmbeddedStore, Store

AUTHORITY = "http://publications.europa.eu/resource/authority/"
THING, OTHER = NamedNode(ID + "organisation/a"), NamedNode(ID + "organisation/b")
CELLS = [
    ({"str": "words"}, Literal("words", language="en")),
    ({"str": "<b>&\u202e"}, Literal("<b>&\u202e")),
    ({"int": 2008}, Literal("2008", datatype=XSD.integer)),
    ({"int": -7}, Literal("-07", datatype=XSD.integer)),
    ({"str": "9" * 40}, Literal("9" * 40, datatype=XSD.integer)),
    ({"str": "many"}, Literal("many", datatype=XSD.integer)),
    ({"float": 2.5}, Literal("2.50", datatype=XSD.decimal)),
    ({"str": "INF"}, Literal("INF", datatype=XSD.double)),
    ({"str": "true"}, Literal("true", datatype=XSD.boolean)),
    ({"date": "2011-07-01T00:00:00Z"}, Literal("2011-07-01", datatype=XSD.date)),
    ({"date": "2011-07-01T00:00:00+02:00"}, Literal("2011-07-01+02:00", datatype=XSD.date)),
    ({"date": "2011-07-01T10:30:00.5Z"}, Literal("2011-07-01T10:30:00.5Z", datatype=XSD.dateTime)),
    ({"str": "2011-13-01"}, Literal("2011-13-01", datatype=XSD.date)),
    ({"str": "2003-12"}, Literal("2003-12", datatype=XSD.gYearMonth)),
    ({"str": "P3Y"}, Literal("P3Y", datatype=XSD.duration)),
    ({"id": "organisation/b", "name": "Body B"}, OTHER),
    ({"str": "http://example.org/x"}, NamedNode("http://example.org/x")),
    ({"str": ID + "organisation/unknown"}, NamedNode(ID + "organisation/unknown")),
]


def small(*values: Triple) -> tuple[Store, Index, Schema]:
    """Two bodies with names, a property, and what is said beside."""
    store = EmbeddedStore.of_triples(
        [
            Triple(CCWP.value, RDF.type, OWL.DatatypeProperty),
            Triple(CCWP.value, RDFS.label, Literal("value", language="en")),
            *(Triple(thing, RDF.type, CCWP.Organisation) for thing in (THING, OTHER)),
            Triple(THING, SKOS.prefLabel, Literal("Body A", language="en")),
            Triple(OTHER, SKOS.prefLabel, Literal("Body B", language="en")),
            *values,
        ]
    )
    index = Index.of_things(gather(store))
    return store, index, read_schema(store, index, prefixes=Prefixes({"skos": str(SKOS)}))


@pytest.mark.parametrize(("cell", "value"), CELLS, ids=range(len(CELLS)))
def test_a_value_becomes_the_cell_it_is(cell: dict[str, object], value: NamedNode | Literal) -> None:
    """data-extension-response.json; what has no form there stays the text it is."""
    store, index, schema = small(Triple(THING, CCWP.value, value))
    found = extend(Extension(("organisation/a",), (WantedProperty("value"),)), store=store, index=index, schema=schema)
    assert {"organisation/a": {"value": [cell]}} == found.rows


def test_silence_is_an_empty_cell(store: Store, index: Index, schema: Schema) -> None:
    """A thing without a value, a thing that nobody knows and an identifier that none can have: a row each, empty."""
    asked = Extension(("plan/5", "organisation/nobody", "a b<>", ""), (WantedProperty("acronym"),))
    found = extend(asked, store=store, index=index, schema=schema)
    assert {name: {"acronym": []} for name in asked.things} == found.rows


def test_settings_choose_values(store: Store, index: Index, schema: Schema) -> None:
    columns = (
        WantedProperty("skos:prefLabel", language="de"),
        WantedProperty("skos:altLabel", limit=1),
        WantedProperty("acronym", language="fr"),
    )
    found = extend(
        Extension(("organisation/olaf", "organisation/wco"), columns), store=store, index=index, schema=schema
    )
    names = [{"str": "Europäisches Amt für Betrugsbekämpfung"}]
    assert names == found.rows["organisation/olaf"]["skos:prefLabel"]
    assert 1 == len(found.rows["organisation/wco"]["skos:altLabel"])
    assert [{"str": "WCO"}] == found.rows["organisation/wco"]["acronym"]  # in no language, so in any


NAMES = {tag: Literal(f"words in {tag}", language=tag) for tag in ("de", "en", "en-gb", "fr")}
LANGUAGES = [
    (["en"], "", ["de", "en", "fr"]),
    (["en", "en-gb"], "", ["de", "en", "en-gb"]),
    (["de", "fr"], "", ["de", "fr"]),  # better in another language than not at all
    (["de", "en", "fr"], "*", ["de", "en", "fr"]),
    (["en"], "en", ["de", "en"]),
    ([], "en", ["de", "fr"]),  # who names a language gets no other
]


@pytest.mark.parametrize(("expected", "language", "stated"), LANGUAGES)
def test_a_name_comes_in_english_unless_told_otherwise(expected: list[str], language: str, stated: list[str]) -> None:
    """OpenRefine makes a row of each value, so that 24 names of a body would tear its row into 24."""
    store, index, schema = small(*(Triple(THING, CCWP.value, NAMES[tag]) for tag in stated))
    asked = Extension(("organisation/a",), (WantedProperty("value", language=language),))
    found = extend(asked, store=store, index=index, schema=schema).rows["organisation/a"]["value"]
    assert [{"str": NAMES[tag].value} for tag in expected] == sorted(found, key=str)


def test_a_column_of_things_has_their_type(store: Store, index: Index, schema: Schema) -> None:
    """§7.4: a client may go on with such a column; one that leads elsewhere has none."""
    columns = (
        WantedProperty("partOfPlan"),
        WantedProperty("concernsParty"),
        WantedProperty("foaf:focus"),
        WantedProperty("actionNumber"),
    )
    things = tuple(f"plan/5/action/5.{number}" for number in range(1, 11))
    found = extend(Extension((*things, "organisation/olaf"), columns), store=store, index=index, schema=schema)
    types = {term.id: kind and kind.id for term, kind in found.columns}
    assert types == {"partOfPlan": "ActionPlan", "concernsParty": None, "foaf:focus": None, "actionNumber": None}
    assert [{"id": "plan/5", "name": "Fifth Action Plan"}] == found.rows["plan/5/action/5.10"]["partOfPlan"]
    # From the entry of an authority table that stands for it, which is not the body itself
    assert {"str": f"{AUTHORITY}corporate-body/OLAF"} in found.rows["organisation/olaf"]["foaf:focus"]
    assert [] == found.rows["plan/5/action/5.10"]["foaf:focus"]


def test_an_unknown_property_is_refused(store: Store, index: Index, schema: Schema) -> None:
    with pytest.raises(ReconciliationRefused, match="names the property 'colour'"):
        extend(Extension(("plan/5",), (WantedProperty("colour"),)), store=store, index=index, schema=schema)


def test_an_answer_without_end_is_refused() -> None:
    """Not cut: a cell with some of its values would look like one with all of them."""
    many = [Triple(THING, CCWP.value, Literal(str(number))) for number in range(20_001)]
    store, index, schema = small(*many)
    with pytest.raises(AnswerTooLarge, match="ask for fewer"):
        extend(Extension(("organisation/a",), (WantedProperty("value"),)), store=store, index=index, schema=schema)
