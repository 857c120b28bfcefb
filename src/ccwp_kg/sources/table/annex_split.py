"""A document parted at its annex: the prose before it, the table, and what stands behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.layout.action_numbers import is_number, numbers_in
from ccwp_kg.sources.layout.lines import TextLine, blocks, spans_of
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.records import Claim, Issue
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.table.rows import is_rule

_NEAR = 16
"""The first heading of a table is followed by a number or another heading within so many lines."""
_LONGEST_HEADING = 10


@dataclass(frozen=True, slots=True)
class AnnexSplit:
    """The lines before the annex, the annex's own lines between its heading and its end, and all its words' span."""

    before: tuple[TextLine, ...]
    rows: tuple[TextLine, ...]
    annex: Span
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]


def split_at_annex(lines: Sequence[TextLine], *, grammar: Grammar, ordinal: int | None) -> AnnexSplit:
    """The document parted at its annex's heading or, where that is lost, at the first heading or number of a table.

    Raises UnreadableDocument where there is neither.
    """
    heading = _heading(lines, grammar=grammar)
    start = _table(lines, grammar=grammar, ordinal=ordinal) if heading is None else heading + 1
    if start is None or start >= len(lines):
        raise UnreadableDocument(
            f"{grammar.source.name} has no annex with actions; give a document of the family “{grammar.profile.name}” "
            "or another profile"
        )
    issues: list[Issue] = []
    claims: list[Claim] = []
    before = lines[:start] if heading is None else lines[:heading]
    if heading is None:
        title = _title_above(before, grammar=grammar)
        before = before[: len(before) - len(title)]
        severity = "note" if title else "problem"
        issues.append(
            Issue("annex-heading-missing", "the annex has no heading of its own", lines[start].span, severity)
        )
        claims += [Claim(span, "annex/heading") for span in spans_of(title)]
    else:
        claims.append(Claim(lines[heading].span, "annex/heading"))
    end, last = _end(lines, start, grammar=grammar, ordinal=ordinal)
    if end is None:
        issues.append(_no_end(lines[last - 1]))
    else:
        claims.append(Claim(lines[end].span, "annex/end-rule"))
    first = lines[start if heading is None else heading]
    annex = Span(first.span.start, lines[last if end is not None else last - 1].span.end)
    return AnnexSplit(tuple(before), tuple(lines[start:last]), annex, tuple(claims), tuple(issues))


def _heading(lines: Sequence[TextLine], *, grammar: Grammar) -> int | None:
    """The place of the line that heads the annex: "ANNEX", "Annex I", "ANNEX: Actions"."""
    words = tuple(word.upper() for word in grammar.profile.layout.annex)
    for place, line in enumerate(lines):
        said = line.text.split()
        first = said[0].rstrip(":").upper()
        if first in words and line.text[0].isupper() and len(said) <= _LONGEST_HEADING and line.text[-1] not in ".;,":
            return place
    return None


def _table(lines: Sequence[TextLine], *, grammar: Grammar, ordinal: int | None) -> int | None:
    """The place of the first heading of a table that has no heading above it; else of the first action's number."""
    labels = grammar.labels
    for place, line in enumerate(lines):
        label = labels.at(lines, place) if line.text[0].isupper() else None
        sequence = labels.sequence(line.text)
        if sequence:
            return _from_number(lines, place, grammar=grammar)
        if label is None or label.column == grammar.profile.box.name:
            continue
        following = lines[place + len(label.lines) : place + _NEAR]
        near = numbers_in(following, labels, cues=grammar.profile.actions, ordinal=ordinal)
        if near or any(labels.at(following, at) for at in range(len(following))):
            return _from_number(lines, place, grammar=grammar)
    numbers = numbers_in(lines, labels, cues=grammar.profile.actions, ordinal=ordinal)
    own = [each.place for each in numbers if each.value.startswith(f"{ordinal}.")]
    return own[0] if own else None


def _from_number(lines: Sequence[TextLine], place: int, *, grammar: Grammar) -> int:
    """The place of a number right above the first heading: in some rows the number comes first."""
    above = lines[place - 1].text if place else ""
    return place - 1 if above.isdigit() or is_number(above, cues=grammar.profile.actions) else place


def _title_above(before: Sequence[TextLine], *, grammar: Grammar) -> tuple[TextLine, ...]:
    """The line above a table that seems to be its title: by itself, and no sentence."""
    groups = blocks(before[-3:])
    last = groups[-1] if groups else ()
    marks = grammar.profile.layout.list_marks
    is_title = len(last) == 1 and last[0].text[-1] not in ".;,:" and last[0].text[0].isupper()
    return last if is_title and last[0].text not in marks and len(last[0].text.split()) <= _LONGEST_HEADING else ()


def _end(lines: Sequence[TextLine], start: int, *, grammar: Grammar, ordinal: int | None) -> tuple[int | None, int]:
    """The place of the rule that closes the annex, and that behind its last line; a rule between rows is none."""
    found = numbers_in(lines[start:], grammar.labels, cues=grammar.profile.actions, ordinal=ordinal)
    numbers = {start + number.place for number in found}
    for place in range(len(lines) - 1, start, -1):
        if is_rule(lines[place].text):
            return place, place
        if place in numbers or grammar.labels.column(lines[place].text) is not None:
            break
    return None, len(lines)


def _no_end(last: TextLine) -> Issue:
    """No rule at the end: a torn document ends in mid-sentence, a whole one does not."""
    if last.text[-1] == ".":
        return Issue(
            "annex-end-missing", "no rule closes the annex; its last words close a sentence", last.span, "note"
        )
    return Issue("annex-end-missing", "no rule closes the annex; its end may be lost", last.span)
