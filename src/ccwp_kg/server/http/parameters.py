"""Form parameters read strictly: what is not properly encoded is refused, not guessed."""

from __future__ import annotations

import re
from binascii import a2b_qp
from collections.abc import Sequence

from werkzeug.exceptions import BadRequest

_MOST = 1_000
"""Parameters of one request."""
_PAGE = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)
_BAD_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")

Parameters = Sequence[tuple[str, str]]


def parse_form(encoded: bytes) -> Parameters:
    """The pairs of an `application/x-www-form-urlencoded` text (WHATWG URL §5.1), each decoded once.

    Raises BadRequest for more than 1,000 pairs, and for a bad percent escape and bytes that are not UTF-8, where the
    standard would guess.

    >>> parse_form(b"query=a+b%2B&x")
    [('query', 'a b+'), ('x', '')]
    """
    if encoded.count(b"&") >= _MOST:
        raise BadRequest(f"A request may have {_MOST:,} parameters here; send fewer.")
    pairs = []
    for piece in encoded.split(b"&"):
        if piece:
            name, _, value = piece.partition(b"=")
            pairs.append((_decode(name), _decode(value)))
    return pairs


def _decode(encoded: bytes) -> str:
    if encoded.isalnum():
        return encoded.decode("ascii")
    if _BAD_ESCAPE.search(encoded):
        raise BadRequest("A percent sign in the parameters is not followed by two hexadecimal digits; write it as %25.")
    # Percent escapes are those of quoted-printable (RFC 2045 §6.7) with another sign, and that codec is written in C.
    return text_of(a2b_qp(encoded.replace(b"+", b" ").replace(b"=", b"=3D").replace(b"%", b"=")))


def text_of(content: bytes) -> str:
    """UTF-8 bytes as text; BadRequest where they are none."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest("The request is not valid UTF-8; encode it so.") from None


def refuse_others(parameters: Parameters, offered: Sequence[str], what: str) -> None:
    """Raises BadRequest, naming what is offered, where a parameter of another name is given."""
    if not {name for name, _ in parameters} <= {*offered}:
        raise BadRequest(f"{what} knows no parameter of this name; it knows {', '.join(offered)}.")


def only(parameters: Parameters, name: str) -> str | None:
    """The value of a parameter that may be given once; BadRequest where it is given twice."""
    values = [value for key, value in parameters if key == name]
    if len(values) > 1:
        raise BadRequest(f"The parameter '{name}' is given {len(values)} times; give it once.")
    return values[0] if values else None


def page_number(parameters: Parameters) -> int:
    """The page that is asked for, the first where none or an empty one is; BadRequest for no whole number from 1."""
    page = only(parameters, "page")
    if page and not _PAGE.fullmatch(page):
        raise BadRequest("A page is a whole number from 1; leave 'page' out for the first.")
    return int(page or 1)


def every(parameters: Parameters, name: str) -> tuple[str, ...]:
    """All values of a parameter that may be repeated."""
    return tuple(value for key, value in parameters if key == name)
