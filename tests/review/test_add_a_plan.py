"""The walk from a PDF to a page, as docs/add-a-plan.md tells it."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from review.invented_plan import sixth_plan
from support.commands import ROOT
from support.serving import running, stop_server

DOCUMENT = (ROOT / "docs" / "add-a-plan.md").read_text(encoding="utf-8")


def commands() -> Iterator[tuple[list[str], str]]:
    """The commands of the document, each with what it prints."""
    for block in re.findall(r"```console\n(.*?)```", DOCUMENT, re.DOTALL):
        line, _, printed = block.partition("\n")
        words = line.removeprefix("$ ccwp-kg ")
        assert words != line
        yield words.split(" "), printed


def answers() -> dict[str, dict[str, str]]:
    """The rows of the table of answers by their keys."""
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"(?m)^\|.*\|$", DOCUMENT)]
    columns = rows[0]
    return {row[0]: dict(zip(columns, row, strict=True)) for row in rows[2:]}


def fill_in(path: Path) -> None:
    """Answer as a person does, in a spreadsheet that writes semicolons."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    given = answers()
    for row in rows:
        row.update(given.pop(row["key"], {}))
    assert {} == given
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.slow
def test_the_walk_prints_what_the_document_says(checkout: Path, tmp_path: Path) -> None:
    """Three commands and one file of answers; the page then names the bodies and shows what was corrected."""
    (tmp_path / "plan.pdf").write_bytes(sixth_plan())
    walk = list(commands())
    assert ["read", "add", "release"] == [words[0] for words, _ in walk]
    for words, printed in walk:
        done = subprocess.run(
            [sys.executable, "-m", "ccwp_kg", *words],
            env={**os.environ, "PYTHONPATH": str(checkout / "src"), "PYTHONUNBUFFERED": "1"},
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        assert printed == done.stdout
        assert 0 == done.returncode
        if words[0] == "read":
            assert (tmp_path / "plan.review.html").read_text(encoding="utf-8").count("<use href=") > 40
            fill_in(tmp_path / "plan.review.csv")
    server = running("release", str(tmp_path / "release"))
    try:
        page = server.ask("GET", "/doc/plan/6/action/6.2", accept="text/html")[2].decode()
        for told in ("Maritime Analysis and Operations Centre", "2 concerned parties", "Invented for this page."):
            assert told in page
        assert "agreed by" not in page
        assert 200 == server.ask("GET", "/doc/organisation/interpol", accept="text/html")[0]
        document = server.ask("GET", "/doc/document/ST-8112-2012-INIT", accept="text/html")[2].decode()
        assert re.search(r"What its cover says.*<dt>from</dt>.*Presidency.*<dt>to</dt>", document, re.DOTALL)
    finally:
        stop_server(server.process)
