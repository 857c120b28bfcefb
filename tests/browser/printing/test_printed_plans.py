"""A plan as a PDF and the same plan as text are read alike: the same things, the same values."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ccwp_kg.build import Inputs, shipped_lexicon, source_graph
from ccwp_kg.rdf.terms import iris
from ccwp_kg.sources.intake.receive import receive
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Reading
from siblings.judging.compare import wrong_values
from siblings.making.printed_page import page
from siblings.plans import DEVELOPMENT, sibling

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def profile(inputs: Inputs) -> Profile:
    return load_profile(inputs.data / "profiles" / "action-plan.toml")


@pytest.fixture(scope="module")
def lexicon(inputs: Inputs) -> Lexicon:
    return shipped_lexicon(inputs)


_PLACE = re.compile(r"/(statement|mention)/\d+-\d+")


def said(reading: Reading) -> set[tuple[str, ...]]:
    """What a reading says of the plan and of what it names; not where it stands, nor how it was read.

    A statement or mention is called after its place in the text; what it says of which thing is the same.
    """
    told = {
        tuple(_PLACE.sub(r"/\1", part) for part in (each.subject.value, each.predicate.value, str(each.object)))
        for each in source_graph(reading, document=iris.document("printed"), plan=iris.plan("printed")).triples
    }
    return {
        each for each in told if not any(place in part for place in ("/id/source/", "/id/reading/") for part in each)
    }


@pytest.mark.parametrize("name", ["seventh", "tenth", "eleventh"])
def test_positions_decide_what_the_text_mixes(
    name: str, browser: Any, tmp_path: Path, profile: Profile, lexicon: Lexicon
) -> None:
    """Every value is read, those too that the text of the table leaves open; a second reading takes the same text."""
    file = tmp_path / f"{name}-action-plan.pdf"
    printed = browser.new_page()
    printed.set_content(page(*DEVELOPMENT[name]))
    printed.pdf(path=str(file), prefer_css_page_size=True)
    printed.close()
    incoming = receive(file)
    assert incoming.content.decode() == incoming.source.text
    reading = read(incoming.source, profile=profile, lexicon=lexicon)
    assert [] == wrong_values(sibling(name), reading)
    if name == "seventh":
        text = tmp_path / f"{name}-action-plan.txt"
        text.write_bytes(sibling(name).text.encode())
        by_text = read(receive(text).source, profile=profile, lexicon=lexicon)
        assert set() == said(by_text) ^ said(reading)
        assert incoming == receive(file)
