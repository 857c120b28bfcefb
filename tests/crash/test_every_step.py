"""kill -9 before each single step with which files and folders are put in their place, one run for each step."""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType, SimpleNamespace

import pytest

from ccwp_kg.atomic_files import write_together
from ccwp_kg.errors import CannotWrite
from ccwp_kg.publish import swap
from ccwp_kg.publish.swap import replace_folder
from support.commands import contents

# What changes something on the disk, or has it stay there: functions of the module `posix`.
_STEPS = frozenset(["open", "write", "ftruncate", "truncate", "fchmod", "chmod", "fsync", "mkdir"])
_STEPS |= frozenset(["rename", "replace", "unlink", "rmdir"])
_MOST_STEPS = 200


def killed_before(step: int, do: Callable[[], None]) -> bool:
    """Do it in a process of its own that is killed before its step of that number; whether it had so many steps."""
    pid = os.fork()
    if pid:
        _, status = os.waitpid(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        assert code in (0, -signal.SIGKILL), f"ended with {code} at step {step}"
        return code != 0
    seen = 0

    def count(_: FrameType, event: str, called: object) -> None:
        nonlocal seen
        module, name = getattr(called, "__module__", ""), getattr(called, "__name__", "")
        if event == "c_call" and module == "posix" and name in _STEPS:
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)

    code = 1
    try:
        sys.setprofile(count)
        do()
        sys.setprofile(None)
        code = 0
    finally:
        os._exit(code)


def steps(do: Callable[[], None]) -> Iterator[int]:
    """The number of each step, once the run was killed before it."""
    for step in range(1, _MOST_STEPS):
        if not killed_before(step, do):
            assert step > 10
            return
        yield step
    pytest.fail(f"more than {_MOST_STEPS} steps")


OLD = {"a.ttl": b"old a", "b.ttl": b"old b", "same.ttl": b"same"}
NEW = {"a.ttl": b"new a", "b.ttl": b"new b", "same.ttl": b"same", "c.ttl": b"new c"}


def put(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def test_files_are_old_or_new_at_every_step(tmp_path: Path) -> None:
    """None is new before all are beside their places; what a killed run left is gone after the next one."""

    def write() -> None:
        write_together({tmp_path / name: content for name, content in NEW.items()})

    seen = set()
    put(tmp_path, OLD)
    for step in steps(write):
        held = contents(tmp_path)
        beside = {name for name in held if name.startswith(".")}
        assert all(held.get(name) in (OLD.get(name), NEW[name]) for name in NEW), step
        if any(held.get(name) != OLD.get(name) for name in NEW):
            assert all(held.get(name) == NEW[name] or held[f".{name}.new"] == NEW[name] for name in NEW), step
        seen.add((sum(held.get(name) == NEW[name] for name in NEW), len(beside)))
        write()
        assert NEW == contents(tmp_path), step
        put(tmp_path, OLD)
        (tmp_path / "c.ttl").unlink()
    assert {1, 2, 3, 4} == {number for number, _ in seen}, "a kill between each two renames"


FOLDER_OLD = {"release.json": b"old", "tables/a.csv": b"old", "gone": b"old"}
FOLDER_NEW = {"release.json": b"new", "tables/a.csv": b"new"}


@pytest.mark.slow
@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_folder_is_old_or_new_at_every_step(
    can_exchange: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where two names cannot be exchanged there is a moment without; the next run then begins with the old one."""
    if not can_exchange:
        monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    target, beside = tmp_path / "release", tmp_path / ".release.new"
    target.mkdir()
    found = []

    def make() -> None:
        replace_folder(target, lambda folder: put(folder, FOLDER_NEW))

    def fail() -> None:
        with pytest.raises(ZeroDivisionError):
            replace_folder(target, lambda _: print(1 / 0))

    put(target, FOLDER_OLD)
    for step in steps(make):
        found.append(None if not target.exists() else contents(target) == FOLDER_NEW)
        if found[-1] is None:
            assert not can_exchange
            assert FOLDER_OLD == contents(beside / "old"), step
            fail()
            assert FOLDER_OLD == contents(target), step
        assert contents(target) in (FOLDER_OLD, FOLDER_NEW), step
        assert {"release", ".release.new"} >= {path.name for path in tmp_path.iterdir()}, step
        make()
        assert FOLDER_NEW == contents(target), step
        assert ["release"] == [path.name for path in tmp_path.iterdir()], step
        replace_folder(target, lambda folder: put(folder, FOLDER_OLD))
    assert {True, False} | (set() if can_exchange else {None}) == set(found)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBUSY])
def test_what_never_reaches_the_disk_is_not_put_in_place(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk or a quota that is full only when it is asked to keep what was written."""

    def fail(_: int) -> None:
        raise OSError(code, os.strerror(code))

    def fail_at_once(_: int) -> int:
        ctypes.set_errno(code)
        return -1

    put(tmp_path / "release", FOLDER_OLD)
    put(tmp_path, OLD)
    before = contents(tmp_path)
    monkeypatch.setattr(os, "fsync", fail)
    cures = {errno.EIO: "choose a folder you may write to", errno.EBUSY: "a mount point cannot be put"}
    cure = cures.get(code, "free some space")
    with pytest.raises(CannotWrite, match=rf"a\.ttl cannot be written \({os.strerror(code)}\); {cure}"):
        write_together({tmp_path / name: content for name, content in NEW.items()})
    for library in (SimpleNamespace(syncfs=fail_at_once), SimpleNamespace()):  # of a system that has it, and of others
        monkeypatch.setattr(ctypes, "CDLL", lambda *_, found=library, **__: found)
        with pytest.raises(OSError, match=os.strerror(code)):
            replace_folder(tmp_path / "release", lambda folder: put(folder, FOLDER_NEW))
    assert before == contents(tmp_path)
    assert ["release"] == [path.name for path in tmp_path.iterdir() if path.is_dir()]
