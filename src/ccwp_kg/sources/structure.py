"""What the plan says of its own build: work areas, strategic objectives, the meaning of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.sources.entries import value_of
from ccwp_kg.sources.phrases import Phrases
from ccwp_kg.sources.profile import Profile
from ccwp_kg.sources.prose import quotations
from ccwp_kg.sources.records import ColumnDefinition, Passage, StrategicObjective, WorkArea
from ccwp_kg.sources.scan import Reader, Scan

_FIRST_WORDS = 16
"""A definition quotes its column's heading within this many characters: 'The box “Terms of reference” …'."""


@dataclass(frozen=True, slots=True)
class TextRead:
    """A paragraph or entry that was scanned; `listed` says that a list mark stands right before it."""

    scan: Scan
    listed: bool


@dataclass(frozen=True, slots=True)
class Structure:
    """Work areas, strategic objectives and column definitions; `fields` names for each text (by place) what it is."""

    work_areas: tuple[WorkArea, ...]
    objectives: tuple[StrategicObjective, ...]
    columns: tuple[ColumnDefinition, ...]
    fields: dict[int, str]


def structure_of(texts: Sequence[TextRead], *, reader: Reader) -> Structure:
    """The structure told by the texts of the prose, in order.

    Work areas are the listed entries behind the words that announce them. Strategic objectives are the texts between
    the definition of their column and the next definition, whatever list marks stand among them.
    """
    areas: list[WorkArea] = []
    objectives: list[StrategicObjective] = []
    columns: list[ColumnDefinition] = []
    fields: dict[int, str] = {}
    after = ""
    for place, text in enumerate(texts):
        definition = _definition(text.scan, known=columns, reader=reader)
        if definition is not None:
            columns.append(definition)
            fields[place] = f"column/{definition.column}"
            after = definition.column
        elif _announces_areas(text.scan, profile=reader.profile):
            after = _AREAS
        elif after == _AREAS and text.listed:
            areas.append(WorkArea(len(areas) + 1, _without_connector(text.scan, reader=reader)))
            fields[place] = f"work-area/{len(areas)}"
        elif after == reader.profile.plan.objectives_after:
            value = value_of(text.scan.flow, 0, reader=reader)
            objectives.append(StrategicObjective(len(objectives) + 1, value))
            fields[place] = f"objective/{len(objectives)}"
        else:
            after = ""
    return Structure(tuple(areas), tuple(objectives), tuple(columns), fields)


_AREAS = "work-areas"


def _announces_areas(scan: Scan, *, profile: Profile) -> bool:
    return Phrases(scan.flow.text, (), scan.phrases.calendar).first(profile.plan.work_areas) is not None


def _definition(scan: Scan, *, known: Sequence[ColumnDefinition], reader: Reader) -> ColumnDefinition | None:
    """The column a text defines: it quotes the column's heading among its first words."""
    quoted = next(iter(quotations(scan.flow.text, quotes=reader.profile.words.quotes)), None)
    if quoted is None or quoted.start > _FIRST_WORDS:
        return None
    label = scan.flow.text[quoted.start + 1 : quoted.end - 1]
    for column in (*reader.profile.columns, reader.profile.box):
        same = any(label.casefold() == each.casefold() for each in column.labels)
        if same and all(column.name != each.column for each in known):
            printed = scan.flow.passage(quoted.start + 1, quoted.end - 1)
            return ColumnDefinition(column.name, printed, value_of(scan.flow, 0, reader=reader))
    return None


def _without_connector(scan: Scan, *, reader: Reader) -> Passage:
    """An entry of a list without its closing mark and the "and" behind it."""
    words = scan.flow.text.split(" ")
    if words[-1] in reader.profile.layout.connectors:
        words = words[:-1]
    shortened = " ".join(words)
    text = shortened[:-1] if shortened[-1] in reader.profile.layout.closing else shortened
    return scan.flow.passage(0, len(scan.flow.text), text=text)
