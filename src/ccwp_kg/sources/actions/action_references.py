"""Finds mentions of earlier actions: "Action 4.10 of the fourth Action Plan", "and 4.1 (…)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ccwp_kg.sources.layout.action_numbers import insertion, value_of
from ccwp_kg.sources.profile.profile import ActionCues, Profile
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.records.records import ActionReference
from ccwp_kg.sources.records.references import DocumentReference, Mention, Passage
from ccwp_kg.sources.text.patterns import any_of
from ccwp_kg.sources.text.prose import Punctuation, Stretch


@dataclass(frozen=True, slots=True)
class FoundAction(Stretch):
    """An earlier action named from `start` up to `end` of a running text. `title` is where its title is quoted."""

    record: ActionReference
    title: Stretch | None


_END = r"\]?(?![\w(]|[./]\d)"
_MOST_BETWEEN = 20
"""The actions that a range names, at most; a longer one is read as its first number."""
_LONGEST_GAP = 200
"""The most characters between an action and its quoted title."""


def actions_in(scan: Scan, punctuation: Punctuation, *, profile: Profile) -> tuple[FoundAction, ...]:
    """The earlier actions that terms of reference or another cell mention, in order, each with its plan, title and
    report."""
    text, cues = scan.flow.text, profile.actions
    numbers = [*_with_ranges(text, _numbers(text, punctuation, cues), profile.words.until)]
    following = [*(start for start, _, _ in numbers[1:]), len(text)]
    found: list[FoundAction] = []
    for position, ((start, end, number), until) in enumerate(zip(numbers, following, strict=False), 1):
        title = _title(scan, end, punctuation, cues=cues)
        sentence = scan.sentence_at(start)
        plan, plan_words = _plan(scan, end, punctuation, cues=cues) or (None, None)
        record = ActionReference(
            position=position,
            number=number,
            plan=plan,
            plan_words=plan_words,
            printed=scan.flow.passage(start, end),
            title=scan.flow.passage(title.start + 1, title.end - 1) if title else None,
            reported_in=_report(scan, start, until, sentence, cues=cues),
            follows_up=_opening(scan, cues.follow_up_of, sentence, start) or _first_of(scan, cues.follow_up, sentence),
            field=scan.field,
        )
        found.append(FoundAction(start, end, record, title))
    return tuple(found)


def plans_that_dealt_with_it(scan: Scan, *, profile: Profile) -> Iterator[Mention]:
    """The plans that a text says to have dealt with its issue: "The issue was dealt with in the Fourth Action Plan"."""
    text, cues = scan.flow.text, profile.actions
    itself = rf"(?:{any_of(cues.itself)})"
    subject = re.compile(rf"(?<!\w){itself}(?: (?:{any_of(profile.words.joined)}) {itself})* $", re.IGNORECASE)
    plans = {scan.flow.index(plan.printed.spans[0].start): plan for plan in scan.plans}
    for cue in scan.phrases.all(cues.dealt_with):
        place = cue.end + 1 if subject.search(text, scan.sentence_at(cue.start).start, cue.start) else -1
        while place in plans:
            yield plans[place]
            end = place + len(plans[place].printed.text)
            joint = scan.phrases.plan_names.joints.match(text, end)
            place = joint.end() if joint else -1


def _numbers(text: str, punctuation: Punctuation, cues: ActionCues) -> list[tuple[int, int, str]]:
    """The start, end and number of each mention of an action. A date or a point ("point 3.3(q)") is none."""
    named, continued = _patterns(cues)
    found: list[tuple[int, int, str]] = []
    for match in named.finditer(text):
        found.append((match.start(), match.end(), value_of(match[1] or match[2])))
        place = match.end()
        while more := continued.match(text, punctuation.behind_bracket(text, place)):
            if ("/" in more[1]) != ("/" in found[-1][2]):
                break
            number = more.start(1) - (text[more.start(1) - 1] == "[")
            found.append((number, more.end(), value_of(more[1])))
            place = more.end()
    return found


def _with_ranges(
    text: str, numbers: Iterable[tuple[int, int, str]], until: Sequence[str]
) -> Iterator[tuple[int, int, str]]:
    """The mentions, with each number between two of one plan: "Actions 6.1 to 6.8". All of these have its words."""
    last = re.compile(rf" ?(?:{any_of(until)}) ?(\d{{1,2}})\.(\d{{1,2}}){_END}")
    for start, end, number in numbers:
        found = last.match(text, end)
        plan, _, first = number.partition(".")
        span = int(found[2]) - int(first) if found is not None and found[1] == plan and first.isdigit() else 0
        if found is not None and 0 < span < _MOST_BETWEEN:
            yield from ((start, found.end(), f"{plan}.{int(first) + each}") for each in range(span + 1))
        else:
            yield start, end, number


@lru_cache(maxsize=8)
def _patterns(cues: ActionCues) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for the word and number of an action, and for one more number behind it."""
    dotted = rf"\d{{1,2}}(?:\.\d{{1,2}}(?:{insertion(cues)})?|/\d{{1,2}})"
    number = rf"\[?({dotted}|(?:[A-Z]{{1,4}}[.-]?)?\d{{1,2}}(?:\.\d{{1,2}})?|[IVXL]+){_END}"
    # the word in small letters counts only before a number of two parts: "two actions 3 of them"
    small = any_of(tuple(word.lower() for word in cues.word))
    named = re.compile(rf"(?<!\w)(?:(?:{any_of(cues.word)}) {number}|(?:{small}) \[?({dotted}){_END})")
    return named, re.compile(rf" ?(?:{any_of(cues.continued)}) \[?({dotted}){_END}")


def _opening(scan: Scan, openings: Sequence[str], sentence: Stretch, end: int) -> Passage | None:
    """The words of a sentence up to a place where they are one of some openings: "This action continues"."""
    words = scan.phrases.small[sentence.start : end].rstrip()
    is_one = words in {each.strip().casefold() for each in openings}
    return scan.flow.passage(sentence.start, sentence.start + len(words)) if is_one else None


def _first_of(scan: Scan, cues: Sequence[str], sentence: Stretch) -> Passage | None:
    """The first of some words that stands in a sentence."""
    for cue in cues:
        place = scan.phrases.small.find(cue.casefold(), sentence.start, sentence.end)
        if place != -1:
            return scan.flow.passage(place, place + len(cue))
    return None


def _plan(scan: Scan, end: int, punctuation: Punctuation, *, cues: ActionCues) -> tuple[int, Passage] | None:
    """The ordinal of the plan named with the action, and its name: "Action 1.2 (…) of the first Action Plan"."""
    text = scan.flow.text
    for place in (end, punctuation.behind_bracket(text, end)):
        for form in cues.of_plan:
            lead = f" {form.partition('{')[0]}"
            named = scan.phrases.plan_names.at(text, place + len(lead)) if text.startswith(lead, place) else None
            if named is not None and scan.phrases.plan_names.is_counted:
                return named.ordinal, scan.flow.passage(named.start, named.name_end)
    return None


def _title(scan: Scan, end: int, punctuation: Punctuation, *, cues: ActionCues) -> Stretch | None:
    """The quoted title behind the action, if only words such as "of the fourth Action Plan –" stand between."""
    at = bisect_left(punctuation.quotations, end, key=lambda quote: quote.start)
    if at == len(punctuation.quotations):
        return None
    quote = punctuation.quotations[at]
    gap = re.findall(r"\(|[^\s(]+", scan.flow.text[end : min(quote.start, end + _LONGEST_GAP)])
    ordinal = scan.phrases.plan_names.ordinals.pattern
    return quote if gap and all(word in cues.title_gap or ordinal.fullmatch(word) for word in gap) else None


def _report(scan: Scan, start: int, following: int, sentence: Stretch, *, cues: ActionCues) -> DocumentReference | None:
    """The document in the sentence that reports the action at `start`.

    It may stand before the action: "the final report (…) on the Action 8". Otherwise it is the first one between the
    action and the next action, at `following`.
    """
    documents = scan.references.documents
    at = bisect_left(documents, start, key=lambda document: document.start)
    for document in documents[max(0, at - 1) : at + 1]:
        between = scan.flow.text[document.end : start].strip(" )")
        fits = document.start < following if document.start >= start else between in cues.document_before
        if fits and sentence.holds(document):
            return document.reference
    return None
