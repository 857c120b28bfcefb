"""What a row says nothing of is said where it is certain, with the heading over an empty cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading
from support.readings import action_of, place

COLUMNS_NOT_PRINTED = ["lead", "start", "status", "timetable", "work-area"]


def test_an_empty_cell_has_its_heading_as_its_place(fifth: Reading) -> None:
    """Action 5.5 prints the heading of the parties over nothing; columns that no row has stand nowhere."""
    found = {each.field: each for each in action_of(fifth, "5.5").silences}
    assert ["parties", *COLUMNS_NOT_PRINTED] == list(found)
    assert ("empty-cell", (17260, 17283)) == (found["parties"].silence, place(found["parties"].place))
    assert {("not-stated", None)} == {(found[name].silence, found[name].place) for name in COLUMNS_NOT_PRINTED}


def test_where_columns_were_parted_only_columns_that_no_row_has_are_silent(fifth: Reading) -> None:
    """In 5.10 two columns stand in the same lines, so that words of one may be taken for another's."""
    assert [(name, "not-stated") for name in COLUMNS_NOT_PRINTED] == [
        (each.field, each.silence) for each in action_of(fifth, "5.10").silences
    ]


@pytest.mark.parametrize(
    ("is_silent", "terms"),
    [
        (False, "The project runs for three years."),
        (False, "It is meant to be finished by December 2012."),
        (True, "The steering group meets every two years."),
        (True, "The Fourth Action Plan, from 1 January 2010 to 30 June 2011, is over."),  # of something else
    ],
)
def test_what_running_text_tells_is_not_silent(
    is_silent: bool, terms: str, small_plan: Callable[..., Reading], fifth: Reading
) -> None:
    """A table without a timetable may tell how long an action runs in its terms of reference, as 5.9 does."""
    silent = [each.field for each in small_plan(terms=terms).actions[0].silences]
    assert ("timetable" in silent) == is_silent
    assert [each.field for each in action_of(fifth, "5.9").silences] == ["lead", "start", "status", "work-area"]


def test_a_cell_that_is_filled_is_not_silent(small_plan: Callable[..., Reading]) -> None:
    fields = [each.field for each in small_plan().actions[0].silences]
    assert set(fields) <= set(COLUMNS_NOT_PRINTED)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("lead", "Germany will lead the project group."),
        ("lead", "The group is chaired by the Dutch customs service."),
        ("lead", "It works under the leadership of Sweden."),
        ("lead", "France has offered to coordinate the work."),
        ("lead", "Spain took the lead in 2012."),
        ("lead", "The lead country is Italy."),
        ("lead", "Action leader: Poland."),
        ("lead", "It goes on with Austria in the lead."),
        ("lead", "Experts meet with Malta as coordinator."),
        ("lead", "The coordination lies with Ireland."),
        ("start", "The work starts in the first quarter of 2013."),
        ("start", "It will begin after the summer break."),
        ("start", "Checks are carried out as of 1 March 2013."),
        ("start", "Checks take place from 1 March 2013 onwards."),
        ("start", "The start date is 1 March 2013."),
        ("start", "The kick-off meeting is planned for spring."),
        ("start", "Its launch is foreseen for autumn."),
        ("timetable", "The report is due by summer."),
        ("timetable", "Results are sent in before 1 June 2013."),
        ("timetable", "Tests go on until the end of the Presidency."),
        ("timetable", "The project lasts eighteen months."),
        ("timetable", "The deadline is the autumn meeting."),
        ("timetable", "Findings are completed within a year."),
        ("timetable", "It ends no later than 31 December 2013."),
    ],
)
def test_a_field_that_words_may_tell_is_not_understood(
    field: str, words: str, small_plan: Callable[..., Reading]
) -> None:
    """Neither "not stated" nor a value: the words are told, with a note that names action and field."""
    reading = small_plan(terms=f"Fraud grows. {words}")
    (action,) = reading.actions
    silence = next(each for each in action.silences if each.field == field)
    assert silence.silence == "not-understood"
    assert silence.place is not None
    assert silence.place.text in words
    notes = [each.message for each in reading.issues if each.code == "field-not-understood"]
    assert any(f"“{field}”" in note and note.startswith("action ") for note in notes)


@pytest.mark.parametrize(
    ("field", "words", "place"),
    [
        ("lead", "It is led by Greece and Belgium.", "led by Greece and Belgium"),
        ("lead", "It is led by Greece, Belgium and Malta, with OLAF.", "led by Greece, Belgium and Malta"),
        ("lead", "It is led by Greece and reports to Belgium.", "led by Greece"),
        ("start", "It starts in March 2013.", "starts in March 2013"),
    ],
)
def test_the_place_of_such_words_has_all_that_is_joined_to_them(
    field: str, words: str, place: str, small_plan: Callable[..., Reading]
) -> None:
    """A second lead and a year were cut off, and a review offered the rest as the value."""
    (action,) = small_plan(terms=f"Fraud grows. {words}").actions
    assert [place] == [each.place and each.place.text for each in action.silences if each.field == field]


@pytest.mark.parametrize(
    "words",
    [
        "This leads to better results.",
        "Smuggling by leading groups began to grow.",
        "The lead content of fuel is measured.",
        "A start was made by all.",
        "The start of the chain is unknown.",
        "They met by the river.",
        "Cooperation within the Union helps.",
        "Risks are run by carriers of goods.",
        "The ending is open.",
    ],
)
def test_a_bare_word_tells_no_field(words: str, small_plan: Callable[..., Reading]) -> None:
    (action,) = small_plan(terms=f"Fraud grows. {words}").actions
    assert {"not-stated"} == {each.silence for each in action.silences if each.field in ("lead", "start", "timetable")}


def test_what_words_without_a_cell_may_tell_is_not_understood(read_text: Callable[[str], Reading]) -> None:
    """Not one field of such a row is without a value and without a word: each may stand where nothing was read."""
    heads = "Proposed action\n\nPerformance indicator\n\nExpected outcome\n\nLead"
    row = "6.{0}\n\n{1} in spring\n\nReport on {1}\n\nFewer {1}\n\nMalta"
    loose = "6.1\n\nLetters\n\nparcels\n\nboats\n\nbags of it\n\nof all"
    reading = read_text(
        f"Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nANNEX\n\n{heads}\n\n{loose}\n\n{row.format(2, 'bags')}\n"
    )
    first, second = reading.actions
    assert any(each.code == "words-unassigned" and "6.1" in each.message for each in reading.issues)
    silent = {each.field: each for each in first.silences}
    values = {"title": first.title, "indicators": first.indicators, "outcomes": first.outcomes, "lead": first.lead}
    assert {name for name, value in values.items() if not value} <= set(silent)
    assert {"not-understood"} == {each.silence for each in silent.values()}
    assert all(each.place is not None for each in silent.values())
    assert "not-understood" not in {each.silence for each in second.silences}


ROWS = "Action\tTitle\tPerformance indicator\n6.1\tTo map bags\tReport on bags\n6.2\tTo map boats\tReport on boats\n"
ELSEWHERE = [
    ("Action 6.2 shall start on 1 March 2013.", {("6.2", "start")}),
    ("Malta will lead Actions 6.1 and 6.2.", {("6.1", "lead"), ("6.2", "lead")}),
    ("Action 6.1 is new. Malta will lead the work.", set()),  # a sentence that names none is of none
    ("Action 5.2 started on 1 March 2012.", set()),
]


@pytest.mark.parametrize("is_above", [True, False])
@pytest.mark.parametrize(("words", "told"), ELSEWHERE)
def test_what_a_sentence_outside_the_table_may_tell_is_not_understood(
    words: str, told: set[tuple[str, str]], is_above: bool, read_text: Callable[[str], Reading]
) -> None:
    """The row has no such column, but the document is not silent."""
    above, below = (f"{words}\n\n", "") if is_above else ("", f"\n{words}\n")
    reading = read_text(f"Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\n{above}ANNEX\n\n{ROWS}{below}")
    found = {(each.number, silence.field): silence for each in reading.actions for silence in each.silences}
    unread = {
        key: each.place for key, each in found.items() if each.silence == "not-understood" and key[1] != "timetable"
    }
    assert told == set(unread)
    assert all(place is not None and place.text in words for place in unread.values())
    notes = [each.message for each in reading.issues if each.code == "field-not-understood"]
    assert all(any(number in note and field in note for note in notes) for number, field in told)


def test_terms_that_end_without_a_stop_are_noted_where_others_have_one(read_text: Callable[[str], Reading]) -> None:
    """Whoever cuts a text loses the end of a sentence; a plan that closes none with a stop has lost nothing by that."""
    rows = (
        "Action\tTitle\tTerms of reference\n6.1\tBags\tBags are many{0}\n6.2\tBoats\tBoats are{1}\n6.3\tCars\tAll{0}\n"
    )
    told = []
    for stops in ((".", ""), ("", ""), (".", ".")):
        reading = read_text(f"Draft Sixth Action Plan (1.1.2013–30.6.2014)\n\nANNEX\n\n{rows.format(*stops)}")
        told.append([each.message.partition(":")[0] for each in reading.issues if each.code == "words-cut-short"])
    assert [["action 6.2"], [], []] == told


def test_a_heading_that_a_row_does_not_print_has_no_empty_cell(
    fifth: Reading, read_text: Callable[[str], Reading]
) -> None:
    """Each row prints its headings; one that lacks a heading and its cell has lost a column, or never had it."""
    heading, cell = "Other concerned\nparties\n\n", "- Europol,\n- COM,\n- LEWP.\n\n"
    before, _, after = fifth.source.text.partition("\n5.2\n")
    reading = read_text(f"{before}\n5.2\n{after.replace(heading, '', 1).replace(cell, '', 1)}")
    (silence,) = [each for each in action_of(reading, "5.2").silences if each.field == "parties"]
    assert "empty-cell" != silence.silence
    reasons = {each.field: each.reason for each in reading.confidence}
    assert "other rows print its heading, and this one does not" == reasons["action/5.2/parties"]
    assert "the cell is empty" == reasons["action/5.5/parties"]
