"""The tokens of a SPARQL text, so that a rule about keywords never mistakes a string, an IRI or a comment for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from ccwp_kg.sparql_text.rows import plain_rows

_LOCAL = r"%[0-9A-Fa-f]{2} | \\[_~.\-!$&'()*+,;=/?\#@%]"
# SPARQL 1.1 §19.8, the terminals that matter for telling keywords from names; longer forms come first.
# Neither a prefix nor a local name begins or ends with a dot, and a dot after an integer is a dot.
# §19.2: an IRI may hold `\uXXXX`, here only for a character that could stand in it unescaped.
_NAME = rf"""
    (?P<name>    (?:_|[^\W\d_](?:[\w.-]*[\w-])?)? :
                 (?: (?: [\w:] | {_LOCAL} ) (?: [\w:-] | {_LOCAL} | \.++(?= [\w:-] | {_LOCAL} ) )*+ )? ) |"""
_TERMINALS = r"""
    (?P<space>   [ \t\r\n]+ | \#[^\r\n]* )
  | (?P<string>  "{3} [^"\\]*+ (?: (?: \\. | "(?!"") ) [^"\\]*+ )*+ "{3}
               | '{3} [^'\\]*+ (?: (?: \\. | '(?!'') ) [^'\\]*+ )*+ '{3}
               | " [^"\\\r\n]*+ (?: \\. [^"\\\r\n]*+ )*+ " | ' [^'\\\r\n]*+ (?: \\. [^'\\\r\n]*+ )*+ ' )
  | (?P<iri>     <(?: [^<>"{}|^`\\\x00-\x20]
                    | \\(?:u|U0000)(?!00(?:[01].|2[02]|3[CEce]|5[CEce]|60|7[B-Db-d]))[0-9A-Fa-f]{4}
                    | \\U00(?:0[1-9A-Fa-f]|10)[0-9A-Fa-f]{4} )*> )
  | (?P<langtag> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<var>     [?$]\w+ )
  | NAME
    (?P<number>  \d+\.\d*[eE][+-]?\d+ | (?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)? )
  | (?P<word>    [^\W\d_][\w-]* )
  | (?P<mark>    \|\| | && | \^\^ | [!<>]?= | \\["'\\]
               | " [^"\\\r\n]*+ (?: \\. [^"\\\r\n]*+ )*+ | ' [^'\\\r\n]*+ (?: \\. [^'\\\r\n]*+ )*+ | . )
"""
_TOKEN = re.compile(_TERMINALS.replace("NAME", _NAME), re.VERBOSE | re.DOTALL)
_NAMELESS = re.compile(_TERMINALS.replace("NAME", ""), re.VERBOSE | re.DOTALL)
_RUN = re.compile(r"[\w.-]*")
_OPENING, _CLOSING = frozenset("{(["), frozenset("})]")


class SparqlToken(NamedTuple):
    """One token: its kind (`word`, `mark`, `string`, `iri`, `name`, …), its text, and its offset in characters."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)

    @property
    def keyword(self) -> str:
        """The word in capitals, as keywords are read in any case (SPARQL 1.1 §19.8); empty for other tokens."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def opens(self) -> bool:
        """Whether it is an opening bracket."""
        return self.text in _OPENING

    @property
    def closes(self) -> bool:
        """Whether it is a closing bracket."""
        return self.text in _CLOSING


NOTHING = SparqlToken("mark", "", 0)
"""The neighbour of the first token and of the last."""


def tokens(query: str) -> Iterator[SparqlToken]:
    """The tokens of a query without white space and comments, in time linear to its length; any text has some.

    A quote that nothing closes is one mark with the rest of its line, and an escaped one no quote: none is looked for
    twice. What stands between the braces of VALUES is one token of the kind `rows` where it is nothing but plain terms.

    >>> [token.text for token in tokens('ASK { ?s a:b 1., "SERVICE" VALUES ?s { <a> <b> } } # LOAD')]
    ['ASK', '{', '?s', 'a:b', '1', '.', ',', '"SERVICE"', 'VALUES', '?s', '{', ' <a> <b> ', '}', '}']
    """
    pattern, position, run_end = _TOKEN, 0, 0
    while True:
        for match in pattern.finditer(query, position):
            kind = match.lastgroup or ""
            if kind == "space":
                continue
            text = match[0]
            yield SparqlToken(kind, text, match.start())
            if kind == "word":
                position = match.end()
                if len(text) == 6 and text.upper() == "VALUES" and (rows := plain_rows(query, position)):
                    start, end = rows
                    for each in _TOKEN.finditer(query, position, start):
                        if each.lastgroup != "space":
                            yield SparqlToken(each.lastgroup or "", each[0], each.start())
                    yield SparqlToken("rows", query[start:end], start)
                    position = end
                    break
                if not run_end and query.startswith(".", position):
                    # No colon follows this run of letters and dots, so no name begins in it: look for none again.
                    pattern, run_end = _NAMELESS, cast("re.Match[str]", _RUN.match(query, position)).end()
                    break
            if run_end and match.end() >= run_end:
                pattern, position, run_end = _TOKEN, match.end(), 0
                break
        else:
            return


def depths(words: Sequence[SparqlToken]) -> Iterator[int]:
    """For each token how many brackets are open around it; a bracket itself stands outside.

    >>> list(depths(tuple(tokens("ASK { ( ) }"))))
    [0, 0, 1, 1, 0]
    """
    depth = 0
    for word in words:
        depth -= word.closes
        yield depth
        depth += word.opens


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from 1.

    >>> place("ab\\ncd", 4)
    (2, 2)
    """
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)
