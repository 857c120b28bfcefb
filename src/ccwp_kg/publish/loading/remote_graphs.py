"""The two ways to put a named graph into a store elsewhere: Graph Store Protocol, and SPARQL Update."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol
from urllib.parse import quote, urlencode
from urllib.request import Request

from pyoxigraph import BlankNode, NamedNode, Triple

from ccwp_kg.errors import QuerySyntaxError, StoreBroken
from ccwp_kg.formats import NTRIPLES
from ccwp_kg.store.exchange import Address, Exchange

_SECONDS = 600.0
"""A store may take its time to index a large graph."""
_ANSWER = 1_000_000
_BYTES = 500_000
_TRIPLES = 500
"""Virtuoso 7 refuses an update of 1,430 plain triples, which it makes 10,000 lines of SQL of, and slows down before."""


class GraphWriter(Protocol):
    """Replaces and removes whole named graphs. Raises StoreUnavailable where the store does not do it."""

    def replace(self, graph: NamedNode, triples: Sequence[Triple]) -> None:
        """Make these triples, and no others, what the graph holds."""

    def drop(self, graph: NamedNode) -> None:
        """Remove the graph; nothing happens where there is none."""


class GraphStoreWriter:
    """SPARQL 1.1 Graph Store HTTP Protocol: a graph goes there in one request, and so do its blank nodes."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._exchange = Exchange(address, _SECONDS, _ANSWER)

    def replace(self, graph: NamedNode, triples: Sequence[Triple]) -> None:
        """See GraphWriter.replace; §5.3: PUT stores the graph in place of what was there."""
        body = "".join(f"{triple} .\n" for triple in triples).encode()
        request = Request(self._url(graph), data=body, method="PUT")  # noqa: S310  # Address has seen to it
        request.add_header("Content-Type", NTRIPLES.media_type)
        _send(self._exchange, request)

    def drop(self, graph: NamedNode) -> None:
        """See GraphWriter.drop; §5.4: DELETE of a graph that is not there is 404."""
        request = Request(self._url(graph), method="DELETE")  # noqa: S310
        _send(self._exchange, request, also=(404,))

    def _url(self, graph: NamedNode) -> str:
        mark = "&" if "?" in self._address.url else "?"
        return f"{self._address.url}{mark}graph={quote(graph.value, safe='')}"


class UpdateWriter:
    """SPARQL 1.1 Update, in requests of bounded size."""

    def __init__(self, address: Address) -> None:
        self._exchange = Exchange(address, _SECONDS, _ANSWER)

    def replace(self, graph: NamedNode, triples: Sequence[Triple]) -> None:
        """See GraphWriter.replace; the graph is cleared first, then filled."""
        self._update(f"CLEAR SILENT GRAPH {graph}")
        for batch in batches(triples):
            self._update(insertion(graph, batch))

    def drop(self, graph: NamedNode) -> None:
        """See GraphWriter.drop.

        Virtuoso drops only what was created by name, so the graph is emptied first; §3.2.2: a store may keep a record
        of empty graphs, so it is dropped too.
        """
        self._update(f"CLEAR SILENT GRAPH {graph}")
        self._update(f"DROP SILENT GRAPH {graph}")

    def _update(self, text: str) -> None:
        # SPARQL 1.1 Protocol §2.2.1: update as a form.
        body = urlencode({"update": text}).encode("ascii")
        request = Request(self._exchange.address.url, data=body, method="POST")  # noqa: S310  # Address has seen to it
        request.add_header("Content-Type", "application/x-www-form-urlencoded")
        _send(self._exchange, request)


def _send(exchange: Exchange, request: Request, *, also: tuple[int, ...] = ()) -> None:
    try:
        exchange.ask(request, also=also)
    except QuerySyntaxError as error:
        raise StoreBroken(
            f"{error}; the store at {exchange.address.shown} does not take this update, and nothing after it was sent"
        ) from error


def insertion(graph: NamedNode, triples: Sequence[Triple]) -> str:
    """The update that adds triples to a graph.

    §3.1.1 allows blank nodes in INSERT DATA, but there are stores that refuse them; in the template of INSERT they are
    fresh for each solution (§4.1.4), and an empty pattern has one.
    """
    lines = " .\n".join(map(str, triples))
    if any(_blank(triple) for triple in triples):
        return f"INSERT {{ GRAPH {graph} {{\n{lines}\n}} }} WHERE {{}}"
    return f"INSERT DATA {{ GRAPH {graph} {{\n{lines}\n}} }}"


def batches(triples: Iterable[Triple], *, size: int = _BYTES, count: int = _TRIPLES) -> Iterator[list[Triple]]:
    """Pieces of bounded size, in an order that depends on nothing but the triples.

    A blank node is another node in another request, so triples that share blank nodes, however indirectly, stay
    together, even where that is more than the bound. They come after the triples without any.

    >>> a, b = NamedNode("a:a"), BlankNode("b")
    >>> [len(batch) for batch in batches([Triple(a, a, a), Triple(a, a, b), Triple(b, a, b)], count=1)]
    [1, 2]
    """
    every = tuple(triples)
    plain, tied = [[each] for each in every if not _blank(each)], [each for each in every if _blank(each)]
    for groups in (plain, components(tied)):
        batch: list[Triple] = []
        taken = 0
        for group in groups:
            weight = sum(len(str(triple).encode()) for triple in group)
            if batch and (taken + weight > size or len(batch) + len(group) > count):
                yield batch
                batch, taken = [], 0
            batch.extend(group)
            taken += weight
        if batch:
            yield batch


def components(triples: Sequence[Triple]) -> list[list[Triple]]:
    """Triples in groups that share no blank node with one another."""
    leader: dict[str, str] = {}

    def find(label: str) -> str:
        while leader[label] != label:
            leader[label] = leader[leader[label]]
            label = leader[label]
        return label

    for triple in triples:
        labels = _blank(triple)
        for label in labels:
            leader.setdefault(label, label)
        for label in labels[1:]:
            leader[find(label)] = find(labels[0])
    groups: dict[str, list[Triple]] = {}
    for triple in triples:
        groups.setdefault(find(_blank(triple)[0]), []).append(triple)
    return list(groups.values())


def _blank(triple: Triple) -> list[str]:
    """The blank nodes of a triple."""
    return [term.value for term in (triple.subject, triple.object) if isinstance(term, BlankNode)]
