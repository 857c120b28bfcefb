"""Puts a finished folder in the place of an old one in a single step."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)


def put_in_place(made: Path, target: Path) -> None:
    """Make `target` the folder that was made beside it; an old `target` is removed once the new one stands.

    Where the system can exchange two names at once it does, so that a reader finds a whole folder at every moment.
    Raises OSError where the rename fails; the old folder is then still in place.
    """
    if not target.exists():
        made.rename(target)
        return
    if not _exchange(made, target):
        aside = made.with_name(made.name + ".old")
        target.rename(aside)
        made.rename(target)
        made = aside
    shutil.rmtree(made)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two names atomically; False where this system or file system cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        return library.renamex_np(os.fsencode(one), os.fsencode(other), _RENAME_SWAP) == 0
    rename = getattr(library, "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)
