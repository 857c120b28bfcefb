"""Comunica, run under Node as its documentation shows it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from support.clients.installed import node_modules, output_of

FILES = "@comunica/query-sparql-file"
NETWORK = "@comunica/query-sparql"
TRAVERSAL = "@comunica/query-sparql-link-traversal"


@dataclass(frozen=True)
class Task:
    """A query for Comunica: its sources are addresses, or paths where the engine takes files."""

    query: str
    sources: tuple[str, ...]
    options: dict[str, object] = field(default_factory=dict)


def comunica(engine: str, tasks: list[Task], *, timeout: float = 90) -> list[Any]:
    """The answers to queries: of SELECT and ASK the results as SPARQL JSON has them, of the others N-Triples."""
    node, folder = node_modules()
    told = output_of(
        [str(node), str(Path(__file__).with_name("comunica.mjs")), str(folder), engine],
        timeout=timeout,
        given=json.dumps([asdict(task) for task in tasks]),
    )
    answers = [json.loads(line) for line in told.splitlines()]
    assert len(tasks) == len(answers)
    return [answer["text"] if answer["type"] == "quads" else json.loads(answer["text"]) for answer in answers]
