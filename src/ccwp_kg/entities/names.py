"""What things are called: the name in the language asked for, else in English, else in any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.namespaces import CCWP, DCTERMS, RDFS, SKOS
from ccwp_kg.rdf.order import natural_key
from ccwp_kg.rdf.prefixes import Prefixes
from ccwp_kg.store import Store

TITLE = DCTERMS.term("title")
LABELS = (SKOS.prefLabel, RDFS.label, TITLE)
"""Where a name is looked for, in this order; a title is last, for an action is called "Action 5.4"."""

_ASKED = (*LABELS, CCWP.acronym)
_BATCH = 400


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with an IRI, and what to call it. `is_named` is False where the name is only its shortened IRI."""

    iri: str
    name: str
    language: str | None = None
    acronym: str | None = None
    title: str | None = None
    is_named: bool = True

    @property
    def short(self) -> str:
        """The acronym where there is one, else the name."""
        return self.acronym or self.name


class Names:
    """Names that were looked up together; asking for one costs nothing."""

    def __init__(self, found: dict[NamedNode, Thing], prefixes: Prefixes) -> None:
        self._found = found
        self._prefixes = prefixes

    def __getitem__(self, iri: NamedNode) -> Thing:
        known = self._found.get(iri)
        return known if known is not None else Thing(iri.value, self._prefixes.shorten(iri.value), is_named=False)

    def things(self, iris: Iterable[NamedNode]) -> tuple[Thing, ...]:
        """The named things, in the order given."""
        return tuple(self[iri] for iri in iris)


def look_up(store: Store, iris: Iterable[NamedNode], *, languages: Sequence[str], prefixes: Prefixes) -> Names:
    """The names of many things, some hundred in a query.

    `languages` is the chain of tags that were asked for; English and then any other follow by themselves.
    """
    wanted = sorted(set(iris), key=lambda iri: iri.value)
    labels: defaultdict[NamedNode, defaultdict[NamedNode, list[Literal]]] = defaultdict(lambda: defaultdict(list))
    for start in range(0, len(wanted), _BATCH):
        batch = " ".join(map(str, wanted[start : start + _BATCH]))
        asked = ", ".join(map(str, _ASKED))
        for row in store.rows(f"SELECT ?x ?p ?l WHERE {{ VALUES ?x {{ {batch} }} ?x ?p ?l FILTER(?p IN ({asked})) }}"):
            thing, predicate, label = row["x"], row["p"], row["l"]
            if isinstance(thing, NamedNode) and isinstance(predicate, NamedNode) and isinstance(label, Literal):
                labels[thing][predicate].append(label)
    chain = (*languages, "en")
    return Names({iri: _thing(iri, found, chain, prefixes) for iri, found in labels.items()}, prefixes)


def _thing(iri: NamedNode, found: dict[NamedNode, list[Literal]], chain: Sequence[str], prefixes: Prefixes) -> Thing:
    best = next((label for p in LABELS if (label := best_label(found.get(p, []), chain)) is not None), None)
    acronym = best_label(found.get(CCWP.acronym, []), chain)
    title = best_label(found.get(TITLE, []), chain)
    return Thing(
        iri.value,
        best.value if best is not None else prefixes.shorten(iri.value),
        best.language if best is not None else None,
        acronym.value if acronym is not None else None,
        title.value if title is not None else None,
        is_named=best is not None,
    )


def best_label(labels: Iterable[Literal], chain: Sequence[str]) -> Literal | None:
    """The label in the first language of the chain that has one, else the one without a language, else any.

    >>> best_label([Literal("Zoll", language="de"), Literal("customs", language="en")], ["fr", "en"]).value
    'customs'
    """

    def rank(label: Literal) -> tuple[int, str, tuple[tuple[str | int, ...], ...]]:
        language = label.language or ""
        place = chain.index(language) if language in chain else len(chain) + bool(language)
        return place, language, natural_key(label.value)

    return min(labels, key=rank, default=None)
