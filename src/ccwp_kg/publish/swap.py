"""Makes a folder beside an old one and puts it in its place in a single step.

While it is made it stands in `.NAME.new`, which one run has at a time; what a killed run left there the next clears.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from ccwp_kg.atomic_files import alone, sync, sync_all
from ccwp_kg.errors import CannotWrite

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)


def replace_folder(target: Path, fill: Callable[[Path], None]) -> None:
    """Make `target` the folder that `fill` fills, once all of it is on the disk; the old one is then removed.

    Where the system can exchange two names at once it does, so that a reader finds a whole folder at every moment.
    Raises CannotWrite where another run makes the same folder, and OSError; the old folder is then still in place.
    """
    workshop = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise CannotWrite(f"{target} cannot be written: {target.parent} is a file; name a folder") from None
    try:
        with alone(workshop / "lock", shown=target):
            if workshop.is_symlink() or workshop.stat().st_uid != os.geteuid():
                raise CannotWrite(f"{workshop} stands in the way and is not ours; remove it")
            made, old = workshop / "made", workshop / "old"
            _tidy(made, old, target)
            try:
                made.mkdir()
                made.chmod(0o755)
                fill(made)
                sync_all(made)
                if not target.exists():
                    made.rename(target)
                elif not _exchange(made, target):
                    target.rename(old)
                    made.rename(target)
                sync(made.parent)
                sync(target.parent)
            finally:
                _tidy(made, old, target)
    finally:
        with suppress(OSError):  # another run is in it
            workshop.rmdir()


def names_in(folder: Path) -> Iterator[str]:
    """What a folder holds at any depth, but for folders, as paths within it; a link has a slash at its end.

    Raises OSError.
    """
    waiting = [""]
    while waiting:
        within = waiting.pop()
        with os.scandir(folder / within) as entries:
            for entry in entries:
                name = f"{within}{entry.name}"
                if entry.is_symlink():
                    yield f"{name}/"
                elif entry.is_dir():
                    waiting.append(f"{name}/")
                else:
                    yield name


def _tidy(made: Path, old: Path, target: Path) -> None:
    """Remove what a run left; where it came no further than between the two steps, the old folder goes back."""
    if old.exists() and not target.exists():
        old.rename(target)
    for folder in (made, old):
        shutil.rmtree(folder, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two names atomically; False where this system or file system cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        return library.renamex_np(os.fsencode(one), os.fsencode(other), _RENAME_SWAP) == 0
    rename = getattr(library, "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)
