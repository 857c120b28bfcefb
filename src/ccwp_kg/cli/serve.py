"""The command that serves a release, or any RDF files, over HTTP."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ccwp_kg.cli.main import RELEASE
from ccwp_kg.server import serve as run
from ccwp_kg.settings import Settings, read_settings

if TYPE_CHECKING:
    from ccwp_kg.publish.own_release import OwnRelease


@click.command()
@click.option("--host", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=int, help="Port to listen on; 0 takes a free one.  [default: 8000]")
@click.option("--workers", type=int, help="Processes that answer.  [default: 2]")
@click.option(
    "--release",
    type=click.Path(path_type=Path),
    help="Folder of a release.  [default: build/release, else one that is made in the user's cache folder]",
)
@click.option("--store", help="A SPARQL endpoint to publish instead of a release.")
@click.option("--data", type=click.Path(path_type=Path), multiple=True, help="An RDF file instead of a release.")
@click.argument("more", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
def serve(
    *,
    host: str | None,
    port: int | None,
    workers: int | None,
    release: Path | None,
    store: str | None,
    data: tuple[Path, ...],
    more: tuple[Path, ...],
) -> None:
    """Serve SPARQL, linked data and pages from a release, or any RDF files at /sparql: --data FILE [FILE]...

    N-Quads and TriG keep their named graphs, triples of other formats go to the default graph. Without a release and
    without ./build/release, one is made first, and kept for the next start.
    """
    if more and not data:
        raise click.UsageError(f"'{more[0]}' is given without --data; write --data {more[0]}")
    settings = read_settings(os.environ, host=host, port=port, workers=workers, store=store)
    chosen = release if release is not None or data or settings.store else RELEASE
    if chosen is RELEASE and not RELEASE.exists():
        own = _own_release(settings)  # named, so that its lock stays
        chosen = own.folder
    sys.exit(run(settings, release=chosen, data=(*data, *more)))


def _own_release(settings: Settings) -> OwnRelease:
    """The release of what is installed here, made before the first start."""
    from ccwp_kg.publish.own_release import cache_folder, key_of_data, own_release  # noqa: PLC0415  # few need it

    cache = cache_folder(os.environ, platform=sys.platform)
    own = own_release(
        cache,
        key_of_data(settings.base_iri),
        _make,
        waits=lambda: click.echo("ccwp-kg: another start is making the release; waiting for it", err=True),
    )
    click.echo(f"ccwp-kg: serving the release in {own.folder}", err=True)
    return own


def _make(folder: Path, lock: int) -> None:
    """Make a release in a process of its own: the server needs none of what reads documents and checks shapes.

    That process has the lock too, for it may outlive this one.
    """
    click.echo(f"ccwp-kg: there is no release yet; making one in {folder}, which takes some 15 seconds", err=True)
    # -P: nothing in the working directory is taken for a module
    command = [sys.executable, "-P", "-m", "ccwp_kg", "release", "--out", str(folder)]
    made = subprocess.run(command, check=False, pass_fds=(lock,), stdout=sys.stderr)
    if made.returncode != 0:  # it has said why
        sys.exit(made.returncode if made.returncode > 0 else 1)
