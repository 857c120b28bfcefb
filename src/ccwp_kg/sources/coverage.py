"""Checks a reading: each word has one field, and each quotation stands at its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ccwp_kg.errors import ReadingInvariantBroken
from ccwp_kg.sources.intake.normalise import SOFT_HYPHEN
from ccwp_kg.sources.plan.earlier_plans import MISSING_DASH
from ccwp_kg.sources.records.records import Claim, Coverage
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.records.source_text import SourceText, Span


def _broken(source: SourceText, finding: str) -> ReadingInvariantBroken:
    return ReadingInvariantBroken(f"{source.name}: {finding}; report the document as a fault of the reader")


def cover(source: SourceText, claims: Sequence[Claim], *, annex: Span | None, marks: Sequence[Span] = ()) -> Coverage:
    """The field of every word of a document. `marks` only draw a table: like white space they part words.

    Raises ReadingInvariantBroken if two claims overlap, a claim cuts a word, or a word of the annex has no field.
    """
    ordered = tuple(sorted(claims, key=lambda claim: (claim.span.start, claim.span.end)))
    for first, second in pairwise(ordered):
        if second.span.start < first.span.end:
            raise _broken(source, f"{first.field} and {second.field} both take {source.exact(second.span)!r}")
    count, unread = _unclaimed(source, ordered, marks)
    lost = [
        word
        for word in unread
        if annex is not None and annex.holds(word) and source.exact(word).strip(SOFT_HYPHEN)  # one alone is no word
    ]
    if lost:
        raise _broken(source, f"the word {source.exact(lost[0])!r} at {lost[0].start} of the annex has no field")
    return Coverage(count, count - len(unread), ordered, tuple(unread))


def _unclaimed(source: SourceText, claims: Sequence[Claim], marks: Sequence[Span]) -> tuple[int, list[Span]]:
    """The number of words, and the words in no claim. The claims are in order and do not overlap."""
    unclaimed: list[Span] = []
    ends = [claim.span.end for claim in claims]
    count = 0
    for word in re.finditer(r"\S+", _without(source.text, marks)):
        count += 1
        place, end = word.span()
        at = bisect_right(ends, place)
        if at == len(claims) or claims[at].span.start >= end:
            unclaimed.append(Span(place, end))
            continue
        # a label may be printed close to its value, “Subject:Draft”: then the next field takes the rest
        while place < end:
            if at == len(claims) or claims[at].span.start > place:
                field = claims[min(at, len(claims) - 1)].field
                raise _broken(source, f"{field} cuts the word {word.group()!r} at {word.start()}")
            place = ends[at]
            at += 1
    return count, unclaimed


def _without(text: str, marks: Sequence[Span]) -> str:
    """A text with spaces instead of marks."""
    parts = []
    end = 0
    for mark in marks:
        parts += [text[end : mark.start], " " * (mark.end - mark.start)]
        end = mark.end
    return "".join((*parts, text[end:])) if marks else text


def passages_in(record: object) -> Iterator[Passage]:
    """All passages in a record, at any depth."""
    waiting = [record]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Passage):
            yield each
        elif isinstance(each, tuple):
            waiting.extend(each)
        else:
            waiting.extend([getattr(each, name) for name in getattr(each, "__dataclass_fields__", ())])


def check_quotes(source: SourceText, *records: object) -> None:
    """Check that the characters of every passage stand in its spans, in that order.

    Raises ReadingInvariantBroken if a span lies outside the document, or a passage has characters that its spans lack.
    """
    for record in records:
        for passage in passages_in(record):
            if any(span.end > len(source.text) for span in passage.spans):
                raise _broken(source, f"{passage.text!r} is said to stand behind the document's end")
            raw = "".join(source.exact(span) for span in passage.spans)
            # only the rule that restores a lost dash may add characters
            if passage.text in " ".join(raw.split()) or passage.rule == MISSING_DASH:
                continue
            remaining = iter(raw)
            if not all(char.isspace() or char in remaining for char in passage.text):
                raise _broken(source, f"{passage.text!r} does not stand at {passage.spans}")
