"""Descriptions of the dataset name what can be fetched by addresses of the server that is asked."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple

from ccwp_kg.namespaces import DCAT, FOAF, SCHEMA, VOID
from ccwp_kg.server.http.host_address import live_address

_TO_BE_FETCHED = frozenset(
    [
        DCAT.accessURL,
        DCAT.downloadURL,
        DCAT.endpointDescription,
        DCAT.endpointURL,
        DCAT.landingPage,
        FOAF.homepage,
        FOAF.page,
        SCHEMA.contentUrl,
        SCHEMA.url,
        VOID.dataDump,
        VOID.sparqlEndpoint,
    ]
)
"""The properties whose values are addresses; those of all other properties are names."""


def with_live_addresses(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """The triples in their order, in which own addresses are those of this server; names stay what they are."""
    return tuple(_live(triple) if triple.predicate in _TO_BE_FETCHED else triple for triple in triples)


def _live(triple: Triple) -> Triple:
    address = live_address(triple.object.value) if isinstance(triple.object, NamedNode) else None
    return triple if address is None else Triple(triple.subject, triple.predicate, NamedNode(address))
