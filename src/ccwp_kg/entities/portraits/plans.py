"""The pages of a plan and of a meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.evidence import Evidence
from ccwp_kg.entities.facts.facts import Thing, Words
from ccwp_kg.entities.facts.silences import last_step
from ccwp_kg.entities.portraits import fields as read
from ccwp_kg.entities.portraits.fields import STATEMENTS, RequestView, StatementRow, statements
from ccwp_kg.namespaces import ADMS, CCWP, DCTERMS, FOAF, PROV, RDF, RDFS
from ccwp_kg.rdf.terms.days import month_of
from ccwp_kg.rdf.terms.labels import TITLE
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.rdf.terms.silences import silence_of
from ccwp_kg.store import Store

VERSIONS = (
    f"$subject {CCWP.readFrom} ?stands . ?other {FOAF.primaryTopic} $subject FILTER(?other != ?stands) "
    f"?s {DCTERMS.isPartOf}|({CCWP.correctsSource}/{DCTERMS.isFormatOf}) ?document ; "
    f"{RDF.predicate}|{CCWP.correctedProperty} ?said ; {RDF.subject}|{CCWP.correctedResource} ?of ; ?p ?o "
    f"FILTER(?document IN (?stands, ?other) "
    f"&& ?said IN ({TITLE}, {CCWP.actionNumber}, {CCWP.concernsParty}, {CCWP.involvedParty}) "
    f'&& STRSTARTS(STR(?of), CONCAT(STR($subject), "/action/")) '
    f"&& ?p IN ({RDF.subject}, {RDF.predicate}, {RDF.object}, {DCTERMS.isPartOf}, {CCWP.correctsSource}, "
    f"{CCWP.correctedResource}, {CCWP.correctedProperty}, {CCWP.correctValue}, {CCWP.correctThing}, {ADMS.status}))"
)
"""What the documents of a plan say of its actions, where there are several, and how that was corrected.

The merge has the statements of each.
"""


@dataclass(slots=True)
class ActionInDocument:
    """What a document says of an action: its title, and the parties that it concerns."""

    title: Words | None = None
    parties: frozenset[Thing] = frozenset()


@dataclass(frozen=True, slots=True)
class ActionChange:
    """What the document that stands for the plan says of an action (`here`), and what another one says of it (`there`),
    where that is different; None for the one that has no such action."""

    action: Thing
    here: ActionInDocument | None
    there: ActionInDocument | None


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """Another document of a plan than the one that stands for it, with what is different there, action by action."""

    document: Thing
    changes: tuple[ActionChange, ...]


_CONCERNED = (CCWP.concernsParty, CCWP.involvedParty)
_IN_EFFECT = ("applied", "set-aside")
"""States of a correction of which a document, as it was corrected, says what the correction says."""
_Actions = defaultdict[NamedNode, ActionInDocument]


def other_versions(g: EntityContext, stands: NamedNode) -> tuple[OtherVersion, ...]:
    """The other documents of a plan, each compared with the one that stands for it."""
    said: defaultdict[NamedNode, _Actions] = defaultdict(lambda: defaultdict(ActionInDocument))
    for each in g.facts.subjects():
        source, state = g.facts.thing(each, CCWP.correctsSource), g.facts.thing(each, ADMS.status)
        if state is not None and last_step(state) not in _IN_EFFECT:
            continue
        document = g.facts.thing(source or each, DCTERMS.isFormatOf if source else DCTERMS.isPartOf)
        of = g.facts.thing(each, CCWP.correctedResource if source else RDF.subject)
        if document is None or of is None or not of.value.startswith(f"{g.subject.value}/action/"):
            continue
        found = said[document][NamedNode(of.value.partition("/party/")[0])]
        property_ = g.facts.thing(each, CCWP.correctedProperty if source else RDF.predicate)
        if property_ == TITLE:
            found.title = g.facts.words(each, CCWP.correctValue if source else RDF.object)
        elif property_ in _CONCERNED:
            found.parties |= {*g.things(each, CCWP.correctThing if source else RDF.object)}
    others = sorted(said.keys() - {stands}, key=lambda iri: natural_key(iri.value))
    return tuple(OtherVersion(g.names[other], _changes(g, said[stands], said[other])) for other in others)


def _changes(g: EntityContext, here: _Actions, there: _Actions) -> tuple[ActionChange, ...]:
    every = sorted(here.keys() | there.keys(), key=lambda iri: natural_key(iri.value))
    changes = (ActionChange(g.names[action], here.get(action), there.get(action)) for action in every)
    return tuple(each for each in changes if each.here != each.there)


_OTHERS_SAY = (CCWP.status, CCWP.validFrom, CCWP.validUntil, CCWP.approvedBy, CCWP.approvedOn)
CONTEXT = (
    (
        f"?s {CCWP.partOfPlan} $subject ; ?p ?o FILTER(?p IN ({CCWP.actionNumber}, {CCWP.position}, {TITLE}, "
        f"{CCWP.pursuesObjective}, {CCWP.concernsParty}, {CCWP.partOfPlan}, {CCWP.readFrom}))"
    ),
    f"?s {CCWP.precededBy} $subject ; ?p ?o FILTER(?p IN ({CCWP.precededBy}))",
    (
        f"?action {CCWP.partOfPlan} $subject . ?s {DCTERMS.isPartOf} ?action ; {CCWP.field} ?field ; ?p ?o "
        f"FILTER(?p IN ({DCTERMS.isPartOf}, {CCWP.field}, {CCWP.silence})) "
        'FILTER(STRENDS(STR(?field), "/parties") || STRENDS(STR(?field), "/objectives"))'
    ),
    (
        f"$subject {CCWP.readFrom} ?s . ?s ?p ?o FILTER(?p IN ({TITLE}, {CCWP.status}, {CCWP.draftedAt}, "
        f"{CCWP.addressedTo}, {CCWP.forwardedTo}, {CCWP.declaredActionCount}))"
    ),
    (
        f"$subject {CCWP.readFrom} ?document . ?s {DCTERMS.isPartOf} ?document ; a ?kind ; {CCWP.text} ?words ; ?p ?o "
        f"FILTER(?kind = {CCWP.ExpectedDecision}) "
        f"FILTER(?p IN ({RDF.type}, {CCWP.text}, {CCWP.expectsDecision}, {CCWP.decisionBy}, {CCWP.hasSpan})) "
        f"FILTER NOT EXISTS {{ ?column a {CCWP.ColumnDefinition} ; {CCWP.text} ?meaning "
        "FILTER(CONTAINS(?meaning, ?words)) }"
    ),
    (
        f'?s {CCWP.issueCode} "act-unknown" ; {DCTERMS.isPartOf}/{PROV.used}/{DCTERMS.isFormatOf} ?document ; ?p ?o '
        f"FILTER(?p IN ({RDF.type}, {CCWP.hasSpan})) $subject {CCWP.readFrom} ?document"
    ),
    STATEMENTS,
    VERSIONS,
    (
        f"?s {FOAF.primaryTopic}|({DCTERMS.isFormatOf}/{FOAF.primaryTopic}) $subject ; ?p ?o "
        f"FILTER(?p IN ({FOAF.primaryTopic}, {DCTERMS.isFormatOf}, {TITLE}, {CCWP.status}, {DCTERMS.issued}))"
    ),
    (
        f"?s {RDF.subject} $subject ; {RDF.predicate} ?said ; ?p ?o "
        f"FILTER(?said IN ({', '.join(map(str, _OTHERS_SAY))})) "
        f"FILTER(?p IN ({RDF.subject}, {RDF.predicate}, {RDF.object}, {CCWP.printedForm}, {DCTERMS.isPartOf}))"
    ),
)
MEETING_CONTEXT = (f"?s {CCWP.draftedAt} $subject ; ?p ?o FILTER(?p IN ({CCWP.draftedAt}))",)


def _silence(g: EntityContext, action: NamedNode, field: str) -> str:
    """Why nothing is known of a field of an action."""
    facts = g.facts
    parts = facts.pointing(DCTERMS.isPartOf, action)
    found = ((facts.thing(part, CCWP.field), facts.thing(part, CCWP.silence)) for part in parts)
    recorded = {last_step(name): last_step(kind) for name, kind in found if name is not None and kind is not None}
    return silence_of(field, recorded, is_held=facts.thing(action, CCWP.readFrom) is not None)


def _iris(g: EntityContext, action: NamedNode, predicate: NamedNode) -> frozenset[str]:
    return frozenset(iri.value for iri in g.facts.things(action, predicate))


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as a row of the plan's tables. `number` is the last step of its IRI where it has none.

    `no_objectives` and `no_parties` are the silences that stand where it has none.
    """

    action: Thing = read.by(lambda g, action: g.names[action])
    number: str = read.by(lambda g, action: g.facts.text(action, CCWP.actionNumber) or last_step(action))
    title: Words | None = read.words(TITLE)
    objectives: frozenset[str] = read.by(partial(_iris, predicate=CCWP.pursuesObjective))
    parties: frozenset[str] = read.by(partial(_iris, predicate=CCWP.concernsParty))
    no_objectives: str = read.by(partial(_silence, field="objectives"))
    no_parties: str = read.by(partial(_silence, field="parties"))


@dataclass(frozen=True, slots=True)
class Period:
    """From when until when; either end may be unknown."""

    start: str | None = None
    end: str | None = None

    @property
    def in_words(self) -> str:
        """`July 2011 – December 2012`, `from July 2011`, `until December 2012`, or nothing."""
        if self.start and self.end:
            return f"{month_of(self.start)} – {month_of(self.end)}"
        if self.start:
            return f"from {month_of(self.start)}"
        return f"until {month_of(self.end)}" if self.end else ""


def period_of(g: EntityContext, plan: NamedNode) -> Period:
    """The period of a plan, as far as the facts hold it."""
    return Period(g.facts.text(plan, CCWP.validFrom), g.facts.text(plan, CCWP.validUntil))


@dataclass(frozen=True, slots=True)
class StatementElsewhere:
    """What a document that does not set the plan out says of it: a property, the value, and how that is printed."""

    document: Thing
    property: Thing
    value: Thing | Words
    printed: str | None


def _statements_elsewhere(g: EntityContext, _: NamedNode) -> tuple[StatementElsewhere, ...]:
    own = g.facts.pointing(FOAF.primaryTopic, g.subject)
    found = []
    for statement in g.facts.pointing(RDF.subject, g.subject):
        document, said = g.facts.thing(statement, DCTERMS.isPartOf), g.facts.thing(statement, RDF.predicate)
        value = g.thing(statement, RDF.object) or g.facts.words(statement, RDF.object)
        if document is not None and document not in own and said is not None and value is not None:
            printed = g.facts.text(statement, CCWP.printedForm)
            found.append(StatementElsewhere(g.names[document], g.names[said], value, printed))
    return tuple(sorted(found, key=lambda each: (each.document.name, each.property.name)))


def _document(g: EntityContext, plan: NamedNode) -> NamedNode:
    """The document that stands for a plan, else the plan."""
    return g.facts.thing(plan, CCWP.readFrom) or plan


def _of_document(predicate: NamedNode) -> tuple[Thing, ...]:
    return read.by(lambda g, plan: g.things(_document(g, plan), predicate))


def _actions(g: EntityContext, plan: NamedNode) -> tuple[ActionRow, ...]:
    actions = g.facts.in_order(g.facts.pointing(CCWP.partOfPlan, plan), CCWP.position)
    return tuple(read.draw(ActionRow, g, action) for action in actions)


def _parties(g: EntityContext, plan: NamedNode) -> tuple[Thing, ...]:
    actions = g.facts.pointing(CCWP.partOfPlan, plan)
    parties = {party for action in actions for party in g.facts.things(action, CCWP.concernsParty)}
    return tuple(sorted(g.names.things(parties), key=lambda party: party.short.lower()))


def _basis_not_understood(g: EntityContext, _: NamedNode) -> tuple[Evidence, ...]:
    """The words that name what the plan is to implement, where that is no act that is known."""
    return tuple(place for issue in g.parts(CCWP.ReadingIssue) for place in g.where(issue))


def _other_documents(g: EntityContext, plan: NamedNode) -> tuple[Thing, ...]:
    return tuple(each for each in g.pointing(FOAF.primaryTopic) if each.iri != _document(g, plan).value)


@dataclass(frozen=True, slots=True)
class PlanPortrait:
    """A plan as its page shows it; totals count the actions that pursue an objective or concern a party.

    `read_from` is the document that stands for the plan: title and status are the document's. `other_versions` tell
    what is different in its other documents, `statements_elsewhere` what documents of other plans say of it.
    """

    title: Words | None = read.by(lambda g, plan: g.facts.words(_document(g, plan), TITLE))
    period: Period = read.by(period_of)
    status: tuple[Thing, ...] = _of_document(CCWP.status)
    read_from: Thing | None = read.thing(CCWP.readFrom)
    other_documents: tuple[Thing, ...] = read.by(_other_documents)
    other_versions: tuple[OtherVersion, ...] = read.by(lambda g, plan: other_versions(g, _document(g, plan)))
    statements_elsewhere: tuple[StatementElsewhere, ...] = read.by(_statements_elsewhere)
    documented_in: tuple[Thing, ...] = read.things(CCWP.documentedIn)
    based_on: tuple[Thing, ...] = read.things(CCWP.basedOn)
    basis_not_understood: tuple[Evidence, ...] = read.by(_basis_not_understood)
    takes_into_account: tuple[Thing, ...] = read.things(CCWP.takesIntoAccount)
    drafted_at: tuple[Thing, ...] = _of_document(CCWP.draftedAt)
    addressed_to: tuple[Thing, ...] = _of_document(CCWP.addressedTo)
    forwarded_to: tuple[Thing, ...] = _of_document(CCWP.forwardedTo)
    requests: tuple[RequestView, ...] = read.parts(RequestView, CCWP.ExpectedDecision)
    approved_by: tuple[Thing, ...] = read.things(CCWP.approvedBy)
    approved_on: str | None = read.text(CCWP.approvedOn)
    preceded_by: Thing | None = read.thing(CCWP.precededBy)
    followed_by: tuple[Thing, ...] = read.pointing(CCWP.precededBy)
    work_areas: tuple[Thing, ...] = read.things(CCWP.hasWorkArea)
    objectives: tuple[Thing, ...] = read.things(CCWP.hasStrategicObjective)
    parties: tuple[Thing, ...] = read.by(_parties)
    actions: tuple[ActionRow, ...] = read.by(_actions)
    declared_actions: int | None = read.by(lambda g, of: g.facts.number(_document(g, of), CCWP.declaredActionCount))
    statements: tuple[StatementRow, ...] = read.by(statements)

    @property
    def objective_totals(self) -> tuple[int, ...]:
        """How many actions pursue each objective."""
        return tuple(sum(each.iri in row.objectives for row in self.actions) for each in self.objectives)

    @property
    def party_totals(self) -> tuple[int, ...]:
        """How many actions concern each party."""
        return tuple(sum(party.iri in row.parties for row in self.actions) for party in self.parties)


@dataclass(frozen=True, slots=True)
class MeetingPortrait:
    """A meeting as its page shows it."""

    held_on: str | None = read.text(CCWP.heldOn)
    drafted: tuple[Thing, ...] = read.pointing(CCWP.draftedAt)


_MOST = 2_000
"""Actions of a plan that have neighbours."""

Neighbours = Mapping[str, tuple[Thing | None, Thing | None]]
"""IRI of an action → the ones before and after it."""


def action_neighbours(store: Store, plan: NamedNode) -> Neighbours:
    """The neighbours of each action of a plan that was read; one that is only mentioned has no place in the order."""
    rows = store.rows(
        f"SELECT ?x ?place (MIN(?label) AS ?name) WHERE {{ ?x {CCWP.partOfPlan} {plan} ; {CCWP.position} ?place "
        f"OPTIONAL {{ ?x {RDFS.label} ?label FILTER(LANG(?label) IN ('en', '')) }} }} "
        f"GROUP BY ?x ?place ORDER BY ?place STR(?x) LIMIT {_MOST}"
    )
    things: dict[str, Thing] = {}
    for row in rows:
        iri, name = row["x"], row.get("name")
        if isinstance(iri, NamedNode):
            things.setdefault(iri.value, Thing(iri.value, name.value if isinstance(name, Literal) else iri.value))
    order = [None, *things.values(), None]
    return {
        each.iri: (before, after)
        for before, each, after in zip(order, order[1:], order[2:], strict=False)
        if each is not None
    }
