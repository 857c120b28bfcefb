"""Reads the action in a row of the annex."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ccwp_kg.sources.actions.action_references import FoundAction, actions_in, plans_that_dealt_with_it
from ccwp_kg.sources.actions.citations import citations_in
from ccwp_kg.sources.actions.decisions import expectations_in
from ccwp_kg.sources.actions.entries import CellItem, CellItems, item_value, items_of
from ccwp_kg.sources.actions.optional_columns import (
    cell_statements,
    read_start,
    scan_cell,
    timetable_statements,
)
from ccwp_kg.sources.actions.parties import lead_in_text, names_parties, read_lead, read_parties
from ccwp_kg.sources.actions.row_issues import (
    no_value,
    note_faults,
    note_mark,
    note_unread_relations,
    relations_of_citations,
    relations_of_decisions,
    relations_of_references,
    silences_of,
)
from ccwp_kg.sources.actions.work_areas import read_area
from ccwp_kg.sources.layout.headings import joined
from ccwp_kg.sources.layout.text_lines import spans_of
from ccwp_kg.sources.profile.profile import COLUMNS
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.recognition.objectives import match_objective, objectives_by_code, objectives_in_row
from ccwp_kg.sources.recognition.scan import Grammar, Scan
from ccwp_kg.sources.records.entry_fields import FIELD_OF
from ccwp_kg.sources.records.prose_parts import StrategicObjective
from ccwp_kg.sources.records.records import (
    Action,
    ActionReference,
    Indicator,
    ObjectiveAssignment,
    Outcome,
    TermsOfReference,
    step_of,
)
from ccwp_kg.sources.records.references import OtherEntry, Passage
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.table.cell_features import (
    INDICATORS,
    LEAD,
    OBJECTIVES,
    OUTCOMES,
    START,
    STATUS,
    TIMETABLE,
    TITLE,
    WORK_AREA,
)
from ccwp_kg.sources.table.cells import Cell, Cells
from ccwp_kg.sources.table.column_order import ColumnOrder
from ccwp_kg.sources.table.rows import AnnexRow
from ccwp_kg.sources.text.flow import Flow
from ccwp_kg.sources.text.list_marks import coded_mark, item_mark
from ccwp_kg.sources.text.prose import Punctuation, Stretch

_BOX = "terms-of-reference"
_OF_RELATIONS = ("indicator/", "outcome/")
"""The entries whose words that state a relation are looked for with what the entry expects."""
_SENTENCES = re.compile(r"[a-zA-Z]{3}\. [A-Z]")
"""The end of a sentence inside an item."""


def read_action(
    row: AnnexRow,
    cells: Cells,
    *,
    position: int,
    objectives: Sequence[StrategicObjective],
    column_order: ColumnOrder,
    parties_role: str,
    grammar: Grammar,
) -> tuple[Action, Collector]:
    """The action in a row, from its cells, with the claims on its words and the issues.

    `position` is the row's place in the annex, `objectives` are the strategic objectives of the plan, `parties_role` is
    what its column of parties says of them.
    """
    step = step_of(row.value, position)
    collector = Collector(grammar, f"action/{step}/", f"action {row.value or step}", row.head.span)
    numbers = spans_of([*filter(None, [row.number, row.number_word])])
    collector.claim(numbers, "number")
    for label in row.labels:
        collector.claim(spans_of(label.lines), f"heading/{label.column}")
    every, cells = cells, _with_values(cells, collector)
    title = scan_cell(cells.cell(TITLE), TITLE, collector)
    assigned = _objectives(cells, objectives, collector)
    indicators = tuple(_indicator(*each, collector) for each in enumerate(_items(cells, INDICATORS, collector), 1))
    outcomes = []
    for place, item in enumerate(_items(cells, OUTCOMES, collector), 1):
        scan = collector.scan(item.flow, f"outcome/{place}", claim=item.value.spans)
        expected = expectations_in(scan, item.start, profile=grammar.profile)
        read = (*relations_of_decisions(expected.decisions), *relations_of_references(_references(scan, collector)))
        note_unread_relations(scan, read, collector)
        outcomes.append(Outcome(place, item.printed_number, item.value, expected.decisions))
    parties = read_parties(cells, collector, role=parties_role)
    others = tuple(_other_entries(cells, collector))
    terms = _terms(cells, collector)
    lead = read_lead(cells.cell(LEAD), collector) or lead_in_text(collector)
    start = read_start(cells.cell(START), collector)
    status, timetable = (scan_cell(cells.cell(name), name, collector) for name in (STATUS, TIMETABLE))
    note_faults(row, every, column_order, collector)
    own_label = row.label(TIMETABLE)
    over = cells.cell(TIMETABLE).heading or (own_label.lines if own_label is not None else ())
    heading = joined(over) or column_order.words.get(TIMETABLE, "")
    told = timetable_statements(timetable, collector, heading=heading)
    own = (*cell_statements(start, status[1] if status else None), *told)
    taken = {each.passage.spans for each in own}
    parts: list[Indicator | Outcome | TermsOfReference] = [*indicators, *outcomes, *([terms] if terms else [])]
    taken |= {each.recurrence.passage.spans for part in parts for each in part.decisions if each.recurrence is not None}
    # of two statements with the same words, the one of the cell or of the decision counts
    statements = (*own, *(each for each in collector.statements if each.passage.spans not in taken))
    filled = {FIELD_OF[each.kind] for each in statements if each.about is None and each.kind in FIELD_OF}
    action = Action(
        position=position,
        number=row.value,
        number_passage=Passage(row.value, numbers[:1]) if row.value is not None else None,
        title=title[1] if title else None,
        objectives=assigned,
        indicators=indicators,
        outcomes=tuple(outcomes),
        parties=parties,
        terms=terms,
        mentions=(*collector.mentions, *collector.plans),
        statements=statements,
        whole=Span(row.lines[0].span.start, row.lines[-1].span.end),
        lead=lead,
        start=start,
        status=status[1] if status else None,
        timetable=timetable[1] if timetable else None,
        work_area=read_area(cells.cell(WORK_AREA), collector),
        others=others,
        references=tuple(_other_references(terms, collector, own=row.value)),
    )
    filled |= {name for name in COLUMNS if getattr(action, name.replace("-", "_"), None)}
    silences = tuple(silences_of(row, every, column_order, filled=filled, collector=collector))
    return replace(action, silences=silences), collector


def _with_values(cells: Cells, collector: Collector) -> Cells:
    """The cells without those that say that they hold nothing, whose words are claimed. "Open" may be a status."""
    names = {column.name for column in collector.grammar.profile.columns if column.name not in (TITLE, STATUS)}
    empty = {name for name in names if no_value(cells.cell(name), grammar=collector.grammar) is not None}
    for name in sorted(empty):
        collector.claim(cells.cell(name).spans, name)
    return replace(cells, cells={name: cell for name, cell in cells.cells.items() if name not in empty})


def _other_entries(cells: Cells, collector: Collector) -> Iterator[OtherEntry]:
    """The cells of columns that the profile does not know and of steps, each under its printed heading."""
    entries = [cell for cell in cells.others if not names_parties(cell, grammar=collector.grammar)]
    for place, (cell, *beside) in enumerate([*((cell,) for cell in entries), *cells.steps], 1):
        others = (_entry(each, f"entry/{place}/entry/{at}", collector) for at, each in enumerate(beside, 1))
        yield replace(_entry(cell, f"entry/{place}", collector), beside=tuple(others))


def _entry(cell: Cell, part: str, collector: Collector) -> OtherEntry:
    flow = collector.grammar.flow(cell.spans, skip=cell.dividing)
    scan = collector.scan(flow, part, claim=cell.spans)
    heading = collector.grammar.flow(spans_of(cell.heading)).whole()
    return OtherEntry(heading, item_value(scan.flow, 0, grammar=collector.grammar, rule=cell.rule))


def _objectives(
    cells: Cells, objectives: Sequence[StrategicObjective], collector: Collector
) -> tuple[ObjectiveAssignment, ...]:
    cell = cells.cell(OBJECTIVES)
    flow = collector.grammar.flow(cell.spans, skip=cell.dividing)
    names = [label for each in collector.grammar.profile.columns if each.name == OBJECTIVES for label in each.labels]
    coded = objectives_by_code(flow.text, objectives, names=names)
    if whole := coded or objectives_in_row(flow.text, objectives):
        found = []
        bounds = pairwise((0, *(start for start, _, _ in whole[1:]), len(flow.text)))
        for position, (bound, (start, end, objective)) in enumerate(zip(bounds, whole, strict=True), 1):
            part = collector.grammar.flow(flow.spans(*bound), skip=cell.dividing)
            collector.scan(part, f"objective/{position}", claim=part.whole().spans)
            mark = None if coded else coded_mark(part.text) or item_mark(part.text)
            wording = part.text[mark.end if mark else 0 : end - start].strip()
            value = flow.passage(start, end) if coded else part.passage(0, len(part.text), text=wording)
            number = mark.place if mark and "1" in mark.form else None
            found.append(ObjectiveAssignment(position, number, value, objective.number, whole=True, score=100))
        return tuple(found)
    items = items_of(cell, grammar=collector.grammar)
    parts = _at_codes(cell, flow, collector.grammar) or (
        _without_code(each, objectives, collector.grammar) for each in items.items
    )
    items = replace(items, items=tuple(parts))
    matches = [match_objective(item.value.text, objectives) for item in items.items]
    if [each.objective for each in matches] != [item.printed_number for item in items.items]:
        _note_numbering(items, OBJECTIVES, collector)  # some plans print an objective's own number
    _note_division(items, OBJECTIVES, collector)
    assigned = []
    for position, (item, match) in enumerate(zip(items.items, matches, strict=True), 1):
        collector.scan(item.flow, f"objective/{position}", claim=item.value.spans)
        if match.rival is not None:
            message = f"“{item.value.text}” may be of objective {match.rival}, too"
            collector.issue("objective-ambiguous", message, item.value.spans[0], severity="note")
        if match.objective is None:
            message = f"“{item.value.text}” words none of the strategic objectives"
            # other words stand between the pieces of a cell that was split from another
            place = item.value.spans[0] if item.value.rule else item.whole
            collector.issue("objective-in-free-text", message, place, severity="note")
        assigned.append(
            ObjectiveAssignment(position, item.printed_number, item.value, match.objective, match.whole, match.score)
        )
    worded = [each.objective for each in assigned]
    if None in worded and any(worded):
        message = f"the column “{OBJECTIVES}” words objectives of the plan and others; some may be of another column"
        collector.issue("objectives-mixed", message, collector.head, severity="note")
    return tuple(assigned)


def _at_codes(cell: Cell, flow: Flow, grammar: Grammar) -> list[CellItem]:
    """The items of a cell each of which opens with a code of one form, two or more: “Objective 1: To act”."""
    words = (flow.text[found.start() :] for found in re.finditer(r"(?<!\S)[A-Z]", flow.text))
    every = [(len(flow.text) - len(rest), code) for rest in words if (code := coded_mark(rest)) is not None]
    codes = [(at, code) for at, code in every if code.form == every[0][1].form]
    if len({code.place for _, code in codes}) < max(len(codes), 2) or codes[0][0]:
        return []
    bounds = pairwise((*(at for at, _ in codes), len(flow.text)))
    parts = (grammar.flow(flow.spans(*each), skip=cell.dividing) for each in bounds)
    return [
        CellItem(code, code.end, part, item_value(part, code.end, grammar=grammar, rule=cell.rule))
        for (_, code), part in zip(codes, parts, strict=True)
    ]


def _without_code(item: CellItem, objectives: Sequence[StrategicObjective], grammar: Grammar) -> CellItem:
    """An item whose mark is the code before the wording of an objective, if it is its code: "Objective 2: To act"."""
    code = coded_mark(item.flow.text[item.start :])
    start = item.start + code.end if code is not None else 0
    value = item_value(item.flow, start, grammar=grammar, rule=item.value.rule)
    if code is None or match_objective(value.text, objectives).objective != code.place:
        return item
    return replace(item, mark=replace(code, end=start), start=start, value=value)


def _items(cells: Cells, column: str, collector: Collector) -> tuple[CellItem, ...]:
    """The items of a cell. Printed numbers that do not count 1, 2, 3 … are an issue."""
    items = items_of(cells.cell(column), grammar=collector.grammar)
    _note_numbering(items, column, collector)
    _note_division(items, column, collector)
    return items.items


def _note_numbering(items: CellItems, column: str, collector: Collector) -> None:
    places = [item.mark.place if item.mark else None for item in items.items]
    if places not in ([None] * len(places), list(range(1, len(places) + 1))):
        collector.issue("numbering", f"the column “{column}” prints its items as {places}", items.whole)


def _note_division(items: CellItems, column: str, collector: Collector) -> None:
    """Report items whose division is doubtful."""
    if len(items.items) > 1 and items.by_stops:
        message = f"nothing but stops and capitals parts the items of the column “{column}”"
        collector.issue("items-by-stops", message, items.whole, severity="note")
    if items.by_semicolons:
        message = f"semicolons before small letters part the items of the column “{column}”"
        collector.issue("items-by-stops", message, items.whole, severity="note")
    for item in items.items:
        note_mark(item, collector)
    if items.doubtful or any(_SENTENCES.search(item.value.text) for item in items.items):
        message = f"an item of the column “{column}” may be several: no mark or stop tells"
        collector.issue("items-undivided", message, items.whole, collector.head, severity="note")


def _indicator(position: int, item: CellItem, collector: Collector) -> Indicator:
    """An indicator with the decisions and products that its words expect."""
    scan = collector.scan(item.flow, f"indicator/{position}", claim=item.value.spans)
    profile = collector.grammar.profile
    found = expectations_in(scan, item.start, profile=profile)
    note_unread_relations(
        scan,
        (
            *relations_of_decisions(found.decisions),
            *relations_of_references(_references(scan, collector)),
            *(("decision", each.printed) for each in found.products),
        ),
        collector,
    )
    words = [name for name in scan.names if name.name.kind == "organisation"]
    cues = [word for word in re.finditer(r"\w+", scan.phrases.small) if word.group() in profile.decision_cues]
    places = sorted([*((name.start, name.end) for name in words), *(cue.span() for cue in cues)])
    left = [scan.flow.text[at:end] for at, end in places if not any(a <= at and end <= b for a, b in found.places)]
    if left:
        message = f"no decision is understood that the indicator may expect ({', '.join(left)})"
        collector.issue("decision-not-understood", message, item.whole, severity="note")
    return Indicator(position, item.printed_number, item.value, found.decisions, found.products, found.undecided)


def _terms(cells: Cells, collector: Collector) -> TermsOfReference | None:
    profile = collector.grammar.profile
    printed = scan_cell(cells.cell(profile.box.name), _BOX, collector)
    if printed is None:
        return None
    scan = printed[0]
    punctuation = Punctuation(scan.flow.text, words=profile.words)
    references = actions_in(scan, punctuation, profile=profile)
    for found in references:
        if found.record.ordinal is None:
            message = f"“{found.record.printed.text}” is of a plan that the text does not name"
            collector.issue("action-of-no-plan", message, found.record.printed.spans[0])
    _note_numbers(scan, references, collector)
    citations = citations_in(scan, punctuation, profile=profile, actions=references)
    announced = expectations_in(scan, 0, profile=profile, announced=True).decisions
    records = tuple(found.record for found in references)
    read = (*relations_of_citations(citations), *relations_of_references(records), *relations_of_decisions(announced))
    note_unread_relations(scan, read, collector)
    earlier = tuple(plans_that_dealt_with_it(scan, profile=profile))
    return TermsOfReference(scan.flow.whole(), citations, records, announced, earlier)


def _references(scan: Scan, collector: Collector) -> list[ActionReference]:
    """The actions that a cell names, without the numbers that are those of acts and documents."""
    profile, text = collector.grammar.profile, scan.flow.text
    found = actions_in(scan, Punctuation(text, words=profile.words), profile=profile)
    return [each.record for each in found if not any(one.start <= each.start < one.end for one in scan.references.all)]


def _other_references(
    terms: TermsOfReference | None, collector: Collector, *, own: str | None
) -> Iterator[ActionReference]:
    """The actions that other cells than the box name, counted on from those of the box; `own` is the row's number."""
    position = len(terms.references) if terms is not None else 0
    for scan in collector.scans:
        records = _references(scan, collector) if scan.field != _BOX else []
        if records and not scan.field.startswith(_OF_RELATIONS):
            note_unread_relations(scan, relations_of_references(records), collector)
        for record in records:
            if record.ordinal is None:
                message = f"“{record.printed.text}” is of a plan that the text does not name"
                collector.issue("action-of-no-plan", message, record.printed.spans[0], severity="note")
            if record.number != own:
                position += 1
                yield replace(record, position=position)


def _note_numbers(scan: Scan, references: Sequence[FoundAction], collector: Collector) -> None:
    """Report numbers that look like an action's or document's and were read as neither: "point 3.3(q)" of no act."""
    # warnings are already reported
    understood: list[Stretch] = [*scan.references.all, *scan.references.warnings, *references]
    understood += [Stretch(name.point[0], name.point[2]) for name in scan.names if name.point is not None]
    for number in re.finditer(r"(?<![\w./])(?:\d{1,2}\.\d{1,2}|\d{3,5}/\d[\d/]*)(?![\d/]|\.\d)", scan.flow.text):
        if not any(each.start <= number.start() < each.end for each in understood):
            place = scan.flow.spans(number.start(), number.end())[0]
            message = f"the number “{number.group()}” is neither an action's nor a document's"
            collector.issue("number-not-understood", message, place, severity="note")
