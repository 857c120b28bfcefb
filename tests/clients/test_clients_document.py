"""docs/clients.md: its versions are those that are tried, and its commands do what it says."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from support.clients.installed import node_modules, output_of, python_of, rapper, require, run_python
from support.clients.jena import Jena
from support.commands import ROOT
from support.serving import Server

DOCUMENT = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8000"
TRIED_HERE = ("Linked data", "SPARQL", "Tables", "When nothing is found")
"""Sections whose commands are run here."""


def blocks(language: str) -> list[str]:
    sections = {part.partition("\n")[0]: part for part in re.split(r"(?m)^## ", DOCUMENT)[1:]}
    found = [text for name in TRIED_HERE for text in re.findall(rf"```{language}\n(.*?)```", sections[name], re.DOTALL)]
    assert found
    return found


COMMANDS = [line for block in blocks("sh") for line in block.splitlines()]


def versions_tried() -> dict[str, str]:
    """The version of each package that the clients' lock files name."""
    found = {}
    for path in (ROOT / "requirements").glob("*.txt"):
        found |= dict(re.findall(r"(?m)^([a-z0-9-]+)==(\S+)", path.read_text(encoding="utf-8")))
    lock = json.loads((ROOT / "requirements" / "clients-node" / "package-lock.json").read_text(encoding="utf-8"))
    return found | {
        name.removeprefix("node_modules/"): package["version"] for name, package in lock["packages"].items() if name
    }


PACKAGES = {
    "rdflib": "rdflib",
    "rdflib's SPARQLStore": "rdflib",
    "SPARQLWrapper": "sparqlwrapper",
    "pandas": "pandas",
    "Polars": "polars",
    "DuckDB": "duckdb",
    "openpyxl": "openpyxl",
    "Comunica": "@comunica/query-sparql",
    "Comunica, link traversal": "@comunica/query-sparql-link-traversal",
    "PyLD": "pyld",
    "signposting": "signposting",
    "memento-client": "memento-client",
    "sssom": "sssom",
    "ckanext-dcat": "ckanext-dcat",
    "MCP SDK": "mcp",
    "YASGUI": "@zazuko/yasgui",
}
NOT_LOCKED = {"curl", "Apache Jena", "Raptor (`rapper`)", "OpenRefine"}


def test_the_versions_are_those_tried() -> None:
    told = dict(re.findall(r"(?m)^\| ([^|]+?) \| ([0-9.]+) \|", DOCUMENT))
    tried = versions_tried()
    assert {name: tried[package] for name, package in PACKAGES.items()} == {
        name: version for name, version in told.items() if name not in NOT_LOCKED
    }
    assert NOT_LOCKED <= told.keys()


def test_the_count_of_example_queries() -> None:
    count = len(list((ROOT / "web" / "queries").glob("*.rq")))
    assert 2 == DOCUMENT.count(f"{count} of {count} example queries")


@pytest.mark.slow
@pytest.mark.parametrize("block", blocks("python"))
def test_python(block: str, server: Server) -> None:
    """Each block prints what its last line says."""
    code, _, expected = block.rstrip().rpartition("\n# ")
    if "duckdb" in code:  # INSTALL httpfs would fetch it from elsewhere
        code = (
            "import duckdb, duckdb_extension_httpfs, pathlib\n"
            "(file,) = pathlib.Path(duckdb_extension_httpfs.__file__).parent.rglob('*.duckdb_extension')\n"
            "duckdb.execute(f\"INSTALL '{file}'\")\n" + code
        )
    told = run_python("python", code.replace(ADDRESS, server.address))
    assert expected.replace(ADDRESS, server.address) == told.strip()


@pytest.mark.slow
def test_commands(server: Server, jena: Jena, tmp_path: Path) -> None:
    """Each prints something and ends well, in the order in which they stand."""
    require(shutil.which("curl") is not None, missing="curl", cure="install Debian's curl")
    node, modules = node_modules()
    run: dict[str, Callable[..., str]] = {
        "curl": lambda *words: output_of(["curl", *words], folder=tmp_path),
        "rapper": lambda *words: output_of([rapper(), *words]),
        "riot": lambda *words: jena.run("riotcmd.riot", *words),
        "rsparql": lambda *words: jena.run("arq.rsparql", *words),
        "comunica-sparql": lambda *words: output_of([str(node), str(modules / ".bin" / "comunica-sparql"), *words]),
        "sssom": lambda *words: output_of([str(python_of("sssom").with_name("sssom")), *words], folder=tmp_path),
    }
    told = {}
    for line in COMMANDS:
        name, *words = shlex.split(line.replace(ADDRESS, server.address))
        told[line.partition(" ")[0]] = run[name](*words)
    assert set(run) == set(told)
    assert "Ask => Yes" in told["rsparql"]
    assert '"5.4"' in told["riot"]
    assert '"5.4"' in told["rapper"]
    assert "/id/dataset" in told["comunica-sparql"]
    assert (tmp_path / "links.sssom.tsv").stat().st_size > 10_000
