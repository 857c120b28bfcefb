"""The release that a command makes for itself where none is named: in the user's cache folder, once for the same data.

VERSION-DIGEST/          a release, made by one start at a time and put in its place whole
VERSION-DIGEST.served    locked (flock(2)) by each server of it, while it lives; its time is that of the last start
lock                     locked by the start that looks for its release, makes it, or removes older ones
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ccwp_kg import __version__
from ccwp_kg.atomic_files import cannot_write
from ccwp_kg.errors import CannotWrite, NotARelease
from ccwp_kg.installation import NAME, folder
from ccwp_kg.publish.opening import check_release, sha256_of, sums_of

KEPT = 3
"""So many releases stay in the cache, the last ones used; one that is served stays in any case."""
_INGREDIENTS = ("ontology", "data", "shapes")
_RELEASE = re.compile(r"[0-9][0-9A-Za-z.+]*-[0-9a-f]{16}")
_LEFT = re.compile(rf"\.{_RELEASE.pattern}\.(?:new|old)")
_LOCK, _SERVED = "lock", ".served"
_CURE = "set XDG_CACHE_HOME to a folder you may write to, or name a release with --release"


@dataclass(frozen=True, slots=True)
class OwnRelease:
    """A release in the cache; it stays while `lock`, the descriptor of an open file, is."""

    folder: Path
    lock: int


def cache_folder(environment: Mapping[str, str], *, platform: str) -> Path:
    """Where this program may keep what it can make again (XDG Base Directory Specification; `platform` as in sys).

    A relative path in XDG_CACHE_HOME does not count, as the specification has it.

    >>> cache_folder({"XDG_CACHE_HOME": "/tmp/cache", "HOME": "/home/anna"}, platform="linux").as_posix()
    '/tmp/cache/ccwp-kg'
    >>> cache_folder({"HOME": "/Users/anna"}, platform="darwin").as_posix()
    '/Users/anna/Library/Caches/ccwp-kg'
    """
    named = environment.get("XDG_CACHE_HOME", "")
    if named and Path(named).is_absolute():
        return Path(named) / NAME
    home = environment.get("HOME", "")
    if not Path(home).is_absolute():
        raise CannotWrite(f"the user has no home folder to keep a release in; {_CURE}")
    return Path(home) / ("Library/Caches" if platform == "darwin" else ".cache") / NAME


def key_of_data(base: str) -> str:
    """The name of a release of what is installed here: the version, and a digest of all that the release comes from.

    `base` is where its IRIs start.
    """
    found = hashlib.sha256(f"{__version__}\0{base}\0".encode())
    roots = [(folder(name), "*") for name in _INGREDIENTS]
    for root, names in (*roots, (Path(__file__).parents[1], "*.py")):
        for path in sorted(root.rglob(names)):
            if path.is_file():
                found.update(f"{root.name}/{path.relative_to(root).as_posix()}\0{sha256_of(path)}\0".encode())
    return f"{__version__}-{found.hexdigest()[:16]}"


def own_release(
    cache: Path, key: str, make: Callable[[Path, int], None], *, waits: Callable[[], None] = lambda: None
) -> OwnRelease:
    """The release of that key in the cache, made by `make` where it is not there or is not whole.

    `make` gets the folder, and the descriptor of the lock, which whoever makes it for us is to keep open. `waits` is
    called when another start holds the lock. Raises CannotWrite where the cache takes nothing, and what `make` raises.
    """
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with _alone(cache / _LOCK, waits) as lock:
            for left in cache.iterdir():
                if _LEFT.fullmatch(left.name):  # by a run that was killed, for nobody else is at work
                    shutil.rmtree(left, ignore_errors=True)
            target = cache / key
            if not _is_whole(target):
                make(target, lock)
            served = os.open(f"{target}{_SERVED}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            os.utime(served)
            fcntl.flock(served, fcntl.LOCK_SH)
            _remove_older(cache, target)
            return OwnRelease(target, served)
    except OSError as error:
        raise CannotWrite(f"{str(cannot_write(cache, error)).partition(';')[0]}; {_CURE}") from error


@contextmanager
def _alone(path: Path, waits: Callable[[], None]) -> Iterator[int]:
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waits()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock
    finally:
        os.close(lock)


def _is_whole(release: Path) -> bool:
    """Whether a folder holds a release with all its files as they were written."""
    try:
        check_release(release)
        lines = [line.partition("  ") for line in sums_of(release).splitlines()]
        return bool(lines) and all(sha256_of(release / name) == digest for digest, _, name in lines)
    except (NotARelease, OSError):
        return False


def _remove_older(cache: Path, current: Path) -> None:
    """Remove all but the last few releases, the one that is about to be served not among them."""
    releases = [path for path in cache.iterdir() if _RELEASE.fullmatch(path.name) and path != current]
    for release in sorted(releases, key=_last_used, reverse=True)[KEPT - 1 :]:
        served = Path(f"{release}{_SERVED}")
        lock = os.open(served, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left = release.with_name(f".{release.name}.old")
            release.rename(left)
            served.unlink()
            shutil.rmtree(left, ignore_errors=True)
        except BlockingIOError:  # a server has it
            continue
        finally:
            os.close(lock)


def _last_used(release: Path) -> float:
    with suppress(OSError):
        return Path(f"{release}{_SERVED}").stat().st_mtime
    return 0.0
