"""Finds words of an action that may hold the value of a field, though no value was understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ccwp_kg.sources.profile.profile import FieldHint, LanguageWords
from ccwp_kg.sources.profile.slots import AGENTS
from ccwp_kg.sources.recognition.scan import STATE, Grammar, Scan
from ccwp_kg.sources.recognition.statements import statements_in
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.text.patterns import any_of, whole_words
from ccwp_kg.sources.text.prose import Stretch

_NAMED_YEAR = re.compile(r" [A-Z]\w+ $")
"""Before the year in a name: "the Customs 2020 programme"."""
_CODE = 2
"""The letters of the code of a state: the name of one has more."""


def hints_in(scan: Scan, hint: FieldHint, *, grammar: Grammar) -> Iterator[Passage]:
    """The words of a scanned text that may hold the value of the field: its forms, then the first in each sentence.

    Such words go from one of the hint's words to what stands beside it, and to the states, bodies and times joined to
    that.
    """
    for match in scan.phrases.all(hint.forms):
        yield _whole(scan, match.start, match.end, grammar=grammar)
    whole, openings = _keys(hint.words)
    if whole.isdisjoint(scan.phrases.words) and not any(word.startswith(openings) for word in scan.phrases.words):
        return
    for sentence in scan.sentences:
        word = whole_words(hint.words).search(scan.flow.text, sentence.start, sentence.end)
        place = next(_context_in(scan, sentence, hint, grammar=grammar), None) if word is not None else None
        if word is not None and place is not None:
            yield _whole(scan, min(word.start(), place.start), max(word.end(), place.end), grammar=grammar)


def _whole(scan: Scan, start: int, end: int, *, grammar: Grammar) -> Passage:
    """Some words with the rest of a name or time in which they end, and with what is joined to that: "and Austria"."""
    joint = re.compile(rf",? ?(?:(?:{any_of(grammar.profile.words.joined)}) )?")
    sentence = scan.sentence_at(start)
    text = scan.flow.text[: sentence.end]
    named = (Stretch(start + each.start, start + each.end) for each in grammar.finder.find(text[start:]))
    for each in sorted([*named, *_times(scan, sentence, grammar=grammar)], key=lambda each: (each.start, -each.end)):
        if start < each.start and end < each.end and (each.start <= end or joint.fullmatch(text, end, each.start)):
            end = each.end
    return scan.flow.passage(start, end)


def _context_in(scan: Scan, sentence: Stretch, hint: FieldHint, *, grammar: Grammar) -> Iterator[Stretch]:
    """The places in a sentence where something stands beside which one of the words is a cue of the field."""
    text = scan.flow.text[: sentence.end]
    found = whole_words(hint.beside).search(text, sentence.start)
    if found is not None:
        yield Stretch(*found.span())
    if "{state}" in hint.beside:
        names = grammar.finder.find(text[sentence.start :])
        states = (each for each in names if each.name.kind == STATE and each.end - each.start > _CODE)
        yield from (Stretch(sentence.start + each.start, sentence.start + each.end) for each in states)
    if "{agent}" in hint.beside:
        yield from (each for each in scan.names if each.name.kind in AGENTS and sentence.holds(each))
    if "{action}" in hint.beside:
        numbered = re.compile(rf"(?<!\w)(?:{any_of(grammar.profile.actions.word)}) \[?\d")
        yield from (Stretch(*each.span()) for each in numbered.finditer(text, sentence.start))
    if "{document}" in hint.beside:
        documents = (*scan.references.all, *(each for each in scan.names if each.name.kind == "act"))
        yield from filter(sentence.holds, documents)
    if "{time}" in hint.beside:
        yield from _times(scan, sentence, grammar=grammar)


def _times(scan: Scan, sentence: Stretch, *, grammar: Grammar) -> Iterator[Stretch]:
    """The times and lengths of time in a sentence that are not over when the plan begins.

    Those in a name ("Customs 2013") or in a statement ("every two years") are of something else.
    """
    text, calendar = scan.flow.text, grammar.calendar
    starts = [word.start() for word in _time_starts(grammar.profile.words).finditer(text, sentence.start, sentence.end)]
    if not starts:
        return
    stated = [each.passage.spans[0] for each in statements_in(scan, profile=grammar.profile)]
    taken = [(scan.flow.index(span.start), scan.flow.index(span.end - 1)) for span in stated]
    taken += [(name.start, name.end - 1) for name in scan.names]
    for at in starts:
        if any(start <= at <= end for start, end in taken) or _NAMED_YEAR.search(text[sentence.start : at]):
            continue
        time, length = calendar.time_at(text, at), calendar.duration_at(text, at)
        if time is not None and time.last_day >= grammar.since:
            yield time
        elif length is not None:
            yield length


@lru_cache(maxsize=8)
def _time_starts(words: LanguageWords) -> re.Pattern[str]:
    """A pattern for where a time or a length of time may begin: at a figure, a capital, a number in words."""
    return re.compile(rf"(?<!\w)(?:[0-9A-Z]|(?:{any_of((*words.numerals, *words.low_ordinals))})(?!\w))")


@lru_cache(maxsize=32)
def _keys(words: Sequence[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The first words of some, of which a text has one that has any of them: those that are whole, and openings."""
    firsts = [each.casefold().replace("-", " ").split()[0] for each in words]
    return frozenset(each for each in firsts if each[-1] != "*"), tuple(each[:-1] for each in firsts if each[-1] == "*")
