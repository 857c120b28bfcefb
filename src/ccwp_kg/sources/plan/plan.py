"""Reads the plan from the text before the annex, and the footnotes in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ccwp_kg.sources.footnotes.footnotes import FootnoteBody, PrintedFootnotes, note_marks_without_body, read_footnotes
from ccwp_kg.sources.layout.text_lines import TextLine, spans_of
from ccwp_kg.sources.plan.earlier_plans import MISSING_DASH, days_of, earlier_plans, statuses_in
from ccwp_kg.sources.plan.narrative import Narrative, read_narrative
from ccwp_kg.sources.plan.objective_table import objectives_in_table
from ccwp_kg.sources.plan.relations import relations_in
from ccwp_kg.sources.plan.title import Title
from ccwp_kg.sources.profile.forms import Forms
from ccwp_kg.sources.profile.profile import PlanCues, Profile
from ccwp_kg.sources.profile.slots import AGENTS
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.recognition.objectives import known_objectives
from ccwp_kg.sources.recognition.phrases import PhraseMatch
from ccwp_kg.sources.recognition.scan import Grammar, Scan
from ccwp_kg.sources.recognition.statements import PERIOD
from ccwp_kg.sources.records.prose_parts import Section
from ccwp_kg.sources.records.records import Cover, Dated, EarlierPlan, ExpectedDecision, Plan, Statement
from ccwp_kg.sources.records.references import Mention, Passage
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.table.annex_split import AnnexSplit
from ccwp_kg.sources.table.cells import Cells
from ccwp_kg.sources.text.dates import DATE, PeriodMatch
from ccwp_kg.sources.text.flow import Flow
from ccwp_kg.sources.text.list_marks import unknown_mark

_ADDRESSEE, _NEXT_BODY = "addressee", "body that it is forwarded-to"
_ARTICLE = re.compile(r" of(?: the)?$")
_NAME = re.compile(r"[A-Z][\w&]*(?:[ -](?:(?:and|for|in|of|on|the) )*[A-Z][\w&]*)*(?:\(\w+\))?")
_LAST_WORDS = re.compile(r"(?: [-–—=]|,) (?:revised |new )?((?:\w+ )?\w+)(?: (?:following|after|with|as) .*)?$")
_REVISED = re.compile(r"(\w+) (?:[a-z]+ed|new)$")
_ENDS = ("", *",)–—-")
ANNEX = "annex"
"""The section that holds the table; its words are those of the actions."""


def read_plan(
    split: AnnexSplit,
    *,
    title: Title,
    cover: Cover,
    endnotes: Sequence[FootnoteBody],
    tabs: Collection[int],
    grammar: Grammar,
) -> tuple[Plan, Sequence[TextLine], Collector]:
    """The plan of a title and a cover, and the lines of the annex but for those of a table of objectives.

    The claims on the words of the lines before the annex and on that table, and the issues, are the collector's. Lines
    before the title stay unread. `tabs` are the offsets of tabs.
    """
    collector = Collector(grammar, "", "plan")
    scan = collector.scan(title.flow, "title", claim=spans_of(title.lines))
    prose = [line for line in split.before if line.index > title.lines[-1].index]
    narrative = read_narrative(prose, endnotes=endnotes, rows=split.rows, collector=collector)
    objectives, rows = objectives_in_table(split.rows, tabs=tabs, collector=collector)
    narrative = replace(narrative, objectives=narrative.objectives or objectives)
    below = [grammar.scan(grammar.flow([line.span]), field="") for line in split.rows[:1] if split.heading is not None]
    plan = _plan(title, scan, narrative, collector, addressees=_addressees(cover), below=below)
    if split.heading is not None:
        heading = Passage(split.heading.text, (split.heading.span,))
        plan = replace(plan, sections=(*plan.sections, Section(ANNEX, heading, ())))
    plan = replace(plan, statements=tuple(_with_subject(each, plan, narrative) for each in plan.statements))
    _note_issues(plan, scan, dict(_unknown_bodies(narrative.scans, cover, grammar.profile.plan)), collector)
    if not grammar.plan_names.is_counted:
        _note_other_plans(narrative.scans, title, collector)
    return plan, rows, collector


def add_annex_footnotes(plan: Plan, notes: PrintedFootnotes, cells: Sequence[Cells], *, collector: Collector) -> Plan:
    """The plan with the footnotes of the annex, whose marks stand in cells of its table."""
    grammar = collector.grammar
    marked = [
        cell
        for row in cells
        for cell in (*row.cells.values(), *row.others, *(each for step in row.steps for each in step))
        if any(span.start <= mark.span.start < span.end for mark in notes.marks for span in cell.spans)
    ]
    scans = [grammar.scan(grammar.flow(cell.spans, skip=cell.dividing), field="") for cell in marked]
    note_marks_without_body(notes, collector)
    footnotes = read_footnotes(notes, scans, collector=collector)
    return replace(
        plan,
        footnotes=(*plan.footnotes, *footnotes),
        mentions=(*plan.mentions, *collector.mentions),
        statements=(*plan.statements, *collector.statements),
    )


def _plan(
    title: Title,
    scan: Scan,
    narrative: Narrative,
    collector: Collector,
    *,
    addressees: tuple[Mention, ...],
    below: Sequence[Scan],
) -> Plan:
    profile, plan_names = collector.grammar.profile, collector.grammar.plan_names
    cues, flow, own = profile.plan, title.flow, title.ordinal
    counted = own if plan_names.is_counted else None
    name = title.name if counted is not None else title.long_name
    period = title.period(collector.grammar.calendar)
    scans = (scan, *narrative.scans, *below)
    periods = [*([(flow, period)] if period is not None else []), *_periods_in_words(scans, title, cues.periods)]
    dated = next(iter(periods), (flow, None))
    _note_periods(periods, collector)
    valid_from, valid_until = days_of(*dated)
    footnotes = read_footnotes(narrative.footnotes, narrative.scans, collector=collector)
    status = _status(title, profile) or _status_in_prose((scan, *narrative.scans), own, profile)
    count = _first(narrative, cues.declared_actions)  # "10 actions"
    number = count[1].slots["number"] if count else None
    met = _first(narrative, cues.meetings, unless=cues.addressed_to)
    days = ((met[0].flow, day) for day in met[1].slots["dates"].days) if met else ()
    plans = (each for scan in narrative.scans for each in scan.plans)
    meetings = (Dated(day.value, DATE, flow.passage(day.start, day.end, rule=day.rule)) for flow, day in days)
    return Plan(
        ordinal=counted,
        printed_ordinal=own,
        usual_name=name.text if counted is None else plan_names.usual(counted),
        name=name,
        full_name=_full_name((scan, *narrative.scans), own, cues.full_names),
        title=flow.whole(),
        status=status[0] if status else None,
        status_passage=status[1] if status else None,
        valid_from=valid_from,
        valid_until=valid_until,
        meetings=tuple(meetings),
        addressed_to=_agents(narrative, cues.addressed_to) or addressees,
        forwarded_to=_next_body(narrative, cues.forwarded_to),
        based_on=_based_on(scan, cues.implements),
        declared_actions=count[0].flow.passage(number.start, count[1].end) if count and number else None,
        declared_action_count=number.number if number else None,
        work_areas=tuple(narrative.work_areas),
        objectives=known_objectives(narrative.objectives, profile.strategies),
        columns=tuple(narrative.columns),
        earlier_plans=earlier_plans(narrative.scans, own_ordinal=own, marks=narrative.footnotes.marks, profile=profile),
        footnotes=footnotes,
        sections=narrative.sections,
        rules=narrative.rules,
        decisions=tuple(_requests(narrative.scans, profile.requests)),
        relations=relations_in(narrative.scans, ordinal=own, footnotes=footnotes, profile=profile),
        mentions=(*collector.mentions, *(each for each in plans if each.target != f"plan/{own}")),
        statements=collector.statements,
    )


def _full_name(scans: Iterable[Scan], ordinal: int | None, forms: Sequence[str]) -> Passage | None:
    """The first name of the plan with what it is for."""
    own = (found for found in _phrases(scans, forms) if found[1].slots["plan"].number == ordinal)
    return next((scan.flow.passage(match.start, match.end) for scan, match in own), None)


def _periods_in_words(scans: Iterable[Scan], title: Title, forms: Sequence[str]) -> Iterator[tuple[Flow, PeriodMatch]]:
    """The periods of the plan, each with the text it stands in: in brackets behind its name, or in a phrase.

    The phrase stands in a sentence that names no other plan.
    """
    ordinal = title.ordinal
    for scan in scans:
        own = (plan.period for plan in scan.phrases.plans if plan.ordinal == ordinal and plan.period is not None)
        yield from ((scan.flow, period) for period in own)
        for match in scan.phrases.all(forms):
            sentence = scan.sentence_at(match.start)
            period = match.slots["period"].period
            before = (each for each in scan.phrases.plans if sentence.start <= each.start < match.end)
            if period is not None and all(each.ordinal == ordinal for each in before):
                yield scan.flow, period


def _note_periods(periods: Sequence[tuple[Flow, PeriodMatch]], collector: Collector) -> None:
    """Report where a document states another period of its plan than the one that is taken, the first."""
    for flow, period in periods[1:]:
        taken = periods[0][1]
        if (period.first.first_day, period.last.last_day) != (taken.first.first_day, taken.last.last_day):
            printed = flow.passage(period.start, period.end)
            collector.issue(
                "period-differs", f"“{printed.text}” is another period than that of the plan", printed.spans[0]
            )


def _note_other_plans(scans: Sequence[Scan], title: Title, collector: Collector) -> None:
    """Report each plan that has an ordinal or year and no name by which it is known, as its body's are not counted."""
    by_year = re.compile(rf"{collector.grammar.plan_names.plan.pattern} (\d{{4}})(?!\w)", re.IGNORECASE)
    found = [(each.ordinal, scan.flow, each.start, each.name_end) for scan in scans for each in scan.phrases.plans]
    found += [(int(each[1]), scan.flow, *each.span()) for scan in scans for each in by_year.finditer(scan.flow.text)]
    for number, (flow, start, end) in sorted({found_at[0]: found_at[1:] for found_at in reversed(found)}.items()):
        if number not in {title.ordinal, *map(int, re.findall(r"\d{4}", title.flow.text))}:
            printed = flow.passage(start, end)
            message = f"“{printed.text}” is not known to be one of the counted plans: what is said of it stays in words"
            collector.issue("plan-not-counted", message, printed.spans[0], severity="note")


def _with_subject(statement: Statement, plan: Plan, narrative: Narrative) -> Statement:
    """A period is that of the plan named before it, if that plan is valid in it.

    A sentence that names no plan may cite a document in a footnote: then it is a period that the document covers.
    """
    own = plan.valid_from
    is_of_plan = own is not None and any(map(statement.passage.spans[0].holds, own.passage.spans))
    if statement.kind != PERIOD or (statement.about is None and is_of_plan):
        return statement
    if statement.about is None:
        return replace(statement, about=_document_noted(statement, plan, narrative))
    plans: tuple[Plan | EarlierPlan, ...] = (plan, *plan.earlier_plans)
    valid = {
        (f"plan/{each.ordinal}", each.valid_from.value, each.valid_until.value)
        for each in plans
        if each.valid_from is not None and each.valid_until is not None
    }
    is_its_own = (statement.about, statement.value, statement.until) in valid
    return statement if is_its_own else replace(statement, about=None)


def _document_noted(statement: Statement, plan: Plan, narrative: Narrative) -> str | None:
    """The document of the first footnote marked in the sentence of a statement, behind its first character."""
    scan = next((each for each in narrative.scans if each.field == statement.field), None)
    if scan is None:
        return None
    start = statement.passage.spans[0].start
    sentence = scan.sentence_at(scan.flow.index(start))
    end = scan.flow.spans(sentence.start, sentence.end)[-1].end
    noted = (note.document for note in plan.footnotes if start <= note.mark.start < end)
    document = next(noted, None)
    return document.target if document is not None else None


def _status(title: Title, profile: Profile) -> tuple[str, Passage] | None:
    """The status word right before the plan's name in its title ("Draft Fifth Action Plan"); else its first word.

    An article may stand between them: "revised draft of the Fifth Action Plan", or what was done to it: "Draft revised
    Fifth Action Plan". Else the last words, behind a dash or comma, or the word right before the one for such plans:
    "Customs against Fraud: Draft Programme".
    """
    flow = title.flow
    kind = re.search(rf"(\w+) {re.escape(profile.words.plan)}(?!\w)", flow.text) if title.ordinal is None else None
    start = title.named.start if title.named is not None else f"{flow.text} ".index(" ")
    text = _ARTICLE.sub("", flow.text[:start].rstrip())
    last = _LAST_WORDS.search(flow.text)
    before = _REVISED.search(text)
    words = [
        (text.rfind(" ") + 1, len(text)),
        *([before.span(1)] if before else []),
        *(found.span(1) for found in (last, kind) if found is not None),
    ]
    slugs = {form.casefold(): each.slug for each in profile.statuses for form in each.forms}
    known = ((slugs.get(flow.text[start:end].casefold()), start, end) for start, end in words)
    return next(((slug, flow.passage(start, end)) for slug, start, end in known if slug is not None), None)


def _status_in_prose(scans: Iterable[Scan], ordinal: int | None, profile: Profile) -> tuple[str, Passage] | None:
    """The status that title or prose gives the plan named last before: "the Fifth Action Plan, as approved by".

    Other words between them end at a comma, a bracket or a dash, else the status may be that of another thing.
    """
    for scan, match in _phrases(scans, profile.plan.stated):
        named = scan.plans_before(match.start)
        stated = statuses_in(scan.flow, match, statuses=profile.statuses)
        is_of_plan = bool(named) and scan.flow.text[named[-1].end : match.start].rstrip()[-1:] in _ENDS
        if stated and is_of_plan and named[-1].ordinal == ordinal:
            return stated[0]
    return None


def _first(
    narrative: Narrative, forms: Sequence[str], *, unless: Sequence[str] = ()
) -> tuple[Scan, PhraseMatch] | None:
    """The first place in the prose where one of the phrases stands, in no sentence in which one to leave out does."""
    for scan, match in _phrases(narrative.scans, forms):
        sentence = scan.sentence_at(match.start)
        if not any(sentence.start <= each.start < sentence.end for each in scan.phrases.all(unless)):
            return scan, match
    return None


def _agents(narrative: Narrative, forms: Sequence[str]) -> tuple[Mention, ...]:
    """The bodies that one of the phrases names, in the order of the text."""
    found = _phrases(narrative.scans, forms)
    return tuple(filter(None, (scan.mention_at(match.slots["agent"].start) for scan, match in found)))


def _next_body(narrative: Narrative, forms: Sequence[str]) -> tuple[Mention, ...]:
    """The bodies that the document goes to next; none where the first phrase to say so names one that no list has."""
    named = _phrases(narrative.scans, _with_any_name(forms))
    first = next((each for each in named if _NAME.match(each[0].flow.text, each[1].slots["words"].start)), None)
    known = next(_phrases(narrative.scans, forms), None)
    is_first = first is None or known is None or (first[0].field, first[1].start) == (known[0].field, known[1].start)
    return _agents(narrative, forms) if is_first else ()


def _with_any_name(forms: Sequence[str]) -> list[str]:
    """The phrases with any words for the body."""
    return [form.replace("{agent}", "{words}") for form in forms]


def _phrases(scans: Iterable[Scan], forms: Sequence[str]) -> Iterator[tuple[Scan, PhraseMatch]]:
    """The places in some texts where one of the phrases stands, in order."""
    return ((scan, match) for scan in scans for match in scan.phrases.all(forms))


def _addressees(cover: Cover) -> tuple[Mention, ...]:
    """The known bodies to whom the document goes by its cover."""
    spans = cover.addressee.spans if cover.addressee is not None else ()
    known = (each for each in cover.mentions if each.kind in AGENTS)
    return tuple(each for each in known if any(own.holds(span) for own in spans for span in each.printed.spans))


def _requests(scans: Iterable[Scan], kinds: Sequence[Forms]) -> Iterator[ExpectedDecision]:
    """What the document asks of bodies, in the order of the text."""
    for scan in scans:
        for match, kind in scan.phrases.of_kinds(kinds):
            words = scan.flow.passage(match.start, match.end)
            yield ExpectedDecision(kind, match.slots["agent"].target or "", words)


def _based_on(title: Scan, cues: Sequence[str]) -> tuple[Mention, ...]:
    """The acts that the plan implements by its title, each once."""
    match = title.phrases.first(cues)
    if match is None:
        return ()
    acts: dict[str, Mention] = {}
    for found in title.names:
        mention = title.mention_at(found.start) if found.start >= match.end and found.name.kind == "act" else None
        if mention is not None:
            acts.setdefault(mention.target, mention)
    return tuple(acts.values())


def _unknown_bodies(scans: Iterable[Scan], cover: Cover, cues: PlanCues) -> Iterator[tuple[str, Passage]]:
    """The words that say to whom the document goes, where they name no body that any list has."""
    if cover.addressee is not None:
        yield _ADDRESSEE, cover.addressee
    for scan, match in _phrases(scans, _with_any_name(cues.forwarded_to)):
        name = _NAME.match(scan.flow.text, match.slots["words"].start)
        yield _NEXT_BODY, scan.flow.passage(match.start, max(match.end, name.end() if name is not None else 0))


def _note_issues(plan: Plan, title: Scan, unknown: Mapping[str, Passage], collector: Collector) -> None:
    """Report what a plan of this family should say and this one does not, and dubious or restored words."""
    place = plan.title.spans[0]
    expected = {
        "status": plan.status,
        "period": plan.valid_from,
        "meetings": plan.meetings,
        _ADDRESSEE: plan.addressed_to,
        _NEXT_BODY: plan.forwarded_to,
        "number of actions": plan.declared_action_count,
        "work areas": plan.work_areas,
        "strategic objectives": plan.objectives,
    }
    if plan.ordinal is None:
        printed, word = plan.printed_ordinal, collector.grammar.profile.words.plan
        why = (
            f"its title names no {word} by an ordinal"
            if printed is None
            else f"nothing says that “{plan.name.text}” is one of the counted plans, such as those of "
            f"{' or '.join(collector.grammar.profile.plan.counted[:1]) or 'the profile'}"
        )
        collector.issue("ordinal-missing", f"{why}, so it has no number", place, severity="note")
    for name, value in expected.items():
        if not value and name in collector.grammar.profile.expected:
            words = unknown.get(name)
            why = f": “{words.text}” names no known body" if words is not None else ""
            body = _NAME.search(words.text) if words is not None and name == _NEXT_BODY else None
            collector.issue(
                "not-stated",
                f"no {name} found{why}",
                words.spans[0] if words is not None else place,
                unknown=(body[0],) if body is not None else (),
            )
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
    if plan.earlier_plans and not plan.footnotes and collector.grammar.source.printed is None:
        message = "the text has no footnote, and those that named the documents of earlier plans may be lost"
        collector.issue("footnotes-missing", message, plan.earlier_plans[0].name.spans[0], severity="note")
    implements = title.phrases.first(collector.grammar.profile.plan.implements)
    if not plan.based_on and implements is not None:
        words = title.flow.passage(implements.start, len(title.flow.text))
        where = Span(words.spans[0].start, words.spans[-1].end)
        collector.issue("act-unknown", f"“{words.text}” names no known act (based-on)", where, severity="note")
