"""The commands of docs/publish.md do what the page says."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from support.commands import ROOT, Run, contents
from support.serving import running, stop_server
from support.sites.of_files import FileSite, get
from support.stores.endpoints import SMALL, write_release

PAGE = ROOT / "docs" / "publish.md"
PUSHED_TO = "https://github.com/name/ccwp.git"


def lines(beginning: str) -> list[str]:
    """The command lines of the page that begin so."""
    found = re.findall(rf"^    ({re.escape(beginning)}.*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small release where the page expects one."""
    write_release(tmp_path / "build" / "release", SMALL)
    return tmp_path


@pytest.mark.slow
def test_every_publish_command_writes_a_site(folder: Path, run: Run) -> None:
    """One after the other into the same folder, as somebody who follows the page would."""
    commands = lines("ccwp-kg publish")
    assert 3 == len(commands)
    for command in commands:
        done = run(*shlex.split(command)[1:], cwd=folder)
        assert 0 == done.returncode, done.stderr
        base = shlex.split(command)[shlex.split(command).index("--base-url") + 1]
        assert f"{base}/plans.html" in (folder / "site" / "plans.html").read_text(encoding="utf-8")
        assert ("--maintainer" in command) is (folder / "site" / "w3id" / "ccwp" / ".htaccess").is_file()


@pytest.mark.slow
def test_the_branch_for_github_holds_the_site_and_grows(folder: Path, run: Run) -> None:
    """Twice, with another site the second time; `publish` does not meet the history in its folder."""
    remote = folder / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
    commands = lines("git ")
    assert 4 == len(commands)
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}
    for base, chosen in (("https://one.github.io", commands), ("https://two.github.io", commands[1:])):
        done = run("publish", "--out", "site", "--base-url", base, cwd=folder)
        assert 0 == done.returncode, done.stderr
        for command in chosen:
            words = shlex.split(command.replace(PUSHED_TO, str(remote)))
            subprocess.run(words, cwd=folder, check=True, capture_output=True, env={"PATH": "/usr/bin:/bin", **who})
        copy = folder / base.rpartition("/")[2]
        subprocess.run(["git", "clone", "--quiet", "--branch=gh-pages", str(remote), str(copy)], check=True)
        cloned = {name: body for name, body in contents(copy).items() if not name.startswith(".git/")}
        assert contents(folder / "site") == cloned
        assert ".nojekyll" in cloned
    log = subprocess.run(["git", "-C", str(copy), "log", "--oneline"], check=True, capture_output=True, text=True)
    assert 2 == log.stdout.count("\n")


@pytest.mark.slow
def test_the_line_on_the_pages_starts_a_server(file_site: FileSite, tmp_path: Path) -> None:
    """From the published file alone; the site and the document say the same line."""
    (line,) = lines("curl -O")
    page = file_site.ask("/sparql.html")[2].decode()
    assert line.replace("https://name.github.io/ccwp", file_site.address).replace("&", "&amp;") in page
    files = [tmp_path / name for name in line.partition(" --data ")[2].split()]
    assert 2 == len(files)
    for path in files:
        assert f"/ccwp/dumps/{path.name} " in line
        path.write_bytes(file_site.ask(f"/dumps/{path.name}")[2])
    server = running("data", *map(str, files))
    try:
        plan = "<https://w3id.org/ccwp/id/plan/5> a <https://w3id.org/ccwp/ontology#ActionPlan>"
        asked = f"ASK {{ {plan} GRAPH ?g {{ {plan} }} }}"
        answer = server.query(asked, Accept="application/sparql-results+json")
        assert (200, True) == (answer[0], json.loads(answer[2])["boolean"])
        assert 200 == get(f"{server.address}/doc/plan/5.ttl")[0]
    finally:
        stop_server(server.process)
