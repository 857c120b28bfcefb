"""Rates how each field was read: by its heading or a phrase, by order, by a rule, or not at all.

The scale has five levels. `labelled`: its heading, or a phrase of the family, stands right at it. `ordered`: its place
among the other cells decides. `untangled`: a rule split it from another column. `inferred`: a rule goes beyond the
printed characters. `not-stated`: the document does not have it, or its words could not be told from others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.records import Confidence, Plan, step_of
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.table.cells import Cells
from ccwp_kg.sources.table.column_order import ROWS, ColumnOrder
from ccwp_kg.sources.table.rows import Annex, AnnexRow

LABELLED, ORDERED, UNTANGLED, INFERRED, NOT_STATED = "labelled", "ordered", "untangled", "inferred", "not-stated"


def confidence_of(plan: Plan, annex: Annex, cells: Sequence[Cells], *, profile: Profile) -> tuple[Confidence, ...]:
    """The confidence in each field of the plan and in each cell of its actions."""
    columns = [*(column.name for column in profile.columns), profile.box.name]
    fields = [_rated(f"plan/{name}", [*filter(None, each)], where) for name, each, where in _plan(plan, profile)]
    for position, (row, each) in enumerate(zip(annex.rows, cells, strict=True), 1):
        step = step_of(row.value, position)
        fields += [_cell(f"action/{step}/{name}", name, row, each, annex.column_order) for name in columns]
    return tuple(fields)


def _plan(plan: Plan, profile: Profile) -> Iterator[tuple[str, Sequence[Passage | None], str]]:
    """The fields of a plan, each with its passages and the place where the reader looks for them."""
    days = [day.passage if day else None for day in (plan.valid_from, plan.valid_until)]
    behind = " or ".join(f"“{form}”" for form in profile.plan.implements) or "the plan's name"
    yield "title", [plan.title], "the first block of words that names a plan"
    yield "status", [plan.status_passage], "the word before the plan's name in its title"
    yield "period", days, "the dates in brackets behind the plan's name in its title"
    yield "meetings", [day.passage for day in plan.meetings], "a phrase on the meetings that drafted it"
    for name, bodies in (("addressed-to", plan.addressed_to), ("forwarded-to", plan.forwarded_to)):
        yield name, [body.printed for body in bodies], "a phrase of an invitation"
    yield "based-on", [act.printed for act in plan.based_on], f"acts named behind {behind} in the title"
    yield "number-of-actions", [plan.declared_actions], "a phrase that counts the actions"
    yield "work-areas", [area.name for area in plan.work_areas], "the list behind its announcement"
    yield "objectives", [each.text for each in plan.objectives], "the list behind its column's definition"
    yield "columns", [each.label for each in plan.columns], "sentences that quote the headings of columns"
    yield "earlier-plans", [each.name for each in plan.earlier_plans], "an ordinal before the word for a plan"
    yield "footnotes", [each.body for each in plan.footnotes], "their numbers and their place on the page"
    yield "rules", plan.rules, "the sentences of the section on how the plan is carried out"


def _rated(field: str, passages: Sequence[Passage], where: str) -> Confidence:
    if not passages:
        return Confidence(field, NOT_STATED, f"not found: {where}")
    rules = sorted({passage.rule for passage in passages if passage.rule})
    if rules:
        return Confidence(field, INFERRED, f"{where}; the rule {' and '.join(rules)} goes beyond what is printed")
    return Confidence(field, LABELLED, where)


def _cell(field: str, name: str, row: AnnexRow, cells: Cells, column_order: ColumnOrder) -> Confidence:
    cell = cells.cell(name)
    if name not in column_order.columns:
        return Confidence(field, NOT_STATED, "the table has no such column")
    if not cell.lines:
        is_shared = cells.shared_lines is not None and name in cells.shared_lines.columns
        if is_shared or name in cells.doubtful:
            reason = "its words could not be told from others"
        elif cells.made_by and name not in cells.printed:
            reason = "the row or sheet has no such cell"
        elif not cells.made_by and column_order.headings == ROWS and row.label(name) is None:
            reason = "other rows print its heading, and this one does not"
        else:
            reason = "the cell is empty"
        return Confidence(field, NOT_STATED, reason)
    if cell.rule is not None:
        score = cells.shared_lines.score if cells.shared_lines is not None else 0
        return Confidence(field, UNTANGLED, f"{cell.rule} parted it from another column (score {score})")
    if cells.made_by:
        level, reason = _BY_GRID[cells.made_by.rpartition(" ")[2]]
    elif row.heads(name, cell.lines[0]):
        level, reason = LABELLED, "its heading stands right above it"
    else:
        place = column_order.columns.index(name) + 1
        level, reason = ORDERED, f"it is the cell of column {place} in the order of print"
    return Confidence(field, level, reason)


_BY_GRID = {
    "delimiters": (LABELLED, "delimiters put it under its heading or beside it"),
    "rules": (LABELLED, "the rules of its table put it under its heading or beside it"),
    "word": (LABELLED, "the table of the file puts it under its heading or beside it"),
    "alignment": (ORDERED, "its place on the page puts it under its heading or beside it"),
    "sheets": (LABELLED, "its heading stands before it, among those that the sheet of each action has"),
    "blocks": (LABELLED, "its heading stands before it among those of its action"),
    "running": (ORDERED, "it is what the order of the columns puts under its heading"),
    "columns": (ORDERED, "its place in the lines puts it under its heading or beside it"),
}
"""The level and the reason of a cell by the front end that found the grid; of two the last one, the less sure."""
