"""Action plans of another government, read with a profile alone: their cells against the tables that it published.

The plans are works of the Government of the United States, in the public domain there, and are no part of the project;
REFERENCE_DATA names the folder that has them.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.intake.receive import receive
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.profile.profile import Lexicon
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Reading

PLANS = Path(os.environ.get("REFERENCE_DATA", "none")) / "real-plans"
FAMILIES = Path(__file__).parent
PROFILES = Path(__file__).parents[3] / "data" / "profiles"
TABLES_OF_2021 = ("us-2021-agency-actions.md", "us-2021-community-and-shared-actions.md")
LABELS = r"(Responsible|Supported practice\(s\)|Measurement|Timeline): "

pytestmark = pytest.mark.skipif(not PLANS.is_dir(), reason="no real plans here (set REFERENCE_DATA)")


def reading_of(name: str, family: str, lexicon: Lexicon) -> Reading:
    if name.endswith(".pdf"):
        pytest.importorskip("pdfplumber")
    profile = load_profile(FAMILIES / f"{family}.toml", folder=PROFILES)
    return read(receive(PLANS / name).source, profile=profile, lexicon=lexicon)


Cell = tuple[str, str, str]
"""A cell: the number of its action, its heading, and its words."""


def levelled(words: str) -> str:
    """Words without markup, links, marks of notes, white space and closing marks; dates as the PDF shortens them."""
    plain = re.sub(r"<br ?/?>|\*\*|\[\^\d+\]|&#42;", " ", words)
    plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", plain).replace("December", "Dec.").replace("Measured", "Measure")
    return re.sub(r"[\s*]", "", plain).rstrip(";,.").casefold()


def published(*names: str) -> Counter[Cell]:
    """The cells of the pipe tables under each heading of an action, and its title."""
    cells: Counter[Cell] = Counter()
    for name in names:
        text = (PLANS / name).read_text(encoding="utf-8")
        parts = re.split(r"(?m)^### Action (\d+): (.*)$", text)
        for number, title, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            cells[number, "title", levelled(title)] += 1
            rows = [line.strip().strip("|").split("|") for line in body.splitlines() if line.lstrip().startswith("|")]
            heads = [levelled(cell) for cell in rows[0]]
            for row in rows[2:]:
                cells.update(
                    (number, head, levelled(cell)) for head, cell in zip(heads, row, strict=False) if cell.strip()
                )
    return cells


def read_cells(reading: Reading) -> Counter[Cell]:
    """The same of a reading."""
    cells: Counter[Cell] = Counter()
    for action in reading.actions:
        assert action.number is not None
        cells[action.number, "title", levelled(action.title.text if action.title else "")] += 1
        for _, entry in action.entries:
            cells[action.number, levelled(entry.heading.text), levelled(entry.text.text)] += 1
    return cells


def share(gold: Counter[Cell], found: Counter[Cell]) -> float:
    """Which part of the published cells was read."""
    return sum((gold & found).values()) / sum(gold.values())


@pytest.mark.parametrize("name", [*TABLES_OF_2021, "us-2020-action-plan.md"])
def test_published_tables_are_read_cell_by_cell(name: str, lexicon: Lexicon) -> None:
    gold, found = published(name), read_cells(reading_of(name, "federal-data-strategy", lexicon))
    assert share(gold, found) >= 0.95, gold - found
    assert share(found, gold) >= 0.95, found - gold


def test_the_printed_plan_has_the_cells_that_were_published(lexicon: Lexicon) -> None:
    """The PDF prints each step under the headings of its own; the Markdown has one table for each action."""
    reading = reading_of("us-federal-data-strategy-2021-action-plan.pdf", "federal-data-strategy", lexicon)
    gold, found = published(*TABLES_OF_2021), read_cells(reading)
    assert share(gold, found) >= 0.95, gold - found
    assert share(found, gold) >= 0.95, found - gold
    assert reading.plan.title.text == "Federal Data Strategy 2021 Action Plan"
    assert reading.plan.ordinal is None


def test_labelled_blocks_of_a_printed_plan_are_read(lexicon: Lexicon) -> None:
    """The gold are the paragraphs behind each label in the text of the file, without notes at the foot of a page."""
    name = "us-federal-data-strategy-draft-2019-2020-action-plan.pdf"
    reading = reading_of(name, "draft-data-strategy", lexicon)
    text = reading.source.text.replace("\f", "\n\n")
    parts = re.split(r"(?m)^Action (\d+): (.*)$", text)
    gold: list[Cell] = []
    for number, title, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        gold.append((number, "title", levelled(title)))
        values = re.split(rf"(?m)^{LABELS}", re.sub(r"(?m)^\d [A-Z].*$", "", body))
        for label, value in zip(values[1::2], values[2::2], strict=True):
            whole = value if label != "Timeline" else value.strip().partition("\n")[0]
            gold.append((number, label, levelled(whole)))
    assert len(gold) == 16 * 5
    found = []
    for action in reading.actions:
        assert (action.number, action.title, action.lead, action.timetable).count(None) == 0
        found += [
            (action.number, "title", action.title),
            (action.number, "Responsible", action.lead and action.lead.printed),
            (action.number, "Timeline", action.timetable),
            *((action.number, entry.heading.text.rstrip(":"), entry.text) for entry in action.others),
            (action.number, "Measurement", " ".join(each.text.text for each in action.indicators)),
        ]
    told = [(number, label, levelled(getattr(words, "text", words))) for number, label, words in found]
    assert share(Counter(gold), Counter(told)) >= 0.95, Counter(gold) - Counter(told)
    assert len(told) == len(gold)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        *((name, "federal-data-strategy") for name in (*TABLES_OF_2021, "us-2020-action-plan.md")),
        ("us-federal-data-strategy-2021-action-plan.pdf", "federal-data-strategy"),
        ("us-federal-data-strategy-draft-2019-2020-action-plan.pdf", "draft-data-strategy"),
    ],
)
def test_nothing_false_is_said_of_a_real_plan(name: str, family: str, lexicon: Lexicon) -> None:
    """No printed cell is called empty or missing, and no field that a label or a table tells is called unstated."""
    reading = reading_of(name, family, lexicon)
    assert not [each for action in reading.actions for each in action.silences if each.silence == "empty-cell"]
    labelled = {"lead", "timetable", "indicators", "title"}
    assert not [
        (action.number, each.field) for action in reading.actions for each in action.silences if each.field in labelled
    ]
    assert not {each.code for each in reading.issues} & {"cell-missing", "cell-suspect", "annex-end-missing"}
    assert reading.profile == family


def test_without_its_profile_a_plan_of_another_body_is_refused(lexicon: Lexicon) -> None:
    profile = load_profile(PROFILES / "action-plan.toml")
    with pytest.raises(UnreadableDocument, match="no table of actions was found"):
        read(receive(PLANS / TABLES_OF_2021[0]).source, profile=profile, lexicon=lexicon)
