"""Turns records and curated facts into named graphs of RDF. Knows RDF, never layout."""

from ccwp_kg.build.additions import (
    AddedDocument,
    Addition,
    added_document,
    added_plan,
    manifest_entries,
    refuse_unfit,
    stage,
)
from ccwp_kg.build.assemble import Build, Inputs, assemble, run_build, shipped_lexicon, source_graph, source_triples
from ccwp_kg.build.corrections.apply import CorrectionOutcome, outcomes
from ccwp_kg.build.generated import check_generated, generated_files, write_generated
from ccwp_kg.build.statements import statements_by_file

__all__ = [
    "AddedDocument",
    "Addition",
    "Build",
    "CorrectionOutcome",
    "Inputs",
    "added_document",
    "added_plan",
    "assemble",
    "check_generated",
    "generated_files",
    "manifest_entries",
    "outcomes",
    "refuse_unfit",
    "run_build",
    "shipped_lexicon",
    "source_graph",
    "source_triples",
    "stage",
    "statements_by_file",
    "write_generated",
]
