"""What the reader's tests share: the profile, a lexicon of its own, and the fifth plan as read with both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ccwp_kg.sources.intake.text_file import load_source
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.profile.profile import SERIES, Lexicon, LexiconEntry, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.recognition.scan import Grammar, Scan
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText, Span
from ccwp_kg.sources.text.dates import Calendar
from ccwp_kg.sources.text.flow import Flow

ROOT = Path(__file__).parents[2]

FORMS = {
    "organisation/ccwp": ("CCWP", "Customs Cooperation Working Party"),
    "organisation/cats": ("CATS", "Article 36 Committee"),
    "organisation/com": ("COM", "the Commission"),
    "organisation/council": ("Council",),
    "organisation/dg-taxud": ("DG TAXUD", "DG Taxud"),
    "organisation/dg-home": ("DG Home",),
    "organisation/olaf": ("OLAF",),
    "organisation/europol": ("Europol",),
    "organisation/eurojust": ("Eurojust",),
    "organisation/frontex": ("FRONTEX", "Frontex"),
    "organisation/cepol": ("CEPOL",),
    "organisation/wco": ("WCO", "World Customs Organisation"),
    "organisation/lewp": ("LEWP",),
    "organisation/copen": ("COPEN",),
    "organisation/customs-union-group": ("Customs Union Group",),
    "country/BEL": ("Belgium", "BE"),
    "country/GRC": ("Greece", "EL"),
    "country/MLT": ("Malta", "MT"),
    "group/eu-jha-agencies": ("EU JHA agencies",),
    "group/parties-at-the-external-borders": ("Parties at the external borders",),
    "group/border-guards": ("border guards",),
    "act/naples-ii": ("Naples II Convention", "Naples II"),
    "act/council-resolution-2009": (
        "Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation",
        "Resolution of 23 October 2009 on a reinforced strategy for customs cooperation",
    ),
    "act/council-resolution-2003": ("Resolution of 2 October 2003 on a strategy for customs cooperation",),
    "act/revised-strategy-2009": (
        "revised strategy for customs cooperation in the third pillar",
        "revised strategy for customs cooperation",
    ),
    "act/treaty-of-lisbon": ("Treaty of Lisbon",),
    "act/stockholm-programme": ("Stockholm Programme",),
    "act/hague-programme": ("Hague Programme",),
    "concept/afis-mab": ("AFIS MAB",),
    "concept/belgian-presidency": ("Belgian Presidency",),
    "concept/best-practice-guide": ("Best Practice Guide",),
    "concept/central-coordinating-unit": (
        "Central Coordinating Unit",
        "Central Coordinating Units",
        "Central Coordination Unit",
        "Central Coordination Units",
        "CCU",
    ),
    "concept/customs-2013": ("Customs 2013",),
    "concept/customs-union": ("Customs Union",),
    "concept/drafting-group": ("drafting group",),
    "concept/fclo": ("FCLO", "FCLOs"),
    "concept/joint-customs-operation": ("JCO", "JCOs"),
    "concept/joint-investigation-team": ("JIT",),
    "concept/memorandum-of-understanding": ("MOU", "MOUs"),
    "concept/single-window": ("single window",),
}
SUBJECT_CODES = ("COPEN", "CRIMORG", "ENFOCUSTOM", "ENFOPOL")


@pytest.fixture(scope="session")
def profile() -> Profile:
    """The profile of action plans."""
    return load_profile(ROOT / "data" / "profiles" / "action-plan.toml")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The names these tests need, whatever the curated data hold."""
    names = [LexiconEntry(form, target, target.partition("/")[0]) for target, forms in FORMS.items() for form in forms]
    return (*names, *(LexiconEntry(form, f"concept/{form.lower()}", SERIES) for form in SUBJECT_CODES))


@pytest.fixture(scope="session")
def calendar(profile: Profile) -> Calendar:
    """A reader of dates with the profile's words."""
    return Calendar(profile.words)


@pytest.fixture(scope="session")
def source() -> SourceText:
    """The fifth plan."""
    return load_source(ROOT / "data" / "sources" / "fifth-action-plan.txt")


@pytest.fixture(scope="session")
def fifth(source: SourceText, profile: Profile, lexicon: Lexicon) -> Reading:
    """The fifth plan as read."""
    return read(source, profile=profile, lexicon=lexicon)


@pytest.fixture
def flow() -> Callable[[str], Flow]:
    """Running text of a document that holds nothing else."""

    def make(text: str) -> Flow:
        return Flow(SourceText.of("made-up", text), [Span(0, len(text))])

    return make


@pytest.fixture
def scan(profile: Profile, lexicon: Lexicon, flow: Callable[[str], Flow]) -> Callable[[str], Scan]:
    """What is recognised in a text that stands alone, as terms of reference."""

    def make(text: str) -> Scan:
        made = flow(text)
        return Grammar.of(made.source, profile=profile, lexicon=lexicon).scan(made, field="terms-of-reference")

    return make


@pytest.fixture
def read_text(profile: Profile, lexicon: Lexicon) -> Callable[[str], Reading]:
    """The reading of a document given as characters."""

    def make(text: str) -> Reading:
        return read(SourceText.of("made-up", text), profile=profile, lexicon=lexicon)

    return make


SMALL_PLAN = """Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the {act}

{prose}ANNEX

Proposed action

6.1

{title}

Strategic objectives

{objectives}

Performance indicator

{indicators}

Possible outcome(s)

{outcomes}

Other concerned parties

{parties}

Terms of reference

{terms}
"""


@pytest.fixture
def small_plan(read_text: Callable[[str], Reading]) -> Callable[..., Reading]:
    """The reading of a plan of one action, whose cells are as usual but for those given."""

    def make(**cells: str) -> Reading:
        usual = {
            "act": "revised strategy for customs cooperation",
            "prose": "",
            "title": "To examine small parcels",
            "objectives": "To find what is hidden",
            "indicators": "(1) List of parcels.",
            "outcomes": "(1) Fewer parcels are lost.",
            "parties": "- Europol.",
            "terms": "Parcels are small.",
        }
        return read_text(SMALL_PLAN.format(**usual | cells))

    return make
