"""Reports on one reading: what was read and how surely, what was not understood and where, where every word went."""

from ccwp_kg.reading_report.as_json import as_json
from ccwp_kg.reading_report.as_page import as_page
from ccwp_kg.reading_report.as_text import as_text

__all__ = ["as_json", "as_page", "as_text"]
