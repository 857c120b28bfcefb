"""Reads the columns that only some plans have and that name no parties: start, status and timetable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccwp_kg.sources.actions.entries import item_value
from ccwp_kg.sources.profile.profile import LanguageWords
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.recognition.names import small_letters
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.records.records import Dated, Start, Statement
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.table.cell_features import START, STATUS, TIMETABLE
from ccwp_kg.sources.table.cells import Cell
from ccwp_kg.sources.text.dates import DATE, Calendar
from ccwp_kg.sources.text.patterns import any_of, whole_words


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
    time = next(collector.grammar.calendar.times_in(scan.flow.text), None)
    if time is None:
        collector.issue("date-not-understood", f"“{words.text}” in the column “{START}” is no date", words.spans[0])
        return Start(None, words)
    return Start(Dated(time.value, time.datatype, scan.flow.passage(time.start, time.end)), words)


def timetable_statements(
    printed: tuple[Scan, Passage] | None, collector: Collector, *, heading: str
) -> tuple[Statement, ...]:
    """The statement of a timetable under a heading: its words, and the time that they name: its first day, its last, or
    both.

    Words with no time are an issue, and so are those around one by which it may mean another, or behind a blank line. A
    time without a date, such as "ongoing" or "under the Polish Presidency", is a note, and so is a day that may be the
    first or the last.
    """
    if printed is None:
        return ()
    scan, words = printed
    text, grammar = scan.flow.text, collector.grammar
    schedule = schedule_in(text, heading=heading, calendar=grammar.calendar)
    is_unbounded = _is_without_date(text, grammar.profile.words.unbounded)
    source = grammar.source
    gaps = (other.start for one, other in pairwise(words.spans) if source.text.count("\n", one.end, other.start) > 1)
    apart = next((source.exact(Span(start, words.spans[-1].end)) for start in gaps), None)
    if schedule is None or schedule.rest is not None or apart is not None:
        message = f"“{words.text}” in the column “{TIMETABLE}” is no time"
        if schedule is not None:
            message = f"“{schedule.rest or apart}” in the column “{TIMETABLE}” was not understood"
        severity = "note" if schedule is None and is_unbounded else "problem"
        collector.issue("date-not-understood", message, words.spans[0], severity=severity)
    if schedule is None:
        return (Statement(TIMETABLE, words, field=TIMETABLE),)
    first, last, datatype = schedule.first, schedule.last, schedule.datatype
    if datatype is not None and schedule.rest is None and apart is None and first is None and last is None:
        message = f"“{words.text}” in the column “{TIMETABLE}” may be a first day or a last one"
        collector.issue("date-not-understood", message, words.spans[0], severity="note")
    return (Statement(TIMETABLE, words, value=first, datatype=datatype, until=last, field=TIMETABLE),)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The time of a timetable: its first value and its last day, either of which may be left open.

    Both are open for a day of which nothing tells which it is. `rest` are words around it that hold another time, or
    that change it in a way that is not understood.
    """

    first: str | None
    last: str | None
    datatype: str | None
    rest: str | None = None


def schedule_in(text: str, *, heading: str = "", calendar: Calendar) -> Schedule | None:
    """The time of a timetable: "Q2 2016 – Q4 2017", "by the end of 2015", "from June 2014 onwards". None for no time.

    A time alone is a last day under the heading of one ("To be done by"); else it is both, unless it is one day. A
    length of time, "18 months", leaves both ends open.
    """
    leads, place = _leads(text, calendar.words)
    period, time = calendar.period_at(text, place), calendar.time_at(text, place)
    times = [*calendar.times_in(text)]
    if period is not None:
        start, final, end = period.first, period.last, period.end
    elif time is not None:
        start, final, end = time, time, time.end
    else:
        is_length = any(calendar.duration_at(text, word.start()) for word in re.finditer(r"\b\w", text))
        return Schedule(None, None, None, rest=text if times else None) if times or is_length else None
    is_single = start is final
    is_open = ("first" in leads and is_single) or _first_of(calendar.words.onwards, text, end + 1) is not None
    behind = text[end:].strip(" .;,()")
    is_deadline = not leads.isdisjoint({"deadline", "last"}) or small_letters(behind) in calendar.words.before_deadline
    another = text[end:].strip(" .;,") if any(each.start >= end for each in times) else None
    rest = text if is_deadline and (is_open or not is_single) else another
    if is_deadline or (is_single and not is_open and _is_of_last_days(heading, calendar.words)):
        return Schedule(None, final.last_day, DATE, rest)
    if is_open:
        first = start.first_day if period is not None else start.value
        return Schedule(first, None, DATE if period is not None else start.datatype, rest)
    if is_single and start.datatype == DATE and start.until is None:
        return Schedule(None, None, DATE, rest)
    return Schedule(start.first_day, final.last_day, DATE, rest)


def _is_of_last_days(heading: str, words: LanguageWords) -> bool:
    """Whether a heading begins or ends with words before a last day, and has none of those before a first."""
    forms = any_of((*words.before_deadline, *words.before_last_days))
    at_edge = re.search(rf"^\W*(?:{forms})\b|\b(?:{forms})\W*$", small_letters(heading))
    return at_edge is not None and whole_words(words.before_first_day).search(heading) is None


def _leads(text: str, words: LanguageWords) -> tuple[set[str], int]:
    """What the words before a time make of it, and where they end."""
    kinds = {
        "deadline": words.before_deadline,
        "last": words.before_last_days,
        "first": words.before_first_day,
        "around": words.around_time,
    }
    leads, place = set[str](), 0
    while True:
        ends = [(end, kind) for kind, forms in kinds.items() if (end := _first_of(forms, text, place)) is not None]
        if not ends:
            return leads, place
        place, kind = max(ends)
        leads.add(kind)


def _first_of(forms: Sequence[str], text: str, start: int) -> int | None:
    """Where the longest of some words that stand at a place ends, with the space behind it."""
    small = small_letters(text)
    ends = [start + len(form) for form in forms if small.startswith(form, start)]
    end = max((end for end in ends if not small[end : end + 1].isalnum()), default=None)
    return None if end is None else end + (text[end : end + 1] == " ")


def _is_without_date(text: str, unbounded: Sequence[str]) -> bool:
    """Whether a text begins or ends with words of a time without a date."""
    words = re.findall(r"[^\s.]+", small_letters(text))
    return _first_of(unbounded, text, 0) is not None or any(
        form.split() == words[-form.count(" ") - 1 :] for form in unbounded
    )


def cell_statements(start: Start | None, status: Passage | None) -> tuple[Statement, ...]:
    """A statement for each of these cells that is printed."""
    statements = []
    if start is not None:
        value, datatype = (start.day.value, start.day.datatype) if start.day is not None else (None, None)
        statements.append(Statement(START, start.printed, value=value, datatype=datatype, field=START))
    if status is not None:
        statements.append(Statement(STATUS, status, field=STATUS))
    return tuple(statements)
