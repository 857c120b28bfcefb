"""Names to scored candidates: which things a name may mean, how likely each is, and whether one of them is certain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from ccwp_kg.kinds import SEARCHED, SEARCHED_BY_NAME
from ccwp_kg.namespaces import XSD
from ccwp_kg.reconciliation.likeness import ALIKE, agreement, likeness, numbers
from ccwp_kg.reconciliation.queries import Condition, Query, Value
from ccwp_kg.reconciliation.schema import Schema, SchemaTerm
from ccwp_kg.reconciliation.stated_values import Object, Stated, stated, stating
from ccwp_kg.search import Entity, Index, NameMatch, entities, identified, resembling
from ccwp_kg.search.index.fields import FIELDS
from ccwp_kg.search.index.words import folded
from ccwp_kg.store import Store

CERTAIN = 85.0
CLEAR = 8.0
"""A name that is not exactly that of a thing matches it by itself from this likeness, and with this lead."""
LEAST = 40.0
"""What scores less is not offered."""
_PROPERTY_WEIGHT = 0.5
"""A property counts half as much as the name."""
_IN_A_LONGER_TEXT = 90.0
_MOST_ALIKE = 99.0
_CONSIDERED = 25
_PLACES = {kind.name: place for place, kind in enumerate(SEARCHED)}
_TECHNICAL = _PLACES["code"]
_FIELD_WORDS = frozenset(word for field in FIELDS for word in folded(field.words).split())
_NUMERO = re.compile(r"\b(?:no|nr) (?=[0-9])|^celex (?:number )?", re.ASCII)
# RFC 3987 §2.2: what an IRI may hold, of those that data link to
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]{1,1000}\Z")
_SAY_NOTHING = frozenset(("the", "of", "no", "nr", "page", "abl", "jo", "vom", "du"))


@dataclass(frozen=True, slots=True)
class ReconciliationCandidate:
    """A thing that a query may mean: its types, a score from 0 to 100, whether it is certain, and what the score is
    made of, by the identifiers of features."""

    thing: Entity
    types: tuple[SchemaTerm, ...]
    score: float
    is_match: bool
    features: Mapping[str, float | bool]


@dataclass(frozen=True, slots=True)
class _Named:
    """A thing and how well the name fits it (None: no name was given). `is_exact`: it is called so, or has the number,
    and nothing more is said; `is_near`: near enough to be taken for it, if nothing else is as near."""

    thing: Entity
    likeness: float | None
    is_exact: bool = False
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query with its types and properties as terms."""

    query: Query
    types: tuple[SchemaTerm, ...]
    conditions: tuple[tuple[SchemaTerm, Condition], ...]


def reconcile(
    queries: Mapping[str, Query], *, store: Store, index: Index, schema: Schema
) -> dict[str, tuple[ReconciliationCandidate, ...]]:
    """The candidates of each query, the likeliest first; each query is answered as if it were alone.

    Raises ReconciliationRefused where a query names a type or a property that there is not.
    """
    asked = {}
    for key, query in queries.items():
        where = f"query '{key[:40]}'"
        types = tuple(schema.type(each, where=where) for each in query.types)
        conditions = tuple((schema.property(each.property, where=where), each) for each in query.conditions)
        asked[key] = _Asked(query, types, conditions)
    pools = {key: _pool(each, store, index, schema) for key, each in asked.items()}
    properties = {term.iri: None for each in asked.values() for term, _ in each.conditions}
    things = [named.thing.iri for key, pool in pools.items() if asked[key].conditions for named in pool]
    facts = stated(store, things, tuple(properties))
    objects = entities(
        index, (value.value for all_of_it in facts.values() for value in all_of_it if isinstance(value, NamedNode))
    )
    return {key: _ranked(each, pools[key], facts, objects, schema) for key, each in asked.items()}


def by_reference(index: Index, reference: str) -> Entity | None:
    """The thing of an identifier, of its whole IRI, or of what it is called elsewhere, where that is one thing."""
    iri = index.base.id + index.base.reference(reference)
    found = entities(index, [iri]).get(iri)
    meant = identified(index, reference) if found is None else ()
    return entities(index, meant).get(meant[0]) if len(meant) == 1 else found


def _pool(asked: _Asked, store: Store, index: Index, schema: Schema) -> list[_Named]:
    """The things that are looked at closely: those whose names fit best, or that have one of the values."""
    name, wanted = asked.query.name, [schema.classes_of(kind) for kind in asked.types]
    if name:
        classes = () if asked.query.strictness == "should" else frozenset().union(*wanted)
        found = [
            _named(name, each, schema) for each in resembling(index, name, under=index.base.id, classes=tuple(classes))
        ]
        if (thing := by_reference(index, name.strip())) is not None:
            # §4.4: an identifier in place of a name means the thing it identifies.
            found = [_Named(thing, 100.0, is_exact=True), *(each for each in found if each.thing.iri != thing.iri)]
    else:
        statements = [
            (term.iri, each)
            for term, condition in asked.conditions
            for value in condition.values
            for each in _terms(value, index)
        ]
        things = entities(index, stating(store, statements, under=index.base.id, most=_CONSIDERED * 8))
        found = [_Named(thing, None) for thing in things.values()]
    if wanted and asked.query.strictness != "should":
        enough = all if asked.query.strictness == "all" else any
        found = [each for each in found if enough(not kind.isdisjoint(each.thing.classes) for kind in wanted)]
    return sorted(found, key=lambda each: -(each.likeness or 0.0))[: _CONSIDERED if name else None]


def _named(name: str, found: NameMatch, schema: Schema) -> _Named:
    written, thing = _NUMERO.sub("", folded(name)), found.thing
    if any(written.replace(" ", "") == each.folded.replace(" ", "") for each in thing.names):
        return _Named(thing, 100.0, is_exact=True)
    if found.is_meant:  # its number stands in the text
        is_all = not _says_more(written, thing)
        return _Named(thing, 100.0 if is_all else _IN_A_LONGER_TEXT, is_exact=is_all)
    if _is_called_with_its_kind(written, thing, schema):
        return _Named(thing, _IN_A_LONGER_TEXT)
    best, name_of_it = max(((likeness(written, each.folded), each.folded) for each in thing.names), default=(0.0, ""))
    return _Named(thing, min(best, _MOST_ALIKE), is_near=best >= CERTAIN and numbers(written) == numbers(name_of_it))


def _is_called_with_its_kind(written: str, thing: Entity, schema: Schema) -> bool:
    """Whether one of a thing's names stands there whole, and all else are words for its kind: "Europol agency"."""
    words = set(written.split()) - _SAY_NOTHING
    kinds = {word for each in schema.types_of(thing.classes) for word in folded(each.name).split()}
    return any(name < words and words - name <= kinds for name in (set(each.folded.split()) for each in thing.names))


def _says_more(written: str, thing: Entity) -> bool:
    """Whether words or numbers beside a thing's number say more than what it is called and what kind it is of; a number
    counts as often as one of its names has it."""
    words = {word for word in written.split() if word.isalpha() and len(word) > 1}
    known_words = {word for name in thing.names for word in name.folded.split()}
    known_numbers: Counter[str] = Counter()
    for name in thing.names:
        known_numbers |= Counter(numbers(name.folded))
    left = words - known_words - set(folded(SEARCHED_BY_NAME[thing.kind].one).split()) - _FIELD_WORDS - _SAY_NOTHING
    return bool(left or Counter(numbers(written)) - known_numbers)


def _terms(value: Value, index: Index) -> Iterable[Object]:
    """The RDF terms that a value may be: the thing it names, or a literal of a usual kind."""
    if value.reference is not None:
        thing = by_reference(index, value.reference)
        return () if thing is None else (NamedNode(thing.iri),)
    text = value.text
    meant = [each.thing.iri for each in resembling(index, text, under=index.base.id) if each.is_meant]
    thing = by_reference(index, text)
    kinds = (XSD.integer, XSD.date, XSD.gYear, XSD.gYearMonth)
    return (
        *(NamedNode(iri) for iri in [*meant, *([] if thing is None else [thing.iri])]),
        *([NamedNode(text)] if _ADDRESS.match(text) else []),
        Literal(text),
        Literal(text, language="en"),
        *(Literal(text, datatype=kind) for kind in kinds),
    )


def _ranked(
    asked: _Asked, pool: Sequence[_Named], facts: Stated, objects: Mapping[str, Entity], schema: Schema
) -> tuple[ReconciliationCandidate, ...]:
    scored = sorted((_scored(asked, each, facts, objects, schema) for each in pool), key=_order)
    offered = [each for each in scored if each.score >= LEAST]
    if offered and _is_certain(offered, next(each for each in pool if each.thing is offered[0].thing)):
        offered[0] = replace(offered[0], is_match=True)
    return tuple(offered[: asked.query.limit])


def _order(candidate: ReconciliationCandidate) -> tuple[float, bool, int, int, str]:
    """The likeliest first; of equals those that readers look for, then what documents mention most."""
    place = _PLACES[candidate.thing.kind]
    return -candidate.score, place >= _TECHNICAL, place, -candidate.thing.mentions, candidate.thing.iri


def _scored(
    asked: _Asked, named: _Named, facts: Stated, objects: Mapping[str, Entity], schema: Schema
) -> ReconciliationCandidate:
    """The weighted mean of the name and of every property for which something is stated: silence says nothing, unless
    there is no name, when nothing else would speak for the thing."""
    thing, types = named.thing, schema.types_of(named.thing.classes)
    features: dict[str, float | bool] = {}
    parts = []
    if named.likeness is not None:
        features = {"exact": named.is_exact, "likeness": round(named.likeness, 1)}
        parts.append((1.0, named.likeness))
    if asked.types and asked.query.strictness == "should":
        features["type"] = not {*asked.types}.isdisjoint(types)
        parts.append((_PROPERTY_WEIGHT, 100.0 if features["type"] else 0.0))
    for term, condition in asked.conditions:
        found = agreement(condition.values, facts.get((thing.iri, term.iri.value), ()), objects, schema.base)
        if found is not None:
            features[f"property:{term.id}"] = round(found, 1)
        if found is not None or named.likeness is None:
            parts.append((_PROPERTY_WEIGHT, found or 0.0))
    features["mentions"] = thing.mentions
    weight = sum(share for share, _ in parts)
    score = sum(share * value for share, value in parts) / weight if weight else 0.0
    return ReconciliationCandidate(thing, types, round(score, 1), False, features)


def _is_certain(offered: Sequence[ReconciliationCandidate], named: _Named) -> bool:
    """Whether the first candidate is the one, so that a client may take it unseen.

    It is called exactly so, or so nearly that there is a clear lead and no number differs; nothing that is stated of it
    contradicts the values given, and no other candidate fits as well.
    """
    lead = offered[0].score - (offered[1].score if len(offered) > 1 else 0.0)
    features = offered[0].features
    contradicted = any(value < ALIKE for name, value in features.items() if name.startswith("property:"))
    if lead <= 0 or contradicted or features.get("type") is False:
        return False
    if named.likeness is None:
        return offered[0].score >= CERTAIN
    return named.is_exact or (named.is_near and lead >= CLEAR)
