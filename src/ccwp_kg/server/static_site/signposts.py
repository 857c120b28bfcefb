"""What a server says of a document in its header Link, as elements of the page: FAIR Signposting takes both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

_LINK = re.compile(r'<([^>]*)>; rel="([^"]*)"(?:; type="([^"]*)")?')
_RELATIONS = frozenset(["author", "cite-as", "collection", "describedby", "item", "linkset", "type"])
"""Those of Signposting that pages do not state themselves, as they do canonical, alternate and license."""


def with_signposts(page: str, header: str, *, base_url: str) -> str:
    """The page with the links of its document in its head; other pages stay as they are.

    >>> header = '<https://w3id.org/x>; rel="cite-as", <http://host/x.ttl>; rel="describedby"; type="text/turtle"'
    >>> print(with_signposts("<head>\\n</head>", header, base_url="http://host"))
    <head>
    <link rel="cite-as" href="https://w3id.org/x">
    <link rel="describedby" href="/x.ttl" type="text/turtle">
    </head>
    """
    if 'rel="cite-as"' not in header:
        return page
    return page.replace("</head>", "".join(_elements(header, base_url)) + "</head>", 1)


def _elements(header: str, base_url: str) -> Iterator[str]:
    for target, relation, kind in _LINK.findall(header):
        if relation in _RELATIONS:
            # a link below the base URL is written as a path, as those of the page are
            path = target.removeprefix(base_url) if target.startswith(f"{base_url}/") else target
            of_type = f' type="{escape(kind)}"' if kind else ""
            yield f'<link rel="{relation}" href="{escape(path)}"{of_type}>\n'
