"""The entries of a reading that a person may confirm or change: where each stands in the records, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ccwp_kg.sources.records.records import Action, Cover, Dated, Plan, Reading
from ccwp_kg.sources.records.references import DocumentReference, Mention, Passage
from ccwp_kg.sources.records.source_text import Span

Path = tuple[str | int, ...]
"""The steps from a reading to one of its records: `("actions", 2, "parties", 1)`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a reading, or its silence on a field.

    `path` leads to the record, which is None where the entry is known by its path alone. `rated` is the field whose
    confidence it shares.
    """

    key: str
    field: str
    read_as: str
    spans: tuple[Span, ...]
    path: Path
    state: str = "read"
    rated: str = ""


def entries_of(reading: Reading) -> Iterator[Entry]:
    """The entries in the order of the document's parts."""
    yield from _cover(reading.cover)
    yield from _plan(reading.plan)
    for index, action in enumerate(reading.actions):
        yield from _action(action, ("actions", index))


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


def _spans(record: Any) -> tuple[Span, ...]:
    """The characters of a passage, or of the record that holds one."""
    for name in ("spans", "passage", "printed", "text", "wording", "name", "body", "document"):
        found = getattr(record, name, None)
        if isinstance(found, tuple):
            return found
        if found is not None and not isinstance(found, str):
            return _spans(found)
    return ()


def _cover(cover: Cover) -> Iterator[Entry]:
    if cover.document is not None:
        yield _of_cover("number", cover.document, cover.document.version.label)
    if cover.issued is not None:
        yield _of_cover("issued", cover.issued, cover.issued.value)
    for name, passage in (("sender", cover.sender), ("addressee", cover.addressee), ("subject", cover.subject)):
        if passage is not None:
            yield _of_cover(name, passage, passage.text)
    for place, document in enumerate(cover.previous, 1):
        yield _of_cover(f"previous {place}", document, document.version.label)
    for place, marking in enumerate(cover.markings, 1):
        yield _of_cover(f"marking {place}", marking, marking.text)


def _of_cover(name: str, record: Passage | Dated | DocumentReference, read_as: str) -> Entry:
    return Entry(f"document {name}", f"document/{name.replace(' ', '/')}", read_as, _spans(record), ("cover",))


def _plan(plan: Plan) -> Iterator[Entry]:
    for name in ("title", "valid_from", "valid_until"):
        record = getattr(plan, name)
        if record is not None:
            yield _of_plan(name, record, ("plan", name), rated="title" if name == "title" else "period")
    if plan.status_passage is not None:
        yield _of_plan("status", plan.status_passage, ("plan",), read_as=plan.status or "")
    if plan.declared_actions is not None:
        count = str(plan.declared_action_count)
        yield _of_plan("number-of-actions", plan.declared_actions, ("plan",), read_as=count)
    for name in ("meetings", "addressed_to", "forwarded_to", "based_on", "work_areas", "objectives", "earlier_plans"):
        yield from _list_of_plan(name, getattr(plan, name))
    yield from _list_of_plan("footnotes", plan.footnotes)


def _list_of_plan(name: str, records: Sequence[Any]) -> Iterator[Entry]:
    for index, record in enumerate(records):
        yield _of_plan(name, record, ("plan", name, index), place=f" {index + 1}")


def _of_plan(
    name: str, record: Any, path: Path, *, place: str = "", read_as: str | None = None, rated: str = ""
) -> Entry:
    called = name.replace("_", "-")
    field = f"plan/{called}{place.replace(' ', '/')}"
    said = _said(record) if read_as is None else read_as
    return Entry(f"plan {called}{place}", field, said, _spans(record), path, rated=f"plan/{rated or called}")


def _said(record: Any) -> str:
    """What a record says, in words."""
    if isinstance(record, Mention):
        return record.target
    if isinstance(record, Dated):
        return record.value
    if isinstance(record, DocumentReference):
        return record.version.label
    for name in ("text", "name", "body", "printed"):
        found = getattr(record, name, None)
        if found is not None:
            return found if isinstance(found, str) else _said(found)
    return ""


_STEPS = {"objectives": "objective", "indicators": "indicator", "outcomes": "outcome", "parties": "party"}
"""What the path of an entry calls its column, where that is otherwise than the profile does."""


def _action(action: Action, path: Path) -> Iterator[Entry]:
    """The entries of an action in the order in which it is printed, its silences last."""
    yield from _heads(action, path)
    yield from _cells(action, path)
    yield from _terms(action, path)
    for index, silence in enumerate(action.silences):
        spans = silence.place.spans if silence.place is not None else ()
        field = f"action/{action.step}/{silence.field}"
        where = (*path, "silences", index)
        yield Entry(f"{action.step} {silence.field}", field, "", spans, where, silence.silence)


def _of_action(action: Action, path: Path, column: str, record: Any, *, said: str, place: int = 0) -> Entry:
    """An entry of an action, the `place`-th of its column if that may have several."""
    position, own = f" {place}" if place else "", f"action/{action.step}"
    field = f"{own}/{_STEPS.get(column, column)}{position.replace(' ', '/')}"
    key = f"{action.step} {column}{position}"
    return Entry(key, field, said, _spans(record), path, rated=f"{own}/{column}")


def _heads(action: Action, path: Path) -> Iterator[Entry]:
    if action.number_passage is not None:
        yield _of_action(action, path, "number", action.number_passage, said=action.number or "")
    if action.title is not None:
        yield _of_action(action, (*path, "title"), "title", action.title, said=action.title.text)


def _cells(action: Action, path: Path) -> Iterator[Entry]:
    for index, objective in enumerate(action.objectives):
        meant = f"objective {objective.objective}" if objective.objective is not None else "no objective"
        yield _of_action(
            action, (*path, "objectives", index), "objectives", objective, said=meant, place=objective.position
        )
    for column in ("indicators", "outcomes"):
        for index, each in enumerate(getattr(action, column)):
            yield _of_action(action, (*path, column, index), column, each, said=each.text.text, place=each.position)
    for index, party in enumerate(action.parties):
        yield _of_action(
            action, (*path, "parties", index), "parties", party, said=_named(party.leaves), place=party.position
        )
    if action.lead is not None:
        yield _of_action(action, (*path, "lead"), "lead", action.lead, said=_named(action.lead.leaves))
    if action.start is not None:
        words = action.start.printed
        said = action.start.day.value if action.start.day else words.text
        yield _of_action(action, (*path, "start", "printed"), "start", words, said=said)
    for column in ("status", "timetable"):
        if (cell := getattr(action, column)) is not None:
            yield _of_action(action, (*path, column), column, cell, said=cell.text)
    for index, other in enumerate(action.others):
        yield _of_action(action, (*path, "others", index), "entry", other, said=other.text.text, place=index + 1)


def _terms(action: Action, path: Path) -> Iterator[Entry]:
    terms = action.terms
    if terms is None:
        return
    own = (*path, "terms")
    yield _of_action(action, own, "terms-of-reference", terms, said=terms.text.text)
    for index, citation in enumerate(terms.citations):
        said = f"{citation.document.version.label} ({citation.role})"
        yield _of_action(action, (*own, "citations", index), "citation", citation, said=said, place=citation.position)
    for index, reference in enumerate(terms.references):
        said = f"action {reference.number}" + ("" if reference.plan is None else f" of plan {reference.plan}")
        yield _of_action(
            action, (*own, "references", index), "reference", reference, said=said, place=reference.position
        )


def _named(leaves: Sequence[Mention]) -> str:
    """The things that an entry names, as references."""
    return "; ".join(leaf.target for leaf in leaves)
