"""SPARQL text in, a bounded answer out; knows queries and formats, and nothing of HTTP."""

from ccwp_kg.query.answer import answer, formats_for
from ccwp_kg.query.describe import described
from ccwp_kg.query.guard import Limits, Question, ServiceRefused, UpdateRefused, check, check_dataset

__all__ = [
    "Limits",
    "Question",
    "ServiceRefused",
    "UpdateRefused",
    "answer",
    "check",
    "check_dataset",
    "described",
    "formats_for",
]
