"""The settings, one table. Only commands pass the environment to `read_settings`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import Annotated, get_type_hints
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


_IN_NO_ADDRESS = re.compile(r'[\x00-\x20\x7f\s<>"{}|\\^`?#]')


def _is_address(value: str) -> bool:
    """Whether it is an IRI of the web without user, query and fragment."""
    try:
        parts = urlsplit(value)
        is_of_the_web = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # brackets that are no IPv6 address, or a port that is no number
        return False
    return bool(is_of_the_web) and parts.username is None and not _IN_NO_ADDRESS.search(value)


def _address(value: str) -> str:
    if value and not _is_address(value):
        raise ValueError("empty, or an address such as https://example.org")
    return value


def _base_url(value: str) -> str:
    if urlsplit(_address(value)).path.strip("/"):  # pages link from the root of the host
        raise ValueError("empty, or an address without a path, such as https://example.org")
    return value.rstrip("/")


def _base_iri(value: str) -> str:
    if value and not (_is_address(value) and value.endswith("/")):
        raise ValueError("an address that ends in a slash, such as https://example.org/customs/")
    return value


# Only what RFC 3986 allows: the values stand in pages as links and in the catalogue as IRIs.
_WEB = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?")
_MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def _repository(value: str) -> str:
    if value and (not _WEB.fullmatch(value) or value.count("#") > 1):
        raise ValueError("empty, or an address such as https://example.org/code")
    return value


def _contact(value: str) -> str:
    if not _MAIL.fullmatch(value):
        try:
            _repository(value)
        except ValueError:
            raise ValueError(
                "empty, an e-mail address such as plans@example.org, or an address such as https://example.org/contact"
            ) from None
    return value


def _proxies(value: str) -> str:
    try:
        for part in filter(None, map(str.strip, value.split(","))):
            ip_network(part, strict=False)
    except ValueError:
        raise ValueError("addresses or networks with commas between, such as 127.0.0.1,10.0.0.0/8") from None
    return value


def _one_of(*words: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value not in words:
            raise ValueError(f"one of {', '.join(words)}")
        return value

    return parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the server runs; what reads a setting from text stands in its type, and other texts are as they are.

    `host` and `port`: where it listens (port 0: any free one). `base_url`: the public address of the server; empty: the
    address of each request. `base_iri`: where IRIs of things start; empty: the published ones. A release has its own
    base. `contact`: an e-mail address, or the address of a page, for readers who write to whoever runs the site;
    `repository`: the address of its code; empty: not named. `workers` and `threads`: the HTTP processes, and the pages
    each makes at once.

    `store`: the SPARQL endpoint to publish instead of a release; `store_user` and `store_password` are for its HTTP
    authentication.

    `max_request_bytes`: bytes of a request. `max_query_length`: characters of a query outside of the rows of VALUES,
    `max_query_row_bytes`: bytes in these. `max_query_depth`: nested brackets. `max_query_patterns` and
    `max_query_operators`: patterns and operators. `max_query_seconds` and `max_query_mb`: time and megabytes of memory
    of a query. `max_rows` and `max_answer_bytes`: rows and bytes of an
    answer. `sending_mb`: megabytes of large answers on their way to clients.

    `query_workers`: processes that evaluate queries. A query that runs for more than 0.2 seconds is long; at most
    `long_queries` of them run at a time, `client_long_queries` of one client.

    `max_load_seconds` and `max_load_mb`: time and megabytes of memory to load a release or RDF files. A merge of at
    most `lookup_statements` is copied into each HTTP process, which answers look-ups from it. `cache_mb`: megabytes of
    cached answers. `trusted_proxies`: networks whose X-Forwarded headers are believed. `access_log`: off,
    on, or queries (with the text of queries). `running_token`: who has it may list and end the queries that run;
    empty: nobody.
    """

    host: Annotated[str, _host] = "127.0.0.1"
    port: Annotated[int, _between(0, 65_535)] = 8000
    base_url: Annotated[str, _base_url] = ""
    base_iri: Annotated[str, _base_iri] = ""
    contact: Annotated[str, _contact] = ""
    repository: Annotated[str, _repository] = ""
    workers: Annotated[int, _between(1, 64)] = 2
    threads: Annotated[int, _between(1, 64)] = 16
    store: Annotated[str, _address] = ""
    store_user: str = ""
    store_password: str = field(default="", repr=False)
    max_request_bytes: Annotated[int, _between(1_000, 100_000_000)] = 4_000_000
    max_query_length: Annotated[int, _between(100, 30_000)] = 20_000
    max_query_row_bytes: Annotated[int, _between(1_000, 10_000_000)] = 1_000_000
    max_query_depth: Annotated[int, _between(8, 100)] = 64
    max_query_patterns: Annotated[int, _between(8, 1_000)] = 120
    max_query_operators: Annotated[int, _between(8, 1_000)] = 400
    max_query_seconds: Annotated[int, _between(1, 3_600)] = 10
    max_query_mb: Annotated[int, _between(64, 1_000_000)] = 1_024
    max_rows: Annotated[int, _between(1, 100_000_000)] = 1_000_000
    max_answer_bytes: Annotated[int, _between(1_000, 999_999_999)] = 100_000_000
    sending_mb: Annotated[int, _between(16, 1_000_000)] = 512
    query_workers: Annotated[int, _between(2, 64)] = 8
    long_queries: Annotated[int, _between(1, 64)] = 5
    client_long_queries: Annotated[int, _between(1, 64)] = 4
    max_load_seconds: Annotated[int, _between(1, 86_400)] = 300
    max_load_mb: Annotated[int, _between(64, 1_000_000)] = 2_048
    lookup_statements: Annotated[int, _between(0, 10_000_000)] = 250_000
    cache_mb: Annotated[int, _between(1, 100_000)] = 64
    trusted_proxies: Annotated[str, _proxies] = ""
    access_log: Annotated[str, _one_of("off", "on", "queries")] = "off"
    running_token: str = field(default="", repr=False)

    @property
    def contact_iri(self) -> str:
        """The contact as a link leads to it, `mailto:plans@example.org`; empty where none is named."""
        return f"mailto:{self.contact}" if _MAIL.fullmatch(self.contact) else self.contact


def read_settings(environment: Mapping[str, str], **given: str | int | None) -> Settings:
    """The settings from an environment, with values given on the command line before it (None: not given).

    Raises UnknownSetting for a name with our prefix that is none of ours, and for a value that does not parse.

    >>> read_settings({"CCWP_PORT": "9000"}, workers=1).port
    9000
    """
    known = get_type_hints(Settings, include_extras=True)
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
            parsed[name] = getattr(known[name], "__metadata__", (str,))[0](text)
        except ValueError as error:
            raise UnknownSetting(f"{text!r} does not fit the setting '{name}': it takes {error}") from None
    return Settings(**parsed)  # type: ignore[arg-type]  # each parser returns its field's type
