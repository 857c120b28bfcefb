"""A second opinion on JSON-LD: PyLD, which implements the specifications and fetches nothing here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from pyld import jsonld
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ccwp_kg.namespaces import RDF


def _refuse(url: str, _: object) -> NoReturn:
    raise AssertionError(f"{url} was to be fetched")


OFFLINE = {"documentLoader": _refuse}


def triples_by_pyld(document: dict[str, Any]) -> set[Triple]:
    """What a document says, as PyLD expands it and turns it to RDF."""
    made = jsonld.to_rdf(document, OFFLINE)
    assert set(made) <= {"@default"}
    return {Triple(_term(t["subject"]), _term(t["predicate"]), _term(t["object"])) for t in made.get("@default", [])}


def _term(term: dict[str, str]) -> Any:
    if term["type"] == "IRI":
        return NamedNode(term["value"])
    if term["type"] == "blank node":
        return BlankNode(term["value"].removeprefix("_:"))
    if "language" in term:
        return Literal(term["value"], language=term["language"])
    return Literal(term["value"], datatype=NamedNode(term["datatype"]))


def triples_by_pyoxigraph(document: str) -> list[Triple]:
    """What a document says, as pyoxigraph reads it, once for each time it is said."""
    return [quad.triple for quad in parse(document.encode(), format=RdfFormat.JSON_LD)]


Place = tuple[str, str, bool]
"""Where a thing stands in a tree: in which thing, under which property, and whether in reverse."""


def places(document: dict[str, Any]) -> dict[str, Place | None]:
    """Each thing that a framed document describes and the first place where it does; the thing at the top has none.

    First in the order of framing: the properties by their IRIs, each with all that is under it, then the reverse ones.
    A mere reference is no description, but what points to a thing is described by that.
    """
    found: dict[str, Place | None] = {}
    [top] = jsonld.expand(document, OFFLINE)
    for node, place in _nodes(top, None):
        if place is None or place[2] or node.keys() - {"@id"}:
            found.setdefault(node["@id"], place)
    return found


def _nodes(node: dict[str, Any], place: Place | None) -> Iterator[tuple[dict[str, Any], Place | None]]:
    yield node, place
    for is_reverse, properties in ((False, node), (True, node.get("@reverse", {}))):
        for name in sorted(key for key in properties if not key.startswith("@")):
            for value in properties[name]:
                if "@id" in value:
                    yield from _nodes(value, (node["@id"], name, is_reverse))


def frame_of(triples: Iterable[Triple], thing: NamedNode, context: dict[str, Any]) -> dict[str, Any]:
    """The frame that a thing's document is the answer to: the thing, and what points to it by which property."""
    reverse = sorted({t.predicate.value for t in triples if t.object == thing and t.predicate != RDF.type})
    frame: dict[str, Any] = {"@context": context, "@id": thing.value, "@embed": "@once"}
    return frame | ({"@reverse": {name: {} for name in reverse}} if reverse else {})


def framed_by_pyld(flat: dict[str, Any], frame: dict[str, Any]) -> dict[str, Any]:
    """The flat form framed by PyLD."""
    framed: dict[str, Any] = jsonld.frame(flat, frame, OFFLINE)
    return framed
