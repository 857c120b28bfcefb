"""Turns records and curated facts into named graphs of RDF. Knows RDF, never layout."""

from ccwp_kg.build.additions import Addition, refuse_unfit, stage
from ccwp_kg.build.assemble import Build, Inputs, assemble, run_build, shipped_lexicon, source_graph
from ccwp_kg.build.corrections.apply import CorrectionOutcome, outcomes
from ccwp_kg.build.generated import check_generated, generated_files, write_generated

__all__ = [
    "Addition",
    "Build",
    "CorrectionOutcome",
    "Inputs",
    "assemble",
    "check_generated",
    "generated_files",
    "outcomes",
    "refuse_unfit",
    "run_build",
    "shipped_lexicon",
    "source_graph",
    "stage",
    "write_generated",
]
