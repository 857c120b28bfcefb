"""What the fifth plan says, fact by fact, each with the characters it stands on."""

from collections import Counter
from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Action, Reading
from ccwp_kg.sources.records.references import Passage

ADOPTED, APPROVED, RECEIVED = "adoption", "approval", "submission"


def action_of(fifth: Reading, number: str) -> Action:
    return next(action for action in fifth.actions if action.number == number)


def place(passage: Passage | None) -> tuple[int, int] | None:
    """Where a passage in one piece stands."""
    if passage is None:
        return None
    (span,) = passage.spans
    return span.start, span.end


# The plan


def test_title_status_and_period(fifth: Reading) -> None:
    plan = fifth.plan
    assert (plan.ordinal, plan.name.text, plan.status) == (5, "Fifth Action Plan", "draft")
    assert plan.title.text == (
        "Draft Fifth Action Plan (1.7.2011–31.12.2012) to implement the Council Resolution of 23 October 2009 on a "
        "reinforced strategy for customs cooperation and the revised strategy for customs cooperation in the third "
        "pillar"
    )
    assert place(plan.title) == (1, 219)
    assert plan.valid_from is not None
    assert plan.valid_until is not None
    assert (plan.valid_from.value, plan.valid_until.value) == ("2011-07-01", "2012-12-31")
    assert plan.valid_from.passage.rule is None


def test_meetings_addressee_and_basis(fifth: Reading) -> None:
    plan = fifth.plan
    assert [(day.value, day.passage.text) for day in plan.meetings] == [
        ("2011-02-18", "18 February"),
        ("2011-03-24", "24 March 2011"),
    ]
    assert plan.addressed_to is not None
    assert plan.forwarded_to is not None
    assert (plan.addressed_to.target, plan.forwarded_to.target) == ("organisation/ccwp", "organisation/cats")
    assert [act.target for act in plan.based_on] == ["act/council-resolution-2009", "act/revised-strategy-2009"]
    assert plan.declared_action_count == len(fifth.actions) == 10


@pytest.mark.parametrize(
    ("ordinal", "name", "period", "first", "last", "footnote", "status"),
    [
        (1, "first 3–year Action Plan", "2004-2006", "2004-01-01", "2006-12-31", 4, ("approved",)),
        (
            2,
            "Second Action Plan",
            "January 2007 - June 2008",
            "2007-01-01",
            "2008-06-30",
            6,
            ("approved", "implemented"),
        ),
        (
            3,
            "Third Action Plan",
            "July 2008 - December 2009",
            "2008-07-01",
            "2009-12-31",
            7,
            ("approved", "implemented"),
        ),
        (
            4,
            "Fourth Action Plan",
            "January 2010 - June 2011",
            "2010-01-01",
            "2011-06-30",
            8,
            ("approved", "implemented"),
        ),
    ],
)
def test_earlier_plans(
    *,
    ordinal: int,
    name: str,
    period: str,
    first: str,
    last: str,
    footnote: int,
    status: tuple[str, ...],
    fifth: Reading,
) -> None:
    """That the first plan was implemented is nowhere said: the sentence that says so names the other three."""
    plan = fifth.plan.earlier_plans[ordinal - 1]
    assert plan.period is not None
    assert plan.valid_from is not None
    assert plan.valid_until is not None
    assert (plan.ordinal, plan.name.text, plan.period.text) == (ordinal, name, period)
    assert (plan.valid_from.value, plan.valid_until.value) == (first, last)
    assert plan.valid_from.passage.rule == ("date.first-day-of-year" if ordinal == 1 else "date.first-day-of-month")
    assert plan.valid_until.passage.rule == ("date.last-day-of-year" if ordinal == 1 else "date.last-day-of-month")
    assert (plan.footnote, plan.status) == (footnote, status)


def test_the_first_plan_was_approved_by_the_committee_that_became_cats(fifth: Reading) -> None:
    plan = fifth.plan.earlier_plans[0]
    assert plan.approved_by is not None
    assert plan.approved_on is not None
    assert (plan.approved_by.target, plan.approved_by.printed.text) == ("organisation/cats", "Article 36 Committee")
    assert (plan.approved_on.value, plan.approved_on.datatype) == ("2003-12", "gYearMonth")


@pytest.mark.parametrize(
    ("number", "annotates", "refers_to"),
    [
        (1, "Resolution of 23 October 2009 on a reinforced strategy for customs cooperation", "OJ C 260"),
        (2, "Resolution of 2 October 2003 on a strategy for customs cooperation", "OJ C 247"),
        (3, "revised strategy for customs cooperation in the third pillar", "ST-15198-2009-INIT"),
        (4, "first 3–year Action Plan", "ST-15315-2003-REV-2"),
        (5, "strategy for customs cooperation", "ST-11167-2003-REV-5"),
        (6, "Second Action Plan (January 2007 - June 2008)", "ST-13424-2006-REV-2"),
        (7, "Third Action Plan (July 2008 December 2009)", "ST-8284-2008-REV-1"),
        (8, "Fourth Action Plan (January 2010 - June 2011)", "ST-16445-2009-INIT"),
        (9, "Stockholm Programme", "OJ C 115"),
        (
            10,
            "proposal for monitoring the implementation of project groups recommendations concerning Action Plans from "
            "1 January 2004 until 31 December 2006, from 1 January 2007 until 30 June 2008 and from 1 July 2008 until "
            "31 December 2009",
            "ST-11801-2010-REV-4",
        ),
    ],
)
def test_footnotes(number: int, annotates: str, refers_to: str, fifth: Reading) -> None:
    footnote = fifth.plan.footnotes[number - 1]
    assert (footnote.number, footnote.annotates.text) == (number, annotates)
    assert fifth.source.exact(footnote.mark) == str(number)
    assert footnote.annotates.spans[0].end == footnote.mark.start
    if footnote.journal:
        assert f"OJ {footnote.journal.series} {footnote.journal.number}" == refers_to
    else:
        assert footnote.document is not None
        assert footnote.document.key == refers_to
    assert (footnote.pending.text if footnote.pending else None) == ("to be issued" if number == 10 else None)


def test_areas_objectives_and_columns(fifth: Reading) -> None:
    assert [area.name.text for area in fifth.plan.work_areas] == [
        "border management and security",
        "intelligence",
        "operational cooperation",
        "information exchange",
    ]
    assert [objective.text.text for objective in fifth.plan.objectives] == [
        "To consider new forms of cooperation and new investigative techniques",
        "To take practical steps towards implementing these new forms of cooperation and to continue to further "
        "develop existing forms of cooperation",
        "To improve and make more flexible the existing cooperation process",
    ]
    assert [(column.column, column.label.text) for column in fifth.plan.columns] == [
        ("title", "Proposed action"),
        ("objectives", "Strategic objective"),
        ("indicators", "Performance indicator"),
        ("outcomes", "Possible outcome(s)"),
        ("parties", "Other concerned parties"),
        ("terms-of-reference", "Terms of reference"),
    ]
    assert fifth.plan.columns[4].definition.text.endswith("which is adopted by the CCWP")


def test_sections_and_rules(fifth: Reading) -> None:
    counts = [(section.slug, len(section.paragraphs)) for section in fifth.plan.sections]
    assert counts == [("invitation", 2), ("introduction", 6), ("content", 16), ("implementation", 3)]
    headings = [section.heading.text for section in fifth.plan.sections if section.heading]
    assert headings == ["Introduction", "Content of the Fifth Action Plan", "Implementation of the Action Plan"]
    assert len(fifth.plan.rules) == 6
    assert fifth.plan.rules[3].text == "Member States proposing actions are also encouraged to lead them."
    assert place(fifth.plan.rules[3]) == (6255, 6320)


STATEMENTS = [
    ("period", "from 1.7.2011 to 31.12.2012", "2011-07-01", "2012-12-31", "plan/5", None),
    (
        "approval",
        "Article 36 Committee approved the first 3–year Action Plan (2004-2006) in December 2003",
        "2003-12",
        None,
        "plan/1",
        "organisation/cats",
    ),
    ("duration", "first 3–year Action Plan", "P3Y", None, "plan/1", None),
    (
        "review",
        "CCWP reviewed the first Action Plan during the UK Presidency in 2005",
        "2005",
        None,
        "plan/1",
        "organisation/ccwp",
    ),
    ("duration", "shorter 18–month Action Plans", "P1Y6M", None, None, None),
    ("period", "from 1 January 2004 until 31 December 2006", "2004-01-01", "2006-12-31", "plan/1", None),
    ("period", "from 1 January 2007 until 30 June 2008", "2007-01-01", "2008-06-30", "plan/2", None),
    ("period", "from 1 July 2008 until 31 December 2009", "2008-07-01", "2009-12-31", "plan/3", None),
    ("period", "from 1 July 2011 to 31 December 2012", "2011-07-01", "2012-12-31", "plan/5", None),
    ("condition", "if necessary", None, None, None, None),
    (
        "condition",
        "if the Council reassesses its priorities relating to law enforcement cooperation",
        None,
        None,
        None,
        None,
    ),
    ("pending", "to be issued", None, None, "document/ST-11801-2010-REV-4", None),
]


def test_statements_of_the_plan(fifth: Reading) -> None:
    """A period is said of the plan that is valid in it."""
    assert [
        (each.kind, each.passage.text, each.value, each.until, each.about, each.agent) for each in fifth.plan.statements
    ] == STATEMENTS


# The actions


@pytest.mark.parametrize(
    ("number", "title", "objectives", "indicators", "outcomes", "parties", "leaves"),
    [
        ("5.1", (6738, 6883), [1, 2, 3], 5, 4, 2, 4),
        ("5.2", (9472, 9740), [1, 2, 3], 1, 4, 3, 3),
        ("5.3", (12018, 12124), [2, 3], 1, 3, 5, 7),
        ("5.4", (14714, 14833), [3], 2, 4, 2, 3),
        ("5.5", (16798, 16882), [1, 2], 1, 1, 0, 0),
        ("5.6", (18331, 18458), [1, 2, 3], 1, 1, 2, 5),
        ("5.7", (19733, 19838), [1, 2, 3], 1, 1, 2, 2),
        ("5.8", (21596, 21645), [1, 2, 3], 1, 1, 2, 5),
        ("5.9", (23146, 23310), [1, 2, 3], 2, 2, 5, 5),
        ("5.10", None, [None], 1, 1, 5, 6),
    ],
)
def test_cells(
    *,
    number: str,
    title: tuple[int, int] | None,
    objectives: list[int | None],
    indicators: int,
    outcomes: int,
    parties: int,
    leaves: int,
    fifth: Reading,
) -> None:
    action = action_of(fifth, number)
    assert action.title is not None
    if title is not None:
        assert place(action.title) == title
    assert [each.objective for each in action.objectives] == objectives
    assert (len(action.indicators), len(action.outcomes), len(action.parties)) == (indicators, outcomes, parties)
    assert sum(len(party.leaves) for party in action.parties) == leaves


def test_cells_in_all(fifth: Reading) -> None:
    """Figures that the actions share with the knowledge base's own counts."""
    assert [action.number for action in fifth.actions] == [f"5.{place}" for place in range(1, 11)]
    assert sum(len(action.objectives) for action in fifth.actions) == 24
    assert sum(len(action.indicators) for action in fifth.actions) == 16
    assert sum(len(action.outcomes) for action in fifth.actions) == 22
    assert sum(len(action.parties) for action in fifth.actions) == 28


@pytest.mark.parametrize(
    ("decision", "words", "at", "number", "position"),
    [
        (ADOPTED, "presented to and adopted by the CCWP", (7741, 7777), "5.1", 5),
        (ADOPTED, "presented to and adopted by the CCWP", (10108, 10144), "5.2", 1),
        (RECEIVED, "recommendation to the CCWP", (12374, 12400), "5.3", 1),
        (APPROVED, "approval by the CCWP", (15141, 15161), "5.4", 2),
        (RECEIVED, "report to the CCWP", (17218, 17236), "5.5", 1),
        (APPROVED, "approval by the CCWP", (18847, 18867), "5.6", 1),
        (APPROVED, "approval by the CCWP", (20228, 20248), "5.7", 1),
        (APPROVED, "approval by the CCWP", (22034, 22054), "5.8", 1),
        (APPROVED, "approval by the CCWP", (25985, 26005), "5.10", 1),
    ],
)
def test_decisions(
    *, decision: str, words: str, at: tuple[int, int], number: str, position: int, fifth: Reading
) -> None:
    """Of several decisions in one indicator only the strongest counts."""
    indicator = action_of(fifth, number).indicators[position - 1]
    assert (indicator.decision, indicator.decision_by) == (decision, "organisation/ccwp")
    assert indicator.decision_passage is not None
    assert (indicator.decision_passage.text, place(indicator.decision_passage)) == (words, at)


def test_no_other_indicator_names_a_deciding_body(fifth: Reading) -> None:
    deciding = [action.number for action in fifth.actions for each in action.indicators if each.decision]
    assert deciding == ["5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7", "5.8", "5.10"]


@pytest.mark.parametrize(
    ("products", "number", "position"),
    [
        (["analysis"], "5.1", 1),
        ([], "5.1", 4),
        (["report", "analysis", "recommendations", "council-conclusions"], "5.6", 1),
        (["publication"], "5.9", 2),
        (["report", "analysis", "recommendations", "publication", "practical-guide"], "5.10", 1),
    ],
)
def test_products(products: list[str], number: str, position: int, fifth: Reading) -> None:
    action = action_of(fifth, number)
    found = action.indicators[position - 1].products
    assert [product.target for product in found] == [f"concept/{product}" for product in products]
    stated = [each.about for each in action.statements if each.kind == "expected-product"]
    assert set(stated) >= {product.target for product in found}


@pytest.mark.parametrize(
    ("printed", "at", "leaves", "number", "position"),
    [
        ("COM (DG TAXUD, OLAF)", (8248, 8271), ["com", "dg-taxud", "olaf"], "5.1", 1),
        ("COM (DG Taxud, OLAF)", (12747, 12769), ["com", "dg-taxud", "olaf"], "5.3", 2),
        ("COM (DG Home, DG TAXUD, OLAF)", (22256, 22288), ["com", "dg-home", "dg-taxud", "olaf"], "5.8", 1),
        (
            "Parties at the external borders (including border guards, FRONTEX etc.)",
            (19046, 19120),
            ["parties-at-the-external-borders", "border-guards", "frontex"],
            "5.6",
            2,
        ),
        ("EU JHA agencies", (20619, 20637), ["eu-jha-agencies"], "5.7", 2),
        ("LEWP", (23948, 23953), ["lewp"], "5.9", 5),
    ],
)
def test_parties(
    *, printed: str, at: tuple[int, int], leaves: list[str], number: str, position: int, fifth: Reading
) -> None:
    party = action_of(fifth, number).parties[position - 1]
    assert (party.printed.text, place(party.printed)) == (printed, at)
    assert [leaf.target.partition("/")[2] for leaf in party.leaves] == leaves


@pytest.mark.parametrize(
    ("kind", "words", "value", "datatype", "until", "about", "number"),
    [
        ("condition", "if necessary", None, None, None, None, "5.1"),
        (
            "pending",
            "[to be] adopted on 11-12 April 2011",
            "2011-04-11",
            "date",
            "2011-04-12",
            "document/ST-8096-2011-INIT",
            "5.2",
        ),
        (
            "operation-start",
            "AFIS MAB has been operating live since 15 June 2010",
            "2010-06-15",
            "date",
            None,
            "concept/afis-mab",
            "5.4",
        ),
        ("recurrence", "once per Presidency", None, None, None, None, "5.9"),
        ("duration", "runs for three years", "P3Y", "duration", None, None, "5.9"),
        ("deadline", "meant to be finished by December 2012", "2012-12", "gYearMonth", None, None, "5.9"),
        (
            "recurrence",
            "Best Practice Guide should be reviewed every two years",
            "P2Y",
            "duration",
            None,
            "concept/best-practice-guide",
            "5.10",
        ),
    ],
)
def test_statements_of_actions(
    *,
    kind: str,
    words: str,
    value: str | None,
    datatype: str | None,
    until: str | None,
    about: str | None,
    number: str,
    fifth: Reading,
) -> None:
    (found,) = [each for each in action_of(fifth, number).statements if each.passage.text == words]
    assert (found.kind, found.value, found.datatype, found.until, found.about) == (kind, value, datatype, until, about)
    assert found.field == "terms-of-reference"


def test_actions_state_nothing_else(fifth: Reading) -> None:
    kinds = Counter(each.kind for action in fifth.actions for each in action.statements)
    del kinds["expected-product"]
    assert kinds == {"condition": 1, "pending": 1, "operation-start": 1, "recurrence": 2, "duration": 1, "deadline": 1}


# Documents and earlier actions


@pytest.mark.parametrize(
    ("number", "cited"),
    [
        ("5.1", []),
        ("5.2", [("ST-8096-2011-INIT", "basis")]),
        (
            "5.3",
            [
                ("ST-14583-2009-REV-3", "recommendations"),
                ("ST-16883-2006-REV-3", "starting-point"),
                ("ST-5932-2006-REV-1", "starting-point"),
                ("ST-8062-2007-REV-1", "starting-point"),
                ("ST-10238-2004-REV-2", "starting-point"),
                ("ST-14667-2007-REV-3", "starting-point"),
                ("ST-8351-2009-REV-2", "recommendations"),
                ("ST-16883-2006-REV-3", "starting-point"),
            ],
        ),
        ("5.4", [("ST-8282-2008-REV-3", "starting-point"), ("ST-8351-2009-REV-2", "starting-point")]),
        ("5.5", [("ST-16759-2009-REV-1", "recommendations"), ("ST-13858-2007-REV-2", "reference")]),
        ("5.6", [("ST-8351-2009-REV-2", "starting-point"), ("ST-15653-2010-REV-1", "starting-point")]),
        ("5.7", [("ST-6285-2006-INIT", "recommendations")]),
        ("5.8", []),
        ("5.9", [("ST-8282-2008-REV-3", "basis"), ("ST-14585-2009-REV-2", "report")]),
        (
            "5.10",
            [
                ("ST-11684-2010-INIT", "quotation"),
                ("ST-7863-2005-INIT", "recommendations"),
                ("ST-8282-2008-REV-3", "quotation"),
                ("ST-6026-2010-REV-1", "recommendations"),
            ],
        ),
    ],
)
def test_citations(number: str, cited: list[tuple[str, str]], fifth: Reading) -> None:
    terms = action_of(fifth, number).terms
    assert terms is not None
    assert [(citation.document.key, citation.role) for citation in terms.citations] == cited


@pytest.mark.parametrize(
    ("regarding", "position"),
    [
        ("CEPOL", 1),
        ("areas for international multidisciplinary seminars and trainings", 2),
        ("the training on the use of JIT", 3),
        ("the catalogue of assistance available in the field of operational intelligence", 4),
        ("terrorism threat", 5),
        ("illegal waste shipment, identifying and handling of waste on the basis of the related regulations", 6),
        (None, 7),
        (None, 8),
    ],
)
def test_what_the_documents_of_5_3_are_good_for(regarding: str | None, position: int, fifth: Reading) -> None:
    terms = action_of(fifth, "5.3").terms
    assert terms is not None
    citation = terms.citations[position - 1]
    assert (citation.regarding.text if citation.regarding else None) == regarding
    assert [each.text for each in citation.recommendations] == (["12", "14b"] if position == 7 else [])


def test_council_documents_in_all(fifth: Reading) -> None:
    """24 documents in 29 mentions: 22 in the annex, 7 in footnotes; two corrigenda; three references to the Journal."""
    cited = [c.document for action in fifth.actions if action.terms for c in action.terms.citations]
    noted = [note.document for note in fifth.plan.footnotes if note.document]
    assert (len(cited), len(noted)) == (22, 7)
    assert len({document.key for document in [*cited, *noted]}) == 24
    assert [(document.key, document.corrigenda) for document in cited if document.corrigenda] == [
        ("ST-15653-2010-REV-1", (1,)),
        ("ST-6285-2006-INIT", (1,)),
    ]
    assert len([note for note in fifth.plan.footnotes if note.journal]) == 3


@pytest.mark.parametrize(
    ("number", "references"),
    [
        ("5.3", [("3.6", None, None, "ST-14583-2009-REV-3"), ("3.1", None, None, "ST-8351-2009-REV-2")]),
        ("5.5", [("3.5", None, None, "ST-16759-2009-REV-1")]),
        ("5.6", [("3.1", None, None, "ST-8351-2009-REV-2"), ("4.1", None, None, "ST-15653-2010-REV-1")]),
        ("5.7", [("1.2", 1, None, "ST-6285-2006-INIT")]),
        (
            "5.9",
            [
                (
                    "3.9",
                    None,
                    "To improve cooperation and communication between Central Coordination Units and other units "
                    "directly co-ordinating mutual assistance and exchange of information",
                    "ST-14585-2009-REV-2",
                )
            ],
        ),
        (
            "5.10",
            [
                ("4.10", 4, "To update the Naples II Convention Handbook", "ST-11684-2010-INIT"),
                (
                    "6.6",
                    1,
                    "Evaluation of the application of the Naples II Convention by EU Member States",
                    "ST-7863-2005-INIT",
                ),
                (
                    "8",
                    2,
                    "To evaluate the Member States’ implementation of customs cooperation (Naples II Convention)",
                    "ST-8282-2008-REV-3",
                ),
                ("3.16", None, None, "ST-6026-2010-REV-1"),
            ],
        ),
    ],
)
def test_earlier_actions(
    number: str, references: list[tuple[str, int | None, str | None, str]], fifth: Reading
) -> None:
    terms = action_of(fifth, number).terms
    assert terms is not None
    assert [
        (each.number, each.plan, each.title.text if each.title else None, each.reported_in and each.reported_in.key)
        for each in terms.references
    ] == references


def test_ten_earlier_actions_in_eleven_mentions_one_followed_up(fifth: Reading) -> None:
    references = [each for action in fifth.actions if action.terms for each in action.terms.references]
    assert (len(references), len({each.number for each in references})) == (11, 10)
    assert [each.number for each in references if each.follows_up] == ["4.10"]


# Mentions, and the account of words


@pytest.mark.parametrize(
    ("start", "end", "target", "number"),
    [
        (15966, 15986, "act/naples-ii", "5.4"),
        (16345, 16365, "act/naples-ii", "5.4"),
        (24088, 24108, "act/naples-ii", "5.9"),
        (25883, 25892, "act/naples-ii", "5.10"),
        (27448, 27468, "act/naples-ii", "5.10"),
        (28656, 28676, "act/naples-ii", "5.10"),
        (8255, 8263, "organisation/dg-taxud", "5.1"),
        (12754, 12762, "organisation/dg-taxud", "5.3"),
    ],
)
def test_mentions(start: int, end: int, target: str, number: str, fifth: Reading) -> None:
    found = [mention for mention in action_of(fifth, number).mentions if mention.target == target]
    assert (start, end) in [(span.start, span.end) for mention in found for span in mention.printed.spans]


def test_mentions_say_which_part_names_them(fifth: Reading) -> None:
    fields = {mention.target: mention.field for mention in reversed(action_of(fifth, "5.6").mentions)}
    assert fields["organisation/frontex"] == "party/2"
    assert fields["concept/single-window"] == "terms-of-reference"
    assert fields["organisation/ccwp"] == "indicator/1"
    assert ("act/treaty-of-lisbon", "section/introduction/paragraph/4") in [
        (mention.target, mention.field) for mention in fifth.plan.mentions
    ]


def test_every_word_is_accounted_for(fifth: Reading) -> None:
    words = len(fifth.source.text.split())
    assert (fifth.coverage.words, fifth.coverage.accounted, fifth.coverage.unread) == (words, words, ())


def test_reading_twice_gives_the_same(fifth: Reading, read_text: Callable[[str], Reading]) -> None:
    assert read_text(fifth.source.text).actions == fifth.actions


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
@pytest.mark.parametrize("page_break", ["\f", " "])
def test_other_line_ends_and_page_breaks_change_no_value(
    line_end: str, page_break: str, fifth: Reading, read_text: Callable[[str], Reading]
) -> None:
    text = fifth.source.text
    for start in fifth.pages[1:]:
        text = f"{text[:start]}{page_break}{text[start + 1 :]}"
    other = read_text(text.replace("\n", line_end))
    assert len(other.pages) == len(fifth.pages) == 15

    def values(reading: Reading) -> list[str]:
        parts = [action.title.text for action in reading.actions if action.title]
        parts += [action.terms.text.text for action in reading.actions if action.terms]
        parts += [item.text.text for action in reading.actions for item in action.indicators]
        parts += [item.text.text for action in reading.actions for item in action.outcomes]
        return [*parts, *(p.text.text for section in reading.plan.sections for p in section.paragraphs)]

    assert values(other) == values(fifth)
