"""What a page is made from: facts of a thing and its parts, places, corrections, links and names, in a few queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.evidence import (
    PLACE,
    PLACE_OF_SPAN,
    Correction,
    Evidence,
    Grounds,
    Mark,
    Places,
    Prose,
    correction,
    is_printed_form,
    prose,
    read_places,
)
from ccwp_kg.entities.facts.facts import Facts, Names, Thing, look_up
from ccwp_kg.entities.facts.inferences import Inferences, in_words, mentioned_in, read_explanation
from ccwp_kg.namespaces import CCWP, DCTERMS, OA, PROV
from ccwp_kg.page_facts import Explanation
from ccwp_kg.rdf.dataset import INFERRED
from ccwp_kg.rdf.index import Statement
from ccwp_kg.rdf.rules import InferenceRule
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.order import term_key
from ccwp_kg.store import Row, Store, Term

SHOWN = 50
"""So many links are named on a page and in a description; the rest is counted."""
_SORTED = 1_000

Link = tuple[Term, Term]
"""A property and the subject that points with it."""
IncomingFacts = Mapping[NamedNode, tuple[int, Sequence[NamedNode]]]
"""Property → how many links there are, and the first subjects; nothing has a name yet."""


@dataclass(frozen=True, slots=True)
class Links:
    """The things that point with one property: how many, and the first of them."""

    property: Thing
    count: int
    first: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Incoming:
    """Everything that points to a thing, by property."""

    count: int
    links: tuple[Links, ...]


def named(facts: IncomingFacts, names: Names) -> Incoming:
    """The same with names."""
    links = (Links(names[predicate], count, names.things(first)) for predicate, (count, first) in facts.items())
    return Incoming(sum(count for count, _ in facts.values()), tuple(links))


def count_incoming(store: Store, iri: NamedNode, found: Sequence[Link]) -> IncomingFacts:
    """Count all links to a thing and take the first `SHOWN`, in the order of properties and subjects.

    `found` are as many as are sorted, and one to know of more. Of more than `_SORTED`, which would take long to sort,
    the store chooses which are the first.
    """
    links = [(predicate, subject) for predicate, subject in found if isinstance(predicate, NamedNode)]
    links.sort(key=lambda link: (link[0].value, term_key(link[1])))
    first: defaultdict[NamedNode, list[NamedNode]] = defaultdict(list)
    for predicate, subject in links[:SHOWN]:
        if isinstance(subject, NamedNode):
            first[predicate].append(subject)
    counts: dict[NamedNode, int] = Counter(predicate for predicate, _ in links)
    if len(found) > _SORTED:
        rows = store.rows(f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ ?s ?p {iri} }} GROUP BY ?p ORDER BY ?p")
        counts = {
            of: int(count.value)
            for row in rows
            if isinstance(of := row["p"], NamedNode) and isinstance(count := row["n"], Literal)
        }
    return {predicate: (count, first.get(predicate, [])) for predicate, count in counts.items()}


@dataclass(frozen=True, slots=True)
class EntityContext:
    """What is known of `subject`, and of whatever its page also shows; `own` are the facts of the subject alone."""

    subject: NamedNode
    own: Facts
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
        return self.names.things(s for s in self.facts.pointing(predicate, target) if s != self.subject)

    def parts(self, kind: NamedNode) -> list[NamedNode]:
        """The parts of that class among the facts, by position, those without one by where they were read."""
        placed = sorted(self.facts.in_order(self.facts.members(kind), CCWP.position), key=self.where)
        return sorted(placed, key=lambda each: self.facts.number(each, CCWP.position) or len(placed))

    def prose(self, part: NamedNode, predicate: NamedNode = CCWP.text) -> Prose:
        """The words of a part with what was recognised in them."""
        text = self.facts.text(part, predicate)
        return () if text is None else prose(text, self.where(part), self.marks)


_MARKS = ((CCWP.Citation, CCWP.citedDocument), (CCWP.ActionReference, CCWP.referredAction), (CCWP.Mention, OA.hasBody))

_MOST_OF_A_PATTERN = 1_000
_NOT_OF_PARTS = ", ".join(map(str, (OA.motivatedBy, PROV.wasDerivedFrom)))
"""What is stated of a part and never shown with its whole, because other properties say the same of it there."""
_IS_PART = f"{DCTERMS.isPartOf}/{DCTERMS.isPartOf}?"
_IS_SHOWN_WITH = f"({_IS_PART}|{CCWP.mentionedIn}/({_IS_PART})?)"
"""How parts, parts of parts and what these mention lead to a thing."""


def _marks(facts: Facts, places: Places, names: Names) -> Iterator[Mark]:
    for kind, target in _MARKS:
        for part in facts.members(kind):
            thing = facts.thing(part, target)
            if thing is not None:
                printed, read = facts.text(part, CCWP.printedForm), places.get(part, ())
                named = [place for place in read if is_printed_form(place.exact, printed)] or read[:1]
                yield from (Mark(place.start, place.end, names[thing]) for place in named)


def own_facts(store: Store, *subjects: NamedNode) -> Facts:
    """What is said of things themselves."""
    values = " ".join(map(str, subjects))
    return Facts.of_rows(
        store.rows(f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {values} }} ?s ?p ?o }}") if subjects else ()
    )


def read_context(
    store: Store,
    subject: NamedNode,
    *,
    patterns: Sequence[str],
    languages: Sequence[str],
    prefixes: Prefixes,
    rules: Mapping[str, InferenceRule],
    explain: Callable[[NamedNode], Explanation] | None,
) -> EntityContext:
    """Read the context of a thing.

    `patterns` are graph patterns with `?s ?p ?o` for what a page shows besides the facts of the thing and
    its parts. Of each pattern at most 1,000 statements are read. `explain` tells why inferred facts hold, if that is
    known; else the store is asked what the rules give.
    """
    around = _read_around(store, subject, patterns)
    own = Facts.of_rows(around.own)
    facts = Facts(chain(own.statements(), around.others))
    parts = _with_parts(subject, facts)
    spans = {thing: facts.things(thing, CCWP.hasSpan) for thing in facts.having(CCWP.hasSpan)}
    spans |= {mention: facts.things(mention, OA.hasTarget) for mention in facts.having(CCWP.mentionedIn)}
    corrected = {thing: facts.things(thing, CCWP.hasCorrection) for thing in facts.having(CCWP.hasCorrection)}
    records = own_facts(store, *(iri for of_thing in corrected.values() for iri in of_thing))
    spans |= {iri: records.things(iri, CCWP.hasSpan) for iri in records.having(CCWP.hasSpan)}
    places = read_places(store, spans, around.places)
    incoming = count_incoming(store, subject, around.links)
    parts_spans = {span for thing, of_thing in spans.items() if thing != subject for span in of_thing}
    if explain is None:
        explanation = read_explanation(store, subject, facts, around.inferred, rules)
    else:
        explanation = explain(subject)
    linking = {*incoming, *(thing for _, first in incoming.values() for thing in first)}
    mentioned = {subject, *facts.mentioned(), *records.mentioned(), *linking, *mentioned_in(explanation)} - parts_spans
    names = look_up(store, mentioned, languages=languages, prefixes=prefixes, stated=facts, whole=parts)
    return EntityContext(
        subject=subject,
        own=own,
        facts=facts,
        places=places,
        incoming=named(incoming, names),
        names=names,
        corrections={
            thing: tuple(correction(iri, records=records, names=names, places=places) for iri in of_thing)
            for thing, of_thing in corrected.items()
        },
        inferences=in_words(explanation, names, rules, store.base),
        rules=rules,
        marks=tuple(_marks(facts, places, names)),
        is_whole=max(around.counts.values(), default=0) <= _MOST_OF_A_PATTERN,
    )


def _with_parts(subject: NamedNode, facts: Facts) -> set[NamedNode]:
    """A thing, its parts and their parts, and the mentions there, of all of which the facts hold every name."""
    found = {subject}
    for _ in range(2):
        found |= {s for s in facts.having(DCTERMS.isPartOf) if not found.isdisjoint(facts.values(s, DCTERMS.isPartOf))}
    return found | {s for s in facts.having(CCWP.mentionedIn) if facts.thing(s, CCWP.mentionedIn) in found}


@dataclass(slots=True)
class _Around:
    """What one query tells of a thing and of what is around it.

    `own` are its facts, `others` those of its parts and what the patterns match, `links` the properties and subjects
    that lead to it, `inferred` the properties and values of its facts that rules gave, `places` the rows of where it
    was read, `counts` how many facts each pattern gave.
    """

    own: list[Row] = field(default_factory=list)
    others: list[Statement] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    inferred: set[tuple[Term, Term]] = field(default_factory=set)
    places: list[Row] = field(default_factory=list)
    counts: Counter[Term | None] = field(default_factory=Counter)


def _read_around(store: Store, subject: NamedNode, patterns: Sequence[str]) -> _Around:
    """Ask what surrounds a thing.

    The rows of statements have all of `?s ?p ?o`, those of patterns their number, too. A link has no `?o`, an inferred
    fact no `?s`, a place none of them. So all of it is one query.
    """
    # one more than is used, to know whether that is all
    bounded = (
        f"SELECT ?s ?p ?o ({number} AS ?pattern) WHERE {{ {pattern} }} LIMIT {_MOST_OF_A_PATTERN + 1}"
        for number, pattern in enumerate(patterns)
    )
    every = [
        f"VALUES ?s {{ {subject} }} ?s ?p ?o",
        # an action has a page of its own, so that its parts are not shown with the plan
        (
            f"{{ SELECT DISTINCT ?s WHERE {{ ?s {_IS_SHOWN_WITH} {subject} "
            f"FILTER(!STRSTARTS(STR(?s), {Literal(subject.value + '/action/')})) }} }} "
            f"?s ?p ?o FILTER(?p NOT IN ({_NOT_OF_PARTS}))"
        ),
        *bounded,
        f"SELECT DISTINCT ?s ?p WHERE {{ ?s ?p {subject} }} LIMIT {_SORTED + 1}",
        f"GRAPH {store.base.here(INFERRED)} {{ {subject} ?p ?o }}",
        f"{subject} {CCWP.hasSpan}|{OA.hasTarget} ?span . {PLACE_OF_SPAN}",
    ]
    unions = " UNION ".join(f"{{ {pattern} }}" for pattern in every)
    around = _Around()
    for row in store.rows(f"SELECT ?s ?p ?o ?pattern {PLACE} WHERE {{ {unions} }}"):
        if "span" in row:
            around.places.append(row)
        elif "o" not in row:
            around.links.append((row["p"], row["s"]))
        elif "s" not in row:
            around.inferred.add((row["p"], row["o"]))
        elif (number := row.get("pattern")) is None and row["s"] == subject:
            around.own.append(row)
        elif isinstance(predicate := row["p"], NamedNode):
            around.counts[number] += number is not None
            if around.counts[number] <= _MOST_OF_A_PATTERN:
                around.others.append((row["s"], predicate, row["o"]))
    return around
