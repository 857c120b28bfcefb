"""Files that a user names: opened only where they are files, and never read beyond a limit.

A device, a pipe or a folder is refused before a byte of it is read; a gzipped file is unpacked as far as it is read.
"""

from __future__ import annotations

import gzip
import io
import os
import stat
import zlib
from pathlib import Path
from typing import Any, BinaryIO

from ccwp_kg.errors import UnreadableFile

LARGEST = 2_000_000_000
"""Bytes that a file may have, unpacked."""
TIGHTEST = 250
"""How many bytes one packed byte may become; text rarely passes 50, what is made to burst reaches 1,000 (RFC 1951)."""
_FREE = 10_000_000
_BUFFER = 1 << 18


def open_input(path: Path, *, limit: int = LARGEST) -> BinaryIO:
    """A file to be read to its end, at most `limit` bytes of it; unpacked where its name ends in `.gz` (RFC 1952).

    Raises UnreadableFile where there is no such file, where it is something else, or where it is over the limit. What
    turns up only while it is read is raised there: a damaged or overly packed gzip file, a fault of the disk.
    """
    try:
        # without waiting for a writer, should it be a pipe
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise _cannot_read(path, error) from error
    objection = _objection(os.fstat(descriptor), is_packed=path.suffix == ".gz", limit=limit)
    if objection is not None:
        os.close(descriptor)
        raise UnreadableFile(f"{path} {objection}")
    return io.BufferedReader(_Limited(io.FileIO(descriptor), path, limit), _BUFFER)


def _objection(status: os.stat_result, *, is_packed: bool, limit: int) -> str | None:
    """Why not to read a file, and what to do."""
    if stat.S_ISDIR(status.st_mode):
        return "is a folder; name a file in it"
    if not stat.S_ISREG(status.st_mode):
        return "is a device or a pipe, which may never end; name a file, or save what comes from there as one"
    if status.st_size > limit:
        return f"has {status.st_size:,} bytes; {limit:,} is the limit, so split it"
    if is_packed and not status.st_size:
        return "is empty, which no gzip file is; fetch it again"
    return None


def read_input(path: Path, *, limit: int) -> bytes:
    """The bytes of a file; see `open_input`."""
    with open_input(path, limit=limit) as file:
        return file.read()


class _Limited(io.RawIOBase):
    """What is read of a file, which may grow while it is read, until a limit."""

    def __init__(self, file: io.FileIO, path: Path, limit: int) -> None:
        self._packed = file
        self._file = gzip.GzipFile(fileobj=file) if path.suffix == ".gz" else file
        self._path, self._limit = path, limit
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            number = self._file.readinto(buffer) or 0
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise UnreadableFile(f"{self._path} is no whole gzip file ({error}); fetch it again") from error
        except OSError as error:
            raise _cannot_read(self._path, error) from error
        self._size += number
        if self._size > self._limit:
            raise UnreadableFile(f"{self._path} has more than {self._limit:,} bytes, the limit; split it")
        if self._file is not self._packed and self._size > max(_FREE, TIGHTEST * self._packed.tell()):
            raise UnreadableFile(
                f"{self._path} is packed more than {TIGHTEST} to 1, the limit; unpack it yourself if you trust it"
            )
        return number

    def close(self) -> None:
        self._file.close()
        self._packed.close()
        super().close()


def _cannot_read(path: Path, error: OSError | ValueError) -> UnreadableFile:
    reason = getattr(error, "strerror", None) or error
    return UnreadableFile(f"{path} cannot be read ({reason}); check the path and its permissions")
