"""The rows of VALUES have a limit of their own, in bytes, as long as they hold nothing but terms."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from ccwp_kg.errors import CcwpError, QueryRefused, QuerySyntaxError, QueryTooLarge
from ccwp_kg.query import Limits, ServiceRefused, check
from ccwp_kg.sparql_text import tokens
from ccwp_kg.sparql_text.tokens import _TOKEN

LIMITS = Limits(length=1_000, row_bytes=9_000, depth=10, patterns=20, operators=20)
BOUNDED = settings(deadline=None, max_examples=300, derandomize=True, database=None)
LONGEST = 1.0
"""Seconds that a megabyte may take."""
ONE, MANY = "VALUES ?x {", "VALUES (?x ?y) {"

ROWS = [
    # (what VALUES begins with, a row)
    (ONE, "<http://a.example/thing/1#x?y=(z)> "),
    (ONE, "<http://a.example/it's>"),
    (ONE, "<urn:uuid:0-1>\n"),
    (ONE, "<a/b.c> "),
    (ONE, "a:b.c:d-e "),
    (ONE, ":%2F "),
    (ONE, "service:x "),
    (ONE, "'SERVICE <urn:x> {} # }' "),
    (ONE, '"it\'s \\"}\\" \\\\" '),
    (ONE, "'''it's ''\n} # ''' "),
    (ONE, '"""a "" b\\"""" '),
    (ONE, "'a'@en-GB "),
    (ONE, "'a'^^<http://a.example/type> "),
    (ONE, '"a"^^xsd:date '),
    (ONE, "-1 +.5 1.5e-3 007\t"),
    (ONE, "true FALSE UNDEF undef "),
    ("values\n$x\r\n{", "1 "),
    ("VALUES?x{", "1\r\n"),
    (MANY, "( <a> UNDEF )\n"),
    (MANY, "(-1 'a'@en)(:a true)"),
    ("VALUES () {", "()"),
    ("VALUES ( ) {", "( ) "),
    ("\\u0056ALUES ?x {", "1 "),
    (ONE, "'é\\u00e9\\U0001F46A' "),
    (ONE, "'\\\\u0041' "),
]

SMUGGLED = [
    # (what VALUES begins with, what is no row of plain terms)
    (ONE, "{ } "),
    (ONE, "( 1 ) "),
    (MANY, "( ( 1 ) 2 ) "),
    (MANY, "1 2 "),
    (MANY, "(" + "1 " * 101 + ") "),
    (ONE, "[ ] "),
    (ONE, "<<( <a> <b> 1 )>> "),
    (ONE, "?y "),
    (ONE, "_:b "),
    (ONE, "true.a:b "),
    (ONE, "1. "),
    (ONE, "1.:x "),
    (ONE, "a:b. "),
    (ONE, "1 . "),
    (ONE, "1 ; "),
    (ONE, "1+1 "),
    (ONE, "- 1 "),
    (ONE, "1 # a comment\n"),
    (ONE, "# '\n 1 "),
    (ONE, "<urn:a#b> "),
    (ONE, "<#> "),
    (ONE, "<?a&&?b> "),
    (ONE, "<a(b> "),
    (ONE, "<it's> "),
    (ONE, "'a''b' "),
    (ONE, "'' '''a"),
    (ONE, "'a'1 "),
    (ONE, "'a' @en "),
    (ONE, "'a'^^ <b> "),
    (ONE, "'a'^^'b' "),
    (ONE, "1true "),
    (ONE, "trueUNDEF "),
    (ONE, "x "),
    (ONE, "a:" + "b" * 901 + " "),
    (ONE, "a:\\-b "),
    ("VALUES # a comment\n?x {", "1 "),
    ("VALUES (?x 1) {", "(1) "),
    ("VALUES ?x ?y {", "1 "),
    ("VALUES {", "1 "),
    ("VALUESX ?x {", "1 "),
    ("trueVALUES ?x {", "1 "),
    ("a:VALUES ?x {", "1 "),
    ("IN {", "1 "),
]


def query(head: str, row: str, size: int) -> str:
    return f"SELECT * {{ {head}{row * (size // len(row.encode()))}}} }}"


@pytest.mark.parametrize(("head", "row"), ROWS)
def test_plain_rows_count_in_bytes(head: str, row: str) -> None:
    """Beyond the characters of a query, and up to the bytes for rows; the text that runs has all of them."""
    text = query(head, row, 8_900)
    assert len(text) > 4 * LIMITS.length
    assert text.count("}") == check(text, limits=LIMITS).text.count("}")
    with pytest.raises(QueryTooLarge, match="1000 characters, or more than 9000 bytes in rows"):
        check(query(head, row, 36_000), limits=LIMITS)


@pytest.mark.parametrize(("head", "row"), SMUGGLED)
def test_nothing_else_passes_for_a_row(head: str, row: str) -> None:
    """Whatever is not plain is read word by word, and counts like all the rest."""
    assert "rows" not in {word.kind for word in tokens(query(head, row, 3_000))}
    with pytest.raises((QueryTooLarge, QuerySyntaxError)):
        check(query(head, row, 3_000), limits=LIMITS)


@pytest.mark.parametrize(
    "rows",
    [
        "true.SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } ",
        "1 } SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } VALUES ?y { 1 ",
        "'a' SERVICE<http://127.0.0.1:1/>{} ",
        "'\\u0027 } SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } { \\u0027' ",
        "<http://a.example/> \\u007d SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } { ",
        "# \\u000A } SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } {\n 1 ",
        "1\\u0020}SERVICE<http://127.0.0.1:1/>{?s ?p ?o}VALUES ?y{",
    ],
)
@pytest.mark.parametrize(
    ("refusal", "padding"),
    [(ServiceRefused, ""), (ServiceRefused, "'a' " * 1_000), ((ServiceRefused, QueryTooLarge), "'a' " * 100_000)],
)
def test_no_call_hides_between_rows(refusal: type[QueryRefused], padding: str, rows: str) -> None:
    """A call is found before rows, after them and in their place, however they end."""
    with pytest.raises(refusal):
        check(f"SELECT * {{ VALUES ?x {{ {padding}{rows}}} }}", limits=Limits())


def test_rows_loosen_no_other_limit() -> None:
    """Many blocks join, brackets nest and operators chain as without them."""
    many = f"VALUES ?x {{ {'1 ' * 100} }} "
    for message, text in (
        ("joins more", "ASK { " + many * 21 + "}"),
        ("joins more", "ASK { " + many + "UNION".join([f"{{ {many} }}"] * 11) + "}"),
        ("joins more", "ASK { VALUES (" + "?x " * 12 + ") { (" + "1 " * 12 + ") } }"),
        ("nest deeper", "ASK " + "{" * 10 + many + "}" * 10),
        ("chains more", "ASK { " + many + "FILTER(1" + "+1" * 21 + ") }"),
    ):
        with pytest.raises(QueryRefused, match=message) as refused:
            check(text, limits=LIMITS)
        assert refused.type is QueryRefused


@pytest.mark.parametrize(
    "text",
    [
        "ASK {} #" + "x" * 1_000,
        "ASK {}" + " " * 1_000,
        "ASK { ?s ?p '" + "x" * 1_000 + "' }",
        "ASK { VALUES ?x { 1 } }" + " " * 1_000,
        "ASK { VALUES ?x { " + "'\u00e9' " * 2_000 + "} }",
        "ASK { VALUES ?x { " + "'" + "a" * 8_990 + "' } VALUES ?y { 'bbbbbbbbb' } }",
        "\\u0041" * 5_000,
    ],
)
def test_the_limit_counts_everything(text: str) -> None:
    """Comments and white space, rows in UTF-8, all blocks together."""
    with pytest.raises(QueryTooLarge):
        check(text, limits=LIMITS)


_NAMES = [
    "a.",
    "a.b ",
    "1a.",
    "_a.",
    "a..",
    "a:b.",
    "a.5e",
    "a._:",
    ":.",
    "@en-",
    "1.",
    "?x",
    "\u00e9",
    "<a",
    "<a>",
    "[]",
]
_QUOTES = ["'a' ", '"""a" ', "'\\\\", "'\\x'", "''", "#\n", "#", "\\u0041", "\\\\"]
_BLOCKS = ["{1} ", "{1 ", "{'", '{"""', "{1 VALUES ", "(", "({("]
_PIECES = [*_NAMES, *_QUOTES, *(f"VALUES ?x {block}" for block in _BLOCKS), "VALUES (?x){(", " \\u0056ALUES ?x {1}"]
_BEFORE = ["", "ASK { ", "ASK { VALUES ?x { ", "ASK { VALUES (?x) { (", "ASK { '", 'ASK { """']


@pytest.mark.timed
@pytest.mark.parametrize("before", _BEFORE)
@pytest.mark.parametrize("piece", _PIECES)
def test_a_megabyte_is_judged_soon(before: str, piece: str) -> None:
    """Refused or not, in time linear to its length."""
    text = before + piece * (1_000_000 // len(piece.encode()))
    began = time.process_time()
    with pytest.raises(CcwpError):
        check(text, limits=Limits())
    assert time.process_time() - began < LONGEST


@pytest.mark.parametrize(
    ("head", "row"), [row for row in ROWS if "\\u" not in row[0]], ids=range(sum("\\u" not in row[0] for row in ROWS))
)
def test_a_megabyte_of_rows_is_read_soon(head: str, row: str) -> None:
    """All kinds of rows."""
    text = query(head, row, 999_000)
    began = time.process_time()
    assert "SELECT" == check(text, limits=Limits()).kind
    assert time.process_time() - began < LONGEST


@pytest.mark.parametrize("piece", _PIECES)
def test_tokens_take_linear_time(piece: str) -> None:
    """Without any limit on the text: four times as long takes no more than about four times as much."""

    def seconds(size: int) -> float:
        text = "ASK { " + piece * (size // len(piece))
        began = time.process_time()
        for _ in tokens(text):
            pass
        return time.process_time() - began

    short = min(seconds(50_000) for _ in range(3))
    assert seconds(200_000) < 12 * short + 0.02


_MARKS = [".", "..", "-", "+", "(", ")", "{", "}", "#", "^^", "@en", "VALUES", "?x", "(?x)", "UNDEF", "true", "\n"]
_LIKE_NAMES = ["a", "a.", ".b", "a:b", ":b", "_:c", "a._:d", "1", "1.", ".5", "1.5e3", "<a>", "<http://a/#>", "e+3"]
words = st.sampled_from([*_MARKS, *_LIKE_NAMES, "'a'", '"b"', "'c'", "\n", "\\u0041", "\\n", "'", '"', "'''"])


@BOUNDED
@given(st.lists(words, max_size=12), st.sampled_from(["", " "]))
@example(["VALUES", "?x", "{", "a:b", "}"], " ")
@example(["a.", "a.", ".5e", "+3"], "")
@example(["a.a", "a:b"], " ")
@example(["VALUES", "?x", "{", "}", ".", "VALUES", ".", ":b"], "")
def test_the_same_tokens_by_a_shorter_way(pieces: list[str], space: str) -> None:
    """One token for many rows, and none of the looks for names that are known to fail, change no token."""
    text = space.join(pieces)
    expected = [(m.lastgroup, m[0], m.start()) for m in _TOKEN.finditer(text) if m.lastgroup != "space"]
    found: list[tuple[str, str, int]] = []
    for word in tokens(text):
        inner = tokens(word.text) if word.kind == "rows" else [word]
        found += [(each.kind, each.text, each.start + (word.start if each is not word else 0)) for each in inner]
    assert expected == found


ENGINE = Store()
_TERMS = [
    "<a>",
    "<http://a/#b?c>",
    "'a'",
    '"b"@en',
    "1",
    "-1",
    "+.5",
    "1.5e3",
    "true",
    "UNDEF",
    "'a'^^<urn:t>",
    "'\\n'",
]
_NO_TERMS = [".", "'", '"', "#", "{", "}", "(", ")", "?y", "[]", "<", ">", "<#>", "a", "_:b", "\\"]
terms = st.sampled_from([*_TERMS, *_NO_TERMS, "'''c\n'''", "\n"])


@BOUNDED
@given(st.lists(terms, max_size=10), st.sampled_from(["", " ", "\n"]))
@example(["'a'", "'b'"], "")
@example(["<a>", "<urn:x>", "1", "'''c\n'''"], " ")
def test_rows_are_rows_to_the_engine(pieces: list[str], space: str) -> None:
    """What is taken for rows is a table of one column with as many rows, or no query at all."""
    rows = space.join(pieces)
    text = f"BASE <http://a.example/> SELECT * {{ VALUES ?x {{{rows}}} }}"
    if not any(word.kind == "rows" and word.text == rows for word in tokens(text)):
        return
    try:
        found = ENGINE.query(text)
    except SyntaxError:  # a language tag that is none, a prefix that is not declared
        return
    assert ["x"] == [variable.value for variable in found.variables]  # type: ignore[union-attr]
    count = sum(word.kind not in ("langtag", "mark") for word in tokens(rows))
    types = sum(word.text == "^^" for word in tokens(rows))
    assert count - types == sum(1 for _ in found)
