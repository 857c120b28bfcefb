"""What stands in the words of a question: names of things, numbers, times, and words that refuse an answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ccwp_kg.questions.names import Named, beginning_with, named, named_more, names_of, of_subject_code, things
from ccwp_kg.questions.times import Time, months_in_full, times
from ccwp_kg.questions.words import Vocabulary, Word, stem
from ccwp_kg.search import Index
from ccwp_kg.search.index.reviewed import cardinals, stop_words
from ccwp_kg.search.index.words import folded
from ccwp_kg.search.lookup.numbers import document_numbers
from ccwp_kg.sources.text.ordinals import ordinals_of_plans

LONGEST_NAME = 14
"""So many words of a name are looked for; all of a longer one, such as a title, only in a form."""
_ACTION_NUMBER = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}")
_COUNTED = re.compile(r"[0-9]{1,3}")
_DOCUMENT = re.compile(
    r"(?<![^\W_])(?:ST[\s-]*[0-9]{3,6}[\s-]+(?:19|20)[0-9]{2}|(?:ST[\s-]*)?[0-9]{3,6}(?:/[0-9]{1,3})?[/-][0-9]{2,4})"
    r"(?![0-9./])(?:[\s+-]*(?:REV|COR|ADD|INIT)\.?[\s-]*[0-9]{0,2}\b)*",
    re.IGNORECASE,
)
_SUBJECT_CODE = re.compile(r"([^\W\d_]+ [0-9]{1,4})(?: (?:19|20)[0-9]{2})?")
"""A series, the number of a document in it, and the year: ENFOCUSTOM 47 (2008), folded."""
_JOURNAL = re.compile(r"oj [a-z] [0-9]{1,4}(?: [0-9]+)*")
"""An issue of the Official Journal without its page: OJ C 260, 30.10.2009, folded."""
_PLURAL, _SHORTEST = 4, 3
_ARTICLES, _ANY, _NEAR = ("the", "this", "that"), ("which", "what", "any", "an"), 4
"""What stands at most so many words before a word for the one action that is meant, and what before any action."""
Place = tuple[int, int]
"""The place of the first word, and how many words."""


@dataclass(frozen=True, slots=True)
class RefusingWords:
    """Words that refuse an answer: their place, how many they are, the words, and which refusal."""

    place: int
    length: int
    words: str
    kind: int

    @property
    def places(self) -> range:
        """The places of all its words."""
        return range(self.place, self.place + self.length)


@dataclass(frozen=True, slots=True)
class Found:
    """`names` are the things by the words that name them, `unknown` numbers of things that nothing here has,
    `unknown_plans` the words for plans among them.

    `general` are the stems of words that alone are no part of a name: those for a kind of thing, such as “actions”, and
    those that ask something. `is_of_one_action`: it speaks of “the action on …”. `the_plan` is where it says “the plan”
    or “the draft” alone. `otherwise` are the places of other words for a thing, which are no name of it.
    """

    text: str
    words: Sequence[Word]
    names: Mapping[Place, Sequence[Named]]
    times: tuple[Time, ...]
    refused: tuple[RefusingWords, ...]
    unknown: tuple[str, ...]
    unknown_plans: tuple[str, ...]
    joining: frozenset[str]
    is_of_one_action: bool
    the_plan: Place | None
    general: frozenset[str]
    otherwise: Collection[Place] = ()

    @property
    def has_name(self) -> bool:
        """Whether a thing that people ask about is named: a body, a plan, an action, a document or an act."""
        asked_about = {"organisation", "group", "plan", "action", "document", "family", "act"}
        return any(each.kind in asked_about for meant in self.names.values() for each in meant)

    def within(self, place: int, length: int) -> Sequence[Named]:
        """The concepts that some words name as a whole."""
        return [each for each in self.names.get((place, length), ()) if each.kind == "concept"]

    def names_all(self, place: Place) -> bool:
        """Whether each of some words stands in the name of what is no mere concept, or joins two such names."""
        named = [
            (at, at + many) for (at, many), meant in self.names.items() if any(each.kind != "concept" for each in meant)
        ]
        inside = [any(start <= n < end for start, end in named) for n in range(place[0], sum(place))]
        joins = (self.words[n].stem in self.joining for n in range(place[0], sum(place)))
        return any(inside) and all(a or b for a, b in zip(inside, joins, strict=True))

    def is_joined(self, end: int, place: int) -> bool:
        """Whether nothing but words that join two names stands between two places."""
        return all(word.stem in self.joining for word in self.words[end:place])

    def names_of(self, kinds: Collection[str]) -> list[tuple[int, int, Sequence[Named]]]:
        """The names of things of some kinds, from left to right; of those that overlap, the longest."""
        fitting = {
            place: meant
            for place, all_of_them in self.names.items()
            if (meant := [each for each in all_of_them if each.kind in kinds])
        }
        free = [True] * len(self.words)
        chosen = []
        for place, length in sorted(fitting, key=lambda each: (-each[1], each[0])):
            if all(free[place : place + length]):
                free[place : place + length] = [False] * length
                chosen.append((place, length, fitting[place, length]))
        return sorted(chosen, key=lambda each: each[0])

    def is_named(self, place: int) -> bool:
        """Whether a word stands in a name of more than one word."""
        return any(start <= place < start + length and length > 1 for start, length in self.names)

    def is_other(self, place: int, length: int) -> bool:
        """Whether some words are a part of a longer name, or so general or short that they are no part of one."""
        words = self.words[place : place + length]
        is_part = any(at <= place and place + length <= at + many and many > length for at, many in self.names)
        is_general = self.general.issuperset(word.stem for word in words)
        return is_part or is_general or max(len(word.text) for word in words) < _SHORTEST

    def is_number(self, place: int, length: int) -> bool:
        """Whether there is a number such as 5.3 among some words."""
        return any(_ACTION_NUMBER.fullmatch(word.text) for word in self.words[place : place + length])

    def is_name(self, place: int) -> bool:
        """Whether a word is written as a name is, is the number of a thing, or stands in the name of a plan."""
        text = self.words[place].text
        named = (of[0].kind for (start, length), of in self.names.items() if start <= place < start + length)
        return text[0].isupper() or any(kind == "plan" or text[0].isdigit() for kind in named)

    def is_refused(self, place: int, length: int) -> bool:
        """Whether any of some words refuses an answer."""
        return any(each.place < place + length and place < each.place + each.length for each in self.refused)

    def is_in_refused(self, place: int, length: int) -> bool:
        """Whether some words are a part of a phrase that refuses an answer, as "for" is of "what for"."""
        end = place + length
        return any(each.place <= place and end <= each.places.stop and length < each.length for each in self.refused)

    def text_of(self, place: int, length: int) -> str:
        """Words as they stand in the text, with the bracket that closes one in them."""
        end = self.words[place + length - 1].end
        said = self.text[self.words[place].start : end]
        return said + ")" * ("(" in said and self.text[end : end + 1] == ")")


def found_in(text: str, words: Sequence[Word], vocabulary: Vocabulary, index: Index, cues: Collection[str]) -> Found:
    """What stands in a text; `cues` are the stems of words that ask something."""
    free = [True] * len(words)
    names, unknown, unknown_plans = _numbers(text, words, vocabulary, index)
    windows = dict(_windows(text, words, vocabulary, free))
    known = named(index, {form for forms in windows.values() for form in forms})
    for place, forms in windows.items():
        meant = next((known[form] for form in forms if known.get(form)), ())
        if meant and place not in names:
            names[place] = [*meant, *named_more(index, forms[0], meant)]
    same = {place: vocabulary.same.get(folded(forms[0]), "") for place, forms in windows.items() if place not in names}
    by_iri = things(index, [index.base.id + reference for reference in same.values() if reference])
    otherwise = {at: by_iri[iri] for at, of in same.items() if of and (iri := index.base.id + of) in by_iri}
    codes = {at: found[1] for at, forms in windows.items() if (found := _SUBJECT_CODE.fullmatch(folded(forms[0])))}
    coded = {at: meant for at, code in codes.items() if (meant := of_subject_code(index, code))}
    issues = {at: of for at in same if _JOURNAL.fullmatch(of := folded(windows[at][0]))}
    coded |= {at: meant for at, of in issues.items() if (meant := beginning_with(index, "journal", of))}
    names |= {place: [thing] for place, thing in otherwise.items()} | coded
    names |= dict(_described(words, names, index))
    all_times = times(text)
    refused = tuple(
        RefusingWords(place, length, text[words[place].start : words[place + length - 1].end], int(kind))
        for place, length, kind in vocabulary.refused.within(words, free)
        if kind and not _is_harmless(words[:place], int(kind), vocabulary)
        if text.isupper()
        or not all(word.text.isupper() for word in words[max(place - 1, 0) : place + length])  # DG JUST
        if all_times or not vocabulary.with_time[int(kind)]
    )
    taken = {n for place, length in names for n in range(place, place + length)}
    open_times = [time for time in all_times if not taken.issuperset(_words_in(words, time.start, time.end))]
    return Found(
        text, words, names, tuple(open_times), refused, tuple(unknown), tuple(unknown_plans), vocabulary.joining,
        _is_of_one_action(words, vocabulary), _the_plan(words, vocabulary),
        frozenset(key[0] for key in vocabulary.numbered.known if len(key) == 1).union(cues),
        otherwise.keys() | coded.keys(),
    )  # fmt: skip


def _described(
    words: Sequence[Word], names: Mapping[Place, Sequence[Named]], index: Index
) -> Iterator[tuple[Place, Sequence[Named]]]:
    """Where words of another name of a body stand ahead of its name, and belong to it: "the police college CEPOL"."""
    for (place, length), meant in names.items():
        if len(meant) == 1 and meant[0].kind == "organisation":
            called = " ".join(names_of(index, meant[0].iri)).split()
            known = {stem(word) for word in called if word not in stop_words()}
            first = place
            while first and known.issuperset(map(stem, folded(words[first - 1].text).split())):
                first -= 1
            if first < place:
                yield (first, place + length - first), meant


def _is_of_one_action(words: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Whether a word for an action stands behind an article: "the training action", "the project group on crises"."""
    names = [name.split() for name in vocabulary.kinds["action"]]
    texts = [word.text.casefold() for word in words]
    return any(
        texts[place : place + len(name)] == name
        and any(word in _ARTICLES for word in texts[max(place - _NEAR, 0) : place])
        for name in names
        for place in range(len(texts))
        if texts[max(place - 1, 0)] not in _ANY
        and texts[place + len(name) : place + len(name) + 1] not in (["plan"], ["plans"])
    )


def _the_plan(words: Sequence[Word], vocabulary: Vocabulary) -> Place | None:
    """Where words for a plan stand behind "the" with nothing before them that tells which."""
    texts = tuple(word.text.casefold() for word in words)
    for place in range(1, len(texts)):
        for name in sorted(vocabulary.the_plan, key=len, reverse=True):
            if texts[place - 1] in _ARTICLES and texts[place : place + len(name)] == name:
                return place, len(name)
    return None


def _is_harmless(ahead: Sequence[Word], kind: int, vocabulary: Vocabulary) -> bool:
    """Whether words that may refuse an answer do not, because of those ahead of them."""
    begins, behind = vocabulary.begins[kind], vocabulary.behind[kind]
    stems = {word.stem for word in ahead}
    return bool(begins) and stems <= begins | behind and (not ahead or bool(stems & begins))


def _windows(
    text: str, words: Sequence[Word], vocabulary: Vocabulary, free: Sequence[bool]
) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Where a name may stand, with the forms in which it is looked up: as it is, then in singular or plural."""
    is_passed = [vocabulary.passed_over.at(words[n : n + 1], 0, free) is not None for n in range(len(words))]
    for start, first in enumerate(words):
        if is_passed[start]:
            continue
        for end in range(start, min(start + LONGEST_NAME, len(words))):
            last = words[end]
            if is_passed[end] or (start == end and _COUNTED.fullmatch(last.text)):
                continue
            whole = text[first.start : last.end]
            forms = [whole]
            if last.text.isalpha() and len(last.text) > _PLURAL:
                forms.append(whole[:-1] if last.text.endswith("s") else f"{whole}s")
            if last.text.endswith(("'s", "’s")):
                forms.append(whole[:-2])
            if (in_full := months_in_full(whole)) != whole:
                forms.append(in_full)
            yield (start, end - start + 1), tuple(forms)


def _numbers(
    text: str, words: Sequence[Word], vocabulary: Vocabulary, index: Index
) -> tuple[dict[Place, Sequence[Named]], list[str], list[str]]:
    """Things by their numbers: documents, actions, "plan 5", "the second objective"; the numbers of nothing; and the
    words for plans among these."""
    asked: dict[Place, tuple[str, ...]] = {}
    by_number: dict[Place, Sequence[Named]] = {}
    unknown: list[str] = []
    unknown_plans: list[str] = []
    for found in _DOCUMENT.finditer(text) if any(letter.isdigit() for letter in text) else ():
        taken = _words_in(words, found.start(), found.end())
        keys = [
            key
            for number in document_numbers(found[0])
            for key in ((number.key, number.family) if number.is_bare else (number.key,))
        ]
        if keys and taken:
            asked[taken[0], len(taken)] = tuple(f"{index.base.id}document/{key}" for key in keys)
    counted = list(_counted(words, vocabulary))
    plans = {number for _, kind, number in counted if kind == "plan"}
    for place, kind, number in counted:
        if kind != "action":
            asked[place] = (f"{index.base.id}{kind}/", number)
        elif not named(index, [f"{kind} {number}"]):
            of_plan = f"{kind} {'.'.join(plans)}.{number}"  # "action 4 of the fifth plan"
            if len(plans) == 1 and (meant := named(index, [of_plan]).get(of_plan)):
                by_number[place] = meant
            elif not ordinals_of_plans().pattern.fullmatch(words[place[0]].text):  # "the first action" is not called 1
                unknown.append(f"{kind} {number}")
    for place, wanted in asked.items():
        known = things(index, wanted)
        meant = (
            _numbered(index, *wanted) if wanted[0].endswith("/") else [known[iri] for iri in wanted if iri in known][:1]
        )
        if meant:
            by_number[place] = meant
        else:
            said = text[words[place[0]].start : words[sum(place) - 1].end]
            kind = wanted[0].removeprefix(index.base.id).rstrip("/")
            unknown.append(f"{kind} {said}" if said.isdigit() else said)  # the second in "plans 5 and 6"
            if kind == "plan":
                unknown_plans.append(unknown[-1])
    numbers = [word.text for word in words if _ACTION_NUMBER.fullmatch(word.text)]
    actions = named(index, numbers)
    return by_number, [*unknown, *(number for number in numbers if not actions.get(number))], unknown_plans


def _counted(words: Sequence[Word], vocabulary: Vocabulary) -> Iterator[tuple[Place, str, str]]:
    """Where a number stands beside the word for a kind of thing: place, kind and number."""
    free = [True] * len(words)
    has_plan = any(kind == "plan" for _, _, kind in vocabulary.numbered.within(words, free))
    for place, word in enumerate(words):
        ordinal = ordinals_of_plans().pattern.fullmatch(word.text)
        found = vocabulary.numbered.at(words, place, free)
        after = place + found[0] if found else len(words)
        if found and after < len(words) and (number := _figure(words[after].text)):
            yield (place, found[0] + 1), found[1], number
            between = words[after + 1].stem if after + 2 < len(words) else ""
            if between in vocabulary.joining and (second := _figure(words[after + 2].text)):  # "plans 4 and 5"
                yield (after + 2, 1), found[1], second
        if ordinal and (behind := vocabulary.numbered.at(words, place + 1, free)):
            yield (place, behind[0] + 1), behind[1], str(ordinals_of_plans().value(ordinal))
        elif ordinal and place == len(words) - 1 and has_plan:  # "which plan came before the fifth"
            yield (place, 1), "plan", str(ordinals_of_plans().value(ordinal))


def _figure(text: str) -> str:
    """The figures of a number, also of one in words ("plan five"); empty for what is none."""
    return text if _COUNTED.fullmatch(text) else str(cardinals().get(folded(text), ""))


def _numbered(index: Index, under: str, number: str) -> list[Named]:
    """The things whose IRIs begin so and end with a number: `objective/2009/1` is objective 1."""
    with index.reading() as database:
        rows = database.execute(
            "SELECT iri FROM thing WHERE iri >= ?1 AND iri < ?1 || ?2 AND iri LIKE '%/' || ?3 LIMIT 20",
            (under, "\U0010ffff", number),
        ).fetchall()
    kind = under.removeprefix(index.base.id).rstrip("/")
    return [each for each in things(index, [row[0] for row in rows]).values() if each.kind == kind]


def _words_in(words: Sequence[Word], start: int, end: int) -> list[int]:
    return [n for n, word in enumerate(words) if word.end > start and word.start < end]
