"""What a page is made from: facts of a thing and its parts, places, corrections, links and names, in a few queries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.corrections import Correction, Grounds, correction
from ccwp_kg.entities.facts.evidence import Evidence, Places, read_places
from ccwp_kg.entities.facts.facts import Facts
from ccwp_kg.entities.facts.incoming import Incoming, named, read_incoming
from ccwp_kg.entities.facts.inferences import Inferences, read_inferences
from ccwp_kg.entities.facts.names import Names, Thing, look_up
from ccwp_kg.entities.facts.prose import Mark, Prose, prose
from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.rules import InferenceRule
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import Store


@dataclass(frozen=True, slots=True)
class EntityContext:
    """What is known of `subject`, and of whatever its page also shows."""

    subject: NamedNode
    facts: Facts
    places: Places
    incoming: Incoming
    names: Names
    corrections: Mapping[NamedNode, tuple[Correction, ...]]
    inferences: Inferences
    rules: Mapping[str, InferenceRule]
    marks: tuple[Mark, ...] = ()
    is_whole: bool = True
    """False if more was found than a page can show, so that a part may be missing."""

    def where(self, thing: NamedNode) -> tuple[Evidence, ...]:
        """Where a thing was read."""
        return self.places.get(thing, ())

    def grounds(self, thing: NamedNode) -> Grounds:
        """The places and corrections behind what is said of a thing."""
        return Grounds(self.where(thing), self.corrections.get(thing, ()))

    def things(self, subject: NamedNode, predicate: NamedNode) -> tuple[Thing, ...]:
        """The values of a property, with names."""
        return self.names.things(self.facts.things(subject, predicate))

    def thing(self, subject: NamedNode, predicate: NamedNode) -> Thing | None:
        """The first value of a property, with its name."""
        found = self.facts.thing(subject, predicate)
        return None if found is None else self.names[found]

    def pointing(self, predicate: NamedNode, to: NamedNode | None = None) -> tuple[Thing, ...]:
        """Everything among the facts that points to the subject, or to another thing, with a property."""
        target = self.subject if to is None else to
        found = (s for s in self.facts.subjects() if s != self.subject and target in self.facts.things(s, predicate))
        return self.names.things(found)

    def parts(self, kind: NamedNode) -> list[NamedNode]:
        """The parts of that class among the facts, by position."""
        return self.facts.in_order(self.facts.subjects(kind), CCWP.position)

    def prose(self, part: NamedNode, predicate: NamedNode = CCWP.text) -> Prose:
        """The words of a part with what was recognised in them."""
        text = self.facts.text(part, predicate)
        return () if text is None else prose(text, self.where(part), self.marks)


_MARKS = (
    (CCWP.Citation, CCWP.citedDocument),
    (CCWP.ActionReference, CCWP.referredAction),
    (CCWP.Mention, CCWP.mentionedThing),
)

_MOST_OF_A_PATTERN = 1_000
_IS_PART = f"{CCWP.partOf}/{CCWP.partOf}?"


def _marks(facts: Facts, places: Places, names: Names) -> Iterator[Mark]:
    for kind, target in _MARKS:
        for part in facts.subjects(kind):
            thing = facts.thing(part, target)
            if thing is not None:
                printed = facts.text(part, CCWP.printedForm)
                read = places.get(part, ())
                # A citation also stands on what it is cited for; only its printed form is the name of the document.
                named = [
                    place
                    for place in read
                    if printed is None or "".join(place.exact.split()) == "".join(printed.split())
                ] or read[:1]
                yield from (Mark(place.start, place.end, names[thing]) for place in named)


def own_facts(store: Store, *subjects: NamedNode) -> Facts:
    """What is said of things themselves."""
    values = " ".join(map(str, subjects))
    return Facts(store.rows(f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {values} }} ?s ?p ?o }}") if subjects else ())


def read_context(
    store: Store,
    subject: NamedNode,
    *,
    patterns: Sequence[str],
    languages: Sequence[str],
    prefixes: Prefixes,
    rules: Mapping[str, InferenceRule],
) -> EntityContext:
    """Read the context of a thing.

    `patterns` are graph patterns with `?s ?p ?o` for what a page shows besides the facts of the thing and its parts.
    Of each pattern at most 1,000 statements are read.
    """
    bounded = [f"{{ SELECT ?s ?p ?o WHERE {{ {pattern} }} LIMIT {_MOST_OF_A_PATTERN} }}" for pattern in patterns]
    every = [f"VALUES ?s {{ {subject} }} ?s ?p ?o", f"?s {_IS_PART} {subject} ; ?p ?o", *bounded]
    unions = " UNION ".join(f"{{ {pattern} }}" for pattern in every)
    rows = store.rows(f"SELECT DISTINCT ?s ?p ?o WHERE {{ {unions} }}")
    facts = Facts(rows)
    is_whole = len(rows) < _MOST_OF_A_PATTERN or not any(
        store.rows(f"SELECT ?s WHERE {{ {pattern} }} OFFSET {_MOST_OF_A_PATTERN} LIMIT 1") for pattern in patterns
    )
    spans = {thing: facts.things(thing, CCWP.hasSpan) for thing in facts.subjects()}
    corrected = {thing: found for thing in facts.subjects() if (found := facts.things(thing, CCWP.hasCorrection))}
    records = own_facts(store, *(iri for of_thing in corrected.values() for iri in of_thing))
    spans |= {iri: records.things(iri, CCWP.hasSpan) for iri in records.subjects()}
    places = read_places(store, spans)
    incoming = read_incoming(store, subject)
    parts_spans = {span for thing, of_thing in spans.items() if thing != subject for span in of_thing}
    inferred = read_inferences(store, subject, facts, rules)
    linking = {*incoming, *(thing for _, first in incoming.values() for thing in first)}
    mentioned = {subject, *facts.mentioned(), *records.mentioned(), *linking, *inferred.mentioned()} - parts_spans
    names = look_up(store, mentioned, languages=languages, prefixes=prefixes)
    return EntityContext(
        subject=subject,
        facts=facts,
        places=places,
        incoming=named(incoming, names),
        names=names,
        corrections={
            thing: tuple(correction(iri, records=records, names=names, places=places) for iri in of_thing)
            for thing, of_thing in corrected.items()
        },
        inferences=inferred.named(names),
        rules=rules,
        marks=tuple(_marks(facts, places, names)),
        is_whole=is_whole,
    )
