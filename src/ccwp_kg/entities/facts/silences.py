"""Which silence stands for what nothing is known of: recorded by the reader, or told by which documents are held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.evidence import Evidence
from ccwp_kg.namespaces import CCWP, DCTERMS, RDF, SKOS
from ccwp_kg.rdf.terms.silences import DOES_NOT_APPLY, NEAREST, NOT_STATED, NOT_UNDERSTOOD, silence_of
from ccwp_kg.store import Store, Term

_DOCUMENTS = (CCWP.CouncilDocument, CCWP.LegalInstrument, CCWP.PlanDocument)


@dataclass(frozen=True, slots=True)
class Silence:
    """A field of which nothing is known: its name, why, and the words that may tell it, or that come nearest to it."""

    field: str
    kind: str
    places: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Silences:
    """What is known of the silences of one thing: those that the reader recorded, and whether its document is held.

    A document that is held is silent on what is not known of it only if it `is_read` to the last word. `nearest` are
    the rules of the document that come nearest to a field that is not stated.
    """

    recorded: Mapping[str, Silence]
    is_held: bool | None
    is_read: bool = True
    nearest: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)

    def of(self, name: str) -> Silence:
        """Why nothing is known of a field."""
        kinds = {each.field: each.kind for each in self.recorded.values()}
        kind = silence_of(name, kinds, is_held=self.is_held)
        if kind == NOT_STATED and not self.is_read:
            kind = NOT_UNDERSTOOD
        found = self.recorded.get(name)
        places = found.places if found is not None and found.kind == kind else ()
        return Silence(name, kind, places or (self.nearest.get(name, ()) if kind == NOT_STATED else ()))


NONE_RECORDED = Silences({}, None)


def silences_of(g: EntityContext) -> Silences:
    """The silences of the thing that a page is about."""
    return Silences({each.field: each for each in recorded(g)}, is_held(g), is_read(g), _nearest(g))


def _nearest(g: EntityContext) -> Mapping[str, tuple[Evidence, ...]]:
    rules = [(rule, (g.facts.text(rule, CCWP.text) or "").lower()) for rule in g.parts(CCWP.ImplementationRule)]
    return {
        name: tuple(place for rule, text in rules if word in text for place in g.where(rule))
        for name, word in NEAREST.items()
    }


def recorded(g: EntityContext) -> Iterator[Silence]:
    """The silences that the reader recorded, by field."""
    for part in sorted(g.parts(CCWP.FieldSilence), key=str):
        name, kind = (g.facts.thing(part, each) or part for each in (CCWP.field, CCWP.silence))
        yield Silence(last_step(name), last_step(kind), g.where(part))


def is_held(g: EntityContext) -> bool | None:
    """Whether the document that sets a plan or an action out, or a document itself, is held; None for other things."""
    kinds = g.own.things(g.subject, RDF.type)
    if g.own.thing(g.subject, CCWP.readFrom) is not None:
        return True
    if CCWP.ActionPlan in kinds or CCWP.Action in kinds:
        return False
    return bool(texts_of(g)) if any(kind in kinds for kind in _DOCUMENTS) else None


def is_read(g: EntityContext) -> bool:
    """Whether no text of a document has words that its reading does not account for; True for other things."""
    return all(
        g.facts.number(text, CCWP.wordCount) == g.facts.number(text, CCWP.accountedWordCount) for text in texts_of(g)
    )


def texts_of(g: EntityContext) -> tuple[NamedNode, ...]:
    """The texts of a document that are held."""
    linked = (links for links in g.incoming.links if links.property.iri == DCTERMS.isFormatOf.value)
    return tuple(NamedNode(each.iri) for links in linked for each in links.first)


def last_step(thing: Term) -> str:
    """What a concept is called at the end of its IRI."""
    return thing.value.rpartition("/")[2] if isinstance(thing, NamedNode) else ""


def recorded_silences(store: Store, members: Sequence[str]) -> Mapping[NamedNode | None, Mapping[str, str]]:
    """The silences that the reader recorded of the things that some graph patterns bind to `?x`, by field; of a plan
    none of its actions, of which each is a part of it, too."""
    found: defaultdict[NamedNode | None, dict[str, str]] = defaultdict(dict)
    where = f"{' '.join(members)} ?part {DCTERMS.isPartOf} ?x ; {CCWP.field} ?field ; {CCWP.silence} ?kind"
    for row in store.rows(f"SELECT ?x ?part ?field ?kind WHERE {{ {where} }}") if members else ():
        if isinstance(thing := row["x"], NamedNode) and str(row["part"])[1:].startswith(f"{thing.value}/field/"):
            found[thing][last_step(row["field"])] = last_step(row["kind"])
    return found


class SilencesOfMany:
    """The silences of the things that some graph patterns bind to `?x`; where they may be held, that too."""

    def __init__(self, store: Store, members: Sequence[str], *, may_be_held: bool) -> None:
        self._recorded = recorded_silences(store, members) if may_be_held else {}
        self._base = store.base
        self._held: set[Term] | None = None
        self._classes: defaultdict[Term, set[Term]] = defaultdict(set)
        where = " ".join(members)
        rows = store.rows(
            f"SELECT ?x ?class ?held WHERE {{ {where} {{ ?x a ?class }} UNION {{ ?x {CCWP.readFrom} ?held }} "
            f"UNION {{ ?held {DCTERMS.isFormatOf} ?x }} UNION {{ ?x {SKOS.inScheme} ?class }} }}"
        )
        if may_be_held:
            self._held = {row["x"] for row in rows if "held" in row}
        for row in rows:
            if "class" in row:
                self._classes[row["x"]].add(row["class"])

    def of(self, thing: NamedNode, name: str, *, applies_to: Sequence[NamedNode] = ()) -> str:
        """Why nothing is known of a field of a thing.

        It makes sense for these classes, and members of these vocabularies, alone, if there are any.
        """
        if applies_to and self._classes[thing].isdisjoint(map(self._base.here, applies_to)):
            return DOES_NOT_APPLY
        return silence_of(name, self._recorded.get(thing, {}), is_held=self.is_held(thing))

    def recorded(self, thing: NamedNode) -> Sequence[tuple[str, str]]:
        """The fields of a thing that the reader recorded as silent, in their order, each with why."""
        return sorted(self._recorded.get(thing, {}).items())

    def is_held(self, thing: NamedNode) -> bool | None:
        """Whether the document that would tell of a thing is held; None where that is no question."""
        return None if self._held is None else thing in self._held
