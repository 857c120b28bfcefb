"""JSON-LD that people can read: a context applied to sorted statements (JSON-LD 1.1 compaction).

Each value is compacted by a look-up. Here each thing is one flat object; `framing` nests them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ccwp_kg.errors import UnknownFormat
from ccwp_kg.namespaces import RDF, XSD
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.rdf.terms.order import Subject, by_subject, natural_key, value_key

Value: TypeAlias = NamedNode | BlankNode | Literal
_ENCODER = json.JSONEncoder(ensure_ascii=False)
_QUOTED = "JSON-LD cannot hold a triple about a triple; choose Turtle or N-Triples"


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of the context: its name and the values it is for (`@type`, `@language`; neither: plain strings)."""

    name: str
    coercion: str | None
    language: str | None


class Compactor:
    """Writes values the way one context says. `context` is the value of `@context`; it sets no default language.

    `id_key` and `type_key` are `@id` and `@type` or what the context calls them.
    """

    def __init__(self, context: Mapping[str, Any]) -> None:
        self.context = context
        aliases = {value: name for name, value in context.items() if value in ("@id", "@type")}
        self.id_key, self.type_key = aliases.get("@id", "@id"), aliases.get("@type", "@type")
        self._used = {"@version", *aliases.values()}
        # JSON-LD 1.1 §9.3.1: a simple term is a prefix where its IRI ends in a delimiter.
        simple = {name: value for name, value in context.items() if isinstance(value, str) and name[0] != "@"}
        self._prefixes = {name: value for name, value in simple.items() if value[-1:] in "#/"}
        self._classes = {self._expand(value): name for name, value in simple.items() if value[-1:] not in "#/"}
        self._names: dict[str, str] = {}
        self._terms: dict[str, _Term] = {}
        for name, value in context.items():
            if isinstance(value, dict) and "@id" in value:
                coercion = value.get("@type")
                expanded = self._expand(coercion) if coercion and not coercion.startswith("@") else coercion
                self._terms[self._expand(value["@id"])] = _Term(name, expanded, value.get("@language"))

    def _expand(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return self._prefixes[prefix] + local if colon and prefix in self._prefixes else name

    def used(self) -> dict[str, Any]:
        """The part of the context that was used so far; what was written means the same with it."""
        used = set(self._used)
        for name in self._used & self.context.keys():
            meant = self.context[name]
            iris = [meant] if not isinstance(meant, dict) else [meant["@id"], meant.get("@type", "")]
            used.update(iri.partition(":")[0] for iri in map(str, iris))
        return {name: value for name, value in self.context.items() if name in used}

    def name(self, iri: str) -> str:
        """The compact IRI `prefix:local`, or the IRI itself where no prefix of the context fits (JSON-LD §4.1.5)."""
        known = self._names.get(iri)
        if known is None:
            fitting = [item for item in self._prefixes.items() if iri.startswith(item[1]) and iri != item[1]]
            prefix, namespace = max(fitting, key=lambda item: len(item[1]), default=("", ""))
            local = iri[len(namespace) :]
            known = self._names[iri] = iri if not prefix or local.startswith("//") else f"{prefix}:{local}"
        self._used.add(known.partition(":")[0])
        return known

    def pair(self, predicate: NamedNode, value: Value) -> tuple[str, Any]:
        """The key and the value for one statement: the context's term where its coercion fits, else the full form."""
        if predicate == RDF.type and isinstance(value, NamedNode):
            known = self._classes.get(value.value, "")
            self._used.add(known)
            return self.type_key, known or self.name(value.value)
        term = self._terms.get(predicate.value)
        if term is not None and self._fits(term, value):
            self._used.add(term.name)
            return term.name, node_id(value) if isinstance(value, NamedNode | BlankNode) else value.value
        return self.name(predicate.value), self._in_full(value)

    def _in_full(self, value: Value) -> str | dict[str, str]:
        if isinstance(value, NamedNode | BlankNode):
            return {self.id_key: node_id(value)}
        if value.language is not None:
            return {"@value": value.value, "@language": value.language}
        if value.datatype == XSD.string:
            return value.value
        return {"@value": value.value, self.type_key: self.name(value.datatype.value)}

    @staticmethod
    def _fits(term: _Term, value: Value) -> bool:
        if isinstance(value, NamedNode | BlankNode):
            return term.coercion == "@id"
        if value.language is not None:
            return term.language == value.language
        if value.datatype == XSD.string:
            return term.coercion is None and term.language is None
        return term.coercion == value.datatype.value


def read_context(path: Path, base: Base = PUBLISHED_BASE) -> dict[str, Any]:
    """The value of `@context` in a JSON-LD file of this project, with the IRIs of `base`."""
    value: dict[str, Any] = json.loads(base.moved(path.read_text(encoding="utf-8")))["@context"]
    return value


def json_ld(statements: Iterable[Triple | Quad], context: Mapping[str, Any]) -> Iterator[str]:
    """A JSON-LD document of the statements as one flat graph, in pieces of text, one line for each thing.

    Raises UnknownFormat for a quoted triple, which JSON-LD cannot hold.
    """
    things = by_subject(statements)
    compactor = compactor_for(things, context)
    yield '{"@context": ' + as_json(compactor.context) + ',\n"@graph": [\n'
    for place, subject in enumerate(sorted(things, key=lambda thing: natural_key(node_id(thing)))):
        node: dict[str, Any] = {compactor.id_key: node_id(subject)}
        facts: dict[str, list[tuple[NamedNode, Value]]] = {}
        for fact in map(fact_of, things[subject]):
            facts.setdefault(fact[0].value, []).append(fact)
        for found in map(facts.__getitem__, sorted(facts)):
            for predicate, value in found if len(found) == 1 else sorted(found, key=lambda fact: value_key(*fact)):
                key, written = compactor.pair(predicate, value)
                node.setdefault(key, []).append(written)
        yield (",\n" if place else "") + as_json(compacted(node))
    yield "\n]}\n"


def compactor_for(described: Mapping[Subject, Iterable[Triple | Quad]], context: Mapping[str, Any]) -> Compactor:
    """A compactor for the statements about these things.

    An IRI whose scheme is a name of the context would be read as a compact IRI (JSON-LD 1.1 API §5.2.2); where there
    is one, all is written in full. Raises UnknownFormat for a quoted triple.
    """
    schemes = {node_id(subject).partition(":")[0] for subject in described}
    for predicate, value in map(fact_of, chain.from_iterable(described.values())):
        schemes.add(predicate.value.partition(":")[0])
        schemes.add((value.datatype.value if isinstance(value, Literal) else node_id(value)).partition(":")[0])
    return Compactor(context if schemes.isdisjoint(context) else {})


def compacted(node: Mapping[str, Any]) -> dict[str, Any]:
    """A node object in which a list of one value is that value (JSON-LD 1.1 API, `compactArrays`)."""
    return {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in node.items()}


def as_json(value: object) -> str:
    """A value as JSON in one line."""
    return _ENCODER.encode(value)


def fact_of(statement: Triple | Quad) -> tuple[NamedNode, Value]:
    """The property and the value of a statement; raises UnknownFormat for a quoted triple."""
    value = statement.object
    if isinstance(value, Triple):
        raise UnknownFormat(_QUOTED)
    return statement.predicate, value


def node_id(term: Subject) -> str:
    """A thing as the value of `@id`; raises UnknownFormat for a quoted triple."""
    if isinstance(term, Triple):
        raise UnknownFormat(_QUOTED)
    return term.value if isinstance(term, NamedNode) else f"_:{term.value}"
