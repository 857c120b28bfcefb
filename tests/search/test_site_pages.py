"""Pages of the site are found by their names and by what people call them, behind things of the documents."""

from __future__ import annotations

import tomllib

import pytest

from ccwp_kg.namespaces import ID, PUBLISHED
from ccwp_kg.search import Index, find, suggest
from ccwp_kg.search.index.words import folded
from support.commands import ROOT

PAGES = tomllib.loads((ROOT / "data/curated/search/pages.toml").read_text(encoding="utf-8"))["page"]


def found(index: Index, typed: str) -> list[str]:
    return [hit.iri.removeprefix(PUBLISHED) for hit in find(index, typed).hits[:3]]


@pytest.mark.parametrize("page", PAGES, ids=[page["path"] for page in PAGES])
def test_a_page_is_found_by_its_name_and_by_each_word_for_it(page: dict[str, str | list[str]], index: Index) -> None:
    path, words = page["path"], [word for language in page.values() if isinstance(language, list) for word in language]
    assert path == found(index, str(page["name"]))[0]
    assert [] == [word for word in words if path not in found(index, word)]
    assert len(words) == len(
        {(of, folded(word)) for of, each in page.items() if isinstance(each, list) for word in each}
    )
    assert str(page["holds"]).endswith(".")


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("how do I cite this", "cite/dataset"),
        ("license of the data", "about#sources"),
        ("how do I add a new plan", "add-a-plan"),
        ("download csv", "data"),
        ("list all actions", "actions"),
        ("which legal acts does the plan mention", "documents"),
    ],
)
def test_a_sentence_leads_to_a_page(typed: str, page: str, index: Index) -> None:
    assert page == found(index, typed)[0]


def test_a_page_stands_behind_what_documents_speak_of(index: Index) -> None:
    """The words of these pages are no names of them."""
    assert ["concept/data-protection", "plan/5/action/5.4"] == [
        each.removeprefix("id/") for each in found(index, "data protection")[:2]
    ]
    assert ID + "concept/reference" == find(index, "reference").hits[0].iri
    for typed in ("sources", "limits of cooperation", "eurovoc smuggling"):
        assert "page" != find(index, typed).hits[0].kind, typed


def test_the_word_for_a_page_is_not_corrected(index: Index) -> None:
    """“licence” is no misspelling of “silence”."""
    licence = find(index, "licence")
    assert (("page",), ()) == (tuple(hit.kind for hit in licence.hits), licence.corrected)
    assert (("licnece", "licence"),) == find(index, "licnece").corrected


def test_a_page_is_suggested(index: Index) -> None:
    assert "about#sources" in [hit.iri.removeprefix(PUBLISHED) for hit in suggest(index, "licen", most=8)]
