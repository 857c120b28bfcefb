"""docs/agents.md: its transcript is what the SDK's client gets, its example runs, its table is that of the tools."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from transcript import ASKED, PAGE, in_page, transcript, without_moment

from ccwp_kg.agents.table import TOOLS
from ccwp_kg.agents.tool_answer import DEFAULT_BYTES, FEWEST_BYTES, MOST_BYTES
from support.serving import Server


def blocks(language: str) -> list[str]:
    found = re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    assert found
    return found


def test_the_transcript_is_what_a_client_gets(published: Path) -> None:
    """Write it anew with tests/agents/transcript.py where tools or data changed on purpose."""
    told = in_page(PAGE.read_text(encoding="utf-8"))
    assert without_moment(told) == without_moment(transcript(published))
    assert {tool.name for tool in TOOLS} == {name for name, _ in ASKED}
    for silence in ("not stated (", "the cell is empty (", "not held ("):
        assert silence in told


def test_the_example_runs(release_server: Server) -> None:
    (program,) = blocks("python")
    program = program.replace("http://127.0.0.1:8000", release_server.address)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (0, "") == (done.returncode, done.stderr)
    assert "1. lead: not stated (the source is silent on it)" in done.stdout


def test_configurations_parse() -> None:
    assert 2 == len([json.loads(block) for block in blocks("json")])
    assert 1 == len([tomllib.loads(block) for block in blocks("toml")])


def test_tools_and_limits_are_as_they_are() -> None:
    text = PAGE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)\(([^)]*)\)` \|", text, re.M)
    told = {name: [each.strip() for each in given.split(",") if each] for name, given in rows}
    common = ("start", "max_bytes")
    assert {tool.name: [p.name for p in tool.parameters if p.name not in common] for tool in TOOLS} == told
    for number in (DEFAULT_BYTES, FEWEST_BYTES, MOST_BYTES):
        assert f"{number:,}" in text
