"""The layout of every invented plan: its own pages, headings and footnotes, and each word in one block."""

from __future__ import annotations

import json

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.printed_layout import layout_of
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.source_layout import KINDS, SourceLayout, layout_as_json, layout_from_json
from ccwp_kg.sources.records.source_text import SourceText
from siblings.making.generator import generate
from siblings.plans import DEVELOPMENT, HELD_OUT
from support.cases import mostly_slow

PLANS = DEVELOPMENT | HELD_OUT


def laid_out(name: str, profile: Profile, lexicon: Lexicon) -> tuple[str, SourceLayout]:
    text = generate(name, *PLANS[name]).text
    return text, layout_of(read(SourceText.of(name, text), profile=profile, lexicon=lexicon))


@pytest.mark.parametrize("name", mostly_slow(sorted(PLANS)))
def test_every_word_stands_in_one_block(name: str, profile: Profile, lexicon: Lexicon) -> None:
    """Blocks do not overlap, and between them is white space only; what JSON keeps is the same layout."""
    text, layout = laid_out(name, profile, lexicon)
    done = 0
    for block in layout.blocks:
        assert block.kind in KINDS
        assert text[done : block.span.start].strip() == ""
        assert block.span.start >= done
        done = block.span.end
    assert text[done:].strip() == ""
    assert layout == layout_from_json(layout_as_json(layout))


FORM_FEEDS = [name for name in sorted(PLANS) if PLANS[name][1].page_mark == "\f"]


@pytest.mark.parametrize("name", FORM_FEEDS)
def test_form_feeds_begin_pages(name: str, profile: Profile, lexicon: Lexicon) -> None:
    """Each page but the first begins right behind a form feed."""
    text, layout = laid_out(name, profile, lexicon)
    feeds = [place for place, character in enumerate(text) if character == "\f"]
    assert len(feeds) > 3
    starts = [text.rfind("\f", 0, start + 1) for start in layout.pages[1:]]
    assert feeds == starts


HEADINGS = [
    # (plan, the columns of its table, their headings as printed)
    (
        "seventh",
        "title objectives indicators outcomes parties terms-of-reference",
        "Action|Strategic objective(s)|Performance indicators|Expected results|Partners|Terms of Reference",
    ),
    (
        "ninth",
        "title objectives indicators outcomes parties status timetable terms-of-reference",
        "Actions|Objectives|Indicators|Outcomes|Parties|Status|Timetable|Terms of reference",
    ),
    (
        "forty-fifth",
        "title timetable objectives parties outcomes indicators terms-of-reference",
        "ACTIVITY|TIME FRAME|STRATEGIC OBJECTIVE|PARTICIPANTS|EXPECTED IMPACT|INDICATORS OF PERFORMANCE|REMIT",
    ),
]


@pytest.mark.parametrize(("name", "columns", "headings"), HEADINGS)
def test_columns_have_the_headings_of_the_document(
    name: str, columns: str, headings: str, profile: Profile, lexicon: Lexicon
) -> None:
    """In the order in which the document prints them."""
    _, layout = laid_out(name, profile, lexicon)
    assert columns.split() == [column.name for column in layout.columns]
    assert headings.split("|") == [column.heading for column in layout.columns]


def test_each_footnote_has_its_mark_and_its_words(profile: Profile, lexicon: Lexicon) -> None:
    """The mark is the number in the running text, the words stand in a block of the footnote."""
    text, layout = laid_out("seventh", profile, lexicon)
    assert [1, 2] == [note.number for note in layout.footnotes]
    for note in layout.footnotes:
        assert str(note.number) == text[note.mark.start : note.mark.end]
        kinds = [block.kind for block in layout.blocks if block.span.holds(note.body)]
        assert ["footnote"] == kinds


DAMAGED = [
    "",
    "[]",
    "{}",
    "[" * 100_000,
    '{"source": "a", "sha256": "b", "characters": 9, "pages": [0], "columns": [], "footnotes": [], "paragraphs": [], '
    '"blocks": [{"kind": "title", "span": [4, 2], "field": "title"}]}',
    '{"source": "a", "sha256": "b", "characters": 9, "pages": [0], "columns": [], "footnotes": [], "paragraphs": [], '
    '"blocks": [{"kind": "title", "span": [4, 12], "field": "title"}]}',
    '{"source": "a", "sha256": "b", "characters": 9, "pages": [3, 1], "columns": [], "footnotes": [], '
    '"paragraphs": [], "blocks": []}',
]


@pytest.mark.parametrize("text", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_layout_is_refused(text: str) -> None:
    """One sentence, whatever is broken: the JSON, a name, a span, an order."""
    with pytest.raises(UnreadableDocument, match="layout"):
        layout_from_json(text)


def test_a_layout_is_json_with_one_block_a_line(profile: Profile, lexicon: Lexicon) -> None:
    """So that a changed block is one changed line of a file in git."""
    _, layout = laid_out("seventh", profile, lexicon)
    written = layout_as_json(layout)
    assert len(layout.blocks) == len(json.loads(written)["blocks"])
    assert len(layout.blocks) == sum(line.startswith(' {"kind"') for line in written.splitlines())
