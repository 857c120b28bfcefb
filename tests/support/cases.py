"""Cases of a suite: some may be absent, some are too many for the fast tests; and a part that stands for a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from pyoxigraph import NamedNode

from ccwp_kg.store import Store

EVERY = 34
"""Of all that a whole crawl visits, a fast one visits so few."""


def cases_or_skip(cases: Iterable[Any], reason: str) -> list[Any]:
    """The cases, or one that skips for the reason: a suite that collects nothing fails otherwise."""
    return list(cases) or [pytest.param(None, marks=pytest.mark.skip(reason=reason), id="absent")]


def mostly_slow(cases: Iterable[Any], *, every: int = 17) -> list[Any]:
    """The cases, of which the first and every seventeenth are fast."""
    return [pytest.param(case, marks=[pytest.mark.slow] if place % every else []) for place, case in enumerate(cases)]


def sample(iris: Iterable[str], store: Store) -> list[str]:
    """The first of the IRIs in each class, and every thirty-fourth; in their order, each once."""
    every = list(iris)
    places = {iri: place for place, iri in reversed(list(enumerate(every)))}
    first: dict[str, int] = {}
    for row in store.rows("SELECT ?thing ?class WHERE { ?thing a ?class }"):
        thing, kind = row["thing"], row["class"]
        if isinstance(thing, NamedNode) and isinstance(kind, NamedNode) and thing.value in places:
            first[kind.value] = min(places[thing.value], first.get(kind.value, len(every)))
    assert len(first) > 15, "the things that a crawl visits have no classes"
    return [every[place] for place in sorted({*first.values(), *range(0, len(every), EVERY)})]
