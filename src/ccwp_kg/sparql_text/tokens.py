"""The tokens of a SPARQL text, so that a rule about keywords never mistakes a string, an IRI or a comment for one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_LOCAL = r"%[0-9A-Fa-f]{2} | \\[_~.\-!$&'()*+,;=/?\#@%]"
# SPARQL 1.1 §19.8, the terminals that matter for telling keywords from names; longer forms come first.
# Neither a prefix nor a local name begins or ends with a dot, and a dot after an integer is a dot.
# §19.2: an IRI may hold `\uXXXX`, here only for a character that could stand in it unescaped.
_TOKEN = re.compile(
    rf"""
    (?P<space>   [ \t\r\n]+ | \#[^\r\n]* )
  | (?P<string>  \"{{3}}(?:\"{{0,2}}(?:[^\"\\]|\\.))*\"{{3}} | '{{3}}(?:'{{0,2}}(?:[^'\\]|\\.))*'{{3}}
               | \"(?:[^\"\\\r\n]|\\.)*\" | '(?:[^'\\\r\n]|\\.)*' )
  | (?P<iri>     <(?: [^<>\"{{}}|^`\\\x00-\x20]
                    | \\(?:u|U0000)(?!00(?:[01].|2[02]|3[CEce]|5[CEce]|60|7[B-Db-d]))[0-9A-Fa-f]{{4}}
                    | \\U00(?:0[1-9A-Fa-f]|10)[0-9A-Fa-f]{{4}} )*> )
  | (?P<langtag> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<var>     [?$]\w+ )
  | (?P<name>    (?:_|[^\W\d_](?:[\w.-]*[\w-])?)? :
                 (?: (?: [\w:] | {_LOCAL} ) (?: \.* (?: [\w:-] | {_LOCAL} ) )* )? )
  | (?P<number>  \d+\.\d*[eE][+-]?\d+ | (?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)? )
  | (?P<word>    [^\W\d_][\w-]* )
  | (?P<mark>    \|\| | && | \^\^ | [!<>]?=| . )
    """,
    re.VERBOSE | re.DOTALL,
)
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
    """The tokens of a query without white space and comments; any text has some, so this never fails.

    >>> [token.text for token in tokens('ASK { ?s a:b 1., "SERVICE" } # LOAD')]
    ['ASK', '{', '?s', 'a:b', '1', '.', ',', '"SERVICE"', '}']
    """
    for match in _TOKEN.finditer(query):
        if match.lastgroup != "space":
            yield SparqlToken(match.lastgroup or "", match[0], match.start())


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
