"""Validates graphs by SHACL shapes: which rule is broken, where, and why, in plain English."""

from ccwp_kg.validation.check import validate
from ccwp_kg.validation.data_rules import DataRule, descriptions, read_data_rules
from ccwp_kg.validation.places import located
from ccwp_kg.validation.render import as_json, as_text, as_turtle, violations_as_text
from ccwp_kg.validation.report import Report, Result

__all__ = [
    "DataRule",
    "Report",
    "Result",
    "as_json",
    "as_text",
    "as_turtle",
    "descriptions",
    "located",
    "read_data_rules",
    "validate",
    "violations_as_text",
]
