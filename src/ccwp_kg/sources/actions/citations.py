"""Reads the citations in terms of reference: the role of each document, its subject, and the words quoted from it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from ccwp_kg.sources.actions.action_references import FoundAction
from ccwp_kg.sources.citations.found import FoundDocument
from ccwp_kg.sources.profile.profile import CitationCues, Profile
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.records.records import Citation
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.text.patterns import any_of, whole_words
from ccwp_kg.sources.text.prose import Punctuation, Stretch

QUOTATION = "quotation"


def citations_in(
    scan: Scan, punctuation: Punctuation, *, profile: Profile, actions: Sequence[FoundAction]
) -> tuple[Citation, ...]:
    """The citations in terms of reference, in order. A document cited twice has two citations."""
    quotations = _quotations_of(scan, punctuation, profile=profile, actions=actions)
    reports = {action.record.reported_in.target for action in actions if action.record.reported_in is not None}
    found = []
    before = 0
    for position, document in enumerate(scan.references.documents, 1):
        cited = _Cited(document, scan, punctuation, profile=profile)
        quoted = quotations.get(document.start, ())
        usual = "report" if document.reference.target in reports else "reference"
        role, role_words = cited.role(quoted) or (usual, None)
        citation = Citation(
            position=position,
            document=document.reference,
            role=role,
            role_words=role_words,
            regarding=cited.regarding(),
            recommendations=cited.singled_out(),
            quotations=tuple(scan.flow.passage(quote.start + 1, quote.end - 1) for quote in quoted),
            title=cited.title(punctuation.quotations) or cited.dated_title(),
            pending=cited.pending(before),
        )
        found.append(citation)
        before = document.start
    return tuple(found)


def _quotations_of(
    scan: Scan, punctuation: Punctuation, *, profile: Profile, actions: Sequence[FoundAction]
) -> dict[int, tuple[Stretch, ...]]:
    """Quotations by the start of the document that they quote: the last one cited before them in their sentence.

    Titles are left out: those of an action, and those with a document's number in them.
    """
    titles = {action.title for action in actions}
    text, documents = scan.flow.text, scan.references.documents
    found: dict[int, tuple[Stretch, ...]] = {}
    for quote in punctuation.quotations:
        leads = any(text.startswith(f"{cue} ", quote.start - len(cue) - 1) for cue in profile.citations.quotation)
        at = bisect_left(documents, quote.start, key=lambda document: document.start)
        holds_number = at < len(documents) and quote.holds(documents[at])
        if not leads or not at or quote in titles or holds_number:
            continue
        document = documents[at - 1]
        if document.end <= quote.start < scan.sentence_at(document.start).end:
            found[document.start] = (*found.get(document.start, ()), quote)
    return found


class _Cited:
    """A document cited from `start` up to `end`, its sentence, and the brackets around it, the innermost first."""

    def __init__(self, document: FoundDocument, scan: Scan, punctuation: Punctuation, *, profile: Profile) -> None:
        self.scan, self.flow, self.profile = scan, scan.flow, profile
        self.document, self.start, self.end = document, document.start, document.end
        self.sentence = scan.sentence_at(self.start)
        self.brackets = punctuation.brackets_around(document)

    def role(self, quoted: Sequence[Stretch]) -> tuple[str, Passage] | None:
        """The role in which it is cited, and the words that state it.

        The narrowest bracket that names a role decides, else the sentence. The roles are tried in the profile's order.
        The role `quotation` has no words of its own: words quoted from the document make it.
        """
        for scope in (*self.brackets, self.sentence):
            for role in self.profile.roles:
                if quoted and role.slug == QUOTATION and scope is self.sentence:
                    return role.slug, self.flow.passage(quoted[0].start + 1, quoted[0].end - 1)
                found = self._nearest(role.forms, scope)
                if found is not None:
                    return role.slug, self.flow.passage(found.start, found.end)
        return None

    def _nearest(self, forms: Sequence[str], scope: Stretch) -> Stretch | None:
        """Where one of the forms stands in a part of the text, closest to the document."""
        small = self.flow.text.casefold()
        named = (whole_words((form,)) for form in forms if form.casefold() in small)
        places = (place for each in named for place in each.finditer(self.flow.text, scope.start, scope.end))
        found = (Stretch(*place.span()) for place in places)
        return min(
            found, key=lambda each: (max(self.start - each.end, each.start - self.end), each.start), default=None
        )

    def regarding(self) -> Passage | None:
        """The subject: behind "considering" up to the end of the entry, or before it: "as regards CEPOL, …"."""
        text, cues = self.flow.text, self.profile.citations
        for cue in cues.regarding:
            if text.startswith(f" {cue} ", self.end):
                start = self.end + len(cue) + 2
                return self.flow.passage(start, self._entry_end(start))
        for cue in cues.regarding_before:
            for group in self.brackets:
                start = group.start + 1 + len(cue) + 1
                comma = text.find(",", start, self.start)
                if text.startswith(f"{cue} ", group.start + 1) and comma != -1:
                    return self.flow.passage(start, comma)
        return None

    def _entry_end(self, start: int) -> int:
        """The end of an entry in a list of documents: its semicolon, or the end of its bracket or sentence."""
        limit = min([*(group.end - 1 for group in self.brackets), self.sentence.end])
        semicolon = self.flow.text.find(";", start, limit)
        end = limit if semicolon == -1 else semicolon
        return end - (self.flow.text[end - 1] == ".")

    def singled_out(self) -> tuple[Passage, ...]:
        """The recommendations named behind it: "– recommendations 12 and 14b"."""
        text = self.flow.text
        joint = re.compile(rf" [-–] (?:{any_of(self.profile.citations.singled_out)}) ").match(text, self.end)
        found: list[Passage] = []
        while joint and (number := re.compile(r"\d+[a-z]?(?!\w)").match(text, joint.end())):
            found.append(self.flow.passage(number.start(), number.end()))
            joint = re.compile(rf" ?(?:{any_of(self.profile.words.joined)}) ").match(text, number.end())
        return tuple(found)

    def title(self, quotations: Sequence[Stretch]) -> Passage | None:
        """The title printed before the number inside the same quotation marks: “Report on … (2007) 8282/3/08 …”."""
        at = bisect_right(quotations, self.start, key=lambda quote: quote.start) - 1
        if at < 0 or not quotations[at].holds(self.document):
            return None
        first = quotations[at].start + 1
        return self.flow.passage(first, self.start) if self.flow.text[first : self.start].strip() else None

    def dated_title(self) -> Passage | None:
        """The title of a text, with its date inside, before the bracket that opens with its number.

        "Council Conclusions adopted on 1 May 2011 on training (8096/11)": the date is no part of the title.
        """
        if not self.brackets or self.start != self.brackets[0].start + 1:
            return None
        text, end = self.flow.text, self.brackets[0].start
        names, subject = _titled(self.profile.citations)
        for name in names.finditer(text, self.sentence.start, end):
            day = self.scan.phrases.plan_names.calendar.time_at(text, name.end())
            begins = subject.match(text, day.end, end) if day is not None else None
            if begins is not None and not any(mark in text[begins.end() : end] for mark in "()"):
                first, rest = self.flow.passage(name.start(), name.end("name")), self.flow.passage(begins.start(), end)
                return Passage(f"{first.text} {rest.text}", (*first.spans, *rest.spans))
        return None

    def pending(self, before: int) -> Passage | None:
        """The words in its sentence, behind the start of the document `before` it, that call it pending."""
        for form in self.profile.citations.pending:
            place = self.flow.text.find(form, self.sentence.start, self.start)
            if place >= before:
                return self.flow.passage(place, place + len(form))
        return None


@lru_cache(maxsize=8)
def _titled(cues: CitationCues) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for the name of a text up to its date, and for the opening of its subject behind the date."""
    names = re.compile(rf"(?<!\w)(?P<name>{any_of(cues.titled)}) (?:{any_of(cues.dated)}) ")
    return names, re.compile(rf" (?:{any_of(cues.subject)}) ")
