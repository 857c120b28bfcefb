"""The search index that a browser loads whole: the names of things, each with its page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ccwp_kg.kinds import SEARCHED
from ccwp_kg.search import gather
from ccwp_kg.search.index.fields import FIELD_NAMES
from ccwp_kg.search.index.gather import Findable
from ccwp_kg.server.http.host_address import absolute, here
from ccwp_kg.server.http.links import href
from ccwp_kg.server.site.site import Site

MOST_THINGS = 5_000
"""So many things the index holds; a browser loads some hundred bytes for each. The page says where there are more."""


@dataclass(frozen=True, slots=True)
class SearchFile:
    """The index as bytes, how many things it has, and whether there are more."""

    body: bytes
    things: int
    has_more: bool


def search_file(site: Site) -> SearchFile:
    """The index: `kinds` in words, and for each of `things` its kind, its name, the path of its page below the base
    URL, and its other names, codes and printed forms.

    Things come in the order of the kinds, those that the documents mention most before others of their kind.
    """
    return site.kept.get("search file", lambda: _search_file(site))


def _search_file(site: Site) -> SearchFile:
    found = list(islice(gather(site.store), MOST_THINGS + 1))
    shown = sorted(found[:MOST_THINGS], key=lambda thing: (SEARCHED.index(thing.kind), -thing.mentions))
    rows = [row for thing in shown for row in _row(thing)]
    kinds = [kind.one for kind in SEARCHED]
    # a thing a line, so that what changed can be seen
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    text = f'{{"kinds":{json.dumps(kinds, ensure_ascii=False)},"things":[\n{lines}\n]}}\n'
    return SearchFile(text.encode(), len(rows), len(found) > MOST_THINGS)


def _row(thing: Findable) -> Iterator[list[object]]:
    """The row of a thing that has a page."""
    target = href(thing.iri)
    if target is None or not target.startswith("/"):
        return
    page = absolute(target).removeprefix(here()).removeprefix("/")
    label = thing.label.text
    others = dict.fromkeys(
        entry.text for entry in thing.entries if FIELD_NAMES[entry.field].is_name and entry.text != label
    )
    yield [SEARCHED.index(thing.kind), label, page, *others]
