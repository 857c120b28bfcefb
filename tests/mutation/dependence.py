"""Which rules a change of the data can touch at all: those that read a property or a class that the change is about.

A rule reads the properties of its paths and queries and the classes it asks for. What it reads is a set of words:
the IRI of a property, `a <class>`, `rdf:type` where it asks for whatever class, `*` where it asks for any property.
A rule with none of its words among those of the change finds in the changed data what it found before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import rdflib
from pyoxigraph import NamedNode, Triple
from rdflib.namespace import RDF, SH
from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

from ccwp_kg.namespaces import RDF as OX_RDF
from ccwp_kg.namespaces import RDFS as OX_RDFS
from ccwp_kg.validation.shapes import TARGETS

ANY_PROPERTY = "*"
ANY_CLASS = str(RDF.type)
_OTHER_PROPERTY = (SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals)
_LISTED = re.compile(r"FILTER \(\?(\w+) IN \([^)]*\)\s*\)")

Words = frozenset[str]
EVERYTHING = frozenset({"everything"})


def of_shape(shapes: rdflib.Graph, shape: Node) -> Words:
    """What finding the things a shape is about reads."""
    words = {a(cls) for cls in shapes.objects(shape, SH.targetClass)}
    for target in TARGETS:
        if target != SH.targetClass:
            words |= {str(value) for value in shapes.objects(shape, target)}
    return frozenset(words)


def of_rule(shapes: rdflib.Graph, rule: Node) -> Words:
    """What judging one thing by a rule and by all that the rule refers to reads."""
    words: set[str] = set()
    seen: set[Node] = set()
    waiting = [rule]
    while waiting:
        node = waiting.pop()
        if node in seen or node == SH.hasValue:
            continue
        seen.add(node)
        for predicate, value in shapes.predicate_objects(node):
            if predicate == SH.path and value == RDF.type and (node, SH.hasValue, None) in shapes:
                words |= {a(cls) for cls in shapes.objects(node, SH.hasValue)}
            elif predicate == SH.path:
                words |= set(of_path(shapes, value))
            elif predicate == SH["class"]:
                words.add(a(value))
            elif predicate in _OTHER_PROPERTY:
                words.add(str(value))
            elif predicate == SH.select:
                words |= of_query("".join(_prologue(shapes)) + str(value))
            elif predicate not in (SH.hasValue, SH["in"], SH.prefixes) and predicate not in TARGETS:
                waiting.append(value)
    return frozenset(words)


def of_query(text: str) -> Words:
    """What a query reads.

    >>> sorted(of_query("SELECT * { ?x <http://e/p>/<http://e/q> ?y }"))
    ['http://e/p', 'http://e/q']
    """
    listed = set(_LISTED.findall(text))  # FILTER (?property IN (…)): the properties stand in the list
    words = set(_of_algebra(translateQuery(parseQuery(text)).algebra, listed))
    if listed and any(f"?{name} " in text for name in listed):
        words |= {str(iri) for iri in _iris(translateQuery(parseQuery(text)).algebra)}
    return frozenset(words)


def of_change(triples: Iterable[Triple], superclasses: dict[str, set[str]]) -> Words:
    """What a rule must read to notice that these triples are new or gone."""
    words = {ANY_PROPERTY}
    for triple in triples:
        if triple.predicate == OX_RDFS.subClassOf:
            return EVERYTHING
        words.add(triple.predicate.value)
        if triple.predicate == OX_RDF.type:
            cls = str(triple.object).strip("<>")
            words |= {f"a {one}" for one in superclasses.get(cls, {cls})}
    return frozenset(words)


def touched(reads: Words, change: Words) -> bool:
    """Whether what reads these words can notice a change with those."""
    return change == EVERYTHING or not reads.isdisjoint(change)


def superclasses(data: Iterable[Triple]) -> dict[str, set[str]]:
    """Every class that has a superclass, with all its superclasses and itself."""
    above: dict[str, set[str]] = {}
    for triple in data:
        if triple.predicate == OX_RDFS.subClassOf and isinstance(triple.object, NamedNode):
            above.setdefault(triple.subject.value, set()).add(triple.object.value)
    return {cls: _upwards(cls, above) for cls in above}


def _upwards(cls: str, above: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [cls]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(above.get(one, ()))
    return found


def a(cls: Node) -> str:
    return f"a {cls}"


def of_path(shapes: rdflib.Graph, node: Node | None) -> tuple[str, ...]:
    """The properties that a path follows, forwards or backwards; none where there is no path."""
    if node is None or node == RDF.nil:
        return ()
    if isinstance(node, rdflib.URIRef):
        return (str(node),)
    steps = sorted(shapes.predicate_objects(node), key=str)
    return tuple(found for _, value in steps for found in of_path(shapes, value))


def _prologue(shapes: rdflib.Graph) -> Iterator[str]:
    for node in shapes.objects(None, SH.declare):
        yield f"PREFIX {shapes.value(node, SH.prefix)}: <{shapes.value(node, SH.namespace)}>\n"


def _of_algebra(part: object, listed: set[str]) -> Iterator[str]:
    if isinstance(part, CompValue):
        held = part["triples"] if "triples" in part else ()  # noqa: SIM401  # rdflib's get() gives something else
        for triple in _patterns(held):
            yield from _of_pattern(*triple, listed)
        for value in part.values():
            yield from _of_algebra(value, listed)
    elif isinstance(part, list | tuple | set):
        for value in part:
            yield from _of_algebra(value, listed)


def _patterns(triples: Iterable[object]) -> Iterator[tuple[Node, object, Node]]:
    """Basic graph patterns as rdflib holds them: triples, or within EXISTS lists of terms in a row."""
    for entry in triples:
        terms = list(entry)
        yield from zip(terms[::3], terms[1::3], terms[2::3], strict=True)


def _of_pattern(_subject: Node, predicate: object, value: Node, listed: set[str]) -> Iterator[str]:
    if predicate == RDF.type:
        yield a(value) if isinstance(value, rdflib.URIRef) else ANY_CLASS
    elif isinstance(predicate, rdflib.URIRef):
        yield str(predicate)
    elif isinstance(predicate, rdflib.Variable):
        yield from () if str(predicate) in listed else (ANY_PROPERTY,)
    elif isinstance(predicate, SequencePath | AlternativePath):
        for step in predicate.args:
            yield from _of_pattern(_subject, step, rdflib.Variable("x"), listed)
    elif isinstance(predicate, InvPath):
        yield from _of_pattern(_subject, predicate.arg, rdflib.Variable("x"), listed)
    elif isinstance(predicate, MulPath):
        yield from _of_pattern(_subject, predicate.path, rdflib.Variable("x"), listed)
    elif isinstance(predicate, Path):
        yield ANY_PROPERTY


def _iris(part: object) -> Iterator[rdflib.URIRef]:
    if isinstance(part, rdflib.URIRef):
        yield part
    elif isinstance(part, CompValue):
        for value in part.values():
            yield from _iris(value)
    elif isinstance(part, list | tuple | set):
        for value in part:
            yield from _iris(value)
