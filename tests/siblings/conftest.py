"""What the tests on invented plans share: the reader's profile, and the names that the curated data give it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from ccwp_kg.build.records.lexicon import lexicon as lexicon_of
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.profile.profile import Lexicon, Profile

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def profile() -> Profile:
    """The profile of action plans."""
    return load_profile(DATA / "profiles" / "action-plan.toml")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """Every name that the curated data know."""
    files = sorted((DATA / "curated").glob("*.ttl"))
    return lexicon_of(quad.triple for file in files for quad in pyoxigraph.parse(path=str(file)))
