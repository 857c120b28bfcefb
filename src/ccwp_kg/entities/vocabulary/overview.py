"""The classes that matter and how they are linked: the group of terms that `ontology/overview.ttl` names, as a tree.

Each property of the group is drawn once: between its domain and its range, and where one of them is open, between the
two classes of the group that it links most often in the data and that no property before it links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from ccwp_kg.entities.description import vocabulary
from ccwp_kg.entities.facts.facts import Facts
from ccwp_kg.entities.facts.names import Thing, look_up
from ccwp_kg.namespaces import OWL, PUBLISHED, RDF, RDFS
from ccwp_kg.rdf.dataset import ONTOLOGY
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.store import Store

OVERVIEW = NamedNode(f"{PUBLISHED}ontology/overview")
_Link = tuple[NamedNode, NamedNode, NamedNode]
"""A class, a property, the class of its values."""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class of the tree: how deep it stands, and the class and property that lead to it (None: it begins a tree).

    `is_again` where the class stands in a row before, with what it leads to.
    """

    depth: int
    thing: Thing
    above: Thing | None
    link: Thing | None
    is_again: bool


def overview(store: Store, module: Iterable[Triple], *, prefixes: Prefixes) -> tuple[ClassRow, ...]:
    """The rows of the tree, from top to bottom; `module` has the domains and ranges. None where no group is named."""
    group = _group(store)
    axioms = Facts.of_triples(module)
    classes = [term for term in group if axioms.is_a(term, OWL.Class)]
    links = _links(store, axioms, classes, [term for term in group if term not in classes])
    names = look_up(store, group, languages=(), prefixes=prefixes)
    return tuple(
        ClassRow(depth, names[here], link and names[link[0]], link and names[link[1]], is_again)
        for depth, here, link, is_again in _rows(classes, links)
    )


def overview_triples(store: Store) -> tuple[Triple, ...]:
    """The group as statements."""
    return vocabulary(store, OVERVIEW, store.base.here(ONTOLOGY))


def _group(store: Store) -> list[NamedNode]:
    """The members of the group, in their order (RDF Schema §5.1)."""
    found = store.rows(
        f"SELECT ?place ?term WHERE {{ GRAPH {store.base.here(ONTOLOGY)} {{ "
        f'{OVERVIEW} ?place ?term FILTER(STRSTARTS(STR(?place), "{RDF}_")) }} }}'
    )
    pairs = sorted((natural_key(str(row["place"])), row["term"]) for row in found)
    return [term for _, term in pairs if isinstance(term, NamedNode)]


def _links(store: Store, axioms: Facts, classes: Sequence[NamedNode], properties: Iterable[NamedNode]) -> list[_Link]:
    links: list[_Link] = []
    for term in properties:
        domain, values = axioms.thing(term, RDFS.domain), axioms.thing(term, RDFS.range)
        is_known = domain in classes and values in classes
        joined = [{one, other} for one, _, other in links]
        for one, other in [(domain, values)] if is_known else _linked(store, term, classes):
            if one and other and {one, other} not in joined:
                links.append((one, term, other))
                break
    return links


def _linked(store: Store, term: NamedNode, classes: Sequence[NamedNode]) -> Iterator[tuple[NamedNode, NamedNode]]:
    """The pairs of classes of which things are linked by a property, the most frequent first."""
    among = " ".join(map(str, classes))
    rows = store.rows(
        f"SELECT ?one ?other (COUNT(*) AS ?n) WHERE {{ VALUES ?one {{ {among} }} VALUES ?other {{ {among} }} "
        f"?s {term} ?o . ?s a ?one . ?o a ?other FILTER(?one != ?other) }} "
        "GROUP BY ?one ?other ORDER BY DESC(?n) ?one ?other"
    )
    for row in rows:
        one, other = row["one"], row["other"]
        if isinstance(one, NamedNode) and isinstance(other, NamedNode):
            yield one, other


def _rows(classes: Sequence[NamedNode], links: Sequence[_Link]) -> Iterator[tuple[int, NamedNode, _Link | None, bool]]:
    """A tree from each class that no row before holds; a class that comes again leads no further."""
    seen: set[NamedNode] = set()
    for root in classes:
        waiting: list[tuple[int, NamedNode, _Link | None]] = [] if root in seen else [(0, root, None)]
        while waiting:
            depth, here, link = waiting.pop()
            yield depth, here, link, here in seen
            if here not in seen:
                seen.add(here)
                waiting += [(depth + 1, each[2], each) for each in reversed(links) if each[0] == here]
