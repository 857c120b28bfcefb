"""What can be set from outside, one table; nothing else in the package reads the environment."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from ccwp_kg.errors import UnknownSetting

PREFIX = "CCWP_"
"""Settings are environment variables with this prefix: `CCWP_PORT=8080`."""


def _between(low: int, high: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", value) or not low <= int(value) <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return int(value)

    return parse


def _host(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.:_-]+", value):
        raise ValueError("an address or a host name such as 127.0.0.1")
    return value


def _base_url(value: str) -> str:
    parts = urlsplit(value)
    plain = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
    if value and not plain:
        raise ValueError("empty, or an address such as https://example.org")
    return value.rstrip("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the server is to run.

    `host` and `port`: where it listens (port 0: any free one). `workers`: processes that answer. `base_url`: the
    address readers know it by, empty where pages need not name themselves. The limits hold for every query a visitor
    sends: its length in characters, how deep its brackets nest, how many patterns and operators it joins.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    base_url: str = ""
    max_query_length: int = 20_000
    max_query_depth: int = 64
    max_query_patterns: int = 120
    max_query_operators: int = 400
    max_request_bytes: int = 1_000_000


_PARSERS: dict[str, Callable[[str], int] | Callable[[str], str]] = {
    "host": _host,
    "port": _between(0, 65_535),
    "workers": _between(1, 64),
    "base_url": _base_url,
    "max_query_length": _between(100, 1_000_000),
    "max_query_depth": _between(8, 100),
    "max_query_patterns": _between(8, 1_000),
    "max_query_operators": _between(8, 1_000),
    "max_request_bytes": _between(1_000, 100_000_000),
}


def read_settings(environment: Mapping[str, str], **given: str | int | None) -> Settings:
    """The settings from an environment, with values given on the command line before it (None: not given).

    Raises UnknownSetting for a name with our prefix that is none of ours, and for a value that does not parse.

    >>> read_settings({"CCWP_PORT": "9000"}, workers=1).port
    9000
    """
    known = {field.name for field in fields(Settings)}
    named = {name.removeprefix(PREFIX).lower(): value for name, value in environment.items() if name.startswith(PREFIX)}
    for name in sorted(named.keys() - known):
        raise UnknownSetting(
            f"{PREFIX}{name.upper()} is not a setting; there are {', '.join(PREFIX + k.upper() for k in sorted(known))}"
        )
    for name, value in given.items():
        if name not in known:
            raise UnknownSetting(f"'{name}' is not a setting; there are {', '.join(sorted(known))}")
        if value is not None:
            named[name] = str(value)
    parsed: dict[str, int | str] = {}
    for name, text in named.items():
        try:
            parsed[name] = _PARSERS[name](text)
        except ValueError as error:
            raise UnknownSetting(f"'{text}' does not fit the setting '{name}': it takes {error}") from None
    return Settings(**parsed)  # type: ignore[arg-type]  # each parser returns its field's type
