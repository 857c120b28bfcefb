"""What the cover of a document says of it: its number and codes, and each labelled entry with the things it names."""

from __future__ import annotations

from ccwp_kg.build.records.documents import named, subject_codes
from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.build.records.mentions import mentions
from ccwp_kg.namespaces import CCWP, RDFS
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import english
from ccwp_kg.sources.records.records import Cover


def cover(facts: DocumentFacts, record: Cover) -> None:
    """Describe the document by its cover. A number that is not the document's own is left to whoever named it."""
    own = record.document
    is_its_own = own is None or iris.document(own.version.key) == facts.document
    if own is not None and is_its_own:
        named(facts, own)
    if is_its_own:
        subject_codes(facts, facts.document, record.codes, None)
    for place, entry in enumerate(record.entries, 1):
        iri = facts.part(facts.document, f"cover/{place}", CCWP.CoverEntry, within=())
        facts.add(iri, RDFS.label, english(entry.heading.text.rstrip(" :")), read_from=entry.heading)
        facts.words(iri, CCWP.text, english, entry.text)
    mentions(facts, facts.document, record.mentions)
