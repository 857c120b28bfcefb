"""What several commands need: the folders, the prefix registry, the context, the built graphs, the text of a query."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ccwp_kg.assets import folder
from ccwp_kg.build import Build, Inputs, run_build
from ccwp_kg.errors import QueryRefused, UnreadableFile
from ccwp_kg.formats import Format
from ccwp_kg.input_file import read_input
from ccwp_kg.publish.history.releases import History, read_history
from ccwp_kg.publish.tables import make_tables, table_files
from ccwp_kg.rdf.dataset import RELEASES, NamedGraphs
from ccwp_kg.rdf.syntax.jsonld import read_context
from ccwp_kg.rdf.syntax.prefixes import Prefixes, read_prefixes
from ccwp_kg.sparql_text import undeclared_prefixes

_LONGEST_QUERY = 1_000_000  # bytes; more than any query may have


def inputs() -> Inputs:
    """The folders of this checkout, or those within the installed package."""
    return Inputs(ontology=folder("ontology"), data=folder("data"), shapes=folder("shapes"))


def prefixes() -> Prefixes:
    """The prefix registry."""
    return read_prefixes(folder("ontology") / "prefixes.ttl")


def context() -> dict[str, Any]:
    """The JSON-LD context that is shipped."""
    return read_context(folder("ontology") / "context.jsonld")


def built(progress: Callable[[str], None] = lambda _: None) -> NamedGraphs:
    """All named graphs, made from the inputs now."""
    return build(progress).dataset


def build(progress: Callable[[str], None] = lambda _: None) -> Build:
    """All named graphs and layouts, made from the inputs now."""
    return run_build(inputs(), progress=progress)


def history(dataset: NamedGraphs) -> History:
    """The releases there have been."""
    return read_history(dataset.graphs[RELEASES], folder("data") / "releases")


def tables(form: Format, *, name: str | None) -> dict[str, bytes]:
    """All tables of the merged graph, or one, as files; UnknownTable, MissingExtra as for `table_files`."""
    return table_files(make_tables(built().merged(), prefixes()), form, name=name)


def query_text(given: str, prefixes: Prefixes) -> str:
    """The query a user means: the text, `@FILE`, or `-` for standard input, with the `prefixes` it uses declared."""
    text = _written(given) if given == "-" or given.startswith("@") else given
    undeclared = undeclared_prefixes(text)
    declared = (f"PREFIX {prefix}: <{iri}> " for prefix, iri in prefixes.table.items() if prefix in undeclared)
    return "".join(declared) + text


def _written(given: str) -> str:
    try:
        if given == "-":
            return sys.stdin.buffer.read(_LONGEST_QUERY).decode()
        return read_input(Path(given[1:]), limit=_LONGEST_QUERY).decode()
    except (UnreadableFile, UnicodeDecodeError) as error:
        raise QueryRefused(f"what '{given}' names cannot be read as a query: {error}") from error
