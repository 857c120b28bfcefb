"""Finds actions that stand in the text by themselves: a heading with number and title, prose, and labelled values.

A label is a heading of the profile before its value, or alone in the line above it: `Responsible: the harbour master`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress, groupby, pairwise

from ccwp_kg.sources.grid.grid import Grid, in_rows
from ccwp_kg.sources.layout.action_numbers import end_with_dash, number_at
from ccwp_kg.sources.layout.headings import Labels, folded
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.profile.profile import ActionCues
from ccwp_kg.sources.recognition.scan import Grammar

BLOCKS = "blocks"
_MARKS = ".:)"
"""What closes the number in the heading of an action."""
_FEWEST = 3
"""The labels of an action, at least, where the family has tables."""
_LONGEST, _SECTION = 60, 8
"""The characters of a label, and the words of the heading of a section, at most."""


def is_heading(text: str, *, cues: ActionCues) -> bool:
    """Whether a line heads an action: `Action 3: Dredge the basin`, with a word before the number and a mark behind."""
    number = number_at(text, cues=cues)
    if number is None or text[0].isdigit():
        return False
    return number.alone or text[number.end - 1] in _MARKS or end_with_dash(number, text) > number.end


def headings_in(
    lines: Sequence[TextLine], *, has_values: Callable[[Sequence[TextLine]], bool], cues: ActionCues
) -> tuple[int, ...]:
    """The places of the lines that head actions: they count up, and values stand between each and the next.

    So a table of contents heads nothing.
    """
    opens = [at for at in range(len(lines)) if _may_head(lines, at, cues)]
    found: list[int] = []
    last: tuple[int, ...] = ()
    for start, end in pairwise([*opens, len(lines)]):
        number = number_at(lines[start].text, cues=cues)
        if number is not None and number.counts_on(last) and has_values(lines[start + 1 : end]):
            found.append(start)
            last = number.counts
    return tuple(found)


def grid_of_blocks(lines: Sequence[TextLine], *, grammar: Grammar) -> Grid | None:
    """The actions in the lines of a text as a table with headings beside; None where no action has a heading.

    Most of them have several labels, or one in a family whose actions stand in no table.
    """
    labels, cues, fewest = grammar.labels, grammar.profile.actions, 1 if grammar.profile.is_headed else _FEWEST

    def has_values(part: Sequence[TextLine]) -> bool:
        return any(_label_end(line.text, labels) for line in part)

    places = headings_in(lines, has_values=has_values, cues=cues)
    if not places or not _are_labelled(lines, places, labels, fewest=fewest):
        return None
    width = max(len(line.text) for line in lines)
    parts = [lines[start:end] for start, end in pairwise([*places, len(lines)])]
    # words before a colon in most actions are a label that no list has
    heads_of = Counter(head for part in parts for head in {_before_colon(line.text) for line in part[1:]} if head)
    usual = {folded(head): head for head, count in heads_of.items() if 2 * count > len(parts)}
    labels = replace(labels, columns={**usual, **labels.columns})
    rows = [row for part in parts for row in _rows(part, labels, width=width)]
    return Grid(BLOCKS, (), in_rows(grammar.source.text, rows))


def grid_below(table: Grid, lines: Sequence[TextLine], *, grammar: Grammar) -> Grid | None:
    """The actions below a table that only gives an overview of them; None where it tells more or has others.

    Each number in the table heads an action again, and these have more labels that name a column than it has headings.
    """
    text, labels, cues = grammar.source.text, grammar.labels, grammar.profile.actions
    behind = [line for line in lines if line.span.start > table.start]
    found = grid_of_blocks(behind, grammar=grammar)
    if found is None:
        return None
    values = [number.value for _, (first, *_) in found.rows() if (number := number_at(first.printed(text), cues=cues))]
    above = (number_at(line.text, cues=cues) for line in behind if line.span.end <= found.start)
    named = {labels.column(row[0].printed(text)) for _, row in found.rows() if len(row) > 1}
    has_others = any(number is not None and number.value not in values for number in above)
    return found if len(named) > len(table.headings) and not has_others else None


def _are_labelled(lines: Sequence[TextLine], heads: Sequence[int], labels: Labels, *, fewest: int) -> bool:
    """Whether most actions have so many different labels, which a colon closes where more than one is asked for."""
    named = [
        len(
            {
                head
                for line in lines[start:end]
                if (head := line.text[: _label_end(line.text, labels)]) and (fewest == 1 or head.endswith(":"))
            }
        )
        for start, end in pairwise([*heads, len(lines)])
    ]
    return 2 * sum(count >= fewest for count in named) > len(named)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line of an action: the label with which it begins, if it does, and the words behind it."""

    label: TextLine | None
    words: tuple[TextLine, ...]
    block: int


def _rows(lines: Sequence[TextLine], labels: Labels, *, width: int) -> Iterator[tuple[list[TextLine], ...]]:
    """The rows of one action: its heading, its paragraphs, and each label with its value.

    A value goes on until the next label; that of the last label ends with its block.
    """
    head = 1
    while head < len(lines) and _continues_heading(lines, head, width):
        head += 1
    yield (list(lines[:head]),)
    pieces = [_piece(line, labels) for line in lines[head:]]
    labelled = [at for at, piece in enumerate(pieces) if piece.label is not None]
    first = labelled[0] if labelled else len(pieces)
    for _, group in groupby(pieces[:first], key=lambda piece: piece.block):
        yield (_words(group),)
    for start, end in pairwise([*labelled, len(pieces)]):
        own, rest = pieces[start:end], list[_Piece]()
        if end == len(pieces):
            filled = next((piece.block for piece in own if piece.words), own[0].block)
            behind = len(own) - (len(own) > 1 and _heads_section(lines, width))
            here = [at < behind and each.block <= filled for at, each in enumerate(own)]
            own, rest = [*compress(own, here)], [each for each, is_own in zip(own, here, strict=True) if not is_own]
        label = own[0].label
        if label is not None:
            yield ([label], _words(own))
        for _, group in groupby(rest, key=lambda piece: piece.block):
            yield (_words(group),)


def _words(pieces: Iterable[_Piece]) -> list[TextLine]:
    return [line for piece in pieces for line in piece.words]


def _piece(line: TextLine, labels: Labels) -> _Piece:
    end = _label_end(line.text, labels)
    return _Piece(line.part(0, end) if end else None, line.behind(end) if end else (line,), line.block)


def _label_end(text: str, labels: Labels) -> int:
    """How many characters of a line are a label: all of them, or those up to a colon; 0 for none."""
    if not text[0].isupper():
        return 0
    if labels.column(text) is not None:
        return len(text)
    head = _before_colon(text)
    return len(head) + 1 if head and labels.column(head) is not None else 0


def _before_colon(text: str) -> str:
    """The words that a line has before a colon, alone or with more behind it; empty where they are no label."""
    head, colon, value = text[: _LONGEST + 1].partition(":")
    return head if colon and head[:1].isupper() and value[:1] in {"", " "} else ""


def _may_head(lines: Sequence[TextLine], at: int, cues: ActionCues) -> bool:
    """Whether a line heads an action: it opens a block, or a colon shows that it is no end of a sentence."""
    text = lines[at].text
    number = number_at(text, cues=cues) if is_heading(text, cues=cues) else None
    opens_block = at == 0 or lines[at - 1].block != lines[at].block
    if number is None:
        return False
    return opens_block or text[number.end - 1] == ":" or end_with_dash(number, text) > number.end


def _heads_section(lines: Sequence[TextLine], width: int) -> bool:
    """Whether the last line is no part of the value above it, which is closed: short words, for which that had room."""
    above, line = lines[-2:]
    is_short = line.text[0].isupper() and line.text[-1].isalnum() and len(line.text.split()) <= _SECTION
    return is_short and above.text[-1] not in ",;:" and not _had_no_room(above, line, width)


def _had_no_room(above: TextLine, line: TextLine, width: int) -> bool:
    """Whether the first word of a line did not fit into the line above it."""
    return len(above.text) + 1 + len(line.text.split()[0]) > width


def _continues_heading(lines: Sequence[TextLine], at: int, width: int) -> bool:
    """Whether a line goes on with the heading above it: in small letters, or where that had no more room."""
    line, before = lines[at], lines[at - 1]
    return before.block == line.block and (_had_no_room(before, line, width) or line.text[0].islower())
