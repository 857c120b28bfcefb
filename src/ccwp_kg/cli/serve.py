"""The command that serves a release, or any RDF files, over HTTP."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ccwp_kg.cli.main import FOUND_OR_MADE, found_or_made
from ccwp_kg.server import serve as run
from ccwp_kg.settings import read_settings


@click.command()
@click.option("--host", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=int, help="Port to listen on; 0 takes a free one.  [default: 8000]")
@click.option("--workers", type=int, help="Processes that answer.  [default: 2]")
@click.option("--release", type=click.Path(path_type=Path), help=FOUND_OR_MADE)
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
    if release is None and not data and not settings.store:
        release = found_or_made()
    sys.exit(run(settings, release=release, data=(*data, *more)))
