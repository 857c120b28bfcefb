"""Why an answer is empty: what the query names and nobody knows, and which of its patterns hold nothing."""

from ccwp_kg.query.empty_answers.diagnose import diagnose
from ccwp_kg.query.empty_answers.diagnosis import Diagnosis, Finding, QueryPart

__all__ = ["Diagnosis", "Finding", "QueryPart", "diagnose"]
