"""The command that tells two releases apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from pyoxigraph import Quad

from ccwp_kg.assets import folder
from ccwp_kg.cli import checkout
from ccwp_kg.errors import NotARelease
from ccwp_kg.publish import base_of, check_release, summary_of
from ccwp_kg.publish.history.change_report import change_report, english_names
from ccwp_kg.publish.history.changes import ChangeSet
from ccwp_kg.publish.history.releases import History, read_history
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
    """Tell what release NEW says that release OLD does not, and the other way round.

    Each is the folder of a release or the number of one that was published (0.1.0).
    """
    if (form == "nquads") != (only is not None):
        raise click.UsageError("N-Quads cannot say which statements came and which went: --format nquads --only added")
    releases = folder("data") / "releases"
    history = read_history(read_triples(releases / "releases.ttl"), releases)
    bases = {base_of(Path(name)) for name in (old, new) if history.version(name) is None}
    if len(bases) > 1:
        one, other = sorted(base.iri for base in bases)
        raise NotARelease(f"'{old}' and '{new}' have things at {one} and at {other}; make both with one --base-iri")
    base = next(iter(bases), PUBLISHED_BASE)
    (since, before), (number, after) = (_state(name, history, base) for name in (old, new))
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


def _state(name: str, history: History, base: Base) -> tuple[str, frozenset[Quad]]:
    """The number of a release and its dataset, by its folder or by its number; a published one moved to `base`."""
    version = history.version(name)
    if version is not None and version.file_name is not None:
        return name, canonical_quads(base.quads(history.quads(version)))
    path = Path(name)
    if not path.is_dir():
        known = ", ".join(kept.number for kept in history.kept)
        raise NotARelease(f"'{name}' is neither the folder of a release nor the number of one that is kept ({known})")
    check_release(path)
    return str(summary_of(path)["version"]), canonical_quads(read_quads(path / "dataset.nq"))
