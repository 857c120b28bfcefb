"""The application whose answers are written as files."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, islice
from os.path import commonprefix
from pathlib import Path
from urllib.parse import parse_qsl, unquote

from flask import Flask, Response
from pyoxigraph import NamedNode

from ccwp_kg.entities.description import exists
from ccwp_kg.formats import ATOM, BIBTEX, CSV, HTML, JSON, LINKSET, RDF_FORMATS, RIS, TEXT
from ccwp_kg.kinds import SEARCHED, Kind
from ccwp_kg.namespaces import OWL, PUBLISHED
from ccwp_kg.publish.opening import open_release
from ccwp_kg.rdf.syntax.read import read_triples
from ccwp_kg.search import findable
from ccwp_kg.search.index.fields import FIELD_NAMES
from ccwp_kg.search.index.gather import Findable
from ccwp_kg.search.index.reviewed import kind_words, search_words, stop_words
from ccwp_kg.search.index.words import folded
from ccwp_kg.server.app import pages_app
from ccwp_kg.server.html.pieces import WRITTEN_ANSWERS
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.http.host_address import FILE_ADDRESSES, absolute, here
from ccwp_kg.server.http.links import href, question_path
from ccwp_kg.server.site.site import SearchIndex, Site, open_site, read_release
from ccwp_kg.settings import Settings
from ccwp_kg.store import LastAnswers, about

AS_THEY_ARE = ("/static/", "/dumps/")
"""Where the files of a release and of the pages are, under their own names."""
_OF_THINGS = {
    "/doc/": frozenset(form.suffix for form in (*RDF_FORMATS, HTML, JSON)),
    "/cite/": frozenset(form.suffix for form in (BIBTEX, RIS, HTML)),
    "/together/": frozenset({"svg"}),
    "/approval/": frozenset({"svg"}),
    "/lines/": frozenset({"svg"}),
}
"""The suffixes of formats under the addresses of things, whose own names may end in a dot and letters."""
_OTHERS = frozenset(
    form.suffix for form in (*RDF_FORMATS, HTML, ATOM, CSV, JSON, TEXT)
) | {"xml", "ico", "jsonl", "xlsx", "svg", "png"}  # fmt: skip
_LONGEST = 255
"""Bytes of a name in a folder."""
_PLAIN = re.compile(r"[A-Za-z0-9_-]+(?:[/.][A-Za-z0-9_-]+)*")
"""What a parameter may be to become part of a name; a slash in it becomes a hyphen."""


def file_of(address: str, *, is_thing: Callable[[str], bool]) -> str | None:
    """The path of the file for the path and query of an address, in URL form; None where there can be none.

    No file has a name that a file system lacks, or that leads out of its folder. `is_thing` says of a reference whether
    it is a thing's own name, such as `dataset/distribution/merged.ttl`.

    >>> never = lambda reference: False
    >>> file_of("/doc/plan/5/action/5.4", is_thing=never), file_of("/doc/plan/5.ttl", is_thing=never)
    ('/doc/plan/5/action/5.4.html', '/doc/plan/5.ttl')
    >>> file_of("/plans.csv?held=yes", is_thing=never), file_of("/", is_thing=never)
    ('/plans.held-yes.csv', '/index.html')
    >>> file_of("/doc/..%2f..%2fetc/passwd", is_thing=never) is None
    True
    """
    path, _, query = address.partition("?")
    parameters = _parameters(query)
    if parameters is None or not path.startswith("/"):
        return None
    if path == "/":
        path = "/index"
    stem, suffix = _split(path, is_thing)
    file = f"{stem}{parameters}{suffix}"
    return file if not stem.endswith("/") and all(map(_is_name, file[1:].split("/"))) else None


def _parameters(query: str) -> str | None:
    """The parameters as they stand in a name; None for some that cannot."""
    pairs = parse_qsl(query, keep_blank_values=True) if query else []
    if not all(_PLAIN.fullmatch(text) for pair in pairs for text in pair):
        return None
    return "".join(f".{name}-{value}" for name, value in pairs).replace("/", "-")


def _split(path: str, is_thing: Callable[[str], bool]) -> tuple[str, str]:
    """A path without its suffix, and the suffix with its dot: that of a page where it names no format."""
    if path.startswith(AS_THEY_ARE):
        return path, ""
    if path.startswith("/linkset/"):
        return path, f".{LINKSET.suffix}"
    stem, dot, suffix = path.rpartition(".")
    start = next((each for each in _OF_THINGS if path.startswith(each)), "")
    if not dot or suffix not in _OF_THINGS.get(start, _OTHERS):
        return path, f".{HTML.suffix}"
    if start == "/doc/" and suffix != HTML.suffix and is_thing(unquote(path.removeprefix(start))):
        return path, f".{HTML.suffix}"
    return stem, f".{suffix}"


def _is_name(segment: str) -> bool:
    """Whether a part of a path can be the name of a file or folder, and of no other one."""
    name = unquote(segment)
    return (
        name.strip(".") != ""
        and "/" not in name
        and "\\" not in name
        and name.isprintable()
        and "\ufffd" not in name
        and len(name.encode()) <= _LONGEST
    )


MOST_THINGS = 5_000
"""So many things the index holds; a browser loads some hundred bytes for each. The page says where there are more."""
_IN_ADDRESS = frozenset({"term", "register-key", "reference"})
_HTML = ".html"
_LAST_STEP = re.compile(r"[^/#]+\Z")
_LED_BY = frozenset({"search-word", "vocabulary-name"})


def search_file(site: Site) -> tuple[bytes, int, bool]:
    """The index as bytes, how many things it has, and whether there are more.

    It has the `stop` words to leave out, and for each of `kinds` what it is called (`one`), what the paths of its pages
    below the base URL have in common at their beginning (`at`) and end (`end`), the `words` that lead to all its
    things, the `hints` that only name its kind beside other words, and its `things`.

    A thing has its name, the rest of its path, then, where there are any, a list of the words that lead to it and the
    rows, counted through all kinds, of the actions that speak of it, and last its other names, codes, printed forms and
    the last steps of its identifiers elsewhere. A rest that the name spells is empty, and a code in it is left out.

    Kinds come in the order of a search, things that the documents mention most before others of their kind.
    """
    return site.kept.get("search file", lambda: _search_file(site))


def _search_file(site: Site) -> tuple[bytes, int, bool]:
    things = (thing for thing in findable(site.store, has_server=False) if thing.kind.name != "passage")
    found = list(islice(things, MOST_THINGS + 1))
    shown = sorted(found[:MOST_THINGS], key=lambda thing: (SEARCHED.index(thing.kind), -thing.mentions))
    pages = {thing.iri: page for thing in shown if (page := _page(thing)) is not None}
    places = {iri: place for place, iri in enumerate(pages)}
    of_kinds = groupby((thing for thing in shown if thing.iri in pages), key=lambda thing: thing.kind)
    kinds = ",\n".join(_kind(kind, list(each), pages, places) for kind, each in of_kinds)
    text = f'{{"stop":{_compact(" ".join(sorted(stop_words())))},"kinds":[\n{kinds}\n]}}\n'
    return text.encode(), len(pages), len(found) > MOST_THINGS


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


_MOST_KNOWN = 20_000
"""Of so many references it is known, without asking again, whether they are things."""


class FileAddresses:
    """The files of addresses, for the things of one site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._is_thing = lru_cache(maxsize=_MOST_KNOWN)(self._is_held)

    def file(self, address: str) -> str | None:
        """The path of the file for a path and query, in URL form; None where there can be none."""
        return file_of(address, is_thing=self._is_thing)

    def written_as(self, path: str) -> str:
        """A path as it is below the base URL. The names of things stay, and so does what can be no file."""
        if path == "/" or path.startswith("/id/"):
            return path
        start, hash_mark, fragment = path.partition("#")
        return f"{self.file(start) or start}{hash_mark}{fragment}"

    def _is_held(self, reference: str) -> bool:
        try:
            iri = self._site.base.thing(reference)
        except ValueError:
            return False
        return exists(self._site.store, iri)


def open_static_site(release: Path, *, base_url: str, contact: str = "", repository: str = "") -> Site:
    """The site of a release, to be written as files that will be below that address.

    `contact` and `repository` are as in Settings. Raises NotARelease where the folder is none.
    """
    found = read_release(release)
    store = LastAnswers(open_release(release, has_past=False))
    settings = Settings(base_url=base_url, contact=contact, repository=repository)
    return open_site(store, settings=settings, release=found, is_static=True)


def build_static_app(site: Site, addresses: FileAddresses) -> Flask:
    """The WSGI application; only what is written as files is asked of it."""
    app = pages_app(site, SearchIndex(site))
    app.jinja_env.globals["offers_agents"] = False
    app.extensions[FILE_ADDRESSES] = addresses.written_as
    app.extensions[WRITTEN_ANSWERS] = {example.text: example.path for example in site.examples}
    static_pages(app, site)
    return app


def vocabulary_versions(site: Site) -> tuple[str, ...]:
    """The paths of the version IRIs of the current vocabularies, such as `ontology/0.3.0`."""
    rows = about(site.store).rows(f"SELECT DISTINCT ?v WHERE {{ ?vocabulary {OWL.versionIRI} ?v }}")
    rich = [t.object for t in read_triples(site.texts.rich) if t.predicate == OWL.versionIRI]
    found = {v.value for v in (*(row["v"] for row in rows), *rich) if isinstance(v, NamedNode)}
    return tuple(sorted(iri.removeprefix(PUBLISHED) for iri in found if iri.startswith(PUBLISHED)))


STATEMENTS = ("merged.nt", "dataset.nq")
"""The files that a server of one's own is started with: what a plain query sees, and the named graphs."""


def static_pages(app: Flask, site: Site) -> None:
    """The routes of these pages."""

    @app.get("/search")
    def search() -> Response:
        _, things, has_more = search_file(site)
        return page("static_search.html", things=things, has_more=has_more, path="/search")

    @app.get("/search.json")
    def index() -> Response:
        return Response(search_file(site)[0], content_type=JSON.media_type)

    @app.get("/sparql")
    def queries() -> Response:
        return page("static_queries.html", path="/sparql", statements=STATEMENTS)
