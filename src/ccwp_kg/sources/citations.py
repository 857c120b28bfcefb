"""Council documents cited in terms of reference: in what role, for what subject, and with which words of theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ccwp_kg.sources.action_references import FoundAction
from ccwp_kg.sources.flow import Flow
from ccwp_kg.sources.profile import Profile
from ccwp_kg.sources.prose import Stretch, brackets, quotations, sentences
from ccwp_kg.sources.records import Citation, Passage
from ccwp_kg.sources.references import FoundDocument

QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class _Scene:
    """The text around the citations: what stands in brackets, quotation marks and sentences."""

    flow: Flow
    profile: Profile
    documents: tuple[FoundDocument, ...]
    actions: tuple[FoundAction, ...]
    sentences: tuple[Stretch, ...]
    brackets: tuple[Stretch, ...]
    quotations: tuple[Stretch, ...]

    def sentence_of(self, document: FoundDocument) -> Stretch:
        return next(s for s in self.sentences if s.holds(document.start, document.end))

    def quoted_words(self) -> tuple[Stretch, ...]:
        """Quotations that are no titles: neither of an action nor around a document's number."""
        titles = {action.title for action in self.actions}
        return tuple(
            quote
            for quote in self.quotations
            if quote not in titles and not any(quote.holds(d.start, d.end) for d in self.documents)
        )


def citations_in(
    flow: Flow, *, profile: Profile, documents: tuple[FoundDocument, ...], actions: tuple[FoundAction, ...]
) -> tuple[Citation, ...]:
    """Every citation in terms of reference, in order; a document cited twice is cited twice."""
    scene = _Scene(
        flow,
        profile,
        documents,
        actions,
        sentences(flow.text, words=profile.words),
        brackets(flow.text),
        quotations(flow.text, quotes=profile.words.quotes),
    )
    return tuple(_citation(scene, position, document) for position, document in enumerate(documents, 1))


def _citation(scene: _Scene, position: int, document: FoundDocument) -> Citation:
    quoted = _quoted(scene, document)
    return Citation(
        position=position,
        document=document.reference,
        role=_role(scene, document, quoted=bool(quoted)),
        regarding=_regarding(scene, document),
        recommendations=_singled_out(scene, document),
        quotations=quoted,
        title=_title(scene, document),
        pending=_pending(scene, document),
    )


def _role(scene: _Scene, document: FoundDocument, *, quoted: bool) -> str:
    """What the document is cited for: the narrowest bracket that says so decides, else its sentence.

    The roles are tried in the profile's order. The one called `quotation` has no words of its own: words quoted from
    the document make it.
    """
    groups = [group for group in scene.brackets if group.holds(document.start, document.end)]
    for scope in groups:
        words = scene.flow.text[scope.start : scope.end]
        for role in scene.profile.roles:
            if any(_occurs(form, words) for form in role.forms):
                return role.slug
    sentence = scene.sentence_of(document)
    words = scene.flow.text[sentence.start : sentence.end]
    for role in scene.profile.roles:
        if (role.slug == QUOTATION and quoted) or any(_occurs(form, words) for form in role.forms):
            return role.slug
    reported = any(action.record.reported_in == document.reference for action in scene.actions)
    return "report" if reported else "reference"


def _occurs(form: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", words, re.IGNORECASE) is not None


def _regarding(scene: _Scene, document: FoundDocument) -> Passage | None:
    """The subject: after "considering", up to the end of the entry; or before, "as regards CEPOL, …"."""
    text, cues = scene.flow.text, scene.profile.citations
    for cue in cues.regarding:
        if text.startswith(f" {cue} ", document.end):
            start = document.end + len(cue) + 2
            return scene.flow.passage(start, _entry_end(scene, document, start))
    groups = [group for group in scene.brackets if group.holds(document.start, document.end)]
    for cue in cues.regarding_before:
        for group in groups:
            start = group.start + 1 + len(cue) + 1
            comma = text.find(",", start, document.start)
            if text.startswith(f"{cue} ", group.start + 1) and comma != -1:
                return scene.flow.passage(start, comma)
    return None


def _entry_end(scene: _Scene, document: FoundDocument, start: int) -> int:
    """Where an entry of a list of documents ends: at its semicolon, its bracket's end or its sentence's end."""
    groups = [group.end - 1 for group in scene.brackets if group.holds(document.start, document.end)]
    limit = min([*groups, scene.sentence_of(document).end])
    semicolon = scene.flow.text.find(";", start, limit)
    end = limit if semicolon == -1 else semicolon
    return end - (scene.flow.text[end - 1] == ".")


def _singled_out(scene: _Scene, document: FoundDocument) -> tuple[Passage, ...]:
    """The recommendations named behind the document: "– recommendations 12 and 14b"."""
    cues = "|".join(map(re.escape, scene.profile.citations.singled_out))
    joints = "|".join(map(re.escape, scene.profile.words.joined))
    lead = re.compile(rf" [-–] (?:{cues}) ").match(scene.flow.text, document.end)
    found: list[Passage] = []
    place = lead.end() if lead else None
    while place is not None and (number := re.compile(r"\d+[a-z]?(?!\w)").match(scene.flow.text, place)):
        found.append(scene.flow.passage(number.start(), number.end()))
        joint = re.compile(rf" ?(?:{joints}) ").match(scene.flow.text, number.end())
        place = joint.end() if joint else None
    return tuple(found)


def _quoted(scene: _Scene, document: FoundDocument) -> tuple[Passage, ...]:
    """Words quoted from the document: the sentence cites it last before them and leads to them ("recommended that")."""
    sentence, text = scene.sentence_of(document), scene.flow.text
    found = []
    for quote in scene.quoted_words():
        leads = any(text[: quote.start].endswith(f"{cue} ") for cue in scene.profile.citations.quotation)
        if not leads or not document.end <= quote.start < sentence.end:
            continue
        if not any(document.start < other.start < quote.start for other in scene.documents):
            found.append(scene.flow.passage(quote.start + 1, quote.end - 1))
    return tuple(found)


def _title(scene: _Scene, document: FoundDocument) -> Passage | None:
    """The title printed before the number inside the same quotation marks: “Report on … (2007) 8282/3/08 …”."""
    quote = next((quote for quote in scene.quotations if quote.holds(document.start, document.end)), None)
    if quote is None or not scene.flow.text[quote.start + 1 : document.start].strip():
        return None
    return scene.flow.passage(quote.start + 1, document.start)


def _pending(scene: _Scene, document: FoundDocument) -> Passage | None:
    """That the document is not yet what the text calls it: "[to be] adopted", said before it in its sentence."""
    sentence = scene.sentence_of(document)
    for form in scene.profile.citations.pending:
        place = scene.flow.text.find(form, sentence.start, document.start)
        others = [other for other in scene.documents if place < other.start < document.start]
        if place != -1 and not others:
            return scene.flow.passage(place, place + len(form))
    return None
