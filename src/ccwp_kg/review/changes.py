"""What the decisions of a review change in the records of a reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from ccwp_kg.errors import ReviewRefused
from ccwp_kg.review.answers import Decision
from ccwp_kg.review.review_lines import ReviewLine
from ccwp_kg.review.values import datatype_of, objective_numbered, party_named, period_of
from ccwp_kg.sources.profile.profile import Lexicon
from ccwp_kg.sources.records.entries import Entry, record_at, with_record
from ccwp_kg.sources.records.entry_fields import CHANGE, DROP
from ccwp_kg.sources.records.prose_parts import Footnote, StrategicObjective, WorkArea
from ccwp_kg.sources.records.records import (
    Action,
    ActionReference,
    Citation,
    Dated,
    ExpectedDecision,
    FieldSilence,
    Indicator,
    ObjectiveAssignment,
    Outcome,
    PartyInvolvement,
    Plan,
    Reading,
    Statement,
    TermsOfReference,
)
from ccwp_kg.sources.records.references import Mention, OtherEntry, Passage
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.text.dates import DATE

_TEXTS = (Indicator, Outcome, OtherEntry, TermsOfReference)
_WORDS_OF = {StrategicObjective: "text", WorkArea: "name", Footnote: "body"}
"""The passage that a new value replaces, by the kind of record."""
_PERIOD = (("plan", "valid_from"), ("plan", "valid_until"))
_KEPT = ("number", "title", "start", "status", "timetable")
"""The columns of an action that are not taken away."""
_FIXED = ("number", "status", "number-of-actions")
"""The columns whose words are not what is stated."""
_TIMES = ("start", "timetable")
_BY_HAND = "keep a correction of it in data/corrections"
NOT_UNDERSTOOD = "not-understood"


@dataclass(frozen=True, slots=True)
class ReviewChange:
    """A decision on a line that changes the reading, and the reading with this and all changes before it."""

    decision: Decision
    line: ReviewLine
    reading: Reading


def changes_of(
    reading: Reading, decided: Iterable[tuple[Decision, ReviewLine]], *, lexicon: Lexicon
) -> tuple[ReviewChange, ...]:
    """The changes one after the other, the last entry first, so that the others keep their places.

    Raises ReviewRefused for a decision that cannot be carried out.
    """
    made: list[ReviewChange] = []
    changing = [(each, line) for each, line in decided if each.verdict in (CHANGE, DROP)]
    for each, line in sorted(changing, key=lambda one: one[1].entry.path if one[1].entry else (), reverse=True):
        if line.entry is None:
            raise ReviewRefused(f"{each.name}: a problem is only right or not; correct the entries that it touches")
        reading = _changed(reading, each, line.entry, lexicon=lexicon)
        made.append(ReviewChange(each, line, reading))
    return tuple(made)


def _changed(reading: Reading, each: Decision, entry: Entry, *, lexicon: Lexicon) -> Reading:
    if entry.state != "read":
        return _filled(reading, each, entry, lexicon=lexicon)
    if entry.path[0] == "cover":
        raise ReviewRefused(f"{each.name}: say it with --document, --issued or --marking instead")
    record = record_at(reading, entry.path)
    column = entry.key.split(" ")[1]
    if each.verdict == CHANGE and column in _FIXED:
        raise ReviewRefused(f"{each.name}: it cannot be changed, only confirmed; {_BY_HAND}")
    is_told_elsewhere = isinstance(record, Statement)
    if each.verdict == CHANGE and column in _TIMES and not is_told_elsewhere:
        return _with_time(reading, each, entry, column)
    if each.verdict == CHANGE:
        value = _replacement(record, each, plan=reading.plan, lexicon=lexicon)
        changed: Reading = with_record(reading, entry.path, value)
        if entry.path in _PERIOD:
            return _with_day(changed, record, value)
        words = value.text.text if isinstance(value, _TEXTS) else getattr(value, "text", None)
        return _without(changed, entry, words) if isinstance(words, str) else changed
    is_kept = column in (_KEPT if entry.path[0] == "actions" else ("objectives",)) and not is_told_elsewhere
    if is_kept or not (entry.path[0] == "actions" or isinstance(entry.path[-1], int)):
        raise ReviewRefused(f"{each.name}: it cannot be dropped, only changed")
    own = (*entry.spans, *_plan_of(record, reading, entry))
    return _without(with_record(reading, entry.path, None), replace(entry, spans=own), "")


def _plan_of(record: Any, reading: Reading, entry: Entry) -> tuple[Span, ...]:
    """The words that name the plan of a reference to an action, which no other reference has: they go with it."""
    if not isinstance(record, ActionReference) or record.plan_words is None:
        return ()
    others = (each.plan_words for each in record_at(reading, entry.path[:-1]) if each is not record)
    return () if record.plan_words in others else record.plan_words.spans


def _filled(reading: Reading, each: Decision, entry: Entry, *, lexicon: Lexicon) -> Reading:
    """The reading with what words tell that were not understood, in place of the silence."""
    silence: FieldSilence = record_at(reading, entry.path)
    words = silence.place
    if silence.silence != NOT_UNDERSTOOD or words is None or each.verdict != CHANGE:
        raise ReviewRefused(f"{each.name}: no words stand there that could be understood otherwise")
    action: Action = record_at(reading, entry.path[:2])
    silences = tuple(other for other in action.silences if other is not silence)
    value = " ".join(each.value.split())
    if silence.field == "lead":
        empty = PartyInvolvement(1, words, (), role="lead")
        lead = replace(empty, named_parties=_parties(value, empty, each, lexicon=lexicon))
        action = replace(action, lead=lead, silences=silences)
    elif silence.field in _TIMES:
        told = _timed(Statement(silence.field, words, field=silence.field), each)
        action = replace(action, statements=(*action.statements, told), silences=silences)
    else:
        raise ReviewRefused(f"{each.name}: a review cannot tell this column; {_BY_HAND}")
    changed: Reading = with_record(reading, entry.path[:2], action)
    return changed


def _timed(statement: Statement, each: Decision) -> Statement:
    """The statement of a start or a timetable with the day or the period that a person wrote."""
    value = " ".join(each.value.split())
    if statement.kind == "start":
        return replace(statement, value=value, datatype=datatype_of(value, each))
    first, last = period_of(value, each)
    return replace(statement, value=first, until=last, datatype=DATE)


def _with_time(reading: Reading, each: Decision, entry: Entry, column: str) -> Reading:
    """The reading with another time for the words of a start or a timetable."""
    action: Action = record_at(reading, entry.path[:2])
    statements = tuple(_timed(told, each) if told.kind == told.field == column else told for told in action.statements)
    changed: Reading = with_record(reading, entry.path[:2], replace(action, statements=statements))
    return changed


def _with_day(reading: Reading, old: Dated, new: Dated) -> Reading:
    """The reading with another first or last day of the plan, wherever the document says that of its plan."""

    def mended(each: Statement) -> Statement:
        value, until = (new.value if day == old.value else day for day in (each.value, each.until))
        return replace(each, value=value, until=until, datatype=new.datatype)

    of_plan = (None, f"plan/{reading.plan.ordinal}")
    statements = tuple(
        mended(each)
        if each.kind == "period" and each.about in of_plan and old.value in (each.value, each.until)
        else each
        for each in reading.plan.statements
    )
    return replace(reading, plan=replace(reading.plan, statements=statements))


def _without(reading: Reading, entry: Entry, words: str) -> Reading:
    """The reading without what an entry names and says in other words than those that hold."""
    owner = entry.path[:2] if entry.path[0] == "actions" else entry.path[:1]
    part = "/".join(entry.field.split("/")[len(owner) :])
    whole = record_at(reading, owner)
    is_named_there = part.partition("/")[0] in ("citation", "reference")

    def stays(each: Mention | Statement | ActionReference) -> bool:
        said = each.passage if isinstance(each, Statement) else each.printed
        # of a range that names several actions, the others stay
        is_there = is_named_there and not isinstance(each, ActionReference)
        inside = is_there and all(any(own.holds(span) for own in entry.spans) for span in said.spans)
        return said.text in words or not (inside or f"{each.field}/".startswith(f"{part}/"))

    names = ("mentions", "statements", *(["references"] if isinstance(whole, Action) else []))
    kept = {name: tuple(filter(stays, getattr(whole, name))) for name in names}
    changed: Reading = with_record(reading, owner, replace(whole, **kept))
    return changed


def _with_words(record: Any, words: str) -> Any:
    """A text with other words, without the decisions, products and citations that only the old ones hold."""
    kept: dict[str, Any] = {"text": replace(record.text, text=words)}
    for name in ("decisions", "citations", "references"):
        parts = getattr(record, name, None)
        if parts is not None:
            kept[name] = tuple(each for each in parts if _words(each) in words)
    if isinstance(record, Indicator):
        kept["undecided"] = tuple(n for n in record.undecided if record.products[n - 1].printed.text in words)
    return replace(record, **kept)


def _words(record: Any) -> str:
    """The words of a decision, a citation or a reference."""
    if isinstance(record, ExpectedDecision):
        return record.text.text
    printed: Passage = record.document.printed if isinstance(record, Citation) else record.printed
    return printed.text


def _replacement(record: Any, each: Decision, *, plan: Plan, lexicon: Lexicon) -> Any:
    """A record with what a person wrote instead of what was read."""
    value = " ".join(each.value.split())
    if isinstance(record, _TEXTS):
        return _with_words(record, value)
    words = _WORDS_OF.get(type(record))
    if words is not None:
        return replace(record, **{words: replace(getattr(record, words), text=value)})
    match record:
        case Passage():
            return replace(record, text=value)
        case Dated() | Statement(kind="deadline"):
            return replace(record, value=value, datatype=datatype_of(value, each))
        case ObjectiveAssignment():
            return replace(record, objective=objective_numbered(value, each, plan=plan), whole=False)
        case PartyInvolvement():
            return replace(record, named_parties=_parties(value, record, each, lexicon=lexicon))
    raise ReviewRefused(f"{each.name}: it cannot be changed, only confirmed or dropped")


def _parties(value: str, record: PartyInvolvement, each: Decision, *, lexicon: Lexicon) -> tuple[Mention, ...]:
    known = {party.target: party for party in record.named_parties}
    targets = [party_named(name, lexicon, each) for name in value.split(";") if name.strip()]
    field = record.named_parties[0].field if record.named_parties else f"party/{record.position}"
    return tuple(
        known.get(target) or Mention(target, target.partition("/")[0], record.printed, field)
        for target in dict.fromkeys(targets)
    )
