"""Mentions of earlier actions in running text: "Action 4.10 of the fourth Action Plan", "and 4.1 (…)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ccwp_kg.sources.dates import Calendar
from ccwp_kg.sources.flow import Flow
from ccwp_kg.sources.phrases import plan_at
from ccwp_kg.sources.profile import ActionCues, Profile
from ccwp_kg.sources.prose import Stretch, brackets, quotations, sentences
from ccwp_kg.sources.records import ActionReference, DocumentReference
from ccwp_kg.sources.references import FoundDocument


@dataclass(frozen=True, slots=True)
class FoundAction:
    """An earlier action mentioned at `start` up to `end` of a running text; `title` is where its title is quoted."""

    start: int
    end: int
    record: ActionReference
    title: Stretch | None


_NUMBER = r"\[?(\d{1,2}(?:\.\d{1,2})?)\]?(?![\w(]|\.\d)"
_DOTTED_NUMBER = r"\[?(\d{1,2}\.\d{1,2})\]?(?![\w(]|\.\d)"


def actions_in(flow: Flow, *, profile: Profile, documents: Sequence[FoundDocument]) -> tuple[FoundAction, ...]:
    """All earlier actions mentioned in terms of reference, in order, each with its plan, title and report."""
    found: list[FoundAction] = []
    for position, (start, end, number) in enumerate(_numbers(flow.text, profile.actions), 1):
        title = _title(flow.text, end, profile=profile)
        record = ActionReference(
            position=position,
            number=number,
            plan=_plan(flow.text, end, profile=profile),
            printed=flow.passage(start, end),
            title=flow.passage(title.start + 1, title.end - 1) if title else None,
        )
        found.append(FoundAction(start, end, record, title))
    return tuple(_with_sentence(flow, item, found, profile=profile, documents=documents) for item in found)


def _numbers(text: str, cues: ActionCues) -> list[tuple[int, int, str]]:
    """Where earlier actions are named: start, end, number. A date or a point ("point 3.3(q)") is none."""
    word = "|".join(map(re.escape, cues.word))
    named = re.compile(rf"(?<!\w)(?:{word}) {_NUMBER}")
    joint = "|".join(map(re.escape, cues.continued))
    continued = re.compile(rf" ?(?:{joint}) {_DOTTED_NUMBER}")
    found: list[tuple[int, int, str]] = []
    for match in named.finditer(text):
        found.append((match.start(), match.end(), match[1]))
        place = match.end()
        while more := continued.match(text, _after_bracket(text, place)):
            number = more.start(1) - (text[more.start(1) - 1] == "[")
            found.append((number, more.end(), more[1]))
            place = more.end()
    return found


def _after_bracket(text: str, place: int) -> int:
    """Behind the bracket that opens at a place (after one space), or the place itself where none does."""
    opening = place + (text[place : place + 1] == " ")
    return next((group.end for group in brackets(text) if group.start == opening), place)


def _plan(text: str, end: int, *, profile: Profile) -> int | None:
    """The plan the text says the action is of: "Action 1.2 (…) of the first Action Plan"."""
    calendar = Calendar(profile.words)
    for place in (end, _after_bracket(text, end)):
        for form in profile.actions.of_plan:
            lead = f" {form.partition('{')[0]}"
            named = plan_at(text, place + len(lead), calendar=calendar)
            if text.startswith(lead, place) and named is not None:
                return named.ordinal
    return None


def _title(text: str, end: int, *, profile: Profile) -> Stretch | None:
    """The action's quoted title, where only words such as "of the fourth Action Plan –" stand before it."""
    quote = next((quote for quote in quotations(text, quotes=profile.words.quotes) if quote.start >= end), None)
    if quote is None:
        return None
    allowed = {*profile.actions.title_gap, *profile.words.ordinals}
    gap = re.findall(r"\(|[^\s(]+", text[end : quote.start])
    return quote if gap and all(word in allowed for word in gap) else None


def _with_sentence(
    flow: Flow,
    item: FoundAction,
    others: Sequence[FoundAction],
    *,
    profile: Profile,
    documents: Sequence[FoundDocument],
) -> FoundAction:
    """The mention with what its sentence adds: the document that reports the action, and whether it is followed up."""
    sentence = next(s for s in sentences(flow.text, words=profile.words) if s.holds(item.start, item.end))
    near = [document for document in documents if sentence.holds(document.start, document.end)]
    words = flow.text[sentence.start : sentence.end].casefold()
    record = replace(
        item.record,
        reported_in=_report(flow.text, item, others, near, cues=profile.actions),
        follows_up=any(cue.casefold() in words for cue in profile.actions.follow_up),
    )
    return replace(item, record=record)


def _report(
    text: str,
    item: FoundAction,
    others: Sequence[FoundAction],
    documents: Sequence[FoundDocument],
    *,
    cues: ActionCues,
) -> DocumentReference | None:
    """The document of the sentence that reports the action.

    "the final report (…) on the Action 8" names it before; otherwise it is the first one after the action and before
    the next action.
    """
    before = next((document for document in reversed(documents) if document.end <= item.start), None)
    if before is not None:
        between = text[before.end : item.start].strip(" )")
        if between in cues.document_before:
            return before.reference
    following = min((other.start for other in others if other.start > item.start), default=len(text))
    after = next((document for document in documents if item.end <= document.start < following), None)
    return after.reference if after else None
