"""Files put in their place whole: what stands there is the old file or the new one, at every moment and for good.

A new file is written beside its place, as `.NAME.new`, and locked while its run lives (flock(2)). Of a run that was
killed it stays there unlocked, and the next run for that place takes it over: there is never more than one.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from ccwp_kg.errors import CannotWrite

_FULL = (errno.ENOSPC, errno.EDQUOT)
_CURES: Mapping[int | None, str] = {
    errno.EBUSY: "a mount point cannot be put in its place whole: mount the folder above it"
}
_NUMBER_IN_WORDS = re.compile(r"\(os error (\d+)\)$")  # all that pyoxigraph tells of it
_TRIES = 100


def write_whole(path: Path, content: bytes) -> None:
    """Write one file; see `write_together`."""
    write_together({path: content})


def write_together(files: Mapping[Path, bytes]) -> None:
    """Write files, none of them before all are on the disk beside their places; a file that is so already stays.

    A run that is killed while it renames leaves some old and some new, each of them whole, and the next run goes on
    from there. Raises CannotWrite where a folder does not take them or another run is writing one of them; nothing
    has changed then.
    """
    new: list[_NewFile] = []
    try:
        for path, content in files.items():
            new.append(_NewFile(path))
            new[-1].write(content)
        for file in new:
            path = file.place
            file.put_in_place()
        for folder in sorted({file.place.parent for file in new if file.is_in_place}):
            sync(folder)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        for file in new:
            file.close()


class _NewFile:
    """A file beside its place; what is not put in place goes when it is closed."""

    def __init__(self, path: Path) -> None:
        self.place = Path(os.path.realpath(path))  # where a link leads is what is replaced, not the link
        if self.place.exists() and not self.place.is_file():
            raise CannotWrite(f"{path} is no regular file; name another one")
        with suppress(FileExistsError):  # it is told below that this is no folder
            self.place.parent.mkdir(parents=True, exist_ok=True)
        self._path = self.place.with_name(f".{self.place.name}.new")
        self._descriptor = _open_alone(self._path, shown=path)
        self._is_new = False
        self.is_in_place = False

    def write(self, content: bytes) -> None:
        self._is_new = not self.place.exists() or self.place.read_bytes() != content
        if self._is_new:
            os.truncate(self._descriptor, 0)
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
            os.fchmod(self._descriptor, 0o644)
            os.fsync(self._descriptor)

    def put_in_place(self) -> None:
        if self._is_new:
            self._path.replace(self.place)
            self.is_in_place = True

    def close(self) -> None:
        if not self.is_in_place:
            self._path.unlink(missing_ok=True)
        os.close(self._descriptor)


@contextmanager
def alone(path: Path, *, shown: Path) -> Iterator[None]:
    """Be the one run that holds this lock file, made where it is missing and removed at the end.

    Raises CannotWrite where another run holds it; the message names the path `shown` as what that run writes.
    """
    descriptor = _open_alone(path, shown=shown)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def _open_alone(path: Path, *, shown: Path) -> int:
    """The descriptor of a file that no other run has, and that still bears its name once this is sure."""
    busy = f"another run is writing {shown} now; wait until it has ended"
    failed: OSError | None = None
    for _ in range(_TRIES):
        try:
            path.parent.mkdir(exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        except (FileNotFoundError, FileExistsError) as error:  # the run before has just removed its folder
            failed = error
            continue
        failed = None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _bears(path, descriptor):
                return descriptor
        except BlockingIOError:
            os.close(descriptor)
            raise CannotWrite(busy) from None
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
    if failed is None:
        raise CannotWrite(busy)
    raise failed if path.parent.is_dir() else NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))


def _bears(path: Path, descriptor: int) -> bool:
    """Whether an open file has this name; the run before may have put it in its place or removed it meanwhile."""
    status = os.fstat(descriptor)
    try:
        if not os.path.samestat(path.lstat(), status):
            return False
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid() or status.st_nlink > 1:
        raise CannotWrite(f"{path} stands in the way and is not ours; remove it")
    return True


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, survive a power cut (fsync(2))."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_all(folder: Path) -> None:
    """The same for all that is in a folder: at once where the system can (Linux, syncfs(2)), else one by one."""
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        for place, _, files in os.walk(folder):
            for path in (*files, "."):
                sync(Path(place, path))
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if syncfs(descriptor) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    finally:
        os.close(descriptor)


def cannot_write(path: Path, error: OSError) -> CannotWrite:
    """What went wrong at a place, as one sentence."""
    match = _NUMBER_IN_WORDS.search(str(error))
    number = error.errno if match is None else int(match[1])
    cure = "free some space" if number in _FULL else _CURES.get(number, "choose a folder you may write to")
    return CannotWrite(f"{path} cannot be written ({os.strerror(number) if number else error}); {cure}")
