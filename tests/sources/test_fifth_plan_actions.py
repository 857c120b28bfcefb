"""What the actions of the fifth plan say, cell by cell, each with the characters it stands on."""

from collections import Counter

import pytest

from ccwp_kg.sources.records.records import Reading
from support.readings import action_of, place

ADOPTED, APPROVED, RECEIVED = "adoption", "approval", "submission"


@pytest.mark.parametrize(
    ("number", "title", "objectives", "indicators", "outcomes", "parties", "named"),
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
    named: int,
    fifth: Reading,
) -> None:
    action = action_of(fifth, number)
    assert action.title is not None
    if title is not None:
        assert place(action.title) == title
    assert [each.objective for each in action.objectives] == objectives
    assert (len(action.indicators), len(action.outcomes), len(action.parties)) == (indicators, outcomes, parties)
    assert sum(len(party.named_parties) + len(party.examples) for party in action.parties) == named


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
        (RECEIVED, "Report, analysis and recommendations presented to and adopted by the CCWP", (7704, 7777), "5.1", 5),
        (ADOPTED, "adopted by the CCWP", (7758, 7777), "5.1", 5),
        (RECEIVED, "Report and recommendations presented to and adopted by the CCWP", (10081, 10144), "5.2", 1),
        (ADOPTED, "adopted by the CCWP", (10125, 10144), "5.2", 1),
        (RECEIVED, "Report, analysis, recommendation to the CCWP", (12356, 12400), "5.3", 1),
        (RECEIVED, "Report, analysis and recommendation to the CCWP", (15092, 15139), "5.4", 2),
        (APPROVED, "approval by the CCWP", (15141, 15161), "5.4", 2),
        (RECEIVED, "report to the CCWP", (17218, 17236), "5.5", 1),
        (RECEIVED, "Report, analysis and recommendation to the CCWP", (18798, 18845), "5.6", 1),
        (APPROVED, "approval by the CCWP", (18847, 18867), "5.6", 1),
        (RECEIVED, "Report, analysis and recommendation to the CCWP", (20179, 20226), "5.7", 1),
        (APPROVED, "approval by the CCWP", (20228, 20248), "5.7", 1),
        (RECEIVED, "Report, analysis and recommendation to the CCWP", (21985, 22032), "5.8", 1),
        (APPROVED, "approval by the CCWP", (22034, 22054), "5.8", 1),
        (RECEIVED, "Report, analysis and recommendation to the CCWP", (25936, 25983), "5.10", 1),
        (APPROVED, "approval by the CCWP", (25985, 26005), "5.10", 1),
    ],
)
def test_decisions(
    *, decision: str, words: str, at: tuple[int, int], number: str, position: int, fifth: Reading
) -> None:
    """A submission counts beside an approval; what is presented and adopted is both, each in its own words."""
    (found,) = (each for each in action_of(fifth, number).indicators[position - 1].decisions if each.kind == decision)
    assert (found.by, found.text.text, place(found.text)) == ("organisation/ccwp", words, at)


def test_no_other_indicator_names_a_deciding_body(fifth: Reading) -> None:
    deciding = [action.number for action in fifth.actions for each in action.indicators if each.decisions]
    assert deciding == ["5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7", "5.8", "5.10"]


@pytest.mark.parametrize(
    ("products", "number", "position"),
    [
        (["analysis"], "5.1", 1),
        ([], "5.1", 4),
        (["report", "analysis", "recommendations", "council-conclusions"], "5.6", 1),
        (["publication"], "5.9", 2),
        (["report", "analysis", "recommendations", "practical-guide"], "5.10", 1),
    ],
)
def test_products(products: list[str], number: str, position: int, fifth: Reading) -> None:
    found = action_of(fifth, number).indicators[position - 1].products
    assert [product.target for product in found] == [f"concept/{product}" for product in products]


@pytest.mark.parametrize(
    ("products", "number", "position"),
    [
        (["assessment", "analysis"], "5.5", 1),
        (["council-conclusions"], "5.6", 1),
        ([], "5.8", 1),
        (["practical-guide"], "5.10", 1),  # whose publication is no product
    ],
)
def test_products_of_which_no_body_is_named(products: list[str], number: str, position: int, fifth: Reading) -> None:
    """The Working Party approves no Council Conclusions and no practical guide."""
    indicator = action_of(fifth, number).indicators[position - 1]
    undecided = [indicator.products[at - 1].target for at in indicator.undecided]
    assert undecided == [f"concept/{product}" for product in products]
    assert set(undecided).isdisjoint(each.target for decision in indicator.decisions for each in decision.products)


@pytest.mark.parametrize(
    ("printed", "at", "named", "number", "position"),
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
    *, printed: str, at: tuple[int, int], named: list[str], number: str, position: int, fifth: Reading
) -> None:
    party = action_of(fifth, number).parties[position - 1]
    assert (party.printed.text, place(party.printed)) == (printed, at)
    assert [each.target.partition("/")[2] for each in (*party.named_parties, *party.examples)] == named
    assert len(party.examples) == (2 if "including" in printed else 0)


@pytest.mark.parametrize(
    ("kind", "words", "value", "datatype", "until", "about", "number"),
    [
        ("condition", "if necessary", None, None, None, None, "5.1"),
        ("condition", "After the needs for equipment will be identified", None, None, None, None, "5.1"),
        ("condition", "when protection of personal data is required", None, None, None, None, "5.4"),
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
        ("duration", "runs for three years", "P3Y", "duration", None, None, "5.9"),
        ("deadline", "meant to be finished by December 2012", "2012-12", "gYearMonth", None, None, "5.9"),
        (
            "recurrence",
            "every two years",
            "P2Y",
            "duration",
            None,
            None,
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


def test_the_steering_group_of_5_9_reports_once_per_presidency(fifth: Reading) -> None:
    terms = action_of(fifth, "5.9").terms
    assert terms is not None
    (decision,) = terms.decisions
    assert (decision.kind, decision.by, place(decision.text)) == (RECEIVED, "organisation/ccwp", (25260, 25414))
    assert decision.recurrence is not None
    assert (decision.recurrence.passage.text, place(decision.recurrence.passage)) == (
        "once per Presidency",
        (25415, 25434),
    )


def test_the_final_report_of_5_9_goes_to_the_working_party(fifth: Reading) -> None:
    expecting = [each for action in fifth.actions for each in action.outcomes if each.decisions]
    assert [place(decision.text) for each in expecting for decision in each.decisions] == [(23849, 23873)]
    assert [each.number for each in fifth.actions if each.terms and each.terms.decisions] == ["5.9"]


def test_actions_state_nothing_else(fifth: Reading) -> None:
    kinds = Counter(each.kind for action in fifth.actions for each in action.statements)
    once = ["pending", "operation-start", "recurrence", "duration", "deadline", "quantity"]
    assert kinds == dict.fromkeys(once, 1) | {"aim": 24, "condition": 3, "reported": 6, "reason": 12, "character": 7}
