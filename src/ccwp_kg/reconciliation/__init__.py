"""Matching the names in somebody's table with things of the dataset: names in, scored candidates out."""

from ccwp_kg.reconciliation.asking import Query, read_extension, read_queries
from ccwp_kg.reconciliation.candidates import ReconciliationCandidate, by_reference, reconcile
from ccwp_kg.reconciliation.extension import Extended, extend
from ccwp_kg.reconciliation.schema import Schema, Term, read_schema
from ccwp_kg.reconciliation.suggesting import suggest_terms, suggest_things

__all__ = [
    "Extended",
    "Query",
    "ReconciliationCandidate",
    "Schema",
    "Term",
    "by_reference",
    "extend",
    "read_extension",
    "read_queries",
    "read_schema",
    "reconcile",
    "suggest_terms",
    "suggest_things",
]
