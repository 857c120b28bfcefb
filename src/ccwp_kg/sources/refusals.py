"""Says why a document is not read, by what it lacks: a title, the headings of a table, or the numbers of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.grid.grid import Grid
from ccwp_kg.sources.layout.action_numbers import explicit_number
from ccwp_kg.sources.layout.headings import Labels
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.source_text import SourceText
from ccwp_kg.sources.table.cell_features import TITLE

_SEVERAL, _MOST_WORDS = 2, 6
"""The headings of a table, at least, and the words of one, at most."""


def without_title(source: SourceText, profile: Profile) -> UnreadableDocument:
    """Why a document in which no title names a plan is not read."""
    name = f"{profile.words.low_ordinals[4].capitalize()} {profile.words.plan}"
    return UnreadableDocument(
        f"no title in {source.name} names a plan, as “{name}” does; give a document of the family “{profile.name}” or "
        "another profile"
    )


def without_action(
    lines: Sequence[TextLine], grid: Grid | None, *, ordinal: int | None, grammar: Grammar
) -> UnreadableDocument:
    """Why no action was found in the lines of an annex, by what is missing: the headings of a table, the numbers of its
    rows, or what tells which words they head.

    `grid` is the table in the lines, if one was found, and `ordinal` that of the plan.
    """
    profile, text = grammar.profile, grammar.source.text
    printed = {column: head for line in lines for column, head in _heads(line.text, grammar.labels)}
    heads = [cell.printed(text) for cell in grid.headings] if grid is not None else []
    printed |= {column: head for head in heads if (column := grammar.labels.column(head)) is not None}
    explicit = (explicit_number(line.text, cues=profile.actions) for line in lines)
    number = next((each.value for each in explicit if each is not None), None)
    first, second = [*printed.values()][:_SEVERAL] if len(printed) >= _SEVERAL else profile.examples
    if len(printed) < _SEVERAL:
        why = f"no two headings of the profile “{profile.name}” stand in it, such as “{first}” and “{second}”"
    elif number is None:
        why = "no row of it has a number" + (f" such as {ordinal}.1" if ordinal is not None else "")
        why += ", and " + _else(heads, grammar.labels) if heads else ""
    else:
        why = f"nothing tells which words are those of its headings “{first}” and “{second}” and of its number {number}"
    return UnreadableDocument(f"no action was found in {grammar.source.name}: {why}; name a profile that fits it")


def _else(heads: Sequence[str], labels: Labels) -> str:
    """What tells the rows of a table without numbers no better: neither its titles nor lines between them."""
    has_titles = any(TITLE in (labels.column(head), labels.likely(head)) for head in heads)
    return "nothing else tells where one begins" if has_titles else "no heading of it names the titles of actions"


def _heads(text: str, labels: Labels) -> Iterator[tuple[str, str]]:
    """The headings in a line, each behind the column it names: those with which it begins, or all if it has no other
    words, and so what stands in it behind a gap."""
    for part in re.split(r" {3,}|\| ?", text):
        starts = labels.sequence(part) if part.strip() else ()
        for start, end in pairwise([0, *starts, len(part)]):
            words = part[start:end].split()[:_MOST_WORDS]
            heads = (" ".join(words[:count]) for count in range(len(words), 0, -1))
            named = ((labels.column(head), head) for head in heads if head[:1].isupper())
            yield from next(([(column, head)] for column, head in named if column is not None), [])
