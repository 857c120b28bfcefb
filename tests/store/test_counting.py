"""The query that counts an answer counts exactly it: the same rows, the same triples."""

from __future__ import annotations

import pytest

from ccwp_kg.sparql_text import outline
from ccwp_kg.store import EmbeddedStore
from ccwp_kg.store.counting import counted

DATA = """@prefix : <http://a.example/> .
:a :p :b , :c , "x"@en ; :q 1 . :b :p :c ; :q 2 . :c :q "1" . :d :p _:n . _:n :q 3 .
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    path = tmp_path_factory.mktemp("counting") / "data.ttl"
    path.write_text(DATA, encoding="utf-8")
    return EmbeddedStore.of_files([path])


SELECTS = [
    "SELECT * { ?s ?p ?o }",
    "SELECT ?s { ?s ?p ?o }",
    "SELECT DISTINCT ?s { ?s ?p ?o } # the end",
    "select reduced ?s where { ?s ?p ?o } order by ?o limit 3 offset 1",
    "BASE <http://a.example/> PREFIX : <> SELECT ?s { ?s :p [] ; <q> ?o . }",
    "PREFIX : <http://a.example/>\n# FROM <a:b>\nSELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p HAVING (?n > 3)",
    "SELECT ?s { ?s ?p ?o FILTER(?p = ?q) } VALUES ?q { <http://a.example/p> }",
    "SELECT ?s { { SELECT ?s { ?s ?p ?o } LIMIT 2 } ?s ?p ?o }",
    "SELECT ?s { ?s ?p 'SELECT } FROM <a:b>' }",
    "SELECT (1 AS ?x) {}",
]  # fmt: skip
GRAPHS = [
    "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o . } WHERE { ?s ?p ?o } ORDER BY ?o LIMIT 4",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "PREFIX : <http://a.example/> CONSTRUCT { ?s :p 1 , :b. } WHERE { ?s :p :b. }",
    "CONSTRUCT WHERE { ?s <http://a.example/p> ?o ; <http://a.example/q> ?n . } LIMIT 1",
    "CONSTRUCT { ?s a ?p , ?o ; ?p ?o , 'x'@en , 1 , true ; . ?o ?p ?s . } WHERE { ?s ?p ?o }",
    "CONSTRUCT { ?o ?p ?s . ?s ?o ?p } WHERE { ?s ?p ?o }",
    "PREFIX : <http://a.example/> CONSTRUCT { ?s ?p '1'^^<a:b> , -1 , \"x\"@en-GB ; a :C , :D.E } WHERE { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?none } WHERE { ?s ?p ?o }",
    "PREFIX : <http://a.example/> CONSTRUCT { ?p :count ?n } { SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } VALUES ?s { <http://a.example/a> }",
]


@pytest.mark.parametrize("query", SELECTS)
def test_as_many_rows(query: str, store: EmbeddedStore) -> None:
    """Comments, prologue, sub-queries and modifiers stay what they are."""
    text = counted(outline(query), "n_")
    assert text is not None
    assert str(len(store.rows(query))) == store.rows(text)[0]["n_"].value


@pytest.mark.parametrize("query", GRAPHS)
def test_as_many_triples(query: str, store: EmbeddedStore) -> None:
    """SPARQL 1.1 §16.2: what is no triple is left out, and each triple counts once."""
    text = counted(outline(query), "n_")
    if query.startswith("CONSTRUCT WHERE") and "LIMIT" in query:
        assert text is None  # several triples of whatever solution comes first
        return
    assert text is not None
    assert str(len(store.triples(query))) == store.rows(text)[0]["n_"].value


@pytest.mark.parametrize(
    "query",
    [
        "ASK {}",
        "DESCRIBE <a:b>",
        "SELECT ?s { ?s ?p ?o FILTER(rand() < 0.5) }",
        "SELECT (UUID() AS ?x) {}",
        "SELECT ?n_ { ?n_ ?p ?o }",
        "CONSTRUCT { ?s ?p _:b } WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p [] } WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ( 1 ) } WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o OPTIONAL { ?o ?p ?s } } WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o . ?o ?p ?s } WHERE { ?s ?p ?o } LIMIT 3",
        "CONSTRUCT {} WHERE { ?s ?p ?o }",
        "CONSTRUCT",
    ],
)
def test_what_cannot_be_counted_is_not(query: str) -> None:
    """A wrong count would call a whole answer cut."""
    assert counted(outline(query), "n_") is None


def test_sources_move_to_the_outer_query() -> None:
    """§19.8 rule 8: a sub-query has none."""
    text = counted(outline("PREFIX g: <a:>\nSELECT ?s FROM g:1 FROM NAMED <a:2> WHERE { GRAPH ?g { ?s ?p ?o } }"), "n_")
    assert text is not None
    assert (
        "PREFIX g: <a:> SELECT (COUNT(*) AS ?n_) FROM g:1 FROM NAMED <a:2> "
        "WHERE { SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } } }"
    ) == " ".join(text.split())
