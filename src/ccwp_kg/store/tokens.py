"""The words of a SPARQL text, so that a rule about keywords never mistakes a string, an IRI or a comment for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# SPARQL 1.1 §19.8, the terminals that matter for telling keywords from names; longer forms come first.
# §19.2: an IRI may hold `\uXXXX`, here only for a character that could stand in it unescaped.
_TOKEN = re.compile(
    r"""
    (?P<space>   [ \t\r\n]+ | \#[^\r\n]* )
  | (?P<string>  \"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
               | \"(?:[^\"\\\r\n]|\\.)*\" | '(?:[^'\\\r\n]|\\.)*' )
  | (?P<iri>     <(?: [^<>\"{}|^`\\\x00-\x20]
                    | \\(?:u|U0000)(?!00(?:[01].|2[02]|3[CEce]|5[CEce]|60|7[B-Db-d]))[0-9A-Fa-f]{4}
                    | \\U00(?:0[1-9A-Fa-f]|10)[0-9A-Fa-f]{4} )*> )
  | (?P<langtag> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<var>     [?$]\w+ )
  | (?P<name>    (?:_|[^\W\d_][\w.-]*)? : (?:[\w:.\-] | %[0-9A-Fa-f]{2} | \\[_~.\-!$&'()*+,;=/?\#@%])* )
  | (?P<number>  (?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)? )
  | (?P<word>    [^\W\d_][\w-]* )
  | (?P<mark>    \|\| | && | \^\^ | [!<>]?=| . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """One word or mark: its kind (`word`, `mark`, `string`, `iri`, `name`, …), its text and where it starts."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query without white space and comments; any text has some, so this never fails.

    >>> [token.text for token in tokens('ASK { ?s a "SERVICE" } # LOAD')]
    ['ASK', '{', '?s', 'a', '"SERVICE"', '}']
    """
    for match in _TOKEN.finditer(query):
        if match.lastgroup != "space":
            yield Token(match.lastgroup or "", match[0], match.start())


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from 1.

    >>> place("ab\\ncd", 4)
    (2, 2)
    """
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)
