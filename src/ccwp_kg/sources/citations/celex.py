"""CELEX numbers, by which EUR-Lex knows every text: sector, year, kind and number in one word (`32009D0917`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# EUR-Lex, "How CELEX numbers are composed": sector, year, one or two letters, and a number of four figures (a treaty's
# article has three; texts without a number have their date and (01)); R(01) is a corrigendum, a date a consolidation.
_CELEX = re.compile(
    r"(?<![^\W_])(?P<sector>[0-6])(?P<year>(?:19|20)[0-9]{2})(?P<kind>[A-Z]{1,2})"
    r"(?:(?P<number>[0-9]{3,4})(?P<part>\([0-9]{2}\))?(?P<corrigendum>R\([0-9]{2}\))?(?P<consolidation>-[0-9]{8})?"
    r"|/[A-Z]{3})(?![^\W_]|[(/][0-9])"
)
LEGISLATION = "3"
# EUR-Lex, "Types of documents in EUR-Lex", sector 3; other letters there stand for several kinds
_KINDS = {"R": "regulation", "L": "directive", "D": "decision"}


@dataclass(frozen=True, slots=True)
class CelexNumber:
    """A CELEX number printed from `start` up to `end`.

    `kind` is the slug of the kind of act, for a regulation, directive or decision itself; None for all other texts,
    whose letters stand for several kinds, and for corrigenda and consolidated texts.
    """

    start: int
    end: int
    code: str
    kind: str | None


def celex_numbers(text: str) -> Iterator[CelexNumber]:
    """All CELEX numbers of a text, in order.

    >>> [(found.code, found.kind) for found in celex_numbers("CELEX 32009D0917, 12007L/TXT, 32009D0917R(01)")]
    [('32009D0917', 'decision'), ('12007L/TXT', None), ('32009D0917R(01)', None)]
    """
    for found in _CELEX.finditer(text):
        is_act = found["sector"] == LEGISLATION and found["number"] and len(found["number"]) == 4
        is_itself = not (found["part"] or found["corrigendum"] or found["consolidation"])
        kind = _KINDS.get(found["kind"]) if is_act and is_itself else None
        yield CelexNumber(found.start(), found.end(), found.group(), kind)


def celex_of_act(letter: str, year: int, number: int) -> str:
    """The CELEX number of an act of the Union by the letter of its kind, its year and its number.

    >>> celex_of_act("D", 2009, 917)
    '32009D0917'
    """
    return f"{LEGISLATION}{year:04}{letter}{number:04}"
