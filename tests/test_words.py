"""Pages call each thing by one plain name; what it was called before comes back in no template and no document."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.commands import ROOT

SAID = {
    "Take it along": "Download",
    ">Ask<": "Run",
    "Everything stated": "All data",
    "Met most often": "Named together with",
    "Names by date": "Names over time",
    ">proof<": "Source",
    ">why<": "Source",
    ">evidence<": "Source",
    ">Proof<": "Source",
    ">Derived": "Our inference",
    ">derived<": "Our inference",
    ">inferred<": "Our inference",
    "The data keep their rules": "All checks passed",
    "Shapes with nothing to judge": "Rules without data",
    ">Judges": "Applies to",
    ">In all<": "Total",
    "Start lines": "Quick start",
    "Match your table": "Reconcile names (OpenRefine)",
    "<dt>List<": "Vocabulary",
    " declared, ": "announced, found",
    "What this became": "Extracted facts",
    "What these cells became": "Extracted facts",
    "Properties that lead to a thing": "Object properties",
    "Properties that hold a value": "Datatype properties",
}
"""What something was called on pages → what it is called. With `>` and `<` where only a whole label is meant."""
WRITTEN = (
    "web/templates/*", "web/static/*.js", "src/ccwp_kg/server/**/*.py", "src/ccwp_kg/reading_report/*.py", "docs/*.md",
    "*.md",
)  # fmt: skip


def texts() -> dict[Path, str]:
    """Files that pages and documents are made of, but for what tells the past."""
    found = {path for pattern in WRITTEN for path in ROOT.glob(pattern)} - {ROOT / "CHANGELOG.md"}
    assert len(found) > 150
    return {path: path.read_text(encoding="utf-8") for path in sorted(found)}


@pytest.mark.parametrize(("before", "now"), SAID.items(), ids=SAID)
def test_what_things_were_called_does_not_come_back(before: str, now: str) -> None:
    found = [str(path.relative_to(ROOT)) for path, text in texts().items() if before in text]
    assert [] == found, f"say “{now}”"


def test_what_things_are_called_is_what_pages_say() -> None:
    everything = "\n".join(texts().values())
    assert [] == [now for now in SAID.values() if not all(word in everything for word in now.split(", "))]
