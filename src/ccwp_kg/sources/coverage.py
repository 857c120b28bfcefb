"""Accounts for every word: where it went, that none went twice, and that every quote stands where it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from itertools import pairwise

from ccwp_kg.errors import ReadingInvariantBroken
from ccwp_kg.sources.earlier_plans import MISSING_DASH
from ccwp_kg.sources.records import Claim, Coverage, Passage
from ccwp_kg.sources.text import SourceText, Span


def cover(source: SourceText, claims: Sequence[Claim], *, annex: Span | None) -> Coverage:
    """Where every word of a document went.

    Raises ReadingInvariantBroken where two claims overlap, a claim cuts a word, or a word of the annex has no field.
    """
    ordered = tuple(sorted(claims, key=lambda claim: claim.span))
    for first, second in pairwise(ordered):
        if second.span.start < first.span.end:
            raise ReadingInvariantBroken(
                f"{source.name}: {first.field} and {second.field} both take {source.exact(second.span)!r}; "
                "report the document as a fault of the reader"
            )
    words = [Span(word.start(), word.end()) for word in re.finditer(r"\S+", source.text)]
    unread = _unclaimed(source, words, ordered)
    lost = [word for word in unread if annex is not None and annex.holds(word)]
    if lost:
        raise ReadingInvariantBroken(
            f"{source.name}: the word {source.exact(lost[0])!r} at {lost[0].start} of the annex has no field; "
            "report the document as a fault of the reader"
        )
    return Coverage(len(words), len(words) - len(unread), ordered, tuple(unread))


def _unclaimed(source: SourceText, words: Sequence[Span], claims: Sequence[Claim]) -> list[Span]:
    """The words in no claim; both sequences are in order, so one walk is enough."""
    unclaimed: list[Span] = []
    place = 0
    for word in words:
        while place < len(claims) and claims[place].span.end <= word.start:
            place += 1
        claim = claims[place] if place < len(claims) else None
        if claim is None or claim.span.start >= word.end:
            unclaimed.append(word)
        elif not claim.span.holds(word):
            raise ReadingInvariantBroken(
                f"{source.name}: {claim.field} cuts the word {source.exact(word)!r} at {word.start}; "
                "report the document as a fault of the reader"
            )
    return unclaimed


def passages_in(record: object) -> Iterator[Passage]:
    """Every passage inside a record, however deep."""
    if isinstance(record, Passage):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from passages_in(item)
    elif is_dataclass(record) and not isinstance(record, SourceText):
        for each in fields(record):
            yield from passages_in(getattr(record, each.name))


def check_quotes(source: SourceText, *records: object) -> None:
    """Hold every passage to its place: its value's characters stand there, in that order.

    Raises ReadingInvariantBroken where a span lies outside the document, or a value has characters that its spans do
    not.
    """
    for record in records:
        for passage in passages_in(record):
            _check(source, passage)


def _check(source: SourceText, passage: Passage) -> None:
    for span in passage.spans:
        if span.end > len(source.text):
            raise ReadingInvariantBroken(f"{source.name}: {passage.text!r} is said to stand behind the document's end")
    raw = "".join(source.exact(span) for span in passage.spans)
    remaining = iter(raw)
    # only the rule that puts back a lost dash may add to what is printed
    if passage.rule != MISSING_DASH and not all(char.isspace() or char in remaining for char in passage.text):
        raise ReadingInvariantBroken(
            f"{source.name}: {passage.text!r} does not stand at {passage.spans}; "
            "report the document as a fault of the reader"
        )
