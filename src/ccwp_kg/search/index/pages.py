"""The pages of the site itself as what can be found: lists, licence, downloads and the like, which are no things."""

from __future__ import annotations

from collections.abc import Iterator

from ccwp_kg.kinds import SEARCHED_BY_NAME
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.search.index.gather import Findable, IndexEntry, gather
from ccwp_kg.search.index.reviewed import SitePage, site_pages
from ccwp_kg.store import Store


def findable(store: Store, *, has_server: bool = True) -> Iterator[Findable]:
    """All that can be found on a site over a store: its things, then its pages, of which a site of files has fewer."""
    yield from gather(store)
    yield from (_of_page(each, store.base) for each in site_pages() if has_server or not each.needs_server)


def _of_page(page: SitePage, base: Base) -> Findable:
    name = IndexEntry("name", page.name, "en")
    words = (IndexEntry("search-word", *word) for word in page.words)
    return Findable(base.iri + page.path, SEARCHED_BY_NAME["page"], (), name, (name, *words), 0, about=page.holds)
