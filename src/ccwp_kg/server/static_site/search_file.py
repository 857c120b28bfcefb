"""The search index that a browser loads whole: the names of things, each with its page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from os.path import commonprefix
from urllib.parse import unquote

from ccwp_kg.kinds import SEARCHED, Kind
from ccwp_kg.search import findable
from ccwp_kg.search.index.fields import FIELD_NAMES
from ccwp_kg.search.index.gather import Findable
from ccwp_kg.search.index.reviewed import kind_words, search_words, stop_words
from ccwp_kg.search.index.words import folded
from ccwp_kg.server.http.host_address import absolute, here
from ccwp_kg.server.http.links import href, question_path
from ccwp_kg.server.site.site import Site

MOST_THINGS = 5_000
"""So many things the index holds; a browser loads some hundred bytes for each. The page says where there are more."""
_IN_ADDRESS = frozenset({"term", "register-key", "reference"})
_HTML = ".html"
_LAST_STEP = re.compile(r"[^/#]+\Z")
_LED_BY = frozenset({"search-word", "vocabulary-name"})


@dataclass(frozen=True, slots=True)
class SearchFile:
    """The index as bytes, how many things it has, and whether there are more."""

    body: bytes
    things: int
    has_more: bool


def search_file(site: Site) -> SearchFile:
    """The index: `stop` words to leave out, and for each of `kinds` what it is called (`one`), what the paths of its
    pages below the base URL have in common at their beginning (`at`) and end (`end`), the `words` that lead to all its
    things, the `hints` that only name its kind beside other words, and its `things`.

    A thing has its name, the rest of its path, then, where there are any, a list of the words that lead to it and the
    rows, counted through all kinds, of the actions that speak of it, and last its other names, codes, printed forms and
    the last steps of its identifiers elsewhere. A rest that the name spells is empty, and a code in it is left out.

    Kinds come in the order of a search, things that the documents mention most before others of their kind.
    """
    return site.kept.get("search file", lambda: _search_file(site))


def _search_file(site: Site) -> SearchFile:
    things = (thing for thing in findable(site.store, has_server=False) if thing.kind.name != "passage")
    found = list(islice(things, MOST_THINGS + 1))
    shown = sorted(found[:MOST_THINGS], key=lambda thing: (SEARCHED.index(thing.kind), -thing.mentions))
    pages = {thing.iri: page for thing in shown if (page := _page(thing)) is not None}
    places = {iri: place for place, iri in enumerate(pages)}
    of_kinds = groupby((thing for thing in shown if thing.iri in pages), key=lambda thing: thing.kind)
    kinds = ",\n".join(_kind(kind, list(each), pages, places) for kind, each in of_kinds)
    text = f'{{"stop":{_compact(" ".join(sorted(stop_words())))},"kinds":[\n{kinds}\n]}}\n'
    return SearchFile(text.encode(), len(pages), len(found) > MOST_THINGS)


def _kind(kind: Kind, things: Sequence[Findable], pages: Mapping[str, str], places: Mapping[str, int]) -> str:
    """The things of a kind, one a line, so that what changed can be seen."""
    paths = [pages[thing.iri] for thing in things]
    shared = commonprefix(paths)  # noqa: RUF071  # by characters: fragments begin alike, too
    at = shared[: max(shared.rfind("/"), shared.rfind("#")) + 1]
    end = _HTML if all(path.endswith(_HTML) for path in paths) else ""
    rests = [path.removeprefix(at).removesuffix(end) for path in paths]
    words = _apart(word for word, _ in search_words().get(kind.name, ())) - stop_words()
    rows = ",\n".join(_compact(_row(thing, rest, places, words)) for thing, rest in zip(things, rests, strict=True))
    hints = sorted(word for word, kinds in kind_words().items() if kind.name in kinds)
    head = {"one": kind.one, "at": at, "end": end, "words": " ".join(sorted(words)), "hints": " ".join(hints)}
    return f'{_compact(head)[:-1]},"things":[\n{rows}\n]}}'


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _page(thing: Findable) -> str | None:
    """The path of the page of a thing, None where it has none."""
    target = question_path(thing.iri) if thing.kind.name == "question" else href(thing.iri)
    return absolute(target).removeprefix(here()).removeprefix("/") if target and target.startswith("/") else None


def _apart(texts: Iterable[str]) -> set[str]:
    """The words of some texts, folded, each by itself."""
    return {word for text in texts for word in folded(text).split()}


def _row(thing: Findable, rest: str, places: Mapping[str, int], of_kind: set[str]) -> list[object]:
    label = thing.label.text
    named = [entry for entry in thing.entries if FIELD_NAMES[entry.field].is_name]
    own = _apart(entry.text for entry in named)
    others = dict.fromkeys(entry.text for entry in named if entry.field not in _IN_ADDRESS and entry.text != label)
    leading = _apart(entry.text for entry in thing.entries if entry.field in _LED_BY) - own - of_kind - stop_words()
    # a word that another begins with is found by it
    words = sorted(word for word in leading if not any(o != word and o.startswith(word) for o in own | leading))
    actions = [places[action] for action, _ in thing.actions if action in places]
    leading_to = [[" ".join(words), *actions]] if words or actions else []
    known = {folded(name) for name in (label, *others)}
    steps = [_LAST_STEP.search(entry.text) for entry in thing.entries if entry.field == "identifier"]
    codes = dict.fromkeys(unquote(step[0]) for step in steps if step)
    is_spelled = label.isascii() and folded(label).replace(" ", "-") == rest
    return [
        label,
        "" if is_spelled else rest,
        *leading_to,
        *others,
        *(code for code in codes if folded(code) not in known),
    ]
