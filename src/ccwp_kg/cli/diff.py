"""The command that tells two releases apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from pyoxigraph import Quad

from ccwp_kg.assets import folder
from ccwp_kg.cli import checkout
from ccwp_kg.cli.rebase import speak_like
from ccwp_kg.errors import NotARelease
from ccwp_kg.publish import check_release, summary_of
from ccwp_kg.publish.history.change_report import change_report, english_names
from ccwp_kg.publish.history.changes import ChangeSet
from ccwp_kg.publish.history.releases import History, read_history
from ccwp_kg.rdf.syntax.canonical import canonical_quads
from ccwp_kg.rdf.syntax.patch import rdf_patch
from ccwp_kg.rdf.syntax.read import read_quads, read_triples
from ccwp_kg.rdf.terms import iris


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--format", "form", type=click.Choice(["text", "nquads", "patch"]), default="text", show_default=True)
@click.option("--only", type=click.Choice(["added", "removed"]), help="With nquads: which statements to print.")
def diff(*, old: str, new: str, form: str, only: str | None) -> None:
    """Tell what release NEW says that release OLD does not, and the other way round.

    Each is the folder of a release or the number of one that was published (0.1.0).
    """
    if (form == "nquads") != (only is not None):
        raise click.UsageError("N-Quads cannot say which statements came and which went: --format nquads --only added")
    speak_like(Path(new))
    releases = folder("data") / "releases"
    history = read_history(read_triples(releases / "releases.ttl"), releases)
    (since, before), (number, after) = (_state(name, history) for name in (old, new))
    changes = ChangeSet.between(before, after, since=since, number=number)
    for line in _lines(changes, before | after, form, only):
        click.echo(line, nl=False)


def _lines(changes: ChangeSet, both: frozenset[Quad], form: str, only: str | None) -> Iterator[str]:
    if form == "patch":
        yield from rdf_patch(changes.change, name=iris.release(changes.number), previous=iris.release(changes.since))
    elif form == "nquads":
        chosen = changes.change.added if only == "added" else changes.change.removed
        yield from (f"{quad} .\n" for quad in chosen)
    else:
        yield from change_report(changes, names=english_names(both), prefixes=checkout.prefixes())


def _state(name: str, history: History) -> tuple[str, frozenset[Quad]]:
    """The number of a release and its dataset, by its folder or by its number."""
    version = history.version(name)
    if version is not None and version.file_name is not None:
        return name, canonical_quads(history.quads(version))
    path = Path(name)
    if not path.is_dir():
        known = ", ".join(kept.number for kept in history.kept)
        raise NotARelease(f"'{name}' is neither the folder of a release nor the number of one that is kept ({known})")
    check_release(path)
    return str(summary_of(path)["version"]), canonical_quads(read_quads(path / "dataset.nq"))
