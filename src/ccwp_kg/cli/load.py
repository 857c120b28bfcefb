"""The command that puts a release into a store elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ccwp_kg.cli.checkout import steps
from ccwp_kg.cli.main import RELEASE
from ccwp_kg.languages import counted
from ccwp_kg.publish.loading.load import graphs_of
from ccwp_kg.publish.loading.load import load as put
from ccwp_kg.publish.loading.remote_graphs import GraphStoreWriter, GraphWriter, UpdateWriter
from ccwp_kg.publish.opening import base_of
from ccwp_kg.settings import read_settings
from ccwp_kg.store import Bounds
from ccwp_kg.store.exchange import Address
from ccwp_kg.store.remote import RemoteStore

_SECONDS = 60.0


@click.command()
@click.option("--store", help="Address of a SPARQL endpoint; without --graph-store also of its updates.")
@click.option("--graph-store", help="Address for the Graph Store Protocol, to which whole graphs are sent.")
@click.option(
    "--release",
    type=click.Path(path_type=Path, file_okay=False),
    default=RELEASE,
    show_default=True,
    help="Folder of the release.",
)
def load(*, store: str | None, graph_store: str | None, release: Path) -> None:
    """Put a release into a SPARQL store.

    It replaces the graphs of an earlier release there. An interrupted load goes on where it was. CCWP_STORE_USER and
    CCWP_STORE_PASSWORD are for a store that asks for them; CCWP_STORE may stand for --store.
    """
    settings = read_settings(os.environ, store=store)
    if not settings.store:
        raise click.UsageError("name the store: --store https://example.org/sparql")
    graphs = graphs_of(release)
    who = (settings.store_user, settings.store_password)
    asked = RemoteStore(
        settings.store, user=who[0], password=who[1], bounds=Bounds(seconds=_SECONDS), base=base_of(release)
    )
    to = Address(settings.store if graph_store is None else graph_store, *who)
    writer: GraphWriter = UpdateWriter(to) if graph_store is None else GraphStoreWriter(to)
    with steps(len(graphs) + 1) as progress:
        number = put(graphs, store=asked, writer=writer, progress=progress)
    total = sum(len(graph.triples) for graph in graphs)
    held = f"{counted(len(graphs), 'graph')}, {counted(total, 'triple')}"
    click.echo(f"{settings.store}: {held} ({counted(number, 'graph')} put now)", err=True)
