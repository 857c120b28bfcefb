"""The profile that a command reads a document with: found by itself, named, or given as a file."""

from __future__ import annotations

from pathlib import Path

import click

from ccwp_kg.build import Inputs
from ccwp_kg.sources.families import choose
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.source_text import SourceText

_FIRST = "action-plan"
"""The profile of a document that shows no family."""

option = click.option(
    "--profile",
    "profile_name",
    help="A profile of data/profiles by its name, or the file of another; found by title and headings if left out.",
)


def profile_for(source: SourceText, name: str | None, inputs: Inputs) -> Profile:
    """The profile of that name or file, or the one that fits the document.

    Raises UnreadableDocument where there is none of that name, one cannot be used, or two fit equally.
    """
    folder = inputs.data / "profiles"
    if name is None:
        paths = sorted(folder.glob("*.toml"), key=lambda path: (path.stem != _FIRST, path.name))
        return choose(source, [load_profile(path) for path in paths])
    path = file_of(name)
    return load_profile(path if path is not None else folder / f"{name}.toml", folder=folder)


def file_of(name: str | None) -> Path | None:
    """The file that a name is the path of; None for the name of a profile."""
    return Path(name) if name is not None and name.endswith(".toml") else None
