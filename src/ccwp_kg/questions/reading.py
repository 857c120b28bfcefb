"""Reading a question in plain words: each word is a cue, fills a slot, or is named as not understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ccwp_kg.installation import folder
from ccwp_kg.questions.asked import Asked, NotAnswered, Outcome
from ccwp_kg.questions.asking import OFFERED, Ambiguous, complete, which
from ccwp_kg.questions.attempt import WITH, Attempt, phrases_of
from ccwp_kg.questions.found import Found, found_in
from ccwp_kg.questions.names import called_with
from ccwp_kg.questions.template import Template, catalogue
from ccwp_kg.questions.words import Phrases, Vocabulary, Word, read_vocabulary, words_of
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.search import LONGEST, Index
from ccwp_kg.search.index.words import cleaned

_NAMED = 4


@dataclass(frozen=True)
class Reader:
    """Reads questions with some templates and the words that they share."""

    templates: tuple[Template, ...]
    vocabulary: Vocabulary
    _phrases: Mapping[str, Phrases] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_phrases", {each.slug: phrases_of(each) for each in self.templates})

    @classmethod
    def of_folder(cls, folder: Path, base: Base = PUBLISHED_BASE) -> Reader:
        """The reader with the templates and words of a folder. Raises InvalidTemplate."""
        return cls(catalogue(folder, base), read_vocabulary(folder))

    def read(self, text: str, index: Index) -> Outcome:
        """What a text asks. A text that is no question is `incomplete`, with no sentence to say."""
        typed = cleaned(text[: 4 * LONGEST])
        words = words_of(typed[: LONGEST + 1])
        if len(typed) > LONGEST:
            said = f"No answer: a question has at most {LONGEST} characters here."
            return NotAnswered("refused", said if words and self._is_asking(words) else "")
        if not words:
            return NotAnswered("incomplete", "")
        found = found_in(typed, words, self.vocabulary, index)
        attempts = [self._attempt(template, words, found, index) for template in self.templates]
        whole = [each for each in attempts if each.is_whole]
        if not whole:
            return self._not_understood(words, found, attempts, index)
        best = max(each.weight for each in whole)
        chosen = [each for each in whole if each.weight == best]
        if len(chosen) == 1:
            return chosen[0].outcome(index)
        outcomes = [each.outcome(index) for each in chosen]
        choices = tuple((each.heading, each) for each in outcomes if isinstance(each, Asked))
        return NotAnswered("which", "This may be more than one question; choose one.", (typed,), choices)

    def _attempt(self, template: Template, words: Sequence[Word], found: Found, index: Index) -> Attempt:
        """What a template makes of the words."""
        attempt = Attempt(template, words, [True] * len(words))
        phrases = self._phrases[template.slug]
        choices = [(place, length) for place, length, value in phrases.within(words, attempt.free) if "=" in value]
        attempt.fill(found, index, choices)
        for place, length, value in phrases.within(words, list(attempt.free)):
            if value != WITH or not found.is_refused(place, length):
                attempt.take(place, length, value, index)
        refused = {n for each in found.refused if all(attempt.free[n] for n in each.places) for n in each.places}
        for place, length, _ in self.vocabulary.passed_over.within(words, list(attempt.free)):
            if refused.isdisjoint(range(place, place + length)):
                attempt.cover(place, length)
        return attempt

    def _not_understood(
        self, words: Sequence[Word], found: Found, attempts: Sequence[Attempt], index: Index
    ) -> NotAnswered:
        """Why no template has an answer: what is refused, a name that nothing here has, or the words that are left."""
        likely = sorted((each for each in attempts if each.has_cue), key=lambda each: (sum(each.free), -each.weight))
        is_asked = self._is_asking(words) or any(each.values or each.ambiguous for each in likely)
        refused = next((each for each in found.refused if not found.is_named(each.place)), None)
        if refused is not None:
            said = self.vocabulary.refusals[refused.kind].replace("{words}", refused.words)
            return NotAnswered("refused", said if is_asked or likely else "", (refused.words,))
        if not likely:
            return NotAnswered("incomplete", "")
        best = likely[0]
        if found.unknown:
            said = f"No answer: “{found.unknown[0]}” is neither held nor named here."
            return NotAnswered("not-known", said, found.unknown, template=best.template)
        meant = next((each for attempt in likely if (each := self._partly_named(attempt, found, index))), None)
        if meant is not None:
            return meant
        return _left_over(best, found) if is_asked else NotAnswered("incomplete", "")

    def _partly_named(self, attempt: Attempt, found: Found, index: Index) -> NotAnswered | None:
        """The questions that may be meant where all that is left are words of the names of a few things."""
        runs = list(attempt.runs())
        slot = attempt.open_slot()
        if len(runs) != 1 or slot is None:
            return None
        place, length = runs[0]
        start, end = attempt.words[place].start, attempt.words[place + length - 1].end
        if not all(start <= time.start and time.end <= end for time in found.times):
            return None
        words = [word for n, word in enumerate(attempt.words[place : place + length], place) if attempt.free[n]]
        things = called_with(index, [word.text for word in words], slot.kinds)
        if not 0 < len(things) <= OFFERED:
            return None
        unclear = Ambiguous(slot, found.text_of(place, length), things, is_in_part=True)
        return which(attempt.template, attempt.values, unclear, index)

    def _is_asking(self, words: Sequence[Word]) -> bool:
        return words[0].stem in self.vocabulary.asking


@cache
def shipped_reader(base: Base = PUBLISHED_BASE) -> Reader:
    """The reader with the templates that are shipped."""
    return Reader.of_folder(folder("web") / "questions", base)


def _left_over(attempt: Attempt, found: Found) -> NotAnswered:
    """What was not understood, or which value is missing."""
    left = tuple(found.text_of(*run) for run in attempt.runs())
    if not left:
        outcome = complete(attempt.template, attempt.values)
        return outcome if isinstance(outcome, NotAnswered) else NotAnswered("incomplete", "")
    if found.times and not attempt.template.has_time:
        said = f"No answer: “{found.times[0].words}” bounds the question in a way that is not understood here."
        return NotAnswered("refused", said, left, template=attempt.template)
    quoted = ", ".join(f"“{each}”" for each in left[:_NAMED])
    said = f"No answer, because {quoted} {'was' if len(left) == 1 else 'were'} not understood."
    return NotAnswered("words", said, left, template=attempt.template)
