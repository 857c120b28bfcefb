"""Finds dated, numbered and conditional statements by the profile's phrases."""

from __future__ import annotations

import re

from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.recognition.phrases import PhraseMatch
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.records.records import Statement
from ccwp_kg.sources.text.dates import DATE
from ccwp_kg.sources.text.patterns import any_of

PENDING, CONDITION, PERIOD = "pending", "condition", "period"


def statements_in(scan: Scan, *, profile: Profile) -> tuple[Statement, ...]:
    """All statements in a scanned text, in order. "Even if …" concedes and states no condition."""
    concession = re.compile(rf"\b(?:{any_of(profile.words.concessions)}) $", re.IGNORECASE)
    found = [
        (match.start, _statement(scan, kind.slug, match))
        for kind in profile.statements
        for match in scan.phrases.all(kind.forms)
        if kind.slug != CONDITION or not concession.search(scan.flow.text[: match.start])
    ]
    return tuple(statement for _, statement in sorted(found, key=lambda item: item[0]))


def _statement(scan: Scan, kind: str, match: PhraseMatch) -> Statement:
    value, datatype, until = _value(match)
    filled = match.slots.values()
    times = [each.time for each in filled if each.time]
    times += [end for each in filled if each.period for end in (each.period.first, each.period.last)]
    rule = next((time.rule for time in times if time.rule), None)
    about = next(
        (match.slots[slot].target for slot in ("thing", "plan", "plan-of-duration") if slot in match.slots), None
    )
    if about is None and kind == PENDING:
        about = _pending_document(scan, match)
    agent = match.slots.get("agent")
    end = match.end - (scan.flow.text[match.end - 1] in ",;")
    return Statement(
        kind=kind,
        passage=scan.flow.passage(match.start, end, rule=rule),
        value=value,
        datatype=datatype,
        until=until,
        about=about,
        agent=agent.target if agent else None,
        field=scan.field,
    )


def _value(match: PhraseMatch) -> tuple[str | None, str | None, str | None]:
    """The value, XSD type and end of the time in a phrase, from the first slot that holds one."""
    for filled in match.slots.values():
        if filled.period is not None:
            return filled.period.first.first_day, DATE, filled.period.last.last_day
        if filled.time is not None:
            return filled.time.value, filled.time.datatype, filled.time.until
    return None, None, None


def _pending_document(scan: Scan, match: PhraseMatch) -> str | None:
    """The pending document: the one that the sentence cites next after the phrase, else the last one before it."""
    sentence = scan.sentence_at(match.start)
    near = [each for each in scan.references.documents if sentence.holds(each.start, each.end)]
    after = [each for each in near if each.start >= match.end]
    chosen = next(iter([*after, *reversed(near)]), None)
    return chosen.reference.target if chosen else None
