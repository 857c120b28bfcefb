"""A reading as plain fields, by the same paths as the expected ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ccwp_kg.sources.records.prose_parts import Footnote
from ccwp_kg.sources.records.records import Action, Citation, Dated, Plan, Reading
from ccwp_kg.sources.records.references import DocumentReference, Mention, Passage
from ccwp_kg.sources.records.source_text import Span
from siblings.making.layout import LEAD, START, STATUS, TERMS, TIMETABLE


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was read: its value, and the characters it is said to stand on (None: said of no place).

    Where several values may be read and one is expected, they are `members`.
    """

    value: str
    spans: tuple[Span, ...] | None
    members: tuple[str, ...] = ()

    def is_read_as(self, expected: str | None) -> bool:
        """Whether this is what was expected, or has it among its members."""
        return expected == self.value or expected in self.members


Pairs = Iterator[tuple[str, Found]]


def fields_of(reading: Reading) -> dict[str, Found]:
    """All fields of a reading by path."""
    found = dict(_plan(reading.plan))
    for action in reading.actions:
        for path, each in _action(action):
            # an action that is read twice is one too many, not one instead of the other
            found[path if path not in found else f"{path}/again"] = each
    return found


def _plan(plan: Plan) -> Pairs:
    yield "plan/ordinal", Found(str(plan.ordinal), None)
    yield "plan/title", _at(plan.title)
    if plan.status is not None and plan.status_passage is not None:
        yield "plan/status", Found(plan.status, plan.status_passage.spans)
    yield from _dated("plan/from", plan.valid_from)
    yield from _dated("plan/until", plan.valid_until)
    for place, meeting in enumerate(plan.meetings, 1):
        yield from _dated(f"plan/meeting/{place}", meeting)
    for name, bodies in (("addressed-to", plan.addressed_to), ("forwarded-to", plan.forwarded_to)):
        yield from _mention(f"plan/{name}", next(iter(bodies), None))
    if plan.based_on:
        yield "plan/based-on", Found(" ".join(act.target for act in plan.based_on), None)
    if plan.declared_action_count is not None and plan.declared_actions is not None:
        yield "plan/declared-actions", Found(str(plan.declared_action_count), plan.declared_actions.spans)
    for area in plan.work_areas:
        yield f"plan/work-area/{area.position}", _at(area.name)
    for objective in plan.objectives:
        yield f"plan/objective/{objective.number}", _at(objective.text)
    for column in plan.columns:
        yield f"plan/column/{column.column}", _at(column.label)
        yield f"plan/column/{column.column}/definition", _at(column.definition)
    for earlier in plan.earlier_plans:
        own = f"plan/earlier/{earlier.ordinal}"
        yield f"{own}/name", _at(earlier.name)
        yield from _dated(f"{own}/from", earlier.valid_from)
        yield from _dated(f"{own}/until", earlier.valid_until)
        if earlier.footnote is not None:
            yield f"{own}/footnote", Found(str(earlier.footnote), None)
    for note in plan.footnotes:
        yield from _footnote(note)
    for place, rule in enumerate(plan.rules, 1):
        yield f"plan/rule/{place}", _at(rule)


def _footnote(note: Footnote) -> Pairs:
    own = f"plan/footnote/{note.number}"
    yield own, _at(note.body)
    yield f"{own}/mark", Found(str(note.number), (note.mark,))
    if note.document is not None:
        yield f"{own}/document", Found(note.document.key, None)
    elif note.journal is not None:
        journal = note.journal
        yield f"{own}/document", Found(f"OJ {journal.series} {journal.number}, {journal.date}, {journal.page}", None)


def _action(action: Action) -> Pairs:
    own = f"action/{action.number}"
    yield f"{own}/number", Found(action.number, action.number_passage.spans)
    if action.title is not None:
        yield f"{own}/title", _at(action.title)
    for objective in action.objectives:
        meant = "none"
        if objective.objective is not None:
            meant = f"{'all' if objective.whole else 'part'} of {objective.objective}"
        path = f"{own}/objective/{objective.position}"
        yield from _entry(path, objective.wording, objective.printed_number)
        yield f"{path}/meant", Found(meant, None)
    for indicator in action.indicators:
        path = f"{own}/indicator/{indicator.position}"
        yield from _entry(path, indicator.text, indicator.printed_number)
        if indicator.decisions:
            read = tuple(f"{decision.kind} {decision.by}" for decision in indicator.decisions)
            yield f"{path}/decision", Found("; ".join(read), None, read)
    for outcome in action.outcomes:
        yield from _entry(f"{own}/outcome/{outcome.position}", outcome.text, outcome.printed_number)
    for party in action.parties:
        path = f"{own}/party/{party.position}"
        yield path, _at(party.printed)
        if party.named_parties:
            named = (*party.named_parties, *party.examples)
            yield f"{path}/names", Found(" ".join(party.target for party in named), None)
    yield from _terms(own, action)
    for column in (LEAD, START, STATUS, TIMETABLE):
        printed = _printed(getattr(action, column, None))
        if printed is not None:
            yield f"{own}/{column}", _at(printed)


def _terms(own: str, action: Action) -> Pairs:
    if action.terms is None:
        return
    yield f"{own}/{TERMS}", _at(action.terms.text)
    for citation in action.terms.citations:
        yield from _citation(f"{own}/citation/{citation.position}", citation)
    for reference in action.terms.references:
        path = f"{own}/reference/{reference.position}"
        yield path, _at(reference.printed)
        yield f"{path}/number", Found(reference.number, None)
        if reference.plan is not None:
            yield f"{path}/plan", Found(str(reference.plan), None)


def _citation(path: str, citation: Citation) -> Pairs:
    document = citation.document
    yield path, _at(document.printed)
    yield f"{path}/document", Found(document.key, None)
    lists: tuple[tuple[str, Iterable[object]], ...] = (
        ("codes", [f"{code.series} {code.serial}" for code in document.codes]),
        ("corrigenda", _others(document, "corrigendum")),
        ("addenda", _others(document, "addendum")),
    )
    for name, values in lists:
        if printed := ", ".join(str(value) for value in values):
            yield f"{path}/{name}", Found(printed, None)


def _others(document: DocumentReference, mark: str) -> list[int]:
    """The numbers of the corrigenda or addenda of this very document that are cited with it."""
    own = [each for each in document.also_cited if replace(each, **{mark: None}) == document.version]
    return [number for each in own if (number := getattr(each, mark)) is not None]


def _entry(path: str, passage: Passage, printed_number: int | None) -> Pairs:
    yield path, _at(passage)
    if printed_number is not None:
        yield f"{path}/number", Found(str(printed_number), None)


def _dated(path: str, dated: Dated | None) -> Pairs:
    if dated is not None:
        yield path, Found(dated.value, dated.passage.spans)


def _mention(path: str, mention: Mention | None) -> Pairs:
    if mention is not None:
        yield path, Found(mention.target, mention.printed.spans)


def _printed(record: object) -> Passage | None:
    """The printed words of a cell that is not among the fifth plan's columns, whatever record keeps them."""
    if record is None or isinstance(record, Passage):
        return record
    passage = getattr(record, "printed", None) or getattr(record, "passage", None) or getattr(record, "text", None)
    return passage if isinstance(passage, Passage) else None


def _at(passage: Passage) -> Found:
    return Found(passage.text, passage.spans)
