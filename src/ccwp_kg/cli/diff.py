"""The command that compares two releases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from pyoxigraph import Quad

from ccwp_kg.cli import checkout
from ccwp_kg.errors import NotARelease
from ccwp_kg.installation import folder
from ccwp_kg.publish.history.change_report import change_report, english_names
from ccwp_kg.publish.history.changes import ChangeSet
from ccwp_kg.publish.history.releases import History, read_history
from ccwp_kg.publish.opening import base_of, check_release, summary_of
from ccwp_kg.rdf.syntax.canonical import canonical_quads
from ccwp_kg.rdf.syntax.patch import rdf_patch
from ccwp_kg.rdf.syntax.read import read_quads, read_triples
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--format", "form", type=click.Choice(["text", "nquads", "patch"]), default="text", show_default=True)
@click.option("--only", type=click.Choice(["added", "removed"]), help="With nquads: which statements to print.")
def diff(*, old: str, new: str, form: str, only: str | None) -> None:
    """Compare release NEW with release OLD: what was added, what was removed.

    Each is the folder of a release, or the number of an earlier one that data/releases/ keeps.
    """
    if (form == "nquads") != (only is not None):
        raise click.UsageError("N-Quads hold added or removed statements, not both: --format nquads --only added")
    releases = folder("data") / "releases"
    history = read_history(read_triples(releases / "releases.ttl"), releases)
    folders = [_folder(name, history) for name in (old, new)]
    bases = {base_of(each) for each in folders if each is not None}
    if len(bases) > 1:
        one, other = sorted(base.iri for base in bases)
        raise NotARelease(f"'{old}' and '{new}' have things at {one} and at {other}; make both with one --base-iri")
    base = next(iter(bases), PUBLISHED_BASE)
    (since, before), (number, after) = (
        _state(name, each, history, base) for name, each in zip((old, new), folders, strict=True)
    )
    changes = ChangeSet.between(before, after, since=since, number=number, base=base)
    for line in _lines(changes, before | after, form, only):
        click.echo(line, nl=False)


def _lines(changes: ChangeSet, both: frozenset[Quad], form: str, only: str | None) -> Iterator[str]:
    if form == "patch":
        name, previous = (changes.base.thing(f"dataset/{number}") for number in (changes.number, changes.since))
        yield from rdf_patch(changes.change, name=name, previous=previous)
    elif form == "nquads":
        chosen = changes.change.added if only == "added" else changes.change.removed
        yield from (f"{quad} .\n" for quad in chosen)
    else:
        yield from change_report(changes, names=english_names(both), prefixes=checkout.prefixes(changes.base))


def _folder(name: str, history: History) -> Path | None:
    """The folder of a release; None for the number of one that is kept. Raises NotARelease if it is neither."""
    if any(version.number == name for version in history.kept):
        return None
    if not Path(name).is_dir():
        known = ", ".join(version.number for version in history.kept) or "none"
        raise NotARelease(
            f"'{name}' is neither the folder of a release nor the number of one that data/releases/ keeps ({known}); "
            "'ccwp-kg release --out FOLDER' makes one"
        )
    check_release(Path(name))
    return Path(name)


def _state(name: str, folder: Path | None, history: History, base: Base) -> tuple[str, frozenset[Quad]]:
    """The number of a release and its statements; a kept release is moved to `base`."""
    if folder is not None:
        return str(summary_of(folder)["version"]), canonical_quads(read_quads(folder / "dataset.nq"))
    (version,) = [version for version in history.kept if version.number == name]
    return name, canonical_quads(base.quads(history.quads(version)))
