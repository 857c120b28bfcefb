"""Reading a question in plain words: each word is a cue, fills a slot, or is named as not understood; or all of them
together ask a question of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, takewhile
from pathlib import Path

from ccwp_kg.installation import folder
from ccwp_kg.questions.asked import Asked, NotAnswered, Outcome, Ready
from ccwp_kg.questions.attempt import WITH, Attempt, are_filled, long_cues, phrases_of
from ccwp_kg.questions.found import Found, found_in
from ccwp_kg.questions.names import is_called, is_quoted, respelled
from ccwp_kg.questions.partly import (
    left_over,
    like_topics,
    not_held,
    not_known,
    of_longer_names,
    partly_named,
    titled,
    with_nearest,
)  # fmt: skip
from ccwp_kg.questions.template import Template, catalogue
from ccwp_kg.questions.words import Phrases, Vocabulary, Word, read_vocabulary, stem, words_of
from ccwp_kg.rdf.example_queries import ExampleQuery, read_examples
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.search import LONGEST, Index
from ccwp_kg.search.index.words import cleaned, folded
from ccwp_kg.search.lookup.question import Question, in_figures

_NUMBER_SIGN = re.compile(r"(?<=\w)\s+(?:nos?\.|nr\.?|n°|№|number)\s*(?=[0-9])", re.IGNORECASE)
"""What may stand between a word and its number: plan no. 5. Without its full stop “no” may deny."""
_LEFT_OUT, _APART = re.compile(r"(?:^|(?<=\s))[-–—−](?=[^\W\d_])"), re.compile(r"(?<=\w)\s+[-–—−]\s+(?=[^\W\d_])")
"""A dash right before a word, as searches leave one out, and one between two words, which does so between two names."""
_LESS, _TWO_OF_A_KIND = "minus ", frozenset(["other", "second"])
"""What is read in the place of such a dash, and slots for one more of what another slot has."""
_OR_MORE = re.compile(r"(?<=\w)\(e?s\)", re.IGNORECASE)
"""One or more: action(s)."""

_ASKED = ("which", "what")
_TWO = re.compile(
    r"(?P<one>\S+ .*?\S)(?:,? (?:and|or)| ?[?;]) (?P<other>(?:(?:by|in|from|on|to|for|with|of|until|since) )?"
    r"(?:who|whom|whose|what|which|when|where|how)\b.*\S)",
    re.IGNORECASE,
)
"""Two questions in one."""
_OF_IT = re.compile(
    r"\S(?:,? (?:and|or)| ?[?;,])(?: \w+)? (?:who|whom|whose|what|which|when|where|how)\b.* (?:its?|they|their|them)\b",
    re.IGNORECASE,
)
"""A second question on what the first one names."""
_TWO_OF_ONE = re.compile(r"(?P<one>\S.*?) and (?:the )?(?P<other>\S+)(?P<of> (?:of|for|in) .+)", re.IGNORECASE)
"""Two things that are asked of one, "parties and sources of 5.4"."""


@dataclass(frozen=True)
class Reader:
    """Reads questions with some templates, the words that they share, and the questions of a catalogue."""

    templates: tuple[Template, ...]
    vocabulary: Vocabulary
    examples: tuple[ExampleQuery, ...] = ()
    _phrases: Mapping[str, Phrases] = field(init=False, repr=False)
    _known: Collection[str] = field(init=False, repr=False)
    _cues: Collection[str] = field(init=False, repr=False)
    _ready: Sequence[tuple[ExampleQuery, Phrases]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "_phrases", {each.slug: phrases_of(each, self.vocabulary.kinds) for each in self.templates}
        )
        shared = (self.vocabulary.passed_over, self.vocabulary.refused, self.vocabulary.numbered)
        keys = (key for phrases in (*self._phrases.values(), *shared) for key in phrases.known)
        stems = {stem(part.removeprefix("=")) for key in keys for part in key}
        object.__setattr__(self, "_cues", long_cues(self.templates))
        object.__setattr__(self, "_known", stems | self.vocabulary.asking | self.vocabulary.joining)
        object.__setattr__(self, "_ready", [(each, _phrases_of(each)) for each in self.examples if each.cues])

    @classmethod
    def of_folder(cls, folder: Path, base: Base = PUBLISHED_BASE, *, examples: Path | None = None) -> Reader:
        """The reader with the templates and words of a folder, and with the examples of another. Raises InvalidTemplate
        and InvalidExample."""
        read = () if examples is None else read_examples(examples, base)
        return cls(catalogue(folder, base), read_vocabulary(folder), read)

    def read(self, text: str, index: Index) -> Outcome | Ready:
        """What a text asks. A text that is no question is `incomplete`, with no sentence to say; what asks whether
        something was done is not answered with what a plan states of it, which is offered instead."""
        less = _LEFT_OUT.sub(_LESS, text[: 4 * LONGEST])
        if less != text[: 4 * LONGEST] and not is_quoted(index, text[: 4 * LONGEST]):
            text = less
        outcome = self._read(text, index)
        if isinstance(outcome, Asked) and (outcome.parts or not _TWO_OF_A_KIND.isdisjoint(outcome.values)):
            less = _APART.sub(f" {_LESS}", text[: 4 * LONGEST])
            outcome = outcome if less == text[: 4 * LONGEST] else self._read(less, index)
        return self._offered(text[: 4 * LONGEST], outcome) if isinstance(outcome, Asked) else outcome

    def _offered(self, text: str, asked: Asked) -> Asked | NotAnswered:
        """The question, or that it only comes near what is asked."""
        filled = {asked.template.slug, *asked.values, *(["planned"] if asked.telling.is_planned else ())}
        for of, forms, sentence in self.vocabulary.offered:
            if not any(are_filled(slots.split(), filled) for slots in of):
                continue
            found = next((found for form in forms if (found := form.search(text))), None)
            if found is not None:
                said = sentence.replace("{words}", found[1])
                return NotAnswered("refused", said, (found[1],), ((asked.reading, asked),), asked.template)
        return asked

    def _read(self, text: str, index: Index) -> Outcome | Ready:
        """What a text asks, whenever it asks for."""
        if " " not in text and Question.of(text).is_spelled_as_code:
            return NotAnswered("incomplete", "")
        typed = in_figures(_NUMBER_SIGN.sub(" ", _OR_MORE.sub("", cleaned(text[: 4 * LONGEST]))))
        if len(typed) <= LONGEST:
            typed = self.vocabulary.in_order(typed)
        words = words_of(typed[: LONGEST + 1])
        if len(typed) > LONGEST:
            said = f"Not read as a question: one has at most {LONGEST} characters here."
            return NotAnswered("refused", said if words and self._is_asking(words) else "")
        if not words:
            return NotAnswered("incomplete", "")
        attempts, found = self._attempts(typed, words, index)
        outcome = self._whole(typed, attempts, index)
        if outcome is not None:
            two = isinstance(outcome, Asked) and _OF_IT.search(typed) and self._two_at_once(typed, found, index)
            return two or outcome
        missing = not_held(found, self.vocabulary.passed_over, index)
        if missing is not None or is_called(index, typed):
            return missing or NotAnswered("incomplete", "")
        return (
            self._in_catalogue(words)
            or self._respelled(typed, words, index)
            or self._two_at_once(typed, found, index)
            or self._not_understood(words, found, attempts, index)
        )

    def _attempts(self, text: str, words: Sequence[Word], index: Index) -> tuple[Sequence[Attempt], Found]:
        """What each template makes of a text, and what stands in it."""
        found = found_in(text, words, self.vocabulary, index, self._cues)
        return [self._attempt(template, words, found, index) for template in self.templates], found

    def _whole(self, text: str, attempts: Sequence[Attempt], index: Index) -> Outcome | None:
        """The question of the template that has a use for every word; which, where there are several."""
        whole = [each for each in attempts if each.is_whole]
        best = max((each.weight for each in whole), default=0)
        outcomes = [each.outcome(index) for each in whole if each.weight == best]
        if len(outcomes) <= 1:
            return next(iter(outcomes), None)
        choices = tuple((each.heading, each) for each in outcomes if isinstance(each, Asked))
        return NotAnswered("which", "This may be more than one question; choose one.", (text,), choices)

    def _respelled(self, text: str, words: Sequence[Word], index: Index) -> Outcome | None:
        """The one question that is asked where a word is a slip of another, or may be asked where it is no sure one;
        None where there are none, or several."""
        asked: dict[str, Outcome] = {}
        for other, said, is_sure in respelled(text, words, self._known, self._cues, index):
            outcome = self._read(other, index)
            if isinstance(outcome, Asked):
                choice = ((outcome.reading, outcome),)
                unsure = NotAnswered("which", " ".join(said), choices=choice, template=outcome.template)
                asked[outcome.path] = replace(outcome, notes=(*said, *outcome.notes)) if is_sure else unsure
        return next(iter(asked.values())) if len(asked) == 1 else None

    def _two_at_once(self, text: str, found: Found, index: Index) -> NotAnswered | None:
        """That two things are asked at once, with what each would be by itself; None where it is one."""
        two = _TWO.fullmatch(text) or _TWO_OF_ONE.fullmatch(text)
        if two is None or found.refused or is_quoted(index, text):
            return None
        of_one = two.groupdict().get("of", "")
        parts = [f"{part}{of_one}" for part in two.group("one", "other")]
        each = [self._whole(part, self._attempts(part, words_of(part), index)[0], index) for part in parts]
        choices = tuple((asked.reading, asked) for asked in each if isinstance(asked, Asked))
        if of_one and len(choices) < len(parts):
            return None
        said = f"Not read as a question: it asks two things at once (“{two['other'].rstrip(' ?')}”); ask one by one."
        return NotAnswered("refused", said, (two["other"],), choices)

    def _attempt(self, template: Template, words: Sequence[Word], found: Found, index: Index) -> Attempt:
        """What a template makes of the words."""
        of_one = (slot.name for slot in template.slots if found.is_of_one_action and slot.kinds == ("action",))
        attempt = Attempt(template, words, [True] * len(words), awaits=frozenset(of_one))
        phrases = self._phrases[template.slug]
        others = [(place, length) for place, length, value in phrases.within(words, attempt.free) if "=" in value]
        own = [phrases.at(words[n : n + 1], 0, [True]) is not None for n in range(len(words))]
        others += [
            (n, len([*takewhile(bool, own[n + 1 :])]) + 1) for n, word in enumerate(words) if word.stem in _ASKED
        ]
        attempt.fill(found, index, others)
        taken = phrases.within(words, list(attempt.free))
        for place, length, value in sorted(taken, key=lambda each: "=" not in each[2]):  # choices first
            is_with = value == WITH and not found.is_refused(place, length)
            is_other = attempt.is_other(place, length, self.vocabulary.heads, index) if is_with else value == WITH
            if not is_other and not found.is_in_refused(place, length):
                attempt.take(place, length, value, index)
        refused = {n for each in found.refused if all(attempt.free[n] for n in each.places) for n in each.places}
        for place, length, _ in self.vocabulary.passed_over.within(words, list(attempt.free)):
            if refused.isdisjoint(range(place, place + length)):
                attempt.cover(place, length)
                attempt.passed.update(range(place, place + length))
        if any(value.each for value in attempt.values.values()):  # "both" of the two
            for place, word in enumerate(words):
                if word.stem in self.vocabulary.joining and place not in refused:
                    attempt.cover(place, 1)
        return attempt

    def _in_catalogue(self, words: Sequence[Word]) -> Ready | None:
        """The question of the catalogue that all the words ask; None where they ask none, or more than one."""
        asked = []
        for example, phrases in self._ready:
            free = [True] * len(words)
            cues = set()
            for place, length, cue in phrases.within(words, list(free)):
                cues.add(cue)
                free[place : place + length] = [False] * length
            for place, length, _ in self.vocabulary.passed_over.within(words, list(free)):
                free[place : place + length] = [False] * length
            if not any(free) and cues >= set(map(str, range(len(example.cues)))):
                asked.append(example)
        return Ready(asked[0]) if len(asked) == 1 else None

    def _not_understood(
        self, words: Sequence[Word], found: Found, attempts: Sequence[Attempt], index: Index
    ) -> Outcome:
        """Why no template has an answer: what is refused, a name that nothing here has, or the words that are left; the
        question after all where a name is given in part."""
        likely = sorted((each for each in attempts if each.has_cue), key=lambda each: (sum(each.free), -each.weight))
        is_asking = self._is_asking(words)
        is_asked = is_asking or any(each.has_named for each in likely)
        nearest = next((each for each in likely if each.nearest(index)), None)
        if found.unknown_plans and any(each.has_taken(found.refused) for each in likely):
            return not_known(found, likely[0].template, index)
        if found.refused:
            partly = (
                (each, partly_named(each, found, index, is_asked=False)) for each in (attempts if is_asking else likely)
            )
            refused = next(
                (
                    each
                    for attempt, each in partly
                    if each and (attempt.has_taken(found.refused) or _has_in(each, found))
                ),
                None,
            )
            refused = refused or self._refused(found, likely, nearest, index, is_asked=is_asked)
            if refused is not None:
                return refused
        if found.unknown and (likely or is_asking or found.unknown_plans):
            return not_known(found, likely[0].template if likely else None, index)
        of_action = [each for each in likely if found.is_of_one_action and each.lacks("action")]
        fitting = [each for each in likely if not each.asks_other]
        ways = chain(
            (partly_named(each, found, index, is_asked=is_asked) for each in of_action or fitting),
            (of_longer_names(each, found, index) for each in fitting if is_asked),
            (titled(each, found, index) for each in fitting if is_asked),
            (like_topics(each, found, index) for each in fitting if is_asking),
        )
        outcome = next((each for each in ways if each), None)
        if outcome is not None:
            return outcome
        if not likely and found.has_name:
            likely = sorted(attempts, key=lambda each: sum(each.free))
        if not likely or not is_asked or is_quoted(index, found.text):
            return NotAnswered("incomplete", "")
        return with_nearest(left_over(nearest or likely[0], found, index), nearest, found, index)

    def _refused(
        self, found: Found, likely: Sequence[Attempt], nearest: Attempt | None, index: Index, *, is_asked: bool
    ) -> NotAnswered | None:
        """What words that refuse an answer say; None where all of them stand in names."""
        refused = next((each for each in found.refused if not found.is_named(each.place)), None)
        is_text = is_quoted(index, found.text)
        if refused is None:
            return None
        if nearest is not None and nearest.has_taken(found.refused) and not is_text:
            return with_nearest(left_over(nearest, found, index), nearest, found, index)
        is_said = (is_asked or likely or found.has_name) and not is_text
        said = self.vocabulary.refusals[refused.kind].replace("{words}", refused.words)
        no = NotAnswered("refused", said if is_said else "", (refused.words,))
        nearest = next((each for each in likely if each.leaves_only(found.refused) and each.nearest(index)), None)
        return with_nearest(no, nearest, found, index) if is_said else no

    def _is_asking(self, words: Sequence[Word]) -> bool:
        return any(word.stem in self.vocabulary.asking for word in words[:2])  # "on which"


def _has_in(outcome: Outcome, found: Found) -> bool:
    """Whether words that may refuse an answer stand in a name with the one behind them, as "more flexible" does."""
    names = [f" {folded(value.label)} " for value in outcome.values.values()] if isinstance(outcome, Asked) else []
    whole = [found.words[each.place : each.places.stop + 1] for each in found.refused]
    return all(any(f" {folded(' '.join(word.text for word in words))} " in name for name in names) for words in whole)


def _phrases_of(example: ExampleQuery) -> Phrases:
    """The phrases that ask an example, each with the number of its group, and those that may stand beside them."""
    cues = [(phrase, str(number)) for number, group in enumerate(example.cues) for phrase in group]
    return Phrases.of([*((phrase, WITH) for phrase in example.along), *cues])


@cache
def shipped_reader(base: Base = PUBLISHED_BASE) -> Reader:
    """The reader with the templates and the catalogue that are shipped."""
    return Reader.of_folder(folder("web") / "questions", base, examples=folder("web") / "queries")
