"""What several commands need: the folders, prefixes, profiles, the base of IRIs, the built graphs, progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from ccwp_kg.build import Build, Inputs, run_build
from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.installation import folder
from ccwp_kg.namespaces import PUBLISHED
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.syntax.prefixes import Prefixes, read_prefixes
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.settings import PREFIX, read_settings
from ccwp_kg.sources.families import choose
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.source_text import SourceText

_BASE_SETTING = f"{PREFIX}BASE_IRI"

base_option = click.option(
    "--base-iri",
    metavar="IRI",
    help="Where IRIs of things start, for a release on another host: https://example.org/customs/",
)
"""The option of commands that make something."""

_USUAL_PROFILE = "action-plan"
"""The profile of a document that shows no family."""

profile_option = click.option(
    "--profile",
    "profile_name",
    help="A profile of data/profiles by its name, or the file of another; found by title and headings if left out.",
)
"""The option of commands that read a document."""


def inputs() -> Inputs:
    """The folders of this checkout, or those within the installed package."""
    return Inputs(ontology=folder("ontology"), data=folder("data"), shapes=folder("shapes"))


def profile_for(source: SourceText, name: str | None, inputs: Inputs) -> Profile:
    """The profile of that name or file, or the one that fits the document.

    Raises UnreadableDocument where there is none of that name, one cannot be used, or two fit equally.
    """
    profiles = inputs.data / "profiles"
    if name is None:
        paths = sorted(profiles.glob("*.toml"), key=lambda path: (path.stem != _USUAL_PROFILE, path.name))
        return choose(source, [load_profile(path) for path in paths])
    path = profile_file(name) or profiles / f"{name}.toml"
    if Path(name).suffix not in ("", ".toml") and not path.is_file():
        raise UnreadableDocument(f"the profile {name} is no .toml file; give one, or the name of one in data/profiles")
    return load_profile(path, folder=profiles)


def profile_file(name: str | None) -> Path | None:
    """The file that a name is the path of; None for the name of a profile."""
    return Path(name) if name is not None and name.endswith(".toml") else None


def prefixes(base: Base = PUBLISHED_BASE) -> Prefixes:
    """The prefix registry."""
    return read_prefixes(folder("ontology") / "prefixes.ttl", base)


def chosen_base(base_iri: str | None = None) -> Base:
    """The base that the option, else CCWP_BASE_IRI, names. Raises UnknownSetting where it is no address with a slash
    at its end."""
    environment = {name: value for name, value in os.environ.items() if name == _BASE_SETTING}
    return Base(read_settings(environment, base_iri=base_iri).base_iri or PUBLISHED)


def built(progress: Callable[[str], None] = lambda _: None) -> NamedGraphs:
    """All named graphs, made from the inputs now."""
    return build(progress).dataset


def build(progress: Callable[[str], None] = lambda _: None) -> Build:
    """All named graphs and layouts, made from the inputs now."""
    return run_build(inputs(), progress=progress)


@contextmanager
def steps(total: int) -> Iterator[Callable[[str], None]]:
    """A function that takes each step in words. On a terminal it draws a bar of `total` steps on standard error."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415  # takes longer to import than most commands to run
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (BarColumn(bar_width=24), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("starting", total=total)
        yield lambda words: progress.update(task, description=words, advance=1)


@contextmanager
def files_written() -> Iterator[Callable[[int], None]]:
    """A function that takes how many files are written. On a terminal it shows the number on standard error."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415  # see steps

    with Console(stderr=True).status("opening the release") as status:
        yield lambda files: status.update(f"{files:,} files written")
