"""The traps of the fifth plan: one test for each place that is easily misread."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Action, Reading
from ccwp_kg.sources.records.references import DocumentReference

Read = Callable[[str], Reading]


@pytest.fixture
def action(fifth: Reading) -> Callable[[str], Action]:
    def by_number(number: str) -> Action:
        return next(action for action in fifth.actions if action.number == number)

    return by_number


@pytest.fixture
def documents(fifth: Reading) -> list[DocumentReference]:
    cited = [c.document for each in fifth.actions if each.terms for c in each.terms.citations]
    return [*cited, *(note.document for note in fifth.plan.footnotes if note.document)]


def test_200910_is_a_year_and_a_footnote(fifth: Reading) -> None:
    note = fifth.plan.footnotes[9]
    assert fifth.source.text[note.mark.start - 4 : note.mark.end] == "200910"
    assert fifth.source.exact(note.mark) == "10"
    assert "2009-12-31" in [statement.until for statement in fifth.plan.statements]
    assert "200910" not in "".join(p.text.text for section in fifth.plan.sections for p in section.paragraphs)


def test_bodies_without_numbers_follow_the_order_of_the_marks(fifth: Reading) -> None:
    """Footnotes 1–8 have no number at their body; 9 and 10 have theirs in a column."""
    bodies = [note.body.spans[0].start for note in fifth.plan.footnotes]
    assert bodies == sorted(bodies)
    assert [note.number for note in fifth.plan.footnotes] == list(range(1, 11))


def test_a_period_without_its_dash(fifth: Reading) -> None:
    period = fifth.plan.earlier_plans[2].period
    assert period is not None
    assert (period.text, period.rule) == ("July 2008 - December 2009", "period.missing-dash")
    assert fifth.source.exact(period.spans[0]) == "July 2008 December 2009"


def test_the_third_objective_stands_behind_the_next_items_bullet(fifth: Reading) -> None:
    third = fifth.plan.objectives[2].text
    assert fifth.source.prefix(third.spans[0], 3) == "o\n\n"
    assert len(fifth.plan.objectives) == 3
    assert fifth.plan.columns[2].column == "indicators"


def test_a_page_break_is_one_leading_space(fifth: Reading) -> None:
    """Fifteen pages; the space before the first footnote's body is no break, nor is the last line's."""
    assert len(fifth.pages) == 15
    starts = [fifth.source.text[offset : offset + 12] for offset in fifth.pages]
    assert starts[:3] == [" Draft Fifth", " Introductio", " There is a "]
    assert " OJ C 260, 3" not in starts


@pytest.mark.parametrize("number", ["5.1", "5.3", "5.10"])
def test_a_cell_is_not_what_stands_under_the_nearest_heading(number: str, action: Callable[[str], Action]) -> None:
    """In 5.1 all headings come first, in 5.3 three, in 5.10 they surround other columns' cells."""
    found = action(number)
    assert "CCWP" in found.indicators[-1].text.text
    assert "CCWP" not in found.outcomes[-1].text.text
    assert found.parties[0].named_parties[0].kind == "organisation"


def test_5_9_has_its_number_before_the_first_heading(fifth: Reading, action: Callable[[str], Action]) -> None:
    found = action("5.9")
    assert found.title is not None
    assert found.title.text.startswith("Improve the exchange of information and intelligence")
    assert found.whole.start == found.number_passage.spans[0].start
    assert fifth.source.text[found.whole.end : found.whole.end + 17] == "\n Proposed action"


def test_5_9_has_collapsed_bullets(action: Callable[[str], Action]) -> None:
    assert [p.printed.text for p in action("5.9").parties] == ["COM", "COPEN", "Eurojust", "Europol", "LEWP"]


def test_5_5_has_no_parties(fifth: Reading, action: Callable[[str], Action]) -> None:
    """The cell under that heading is the outcome."""
    found = action("5.5")
    assert found.parties == ()
    assert [each.text.text for each in found.outcomes] == ["Recommendations on new methods of control or cooperation"]
    assert not [issue for issue in fifth.issues if "5.5" in issue.message]


def test_title_and_objective_of_5_10_are_interleaved(fifth: Reading, action: Callable[[str], Action]) -> None:
    found = action("5.10")
    assert found.title is not None
    assert [fifth.source.exact(span) for span in found.title.spans] == [
        "To find and recommend best",
        "practice for customs",
        "cooperation in criminal matters",
    ]
    (objective,) = found.objectives
    assert [fifth.source.exact(span) for span in objective.wording.spans] == [
        "Comparing the legal base of",
        "special forms of cooperation in",
        "criminal matters and its",
        "implementation in the scope of",
        "various legal frameworks",
        "(Naples II, MLA, Schengen,",
        "etc.).",
    ]
    assert found.title.rule == objective.wording.rule == "untangle.own-quotation"
    assert (objective.objective, objective.whole) == (None, False)


@pytest.mark.parametrize(
    ("printed", "raw"),
    [
        ("8351/2/09 REV 2 ENFOCUSTOM 42", "8351/2/09 REV 2 ENFOCUSTOM\n42"),
        ("8062/1/07 REV 1 ENFOCUSTOM 37", "8062/1/07 REV 1\nENFOCUSTOM 37"),
        ("15653/1/10 REV 1 ENFOCUSTOM 99 + COR 1", "15653/1/10 REV 1\nENFOCUSTOM 99 + COR 1"),
        ("14585/2/09 REV 2 ENFOCUSTOM 105", "14585/2/09 REV 2\nENFOCUSTOM 105"),
        ("16883/3/06 REV3 – ENFOCUSTOM 91", "16883/3/06 REV3 – ENFOCUSTOM 91"),
        ("10238/2/04 ENFOCUSTOM 39 REV 2", "10238/2/04 ENFOCUSTOM 39 REV 2"),
        ("6285/06 ENFOCUSTOM 22 UD 23 + COR 1", "6285/06 ENFOCUSTOM 22 UD 23 + COR 1"),
    ],
)
def test_references_split_over_lines_and_in_odd_forms(
    printed: str, raw: str, fifth: Reading, documents: list[DocumentReference]
) -> None:
    assert raw in [fifth.source.exact(d.printed.spans[0]) for d in documents if d.printed.text == printed]


def test_4_1_is_an_action_without_the_word(action: Callable[[str], Action]) -> None:
    terms = action("5.6").terms
    assert terms is not None
    assert [reference.printed.text for reference in terms.references] == ["Action 3.1", "4.1"]


def test_3_9_stands_in_brackets(action: Callable[[str], Action]) -> None:
    terms = action("5.9").terms
    assert terms is not None
    assert [(each.number, each.printed.text) for each in terms.references] == [("3.9", "Action [3.9]")]


@pytest.mark.parametrize(("plan", "number", "where"), [(1, "1.2", "5.7"), (1, "6.6", "5.10"), (2, "8", "5.10")])
def test_earlier_actions_are_of_the_plan_the_text_names(
    plan: int, number: str, where: str, action: Callable[[str], Action]
) -> None:
    """The first figure of 6.6 is no plan's."""
    terms = action(where).terms
    assert terms is not None
    assert [each.plan for each in terms.references if each.number == number] == [plan]


def test_2007_in_a_title_is_not_the_documents_year(action: Callable[[str], Action]) -> None:
    terms = action("5.9").terms
    assert terms is not None
    citation = terms.citations[0]
    assert citation.title is not None
    assert citation.title.text.endswith("(2007)")
    version = citation.document.version
    assert (version.number, version.year) == (8282, 2008)


def test_what_is_to_be_adopted_or_issued_is_no_fact_yet(fifth: Reading, action: Callable[[str], Action]) -> None:
    terms = action("5.2").terms
    assert terms is not None
    assert terms.citations[0].pending is not None
    assert terms.citations[0].pending.text == "[to be] adopted"
    assert fifth.plan.footnotes[9].pending is not None
    assert fifth.plan.footnotes[9].pending.text == "to be issued"


def test_a_council_conclusion_is_a_product_in_5_6_and_a_source_in_5_2(action: Callable[[str], Action]) -> None:
    conclusions = "concept/council-conclusions"
    assert conclusions in [product.target for product in action("5.6").indicators[0].products]
    assert conclusions not in [product.target for each in action("5.2").indicators for product in each.products]


@pytest.mark.parametrize("number", ["1.7", "4.5", "3.3", "7.2011", "30.10", "15.10"])
def test_dates_and_points_are_no_actions(number: str, fifth: Reading) -> None:
    mentioned = [each.number for a in fifth.actions if a.terms for each in a.terms.references]
    assert number not in mentioned
    assert number not in [each.number for each in fifth.actions]


def test_the_revision_is_the_middle_number(documents: list[DocumentReference]) -> None:
    for document in documents:
        middle = document.printed.text.split()[0].split("/")[1:-1]
        assert ([] if document.version.revision is None else [str(document.version.revision)]) == middle


def test_enfocustom_serials_rise_with_the_document_numbers(documents: list[DocumentReference]) -> None:
    """Within a year; the same serial of two years names two documents."""
    for year in range(2003, 2012):
        serials = {
            document.version.number: code.serial
            for document in documents
            for code in document.codes
            if code.series == "ENFOCUSTOM" and document.version.year == year
        }
        assert serials, year
        in_order = [serials[number] for number in sorted(serials)]
        assert in_order == sorted(in_order)
    eighteen = {d.key for d in documents for code in d.codes if (code.series, code.serial) == ("ENFOCUSTOM", 18)}
    assert eighteen == {"ST-8096-2011-INIT", "ST-5932-2006-REV-1"}


def test_a_word_that_lost_its_hyphen_is_left_as_printed(action: Callable[[str], Action]) -> None:
    terms = action("5.3").terms
    assert terms is not None
    assert "wellorganised and structured" in terms.text.text


def test_a_subject_code_is_no_organisation(read_text: Read, fifth: Reading) -> None:
    text = fifth.source.text.replace("16759/1/09 REV 1 ENFOCUSTOM 133", "16759/1/09 REV 1 COPEN 133")
    found = next(action for action in read_text(text).actions if action.number == "5.5")
    assert "organisation/copen" not in [mention.target for mention in found.mentions]
