"""An action plan as a whole, and the document that sets it out: its status, footnotes and text around the annex."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from pyoxigraph import NamedNode

from ccwp_kg.build.records.decisions import decision
from ccwp_kg.build.records.documents import named
from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.build.records.mentions import mentions
from ccwp_kg.build.records.passages import stated_in_passages
from ccwp_kg.namespaces import CCWP, CITO, DCAT, DCTERMS, ELI, ELIDL, OBO, PPLAN, RDF, RDFS, SKOS
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.days import day_of
from ccwp_kg.rdf.terms.literals import code, date, english, integer, typed
from ccwp_kg.sources.records.prose_parts import Footnote, Section, StrategicObjective
from ccwp_kg.sources.records.records import Action, Dated, EarlierPlan, Plan
from ccwp_kg.sources.records.references import Mention, Passage

_DRAFTERS = "concept/drafting-group"
_RELATIONS = {
    "audience": DCTERMS.audience,
    "issue": ELI.passed_by,
    "preparation": CCWP.preparedBy,
    "discussion": CCWP.discussedBy,
    "implementation": CCWP.basedOn,
    "basis": CCWP.basedOn,
    "review-basis": CCWP.reviewedUnder,
    "review-time": CCWP.reviewedDuring,
    "consideration": CCWP.takesIntoAccount,
}


def plan(facts: DocumentFacts, record: Plan, actions: Sequence[Action] = ()) -> NamedNode:
    """Describe the plan a document sets out; give its IRI. What the document says of itself is in `document`.

    Work areas that only cells of its actions name are described, too.
    """
    iri = facts.thing(facts.plan, CCWP.ActionPlan, PPLAN.Plan)
    facts.add(iri, RDFS.label, english(record.usual_name))
    facts.add(iri, CCWP.ordinal, None if record.ordinal is None else integer(record.ordinal), read_from=record.name)
    if record.full_name is not None:
        facts.add(iri, SKOS.altLabel, english(record.full_name.text), read_from=record.full_name)
    facts.evidence(iri, record.title)
    _period(facts, iri, record)
    _time(facts, iri, record)
    facts.add(iri, CCWP.documentedIn, facts.document)
    facts.add(iri, CCWP.readFrom, facts.document)
    for basis in record.based_on:
        facts.add(iri, CCWP.basedOn, iris.thing(basis.target), read_from=basis.printed)
    for area in record.work_areas:
        facts.add(iri, CCWP.hasWorkArea, _work_area(facts, area.name), read_from=area.name)
    listed = {f"work-area/{iris.slug(area.name.text)}" for area in record.work_areas}
    of_cells = {each.target: each.printed for each in (action.work_area for action in reversed(actions)) if each}
    for printed in (printed for target, printed in of_cells.items() if target not in listed):
        _work_area(facts, printed)
    for objective in record.objectives:
        _objective(facts, iri, objective, of_plan=record.usual_name)
    _succession(facts, record)
    return iri


def document(facts: DocumentFacts, record: Plan) -> NamedNode:
    """Describe the document that sets a plan out, with everything outside its annex; give its IRI."""
    iri = facts.document
    facts.words(iri, DCTERMS.term("title"), english, record.title)
    status = iris.thing(f"concept/{record.status}") if record.status else None
    facts.add(iri, CCWP.status, status, read_from=record.status_passage)
    for predicate, bodies in ((CCWP.addressedTo, record.addressed_to), (CCWP.forwardedTo, record.forwarded_to)):
        for body in bodies:
            facts.add(iri, predicate, iris.thing(body.target), read_from=body.printed)
    if record.declared_action_count is not None:
        count = integer(record.declared_action_count)
        facts.add(iri, CCWP.declaredActionCount, count, read_from=record.declared_actions)
    for meeting in record.meetings:
        facts.add(iri, CCWP.draftedAt, _meeting(facts, meeting, of=record), read_from=meeting.passage)
    for column in record.columns:
        name = f"column/{column.column}"
        column_iri = facts.part(iri, name, CCWP.ColumnDefinition, link=CCWP.hasColumnDefinition)
        facts.add(column_iri, RDFS.label, english(column.label.text))
        facts.words(column_iri, CCWP.text, english, column.definition)
    for position, rule in enumerate(record.rules, 1):
        label = f"Implementation rule {position}"
        rule_iri = facts.part(iri, "rule", CCWP.ImplementationRule, position=position, label=label, link=CCWP.hasRule)
        facts.words(rule_iri, CCWP.text, english, rule)
    notes = {footnote.number: footnote for footnote in record.footnotes}
    for earlier in record.earlier_plans:
        _earlier_plan(facts, earlier, notes.get(earlier.footnote or 0))
    for footnote in record.footnotes:
        mentioned = [mention for mention in record.mentions if mention.field == f"footnote/{footnote.number}"]
        _footnote(facts, footnote, mentioned=mentioned)
    for section in record.sections:
        _section(facts, section)
    own = {"document": iri, "plan": facts.plan}
    for relation in record.relations:
        about = own.get(relation.about) or iris.thing(relation.about)
        facts.add(about, _RELATIONS[relation.kind], iris.thing(relation.other), read_from=relation.words)
    for position, expected in enumerate(record.decisions, 1):
        decision(facts, expected, facts.part(iri, f"decision/{position}", CCWP.ExpectedDecision, within=()))
    mentions(facts, iri, record.mentions)
    stated_in_passages(facts, iri, record.statements, about=None)
    return iri


def _period(facts: DocumentFacts, iri: NamedNode, record: Plan | EarlierPlan) -> None:
    for day, predicate in [(record.valid_from, CCWP.validFrom), (record.valid_until, CCWP.validUntil)]:
        if day is not None:
            facts.add(iri, predicate, typed(day.value, day.datatype), read_from=day.passage)
            facts.evidence(iri, day.passage)


def _time(facts: DocumentFacts, iri: NamedNode, record: Plan) -> None:
    """The period of the plan as others describe one."""
    days = [(record.valid_from, DCAT.startDate), (record.valid_until, DCAT.endDate)]
    if any(day is not None for day, _ in days):
        period = facts.thing(iris.part(iri, "period"), DCTERMS.PeriodOfTime)
        facts.add(iri, DCTERMS.temporal, period)
        for day, predicate in days:
            facts.add(period, predicate, None if day is None else typed(day.value, day.datatype))


def _meeting(facts: DocumentFacts, record: Dated, *, of: Plan) -> NamedNode:
    """A meeting; it is the drafting group's where the document names that group."""
    iri = iris.meeting(facts.document, record.value)
    group = "of the drafting group " if any(each.target == _DRAFTERS for each in of.mentions) else ""
    facts.thing(iri, CCWP.Meeting, ELIDL.Activity, label=f"Meeting {group}on {day_of(record.value)}")
    facts.add(iri, CCWP.heldOn, date(record.value), read_from=record.passage)
    facts.evidence(iri, record.passage)
    return iri


def _concept(facts: DocumentFacts, iri: NamedNode, kind: NamedNode, *, scheme: str, label: Passage) -> None:
    facts.add(iri, RDF.type, kind, SKOS.Concept)
    facts.words(iri, SKOS.prefLabel, english, label)
    facts.add(iri, SKOS.inScheme, iris.thing(f"scheme/{scheme}"))


def objective_of(plan_iri: NamedNode, record: StrategicObjective) -> NamedNode:
    """The objective that is meant: one of a strategy that is known, or one of the plan itself."""
    own = f"objective/{iris.reference(plan_iri).replace('/', '-')}/{record.number}"
    return iris.thing(record.target or own)


def _work_area(facts: DocumentFacts, name: Passage) -> NamedNode:
    """Describe a work area by the words that name it, and give its IRI.

    Its name begins in a small letter, however a list or a cell begins: one thing has one name in all plans.
    """
    iri = iris.thing(f"work-area/{iris.slug(name.text)}")
    first, rest = name.text[:1], name.text[1:]
    label = replace(name, text=f"{first.lower()}{rest}") if rest[:1].islower() else name
    _concept(facts, iri, CCWP.WorkArea, scheme="work-areas", label=label)
    return iri


def _objective(facts: DocumentFacts, plan_iri: NamedNode, record: StrategicObjective, *, of_plan: str) -> None:
    iri = objective_of(plan_iri, record)
    strategy = iris.reference(iri).split("/")[1]
    scheme = f"strategic-objectives-{strategy}"
    _concept(facts, iri, CCWP.StrategicObjective, scheme=scheme, label=record.text)
    if not strategy.isdigit():
        facts.thing(iris.thing(f"scheme/{scheme}"), SKOS.ConceptScheme, label=f"Strategic objectives of the {of_plan}")
    facts.thing(iri, OBO.IAO_0000005)
    facts.add(iri, CCWP.position, integer(int(iri.value.rpartition("/")[2])))
    facts.add(plan_iri, CCWP.hasStrategicObjective, iri, read_from=record.text)
    label = f"Strategic objective entry {record.number} of the {of_plan}"
    listing = facts.part(plan_iri, "objective", CCWP.ObjectiveListing, position=record.number, label=label)
    facts.add(listing, CCWP.listedObjective, iri, read_from=record.text)
    facts.words(listing, CCWP.wording, english, record.text)


def _succession(facts: DocumentFacts, record: Plan) -> None:
    """Which plan came before which among those the document names."""
    named = {record.ordinal, *(earlier.ordinal for earlier in record.earlier_plans)}
    ordinals = sorted(ordinal for ordinal in named if ordinal is not None)
    for before, after in itertools.pairwise(ordinals):
        if after == before + 1:
            facts.add(iris.plan(after), CCWP.precededBy, iris.plan(before))


def _earlier_plan(facts: DocumentFacts, record: EarlierPlan, note: Footnote | None) -> None:
    iri = facts.thing(iris.plan(record.ordinal), CCWP.ActionPlan, PPLAN.Plan, label=record.usual_name)
    facts.add(iri, CCWP.ordinal, integer(record.ordinal), read_from=record.name)
    for status, words in record.status:
        facts.add(iri, CCWP.status, iris.thing(f"concept/{status}"), read_from=words)
    facts.evidence(iri, record.name)
    _period(facts, iri, record)
    if note is not None and note.document is not None:
        facts.add(iri, CCWP.documentedIn, named(facts, note.document)[0], read_from=note.document.printed)
    if record.approved_by is not None:
        by = record.approved_by
        facts.add(iri, CCWP.approvedBy, iris.thing(by.target), read_from=by.printed)
    if record.approved_on is not None:
        day = record.approved_on
        facts.add(iri, CCWP.approvedOn, typed(day.value, day.datatype), read_from=day.passage)
        facts.evidence(iri, day.passage)


def _footnote(facts: DocumentFacts, record: Footnote, *, mentioned: Sequence[Mention]) -> None:
    """A footnote as a citation; its words are kept where they name more than what it cites, or cite nothing."""
    position = record.number
    label = f"Footnote {position}"
    iri = facts.part(facts.document, "citation", CCWP.Citation, position=position, label=label, link=CCWP.hasCitation)
    mark = Passage(str(position), (record.mark,))
    facts.add(iri, CCWP.footnoteNumber, integer(position), read_from=mark)
    facts.add(iri, CCWP.annotates, english(record.annotates.text), read_from=record.annotates)
    facts.add(iri, CCWP.citationRole, iris.thing("concept/footnote"))  # which the number's statement proves
    facts.add(iri, CITO.hasCitingEntity, facts.document)
    if record.pending is not None:
        facts.add(iri, CCWP.pendingStatus, code(record.pending.text), read_from=record.pending)
    reference = record.document or record.journal or record.act
    cited = named(facts, reference) if reference else []
    printed = reference.printed if reference else record.body
    facts.words(iri, CCWP.printedForm, code, printed)
    if not cited or any(mention.printed.spans != printed.spans for mention in mentioned):
        facts.add(iri, CCWP.text, english(record.body.text), read_from=record.body)
    for cited_document in cited:
        facts.add(iri, CCWP.citedDocument, cited_document, read_from=printed)
        facts.add(facts.document, CCWP.citesDocument, cited_document, read_from=printed)
        facts.add(facts.document, CCWP.mentions, cited_document, read_from=printed)


def _section(facts: DocumentFacts, record: Section) -> None:
    heading = record.heading.text if record.heading else record.slug.replace("-", " ").capitalize()
    name = f"section/{record.slug}"
    iri = facts.part(facts.document, name, CCWP.Section, ELI.WorkSubdivision, link=CCWP.hasSection)
    facts.add(iri, RDFS.label, english(heading), read_from=record.heading)
    facts.evidence(iri, record.heading)
    for paragraph in record.paragraphs:
        position = paragraph.position
        label = f"Paragraph {position} of “{heading}”"
        part = facts.part(iri, "paragraph", CCWP.Paragraph, position=position, label=label, link=CCWP.hasParagraph)
        facts.words(part, CCWP.text, english, paragraph.text)
