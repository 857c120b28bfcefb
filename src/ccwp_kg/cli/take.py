"""Commands that take things out: export one graph or entity, ask a query here or at an endpoint."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ccwp_kg.cli import workshop
from ccwp_kg.cli.answers import ANSWERS, answered
from ccwp_kg.cli.base import base_option, speak_like
from ccwp_kg.cli.exports import exported
from ccwp_kg.formats import EXPORT_FORMATS, export_format
from ccwp_kg.publish import open_release
from ccwp_kg.rdf.files import write_whole
from ccwp_kg.store import EmbeddedStore, Store
from ccwp_kg.store.remote import RemoteStore

_RELEASE = Path("build/release")


@click.command()
@click.option(
    "--format", "form", type=click.Choice([f.name for f in EXPORT_FORMATS]), default="turtle", show_default=True
)
@click.option("--graph", help="Only this named graph: its IRI, or what follows …/id/graph/ (inferred, curated/acts).")
@click.option("--entity", help="Only the statements about this thing and its parts: its IRI, or plan/5/action/5.4.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A file; else standard output.")
@base_option
def export(*, form: str, graph: str | None, entity: str | None, out: Path | None) -> None:
    """Write the merged graph, or a part of it, in one format.

    N-Quads, TriG and jelly-quads keep the named graphs; turtle-1.2 tells of each statement its graphs and the
    characters it was read from; stratml is one plan (--entity plan/5). Jelly is an extra: ccwp-kg[jelly].
    """
    content = exported(workshop.built(), export_format(form), graph=graph, entity=entity)
    if out is None:
        sys.stdout.buffer.write(content)
    else:
        write_whole(out, content)


@click.command()
@click.argument("text")
@click.option("--endpoint", help="Ask the SPARQL endpoint at this address instead of the local data.")
@click.option("--release", type=click.Path(path_type=Path, file_okay=False), help="Ask this release.")
@click.option("--format", "form", type=click.Choice(list(ANSWERS)), default="table", show_default=True)
def query(*, text: str, endpoint: str | None, release: Path | None, form: str) -> None:
    """Answer the SPARQL query TEXT (or @FILE, or - for standard input).

    It asks --endpoint, --release or ./build/release, whichever is there first, else a fresh build. Registered prefixes
    need no PREFIX line.
    """
    store: Store
    if endpoint is not None:
        store = RemoteStore(endpoint)
    elif release is not None or _RELEASE.is_dir():
        speak_like(release or _RELEASE)
        store = open_release(release or _RELEASE)
    else:
        store = EmbeddedStore.of_triples(workshop.built().merged())
    sys.stdout.buffer.write(answered(store, workshop.query_text(text), form))
