"""Footnotes are put together from bodies at the foot of a page and marks glued to words."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.citations.references import opens_with_reference
from ccwp_kg.sources.footnotes.footnotes import footnotes_in_prose
from ccwp_kg.sources.layout.text_lines import TextLine, lay_out
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText


def lines(text: str, profile: Profile) -> tuple[TextLine, ...]:
    return lay_out(
        SourceText.of("made-up", text),
        page_breaks=profile.layout.page_breaks,
        stays_on_page=lambda words: opens_with_reference(words, forms=profile.documents),
    ).lines


@pytest.mark.parametrize(
    ("bodies", "text"),
    [
        ([(1, "8284/08."), (2, "OJ C 1, 1.1.2009, p. 1.")], "Prose.\n 8284/08.\nOJ C 1, 1.1.2009, p. 1."),
        ([(9, "8284/08."), (10, "8285/08.")], "Prose.\n\n9\n10\n\n8284/08.\n8285/08."),
        ([(1, "8284/08."), (2, "8285/08."), (3, "8286/08.")], "Prose.\n\n1\n\n8284/08.\n8285/08.\n3\n8286/08.\n2"),
        ([(3, "3 8284/08."), (4, "8285/08.")], "Prose.\n3 8284/08.\n8285/08."),
        ([(1, "8284/08 ENFOCUSTOM 48 goes on."), (2, "8285/08.")], "Prose.\n8284/08 ENFOCUSTOM 48\ngoes on.\n8285/08."),
        ([(1, "8284/08."), (2, "8285/08.")], "Prose.\n8284/08.\n More prose.\n8285/08."),
        ([], "Prose.\n8284/08.\nMore prose."),
        ([], "Prose that ends the page."),
        # bodies in other words, where the page has a body for each mark
        ([(1, "1 8284/08."), (2, "2 Minutes of the group.")], "One1 and two2.\n\n1 8284/08.\n2 Minutes of the group."),
        ([(1, "1 8284/08."), (2, "2 Minutes.")], "One1, and two in the annex.\n\n1 8284/08.\n2 Minutes."),
        ([(1, "Minutes in 8284/08."), (2, "8285/08.")], "One1 and two2.\n\nMinutes in 8284/08.\n8285/08."),
        ([(1, "Minutes."), (2, "8285/08.")], "One1 and two2.\n\n1\n2\n\nMinutes.\n8285/08."),
        ([(1, "[^1]: 8284/08."), (2, "[2] 8285/08.")], "One[^1] and two[2].\n\n[^1]: 8284/08.\n[2] 8285/08."),
        ([(1, "Not published.")], "One1 and no more.\n Not published.\n\fMore."),
        ([], "One1 and two2.\n\nMinutes of the group."),
        ([], "No mark.\n\n1 Minutes of the group."),
        # with a stop behind the number, as a paragraph has, where a reference tells
        ([(1, "1. 8284/08."), (2, "2) 8285/08.")], "One1 and two2.\n\n1. 8284/08.\n2) 8285/08."),
        ([], "One1 and two2.\n\n1. The group met.\n2. It wrote minutes."),
    ],
)
def test_bodies(bodies: list[tuple[int, str]], text: str, profile: Profile) -> None:
    """In order, or by a column of numbers, or by a number of their own; over pages the count goes on."""
    found = footnotes_in_prose(lines(text, profile), profile=profile)
    assert [(body.number, " ".join(line.text for line in body.lines)) for body in found.bodies] == bodies


@pytest.mark.parametrize(
    ("marks", "stray", "text"),
    [
        (["1", "2"], [], "the cooperation1 and the Plan (2004)2, then\n8284/08.\n8285/08."),
        (["1"], [], "until 31 December 20091 prepared\n8284/08."),
        (["1"], [], "in line with Customs 2020+1 and after\n8284/08."),
        ([], [], "Article 1 of Customs 2013 and 3rd of 1 July\n8284/08."),
        (["1"], ["2"], "one cooperation1 and a Plan2 more\n8284/08."),
        (["1"], ["12"], "one cooperation1 until 200912\n8284/08."),
        (["1", "2"], [], "“a coastline”1 and the Resolution of 20092\n8284/08.\n8285/08."),
        (["1", "2"], [], "Parcels are sent,1 see No.3 and p.4, and opened.2\n8284/08.\n8285/08."),
        (["[^1]", "[2]"], [], "the cooperation[^1] and 2009[2]\n8284/08.\n8285/08."),
        (["[^1]"], ["[3]"], "the cooperation [^1] and [2] of it[3]\n8284/08."),
        (["1"], [], "O1 to see more,\nHS1 to be lost, as the strategy1 of all\n8284/08."),
        ([], [], "the document 20091/09 of the group\n8284/08."),
    ],
)
def test_marks(marks: list[str], stray: list[str], text: str, profile: Profile) -> None:
    """They are digits behind a word, its stop, a bracket or year, or in brackets. Those without a body, too."""
    found = footnotes_in_prose(lines(text, profile), profile=profile)
    assert [text[mark.span.start : mark.span.end] for mark in found.marks] == marks
    assert [text[span.start : span.end] for span in found.unmatched] == stray


@pytest.mark.parametrize(
    ("annotated", "sentence"),
    [
        ("strategy for all", "Pursuant to the strategy for all1, more is due."),
        ("plan in the third pillar", "It comes of the plan in the third pillar1 and more."),
        ("Second Action Plan (2007-2008)", "Since then, the Second Action Plan (2007-2008)1 ended."),
        ("Plan of two", "The Plan of two1 has ended."),
        ("Nothing like it", "Nothing like it1 was seen."),
    ],
)
def test_the_annotated_phrase(
    annotated: str, sentence: str, source: SourceText, read_text: Callable[[str], Reading]
) -> None:
    """It begins behind the nearest words that open one, else with its sentence."""
    annex = source.text[source.text.index(" ANNEX\n") :]
    reading = read_text(f" Draft Fifth Action Plan\n\nIt begins. {sentence}\n 8284/08 ENFOCUSTOM 48.\n{annex}")
    assert [note.annotates.text for note in reading.plan.footnotes] == [annotated]


TABLE = """ANNEX

| Proposed action | Lead | Terms of reference |
|---|---|---|
| 6.1 Parcels | BE | Parcels are small{}. As 8284/1/08 REV 1{} says. |
"""


@pytest.mark.parametrize(
    ("mark", "body"),
    [("[^{}]", "[^{}]: {}"), ("[{}]", "[{}] {}"), ("{}", "{} {}")],
    ids=["Markdown", "brackets", "plain"],
)
def test_bodies_at_the_end_of_the_document(mark: str, body: str, read_text: Callable[[str], Reading]) -> None:
    """Those of the prose and of the table alike. A mark behind a number is no part of it."""
    first, second = mark.format(1), mark.format(2)
    third = mark.format(3) if mark != "{}" else ""
    bodies = ["16103/12 ENFOCUSTOM 121.", "OJ C 5, 7.1.2012, p. 1.", "17053/13 ENFOCUSTOM 180."][: 3 if third else 2]
    reading = read_text(
        f"Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nIt follows the strategy{first}.\n\n"
        + TABLE.format(second, third)
        + "\n"
        + "\n".join(body.format(number, words) for number, words in enumerate(bodies, 1))
    )
    assert bodies == [f"{note.body.text}." for note in reading.plan.footnotes]
    [action] = reading.actions
    assert action.terms is not None
    assert action.terms.text.text == "Parcels are small. As 8284/1/08 REV 1 says."
    assert [each.document.key for each in action.terms.citations] == ["ST-8284-2008-REV-1"]
    assert not reading.coverage.unread


def test_words_at_the_end_that_no_mark_names_are_no_footnotes(read_text: Callable[[str], Reading]) -> None:
    """None of them are lost."""
    front = "Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nIt begins.\n\n"
    reading = read_text(f"{front}{TABLE.format('', '')}\n1 8284/08 ENFOCUSTOM 48.")
    assert reading.plan.footnotes == ()
    assert any(issue.span and "8284/08" in reading.source.exact(issue.span) for issue in reading.issues)


def test_footnotes_stand_below_the_beginning_of_the_annex(read_text: Callable[[str], Reading]) -> None:
    """On the page of their marks, between two cells of a row; they are words of no cell."""
    front = "Sixth Action Plan (1.1.2013–30.6.2014)\n\nIt follows a report1 and minutes2.\n\nANNEX\n\n"
    row = "6.1\n\nTitle\n\nParcels\n\n1 8284/08.\n2 8285/08 ENFOCUSTOM 48\ngoes on.\n\fLead\n\nMalta\n\n"
    reading = read_text(f"{front}{row}6.2\n\nTitle\n\nLetters\n\nLead\n\nGreece\n")
    assert ["8284/08", "8285/08 ENFOCUSTOM 48 goes on"] == [each.body.text for each in reading.plan.footnotes]
    assert [("Parcels", "Malta"), ("Letters", "Greece")] == [
        (each.title and each.title.text, each.lead and each.lead.printed.text) for each in reading.actions
    ]


def test_a_mark_at_the_end_of_a_name_is_part_of_no_word(read_text: Callable[[str], Reading]) -> None:
    """The entry of parties before it ends with the name, and the next cell begins behind the mark."""
    reading = read_text(
        "Sixth Action Plan (1.1.2013–30.6.2014)\n\nIt follows the strategy1.\n\nANNEX\n\n"
        "Action 6.1\nTitle\tTo examine parcels\nParticipants\tAll Member States2\nOther parties\tEuropol\n"
        "Terms of reference\tParcels are small.\n\n[1] OJ C 5, 7.1.2012, p. 1.\n[2] Malta joins later.\n"
    )
    assert [each.printed.text for each in reading.actions[0].parties] == ["All Member States", "Europol"]
    assert [(note.number, note.body.text) for note in reading.plan.footnotes][1:] == [(2, "Malta joins later")]


def test_what_a_note_without_mark_names_is_named_by_the_document(read_text: Callable[[str], Reading]) -> None:
    """It is no footnote of the plan, so no citation of it can hold the name."""
    title = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation"
    notes = "8284/08.\n8285/08, and Article 2 of Regulation (EU) 2018/1672."
    table = "Proposed action\tStrategic objective\n6.1 To examine parcels\tTo find what is hidden"
    plan = read_text(f"{title}\n\nIt was discussed by the group1 and again.\n{notes}\n\nANNEX\n\n{table}\n").plan
    assert [1] == [note.number for note in plan.footnotes]
    assert ["", "act/celex-32018r1672"] == [part for each in plan.mentions for part in (each.field, each.target)][-2:]
