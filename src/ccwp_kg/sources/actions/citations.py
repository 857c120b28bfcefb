"""Reads the citations in terms of reference: the role of each document, its subject, and the words quoted from it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ccwp_kg.sources.actions.action_references import FoundAction
from ccwp_kg.sources.citations.references import FoundDocument
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.records.records import Citation
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.text.flow import Flow
from ccwp_kg.sources.text.patterns import any_of
from ccwp_kg.sources.text.prose import Punctuation, Stretch

QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class _CitationContext:
    """The text around the citations.

    `quoted` are the quotations that are no titles, by the start of the document that they quote. `reported` are the
    keys of documents that report an action.
    """

    scan: Scan
    punctuation: Punctuation
    profile: Profile
    quoted: Mapping[int, tuple[Stretch, ...]]
    reported: frozenset[str]

    @property
    def flow(self) -> Flow:
        return self.scan.flow

    def sentence_of(self, document: FoundDocument) -> Stretch:
        return self.scan.sentence_at(document.start)

    def brackets_around(self, document: FoundDocument) -> tuple[Stretch, ...]:
        return self.punctuation.brackets_around(document.start, document.end)


def citations_in(
    scan: Scan, punctuation: Punctuation, *, profile: Profile, actions: Sequence[FoundAction]
) -> tuple[Citation, ...]:
    """The citations in terms of reference, in order. A document cited twice has two citations."""
    context = _CitationContext(
        scan,
        punctuation,
        profile,
        _quotations_of(scan, punctuation, profile=profile, actions=actions),
        frozenset(action.record.reported_in.key for action in actions if action.record.reported_in is not None),
    )
    found = []
    for position, document in enumerate(scan.documents, 1):
        quoted = context.quoted.get(document.start, ())
        citation = Citation(
            position=position,
            document=document.reference,
            role=_role(context, document, quoted=bool(quoted)),
            regarding=_regarding(context, document),
            recommendations=_singled_out(context, document),
            quotations=tuple(scan.flow.passage(quote.start + 1, quote.end - 1) for quote in quoted),
            title=_title(context, document),
            pending=_pending(context, document),
        )
        found.append(citation)
    return tuple(found)


def _quotations_of(
    scan: Scan, punctuation: Punctuation, *, profile: Profile, actions: Sequence[FoundAction]
) -> dict[int, tuple[Stretch, ...]]:
    """Quotations by the start of the document that they quote: the last one cited before them in their sentence.

    Titles are left out: those of an action, and those with a document's number in them.
    """
    titles = {action.title for action in actions}
    text = scan.flow.text
    found: dict[int, tuple[Stretch, ...]] = {}
    for quote in punctuation.quotations:
        leads = any(text.startswith(f"{cue} ", quote.start - len(cue) - 1) for cue in profile.citations.quotation)
        at = bisect_left(scan.documents, quote.start, key=lambda document: document.start)
        holds_number = at < len(scan.documents) and quote.holds(scan.documents[at].start, scan.documents[at].end)
        if not leads or not at or quote in titles or holds_number:
            continue
        document = scan.documents[at - 1]
        if document.end <= quote.start < scan.sentence_at(document.start).end:
            found[document.start] = (*found.get(document.start, ()), quote)
    return found


def _role(context: _CitationContext, document: FoundDocument, *, quoted: bool) -> str:
    """The role in which the document is cited. The narrowest bracket that names a role decides, else the sentence.

    The roles are tried in the profile's order. The role `quotation` has no words of its own: words quoted from the
    document make it.
    """
    for scope in context.brackets_around(document):
        words = context.flow.text[scope.start : scope.end]
        for role in context.profile.roles:
            if any(_occurs(form, words) for form in role.forms):
                return role.slug
    sentence = context.sentence_of(document)
    words = context.flow.text[sentence.start : sentence.end]
    for role in context.profile.roles:
        if (role.slug == QUOTATION and quoted) or any(_occurs(form, words) for form in role.forms):
            return role.slug
    return "report" if document.reference.key in context.reported else "reference"


def _occurs(form: str, words: str) -> bool:
    return form.casefold() in words.casefold() and _whole_words(form).search(words) is not None


@lru_cache(maxsize=256)
def _whole_words(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE)


def _regarding(context: _CitationContext, document: FoundDocument) -> Passage | None:
    """The subject: behind "considering" up to the end of the entry, or before the document: "as regards CEPOL, …"."""
    text, cues = context.flow.text, context.profile.citations
    for cue in cues.regarding:
        if text.startswith(f" {cue} ", document.end):
            start = document.end + len(cue) + 2
            return context.flow.passage(start, _entry_end(context, document, start))
    groups = context.brackets_around(document)
    for cue in cues.regarding_before:
        for group in groups:
            start = group.start + 1 + len(cue) + 1
            comma = text.find(",", start, document.start)
            if text.startswith(f"{cue} ", group.start + 1) and comma != -1:
                return context.flow.passage(start, comma)
    return None


def _entry_end(context: _CitationContext, document: FoundDocument, start: int) -> int:
    """The end of an entry in a list of documents: its semicolon, or the end of its bracket or sentence."""
    groups = [group.end - 1 for group in context.brackets_around(document)]
    limit = min([*groups, context.sentence_of(document).end])
    semicolon = context.flow.text.find(";", start, limit)
    end = limit if semicolon == -1 else semicolon
    return end - (context.flow.text[end - 1] == ".")


def _singled_out(context: _CitationContext, document: FoundDocument) -> tuple[Passage, ...]:
    """The recommendations named behind the document: "– recommendations 12 and 14b"."""
    lead = re.compile(rf" [-–] (?:{any_of(context.profile.citations.singled_out)}) ").match(
        context.flow.text, document.end
    )
    found: list[Passage] = []
    place = lead.end() if lead else None
    while place is not None and (number := re.compile(r"\d+[a-z]?(?!\w)").match(context.flow.text, place)):
        found.append(context.flow.passage(number.start(), number.end()))
        joint = re.compile(rf" ?(?:{any_of(context.profile.words.joined)}) ").match(context.flow.text, number.end())
        place = joint.end() if joint else None
    return tuple(found)


def _title(context: _CitationContext, document: FoundDocument) -> Passage | None:
    """The title printed before the number inside the same quotation marks: “Report on … (2007) 8282/3/08 …”."""
    quotations = context.punctuation.quotations
    at = bisect_right(quotations, document.start, key=lambda quote: quote.start) - 1
    quote = quotations[at] if at >= 0 else None
    if quote is None or not quote.holds(document.start, document.end):
        return None
    has_title = bool(context.flow.text[quote.start + 1 : document.start].strip())
    return context.flow.passage(quote.start + 1, document.start) if has_title else None


def _pending(context: _CitationContext, document: FoundDocument) -> Passage | None:
    """The words before a document in its sentence that call it pending: "[to be] adopted"."""
    at = bisect_left(context.scan.documents, document.start, key=lambda other: other.start)
    between = context.scan.documents[at - 1].start if at else 0
    for form in context.profile.citations.pending:
        place = context.flow.text.find(form, context.sentence_of(document).start, document.start)
        if place >= between:
            return context.flow.passage(place, place + len(form))
    return None
