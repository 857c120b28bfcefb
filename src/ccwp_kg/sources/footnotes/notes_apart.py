"""Finds footnotes apart from the page of their marks: at the end of a document, or below the heading of its annex.

Both are read from the foot up: each body begins with the number before that of the body below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

from ccwp_kg.sources.footnotes.footnotes import FootnoteBody, joined_digits, own_number
from ccwp_kg.sources.layout.text_lines import TextLine, by_page, is_rule

_DEEPEST, _MOST_LINES = 60, 3
"""The lines of all bodies at the end of a document, and of one body, at most."""


def without_notes_apart(
    lines: Sequence[TextLine], names: Sequence[str], *, cells: Collection[int] = ()
) -> tuple[Sequence[TextLine], Sequence[FootnoteBody]]:
    """The lines of a document, and the notes at its end, or at the foot of the page on which a name heads the annex.

    The latter have the numbers of all marks above that heading, which is one of the `names`, in order. `cells` are the
    indices of lines of tables; no note stands there.
    """
    bodies = _at_end(lines, cells)
    for page in by_page(lines).values() if not bodies else ():
        heading = next((at for at, line in enumerate(page) if line.text in names), None)
        if heading is not None:
            marks = [mark.number for mark in joined_digits(page[:heading])]
            foot = [line for line in page[heading + 1 :] if line.index not in cells]
            bodies = next((found for found in _from_foot(foot, marks.__contains__) if _numbers(found) == marks), ())
            break
    taken = {line.index for body in bodies for line in body.lines}
    return [line for line in lines if line.index not in taken], bodies


def _at_end(lines: Sequence[TextLine], cells: Collection[int]) -> Sequence[FootnoteBody]:
    """The bodies at the end of a document: they count from 1; first and last have marks.

    Behind a rule, as the one that closes the annex, they count on from those of the pages before, and each has a mark.
    None goes over a line of a table.
    """
    marked = Counter(mark.number for mark in joined_digits(lines))
    begin = max([len(lines) - _DEEPEST, *(at for at, line in enumerate(lines) if line.index in cells)])
    for bodies in _from_foot(lines[max(0, begin) + 1 :], marked.__contains__):
        # where another page counts from 1, too, the bodies are those of their page
        first = bodies[0].lines[0]
        before = lines[lines.index(first) - 1]
        opens = before.block != first.block or before.text.endswith(".")
        counts_on = is_rule(before.text) and all(marked[number] == 1 for number in _numbers(bodies))
        if (bodies[0].number == marked[1] == 1 and opens) or counts_on:
            return bodies
    return ()


def _from_foot(lines: Sequence[TextLine], may_be_last: Callable[[int], bool]) -> Iterator[Sequence[FootnoteBody]]:
    """The last body, the last two, and so on, as far as they count; the last has a number that `may_be_last`."""
    bodies: list[FootnoteBody] = []
    end = len(lines)
    for place in range(len(lines) - 1, -1, -1):
        number = own_number(lines[place].text)
        if number and (number + 1 == bodies[0].number if bodies else may_be_last(number)):
            bodies.insert(0, FootnoteBody(number, tuple(lines[place:end]), None))
            end = place
            yield bodies
        elif number or end - place >= _MOST_LINES:
            break


def _numbers(bodies: Sequence[FootnoteBody]) -> list[int]:
    return [body.number for body in bodies]
