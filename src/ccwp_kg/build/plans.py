"""An action plan as a whole: period, meetings, objectives, earlier plans, footnotes and the text around the annex."""

from __future__ import annotations

import itertools

from pyoxigraph import NamedNode

from ccwp_kg.build.documents import cited_besides, council_document, journal_place
from ccwp_kg.build.facts import Facts
from ccwp_kg.build.mentions import annotation, mentions, statements
from ccwp_kg.namespaces import CCWP, DCTERMS, ELI, ELIDL, OBO, PPLAN, RDF, SKOS
from ccwp_kg.rdf import iris
from ccwp_kg.rdf.literals import code, date, english, integer, typed
from ccwp_kg.sources.records import Dated, EarlierPlan, Footnote, Plan, Section, StrategicObjective


def plan(facts: Facts, record: Plan) -> NamedNode:
    """Describe the plan a document sets out, and everything outside its annex; give the plan's IRI."""
    iri = facts.thing(iris.plan(record.ordinal), CCWP.ActionPlan, PPLAN.Plan, label=record.name.text)
    facts.add(iri, CCWP.ordinal, integer(record.ordinal))
    facts.add(iri, DCTERMS.term("title"), english(record.title.text))
    _period(facts, iri, record)
    facts.add(iri, CCWP.status, iris.thing(f"concept/{record.status}") if record.status else None)
    facts.add(iri, CCWP.documentedIn, iris.source(facts.source.name))
    facts.evidence(iri, record.title, record.status_passage)
    for body, predicate in [(record.addressed_to, CCWP.addressedTo), (record.forwarded_to, CCWP.forwardedTo)]:
        if body is not None:
            facts.add(iri, predicate, iris.thing(body.target))
            facts.evidence(iri, body.printed)
    facts.add(iri, CCWP.basedOn, *(iris.thing(basis.target) for basis in record.based_on))
    if record.declared_action_count is not None:
        facts.add(iri, CCWP.declaredActionCount, integer(record.declared_action_count))
        facts.evidence(iri, record.declared_actions)
    for meeting in record.meetings:
        facts.add(iri, CCWP.draftedAt, _meeting(facts, meeting))
    _subjects(facts, iri, record)
    _succession(facts, iri, record)
    for footnote in record.footnotes:
        _footnote(facts, iri, footnote)
    for section in record.sections:
        _section(facts, iri, section)
    mentions(facts, iri, record.mentions)
    statements(facts, iri, record.statements, about=None)
    return iri


def _period(facts: Facts, iri: NamedNode, record: Plan | EarlierPlan) -> None:
    for day, predicate in [(record.valid_from, CCWP.validFrom), (record.valid_until, CCWP.validUntil)]:
        if day is not None:
            facts.add(iri, predicate, typed(day.value, day.datatype))
            facts.evidence(iri, day.passage)


def _meeting(facts: Facts, record: Dated) -> NamedNode:
    iri = iris.meeting(record.value)
    facts.thing(iri, CCWP.Meeting, ELIDL.Activity, label=f"Meeting of the drafting group on {record.value}")
    facts.add(iri, CCWP.heldOn, date(record.value))
    facts.evidence(iri, record.passage)
    return iri


def _subjects(facts: Facts, plan_iri: NamedNode, record: Plan) -> None:
    """Work areas, strategic objectives, column definitions and rules."""
    for area in record.work_areas:
        slug = area.name.text.lower().replace(" ", "-")
        area_iri = iris.thing(f"work-area/{slug}")
        _concept(facts, area_iri, CCWP.WorkArea, scheme="work-areas", label=area.name.text)
        facts.add(plan_iri, CCWP.hasWorkArea, area_iri)
        facts.evidence(area_iri, area.name)
    for objective in record.objectives:
        _objective(facts, plan_iri, objective)
    for column in record.columns:
        column_iri = iris.part(plan_iri, "column", column.column)
        facts.part(column_iri, plan_iri, CCWP.ColumnDefinition, label=column.label.text)
        facts.add(plan_iri, CCWP.hasColumnDefinition, column_iri)
        facts.add(column_iri, CCWP.text, english(column.definition.text))
        facts.evidence(column_iri, column.label, column.definition)
    for position, rule in enumerate(record.rules, 1):
        rule_iri = iris.part(plan_iri, "rule", position)
        facts.part(rule_iri, plan_iri, CCWP.ImplementationRule, label=f"Implementation rule {position}")
        facts.add(plan_iri, CCWP.hasRule, rule_iri)
        facts.add(rule_iri, CCWP.position, integer(position))
        facts.add(rule_iri, CCWP.text, english(rule.text))
        facts.evidence(rule_iri, rule)


def _concept(facts: Facts, iri: NamedNode, kind: NamedNode, *, scheme: str, label: str) -> None:
    facts.add(iri, RDF.type, kind, SKOS.Concept)
    facts.add(iri, SKOS.prefLabel, english(label))
    facts.add(iri, SKOS.inScheme, iris.thing(f"scheme/{scheme}"))


def _objective(facts: Facts, plan_iri: NamedNode, record: StrategicObjective) -> None:
    iri = iris.objective(record.number)
    _concept(facts, iri, CCWP.StrategicObjective, scheme="strategic-objectives-2009", label=record.text.text)
    facts.thing(iri, OBO.IAO_0000005)
    facts.add(iri, CCWP.position, integer(record.number))
    facts.add(plan_iri, CCWP.hasStrategicObjective, iri)
    facts.evidence(iri, record.text)


def _succession(facts: Facts, plan_iri: NamedNode, record: Plan) -> None:
    """The earlier plans, and which plan came before which among those the document names."""
    notes = {footnote.number: footnote for footnote in record.footnotes}
    for earlier in record.earlier_plans:
        _earlier_plan(facts, plan_iri, earlier, notes.get(earlier.footnote or 0))
    ordinals = sorted({record.ordinal, *(earlier.ordinal for earlier in record.earlier_plans)})
    for before, after in itertools.pairwise(ordinals):
        if after == before + 1:
            facts.add(iris.plan(after), CCWP.precededBy, iris.plan(before))


def _earlier_plan(facts: Facts, plan_iri: NamedNode, record: EarlierPlan, note: Footnote | None) -> None:
    iri = facts.thing(iris.plan(record.ordinal), CCWP.ActionPlan, PPLAN.Plan)
    ordinal, *_, action_, plan_ = record.name.text.split()  # "first 3–year Action Plan" is called First Action Plan
    facts.thing(iri, label=f"{ordinal.capitalize()} {action_} {plan_}")
    facts.add(iri, CCWP.ordinal, integer(record.ordinal))
    facts.add(iri, CCWP.status, *(iris.thing(f"concept/{status}") for status in record.status))
    facts.evidence(iri, record.name, record.period)
    facts.add(iri, CCWP.periodText, code(record.period.text) if record.period else None)
    _period(facts, iri, record)
    if note is not None and note.document is not None:
        facts.add(iri, CCWP.documentedIn, council_document(facts, note.document))
    if record.approved_by is not None:
        facts.add(iri, CCWP.approvedBy, iris.thing(record.approved_by.target))
        facts.evidence(iri, record.approved_by.printed)
    if record.approved_on is not None:
        facts.add(iri, CCWP.approvedOn, typed(record.approved_on.value, record.approved_on.datatype))
        facts.evidence(iri, record.approved_on.passage)
    annotation(facts, plan_iri, target=iri, printed=record.name, field="section/introduction")


def _footnote(facts: Facts, plan_iri: NamedNode, record: Footnote) -> None:
    iri = iris.part(plan_iri, "citation", record.number)
    facts.part(iri, plan_iri, CCWP.Citation, label=f"Footnote {record.number}")
    facts.add(plan_iri, CCWP.hasCitation, iri)
    facts.add(iri, CCWP.position, integer(record.number))
    facts.add(iri, CCWP.footnoteNumber, integer(record.number))
    facts.add(iri, CCWP.annotates, english(record.annotates.text))
    facts.add(iri, CCWP.citationRole, iris.thing("concept/footnote"))
    facts.add(iri, CCWP.pendingStatus, code(record.pending.text) if record.pending else None)
    facts.add(iri, CCWP.hasSpan, facts.span(record.mark))
    facts.evidence(iri, record.annotates, record.body)
    if record.document is not None:
        facts.add(iri, CCWP.printedForm, code(record.document.printed.text))
        cited = [council_document(facts, record.document), *cited_besides(facts, record.document)]
        printed = record.document.printed
    elif record.journal is not None:
        facts.add(iri, CCWP.printedForm, code(record.journal.printed.text))
        cited = [journal_place(facts, record.journal)]
        printed = record.journal.printed
    else:
        facts.add(iri, CCWP.printedForm, code(record.body.text))
        return
    for document in cited:
        facts.add(iri, CCWP.citedDocument, document)
        facts.add(plan_iri, CCWP.citesDocument, document)
        annotation(facts, plan_iri, target=document, printed=printed, field=f"citation/{record.number}")


def _section(facts: Facts, plan_iri: NamedNode, record: Section) -> None:
    iri = iris.part(plan_iri, "section", record.slug)
    heading = record.heading.text if record.heading else record.slug.replace("-", " ").capitalize()
    facts.part(iri, plan_iri, CCWP.Section, ELI.WorkSubdivision, label=heading)
    facts.add(plan_iri, CCWP.hasSection, iri)
    facts.evidence(iri, record.heading)
    for paragraph in record.paragraphs:
        paragraph_iri = iris.part(iri, "paragraph", paragraph.position)
        label = f"Paragraph {paragraph.position} of “{heading}”"
        facts.part(paragraph_iri, iri, CCWP.Paragraph, label=label)
        facts.add(iri, CCWP.hasParagraph, paragraph_iri)
        facts.add(paragraph_iri, CCWP.position, integer(paragraph.position))
        facts.add(paragraph_iri, CCWP.text, english(paragraph.text.text))
        facts.evidence(paragraph_iri, paragraph.text)
