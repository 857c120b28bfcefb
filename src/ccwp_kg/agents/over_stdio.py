"""One agent on standard input and output: over a release in processes that can be killed, or an endpoint elsewhere.

A release is answered as the server answers it: by workers without network and files, each query within its limits. So a
query that an agent makes up ends no more than itself.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from ccwp_kg.agents.collection import Collection, answers_of
from ccwp_kg.agents.domains import read_domains
from ccwp_kg.engine import Allowance, EngineClient, EngineStore, Launcher, Loaded, ReleaseRegistry, Shares
from ccwp_kg.entities.citable import dataset_facts
from ccwp_kg.namespaces import PUBLISHED
from ccwp_kg.publish.opening import base_of, check_release, open_release, state_of, sums_of
from ccwp_kg.publish.texts import TextFiles
from ccwp_kg.query import Limits
from ccwp_kg.query.shared_answers import Asker
from ccwp_kg.rdf.rules import read_rules
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.search import FILE, Index, IndexOnDemand
from ccwp_kg.settings import Settings
from ccwp_kg.store import Bounds, Evaluate, Store
from ccwp_kg.store.remote import RemoteStore

_MB = 1 << 20
_WORKERS = 2
_T = TypeVar("_T")


def answer_from_release(release: Path, settings: Settings) -> int:
    """Answer one agent from a release until its messages end; returns the exit code.

    Raises NotARelease and CannotServe where the folder cannot be answered from.
    """
    check_release(release)
    TextFiles.of_release(release)
    registry = ReleaseRegistry()
    return Launcher(
        registry,
        load=partial(_load, release, settings),
        http=partial(_speak, registry, release, settings),
        workers=_WORKERS,
        allowance=Allowance(seconds=float(settings.max_query_seconds), memory=settings.max_query_mb * _MB),
        loading=Allowance(seconds=float(settings.max_load_seconds), memory=settings.max_load_mb * _MB),
    ).run()


def answer_from_endpoint(endpoint: str, settings: Settings) -> None:
    """Answer one agent from any SPARQL endpoint until its messages end."""
    base = Base(settings.base_iri or PUBLISHED)
    texts = TextFiles.of_package(base)
    store = RemoteStore(
        endpoint,
        bounds=Bounds.of_settings(settings),
        user=settings.store_user,
        password=settings.store_password,
        prefixes=read_prefixes(texts.prefixes, base),
        base=base,
    )
    collection = _collection(store, texts, settings, index=IndexOnDemand(store).get)
    asyncio.run(_answer(replace(collection, endpoint=endpoint)))


def _load(release: Path, settings: Settings) -> Loaded:
    """In the zygote: the release with its limits."""
    state = state_of(sums_of(release))
    prefixes = read_prefixes(TextFiles.of_release(release).prefixes)
    store = open_release(release, has_past=False).bounded(Bounds.of_settings(settings), prefixes=prefixes, state=state)
    return Loaded(store, {"state": state, "graphs": store.has_graphs}, lambda _cause: None)


def _speak(registry: ReleaseRegistry, release: Path, settings: Settings) -> None:
    """In the process that speaks with the agent; the launcher ends with it."""
    launcher = os.getppid()
    try:
        asyncio.run(_speak_from(registry, release, settings))
    finally:
        os.kill(launcher, signal.SIGTERM)


async def _speak_from(registry: ReleaseRegistry, release: Path, settings: Settings) -> None:
    client = EngineClient(
        registry,
        bounds=Bounds.of_settings(settings),
        shares=Shares(long=_WORKERS, long_per_client=_WORKERS),
        memory=settings.max_query_mb * _MB,
    )
    await client.begin()
    texts = replace(TextFiles.of_release(release), base=base_of(release))
    store = EngineStore(client)
    kept = release / FILE
    index = cache(partial(Index.of_file, kept, texts.base)) if kept.is_file() else IndexOnDemand(store).get
    collection = _collection(store, texts, settings, index=index, evaluate=client.evaluate)
    await _answer(collection)


def _collection(
    store: Store,
    texts: TextFiles,
    settings: Settings,
    *,
    index: Callable[[], Index],
    evaluate: Evaluate | None = None,
) -> Collection:
    prefixes = read_prefixes(texts.prefixes, texts.base)
    return Collection(
        store=store,
        prefixes=prefixes,
        rules={rule.name: rule for rule in read_rules(texts.rules, texts.base)},
        explain=None,
        index=index,
        answers=answers_of(
            store, prefixes, settings, evaluate=evaluate, run=lambda function, _ticket: _in_executor(function)
        ),
        limits=Limits.of_settings(settings),
        seconds=float(settings.max_query_seconds),
        dataset=cache(lambda: dataset_facts(store)),
        domains=cache(lambda: read_domains(texts.rich)),
        address=partial(_address, settings.base_url, store.base) if settings.base_url else (lambda _iri: None),
    )


def _address(url: str, base: Base, iri: str) -> str | None:
    """Where the server at that address shows a thing of ours; other IRIs are what they are."""
    if not iri.startswith(base.id):
        return iri if iri.startswith(("http://", "https://")) else None
    reference = base.reference(iri)
    return f"{url}/{reference}" if reference.startswith("source/") else f"{url}/doc/{reference}"


async def _answer(collection: Collection) -> None:
    from ccwp_kg.agents.protocol import Desk, Protocol  # noqa: PLC0415  # where the SDK is missing the command says so

    desk = Desk(collection, Asker, _in_executor)
    await Protocol(desk).run_over_stdio()


async def _in_executor(function: Callable[[], _T]) -> _T:
    return await asyncio.get_running_loop().run_in_executor(None, function)
