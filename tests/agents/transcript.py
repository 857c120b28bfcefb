"""The transcript in docs/agents.md: what the SDK's own client is told by `ccwp-kg mcp`.

Run `python tests/agents/transcript.py FOLDER` with a release to write it anew.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.clients.agents import calls
from support.commands import ROOT

PAGE = ROOT / "docs" / "agents.md"
BEGIN, END = "<!-- transcript: written by tests/agents/transcript.py -->", "<!-- end of transcript -->"
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("coverage", {"max_bytes": 1_200}),
    ("search", {"words": "8284/1/08"}),
    ("thing", {"id": "plan/5/action/5.9", "max_bytes": 1_500}),
    ("evidence", {"id": "plan/5/action/5.9", "property": "ccwp:deadline"}),
    ("evidence", {"id": "plan/5/action/5.9", "property": "lead"}),
    ("evidence", {"id": "plan/5/action/5.5", "property": "parties"}),
    ("evidence", {"id": "plan/4/action/4.10", "property": "ccwp:hasOutcome"}),
    ("schema", {"class": "ccwp:PartyInvolvement", "max_bytes": 1_200}),
    ("ask", {"sparql": "SELECT ?n { ?a ccwp:concernsParty body:eurojust ; ccwp:position ?n } ORDER BY ?n"}),
    ("ask", {"sparql": "SELECT ?a { ?a a ccwp:Acton }"}),
]


def transcript(release: Path) -> str:
    """Each call with its answer, as Markdown."""
    answers = calls(["--release", str(release)], *ASKED)
    parts = []
    for (name, arguments), answer in zip(ASKED, answers, strict=True):
        given = ", ".join(f"{key}={json.dumps(value, ensure_ascii=False)}" for key, value in arguments.items())
        parts.append(f"```text\n> {name}({given})\n\n{answer.text}\n```")
    return "\n\n".join(parts)


def in_page(text: str) -> str:
    """The transcript that stands in the text of the page."""
    return text.partition(BEGIN)[2].partition(END)[0].strip()


def without_moment(text: str) -> str:
    """A transcript without what each release changes: its number and its day."""
    return re.sub(r"version [0-9.]+[0-9]", "version X", re.sub(r"\([0-9]+ [A-Z][a-z]+ [0-9]{4}\)", "(DAY)", text))


if __name__ == "__main__":
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    between, after = transcript(Path(sys.argv[1])), rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n\n{between}\n\n{END}{after}", encoding="utf-8")
