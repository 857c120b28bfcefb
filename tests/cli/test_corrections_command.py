"""Corrections on the command line: each with its state, warnings that stop nothing, and refusals that stop all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.commands import Run
from support.corrected import CHANGES, IDLE, OUTCOME, corrections, keep

LINES = {
    "decision": "ccwp:decisionBy of plan/5/action/5.4/indicator/2/decision/2. Applied: ",
    "older-text": "ccwp:text of plan/5/action/5.4/outcome/1. Source changed: ",
    "outcome-3": "ccwp:text of plan/5/action/5.4/outcome/3. Applied: ",
    "product": "ccwp:expectsProduct of plan/5/action/5.4/indicator/2/decision/2. Applied: ",
    "read-by-now": "ccwp:text of plan/5/action/5.4/outcome/2. No longer needed: ",
    "read-otherwise": "ccwp:text of plan/5/action/5.4/outcome/1. Reading changed: ",
    "start": "ccwp:startDate of plan/5/action/5.4. Applied: ",
    "title": "dcterms:title of plan/5/action/5.4. Applied: ",
}


def slugs(text: str, before: str) -> list[str]:
    return re.findall(rf"(?m)^{before}correction/fifth-action-plan/([a-z0-9-]+): ", text)


def test_each_correction_is_told_with_its_state(run: Run, corrected: Path) -> None:
    """A line each: what it is called, what it corrects, what became of it and what that means."""
    done = run("corrections", root=corrected)
    assert (0, "8 corrections, 5 applied\n") == (done.returncode, done.stderr)
    told = done.stdout.splitlines()
    assert list(LINES) == slugs(done.stdout, "")
    assert [] == [line for line, words in zip(told, LINES.values(), strict=True) if words not in line]


@pytest.mark.slow
def test_there_are_none(run: Run) -> None:
    """The shipped data need no correction, and the command says so."""
    done = run("corrections")
    assert (0, "", "0 corrections, 0 applied\n") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.slow
def test_what_has_no_effect_is_warned_of(run: Run, corrected: Path) -> None:
    """A check of the build and a release tell it, and succeed."""
    done = run("build", "--check", root=corrected)
    assert 0 == done.returncode, done.stderr
    assert sorted(IDLE) == slugs(done.stderr, "warning: ")
    assert sorted(IDLE) == slugs((corrected / "release.log").read_text(encoding="utf-8"), "warning: ")


@pytest.mark.slow
def test_shapes_warn_too(run: Run, corrected: Path) -> None:
    """The validation report lists the same, as warnings."""
    done = run("validate", root=corrected)
    assert 0 == done.returncode
    assert "3 warnings" in done.stdout
    assert sorted(IDLE) == sorted(re.findall(r"Warning: \S+/correction/fifth-action-plan/(\S+)", done.stdout))


@pytest.mark.slow
def test_the_tree_shows_what_changed(run: Run, corrected: Path, checkout: Path) -> None:
    """Lines move, those of a statement with its value, and none is lost; without the corrections all is as before."""
    generated = corrected / "data" / "generated"
    before = (checkout / "data" / "generated" / "source-fifth-action-plan.ttl").read_text(encoding="utf-8")
    after = (generated / "source-fifth-action-plan.ttl").read_text(encoding="utf-8")
    assert before.count("\n") == after.count("\n") + 4 + 9
    assert f'ccwp:text "{OUTCOME}"@en' in (generated / "replaced-fifth-action-plan.ttl").read_text(encoding="utf-8")
    assert f'ccwp:text "{OUTCOME};"@en' in (generated / "corrected.ttl").read_text(encoding="utf-8")
    keep(checkout, corrections(CHANGES))
    assert 1 == run("build", "--check", root=checkout).returncode
    assert 0 == run("build", root=checkout).returncode
    assert after == (checkout / "data" / "generated" / "source-fifth-action-plan.ttl").read_text(encoding="utf-8")
    keep(checkout, "")
    assert 0 == run("build", root=checkout).returncode
    made = {path.name: path.read_text(encoding="utf-8") for path in (checkout / "data" / "generated").iterdir()}
    assert {"fifth-action-plan.layout.json", "inferred.ttl", "source-fifth-action-plan.ttl"} == made.keys()
    assert before == made["source-fifth-action-plan.ttl"]


def test_a_correction_that_cannot_be_stops_the_build(run: Run, checkout: Path) -> None:
    """One sentence, nothing written."""
    change = ("plan/5/action/5.99", "dcterms:title", 'ccwp:correctValue "A title"@en')
    keep(checkout, corrections({"unknown": change}))
    folder = checkout / "data" / "generated"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run("build", root=checkout)
    assert (1, 1) == (done.returncode, done.stderr.count("\n"))
    assert done.stderr.startswith("ccwp-kg: correction/fifth-action-plan/unknown corrects ")
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}
