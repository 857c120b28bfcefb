"""What is imported when: a command loads what it needs when it runs, and a server never loads the reader."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import click
import pytest

from ccwp_kg.cli.main import COMMANDS
from support.commands import ROOT

HEAVY = frozenset(
    (
        "flask", "jinja2", "pandas", "pdfplumber", "prometheus_client", "pyoxigraph", "pyshacl", "rapidfuzz",
        "rdflib", "rich", "sqlite3", "SPARQLWrapper", "uvicorn", "werkzeug", "xlsxwriter",
    )
)  # fmt: skip


def imported(code: str, *words: str) -> set[str]:
    """The modules in a fresh process after this code has run with these words as its arguments."""
    script = f"{code}\nimport sys\nprint('\\nMODULES', *sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", script, *words], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.partition("\nMODULES\n")[2].split())


def run(*words: str) -> set[str]:
    code = "import atexit, sys\nfrom ccwp_kg.cli import main\ntry: main()\nexcept SystemExit: pass"
    return imported(code, *words)


def test_help_imports_no_command_and_nothing_heavy() -> None:
    modules = run("--help")
    assert set() == HEAVY & modules
    ours = {name for name in modules if name.startswith("ccwp_kg.")}
    assert {"ccwp_kg.cli", "ccwp_kg.cli.main", "ccwp_kg.errors"} == ours


def test_a_query_of_a_release_imports_neither_reader_nor_server(published: Path) -> None:
    modules = run("query", "--release", str(published), "--format", "csv", "SELECT ?p { ?p a ccwp:ActionPlan }")
    assert {"pyoxigraph"} == HEAVY & modules
    foreign = {"build", "engine", "entities", "search", "server", "sources", "validation"}
    assert set() == {f"ccwp_kg.{name}" for name in foreign} & modules


def test_a_server_never_loads_the_reader(published: Path) -> None:
    """It answers pages of every kind; what it has of `sources` reads numbers and dates in what people ask for."""
    modules = imported(
        """
import sys
from pathlib import Path
import ccwp_kg.server.serve
from ccwp_kg.publish.opening import open_release
from ccwp_kg.server import create_app
from ccwp_kg.server.site.site import read_release
from ccwp_kg.settings import Settings
release = Path(sys.argv[1])
client = create_app(open_release(release), settings=Settings(), release=read_release(release)).test_client()
for path in ("/", "/doc/plan/5/action/5.4", "/source/fifth-action-plan", "/search?q=8284/08", "/reconcile", "/data"):
    assert client.get(path, headers={"Accept": "text/html"}).status_code == 200, path
""",
        str(published),
    )
    rooms = {name.split(".")[2] for name in modules if name.startswith("ccwp_kg.sources.")}
    assert {"citations", "profile", "records", "text"} == rooms
    assert set() == {"ccwp_kg.build", "ccwp_kg.validation", "ccwp_kg.reading_report"} & modules
    assert set() == {"pdfplumber", "pyshacl", "rdflib", "rich", "xlsxwriter"} & modules


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_help_says(name: str) -> None:
    """The sentence in the list is the beginning of the command's own, or all of it."""
    module, sentence = COMMANDS[name]
    found = vars(importlib.import_module(f"ccwp_kg.cli.{module}")).values()
    (command,) = [each for each in found if isinstance(each, click.Command) and each.name == name]
    own = " ".join((command.help or "").split())
    assert own.startswith(sentence.removesuffix("."))


def test_each_file_of_commands_is_named_after_one_and_holds_two_at_most() -> None:
    by_module: dict[str, list[str]] = {}
    for name, (module, _) in COMMANDS.items():
        by_module.setdefault(module, []).append(name)
    assert all(module in names and len(names) <= 2 for module, names in by_module.items())
    files = {path.stem for path in (ROOT / "src" / "ccwp_kg" / "cli").glob("*.py")} - {"__init__"}
    assert {*by_module, "main", "checkout"} == files
