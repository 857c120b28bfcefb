"""A cited document has the role its bracket or sentence gives it."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.actions.action_references import actions_in
from ccwp_kg.sources.actions.citations import citations_in
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.recognition.scan import Scan
from ccwp_kg.sources.records.records import Citation
from ccwp_kg.sources.text.prose import Punctuation

Make = Callable[[str], Scan]


def citations(scan: Scan, profile: Profile) -> tuple[Citation, ...]:
    punctuation = Punctuation(scan.flow.text, words=profile.words)
    actions = actions_in(scan, punctuation, profile=profile)
    return citations_in(scan, punctuation, profile=profile, actions=actions)


@pytest.mark.parametrize(
    ("roles", "text"),
    [
        (
            ["starting-point", "starting-point"],
            "(the recommendations of these could be used as starting points: 8282/3/08; 8351/2/09)",
        ),
        (["starting-point"], "The recommendations of Action 3.1 (8351/2/09) could be taken as starting points."),
        (["recommendations"], "According to the recommendations of Action 3.5 (16759/1/09), it could be explored"),
        (
            ["recommendations", "starting-point"],
            "(the recommendations of 8351/2/09) and more (12003/09 could serve as starting point)",
        ),
        (["basis"], "Following the conclusions (8096/11), the group meets"),
        (["basis"], "This Action is based on the “Report on trade 8282/3/08” which recommends"),
        (["quotation"], "The report (8282/3/08) recommended that ‘the CCWP should give guidance’."),
        (["report"], "Action [3.9] (14585/2/09) proposed a solution to this recommendation"),
        (["reference"], "Referring to the document 13858/2/07, more guidance is due"),
        (["reference", "recommendations"], "See 13858/2/07. The recommendations of 8351/2/09 count."),
    ],
)
def test_roles(roles: list[str], text: str, scan: Make, profile: Profile) -> None:
    assert [citation.role for citation in citations(scan(text), profile)] == roles


@pytest.mark.parametrize(
    ("regarding", "text"),
    [
        (["terrorism threat", None], "(starting points: 10238/2/04 REV 2 considering terrorism threat; 14667/3/07)"),
        (["waste, and its handling"], "(14667/3/07 considering waste, and its handling), the"),
        (["costs"], "Read 14667/3/07 considering costs. More follows"),
        (["CEPOL"], "(as regards CEPOL, the recommendations of 14583/3/09)"),
        ([None], "(as regards CEPOL), 14583/3/09"),
        ([None, "costs"], "Say (1) what to teach (see 8062/1/07), (2) how (14583/3/09 considering costs)."),
        ([None], "See this. Referring to the document 13858/2/07, more guidance is due. More follows"),
    ],
)
def test_subjects(regarding: list[str | None], text: str, scan: Make, profile: Profile) -> None:
    found = citations(scan(text), profile)
    assert [each.regarding.text if each.regarding else None for each in found] == regarding


def test_recommendations_singled_out(scan: Make, profile: Profile) -> None:
    (citation,) = citations(scan("used – 8351/2/09 REV 2 – recommendations 12 and\n14b); (4) how"), profile)
    assert [each.text for each in citation.recommendations] == ["12", "14b"]


@pytest.mark.parametrize(
    ("quoted", "text"),
    [
        (["need to act. Soon."], "Report (11684/10) drew attention to the ‘need to act. Soon.’ The end"),
        ([], "Report (11684/10) is called ‘need to act’"),
        ([], "The title drew attention to the ‘need’ of 11684/10"),
    ],
)
def test_quotations_need_a_lead_and_a_document_before_them(
    quoted: list[str], text: str, scan: Make, profile: Profile
) -> None:
    (citation,) = citations(scan(text), profile)
    assert [each.text for each in citation.quotations] == quoted


def test_the_later_of_two_documents_is_quoted(scan: Make, profile: Profile) -> None:
    first, second = citations(scan("After 7863/05 the report 8282/3/08 recommended that ‘all is well’"), profile)
    assert (len(first.quotations), len(second.quotations)) == (0, 1)


def test_a_title_printed_with_its_number_keeps_its_year(scan: Make, profile: Profile) -> None:
    (citation,) = citations(scan("based on the “Report on status (2007) 8282/3/08 REV 3” which"), profile)
    assert citation.title is not None
    assert citation.title.text == "Report on status (2007)"
    assert citation.document.version.year == 2008


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Council Conclusions on dogs",
            "See the Council Conclusions [to be] adopted on 11-12 April 2011 on dogs (8096/11)",
        ),
        (
            "Council Resolution concerning dogs",
            "the Council Resolution of 1 May 2011 concerning dogs (8096/11), a text",
        ),
        (None, "the Council Conclusions adopted on 11 April 2011 (8096/11)"),
        (None, "the Council Conclusions on 11 April 2011 on dogs (8096/11)"),
        (None, "the Council Conclusions adopted on 11 April 2011 on dogs (see 8096/11)"),
        (None, "the Council Conclusions adopted on 11 April 2011 on dogs (of a kind) and (8096/11)"),
        (None, "the report of 11 April 2011 on the Action 8 (8096/11)"),
    ],
)
def test_a_title_goes_on_behind_its_date(title: str | None, text: str, scan: Make, profile: Profile) -> None:
    (citation,) = citations(scan(text), profile)
    assert (citation.title.text if citation.title else None) == title


@pytest.mark.parametrize(
    ("pending", "text"),
    [
        ("[to be] adopted", "Following the Conclusions [to be] adopted on 11-12 April 2011 (8096/11), the"),
        (None, "Following the Conclusions adopted on 11-12 April 2011 (8096/11), the"),
    ],
)
def test_what_is_still_to_come(pending: str | None, text: str, scan: Make, profile: Profile) -> None:
    (citation,) = citations(scan(text), profile)
    assert (citation.pending.text if citation.pending else None) == pending
