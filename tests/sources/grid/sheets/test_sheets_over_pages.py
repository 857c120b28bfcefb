"""Sheets that the end of a page breaks inside a row, or that hold several headings in a row, or prose below one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.intake.pdf_pages import PdfPage, PdfTable
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.printed import Box
from ccwp_kg.sources.records.records import Reading
from support.formats.printed_pages import page, source_of, table

ACROSS = (50, 150, 500)
TITLE = "Sixth Action Plan (1.1.2013–30.6.2014) to implement the strategy"


def sheet(*rows: tuple[str, str], without: tuple[int, int] | None = None) -> PdfPage:
    """A page with one table of headings and cells; `without` is the row and column of a cell that no rule closes."""
    down = [100 + 20 * at for at in range(len(rows) + 1)]
    lines = [
        (ACROSS[at] + 3, 105 + 20 * row, words)
        for row, cells in enumerate(rows)
        for at, words in enumerate(cells)
        if words
    ]
    made = table(ACROSS, down)
    if without is not None:
        row, at = without
        left_out = Box(ACROSS[at], down[row], ACROSS[at + 1], down[row + 1])
        made = PdfTable(tuple(cell for cell in made.cells if cell != left_out))
    return page(*lines, tables=[made])


def reading_of(profile: Profile, lexicon: Lexicon, *pages: PdfPage) -> Reading:
    return read(source_of(page((50, 50, TITLE), (50, 90, "ANNEX")), *pages), profile=profile, lexicon=lexicon)


OPENING = (("Action 6.1", "To look"), ("Lead", "BE"), ("Deliverables", "A list"), ("Costs of", "EUR 5 for"))
CLOSING = (("Timetable", "May 2013"), ("Outcomes", "Fewer parcels"))


def test_a_heading_goes_on_in_small_letters(profile: Profile, lexicon: Lexicon) -> None:
    reading = reading_of(profile, lexicon, sheet(*OPENING), sheet(("travel", "each of them"), *CLOSING))
    [action] = reading.actions
    [other] = action.others
    assert ("Costs of travel", "EUR 5 for each of them") == (other.heading.text, other.text.text)
    assert "May 2013" == (action.timetable and action.timetable.text)
    assert () == reading.coverage.unread


def test_no_heading_in_capitals_goes_on(profile: Profile, lexicon: Lexicon) -> None:
    reading = reading_of(profile, lexicon, sheet(*OPENING), sheet(("Travel", "each of them"), *CLOSING))
    assert ["Costs of", "Travel"] == [each.heading.text for each in reading.actions[0].others]


def test_a_citation_that_begins_a_line_opens_no_sheet(read_text: Callable[[str], Reading]) -> None:
    rest = "Deliverables\n\nA list\n\nLead\n\n{}\n\nRationale\n\nTo be continued after all that was said in\n{}\n\n"
    first, second = f"Action 6.1 – To look\n\n{rest}", f"Action 6.2 – To find\n\n{rest}"
    reading = read_text(f"{TITLE}\n\nANNEX\n\n{first.format('BE', 'Action 5.4.')}{second.format('MT', 'it.')}")
    assert "sheets" == reading.table
    assert [("To look", "BE"), ("To find", "MT")] == [
        (each.title and each.title.text, each.lead and each.lead.printed.text) for each in reading.actions
    ]
    assert reading.actions[0].terms is not None
    assert "To be continued after all that was said in Action 5.4." == reading.actions[0].terms.text.text


def test_a_page_may_stand_farther_to_the_left(read_text: Callable[[str], Reading]) -> None:
    """In text that keeps places: the rest of a cell has no heading beside it, only the next sheet tells where it is."""
    rows = ("Action 6.1", "Title            To look", "Lead             BE", "Mandate          Many")
    first = "\n".join(f"         {row}" for row in rows)
    second = "Action 6.2\nTitle            To see\nLead             MT\nMandate          All are."
    reading = read_text(f"{TITLE}\n\nANNEX\n\n{first}\n\f                 of the parcels are lost.\n\n{second}\n")
    assert reading.table == "columns"
    assert ["Many of the parcels are lost.", "All are."] == [
        each.terms and each.terms.text.text for each in reading.actions
    ]


@pytest.mark.parametrize("gap", ["\t", "          "])
def test_a_title_goes_on_in_small_letters(gap: str, read_text: Callable[[str], Reading]) -> None:
    rows = (f"Lead{gap}BE", f"Mandate{gap}Parcels are small.")
    text = "\n".join(["6.1 To look at parcels", "of many kinds", *rows, "", "6.2 To see", *rows])
    reading = read_text(f"{TITLE}\n\nANNEX\n\n{text}\n")
    assert ["To look at parcels of many kinds", "To see"] == [
        each.title and each.title.text for each in reading.actions
    ]


def test_a_cell_that_no_rule_closes_has_its_words(profile: Profile, lexicon: Lexicon) -> None:
    """The page ends behind the heading of a row, whose cell begins on the next page without a rule above it."""
    first = sheet(*OPENING[:3], ("Costs", ""), without=(3, 1))
    reading = reading_of(profile, lexicon, first, sheet(("", "EUR 5 in all"), *CLOSING, without=(0, 1)))
    assert ["EUR 5 in all"] == [each.text.text for each in reading.actions[0].others]
    assert [] == [each.message for each in reading.issues if each.code == "words-unassigned"]


@pytest.mark.parametrize("repeated", [("Action 6.1", "To look"), ("Action 6.1", "")])
def test_a_page_repeats_the_number_of_its_sheet(repeated: tuple[str, str], profile: Profile, lexicon: Lexicon) -> None:
    """Alone or with the title: no word is lost, and no action comes twice."""
    reading = reading_of(profile, lexicon, sheet(*OPENING[:3]), sheet(repeated, *CLOSING))
    [action] = reading.actions
    assert ("To look", "May 2013") == (action.title and action.title.text, action.timetable and action.timetable.text)
    assert ["Fewer parcels"] == [each.text.text for each in action.outcomes]
    assert () == reading.coverage.unread


HEADS = ["Deliverables", "Expected benefits", "Objectives pursued"]
CELLS = [("1) A list of", "small parcels"), ("More parcels", "seized"), ("2. To be", "quick")]
BESIDE = [
    ("Leader of the group", "BE"),
    ("Partners", "OLAF"),
    ("Timetable", "May 2013"),
    ("Rationale", "They are small."),
]


def told(reading: Reading) -> list[list[str | None]]:
    """What the actions say under the headings above cells and beside them."""
    return [
        [
            *(each.text.text for each in (*action.indicators, *action.outcomes)),
            *(each.wording.text for each in action.objectives),
            action.lead and action.lead.printed.text,
            action.timetable and action.timetable.text,
        ]
        for action in reading.actions
    ]


TOLD = ["A list of small parcels", "More parcels seized", "To be quick", "BE", "May 2013"]


def as_tabs() -> str:
    cells = "\t".join(" ".join(lines) for lines in CELLS).replace("1) A list of small parcels", "1) A list\n2) Parcels")
    return "\n".join(["\t".join(HEADS), cells, *("\t".join(row) for row in BESIDE)])


def as_layout() -> str:
    heads, *cells = ["".join(f"{each:24}" for each in line).rstrip() for line in (HEADS, *zip(*CELLS, strict=True))]
    return "\n".join([heads, *cells, *(f"{head:24}{cell}" for head, cell in BESIDE)])


def as_blocks() -> str:
    """As `pdftotext` writes it: headings first, then their cells."""
    return "\n\n".join([*HEADS, *map("\n".join, CELLS), *(words for row in BESIDE for words in row)])


def as_paragraphs() -> str:
    """As it is pasted from Word: a blank line behind each paragraph, so that none parts cells."""
    return (
        as_blocks()
        .replace(" of\nsmall", "\n2) Small")
        .replace("\nquick", " quick")
        .replace("\nseized", " seized")
        .replace("\n", "\n\n")
    )


def beside() -> str:
    """Each cell behind its heading."""
    cells = ["\n".join(lines) for lines in CELLS]
    return "\n\n".join(words for row in (*zip(HEADS, cells, strict=True), *BESIDE) for words in row)


def of_action(at: int, text: str) -> str:
    """A text with the words of one action: what all sheets print may be a heading."""
    things, states = ["parcels", "letters", "cars", "lorries", "planes", "boxes"], ["BE", "MT", "EL", "FR", "NL", "PL"]
    bodies = ["OLAF", "Europol", "Frontex", "Eurojust", "CEPOL", "COM"]
    words = {"parcels": things, "BE": states, "OLAF": bodies, "They": ["All", "Most", "Some", "Few", "None", "They"]}
    for word, others in words.items():
        text = text.replace(word, others[at])
    ways = [("A list of", "More", "quick"), ("Lists of", "Fewer", "fast"), ("A table of", "Sure", "swift")]
    for word, other in zip(ways[0], ways[at % 3], strict=True):
        text = text.replace(word, other)
    return text.replace("May 2013", f"{['May', 'June', 'July', 'April', 'March', 'August'][at]} 2013")


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ([as_tabs()] * 3, ["A list", "Parcels", *TOLD[1:]]),
        ([as_layout()] * 3, TOLD),
        ([as_blocks()] * 3, TOLD),
        ([as_paragraphs()] * 3, ["A list", "Small parcels", "More parcels seized", *TOLD[2:]]),
        ([beside(), as_blocks(), *[beside()] * 4], TOLD),
    ],
    ids=["tabs", "layout", "blocks", "paragraphs", "one sheet in blocks"],
)
def test_headings_stand_above_cells_inside_sheets(
    sheets: list[str], expected: list[str], read_text: Callable[[str], Reading]
) -> None:
    texts = "\n\n".join(
        of_action(at, f"Action 6.{at + 1}: To look at parcels\n\n{sheet}") for at, sheet in enumerate(sheets)
    )
    reading = read_text(f"{TITLE}\n\nANNEX\n\n{texts}\n")
    assert [[of_action(at, each) for each in expected] for at in range(len(sheets))] == told(reading)
    assert () == reading.coverage.unread


@pytest.mark.parametrize("others", [as_blocks, beside])
def test_an_empty_cell_under_headings_inside_a_sheet_is_told(
    others: Callable[[], str], read_text: Callable[[str], Reading]
) -> None:
    """Nothing tells under which heading it stands."""
    sheets = [others(), as_blocks().replace("More parcels\nseized\n\n", ""), *[others()] * 4]
    texts = "\n\n".join(
        of_action(at, f"Action 6.{at + 1}: To look at parcels\n\n{each}") for at, each in enumerate(sheets)
    )
    reading = read_text(f"{TITLE}\n\nANNEX\n\n{texts}\n")
    assert reading.table == "sheets"
    suspects = [each.message for each in reading.issues if each.code == "cell-suspect"]
    assert {(True, True, True)} == {("6.2" in each, "outcomes" in each, "indicators" in each) for each in suspects}


@pytest.mark.parametrize("at", [1, 2, 3], ids=["below the title", "below the headings", "inside the cells"])
def test_a_page_ends_near_headings_inside_a_sheet(at: int, profile: Profile, lexicon: Lexicon) -> None:
    rows = [
        ["Action 6.1: To look at parcels"],
        HEADS,
        *([*each] for each in zip(*CELLS, strict=True)),
        *map(list, BESIDE),
    ]
    across = (50, 150, 300, 450)
    pages = []
    for part in (rows[:at], rows[at:]):
        down = [100 + 20 * place for place in range(len(part) + 1)]
        wide = [
            Box(across[max(0, len(row) - 1)], down[place], 450, down[place + 1])
            for place, row in enumerate(part)
            if len(row) < 3
        ]
        lines = [(across[x] + 3, 105 + 20 * y, words) for y, row in enumerate(part) for x, words in enumerate(row)]
        pages.append(page(*lines, tables=[table(across, down, joined=wide)]))
    reading = reading_of(profile, lexicon, *pages)
    assert [TOLD] == told(reading)
    assert () == reading.coverage.unread


PAIRS = """\
Action 6.{0}: To look at parcels

Deliverables   A list
Leader of      {1}    Planned     from May to
the group             duration    June 201{0}
Partners       OLAF
"""


def test_a_row_by_places_may_hold_several_headings(read_text: Callable[[str], Reading]) -> None:
    """Each stands before its cell; headings and cells may take several lines, and a cell may be empty."""
    sheets = "\n".join(PAIRS.format(at, state) for at, state in [(2, "BE"), (3, "MT"), (4, "  ")])
    reading = read_text(f"{TITLE}\n\nANNEX\n\n{sheets}")
    assert [("BE", 2), ("MT", 3), (None, 4)] == [
        (each.lead and each.lead.printed.text, 2 + at) for at, each in enumerate(reading.actions)
    ]
    assert [f"from May to June 201{at}" for at in (2, 3, 4)] == [
        each.timetable and each.timetable.text for each in reading.actions
    ]
    assert [["OLAF"]] * 3 == [[party.printed.text for party in each.parties] for each in reading.actions]
    assert [()] * 3 == [each.others for each in reading.actions]


PROSE = """\
Action 6.{0}: To look at parcels

Deliverables   A list
Reasons
They are small {1} many.
Action is so.
Nobody looks.
Partners       OLAF
"""


def test_prose_may_stand_below_its_heading_over_both_columns(read_text: Callable[[str], Reading]) -> None:
    """Also where a word of it begins at the very place of the cells, and the first one might be a heading."""
    sheets = "\n".join(PROSE.format(at, word) for at, word in [(1, "and"), (2, "but very")])
    reading = read_text(f"{TITLE}\n\nANNEX\n\n{sheets}")
    assert [f"They are small {word} many. Action is so. Nobody looks." for word in ("and", "but very")] == [
        each.terms and each.terms.text.text for each in reading.actions
    ]
    assert [(["OLAF"], ["A list"])] * 2 == [
        ([party.printed.text for party in each.parties], [item.text.text for item in each.indicators])
        for each in reading.actions
    ]


@pytest.mark.parametrize("row", ["Timetable first half of 2013", "Timetable May 2013", "Work plan May 2013"])
def test_a_heading_that_fills_its_column_is_no_prose(row: str, read_text: Callable[[str], Reading]) -> None:
    """The heading above it has an empty cell."""
    sheets = "\n".join(f"Action 6.{at}: To look\n\nOutcomes  A list\nLead\n{row}\nPartners  OLAF\n" for at in (1, 2))
    reading = read_text(f"{TITLE}\n\nANNEX\n\n{sheets}")
    assert [(None, row[10:])] * 2 == [
        (each.lead, each.timetable.text if each.timetable else each.others[0].text.text) for each in reading.actions
    ]


RIGHT = "Participating\nMember States\n\nTimetable"


@pytest.mark.parametrize("last", ["June 2013", "continuous"])
def test_the_last_columns_of_a_page_stand_below_all_others(last: str, read_text: Callable[[str], Reading]) -> None:
    """As `pdftotext` writes sheets of four columns: two headings, then their cells, of all sheets of the page."""
    sheet = "Action 6.{}\n\nTo look at {}\n\nDeliverables\n\nA list of {}\n\nLead\n\n{}\n\nPartners\n\nOLAF"
    words = [("boxes", "BE"), ("cars", "MT"), ("bags", "EL"), ("tins", "FR")]
    left = [sheet.format(at, things, things, state) for at, (things, state) in enumerate(words, start=1)]
    values = [("DE, LT", "May 2013"), ("PL, SK", "April 2013"), ("CY, NL", "March 2013"), ("all Member States", last)]
    first, second, *both = ("\n\n".join(each) for each in values)
    text = "\n\n".join([left[0], RIGHT, first, left[1], RIGHT, second, *left[2:], RIGHT, RIGHT, *both])
    reading = read_text(f"{TITLE}\n\nANNEX\n\n{text}\n")
    participants = [
        " ".join(party.printed.text for party in action.parties if party.role == "participant")
        for action in reading.actions
    ]
    assert [entry.replace(", ", " ") for entry, _ in values] == participants
    assert [time for _, time in values] == [each.timetable and each.timetable.text for each in reading.actions]


@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_a_label_inside_a_cell_is_no_heading(gap: str, read_text: Callable[[str], Reading]) -> None:
    """The cell was called empty, and its end was lost; the start that stands inside is not called unstated."""
    rows = ("Action 6.{}", "Title{gap}To see {}", "Lead{gap}{}", "Partners{gap}OLAF", "Timetable")
    sheet = "\n\n".join([*rows, "Start: 1.3.2013; end: {}.2014", ""])
    sheets = [sheet.format(1, "parcels", "BE", 3, gap=gap), sheet.format(2, "letters", "MT", 4, gap=gap)]
    reading = read_text(f"{TITLE}\n\nANNEX\n\n{''.join(sheets)}")
    assert reading.table == "sheets"
    assert [f"Start: 1.3.2013; end: {end}.2014" for end in (3, 4)] == [
        each.timetable and each.timetable.text for each in reading.actions
    ]
    silences = [{each.field: each.silence for each in action.silences} for action in reading.actions]
    assert ["not-understood"] * 2 == [each["start"] for each in silences]
