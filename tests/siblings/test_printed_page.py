"""The page to be printed holds the same values as the text, each column in a cell of its own."""

from __future__ import annotations

import re
from html import unescape

import pytest

from siblings.making.printed_page import page
from siblings.plans import DEVELOPMENT, sibling

CELLS = (
    "title",
    "objective",
    "indicator",
    "outcome",
    "party",
    "lead",
    "start",
    "status",
    "timetable",
    "terms-of-reference",
)


@pytest.mark.parametrize("name", sorted(DEVELOPMENT))
def test_each_cell_holds_what_is_to_be_read(name: str) -> None:
    plan, layout = DEVELOPMENT[name]
    cells = [
        unescape(re.sub(r"<[^>]+>", " ", cell))
        for cell in re.findall(r"<td[^>]*>(.*?)</td>", page(plan, layout), re.DOTALL)
    ]
    boxes = sum(bool(action.terms) for action in plan.actions)
    assert len(plan.actions) * len(layout.columns) + boxes == len(cells)
    values = {path: field.meant for path, field in sibling(name).fields.items() if field.core}
    checked = [
        (path, value) for path, value in values.items() if path.startswith("action/") and path.split("/")[2] in CELLS
    ]
    assert len(checked) > 15
    for path, value in checked:
        assert any(value in cell for cell in cells), path


@pytest.mark.parametrize("name", sorted(DEVELOPMENT))
def test_headers_footers_and_footnotes_are_there(name: str) -> None:
    plan, layout = DEVELOPMENT[name]
    html = page(plan, layout)
    for line in (*layout.header, *layout.footer):
        for words in line.split("{page}"):
            assert words in html
    assert ("counter(page)" in html) == any("{page}" in line for line in (*layout.header, *layout.footer))
    notes = 0 if layout.footnotes == "none" else len(plan.notes)
    assert 2 * notes == html.count("<sup>")
