"""The address of a site: what is taken for one, and the sentence for what is none."""

from __future__ import annotations

import pytest

from ccwp_kg.errors import CannotPublish
from ccwp_kg.server.static_site import read_base_url
from ccwp_kg.server.static_site.publish import is_dummy


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("https://name.github.io/ccwp", "https://name.github.io/ccwp"),
        ("https://name.github.io/ccwp", "https://name.github.io/ccwp///"),
        ("https://name.github.io", "https://Name.GitHub.io/"),
        ("http://127.0.0.1:8000/a/b.c", "http://127.0.0.1:8000/a/b.c"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_address_loses_the_slash_at_its_end(expected: str, text: str) -> None:
    assert expected == read_base_url(text)


@pytest.mark.parametrize(
    ("cause", "text"),
    [
        ("has no scheme; write https://", "name.github.io/ccwp"),
        ("has no scheme; write https://", "//name.github.io/ccwp"),
        ("has no scheme; write https://", "name.github.io:443/ccwp"),
        ("has no scheme; write https://", ""),
        ("begins with ftp;", "ftp://name.github.io/ccwp"),
        ("begins with javascript;", "javascript://name.github.io/%0aalert(1)"),
        ("holds a user name", "https://me:secret@name.github.io/ccwp"),
        ("holds a user name", "me:secret@name.github.io/ccwp"),
        ("holds a query or fragment", "https://name.github.io/ccwp?x=1"),
        ("holds a query or fragment", "https://name.github.io/ccwp#x"),
        ("holds a query or fragment", "https://name.github.io/ccwp?"),
        ("names no host", "https:///ccwp"),
        ("names no host", "https://na<me/ccwp"),
        ("is no address", "https://name:99999/ccwp"),
        ("is no address", "https://[::1/ccwp"),
        ("spaces or control characters", "https://name.github.io/my plans"),
        ("spaces or control characters", "https://name.github.io/a\nb"),
        ("is none that files can be put below", "https://name.github.io/a/../b"),
        ("is none that files can be put below", "https://name.github.io/a//b"),
        ("is none that files can be put below", "https://name.github.io/caf%C3%A9"),
        ("is none that files can be put below", 'https://name.github.io/a"b'),
    ],
)
def test_what_is_no_address_is_told_in_one_sentence(cause: str, text: str) -> None:
    with pytest.raises(CannotPublish) as refused:
        read_base_url(text)
    assert cause in str(refused.value)
    assert "\n" not in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("expected", "address"),
    [
        (True, "https://kg.example.org"),
        (True, "https://example.com/ccwp"),
        (True, "https://plans.example"),
        (False, "https://notexample.org"),
        (False, "https://name.github.io/example.org"),
        (False, "http://127.0.0.1:8000"),
    ],
)
def test_hosts_for_examples_are_known(*, expected: bool, address: str) -> None:
    """RFC 2606: nobody has them, so nothing may be led there."""
    assert expected is is_dummy(address)
