"""The catalogue: what a release says of itself, read from the store that it was loaded into, at addresses that live."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pyoxigraph import NamedNode, Triple

from ccwp_kg.formats import Format
from ccwp_kg.namespaces import CCWP, DCAT, VCARD, VOID
from ccwp_kg.rdf.dataset import RELEASE
from ccwp_kg.rdf.syntax.document import write_document
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.rdf.terms.order import sorted_statements
from ccwp_kg.store import Store

_CHANGED = ", ".join(map(str, (CCWP.addsThing, CCWP.changesThing, CCWP.withdrawsThing)))
"""What leads from a set of changes to the things that it changed, which may be all of them."""
_ANSWERS = (VOID.sparqlEndpoint, VOID.openSearchDescription)
"""What leads to a query or a search, beside services."""
CATALOGUE = iris.thing("catalogue")
_CONTACT = iris.thing("agent/ccwp-kg/contact")


def has_catalogue(store: Store) -> bool:
    """Whether the store holds a release that describes itself."""
    graph, catalogue = store.base.here(RELEASE), store.base.here(CATALOGUE)
    return bool(store.rows(f"SELECT ?p WHERE {{ GRAPH {graph} {{ {catalogue} ?p ?o }} }} LIMIT 1"))


def write_catalogue(
    store: Store,
    form: Format,
    *,
    place: Callable[[str], str],
    prefixes: Prefixes,
    context: Mapping[str, Any],
    has_services: bool = True,
    contact: str = "",
) -> bytes | None:
    """The catalogue as one document, in a format of RDF; None where the store holds no release that describes itself.

    `place` tells the address of a path of the site: `dumps/dataset.nq`, `data`, or nothing for its start. Names of
    things stay what they are. `has_services` is false for a site of files, where no query is answered. `contact` is the
    IRI of an e-mail address or of a page for those who write to whoever serves it; else the page About stands for it.

    Raises what the store raises.
    """
    graph = store.base.here(RELEASE)
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o FILTER(?p NOT IN ({_CHANGED})) }} }}"
    found: Iterable[Triple] = store.triples(query)
    if not has_services:
        found = _without_services(found, store.base)
    if contact:
        found = _with_contact(found, store.base.here(_CONTACT), NamedNode(contact))
    located = sorted_statements(store.base.addressed(found, place))
    if not located:
        return None
    return write_document(
        store.base.here(CATALOGUE), located, form, prefixes=prefixes, context=context, base=store.base
    )


def _with_contact(triples: Iterable[Triple], thing: NamedNode, contact: NamedNode) -> list[Triple]:
    """The triples with an e-mail address of the contact beside its page, or another page in the place of that."""
    predicate = VCARD.hasEmail if contact.value.startswith("mailto:") else VCARD.hasURL
    kept = [t for t in triples if (t.subject, t.predicate) != (thing, predicate)]
    is_there = any(t.subject == thing for t in kept)
    return [*kept, Triple(thing, predicate, contact)] if is_there else kept


def _without_services(triples: Iterable[Triple], base: Base) -> list[Triple]:
    """The triples without data services, distributions that are answers of one, and what only these lead to."""
    every = [*triples]
    gone = {t.object for t in every if t.predicate == DCAT.service}
    gone |= {t.subject for t in every if t.predicate == DCAT.accessService}
    kept = [t for t in every if gone.isdisjoint((t.subject, t.object)) and t.predicate not in _ANSWERS]
    led_to = {t.object for t in kept}
    return [t for t in kept if t.subject in led_to or str(t.subject).startswith(f"<{base.id}")]
