"""The triples of a pattern, written out one by one (SPARQL 1.1 §4.2): each can be asked alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.errors import CcwpError
from ccwp_kg.namespaces import RDF
from ccwp_kg.sparql_text.tokens import NOTHING, SparqlToken

_MODIFIERS = ("?", "*", "+")


class Unread(CcwpError):
    """A pattern in a form that is not read here: nothing certain can be said of its parts."""


@dataclass(frozen=True, slots=True)
class TriplePattern:
    """A triple pattern; its terms as texts that can be asked, `shown` as one would write it.

    `start` is the offset where it begins; after `;` that is its verb.
    """

    subject: str
    verb: str
    object: str
    shown: str
    start: int

    @property
    def text(self) -> str:
        """The triple in SPARQL."""
        return f"{self.subject} {self.verb} {self.object}"


def joined_text(words: Sequence[SparqlToken]) -> str:
    """Tokens as one line: white space and comments between them become one blank."""
    pieces: list[str] = []
    end = words[0].start if words else 0
    for word in words:
        pieces += [" " if word.start > end else "", word.text]
        end = word.end
    return "".join(pieces)


class TripleReader:
    """Reads the triples of one query, from any place in its tokens.

    The nodes of `[…]` and `(…)` become variables that the query does not have.
    """

    def __init__(self, text: str) -> None:
        self._fresh = "node"
        while f"?{self._fresh}" in text or f"${self._fresh}" in text:
            self._fresh += "_"
        self._nodes = 0
        self._words: Sequence[SparqlToken] = ()
        self._place = 0
        self._found: list[TriplePattern] = []

    def read(self, words: Sequence[SparqlToken], place: int) -> tuple[list[TriplePattern], int]:
        """The triples of one subject, and the place after them. Raises Unread."""
        self._words, self._place, self._found = words, place, []
        first = self._next
        subject = self._node()
        if first.text not in ("[", "(") or self._begins_verb():
            self._about(subject, first.start)
        return self._found, self._place

    @property
    def _next(self) -> SparqlToken:
        return self._words[self._place] if self._place < len(self._words) else NOTHING

    def _take(self, *expected: str) -> SparqlToken:
        word = self._next
        if word is NOTHING or (expected and word.text not in expected):
            raise Unread(f"'{word.text}' is not read here")
        self._place += 1
        return word

    def _begins_verb(self) -> bool:
        word = self._next
        return word.kind in ("var", "iri", "name") or word.text in ("a", "^", "!", "(")

    def _about(self, subject: str, start: int) -> None:
        """Verbs and objects of a subject that begins at an offset, up to the end of its list."""
        while True:
            verb = self._verb()
            while True:
                self._add(subject, verb, self._node(), start)
                if self._next.text != ",":
                    break
                self._take(",")
            if self._next.text != ";":
                return
            while self._next.text == ";":
                self._take(";")
            if not self._begins_verb():
                return
            start = self._next.start

    def _node(self) -> str:
        """A term, or the variable of a node in brackets, the triples of which are read too."""
        word = self._next
        if word.text == "[":
            self._take("[")
            node = self._new()
            if self._next.text != "]":
                self._about(node, self._next.start)
            self._take("]")
            return node
        if word.text == "(":
            return self._collection()
        return self._term()

    def _new(self) -> str:
        self._nodes += 1
        return f"?{self._fresh}{self._nodes}"

    def _collection(self) -> str:
        """§4.2.3: a list of nodes, each of which has a first and a rest."""
        start = self._take("(").start
        if self._next.text == ")":
            self._take(")")
            return str(RDF.nil)
        head = node = self._new()
        while True:
            self._add(node, RDF.first, self._node(), start)
            if self._next.text == ")":
                break
            rest = self._new()
            self._add(node, RDF.rest, rest, start)
            node = rest
        self._take(")")
        self._add(node, RDF.rest, str(RDF.nil), start)
        return head

    def _add(self, subject: str, verb: object, target: str, start: int) -> None:
        shown = " ".join("[]" if each.startswith(f"?{self._fresh}") else each for each in (subject, str(verb), target))
        self._found.append(TriplePattern(subject, str(verb), target, shown, start))

    def _term(self) -> str:
        first = self._place
        word = self._take()
        if word.text in ("+", "-"):
            word = self._take()
            if word.kind != "number":
                raise Unread(f"'{word.text}' is not read here")
        elif word.kind == "string":
            if self._next.kind == "langtag":
                self._take()
            elif self._next.text == "^^":
                self._take()
                word = self._take()
                if word.kind not in ("iri", "name"):
                    raise Unread(f"'{word.text}' is not read here")
        elif word.kind not in ("var", "iri", "name", "number") and word.keyword not in ("TRUE", "FALSE"):
            raise Unread(f"'{word.text}' is not read here")
        return joined_text(self._words[first : self._place])

    def _verb(self) -> str:
        first = self._place
        if self._next.kind == "var":
            self._take()
        else:
            self._path()
        return joined_text(self._words[first : self._place])

    def _path(self) -> None:
        """§9.1: alternatives of sequences of steps."""
        self._step()
        while self._next.text in ("/", "|"):
            self._take()
            self._step()

    def _step(self) -> None:
        if self._next.text == "^":
            self._take()
        word = self._take()
        if word.text == "(":
            self._path()
            self._take(")")
        elif word.text == "!":
            self._negated()
        elif word.kind not in ("iri", "name") and word.text != "a":
            raise Unread(f"'{word.text}' is not read here")
        if self._next.text in _MODIFIERS:
            self._take()

    def _negated(self) -> None:
        if self._next.text != "(":
            self._negated_one()
            return
        self._take("(")
        while self._next.text != ")":
            self._negated_one()
            if self._next.text == "|":
                self._take("|")
        self._take(")")

    def _negated_one(self) -> None:
        if self._next.text == "^":
            self._take("^")
        word = self._take()
        if word.kind not in ("iri", "name") and word.text != "a":
            raise Unread(f"'{word.text}' is not read here")
