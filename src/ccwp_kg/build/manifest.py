"""The manifest `data/sources/sources.ttl`: the documents that a build reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.terms import iris


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A document as received: its name in IRIs, its file, the digest of its bytes and the profile that reads it."""

    name: str
    file_name: str
    sha256: str
    profile: str


def source_entries(triples: Iterable[Triple]) -> list[SourceEntry]:
    """The documents a manifest lists, in the order of their names.

    Raises UnreadableDocument for an entry that lacks its file name, digest or profile.
    """
    values: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal):
            values[triple.subject.value][triple.predicate.value] = triple.object.value
    entries = []
    for subject, facts in sorted(values.items()):
        file_name = facts.get(CCWP.fileName.value)
        if file_name is None:
            continue
        try:
            sha256, profile = facts[CCWP.sha256.value], facts[CCWP.profile.value]
        except KeyError as error:
            raise UnreadableDocument(f"sources.ttl: {subject} lacks <{error.args[0]}>; state it there") from error
        name = iris.reference(NamedNode(subject)).removeprefix("source/")
        entries.append(SourceEntry(name, file_name, sha256, profile))
    return entries
