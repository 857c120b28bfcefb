"""What things are called: the name in the language asked for, else in English, else in any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.facts import Words, shortened, words
from ccwp_kg.namespaces import CCWP, RDFS, SKOS
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.labels import LABELS, TITLE, best_label
from ccwp_kg.store import Store, Term

_NAMES = (SKOS.prefLabel, RDFS.label)
_BATCH = 400
_LONGEST_NAME = 500


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

    def __init__(self, found: dict[NamedNode, Thing], prefixes: Prefixes, languages: tuple[str, ...] = ()) -> None:
        self.languages = languages
        """The languages in which at least one of these things has a name, by tag."""
        self._found = found
        self._prefixes = prefixes

    def __getitem__(self, iri: NamedNode) -> Thing:
        known = self._found.get(iri)
        return known if known is not None else Thing(iri.value, self._prefixes.shorten(iri.value), is_named=False)

    def things(self, iris: Iterable[NamedNode]) -> tuple[Thing, ...]:
        """The named things, in the order given."""
        return tuple(self[iri] for iri in iris)

    def shown(self, term: Term) -> Thing | Words:
        """A value as people see it: a thing by its name, a literal by its characters."""
        if isinstance(term, NamedNode):
            return self[term]
        return words(term) if isinstance(term, Literal) else Words(str(term))


def look_up(store: Store, iris: Iterable[NamedNode], *, languages: Sequence[str], prefixes: Prefixes) -> Names:
    """The names of many things, some hundred in a query.

    `languages` is the chain of tags that were asked for; English and then any other follow by themselves.
    """
    wanted = sorted(set(iris), key=lambda iri: iri.value)
    labels: defaultdict[NamedNode, defaultdict[NamedNode, list[Literal]]] = defaultdict(lambda: defaultdict(list))
    for start in range(0, len(wanted), _BATCH):
        batch = " ".join(map(str, wanted[start : start + _BATCH]))
        asked = ", ".join(map(str, (*LABELS, CCWP.acronym)))
        for row in store.rows(f"SELECT ?x ?p ?l WHERE {{ VALUES ?x {{ {batch} }} ?x ?p ?l FILTER(?p IN ({asked})) }}"):
            thing, predicate, label = row["x"], row["p"], row["l"]
            if isinstance(thing, NamedNode) and isinstance(predicate, NamedNode) and isinstance(label, Literal):
                labels[thing][predicate].append(label)
    chain = (*languages, "en")
    things = {iri: _thing(iri, found, chain, prefixes) for iri, found in labels.items()}
    tags = {label.language for found in labels.values() for p in _NAMES for label in found.get(p, ()) if label.language}
    return Names(things, prefixes, tuple(sorted(tags)))


def label_languages(store: Store) -> frozenset[str]:
    """Every language in which the data name something, as a tag (BCP 47)."""
    names = " ".join(map(str, _NAMES))
    rows = store.rows(f"SELECT DISTINCT ?tag WHERE {{ VALUES ?p {{ {names} }} ?x ?p ?l BIND(LANG(?l) AS ?tag) }}")
    return frozenset(tag.value for row in rows if isinstance(tag := row.get("tag"), Literal) and tag.value)


def _thing(iri: NamedNode, found: dict[NamedNode, list[Literal]], chain: Sequence[str], prefixes: Prefixes) -> Thing:
    best = next((label for p in LABELS if (label := best_label(found.get(p, []), chain)) is not None), None)
    acronym, title = (
        None if (label := best_label(found.get(p, []), chain)) is None else shortened(label.value, most=_LONGEST_NAME)
        for p in (CCWP.acronym, TITLE)
    )
    name = shortened(prefixes.shorten(iri.value) if best is None else best.value, most=_LONGEST_NAME)
    language = None if best is None else best.language
    return Thing(iri.value, name, language, acronym, title, is_named=best is not None)
