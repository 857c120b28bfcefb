"""An answer before it is sent, as plain values that can be kept and sent again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from werkzeug.http import parse_date, parse_etags, parse_range_header

Headers = list[tuple[str, str]]
# RFC 9110 §15.4.5: of the content's own headers a 304 sends those that tell caches about it.
_NOT_WITH_304 = frozenset(["content-type", "content-length", "content-encoding", "content-disposition"])


_SHORT = 300
"""Characters: so long are the headers that many answers share."""


@lru_cache(maxsize=1_024)
def _raw(name: str, value: str) -> tuple[bytes, bytes]:
    return name.lower().encode("latin-1"), value.encode("latin-1")


@lru_cache(maxsize=1_024)
def _line(name: str, value: str) -> bytes:
    return b"%s: %s\r\n" % _raw.__wrapped__(name, value)


@dataclass(frozen=True)
class Reply:
    """A status, headers, and a body of `size` bytes in pieces; `etag` is the tag as it stands in the header."""

    status: int
    headers: Headers
    pieces: Iterable[bytes]
    size: int
    etag: str | None = None

    @cached_property
    def raw_headers(self) -> list[tuple[bytes, bytes]]:
        """The headers as ASGI has them: bytes, and names in small letters."""
        return [_raw(*header) if len(header[1]) < _SHORT else _raw.__wrapped__(*header) for header in self.headers]

    @cached_property
    def head(self) -> bytes:
        """The headers as they are sent, each line with its end."""
        return b"".join(
            [_line(*header) if len(header[1]) < _SHORT else _line.__wrapped__(*header) for header in self.headers]
        )

    @property
    def is_in_memory(self) -> bool:
        """Whether the body can be sent again."""
        return isinstance(self.pieces, list)

    def unless_known(self, if_none_match: str) -> Reply:
        """This, or 304 where the client has it already (RFC 9110 §13.1.2)."""
        # §8.8.3.2: the weak comparison, for a proxy that compressed the answer has weakened the tag.
        if self.etag is None or not parse_etags(if_none_match).contains_weak(self.etag.removeprefix("W/").strip('"')):
            return self
        return self._not_modified()

    def if_modified_since(self, moment: str) -> Reply:
        """This, or 304 where it was not changed since (RFC 9110 §13.1.3); what is no date does not count."""
        return self._not_modified() if self.status == 200 and self._is_of(moment) else self

    def if_unmodified_since(self, moment: str) -> Reply | None:
        """This, or None where it was changed since (RFC 9110 §13.1.4); without a date of its own it does not count."""
        known = parse_date(moment) is not None and parse_date(self._last_modified) is not None
        return None if self.status == 200 and known and not self._is_of(moment) else self

    def part(self, wanted: str, if_range: str | None) -> Reply | None:
        """This, or 206 with the one range of bytes that is asked for; None where that lies behind the end.

        RFC 9110 §14.2: other units and several ranges may be ignored, and an answer that is another each time has no
        parts. §13.1.5: nor has one that is not what If-Range names.
        """
        asked = parse_range_header(wanted)
        if self.status != 200 or not self.is_in_memory or self.etag is None or self.etag.startswith("W/"):
            return self
        if if_range is not None and if_range not in (self.etag, self._last_modified):
            return self
        if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
            return self
        bounds = asked.range_for_length(self.size)
        if bounds is None:
            return None
        body = b"".join(self.pieces)[slice(*bounds)]
        kept = [(name, value) for name, value in self.headers if name.lower() != "content-length"]
        sizes = [
            ("Content-Length", str(len(body))),
            ("Content-Range", f"bytes {bounds[0]}-{bounds[1] - 1}/{self.size}"),
        ]
        return Reply(206, [*kept, *sizes], [body], len(body), self.etag)

    @property
    def _last_modified(self) -> str | None:
        return next((value for name, value in self.headers if name.lower() == "last-modified"), None)

    def _is_of(self, moment: str) -> bool:
        """Whether it was last changed at this moment or before."""
        changed, asked = parse_date(self._last_modified), parse_date(moment)
        return changed is not None and asked is not None and changed <= asked

    def _not_modified(self) -> Reply:
        kept = [(name, value) for name, value in self.headers if name.lower() not in _NOT_WITH_304]
        return Reply(304, kept, [], 0, self.etag)

    def if_unchanged(self, if_match: str) -> Reply | None:
        """This, or None where the client asks for another version of it (RFC 9110 §13.1.1, the strong comparison)."""
        if self.status != 200 or if_match.strip() == "*":
            return self
        tags = parse_etags(if_match)
        return self if self.etag is not None and tags.contains(self.etag.strip('"')) else None
