"""The rows of VALUES, found where they are so plain that nothing has to be read in them word by word."""

from __future__ import annotations

import re

_SPACE = r"[ \t\r\n]*+"
# SPARQL 1.1 §19.8, rules 62 to 65: terms and white space alone, and only terms that no two engines read differently. An
# IRI has an authority, or no character of an expression; a string has known escapes; a name is short and has none.
_HEX = "%[0-9A-Fa-f]{2}"
_IRI = r"""<(?: [A-Za-z][A-Za-z0-9+.-]*+ ://[^<>"{}|^`\\\x00-\x20]*+ | [\w.:/~%@-]*+ )>"""
_LOCAL = rf"(?: [\w:] | {_HEX} ) (?: [\w:-] | {_HEX} | \.(?=[\w:.-]) ){{0,899}}+"
_NAME = rf"(?: [^\W\d_][\w-]{{0,99}}+ : (?:{_LOCAL})?+ | : (?:{_LOCAL})?+ )"
_ESCAPE = r"""\\[tbnrf"'\\]"""
_STRING = rf"""
    (?: "(?!"") [^"\\\r\n]*+ (?: {_ESCAPE} [^"\\\r\n]*+ )*+ "
      | '(?!'') [^'\\\r\n]*+ (?: {_ESCAPE} [^'\\\r\n]*+ )*+ '
      | "{{3}} [^"\\]*+ (?: (?: {_ESCAPE} | "(?!"") ) [^"\\]*+ )*+ "{{3}}
      | '{{3}} [^'\\]*+ (?: (?: {_ESCAPE} | '(?!'') ) [^'\\]*+ )*+ '{{3}} )
    (?: @[A-Za-z]++(?:-[A-Za-z0-9]++)*+ | \^\^(?: {_IRI} | {_NAME} ) )?+"""
_EXPONENT = "(?: [eE][+-]?+[0-9]++ )?+"
_NUMBER = rf"[0-9]++(?:\.[0-9]++)?+ {_EXPONENT} | [+-](?: [0-9]++(?:\.[0-9]++)?+ | \.[0-9]++ ) {_EXPONENT}"
_TERM = rf"(?: {_IRI} | {_STRING} | {_NUMBER} | \.[0-9]++ {_EXPONENT} | (?i:true|false|undef)(?!:) | {_NAME} )"
_TERMS = rf"(?: {_TERM} (?=[ \t\r\n<)}}]) {_SPACE} )"
_VARIABLES = rf"(?: [?$]\w++ | (?P<several>\() {_SPACE} (?: [?$]\w++ {_SPACE} )*+ \) )"
_HEAD = re.compile(rf"{_SPACE} {_VARIABLES} {_SPACE} {{ (?P<inside>) {_SPACE}", re.VERBOSE)
# In pieces, since other threads wait for the end of a match.
_SOME_TERMS = re.compile(rf"{_TERMS}{{1,1000}}+", re.VERBOSE)
_SOME_ROWS = re.compile(rf"(?: \( {_SPACE} {_TERMS}{{0,100}}+ \) {_SPACE} ){{1,100}}+", re.VERBOSE)


def plain_rows(text: str, position: int) -> tuple[int, int] | None:
    """Where the rows of a VALUES begin and end whose keyword ends at a position; None where they are not all plain.

    >>> plain_rows("VALUES ?x { 1 <urn:a> }", 6), plain_rows("VALUES ?x { 1 [] }", 6)
    ((11, 22), None)
    """
    head = _HEAD.match(text, position)
    if head is None:
        return None
    piece, end = _SOME_ROWS if head["several"] else _SOME_TERMS, head.end()
    while match := piece.match(text, end):
        end = match.end()
    return (head.start("inside"), end) if text.startswith("}", end) else None
