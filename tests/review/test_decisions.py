"""What decisions change: the very statements they are about, by corrections; what cannot be has one sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from ccwp_kg.build import Inputs
from ccwp_kg.errors import ReviewRefused
from ccwp_kg.namespaces import CCWP, DCTERMS, ID, ORG, SKOS
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.terms import iris
from ccwp_kg.review.answers import Decision
from ccwp_kg.review.files import AnswersFile, answers_to
from ccwp_kg.review.review import Reviewed
from ccwp_kg.sources.records.records import Reading
from review.conftest import Decide

DOCUMENT, PLAN = iris.document("ST-8112-2012-INIT"), iris.plan(6)
CORRECTIONS = Path("corrections/plan.ttl")


def corrected(review: Reviewed) -> dict[str, tuple[str, set[str], set[str]]]:
    """Each correction by the end of its IRI: its thing and property, what gives way, what holds."""
    kept = review.kept(source=review.reading.source, document=DOCUMENT, plan=PLAN)
    said = TripleIndex.of_triples(kept.get(CORRECTIONS, ()))

    def values(iri: NamedNode, *names: str) -> set[str]:
        return {term.value.removeprefix(ID) for name in names for term in said.values(iri, CCWP.term(name))}

    return {
        iri.value.rpartition("/")[2]: (
            " ".join(sorted(values(iri, "correctedResource", "correctedProperty"))),
            values(iri, "replacedValue", "replacedThing"),
            values(iri, "correctValue", "correctThing"),
        )
        for iri in said.subjects()
    }


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (
            ("6.1 title", "change", "To compare  controls of boats"),
            {
                "action-6.1-title": (
                    {"To compare controls of pleasure boats in small harbours"},
                    {"To compare controls of boats"},
                )
            },
        ),
        (
            ("6.1 objectives 1", "change", "2"),
            {
                "action-6.1-objective-1-assigned-objective": ({"objective/2009/1"}, {"objective/2009/3"}),
                "action-6.1-objective-1-coverage": ({"concept/whole"}, {"concept/part"}),
                "action-6.1-pursues-objective": ({"objective/2009/1"}, set()),
            },
        ),
        (
            ("6.1 parties 1", "change", "COM; organisation/olaf; World Customs Organisation"),
            {
                "action-6.1-party-1-involved-party": ({"organisation/dg-taxud"}, {"organisation/wco"}),
                "action-6.1-concerns-party": ({"organisation/dg-taxud"}, {"organisation/wco"}),
            },
        ),
        (
            ("6.2 parties 1", "drop", ""),
            {
                "action-6.2-has-party-involvement": ({"plan/6/action/6.2/party/1"}, set()),
                "action-6.2-concerns-party": ({"organisation/europol"}, set()),
                "action-6.2-mentions": ({"organisation/europol"}, set()),
            },
        ),
        (
            ("6.1 indicators 2", "change", "Report presented"),
            {
                "action-6.1-indicator-2-text": ({"Report presented to and adopted by the CCWP"}, {"Report presented"}),
                "action-6.1-indicator-2-has-part": (
                    {"plan/6/action/6.1/indicator/2/decision/1", "plan/6/action/6.1/indicator/2/decision/2"},
                    set(),
                ),
                "action-6.1-mentions": ({"organisation/ccwp"}, set()),
            },
        ),
        (
            ("plan valid-until", "change", "2014-07-31"),
            {
                "plan-6-valid-until": ({"2014-06-30"}, {"2014-07-31"}),
                "period-end-date": ({"2014-06-30"}, {"2014-07-31"}),
            },
        ),
        (
            ("6.1 citation 1", "drop", ""),
            {
                "action-6.1-terms-of-reference-has-citation": (
                    {"plan/6/action/6.1/terms-of-reference/citation/ST-9120-2011-INIT"},
                    set(),
                ),
            },
        ),
        (("6.1 title", "right", ""), {}),
    ],
)
def test_a_decision_becomes_corrections(
    answer: tuple[str, str, str], expected: dict[str, tuple[set[str], set[str]]], decide: Decide
) -> None:
    found = {name: (gone, held) for name, (_, gone, held) in corrected(decide(answer)).items()}
    if answer[0] != "6.1 citation 1":
        assert found == expected
    assert expected.items() <= found.items()


def test_who_decided_stands_in_the_correction(decide: Decide) -> None:
    """A second role only where there was one; reasons of two decisions on one property stand together."""
    for second, roles in ((None, {"curator"}), ("reviewer", {"curator", "reviewer"})):
        review = decide(("6.1 parties 2", "drop", ""), ("6.1 parties 3", "drop", ""), second=second)
        kept = review.kept(source=review.reading.source, document=DOCUMENT, plan=PLAN)[CORRECTIONS]
        said = TripleIndex.of_triples(kept)
        (iri,) = said.subjects()
        assert roles == {t.value for name in ("authorRole", "reviewerRole") for t in said.values(iri, CCWP.term(name))}
        assert (second is None) == (not said.values(iri, DCTERMS.dateAccepted))
        assert "Why 3. Why 2." == said.values(iri, CCWP.reason)[0].value
        assert 2 == len(said.values(iri, CCWP.replacedThing)) == len(said.values(iri, CCWP.hasSpan))


def test_a_new_body_is_like_the_others_of_its_kind(decide: Decide) -> None:
    review = decide(
        ("body GENVAL", "new", "council-working-party; Working Party on General Matters; It evaluates."),
        ("body Interpol", "new", "international-organisation; International Criminal Police Organization"),
        ("body HDG", "same-as", "CCWP"),
        ("code COSI", "new", "Documents on internal security."),
    )
    organisations = TripleIndex.of_triples(review.curated[Path("curated/organisations.ttl")])
    genval, interpol = iris.thing("organisation/genval"), iris.thing("organisation/interpol")
    assert {"GENVAL"} == {each.value for each in organisations.literals(genval, CCWP.acronym)}
    assert organisations.is_a(genval, CCWP.WorkingParty)
    for whole in (DCTERMS.isPartOf, ORG.subOrganizationOf):
        assert [iris.thing("organisation/council")] == organisations.things(genval, whole)
    assert {"It evaluates."} == {each.value for each in organisations.literals(genval, SKOS.definition)}
    assert {"Interpol"} == {each.value for each in organisations.literals(interpol, SKOS.altLabel)}
    known = organisations.literals(iris.thing("organisation/ccwp"), SKOS.hiddenLabel)
    assert {"HDG"} == {each.value for each in known}
    (note,) = organisations.literals(iris.graph("curated/organisations"), DCTERMS.source)
    told = "GENVAL, Interpol, HDG: as the curator decided on 2026-11-28 in the review of 8112/12."
    assert note.value.startswith(told)
    concepts = TripleIndex.of_triples(review.curated[Path("curated/concepts.ttl")])
    assert {"COSI"} == {each.value for each in concepts.literals(iris.thing("concept/cosi"), SKOS.notation)}
    read = {
        party.printed.text: [each.target for each in party.named_parties] for party in review.reading.actions[0].parties
    }
    assert ["organisation/genval"] == read["GENVAL"]
    assert ["organisation/ccwp"] == read["HDG"]
    assert not [each for issue in review.reading.issues for each in issue.unknown if each in ("GENVAL", "HDG", "COSI")]


def test_decisions_fit_the_reading_with_the_new_names(decide: Decide) -> None:
    review = decide(
        ("body GENVAL", "new", "eu-agency; GENVAL"), ("6.1 parties 2", "change", "GENVAL; Europol"), second="reviewer"
    )
    found = corrected(review)
    assert (set(), {"organisation/europol"}) == found["action-6.1-party-2-involved-party"][1:]


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("line 2 (6.1 objectives 1): “7” is no objective of the plan; write", ("6.1 objectives 1", "change", "7")),
        ("line 2 (6.1 parties 1): “Nobody” names no party that is known", ("6.1 parties 1", "change", "Nobody")),
        ("line 2 (plan valid-from): “soon” is no day, month or year", ("plan valid-from", "change", "soon")),
        ("line 2 (plan valid-from): “2013-W01-1” is no day", ("plan valid-from", "change", "2013-W01-1")),
        ("line 2 (plan valid-from): it cannot be dropped", ("plan valid-from", "drop", "")),
        ("line 2 (6.1 number): it cannot be changed", ("6.1 number", "change", "6.9")),
        ("line 2 (6.1 number): it cannot be dropped", ("6.1 number", "drop", "")),
        ("line 2 (document number): say it with --document", ("document number", "change", "1/12")),
        ("line 2 (6.1 lead): no words stand there that could be understood otherwise", ("6.1 lead", "change", "COM")),
        ("line 2 (6.1 citation 1): it cannot be changed, only confirmed", ("6.1 citation 1", "change", "1/12")),
        ("line 2 (body GENVAL): write the value as kind; name", ("body GENVAL", "new", "GENVAL")),
        ("line 2 (body GENVAL): write the value as kind; name", ("body GENVAL", "new", "club; GENVAL")),
        ("line 2 (body GENVAL): write the value as kind; name", ("body GENVAL", "new", "eu agency; Working Party")),
        ("line 2 (body GENVAL): write the value as kind; name", ("body GENVAL", "new", "<eu-agency>; Working Party")),
        ("line 2 (body GENVAL): organisation/wco is there already", ("body GENVAL", "new", "eu-agency; WCO")),
        ("line 2 (body GENVAL): “Nobody” names no party that is known", ("body GENVAL", "same-as", "Nobody")),
        ("line 2 (code COSI): a series of codes is new or nothing", ("code COSI", "same-as", "ENFOCUSTOM")),
        ("line 2 (plan meetings 1): a correction cannot say this", ("plan meetings 1", "change", "2012-09-19")),
    ],
)  # fmt: skip
def test_what_cannot_be_has_one_sentence(sentence: str, answer: tuple[str, str, str], decide: Decide) -> None:
    with pytest.raises(ReviewRefused) as refused:
        corrected(decide(answer))
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("settled", "key"),
    [
        (["  settled: body Europol"], "body Europol"),
        (["  settled: code ENFOCUSTOM"], "code ENFOCUSTOM"),
        ([], "body GENVAL"),  # no list has it
        ([], "body Nobody"),  # nor does the plan
    ],
)
def test_an_answer_on_a_name_that_a_list_has_is_settled(
    settled: list[str], key: str, reading: Reading, inputs: Inputs
) -> None:
    """As where a plan is added again with the review that described its bodies."""
    decision = Decision(2, key, key.partition(" ")[2], "new", "eu-agency; A", "curator", None, date(2026, 11, 28), "")
    answers = answers_to(reading, AnswersFile(decisions=(decision,)), inputs=inputs, accept_new=False)
    assert settled == [each for each in answers.proposals if each.startswith("  settled")]
    assert answers.decisions == (() if settled else (decision,))
