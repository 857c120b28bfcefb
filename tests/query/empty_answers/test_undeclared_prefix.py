"""A query that does not declare a prefix is told so, with what to declare."""

from __future__ import annotations

import asyncio

import pytest

from ccwp_kg.errors import QuerySyntaxError
from ccwp_kg.formats import SPARQL_JSON
from ccwp_kg.query import Limits, check
from ccwp_kg.query.answering import Answers, Asker
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
