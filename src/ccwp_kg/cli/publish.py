"""The command that writes a release as a site of files."""

from __future__ import annotations

from pathlib import Path

import click

from ccwp_kg.cli import checkout
from ccwp_kg.cli.main import FOUND_OR_MADE, found_or_made


@click.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder of the site.")
@click.option("--base-url", metavar="URL", required=True, help="Where it will be: https://name.github.io/ccwp")
@click.option("--release", type=click.Path(path_type=Path), help=FOUND_OR_MADE)
@click.option("--maintainer", metavar="ACCOUNT", help="GitHub account; adds the redirects that w3id.org needs.")
def publish(*, out: Path, base_url: str, release: Path | None, maintainer: str | None) -> None:
    """Write the whole site as files, for a host that runs nothing.

    Every page, every document in each format, the lists, the documents read, the files of the release, and a search in
    the browser. What was published there before is replaced in one step; a folder with anything else is refused.
    """
    from ccwp_kg.server.static_site import publish_site, read_base_url  # noqa: PLC0415  # loads the server

    address = read_base_url(base_url)
    release = release or found_or_made()
    with checkout.files_written() as progress:
        done = publish_site(
            release,
            out,
            base_url=address,
            maintainer=maintainer,
            progress=lambda count: progress(count.pages + count.data),
        )
    for page, target in done.dead:
        click.echo(f"{page.removeprefix('/')}: a link to {target} is left out, for no file can be there", err=True)
    click.echo(f"{out}: {done.count.pages} pages and {done.count.data} files of data written for {address}/", err=True)
