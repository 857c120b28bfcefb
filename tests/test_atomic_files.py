"""Files are written whole or not at all, by one run at a time, and leave nothing behind."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import stat
import tempfile
from pathlib import Path

import pytest

from ccwp_kg.atomic_files import alone, write_together, write_whole
from ccwp_kg.errors import CannotWrite
from ccwp_kg.publish.swap import replace_folder
from support.commands import contents


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "data.ttl"
    write_whole(target, b"old")
    with pytest.raises(TypeError):
        write_whole(target, "not bytes")  # type: ignore[arg-type]
    assert {"data.ttl": b"old"} == contents(tmp_path)


def test_an_unwritable_target_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match=r"\(Not a directory\); choose a folder"):
        write_whole(tmp_path / "file" / "data.ttl", b"")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="there is no folder here that takes no files from anybody")
def test_a_folder_that_takes_no_files_is_not_told_as_another_run() -> None:
    """It stands, and yet a file in it does not come into being."""
    with pytest.raises(CannotWrite, match=r"\(No such file or directory\); choose a folder"):
        write_whole(Path("/proc/data.ttl"), b"")


def test_a_file_that_is_so_already_is_not_touched(tmp_path: Path) -> None:
    """Neither the file nor its time; a new one can be read by everybody."""
    target = tmp_path / "data.ttl"
    write_whole(target, b"same")
    assert 0o644 == stat.S_IMODE(target.stat().st_mode)
    before = target.stat()
    write_whole(target, b"same")
    assert (before.st_ino, before.st_mtime_ns) == (target.stat().st_ino, target.stat().st_mtime_ns)


def test_none_is_written_where_one_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(CannotWrite, match="b is no regular file"):
        write_together({tmp_path / "a": b"a", tmp_path / "b": b"b"})
    assert {} == contents(tmp_path)


def test_what_a_killed_run_left_is_taken_over(tmp_path: Path) -> None:
    """Longer than what is written now, and beside a file that need not be written."""
    for name in ("a", "b"):
        (tmp_path / f".{name}.new").write_text("left over, and longer")
    (tmp_path / "b").write_text("b")
    write_together({tmp_path / "a": b"a", tmp_path / "b": b"b"})
    assert {"a": b"a", "b": b"b"} == contents(tmp_path)


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("there/file")
    write_whole(tmp_path / "link", b"content")
    assert (tmp_path / "link").is_symlink()
    assert b"content" == (tmp_path / "there" / "file").read_bytes()


def test_a_device_is_never_replaced(tmp_path: Path) -> None:
    """`--out /dev/null` by root would leave the system without one."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotWrite, match="pipe is no regular file; name another one"):
        write_whole(tmp_path / "pipe", b"content")
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("kind", ["link", "second name", "pipe"])
def test_what_somebody_laid_in_the_way_is_not_written_into(kind: str, tmp_path: Path) -> None:
    victim, beside = tmp_path / "victim", tmp_path / ".data.ttl.new"
    victim.write_text("mine")
    if kind == "link":
        beside.symlink_to("victim")
    elif kind == "second name":
        beside.hardlink_to(victim)
    else:
        os.mkfifo(beside)
    with pytest.raises(CannotWrite, match=r"data\.ttl"):
        write_whole(tmp_path / "data.ttl", b"content")
    assert "mine" == victim.read_text()
    assert not (tmp_path / "data.ttl").exists()


def test_a_folder_of_somebody_else_is_not_worked_in(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / ".release.new").symlink_to("theirs")
    with pytest.raises(CannotWrite, match="is not ours; remove it"):
        replace_folder(tmp_path / "release", lambda folder: (folder / "a").write_text("") and None)
    assert [] == list((tmp_path / "theirs").iterdir())


def test_a_folder_without_permission_is_one_sentence() -> None:
    """As somebody who is not root, in a process of their own."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        pid = os.fork()
        if pid == 0:
            try:
                if os.geteuid() == 0:
                    os.seteuid(65_534)
                write_whole(Path(folder) / "data.ttl", b"content")
            except CannotWrite as error:
                os._exit(0 if "(Permission denied); choose a folder you may write to" in str(error) else 1)
            finally:
                os._exit(2)
        assert 0 == os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        assert [] == list(Path(folder).iterdir())
        Path(folder).chmod(0o755)


def test_the_second_run_for_a_place_is_told_so(tmp_path: Path) -> None:
    """While another process has it, neither what it writes nor what stands there is touched."""
    write_whole(tmp_path / "data.ttl", b"old")
    ready, go_on = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        with (
            alone(tmp_path / ".data.ttl.new", shown=tmp_path),
            alone(tmp_path / ".release.new" / "lock", shown=tmp_path),
        ):
            os.write(ready[1], b".")
            os.read(go_on[0], 1)
        os._exit(0)
    os.read(ready[0], 1)
    with pytest.raises(CannotWrite, match=r"another run is writing .*data\.ttl now; wait until it has ended"):
        write_together({tmp_path / "other.ttl": b"other", tmp_path / "data.ttl": b"new"})
    with pytest.raises(CannotWrite, match=r"another run is writing .*release now; wait until it has ended"):
        replace_folder(tmp_path / "release", lambda _: pytest.fail("two at a time"))
    assert (tmp_path / ".release.new" / "lock").exists()
    assert {"data.ttl": b"old"} == {name: held for name, held in contents(tmp_path).items() if name[0] != "."}
    os.write(go_on[1], b".")
    assert 0 == os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    write_whole(tmp_path / "data.ttl", b"new")
    assert {"data.ttl": b"new"} == contents(tmp_path)
    for descriptor in (*ready, *go_on):
        os.close(descriptor)


def test_a_run_that_ends_while_another_is_refused_was_at_work_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock was held when it was tried; that its folder has gone a moment later makes the place no wrong one."""

    def held_until_now(*_: object) -> None:
        (tmp_path / ".release.new" / "lock").unlink()
        (tmp_path / ".release.new").rmdir()
        raise BlockingIOError

    monkeypatch.setattr(fcntl, "flock", held_until_now)
    with pytest.raises(CannotWrite, match=r"another run is writing .*release now; wait until it has ended"):
        replace_folder(tmp_path / "release", lambda _: pytest.fail("two at a time"))


def _write_often(folder: Path, name: int, told: multiprocessing.SimpleQueue[int]) -> None:
    content = bytes([65 + name]) * 50_000
    done = 0
    for _ in range(200):
        try:
            write_whole(folder / "data", content)
            replace_folder(folder / "release", lambda made: (made / "a").write_bytes(content) and None)
            done += 1
        except CannotWrite as error:
            if "another run is writing" not in str(error):
                raise
    told.put(done)


def test_many_at_a_time_write_one_after_the_other(tmp_path: Path) -> None:
    """Each is told that another is at work or has its own in place, whole; nothing is left beside."""
    context = multiprocessing.get_context("fork")
    told = context.SimpleQueue()
    processes = [context.Process(target=_write_often, args=(tmp_path, name, told)) for name in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [0] * 4 == [process.exitcode for process in processes]
    assert sum(told.get() for _ in processes) >= 4
    assert {"data", "release/a"} == set(contents(tmp_path))
    for content in contents(tmp_path).values():
        assert content in {bytes([65 + name]) * 50_000 for name in range(4)}
    told.close()
