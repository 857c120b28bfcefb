"""Turns records and curated facts into named graphs of RDF. Knows RDF, never layout."""

from ccwp_kg.build.assemble import Inputs, assemble, source_graph
from ccwp_kg.build.correcting import Outcome, outcomes
from ccwp_kg.build.generated import check_generated, generated_files, write_generated

__all__ = [
    "Inputs",
    "Outcome",
    "assemble",
    "check_generated",
    "generated_files",
    "outcomes",
    "source_graph",
    "write_generated",
]
