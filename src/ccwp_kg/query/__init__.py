"""SPARQL text in, a bounded answer out; knows queries and formats, and nothing of HTTP."""

from ccwp_kg.query.describe import described
from ccwp_kg.query.evaluate import answer, formats_for
from ccwp_kg.query.guard import CheckedQuery, Limits, ServiceRefused, UpdateRefused, check, check_dataset

__all__ = [
    "CheckedQuery",
    "Limits",
    "ServiceRefused",
    "UpdateRefused",
    "answer",
    "check",
    "check_dataset",
    "described",
    "formats_for",
]
