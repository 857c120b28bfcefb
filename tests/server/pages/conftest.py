"""What tests of pages share: the graphs of the shipped plan, and those of a second one beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ccwp_kg.build import AddedDocument, Addition, Build, Inputs, shipped_lexicon, stage
from ccwp_kg.publish.release import write_release
from ccwp_kg.publish.texts import TextFiles
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.sources.intake.receive import Received
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.source_text import SourceText

SECOND = Path(__file__).parents[2] / "support" / "plans" / "silent.md"


@pytest.fixture(scope="session")
def second_built(inputs: Inputs, tmp_path_factory: pytest.TempPathFactory) -> tuple[Build, Path]:
    """The shipped plan, and a second one with empty cells, words that were not understood, and an action not held."""
    texts = TextFiles.of_package()
    prefixes, profile = read_prefixes(texts.prefixes), load_profile(inputs.data / "profiles" / "action-plan.toml")
    source = SourceText.of("silent", SECOND.read_text(encoding="utf-8"))
    reading = read(source, profile=profile, lexicon=shipped_lexicon(inputs))
    document = AddedDocument(name=source.name, rights="Invented for a test.")
    incoming = Received("text", source, source.text.encode())
    addition = Addition(document, iris.plan(6), incoming, reading, profile)
    data = tmp_path_factory.mktemp("silent")
    return stage(addition, inputs, data, prefixes=prefixes, progress=lambda _: None), data


@pytest.fixture(scope="session")
def two_plans(second_built: tuple[Build, Path]) -> NamedGraphs:
    return second_built[0].dataset


@pytest.fixture(scope="session", params=["one plan", "two plans"])
def release_held(
    request: pytest.FixtureRequest,
    published: Path,
    second_built: tuple[Build, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A release of one plan, and of two."""
    if request.param == "one plan":
        return published
    built, data = second_built
    folder = tmp_path_factory.mktemp("two_plans") / "release"
    texts = replace(TextFiles.of_package(), sources=data / "sources")
    write_release(folder, built.dataset, texts=texts, reports={}, layouts=built.layouts)
    return folder


@pytest.fixture(scope="session", params=["one plan", "two plans"])
def held(request: pytest.FixtureRequest, dataset: NamedGraphs, two_plans: NamedGraphs) -> NamedGraphs:
    return dataset if request.param == "one plan" else two_plans
