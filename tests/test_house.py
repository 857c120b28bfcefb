"""The size of files and folders: one finds a room by its name, and takes in a file at a time."""

from __future__ import annotations

import re
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path

import pytest

from support.commands import ROOT

LINES, FILES = 400, 12


def code(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    assert len(found) > 500
    return found


def test_no_file_is_longer_than_400_lines() -> None:
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in code("src", "tests")}
    assert {} == {str(path.relative_to(ROOT)): count for path, count in lines.items() if count > LINES}


def test_no_folder_has_more_than_12_files() -> None:
    """Beside `__init__.py`, `__main__.py` and `conftest.py`."""
    named = [path for path in code("src", "tests") if path.name not in ("__init__.py", "__main__.py", "conftest.py")]
    files = Counter(path.parent.relative_to(ROOT).as_posix() for path in named)
    assert {} == {folder: count for folder, count in files.items() if count > FILES}


def test_no_two_tests_have_one_name() -> None:
    """pytest imports test files by their names alone, and stops where two have the same."""
    names = Counter(path.name for path in code("tests", "src") if path.name.startswith("test_"))
    assert [] == [name for name, count in names.items() if count > 1]


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    """pytest looks into no folder whose name is one of these; by default `build` is one."""
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {path.name for test in (ROOT / "tests").rglob("test_*.py") for path in test.relative_to(ROOT).parents}
    assert "build" in folders
    assert [] == [name for name in sorted(folders) for each in passed_over if fnmatch(name, each)]


def test_no_two_modules_have_a_class_of_one_name() -> None:
    """Whoever meets a name knows which class it is; what begins with an underscore is met in its module alone."""
    classes = re.compile(r"^class ([A-Za-z]\w*)", re.MULTILINE)
    names = Counter(name for path in code("src") for name in classes.findall(path.read_text(encoding="utf-8")))
    assert len(names) > 400
    assert [] == [name for name, count in names.items() if count > 1]


def test_each_room_is_named() -> None:
    """CONTRIBUTING's list of floors has every package and module."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    top = [path for path in (ROOT / "src" / "ccwp_kg").iterdir() if not path.name.startswith("_")]
    rooms = sorted(path.stem for path in top if path.suffix in ("", ".py"))
    assert len(rooms) > 15
    assert [] == [room for room in rooms if not re.search(rf"\b{room}\b", text)]


@pytest.mark.parametrize("document", ["CONTRIBUTING.md", "docs/threat-model.md"])
def test_each_place_in_the_house_that_is_named_exists(document: str) -> None:
    """A file that was moved or renamed keeps no old name in what leads to it."""
    package = ROOT / "src" / "ccwp_kg"
    rooms = {path.name: package for path in package.iterdir() if path.is_dir()} | {"tests": ROOT, "benchmarks": ROOT}
    text = (ROOT / document).read_text(encoding="utf-8")
    places = [place for place in re.findall(r"`((?:\w+/)+[\w.]*)`", text) if place.partition("/")[0] in rooms]
    assert places
    assert [] == [place for place in places if not (rooms[place.partition("/")[0]] / place).exists()]
