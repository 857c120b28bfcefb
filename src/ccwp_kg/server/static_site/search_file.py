"""The search index that a browser loads whole: the names of things, each with its page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from ccwp_kg.kinds import SEARCHED
from ccwp_kg.search import gather
from ccwp_kg.search.index.fields import FIELD_NAMES
from ccwp_kg.search.index.gather import Findable
from ccwp_kg.search.index.reviewed import stop_words
from ccwp_kg.search.index.words import folded
from ccwp_kg.server.http.host_address import absolute, here
from ccwp_kg.server.http.links import href, question_path
from ccwp_kg.server.site.site import Site

MOST_THINGS = 5_000
"""So many things the index holds; a browser loads some hundred bytes for each. The page says where there are more."""


@dataclass(frozen=True, slots=True)
class SearchFile:
    """The index as bytes, how many things it has, and whether there are more."""

    body: bytes
    things: int
    has_more: bool


_LANGUAGES = frozenset({"en", "de", "fr", "it"})
"""The languages of reviewed words that the index has room for; those of names it has all."""
_IN_ADDRESS = frozenset({"term", "register-key", "reference"})
_LED_BY = frozenset({"search-word", "vocabulary-name"})


def search_file(site: Site) -> SearchFile:
    """The index: `kinds` in words, `stop` words to leave out, and for each of `things` its kind, its name, the path of
    its page below the base URL, then, where there are any, a list of the words that lead to it and the rows of the
    actions that speak of it, and last its other names, codes and printed forms. A code in the path is left out.

    Things come in the order of the kinds, those that the documents mention most before others of their kind.
    """
    return site.kept.get("search file", lambda: _search_file(site))


def _search_file(site: Site) -> SearchFile:
    things = (thing for thing in gather(site.store) if thing.kind.name != "passage")
    found = list(islice(things, MOST_THINGS + 1))
    shown = sorted(found[:MOST_THINGS], key=lambda thing: (SEARCHED.index(thing.kind), -thing.mentions))
    pages = {thing.iri: page for thing in shown if (page := _page(thing)) is not None}
    places = {iri: place for place, iri in enumerate(pages)}
    rows = [_row(thing, pages[thing.iri], places) for thing in shown if thing.iri in pages]
    head = {"kinds": [kind.one for kind in SEARCHED], "stop": sorted(stop_words(_LANGUAGES))}
    # a thing a line, so that what changed can be seen
    lines = ",\n".join(map(_compact, rows))
    text = f'{_compact(head)[:-1]},"things":[\n{lines}\n]}}\n'
    return SearchFile(text.encode(), len(rows), len(found) > MOST_THINGS)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _page(thing: Findable) -> str | None:
    """The path of the page of a thing, None where it has none."""
    target = question_path(thing.iri) if thing.kind.name == "question" else href(thing.iri)
    return absolute(target).removeprefix(here()).removeprefix("/") if target and target.startswith("/") else None


def _row(thing: Findable, page: str, places: Mapping[str, int]) -> list[object]:
    label = thing.label.text
    names = [entry for entry in thing.entries if FIELD_NAMES[entry.field].is_name and entry.field not in _IN_ADDRESS]
    others = dict.fromkeys(entry.text for entry in names if entry.text != label)
    own = {word for entry in thing.entries if FIELD_NAMES[entry.field].is_name for word in folded(entry.text).split()}
    leading = {
        word
        for entry in thing.entries
        if entry.field in _LED_BY and entry.language in _LANGUAGES
        for word in folded(entry.text).split()
    }
    leading -= own | stop_words()
    # a word that another begins with is found by it
    words = sorted(word for word in leading if not any(o != word and o.startswith(word) for o in own | leading))
    actions = [places[action] for action, _ in thing.actions if action in places]
    leading_to = [[" ".join(words), *actions]] if words or actions else []
    return [SEARCHED.index(thing.kind), label, page, *leading_to, *others]
