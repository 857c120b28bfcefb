"""A graph as Turtle for a page: in the layout of our files, with kinds of tokens and links for IRIs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ccwp_kg.namespaces import RDF, XSD
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.order import natural_key, value_key
from ccwp_kg.server.http.links import href

PieceKind = OneOf["", "keyword", "term", "literal", "number"]

_LONGEST = 1_000
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Invisible controls and marks of direction (Unicode TR 9 §2) are escaped, so that they can be seen.
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]')
_UNSAFE_IN_IRI = re.compile('[\x00-\x20<>"{}|^`\\\\\x7f-\x9f\u202a-\u202e\u2066-\u2069]')
_INTEGER = re.compile(r"[+-]?[0-9]{1,40}\Z")  # Turtle §2.5.2


@dataclass(frozen=True, slots=True)
class Styled:
    """A stretch of the text, its kind, and the address of its link."""

    text: str
    kind: PieceKind = ""
    target: str | None = None


def turtle_pieces(triples: Sequence[Triple], *, prefixes: Prefixes) -> tuple[Styled, ...]:
    """The text in pieces. Together they are Turtle, unless a literal was shortened.

    One subject a block, one triple a line, the class first; blank nodes are numbered.
    """
    return _Markup(triples, prefixes).pieces()


class _Markup:
    def __init__(self, triples: Sequence[Triple], prefixes: Prefixes) -> None:
        self._prefixes = prefixes
        self._used: set[str] = set()
        self._nodes: dict[BlankNode, str] = {}
        self._of: dict[NamedNode | BlankNode | Triple, list[Triple]] = {}
        for triple in triples:
            self._of.setdefault(triple.subject, []).append(triple)

    def pieces(self) -> tuple[Styled, ...]:
        blocks = [self._block(subject) for subject in sorted(self._of, key=_subject_key)]
        found = [
            piece
            for prefix in sorted(self._used)
            for piece in (
                Styled("@prefix", "keyword"),
                Styled(f" {prefix}: "),
                Styled(f"<{self._prefixes.namespace(prefix)}>", "term"),
                Styled(" .\n"),
            )
        ]
        for block in blocks:
            found += [Styled("\n" if found else ""), *block]
        return tuple(_merged(found))

    def _block(self, subject: NamedNode | BlankNode | Triple) -> list[Styled]:
        found = [*self._term(subject), Styled("\n")]
        for triple in sorted(self._of[subject], key=self._line_key):
            is_class = triple.predicate == RDF.type
            found += [
                Styled("  "),
                *([Styled("a", "keyword")] if is_class else self._term(triple.predicate)),
                Styled(" "),
            ]
            found += [*self._term(triple.object), Styled(" ;\n")]
        return [*found, Styled(".\n")]

    def _line_key(self, triple: Triple) -> tuple[bool, str, tuple[int, object, str, str]]:
        predicate = triple.predicate
        return predicate != RDF.type, self._prefixes.shorten(predicate.value), value_key(predicate, triple.object)

    def _term(self, term: NamedNode | BlankNode | Literal | Triple) -> list[Styled]:
        if isinstance(term, NamedNode):
            pair = self._prefixes.split(term.value)
            if pair is None:
                return [Styled(f"<{_UNSAFE_IN_IRI.sub(_code, term.value)}>", "term", href(term.value))]
            self._used.add(pair[0])
            return [Styled(":".join(pair), "term", href(term.value))]
        if isinstance(term, BlankNode):
            return [Styled(f"_:{self._nodes.setdefault(term, f'b{len(self._nodes) + 1}')}")]
        if isinstance(term, Literal):
            return self._literal(term)
        inner = [self._term(part) for part in (term.subject, term.predicate, term.object)]
        return [
            Styled("<<("),
            *(piece for part in inner for piece in (Styled(" "), *part)),
            Styled(" )>>"),
        ]

    def _literal(self, literal: Literal) -> list[Styled]:
        if literal.datatype == XSD.integer and _INTEGER.match(literal.value):
            return [Styled(literal.value, "number")]
        cut = literal.value[:_LONGEST]
        text = _ESCAPED.sub(lambda match: _ESCAPES.get(match[0]) or _code(match), cut)
        quoted = Styled(f'"{text}{"…" if len(literal.value) > _LONGEST else ""}"', "literal")
        if literal.language:
            return [quoted, Styled(f"@{literal.language}")]
        if literal.datatype == XSD.string:
            return [quoted]
        return [quoted, Styled("^^"), *self._term(literal.datatype)]


def _subject_key(subject: NamedNode | BlankNode | Triple) -> tuple[bool, str]:
    if isinstance(subject, NamedNode):
        return False, natural_key(subject.value)
    return True, str(subject)


def _code(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04X}"


def _merged(pieces: Sequence[Styled]) -> list[Styled]:
    """The pieces, with adjacent plain ones joined."""
    found: list[Styled] = []
    for piece in pieces:
        if found and not piece.kind and not found[-1].kind:
            found[-1] = Styled(found[-1].text + piece.text)
        elif piece.text:
            found.append(piece)
    return found
