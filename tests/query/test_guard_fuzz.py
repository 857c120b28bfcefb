"""Texts made at random from all that has deceived a guard: what is accepted calls nobody."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from ccwp_kg.errors import QueryRefused, QuerySyntaxError
from ccwp_kg.query import CheckedQuery, Limits, check

BOUNDED = settings(deadline=None, max_examples=150, derandomize=True, database=None)
LIMITS = Limits(length=3_000, depth=8, patterns=30, operators=40)
LONGEST = 1.0
"""Seconds that one check may take."""

THING = NamedNode("urn:x:s")
ENGINE = Store()
ENGINE.extend([Quad(THING, NamedNode("urn:x:p"), value) for value in (Literal(True), Literal(1), Literal("a"), THING)])
LEAK = "{ ?leaked ?x ?y }"
"""What a call asks for."""
_SERVICE = re.compile("service", re.IGNORECASE)

_QUOTES = ["'", '"', "'''", '"""', "''", "\\'", '\\"', "\\\\", "\\x", "\\u0022", "\\u0027", "\\u005C", "\\\\u000A"]
_COMMENTS = [
    "#",
    "# '''\n",
    '# """\n',
    "# \\u000A",
    "# '\r",
    "#>",
    "# \\\\u000A",
    "\n",
    "\r",
    " ",
    "\t",
    "\ufeff",
    "\0",
]
_BRACKETS = ["{", "}", "(", ")", "[", "]", "()", "[]", "<<", ">>", "{}", "<<#>", "{|", "|}"]
_TERMS = [
    "?s",
    "$p",
    "true",
    "false",
    "1",
    "1.",
    ".5",
    "1e0",
    "-1",
    ":x",
    ":",
    "a:",
    "service:x",
    "_:b",
    "<#>",
    "<'>",
    "a",
]
_OPERATORS = ["<", ">", "<=", "&&", "||", "/", "^", "+", "!", "=", ",", ";", ".", "?a<?b", "<?b&&?c>", "@en", "^^<#i>"]
_KEYWORDS = ["FILTER(", "OPTIONAL{", "UNION", "EXISTS{", "VALUES ?v {", "BIND(1 AS ?z)", "UNDEF", "GRAPH", "SELECT *{"]
_CALLS = ["SERVICE", "service", "SERVICESILENT", "Service SILENT", "trueSERVICE", "\\u0053ERVICE", "SERVIC\\U00000045"]
_CALLED = ["<urn:x:e>", "<{address}>", ":x", "a:x", "?s", "service:x", "# <\n<{address}>"]

fragments = st.sampled_from([*_QUOTES, *_COMMENTS, *_BRACKETS, *_TERMS, *_OPERATORS, *_KEYWORDS])
calls = st.builds(
    lambda call, space, called: f"{call}{space}{called} {LEAK}",
    *map(
        st.sampled_from,
        (
            _CALLS,
            ["", " ", "\n", "#\r"],
            _CALLED,
        ),
    ),
)
spaces = st.sampled_from(["", "", " ", "\n"])
loose = st.lists(st.one_of(fragments, calls) | st.text("\\u0019 '\"<>#{}()?:.SERVIC\n\r", max_size=6), max_size=14)


@st.composite
def hidden(draw: st.DrawFn) -> list[str]:
    """A call between two things that might hide it, after a pattern that is sound."""
    before = draw(
        st.sampled_from(
            [
                "?s ?p ?o",
                "?s ?p true",
                "?s :p :",
                "?s a:p 1",
                "?s ?p ?o FILTER(?s",
                "VALUES ?v {",
                "?s ?p",
                "FILTER(true||?s",
            ]
        )
    )
    openings = draw(
        st.lists(
            st.sampled_from(
                [
                    "<#>",
                    "<'>'",
                    "'''",
                    '"""',
                    "'",
                    '"',
                    "\\u0022",
                    "'a'",
                    '"""a"',
                    "''",
                    "\n?p)",
                    "\n",
                    ")",
                    "}",
                    "true",
                    ".",
                    "\\x",
                ]
            ),
            max_size=5,
        )
    )
    closings = draw(
        st.lists(
            st.sampled_from(
                [
                    "#",
                    "'''",
                    '"""',
                    "'",
                    '"',
                    "\\u0022",
                    "\\x",
                    "\n",
                    " ",
                    ")",
                    "\r",
                ]
            ),
            max_size=5,
        )
    )
    return [before, *openings, draw(calls), *closings, "\n"]


class Listener:
    """A port on the loopback that counts who calls, and hangs up at once."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        self.calls = 0
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            caller = self._socket.accept()[0]
            with closing(caller):
                if self.calls < 0:
                    return
                self.calls += 1

    def close(self) -> None:
        """Stop listening."""
        self.calls = -1
        socket.create_connection(self._socket.getsockname()).close()
        self._thread.join()
        self._socket.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """A port that nobody should call."""
    with closing(Listener()) as listening:
        yield listening


def checked(text: str, *, limits: Limits = LIMITS) -> CheckedQuery | None:
    """The question, or None where it is refused with one of our errors, soon; any other error fails the test."""
    began = time.process_time()
    try:
        return check(text, limits=limits)
    except (QueryRefused, QuerySyntaxError):
        return None
    finally:
        assert time.process_time() - began < LONGEST


def whole(pieces: list[str], space: str, listener: Listener) -> str:
    """A query of pieces, with prefixes for the address that listens."""
    address = listener.address
    prologue = f"PREFIX : <{address}> PREFIX a: <{address}> PREFIX service: <urn:x:> "
    return prologue + "SELECT * { " + space.join(pieces).replace("{address}", address) + " }"


def leaks(text: str, listener: Listener) -> bool:
    """Whether the engine sees a call in a text, or makes it.

    Where SERVICE is only part of a name, a string or a comment, the text parses with another name as well.
    """
    before = listener.calls
    is_seen = parses(text) and not parses(_SERVICE.sub("servixe", text))
    return is_seen or listener.calls > before


def parses(text: str) -> bool:
    """Whether the engine takes the text for a query, whatever becomes of it."""
    try:
        ENGINE.query(text)
    except (SyntaxError, ValueError):
        return False
    except (OSError, RuntimeError):  # it ran, into a call that failed or a function that nobody offers
        return True
    return True


@pytest.mark.parametrize("text", ["SERVICE <{address}> " + LEAK, "?s ?p true SERVICE:x " + LEAK])
def test_a_call_would_be_seen(text: str, listener: Listener) -> None:
    """The test sees a call where there is one."""
    assert leaks(whole([text], "", listener), listener)


@BOUNDED
@given(pieces=hidden(), space=spaces)
@example(pieces=["VALUES ?v { ", '"""a"', "}", "SERVICE <{address}> " + LEAK, '# \\x """', "\n"], space=" ")
@example(pieces=["?s ?p true", "SERVICESILENT<{address}>" + LEAK], space="")
@example(pieces=["?s ?p :.", "SERVICE <{address}>" + LEAK], space="")
@example(pieces=["service:x " + LEAK], space="")
@example(pieces=["?s ?p ?o FILTER(?s<#>", "'''\n", "||true) SERVICE <{address}>" + LEAK, "# '''\n"], space="")
@example(pieces=["?s ?p ?o FILTER(?s", "<'>'", ") SERVICE <{address}>" + LEAK, "# ')\n"], space="")
def test_no_call_is_hidden(pieces: list[str], space: str, listener: Listener) -> None:
    """Between quotes, comments and comparisons that two readers read differently."""
    question = checked(whole(pieces, space, listener))
    assert question is None or not leaks(question.text, listener)


@BOUNDED
@given(pieces=loose, space=spaces)
def test_no_rubble_calls_anybody(pieces: list[str], space: str, listener: Listener) -> None:
    """Whatever is thrown together: our errors or a text that the engine runs without a call."""
    question = checked(whole(pieces, space, listener))
    assert question is None or not leaks(question.text, listener)


@BOUNDED
@given(text=st.text() | st.text("\\uU0049dD'\"<>#{}()?:.ASK\n\r ", max_size=60))
def test_any_text_is_judged(text: str) -> None:
    """Any characters at all, lone surrogates and half escapes among them."""
    question = checked(text)
    assert question is None or question.kind in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


@pytest.mark.timed
@BOUNDED
@given(
    piece=st.lists(fragments, min_size=1, max_size=4).map("".join),
    before=st.sampled_from(["", "'", '"', "<", "#", "?a<", ":", "{"]),
)
@example(piece="a.", before="")
@example(piece=":.", before="")
@example(piece="'\\", before="")
@example(piece='"""a', before='"')
@example(piece="<a", before="<")
def test_no_repetition_takes_long(piece: str, before: str) -> None:
    """A text of the longest length from one piece, again and again; `checked` looks at the clock."""
    text = ("ASK {" + before + piece * 20_000)[:20_000]
    question = checked(text, limits=Limits())
    assert question is None or question.kind == "ASK"


@BOUNDED
@given(
    depth=st.integers(0, 20),
    kind=st.sampled_from([("(", ")"), ("?a<(?b>", "?c)"), ("{", "}"), ("[", "]"), ("EXISTS{", "}")]),
    space=spaces,
)
def test_depth_holds(depth: int, kind: tuple[str, str], space: str) -> None:
    """Deeper than the limit is refused, whichever bracket, and however it is read."""
    text = "ASK {" + space + (kind[0] + space) * depth + (kind[1] + space) * depth + "}"
    assert (depth + 1 > LIMITS.depth) == (checked(text) is None)


@BOUNDED
@given(
    count=st.integers(1, 60),
    piece=st.sampled_from(["?s ?p ?o.", "?s ?p 1.", "?s ?p :x. ", "?s ?p true.", ";", "{}", "FILTER(1)", "?s ?p(1)."]),
)
def test_joins_hold(count: int, piece: str) -> None:
    """Each piece joins one pattern at least."""
    assert count <= LIMITS.patterns or checked("ASK {" + piece * count + "}") is None
