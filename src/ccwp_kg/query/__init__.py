"""SPARQL text in, a bounded answer out; knows queries and formats, and nothing of HTTP."""

from ccwp_kg.query.answer import answer, formats_for
from ccwp_kg.query.guard import Limits, Question, ServiceRefused, UpdateRefused, check

__all__ = [
    "Limits",
    "Question",
    "ServiceRefused",
    "UpdateRefused",
    "answer",
    "check",
    "formats_for",
]
