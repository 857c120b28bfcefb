"""The work areas of actions: a cell of its own, or a row over the table with the words of an area of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ccwp_kg.rdf.terms.iris import slug
from ccwp_kg.sources.actions.entries import item_value
from ccwp_kg.sources.grid.headings import group_head
from ccwp_kg.sources.layout.headings import head_words, joined
from ccwp_kg.sources.layout.text_lines import TextLine, spans_of
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.prose_parts import WorkArea
from ccwp_kg.sources.records.records import Action, Claim, FieldSilence
from ccwp_kg.sources.records.references import Mention, Passage
from ccwp_kg.sources.records.source_text import grouped
from ccwp_kg.sources.table.cell_features import WORK_AREA
from ccwp_kg.sources.table.cells import Cell
from ccwp_kg.sources.table.rows import Annex
from ccwp_kg.sources.text.list_marks import item_mark

_LONGEST, _CODE = 10, 2
"""The most words of a row over the table that may name a work area which the plan does not list; letters of a code."""
_LETTER = re.compile(r"(?:[^\W\d]+ )?([A-Z])(?: ?[.:)]| ?[–—-]) +(?=\S)")


def with_work_areas(
    annex: Annex, actions: Sequence[Action], areas: Sequence[WorkArea], *, grammar: Grammar
) -> tuple[Annex, tuple[Action, ...]]:
    """The annex without the rows that name a work area of the plan, and the actions with the area of each.

    A row heads the actions below it up to the next one. It may say that it is one, "Work area A – Training", or have
    the letter of the numbers below it, "Part A – Training" above A.1. If it has the words of no area, it may still name
    one: that of the actions below it is not understood, and so it is below a cell that has the words of an area.
    """
    names = {head_words(area.name.text): area.name.text for area in areas}
    heads: list[tuple[Passage, str | None]] = []
    for lines in grouped(annex.loose, lambda last, line: line.index == last.index + 1):
        words = joined(lines)
        own = words[group_head(words, grammar.labels, WORK_AREA) or _end_of_letter(lines, words, actions) :]
        name = _name(words, names) or (_name(own, names) or own if own != words else None)
        if name is not None or _may_name_one(lines):
            heads.append((grammar.flow(spans_of(lines)).whole(), name))
    # a line of a row with the words of an area may be a row over the next actions that became part of a cell
    within = [line for row in annex.rows for line in row.lines if heads and _name(line.text, names) is not None]
    heads = sorted([*heads, *((grammar.flow((line.span,)).whole(), None) for line in within)], key=_place)
    found = tuple(_below(_in_plan(each, names), heads) for each in actions)
    taken = {claim.span for claim in work_area_claims(found)}
    loose = tuple(line for line in annex.loose if not any(span.holds(line.span) for span in taken))
    return replace(annex, loose=loose), found


def read_area(cell: Cell, collector: Collector) -> Mention | None:
    """The work area that the words of a cell name, and nothing else; None for an empty one, figures or a code alone."""
    if not cell.lines:
        return None
    collector.claim(cell.spans, WORK_AREA)
    flow = collector.grammar.flow(cell.spans, skip=cell.dividing)
    printed = item_value(flow, 0, grammar=collector.grammar, rule=cell.rule)
    has_word = any(len(word) > _CODE and word.isalpha() for word in printed.text.split())
    return _area(printed.text, printed) if has_word else None


def work_area_claims(actions: Sequence[Action]) -> tuple[Claim, ...]:
    """The claims on the rows that name the work areas of actions, each once.

    A cell is claimed with its action, one over the rows of several with the first.
    """
    wholes = [each.whole for each in actions]
    named = (span for each in actions if each.work_area is not None for span in each.work_area.printed.spans)
    above = (span for span in named if not any(whole.holds(span) for whole in wholes))
    return tuple(Claim(span, "annex/work-area") for span in dict.fromkeys(above))


def shared_claims(actions: Sequence[Action], in_rows: Sequence[Sequence[Claim]]) -> tuple[Claim, ...]:
    """The claims of the rows of actions, and on the rows that name work areas, each span once.

    Rows may share the words of a cell that is over them, or begins above them: these are claimed with the first.
    """
    every = (*work_area_claims(actions), *(claim for claims in reversed(in_rows) for claim in claims))
    return tuple({claim.span: claim for claim in every}.values())


def _in_plan(action: Action, names: Mapping[str, str]) -> Action:
    """The action with the area of its plan whose words its cell has, behind a mark or without."""
    area = action.work_area
    name = _name(area.printed.text, names) if area is not None else None
    return replace(action, work_area=_area(name, area.printed)) if area is not None and name is not None else action


def _below(action: Action, heads: Sequence[tuple[Passage, str | None]]) -> Action:
    """The action with the area that the last row above it names, if its own cell names none."""
    above = (each for each in reversed(heads) if each[0].spans[-1].end <= action.whole.start)
    printed, name = next(above, (None, None))
    if action.work_area is not None or printed is None:
        return action
    others = tuple(each for each in action.silences if each.field != WORK_AREA)
    if name is not None:
        return replace(action, work_area=_area(name, printed), silences=others)
    return replace(action, silences=(*others, FieldSilence(WORK_AREA, "not-understood", printed)))


def _place(head: tuple[Passage, str | None]) -> int:
    return head[0].spans[0].start


def _area(name: str, printed: Passage) -> Mention:
    return Mention(f"work-area/{slug(name)}", "concept", printed, WORK_AREA)


def _end_of_letter(lines: Sequence[TextLine], words: str, actions: Iterable[Action]) -> int:
    """Where the letter at the head of a row ends with what follows it, if the next action is its first: A.1; or 0."""
    head = _LETTER.match(words)
    below = [each.number or "" for each in actions if each.whole.start >= lines[-1].span.end]
    return head.end() if head is not None and below and re.match(rf"{head[1]}[.-]?1(?!\d)", below[0]) else 0


def _name(words: str, names: Mapping[str, str]) -> str | None:
    """The area of the plan that some words name, with a mark or a code before it or without."""
    mark = item_mark(words)
    texts = (words, words.partition(":")[2], words[mark.end :] if mark is not None else "")
    return next(filter(None, map(names.get, map(head_words, texts))), None)


def _may_name_one(lines: Sequence[TextLine]) -> bool:
    """Whether a row over the table may be the heading of the actions below it: a few words that are no sentence."""
    words = joined(lines)
    return len(words.split()) <= _LONGEST and words[0].isupper() and words[-1] not in ".;,:"
