"""The rules by which a value goes beyond the printed words, each as a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.facts import Facts
from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.rules import InferenceRule

_RULES = {
    "agent.former-name": "A former name is printed; the body that bore it is known from elsewhere.",
    "celex.from-number": "No CELEX number is printed; it is made of the kind, the year and the number of the act.",
    "citation.usual-role": (
        "No words say what the document is cited for; it is taken for the report on the action right before its "
        "number, else for related work."
    ),
    "date.day-first": "The figures of a date could be read in two orders; the day is taken to stand before the month.",
    "date.first-day-of-month": "Only a month is printed where the period begins; its first day is taken.",
    "date.first-day-of-year": "Only a year is printed where the period begins; its first day is taken.",
    "date.last-day-of-month": "Only a month is printed where the period ends; its last day is taken.",
    "date.last-day-of-year": "Only a year is printed where the period ends; its last day is taken.",
    "date.part-of-year": "A half or a quarter of a year is printed; it is taken from its first to its last day.",
    "date.shared-year": "The year is printed once, after the last of several dates; it is taken for each of them.",
    "decision.products-before": (
        "The words of the decision name no product; it is taken to be on the products that are named before it."
    ),
    "document.range": (
        "One year is printed for several numbers, or the ends of a range of them; each number is taken for a document."
    ),
    "footnote.annotated-phrase": (
        "The text has no mark where this footnote belongs; it is taken to belong to the words that name its document."
    ),
    "period.missing-dash": "No dash is printed between two dates that stand side by side; they are taken as a period.",
    "untangle.column-gap": (
        "Two columns are printed in the same lines; wide gaps, behind which one of them stands, tell which words "
        "belong to which."
    ),
    "untangle.column-width": (
        "Two columns are printed in the same lines; the widths that they have elsewhere tell which words belong to "
        "which."
    ),
    "untangle.own-quotation": (
        "Two columns are printed in the same lines; a passage of the document that quotes one of them tells which "
        "words belong to which."
    ),
}


def rule_in_words(rule: str, rules: Mapping[str, InferenceRule]) -> str:
    """What a rule does, of reading or among the `rules` of inference; of a rule that has no sentence, its name.

    >>> rule_in_words("date.last-day-of-year", {})
    'Only a year is printed where the period ends; its last day is taken.'
    """
    inferring = rules.get(rule)
    return _RULES.get(rule, f"A value is derived by the rule “{rule}”.") if inferring is None else inferring.description


def derivations(facts: Facts, thing: NamedNode, rules: Mapping[str, InferenceRule]) -> tuple[str, ...]:
    """The rules that led to values of a thing, in words."""
    return tuple(rule_in_words(found.text, rules) for found in facts.all_words(thing, CCWP.derivedByRule))
