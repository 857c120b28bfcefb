"""A disk that is full, or that nothing may be written to: one sentence, exit code 1, and the old state as it was.

The disk is a small one in memory (tmpfs), mounted in a namespace of its own, where the system lets the test have one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from fork_server import fork_server
from writers import WRITERS, Scene, Writer

pytestmark = pytest.mark.slow

_SIZE = 64 << 20
_MOUNT = 'mount -t tmpfs -o size="$2" disk "$1" && cp -a "$0/." "$1" && echo mounted && read -r _'


@dataclass(frozen=True, slots=True)
class Disk:
    """A file system that processes see which are started with `within`; the test sees it at `root`."""

    root: Path
    within: tuple[str, ...]

    def leave(self, size: int) -> None:
        """Let only so many bytes be free."""
        self.free()
        free = os.statvfs(self.root)
        with (self.root / "ballast").open("wb") as stream:
            os.posix_fallocate(stream.fileno(), 0, max(1, free.f_bavail * free.f_frsize - size))

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Let nobody write to it meanwhile."""
        for way in ("ro", "rw"):
            subprocess.run([*self.within, "mount", "-o", f"remount,{way}", "."], check=True)
            if way == "ro":
                yield

    def free(self) -> None:
        """Let it be as free as it was."""
        (self.root / "ballast").unlink(missing_ok=True)


@contextmanager
def small_disk(place: Path, checkout: Path) -> Iterator[Disk]:
    """A disk at a place, with a copy of the checkout on it."""
    place.mkdir()
    root_or_not = ["--mount"] if os.geteuid() == 0 else ["--mount", "--user", "--map-root-user"]
    with subprocess.Popen(
        ["unshare", *root_or_not, "sh", "-c", _MOUNT, checkout, place, str(_SIZE)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        if process.stdout.readline() != "mounted\n":
            pytest.skip(f"no file system can be mounted here ({process.communicate()[1].strip()})")
        enter = ["--mount"] if os.geteuid() == 0 else ["--mount", "--user", "--preserve-credentials"]
        go = ("sh", "-c", 'cd "$0" && exec "$@"', str(place))
        yield Disk(Path(f"/proc/{process.pid}/root{place}"), ("nsenter", "-t", str(process.pid), *enter, *go))


_PARTS = (0.0, 0.4, 0.9, 0.98)  # of what is to be written; with the last there is no room for the search index
_FULL = "No space left on device); free some space"
_READ_ONLY = "Read-only file system); choose a folder you may write to"


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.words[0])
def test_a_disk_that_takes_no_more_keeps_what_it_has(writer: Writer, checkout: Path, tmp_path: Path) -> None:
    """However much has room, and where nothing may be written; with room for all of it, the next run writes it."""
    place = tmp_path / "disk"
    with small_disk(place, checkout) as disk:
        scene = Scene(writer, disk.root)  # before the command begins, for it reads what is put there
        with fork_server(
            writer.words, begin=writer.begins, checkout=place, errors=tmp_path / "errors", within=disk.within
        ) as server:

            def refuses(why: str) -> None:
                ended = server.run()
                assert 1 == ended.code, ended.told
                assert ended.told.startswith("ccwp-kg: "), ended.told
                assert ended.told.endswith(f" cannot be written ({why}\n"), ended.told
                assert 1 == ended.told.count("\n"), ended.told
                assert scene.old == scene.state()
                assert [] == scene.litter()

            assert 0 == server.run().code
            new = scene.state()
            size = sum(len(content) for name, content in new.items() if scene.old.get(name) != content)
            scene.restore()
            for part in _PARTS:
                disk.leave(int(part * size))
                refuses(_FULL)
            disk.free()
            with disk.read_only():
                refuses(_READ_ONLY)
            assert 0 == server.run().code
            assert new == scene.state()


@pytest.mark.parametrize("words", [("--help",), ("query", "ASK {}")], ids=lambda words: words[0])
@pytest.mark.parametrize(
    ("reader", "told"),
    [
        ("/dev/full", "ccwp-kg: the output cannot be written (No space left on device); free some space\n"),
        ("closed", ""),
    ],
)
def test_output_that_nobody_takes_is_no_traceback(words: tuple[str, ...], reader: str, told: str) -> None:
    """A full disk behind `>` is one sentence, a reader that has gone (`| head`) none; exit code 1."""
    if reader == "closed":
        far, near = os.pipe()
        os.close(far)
    else:
        near = os.open(reader, os.O_WRONLY)
    command = [sys.executable, "-m", "ccwp_kg", *words]
    done = subprocess.run(command, stdout=near, stderr=subprocess.PIPE, text=True, timeout=120, check=False)
    os.close(near)
    assert (1, told) == (done.returncode, done.stderr)
