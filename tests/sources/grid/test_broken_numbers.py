"""The number of an action in a cell that is too narrow for it."""

from __future__ import annotations

from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from support.formats.printed_pages import page, source_of, table


def test_a_number_over_two_lines_of_a_cell_opens_an_action(profile: Profile, lexicon: Lexicon) -> None:
    """Else the whole table would be recovered cell after cell."""
    source = source_of(
        page(
            (50, 20, "Action Plan 2016–2017 on customs cooperation"),
            (50, 60, "ANNEX"),
            *((55, 105, "No"), (105, 105, "Action title"), (305, 105, "Lead")),
            *((55, 125, "Action"), (55, 140, "1"), (105, 125, "Parcels"), (305, 125, "BE")),
            *((55, 165, "Action"), (55, 180, "2"), (105, 165, "Letters"), (305, 165, "MT")),
            tables=[table((50, 100, 300, 400), (100, 120, 160, 200))],
        )
    )
    reading = read(source, profile=profile, lexicon=lexicon)
    assert [("1", "Parcels", "BE"), ("2", "Letters", "MT")] == [
        (each.number, each.title and each.title.text, each.lead and each.lead.printed.text) for each in reading.actions
    ]
    assert ("rules", []) == (reading.table, [each for each in reading.issues if each.code == "words-unread"])
