"""`ccwp-kg diff` tells two releases apart, for people and for programs."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from support.commands import call_command

Diff = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def diff(with_a_past: Path) -> Diff:
    """The command in a checkout that keeps a release before this one."""
    return lambda *words: call_command("diff", *words, root=with_a_past)


def test_the_report_tells_counts_and_things(published: Path, diff: Diff) -> None:
    done = diff("0.1.0", str(published))
    assert 0 == done.returncode, done.stderr
    assert done.stdout.startswith("0.1.0 → 0.3.0: ")
    assert "\ndataset/0.3.0 (Release 0.3.0)\n" in done.stdout
    assert '  + dcat:version "0.3.0"  [curated/releases]\n' in done.stdout
    assert '  - ccwp:codeVersion "0.1.0"  [source/fifth-action-plan]\n' in done.stdout


def test_a_release_does_not_differ_from_itself(published: Path, diff: Diff) -> None:
    assert "0 statements added, 0 statements removed" in diff(str(published), str(published)).stdout
    assert "0 statements added, 0 statements removed" in diff("0.1.0", "0.1.0").stdout


def test_the_other_way_round(published: Path, diff: Diff) -> None:
    """What one way adds the other way removes."""
    forth = diff("0.1.0", str(published), "--format", "nquads", "--only", "added").stdout
    back = diff(str(published), "0.1.0", "--format", "nquads", "--only", "removed").stdout
    assert forth == back
    assert list(parse(forth, format=RdfFormat.N_QUADS))


def test_the_patch_is_that_of_the_release(published: Path, diff: Diff) -> None:
    done = diff("0.1.0", str(published), "--format", "patch")
    assert (published / "changes" / "0.3.0.rdfp").read_text(encoding="utf-8") == done.stdout


@pytest.mark.parametrize(
    ("code", "sentence", "words"),
    [
        (1, "nor the number of one that data/releases/ keeps (0.1.0)", ["0.1.0", "nowhere"]),
        (1, "'0.3.0' is neither the folder of a release", ["0.3.0", "0.1.0"]),
        (1, "is not a release (release.json is missing)", ["/", "/"]),
        (2, "N-Quads hold added or removed statements, not both", ["0.1.0", "0.1.0", "--format", "nquads"]),
        (2, "N-Quads hold added or removed statements, not both", ["0.1.0", "0.1.0", "--only", "added"]),
        (2, "Missing argument 'NEW'", ["0.1.0"]),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused_in_a_sentence(
    code: int, sentence: str, words: list[str], diff: Diff
) -> None:
    done = diff(*words)
    assert (code, "") == (done.returncode, done.stdout)
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_where_no_release_is_kept_it_says_so(published: Path) -> None:
    """As in this checkout: a list of nothing would look like a mistake of the command."""
    done = call_command("diff", "0.1.0", str(published))
    assert 1 == done.returncode
    assert "that data/releases/ keeps (none); 'ccwp-kg release --out FOLDER' makes one" in done.stderr
