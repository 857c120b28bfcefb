"""An indicator expects every decision that its words speak of; what is not understood is said."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.profile.load import expanded
from ccwp_kg.sources.records.records import Reading

RECEIVED, APPROVED, ADOPTED = "submission", "approval", "adoption"
REPORT, ANALYSIS, RECOMMENDED, PUBLISHED = "report", "analysis", "recommendations", "publication"


def expected(reading: Reading) -> list[tuple[str, str]]:
    (indicator,) = reading.actions[0].indicators
    return [(each.kind, each.by.removeprefix("organisation/")) for each in indicator.decisions]


@pytest.mark.parametrize(
    ("decisions", "words"),
    [
        ([(ADOPTED, "ccwp")], "Manual adopted by the CCWP"),
        ([(RECEIVED, "ccwp"), (ADOPTED, "ccwp")], "Manual presented to and adopted by the CCWP"),
        ([(RECEIVED, "ccwp"), (APPROVED, "ccwp")], "Manual submitted to and endorsed by the CCWP"),
        ([(RECEIVED, "ccwp"), (ADOPTED, "ccwp")], "Conclusions, submitted to the CCWP for adoption"),
        ([(ADOPTED, "council")], "Draft for adoption by the Council"),
        ([(RECEIVED, "ccwp"), (ADOPTED, "council")], "Draft sent to the CCWP for adoption by the Council"),
        ([(APPROVED, "ccwp")], "Rota for eleven passes, CCWP approval"),
        ([(APPROVED, "ccwp")], "Form endorsed by the CCWP"),
        ([(RECEIVED, "ccwp"), (APPROVED, "ccwp")], "List of goods, submitted to the CCWP with a view to its approval"),
        ([(RECEIVED, "ccwp"), (APPROVED, "cats")], "Report to the CCWP, approval by CATS"),
        ([(APPROVED, "ccwp"), (APPROVED, "cats")], "Report, approval by the CCWP and approval by CATS"),
        ([(RECEIVED, "ccwp")], "Findings laid before the CCWP"),
        ([(RECEIVED, "copen")], "Options to be forwarded to COPEN"),
        ([(RECEIVED, "cats")], "Yearly overview transmitted to CATS"),
        ([(RECEIVED, "ccwp")], "Recommendations, to be tabled at the CCWP"),
        ([(RECEIVED, "lewp")], "Presentation of the results to LEWP"),
    ],
)
def test_decisions(decisions: list[tuple[str, str]], words: str, small_plan: Callable[..., Reading]) -> None:
    assert decisions == expected(small_plan(indicators=f"(1) {words}."))


@pytest.mark.parametrize(
    ("covered", "undecided", "words"),
    [
        ([[REPORT, ANALYSIS, RECOMMENDED]], [], "Report, analysis and recommendations to the CCWP"),
        ([[REPORT, ANALYSIS, RECOMMENDED]], [], "Report, detailed analysis, recommendation to the CCWP"),
        ([[REPORT]], [1], "Analysis of risks, report to the CCWP"),  # the analysis has words of its own
        ([[REPORT], [RECOMMENDED]], [], "Report to the CCWP, recommendations to CATS"),
        ([[REPORT], [RECOMMENDED]], [], "Report to the CCWP and recommendations to CATS"),
        ([[REPORT], [REPORT]], [], "Report to the CCWP, approval by CATS"),  # derived
        ([[REPORT], [REPORT]], [2], "Report to the CCWP, approval by the CCWP; publication of a handbook"),
        ([[REPORT, ANALYSIS]], [], "Report; analysis; approval by the CCWP"),  # derived
        ([[REPORT]], [], "Presentation of the report to the CCWP"),
        ([[REPORT]], [2], "Approval by the CCWP of the report, publication"),
        ([[]], [], "Approval by the CCWP"),
        ([[]], [1], "Approval by the CCWP, report"),  # nothing says what it is on
        ([], [1, 2], "Reports, publication of handbooks"),
        ([], [], "Overview table of recommendations and their follow-up"),  # which others made
        ([], [1], "Report, summaries of the recommendations"),
    ],
)
def test_products(
    covered: list[list[str]], undecided: list[int], words: str, small_plan: Callable[..., Reading]
) -> None:
    """A decision is on the products in its words, else on those before; others are expected without a body."""
    (indicator,) = small_plan(indicators=f"(1) {words}.").actions[0].indicators
    assert (covered, undecided) == (
        [[each.target.removeprefix("concept/") for each in decision.products] for decision in indicator.decisions],
        list(indicator.undecided),
    )


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["Report, analysis and recommendation to the CCWP", "approval by the CCWP"],
         "Report, analysis and recommendation to the CCWP, approval by the CCWP; Council Conclusion"),
        (["report to the CCWP"], "Assessment of sites, analysis of risks, report to the CCWP"),
        (["Report presented to and adopted by the CCWP", "adopted by the CCWP"],
         "Report presented to and adopted by the CCWP"),
        (["Report to the CCWP", "recommendations to CATS"], "Report to the CCWP and recommendations to CATS"),
        (["CCWP approval"], "Rota for eleven passes, CCWP approval"),
    ],
)  # fmt: skip
def test_own_words(texts: list[str], words: str, small_plan: Callable[..., Reading]) -> None:
    """A decision stands on its own words, and says where its products are derived."""
    reading = small_plan(indicators=f"(1) {words}.")
    (indicator,) = reading.actions[0].indicators
    assert texts == [each.text.text for each in indicator.decisions]
    for decision in indicator.decisions:
        (span,) = decision.text.spans
        assert decision.text.text == " ".join(reading.source.exact(span).split())
        named = any(each.printed.text in decision.text.text for each in decision.products)
        derived = None if named or not decision.products else "decision.products-before"
        assert derived == decision.text.rule


def test_the_name_of_a_product_names_nobody(small_plan: Callable[..., Reading]) -> None:
    """Of Council Conclusions the Council is not said to be told, and it is not left over as not understood."""
    reading = small_plan(indicators="(1) Report to the CCWP, Council Conclusions.")
    assert [(RECEIVED, "ccwp")] == expected(reading)
    (action,) = reading.actions
    assert "organisation/council" not in {each.target for each in action.mentions if each.field == "indicator/1"}
    assert "decision-not-understood" not in {issue.code for issue in reading.issues}


@pytest.mark.parametrize(
    ("noted", "words"),
    [
        (False, "List of parcels"),
        (True, "List of approved scanners"),  # of no body
        (True, "Opinion of COPEN"),  # of no decision that is known
        (True, "Manual adopted by the steering group"),  # by nobody that is known
        (True, "Report to the CCWP, approval"),  # by nobody at all, beside a decision that is understood
    ],
)
def test_no_decision(noted: bool, words: str, small_plan: Callable[..., Reading]) -> None:
    reading = small_plan(indicators=f"(1) {words}.")
    assert expected(reading) == ([(RECEIVED, "ccwp")] if "to the CCWP" in words else [])
    assert ("decision-not-understood" in {issue.code for issue in reading.issues}) == noted


@pytest.mark.parametrize(
    ("decisions", "terms"),
    [
        ([("submission", ["report"], "Experts will report on their work to CATS")],
         "Much is new. Experts will report on their work to CATS every two years."),
        ([("submission", ["report"], "the report will be presented to the CCWP")],
         "If all goes well, the report will be presented to the CCWP."),
        ([("approval", [], "it should be approved by the CCWP")],
         "The analysis is done; it should be approved by the CCWP."),
        ([], "The report was presented to the CCWP in 2010, which approved the recommendations to CATS."),  # it is past
    ],
)  # fmt: skip
def test_running_text_announces_decisions(
    decisions: list[tuple[str, list[str], str]], terms: str, small_plan: Callable[..., Reading]
) -> None:
    """Terms of reference tell of the past, too; a decision is on nothing that only another sentence names."""
    (action,) = small_plan(terms=terms).actions
    assert action.terms is not None
    found = action.terms.decisions
    products = [[each.target.removeprefix("concept/") for each in decision.products] for decision in found]
    assert decisions == [(each.kind, named, each.text.text) for each, named in zip(found, products, strict=True)]


def test_an_outcome_may_be_a_report(small_plan: Callable[..., Reading]) -> None:
    (outcome,) = small_plan(outcomes="(1) Final report to the CCWP.").actions[0].outcomes
    assert [(RECEIVED, "organisation/ccwp")] == [(each.kind, each.by) for each in outcome.decisions]


@pytest.mark.parametrize(
    ("recurrence", "terms"),
    [
        ("every two years", "Experts will report to CATS every two years."),
        (None, "Experts will report to CATS. They meet every two years."),
    ],
)
def test_a_rhythm_is_of_the_decision_right_before_it(
    recurrence: str | None, terms: str, small_plan: Callable[..., Reading]
) -> None:
    (action,) = small_plan(terms=terms).actions
    assert action.terms is not None
    (decision,) = action.terms.decisions
    assert recurrence == (decision.recurrence.passage.text if decision.recurrence is not None else None)
    assert (recurrence is None) == ("recurrence" in {each.kind for each in action.statements})


@pytest.mark.parametrize(
    ("reporter", "terms"),
    [
        ("organisation/europol", "Europol will report on its work to CATS."),
        ("organisation/europol", "If it can, Europol is to report back to CATS."),
        (None, "Experts will report to CATS."),
        (None, "Experts of Europol, as agreed, will report to CATS."),
        (None, "The report of Europol will be presented to CATS."),  # by whom, it does not say
    ],
)
def test_who_is_to_report(reporter: str | None, terms: str, small_plan: Callable[..., Reading]) -> None:
    (action,) = small_plan(terms=terms).actions
    assert action.terms is not None
    (decision,) = action.terms.decisions
    assert reporter == (decision.reporter.target if decision.reporter is not None else None)
    assert decision.reporter is None or decision.reporter.printed.text == "Europol"


def test_choices_in_a_form() -> None:
    """Every choice is made in every bracket; a bracket without a choice is printed."""
    assert expanded("(a|b) to (the |){agent} (1)") == (
        "a to the {agent} (1)",
        "a to {agent} (1)",
        "b to the {agent} (1)",
        "b to {agent} (1)",
    )


def test_what_is_done_with_a_product(small_plan: Callable[..., Reading]) -> None:
    """The words of a product begin with what is done with it, and that is no product beside it."""
    words = "Report to the CCWP; preparation, publication and distribution of practical guides"
    (indicator,) = small_plan(indicators=f"(1) {words}.").actions[0].indicators
    printed = [indicator.products[place - 1].printed.text for place in indicator.undecided]
    assert printed == ["preparation, publication and distribution of practical guides"]
    (indicator,) = small_plan(indicators="(1) Publication of the answers.").actions[0].indicators
    assert [each.printed.text for each in indicator.products] == ["Publication"]
