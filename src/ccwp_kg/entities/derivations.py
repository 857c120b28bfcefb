"""Rules by which a value goes beyond the printed words, told in words."""

from __future__ import annotations

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts import Facts
from ccwp_kg.namespaces import CCWP

_RULES = {
    "date.first-day-of-month": "Only a month is printed where the period begins; its first day is taken.",
    "date.first-day-of-year": "Only a year is printed where the period begins; its first day is taken.",
    "date.last-day-of-month": "Only a month is printed where the period ends; its last day is taken.",
    "date.last-day-of-year": "Only a year is printed where the period ends; its last day is taken.",
    "date.shared-year": "The year is printed once, after the last of several dates; it is taken for each of them.",
    "eurovoc-subject": "The term of EuroVoc matches, exactly or closely, something that the action mentions.",
    "footnote.annotated-phrase": (
        "The text has no mark where this footnote belongs; it is taken to belong to the words that name its document."
    ),
    "period.missing-dash": "No dash is printed between two dates that stand side by side; they are taken as a period.",
    "plan-of-an-earlier-action": (
        "The text names the action by its number alone; it is taken to belong to the plan that the number begins with."
    ),
    "register-link": "The register serves a document under an address made of its key; none was looked up singly.",
    "untangle.column-width": (
        "Two columns are printed in the same lines; the widths that they have elsewhere tell which words belong to "
        "which."
    ),
    "untangle.own-quotation": (
        "Two columns are printed in the same lines; a passage of the document that quotes one of them tells which "
        "words belong to which."
    ),
}


def rule_in_words(rule: str) -> str:
    """What a rule does; of a rule that has no sentence here, its name.

    >>> rule_in_words("date.last-day-of-year")
    'Only a year is printed where the period ends; its last day is taken.'
    """
    return _RULES.get(rule, f"A value is derived by the rule “{rule}”.")


def derivations(facts: Facts, thing: NamedNode) -> tuple[str, ...]:
    """The rules that led to values of a thing, in words."""
    return tuple(rule_in_words(found.text) for found in facts.all_words(thing, CCWP.derivedByRule))
