"""Questions of the catalogue in other words: who asks for the most gets the answer that counts, and no other."""

from __future__ import annotations

import pytest

from ccwp_kg.questions import Asked, NotAnswered, Reader, Ready
from ccwp_kg.search import Index
from support.commands import ROOT

ASKED = {
    "most-frequent-parties": [
        "who is named most often",
        "Which body is mentioned most frequently in the plan?",
        "which organisation takes part in most actions",
        "most frequent parties",
        "who appears in most of the actions",
    ],
    "documents-cited-by-several-actions": [
        "which documents are cited by several actions",
        "documents cited by more than one action",
        "which document is cited most",
        "Which documents are cited most often in the plan?",
        "most cited documents",
        "which document do most actions cite",
    ],
    "actions-without-parties": [
        "which actions have no concerned parties",
        "actions without parties",
        "which actions do not name any party?",
        "which action doesn’t name any party?",
    ],
    "actions-without-citations": [
        "which actions cite no document",
        "actions without citations",
        "actions that don't cite any document",
    ],
    "earlier-plans": ["previous action plans", "which earlier plans are named"],
    "plans-in-time": ["when was each plan valid"],
    "agencies-in-french": ["what are the agencies called in French"],
    "corrigenda": ["corrigenda"],
    "decisions-of-the-ccwp": ["which actions need approval", "actions that are subject to adoption"],
    "drafting-meetings": ["When did the drafting group get together", "when did the drafting group meet"],
    "acts-in-force": ["which acts are no longer in force", "which legal acts are still valid", "are any acts repealed"],
    "plans-held": ["list the plans", "how many plans are there", "show all plans", "which plans are named"],
    "leads-of-actions": ["which countries lead actions", "who leads the actions", "actions without a lead"],
    "abbreviations": ["what abbreviations are used", "acronyms", "what do the abbreviations stand for"],
}
NOT_ASKED = [
    # the same words about something else: what is counted, of what, and who does it to whom
    "which action has most parties",
    "which action names agencies most often",
    "which agency names most actions",
    "which plan has most actions",
    "which actions are not in the plan",
    "who drafted most plans",
    "who approves most actions",
    "which document cites most",
    "which documents cite most actions",
    "which action is cited most",
    "which document is cited least",
    "which document is cited most by plan 4",
    "which documents cite several actions",
    "which action is cited by several documents",
    "which documents are cited by more than three actions",
    "which parties have no action",
    "which documents cite no action",
    "who is in no action",
    "which actions have been approved",
    "which actions don't concern Europol",
    # of some kind of body, where all are counted
    "which agencies are in most actions",
    "Which agency appears in most actions?",
    "which agency is named most",
    "which institution is in most actions",
    # bounded, turned round, or of one body
    "is Europol in most actions",
    "which agencies are not in most actions",
    "which agency is in the least actions",
    "which agency is in most actions of plan 4",
    "which actions concern no agency but Europol",
    "which agencies are together in most actions",
    "what is the most important action",
    "where did the drafting group meet",
    "which countries do not lead actions",
    "which acts were in force in 2009",
    "how many plans cite 8282/3/08",
    "which plans are there on drugs",
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.of_folder(ROOT / "web" / "questions", examples=ROOT / "web" / "queries")


@pytest.mark.parametrize(("slug", "text"), [(slug, text) for slug, texts in ASKED.items() for text in texts])
def test_other_words_ask_a_question_of_the_catalogue(slug: str, text: str, reader: Reader, index: Index) -> None:
    asked = reader.read(text, index)
    assert isinstance(asked, Ready), asked
    assert (f"/questions/{slug}", {}) == (asked.path, asked.parameters)


@pytest.mark.parametrize("text", NOT_ASKED)
def test_no_other_question_is_answered_with_it(text: str, reader: Reader, index: Index) -> None:
    refused = reader.read(text, index)
    assert isinstance(refused, NotAnswered)
    assert refused.sentence.startswith(("Not read as a question", "“"))


def test_what_a_template_asks_stays_with_it(reader: Reader, index: Index) -> None:
    assert isinstance(reader.read("which actions concern Europol and OLAF", index), Asked)
    assert isinstance(reader.read("who drafted the plan", index), Asked)


def test_each_question_with_words_is_asked_by_its_own_wordings(reader: Reader) -> None:
    """A group of words for each part of the question; what is listed is found."""
    with_words = [example for example in reader.examples if example.cues]
    assert {example.slug for example in with_words} >= ASKED.keys()
    assert all(example.reading for example in with_words)
