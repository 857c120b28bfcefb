"""What the plan says of its own build: work areas, strategic objectives, the meaning of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.sources.actions.entries import item_value
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.recognition.scan import Grammar, Scan
from ccwp_kg.sources.records.records import ColumnDefinition, StrategicObjective, WorkArea
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.text.prose import quotations

_FIRST_WORDS = 16
"""A definition quotes its column's heading within this many characters: 'The box “Terms of reference” …'."""


@dataclass(frozen=True, slots=True)
class ScannedParagraph:
    """A paragraph or entry that was scanned.

    `listed` says that a list mark stands right before it, `mark` counts the characters of one in its own line.
    """

    scan: Scan
    listed: bool
    mark: int


@dataclass(frozen=True, slots=True)
class Structure:
    """Work areas, strategic objectives and column definitions; `fields` names for each text (by place) what it is."""

    work_areas: tuple[WorkArea, ...]
    objectives: tuple[StrategicObjective, ...]
    columns: tuple[ColumnDefinition, ...]
    fields: dict[int, str]


def read_structure(texts: Sequence[ScannedParagraph], *, grammar: Grammar) -> Structure:
    """The structure told by the texts of the prose, in order.

    Work areas are the listed entries behind the words that announce them, or, where no marks are printed, texts as long
    as each leaves its list open. Strategic objectives are the texts between
    the definition of their column and the next definition, whatever list marks stand among them.
    """
    areas: list[WorkArea] = []
    objectives: list[StrategicObjective] = []
    columns: list[ColumnDefinition] = []
    fields: dict[int, str] = {}
    after = ""
    for place, text in enumerate(texts):
        definition = _definition(text, known=columns, grammar=grammar)
        if definition is not None:
            columns.append(definition)
            fields[place] = f"column/{definition.column}"
            after = definition.column
        elif _announces_areas(text.scan, profile=grammar.profile):
            after = _AREAS
        elif after == _AREAS and _is_area(text, texts[place - 1], areas, texts, fields, grammar=grammar):
            areas.append(WorkArea(len(areas) + 1, _without_connector(text, grammar=grammar)))
            fields[place] = f"{_AREA}/{len(areas)}"
        elif after == grammar.profile.plan.objectives_after:
            value = item_value(text.scan.flow, text.mark, grammar=grammar)
            objectives.append(StrategicObjective(len(objectives) + 1, value, ""))
            fields[place] = f"objective/{len(objectives)}"
        else:
            after = ""
    return Structure(tuple(areas), tuple(objectives), tuple(columns), fields)


_AREAS, _AREA = "work-areas", "work-area"


def _announces_areas(scan: Scan, *, profile: Profile) -> bool:
    return scan.phrases.first(profile.plan.work_areas) is not None


def _is_area(
    text: ScannedParagraph,
    before: ScannedParagraph,
    areas: Sequence[WorkArea],
    texts: Sequence[ScannedParagraph],
    fields: dict[int, str],
    *,
    grammar: Grammar,
) -> bool:
    """Whether a text is one more work area: it is listed as the first one is, or the text before left its list open."""
    first = next((texts[place] for place, name in fields.items() if name == f"{_AREA}/1"), None)
    if text.listed or (first is not None and first.listed):
        return text.listed
    words = before.scan.flow.text
    return words[-1] in ":,;" or (bool(areas) and words.rpartition(" ")[2] in grammar.profile.layout.connectors)


def _definition(
    text: ScannedParagraph, *, known: Sequence[ColumnDefinition], grammar: Grammar
) -> ColumnDefinition | None:
    """The column a text defines: it quotes the column's heading among its first words."""
    flow = text.scan.flow
    quoted = next(iter(quotations(flow.text, quotes=grammar.profile.words.quotes)), None)
    if quoted is None or quoted.start > text.mark + _FIRST_WORDS:
        return None
    column = grammar.labels.column(flow.text[quoted.start + 1 : quoted.end - 1])
    if column is None or any(column == each.column for each in known):
        return None
    printed = flow.passage(quoted.start + 1, quoted.end - 1)
    return ColumnDefinition(column, printed, item_value(flow, text.mark, grammar=grammar))


def _without_connector(text: ScannedParagraph, *, grammar: Grammar) -> Passage:
    """An entry of a list without its marks and the "and" behind it."""
    flow = text.scan.flow
    words = flow.text[text.mark :].split()
    if words[-1] in grammar.profile.layout.connectors:
        words = words[:-1]
    shortened = " ".join(words)
    value = shortened[:-1] if shortened[-1:] in tuple(grammar.profile.layout.closing) else shortened
    return flow.passage(0, len(flow.text), text=value)
