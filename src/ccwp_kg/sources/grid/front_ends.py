"""Finds the grid in a document: by what its file tells of tables, by delimiters, or by columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from ccwp_kg.sources.grid.blocks import grid_below, grid_of_blocks, headings_in, is_heading
from ccwp_kg.sources.grid.columns.columns import grid_by_columns
from ccwp_kg.sources.grid.delimiters import grid_by_delimiters
from ccwp_kg.sources.grid.grid import Grid
from ccwp_kg.sources.grid.headings import Headings, group_head, in_characters
from ccwp_kg.sources.grid.headings_by_form import headings_by_form, rows_of_lines, rows_of_tables
from ccwp_kg.sources.grid.paragraph_rows import grid_of_paragraph_rows
from ccwp_kg.sources.grid.printed_cells import measure_of
from ccwp_kg.sources.grid.rules import grid_by_rules
from ccwp_kg.sources.grid.running_rows import grid_of_running_rows
from ccwp_kg.sources.grid.sheets.sheets import first_below, grid_of_sheets
from ccwp_kg.sources.grid.sheets.side_by_side import one_by_one
from ccwp_kg.sources.layout.action_numbers import is_explicit_number, number_at
from ccwp_kg.sources.layout.headings import NUMBER, folded, head_words, is_of_numbers
from ccwp_kg.sources.layout.text_lines import ANNEX, TextLine
from ccwp_kg.sources.profile.profile import STEPS, ActionCues, Profile
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.prose_parts import WorkArea
from ccwp_kg.sources.table.cell_features import OBJECTIVES, WORK_AREA
from ccwp_kg.sources.table.parted_headings import names_several, shared_column

_NEAR = 3
"""The rows between the first heading of a sheet and its number, at most."""


def grid_in(
    lines: Sequence[TextLine],
    *,
    tabs: Collection[int],
    received: Callable[[int], int],
    areas: Sequence[WorkArea] = (),
    grammar: Grammar,
) -> Grid | None:
    """The grid in the lines of an annex: that of the first front end that finds two known headings, or None.

    `tabs` are the offsets of tabs, `received` tells where a character stood in the document as received. A line that
    has the words of one of `areas` heads the actions below it.
    """
    labels, profile = grammar.labels, grammar.profile

    # beside numbers such as 5.1 a bare figure is none
    openings = (line for before, line in zip([None, *lines], lines, strict=False) if _opens(before, line, profile))
    others_explicit = sum(is_explicit_number(line.text, cues=profile.actions) for line in openings) > 1

    text, spans = grammar.source.text, [line.span for line in lines]
    names = {head_words(area.name.text) for area in areas}
    printed = grammar.source.printed
    in_text = in_characters(text, received)

    def is_number(text: str) -> bool:
        number = number_at(text, cues=profile.actions)
        explicit = is_explicit_number(text, cues=profile.actions)
        return number is not None and (explicit or (number.alone and not others_explicit))

    measure = in_text if printed is None else measure_of(printed)
    rows = [*rows_of_tables(text, printed)] if grammar.by_form and printed is not None else []
    if grammar.by_form and measure is not None and not rows:
        rows = [*rows_of_lines(text, spans, tabs=tabs, measure=measure)]
    by_form = headings_by_form(rows, is_known=lambda text: labels.column(text) is not None, is_number=is_number)

    @lru_cache(maxsize=1024)
    def column_of(text: str) -> str | None:
        if not text[:1].isupper():
            return None
        number = NUMBER if is_of_numbers(text.rstrip(":")) else None
        known = labels.column(text) or shared_column(text, labels) or number
        return known or (labels.likely(text) or f"heading {folded(text)}" if folded(text) in by_form else None)

    def begins(text: str) -> bool:
        return labels.begins(text) or folded(text) in by_form

    def opens_box(text: str) -> bool:
        return labels.opening(text, profile.box.name) > 0 or ANNEX.fullmatch(text) is not None

    def opens_group(text: str) -> bool:
        return any(group_head(text, labels, of) for of in (OBJECTIVES, WORK_AREA)) or head_words(text) in names

    def heads_action(text: str) -> bool:
        return profile.is_headed and is_heading(text, cues=profile.actions)

    likely = lru_cache(maxsize=1024)(labels.likely)
    headings = Headings(column_of, begins, opens_box, is_number, likely, heads_action, opens_group)

    def in_lines(lines: Sequence[TextLine]) -> Grid | None:
        first = first_below(lines, labels, profile.actions)
        below = grid_of_sheets(lines[first:], grammar=grammar) if first is not None else None
        table = in_lines(lines[:first]) if below is not None else None
        if below is not None and table is not None and table.headings:
            return table.above(below)
        by_paragraphs = partial(grid_of_paragraph_rows, lines, grammar=grammar, headings=headings)
        turned, spans = one_by_one(lines, tabs=tabs, labels=labels), [line.span for line in lines]
        return (
            grid_by_delimiters(text, spans, tabs=tabs, headings=headings)
            or (grid_of_sheets(turned, grammar=grammar) if turned is not lines else None)
            or grid_by_columns(text, spans, measure=in_text, headings=headings)
            or (by_paragraphs() if any(names_several([line], grammar) for line in lines) else None)
            or grid_of_sheets(lines, grammar=grammar)
            or (None if profile.is_headed else grid_of_blocks(lines, grammar=grammar))
            or grid_of_running_rows(lines, grammar=grammar, headings=headings)
            or by_paragraphs()
        )

    ruled = printed and grid_by_rules(text, spans, printed=printed, headings=headings, box=profile.box.name)
    grid = ruled or in_lines(lines)
    if grid is None:
        return grid_of_blocks(lines, grammar=grammar)
    if is_of_steps(grid, grammar):
        tables = [word.start for cell in grid.headings for word in cell.words]

        def has_values(part: Sequence[TextLine]) -> bool:
            return any(part[0].span.start <= at < part[-1].span.end for at in tables) if part else False

        first = next(iter(headings_in(lines, has_values=has_values, cues=profile.actions)), None)
        return grid if first is None else replace(grid, opening=lines[first].span.start)
    if grid.headings:
        return grid_below(grid, lines, grammar=grammar) or grid
    return replace(grid, opening=_first_sheet(grid, text, profile.actions))


def _first_sheet(grid: Grid, text: str, cues: ActionCues) -> int | None:
    """Where the row with the number of the first sheet begins, which stands near above its first heading and cell.

    Rows of one cell above it are the prose before the table. None where no such row is.
    """
    rows = [row for _, row in grid.rows()]
    first = next((at for at, row in enumerate(rows) if len(row) > 1), 0)
    near = (row[0] for row in reversed(rows[max(0, first - _NEAR) : first]))
    return next((row.words[0].start for row in near if number_at(row.printed(text), cues=cues) is not None), None)


def _opens(before: TextLine | None, line: TextLine, profile: Profile) -> bool:
    """Whether a line may begin a row: it goes on with no sentence that a line of the same block leaves open."""
    return before is None or before.block != line.block or before.text.split()[-1] not in profile.actions.numbered


def is_of_steps(grid: Grid, grammar: Grammar) -> bool:
    """Whether a table has a column that names the steps of one action."""
    text = grammar.source.text
    return any(grammar.labels.column(cell.printed(text)) == STEPS for cell in grid.headings)
