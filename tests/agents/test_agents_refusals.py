"""Arguments that do not fit, hostile identifiers and queries: refused in one sentence, or only words."""

from __future__ import annotations

import re

import pytest
from tools_in_process import Tell

from ccwp_kg.errors import CcwpError, QueryRefused, QuerySyntaxError, ToolCallRefused

REFUSED: list[tuple[type[CcwpError], str, str]] = [
    (QueryRefused, "INSERT DATA { <urn:x:a> <urn:x:b> 1 }", "this endpoint only reads"),
    (QueryRefused, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE"),
    (QueryRefused, "SELECT * { " + "{" * 200 + "}" * 200 + " }", "brackets"),
    (QuerySyntaxError, "SELECT * { ?s ccwp:position\n }", "line 2, column"),
    (QuerySyntaxError, "SELECT * { ?s nosuch:position 1 }", "prefix of nosuch:position at line 1, column 15"),
    (QuerySyntaxError, "SELECT * { ?s ccwp:position ?o .\n ?s nosuch:x 1 }", "prefix of nosuch:x at line 2, column 5"),
    (QueryRefused, "SELECT * { ?s ccwp:x ?o SERVICE <urn:x> {} }", "SERVICE at line 1, column 25"),
]


@pytest.mark.parametrize(("error", "query", "expected"), REFUSED)
def test_queries_that_are_refused(error: type[CcwpError], query: str, expected: str, tell: Tell) -> None:
    with pytest.raises(error, match=expected):
        tell("ask", sparql=query)


WRONG = [
    ("thing", {}, "'id' is missing; "),
    ("thing", {"id": ""}, "'id' is empty; "),
    ("thing", {"id": 5}, "'id' takes text, not a number"),
    ("thing", {"id": ["plan/5"]}, "'id' takes text, not a list"),
    ("thing", {"id": "x" * 2_001}, "'id' may have 2,000 characters; this has 2,001"),
    ("thing", {"id": "\ud800"}, "'id' holds half a character"),
    ("thing", {"iri": "plan/5"}, "'iri' is no parameter of this tool; "),
    ("thing", {"id": "plan/5", "max_byte": 2_000}, "did you mean 'max_bytes'?"),
    ("thing", {"id": "plan/5", "max_bytes": 10}, "'max_bytes' takes a whole number from 1,000 to 100,000"),
    ("thing", {"id": "plan/5", "max_bytes": True}, "'max_bytes' takes a whole number, not true or false"),
    ("thing", {"id": "plan/5", "max_bytes": "4000"}, "'max_bytes' takes a whole number, not text"),
    ("thing", {"id": "plan/5", "start": 0}, "'start' takes a whole number from 1 to 1,000,000"),
    ("search", {"words": "x", "kind": "robot"}, "'kind' takes one of plan, action, "),
    ("search", {"words": "x" * 4_001}, "'words' may have 4,000 characters"),
    (
        "evidence",
        {"id": "plan/5", "property": "ccwp:nonsense"},
        "is no property and no field here; of this thing there",
    ),
    ("schema", {"class": "Nonsense"}, "is no class here; "),
    ("ask", {"sparql": "ASK {}", "limit": 0}, "'limit' takes a whole number from 1 to 10,000"),
]


@pytest.mark.parametrize(("tool", "arguments", "expected"), WRONG)
def test_arguments_that_do_not_fit(tool: str, arguments: dict[str, object], expected: str, tell: Tell) -> None:
    """One sentence that a model can act on."""
    with pytest.raises(ToolCallRefused, match=re.escape(expected)):
        tell(tool, **arguments)


def test_a_kind_is_taken_in_any_case_and_may_be_empty(tell: Tell) -> None:
    """Answers write kinds as `Action`, and some programs send "" for what they leave out."""
    assert tell("search", words="Europol", kind="action") == tell("search", words="Europol", kind=" Action ")
    assert tell("search", words="Europol") == tell("search", words="Europol", kind="")


def test_the_classes_in_a_refusal_have_whole_names(tell: Tell) -> None:
    with pytest.raises(ToolCallRefused) as refused:
        tell("schema", **{"class": "Nonsense"})
    *named, rest = str(refused.value).partition(" such as ")[2].split(", ")
    assert "…" == rest
    assert len(named) > 20
    for each in named:
        assert each in tell("schema", **{"class": each})


HOSTILE = [
    "<", ">", "<>", "plan/5> ?p ?o } #", "\x00", "a b", "http://[", "javascript:alert(1)", "ccwp:", ":",
    "../../etc/passwd", "file:///etc/passwd", "plan/5\nx", "\u202e", "https://w3id.org/ccwp/id/plan/5> <x",
    "é" * 500, "%", "{}", "\\", '"',
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("tool", ["thing", "evidence", "search"])
def test_hostile_identifiers_are_only_words(tool: str, words: str, tell: Tell) -> None:
    """Nothing of an identifier reaches a query unchecked, and no error of our own comes back."""
    text = tell(tool, **{"words" if tool == "search" else "id": words})
    assert len(text.encode()) <= 4_000


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_names_of_properties_and_classes(words: str, tell: Tell) -> None:
    for tool, arguments in (("evidence", {"id": "plan/5", "property": words}), ("schema", {"class": words})):
        with pytest.raises(ToolCallRefused):
            tell(tool, **arguments)
