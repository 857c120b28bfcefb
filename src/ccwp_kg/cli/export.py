"""Commands that write the built graphs in another form: export, and links to vocabularies elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click
from pyoxigraph import NamedNode, Quad, Triple

from ccwp_kg.atomic_files import write_together, write_whole
from ccwp_kg.cli import checkout
from ccwp_kg.errors import UnknownFormat, UnknownIri
from ccwp_kg.formats import EXPORT_FORMATS, JELLY, JELLY_QUADS, STRATML, TURTLE_12, Format
from ccwp_kg.installation import folder
from ccwp_kg.publish.dumps.annotated import provenance_of
from ccwp_kg.publish.dumps.stratml import stratml
from ccwp_kg.publish.links.mappings import links_as_json, links_as_text, links_of
from ccwp_kg.publish.links.sssom import links_as_sssom
from ccwp_kg.publish.tables import TABLE_FORMATS, make_tables, table_files
from ccwp_kg.rdf.dataset import NamedGraphs, is_merged
from ccwp_kg.rdf.syntax.document import write_document
from ccwp_kg.rdf.syntax.jelly import jelly
from ccwp_kg.rdf.syntax.jsonld import read_context
from ccwp_kg.rdf.syntax.turtle import turtle
from ccwp_kg.rdf.syntax.write import write_bytes
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.rdf.terms.order import sorted_statements
from ccwp_kg.store import EmbeddedStore

_TABLES = {form.name: form for form in TABLE_FORMATS}
_STATEMENTS = {form.name: form for form in EXPORT_FORMATS}


@click.command()
@click.option("--format", "form", type=click.Choice([*_STATEMENTS, *_TABLES]), default="turtle", show_default=True)
@click.option("--graph", help="Only this named graph: its IRI, or what follows …/id/graph/ (inferred, curated/acts).")
@click.option("--entity", help="Only the statements about this thing and its parts: its IRI, or plan/5/action/5.4.")
@click.option("--table", help="Only this table (actions, links, or a class: ActionPlan), in a format of tables.")
@click.option("--out", type=click.Path(path_type=Path), help="A file, or a folder for many; else standard output.")
@checkout.base_option
def export(
    *, form: str, graph: str | None, entity: str | None, table: str | None, out: Path | None, base_iri: str | None
) -> None:
    """Write the merged graph, or a part of it, in one format.

    N-Quads, TriG and jelly-quads keep the named graphs; turtle-1.2 adds to each statement its graphs and the characters
    it was read from; stratml is one plan (--entity plan/5). csv, xlsx and parquet are tables: one of the actions, one
    for each class, one of links. Jelly and Parquet need an extra; where it is missing, the command that installs it is
    told.
    """
    base = checkout.chosen_base(base_iri)
    if form in _TABLES:
        if graph is not None or entity is not None:
            raise click.UsageError(f"{form} holds tables; choose one with --table, not with --graph or --entity")
        triples = checkout.built().at(base).with_ontology(base)
        _write(table_files(make_tables(triples, checkout.prefixes(base), base), _TABLES[form], name=table), out)
        return
    if table is not None:
        raise click.UsageError(f"{form} holds no tables; with --table use --format {', '.join(_TABLES)}")
    dataset = checkout.built().at(base)
    _write({form: exported(dataset, _STATEMENTS[form], base, graph=graph, entity=entity)}, out)


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


def exported(dataset: NamedGraphs, form: Format, base: Base, *, graph: str | None, entity: str | None) -> bytes:
    """All statements, those of one named graph, or those about one thing and its parts, in that format.

    `graph` and `entity` are IRIs, or what follows `…/id/graph/` and `…/id/` in them. Raises UnknownIri where there is
    no such graph or thing, UnknownFormat where the format cannot hold what is chosen.
    """
    thing = None if entity is None else _iri(entity, under=base.id)
    if form is STRATML:
        if thing is None or graph is not None:
            raise UnknownFormat("StratML is one plan, made from all graphs; name it by --entity alone: --entity plan/5")
        return stratml(dataset.merged(base), thing, base).encode()
    quads = _selected(dataset, form, base, graph=graph, thing=thing)
    triples = sorted_statements(quad.triple for quad in quads)
    prefixes, context = checkout.prefixes(base), read_context(folder("ontology") / "context.jsonld", base)
    if form is TURTLE_12:
        return turtle(triples, prefixes, provenance_of(dataset, base)).encode()
    statements: list[Triple] | list[Quad] = sorted_statements(quads) if form.holds_graphs else triples
    if form in (JELLY, JELLY_QUADS):
        return jelly(statements)
    if thing is None:
        return write_bytes(statements, form, prefixes=prefixes, context=context)
    return write_document(thing, statements, form, prefixes=prefixes, context=context, base=base)


def _selected(
    dataset: NamedGraphs, form: Format, base: Base, *, graph: str | None, thing: NamedNode | None
) -> list[Quad]:
    """The statements a user asks for.

    A graph that is not merged is among them only if it is named, or if the format keeps the named graphs.
    """
    under = f"{base.id}graph/"
    name = None if graph is None else _iri(graph, under=under)
    if name is not None and name not in dataset.graphs:
        known = ", ".join(known.value.removeprefix(under) for known in dataset.graphs)
        raise UnknownIri(f"there is no graph {name.value}; there are {known}")
    quads = [
        quad
        for quad in dataset.quads()
        if (quad.graph_name == name if name is not None else form.holds_graphs or is_merged(quad.graph_name, base))
        and (thing is None or str(quad.subject).startswith((f"<{thing.value}>", f"<{thing.value}/")))
    ]
    if not quads:
        raise UnknownIri(f"nothing is said about {thing.value if thing else name}; look IRIs up with 'ccwp-kg query'")
    return quads


def _iri(text: str, *, under: str) -> NamedNode:
    try:
        return NamedNode(text if "://" in text else under + text)
    except ValueError as error:
        raise UnknownIri(f"'{text}' is not an IRI ({error}); write it in full or what follows {under}") from error


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "tsv", "json"]), default="text", show_default=True)
def links(*, form: str) -> None:
    """List every link to a vocabulary elsewhere: how strong, why, seen where, how sure; tsv is SSSOM/TSV."""
    found = links_of(EmbeddedStore.of_triples(checkout.built().merged()))
    if form == "tsv":
        text = links_as_sssom(found, prefixes=checkout.prefixes())
    else:
        text = links_as_text(found) if form == "text" else links_as_json(found)
    sys.stdout.buffer.write(checkout.chosen_base().moved(text).encode())
