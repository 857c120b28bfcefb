"""Reads the earlier action plans that the prose names: period, footnote, status and approval."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ccwp_kg.sources.footnotes.footnotes import FootnoteMark
from ccwp_kg.sources.profile.forms import Forms
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.recognition.plan_names import NamedPlan
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.recognition.statements import statements_in
from ccwp_kg.sources.records.records import Dated, EarlierPlan, Statement
from ccwp_kg.sources.records.references import Mention, Passage
from ccwp_kg.sources.text.dates import DATE, MONTH, YEAR, PeriodMatch
from ccwp_kg.sources.text.flow import Flow
from ccwp_kg.sources.text.patterns import any_of
from ccwp_kg.sources.text.prose import Stretch

APPROVAL = "approval"
MISSING_DASH = "period.missing-dash"

_FIRST = {DATE: None, MONTH: "date.first-day-of-month", YEAR: "date.first-day-of-year"}
_LAST = {DATE: None, MONTH: "date.last-day-of-month", YEAR: "date.last-day-of-year"}


def earlier_plans(
    scans: Sequence[Scan], *, own_ordinal: int | None, marks: Sequence[FootnoteMark], profile: Profile
) -> tuple[EarlierPlan, ...]:
    """The earlier counted plans by ordinal, each as first named with its period, or else as first named."""
    named: dict[int, tuple[Scan, NamedPlan]] = {}
    for scan in scans:
        told = {match.start: match.slots["period"].period for match in scan.phrases.all(profile.plan.earlier_periods)}
        for printed in scan.phrases.plans:
            plan = printed if printed.period is not None else replace(printed, period=told.get(printed.start))
            known = named.get(plan.ordinal)
            counts = scan.phrases.plan_names.is_counted and plan.ordinal != own_ordinal
            if counts and (known is None or (known[1].period is None and plan.period)):
                named[plan.ordinal] = (scan, plan)
    approvals = {
        statement.about: _approval(scan, statement)
        for scan in scans
        for statement in statements_in(scan, profile=profile)
        if statement.kind == APPROVAL
    }
    found = []
    for ordinal, (scan, plan) in sorted(named.items(), key=lambda item: item[0]):
        flow, sentence = scan.flow, scan.sentence_at(plan.start)
        valid_from, valid_until = days_of(flow, plan.period)
        # of “the evaluation of the Third Action Plan”, a footnote documents the evaluation
        is_part = any(match.end == plan.name_end for match in scan.phrases.all(profile.actions.of_plan))
        spans = flow.spans(plan.start, plan.end)
        start, end = spans[0].start, spans[-1].end
        approver, approved_on = approvals.get(f"plan/{ordinal}", (None, None))
        earlier = EarlierPlan(
            ordinal=ordinal,
            usual_name=scan.phrases.plan_names.usual(ordinal),
            name=flow.passage(plan.start, plan.name_end),
            valid_from=valid_from,
            valid_until=valid_until,
            period=_period(flow, plan.period) if plan.period else None,
            # whose mark stands in or right behind the name and period
            footnote=None if is_part else next((m.number for m in marks if start < m.span.start <= end), None),
            status=statuses_in(flow, sentence, statuses=profile.statuses),
            approved_by=approver,
            approved_on=approved_on,
        )
        found.append(earlier)
    return tuple(found)


def days_of(flow: Flow, period: PeriodMatch | None) -> tuple[Dated | None, Dated | None]:
    """The first and the last day of a period. For a month or year, `rule` says how the day follows from it."""
    if period is None:
        return None, None
    first, last = period.first, period.last
    from_words = flow.passage(first.start, first.end, rule=first.rule or _FIRST[first.datatype])
    until_words = flow.passage(last.start, last.end, rule=last.rule or _LAST[last.datatype])
    return Dated(first.first_day, DATE, from_words), Dated(last.last_day, DATE, until_words)


def statuses_in(flow: Flow, where: Stretch, *, statuses: Sequence[Forms]) -> tuple[tuple[str, Passage], ...]:
    """The statuses that a part of a text names, with their words, in the profile's order."""
    found = []
    for status in statuses:
        named = re.compile(rf"(?<!\w)(?:{any_of(status.forms)})(?!\w)").search(flow.text, where.start, where.end)
        if named is not None:
            found.append((status.slug, flow.passage(*named.span())))
    return tuple(found)


def _period(flow: Flow, period: PeriodMatch) -> Passage:
    """The printed period. A lost dash is restored, as `rule` says."""
    if period.joined:
        return flow.passage(period.start, period.end)
    first = flow.text[period.first.start : period.first.end]
    last = flow.text[period.last.start : period.last.end]
    return flow.passage(period.start, period.end, text=f"{first} - {last}", rule=MISSING_DASH)


def _approval(scan: Scan, statement: Statement) -> tuple[Mention | None, Dated | None]:
    """Who approved a plan, and when."""
    whole = statement.passage.spans[0]
    agents = (mention for mention in scan.mentions if mention.target == statement.agent)
    approver = next((agent for agent in agents if any(whole.holds(span) for span in agent.printed.spans)), None)
    if approver is not None and statement.agent_words is not None:
        approver = replace(approver, printed=statement.agent_words)
    if statement.value is None or statement.datatype is None:
        return approver, None
    return approver, Dated(statement.value, statement.datatype, statement.value_words or statement.passage)
