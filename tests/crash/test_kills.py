"""kill -9 at random moments: what stood there stands there, whole, and the next run makes what a quiet one makes.

The moments are drawn with a fixed seed: half of them spread over the whole run, half over the time in which it writes.
A command that writes is one row of COMMANDS.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ccwp_kg.publish import open_release
from commands import FOLDERS, ROOT, contents

_LANES = 2
_MARK = b"<urn:x:before> <urn:x:the> <urn:x:kill> <urn:x:graph> .\n"


def _older_release(checkout: Path) -> None:
    """Another release than the run makes, told from it by a statement and by a file."""
    with (checkout / "out" / "release" / "dataset.nq").open("ab") as stream:
        stream.write(_MARK)
    (checkout / "out" / "release" / "validation.txt").write_text("older\n")


def _older_build(checkout: Path) -> None:
    """Other generated files than the run makes, and one of a document that is gone."""
    for path in [checkout / "ontology" / "rich.ttl", *(checkout / "data" / "generated").iterdir()]:
        with path.open("ab") as stream:
            stream.write(b"# older\n")
    (checkout / "data" / "generated" / "source-gone.ttl").write_text("# older\n")


def _answers(checkout: Path) -> None:
    """The release opens, and a query finds in it what its dataset holds."""
    release = checkout / "out" / "release"
    (row,) = open_release(release).rows("SELECT (COUNT(*) AS ?n) { GRAPH <urn:x:graph> { ?s ?p ?o } }")
    assert str(int((release / "dataset.nq").read_bytes().endswith(_MARK))) == row["n"].value


def _no_question(_: Path) -> None:
    """Nothing is served from there."""


@dataclass(frozen=True)
class Command:
    """A command that writes: its words, where in the checkout, how an older state is made of a new one; `is_one_step`
    where all of it changes at once. `kills` in all; `full` of how many kills is followed by a run to the end."""

    words: tuple[str, ...]
    writes: tuple[str, ...]
    make_older: Callable[[Path], None]
    ask: Callable[[Path], None]
    is_one_step: bool
    kills: int
    full: int


COMMANDS = [
    Command(("build",), ("data/generated", "ontology"), _older_build, _no_question, False, 30, 2),
    Command(("release", "--out", "out/release"), ("out",), _older_release, _answers, True, 22, 3),
]


@dataclass
class Lane:
    """A checkout of its own, in which one process after the other is killed."""

    command: Command
    checkout: Path
    chance: random.Random
    new: dict[str, bytes] = field(default_factory=dict)
    old: dict[str, bytes] = field(default_factory=dict)
    seconds: float = 0.0
    writing: float = 0.0
    phases: Counter[str] = field(default_factory=Counter)

    def state(self) -> dict[str, bytes]:
        return {
            f"{place}/{name}": content
            for place in self.command.writes
            for name, content in contents(self.checkout / place).items()
        }

    def litter(self) -> list[Path]:
        """What stands beside what is written and is none of it."""
        places = (self.checkout / place for place in self.command.writes)
        return [path for place in places for path in place.iterdir() if path.name.endswith(".new")]

    def start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "ccwp_kg", *self.command.words],
            env={**os.environ, "PYTHONPATH": str(self.checkout / "src")},
            cwd=self.checkout, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def finish(self) -> None:
        """A run to its end: the bytes of a quiet run, and nothing beside them."""
        process = self.start()
        _, told = process.communicate(timeout=300)
        assert 0 == process.returncode, told
        assert self.new in ({}, self.state())
        assert [] == self.litter()

    def prepare(self) -> None:
        """What a quiet run makes, how long it takes and how long it writes; and the older state."""
        self.finish()
        self.new = self.state()
        self.command.make_older(self.checkout)
        self.old = self.state()
        begun = time.monotonic()
        process = self.start()
        self._wait(process, until_it_writes=True)
        begins = time.monotonic()
        self._wait(process, until_it_writes=False)
        self.writing = time.monotonic() - begins
        _, told = process.communicate(timeout=300)
        assert 0 == process.returncode, told
        self.seconds = time.monotonic() - begun
        assert self.new == self.state()

    def _wait(self, process: subprocess.Popen[str], *, until_it_writes: bool) -> None:
        while process.poll() is None and bool(self.litter()) != until_it_writes:
            time.sleep(0.0005)

    def restore(self) -> None:
        """The older state again, whatever a killed run left beside it."""
        for name in self.state().keys() - self.old.keys():
            if ".new/" not in name and not name.endswith(".new"):
                (self.checkout / name).unlink()
        for name, content in self.old.items():
            (self.checkout / name).write_bytes(content)

    def kill_once(self, number: int) -> None:
        """Kill one run, somewhere in its whole time or in that in which it writes."""
        self.restore()
        process = self.start()
        part = (number // 2 + self.chance.random()) / (self.command.kills // _LANES / 2)
        if number % 2:
            self._wait(process, until_it_writes=True)
            time.sleep(part * self.writing)
        else:
            time.sleep(part * self.seconds)
        process.kill()
        process.communicate(timeout=60)
        self.check(was_killed=process.returncode == -9)

    def check(self, *, was_killed: bool) -> None:
        """Each file is the old or the new one, or all of them are; what is there answers; how far the run had come."""
        held = {name: content for name, content in self.state().items() if "/." not in name}
        assert len(self.litter()) <= (1 if self.command.is_one_step else len(self.new))
        if self.command.is_one_step:
            assert held in (self.old, self.new)
        for name in held.keys() | self.old.keys() | self.new.keys():
            assert held.get(name) in (self.old.get(name), self.new.get(name)), name
        self.command.ask(self.checkout)
        if not was_killed:
            self.phases["had ended"] += 1
        elif held == self.old:
            self.phases["writes" if self.litter() else "has not written yet"] += 1
        else:
            self.phases["all is new" if held == self.new else "between two files"] += 1

    def run(self) -> Counter[str]:
        self.prepare()
        number = 0
        while self.phases.total() - self.phases["had ended"] < self.command.kills // _LANES:
            self.kill_once(number % (self.command.kills // _LANES))
            number += 1
            assert number <= 2 * self.command.kills, f"the moments are ill chosen: {self.phases}"
            if number % self.command.full == 0:
                self.finish()
        self.finish()
        return self.phases


@pytest.fixture
def checkouts(tmp_path: Path) -> Iterator[list[Path]]:
    """A copy of the package and its folders for each lane."""
    lanes = [tmp_path / f"lane-{number}" for number in range(_LANES)]
    for lane in lanes:
        for source, name in ((ROOT / "src" / "ccwp_kg", "src/ccwp_kg"), *((ROOT / name, name) for name in FOLDERS)):
            shutil.copytree(source, lane / name, ignore=shutil.ignore_patterns("__pycache__", "cases"))
    yield lanes
    shutil.rmtree(tmp_path)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.words[0])
def test_a_killed_run_leaves_the_state_before_or_after(command: Command, checkouts: list[Path]) -> None:
    """Two lanes at a time, for time's sake; the phases in which the kills fell are told where there are too few."""
    lanes = [
        Lane(command, checkout, random.Random(f"{command.words[0]} {number}"))
        for number, checkout in enumerate(checkouts)
    ]
    with ThreadPoolExecutor(_LANES) as pool:
        phases = sum(pool.map(Lane.run, lanes), Counter[str]())
    assert phases.total() - phases["had ended"] >= command.kills
    assert min(phases["has not written yet"], phases["writes"] + phases["between two files"]) >= 5, phases


def test_there_are_enough_kills() -> None:
    assert sum(command.kills for command in COMMANDS) >= 50
