"""Limits how deep an RDF text nests, before a parser reads it: parsers recurse, or grow slow, and cannot be stopped.

Measured with pyoxigraph 0.5.13 on a stack of 8 MB: from 5,000 nested JSON-LD nodes or 20,000 triple terms on, some
kilobytes end the process; 60,000 elements of RDF/XML take a minute. Brackets, `<<` and elements count; what stands in
strings, IRIs and comments does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.parsers import expat  # it never opens an entity, and a DOCTYPE ends it

from pyoxigraph import RdfFormat

from ccwp_kg.errors import InvalidTurtle

DEEPEST = 128
"""How deep brackets, triple terms or elements may nest."""


def nesting_check(form: RdfFormat, name: str) -> Callable[[bytes], None]:
    """The check for a text of this format: it takes each piece before the parser does, and an empty one at the end.

    It raises InvalidTurtle where the text nests too deep or is no XML. `name` is the name of the text in errors.
    """
    if form == RdfFormat.RDF_XML:
        return _Elements(name).feed
    return _Brackets(_JSON if form == RdfFormat.JSON_LD else _TURTLE, name).feed


@dataclass(frozen=True, slots=True)
class _NestingGrammar:
    """The tokens of a format: runs of text without marks, marks, and what stands between two marks of the same kind."""

    plain: re.Pattern[bytes]
    marks: re.Pattern[bytes]
    insides: Mapping[bytes, re.Pattern[bytes]]
    opening: frozenset[bytes]
    closing: frozenset[bytes]


# Each is possessive, so a run costs its length. RDF 1.2 Turtle §6.5: IRIREF, STRING_LITERAL…, PN_LOCAL_ESC.
_TURTLE = _NestingGrammar(
    plain=re.compile(
        rb"""(?:[^"'#<>\\\[\](){}]++|<[^<>]*+>|"[^"\\\r\n]++"|'[^'\\\r\n]++'|\#[^\r\n]*+[\r\n]|\\.)*+""", re.DOTALL
    ),
    marks=re.compile(rb'"""|\'\'\'|<<|>>|.', re.DOTALL),
    insides={
        b'"': re.compile(rb'(?:[^"\\\r\n]++|\\.)*+', re.DOTALL),
        b"'": re.compile(rb"(?:[^'\\\r\n]++|\\.)*+", re.DOTALL),
        b'"""': re.compile(rb'(?:[^"\\]++|\\.|"(?!""))*+', re.DOTALL),
        b"'''": re.compile(rb"(?:[^'\\]++|\\.|'(?!''))*+", re.DOTALL),
        b"#": re.compile(rb"[^\r\n]*+"),
        b"<": re.compile(rb"[^<>]*+"),
    },
    opening=frozenset([b"[", b"(", b"{", b"<<"]),
    closing=frozenset([b"]", b")", b"}", b">>"]),
)
# RFC 8259 §7: within a string only `\` and `"` matter.
_JSON = _NestingGrammar(
    plain=re.compile(rb'(?:[^"\[\]{}]++|"[^"\\]*+")*+'),
    marks=re.compile(rb"."),
    insides={b'"': re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)},
    opening=frozenset([b"[", b"{"]),
    closing=frozenset([b"]", b"}"]),
)
_SPLITTABLE = b"\"'<>\\"


class _Brackets:
    """Counts what is open in Turtle, TriG, N-Triples, N-Quads or JSON."""

    def __init__(self, grammar: _NestingGrammar, name: str) -> None:
        self._grammar, self._name = grammar, name
        self._within, self._rest = b"", b""
        self._depth, self._line = 0, 1

    def feed(self, piece: bytes) -> None:
        text = self._rest + piece
        end = len(text.rstrip(_SPLITTABLE)) if piece else len(text)  # a mark or escape may go on in the next piece
        self._rest, text = text[end:], text[:end]
        place = 0
        while place < len(text):
            run = self._grammar.insides.get(self._within, self._grammar.plain).match(text, place)
            place = run.end() if run else place
            if place < len(text):
                place = self._mark(text, place)
        self._line += text.count(b"\n")

    def _mark(self, text: bytes, place: int) -> int:
        if self._within:
            place += len(self._within)
            self._within = b""
            return place
        match = self._grammar.marks.match(text, place)
        mark = match[0] if match else b""
        if mark in self._grammar.insides:
            self._within = mark
        elif mark in self._grammar.closing:
            self._depth = max(0, self._depth - 1)
        elif mark in self._grammar.opening:
            self._depth += 1
            if self._depth > DEEPEST:
                raise _too_deep(self._name, self._line + text.count(b"\n", 0, place), "brackets")
        return place + len(mark)


class _Elements:
    """Counts what is open in XML, and sees to it that it is XML to its end and has no DOCTYPE."""

    def __init__(self, name: str) -> None:
        self._name, self._depth = name, 0
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def feed(self, piece: bytes) -> None:
        try:
            self._parser.Parse(piece, not piece)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise InvalidTurtle(
                f"{self._name}, line {error.lineno}, column {error.offset + 1}: {reason}; correct the file there"
            ) from error

    def _doctype(self, *_: object) -> None:
        raise InvalidTurtle(
            f"{self._name}, line {self._parser.CurrentLineNumber}: a DOCTYPE may declare entities and name "
            "other files, so none is read; save the file without it, or as Turtle"
        )

    def _start(self, *_: object) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _too_deep(self._name, self._parser.CurrentLineNumber, "elements")

    def _end(self, _: str) -> None:
        self._depth -= 1


def _too_deep(name: str, line: int, what: str) -> InvalidTurtle:
    return InvalidTurtle(f"{name}, line {line}: {what} nest deeper than {DEEPEST}, the limit; flatten the file there")
