"""Writes Turtle as the files in this repository look: one added triple is one added line.

Prefixes sorted and only those used; one subject a block, one triple a line with its predicate repeated; `a` first, then
labels, definitions, structure, the rest by name; objects and subjects in natural order. Blank nodes are nested where
they are used (shapes have them, data have none).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ccwp_kg.errors import InvalidTurtle
from ccwp_kg.namespaces import CCWP, DCTERMS, RDF, RDFS, SH, SKOS, XSD
from ccwp_kg.rdf.order import natural_key, term_key
from ccwp_kg.rdf.prefixes import Prefixes

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Subject: TypeAlias = NamedNode | BlankNode | Triple

_FIRST = [
    RDF.type,
    RDFS.label,
    SKOS.prefLabel,
    DCTERMS.term("title"),
    SKOS.altLabel,
    SKOS.hiddenLabel,
    SKOS.definition,
    DCTERMS.description,
    RDFS.comment,
    RDFS.isDefinedBy,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    SKOS.inScheme,
    SH.targetClass,
    SH.path,
    CCWP.partOf,
    CCWP.partOfPlan,
    CCWP.position,
]
_QUERIES = (SH.select, SH.ask, SH.construct)
_RANK = {predicate.value: rank for rank, predicate in enumerate(_FIRST)}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile(r'[\\"\n\r\t\b\f]')
_CANONICAL_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_UNSAFE_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def turtle(triples: Iterable[Triple], prefixes: Prefixes) -> str:
    """The triples in canonical Turtle, ended by a newline; the same triples give the same text.

    Raises InvalidTurtle for a blank node that is used twice or by nobody: it could not be nested.
    """
    writer = _Writer(triples, prefixes)
    body = writer.body()
    head = "".join(f"@prefix {prefix}: <{prefixes.namespace(prefix)}> .\n" for prefix in sorted(writer.used))
    return f"{head}\n{body}" if head and body else head + body


class _Writer:
    def __init__(self, triples: Iterable[Triple], prefixes: Prefixes) -> None:
        self.prefixes = prefixes
        self.used: set[str] = set()
        self._names: dict[str, str] = {}
        self._of: defaultdict[Subject, set[tuple[NamedNode, Term]]] = defaultdict(set)
        for triple in triples:
            self._of[triple.subject].add((triple.predicate, triple.object))
        uses = Counter(o for facts in self._of.values() for _, o in facts if isinstance(o, BlankNode))
        for subject in self._of:
            if isinstance(subject, BlankNode) and uses[subject] != 1:
                raise InvalidTurtle(f"blank node {subject} is used {uses[subject]} times; name it with an IRI")

    def body(self) -> str:
        named = sorted((s for s in self._of if isinstance(s, NamedNode)), key=lambda s: natural_key(s.value))
        return "\n".join(f"{self._iri(s)}\n{self._facts(s, 1)}.\n" for s in named)

    def _facts(self, subject: Subject, depth: int) -> str:
        lines = [
            (self._predicate_key(p), term_key(o) if not isinstance(o, BlankNode) else (3, (), "", ""), p, o)
            for p, o in self._of[subject]
        ]
        indent = "  " * depth
        written = [
            (
                key,
                order,
                f"{indent}{self._predicate(p)} {self._query(o) if p in _QUERIES else self._term(o, depth)} ;\n",
            )
            for key, order, p, o in lines
        ]
        return "".join(line for _, _, line in sorted(written))

    def _predicate_key(self, predicate: NamedNode) -> tuple[int, str]:
        return _RANK.get(predicate.value, len(_RANK)), self.prefixes.shorten(predicate.value)

    def _predicate(self, predicate: NamedNode) -> str:
        return "a" if predicate == RDF.type else self._iri(predicate)

    def _query(self, term: Term) -> str:
        """A query over its own lines, the one thing that reads better so."""
        if isinstance(term, Literal) and "\n" in term.value and term.datatype == XSD.string:
            text = term.value.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r")
            return f'"""{text}"""'
        return self._term(term, 1)

    def _term(self, term: Term, depth: int) -> str:
        if isinstance(term, NamedNode):
            return self._iri(term)
        if isinstance(term, Literal):
            return self._literal(term)
        if isinstance(term, BlankNode):
            return self._nested(term, depth)
        raise InvalidTurtle(f"{term} is a quoted triple, which these files do not hold")

    def _nested(self, node: BlankNode, depth: int) -> str:
        facts = dict(self._of.get(node, ()))
        if RDF.first in facts:
            return f"( {' '.join(self._items(node, depth))} )"
        if not facts:
            return "[]"
        return f"[\n{self._facts(node, depth + 1)}{'  ' * depth}]"

    def _items(self, node: Term, depth: int) -> Iterable[str]:
        while isinstance(node, BlankNode):
            facts = dict(self._of[node])
            yield self._term(facts[RDF.first], depth)
            node = facts[RDF.rest]

    def _iri(self, iri: NamedNode) -> str:
        name = self._names.get(iri.value)
        if name is None:
            pair = self.prefixes.split(iri.value)
            if pair is None:
                escaped = _UNSAFE_IN_IRI.sub(lambda match: f"\\u{ord(match[0]):04X}", iri.value)
                name = f"<{escaped}>"
            else:
                self.used.add(pair[0])
                name = f"{pair[0]}:{pair[1]}"
            self._names[iri.value] = name
        return name

    def _literal(self, literal: Literal) -> str:
        if literal.datatype == XSD.integer and _CANONICAL_INTEGER.match(literal.value):
            return literal.value
        if literal.datatype == XSD.boolean and literal.value in ("true", "false"):
            return literal.value
        quoted = f'"{_ESCAPED.sub(lambda match: _ESCAPES[match[0]], literal.value)}"'
        if literal.language:
            return f"{quoted}@{literal.language}"
        if literal.datatype == XSD.string:
            return quoted
        return f"{quoted}^^{self._iri(literal.datatype)}"
