"""JSON-LD that people can read: a context applied to sorted statements (JSON-LD 1.1 compaction).

Each thing is one flat object and nothing is nested, so compaction is a look-up for each value.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ccwp_kg.errors import UnknownFormat
from ccwp_kg.namespaces import RDF, XSD
from ccwp_kg.rdf.order import natural_key, term_key


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of the context: its name and the values it is for (`@type`, `@language`; neither: plain strings)."""

    name: str
    coercion: str | None
    language: str | None


class Compactor:
    """Writes values the way one context says. `context` is the value of `@context`."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self.context = context
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

    def class_name(self, iri: str) -> str:
        """A class by the context's term for it, or as a compact IRI."""
        return self._classes.get(iri) or self.name(iri)

    def name(self, iri: str) -> str:
        """The compact IRI `prefix:local`, or the IRI itself where no prefix of the context fits (JSON-LD §4.1.5)."""
        known = self._names.get(iri)
        if known is None:
            fitting = [item for item in self._prefixes.items() if iri.startswith(item[1]) and iri != item[1]]
            prefix, namespace = max(fitting, key=lambda item: len(item[1]), default=("", ""))
            local = iri[len(namespace) :]
            known = self._names[iri] = iri if not prefix or local.startswith("//") else f"{prefix}:{local}"
        return known

    def pair(self, predicate: str, value: NamedNode | BlankNode | Literal) -> tuple[str, Any]:
        """The key and the value for one statement: the context's term where its coercion fits, else the full form."""
        term = self._terms.get(predicate)
        if isinstance(value, NamedNode | BlankNode):
            if term is not None and term.coercion == "@id":
                return term.name, _id(value)
            return self.name(predicate), {"@id": _id(value)}
        if term is not None and self._fits(term, value):
            return term.name, value.value
        if value.language is not None:
            return self.name(predicate), {"@value": value.value, "@language": value.language}
        if value.datatype == XSD.string:
            return self.name(predicate), {"@value": value.value}
        return self.name(predicate), {"@value": value.value, "@type": self.name(value.datatype.value)}

    @staticmethod
    def _fits(term: _Term, value: Literal) -> bool:
        if value.language is not None:
            return term.language == value.language
        if value.datatype == XSD.string:
            return term.coercion is None and term.language is None
        return term.coercion == value.datatype.value


def json_ld(statements: Iterable[Triple] | Iterable[Quad], context: Mapping[str, Any]) -> Iterator[str]:
    """A JSON-LD document of the statements as one flat graph, in pieces of text, one line for each thing.

    Raises UnknownFormat for a quoted triple, which JSON-LD cannot hold.
    """
    compactor = Compactor(context)
    yield '{"@context": ' + json.dumps(dict(context), ensure_ascii=False, sort_keys=True) + ',\n"@graph": [\n'
    things = _things(statements)
    for place, subject in enumerate(sorted(things, key=natural_key)):
        node: dict[str, Any] = {"@id": subject}
        for predicate, value in sorted(things[subject], key=lambda fact: (fact[0].value, term_key(fact[1]))):
            if predicate == RDF.type and isinstance(value, NamedNode):
                key, written = "@type", compactor.class_name(value.value)
            else:
                key, written = compactor.pair(predicate.value, value)
            node.setdefault(key, []).append(written)
        compact = {key: value[0] if key != "@id" and len(value) == 1 else value for key, value in node.items()}
        yield (",\n" if place else "") + json.dumps(compact, ensure_ascii=False)
    yield "\n]}\n"


def _things(
    statements: Iterable[Triple] | Iterable[Quad],
) -> dict[str, list[tuple[NamedNode, NamedNode | BlankNode | Literal]]]:
    """What is said of each subject."""
    things: defaultdict[str, list[tuple[NamedNode, NamedNode | BlankNode | Literal]]] = defaultdict(list)
    for statement in statements:
        subject, value = statement.subject, statement.object
        if isinstance(subject, Triple) or isinstance(value, Triple):
            raise UnknownFormat("JSON-LD cannot hold a triple about a triple; choose Turtle or N-Triples")
        things[_id(subject)].append((statement.predicate, value))
    return things


def _id(term: NamedNode | BlankNode) -> str:
    return term.value if isinstance(term, NamedNode) else f"_:{term.value}"
