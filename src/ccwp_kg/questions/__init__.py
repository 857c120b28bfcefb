"""Questions in plain words without a language model: templates with slots, read from a text or filled from a form."""

from ccwp_kg.questions.answers import Answer, answer, rows_in
from ccwp_kg.questions.asked import Asked, NotAnswered, Outcome, Ready, Value
from ccwp_kg.questions.asking import ask
from ccwp_kg.questions.reading import Reader, shipped_reader
from ccwp_kg.questions.template import Choice, Slot, Template, catalogue

__all__ = [
    "Answer",
    "Asked",
    "Choice",
    "NotAnswered",
    "Outcome",
    "Reader",
    "Ready",
    "Slot",
    "Template",
    "Value",
    "answer",
    "ask",
    "catalogue",
    "rows_in",
    "shipped_reader",
]
