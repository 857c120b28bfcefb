"""DESCRIBE means the things that SPARQL says, and tells of each what its own page tells."""

from __future__ import annotations

import time

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple
from pyoxigraph import Store as Engine

from ccwp_kg.entities.description import description
from ccwp_kg.errors import AnswerTooLarge, QuerySyntaxError, QueryTooSlow
from ccwp_kg.namespaces import RDFS
from ccwp_kg.query import Limits, check, described
from ccwp_kg.store import WHOLE, Dataset, EmbeddedStore, Row, Store


def node(name: str) -> NamedNode:
    """A thing of this test."""
    return NamedNode(f"http://x.example/{name}")


A, B, C, P, Q, G, H = map(node, "abcpqgh")
NAMELESS = BlankNode("n")
QUADS = [
    Quad(A, P, B),
    Quad(B, P, C),
    Quad(B, RDFS.label, Literal("bee")),
    Quad(C, Q, Literal("sea")),
    Quad(NAMELESS, Q, A),
    Quad(A, Q, Literal("only in g"), G),
    Quad(B, Q, Literal("only in h"), H),
]
PROLOGUE = "BASE <http://x.example/> PREFIX x: <http://x.example/> "
NOBODY = node("nobody")


class CountedStore(EmbeddedStore):
    """A store that counts the SELECT queries put to it, and knows for whom all queries were."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.asked = 0
        self.clients: set[str] = set()

    def rows(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> tuple[Row, ...]:
        """See Store.rows."""
        self.asked += 1
        self.clients.add(client)
        return super().rows(query, dataset=dataset, client=client)

    def triples(self, query: str, *, dataset: Dataset = WHOLE, client: str = "") -> tuple[Triple, ...]:
        """See Store.triples."""
        self.clients.add(client)
        return super().triples(query, dataset=dataset, client=client)


@pytest.fixture
def store() -> CountedStore:
    """Some things, in the default graph and in two named graphs."""
    return CountedStore(_engine(QUADS))


def _engine(quads: list[Quad]) -> Engine:
    engine = Engine()
    engine.extend(quads)
    return engine


def names(store: Store, iri: NamedNode, dataset: Dataset) -> tuple[Triple, ...]:
    """Says of a thing that it is described, and from which graphs: what is meant is seen, and nothing else."""
    graphs = [graph.value[-1] for graph in (*dataset.default_graphs, *dataset.named_graphs)]
    return (Triple(iri, P, Literal(" ".join(graphs))),)


def meant(store: Store, text: str, *, dataset: Dataset = WHOLE) -> str:
    """The last letters of all things that are meant by a DESCRIBE, and the graphs that they are described from."""
    question = check(PROLOGUE + text, limits=Limits())
    triples = described(store, question, dataset=dataset, describe=names)
    return " ".join(f"{str(t.subject).removesuffix('>')[-1]}{getattr(t.object, 'value', '')}" for t in triples)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("a", "DESCRIBE <http://x.example/a>"),
        ("a b c", "DESCRIBE <a> x:b <http://x.example/c> # x:d"),
        ("a", "DESCRIBE <a> <http://x.example/a> x:a"),
        ("a b", "DESCRIBE ?s { ?s x:p ?o }"),
        ("a b", "describe ?s # {\nwhere { ?s x:p ?o }"),
        ("a b c", "DESCRIBE ?s ?o WHERE { ?s x:p ?o }"),
        ("a b c", "DESCRIBE * WHERE { ?s x:p ?o }"),
        ("a b", "DESCRIBE * WHERE { $s x:p ?o FILTER(?s = x:a) }"),
        ("a b c", "DESCRIBE ?s x:c { ?s x:p ?o }"),
        ("c", "DESCRIBE x:c { x:nothing x:p ?o }"),
        ("b", "DESCRIBE ?s { ?s x:p ?o } ORDER BY DESC(?s) LIMIT 1"),
        ("b", "DESCRIBE ?s { ?s x:p ?o } ORDER BY ?s OFFSET 1"),
        ("a", "DESCRIBE ?s { { ?s x:p ?o } UNION { ?s x:p ?o } UNION { x:a x:p ?s } } ORDER BY ?s LIMIT 2"),
        ("b", "DESCRIBE ?s { ?s ?p ?o } GROUP BY ?s HAVING(COUNT(*) > 1)"),
        ("a b", "DESCRIBE ?s VALUES ?s { x:a x:b UNDEF 'c' }"),
        ("", "DESCRIBE ?s"),
        ("", "DESCRIBE ?s { x:c x:q ?s }"),
        ("", "DESCRIBE * { SELECT (1 AS ?one) { ?s x:p ?o } }"),
        ("b", "DESCRIBE ?thing_ ?role_ { x:a x:p ?thing_ }"),
        ("ag", "DESCRIBE x:a FROM x:g"),
        ("ag bg", "DESCRIBE ?s x:b FROM <g> { ?s x:q ?o }"),
        ("ag h bg h", "DESCRIBE ?s FROM x:g FROM x:h { ?s x:q ?o }"),
        ("ag", "DESCRIBE ?s FROM NAMED x:g { GRAPH ?g { ?s x:q ?o } }"),
    ],
)
def test_which_things_are_meant(expected: str, text: str, store: CountedStore) -> None:
    """Those of each solution and those named by IRI (SPARQL 1.1 §16.4), in the dataset of FROM (§13.2)."""
    assert expected == meant(store, text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [("bh", "DESCRIBE ?s FROM <g> { ?s x:q ?o }"), ("ah", "DESCRIBE x:a FROM x:g"), ("ah", "DESCRIBE x:a")],
)
def test_graphs_of_the_request_come_before_from(expected: str, text: str, store: CountedStore) -> None:
    """SPARQL 1.1 Protocol §2.1.4."""
    assert expected == meant(store, text, dataset=Dataset((H,)))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (0, "DESCRIBE <http://x.example/a> <http://x.example/b>"),
        (0, "DESCRIBE <http://x.example/a> FROM <http://x.example/g>"),
        (1, "DESCRIBE <a>"),
        (1, "PREFIX x: <http://x.example/> DESCRIBE x:a ?s FROM x:g { ?s ?p ?o }"),
    ],
)
def test_how_often_the_store_is_asked(expected: int, text: str, store: CountedStore) -> None:
    """Never where only absolute IRIs are named, else once."""
    described(store, check(text, limits=Limits()), dataset=WHOLE, describe=names)
    assert expected == store.asked


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([Triple(A, P, B), Triple(B, RDFS.label, Literal("bee")), Triple(NAMELESS, Q, A)], "DESCRIBE x:a"),
        ([Triple(A, Q, Literal("only in g"))], "DESCRIBE x:a FROM x:g"),
        ([Triple(NAMELESS, Q, A)], "DESCRIBE ?s { ?s x:q x:a }"),
        ([], f"DESCRIBE {NOBODY}"),
        ([], "DESCRIBE x:a FROM NAMED x:g"),
    ],
)
def test_a_description_is_that_of_the_page(expected: list[Triple], text: str, store: CountedStore) -> None:
    """Incoming links and labels too, within the dataset; of a node without a name its outgoing statements."""
    question = check(PROLOGUE + text, limits=Limits())
    assert sorted(expected, key=str) == list(described(store, question, dataset=WHOLE, describe=description))


@pytest.mark.parametrize(
    "text",
    [
        "DESCRIBE x:a\nWHER { ?s ?p ?o }",
        "DESCRIBE ?s\n{ ?s ?p ?o ) }",
        "DESCRIBE ?s FROM\n{ ?s ?p ?o }",
        "DESCRIBE { ?s ?p ?o }",
        "DESCRIBE * ?s { ?s ?p ?o }",
        "DESCRIBE ?s { } } UNION { { ?s ?p ?o }",
        "DESCRIBE <a> { ?s ?p",
        "DESCRIBE <http://[>",
        "PREFIX DESCRIBE <http://x.example/a>",
        "DESCRIBE y:a",
        "DESCRIBE ?s { ?s ?p ?o } LIMIT ?o",
        "DESCRIBE ?s (1 AS ?x) { ?s ?p ?o }",
    ],
)
def test_what_does_not_parse_is_refused(text: str, store: CountedStore) -> None:
    """With the place in the text as it was sent, though another text was asked."""
    question = check(f"PREFIX x: <urn:>\n{text}", limits=Limits())
    with pytest.raises(QuerySyntaxError) as expected:
        store.triples(question.text)
    with pytest.raises(QuerySyntaxError) as caught:
        described(store, question, dataset=WHOLE, describe=names)
    assert (expected.value.line, expected.value.column) == (caught.value.line, caught.value.column)


@pytest.mark.parametrize(("is_refused", "count"), [(False, 1_000), (True, 1_001)])
@pytest.mark.parametrize("text", ["DESCRIBE ?s { ?s ?p ?o }", "DESCRIBE ?s ?o { ?s ?p ?o }"])
def test_so_many_things_and_no_more(is_refused: bool, count: int, text: str) -> None:
    """A thousand, found in whichever variable; literals are no things."""
    store = EmbeddedStore(
        _engine([Quad(node(str(n)), P, Literal(str(m)), DefaultGraph()) for n in range(count) for m in range(3)])
    )
    question = check(text, limits=Limits())
    if is_refused:
        with pytest.raises(AnswerTooLarge, match="more than 1,000 things"):
            described(store, question, dataset=WHOLE, describe=names)
    else:
        assert count == len(described(store, question, dataset=WHOLE, describe=names))


def test_so_many_triples_and_no_more(store: CountedStore) -> None:
    """The sum of all descriptions has a limit."""
    question = check(PROLOGUE + "DESCRIBE x:a x:b", limits=Limits())
    assert 2 == len(described(store, question, dataset=WHOLE, describe=names, limit=2))
    with pytest.raises(AnswerTooLarge, match="more than 1 triples"):
        described(store, question, dataset=WHOLE, describe=names, limit=1)


def test_what_a_visitor_asks_is_asked_for_the_visitor(store: CountedStore) -> None:
    """Else DESCRIBE would be a way round the share of one client."""
    question = check("DESCRIBE ?x { ?x ?p ?o }", limits=Limits())
    described(store, question, dataset=WHOLE, describe=names, client="192.0.2.1")
    assert {"192.0.2.1"} == store.clients


def test_all_descriptions_together_keep_to_the_time(store: CountedStore) -> None:
    """Each of a thousand descriptions may be quick, and all of them take for ever."""

    def slowly(store: Store, iri: NamedNode, dataset: Dataset) -> tuple[Triple, ...]:
        time.sleep(0.03)
        return names(store, iri, dataset)

    question = check("DESCRIBE ?x { ?x ?p ?o }", limits=Limits())
    with pytest.raises(QueryTooSlow, match="describe fewer"):
        described(store, question, dataset=WHOLE, describe=slowly, seconds=0.02)
    assert described(store, question, dataset=WHOLE, describe=slowly, seconds=5)
