"""Whom a request counts for: nobody can speak for another by a header, and one household is one client."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccwp_kg.server.http.host_address import Proxies, client_key, client_of

OURS = "127.0.0.1, 10.0.0.0/8, ::1, 2001:db8:ff::/48"

CLIENTS = [
    # (client, peer, X-Forwarded-For, proxies)
    ("192.0.2.1", "192.0.2.1", None, ""),
    ("192.0.2.1", "192.0.2.1", "203.0.113.9", ""),
    ("127.0.0.1", "127.0.0.1", "203.0.113.9", ""),
    ("192.0.2.1", "192.0.2.1", "203.0.113.9", OURS),
    ("127.0.0.1", "127.0.0.1", None, OURS),
    ("127.0.0.1", "127.0.0.1", "", OURS),
    ("203.0.113.9", "127.0.0.1", "203.0.113.9", OURS),
    # A visitor's own header stands left of what our proxy wrote.
    ("203.0.113.9", "127.0.0.1", "198.51.100.1, 203.0.113.9", OURS),
    ("203.0.113.9", "127.0.0.1", "127.0.0.1, 203.0.113.9", OURS),
    # Two of our proxies in a row.
    ("203.0.113.9", "127.0.0.1", "198.51.100.1,203.0.113.9,10.1.2.3", OURS),
    ("203.0.113.9", "::1", "203.0.113.9, 2001:db8:ff::7", OURS),
    # Nothing but proxies: the first of them asked.
    ("10.0.0.2", "127.0.0.1", "10.0.0.2, 10.0.0.3", OURS),
    # What proxies write.
    ("203.0.113.9", "127.0.0.1", "203.0.113.9:5432", OURS),
    ("2001:db8::9", "127.0.0.1", "2001:DB8:0::9", OURS),
    ("2001:db8::9", "127.0.0.1", "[2001:db8::9]", OURS),
    ("2001:db8::9", "127.0.0.1", "[2001:db8::9]:443", OURS),
    ("203.0.113.9", "127.0.0.1", " \t203.0.113.9 ", OURS),
    # IPv4 in IPv6, on either side.
    ("203.0.113.9", "::ffff:127.0.0.1", "::ffff:203.0.113.9", OURS),
    ("203.0.113.9", "127.0.0.1", "203.0.113.9, [::ffff:10.0.0.1]:80", OURS),
    ("203.0.113.9", "127.0.0.1", "203.0.113.9", "::ffff:127.0.0.0/104"),
    # What is no address ends the walk.
    ("127.0.0.1", "127.0.0.1", "unknown", OURS),
    ("10.0.0.3", "127.0.0.1", "203.0.113.9, _hidden, 10.0.0.3", OURS),
    ("10.0.0.3", "127.0.0.1", "203.0.113.9,, 10.0.0.3", OURS),
    ("127.0.0.1", "127.0.0.1", "203.0.113.9:", OURS),
    ("127.0.0.1", "127.0.0.1", "203.0.113.999", OURS),
    ("127.0.0.1", "127.0.0.1", "[203.0.113.9", OURS),
    ("127.0.0.1", "127.0.0.1", "203.0.113.9\r\n", OURS),
    ("127.0.0.1", "127.0.0.1", "2130706433", OURS),
    ("127.0.0.1", "127.0.0.1", "fe80::1%eth0", OURS),
    ("127.0.0.1", "127.0.0.1", "9" * 60_000, OURS),
    # A peer without an address (a local socket) is no proxy.
    ("", "", "203.0.113.9", OURS),
    ("unix:", "unix:", "203.0.113.9", "0.0.0.0/0, ::/0"),
]


@pytest.mark.parametrize(("expected", "remote", "forwarded", "proxies"), CLIENTS)
def test_client(expected: str, remote: str, forwarded: str | None, proxies: str) -> None:
    """The right-most address that is no proxy of ours, and only where the peer is one."""
    assert expected == client_of(remote, forwarded, proxies=Proxies.of_text(proxies))


@settings(max_examples=200, deadline=None)
@given(st.text() | st.lists(st.from_regex(r"[0-9a-f.:\[\]% ]{0,20}", fullmatch=True)).map(",".join))
def test_any_header(text: str) -> None:
    """No header raises, and none makes a client of what is no address."""
    everybody = Proxies.of_text("0.0.0.0/0, ::/0")
    found = client_of("127.0.0.1", text, proxies=everybody)
    assert found == str(ip_address(found))
    assert client_key(found)


SETTINGS = [
    ([], ""),
    ([], "  "),
    (["127.0.0.1/32"], "127.0.0.1"),
    (["127.0.0.1/32", "::1/128"], " 127.0.0.1 ,\t::1 "),
    (["10.0.0.0/8", "2001:db8::/32"], "10.0.0.0/8,2001:DB8::/32"),
    (["10.0.0.0/8"], "::ffff:10.0.0.0/104"),
    (["0.0.0.0/0"], "0.0.0.0/0"),
]


@pytest.mark.parametrize(("expected", "text"), SETTINGS)
def test_proxies(expected: list[str], text: str) -> None:
    """Addresses and networks of both families, also none."""
    assert expected == [str(network) for network in Proxies.of_text(text).networks]


WRONG = [
    # (what the sentence names, setting)
    ("localhost", "localhost"),
    ("", ","),
    ("", "127.0.0.1,"),
    ("10.0.0.1/8", "::1, 10.0.0.1/8"),
    ("10.0.0.0/33", "10.0.0.0/33"),
    ("10.0.0.0/255.0.0.0", "10.0.0.0/255.0.0.0"),
    ("010.0.0.1", "010.0.0.1"),
    ("127.0.0.1:80", "127.0.0.1:80"),
    ("[::1]", "[::1]"),
    ("fe80::1%eth0", "fe80::1%eth0"),
    ("127.0.0.1 ::1", "127.0.0.1 ::1"),
    ("*", "*"),
]


@pytest.mark.parametrize(("named", "text"), WRONG)
def test_wrong_proxies(named: str, text: str) -> None:
    """Anything else is refused with a sentence that names it; a network with host bits may mean either."""
    with pytest.raises(ValueError, match="separated by commas") as caught:
        Proxies.of_text(text)
    assert str(caught.value).startswith(f"'{named}' is not an IP address or a network;")


KEYS = [
    ("192.0.2.1", "192.0.2.1"),
    ("192.0.2.1", "::ffff:192.0.2.1"),
    ("2001:db8:1:2::/64", "2001:db8:1:2::"),
    ("2001:db8:1:2::/64", "2001:db8:1:2:ffff:ffff:ffff:ffff"),
    ("2001:db8:1:3::/64", "2001:db8:1:3::1"),
    ("fe80::/64", "fe80::1%eth0"),
    ("::/64", "::1"),
    ("", ""),
    ("unix:", "unix:"),
]


@pytest.mark.parametrize(("expected", "client"), KEYS)
def test_key(expected: str, client: str) -> None:
    """IPv4 by address, IPv6 by /64; text that is no address is its own key."""
    assert expected == client_key(client)
