"""The columns of a review, what the path of a field calls a list of entries, and the key of its line in a review."""

from __future__ import annotations

GIVEN = ("key", "page", "field", "printed", "read as", "state", "doubt")
ANSWERED = ("verdict", "value", "role", "day", "why")
REVIEW_COLUMNS = (*GIVEN, *ANSWERED)
"""The columns of a review: what the reader gives, and what a person answers."""

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
_LISTS = {FIELDS[name]: name for name in ("objectives", "indicators", "outcomes", "parties")}
_SINGLE = ("number", "title", "terms-of-reference", "lead", "start", "status", "work-area")


def key_of(field: str) -> str | None:
    """The key in a review of the words that became a field; None for words that are no entry of it, or more than one.

    >>> key_of("action/6.2/party/1"), key_of("objective/3"), key_of("title"), key_of("action/6.2/title")
    ('6.2 parties 1', 'plan objectives 3', 'plan title', '6.2 title')
    >>> key_of("section/introduction/paragraph/1"), key_of("action/6.2/heading/title")
    (None, None)
    """
    first, *steps = field.split("/")
    owner = "plan"
    if first == "action" and len(steps) > 1:
        owner, first, *steps = steps
        if not steps and first in _SINGLE:
            return f"{owner} {first}"
    elif field == "title":
        return "plan title"
    return f"{owner} {_LISTS[first]} {steps[0]}" if first in _LISTS and len(steps) == 1 else None
