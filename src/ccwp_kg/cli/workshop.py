"""What several commands need: the folders, the prefix registry, the built graphs, a part of them, a release."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, Triple

from ccwp_kg.assets import folder
from ccwp_kg.build import Inputs, assemble
from ccwp_kg.errors import QueryRefused, UnknownIri
from ccwp_kg.formats import Format
from ccwp_kg.namespaces import ID, rebased
from ccwp_kg.publish.history import History, read_history
from ccwp_kg.rdf.dataset import RELEASES, NamedGraphs, is_merged
from ccwp_kg.rdf.order import sorted_statements
from ccwp_kg.rdf.prefixes import Prefixes, read_prefixes


def inputs() -> Inputs:
    """The folders of this checkout, or those within the installed package."""
    return Inputs(ontology=folder("ontology"), data=folder("data"), shapes=folder("shapes"))


def prefixes() -> Prefixes:
    """The prefix registry."""
    return read_prefixes(folder("ontology") / "prefixes.ttl")


def context() -> dict[str, Any]:
    """The JSON-LD context that is shipped."""
    value: dict[str, Any] = json.loads(rebased((folder("ontology") / "context.jsonld").read_text(encoding="utf-8")))
    result: dict[str, Any] = value["@context"]
    return result


def built(progress: Callable[[str], None] = lambda _: None) -> NamedGraphs:
    """All named graphs, made from the inputs now."""
    return assemble(inputs(), progress=progress)


def history(dataset: NamedGraphs) -> History:
    """The releases there have been."""
    return read_history(dataset.graphs[RELEASES], folder("data") / "releases")


def selected(dataset: NamedGraphs, form: Format, *, graph: str | None, entity: str | None) -> list[Triple] | list[Quad]:
    """The statements a user asks for: all, those of one named graph, or those about one thing and its parts.

    With their graphs where the format can say them. Raises UnknownIri where there is no such graph or thing.
    """
    name = None if graph is None else _iri(graph, under=f"{ID}graph/")
    if name is not None and name not in dataset.graphs:
        known = ", ".join(known.value.removeprefix(f"{ID}graph/") for known in dataset.graphs)
        raise UnknownIri(f"there is no graph {name.value}; there are {known}")
    thing = None if entity is None else _iri(entity, under=ID)
    quads = [
        quad
        for quad in dataset.quads()
        if (quad.graph_name == name if name is not None else form.holds_graphs or is_merged(quad.graph_name))
        and (thing is None or _is_about(quad, thing))
    ]
    if not quads:
        raise UnknownIri(f"nothing is said about {thing.value if thing else name}; look IRIs up with 'ccwp-kg query'")
    return sorted_statements(quads) if form.holds_graphs else sorted_statements(quad.triple for quad in quads)


def _iri(text: str, *, under: str) -> NamedNode:
    try:
        return NamedNode(text if "://" in text else under + text)
    except ValueError as error:
        raise UnknownIri(f"'{text}' is not an IRI ({error}); write it in full or what follows {under}") from error


def _is_about(quad: Quad, thing: NamedNode) -> bool:
    subject = quad.subject
    return isinstance(subject, NamedNode) and (subject == thing or subject.value.startswith(f"{thing.value}/"))


def query_text(given: str) -> str:
    """The query a user means: the text, `@FILE`, or `-` for standard input, with the prefixes it uses declared."""
    if given == "-":
        text = sys.stdin.read()
    elif given.startswith("@"):
        try:
            text = Path(given[1:]).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryRefused(f"{given[1:]} cannot be read as a query ({error}); check the path") from error
    else:
        text = given
    return (
        "".join(
            f"PREFIX {prefix}: <{namespace}> "
            for prefix, namespace in prefixes().table.items()
            if re.search(rf"(?<![\w:-]){re.escape(prefix)}:", text)
            and not re.search(rf"(?i)\bPREFIX\s+{re.escape(prefix)}:", text)
        )
        + text
    )
