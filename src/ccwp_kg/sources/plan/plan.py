"""What stands before the annex becomes the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.layout.lines import TextLine, blocks, spans_of
from ccwp_kg.sources.plan.earlier_plans import MISSING_DASH, earlier_plans, first_day, last_day, statuses_in
from ccwp_kg.sources.plan.footnotes import read_footnotes
from ccwp_kg.sources.plan.narrative import Narrative, read_narrative
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.recognition.objectives import known_objectives
from ccwp_kg.sources.recognition.plan_names import NamedPlan
from ccwp_kg.sources.recognition.scan import Grammar, Scan
from ccwp_kg.sources.recognition.statements import PERIOD
from ccwp_kg.sources.records.records import Claim, Dated, EarlierPlan, Issue, Plan, Statement
from ccwp_kg.sources.records.references import Mention, Passage
from ccwp_kg.sources.text.dates import DATE
from ccwp_kg.sources.text.list_marks import unknown_mark


@dataclass(frozen=True, slots=True)
class PlanReading:
    """The plan, the claims on its words and the issues met."""

    plan: Plan
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class _Title:
    """The title's scan, and the plan it names."""

    scan: Scan
    named: NamedPlan


def read_plan(lines: Sequence[TextLine], *, grammar: Grammar) -> PlanReading:
    """The plan told by the lines before the annex.

    Raises UnreadableDocument where no title names a plan.
    """
    collector = Collector(grammar, "", "plan")
    title, rest = _title(lines, collector)
    narrative = read_narrative(rest, collector=collector)
    plan = _plan(title, narrative, collector)
    plan = replace(plan, statements=_periods_of_plans(plan))
    _note_faults(plan, collector)
    if not plan.based_on and title.scan.phrases.first(grammar.profile.plan.implements) is not None:
        message = "no act known is named as what the plan implements (based-on)"
        collector.issue("act-unknown", message, plan.title.spans[0], severity="note")
    return PlanReading(plan, tuple(collector.claims), tuple(collector.issues))


def _title(lines: Sequence[TextLine], collector: Collector) -> tuple[_Title, list[TextLine]]:
    """The title, the first block that names a plan, and the lines behind it. Lines before it stay unread."""
    for block in blocks(lines):
        flow = collector.grammar.flow(spans_of(block))
        named = collector.grammar.plan_names.all(flow.text)
        if named:
            collector.claim(spans_of(block), "title")
            scan = collector.scan(flow, "title")
            return _Title(scan, named[0]), [line for line in lines if line.index > block[-1].index]
    words = collector.grammar.profile.words.plan
    raise UnreadableDocument(
        f"{collector.grammar.source.name} names no {words} in its title; give a document of the family "
        f"“{collector.grammar.profile.name}” or another profile"
    )


def _plan(title: _Title, narrative: Narrative, collector: Collector) -> Plan:
    cues = collector.grammar.profile.plan
    flow, named = title.scan.flow, title.named
    footnotes = read_footnotes(narrative.bodies, narrative.marks, narrative.scans, collector=collector)
    status = _status(title, collector)
    count = _declared(narrative, cues.declared_actions)
    return Plan(
        ordinal=named.ordinal,
        called=collector.grammar.plan_names.usual(named.ordinal),
        name=flow.passage(named.start, named.name_end),
        title=flow.whole(),
        status=status[0] if status else None,
        status_passage=status[1] if status else None,
        valid_from=first_day(flow, named.period.first) if named.period else None,
        valid_until=last_day(flow, named.period.last) if named.period else None,
        meetings=_meetings(narrative, cues.meetings),
        addressed_to=_agent(narrative, cues.addressed_to),
        forwarded_to=_agent(narrative, cues.forwarded_to),
        based_on=_based_on(title.scan, cues.implements),
        declared_actions=count[1] if count else None,
        declared_action_count=count[0] if count else None,
        work_areas=narrative.structure.work_areas,
        objectives=known_objectives(
            narrative.structure.objectives, named.ordinal, collector.grammar.profile.strategies
        ),
        columns=narrative.structure.columns,
        earlier_plans=earlier_plans(
            narrative.scans, own_ordinal=named.ordinal, marks=narrative.marks, profile=collector.grammar.profile
        ),
        footnotes=footnotes,
        sections=narrative.sections,
        rules=narrative.rules,
        mentions=collector.mentions,
        statements=collector.statements,
    )


def _periods_of_plans(plan: Plan) -> tuple[Statement, ...]:
    """The plan's statements, each period among them said of the plan that is valid in it."""
    plans: tuple[Plan | EarlierPlan, ...] = (plan, *plan.earlier_plans)
    valid = {
        (each.valid_from.value, each.valid_until.value): f"plan/{each.ordinal}"
        for each in plans
        if each.valid_from is not None and each.valid_until is not None
    }
    return tuple(
        replace(statement, about=valid.get((statement.value or "", statement.until or "")))
        if statement.kind == PERIOD and statement.about is None
        else statement
        for statement in plan.statements
    )


def _status(title: _Title, collector: Collector) -> tuple[str, Passage] | None:
    """The status word right before the plan's name in its title ("Draft Fifth Action Plan")."""
    text = title.scan.flow.text[: title.named.start].rstrip()
    word = text.rpartition(" ")[2]
    found = statuses_in(word, statuses=collector.grammar.profile.statuses)
    return (found[0], title.scan.flow.passage(len(text) - len(word), len(text))) if found else None


def _declared(narrative: Narrative, forms: Sequence[str]) -> tuple[int, Passage] | None:
    """How many actions the plan says it has, "10 actions"."""
    for scan in narrative.scans:
        match = scan.phrases.first(forms)
        number = match.slots["number"] if match else None
        if match is not None and number is not None and number.number is not None:
            return number.number, scan.flow.passage(number.start, match.end)
    return None


def _meetings(narrative: Narrative, forms: Sequence[str]) -> tuple[Dated, ...]:
    """The days on which the draft was made; the year printed once counts for all of them."""
    for scan in narrative.scans:
        match = scan.phrases.first(forms)
        days = match.slots["dates"].days if match else ()
        if days:
            return tuple(Dated(day.value, DATE, scan.flow.passage(day.start, day.end, rule=day.rule)) for day in days)
    return ()


def _agent(narrative: Narrative, forms: Sequence[str]) -> Mention | None:
    for scan in narrative.scans:
        match = scan.phrases.first(forms)
        if match is not None:
            return scan.mention_at(match.slots["agent"].start)
    return None


def _based_on(title: Scan, cues: Sequence[str]) -> tuple[Mention, ...]:
    """The acts the title says the plan implements, each once."""
    match = title.phrases.first(cues)
    if match is None:
        return ()
    acts: dict[str, Mention] = {}
    for found in title.names:
        mention = title.mention_at(found.start) if found.start >= match.end and found.name.kind == "act" else None
        if mention is not None:
            acts.setdefault(mention.target, mention)
    return tuple(acts.values())


def _note_faults(plan: Plan, collector: Collector) -> None:
    """Issues for what a plan of this family should say and this one does not, and for periods put right."""
    place = plan.title.spans[0]
    expected = {
        "status": plan.status,
        "period": plan.valid_from,
        "meetings": plan.meetings,
        "addressee": plan.addressed_to,
        "body that it is forwarded-to": plan.forwarded_to,
        "number of actions": plan.declared_action_count,
        "work areas": plan.work_areas,
        "strategic objectives": plan.objectives,
    }
    for name, value in expected.items():
        if not value:
            collector.issue("not-stated", f"no {name} found", place)
    for listed in (*(each.text for each in plan.objectives), *(each.name for each in plan.work_areas)):
        mark = unknown_mark(listed.text)
        if mark is not None:
            message = f"“{mark}” may be the mark of an entry and was read as a word"
            collector.issue("mark-not-understood", message, listed.spans[0])
    for earlier in plan.earlier_plans:
        if earlier.period is None:
            collector.issue("period-missing", f"no period of “{earlier.name.text}” found", earlier.name.spans[0])
        elif earlier.period.rule == MISSING_DASH:
            message = f"the period “{earlier.period.text}” is printed without its dash"
            collector.issue("dash-missing", message, earlier.period.spans[0], severity="note")
