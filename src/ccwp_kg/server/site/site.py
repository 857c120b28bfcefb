"""The site: a store, and everything else that answers are made from and that does not change while it is served."""

from __future__ import annotations

import hashlib
import json
import logging
from asyncio import AbstractEventLoop
from collections.abc import Callable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask, current_app, g, has_app_context, has_request_context
from pyoxigraph import NamedNode

from ccwp_kg import __version__
from ccwp_kg.agents.collection import answers_of
from ccwp_kg.entities.citable import DatasetFacts, dataset_facts
from ccwp_kg.entities.facts.facts import read_labels_from
from ccwp_kg.entities.lists.listings import ListCount, count
from ccwp_kg.entities.samples import Samples, samples
from ccwp_kg.errors import CcwpError, NotARelease
from ccwp_kg.formats import GZIP
from ccwp_kg.installation import folder
from ccwp_kg.markup import style
from ccwp_kg.namespaces import CCWPSH
from ccwp_kg.page_facts import FILE as PAGE_FACTS
from ccwp_kg.page_facts import PageFacts
from ccwp_kg.publish.description.catalogue import has_catalogue
from ccwp_kg.publish.opening import SUMS, state_of, summary_of, sums_of
from ccwp_kg.publish.texts import LAYOUT, TextFiles
from ccwp_kg.query import Limits
from ccwp_kg.query.shared_answers import Answers, Memory, Run, run_at_once
from ccwp_kg.rdf.example_queries import ExampleQuery, read_examples
from ccwp_kg.rdf.rules import InferenceRule, read_rules
from ccwp_kg.rdf.syntax.jsonld import read_context
from ccwp_kg.rdf.syntax.prefixes import Prefixes, read_prefixes
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.search import FILE, Index, IndexOnDemand
from ccwp_kg.server.site.kept import KeptValues
from ccwp_kg.server.site.metrics import Metrics
from ccwp_kg.settings import Settings
from ccwp_kg.store import Evaluate, Store, described_in

_LOG = logging.getLogger("ccwp_kg")
_BASE = "ccwp_kg.base"
_AHEAD = 512
_FACTS = "dataset_facts"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file of a release that people may download.

    `size` in bytes, `written` in ns; `label` names its format. `is_distribution` where it is the data themselves.
    """

    name: str
    size: int
    sha256: str
    written: int
    title: str
    label: str
    media_type: str
    is_zipped: bool
    is_distribution: bool

    @property
    def sent_as(self) -> str:
        """The media type that HTTP sends: that of gzip for a gzipped file."""
        return GZIP.media_type if self.is_zipped else self.media_type


@dataclass(frozen=True, slots=True)
class Release:
    """A release folder: its version, how many statements its merged graph holds, its files, the numbers of the
    releases before it that it keeps."""

    folder: Path
    version: str
    statements: int
    files: tuple[ReleaseFile, ...]
    past: tuple[str, ...] = ()

    def file(self, name: str) -> ReleaseFile | None:
        """The file of that name."""
        return next((file for file in self.files if file.name == name), None)


REPORT = "validation.json"
"""The file of what the shapes found."""
CONTEXT = "context.jsonld"
"""The file of the JSON-LD context, and its address."""
_CHECKSUMS = {"title": "Checksums of all files", "format": "checksums", "mediaType": "text/plain; charset=utf-8"}


def _file(folder: Path, name: str, digest: str, described: Mapping[str, object]) -> ReleaseFile:
    facts = (folder / name).stat()
    return ReleaseFile(
        name,
        facts.st_size,
        digest,
        facts.st_mtime_ns,
        title=str(described["title"]),
        label=str(described["format"]),
        media_type=str(described["mediaType"]),
        is_zipped=bool(described.get("isZipped")),
        is_distribution=bool(described.get("isDistribution")),
    )


def read_release(path: Path) -> Release:
    """What a release folder says of itself; NotARelease where it does not say it."""
    cure = "make one with 'ccwp-kg release'"
    try:
        summary = summary_of(path)
        sums = sums_of(path)
        version, statements, described = str(summary["version"]), int(summary["statements"]), summary["files"]
        digests = [line.split("  ", 1) for line in sums.splitlines()]
        files = [_file(path, name, digest, described[name]) for digest, name in digests]
        past = tuple(map(str, summary.get("past", ())))
        files.append(_file(path, SUMS, hashlib.sha256(sums.encode()).hexdigest(), _CHECKSUMS))
    except OSError as error:
        missing = Path(str(error.filename)).name
        raise NotARelease(f"{path} is not a release ({missing} cannot be read); {cure}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise NotARelease(f"{path} is not a release (release.json or SHA256SUMS is damaged); {cure}") from error
    return Release(path, version, statements, tuple(sorted(files, key=lambda file: file.name)), past)


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file pages refer to, under a name that holds its digest, so that it may be kept for ever."""

    body: bytes
    media_type: str
    url: str


_STATIC_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ico": "image/x-icon",
    ".png": "image/png",
}
STYLE = "site.css"


def read_static(files: Path, base: Base = PUBLISHED_BASE) -> dict[str, StaticFile]:
    """The static files by their own names, and `site.css`, which is the style sheets in the order of their names."""
    found = {path.name: path.read_bytes() for path in sorted(files.iterdir()) if path.suffix in _STATIC_TYPES}
    found |= {name: base.moved(body.decode()).encode() for name, body in found.items() if name.endswith(".js")}
    found[STYLE] = style().encode()
    static = {}
    for name, body in found.items():
        stem, dot, suffix = name.rpartition(".")
        digest = hashlib.sha256(body).hexdigest()[:12]
        static[name] = StaticFile(body, _STATIC_TYPES[dot + suffix], f"/static/{stem}.{digest}.{suffix}")
    return static


class DatasetFactsReader:
    """Reads the facts of the dataset, again only where the store may have changed, and once for a request."""

    def __init__(self, store: Store, kept: KeptValues) -> None:
        self._store, self._kept = store, kept
        self._last = DatasetFacts()

    def read(self) -> DatasetFacts:
        """What the store says now; raises what the store raises."""
        if not has_request_context() or _FACTS not in g:
            self._last = self._kept.get("dataset", lambda: dataset_facts(self._store))
            if has_request_context():
                setattr(g, _FACTS, self._last)
        return self._last

    def at_hand(self) -> DatasetFacts:
        """The same of data that do not change, else what was read last: for pages about a store that may be failing."""
        with suppress(CcwpError):
            return self._last if self._store.state is None else self.read()
        return self._last


@dataclass(frozen=True, slots=True)
class Site:
    """Everything an answer may be made from. `release` is None where plain files or an endpoint are served.

    `base` is where the IRIs of things start. `texts` go with the data; of them `context` is what JSON-LD about a thing
    is compacted with, `rules` are those of inference, by name, `sources` the documents that were read, by file name,
    `layouts` their layouts as JSON, by the name of the document. `page_facts` are labels and explanations; None
    where no release has them. `kept` are values that many pages, or the page of many requests, are made from; `ahead`
    are those of the pages that were made first, see ccwp_kg.server.serve. `is_static` where the pages are
    written as files and nothing answers a query.
    """

    store: Store
    answers: Answers
    settings: Settings
    texts: TextFiles
    base: Base
    prefixes: Prefixes
    context: Mapping[str, Any]
    rules: Mapping[str, InferenceRule]
    sources: Mapping[str, bytes]
    layouts: Mapping[str, bytes]
    page_facts: PageFacts | None
    release: Release | None
    examples: tuple[ExampleQuery, ...]
    static: Mapping[str, StaticFile]
    metrics: Metrics | None
    dataset_facts: DatasetFactsReader
    kept: KeptValues
    ahead: KeptValues
    is_static: bool = False

    @property
    def limits(self) -> Limits:
        """The limits of the text of a query."""
        return Limits.of_settings(self.settings)

    def nearest(self, thing: NamedNode) -> Store:
        """Where a page about a thing is drawn from, if explanations are known: the copy for look-ups of what the store
        holds now, in this process, where it states something of the thing; else the store.

        What a page asks is bounded by the thing, as a look-up is; and the copy is no larger than they allow.
        """
        lookups = self.answers.lookups
        if lookups is None or lookups.state != self.store.state:
            return self.store
        copy = lookups.store
        is_there = described_in(copy, thing) is copy and copy.count((thing, None, None), most=1) > 0
        return copy if is_there else self.store

    @property
    def has_catalogue(self) -> bool:
        """Whether the store holds a release that describes itself."""
        return self.kept.get("catalogue", lambda: has_catalogue(self.store))

    @property
    def offered(self) -> tuple[ExampleQuery, ...]:
        """The example queries about things that the store speaks of."""
        named = frozenset().union(*(example.names for example in self.examples))

        def known() -> Set[str]:
            values = f"VALUES ?x {{ <{'> <'.join(sorted(named))}> }}"
            rows = self.store.rows(f"SELECT DISTINCT ?x WHERE {{ {values} ?x ?p ?o }}")
            return {each.value for row in rows if isinstance(each := row["x"], NamedNode)}

        there = self.ahead.get("examples that are known", known)
        return tuple(example for example in self.examples if example.names <= there)

    def samples(self) -> Samples:
        """What is held, as examples."""
        return self.ahead.get("samples", lambda: samples(self.store, prefixes=self.prefixes))

    def counts(self) -> Mapping[str, ListCount]:
        """How many things the lists have, and how many of them are held."""
        return self.ahead.get("counts", lambda: count(self.store))

    @property
    def described_at(self) -> str:
        """The path of the description of the data: of the catalogue, or of the endpoint where there is none."""
        return "/catalog" if self.has_catalogue else "/sparql"

    @property
    def has_report(self) -> bool:
        """Whether a release is served that says what the shapes found."""
        return self.release is not None and (self.release.folder / REPORT).is_file()

    @property
    def version(self) -> str:
        """The version of the release, or of the program where no release is served."""
        return __version__ if self.release is None else self.release.version


def open_site(
    store: Store,
    *,
    settings: Settings,
    release: Release | None = None,
    memory: Memory | None = None,
    metrics: Metrics | None = None,
    on_lookup: Callable[[str, bool], None] = lambda *_: None,
    evaluate: Evaluate | None = None,
    run: Run = run_at_once,
    loop: AbstractEventLoop | None = None,
    is_static: bool = False,
) -> Site:
    """The site over one store.

    `release` says what the store was loaded from, where it was a release; its files are then offered for download.
    `memory` keeps answers, `metrics` are what was counted; `on_lookup`, `evaluate`, `run` and `loop` are those of
    Answers.
    """
    texts = TextFiles.of_package(store.base) if release is None else TextFiles.of_release(release.folder)
    prefixes = read_prefixes(texts.prefixes, texts.base)
    kept = KeptValues(store)
    return Site(
        store=store,
        answers=answers_of(
            store, prefixes, settings, memory=memory, on_lookup=on_lookup, evaluate=evaluate, run=run, loop=loop
        ),
        settings=settings,
        texts=texts,
        base=store.base,
        prefixes=prefixes,
        context=read_context(texts.context, texts.base),
        rules={rule.name: rule for rule in read_rules(texts.rules, texts.base)},
        sources={path.name: path.read_bytes() for path in sorted(texts.sources.glob("*.txt"))},
        layouts={
            path.name.removesuffix(LAYOUT): path.read_bytes() for path in sorted(texts.layouts.glob(f"*{LAYOUT}"))
        },
        page_facts=open_part(release, PAGE_FACTS, partial(_page_facts, state=store.state)),
        release=release,
        examples=read_examples(folder("web") / "queries", store.base),
        static=read_static(folder("web") / "static", store.base),
        metrics=metrics,
        dataset_facts=DatasetFactsReader(store, kept),
        kept=kept,
        ahead=KeptValues(store, _AHEAD, lets_go=False),
        is_static=is_static,
    )


def at_copy(site: Site, store: Store) -> Site:
    """The same site at a store that holds the same statements, with nothing kept."""
    kept, ahead = KeptValues(store), KeptValues(store, _AHEAD, lets_go=False)
    return replace(site, store=store, dataset_facts=DatasetFactsReader(store, kept), kept=kept, ahead=ahead)


def open_part(release: Release | None, name: str, opener: Callable[[Path], _T]) -> _T | None:
    """A file of a release, opened; None where there is none, or one of another version of the program."""
    if release is None or release.file(name) is None:
        return None
    try:
        return opener(release.folder / name)
    except NotARelease as error:
        _LOG.warning("%s", error)
        return None


def _page_facts(path: Path, state: str | None) -> PageFacts:
    """The file in the folder of the release that answers; NotARelease where the folder holds another one by now."""
    found = PageFacts(path, state or "")
    if state_of(sums_of(path.parent)) != state:  # asked last: so the file, too, is of this release
        raise NotARelease(f"{path} is of another release than the one that answers; reload the server")
    read_labels_from(found)
    return found


def prepare_base(app: Flask, site: Site) -> None:
    """Tell the application the base of its site, for the functions that turn IRIs into links."""
    app.extensions[_BASE] = site.base


def site_base() -> Base:
    """The base of the site that answers; outside of an application the published one."""
    base: Base = current_app.extensions.get(_BASE, PUBLISHED_BASE) if has_app_context() else PUBLISHED_BASE
    return base


class SearchIndex:
    """Provides the index."""

    def __init__(self, site: Site) -> None:
        self._of_release = open_part(site.release, FILE, lambda path: Index.of_file(path, site.base))
        self._on_demand = IndexOnDemand(site.store)

    def get(self, *, max_wait_seconds: float = 3.0) -> Index:
        """The index. Raises StoreUnavailable while it is being made, or if it could not be."""
        return self._of_release or self._on_demand.get(max_wait_seconds=max_wait_seconds)


Report = Mapping[str, object]


def read_report(release: Release) -> Report:
    """The report of a release. Raises OSError and ValueError where there is none that can be read."""
    report: Report = json.loads((release.folder / REPORT).read_text(encoding="utf-8"))
    return report


def numbers_by_shape(report: Report, name: str) -> Mapping[str, int]:
    """The numbers under a name of the report by the fragments of the shapes' IRIs; what is no number is left out.

    >>> numbers_by_shape({"countByShape": {"https://w3id.org/ccwp/shapes#Action": 2, "b0": 1}}, "countByShape")
    {'Action': 2, 'b0': 1}
    """
    numbers = report.get(name)
    found = numbers.items() if isinstance(numbers, dict) else ()
    return {str(shape).removeprefix(CCWPSH): number for shape, number in found if isinstance(number, int)}
