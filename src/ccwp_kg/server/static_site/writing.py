"""Asks the application for every address of a site and writes each answer as a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from werkzeug.test import TestResponse

from ccwp_kg.errors import CannotPublish
from ccwp_kg.formats import HTML
from ccwp_kg.server.apis.discovery import all_paths, sitemap_paths
from ccwp_kg.server.html.page_context import CARD
from ccwp_kg.server.site.site import CONTEXT, Site
from ccwp_kg.server.static_site import links
from ccwp_kg.server.static_site.app import FileAddresses, build_static_app

FIXED = (
    "/robots.txt",
    "/opensearch.xml",
    "/favicon.ico",
    "/llms.txt",
    f"/{CONTEXT}",
    "/ontology/changes.txt",
    "/search",
    "/search.json",
)
"""The addresses at fixed places, to which no page need link."""
_NEXT = re.compile(r'<([^>]*)>; rel="next"')
_SENDS_ON = (301, 302, 303, 307, 308)
_IS_NOTHING = (404, 406, 410)
_NOWHERE = "/404.html"
_MOST_DEAD = 100
_STEPS = 5
"""So often an address may be sent on."""


@dataclass(frozen=True, slots=True)
class SiteCount:
    """How many pages and files of data are written, and how many links lead to nothing."""

    pages: int = 0
    data: int = 0
    dead: int = 0


class SiteWriter:
    """Writes one site into an empty folder."""

    def __init__(self, site: Site, folder: Path, *, progress: Callable[[SiteCount], None]) -> None:
        self._site = site
        self._folder = folder
        self._progress = progress
        files = FileAddresses(site)
        self._as_file = files.file
        self._client = build_static_app(site, files).test_client(use_cookies=False)
        self._known: set[str] = set()
        self._addresses: list[str] = []
        self._files: dict[str, str] = {}
        """Address → the file that it was written as."""
        self._sent_on: dict[str, str] = {}
        self._pages: dict[str, None] = {}
        self._data: dict[str, None] = {}
        self._dead: dict[tuple[str, str], None] = {}

    @property
    def dead(self) -> tuple[tuple[str, str], ...]:
        """The first links that lead to nothing, each with its page."""
        return tuple(self._dead)

    def write(self) -> SiteCount:
        """Write everything: what the sitemap names, and whatever pages and data lead to from there.

        Raises CannotPublish where an address fails.
        """
        paths = all_paths(self._site)
        self._add(
            [
                *FIXED,
                *(file.url for name, file in self._site.static.items() if name.startswith(CARD)),
                *sitemap_paths(paths),
                *paths,
            ]
        )
        for address in self._addresses:  # among them those that are added meanwhile
            self._take(address)
        # only now it is known which links lead somewhere
        for file in self._pages:
            self._link(file)
        self._write_nowhere()
        return self._count()

    def _add(self, addresses: Iterable[str]) -> None:
        """Addresses to be asked for, paths and queries without fragments, where they are new."""
        self._addresses += (new := [each for each in dict.fromkeys(addresses) if each not in self._known])
        self._known.update(new)

    def _count(self) -> SiteCount:
        return SiteCount(len(self._pages), len(self._data), len(self._dead))

    def _take(self, address: str) -> None:
        """Ask for one address; keep what it is, and what it leads to."""
        file = self._as_file(address)
        if file is None:
            return
        is_page = file.endswith(f".{HTML.suffix}")
        response = self._client.get(address, headers={"Accept": HTML.essence if is_page else "*/*"})
        if response.status_code in _SENDS_ON:
            target = _local(response.headers["Location"], self._site.settings.base_url)
            self._add([target])
            self._sent_on[address] = target
        elif response.status_code == 200 and is_page == (response.mimetype == HTML.essence):
            self._keep(address, file, response, is_page=is_page)
        elif response.status_code not in (200, *_IS_NOTHING):
            raise CannotPublish(f"{address} cannot be made (status {response.status_code}): {_reason(response)}")

    def _keep(self, address: str, file: str, response: TestResponse, *, is_page: bool) -> None:
        """Write an answer, unless another address of the same has been written."""
        path = self._folder / unquote(file[1:])
        is_written = file in self._pages or file in self._data
        if not is_written and path.exists():  # of another name, on a disk for which capitals do not count
            return
        self._files[address] = file
        if is_written:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        if is_page:
            self._pages[file] = None
            base_url = self._site.settings.base_url
            page = with_signposts(response.get_data(as_text=True), response.headers.get("Link", ""), base_url=base_url)
            path.write_bytes(page.encode())
            self._add(links.links_of(page))
        else:
            self._data[file] = None
            self._store(path, response)
            self._add(self._further(response))
        self._progress(self._count())

    @staticmethod
    def _store(path: Path, response: TestResponse) -> None:
        """Write the body piece by piece: a dump may be larger than memory."""
        with path.open("wb") as stream:
            for piece in response.iter_encoded():
                stream.write(piece)
        response.close()

    def _further(self, response: TestResponse) -> Iterator[str]:
        """The next page of data that come in several."""
        for target in _NEXT.findall(response.headers.get("Link", "")):
            yield _local(target, self._site.settings.base_url)

    def _link(self, file: str) -> None:
        path = self._folder / unquote(file[1:])

        def rewrite(link: str) -> str | None:
            target = self._target(link, file)
            return None if target is None else links.relative(target[0], of=file) + target[1]

        path.write_bytes(links.with_links(path.read_bytes().decode(), rewrite).encode())

    def _target(self, link: str, file: str) -> tuple[str, str] | None:
        """The file that a link of a page, or an address it is sent on to, leads to, and its fragment; the start page is
        its folder."""
        address, hash_mark, fragment = link.partition("#")
        last = address
        for _ in range(_STEPS):
            last = self._sent_on.get(last, last)
        target = "/" if address == "/" else self._files.get(last)
        if target is None:
            if len(self._dead) < _MOST_DEAD:
                self._dead[file, address] = None
            return None
        return target, hash_mark + fragment

    def _write_nowhere(self) -> None:
        """The page that a host shows at any address that is no file, so that its links carry the path of the base."""
        response = self._client.get(_NOWHERE, headers={"Accept": HTML.essence})
        start = urlsplit(self._site.settings.base_url).path

        def rewrite(link: str) -> str | None:
            target = self._target(link, _NOWHERE)
            return None if target is None else start + "".join(target)

        page = links.with_links(response.get_data(as_text=True), rewrite)
        (self._folder / _NOWHERE[1:]).write_bytes(page.encode())
        self._pages[_NOWHERE] = None


def _local(target: str, base_url: str) -> str:
    """A target on this server as path and query, without the fragment."""
    return target.removeprefix(base_url).partition("#")[0]


def _reason(response: TestResponse) -> str:
    """Why an answer failed, as far as it says so in a word."""
    found = re.search(r'<p class="lead">([^<]*)', response.get_data(as_text=True))
    return found[1] if found else "the server's log says why"


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
