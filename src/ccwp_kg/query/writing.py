"""Triples as bytes of an RDF format, always in the same order, with the prefixes of the registry."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import groupby, takewhile
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from ccwp_kg.formats import JSONLD, RDFXML, TRIG, TURTLE, Format
from ccwp_kg.namespaces import RDF, XSD
from ccwp_kg.rdf.prefixes import Prefixes


def write_triples(triples: Sequence[Triple], form: Format, *, prefixes: Prefixes) -> bytes:
    """The triples, which come sorted, in that format; only prefixes that some IRI uses are declared."""
    used = _used(triples, prefixes)
    if form is JSONLD:
        return _json_ld(triples, used).encode()
    written = serialize(triples, format=form.rdf, prefixes=dict(used.table) if form in (TURTLE, TRIG, RDFXML) else None)
    if written is None:
        raise TypeError("the serializer returned nothing where bytes were asked for")
    return _with_sorted_prefixes(written, form)


def _with_sorted_prefixes(written: bytes, form: Format) -> bytes:
    """The same document with its prefixes in order: the serializer declares them in the order of a hash table."""
    if form in (TURTLE, TRIG):
        lines = written.split(b"\n")
        head = sum(1 for _ in takewhile(lambda line: line.startswith(b"@prefix "), lines))
        return b"\n".join([*sorted(lines[:head]), *lines[head:]])
    if form is RDFXML:
        return re.sub(rb"(?<=<rdf:RDF )[^>]*", lambda match: b" ".join(sorted(match[0].split())), written, count=1)
    return written


def _used(triples: Sequence[Triple], prefixes: Prefixes) -> Prefixes:
    iris = set()
    for triple in triples:
        for term in (triple.subject, triple.predicate, triple.object):
            if isinstance(term, NamedNode):
                iris.add(term.value)
            elif isinstance(term, Literal) and not term.language:
                iris.add(term.datatype.value)
    heads = {pair[0] for pair in map(prefixes.split, iris) if pair is not None}
    return Prefixes({prefix: namespace for prefix, namespace in prefixes.table.items() if prefix in heads})


def _json_ld(triples: Sequence[Triple], prefixes: Prefixes) -> str:
    """A flat document: one node for each subject, IRIs compact, values as they are (JSON-LD 1.1 §4)."""
    nodes = []
    for subject, facts in groupby(triples, key=lambda triple: triple.subject):
        node: dict[str, Any] = {"@id": _name(subject, prefixes)}
        for fact in facts:
            if fact.predicate == RDF.type and isinstance(fact.object, NamedNode | BlankNode):
                node.setdefault("@type", []).append(_name(fact.object, prefixes))
            else:
                node.setdefault(prefixes.shorten(fact.predicate.value), []).append(_value(fact.object, prefixes))
        nodes.append({key: value[0] if key != "@id" and len(value) == 1 else value for key, value in node.items()})
    document = {"@context": dict(prefixes.table), "@graph": nodes}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _name(term: NamedNode | BlankNode | Triple, prefixes: Prefixes) -> str:
    return prefixes.shorten(term.value) if isinstance(term, NamedNode) else str(term)


def _value(term: NamedNode | BlankNode | Literal | Triple, prefixes: Prefixes) -> dict[str, str] | str:
    if not isinstance(term, Literal):
        return {"@id": _name(term, prefixes)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype == XSD.string:
        return term.value
    return {"@value": term.value, "@type": prefixes.shorten(term.datatype.value)}
