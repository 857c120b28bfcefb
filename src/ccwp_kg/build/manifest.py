"""The manifest `data/sources/sources.ttl`: the documents that a build reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.namespaces import CCWP, DCTERMS, FOAF
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.terms import iris


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A text of a document: its name in IRIs, the document, the plan that this sets out, its date, its file, the digest
    of that, its profile."""

    name: str
    document: NamedNode
    plan: NamedNode
    issued: str
    file_name: str
    sha256: str
    profile: str


def source_entries(triples: Iterable[Triple]) -> list[SourceEntry]:
    """The documents a manifest lists, in the order of their names.

    Raises UnreadableDocument for an entry that lacks its document, plan, file name, digest or profile.
    """
    stated = TripleIndex.of_triples(triples)
    entries = []
    for source in sorted({*stated.having(CCWP.fileName), *stated.members(CCWP.SourceText)}, key=lambda iri: iri.value):
        document = stated.thing(source, DCTERMS.isFormatOf)
        if document is None:
            raise UnreadableDocument(f"sources.ttl: {source.value} lacks {DCTERMS.isFormatOf}; state it there")
        plan = stated.thing(document, FOAF.primaryTopic)
        if plan is None:
            raise UnreadableDocument(f"sources.ttl: {document.value} lacks {FOAF.primaryTopic}; state it there")
        issued = next((day.value for day in stated.literals(document, DCTERMS.issued)), "")
        values = []
        for predicate in (CCWP.fileName, CCWP.sha256, CCWP.profile):
            found = stated.literals(source, predicate)
            if not found:
                raise UnreadableDocument(f"sources.ttl: {source.value} lacks <{predicate.value}>; state it there")
            values.append(found[0].value)
        entries.append(SourceEntry(iris.reference(source).removeprefix("source/"), document, plan, issued, *values))
    return entries
