"""JSON-LD as a tree: a thing at the top, what it points to nested where it is described (JSON-LD 1.1 Framing).

It is what framing the flat form gives with `@embed: @once` and a frame that names the thing and, under `@reverse`, the
properties by which others point to it: each thing stands where the tree, property by property in the order of their
IRIs, comes to it first, and is referred to by its `@id` everywhere else. What the tree does not come to, such as the
labels of classes, is `@included` in the thing. The members of a thing begin with its classes and names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Triple

from ccwp_kg.namespaces import RDF, RDFS, SKOS
from ccwp_kg.rdf.syntax.jsonld import as_json, compacted, compactor_for, fact_of, node_id
from ccwp_kg.rdf.terms.labels import TITLE
from ccwp_kg.rdf.terms.order import by_subject, natural_key, value_key

DEPTH = 16
"""Things are nested no deeper, so that every JSON parser can follow; a thing further away is included instead."""
_RANK = {RDF.type: 0, RDFS.label: 1, SKOS.prefLabel: 1, TITLE: 2}
"""What stands first in a thing, whatever the IRIs of the properties."""


def framed(statements: Iterable[Triple | Quad], thing: NamedNode, context: Mapping[str, Any]) -> str:
    """A JSON-LD document of the statements with one thing at the top; each statement stands in it once.

    It holds the part of the context that it uses. Raises UnknownFormat for a quoted triple, which JSON-LD cannot hold.
    """
    described = by_subject(statements)
    compactor = compactor_for(described, context)
    things = {
        node_id(subject): [*map(fact_of, found)] for subject, found in described.items()
    }  # each until it is placed
    links = [
        (predicate, subject)
        for subject, facts in things.items()
        for predicate, value in facts
        if value == thing and predicate != RDF.type  # classes are no links (JSON-LD 1.1 §9.2, `@type`)
    ]

    def place(subject: str, depth: int = 1, *, but: tuple[NamedNode, NamedNode] | None = None) -> dict[str, Any]:
        """A thing with all its properties, except for the link `but`, which its place in the tree expresses."""
        facts = [fact for fact in things.pop(subject, []) if fact != but]
        members: tuple[dict[str, Any], ...] = ({compactor.id_key: subject}, {}, {}, {})
        for predicate, value in sorted(facts, key=lambda fact: (fact[0] != RDF.type, fact[0].value, value_key(*fact))):
            key, written = compactor.pair(predicate, value)
            if not isinstance(value, Literal) and key != compactor.type_key and depth < DEPTH:
                written = place(node_id(value), depth + 1) if node_id(value) in things else written
            members[_RANK.get(predicate, 3)].setdefault(key, []).append(written)
        return compacted({key: values for rank in members for key, values in rank.items()})

    node = place(thing.value)
    reverse: dict[str, Any] = {}
    for predicate, subject in sorted(links, key=lambda link: (link[0].value, natural_key(link[1]))):
        if subject in things:
            key, _ = compactor.pair(predicate, thing)
            reverse.setdefault(key, []).append(place(subject, 2, but=(predicate, thing)))
    if reverse:
        node["@reverse"] = compacted(reverse)
    if included := [place(subject, 2) for subject in sorted(things, key=natural_key) if subject in things]:
        node["@included"] = included
    return "{" + ",\n".join([f'"@context": {as_json(compactor.used())}', *_lines(node)]) + "}\n"


def _lines(node: Mapping[str, Any]) -> list[str]:
    """The members of an object, each on a line of its own, and so is each thing of a list."""
    return [f"{as_json(key)}: {_line(value, is_nested=key == '@reverse')}" for key, value in node.items()]


def _line(value: object, *, is_nested: bool) -> str:
    if isinstance(value, dict) and is_nested:
        return "{\n" + ",\n".join(_lines(value)) + "}"
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return "[\n" + ",\n".join(map(as_json, value)) + "]"
    return as_json(value)
