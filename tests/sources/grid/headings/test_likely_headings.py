"""Headings that no profile knows: a word of one column makes it likely, words of several do not; it is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Action, Reading

PLAN = """Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation

ANNEX

Proposed action\tStrategic objective\t{heading}
6.1 To examine parcels\tTo find what is hidden\t{cell}
"""


def lead(action: Action) -> str | None:
    return action.lead.printed.text if action.lead else None


def timetable(action: Action) -> str | None:
    return action.timetable.text if action.timetable else None


def outcome(action: Action) -> str | None:
    return action.outcomes[0].text.text if action.outcomes else None


def indicator(action: Action) -> str | None:
    return action.indicators[0].text.text if action.indicators else None


def other(action: Action) -> str | None:
    return action.others[0].text.text if action.others else None


def terms(action: Action) -> str | None:
    return action.terms.text.text if action.terms else None


HEADINGS: list[tuple[str, str, Callable[[Action], str | None]]] = [
    ("Driver", "Malta", lead),
    ("Country in charge of the work", "Malta", lead),
    ("Planned schedule", "June 2013", timetable),
    ("Until when", "June 2013", timetable),
    ("Hoped-for benefits", "Fewer parcels are lost", outcome),
    ("Background and hopes", "Parcels are many.", terms),  # its prose tells of everything
    ("Goals and background", "Parcels are many", other),
    ("Purpose of the work", "To find more", other),  # the table has a column of objectives
    ("Gain for all", "Fewer parcels are lost", outcome),
    ("Evidence that it is done", "Report on parcels", indicator),
    ("Responsible partners", "Malta", other),  # of the lead, and of the parties
    ("Co-initiator", "Malta", other),  # who stands beside the lead
    ("Deputy coordinator", "Malta", other),
    ("National co-ordinator", "Malta", lead),
    ("Other outputs", "Malta", other),
    ("Estimated costs", "EUR 5", other),
    ("Strategic aims", "To grow", other),  # the table has a column of objectives
    ("Leading words of a heading that is as long as a whole sentence is", "Malta", other),
]


@pytest.mark.parametrize(("heading", "cell", "found"), HEADINGS)
def test_an_unknown_heading_is_likely_by_a_sign_of_one_column(
    heading: str, cell: str, found: Callable[[Action], str | None], read_text: Callable[[str], Reading]
) -> None:
    reading = read_text(PLAN.format(heading=heading, cell=cell))
    assert cell == found(reading.actions[0])
    told = [each for each in reading.issues if each.code == "heading-likely"]
    assert [heading] * (found is not other) == [reading.source.exact(each.span) for each in told if each.span]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The box “Why so” sums up what is known.", terms),
        ("The “Why so” box sums up what is known.", terms),
        ("Beside the box the column “Why so” sums up what is known.", other),
    ],
)
def test_what_the_document_calls_a_box_is_the_box(
    words: str, found: Callable[[Action], str | None], read_text: Callable[[str], Reading]
) -> None:
    plan = PLAN.format(heading="Why so", cell="Parcels are many").replace("ANNEX", f"{words}\n\nANNEX")
    (action,) = read_text(plan).actions
    assert "Parcels are many" == found(action)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("“Yield” is the possible outcome, “Helm” means the Member State that leads the project group.", outcome),
        ("“Helm” names the lead. “Yield” is the outcome hoped for by all.", outcome),
        ("“Helm” stands for the lead. “Yield” contains performance indicators and “Whys” the rest.", indicator),
        ("“Helm” names the lead. “Yield”: terms of reference.", other),  # without a verb
        ("“Helm” is the lead. “Yield” is the timetable of another body.", other),
        ("A ship called “Yield” is the lead.", other),  # nothing else is explained
    ],
)
def test_a_verb_behind_a_quoted_heading_defines_it(
    words: str, found: Callable[[Action], str | None], read_text: Callable[[str], Reading]
) -> None:
    plan = PLAN.format(heading="Yield", cell="A safer port").replace("ANNEX", f"{words}\n\nANNEX")
    (action,) = read_text(plan).actions
    assert "A safer port" == found(action)


@pytest.mark.parametrize(
    ("heading", "rows", "is_box"),
    [("Why so", 3, True), ("Why so", 2, False), ("Mandate (background)", 2, True), ("Mandate (lead)", 2, False)],
)
def test_what_stands_over_prose_again_and_again_is_the_box(
    heading: str, rows: int, *, is_box: bool, read_text: Callable[[str], Reading]
) -> None:
    """It is told, unless the heading names the box twice."""
    prose = "Parcels are sent in ever greater numbers, and nobody can look into all of them by hand or by machine."
    first, table = PLAN.format(heading="Lead", cell="MT").split("6.1")
    reading = read_text(first + "".join(f"6.{each}{table}{heading}\n{prose}\n" for each in range(1, rows + 1)))
    assert [prose] * rows == [terms(each) for each in reading.actions] if is_box else not terms(reading.actions[0])
    told = [each.span for each in reading.issues if each.code == "heading-doubtful" and each.span]
    assert ["Why so"] * (rows > 2) == [*map(reading.source.exact, told)]


@pytest.mark.parametrize(("heading", "is_box"), [("Mandate of the group", True), ("Belgium", False)])
def test_a_cue_shows_the_box_across_a_blank_line(
    heading: str, *, is_box: bool, read_text: Callable[[str], Reading]
) -> None:
    """Each paragraph stands by itself, cells, too: one before prose need not be its heading."""
    prose = "Parcels are sent in ever greater numbers, and nobody can look into all of them by hand or by machine."
    heads = ["Proposed action", "Strategic objective", "Other concerned parties"]
    rows = [[f"6.{each}", "To examine parcels", "To find more", "Europol", heading, prose] for each in (1, 2, 3)]
    front = PLAN.partition("Proposed")[0].strip()
    reading = read_text("\n\n".join([front, *heads, *(cell for row in rows for cell in row)]) + "\n")
    found = [terms(each) for each in reading.actions]
    assert [prose] * 3 == found if is_box else prose not in found


@pytest.mark.parametrize("heading", ["Co-drivers", "Group members", "Project group", "Co-lead MS", "Co-rapporteur"])
def test_those_who_lead_beside_the_lead_take_part(heading: str, read_text: Callable[[str], Reading]) -> None:
    reading = read_text(PLAN.format(heading=f"Driver\t{heading}", cell="Malta\tBelgium, Greece"))
    action = reading.actions[0]
    assert "Malta" == lead(action)
    assert [("Belgium", "participant"), ("Greece", "participant")] == [
        (each.printed.text, each.role) for each in action.parties
    ]
    assert ["Driver"] == [
        reading.source.exact(each.span) for each in reading.issues if each.code == "heading-likely" and each.span
    ]


@pytest.mark.parametrize(
    ("heading", "cell", "leads", "others"),
    [
        ("Lead", "MT / Co-leaders: BE, EL", "MT", ["BE", "EL"]),
        ("Lead", "MT Co-leaders: BE, EL", "MT", ["BE", "EL"]),
        ("Lead", "MT; participants: BE", "MT", ["BE"]),
        ("Leader / Co-\u00adleaders", "Malta Co-leaders: BE", "Malta", ["BE"]),
        ("Participants", "BE, EL. Lead: MT", "MT", ["BE", "EL"]),
        ("Participants", "Leader: MT, Participants: BE and EL", "MT", ["BE", "EL"]),
        ("Lead", "Lead: Presidency Participants: BE", "Presidency", ["BE"]),
        ("Lead", "MT, helped by its many Partners: BE", "MT, helped by its many Partners: BE", []),
        ("Lead", "MT (Co-leader: BE)", "MT", ["BE"]),
        ("Lead", "MT (participants: BE, EL)", "MT", ["BE", "EL"]),
        ("Lead", "MT (head: customs)", "MT (head: customs)", []),
        ("Participants", "Customs of Malta: BE, EL", None, ["Customs of Malta: BE", "EL"]),
    ],
)
def test_headings_inside_a_cell_part_it(
    heading: str, cell: str, leads: str | None, others: list[str], read_text: Callable[[str], Reading]
) -> None:
    """Lead and participants in one cell are apart, whatever mark stands between; other words with a colon stay."""
    reading = read_text(PLAN.format(heading=heading, cell=cell))
    action = reading.actions[0]
    assert (leads, others) == (lead(action), [each.printed.text for each in action.parties])
    assert "words-unread" not in {each.code for each in reading.issues}


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Lead, participants and other bodies", "Lead: MT Participants: BE, EL - OLAF; - Europol"),
        ("Lead, participants, other bodies", "MT, BE - OLAF"),
        ("Lead, participants and timetable", "Lead: MT Participants: BE - May"),
        ("Lead and participants", "Lead: MT Participants: BE"),
    ],
)
def test_a_cell_of_several_columns_is_an_entry_under_its_heading(
    heading: str, cell: str, read_text: Callable[[str], Reading]
) -> None:
    """Who leads and who takes part is not understood, and the reader says so."""
    reading = read_text(PLAN.format(heading=heading, cell=cell))
    action = reading.actions[0]
    assert (lead(action), action.parties, other(action)) == (None, (), cell)
    silences = {each.field: each.silence for each in action.silences}
    assert {silences["lead"], silences["parties"]} == {"not-understood"}
    assert "heading-unknown" in {each.code for each in reading.issues}


SHEETS = """Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation

ANNEX

Action 6.1\tTo examine parcels
Strategic objective\tTo find what is hidden
Driver\tMalta
Rapporteur\tGreece
Timetable\t2013

Action 6.2\tTo examine letters
Strategic objective\tTo find what is hidden
Rapporteur\tBelgium
Timetable\t2013
"""


KNOWN: list[tuple[str, str, Callable[[Action], str | None]]] = [
    *(
        (heading, "Report", indicator)
        for heading in ("KPI", "KPIs", "Performance measures", "Success criteria", "Results to be delivered")
    ),
    *(
        (heading, "Fewer losses", outcome)
        for heading in ("Anticipated results", "Results expected", "Added value", "Expected result(s)")
    ),
    *((heading, "Malta", lead) for heading in ("Leading country", "Lead State", "Lead delegation")),
    *(
        (heading, "They hide things.", terms)
        for heading in ("Terms of reference for the project group", "Mandate of the group", "Why", "Reasoning and aims")
    ),
    *((heading, "2013", timetable) for heading in ("Timescale", "Implementation date", "Time limits")),
]


@pytest.mark.parametrize(("heading", "cell", "found"), KNOWN)
def test_usual_headings_are_known(
    heading: str, cell: str, found: Callable[[Action], str | None], read_text: Callable[[str], Reading]
) -> None:
    """A heading that every secretariat prints needs no note that it is likely."""
    reading = read_text(PLAN.format(heading=heading, cell=cell))
    assert cell == found(reading.actions[0])
    assert "heading-likely" not in {each.code for each in reading.issues}


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Supporting bodies", "concerned"),
        ("EU agencies", "concerned"),
        ("Third countries", "participant"),
        ("Supporting MS", "participant"),
        ("Together with", "concerned"),
        ("Participating countries", "participant"),
    ],
)
def test_bodies_that_support_are_no_participants(heading: str, role: str, read_text: Callable[[str], Reading]) -> None:
    """States that support take part; bodies that do stand beside the project group."""
    reading = read_text(PLAN.format(heading=heading, cell="Europol, Malta"))
    assert [role] * 2 == [each.role for each in reading.actions[0].parties]


NEGATIVES = [
    ("none", "does-not-apply"),
    ("Nobody.", "does-not-apply"),
    ("No lead", "does-not-apply"),
    ("No other parties", "does-not-apply"),
    ("tbd", "not-understood"),
    ("not yet agreed", "not-understood"),
    ("to follow", "not-understood"),
    ("No lead was agreed.", "not-understood"),
    ("No co-leaders could be found", "not-understood"),
    ("to be decided by the group", "not-understood"),
]


@pytest.mark.parametrize(("words", "silence"), NEGATIVES)
def test_words_that_name_nobody_are_a_silence(words: str, silence: str, read_text: Callable[[str], Reading]) -> None:
    """Of the lead and of parties, with its place; they are no name of a body that no list has."""
    text = SHEETS.replace("Driver\tMalta", f"Lead\t{words}\nParties\t{words}").replace("Rapporteur", "Costs")
    reading = read_text(text)
    first = reading.actions[0]
    assert (None, ()) == (first.lead, first.parties)
    silent = {each.field: (each.silence, each.place and each.place.text) for each in first.silences}
    assert [(silence, words)] * 2 == [silent["lead"], silent["parties"]]
    assert [] == [each.message for each in reading.issues if each.code in ("unknown-party", "words-unread")]


FIELDS = ["Timetable", "Start", "Performance indicators", "Possible outcomes"]


@pytest.mark.parametrize("heading", FIELDS)
@pytest.mark.parametrize("words", ["none", "to be determined", "not agreed"])
def test_negative_words_are_no_value(words: str, heading: str, read_text: Callable[[str], Reading]) -> None:
    """In no column but that of the status; the silence has the words as its place."""
    action = read_text(PLAN.format(heading=heading, cell=words)).actions[0]
    assert [] == [each for each in (action.timetable, action.start) if each]
    assert () == (*action.indicators, *action.outcomes)
    assert [words] == [each.place.text for each in action.silences if each.place]


@pytest.mark.parametrize(
    "words", ["Open to all Member States", "Not agreed by Malta: a new rule", "No report was lost"]
)
def test_other_words_with_a_negative_are_a_value(words: str, read_text: Callable[[str], Reading]) -> None:
    reading = read_text(PLAN.format(heading="Possible outcomes", cell=words))
    assert words == outcome(reading.actions[0])


def test_a_field_with_a_value_is_not_silent(read_text: Callable[[str], Reading]) -> None:
    """The title stands beside the number, and in no cell of its own."""
    reading = read_text(SHEETS)
    assert ["To examine parcels", "To examine letters"] == [each.title and each.title.text for each in reading.actions]
    silent = [{silence.field for silence in each.silences} for each in reading.actions]
    others = {"indicators", "outcomes", "parties", "start", "status", "work-area"}
    assert [others] * 2 == [each - {"lead"} for each in silent]


def test_prose_above_the_first_sheet_is_no_part_of_the_annex(read_text: Callable[[str], Reading]) -> None:
    """Where no line heads the annex, it begins with the number of the first sheet."""
    front, sheets = SHEETS.split("ANNEX\n\n")
    sheets = sheets.replace("\tTo examine", ": To examine")
    reading = read_text(f"{front}The plan is short.\n\nIt was read by many.\n\n{sheets}")
    prose = [part.text.text for section in reading.plan.sections for part in section.paragraphs]
    assert ["The plan is short.", "It was read by many."] == prose
    assert ["6.1", "6.2"] == [each.number for each in reading.actions]
    assert [] == [each.message for each in reading.issues if each.code == "words-unassigned"]


@pytest.mark.parametrize("heading", ["Lead / Co-\nleads", "Lead / partici-\npants"])
def test_a_hyphen_at_the_end_of_a_line_may_be_that_of_a_heading(
    heading: str, read_text: Callable[[str], Reading]
) -> None:
    """Both headings of a column are found, with or without it."""
    first, second = heading.split("\n")
    reading = read_text(
        PLAN.partition("Proposed")[0]
        + f"No    Proposed action     Strategic objective     {first}\n"
        + f"                                                  {second}\n"
        + "6.1   To examine parcels  To find what is hidden  MT\n"
        + "                                                  Co-leads: BE\n\n"
        + "6.2   To count parcels    To find what is hidden  MT, EL\n"
    )
    assert ("MT", ["BE"]) == (lead(reading.actions[0]), [each.printed.text for each in reading.actions[0].parties])
    assert ("partici" in heading) == any(each.code == "cell-suspect" for each in reading.issues)


def test_no_heading_begins_with_a_small_letter(read_text: Callable[[str], Reading]) -> None:
    """A known one and a likely one behind it are one where that has no capital: "Rationale and scope"."""
    reading = read_text(
        PLAN.partition("Proposed")[0]
        + "No    Proposed action     Rationale and scope     Lead\n"
        + "6.1   To examine parcels  Parcels are not         MT\n"
        + "                          opened in each port.\n"
    )
    action = reading.actions[0]
    assert "Parcels are not opened in each port." == (action.terms and action.terms.text.text)
    assert [] == [each.text.text for each in action.others]


def test_a_document_explains_the_column_of_objectives(read_text: Callable[[str], Reading]) -> None:
    """By the aims of the strategy: the heading was called doubtful, and its cells those of no column."""
    text = PLAN.replace("Strategic objective\t{heading}", "Ends").replace("\t{cell}", "")
    explained = "It runs so: “Ends” column refers to the aims of the strategy.\n\nANNEX"
    reading = read_text(text.replace("ANNEX", explained))
    assert [each.wording.text for each in reading.actions[0].objectives] == ["To find what is hidden"]
    assert not [each.message for each in reading.issues if each.code in ("heading-doubtful", "heading-likely")]


def test_a_heading_goes_on_below_where_another_names_parties_too(read_text: Callable[[str], Reading]) -> None:
    """Its line above the others was left out, and its cells were those of a heading “concerned”, in silence."""
    head = (
        "Sixth Action Plan (1.1.2013–30.6.2014) to implement the revised strategy for customs cooperation\n\nANNEX\n\n"
    )
    table = """\
                                               Other bodies
Action                Lead      Participants   concerned

6.1  To look          BE        MT, ES         Europol
6.2  To see           MT        BE             OLAF
"""
    reading = read_text(head + table)
    assert [[("Europol", "concerned")], [("OLAF", "concerned")]] == [
        [(each.printed.text, each.role) for each in action.parties if each.role != "participant"]
        for action in reading.actions
    ]


def test_a_purpose_is_an_objective_where_no_column_has_these(read_text: Callable[[str], Reading]) -> None:
    """It was read as terms of reference, and nothing told."""
    table = "No\tProposed action\tPurpose\n6.1\tParcels\tTo find them\n6.2\tBoxes\tTo open them\n"
    reading = read_text(SHEETS[: SHEETS.index("Action 6.1")] + table)
    assert ["To find them", "To open them"] == [each.objectives[0].wording.text for each in reading.actions]
    assert "heading-likely" in {each.code for each in reading.issues}
