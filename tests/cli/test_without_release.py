"""Commands in a folder without a release: they make one first, from a checkout and from an installed wheel."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ccwp_kg.publish.own_release import key_of_data
from support.commands import ROOT, Run
from support.stores.endpoints import write_release

pytestmark = pytest.mark.slow

COMMAND = (sys.executable, "-m", "ccwp_kg", "serve", "--port", "0", "--workers", "1")


class Started:
    """A command that serves, in a folder of its own."""

    def __init__(self, command: tuple[str, ...], cwd: Path, cache: Path, **more: str) -> None:
        environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(ROOT / "src"), **more}
        self.said: list[str] = []
        self.process = subprocess.Popen(
            command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def until(self, pattern: str) -> str:
        """The line that fits, of all it says."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if re.search(pattern, line):
                return line
        pytest.fail(f"it ended without {pattern!r}: {self.said}")

    def status(self) -> int:
        """What its home page answers, once it serves."""
        port = int(self.until("answers on").split("127.0.0.1:")[1].split("/")[0])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.request("GET", "/doc/plan/5/action/5.10.ttl")
            return connection.getresponse().status
        finally:
            connection.close()

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.wait(30)
        if self.process.stdout is not None:
            self.process.stdout.close()


Start = Callable[..., Started]


@pytest.fixture
def start(empty: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts a command in the empty folder, with a cache of the test's own; all are ended with the test."""
    started: list[Started] = []

    def begin(command: tuple[str, ...] = COMMAND, **more: str) -> Started:
        started.append(Started(command, empty, tmp_path / "cache", **more))
        return started[-1]

    yield begin
    for each in started:
        each.end()


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def test_a_named_release_that_is_absent_is_an_error(run_process: Run, empty: Path, tmp_path: Path) -> None:
    done = run_process("serve", "--release", "build/release", cwd=empty, XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert 1 == done.returncode
    assert done.stderr.startswith("ccwp-kg: build/release is not a release (")
    assert not (tmp_path / "cache").exists()


WITHOUT_RELEASE = {
    "serve": ("serve",),
    "publish": ("publish", "--out", "site", "--base-url", "https://name.github.io/ccwp"),
    "mcp": ("mcp",),
}


@pytest.mark.parametrize("command", WITHOUT_RELEASE)
def test_a_cache_that_cannot_be_written_is_one_sentence(command: str, run_process: Run, empty: Path) -> None:
    """Before anything is made."""
    (empty / "file").touch()
    done = run_process(*WITHOUT_RELEASE[command], cwd=empty, XDG_CACHE_HOME=str(empty / "file"))
    expected = (
        f"ccwp-kg: {empty}/file/ccwp-kg cannot be written (Not a directory); set XDG_CACHE_HOME to a folder you may "
        "write to, or name a release with --release\n"
    )
    assert (1, "", expected) == (done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("base", [{}, {"CCWP_BASE_IRI": "https://example.org/customs/"}])
def test_publish_takes_the_release_of_the_cache(base: dict[str, str], run: Run, empty: Path, tmp_path: Path) -> None:
    """The one that `serve` has made from the same data, of the same base."""
    key = key_of_data(base.get("CCWP_BASE_IRI", ""))
    label = '<http://www.w3.org/2000/01/rdf-schema#label> "from the cache"'
    own = write_release(tmp_path / "cache/ccwp-kg" / key, f"<https://w3id.org/ccwp/id/concept/one> {label} .\n")
    done = run(*WITHOUT_RELEASE["publish"], cwd=empty, XDG_CACHE_HOME=str(tmp_path / "cache"), **base)
    assert (0, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith(f"ccwp-kg: the release is in {own}\n")
    assert b"from the cache" in (empty / "site/doc/concept/one.nt").read_bytes()


def test_two_starts_make_one_release_and_the_next_makes_none(start: Start, empty: Path, tmp_path: Path) -> None:
    """The first is killed while it makes it: nothing of that is taken for a release."""
    killed = start()
    killed.until("there is no release yet")
    workshop = tmp_path / "cache" / "ccwp-kg"
    end = time.monotonic() + 60
    while not [*workshop.glob(".*.new/made/dataset.*")]:
        assert time.monotonic() < end
        time.sleep(0.05)
    os.kill(killed.process.pid, signal.SIGSTOP)
    for child in Path(f"/proc/{killed.process.pid}/task/{killed.process.pid}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)
    killed.end(signal.SIGKILL)
    assert [] == [path for path in workshop.iterdir() if path.is_dir() and not path.name.startswith(".")]
    started = [start(), start()]
    assert [200, 200] == [each.status() for each in started]
    assert 1 == sum("there is no release yet" in "".join(each.said) for each in started)
    assert 1 == len([path for path in workshop.iterdir() if path.is_dir()])
    for each in started:
        each.end()
    again = start()
    assert 200 == again.status()
    assert "there is no release yet" not in "".join(again.said)
    again.end()
    assert [] == [*empty.iterdir()]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new environment that has the wheel, and all else from this one."""
    pytest.importorskip("build")
    folder = tmp_path_factory.mktemp("installed")
    wheels, environment = folder / "wheels", folder / "environment"
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(wheels), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    python = environment / "bin" / "python"
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(subprocess.run([python, "-c", where], check=True, capture_output=True, text=True).stdout.strip())
    (wheel,) = wheels.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    (packages / "others.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return environment / "bin"


def test_an_installed_wheel_serves_in_an_empty_folder(installed: Path, start: Start, empty: Path) -> None:
    """Without the checkout, whose sources an editable installation would put before it."""
    started = start((str(installed / "ccwp-kg"), "serve", "--port", "0"), PYTHONPATH="")
    assert 200 == started.status()
    started.end()
    assert [] == [*empty.iterdir()]


def test_a_port_that_is_taken_is_told_before_a_release_is_made(start: Start, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        command = (sys.executable, "-m", "ccwp_kg", "serve", "--port", port)
        assert "choose another --host or --port" in start(command).until("cannot be used")
    assert not (tmp_path / "cache").exists()
