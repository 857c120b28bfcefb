"""A part of the release that stands for all of it in a fast crawl."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from ccwp_kg.store import Store

EVERY = 34


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
