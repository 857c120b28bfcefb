"""Opens a release that was made: checks that it is whole, tells its base, loads it into a store."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyoxigraph

from ccwp_kg import __version__
from ccwp_kg.errors import NotARelease, UnreadableFile
from ccwp_kg.input_file import read_input
from ccwp_kg.namespaces import PUBLISHED
from ccwp_kg.rdf.dataset import RELEASE
from ccwp_kg.rdf.syntax.prefixes import NO_PREFIXES
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.store import Bounds, EmbeddedStore

MARK = "release.json"
"""The file with the version and the counts, which marks a folder as a release."""
DATASET = "dataset.nq"
"""The dataset in its canonical form, so that the digest of the file is the hash of the dataset."""
MERGE = "merged.nt"
"""The merge of the dataset's graphs."""
DESCRIPTION = "description.ttl"
"""What the release says of itself."""
SUMS = "SHA256SUMS"
"""The checksums of all other files."""
_LARGEST_PART = 10_000_000


def past_file(number: str) -> str:
    """Where a release keeps the dataset of an earlier one.

    >>> past_file("0.1.0")
    'history/0.1.0.nq.gz'
    """
    return f"history/{number}.nq.gz"


def open_release(folder: Path, *, has_past: bool = True) -> EmbeddedStore:
    """A release as a store: its dataset, its description of itself as one more graph, the merge a query sees, and, if
    `has_past`, the merges of the releases before it, each as a dataset apart.

    Raises NotARelease unless the folder is a whole release, InvalidTurtle where a file in it does not parse.
    """
    check_release(folder)
    base = base_of(folder)
    numbers = summary_of(folder).get("past", ()) if has_past else ()
    past = {base.here(iris.release(number)): folder / past_file(number) for number in numbers}
    description = {base.here(RELEASE): folder / DESCRIPTION}
    store = EmbeddedStore.of_named_graphs(folder / DATASET, more=description, past=past, base=base)
    return store.bounded(Bounds(), prefixes=NO_PREFIXES, state=state_of(sums_of(folder)))


def state_of(sums: str) -> str:
    """A key of all that answers depend on: what reads the files, and the checksums of the files."""
    return hashlib.sha256(f"{__version__} {pyoxigraph.__version__} {sums}".encode()).hexdigest()


def open_merge(folder: Path) -> EmbeddedStore:
    """The merge of a release, which is what a query without GRAPH and without a dataset of its own sees, and of the
    named graphs those about the data.

    Raises NotARelease where the folder is none, or a file is not what the checksums say; OSError where none is there.
    """
    digests = {name: digest for digest, _, name in (line.partition("  ") for line in sums_of(folder).splitlines())}
    for name in (MERGE, DATASET, DESCRIPTION):
        if digests.get(name) != sha256_of(folder / name):
            raise NotARelease(f"{folder} is not a whole release ({name} is not what {SUMS} says)")
    base = base_of(folder)
    description = {base.here(RELEASE): folder / DESCRIPTION}
    return EmbeddedStore.of_merge(folder / MERGE, folder / DATASET, more=description, base=base)


def summary_of(folder: Path) -> dict[str, Any]:
    """What the mark of a release says; NotARelease where it cannot be read."""
    try:
        summary = json.loads(_part(folder, MARK))
    except (ValueError, RecursionError):
        summary = None
    if not isinstance(summary, dict):
        raise NotARelease(f"{folder} is not a release ({MARK} is damaged); make one with 'ccwp-kg release'")
    return summary


def sums_of(folder: Path) -> str:
    """The checksums of a release; NotARelease where they cannot be read."""
    return _part(folder, SUMS).decode(errors="replace")


def _part(folder: Path, name: str) -> bytes:
    try:
        return read_input(folder / name, limit=_LARGEST_PART)
    except UnreadableFile as error:
        cause = "cannot be read" if (folder / name).exists() else "is missing"
        raise NotARelease(f"{folder} is not a release ({name} {cause}); make one with 'ccwp-kg release'") from error


def base_of(folder: Path) -> Base:
    """Where the IRIs of things in a release start. Raises NotARelease where the folder is none."""
    return Base(str(summary_of(folder).get("base", PUBLISHED)))


def sha256_of(path: Path) -> str:
    """The sha256 of a file in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check_release(folder: Path) -> None:
    """Raise NotARelease unless the folder is a whole release."""
    missing = [name for name in (MARK, DATASET, DESCRIPTION, SUMS) if not (folder / name).is_file()]
    if missing:
        raise NotARelease(f"{folder} is not a release ({missing[0]} is missing); make one with 'ccwp-kg release'")
