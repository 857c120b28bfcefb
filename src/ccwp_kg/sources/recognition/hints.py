"""Finds words of an action that may tell a field, though no value was understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ccwp_kg.sources.profile.profile import FieldHint
from ccwp_kg.sources.recognition.scan import STATE, Grammar, Scan
from ccwp_kg.sources.records.references import Passage

_STATE, _YEAR = "{state}", "{year}"
_CODE = 2
"""The letters of the code of a state: the name of one has more."""


def hint_in(scan: Scan, hint: FieldHint, *, grammar: Grammar) -> Passage | None:
    """The first words of a scanned text that may tell the field: a form, or from a word to what stands beside it."""
    match = scan.phrases.first(hint.forms)
    if match is not None:
        return scan.flow.passage(match.start, match.end)
    for sentence in scan.sentences:
        text = scan.flow.text[sentence.start : sentence.end]
        word = _pattern(hint.words).search(text)
        context = _context(text, hint, grammar=grammar) if word is not None else None
        if word is not None and context is not None:
            start, end = min(word.start(), context[0]), max(word.end(), context[1])
            return scan.flow.passage(sentence.start + start, sentence.start + end)
    return None


def _context(text: str, hint: FieldHint, *, grammar: Grammar) -> tuple[int, int] | None:
    """Where something stands that makes one of the words tell the field."""
    found = _pattern(hint.beside).search(text)
    names = grammar.finder.find(text) if found is None and _STATE in hint.beside else ()
    states = ((each.start, each.end) for each in names if each.name.kind == STATE and each.end - each.start > _CODE)
    return found.span() if found is not None else next(states, None)


@lru_cache(maxsize=16)
def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern for any of some whole words."""
    each = [re.escape(word.removesuffix("*")) + r"\w*" * word.endswith("*") for word in words if word[0] != "{"]
    each += [r"(?:19|20)\d\d"] * (_YEAR in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)
