"""Files without a name: in memory where the platform can, else on disk and already removed."""

from __future__ import annotations

import os
import tempfile


def open_memory_file(purpose: str) -> int:
    """The descriptor of a new, empty file that only those who have the descriptor can reach."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create(purpose)
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
