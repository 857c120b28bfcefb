"""Changes of the data as built that should break one given rule of the shapes, likely ones first.

What a rule is about and which properties it reads says where to change; the kind of constraint says how: drop what has
a least number, add to what has a greatest one, write another language, datatype, class or value.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta

from changes import Change, Term, add, drop, put
from places import Places, changed_letter, integer, like
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rules import Rule

from ccwp_kg.namespaces import CCWP, ID, SH, SKOS, XSD

_STRIKES = 3
"""How many places of each kind are tried."""

_ADDING = ("MaxCount", "UniqueLang", "Disjoint", "Equals")
_OTHER_TYPE = {
    XSD.integer: XSD.nonNegativeInteger,
    XSD.string: XSD.token,
    XSD.date: XSD.token,
    XSD.double: XSD.decimal,
    XSD.anyURI: XSD.token,
}


def candidates(rule: Rule, places: Places) -> Iterator[Change]:
    """Changes to try for a rule, each once."""
    seen = set()
    for change in _candidates(rule, places):
        key = (change.removed, change.added)
        if change.removed != change.added and key not in seen:
            seen.add(key)
            yield change


def _candidates(rule: Rule, places: Places) -> Iterator[Change]:
    things, about = rule.things, set(rule.things)
    kind = rule.component.value.removeprefix(SH).removesuffix("ConstraintComponent")
    if not rule.properties and kind == "Pattern":
        for thing in things[:_STRIKES]:
            yield from (places.rename(thing, NamedNode(name)) for name in _misnamed(thing.value))
    if kind in ("MinCount", "HasValue"):
        for thing in things:
            found = [t for p in rule.properties for t in places.of[thing] if t.predicate.value == p]
            if found:
                yield drop(*found)
    for predicate in rule.properties:
        told = places.saying[NamedNode(predicate)]
        near = [t for t in told if t.subject in about or t.object in about] or told
        triples = [*_spread(near), *_spread(told)]
        if kind not in _ADDING:
            yield from (put(t, value) for t in triples for value in _values(t.object, kind, places))
        yield from (drop(t) for t in triples)
        for t in triples:
            yield from (add(Triple(t.subject, t.predicate, v)) for v in _values(t.object, kind, places))
        if kind in _ADDING:
            yield from (put(t, value) for t in triples for value in _values(t.object, kind, places))
        for thing in _spread(things):
            kept = [t.object for t in triples[:1]] or [Literal("x")]
            yield from (
                add(Triple(thing, NamedNode(predicate), v))
                for value in kept
                for v in (value, *_values(value, kind, places))
            )


def _spread(items: list) -> list:
    """A few of many, from all over."""
    step = max(1, len(items) // _STRIKES)
    return items[::step][:_STRIKES]


def _values(value: Term, kind: str, places: Places) -> Iterator[Term]:
    """Other values, those first that break a constraint of this kind."""
    ways = _literals(value) if isinstance(value, Literal) else _things(value, places)
    first = {"Datatype": "type", "LanguageIn": "language", "Class": "class", "NodeKind": "kind"}.get(kind, "value")
    yield from itertools.chain(ways[first], *(found for name, found in ways.items() if name != first))


def _literals(value: Literal) -> dict[str, list[Term]]:
    text = value.value
    values = [like(value, changed_letter(text)), like(value, f"{text} x"), like(value, "x"), like(value, "")]
    if value.datatype == XSD.integer:
        values = [integer(int(text) + step) for step in (1, -1, -int(text), -int(text) - 1, 1000)]
    elif value.datatype == XSD.date:
        day = date.fromisoformat(text)
        values = [like(value, str(day + timedelta(days=step))) for step in (1, 365, -365, 3650, -3650)]
    elif value.datatype == XSD.double:
        values = [like(value, number) for number in ("0.5", "0.99", "-1.0", "2.0")]
    return {
        "value": values,
        "language": [
            Literal(text, language="fr"),
            Literal(f"{text} x", language=value.language or "en"),
            Literal(text),
        ],
        "type": [
            Literal(text, datatype=_OTHER_TYPE.get(value.datatype, XSD.string)),
            Literal(text, datatype=XSD.token),
        ],
        "kind": [NamedNode(f"{ID}thing/x"), BlankNode("x")],
        "class": [NamedNode(f"{ID}thing/x")],
    }


def _things(value: Term, places: Places) -> dict[str, list[Term]]:
    sibling = places.sibling(value) if isinstance(value, NamedNode) else None
    classes = [CCWP.Meeting, CCWP.WorkArea, CCWP.Organisation, CCWP.Action, CCWP.CouncilDocument, CCWP.Span]
    others = [places.instances(cls)[0] for cls in (*classes, SKOS.Concept, SKOS.ConceptScheme)]
    here = places.classes(value) if isinstance(value, NamedNode) else set()
    return {
        "value": [sibling] if sibling is not None else [],
        "class": [one for one in others if not here & places.classes(one)],
        "kind": [Literal("x"), Literal("x", language="en"), BlankNode("x")],
        "new": [NamedNode(f"{ID}thing/x"), NamedNode("http://example.org/x")],
    }


def _misnamed(iri: str) -> Iterator[str]:
    head, _, tail = iri.rpartition("/")
    yield from (f"{iri}/x", f"{iri}_x", f"{head}/X_{tail}", f"{iri}é")
