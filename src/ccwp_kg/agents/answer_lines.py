"""The lines of an answer that several tools write: a thing, a passage, a citation."""

from __future__ import annotations

from pyoxigraph import NamedNode

from ccwp_kg.agents.collection import Collection
from ccwp_kg.agents.tool_answer import quoted
from ccwp_kg.entities.citable import citable, sentence
from ccwp_kg.entities.facts.entity_context import EntityContext, read_context
from ccwp_kg.entities.facts.evidence import Evidence
from ccwp_kg.entities.facts.facts import Thing, Words
from ccwp_kg.entities.portraits.fields import STATEMENTS
from ccwp_kg.store import described_in


def context_of(collection: Collection, iri: NamedNode) -> EntityContext:
    """What is known of a thing, its parts, and the statements about it."""
    return read_context(
        described_in(collection.store, iri),
        iri,
        patterns=[STATEMENTS.replace("$subject", str(iri))],
        languages=(),
        prefixes=collection.prefixes,
        rules=collection.rules,
        explain=collection.explain,
    )


def shown(value: Thing | Words) -> str:
    """A value as text: a thing by name and IRI, a literal by its characters and language."""
    if isinstance(value, Thing):
        return f"{value.name} <{value.iri}>" if value.is_named else f"<{value.iri}>"
    return quoted(value.text) + (f"@{value.language}" if value.language not in (None, "en") else "")


def place_lines(collection: Collection, place: Evidence, source: str) -> list[str]:
    """A passage: its characters exactly, its place, its address. `source` is the name of the document."""
    page = "" if place.page is None else f"page {place.page}, "
    address = collection.address(place.iri)
    lines = [f"exact: {quoted(place.exact)}", f"place: {page}characters {place.start} to {place.end} of {source}"]
    if place.quote != place.exact:
        lines.insert(1, f"quotation: “{place.quote}”")
    lines.append(f"source: {place.iri}")
    if address is not None and address != place.iri:
        lines.append(f"open: {address}")
    return lines


def identity_lines(collection: Collection, iri: NamedNode) -> list[str]:
    """The IRI of a thing, and where its page is."""
    address = collection.address(iri.value)
    return [f"iri: {iri.value}", *([f"address: {address}"] if address is not None and address != iri.value else [])]


def citation_line(collection: Collection, iri: NamedNode) -> str:
    """The line that says how to cite a thing."""
    dataset = collection.dataset()
    thing = citable(collection.store, iri, dataset=dataset, prefixes=collection.prefixes)
    return f"citation: {sentence(thing)} {iri.value}"


def dataset_line(collection: Collection) -> str:
    """The line that says how to cite the dataset, for an answer that is about no single thing."""
    if collection.dataset().title is None:
        return f"source: {collection.endpoint}" if collection.endpoint else "source: this store, which does not say"
    return citation_line(collection, collection.store.base.thing("dataset"))
