"""What the fifth plan cites and names, and that every word of it is accounted for."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Reading
from support.readings import action_of, place

ADOPTED, APPROVED, RECEIVED = "adoption", "approval", "submission"


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
        (None, 7),  # the points of what the CCWP is to examine are aims
        (None, 8),
    ],
)
def test_what_the_documents_of_5_3_are_good_for(regarding: str | None, position: int, fifth: Reading) -> None:
    terms = action_of(fifth, "5.3").terms
    assert terms is not None
    citation = terms.citations[position - 1]
    assert (citation.regarding.text if citation.regarding else None) == regarding
    assert [each.text for each in citation.recommendations] == (["12", "14b"] if position == 7 else [])


def test_the_title_of_the_conclusions_stands_around_their_date(fifth: Reading) -> None:
    terms = action_of(fifth, "5.2").terms
    assert terms is not None
    assert (title := terms.citations[0].title) is not None
    assert title.text.startswith("Council Conclusions on the contribution of the customs authorities")
    assert [(span.start, span.end) for span in title.spans] == [(10697, 10716), (10753, 10910)]


def test_words_that_only_refer_tell_the_role_reference(fifth: Reading) -> None:
    terms = action_of(fifth, "5.5").terms
    assert terms is not None
    assert (words := terms.citations[1].role_words) is not None
    assert (words.text, place(words)) == ("Referring to", (18041, 18053))


@pytest.mark.parametrize(
    ("plans", "number"),
    [
        ([("plan/1", (21323, 21340))], "5.7"),
        ([("plan/3", (25485, 25490)), ("plan/4", (25495, 25514))], "5.9"),
        ([("plan/4", (26262, 26280)), ("plan/1", (27498, 27515)), ("plan/2", (27786, 27804))], "5.10"),
    ],
)
def test_plans_in_terms_of_reference_are_mentioned(
    plans: list[tuple[str, tuple[int, int]]], number: str, fifth: Reading
) -> None:
    found = [each for each in action_of(fifth, number).mentions if each.kind == "plan"]
    assert [(each.target, place(each.printed)) for each in found] == plans


def test_a_point_of_an_act_is_part_of_its_mention(fifth: Reading) -> None:
    """A number behind the name of an act is no number that is not understood."""
    (point,) = (each.point for each in action_of(fifth, "5.10").mentions if each.point is not None)
    assert (point.text, place(point)) == ("3.3(q)", (27952, 27964))
    assert not [issue for issue in fifth.issues if issue.code == "number-not-understood"]


def test_council_documents_in_all(fifth: Reading) -> None:
    """24 documents in 29 mentions: 22 in the annex, 7 in footnotes; two corrigenda; three references to the Journal."""
    cited = [c.document for action in fifth.actions if action.terms for c in action.terms.citations]
    noted = [note.document for note in fifth.plan.footnotes if note.document]
    assert (len(cited), len(noted)) == (22, 7)
    assert len({document.key for document in [*cited, *noted]}) == 24
    assert [version.label for document in cited for version in document.also_cited] == [
        "15653/1/10 REV 1 COR 1",
        "6285/06 COR 1",
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
