"""Splits a document at its annex: the prose before it, the table, and the rule that closes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.layout.action_numbers import is_explicit_number, is_number, numbers_in
from ccwp_kg.sources.layout.headings import is_of_numbers
from ccwp_kg.sources.layout.text_lines import TextLine, blocks, is_rule, spans_of
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.records import Claim, Issue
from ccwp_kg.sources.records.source_text import Span

_NEAR = 16
"""The lines behind the first heading of a table in which a number or another heading follows."""
_LONGEST_HEADING = 10
"""The most words of a heading of the annex."""


@dataclass(frozen=True, slots=True)
class AnnexSplit:
    """The lines before the annex, its own heading, the lines of its table, and the span from its heading to its end."""

    before: tuple[TextLine, ...]
    heading: TextLine | None
    rows: tuple[TextLine, ...]
    annex: Span
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]


def split_at_annex(
    lines: Sequence[TextLine],
    *,
    grammar: Grammar,
    ordinal: int | None,
    title: Sequence[TextLine] = (),
    grid: int | None = None,
    is_counted: bool = False,
) -> AnnexSplit:
    """Split a document at the heading of its annex, or if that is lost, at the table's first heading or number.

    `title` are the lines of that of the document, `grid` is the offset at which the first grid begins, if there is one.
    Where that `is_counted`, from the first action on, or has the number of one, what stands below heads pages and not
    the annex.

    Raises UnreadableDocument if there is neither.
    """
    name, profile = grammar.source.name, grammar.profile
    # actions with headings of their own stand in no annex
    above = [line for line in lines if line.span.end <= grid] if is_counted and grid is not None else lines
    heading = None if profile.is_headed else _heading(above, grammar=grammar, grid=grid)
    if heading is not None:
        start: int | None = heading + 1
    elif grid is not None:
        start = next(place for place, line in enumerate(lines) if line.span.end > grid)
    else:
        start = None if profile.is_headed else _table(lines, grammar=grammar, ordinal=ordinal)
    if start is None:
        raise _without_table(name, profile, ordinal)
    if start >= len(lines):
        raise UnreadableDocument(f"nothing stands behind the heading of the annex of {name}; give the whole document")
    issues: list[Issue] = []
    if heading is None:
        own = frozenset(line.index for line in title)
        heads = [line for line in _title_above(lines[:start], grammar=grammar) if line.index not in own]
        before = lines[: start - len(heads)]
        severity = "note" if heads else "problem"
        message = "the annex has no heading of its own"
        if not profile.is_headed:
            issues.append(Issue("annex-heading-missing", message, lines[start].span, severity))
        claims = [Claim(span, "annex/heading") for span in spans_of(heads)]
    else:
        before = lines[:heading]
        claims = [Claim(lines[heading].span, "annex/heading")]
    end = _end(lines, start, grammar=grammar, ordinal=ordinal)
    last = lines[-1 if end is None else end]
    if end is not None:
        claims.append(Claim(last.span, "annex/end-rule"))
    elif profile.is_headed:
        pass  # where actions stand in the text, no annex ends
    elif last.text[-1] == ".":
        message = "no rule closes the annex; its last words close a sentence"
        issues.append(Issue("annex-end-missing", message, last.span, "note"))
    else:
        issues.append(Issue("annex-end-missing", "no rule closes the annex; its end may be lost", last.span))
    annex = Span(lines[start if heading is None else heading].span.start, last.span.end)
    headed_by = None if heading is None else lines[heading]
    return AnnexSplit(tuple(before), headed_by, tuple(lines[start:end]), annex, tuple(claims), tuple(issues))


def _without_table(name: str, profile: Profile, ordinal: int | None) -> UnreadableDocument:
    """Why no actions were found: the headings that are missing."""
    first, second = profile.examples
    number = f", nor a number such as {ordinal}.1" if ordinal else ""
    annex = f"no table of actions was found in {name}: neither a heading “{profile.layout.annex[0]}”, nor two such as "
    headed = f"no action was found in {name}: none has a heading such as “Action 1: …” and behind it such as "
    return UnreadableDocument(
        f"{headed if profile.is_headed else annex}“{first}” and “{second}”{number}; give a document of the family "
        f"“{profile.name}”, or another profile"
    )


def _heading(lines: Sequence[TextLine], *, grammar: Grammar, grid: int | None) -> int | None:
    """The index of the line that heads the annex: "ANNEX", "Annex I", "ANNEX: Actions".

    None without such a line, or where an action's number stands above it in the first grid, which begins at `grid`.
    """
    names = tuple(word.upper() for word in grammar.profile.layout.annex)
    for place, line in enumerate(lines):
        if grid is not None and line.span.start > grid and is_explicit_number(line.text, cues=grammar.profile.actions):
            return None
        words = line.text.split()
        is_title = line.text[0].isupper() and len(words) <= _LONGEST_HEADING and line.text[-1] not in ".;,"
        if is_title and words[0].rstrip(":").upper() in names:
            return place
    return None


def _table(lines: Sequence[TextLine], *, grammar: Grammar, ordinal: int | None) -> int | None:
    """The index of the first heading of a table without a title, or else of the number of its first action."""
    labels = grammar.labels
    for place, line in enumerate(lines):
        if not labels.sequence_at(lines, place):
            label = labels.at(lines, place) if line.text[0].isupper() else None
            if label is None or label.column == grammar.profile.box.name:
                continue
            following = lines[place + len(label.lines) : place + _NEAR]
            near = numbers_in(following, labels, cues=grammar.profile.actions, ordinal=ordinal)
            if not near and not any(labels.at(following, at) for at in range(len(following))):
                continue
        # in some rows the number comes before the first heading
        above = lines[place - 1].text if place else ""
        is_first = above.isdigit() or is_of_numbers(above) or is_number(above, cues=grammar.profile.actions)
        return place - is_first
    numbers = numbers_in(lines, labels, cues=grammar.profile.actions, ordinal=ordinal)
    return next((each.place for each in numbers if each.value.startswith(f"{ordinal}.")), None)


def _title_above(before: Sequence[TextLine], *, grammar: Grammar) -> tuple[TextLine, ...]:
    """The line right above a table if it looks like its title: it stands alone and is no sentence."""
    groups = blocks(before[-3:])
    last = groups[-1] if groups else ()
    marks = grammar.profile.layout.list_marks
    is_title = len(last) == 1 and last[0].text[-1] not in ".;,:" and last[0].text[0].isupper()
    return last if is_title and last[0].text not in marks and len(last[0].text.split()) <= _LONGEST_HEADING else ()


def _end(lines: Sequence[TextLine], start: int, *, grammar: Grammar, ordinal: int | None) -> int | None:
    """The index of the rule that closes the annex, or None. A rule before a row or heading closes no annex."""
    found = numbers_in(lines[start:], grammar.labels, cues=grammar.profile.actions, ordinal=ordinal)
    numbers = {start + number.place for number in found}
    for place in range(len(lines) - 1, start, -1):
        if is_rule(lines[place].text) and "|" not in lines[place].text:
            return place
        if place in numbers or grammar.labels.column(lines[place].text) is not None:
            break
    return None
