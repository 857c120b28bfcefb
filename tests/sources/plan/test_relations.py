"""What the prose says of two things: only where it names both, and only in words that say it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ccwp_kg.sources.records.records import Plan, Reading
from ccwp_kg.sources.records.source_text import SourceText
from support.readings import place

Said = list[tuple[str, str, str, str]]
Read = Callable[[str], Plan]
NOTED = "The report of the CCWP1 {}.\n\n1 11801/4/10 REV 4 ENFOCUSTOM 65."
REPORT = "document/ST-11801-2010-REV-4"


@pytest.fixture
def read(source: SourceText, read_text: Callable[[str], Reading]) -> Read:
    """The plan as read from some prose before the fifth plan's annex, of which one action is enough."""
    annex = source.text[source.text.index(" ANNEX\n") : source.text.index("\n5.2\n")]
    return lambda prose: read_text(f"Draft Fifth Action Plan of the CCWP\n\n{prose}\n{annex}").plan


def said(plan: Plan) -> Said:
    return [(each.kind, each.about, each.other, each.words.text) for each in plan.relations]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("prepared by the drafting group", [("preparation", REPORT, "concept/drafting-group", "drafting group")]),
        (
            "prepared by the Commission and discussed by CATS",
            [
                ("preparation", REPORT, "organisation/com", "the Commission"),
                ("discussion", REPORT, "organisation/cats", "CATS"),
            ],
        ),
        ("prepared by an unknown body", []),
        ("was good, and the text prepared by the drafting group was too", []),
    ],
)
def test_who_prepared_and_discussed_a_noted_document(words: str, expected: Said, read: Read) -> None:
    """Only in words right behind its mark, or behind such words."""
    assert said(read(NOTED.format(words))) == expected


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("Below is the Fifth Action Plan as prepared by the drafting group.", ["concept/drafting-group"]),
        ("Below is the report as prepared by the drafting group.", []),
        ("Below is the Fourth Action Plan as prepared by the drafting group.", []),
        ("Below is the Fifth Action Plan. It follows the report as prepared by the drafting group.", []),
    ],
)
def test_who_prepared_the_document(prose: str, expected: list[str], read: Read) -> None:
    """In a sentence that names its plan."""
    relations = read(prose).relations
    assert [(each.kind, each.about, each.other) for each in relations] == [
        ("preparation", "document", other) for other in expected
    ]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("CATS will find attached the text.", [("audience", "document", "organisation/cats", "CATS")]),
        ("The CCWP met. For the attention of CATS.", [("audience", "document", "organisation/cats", "CATS")]),
        ("It hopes that CATS will find an agreement.", []),
        ("Everybody will find below the text.", []),
        (
            "In its Resolution of 23 October 2009 on a reinforced strategy for customs cooperation the Council agreed.",
            [("issue", "act/council-resolution-2009", "organisation/council", "Council")],
        ),
        ("The Resolution of 23 October 2009 on a reinforced strategy for customs cooperation helps the Council.", []),
        (
            "The Council noted the use of its Resolution of 2 October 2003 on a strategy for customs cooperation.",
            [("issue", "act/council-resolution-2003", "organisation/council", "Council")],
        ),
        (
            "The Council told CATS of its Resolution of 2 October 2003 on a strategy for customs cooperation.",
            [],  # whose it is, one cannot tell
        ),
        (
            "Border guards know its Resolution of 2 October 2003 on a strategy for customs cooperation.",
            [],
        ),
    ],
)
def test_for_whom_it_is_and_who_passed_an_act(prose: str, expected: Said, read: Read) -> None:
    """Only at the start of a sentence, and in words that say whose act it is."""
    assert said(read(prose)) == expected


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("The new Action Plan has to reflect the Stockholm Programme.", ["Stockholm Programme"]),
        (
            "The Fifth Action Plan takes into account the entry into force of the Treaty of Lisbon, the adoption of "
            "the Stockholm Programme and the Naples II Convention.",
            ["Treaty of Lisbon", "Stockholm Programme", "Naples II Convention"],
        ),
        (
            "Therefore, this Action Plan takes into account what is most urgent in the field of the single "
            "window, including the protection of the Customs Union.",
            ["the single window", "the protection of the Customs Union"],
        ),
        (
            "The Action Plan reflects the Treaty of Lisbon, and the CCWP met under the Stockholm Programme.",
            ["Treaty of Lisbon"],
        ),
        ("The Action Plan reflects the views of Europol and the Treaty of Lisbon.", []),
        ("The Action Plan reflects the Treaty of Lisbon as amended.", []),
        ("The Fourth Action Plan takes into account the Treaty of Lisbon.", []),
        ("The author of the Action Plan takes into account the Treaty of Lisbon.", []),
        ("The Action Plan begins. The CCWP takes into account the Treaty of Lisbon.", []),
    ],
)
def test_what_the_plan_takes_into_account(prose: str, expected: list[str], read: Read) -> None:
    """Known things in a list right behind words that say so, and whose subject is the plan: no other, and no guess."""
    relations = read(prose).relations
    assert [each.words.text for each in relations] == expected
    assert {(each.kind, each.about) for each in relations} <= {("consideration", "plan")}


@pytest.mark.parametrize(
    ("prose", "is_basis"),
    [
        ("On the basis of the report1, the Action Plan has more actions.", True),
        ("On the basis of the report1, the CCWP met.", False),
        ("In the light of the report1, the Action Plan has more actions.", False),
        ("On the basis of the meeting and the report1, the Action Plan has more actions.", False),
    ],
)
def test_the_noted_document_that_the_plan_rests_on(prose: str, *, is_basis: bool, read: Read) -> None:
    plan = read(f"{prose}\n\n1 11801/4/10 REV 4 ENFOCUSTOM 65.")
    assert said(plan) == ([("basis", "plan", REPORT, "report")] if is_basis else [])


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        (
            "The revised strategy for customs cooperation, which aims to implement the Naples II Convention, is new.",
            [("implementation", "act/revised-strategy-2009", "act/naples-ii", "Naples II Convention")],
        ),
        ("The CCWP, which aims to implement the Naples II Convention, met.", []),
        (
            "Under the Stockholm Programme, the CCWP reviewed the Third Action Plan.",
            [("review-basis", "plan/3", "act/stockholm-programme", "Stockholm Programme")],
        ),
        ("Under the Stockholm Programme, the drafters reviewed the Third Action Plan.", []),
        (
            "The CCWP reviewed the Third Action Plan during the Belgian Presidency in 2010.",
            [("review-time", "plan/3", "concept/belgian-presidency", "Belgian Presidency")],
        ),
        ("The CCWP reviewed the Third Action Plan during the summer.", []),
    ],
)
def test_relations_of_acts(prose: str, expected: Said, read: Read) -> None:
    assert said(read(prose)) == expected


def test_what_the_document_asks_of_bodies(read: Read) -> None:
    """Each request with its own words, in the order of the text."""
    plan = read(
        "The CCWP is invited to agree to this document and to forward it to CATS for approval.\n\n"
        "The CCWP is invited to approve the Fifth Action Plan. Nobody is invited to approve more. The mandate of a "
        "group is adopted by the CCWP. The mandate of each project group, which CATS knows, was adopted by the CCWP."
    )
    assert [(each.kind, each.by, each.text.text) for each in plan.decisions] == [
        ("agreement", "organisation/ccwp", "The CCWP is invited to agree to this document"),
        ("approval", "organisation/cats", "forward it to CATS for approval"),
        ("approval", "organisation/ccwp", "The CCWP is invited to approve the Fifth Action Plan"),
        ("adoption", "organisation/ccwp", "The mandate of a group is adopted by the CCWP"),
    ]
    assert [each.target for each in plan.addressed_to] == ["organisation/ccwp", "organisation/ccwp"]


def test_relations_of_the_fifth_plan(fifth: Reading) -> None:
    """With the lexicon of these tests; each stands on the words of the thing."""
    assert {(each.kind, each.about, each.other, place(each.words)) for each in fifth.plan.relations} == {
        ("preparation", "document", "concept/drafting-group", (379, 393)),
        ("preparation", REPORT, "concept/belgian-presidency", (3329, 3347)),
        ("discussion", REPORT, "organisation/ccwp", (3369, 3373)),
        ("issue", "act/council-resolution-2009", "organisation/council", (636, 643)),
        ("issue", "act/council-resolution-2003", "organisation/council", (1191, 1198)),
        ("basis", "plan", REPORT, (3083, 3310)),
        ("consideration", "plan", "act/treaty-of-lisbon", (2883, 2899)),
        ("consideration", "plan", "act/stockholm-programme", (2921, 2940)),
    }


@pytest.mark.parametrize(("words", "note"), [("of the Third Action Plan1", None), ("and the Third Action Plan1", 1)])
def test_a_footnote_to_a_part_of_an_earlier_plan_does_not_document_it(words: str, note: int | None, read: Read) -> None:
    (earlier,) = read(f"The draft takes account of the evaluation {words}.\n\n1 8284/08").earlier_plans
    assert earlier.footnote == note
