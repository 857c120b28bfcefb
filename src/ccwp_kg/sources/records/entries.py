"""The entries of a reading that a person may confirm or change: where each stands in the records, and what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ccwp_kg.sources.records.entry_fields import FIELD_OF, FIELDS
from ccwp_kg.sources.records.records import (
    Action,
    ActionReference,
    Citation,
    Dated,
    ObjectiveAssignment,
    PartyInvolvement,
    Reading,
    Start,
    Statement,
)
from ccwp_kg.sources.records.references import DocumentReference, Mention, OtherEntry, Passage
from ccwp_kg.sources.records.source_text import Span

Path = tuple[str | int, ...]
"""The steps from a reading to one of its records: `("actions", 2, "parties", 1)`."""

_COVER = ("document", "issued", "sender", "addressee", "subject", "previous", "markings")
_PLAN = ("title", "status_passage", "valid_from", "valid_until", "declared_actions", "meetings", "addressed_to")
_LISTS_OF_PLAN = ("forwarded_to", "based_on", "work_areas", "objectives", "earlier_plans", "footnotes")
_ACTION = ("number_passage", "title", "objectives", "indicators", "outcomes", "parties", "lead", "start", "status")
_FURTHER = ("timetable", "work_area", "others", "terms", "references")
_KEYS = {
    "number_passage": "number",
    "status_passage": "status",
    "declared_actions": "number-of-actions",
    "others": "entry",
    "terms": "terms-of-reference",
    "citations": "citation",
    "references": "reference",
    "document": "number",
}
"""What a key calls a column, where that is otherwise than the records do."""
_RATED = {"valid_from": "period", "valid_until": "period"}
_OF_WORDS = ("spans", "passage", "printed", "text", "wording", "name", "body", "document")
"""Where the characters or the words of a record are."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a reading, or its silence on a field, told from all others by its key.

    `path` leads to the record. `rated` is the field whose confidence it shares.
    """

    key: str
    field: str
    read_as: str
    spans: tuple[Span, ...]
    path: Path
    state: str = "read"
    rated: str = ""


def entries_of(reading: Reading) -> Iterator[Entry]:
    """The entries in the order of the document's parts, the silences of an action behind its entries.

    Where two rows have one number, the second is told from the first.
    """
    known: Counter[str] = Counter()
    for entry in _of_reading(reading):
        known[entry.key] += 1
        count = known[entry.key]
        yield entry if count == 1 else replace(entry, key=f"{entry.key} (again {count - 1})")


def _of_reading(reading: Reading) -> Iterator[Entry]:
    yield from _entries(reading.cover, ("cover",), _COVER, key="document", field="document")
    yield from _entries(reading.plan, ("plan",), (*_PLAN, *_LISTS_OF_PLAN), key="plan", field="plan")
    for index, action in enumerate(reading.actions):
        yield from _of_action(action, ("actions", index))


def _of_action(action: Action, path: Path) -> Iterator[Entry]:
    key, field = action.step, f"action/{action.step}"
    yield from _entries(action, path, (*_ACTION, *_FURTHER), key=key, field=field)
    if action.terms is not None:
        yield from _entries(action.terms, (*path, "terms"), ("citations", "references"), key=key, field=field)
    count: Counter[str] = Counter()
    for index, told in enumerate(action.statements):
        called = FIELD_OF.get(told.kind, "") if told.about is None else ""
        if called and told.field != called:  # words of another cell, which no column holds
            count[called] += 1
            own = f"{key} {called} {count[called]}", f"{field}/{called}/{count[called]}"
            yield Entry(*own, value_words(told), told.passage.spans, (*path, "statements", index))
    for index, each in enumerate(action.silences):
        where, place = (*path, "silences", index), each.place.spans if each.place is not None else ()
        yield Entry(f"{key} {each.field}", f"{field}/{each.field}", "", place, where, each.silence)


def _entries(owner: Any, path: Path, names: Sequence[str], *, key: str, field: str) -> Iterator[Entry]:
    """The entries of some fields of a record; those of a list are told apart by their numbers, else by their places."""
    for name in names:
        found = getattr(owner, name)
        called = _KEYS.get(name, name.replace("_", "-"))
        step = FIELDS.get(name, called)
        rated = f"{field}/{_RATED.get(name, called)}"
        if not isinstance(found, tuple):
            if found is not None:
                where = (*path, name)
                yield Entry(f"{key} {called}", f"{field}/{step}", value_words(found), _spans(found), where, rated=rated)
            continue
        for index, each in enumerate(found):
            place = getattr(each, "position", None) or getattr(each, "number", None) or index + 1
            own = f"{key} {called} {place}", f"{field}/{step}/{place}"
            where = (*path, name, index)
            yield Entry(*own, value_words(each), _spans(each), where, rated=rated)
            if isinstance(each, OtherEntry):
                yield from _cells_of_step(each, where, key=own[0], field=own[1], rated=rated)


def _cells_of_step(entry: OtherEntry, path: Path, *, key: str, field: str, rated: str) -> Iterator[Entry]:
    """The other cells of a step of an action."""
    for index, each in enumerate(entry.beside):
        own = f"{key} entry {index + 1}", f"{field}/entry/{index + 1}"
        yield Entry(*own, value_words(each), _spans(each), (*path, "beside", index), rated=rated)


def value_words(record: Any) -> str:
    """What a record says, in words, as numbers, or as the references of what it names."""
    tell = _SAID.get(type(record))
    if tell is not None:
        return tell(record)
    return value_words(next(found for name in _OF_WORDS if (found := getattr(record, name, None)) is not None))


_SAID: dict[type, Callable[[Any], str]] = {
    ActionReference: lambda each: f"action {each.number}" + (f" of plan {each.plan}" if each.plan is not None else ""),
    Citation: lambda each: f"{each.document.version.label} ({each.role})",
    Dated: lambda each: each.value,
    DocumentReference: lambda each: each.version.label,
    Mention: lambda each: each.target,
    ObjectiveAssignment: lambda each: "no objective" if each.objective is None else f"objective {each.objective}",
    PartyInvolvement: lambda each: "; ".join(party.target for party in each.named_parties),
    Passage: lambda each: each.text,
    Statement: lambda each: "/".join(filter(None, (each.value, each.until))) or each.passage.text,
    Start: lambda each: each.day.value if each.day is not None else each.printed.text,
}


def _spans(record: Any) -> tuple[Span, ...]:
    """The characters of a passage, or of the record that holds one."""
    found = next(found for name in _OF_WORDS if (found := getattr(record, name, None)) and not isinstance(found, str))
    return found if isinstance(found, tuple) else _spans(found)


def record_at(record: Any, path: Path) -> Any:
    """The record to which a path leads."""
    for step in path:
        record = record[step] if isinstance(step, int) else getattr(record, step)
    return record


def with_record(record: Any, path: Path, value: Any) -> Any:
    """The same records with another one at a path; None takes it away, out of its list if it stands in one."""
    if not path:
        return value
    step, *rest = path
    if isinstance(step, int):
        changed = with_record(record[step], tuple(rest), value)
        return (*record[:step], *([] if changed is None else [changed]), *record[step + 1 :])
    return replace(record, **{step: with_record(getattr(record, step), tuple(rest), value)})
