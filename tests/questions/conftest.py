"""What tests of questions share: the templates of this checkout, and the index and store of a release."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from ccwp_kg.query import check
from ccwp_kg.query.guard import Limits
from ccwp_kg.questions import Asked, Outcome, Template, answer, ask, catalogue
from ccwp_kg.search import FILE, Index
from ccwp_kg.store import EmbeddedStore
from support.commands import ROOT


@pytest.fixture(scope="session")
def index(published: Path) -> Iterator[Index]:
    opened = Index.of_file(published / FILE)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def templates() -> Mapping[str, Template]:
    """The templates of this checkout by their slugs, in their order."""
    return {template.slug: template for template in catalogue(ROOT / "web" / "questions")}


@pytest.fixture(scope="session")
def put(templates: Mapping[str, Template], index: Index) -> Callable[[str, Mapping[str, str]], Outcome]:
    """Asks a template, by its slug, with values."""
    return lambda slug, values: ask(templates[slug], values, index)


@pytest.fixture(scope="session")
def answered(
    put: Callable[[str, Mapping[str, str]], Outcome], release_store: EmbeddedStore
) -> Callable[[str, Mapping[str, str]], str]:
    """The sentence that answers a template with values."""

    def sentence(slug: str, values: Mapping[str, str]) -> str:
        asked = put(slug, values)
        assert isinstance(asked, Asked), asked
        return answer(asked, release_store.rows(check(asked.query, limits=Limits()).text)).sentence

    return sentence
