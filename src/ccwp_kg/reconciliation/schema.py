"""The types and properties that names can be matched by: classes of what can be found, and what is stated of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from ccwp_kg.errors import ReconciliationRefused
from ccwp_kg.namespaces import CCWP, DCTERMS, FOAF, OWL, RDF, RDFS, SKOS
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.reconciliation.stated_values import FROM_ELSEWHERE
from ccwp_kg.search import Index
from ccwp_kg.search import classes as classes_in
from ccwp_kg.store import Store, about

_SHOWN = 40
_FOREIGN_CLASSES: Mapping[NamedNode, str] = {SKOS.Concept: "Concept", SKOS.ConceptScheme: "Code list"}
_FOREIGN_PROPERTIES: Mapping[NamedNode, str] = {
    SKOS.prefLabel: "name",
    SKOS.altLabel: "other name",
    SKOS.definition: "definition",
    SKOS.note: "note",
    SKOS.broader: "broader concept",
    SKOS.inScheme: "code list of a concept",
    OWL.sameAs: "the same thing elsewhere (identity)",
    FOAF.focus: "the concept elsewhere that stands for it (authority table, EuroVoc)",
    SKOS.exactMatch: "the same elsewhere (exact match)",
    SKOS.closeMatch: "nearly the same elsewhere (close match)",
    SKOS.broadMatch: "something broader elsewhere (broad match)",
    SKOS.relatedMatch: "something related elsewhere (related match)",
    DCTERMS.isPartOf: "part of",
    DCTERMS.term("title"): "title",
    RDFS.label: "label",
    RDFS.seeAlso: "see also",
}
"""What the data use of other vocabularies, which name it themselves and are not in the store."""


@dataclass(frozen=True, slots=True)
class SchemaTerm:
    """A type or a property of the service: its identifier, its IRI, what it is called and means in English.

    The identifier is the local name for a term of the ontology and the prefixed name for one of another vocabulary.
    """

    id: str
    iri: NamedNode
    name: str
    description: str | None = None
    broader: tuple[SchemaTerm, ...] = field(default=(), repr=False)


class Schema:
    """The types and properties of one state of a store, each by its identifier, in the order of their names.

    Types are the classes that something in the index has; properties are those that the ontology declares and some of
    other vocabularies.
    """

    def __init__(self, store: Store, types: Iterable[SchemaTerm], properties: Iterable[SchemaTerm]) -> None:
        self._store = store
        self.base = store.base
        self.types = {term.id: term for term in sorted(types, key=_by_name)}
        self.properties = {term.id: term for term in sorted(properties, key=_by_name)}
        self._by_iri = {term.iri.value: term for term in self.types.values()}
        self._used = lru_cache(maxsize=64)(self._ask_used)

    def type(self, identifier: str, *, where: str) -> SchemaTerm:
        """A type by its identifier; ReconciliationRefused where there is none, with `where` it was named."""
        return _one(self.types, identifier, f"{where} names the type", "type")

    def property(self, identifier: str, *, where: str) -> SchemaTerm:
        """A property by its identifier; ReconciliationRefused where there is none, with `where` it was named."""
        return _one(self.properties, identifier, f"{where} names the property", "property")

    def types_of(self, classes: Iterable[str]) -> tuple[SchemaTerm, ...]:
        """The types of a thing by the IRIs of its classes, broader ones included, the most special first."""
        found = {term for cls in classes if cls in self._by_iri for term in _with_broader(self._by_iri[cls])}
        return tuple(sorted(found, key=lambda term: (-_depth(term), *_by_name(term))))

    def classes_of(self, kind: SchemaTerm) -> frozenset[str]:
        """The IRIs of the classes whose things are of a type: its own, and those of narrower types."""
        return frozenset(term.iri.value for term in self.types.values() if kind in _with_broader(term))

    def properties_of(self, kind: SchemaTerm) -> tuple[SchemaTerm, ...]:
        """The properties that things of a type have, first those that most of them have."""
        return self._used(kind.id)

    def _ask_used(self, identifier: str) -> tuple[SchemaTerm, ...]:
        rows = self._store.rows(
            f"SELECT ?p (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a {self.types[identifier].iri} "
            f"{{ ?x ?p ?o }} UNION {{ VALUES ?p {{ {' '.join(map(str, FROM_ELSEWHERE))} }} ?o ?p ?x }} "
            f'FILTER(isIRI(?x) && STRSTARTS(STR(?x), "{self._store.base.id}")) }} GROUP BY ?p'
        )
        counts = {row["p"]: int(count.value) for row in rows if isinstance(count := row.get("n"), Literal)}
        used = [term for term in self.properties.values() if term.iri in counts]
        return tuple(sorted(used, key=lambda term: (-counts[term.iri], *_by_name(term))))


def read_schema(store: Store, index: Index, *, prefixes: Prefixes) -> Schema:
    """The types and properties of a store and the index that was made from it."""
    statements = _statements(store)
    above = {iri: statements[iri].get(RDFS.subClassOf, []) for iri in statements}
    found = classes_in(index, under=store.base.id)

    def term(iri: NamedNode) -> SchemaTerm:
        name, description = _words(statements[iri], RDFS.label), _words(statements[iri], SKOS.definition)
        identifier = iri.value.removeprefix(CCWP) if iri.value.startswith(CCWP) else prefixes.shorten(iri.value)
        broader = sorted((cls for cls in above.get(iri, ()) if isinstance(cls, NamedNode)), key=str)
        return SchemaTerm(
            identifier,
            iri,
            name or {**_FOREIGN_CLASSES, **_FOREIGN_PROPERTIES}.get(iri) or identifier,
            description,
            tuple(term(cls) for cls in broader if cls.value in found and cls != iri),
        )

    properties = [
        iri
        for iri in statements
        if not {OWL.ObjectProperty, OWL.DatatypeProperty}.isdisjoint(statements[iri][RDF.type])
    ]
    return Schema(store, map(term, map(NamedNode, found)), map(term, [*properties, *_FOREIGN_PROPERTIES]))


_Statements = defaultdict[NamedNode, defaultdict[NamedNode, list[object]]]


def _statements(store: Store) -> _Statements:
    """What the ontology says of its terms: label, definition, and what is above them."""
    statements: _Statements = defaultdict(lambda: defaultdict(list))
    for row in about(store).rows(
        f"SELECT ?t ?p ?o WHERE {{ VALUES ?c {{ {OWL.Class} {OWL.ObjectProperty} {OWL.DatatypeProperty} }} "
        f"VALUES ?p {{ {RDF.type} {RDFS.label} {SKOS.definition} {RDFS.subClassOf} }} ?t a ?c ; ?p ?o "
        f'FILTER(isIRI(?t) && STRSTARTS(STR(?t), "{CCWP}")) }}'
    ):
        term, predicate = row["t"], row["p"]
        if isinstance(term, NamedNode) and isinstance(predicate, NamedNode):
            statements[term][predicate].append(row["o"])
    return statements


def _words(statements: Mapping[NamedNode, Sequence[object]], predicate: NamedNode) -> str | None:
    """The first text by its characters, what is English before the rest."""
    texts = [value for value in statements.get(predicate, ()) if isinstance(value, Literal)]
    best = min(texts, key=lambda text: (text.language not in (None, "en"), text.value), default=None)
    return None if best is None else best.value


def _one(terms: Mapping[str, SchemaTerm], identifier: str, named: str, kind: str) -> SchemaTerm:
    if identifier not in terms:
        raise ReconciliationRefused(
            f"{named} '{identifier[:_SHOWN]}', which there is not; /reconcile/suggest/{kind}?prefix= tells them all"
        )
    return terms[identifier]


def _by_name(term: SchemaTerm) -> tuple[str, str]:
    return term.name.casefold(), term.id


def _with_broader(term: SchemaTerm) -> set[SchemaTerm]:
    return {term}.union(*map(_with_broader, term.broader))


def _depth(term: SchemaTerm) -> int:
    return 1 + max(map(_depth, term.broader), default=0)
