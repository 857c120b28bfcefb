"""Who asks, and the address of this server as the client of a request knows it: whatever is to be fetched is there.

A setting (`base_url`) says it, else the request does: its Host, and its scheme, for which a proxy of ours may speak.
Names of things (`https://w3id.org/ccwp/id/…`) are no addresses of this server and never depend on it.

A proxy hands the address of its own visitor over in X-Forwarded-For, the older sibling of RFC 7239's Forwarded. Anybody
can send that header, so it is believed only as far as the operator's own proxies wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any, Self, TypeAlias

from flask import Flask, current_app, has_app_context, request
from werkzeug.exceptions import BadRequest, NotFound

from ccwp_kg.namespaces import PUBLISHED
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE
from ccwp_kg.server.site.site import site_base
from ccwp_kg.settings import Settings

_Address: TypeAlias = IPv4Address | IPv6Address
_Network: TypeAlias = IPv4Network | IPv6Network

CLIENT = "ccwp_kg.client"
"""The key of the WSGI environ that holds the client of a request (see client_key)."""

_NETWORK = re.compile(r"[0-9A-Fa-f.:]{2,45}(?:/[0-9]{1,3})?")
# What proxies write: an address, IPv4 with a port, IPv6 in brackets with or without one.
_ENTRY = re.compile(
    r"[ \t]*(?:([0-9.]{7,15})(?::[0-9]{1,5})?|\[([0-9A-Fa-f:.]{2,45})\](?::[0-9]{1,5})?|([0-9A-Fa-f:.]{2,45}))[ \t]*"
)
_MAPPED = IPv6Network("::ffff:0:0/96")
_GROUP = 64


@dataclass(frozen=True, slots=True)
class Proxies:
    """The proxies that are trusted to name their visitors; usually none."""

    networks: tuple[_Network, ...] = ()

    @classmethod
    def of_text(cls, text: str) -> Self:
        """Addresses and networks from a setting, separated by commas; empty for none.

        Raises ValueError, with a sentence, for anything else.

        >>> Proxies.of_text("127.0.0.1, 10.0.0.0/8").networks
        (IPv4Network('127.0.0.1/32'), IPv4Network('10.0.0.0/8'))
        """
        if not text.strip():
            return cls()
        return cls(tuple(_network(item.strip()) for item in text.split(",")))

    def __contains__(self, address: _Address) -> bool:
        return any(address in network for network in self.networks)

    def trust(self, remote: str) -> bool:
        """Whether the peer with this address is one of them."""
        address = _ip_address(remote) if self.networks else None
        return address is not None and address in self


def client_of(remote: str, forwarded: str | None, *, proxies: Proxies) -> str:
    """The address a request counts for, from the peer's address and the text of X-Forwarded-For.

    That is the peer, unless it is one of our proxies. Each proxy appends the peer it saw, so the header is read from
    the right: the first address that is no proxy of ours is the client, and what stands left of it is hearsay. An entry
    that is no address ends the walk; the last good one counts.

    >>> client_of("127.0.0.1", "192.0.2.1, 198.51.100.7", proxies=Proxies.of_text("127.0.0.1"))
    '198.51.100.7'
    """
    address = _ip_address(remote) if proxies.networks else None
    if forwarded is None or address is None or address not in proxies:
        return remote
    for entry in reversed(forwarded.split(",")):
        found = _ENTRY.fullmatch(entry)
        before = _ip_address(found[1] or found[2] or found[3]) if found else None
        if before is None:
            break
        address = before
        if address not in proxies:
            break
    return str(address)


def client_key(client: str) -> str:
    """What counts as one client where a limit is shared out: an IPv4 address, or the /64 of an IPv6 address.

    RFC 4291 §2.5.1 and RFC 6177: a /64 is one subnet, and one household or host commands all of its addresses. Text
    that is no address is its own key.

    >>> client_key("2001:db8:1:2:3:4:5:6")
    '2001:db8:1:2::/64'
    """
    if ":" not in client:
        return client
    address = _ip_address(client)
    if isinstance(address, IPv6Address):
        shift = 128 - _GROUP
        return f"{IPv6Address(int(address) >> shift << shift)}/{_GROUP}"
    return client if address is None else str(address)


def _network(item: str) -> _Network:
    refused = ValueError(
        f"'{item}' is not an IP address or a network; write addresses such as 127.0.0.1 or ::1 and networks such as"
        " 10.0.0.0/8, separated by commas"
    )
    if not _NETWORK.fullmatch(item):
        raise refused
    try:
        network = ip_network(item)
    except ValueError:
        raise refused from None
    if isinstance(network, IPv6Network) and network.subnet_of(_MAPPED):
        inner = IPv4Address(int(network.network_address) & 0xFFFFFFFF)
        return IPv4Network((inner, network.prefixlen - 96))
    return network


def _ip_address(text: str) -> _Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    # RFC 4291 §2.5.5.2: what a socket that listens on both calls an IPv4 peer.
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


LOCAL = "http://127.0.0.1:8000"
"""Where a server is that somebody starts for oneself, with no settings."""
HOST_ADDRESS = "ccwp_kg.host_address"
"""Where the WSGI environ holds what `host_address` decided for a request."""

FILE_ADDRESSES = "ccwp_kg.file_addresses"
"""Where an application whose pages are written as files holds what makes the path of a file from a path."""

_NAMES_RESOLVE = False
"""Whether https://w3id.org/ccwp/ leads to a server. It is not registered yet."""

_SERVICES = frozenset(["sparql", "graph-store", "reconcile", "mcp"])
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_ANY_ADDRESS = ("0.0.0.0", "::", "[::]")  # noqa: S104  # only compared
# RFC 9110 §7.2: uri-host [":" port]. Of reg-names only host names are taken (RFC 1123 §2.1), and the underscore.
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(\[[0-9a-f:.]{{2,45}}\]|{_LABEL}(?:\.{_LABEL})*\.?)(?::([0-9]{{0,5}}))?")


def host_address(environ: Mapping[str, Any], *, base_url: str, proxies: Proxies) -> str:
    """Scheme, host and port, without a slash at the end: `base_url` where it is set, else as the request has them.

    The scheme is that of X-Forwarded-Proto where one of our proxies sent the request. Host names are written in small
    letters and without the default port, so that one server has one address. Raises BadRequest where the header Host
    holds no host name.

    >>> host_address({"wsgi.url_scheme": "http", "HTTP_HOST": "Plans.example:80"}, base_url="", proxies=Proxies())
    'http://plans.example'
    """
    host = environ.get("HTTP_HOST")
    address = listening_address(environ) if host is None else _address(_scheme(environ, proxies), host)
    return base_url or address


def listening_address(environ: Mapping[str, Any]) -> str:
    """Where this process listens, for a request that names no host (HTTP/1.0)."""
    name, port = environ["SERVER_NAME"], environ["SERVER_PORT"]
    name = "127.0.0.1" if name in _ANY_ADDRESS else f"[{name}]" if ":" in name and "[" not in name else name
    return _address(environ["wsgi.url_scheme"], f"{name}:{port}")


def _scheme(environ: Mapping[str, Any], proxies: Proxies) -> str:
    forwarded: str | None = environ.get("HTTP_X_FORWARDED_PROTO")
    if forwarded is not None and proxies.trust(environ["REMOTE_ADDR"]):
        scheme = forwarded.partition(",")[0].strip().lower()
        if scheme in _DEFAULT_PORTS:
            return scheme
    own: str = environ["wsgi.url_scheme"]
    return own


@lru_cache(maxsize=1_024)
def _address(scheme: str, host: str) -> str:
    match = _HOST.fullmatch(host.lower())
    if match is None or not _is_host(match[1]) or int(match[2] or "0") > 65_535:
        raise BadRequest("The header Host holds no host name; send one such as example.org:8000 (RFC 9110 §7.2).")
    port = "" if match[2] in (None, "", _DEFAULT_PORTS.get(scheme)) else f":{match[2]}"
    return f"{scheme}://{match[1]}{port}"


def _is_host(name: str) -> bool:
    """Whether a name of the right characters can be a host: a number at its end makes it an IPv4 address."""
    try:
        if name.startswith("["):
            IPv6Address(name[1:-1])
        elif name.removesuffix(".").rpartition(".")[2].isdecimal():
            IPv4Address(name)
    except ValueError:
        return False
    return len(name) <= 253


def prepare_addresses(app: Flask, settings: Settings) -> None:
    """Decide the address of this server for each request before anything else, unless whoever called already did."""
    proxies = Proxies.of_text(settings.trusted_proxies)

    @app.before_request
    def decide() -> None:
        environ = request.environ
        if HOST_ADDRESS not in environ:
            environ[HOST_ADDRESS] = settings.base_url or listening_address(environ)  # for the page that says 400
            environ[HOST_ADDRESS] = host_address(environ, base_url=settings.base_url, proxies=proxies)
        if environ["PATH_INFO"].startswith("//"):  # werkzeug would read it as the path without the first slash
            raise NotFound("No page has this address: it begins with two slashes.")

    app.jinja_env.globals.update(absolute=absolute, here=here, live_address=live_address, names_resolve=names_resolve)


def here() -> str:
    """The address of this server for the client of this request, without a slash at the end."""
    address: str = request.environ[HOST_ADDRESS]
    return address


def absolute(path: str) -> str:
    """A path of this server as an address that can be taken elsewhere; what is no path stays as it is.

    Where pages are written as files, it is the address of the file.
    """
    if not path.startswith("/"):
        return path
    written_as: Callable[[str], str] | None = current_app.extensions.get(FILE_ADDRESSES)
    return here() + (path if written_as is None else written_as(path))


def placed(path: str) -> str:
    """The address of what stands at a path behind the base of own IRIs.

    Where pages are written as files, what a server answers keeps the address that the data state.
    """
    is_elsewhere = has_files_alone() and path.partition("?")[0] in _SERVICES
    return site_base().iri + path if is_elsewhere else absolute(f"/{path}")


def has_files_alone() -> bool:
    """Whether pages are written as files, and nothing answers; the endpoint answers outside of the application."""
    return has_app_context() and FILE_ADDRESSES in current_app.extensions


def live_address(iri: str) -> str | None:
    """Where an own IRI that is an address leads on this server; None for a name and for what is not ours."""
    path = site_base().address_path(iri)
    return None if path is None else placed(path)


def names_resolve() -> bool:
    """Whether the names of things lead to their documents: a page marks them where they do not."""
    return _NAMES_RESOLVE or site_base() != PUBLISHED_BASE or here() == PUBLISHED.rstrip("/")
