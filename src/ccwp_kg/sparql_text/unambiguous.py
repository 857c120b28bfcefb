r"""Queries that every engine reads alike, so that what is checked is what runs.

Engines differ in where they decode `\u0022`, in whether `?a<#>` is an IRI or a comparison and a comment, and in what
they do with a string that does not parse. Where one of two readings could hide a keyword or a bracket, the text is
rewritten without a change of meaning, or refused.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Never

from ccwp_kg.errors import QueryRefused, QuerySyntaxError, QueryTooLarge
from ccwp_kg.sparql_text.tokens import SparqlToken, place, tokens

# Pairs of backslashes stand for one each (§19.7), so what follows them is no escape.
_CODEPOINT = re.compile(r"(?:\\\\)+|\\u(?P<short>[0-9A-Fa-f]{4})|\\U(?P<long>[0-9A-Fa-f]{8})|(?P<lone>[\ud800-\udfff])")
_HAS_CODEPOINT = re.compile(r"\\[uU]|[\ud800-\udfff]")
_LEFT_OVER = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")
# §19.8, ECHAR: what a backslash may stand before in a string.
_STRING_ESCAPE = re.compile(r"""\\(?P<known>[tbnrf"'\\])?""")
_LONGEST_NAME = 1_000
# Two slashes in a row stand in no expression, so this is an IRI to every engine.
_ADDRESS = re.compile(r"<[^#']*//")


@dataclass(frozen=True, slots=True)
class UnambiguousText:
    """A text that every engine reads alike, and its tokens.

    `hidden` are the tokens inside IRIs that an engine might read as a comparison, as in `?a<?b&&?c>?d`; to such an
    engine they count like all others. The offsets of all tokens are offsets in the `decoded` text.
    """

    text: str
    decoded: str
    words: tuple[SparqlToken, ...]
    hidden: tuple[SparqlToken, ...]

    def place(self, word: SparqlToken) -> tuple[int, int]:
        """Line and column of a word."""
        return place(self.decoded, word.start)


def unambiguous(text: str, *, length: int, row_bytes: int) -> UnambiguousText:
    """The text, made unambiguous; it has at most `length` characters beside `row_bytes` bytes in the rows of VALUES.

    Raises QuerySyntaxError with line and column where it cannot be made so, and QueryTooLarge.
    """
    if len(text) > length + row_bytes:
        raise _too_large(length, row_bytes)
    decoded = _decoded(text)
    found = tokens(decoded) if len(decoded) <= length else _bounded(decoded, length, row_bytes)
    is_plain = len(decoded) <= _LONGEST_NAME and not any(mark in decoded for mark in "\\'\"")
    words = tuple(found if is_plain else _sound(decoded, found))
    _refuse_left_over(decoded, words)
    unsure = [word for word in words if word.kind == "iri" and not _ADDRESS.match(word.text)]
    hidden = tuple(token for word in unsure for token in tokens(word.text[1:-1]))
    return UnambiguousText(_settled(decoded, unsure), decoded, words, hidden)


def _decoded(text: str) -> str:
    """The text without codepoint escapes, which are processed before the grammar (SPARQL 1.1 §19.2)."""

    def character(match: re.Match[str]) -> str:
        digits = match["short"] or match["long"]
        if digits is None and match["lone"] is None:
            return match[0]
        code = 0xD800 if digits is None else int(digits, 16)
        if code > 0x10FFFF or 0xD800 <= code < 0xE000:
            shown = match[0] if digits else "half of a surrogate pair"
            raise _refused(text, match.start(), f"{shown} is no character; write \\UXXXXXXXX with its code point")
        return chr(code)

    # Without a backslash or half a surrogate pair there is nothing to find.
    is_plain = (text.isascii() and "\\" not in text) or not _HAS_CODEPOINT.search(text)
    return text if is_plain else _CODEPOINT.sub(character, text)


def _bounded(text: str, length: int, row_bytes: int) -> Iterator[SparqlToken]:
    """The tokens of a text, read no further than the limits."""
    in_rows = size = 0
    for word in tokens(text):
        if word.kind == "rows":
            in_rows += len(word.text)
            size += len(word.text.encode())
        if word.end - in_rows > length or size > row_bytes:
            raise _too_large(length, row_bytes)
        yield word
    if len(text) - in_rows > length:  # a comment at the end is no token
        raise _too_large(length, row_bytes)


def _too_large(length: int, row_bytes: int) -> QueryTooLarge:
    return QueryTooLarge(
        f"the query has more than {length} characters, or more than {row_bytes} bytes in rows of VALUES, the limits "
        "here; ask in smaller pieces"
    )


def _sound(text: str, words: Iterable[SparqlToken]) -> Iterator[SparqlToken]:
    """The tokens; refuse the first quote or backslash that engines could read differently.

    An engine may end a string elsewhere if it is not closed or has an unknown escape. An apostrophe in `<'x>` begins a
    string where `<` is a comparison.
    """
    for word in words:
        if word.kind == "name" and len(word.text) > _LONGEST_NAME:
            raise QueryRefused(f"a prefixed name has more than {_LONGEST_NAME} characters, the limit here; shorten it")
        if word.kind == "string":
            for match in _STRING_ESCAPE.finditer(word.text):
                if not match["known"]:
                    _refuse_backslash(text, word.start + match.start())
        elif word.kind == "iri" and "'" in word.text and not _ADDRESS.match(word.text):
            raise _refused(text, word.start, "the apostrophe in this IRI may begin a string; write %27 for it")
        elif word.kind == "mark" and word.text[:1] == "\\":
            _refuse_backslash(text, word.start)
        elif word.kind == "mark" and word.text[:1] in ("'", '"'):
            raise _refused(text, word.start, "the string that begins here does not end; close it with the same quote")
        yield word


def _refuse_left_over(text: str, words: Iterable[SparqlToken]) -> None:
    r"""Refuse what looks like a codepoint escape after decoding, for an engine could decode it again.

    In a string, after another backslash, it is text. In a comment, a decoded line end could end the comment.
    """
    if "\\" not in text:
        return
    strings = [word for word in words if word.kind in ("string", "rows")]
    starts = [word.start for word in strings]
    for match in _LEFT_OVER.finditer(text):
        before = bisect(starts, match.start()) - 1
        if before < 0 or match.start() >= strings[before].end:
            _refuse_backslash(text, match.start())


def _refuse_backslash(text: str, offset: int) -> Never:
    after = text[offset + 1 : offset + 2]
    raise _refused(
        text, offset, f"the backslash before '{after}' escapes nothing; double it in a string or leave it out"
    )


def _refused(text: str, offset: int, reason: str) -> QuerySyntaxError:
    line, column = place(text, offset)
    return QuerySyntaxError(f"at line {line}, column {column}: {reason}", line=line, column=column)


def _settled(text: str, unsure: Iterable[SparqlToken]) -> str:
    """Put a carriage return after each IRI that might be the operator `<` and a comment.

    A comment ends there (§19.4). As white space it changes nothing, and no line gets another number.
    """
    pieces, done = [], 0
    for word in unsure:
        if "#" in word.text and text[word.end : word.end + 1] not in ("", "\r", "\n"):
            pieces += [text[done : word.end], "\r"]
            done = word.end + 1 if text[word.end] in " \t" else word.end
    return "".join([*pieces, text[done:]])
