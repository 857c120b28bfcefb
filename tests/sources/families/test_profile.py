"""A profile builds on others, and one that cannot be used is refused by file, key and cure."""

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.profile.slots import SLOTS
from ccwp_kg.sources.recognition.scan import Scan

PROFILES = Path(__file__).parents[3] / "data" / "profiles"
SHORT = """
name = "short"
party_joins = ["by"]
extends = "english"
publisher = "organisation/harbour"
rights = "Free."

[words]
plan = "Safety Plan"
plans = "Safety Plans"

[[columns]]
name = "title"
labels = ["Task", "(Name|Title) of the task"]
"""


def test_the_profile_is_read_whole(profile: Profile) -> None:
    assert profile.name == "action-plan"
    usual = ["title", "objectives", "indicators", "outcomes", "parties"]
    assert [column.name for column in profile.columns] == [*usual, "lead", "start", "status", "timetable", "work-area"]
    assert (len(profile.words.ordinals), len(profile.words.months)) == (99, 12)
    assert dict(profile.words.quotes)["‘"] == "’"


def test_a_profile_adds_to_the_tables_it_builds_on(tmp_path: Path, profile: Profile) -> None:
    """Its own words stand beside those of the language; what it does not have is empty."""
    copytree(PROFILES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "short.toml").write_text(SHORT, encoding="utf-8")
    short = load_profile(tmp_path / "short.toml")
    assert (short.words.plan, short.words.months) == ("Safety Plan", profile.words.months)
    assert [column.labels for column in short.columns] == [("Task", "Name of the task", "Title of the task")]
    assert (short.party_joins, profile.party_joins[0]) == (("by",), "and")
    assert (short.documents.register, short.acts.kinds, short.strategies) == ("", (), ())


def test_a_profile_elsewhere_builds_on_the_files_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "short.toml").write_text(SHORT, encoding="utf-8")
    assert load_profile(tmp_path / "short.toml", folder=PROFILES).publisher == "organisation/harbour"


@pytest.mark.parametrize(
    ("file", "find", "put", "message"),
    [
        ("action-plan", r'^name = "action-plan"$', "", "action-plan.toml, key name: it is missing; add it"),
        (
            "shared/eu-documents",
            r"^slug = \"deadline\"$",
            "",
            "eu-documents.toml, key statements.2.slug: it is missing; add it",
        ),
        ("shared/english", r"^\[layout\]$", "[layout", "english.toml cannot be read"),
        (
            "shared/english",
            r"^closing = .*$",
            'closings = ";"',
            "english.toml, key layout.closings: nothing reads this key; leave it out, or take one of page_breaks,",
        ),
        (
            "shared/english",
            r"^Y = .*$",
            "Y = 3",
            "english.toml, key words.units.Y: “3” is no list; give a list such as",
        ),
        (
            "shared/english",
            r"^annex = .*$",
            'annex = "ANNEX"',
            'key layout.annex: “ANNEX” is no list; give a list such as ["ANNEX"]',
        ),
        (
            "shared/english",
            r"^label_lines = .*$",
            'label_lines = "3"',
            "key layout.label_lines: “3” is not a whole number",
        ),
        (
            "action-plan",
            r'^name = "title"$',
            'name = "colour"',
            "action-plan.toml, key columns.1.name: “colour” is no column; take one of title, objectives,",
        ),
        (
            "action-plan",
            r"^extends = .*$",
            'extends = "latin"',
            "action-plan.toml, key extends: there is no latin.toml to build on; name a file of data/profiles/shared",
        ),
        (
            "action-plan",
            r"^extends = .*$",
            'extends = "../x"',
            "key extends: “../x” names no file; give the name of one of",
        ),
        ("shared/english", r"^\[layout\]$", "[cover.verbs.x]\n[layout]", "english.toml cannot be read"),
        ("action-plan", r"^extends = .*$", 'extends = "action-plan"', "builds on “action-plan”, which builds on it"),
        (
            "action-plan",
            r"^extends = .*$",
            "",
            "action-plan.toml, key publisher: it is missing; add it, or build on a file",
        ),
        (
            "action-plan",
            r"^of_plan = .*$",
            'of_plan = ["of the {plan}", "of {plann}"]',
            "action-plan.toml, key actions.of_plan.2: “{plann}” is no slot; take one of {agent}, {actor}, {act},",
        ),
        (
            "shared/english",
            r"\{agent\}, to be adopted",
            "{time}, to be adopted",
            "english.toml, key decisions.1.forms.7: “{time}” is no slot; take one of {agent},",
        ),
        (
            "shared/english",
            r'^beside = \["\{agent\}"\]$',
            'beside = ["{date}"]',
            "“{date}” is no slot; take one of {state}, {agent}, {action}, {document}, {time}",
        ),
        (
            "shared/english",
            r"by \{words\}",
            "by {word}",
            "“{word}” is no slot; take one of {words}",
        ),
        ("shared/english", r"with \{words\} in the lead", "with {words in the lead", "“{words in the lead” is no slot"),
    ],
)
def test_a_broken_profile_is_refused(file: str, find: str, put: str, message: str, tmp_path: Path) -> None:
    copytree(PROFILES, tmp_path, dirs_exist_ok=True)
    path = tmp_path / f"{file}.toml"
    text, changes = re.subn(find, put, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert changes == 1
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableDocument) as refused:
        load_profile(tmp_path / "action-plan.toml")
    assert message in str(refused.value)
    assert "\n" not in str(refused.value) or "cannot be read" in str(refused.value)


def test_a_missing_profile_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"there is no profile nothing\.toml; name a file of data/profiles"):
        load_profile(tmp_path / "nothing.toml")


HURTFUL = [
    # (words of the refusal, content of the file)
    ("nests deeper than any profile", "a = " + "[" * 2_000),
    ("nests deeper than any profile", "a = " + "{a=" * 2_000),
    ("nests deeper than any profile", ".".join("a" * 50_000) + " = 1"),
    ("nests deeper than any profile", "[" + " . ".join(['"a"'] * 30_000) + "]"),
    ("has a number of too many digits", "a = " + "9" * 5_000),
    ("a number of too many digits” is not a text", SHORT.replace('"short"', "0x" + "f" * 5_000)),
    ("stands for more than 1,000 phrases", SHORT.replace("(Name|Title)", "(a|b)" * 40)),
    ("has 200,001 bytes", "#" * 200_001),
]


@pytest.mark.parametrize(("words", "content"), HURTFUL)
def test_a_profile_made_to_hurt_is_refused(words: str, content: str, tmp_path: Path) -> None:
    """One sentence, in no more time than any other mistake takes."""
    path = tmp_path / "x.toml"
    path.write_text(content, encoding="utf-8")
    begun = time.monotonic()
    with pytest.raises(UnreadableDocument) as refused:
        load_profile(path, folder=PROFILES)
    assert words in str(refused.value)
    assert len(str(refused.value)) < 500
    assert time.monotonic() - begun < 2


def test_a_profile_that_is_no_file_is_refused(tmp_path: Path) -> None:
    """A pipe waits for nobody, and a device that never ends is not begun."""
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "device.toml").symlink_to("/dev/zero")
    for name in ("pipe", "device"):
        with pytest.raises(UnreadableDocument, match="is a device or a pipe"):
            load_profile(tmp_path / f"{name}.toml", folder=PROFILES)


@pytest.mark.parametrize("slot", SLOTS)
def test_every_slot_is_read(slot: str, scan: Callable[[str], Scan]) -> None:
    """What a profile may name, the reader can fill: no slot ends the reading."""
    assert scan("Nothing is here.").phrases.at(f"{{{slot}}}", 0) is None or slot in ("word", "words", "before", "rest")
