"""Notes words that may tell how an action relates to others, to documents and bodies, but were not understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ccwp_kg.sources.profile.profile import RELATIONS
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.recognition.hints import hints_in
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.records.records import ActionReference, Citation, ExpectedDecision
from ccwp_kg.sources.records.references import Passage

Relation = tuple[str, Passage]
"""A relation by the field of its hints, and words of the sentence that tells it."""


def note_unread_relations(scan: Scan, read: Iterable[Relation], collector: Collector) -> None:
    """Note each sentence with words that may tell a relation which is not among those `read` in that sentence."""
    known = {(field, _sentence(scan, words)) for field, words in read}
    for hint in collector.grammar.profile.hints:
        for words in hints_in(scan, hint, grammar=collector.grammar) if hint.field in RELATIONS else ():
            place = (hint.field, _sentence(scan, words))
            if place not in known:
                known.add(place)
                message = f"“{words.text}” may tell the {hint.field} of something, which was not understood"
                collector.issue("relation-not-understood", message, words.spans[0], severity="note")


def relations_of_decisions(decisions: Iterable[ExpectedDecision]) -> Iterator[Relation]:
    """What decisions tell: who decides, or to whom something is handed over."""
    for each in decisions:
        yield ("addressee" if each.kind == "submission" else "decision"), each.text


def relations_of_citations(citations: Iterable[Citation]) -> Iterator[Relation]:
    """What citations tell where words tell their role: on what the action is based, or what it takes up."""
    for each in citations:
        if each.role_words is not None or each.recommendations or each.quotations:
            yield "basis", each.document.printed
            yield "recommendation", each.document.printed


def relations_of_references(references: Iterable[ActionReference]) -> Iterator[Relation]:
    """What references to actions tell: that this action follows one up."""
    return (("follow-up", each.printed) for each in references if each.follows_up is not None)


def _sentence(scan: Scan, words: Passage) -> int:
    return scan.sentence_at(scan.flow.index(words.spans[0].start)).start
