"""Reads what the prose says of one known thing and another: who prepared a document, what a plan takes into account.

A relation is stated only where both of its ends have a name or a number. Words that name no known thing state none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ccwp_kg.sources.profile.forms import Forms
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.profile.slots import AGENTS
from ccwp_kg.sources.recognition.phrases import FilledSlot, PhraseMatch
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.records.prose_parts import Footnote
from ccwp_kg.sources.records.references import Relation
from ccwp_kg.sources.text.patterns import any_of

AUDIENCE, BASIS = "audience", "basis"
DOCUMENT, PLAN = "document", "plan"
"""What a relation is about that is said of the document that is read, or of its plan."""


def relations_in(
    scans: Iterable[Scan], *, ordinal: int | None, footnotes: Sequence[Footnote], profile: Profile
) -> tuple[Relation, ...]:
    """The relations in the prose around the annex of the plan with that ordinal."""
    found: list[Relation] = []
    for scan in (each for each in scans if each.flow.text):
        whole = scan.flow.raw_span()
        noted = {
            scan.flow.index(note.mark.start): note for note in footnotes if whole.start < note.mark.start <= whole.end
        }
        found += _of_things(scan, profile=profile)
        found += _of_noted_documents(scan, noted, profile=profile)
        found += _of_the_document(scan, ordinal=ordinal, profile=profile)
        found += _audience(scan, profile=profile)
        found += _bases(scan, noted, ordinal=ordinal, profile=profile)
        found += _considerations(scan, ordinal=ordinal, profile=profile)
    return tuple(found)


def _of_things(scan: Scan, *, profile: Profile) -> Iterator[Relation]:
    """Relations whose two ends one phrase names: “{act} aiming to implement the {object}”.

    What “its” refers to is known only where the words name one organisation.
    """
    for match, kind in scan.phrases.of_kinds(profile.relations.of_things):
        owner = match.slots.get("agent")
        if "words" in match.slots and owner is not None and not _is_only_agent(scan, owner, match.end):
            continue
        subject = match.slots["act"] if "act" in match.slots else match.slots["plan"]
        if subject.target is None:
            continue  # a plan that has no name here
        other = next(match.slots[slot] for slot in ("object", "actor", "concept", "agent") if slot in match.slots)
        yield _relation(scan, kind, subject.target, other)


def _is_only_agent(scan: Scan, owner: FilledSlot, end: int) -> bool:
    """Whether it is an organisation, and no other is named behind it up to `end`."""
    others = (each for each in scan.names if owner.end <= each.start < end and each.name.kind in AGENTS)
    return (owner.target or "").startswith("organisation/") and next(others, None) is None


def _of_noted_documents(scan: Scan, noted: dict[int, Footnote], *, profile: Profile) -> Iterator[Relation]:
    """Who prepared or discussed a document, in words right behind the mark of its footnote, or behind such words."""
    joint = re.compile(rf" (?:(?:{any_of(profile.layout.connectors)}) )?")
    ends = {end: note.document.target for end, note in noted.items() if note.document is not None}
    for match, kind in scan.phrases.of_kinds(profile.relations.of_noted_documents):
        before = (ends[end] for end in ends if joint.fullmatch(scan.flow.text, end, match.start))
        document = next(before, None)
        if document is not None:
            ends[match.end] = document
            yield _relation(scan, kind, document, match.slots["actor"])


def _of_the_document(scan: Scan, *, ordinal: int | None, profile: Profile) -> Iterator[Relation]:
    """Who prepared the document itself, in a sentence that names its plan before these words."""
    for match, kind in scan.phrases.of_kinds(profile.relations.of_the_document):
        if any(each.ordinal == ordinal for each in scan.plans_before(match.start)):
            yield _relation(scan, kind, DOCUMENT, match.slots["actor"])


def _audience(scan: Scan, *, profile: Profile) -> Iterator[Relation]:
    """For whom the document is, at the start of a sentence: “Delegations will find below the draft Action Plan”."""
    for match in scan.phrases.all(profile.relations.audience):
        if match.start == scan.sentence_at(match.start).start:
            yield _relation(scan, AUDIENCE, DOCUMENT, match.slots["actor"])


def _bases(scan: Scan, noted: dict[int, Footnote], *, ordinal: int | None, profile: Profile) -> Iterator[Relation]:
    """The noted documents on which a clause about the plan rests: “on the basis of the proposal¹, the Action Plan”."""
    for end, note in noted.items():
        sentence = scan.sentence_at(end - 1)
        annotated = scan.flow.index(note.annotates.spans[0].start)
        cues = (cue for cue in scan.phrases.all(profile.relations.bases) if cue.end + 1 == annotated)
        cue = next(cues, None)
        is_of_plan = any(map(sentence.holds, _subjects(scan, ordinal=ordinal, profile=profile)))
        if cue is not None and note.document is not None and is_of_plan:
            yield Relation(BASIS, PLAN, note.document.target, note.annotates)


def _considerations(scan: Scan, *, ordinal: int | None, profile: Profile) -> Iterator[Relation]:
    """What the plan takes into account: the known things that are listed behind words that say so.

    The list begins right behind these words, or with an opener such as “in the field of”. It ends where an entry is not
    the name of a known thing, with what the profile lets stand before one: “the entry into force of”.
    """
    cues, text = profile.relations, scan.flow.text
    openers = re.compile(rf"(?<!\w)(?:{any_of(cues.list_openers)}) ")
    joint = re.compile(rf"(?: ?(?:{any_of([*profile.words.joined, *cues.list_openers])})(?!\w))+ ")
    subjects = {each.end for each in _subjects(scan, ordinal=ordinal, profile=profile)}
    for cue in scan.phrases.all(cues.considers):
        sentence = scan.sentence_at(cue.start)
        starts = [cue.end + 1, *(opener.end() for opener in openers.finditer(text, cue.end, sentence.end))]
        for start in starts if cue.start - 1 in subjects else ():
            entries = list(_entries(scan, start, cues.considered, joint=joint))
            yield from (_consideration(scan, kind, entry) for kind, entry in entries)
            if entries:
                break


def _consideration(scan: Scan, kind: str, entry: PhraseMatch) -> Relation:
    """An act is taken into account itself; of a concept the whole entry: “protection of the external borders”."""
    if "act" in entry.slots:
        return _relation(scan, kind, PLAN, entry.slots["act"])
    words = scan.flow.passage(entry.start, entry.end)
    return Relation(kind, PLAN, entry.slots["concept"].target or "", words)


def _entries(
    scan: Scan, start: int, forms: Sequence[Forms], *, joint: re.Pattern[str]
) -> Iterator[tuple[str, PhraseMatch]]:
    """The entries of a list that begins at `start`, up to the first that is no known thing."""
    text = scan.flow.text
    at: int | None = start
    while at is not None:
        found = ((kind.slug, scan.phrases.at(form, at)) for kind in forms for form in kind.forms)
        entry = next(((kind, match) for kind, match in found if match and _is_closed(text, match.end, joint)), None)
        if entry is None:
            return
        yield entry
        following = joint.match(text, entry[1].end)
        at = following.end() if following else None


def _is_closed(text: str, end: int, joint: re.Pattern[str]) -> bool:
    return text[end : end + 1] in ("", *".,;:") or joint.match(text, end) is not None


def _subjects(scan: Scan, *, ordinal: int | None, profile: Profile) -> tuple[PhraseMatch, ...]:
    """Where a clause begins with the plan: at the start of its sentence, or behind a comma."""
    return tuple(
        match
        for match in scan.phrases.all(profile.relations.plan_as_subject)
        if "plan" not in match.slots or match.slots["plan"].number == ordinal
        if match.start == scan.sentence_at(match.start).start or scan.flow.text[: match.start].endswith(", ")
    )


def _relation(scan: Scan, kind: str, about: str, named: FilledSlot) -> Relation:
    return Relation(kind, about, named.target or "", scan.flow.passage(named.start, named.end))
