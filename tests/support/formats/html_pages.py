"""Looking into a page: its elements by class and identifier, its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient


def parsed(body: str) -> Element:
    """The page, read as strictly as the HTML standard allows: any parse error fails."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(body)  # type: ignore[no-any-return]


def has_class(element: Element, name: str) -> bool:
    return name in element.get("class", "").split()


def by_class(tree: Element, name: str) -> Iterator[Element]:
    return (element for element in tree.iter() if isinstance(element.tag, str) and has_class(element, name))


def own_words(element: Element) -> str:
    """The document's own words: everything that is not ours."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not has_class(child, "ours"):
            parts.append(own_words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def all_words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def words_of_page(client: FlaskClient, path: str) -> str:
    """The words of a page as text, but for pictures and scripts, one blank between them."""
    page = client.get(path, headers={"Accept": "text/html"}).get_data(as_text=True)
    shown = re.sub(r"(?s)<(script|svg).*?</\1>", "", page)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def ids(tree: Element) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for element in tree.iter():
        name = element.get("id")
        if name is not None:
            assert name not in found, f"the id {name} stands twice"
            found[name] = element
    return found


def sent_bytes(client: FlaskClient, path: str) -> int:
    """How many bytes of a page are sent to who takes gzip."""
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
    assert "gzip" == answer.headers.get("Content-Encoding")
    return len(answer.data)


def bare(text: str) -> str:
    return "".join(text.split())
