"""Reads the columns that only some plans have and that name no parties: start, status and timetable."""

from __future__ import annotations

import re

from ccwp_kg.sources.actions.entries import item_value
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.records.records import Dated, Start, Statement
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.table.cell_features import START, STATUS, TIMETABLE
from ccwp_kg.sources.table.cells import Cell
from ccwp_kg.sources.text.dates import DATE


def scan_cell(cell: Cell, column: str, collector: Collector) -> tuple[Scan, Passage] | None:
    """The scan and the value of a cell, whose words are claimed for its column. None for an empty cell."""
    if not cell.lines:
        return None
    flow = collector.grammar.flow(cell.spans, skip=cell.dividing)
    scan = collector.scan(flow, column, claim=cell.spans)
    return scan, item_value(scan.flow, 0, grammar=collector.grammar, rule=cell.rule)


def read_start(cell: Cell, collector: Collector) -> Start | None:
    """When the work begins: a day, month or year, as precise as printed. Words without a date are an issue."""
    printed = scan_cell(cell, START, collector)
    if printed is None:
        return None
    scan, words = printed
    calendar = collector.grammar.calendar
    places = (word.start() for word in re.finditer(r"\b\w", scan.flow.text))
    time = next((found for at in places if (found := calendar.time_at(scan.flow.text, at))), None)
    if time is None:
        collector.issue("date-not-understood", f"“{words.text}” in the column “{START}” is no date", words.spans[0])
        return Start(None, words)
    return Start(Dated(time.value, time.datatype, scan.flow.passage(time.start, time.end)), words)


def timetable_statements(printed: tuple[Scan, Passage] | None, collector: Collector) -> tuple[Statement, ...]:
    """The statement of a timetable: its words, and the period or time at their beginning. No time is an issue."""
    if printed is None:
        return ()
    scan, words = printed
    calendar = collector.grammar.calendar
    places = [word.start() for word in re.finditer(r"\b\w", scan.flow.text)]
    if not any(find(scan.flow.text, at) for at in places for find in (calendar.time_at, calendar.duration_at)):
        message = f"“{words.text}” in the column “{TIMETABLE}” is no time"
        collector.issue("date-not-understood", message, words.spans[0])
    period = calendar.period_at(scan.flow.text, 0)
    if period is not None:
        first, last = period.first.first_day, period.last.last_day
        return (Statement(TIMETABLE, words, value=first, datatype=DATE, until=last, field=TIMETABLE),)
    time = calendar.time_at(scan.flow.text, 0)
    value, datatype = (time.value, time.datatype) if time is not None else (None, None)
    return (Statement(TIMETABLE, words, value=value, datatype=datatype, field=TIMETABLE),)


def cell_statements(start: Start | None, status: Passage | None) -> tuple[Statement, ...]:
    """A statement for each of these cells that is printed."""
    statements = []
    if start is not None:
        value, datatype = (start.day.value, start.day.datatype) if start.day is not None else (None, None)
        statements.append(Statement(START, start.printed, value=value, datatype=datatype, field=START))
    if status is not None:
        statements.append(Statement(STATUS, status, field=STATUS))
    return tuple(statements)
