"""Commands that take things out: a graph, entity or table, the answer to a query, links to vocabularies elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from ccwp_kg.atomic_files import write_together, write_whole
from ccwp_kg.cli import checkout
from ccwp_kg.cli.answers import ANSWERS, answered
from ccwp_kg.cli.exports import exported
from ccwp_kg.cli.rebase import base_option, speak_like
from ccwp_kg.formats import EXPORT_FORMATS, export_format
from ccwp_kg.publish import TextFiles, links_as_json, links_as_sssom, links_as_text, links_of, open_release
from ccwp_kg.publish.tables import TABLE_FORMATS
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.store import EmbeddedStore, Store
from ccwp_kg.store.remote import RemoteStore

_RELEASE = Path("build/release")
_TABLES = {form.name: form for form in TABLE_FORMATS}
_FORMATS = [*(form.name for form in EXPORT_FORMATS), *_TABLES]


@click.command()
@click.option("--format", "form", type=click.Choice(_FORMATS), default="turtle", show_default=True)
@click.option("--graph", help="Only this named graph: its IRI, or what follows …/id/graph/ (inferred, curated/acts).")
@click.option("--entity", help="Only the statements about this thing and its parts: its IRI, or plan/5/action/5.4.")
@click.option("--table", help="Only this table (actions, links, or a class: ActionPlan), in a format of tables.")
@click.option("--out", type=click.Path(path_type=Path), help="A file, or a folder for many; else standard output.")
@base_option
def export(*, form: str, graph: str | None, entity: str | None, table: str | None, out: Path | None) -> None:
    """Write the merged graph, or a part of it, in one format.

    N-Quads, TriG and jelly-quads keep the named graphs; turtle-1.2 tells of each statement its graphs and the
    characters it was read from; stratml is one plan (--entity plan/5). csv, xlsx and parquet are tables: one of the
    actions, one for each class, one of links. Jelly and Parquet are extras: ccwp-kg[jelly], ccwp-kg[parquet].
    """
    if form in _TABLES:
        if graph is not None or entity is not None:
            raise click.UsageError(f"{form} holds tables; choose one with --table, not with --graph or --entity")
        _write(checkout.tables(_TABLES[form], name=table), out)
        return
    if table is not None:
        raise click.UsageError(f"{form} holds no tables; with --table use --format {', '.join(_TABLES)}")
    _write({form: exported(checkout.built(), export_format(form), graph=graph, entity=entity)}, out)


def _write(files: Mapping[str, bytes], out: Path | None) -> None:
    """Write one file to a place or to standard output, several into a folder."""
    if len(files) > 1:
        if out is None:
            raise click.UsageError(f"these are {len(files)} files; name a folder with --out, or one with --table")
        write_together({out / name: content for name, content in files.items()})
        return
    (content,) = files.values()
    if out is not None:
        write_whole(out, content)
    elif sys.stdout.isatty() and b"\0" in content:
        raise click.UsageError("this is no text, and standard output is a terminal; name a file with --out")
    else:
        sys.stdout.buffer.write(content)


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
    prefixes = checkout.prefixes()
    if endpoint is not None:
        store = RemoteStore(endpoint)
    elif release is not None or _RELEASE.is_dir():
        speak_like(release or _RELEASE)
        store = open_release(release or _RELEASE)
        prefixes = read_prefixes(TextFiles.of_release(release or _RELEASE).prefixes)
    else:
        store = EmbeddedStore.of_triples(checkout.built().merged())
    sys.stdout.buffer.write(answered(store, checkout.query_text(text, prefixes), form, prefixes))


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "tsv", "json"]), default="text", show_default=True)
def links(*, form: str) -> None:
    """List every link to a vocabulary elsewhere: how strong, why, seen where, how sure; tsv is SSSOM/TSV."""
    found = links_of(EmbeddedStore.of_triples(checkout.built().merged()))
    if form == "tsv":
        text = links_as_sssom(found, prefixes=checkout.prefixes())
    else:
        text = links_as_text(found) if form == "text" else links_as_json(found)
    sys.stdout.buffer.write(text.encode())
