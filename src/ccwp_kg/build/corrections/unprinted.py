"""Finds corrections that give words of a document which its text does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.build.corrections.apply import WORDS, CorrectionOutcome
from ccwp_kg.build.corrections.records import KeptCorrection
from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.rdf.terms import iris

_WORD = re.compile(r"\w+")
_DIVIDED = re.compile(r"(?<=\w)[-\u00ad]\s+(?=\w)")
"""Where the end of a line divides a word."""


@dataclass(frozen=True, slots=True)
class UnprintedWords:
    """Words that hold by a correction, and that its document prints nowhere."""

    correction: KeptCorrection
    words: str

    @property
    def field(self) -> str:
        """The action or the plan that they are of, and the field: `action 6.1 of plan 6, outcome 2`."""
        steps = iris.reference(self.correction.resource).split("/")
        whole = " ".join(steps[:2])
        if steps[2:3] == ["action"]:
            whole, steps = f"action {steps[3]} of {whole}", steps[2:]
        field = " ".join(steps[2:]) or re.split("[/#]", self.correction.predicate.value)[-1]
        return f"{whole}, {field}"


def unprinted_words(
    outcomes: Iterable[CorrectionOutcome], sources: Mapping[NamedNode, DocumentFacts]
) -> tuple[UnprintedWords, ...]:
    """Those of the corrections that are applied and to which no second person agreed, in their order.

    Words are printed where the text has them in a row, or the places of the correction have them in that order, with
    others between: lines of a cell may have words of the cell beside it between them. Signs and capitals do not count.
    """
    return tuple(
        UnprintedWords(each.correction, words)
        for each in outcomes
        if each.is_applied and not each.correction.is_agreed
        for words in _words(each.correction)
        if not _is_printed(words, each.correction, sources[each.correction.source].source.text)
    )


def _words(correction: KeptCorrection) -> Iterator[str]:
    stated = sorted(correction.correct | correction.described, key=str)
    return (t.object.value for t in stated if t.predicate in WORDS and isinstance(t.object, Literal))


def _is_printed(words: str, correction: KeptCorrection, text: str) -> bool:
    wanted = _WORD.findall(words.casefold())
    places = sorted(filter(None, map(iris.stretch_of, correction.proofs)))
    return any(
        f" {' '.join(wanted)} " in f" {' '.join(printed(text))} "
        or _are_in_order(wanted, printed("\n".join(text[start:end] for start, end in places)))
        for printed in (_as_printed, _undivided)
    )


def _as_printed(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _undivided(text: str) -> list[str]:
    return _as_printed(_DIVIDED.sub("", text))


def _are_in_order(wanted: Iterable[str], there: Iterable[str]) -> bool:
    left = iter(there)
    return all(word in left for word in wanted)
