"""An answer to an agent: lines of text within a budget, which say what they leave out and how to get it.

Agents pay for each word they read, and nobody sees what a model was not shown. So an answer is short unless more is
asked for, nothing is left out in silence, and what is left out can be asked for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

DEFAULT_BYTES, FEWEST_BYTES, MOST_BYTES = 4_000, 1_000, 100_000
"""The bytes of an answer in UTF-8: unless asked otherwise, at least, at most."""
_NOTE = 240
"""Bytes that are kept free for the sentence on what was left out."""
_MARK = " … [cut here]"


@dataclass(frozen=True, slots=True)
class ToolAnswer:
    """What a tool answers.

    `head` and `foot` are lines that an answer always has. `items` stand between them, each a line or several; those
    from number `start` on, counted from 1, are shown as far as the budget goes. `what` are the items, in words.
    `further`: there are more than these, which cannot be shown one by one, and why.
    """

    head: Sequence[str]
    items: Sequence[str] = ()
    foot: Sequence[str] = ()
    what: str = "items"
    start: int = 1
    further: str = ""


def written(answer: ToolAnswer, *, most: int) -> str:
    """The text of an answer, of at most so many bytes.

    Items come whole. Only one that alone is larger than the budget is cut within, and so is what stands around the
    items where that alone is too large; the place is marked.
    """
    whole = "\n".join(
        [*answer.head, *answer.items[answer.start - 1 :], *_note(answer, answer.start, len(answer.items)), *answer.foot]
    )
    if _size(whole) <= most:
        return whole
    room = most - _size("\n".join([*answer.head, *answer.foot])) - _NOTE
    shown: list[str] = []
    for item in answer.items[answer.start - 1 :]:
        if _size(item) + 1 > room:
            break
        shown.append(item)
        room -= _size(item) + 1
    if not shown and answer.start <= len(answer.items):
        shown = [_cut(answer.items[answer.start - 1], max(room, 0))]
    last = answer.start + len(shown) - 1
    text = "\n".join([*answer.head, *shown, *_note(answer, answer.start, last), *answer.foot])
    return text if _size(text) <= most else _cut(text, most)


def _note(answer: ToolAnswer, first: int, last: int) -> list[str]:
    """What the answer leaves out, as a line; none where it leaves out nothing."""
    total = len(answer.items)
    if first > total and total:
        return [f"[There are {total:,} {answer.what}; start={first} is behind the last one.]"]
    notes = []
    if first > 1 or last < total:
        notes.append(f"{answer.what}: {first:,} to {last:,} of {total:,} are shown")
    if last < total:
        notes.append(f"call again with start={last + 1}, or with max_bytes of up to {MOST_BYTES:,}, for the rest")
    if answer.further:
        notes.append(answer.further)
    return [f"[{'; '.join(notes)}.]"] if notes else []


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _cut(text: str, most: int) -> str:
    """The beginning of a text, with a mark, of at most so many bytes."""
    room = max(0, most - _size(_MARK))
    return text.encode("utf-8", "surrogatepass")[:room].decode("utf-8", "ignore") + _MARK


def quoted(text: str) -> str:
    r"""Characters of a document as a JSON string, so that none is lost and all differ from our own words.

    >>> print(quoted('the "Handbook"\n  and'))
    "the \"Handbook\"\n  and"
    """
    return json.dumps(text, ensure_ascii=False)
