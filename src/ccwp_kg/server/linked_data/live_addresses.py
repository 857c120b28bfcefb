"""Documents name what can be fetched by addresses of the server that is asked."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Triple

from ccwp_kg.server.http.host_address import placed
from ccwp_kg.server.site.site import site_base


def with_live_addresses(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """The triples in their order, in which own addresses are those of this server; names stay what they are."""
    return tuple(site_base().addressed(triples, placed))
