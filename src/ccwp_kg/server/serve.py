"""Running the server: a release in processes of its own, or a store elsewhere, and HTTP processes before it."""

from __future__ import annotations

import secrets
import time
from asyncio import AbstractEventLoop
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from pathlib import Path
from threading import Thread
from typing import cast

from flask import Flask

from ccwp_kg import engine
from ccwp_kg.engine.isolation import give_back_memory
from ccwp_kg.entities.lists.model import Choice
from ccwp_kg.entities.lists.table import LISTS
from ccwp_kg.errors import CannotServe, CcwpError
from ccwp_kg.formats import HTML
from ccwp_kg.installation import folder
from ccwp_kg.namespaces import PUBLISHED
from ccwp_kg.publish.opening import open_merge, open_release, sha256_of, state_of, sums_of
from ccwp_kg.publish.texts import TextFiles
from ccwp_kg.query.cache import SharedCache
from ccwp_kg.query.claims import Claims
from ccwp_kg.query.lookups import LookUps
from ccwp_kg.query.shared_answers import Memory
from ccwp_kg.questions import catalogue
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.server.apis.agents import PATH, AgentTools
from ccwp_kg.server.app import build_app
from ccwp_kg.server.html.rendering import TemplateCache, compile_templates
from ccwp_kg.server.http.links import document_path
from ccwp_kg.server.http.reply import RecentReplies
from ccwp_kg.server.pages.lists import shown_list
from ccwp_kg.server.runtime.accepting import free_port
from ccwp_kg.server.runtime.gateway import Gateway, InLoop, QueryThreads, Serving
from ccwp_kg.server.runtime.http_processes import speak_http, welcome
from ccwp_kg.server.site.metrics import Metrics
from ccwp_kg.server.site.site import SearchIndex, Site, at_copy, open_site, read_release
from ccwp_kg.server.sparql.empty_answers import diagnosis
from ccwp_kg.server.sparql.endpoint import Endpoint
from ccwp_kg.server.sparql.graph_store import named_graph
from ccwp_kg.server.sparql.query_page import DIAGNOSIS, PICTURE
from ccwp_kg.settings import Settings
from ccwp_kg.store import Bounds, EmbeddedStore, Store
from ccwp_kg.store.remote import RemoteStore

_MB = 1 << 20
_RECENT_SHARE = 8
_WAITING = 4
Generation = Callable[[], int]


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all processes share, made before they are forked.

    `release` is the folder that is served, `data` are the files that are, where there are any.
    """

    settings: Settings
    release: Path | None
    data: tuple[Path, ...]
    metrics: Metrics
    memory: Memory
    compiled: TemplateCache

    @property
    def base(self) -> Base:
        """Where the IRIs of things start in what is no release."""
        return Base(self.settings.base_iri or PUBLISHED)


def serve(settings: Settings, *, release: Path | None, data: tuple[Path, ...]) -> int:
    """Serve a release folder, RDF files as they are, or the store that the settings name, until a signal ends it.

    Returns the exit code. Raises NotARelease and CannotServe, in one sentence, where there is nothing that could be
    served or where the address is taken.
    """
    if (release is not None) + bool(data) + bool(settings.store) != 1:
        raise CannotServe("name a release folder (--release), RDF files (--data) or an endpoint (--store), one of them")
    port = free_port(settings.host, settings.port)
    memory = Memory(SharedCache(settings.cache_mb * _MB), Claims())
    shared = _Shared(settings, release, data, Metrics(), memory, TemplateCache())
    ready = partial(welcome, settings.host, port)
    if settings.store:
        # Threads that wait for a store elsewhere cost little, and nobody can end what they wait for.
        waiting = replace(settings, threads=min(settings.threads * _WAITING, 64))
        speak_http(waiting, port, partial(_gateway_to_elsewhere, replace(shared, settings=waiting)), ready=ready)
        return 0
    if release is not None:
        read_release(release)
        TextFiles.of_release(release)
    registry = engine.ReleaseRegistry()
    return engine.Launcher(
        registry,
        load=partial(_load, shared),
        http=partial(speak_http, settings, port, partial(_gateway_to_engine, shared, registry), ready=ready),
        workers=settings.query_workers,
        allowance=engine.Allowance(seconds=float(settings.max_query_seconds), memory=settings.max_query_mb * _MB),
        loading=engine.Allowance(seconds=float(settings.max_load_seconds), memory=settings.max_load_mb * _MB),
        count_swap=shared.metrics.recorder().swap,
    ).run()


def _load(shared: _Shared) -> engine.Loaded:
    """In the zygote: the store with its limits, and a key that names its state."""
    state = _state_of(shared)
    if shared.release is not None:
        store = open_release(shared.release)
        prefixes = read_prefixes(TextFiles.of_release(shared.release).prefixes)
        statements = read_release(shared.release).statements
    else:
        store = EmbeddedStore.of_files(shared.data, shared.base)
        prefixes = read_prefixes(TextFiles.of_package().prefixes, shared.base)
        statements = len(store)
        if statements > shared.settings.lookup_statements or store.has_blank_nodes:
            state = secrets.token_hex(16)  # blank nodes get new names each time they are read
    bounded = store.bounded(Bounds.of_settings(shared.settings), prefixes=prefixes, state=state)
    return engine.Loaded(
        bounded,
        {"state": state, "statements": statements, "graphs": bounded.has_graphs},
        shared.metrics.recorder().worker_restart,
    )


def _state_of(shared: _Shared) -> str:
    """A key of all that answers depend on: what reads the files, and the files, as far as they can be read now."""
    sums = "" if shared.release is None else sums_of(shared.release)
    with suppress(OSError):  # whoever loads the file says so
        sums += " ".join(sha256_of(path) for path in shared.data if path.is_file())
    return state_of(sums)


def _copy_for_lookups(shared: _Shared, store: engine.EngineStore, site: Site) -> None:
    """Copy what the engine holds, where that is small, has no blank nodes, and is in the files still."""
    if cast(int, store.facts["statements"]) > shared.settings.lookup_statements:
        return
    try:
        if store.state == _state_of(shared):
            release = shared.release
            copy = open_merge(release) if release is not None else EmbeddedStore.of_files(shared.data, shared.base)
            bounds, state = Bounds.of_settings(shared.settings), _state_of(shared)
            site.answers.lookups = LookUps.within(copy, bounds=bounds, prefixes=site.prefixes, state=state)
    except (OSError, CcwpError) as error:
        engine.log_for_operator(f"workers answer all queries, for the data could not be copied: {error}")


def _gateway_to_engine(shared: _Shared, registry: engine.ReleaseRegistry) -> Gateway:
    """In an HTTP process: the gateway to the engine, which is opened anew for each release."""
    settings = shared.settings
    client = engine.EngineClient(
        registry,
        bounds=Bounds.of_settings(settings),
        shares=engine.Shares(long=settings.long_queries, long_per_client=settings.client_long_queries),
        memory=settings.max_query_mb * _MB,
    )
    store = engine.EngineStore(client)
    return _gateway(shared, store, lambda: store.generation, lambda: registry.generation, client=client)


def _gateway_to_elsewhere(shared: _Shared) -> Gateway:
    settings = shared.settings
    store = RemoteStore(
        settings.store,
        bounds=Bounds.of_settings(settings),
        user=settings.store_user,
        password=settings.store_password,
        prefixes=read_prefixes(TextFiles.of_package().prefixes, shared.base),
        base=shared.base,
    )
    return _gateway(shared, store, lambda: 0, lambda: 0)


def _make_ahead(app: Flask, site: Site, compiled: TemplateCache) -> None:
    """Make pages ahead. Where there is a copy for look-ups it is asked, for workers copy the memory that they read."""
    lookups = site.answers.lookups
    # the copy of a release lacks the graph of what rules gave, which no page needs where the explanations are known
    if lookups is not None and (site.release is None or site.page_facts is not None):
        near = at_copy(site, lookups.store)
        app_at_copy = build_app(near, Endpoint(near))
        compile_templates(app_at_copy, compiled)
        make_pages_ahead(app_at_copy, near, is_copy=True)
        site.kept.take_over(near.kept)
        site.ahead.take_over(near.ahead)
    make_pages_ahead(app, site)


def _gateway(
    shared: _Shared, store: Store, opened: Generation, current: Generation, *, client: engine.EngineClient | None = None
) -> Gateway:
    settings = shared.settings
    recorder = shared.metrics.recorder()
    threads = QueryThreads(settings.threads)

    def open_serving(loop: AbstractEventLoop) -> Serving:
        generation = opened()
        release = None if shared.release is None else read_release(shared.release)
        site = open_site(
            store,
            settings=settings,
            release=release,
            memory=shared.memory,
            metrics=shared.metrics,
            on_lookup=recorder.cache,
            evaluate=None if client is None else client.evaluate,
            run=threads.run,
            loop=loop,
        )
        endpoint = Endpoint(site, count=recorder.query)
        tools = AgentTools(site, SearchIndex(site), run=threads.run, count=recorder.query)
        app = build_app(site, endpoint, tools=tools, running=client)
        compile_templates(app, shared.compiled)
        in_loop: dict[str, InLoop] = {
            "/sparql": endpoint.answer,
            DIAGNOSIS: partial(diagnosis, site),
            PICTURE: endpoint.answer_for_picture,
            "/graph-store": partial(named_graph, site),
            PATH: tools.answer,
        }
        is_lasting = store.state is not None

        def prepare() -> None:  # meanwhile workers answer, and pages are made when they are asked for
            if isinstance(store, engine.EngineStore):
                _copy_for_lookups(shared, store, site)
            if is_lasting:
                _make_ahead(app, site, shared.compiled)
            give_back_memory()

        Thread(target=prepare, daemon=True).start()
        recent = RecentReplies(settings.cache_mb * _MB // _RECENT_SHARE)
        return Serving(generation, app, in_loop, {b"/sparql": endpoint.at_once}, recent, is_lasting)

    return Gateway(open_serving, current, settings, recorder, begin=None if client is None else client.begin)


SECONDS = 5.0
"""So long may it take; later pages are made when they are asked for."""


def make_pages_ahead(app: Flask, site: Site, *, seconds: float = SECONDS, is_copy: bool = False) -> None:
    """Make the pages that most visitors come for, and those that take longest.

    A page as it is sent depends on the request. What it is drawn from does not, and stays in `site.ahead`. A site at a
    copy (`is_copy`) lacks graphs, such as that of the shapes: the pages that tell of these are not made from it.
    """
    end = time.monotonic() + seconds
    client = app.test_client()
    with suppress(CcwpError):  # whoever asks for the page is told
        for path in takewhile(lambda _: time.monotonic() < end, _paths(site, is_copy=is_copy)):
            client.get(path, headers={"Accept": HTML.essence})


def _paths(site: Site, *, is_copy: bool) -> Iterator[str]:
    """The first page of each list, the documents, the plans and actions on them, who is named together, the
    vocabularies and the links; the start page with its answers, the other answers, which workers evaluate, and the
    forms of questions; then of a release the other things whose pages take long."""
    yield from (f"/{name}" for name in LISTS)
    yield from (f"/source/{name}" for name in site.layouts)
    for name in ("plans", "actions"):
        rows = shown_list(site, LISTS[name], Choice(page=1).sorted_as(LISTS[name])).rows
        yield from (document_path(site.base.reference(row.thing.iri)) for row in rows)
    yield "/together"
    if not is_copy:
        yield from ("/ontology", "/shapes", "/links")
    yield "/"
    yield from (example.path for example in site.offered)
    yield from (f"/questions/{template.slug}" for template in catalogue(folder("web") / "questions", site.base))
    if site.page_facts is not None:
        things = (thing.value for thing in site.page_facts.viewed())
        yield from (document_path(site.base.reference(iri)) for iri in things if iri.startswith(site.base.id))
