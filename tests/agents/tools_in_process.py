"""The agents' tools over a store in this process, without any protocol."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ccwp_kg.agents.collection import Collection
from ccwp_kg.agents.domains import read_domains
from ccwp_kg.agents.table import TOOLS_BY_NAME, call
from ccwp_kg.entities.citable import dataset_facts
from ccwp_kg.entities.description import description
from ccwp_kg.publish.texts import TextFiles
from ccwp_kg.query import Limits
from ccwp_kg.query.shared_answers import Answers, Asker
from ccwp_kg.rdf.rules import read_rules
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.search import Index, gather
from ccwp_kg.store import Bounds, EmbeddedStore

Tell = Callable[..., str]


def collection_of(store: EmbeddedStore, release: Path, **more: Any) -> Collection:
    """The collection that a store is, with the texts of a release."""
    texts = TextFiles.of_release(release)
    prefixes = read_prefixes(texts.prefixes, texts.base)
    answers = Answers(store, describe=description, prefixes=prefixes, bounds=Bounds())
    index = Index.of_things(gather(store), store.base)
    more = {"index": lambda: index, **more}
    return Collection(
        store=store,
        prefixes=prefixes,
        rules={rule.name: rule for rule in read_rules(texts.rules, texts.base)},
        explain=None,
        answers=answers,
        limits=Limits(),
        seconds=10.0,
        dataset=lambda: dataset_facts(store),
        domains=lambda: read_domains(texts.rich),
        **more,
    )


def teller(collection: Collection) -> Tell:
    """Calls a tool: `tell("thing", id="plan/5")`."""

    async def in_thread(function: Callable[[], str]) -> str:
        return function()

    def tell(name: str, **arguments: Any) -> str:
        return asyncio.run(call(collection, TOOLS_BY_NAME[name], arguments, asker=Asker(), in_thread=in_thread))

    return tell
