"""Changes of the data as built that should break one given rule of the shapes, likely ones first.

What a rule is about and which properties it reads says where to change; the kind of constraint says how: drop what has
a least number, add to what has a greatest one, write another language, datatype, class or value.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from changes import Change, Term, add, drop, put
from places import Places, changed_letter, digest, integer, like
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rules import Rule

from ccwp_kg.namespaces import CCWP, ID, SKOS, XSD
from ccwp_kg.validation.report import Result

_STRIKES = 3
"""How many places of each kind are tried."""

_OTHER_TYPE = {XSD.integer: XSD.nonNegativeInteger, XSD.double: XSD.decimal}
_FIRST = {"Datatype": "type", "LanguageIn": "language", "Class": "class", "NodeKind": "kind"}
_TOO_MANY = ("MaxCount", "HasValue", "SPARQL")
_CLASSES = (CCWP.Meeting, CCWP.WorkArea, CCWP.Organisation, CCWP.Action, CCWP.CouncilDocument, CCWP.Span, SKOS.Concept)


def candidates(rule: Rule, places: Places) -> Iterator[Change]:
    """Changes to try for a rule, each once, by turns of all sorts."""
    sorts = [_renamed(rule, places), _without(rule, places)]
    for predicate in rule.properties:
        told = _near(rule, predicate, places)
        used = list(dict.fromkeys(t.object for t in _spread(places.saying[NamedNode(predicate)], 12)))
        others = list(_by_turns([_paired(t, _ordered(t.object, rule, used, places)) for t in told]))
        sorts += [
            map(drop, told),
            (put(t, value) for t, value in others),
            (add(Triple(t.subject, t.predicate, value)) for t, value in others),
            _stated(rule, predicate, told, places),
        ]
    seen = set()
    for change in _by_turns(sorts):
        key = (change.removed, change.added)
        if change.removed != change.added and key not in seen:
            seen.add(key)
            yield change


def repairs(change: Change, rule: Rule, broken: Result, places: Places) -> Iterator[Change]:
    """The change together with another one that might mend what it breaks besides."""
    new = [t.object for t in sorted(change.added, key=str)]
    old = {t.object for t in change.removed}
    thing = broken.focus_node
    here = [t for t in (*places.of[thing], *places.to[thing]) if t.predicate.value in rule.properties]
    for t in here:
        if t not in change.removed:
            yield change | drop(t)
            if t.object in old:
                yield from (change | put(t, value) for value in new)
    values = [value for value in (broken.value, *new) if value is not None and not isinstance(value, Literal)]
    for predicate in rule.properties:
        for value in values:
            yield change | add(Triple(thing, NamedNode(predicate), value))
            if isinstance(value, NamedNode):
                yield change | add(Triple(value, NamedNode(predicate), thing))
    for t in here:
        yield from (change | put(t, value) for value in itertools.islice(_values(t.object, rule.kind, places), 4))
    if isinstance(broken.value, NamedNode):
        for t in places.of[broken.value]:
            if t.predicate.value in rule.properties and t not in change.removed:
                yield change | drop(t)


def _renamed(rule: Rule, places: Places) -> Iterator[Change]:
    if not rule.properties:
        for thing in sorted(rule.things, key=lambda one: len(places.of[one]) + len(places.to[one]))[:_STRIKES]:
            head, _, tail = thing.value.rpartition("/")
            for name in (f"{thing.value}/x", f"{thing.value}_x", f"{head}/X_{tail}", f"{head}x/{tail}"):
                yield places.rename(thing, NamedNode(name))


def _without(rule: Rule, places: Places) -> Iterator[Change]:
    """Things without any value of the rule's path."""
    for thing in sorted(rule.things, key=digest):
        found = {t for t in (*places.of[thing], *places.to[thing]) if t.predicate.value in rule.path}
        if found:
            yield drop(*sorted(found, key=str))


def _near(rule: Rule, predicate: str, places: Places) -> list[Triple]:
    """Some statements with a property that are about the rule's things, and some others."""
    told = places.saying[NamedNode(predicate)]
    about = set(rule.things)
    near = [t for t in told if t.subject in about or t.object in about]
    return list(dict.fromkeys([*_spread(near), *_spread(told)]))


def _stated(rule: Rule, predicate: str, told: list[Triple], places: Places) -> Iterator[Change]:
    """Things with a value that they have not."""
    value = told[0].object if told else Literal("x")
    for thing in _spread(rule.things):
        for one in (value, *_values(value, rule.kind, places)):
            yield add(Triple(thing, NamedNode(predicate), one))


def _ordered(value: Term, rule: Rule, used: list[Term], places: Places) -> list[Term]:
    """Other values for a property: where only too many do harm, first those that it has elsewhere."""
    values = list(_values(value, rule.kind, places))
    return [*used, *values] if rule.kind in _TOO_MANY else [*values, *used]


def _paired(triple: Triple, values: Iterable[Term]) -> Iterator[tuple[Triple, Term]]:
    yield from ((triple, value) for value in values if value != triple.object)


def _by_turns(sorts: Iterable[Iterable]) -> Iterator:
    waiting = [iter(sort) for sort in sorts]
    while waiting:
        for one in list(waiting):
            try:
                yield next(one)
            except StopIteration:
                waiting.remove(one)


def _spread(items: Sequence, number: int = _STRIKES) -> list:
    """A few of many, from all over."""
    step = max(1, len(items) // number)
    return list(items[::step][:number])


def _values(value: Term, kind: str, places: Places) -> Iterator[Term]:
    """Other values, those first that break a constraint of this kind."""
    ways = _literals(value) if isinstance(value, Literal) else _things(value, places)
    first = _FIRST.get(kind, "value")
    yield from itertools.chain(ways.get(first, ()), *(found for name, found in ways.items() if name != first))


def _literals(value: Literal) -> dict[str, list[Term]]:
    text = value.value
    values = [like(value, changed_letter(text)), like(value, f"{text} x"), like(value, "x"), like(value, "")]
    if value.datatype == XSD.integer:
        values = [
            like(value, f"0{text}"),
            *(integer(int(text) + step) for step in (1, -1, -int(text), -int(text) - 1, 1000)),
        ]
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
            Literal(text, datatype=_OTHER_TYPE.get(value.datatype, XSD.token)),
            Literal(text) if value.datatype != XSD.string else Literal(text, language="en"),
        ],
        "kind": [NamedNode(f"{ID}thing/x"), BlankNode("x")],
        "class": [NamedNode(f"{ID}thing/x")],
    }


def _things(value: Term, places: Places) -> dict[str, list[Term]]:
    sibling = places.sibling(value) if isinstance(value, NamedNode) else None
    here = places.classes(value) if isinstance(value, NamedNode) else set()
    others = [places.instances(cls)[0] for cls in _CLASSES]
    return {
        "value": [sibling] if sibling is not None else [],
        "class": [one for one in others if not here & places.classes(one)],
        "kind": [Literal("x"), Literal("x", language="en"), BlankNode("x")],
        "new": [NamedNode(f"{ID}thing/x"), NamedNode("http://example.org/x")],
    }
