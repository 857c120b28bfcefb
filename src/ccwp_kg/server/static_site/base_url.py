"""The address at which a site of files will be."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ccwp_kg.errors import CannotPublish

_EXAMPLE = "such as https://name.github.io/ccwp"
_HOST = re.compile(r"[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\]")
# Of what RFC 3986 §3.3 allows, that which no program takes for anything else; a dot alone, or two, would be another
# folder (§5.2.4).
_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|\Z))[A-Za-z0-9._~+,=:-]+)*")
# RFC 2606 §2 and §3: names that belong to nobody, for examples.
_DUMMY = re.compile(r"(?:.*\.)?(?:example|invalid|test|example\.(?:com|net|org))\Z", re.IGNORECASE)


def read_base_url(text: str) -> str:
    """A base URL without a slash at its end. Raises CannotPublish, with the cause and a cure, for what is none.

    >>> read_base_url("https://name.github.io/ccwp/")
    'https://name.github.io/ccwp'
    """
    if "@" in text:  # what stands before it may be a password, which no message repeats
        raise CannotPublish(
            "the base URL holds a user name, which everybody would read; leave out what stands before @"
        )
    shown = f"the base URL '{text[:200]}'" if text.isprintable() else "the base URL"
    try:
        parts = urlsplit(text)
        port, host = parts.port, parts.hostname
    except ValueError:
        raise CannotPublish(f"{shown} is no address; write one {_EXAMPLE}") from None
    path = parts.path.rstrip("/")
    if not text.isprintable() or " " in text:
        raise CannotPublish(f"{shown} holds spaces or control characters; write an address {_EXAMPLE}")
    if parts.scheme not in ("http", "https"):
        if "://" in text:
            raise CannotPublish(f"{shown} begins with {parts.scheme}; pages are read over https or http")
        raise CannotPublish(f"{shown} has no scheme; write https:// before the host, {_EXAMPLE}")
    if not host or not _HOST.fullmatch(parts.netloc.removesuffix(f":{port}")):
        raise CannotPublish(f"{shown} names no host; write an address {_EXAMPLE}")
    if "?" in text or "#" in text:
        raise CannotPublish(
            f"{shown} holds a query or fragment, and pages are put below it; leave out what follows ? or #"
        )
    if not _PATH.fullmatch(path):
        raise CannotPublish(f"the path of {shown} is none that files can be put below; write an address {_EXAMPLE}")
    return f"{parts.scheme}://{parts.netloc.lower()}{path}"


def is_dummy(base_url: str) -> bool:
    """Whether the host is one that documentation uses and nobody has.

    >>> is_dummy("https://kg.example.org/ccwp"), is_dummy("https://name.github.io")
    (True, False)
    """
    return bool(_DUMMY.match(urlsplit(base_url).hostname or ""))
