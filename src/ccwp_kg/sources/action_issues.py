"""Issues that show where all actions are seen together.

Their numbers are doubtful, left out, used twice, of another plan, or nothing was read of them; their words end early.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ccwp_kg.sources.layout.action_numbers import explicit_number, number_at
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.records import Action, Issue, Plan
from ccwp_kg.sources.table.rows import AnnexRow
from ccwp_kg.sources.text.list_marks import item_mark

_STOP = re.compile(r"[.:;!?…)\]”’\"]\W*$")
_LAST_WORDS = 3


def action_issues(
    rows: Sequence[AnnexRow], lines: Sequence[TextLine], plan: Plan, actions: Sequence[Action], *, grammar: Grammar
) -> Iterator[Issue]:
    """Issues on the actions read from `rows`, and on the numbers with which `lines` of the annex begin."""
    yield from _count_issues(plan, actions)
    yield from _gap_issues(actions)
    yield from _doubtful_issues(rows, actions, grammar)
    yield from _unread_row_issues(lines, plan, actions, grammar=grammar)
    yield from _cut_short_issues(actions)


def _cut_short_issues(actions: Sequence[Action]) -> Iterator[Issue]:
    """Issues on terms of reference without a stop at their end, where those of most actions have one."""
    terms = [(action, action.terms.text) for action in actions if action.terms is not None]
    ends = [_STOP.search(text.text) is not None for _, text in terms]
    for (action, text), is_closed in zip(terms, ends, strict=True):
        if not is_closed and 2 * sum(ends) > len(ends) > 1:
            last = " ".join(text.text.split()[-_LAST_WORDS:])
            message = (
                f"action {action.number}: the terms of reference end without a stop (“… {last}”); some may be lost"
            )
            yield Issue("words-cut-short", message, text.spans[-1], "note")


def _doubtful_issues(rows: Sequence[AnnexRow], actions: Sequence[Action], grammar: Grammar) -> Iterator[Issue]:
    """Issues on rows whose number stands before words and looks like the mark of an item."""
    marks = {mark.form for row in rows for line in row.body if (mark := item_mark(line.text))}
    for row, action in zip(rows, actions, strict=True):
        mark = item_mark(row.head.text)
        after = grammar.source.text[row.head.span.end : row.head.span.end + 1]
        if row.number is not None and mark is not None and mark.form in marks and after == " ":
            message = f"the number {row.head.text} of a row looks like that of an item; this may be no row"
            yield Issue("action-number-doubtful", message, action.whole)


def _unread_row_issues(
    lines: Sequence[TextLine], plan: Plan, actions: Sequence[Action], *, grammar: Grammar
) -> Iterator[Issue]:
    """Issues on lines of the annex that begin with a number of the plan's own which no action that was read has.

    Such a number has the plan's ordinal before the dot, or counts on from one that was read.
    """
    cues = grammar.profile.actions
    read = {action.number for action in actions}
    counted = {number.counts for each in read if each is not None and (number := number_at(each, cues=cues))}
    for line in lines:
        number = explicit_number(line.text, cues=cues)
        if number is None or number.value in read:
            continue
        *head, last = number.counts
        goes_on = (*head, last - 1) in counted and number.counts not in counted
        if goes_on or ("." in number.value and head == [plan.printed_ordinal]):
            read.add(number.value)
            message = f"action {number.value}: its number begins a line, but nothing was read of it"
            yield Issue("action-not-read", message, line.span)


def _gap_issues(actions: Sequence[Action]) -> Iterator[Issue]:
    """Issues on rows before a missing number. They may hold the words of the missing row."""
    for action, following in pairwise(actions):
        if action.number is None or following.number is None:
            continue
        value, last = re.split(r"[./]", following.number)[-1], re.split(r"[./]", action.number)[-1]
        expected = int(last) + 1 if last.isdigit() and value.isdigit() else 0
        if expected and int(value) > expected:
            message = f"no action {expected} stands between {action.number} and {following.number}; is it in this row?"
            yield Issue("action-number-left-out", message, action.whole)


def _count_issues(plan: Plan, actions: Sequence[Action]) -> Iterator[Issue]:
    """Issues on the declared number of actions, numbers of another plan, and numbers used twice."""
    if plan.declared_action_count not in (None, len(actions)):
        message = f"the plan declares {plan.declared_action_count} actions, its annex has {len(actions)}"
        yield Issue("action-count", message, plan.declared_actions.spans[0] if plan.declared_actions else None)
    numbers = [action.number for action in actions if action.number is not None]
    for number in numbers:
        first, stop, _ = number.partition(".")
        if plan.printed_ordinal and stop and first.isdigit() and first != str(plan.printed_ordinal):
            yield Issue("action-of-another-plan", f"action {number} is not numbered after its plan", None)
    for number, count in sorted(Counter(numbers).items()):
        if count > 1:
            yield Issue("action-number-twice", f"two rows are numbered {number}", None)
