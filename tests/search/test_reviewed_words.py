"""The reviewed words: each has a reason, is no name, and leads to its thing; none of them is stated as a fact."""

from __future__ import annotations

import tomllib

import pytest

from ccwp_kg.kinds import SEARCHED_BY_NAME
from ccwp_kg.languages import LANGUAGES
from ccwp_kg.namespaces import ID
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.search import Index, find
from ccwp_kg.search.index.words import folded
from support.commands import ROOT

FOLDER = ROOT / "data/curated/search"
ENTRIES = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
BY_THING = {entry["thing"]: entry for entry in ENTRIES["entry"]}


def words_of(entry: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, word) for language, words in entry.items() if isinstance(words, list) for word in words]


def test_each_entry_has_a_reason_and_languages_that_exist() -> None:
    assert 50 <= len(BY_THING) == len(ENTRIES["entry"])
    for entry in [*ENTRIES["entry"], *ENTRIES["kind"]]:
        said = words_of(entry)
        assert entry["why"].endswith(".")
        assert {language for language, _ in said} <= LANGUAGES.keys()
        assert said
        assert len(said) == len({(language, folded(word)) for language, word in said}), entry
    assert {entry["kind"] for entry in ENTRIES["kind"]} <= SEARCHED_BY_NAME.keys()


@pytest.mark.parametrize("thing", BY_THING)
def test_a_word_is_no_name_and_leads_to_its_thing(thing: str, index: Index) -> None:
    with index.reading() as database:
        rows = database.execute(
            "SELECT entry.folded FROM entry JOIN thing ON thing.id = entry.thing WHERE iri = ? AND is_name",
            (ID + thing,),
        )
        names = {name for (name,) in rows}
    assert names
    for _, word in words_of(BY_THING[thing]):
        assert folded(word) not in names, word
        assert ID + thing in [hit.iri for hit in find(index, word).hits[:5]], word


def test_no_word_of_the_search_is_a_statement(dataset: NamedGraphs) -> None:
    """They are how people ask, and what nobody said of the thing."""
    stated = {str(triple.object) for triples in dataset.graphs.values() for triple in triples}
    assert '"Tobacco smuggling"@en' in stated
    assert not {f'"{word}"@{language}' for language, word in words_of(BY_THING["concept/tobacco-smuggling"])} & stated


def test_languages_are_those_of_the_words(index: Index) -> None:
    assert {"de", "en", "es", "fr", "it", "nl", "pl"} == set(index.languages["search-word"])
    assert {"en", "fr"} <= set(index.languages["vocabulary-name"])
    assert 24 <= len(index.languages["name"])
