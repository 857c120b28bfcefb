"""Matching the names in somebody's table with things of the dataset: names in, scored candidates out."""

from ccwp_kg.reconciliation.candidates import ReconciliationCandidate, reconcile
from ccwp_kg.reconciliation.queries import Query
from ccwp_kg.reconciliation.schema import read_schema

__all__ = ["Query", "ReconciliationCandidate", "read_schema", "reconcile"]
