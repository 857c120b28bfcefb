"""The links to vocabularies elsewhere in the Simple Standard for Sharing Ontological Mappings (SSSOM/TSV 1.1)."""

from __future__ import annotations

import json
import re

from ccwp_kg import __version__
from ccwp_kg.errors import UnknownPrefix
from ccwp_kg.formats import SSSOM
from ccwp_kg.namespaces import DCTERMS, FOAF, XSD
from ccwp_kg.publish.links.mappings import VocabularyLink, VocabularyLinks
from ccwp_kg.rdf.syntax.prefixes import Prefixes

FILE = f"links.{SSSOM.suffix}"
"""The links, as a file of a release."""
SLOTS = (
    "record_id", "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification",
    "subject_source", "subject_source_version", "object_source", "object_source_version", "mapping_source",
    "confidence", "comment",
)  # fmt: skip
"""Columns that SSSOM defines, in the order of its table of slots, which the canonical form keeps."""
_EVIDENCE = "ext_evidence"
"""SSSOM has no slot for where an identifier was seen: an extension, defined in the head of the file."""
_BUILT_IN = frozenset(["owl", "rdf", "rdfs", "semapv", "skos", "sssom"])
"""Prefixes that every reader knows; the canonical form does not declare them."""
# What YAML takes for text without quotation marks (YAML 1.2 §7.3.3).
_PLAIN = re.compile(r"(?:[A-Za-z]|\d+\.\d+\.)(?:[^:#]|:(?=\S)|(?<=\S)#)*\Z")


class _Names:
    """Short forms of IRIs, and which prefixes they took."""

    def __init__(self, prefixes: Prefixes) -> None:
        # sssom-py takes a name for a CURIE only where its prefix is of letters, digits, "_" and ".".
        named = [(namespace, prefix.replace("-", "_")) for prefix, namespace in prefixes.table.items()]
        self._namespaces = sorted(named, key=lambda each: -len(each[0]))
        self.used: dict[str, str] = {}

    def curie(self, iri: str) -> str:
        """The CURIE of an IRI: identifiers have no other form in SSSOM/TSV."""
        for namespace, prefix in self._namespaces:
            if iri.startswith(namespace):
                self.used[prefix] = namespace
                return f"{prefix}:{iri.removeprefix(namespace)}"
        raise UnknownPrefix(f"no registered prefix shortens {iri}; add one to ontology/prefixes.ttl")


def links_as_sssom(found: VocabularyLinks, *, prefixes: Prefixes) -> str:
    """The links as SSSOM/TSV in its canonical form: metadata in lines that begin with #, then a line for each link.

    Raises UnknownPrefix where the registry has no prefix for an identifier.
    """
    names = _Names(prefixes)
    rows = sorted(_row(link, names) for link in found.each)
    head = [
        f"mapping_set_id: {_yaml(found.iri)}",
        f"mapping_set_version: {_yaml(__version__)}",
        f"mapping_set_title: {_yaml(found.title)}",
        f"mapping_set_description: {_yaml(found.description)}",
        "creator_id:",
        f"  - {names.curie(found.creator)}",
        f"license: {_yaml(found.licence)}",
        "extension_definitions:",
        f"  - slot_name: {_EVIDENCE}",
        f"    property: {names.curie(DCTERMS.source.value)}",
        f"    type_hint: {names.curie(XSD.string.value)}",
    ]
    declared = sorted((prefix, namespace) for prefix, namespace in names.used.items() if prefix not in _BUILT_IN)
    map_of_prefixes = [f"  {prefix}: {_yaml(namespace)}" for prefix, namespace in declared]
    # The version comes first, for it says how to read the rest.
    lines = ['sssom_version: "1.1"', "curie_map:", *map_of_prefixes, *head]
    table = ["\t".join(map(_cell, row)) for row in [(*SLOTS, _EVIDENCE), *rows]]
    return "\n".join([*(f"#{line}" for line in lines), *table, ""])


def _row(link: VocabularyLink, names: _Names) -> tuple[str, ...]:
    source = names.curie(link.vocabulary), link.version or ""
    return (
        names.curie(link.record),
        names.curie(link.subject),
        link.subject_label or "",
        names.curie(link.match),
        names.curie(link.target),
        link.target_label or "",
        names.curie(link.justification),
        *(("", "", *source) if link.match != FOAF.focus.value else (*source, "", "")),
        names.curie(link.linkset),
        f"{link.confidence:g}",
        link.comment,
        " ".join(link.evidence),
    )


def _cell(text: str) -> str:
    r"""A value of the table (SSSOM/TSV, "Quoting"): quoted only where it must be.

    >>> _cell("joint training"), _cell("a\tb")
    ('joint training', '"a\tb"')
    """
    return '"' + text.replace('"', '""') + '"' if re.search(r'["\t\r\n]', text) else text


def _yaml(text: str) -> str:
    """A text as YAML, in plain style where that means the same.

    >>> _yaml("Links: all"), _yaml("Links to EuroVoc")
    ('"Links: all"', 'Links to EuroVoc')
    """
    return text if _PLAIN.match(text) else json.dumps(text, ensure_ascii=False)
