"""The work areas of actions: a row over the table that has the words of an area of the plan heads the actions below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ccwp_kg.rdf.terms.iris import slug
from ccwp_kg.sources.layout.headings import folded, joined
from ccwp_kg.sources.layout.text_lines import TextLine, spans_of
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.prose_parts import WorkArea
from ccwp_kg.sources.records.records import Action, Claim
from ccwp_kg.sources.records.references import Mention
from ccwp_kg.sources.records.source_text import grouped
from ccwp_kg.sources.table.rows import Annex, AnnexRow
from ccwp_kg.sources.text.list_marks import item_mark


def with_work_areas(
    annex: Annex, actions: Sequence[Action], areas: Sequence[WorkArea], *, grammar: Grammar
) -> tuple[Annex, tuple[Action, ...]]:
    """The annex without the rows that name a work area of the plan, and the actions with the one that heads each.

    An area heads the actions below it up to the next one.
    """
    names = {_folded(area.name.text): area.name.text for area in areas}
    heads: list[tuple[Sequence[TextLine], str]] = []
    for lines in grouped(annex.loose, lambda last, line: line.index == last.index + 1):
        words = joined(lines)
        mark = item_mark(words)
        texts = (words, words.partition(":")[2], words[mark.end :] if mark is not None else "")
        heads += [(lines, name) for name in filter(None, map(names.get, map(_folded, texts)))][:1]
    found = [replace(each, work_area=_over(row, heads, grammar)) for row, each in zip(annex.rows, actions, strict=True)]
    taken = {claim.span for claim in work_area_claims(found)}
    loose = tuple(line for line in annex.loose if not any(span.holds(line.span) for span in taken))
    return replace(annex, loose=loose), tuple(found)


def work_area_claims(actions: Iterable[Action]) -> tuple[Claim, ...]:
    """The claims on the rows that name the work areas of actions, each once."""
    spans = (span for each in actions if each.work_area is not None for span in each.work_area.printed.spans)
    return tuple(Claim(span, "annex/work-area") for span in dict.fromkeys(spans))


def _over(row: AnnexRow, heads: Sequence[tuple[Sequence[TextLine], str]], grammar: Grammar) -> Mention | None:
    """The work area that the last row above an action names."""
    start = min(line.span.start for line in row.lines)
    lines, name = next((each for each in reversed(heads) if each[0][-1].span.end <= start), ((), ""))
    printed = grammar.flow(spans_of(lines)).whole()
    return Mention(f"work-area/{slug(name)}", "concept", printed, "work-area") if lines else None


def _folded(text: str) -> str:
    return folded(text).strip(" .,;:*#|")
