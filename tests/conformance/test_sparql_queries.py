"""The query tests of SPARQL 1.0 and 1.1 (W3C), each put by HTTP to a server that was started on files.

One server holds every data file of the suites as a named graph; a test says by the parameters of the protocol
(SPARQL 1.1 Protocol §2.1.4) which of them are its dataset.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize
from w3c_queries import EVALUATION, NEGATIVE, POSITIVE, SUITES, W3C, Case, cases, is_here, skip_where_absent, statements
from w3c_results import Table, is_same, read_answer, read_file

from support.cases import cases_or_skip
from support.serving import Server, running, stop_server

NOTHING = "urn:x-test:nothing"
"""A graph without statements: the default graph of a test that names none."""

DIRECT = "application/sparql-query"
MEDIA_TYPES = {
    "srx": "application/sparql-results+xml",
    "srj": "application/sparql-results+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "nt": "application/n-triples",
}

SAME_VALUE = "pyoxigraph keeps a number by its value, so that terms written differently become one term"
IN_GRAPH = "pyoxigraph binds the variable of GRAPH inside its pattern, where §18.6 joins it to each solution after"
EMPTY_PATH = "pyoxigraph finds a path of no steps only at terms that the data hold, where §9.1 wants it at any constant"
CONCAT_LANGUAGE = "pyoxigraph keeps a common language tag in GROUP_CONCAT, where §18.5.1.7 returns a simple literal"

KNOWN_FAILURES = {
    "sparql10/open-world#open-eq-01": SAME_VALUE,
    "sparql10/open-world#date-2": "pyoxigraph compares dates of which one has no time zone; the suite wants an error",
    "sparql10/open-world#date-3": "pyoxigraph writes the time zone +00:00 as Z",
    "sparql10/graph#graph-variable-scope": IN_GRAPH,
    "sparql10/graph#graph-optional": IN_GRAPH,
    "sparql10/expr-builtin#dawg-str-1": SAME_VALUE,
    "sparql10/expr-builtin#dawg-str-2": SAME_VALUE,
    "sparql10/expr-builtin#sameTerm-simple": SAME_VALUE,
    "sparql10/expr-builtin#sameTerm-eq": SAME_VALUE,
    "sparql10/expr-builtin#sameTerm-not-eq": SAME_VALUE,
    "sparql10/expr-builtin#case-insensitive-booleans": "pyoxigraph reads true and false in lower case only",
    "sparql10/expr-equals#eq-graph-1": SAME_VALUE,
    "sparql10/expr-equals#eq-graph-2": SAME_VALUE,
    "sparql10/distinct#distinct-1": SAME_VALUE,
    "sparql10/distinct#distinct-9": SAME_VALUE,
    "sparql10/syntax-sparql3#syn-bad-26": "pyoxigraph reads `?x<?a&&?b>?y` as two comparisons, where the longest token "
    "is the IRI <?a&&?b>",
    "sparql11/aggregates#agg-groupconcat-04": CONCAT_LANGUAGE,
    "sparql11/aggregates#agg-groupconcat-06": CONCAT_LANGUAGE,
    "sparql11/aggregates#agg-empty-group-count-graph": IN_GRAPH,
    "sparql11/bindings#graph": IN_GRAPH,
    "sparql11/negation#graph-minus": IN_GRAPH,
    "sparql11/functions#bnode01": "pyoxigraph names the node of BNODE(text) by the text, the same for every solution",
    "sparql11/property-path#zero_or_more_set_start": EMPTY_PATH,
    "sparql11/property-path#zero_or_more_set_end": EMPTY_PATH,
    "sparql11/property-path#zero_or_one_set_start": EMPTY_PATH,
    "sparql11/property-path#zero_or_one_set_end": EMPTY_PATH,
    "sparql11/csv-tsv-res#tsv03": "pyoxigraph keeps a negativeInteger as an integer",
}

EVALUATED = list(cases(*EVALUATION))
SYNTAX = list(cases(*POSITIVE, *NEGATIVE))
ABSENT = f"the W3C SPARQL tests are not at {W3C}; set W3C_TESTS"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over every graph that a test asks for, each named by the address of its file."""
    asked = {address for case in EVALUATED for address in (*case.default_graphs, *case.named_graphs, *case.from_graphs)}
    quads = [
        Quad(*statement, NamedNode(address))
        for address in sorted(asked)
        if is_here(address)
        for statement in statements(address)
    ]
    file = tmp_path_factory.mktemp("w3c") / "graphs.nq"
    serialize(quads, str(file), RdfFormat.N_QUADS)
    started = running("data", str(file))
    yield started
    stop_server(started.process)


def ask(server: Server, case: Case, accept: str) -> tuple[int, bytes]:
    """Status and body for the query of a test over its dataset; a query with FROM names its own."""
    default = [("default-graph-uri", address) for address in case.default_graphs or (NOTHING,)]
    named = [("named-graph-uri", address) for address in case.named_graphs]
    dataset = [] if case.from_graphs else default + named
    path = "/sparql?" + urlencode(dataset) if dataset else "/sparql"
    status, _, body = server.ask("POST", path, body=case.text.encode(), content_type=DIRECT, accept=accept)
    return status, body


def expect_known(case: Case, request: pytest.FixtureRequest) -> None:
    if case.name in KNOWN_FAILURES:
        request.applymarker(pytest.mark.xfail(reason=KNOWN_FAILURES[case.name], strict=True))


@pytest.mark.parametrize("suite", SUITES)
def test_the_suites_are_read(suite: str) -> None:
    """A suite that collects nothing proves nothing, and a failure that is no test any more is no known failure."""
    skip_where_absent(W3C / suite / "manifest.ttl")
    names = [case.name for case in EVALUATED + SYNTAX if case.name.startswith(suite)]
    assert {"sparql10": 482, "sparql11": 338}[suite] == len(names)
    assert set() == {name for name in KNOWN_FAILURES if name.startswith(suite)} - set(names)


@pytest.mark.parametrize("case", cases_or_skip(EVALUATED, ABSENT), ids=lambda case: case.name)
def test_answers_are_those_of_the_specification(case: Case, server: Server, request: pytest.FixtureRequest) -> None:
    """Same rows, order where it is told, truth or graph, in the format of the expected answer where HTTP offers it."""
    expect_known(case, request)
    expected = read_file(case.result)
    suffix = case.result.suffix.removeprefix(".")
    if suffix not in ("srx", "srj", "csv", "tsv"):
        suffix = "srj" if isinstance(expected, bool | Table) else "nt"
    status, body = ask(server, case, MEDIA_TYPES[suffix])
    assert (200, b"") == (status, b"" if status == 200 else body)
    found = read_answer(body, suffix)
    assert is_same(expected, found, is_lax=case.is_lax), f"expected {expected}, found {found}"


@pytest.mark.parametrize("case", cases_or_skip(SYNTAX, ABSENT), ids=lambda case: case.name)
def test_queries_parse_where_they_should(case: Case, server: Server, request: pytest.FixtureRequest) -> None:
    """A query of the grammar is answered with 200, any other text with 400."""
    expect_known(case, request)
    status, body = ask(server, case, "application/sparql-results+json, application/n-triples")
    assert (200 if case.kind in POSITIVE else 400) == status, body
