"""Commands that bring a release to readers: serve over HTTP, publish as files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ccwp_kg.cli.main import FOUND_OR_MADE, found_or_made
from ccwp_kg.languages import counted
from ccwp_kg.server import serve as run
from ccwp_kg.server.runtime.accepting import free_port
from ccwp_kg.settings import PREFIX, read_settings

CONTACT = "Whom readers may write to: an e-mail address, or the address of a page."
REPOSITORY = "Where the code is: the address of a page."


@click.command()
@click.option("--host", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=int, help="Port to listen on; 0 takes a free one.  [default: 8000]")
@click.option("--workers", type=int, help="Processes that answer.  [default: 2]")
@click.option("--release", type=click.Path(path_type=Path), help=FOUND_OR_MADE)
@click.option("--store", help="A SPARQL endpoint to publish instead of a release.")
@click.option("--data", type=click.Path(path_type=Path), multiple=True, help="An RDF file instead of a release.")
@click.option("--contact", help=CONTACT)
@click.option("--repository", metavar="URL", help=REPOSITORY)
@click.argument("more", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
def serve(
    *,
    host: str | None,
    port: int | None,
    workers: int | None,
    release: Path | None,
    store: str | None,
    data: tuple[Path, ...],
    contact: str | None,
    repository: str | None,
    more: tuple[Path, ...],
) -> None:
    """Serve SPARQL, linked data and pages from a release, or any RDF files at /sparql: --data FILE [FILE]...

    N-Quads and TriG keep their named graphs, triples of other formats go to the default graph. Without a release and
    without ./build/release, one is made first, and kept for the next start.
    """
    if more and not data:
        raise click.UsageError(f"'{more[0]}' is given without --data; write --data {more[0]}")
    named = {"contact": contact, "repository": repository}
    settings = read_settings(os.environ, host=host, port=port, workers=workers, store=store, **named)
    if release is None and not data and not settings.store:
        free_port(settings.host, settings.port)  # before a release is made, not after
        release = found_or_made()
    sys.exit(run(settings, release=release, data=(*data, *more)))


@click.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder of the site.")
@click.option("--base-url", metavar="URL", required=True, help="Where it will be: https://name.github.io/ccwp")
@click.option("--release", type=click.Path(path_type=Path), help=FOUND_OR_MADE)
@click.option("--contact", envvar=f"{PREFIX}CONTACT", help=CONTACT)
@click.option("--repository", envvar=f"{PREFIX}REPOSITORY", metavar="URL", help=REPOSITORY)
@click.option("--maintainer", metavar="ACCOUNT", help="GitHub account; adds the redirects that w3id.org needs.")
def publish(
    *,
    out: Path,
    base_url: str,
    release: Path | None,
    contact: str | None,
    repository: str | None,
    maintainer: str | None,
) -> None:
    """Write the whole site as files, for a host that runs nothing.

    Every page, every document in each format, the lists, the documents read, the files of the release, and a search in
    the browser. What was published there before is replaced in one step; a folder with anything else is refused.
    """
    from ccwp_kg.cli.checkout import files_written  # noqa: PLC0415  # a server never loads the reader
    from ccwp_kg.server.static_site import check_target, publish_site, read_base_url  # noqa: PLC0415  # nor what writes files

    address = read_base_url(base_url)
    named = read_settings({}, contact=contact, repository=repository)
    if release is None:
        check_target(out.resolve(), base_url=address, maintainer=maintainer)  # before a release is made, not after
        release = found_or_made()
    with files_written() as progress:
        done = publish_site(
            release,
            out,
            base_url=address,
            contact=named.contact,
            repository=named.repository,
            maintainer=maintainer,
            progress=lambda count: progress(count.pages + count.data),
        )
    pages, data = counted(done.count.pages, "page"), counted(done.count.data, "file")
    for page, target in done.dead:
        click.echo(f"{page.removeprefix('/')}: a link to {target} is left out, for no file can be there", err=True)
    click.echo(f"{out}: {pages} and {data} of data written for {address}/", err=True)
