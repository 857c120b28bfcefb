"""Turns records and curated facts into named graphs of RDF. Knows RDF, never layout."""

from ccwp_kg.build.additions import (
    REVIEW,
    AddedDocument,
    Addition,
    Description,
    manifest_entries,
    prepared,
    refuse_known,
    refuse_other_number,
    refuse_problems,
    stage,
)
from ccwp_kg.build.assemble import Build, Inputs, assemble, run_build, shipped_lexicon, source_graph, source_triples
from ccwp_kg.build.corrections.apply import CorrectionOutcome, outcomes
from ccwp_kg.build.generated import check_generated, generated_files, write_generated
from ccwp_kg.build.statements import statements_by_file

__all__ = [
    "REVIEW",
    "AddedDocument",
    "Addition",
    "Build",
    "CorrectionOutcome",
    "Description",
    "Inputs",
    "assemble",
    "check_generated",
    "generated_files",
    "manifest_entries",
    "outcomes",
    "prepared",
    "refuse_known",
    "refuse_other_number",
    "refuse_problems",
    "run_build",
    "shipped_lexicon",
    "source_graph",
    "source_triples",
    "stage",
    "statements_by_file",
    "write_generated",
]
