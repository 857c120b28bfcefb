"""What a store states of many things by some properties, asked in a few bounded queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from ccwp_kg.errors import AnswerTooLarge
from ccwp_kg.namespaces import FOAF
from ccwp_kg.rdf.terms.order import Term, term_key
from ccwp_kg.store import Store

Object: TypeAlias = Term
Stated: TypeAlias = Mapping[tuple[str, str], Sequence[Object]]
"""(IRI of a thing, IRI of a property) → its values, in their order."""
MOST_STATEMENTS = 20_000
FROM_ELSEWHERE = frozenset([FOAF.focus])
"""Properties by which others lead to our things, as the entry of an authority table does to the body that it stands
for: a value of such a property is what has it."""
_BATCH = 200


def stated(store: Store, things: Iterable[str], properties: Sequence[NamedNode]) -> Stated:
    """The values of some properties of some things, by the IRIs of both.

    Raises AnswerTooLarge where there are more than 20,000 statements.
    """
    found: defaultdict[tuple[str, str], list[Object]] = defaultdict(list)
    wanted, left = list(dict.fromkeys(things)), MOST_STATEMENTS
    for start in range(0, len(wanted) if properties else 0, _BATCH):
        batch = " ".join(str(NamedNode(iri)) for iri in wanted[start : start + _BATCH])
        ways = " UNION ".join(
            f"{{ VALUES ?x {{ {batch} }} VALUES ?p {{ {' '.join(sorted(map(str, several)))} }} {pattern} }}"
            for pattern, several in (
                ("?x ?p ?o", {*properties} - FROM_ELSEWHERE),
                ("?o ?p ?x", FROM_ELSEWHERE.intersection(properties)),
            )
            if several
        )
        rows = store.rows(f"SELECT ?x ?p ?o WHERE {{ {ways} }} LIMIT {left + 1}")
        left -= len(rows)
        if left < 0:
            raise AnswerTooLarge(
                f"these things have more than {MOST_STATEMENTS:,} values of these properties; ask for fewer at a time"
            )
        for row in rows:
            thing, predicate = row["x"], row["p"]
            if isinstance(thing, NamedNode) and isinstance(predicate, NamedNode):
                found[thing.value, predicate.value].append(row["o"])
    return {key: sorted(values, key=term_key) for key, values in found.items()}


def stating(store: Store, statements: Iterable[tuple[NamedNode, Object]], *, under: str, most: int) -> list[str]:
    """At most `most` IRIs that begin with `under`: things with one of these pairs of property and value."""
    pairs = list(dict.fromkeys(f"({predicate} {value})" for predicate, value in statements))
    found: dict[str, None] = {}
    elsewhere = ", ".join(map(str, FROM_ELSEWHERE))
    for start in range(0, len(pairs), _BATCH):
        batch = f"VALUES (?p ?o) {{ {' '.join(pairs[start : start + _BATCH])} }}"
        rows = store.rows(
            f"SELECT DISTINCT ?x WHERE {{ {{ {batch} ?x ?p ?o }} UNION "
            f"{{ {batch} FILTER(?p IN ({elsewhere})) ?o ?p ?x }} "
            f"FILTER(isIRI(?x) && STRSTARTS(STR(?x), {Literal(under)})) }} ORDER BY STR(?x) LIMIT {most}"
        )
        found.update((thing.value, None) for row in rows if isinstance(thing := row["x"], NamedNode))
    return list(found)[:most]
