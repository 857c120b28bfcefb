"""Mentions of earlier actions in running text: "Action 4.10 of the fourth Action Plan", "and 4.1 (…)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache

from ccwp_kg.sources.profile.profile import ActionCues, Profile
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.records.records import ActionReference
from ccwp_kg.sources.records.references import DocumentReference
from ccwp_kg.sources.text.patterns import any_of
from ccwp_kg.sources.text.prose import Punctuation, Stretch


@dataclass(frozen=True, slots=True)
class FoundAction:
    """An earlier action mentioned at `start` up to `end` of a running text; `title` is where its title is quoted."""

    start: int
    end: int
    record: ActionReference
    title: Stretch | None


_NUMBER = r"\[?(\d{1,2}(?:\.\d{1,2})?)\]?(?![\w(]|\.\d)"
_LONGEST_GAP = 200
_DOTTED_NUMBER = r"\[?(\d{1,2}\.\d{1,2})\]?(?![\w(]|\.\d)"


def actions_in(scan: Scan, punctuation: Punctuation, *, profile: Profile) -> tuple[FoundAction, ...]:
    """All earlier actions mentioned in terms of reference, in order, each with its plan, title and report."""
    text = scan.flow.text
    found: list[FoundAction] = []
    for position, (start, end, number) in enumerate(_numbers(text, punctuation, profile.actions), 1):
        title = _title(text, end, punctuation, profile=profile)
        record = ActionReference(
            position=position,
            number=number,
            plan=_plan(scan, end, punctuation, cues=profile.actions),
            printed=scan.flow.passage(start, end),
            title=scan.flow.passage(title.start + 1, title.end - 1) if title else None,
        )
        found.append(FoundAction(start, end, record, title))
    following = [*(item.start for item in found[1:]), len(text)]
    return tuple(
        _with_sentence(scan, item, until, cues=profile.actions) for item, until in zip(found, following, strict=False)
    )


def _numbers(text: str, punctuation: Punctuation, cues: ActionCues) -> list[tuple[int, int, str]]:
    """Where earlier actions are named: start, end, number. A date or a point ("point 3.3(q)") is none."""
    named, continued = _patterns(cues.word, cues.continued)
    found: list[tuple[int, int, str]] = []
    for match in named.finditer(text):
        found.append((match.start(), match.end(), match[1] or match[2]))
        place = match.end()
        while more := continued.match(text, punctuation.behind_bracket(text, place)):
            number = more.start(1) - (text[more.start(1) - 1] == "[")
            found.append((number, more.end(), more[1]))
            place = more.end()
    return found


@lru_cache(maxsize=8)
def _patterns(words: tuple[str, ...], joints: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for the number of an action behind its word, and for one more behind that."""
    # in small letters, only before a number of two parts: "two actions 3 of them"
    small = any_of(tuple(word.lower() for word in words))
    named = re.compile(rf"(?<!\w)(?:(?:{any_of(words)}) {_NUMBER}|(?:{small}) {_DOTTED_NUMBER})")
    return named, re.compile(rf" ?(?:{any_of(joints)}) {_DOTTED_NUMBER}")


def _plan(scan: Scan, end: int, punctuation: Punctuation, *, cues: ActionCues) -> int | None:
    """The plan the text says the action is of: "Action 1.2 (…) of the first Action Plan"."""
    text = scan.flow.text
    for place in (end, punctuation.behind_bracket(text, end)):
        for form in cues.of_plan:
            lead = f" {form.partition('{')[0]}"
            named = scan.phrases.plan_names.at(text, place + len(lead)) if text.startswith(lead, place) else None
            if named is not None:
                return named.ordinal
    return None


def _title(text: str, end: int, punctuation: Punctuation, *, profile: Profile) -> Stretch | None:
    """The action's quoted title, where only words such as "of the fourth Action Plan –" stand before it."""
    at = bisect_left(punctuation.quotations, end, key=lambda quote: quote.start)
    if at == len(punctuation.quotations):
        return None
    quote = punctuation.quotations[at]
    allowed = {*profile.actions.title_gap, *profile.words.ordinals}
    gap = re.findall(r"\(|[^\s(]+", text[end : min(quote.start, end + _LONGEST_GAP)])
    return quote if gap and all(word in allowed for word in gap) else None


def _with_sentence(scan: Scan, item: FoundAction, following: int, *, cues: ActionCues) -> FoundAction:
    """The mention with what its sentence adds: the document that reports the action, and whether it is followed up.

    `following` is where the next action is mentioned.
    """
    sentence = scan.sentence_at(item.start)
    words = scan.phrases.small[sentence.start : sentence.end]
    record = replace(
        item.record,
        reported_in=_report(scan, item, sentence, following, cues=cues),
        follows_up=any(cue.lower() in words for cue in cues.follow_up),
    )
    return replace(item, record=record)


def _report(
    scan: Scan, item: FoundAction, sentence: Stretch, following: int, *, cues: ActionCues
) -> DocumentReference | None:
    """The document of the sentence that reports the action.

    "the final report (…) on the Action 8" names it before; otherwise it is the first one after the action and before
    the next action.
    """
    at = bisect_left(scan.documents, item.start, key=lambda document: document.start)
    before = scan.documents[at - 1] if at else None
    if before is not None and sentence.holds(before.start, before.end):
        between = scan.flow.text[before.end : item.start].strip(" )")
        if between in cues.document_before:
            return before.reference
    after = scan.documents[at] if at < len(scan.documents) else None
    if after is not None and after.start < following and sentence.holds(after.start, after.end):
        return after.reference
    return None
