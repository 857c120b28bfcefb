"""Finds footnotes of the text before the annex at the foot of a page on which the annex has begun."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ccwp_kg.sources.footnotes.footnotes import OWN_NUMBER, FootnoteBody, joined_digits, without_endnotes
from ccwp_kg.sources.layout.text_lines import TextLine, by_page

_MOST_LINES = 2
"""The lines of a footnote, at most."""


def without_notes_apart(
    lines: Sequence[TextLine], names: Sequence[str], *, cells: Collection[int] = ()
) -> tuple[Sequence[TextLine], Sequence[FootnoteBody]]:
    """The lines of a document, and the notes at its end, or at the foot of the page on which a name heads the annex.

    The latter have the numbers of all marks above that heading, which is one of the `names`, in order. `cells` are the
    indices of lines of tables; no note stands there.
    """
    text, endnotes = without_endnotes(lines, cells=cells)
    if endnotes:
        return text, endnotes
    for page in by_page(lines).values():
        heading = next((at for at, line in enumerate(page) if line.text in names), None)
        if heading is not None:
            bodies = _at_foot([line for line in page[heading + 1 :] if line.index not in cells], page[:heading])
            taken = {line.index for body in bodies for line in body.lines}
            return [line for line in lines if line.index not in taken], bodies
    return lines, ()


def _at_foot(page: Sequence[TextLine], above: Sequence[TextLine]) -> Sequence[FootnoteBody]:
    """The notes at the foot of a page for the marks above the heading of the annex."""
    marks = [mark.number for mark in joined_digits(above)]
    bodies: list[FootnoteBody] = []
    end = len(page)
    for place in range(len(page) - 1, -1, -1):
        own = OWN_NUMBER.match(page[place].text)
        if own is not None and [int(own["number"])] == marks[-1:]:
            bodies.insert(0, FootnoteBody(marks.pop(), tuple(page[place:end]), None))
            end = place
        if not marks:
            return bodies
        if end - place >= _MOST_LINES:
            break
    return ()
