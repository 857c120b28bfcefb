"""The files of a release: the dataset with its graphs, and the merged graph, each format written once, sorted."""

from __future__ import annotations

import gzip
import io
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, Triple, serialize

from ccwp_kg.formats import JSONLD, NQUADS, NTRIPLES, RDFXML, TRIG, TURTLE, Format
from ccwp_kg.publish.jsonld import json_ld
from ccwp_kg.rdf.prefixes import Prefixes

DATASET_FORMATS = (NQUADS, TRIG)
"""Formats of `dataset.*`: every statement with the graph that says it."""
MERGED_FORMATS = (TURTLE, NTRIPLES, JSONLD, RDFXML)
"""Formats of `merged.*`: all graphs but the shapes as one, what a plain query sees."""


def write_dump(
    path: Path,
    statements: Sequence[Triple] | Sequence[Quad],
    form: Format,
    prefixes: Prefixes,
    context: Mapping[str, Any],
) -> None:
    """Write sorted statements to a file in that format.

    RDF/XML knows no relative names here and Turtle uses the registry's prefixes; JSON-LD carries the shipped context
    within it, so no reader has to fetch one.
    """
    if form is JSONLD:
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(json_ld(statements, context))
        return
    if form.rdf is None:
        raise ValueError(f"{form.name} is not an RDF format")
    spoken = None if form in (NQUADS, NTRIPLES) else _used(statements, prefixes)
    serialize(statements, str(path), form.rdf, prefixes=spoken)


def dump_bytes(
    statements: Sequence[Triple] | Sequence[Quad], form: Format, prefixes: Prefixes, context: Mapping[str, Any]
) -> bytes:
    """Sorted statements in that format as one value; for what fits in memory twice."""
    if form is JSONLD:
        return "".join(json_ld(statements, context)).encode()
    buffer = io.BytesIO()
    spoken = None if form in (NQUADS, NTRIPLES) else _used(statements, prefixes)
    serialize(statements, buffer, form.rdf, prefixes=spoken)
    return buffer.getvalue()


def _used(statements: Sequence[Triple] | Sequence[Quad], prefixes: Prefixes) -> dict[str, str]:
    """The registered prefixes that some IRI of the statements starts with."""
    iris = {
        term.value.rpartition("#" if "#" in term.value else "/")[0] + ("#" if "#" in term.value else "/")
        for statement in statements
        for term in (statement.subject, statement.predicate, statement.object)
        if isinstance(term, NamedNode)
    }
    return {prefix: namespace for prefix, namespace in prefixes.table.items() if namespace in iris}


def compress(path: Path) -> Path:
    """Write `path.gz` beside the file, without name and time so that the same content gives the same bytes."""
    zipped = path.with_name(path.name + ".gz")
    with (
        path.open("rb") as plain,
        zipped.open("wb") as target,
        gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=target, mtime=0) as stream,
    ):
        shutil.copyfileobj(plain, stream, 1 << 20)
    return zipped
