"""Sentences, footnotes and pages of documents are hits, each at its place; what names are for has none of them."""

from __future__ import annotations

import re

import pytest

from ccwp_kg.namespaces import ID
from ccwp_kg.search import Index, find, resembling, suggest
from support.commands import ROOT

TEXT = (ROOT / "data/sources/fifth-action-plan.txt").read_text(encoding="utf-8")


def words(text: str) -> str:
    return re.sub(r"[\s-]+", "", text)


SENTENCES = [
    "usually EU customs respond to the increased threats by organising JCOs",
    "the Fifth Action Plan takes into account the Council's priorities",
    "Single window, joint training in specific areas",
    "reports should be considered as preparatory documents",
    "customs has been the main gate-keeper",
]


@pytest.mark.parametrize("typed", SENTENCES)
def test_a_sentence_is_found_where_it_is_printed(typed: str, index: Index) -> None:
    """The span of the first passage holds exactly its words; a link leads to the span of its paragraph or cell."""
    hit = next(hit for hit in find(index, typed).hits[:3] if hit.kind == "passage")
    start, end = map(int, hit.iri.partition("#char=")[2].split(","))
    assert words(hit.words) == words(re.sub(r"(?<=[a-z])[0-9]{1,2}(?= )", "", TEXT[start:end]))
    begin, stop = map(int, hit.landing.partition("#char=")[2].split(","))
    assert begin <= start < end <= stop
    assert {piece.text.lower() for piece in hit.snippet if piece.is_hit} & set(typed.lower().split())
    assert hit.about is not None
    assert re.search(r", page [0-9]+$", hit.about)


@pytest.mark.parametrize(
    ("typed", "label", "place"),
    [
        ("footnote 9", "Footnote 9", "#char=3614,3638"),
        ("page 7", "Page 7", "#page-7"),
        ("Footnote 10", "Footnote 10", "#char=3640,3670"),
        ("note 10", "Footnote 10", "#char=3640,3670"),
        ("fn 10", "Footnote 10", "#char=3640,3670"),
        ("Fußnote 9", "Footnote 9", "#char=3614,3638"),
    ],
)
def test_footnotes_and_pages_have_their_places(typed: str, label: str, place: str, index: Index) -> None:
    first = find(index, typed).hits[0]
    assert (label, f"{ID}source/fifth-action-plan{place}") == (first.label, first.landing)


@pytest.mark.parametrize(
    ("typed", "longer"), [("footnote 1", "Footnote 10"), ("5.1", "Action 5.10"), ("page 1", "Page 10")]
)
def test_a_number_behind_a_word_is_a_whole_one(typed: str, longer: str, index: Index) -> None:
    assert longer not in [hit.label for hit in find(index, typed).hits]


def test_a_footnote_that_is_found_by_its_number_is_quoted(index: Index) -> None:
    first = find(index, "footnote 10").hits[0]
    assert "".join(piece.text for piece in first.snippet) == first.words == "11801/4/10 REV 4 ENFOCUSTOM 65"


def test_passages_can_be_looked_at_alone_and_are_not_suggested(index: Index) -> None:
    found = find(index, "recommendations", kind="passage")
    assert 5 <= found.total
    assert {"passage"} == {hit.kind for hit in found.hits}
    assert "passage" not in {hit.kind for hit in suggest(index, "recommendations of the project group", most=20)}


@pytest.mark.parametrize("typed", ["footnote 9", "cigarettes", "Tabakschmuggel", "Actions of OLAF", "computer crime"])
def test_only_own_names_tell_what_a_name_means(typed: str, index: Index) -> None:
    """Passages, questions, words for the search and names elsewhere are nothing that a table may be matched with."""
    found = resembling(index, typed, under=ID)
    assert [] == [match.thing.iri for match in found if match.is_meant or match.thing.kind in ("passage", "question")]
