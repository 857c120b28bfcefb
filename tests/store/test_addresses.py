"""What is the address of a store, and what is none."""

from __future__ import annotations

import pytest

from ccwp_kg.errors import StoreBroken
from ccwp_kg.store.remote import RemoteStore


@pytest.mark.parametrize(
    "address",
    [
        *("", "example.org/sparql", "ftp://example.org/", "http:///x", "http://dba:pw@h/", "http://h/a b"),
        *("http://:pw@h/", "http://[/sparql?pw", "http://dba:pw@[/", "http://h:port/", "http://h:99999/"),
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    """Credentials do not belong into an address, and are not repeated."""
    with pytest.raises(StoreBroken, match="is not the address of a store") as raised:
        RemoteStore(address)
    assert "pw" not in str(raised.value)
