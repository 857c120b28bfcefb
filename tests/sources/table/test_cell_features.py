"""A cell tells by its words which column it may be of: a time, a country or body that leads, a state of play."""

import pytest

from ccwp_kg.sources.layout.text_lines import lay_out
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.source_text import SourceText
from ccwp_kg.sources.table.cell_features import LEAD, STATUS, TIMETABLE, CellFeatures, FeatureExtractor


def features_of(text: str, profile: Profile, lexicon: Lexicon) -> CellFeatures:
    source = SourceText.of("made-up", text)
    grammar = Grammar.of(source, profile=profile, lexicon=lexicon)
    return FeatureExtractor(grammar, (), (LEAD, STATUS, TIMETABLE)).features_of(
        lay_out(source, page_breaks=(), stays_on_page=bool).lines
    )


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (1.0, "January 2014"),
        (1.0, "until September\n2060"),
        (1.0, "from the first quarter of 2061"),
        (1.0, "not later than the end of 2014"),
        (1.0, "nine months"),
        (1.0, "six months from approval"),
        (0.9, "throughout the plan"),
        (0.5, "Seminar in May 2057 for ninety officers"),
        (0.0, "To examine small parcels"),
        (0.0, "the the the the the the the the the the the the the the the the the the the the the the the end"),
    ],
)
def test_times(time: float, text: str, profile: Profile, lexicon: Lexicon) -> None:
    assert features_of(text, profile, lexicon).get(TIMETABLE, 0.0) == time


@pytest.mark.parametrize(
    ("lead", "text"),
    [
        (1.0, "Greece"),
        (1.0, "Greece and Malta"),
        (1.0, "Europol"),  # a body that leads
        (0.0, "- Europol"),  # a list of parties
        (0.0, "Europol."),
        (0.0, "To examine small parcels"),
    ],
)
def test_who_leads(lead: float, text: str, profile: Profile, lexicon: Lexicon) -> None:
    assert features_of(text, profile, lexicon).get(LEAD, 0.0) == lead


@pytest.mark.parametrize(
    ("status", "text"), [(1.0, "under way"), (0.0, "January 2014"), (0.0, "Fewer parcels are lost.")]
)
def test_states_of_play(status: float, text: str, profile: Profile, lexicon: Lexicon) -> None:
    assert features_of(text, profile, lexicon).get(STATUS, 0.0) == status
