"""Reads what the plan says of its structure: work areas, strategic objectives, the meaning of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.sources.actions.entries import item_value
from ccwp_kg.sources.recognition.scan import Grammar, Scan
from ccwp_kg.sources.records.records import ColumnDefinition, WorkArea
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.text.list_marks import without_closing
from ccwp_kg.sources.text.prose import quotations

_AREAS, _AREA = "work-areas", "work-area"
_FIRST_WORDS = 16
"""The characters of a definition in which it quotes its column's heading: 'The box “Terms of reference” …'."""


@dataclass(frozen=True, slots=True)
class ScannedParagraph:
    """A paragraph or list entry with its scan.

    `listed` says that a list mark stands right before it. `mark` is the length of a mark in its own first line.
    """

    scan: Scan
    listed: bool
    mark: int


@dataclass(frozen=True, slots=True)
class Structure:
    """Work areas, strategic objectives and column definitions. `fields` names the field of each of their paragraphs."""

    work_areas: tuple[WorkArea, ...]
    objectives: tuple[Passage, ...]
    columns: tuple[ColumnDefinition, ...]
    fields: dict[int, str]


def read_structure(paragraphs: Sequence[ScannedParagraph], *, grammar: Grammar) -> Structure:
    """The structure that the paragraphs of the prose describe.

    Work areas are the listed entries behind the words that announce them. If no marks are printed, they go on as long
    as each paragraph leaves the list open. Strategic objectives are the paragraphs between the definition of their
    column and the next definition, whatever list marks stand among them.
    """
    areas: list[WorkArea] = []
    objectives: list[Passage] = []
    columns: list[ColumnDefinition] = []
    fields: dict[int, str] = {}
    first_area: ScannedParagraph | None = None
    after = ""
    for place, paragraph in enumerate(paragraphs):
        definition = _definition(paragraph, known=columns, grammar=grammar)
        if definition is not None:
            columns.append(definition)
            fields[place] = f"column/{definition.column}"
            after = definition.column
        elif paragraph.scan.phrases.first(grammar.profile.plan.work_areas) is not None:
            after = _AREAS
        elif after == _AREAS and _is_area(paragraph, paragraphs[place - 1], first_area, grammar=grammar):
            first_area = first_area or paragraph
            areas.append(WorkArea(len(areas) + 1, _without_connector(paragraph, grammar=grammar)))
            fields[place] = f"{_AREA}/{len(areas)}"
        elif after == grammar.profile.plan.objectives_after:
            objectives.append(item_value(paragraph.scan.flow, paragraph.mark, grammar=grammar))
            fields[place] = f"objective/{len(objectives)}"
        else:
            after = ""
    return Structure(tuple(areas), tuple(objectives), tuple(columns), fields)


def _is_area(
    paragraph: ScannedParagraph, before: ScannedParagraph, first: ScannedParagraph | None, *, grammar: Grammar
) -> bool:
    """Whether a paragraph is one more work area: listed as the `first` one is, or in a list that is still open."""
    if paragraph.listed or (first is not None and first.listed):
        return paragraph.listed
    words = before.scan.flow.text
    return words[-1] in ":,;" or (first is not None and words.rpartition(" ")[2] in grammar.profile.layout.connectors)


def _definition(
    paragraph: ScannedParagraph, *, known: Sequence[ColumnDefinition], grammar: Grammar
) -> ColumnDefinition | None:
    """The definition of a column, whose heading the paragraph quotes among its first words."""
    flow = paragraph.scan.flow
    quoted = next(iter(quotations(flow.text, quotes=grammar.profile.words.quotes)), None)
    if quoted is None or quoted.start > paragraph.mark + _FIRST_WORDS:
        return None
    column = grammar.labels.column(flow.text[quoted.start + 1 : quoted.end - 1])
    if column is None or any(column == each.column for each in known):
        return None
    printed = flow.passage(quoted.start + 1, quoted.end - 1)
    return ColumnDefinition(column, printed, item_value(flow, paragraph.mark, grammar=grammar))


def _without_connector(paragraph: ScannedParagraph, *, grammar: Grammar) -> Passage:
    """A list entry without its marks and the "and" behind it."""
    flow = paragraph.scan.flow
    words = flow.text[paragraph.mark :].split()
    if words[-1] in grammar.profile.layout.connectors:
        words = words[:-1]
    value = without_closing(" ".join(words), closing=grammar.profile.layout.closing)
    return flow.passage(0, len(flow.text), text=value)
