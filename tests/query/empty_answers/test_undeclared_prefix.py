"""A query that does not declare a prefix is told so, with what to declare."""

from __future__ import annotations

import asyncio

import pytest

from ccwp_kg.errors import QueryRefused, QuerySyntaxError
from ccwp_kg.formats import SPARQL_JSON
from ccwp_kg.query import Limits, check
from ccwp_kg.query.shared_answers import Answers, Asker
from ccwp_kg.query.undeclared_prefix import registered_prefixes
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import WHOLE, Bounds, EmbeddedStore

PREFIXES = Prefixes({"rdfs": "http://www.w3.org/2000/01/rdf-schema#", "skos": "http://www.w3.org/2004/02/skos/core#"})
SKOS = "add PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
CASES = {
    "ASK {\n  ?a skos:prefLabel ?b }": (2, 6, f"the prefix of skos:prefLabel at line 2, column 6; {SKOS}$"),
    "ASK { VALUES ?x { skos:a } }": (1, 19, f"prefix of skos:a at line 1, column 19; {SKOS}$"),
    "ASK { ?a foaf:name ?b }": (1, 10, r"add PREFIX foaf: <…>, or use one that is known here: rdfs, skos$"),
    "ASK { ?a : ?b }": (1, 10, r"add PREFIX : <…>"),
    "PREFIX skos: <urn:s:> ASK { ?a skos:x }": (1, 39, "^the query does not parse at line 1, column 39: "),
}  # fmt: skip
"""Query → where the cause is, and what is said."""


@pytest.mark.parametrize("query", CASES)
def test_the_cause_is_named_with_its_cure(query: str) -> None:
    line, column, said = CASES[query]
    answers = Answers(EmbeddedStore.of_triples([]), describe=lambda *_: (), prefixes=PREFIXES, bounds=Bounds())
    with pytest.raises(QuerySyntaxError, match=said) as raised:
        asyncio.run(answers.find(check(query, limits=Limits()), SPARQL_JSON, dataset=WHOLE, asker=Asker()))
    assert (line, column) == (raised.value.line, raised.value.column)


DECLARED = {
    "ASK {\n  ?a skos:prefLabel ?b }}": (QuerySyntaxError, "at line 2, column 25"),
    "ASK { ?a skos:x 1 .\n ?a foaf:name 2 }": (QuerySyntaxError, "the prefix of foaf:name at line 2, column 5; add"),
    "ASK { ?a skos:x 1 SERVICE <urn:x> {} }": (QueryRefused, "^SERVICE at line 1, column 19 calls"),
    "ASK { ?a <urn:x> 1 SERVICE <urn:x> {} }": (QueryRefused, "^SERVICE at line 1, column 20 calls"),
}
"""Query that uses a registered prefix, or none → its error, with the place in the text as it was sent."""


@pytest.mark.parametrize("query", DECLARED)
def test_a_prefix_that_is_declared_for_the_user_moves_no_place(query: str) -> None:
    kind, said = DECLARED[query]
    store = EmbeddedStore.of_triples([])
    with pytest.raises(kind, match=said) as raised, registered_prefixes(query, PREFIXES) as text:
        store.written(check(text, limits=Limits()).text, SPARQL_JSON)
    if isinstance(raised.value, QuerySyntaxError):
        assert f"line {raised.value.line}, column {raised.value.column}" in str(raised.value)
