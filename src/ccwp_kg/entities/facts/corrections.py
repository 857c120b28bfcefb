"""What a fact rests on: the places where it was read, and the corrections made to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.evidence import Evidence, Places
from ccwp_kg.entities.facts.facts import Facts, Words
from ccwp_kg.entities.facts.names import Names, Thing
from ccwp_kg.namespaces import CCWP, DCTERMS
from ccwp_kg.rdf.terms.order import Term


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction: the values replaced, the correct values, the reason, and who decided it when, by role.

    Empty `replaced`: something was missing. Empty `correct`: something is removed. `reviewer` and `reviewed` are empty
    where no second person agreed. `proof` are the places in the document that show it.
    """

    thing: Thing
    property: Thing
    replaced: tuple[Thing | Words, ...]
    correct: tuple[Thing | Words, ...]
    reason: str
    author: str
    created: str
    reviewer: str
    reviewed: str
    proof: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """Where a thing was read, in the order of the document, and the corrections of what is said of it."""

    places: tuple[Evidence, ...] = ()
    corrections: tuple[Correction, ...] = ()


def merged(grounds: Iterable[Grounds]) -> Grounds:
    """The places of several in the order of the document, and all their corrections."""
    every = tuple(grounds)
    places = sorted(dict.fromkeys(place for each in every for place in each.places))
    return Grounds(tuple(places), tuple(dict.fromkeys(fix for each in every for fix in each.corrections)))


def correction(iri: NamedNode, *, records: Facts, names: Names, places: Places) -> Correction:
    """A correction as a page shows it; `records` are the statements about it."""

    whole = records.thing(iri, CCWP.correctedResource)

    def shown(term: Term) -> Thing | Words:
        """A value by its name; a part that was taken away is described no more and has none."""
        found = names.shown(term)
        if isinstance(found, Words) or found.is_named or whole is None or not found.iri.startswith(f"{whole.value}/"):
            return found
        return Words(found.iri.removeprefix(f"{whole.value}/").replace("/", " "))

    def values(*predicates: NamedNode) -> tuple[Thing | Words, ...]:
        return tuple(shown(term) for each in predicates for term in records.values(iri, each))

    def text(predicate: NamedNode) -> str:
        return records.text(iri, predicate) or ""

    of = records.thing(iri, CCWP.correctedProperty)
    return Correction(
        thing=names[iri],
        property=names[iri if of is None else of],
        replaced=values(CCWP.replacedThing, CCWP.replacedValue),
        correct=values(CCWP.correctThing, CCWP.correctValue),
        reason=text(CCWP.reason),
        author=text(CCWP.authorRole),
        created=text(DCTERMS.created),
        reviewer=text(CCWP.reviewerRole),
        reviewed=text(DCTERMS.dateAccepted),
        proof=places.get(iri, ()),
    )
