"""The query that counts the answer to another one, so that an answer that was cut in silence is found out.

Some stores end every answer after so many rows and say nothing. A count is one row whatever it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ccwp_kg.errors import QuerySyntaxError
from ccwp_kg.store.tokens import Token, place, tokens

Kind = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]
_KINDS: dict[str, Kind] = {"SELECT": "SELECT", "ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE"}
# Another run of these may keep other rows.
_VOLATILE = frozenset(["NOW", "RAND", "UUID", "STRUUID"])
_SCHEME = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")
_OPEN, _CLOSE = frozenset("{(["), frozenset("})]")
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_VALUES = frozenset(["iri", "name", "var", "string", "number"])


@dataclass(frozen=True, slots=True)
class Text:
    """A query as its tokens, cut where SPARQL 1.1 §19.8 cuts it: prologue, kind, and FROM clauses outside of braces."""

    text: str
    words: tuple[Token, ...]
    head: int
    kind: Kind
    clauses: tuple[tuple[int, int], ...]

    @property
    def names_graphs(self) -> bool:
        """Whether the query has FROM or FROM NAMED and so chooses what it sees."""
        return bool(self.clauses)

    @property
    def has_relative(self) -> bool:
        """Whether an IRI in it needs a base (RFC 3986 §4.2: no scheme)."""
        return any(word.kind == "iri" and not _SCHEME.match(word.text) for word in self.words)

    @property
    def prologue(self) -> str:
        """BASE and PREFIX lines, as they stand."""
        return self.text[: self.words[self.head].start]

    @property
    def sources(self) -> str:
        """The FROM clauses."""
        return " ".join(self.text[start:end] for start, end in self.clauses)

    def without_sources(self, start: int, end: int) -> str:
        """A stretch of the query without its FROM clauses; a comment at its end stays one."""
        pieces, done = [], start
        for first, last in self.clauses:
            if start <= first < end:
                pieces.append(self.text[done:first])
                done = last
        return " ".join([*pieces, self.text[done:end]]) + "\n"


def read(text: str) -> Text:
    """The parts of a query. Raises QuerySyntaxError where it does not even begin like one."""
    words = tuple(tokens(text))
    for head, word in enumerate(words):
        if word.kind in ("iri", "name") or word.text.upper() in ("PREFIX", "BASE"):
            continue
        kind = _KINDS.get(word.text.upper()) if word.kind == "word" else None
        if kind is None:
            line, column = place(text, word.start)
            told = f"expected SELECT, ASK, CONSTRUCT or DESCRIBE, found '{word.text[:40]}'"
            raise QuerySyntaxError(told, line=line, column=column)
        return Text(text, words, head, kind, tuple(_clauses(words)))
    raise QuerySyntaxError("the query is empty; expected SELECT, ASK, CONSTRUCT or DESCRIBE", line=1, column=1)


def _depths(words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Each token's place and how many brackets are open before it."""
    depth = 0
    for index, word in enumerate(words):
        is_mark = word.kind == "mark"
        depth -= is_mark and word.text in _CLOSE
        yield index, depth
        depth += is_mark and word.text in _OPEN


def _clauses(words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    for index, depth in _depths(words):
        if depth == 0 and words[index].kind == "word" and words[index].text.upper() == "FROM":
            named = [word for word in words[index + 1 : index + 3] if word.kind in ("iri", "name")]
            if named:
                yield words[index].start, named[0].start + len(named[0].text)


def counted(query: Text, name: str) -> str | None:
    """A query for the number of rows, or of triples, of another as `?name`; None where that cannot be told.

    It cannot for DESCRIBE, for what differs from run to run, and for a CONSTRUCT whose template has nodes without a
    name, brackets, or several triples of an answer that LIMIT or OFFSET cut as chance would have it.
    """
    if any(word.kind == "word" and word.text.upper() in _VOLATILE for word in query.words) or name in query.text:
        return None
    if query.kind == "SELECT":
        inner = query.without_sources(query.words[query.head].start, len(query.text))
    elif query.kind == "CONSTRUCT":
        built = _construct(query)
        if built is None:
            return None
        inner = built
    else:
        return None
    return f"{query.prologue}\nSELECT (COUNT(*) AS ?{name}) {query.sources} WHERE {{ {inner} }}"


def _construct(query: Text) -> str | None:
    """SPARQL 1.1 §16.2: each solution gives the template's triples, each triple counts once."""
    depths = dict(_depths(query.words))
    opening = next((i for i in depths if i > query.head and query.words[i].text == "{"), None)
    closing = next((i for i in depths if opening is not None and i > opening and not depths[i]), None)
    if opening is None or closing is None:
        return None
    short = query.words[query.head + 1 : opening]  # CONSTRUCT WHERE { … } is template and pattern in one
    is_short = any(word.text.upper() == "WHERE" for word in short)
    triples = list(_template(query.words[opening + 1 : closing]))
    rest = query.words[closing + 1 :]
    is_cut = any(word.kind == "word" and word.text.upper() in ("LIMIT", "OFFSET") for word in rest)
    if None in triples or not triples or (is_cut and len(triples) > 1):
        return None
    start = query.words[opening].start if is_short else query.words[closing].start + 1
    pattern = query.without_sources(start, len(query.text))
    where = pattern if not is_short else f"WHERE {pattern}"
    found = " UNION ".join(
        f"{{ SELECT ({s} AS ?ccwp_s) ({p} AS ?ccwp_p) ({o} AS ?ccwp_o) {where} }}"
        for s, p, o in (triple for triple in triples if triple is not None)
    )
    # What is no triple is not in the graph: a literal that says something, a predicate that is no IRI, a gap.
    sound = "FILTER(!isLiteral(?ccwp_s) && isIRI(?ccwp_p) && BOUND(?ccwp_o))"
    return f"SELECT DISTINCT ?ccwp_s ?ccwp_p ?ccwp_o WHERE {{ {found} {sound} }}"


def _template(words: Sequence[Token]) -> Iterator[tuple[str, str, str] | None]:
    """The triples of a template, None for what is more than plain terms with `.`, `;` and `,`."""
    said: list[str] = []
    for term in _terms(words):
        if term is None:
            yield None
            return
        if term not in (".", ";", ","):
            said.append(term)
            continue
        if len(said) == 3:
            yield said[0], said[1], said[2]
        elif said and len(said) != 1:
            yield None
        said = {".": [], ";": said[:1], ",": said[:2]}[term]
    if len(said) == 3:
        yield said[0], said[1], said[2]
    elif len(said) > 1:
        yield None


def _terms(words: Sequence[Token]) -> Iterator[str | None]:
    skip = False
    for index, word in enumerate(words):
        if skip:
            skip = False
        elif word.kind == "mark" and word.text in (".", ";", ","):
            yield word.text
        elif word.kind == "word" and word.text in ("a", "true", "false"):
            yield _TYPE if word.text == "a" else word.text
        elif word.kind in _VALUES and not word.text.startswith("_:"):
            following = words[index + 1 : index + 3]
            if following and following[0].kind == "langtag":
                yield word.text + following[0].text
                skip = True
            elif len(following) == 2 and following[0].text == "^^":
                yield None
            else:
                yield word.text
        else:
            yield None
