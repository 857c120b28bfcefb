"""Requests are read strictly: what the specification's schemas refuse is refused, and so is what could do harm."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccwp_kg.errors import BatchTooLarge, ReconciliationRefused
from ccwp_kg.reconciliation.queries import (
    BATCH_SIZE,
    LARGEST_LIMIT,
    MOST_PROPERTIES,
    MOST_THINGS,
    Condition,
    Query,
    Value,
    WantedProperty,
    read_extension,
    read_queries,
)

READ = [
    (Query("OLAF"), {"query": "OLAF"}),
    (Query("OLAF", types=("Organisation",)), {"query": "OLAF", "type": "Organisation"}),
    (Query("OLAF", types=("A", "B"), strictness="all"), {"query": "OLAF", "type": ["A", "B"], "type_strict": "all"}),
    (Query("OLAF", limit=3), {"query": "OLAF", "limit": 3}),
    (Query("OLAF", limit=3), {"query": "OLAF", "limit": 3.0}),
    (Query("OLAF", limit=LARGEST_LIMIT), {"query": "OLAF", "limit": 10**30}),
    (Query(""), {"query": ""}),
    (Query(""), {"query": "", "properties": [{"pid": "p", "v": 1}]}),
    (Query("", conditions=(Condition("p", (Value("v"),)),)), {"properties": [{"pid": "p", "v": "v"}]}),
    (
        Query("x", conditions=(Condition("p", (Value("a"), Value("2"), Value("true"), Value("N", "n"))),)),
        {"query": "x", "properties": [{"pid": "p", "v": ["a", 2, True, {"id": "n", "name": "N"}], "p": "ours"}]},
    ),
]


@pytest.mark.parametrize(("expected", "query"), READ)
def test_a_query_is_read_as_it_is_meant(expected: Query, query: dict[str, object]) -> None:
    assert {"q0": expected} == read_queries(json.dumps({"q0": query}))


REFUSED = [
    ("not a JSON object", "[]"),
    ("not a JSON object", "7"),
    ("malformed at line 1, column 1", ""),
    ("malformed at line 1, column 2", "{"),
    ("malformed at line 1", '{"q0": {"query": "x"}} x'),
    ("query 'q0' is not a JSON object", '{"q0": "OLAF"}'),
    ("asks for nothing", '{"q0": {}}'),
    ("asks for nothing", '{"q0": {"properties": []}}'),
    ("has the member 'props'", '{"q0": {"query": "x", "props": []}}'),
    ("'query' of query 'q0' is not a text", '{"q0": {"query": 7}}'),
    ("a type of query 'q0' is not a text", '{"q0": {"query": "x", "type": {"id": "Action"}}}'),
    ("'type_strict' of query 'q0' is none of", '{"q0": {"query": "x", "type_strict": "perhaps"}}'),
    ("not a positive whole number", '{"q0": {"query": "x", "limit": 0}}'),
    ("not a positive whole number", '{"q0": {"query": "x", "limit": -3}}'),
    ("not a positive whole number", '{"q0": {"query": "x", "limit": 2.5}}'),
    ("not a positive whole number", '{"q0": {"query": "x", "limit": true}}'),
    ("not a positive whole number", '{"q0": {"query": "x", "limit": "3"}}'),
    ("not a positive whole number", '{"q0": {"query": "x", "limit": 1e999}}'),
    ("NaN is no number", '{"q0": {"query": "x", "limit": NaN}}'),
    ("a number that is too long", '{"q0": {"query": "x", "limit": ' + "9" * 5_000 + "}}"),
    ("'properties' of query 'q0' is not a list", '{"q0": {"query": "x", "properties": {}}}'),
    ("'pid' of a property", '{"q0": {"query": "x", "properties": [{"v": 1}]}}'),
    ("has no value 'v'", '{"q0": {"query": "x", "properties": [{"pid": "p"}]}}'),
    ("a value of query 'q0' is not a text", '{"q0": {"query": "x", "properties": [{"pid": "p", "v": null}]}}'),
    ("the 'id' of a value", '{"q0": {"query": "x", "properties": [{"pid": "p", "v": {"name": "n"}}]}}'),
    ("the same name twice", '{"q0": {"query": "x"}, "q0": {"query": "y"}}'),
    ("half a character", '{"\\ud800": {"query": "x"}}'),
    ("nested deeper", "[" * 900_000),
    ("nested deeper", '{"q0": {"query": "x", "limit": ' + "[" * 50 + "]" * 50 + "}}"),
]


@pytest.mark.parametrize(("words", "text"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_batch_is_refused_in_one_sentence(words: str, text: str) -> None:
    with pytest.raises(ReconciliationRefused) as refused:
        read_queries(text)
    assert words in str(refused.value)
    assert len(str(refused.value)) < 200


def test_brackets_in_names_are_no_nesting() -> None:
    name = "[" * 100 + '\\"{' * 100
    assert name == read_queries(json.dumps({"q": {"query": name}}))["q"].name


def test_more_than_one_request_may_hold_is_told_so() -> None:
    """§3.1: a batch over `batchSize` is 413; so are too many values, things and properties."""
    assert BATCH_SIZE == len(read_queries(json.dumps({str(n): {"query": "x"} for n in range(BATCH_SIZE)})))
    with pytest.raises(BatchTooLarge, match="50 queries and this one holds 10,000"):
        read_queries(json.dumps({str(n): {"query": "x"} for n in range(10_000)}))
    with pytest.raises(BatchTooLarge, match="'query' of query 'q' has 5,001 characters"):
        read_queries(json.dumps({"q": {"query": "x" * 5_001}}))
    with pytest.raises(BatchTooLarge, match="a value of query 'q' has 5,001 characters"):
        read_queries(json.dumps({"q": {"properties": [{"pid": "p", "v": "x" * 5_001}]}}))
    with pytest.raises(BatchTooLarge, match="values of properties"):
        read_queries(json.dumps({"q": {"query": "x", "properties": [{"pid": "p", "v": ["v"] * 201}]}}))
    with pytest.raises(BatchTooLarge, match="things"):
        read_extension(json.dumps({"ids": [str(n) for n in range(MOST_THINGS + 1)], "properties": []}))
    with pytest.raises(BatchTooLarge, match="properties"):
        read_extension(json.dumps({"ids": [], "properties": [{"id": str(n)} for n in range(MOST_PROPERTIES + 1)]}))


COLUMNS = [
    (WantedProperty("p"), {"id": "p"}),
    (WantedProperty("p"), {"id": "p", "settings": {}}),
    (WantedProperty("p"), {"id": "p", "settings": {"limit": "", "language": ""}}),
    (WantedProperty("p"), {"id": "p", "settings": {"limit": "0"}}),
    (WantedProperty("p", limit=5), {"id": "p", "settings": {"limit": "5"}}),
    (WantedProperty("p", limit=5), {"id": "p", "settings": {"limit": 5}}),
    (WantedProperty("p", language="de"), {"id": "p", "settings": {"language": " DE "}}),
]


@pytest.mark.parametrize(("expected", "column"), COLUMNS)
def test_settings_are_read_as_forms_send_them(expected: WantedProperty, column: dict[str, object]) -> None:
    """A form sends texts for numbers, and an empty text for a field that nobody filled in."""
    found = read_extension(json.dumps({"ids": ["a", "b", "a"], "properties": [column]}))
    assert (("a", "b"), (expected,)) == (found.things, found.columns)


EXTENSIONS = [
    ("no list 'ids'", {"properties": []}),
    ("no list 'properties'", {"ids": []}),
    ("an identifier in 'ids' is not a text", {"ids": [7], "properties": []}),
    ("the 'id' of a property", {"ids": [], "properties": [{}]}),
    ("a property is not a JSON object", {"ids": [], "properties": ["p"]}),
    ("has the setting 'content'", {"ids": [], "properties": [{"id": "p", "settings": {"content": "id"}}]}),
    ("the setting 'limit'", {"ids": [], "properties": [{"id": "p", "settings": {"limit": "-1"}}]}),
    ("asked for twice", {"ids": [], "properties": [{"id": "p"}, {"id": "p"}]}),
]


@pytest.mark.parametrize(("words", "asked"), EXTENSIONS)
def test_what_is_no_extension_is_refused(words: str, asked: dict[str, object]) -> None:
    with pytest.raises(ReconciliationRefused, match=words):
        read_extension(json.dumps(asked))


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["query", "type", "limit", "properties", "pid", "v", "id", "ids", "settings", "q0"]), inner
        )
    ),
    max_leaves=25,
)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(asked=anything.map(json.dumps) | st.text(alphabet='{}[]":,q0 1\\eE-', max_size=40))
def test_no_text_is_more_than_an_error_of_ours(asked: str) -> None:
    for read in (read_queries, read_extension):
        with suppress(ReconciliationRefused, BatchTooLarge):
            read(asked)
