"""A profile that cannot be used is refused with what is wrong in it."""

import re
from pathlib import Path

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.profile.profile import Profile, load_profile

PROFILE = Path(__file__).parents[2] / "data" / "profiles" / "action-plan.toml"


def test_the_profile_is_read_whole(profile: Profile) -> None:
    assert profile.name == "action-plan"
    usual = ["title", "objectives", "indicators", "outcomes", "parties"]
    assert [column.name for column in profile.columns] == [*usual, "lead", "start", "status", "timetable"]
    assert (len(profile.words.ordinals), len(profile.words.months)) == (99, 12)
    assert dict(profile.words.quotes)["‘"] == "’"


@pytest.mark.parametrize(
    ("message", "find", "put"),
    [
        ("lacks 'name'", r'^name = "action-plan"$', ""),
        ("lacks 'slug'", r"^slug = \"deadline\"$", ""),
        ("mend the TOML", r"^\[layout\]$", "[layout"),
        ("not shaped as expected", r"^closing = .*$", 'closings = ";"'),
        ("nothing reads the key 'closings'", r"^closing = .*$", 'closing = ";"\nclosings = ";"'),
        ("not shaped as expected", r"^Y = .*$", "Y = 3"),
        ("'ANNEX' is no list", r"^annex = .*$", 'annex = "ANNEX"'),
        ("'3' is no int", r"^label_lines = .*$", 'label_lines = "3"'),
    ],
)
def test_a_broken_profile_is_refused(message: str, find: str, put: str, tmp_path: Path) -> None:
    text, changes = re.subn(find, put, PROFILE.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert changes == 1
    broken = tmp_path / "broken.toml"
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableDocument, match=message):
        load_profile(broken)


def test_a_missing_profile_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"there is no profile nothing\.toml; name a file of data/profiles"):
        load_profile(tmp_path / "nothing.toml")
