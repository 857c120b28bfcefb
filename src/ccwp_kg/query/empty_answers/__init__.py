"""Why an answer is empty: what the query names and nobody knows, and which of its patterns hold nothing."""

from ccwp_kg.query.empty_answers.diagnosis import Diagnosis, Finding, QueryPart
from ccwp_kg.query.empty_answers.inquiry import Inquiry

__all__ = ["Diagnosis", "Finding", "Inquiry", "QueryPart"]
