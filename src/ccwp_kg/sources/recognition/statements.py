"""Finds dated, numbered and conditional statements by the profile's phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from ccwp_kg.sources.profile.profile import LanguageWords, Profile
from ccwp_kg.sources.recognition.phrases import FilledSlot, PhraseMatch
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.records.records import Statement
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.text.dates import DATE
from ccwp_kg.sources.text.patterns import any_of
from ccwp_kg.sources.text.prose import brackets

REPORTED = "reported"
_POINT = re.compile(r"\(([0-9]{1,2})\) ")
"""The number of a point in running text."""

Found = tuple[str, PhraseMatch]
"""The kind of a statement, and where it stands."""


def takes_sentence(match: PhraseMatch) -> bool:
    """Whether a statement takes in words of its sentence before its cue, or behind it."""
    return not match.slots.keys().isdisjoint({"before", "rest"})


def shared_out(scan: Scan, found: Iterable[Found], *, words: LanguageWords) -> list[Found]:
    """Statements that sentences make, none of which holds words of another.

    Of two whose words overlap, the one whose cue stands first holds them up to the last comma before the cue of the
    other, which holds what follows. It holds all of them where no comma stands between the cues, or what follows is a
    relative clause; and where it tells what was said ("recognised that …"), for that is said in what follows.
    """
    shares: list[Found] = []
    for kind, match in sorted(found, key=lambda each: (_cue(each[1]), each[1].start)):
        if not shares or shares[-1][1].end <= match.start:
            shares.append((kind, match))
            continue
        first_kind, first = shares[-1]
        comma = None if first_kind == REPORTED and "before" not in first.slots else _comma(scan, first, match, words)
        if comma is not None:
            shares[-1] = (first_kind, replace(first, end=comma))
            shares.append((kind, replace(match, start=max(match.start, comma + 2))))
    return shares


def points_of(scan: Scan, match: PhraseMatch) -> Iterator[Passage]:
    """The words of a statement; where numbered points follow its cue, those before them with each point's.

    "It should discuss (1) which … (see 8062/07), (2) what …" makes two statements: "It should discuss which …" and "It
    should discuss what …". A bracket that closes a point is no part of it.
    """
    text = scan.flow.text
    numbers = list(_POINT.finditer(text, match.start, match.end))
    if len(numbers) < 2 or [int(number[1]) for number in numbers] != list(range(1, len(numbers) + 1)):
        yield scan.flow.passage(match.start, match.end)
        return
    lead = scan.flow.passage(match.start, numbers[0].start())
    groups = [each for each in brackets(text) if match.start <= each.start]
    for number, following in pairwise([*(each.span() for each in numbers), (match.end, match.end)]):
        start, end = number[1], start_of_close(text, number[1], following[0])
        closing = next((each for each in groups if start < each.start and each.end == end), None)
        point = scan.flow.passage(start, start_of_close(text, start, closing.start if closing else end))
        yield Passage(f"{lead.text} {point.text}", (*lead.spans, *point.spans))


def start_of_close(text: str, start: int, end: int) -> int:
    """Where the stops and spaces begin that close the words from `start` up to `end`."""
    return start + len(text[start:end].rstrip(" ,;."))


def _cue(match: PhraseMatch) -> int:
    """Where the cue of a statement begins: behind the words of its sentence that stand before it."""
    return match.slots["before"].end if "before" in match.slots else match.start


def _comma(scan: Scan, first: PhraseMatch, other: PhraseMatch, words: LanguageWords) -> int | None:
    """The last comma between the cues of two statements, outside of brackets and before no relative clause."""
    text = scan.flow.text
    start = first.slots["rest"].start if "rest" in first.slots else first.end
    outside = re.compile(rf", (?!(?:{any_of(words.relatives)})(?!\w))")
    groups = brackets(text)
    commas = [each.start() for each in outside.finditer(text, start, _cue(other))]
    return next((at for at in reversed(commas) if not any(each.start <= at < each.end for each in groups)), None)


ACT_DATE, CONDITION, PENDING, PERIOD, RECURRENCE = "act-date", "condition", "pending", "period", "recurrence"
FORMER_NAME = "agent.former-name"
"""The rule by which a body is known by a name that it bore before."""


def statements_in(scan: Scan, *, profile: Profile) -> tuple[Statement, ...]:
    """All statements in a scanned text, in order. "Even if …" concedes and states no condition.

    Those that whole sentences make share the sentences out among them, and each of numbered points makes its own.
    """
    concession = re.compile(rf"\b(?:{any_of(profile.words.concessions)}) $", re.IGNORECASE)
    found = [
        (kind, match)
        for match, kind in scan.phrases.of_kinds(profile.statements)
        if kind != CONDITION or not concession.search(scan.flow.text[: match.start])
    ]
    shared = shared_out(scan, (each for each in found if takes_sentence(each[1])), words=profile.words)
    found = [*(each for each in found if not takes_sentence(each[1])), *shared]
    statements = [
        _statement(scan, kind, match, words, profile=profile)
        for kind, match in sorted(found, key=lambda each: each[1].start)
        for words in (points_of(scan, match) if takes_sentence(match) else (None,))
    ]
    return tuple(each for each in statements if each.kind != ACT_DATE or each.about is not None)


def _statement(scan: Scan, kind: str, match: PhraseMatch, words: Passage | None, *, profile: Profile) -> Statement:
    """The statement that a phrase makes, in the given words or in its own."""
    filled = match.slots.values()
    timed = next((each for each in filled if each.period is not None or each.time is not None), None)
    value, datatype, until = _value(timed) if timed else (None, None, None)
    times = [each.time for each in filled if each.time]
    times += [end for each in filled if each.period for end in (each.period.first, each.period.last)]
    rule = next((time.rule for time in times if time.rule), None)
    about = next(
        (match.slots[slot].target for slot in ("thing", "plan", "plan-of-duration") if slot in match.slots), None
    )
    if kind == ACT_DATE:
        about = _act_around(scan, match)
    if about is None and kind == PENDING:
        about = _pending_document(scan, match)
    if about is None and kind == PERIOD:
        about = _plan_before(scan, match)
    agent = match.slots.get("agent")
    end = match.end - (scan.flow.text[match.end - 1] in ",;.")
    return Statement(
        kind=kind,
        passage=words or scan.flow.passage(match.start, end, rule=rule),
        value=value,
        datatype=datatype,
        until=until,
        about=about,
        agent=agent.target if agent else None,
        field=scan.field,
        value_words=scan.flow.passage(timed.start, timed.end, rule=rule) if timed and kind != RECURRENCE else None,
        agent_words=_agent_words(scan, agent, profile.words) if agent else None,
    )


def _value(filled: FilledSlot) -> tuple[str | None, str | None, str | None]:
    """The value, XSD type and end of the time in a slot."""
    if filled.period is not None:
        return filled.period.first.first_day, DATE, filled.period.last.last_day
    return (filled.time.value, filled.time.datatype, filled.time.until) if filled.time else (None, None, None)


def _agent_words(scan: Scan, agent: FilledSlot, words: LanguageWords) -> Passage:
    """The words that name a body. Where they call it former, who bears the name is known from elsewhere."""
    former = re.compile(rf"(?<!\w)(?:{any_of(words.former)}) ", re.IGNORECASE)
    is_former = any(each.end() >= agent.start for each in former.finditer(scan.flow.text, 0, agent.end))
    return scan.flow.passage(agent.start, agent.end, rule=FORMER_NAME if is_former else None)


def _act_around(scan: Scan, match: PhraseMatch) -> str | None:
    """The act whose name holds the phrase: "Council Resolution of 2 October 2003 on a strategy"."""
    around = (each for each in scan.names if each.start < match.start and match.end <= each.end)
    return next((each.name.target for each in around if each.name.target.startswith("act/")), None)


def _pending_document(scan: Scan, match: PhraseMatch) -> str | None:
    """The pending document: the one that the sentence cites next after the phrase, else the last one before it."""
    sentence = scan.sentence_at(match.start)
    near = [each for each in scan.references.documents if sentence.holds(each)]
    after = [each for each in near if each.start >= match.end]
    chosen = next(iter([*after, *reversed(near)]), None)
    return chosen.reference.target if chosen else None


def _plan_before(scan: Scan, match: PhraseMatch) -> str | None:
    """The plan that the sentence names last before the phrase."""
    before = scan.plans_before(match.start)
    return scan.phrases.plan_names.target(before[-1].ordinal) if before else None
