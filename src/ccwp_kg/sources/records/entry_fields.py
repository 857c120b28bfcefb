"""The columns of a review, what a person may write into them, and what the path of a field calls a list of entries."""

from __future__ import annotations

import re
from datetime import date

GIVEN = ("key", "page", "field", "printed", "read as", "state", "doubt")
ANSWERED = ("verdict", "value", "role", "day", "why")
REVIEW_COLUMNS = (*GIVEN, *ANSWERED)
"""The columns of a review: what the reader gives, and what a person answers."""

RIGHT, CHANGE, DROP = "right", "change", "drop"
VERDICTS = (RIGHT, CHANGE, DROP)
"""What a person may say of an entry."""
_DAYS = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00(?::00)?)?", re.ASCII), (1, 2, 3)),
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII), (3, 2, 1)),
)
"""The forms of a day in which no spreadsheet leaves the order of day and month open."""

FIELD_OF = {"deadline": "timetable", "duration": "timetable", "period": "timetable", "start": "start"}
"""The field whose value a statement on an action is, by the kind of the statement."""
FIELDS = {
    "objectives": "objective",
    "indicators": "indicator",
    "outcomes": "outcome",
    "parties": "party",
    "work_areas": "work-area",
    "earlier_plans": "earlier",
    "footnotes": "footnote",
}
"""What the path of an entry calls its list, where that is otherwise than its key does."""


def day_of(text: str) -> date | None:
    """The day that a person wrote into a review; None for what is no day.

    >>> day_of("2026-11-28") == day_of("28.11.2026"), day_of("31.31.2026")
    (True, None)
    """
    for form, order in _DAYS:
        found = form.fullmatch(text)
        if found is not None:
            year, month, day = (int(found[at]) for at in order)
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return None
