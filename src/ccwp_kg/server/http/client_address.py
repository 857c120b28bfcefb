"""Who asks: the address that a request counts for, also where a proxy stands in front.

A proxy hands the address of its own visitor over in X-Forwarded-For, the older sibling of RFC 7239's Forwarded. Anybody
can send that header, so it is believed only as far as the operator's own proxies wrote it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Self, TypeAlias

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
        address = _address(remote) if self.networks else None
        return address is not None and address in self


def client_of(remote: str, forwarded: str | None, *, proxies: Proxies) -> str:
    """The address a request counts for, from the peer's address and the text of X-Forwarded-For.

    That is the peer, unless it is one of our proxies. Each proxy appends the peer it saw, so the header is read from
    the right: the first address that is no proxy of ours is the client, and what stands left of it is hearsay. An entry
    that is no address ends the walk; the last good one counts.

    >>> client_of("127.0.0.1", "192.0.2.1, 198.51.100.7", proxies=Proxies.of_text("127.0.0.1"))
    '198.51.100.7'
    """
    address = _address(remote) if proxies.networks else None
    if forwarded is None or address is None or address not in proxies:
        return remote
    for entry in reversed(forwarded.split(",")):
        found = _ENTRY.fullmatch(entry)
        before = _address(found[1] or found[2] or found[3]) if found else None
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
    address = _address(client)
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


def _address(text: str) -> _Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    # RFC 4291 §2.5.5.2: what a socket that listens on both calls an IPv4 peer.
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
