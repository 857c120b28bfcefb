"""The release that a server makes for itself: once, whole or not at all, in the cache, and no more than a few."""

from __future__ import annotations

import fcntl
import hashlib
import os
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from ccwp_kg import installation
from ccwp_kg.errors import CannotWrite
from ccwp_kg.publish.own_release import OwnRelease, cache_folder, key_of_data, own_release
from ccwp_kg.publish.swap import replace_folder

KEYS = [f"0.2.0-{number:016x}" for number in range(9)]


class Makes:
    """Makes small releases, and counts them."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, target: Path, lock: int) -> None:
        os.fstat(lock)
        self.made.append(target.name)
        replace_folder(target, self.fill)

    @staticmethod
    def fill(folder: Path) -> None:
        files = {name: f"{name}\n".encode() for name in ("release.json", "dataset.nq", "description.ttl")}
        for name, content in files.items():
            (folder / name).write_bytes(content)
        sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
        (folder / "SHA256SUMS").write_text(sums)


@pytest.fixture
def makes() -> Makes:
    return Makes()


@pytest.fixture
def ends() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def served(own: OwnRelease, ends: ExitStack) -> OwnRelease:
    """A release that is served until the test ends."""
    ends.callback(os.close, own.lock)
    return own


def started_and_ended(cache: Path, key: str, makes: Makes) -> Path:
    own = own_release(cache, key, makes)
    os.close(own.lock)
    return own.folder


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_it_is_made_once(tmp_path: Path, makes: Makes) -> None:
    cache = tmp_path / "not" / "there"
    assert cache / KEYS[0] == started_and_ended(cache, KEYS[0], makes) == started_and_ended(cache, KEYS[0], makes)
    assert KEYS[:1] == makes.made
    started_and_ended(cache, KEYS[1], makes)
    assert KEYS[:2] == makes.made


@pytest.mark.parametrize("name", ["release.json", "dataset.nq", "description.ttl", "SHA256SUMS"])
@pytest.mark.parametrize("is_gone", [True, False])
def test_what_is_not_whole_is_made_anew(tmp_path: Path, makes: Makes, name: str, is_gone: bool) -> None:
    file = started_and_ended(tmp_path, KEYS[0], makes) / name
    content = file.read_bytes()
    if is_gone:
        file.unlink()
    else:
        file.write_bytes(b"0" * 64 + b"  x\n" if name == "SHA256SUMS" else content[:-1])
    started_and_ended(tmp_path, KEYS[0], makes)
    assert KEYS[:1] * 2 == makes.made
    assert content == file.read_bytes()


def test_an_interrupted_making_leaves_nothing_that_is_taken_for_a_release(tmp_path: Path, makes: Makes) -> None:
    """One that raises, and one that is killed, of this release or another: what it left is cleared by the next."""

    class Interrupted(Exception):
        pass

    def fails(target: Path, _lock: int) -> None:
        def half(folder: Path) -> None:
            makes.fill(folder)
            (folder / "SHA256SUMS").unlink()
            raise Interrupted

        replace_folder(target, half)

    with pytest.raises(Interrupted):
        own_release(tmp_path, KEYS[0], fails)
    assert ["lock"] == sorted(names(tmp_path))
    for key in KEYS[:2]:
        killed = tmp_path / f".{key}.new" / "made"
        killed.mkdir(parents=True)
        makes.fill(killed)
    folder = started_and_ended(tmp_path, KEYS[0], makes)
    assert KEYS[:1] == makes.made
    assert sorted(["lock", folder.name, f"{folder.name}.served"]) == sorted(names(tmp_path))


def test_two_starts_at_the_same_time_make_one(tmp_path: Path, makes: Makes) -> None:
    """The second waits, says so, and serves what the first has made."""
    begun, said = threading.Event(), threading.Event()
    found: list[Path] = []

    def slow(target: Path, lock: int) -> None:
        begun.set()
        assert said.wait(10)
        makes(target, lock)

    first = threading.Thread(target=lambda: found.append(own_release(tmp_path, KEYS[0], slow).folder))
    first.start()
    assert begun.wait(10)
    second = threading.Thread(target=lambda: found.append(own_release(tmp_path, KEYS[0], slow, waits=said.set).folder))
    second.start()
    first.join(10)
    second.join(10)
    assert [tmp_path / KEYS[0]] * 2 == found
    assert KEYS[:1] == makes.made


def test_all_but_the_last_three_are_removed(tmp_path: Path, makes: Makes) -> None:
    """The last ones that were started, not those that were made last."""
    for key in KEYS[:3]:
        started_and_ended(tmp_path, key, makes)
        time.sleep(0.02)
    started_and_ended(tmp_path, KEYS[0], makes)
    time.sleep(0.02)
    started_and_ended(tmp_path, KEYS[3], makes)
    there = {KEYS[0], KEYS[2], KEYS[3]}
    assert there | {f"{key}.served" for key in there} | {"lock"} == set(names(tmp_path))


def test_one_that_is_served_is_not_removed(tmp_path: Path, makes: Makes, ends: ExitStack) -> None:
    oldest = served(own_release(tmp_path, KEYS[0], makes), ends)
    for key in KEYS[1:7]:
        started_and_ended(tmp_path, key, makes)
        time.sleep(0.02)
    assert oldest.folder.is_dir()
    assert {KEYS[0], *KEYS[4:7]} >= {name for name in names(tmp_path) if name in KEYS} >= {KEYS[0], *KEYS[5:7]}
    ends.close()
    started_and_ended(tmp_path, KEYS[7], makes)
    assert not oldest.folder.exists()


def test_what_is_not_ours_stays(tmp_path: Path, makes: Makes) -> None:
    others = ["notes", "0.2.0", "0.2.0-xyz", ".hidden.new"]
    for name in others:
        (tmp_path / name).mkdir()
    for key in KEYS[:5]:
        started_and_ended(tmp_path, key, makes)
    assert set(others) <= set(names(tmp_path))


@pytest.mark.parametrize("within", ["file", "file/deeper", "locked"])
def test_a_cache_that_takes_nothing_is_one_sentence(tmp_path: Path, makes: Makes, within: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "locked" / "lock").mkdir(parents=True)
    cache = tmp_path / within
    with pytest.raises(CannotWrite) as raised:
        own_release(cache, KEYS[0], makes)
    said = str(raised.value)
    assert said.startswith(f"{cache} cannot be written (")
    assert said.endswith("; set XDG_CACHE_HOME to a folder you may write to, or name a release with --release")
    assert [] == makes.made


CACHES = {
    (): None,
    (("HOME", "/home/anna"),): "/home/anna/.cache/ccwp-kg",
    (("HOME", "/home/anna"), ("XDG_CACHE_HOME", "")): "/home/anna/.cache/ccwp-kg",
    (("HOME", "/home/anna"), ("XDG_CACHE_HOME", "relative")): "/home/anna/.cache/ccwp-kg",
    (("HOME", "/home/anna"), ("XDG_CACHE_HOME", "/var/cache/anna")): "/var/cache/anna/ccwp-kg",
    (("XDG_CACHE_HOME", "/var/cache/anna"),): "/var/cache/anna/ccwp-kg",
    (("HOME", "home"),): None,
}


@pytest.mark.parametrize("environment", CACHES)
def test_where_the_cache_is(environment: tuple[tuple[str, str], ...]) -> None:
    """XDG Base Directory Specification: an empty or relative path in XDG_CACHE_HOME does not count."""
    expected = CACHES[environment]
    if expected is None:
        with pytest.raises(CannotWrite, match=r"no home folder .*; set XDG_CACHE_HOME"):
            cache_folder(dict(environment), platform="linux")
    else:
        assert Path(expected) == cache_folder(dict(environment), platform="linux")


def test_the_key_tells_data_version_and_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same data have the same key; other data, another base and another version have another."""
    for name in installation.FOLDERS:
        (tmp_path / "ccwp_kg" / "_assets" / name).mkdir(parents=True)
    monkeypatch.setattr(installation, "_PACKAGE", tmp_path / "ccwp_kg")
    first = key_of_data("")
    assert first == key_of_data("")
    assert first != key_of_data("https://example.org/")
    (tmp_path / "ccwp_kg" / "_assets" / "data" / "a.ttl").write_text("a")
    second = key_of_data("")
    (tmp_path / "ccwp_kg" / "_assets" / "data" / "a.ttl").write_text("b")
    third = key_of_data("")
    monkeypatch.setattr("ccwp_kg.publish.own_release.__version__", "9.9")
    assert 4 == len({first, second, third, key_of_data("")})
    assert key_of_data("").startswith("9.9-")


def test_the_lock_is_held_while_it_is_made(tmp_path: Path, makes: Makes) -> None:
    def make(target: Path, lock: int) -> None:
        other = os.open(tmp_path / "lock", os.O_RDWR)
        with pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(other)
        makes(target, lock)

    os.close(own_release(tmp_path, KEYS[0], make).lock)
    assert KEYS[:1] == makes.made
