"""Questions in plain words without a language model: templates with slots, read from a text or filled from a form."""

from ccwp_kg.questions.answers import AnswerSentence, answer
from ccwp_kg.questions.asked import Asked, NotAnswered, Outcome, Ready, SlotValue
from ccwp_kg.questions.asking import ask
from ccwp_kg.questions.reading import Reader, shipped_reader
from ccwp_kg.questions.template import Slot, SlotChoice, Template, catalogue

__all__ = [
    "AnswerSentence",
    "Asked",
    "NotAnswered",
    "Outcome",
    "Reader",
    "Ready",
    "Slot",
    "SlotChoice",
    "SlotValue",
    "Template",
    "answer",
    "ask",
    "catalogue",
    "shipped_reader",
]
