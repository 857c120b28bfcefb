"""What the tools answer from: a store, its search index, its answers to queries, and where its pages are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from ccwp_kg.agents.domains import Domains
from ccwp_kg.entities.citable import DatasetFacts
from ccwp_kg.entities.description import description
from ccwp_kg.page_facts import Explanation
from ccwp_kg.query import Limits
from ccwp_kg.query.shared_answers import Answers
from ccwp_kg.rdf.rules import InferenceRule
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.search import Index
from ccwp_kg.settings import Settings
from ccwp_kg.store import Bounds, Store


def nowhere(_iri: str) -> None:
    """The address of a thing where no server shows it."""


def uncounted(_outcome: str, _seconds: float) -> None:
    """What counts a query where nobody counts."""


def answers_of(store: Store, prefixes: Prefixes, settings: Settings, **more: Any) -> Answers:
    """Answers within the limits of the settings, in which a thing is described as its page is; `more` is that of
    Answers."""
    return Answers(store, describe=description, prefixes=prefixes, bounds=Bounds.of_settings(settings), **more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Everything that the tools answer from.

    `explain` tells why inferred facts hold, where a release knows it. `index` gives the search index; it raises
    StoreUnavailable while there is none. `limits` are those of the text of a query, `seconds` the time it has. `count`
    is called with the outcome of each query and the seconds it took. `domains` are those of our properties.

    `address` tells where a page or a foreign document about an IRI is, None where nowhere. `endpoint` is the address
    of the SPARQL endpoint, empty where there is none.
    """

    store: Store
    prefixes: Prefixes
    rules: Mapping[str, InferenceRule]
    explain: Callable[[NamedNode], Explanation] | None
    index: Callable[[], Index]
    answers: Answers
    limits: Limits
    seconds: float
    dataset: Callable[[], DatasetFacts]
    count: Callable[[str, float], None] = uncounted
    domains: Callable[[], Domains] = dict
    address: Callable[[str], str | None] = nowhere
    endpoint: str = ""
