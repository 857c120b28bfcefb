"""What a question leaves open: names that are given in part, what is not held, or else why it is not answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter

from ccwp_kg.questions.answers import joined
from ccwp_kg.questions.asked import NotAnswered, Outcome
from ccwp_kg.questions.asking import OFFERED, Ambiguous, complete, kinds_of, of_thing, which, with_defaults
from ccwp_kg.questions.attempt import Attempt
from ccwp_kg.questions.found import Found
from ccwp_kg.questions.names import (
    Named,
    actions_about,
    are_unknown,
    called_with,
    is_set_out,
    names_of,
    naming,
    things,
)  # fmt: skip
from ccwp_kg.questions.template import Slot, Template
from ccwp_kg.questions.words import Phrases, stem, words_of
from ccwp_kg.search import Index, find
from ccwp_kg.search.index.fields import FIELD_NAMES
from ccwp_kg.search.index.reviewed import stop_words
from ccwp_kg.search.index.words import folded
from ccwp_kg.sources.text.ordinals import ordinals_of_plans

_NAMED = 4
_ALL = "names titles others"
_IN_PART = ("concept", "act")
"""The kinds of things that a part of their names is enough for; bodies and plans share too many words."""
_TOPIC = ("concept",)
_NAMED_WHOLE = ("organisation", "group", "plan")
"""What is called by some words is not meant as a part of another name, but for an action that speaks of it."""
_OFFERED_TOPICS = 3
_SENTENCE_OF, _SENTENCE = ("objective",), 3
"""So many words of an objective, which is a sentence, are enough for it."""
_ACTIONS = (("which", "action"), ("what", "action"))
"""Two words of a question that asks for actions."""
_PLAN = "plan"
"""A word in the name of each plan."""
_SHORTEST = 4
"""A number of fewer digits, or with marks such as 4.1, is no part of a name that is looked for."""


def partly_named(attempt: Attempt, found: Found, index: Index, *, is_asked: bool) -> Outcome | None:
    """The question that is meant where all that is left are words of the name of one thing, or those that may be.

    Several are offered only where something `is_asked`; a plain search finds them by itself.
    """
    runs = attempt.runs()
    is_sentence = any(slot.kinds == _SENTENCE_OF for slot in attempt.open_slots())  # which may have a cue within
    if not runs or (len(runs) > 1 and not is_sentence):
        return None
    place, length = runs[0][0], sum(runs[-1]) - runs[0][0]
    start, end = attempt.words[place].start, attempt.words[place + length - 1].end
    if not all(
        start <= time.start and time.end <= end and time.words != found.text_of(place, length) for time in found.times
    ):
        return None  # a time is no part of a name alone
    is_whole = any(each.kind in _NAMED_WHOLE for each in found.names.get((place, length), ()))
    is_whole = is_whole and not any("action" in slot.kinds for slot in attempt.open_slots())
    if is_whole or found.is_other(place, length) or not (attempt.is_anchored or attempt.has_sides(place)):
        return None  # what something else is called, or words without a cue beside them
    inside = [n for n in range(place, place + length) if attempt.free[n] or (is_sentence and n not in attempt.passed)]
    words = [attempt.words[n].text for n in inside]
    typed = found.text_of(place, length)
    is_of_one = found.is_of_one_action or not any((a.stem, b.stem) in _ACTIONS for a, b in pairwise(found.words))
    for slot in attempt.open_slots():
        if slot.kinds == ("action",) and slot.name in attempt.template.one_of and not is_of_one:
            continue  # as actions are asked for, none is given
        meant, is_sure = _meant(words, found.within(place, length), slot, index, found.is_of_one_action)
        if attempt.of_plans and slot.kinds == ("action",):
            meant = [each for each in meant if each.iri.partition("/action/")[0] in attempt.of_plans]
        is_other = slot.kinds == _TOPIC and (place, length) in found.names  # the work area “intelligence”
        is_other = is_other or (slot.kinds == _TOPIC and len(meant) == 1 and not _speak_all(words, meant[0], index))
        if len(meant) == 1 and is_sure and not is_other:
            value = of_thing(slot, meant[0], index)
            about = f" ({meant[0].about})" if meant[0].kind == "action" and meant[0].about else ""
            said = f"“{typed}” was read as “{value.label}”{about}."
            return complete(attempt.template, {**attempt.values, slot.name: value}, (*attempt.notes, said))
        if 0 < len(meant) <= OFFERED and is_asked:
            return which(attempt.template, attempt.values, Ambiguous(slot, typed, meant, is_in_part=True), index)
    return None


def of_longer_names(attempt: Attempt, found: Found, index: Index) -> Outcome | None:
    """Which things are meant whose names have the words that are left beside the name of something else: "evaluation of
    the Naples II Convention"; the question itself where the thing that is named has them, too: "8284/1/08 ENFOCUSTOM
    48". None where there are none, or other words stand between."""
    runs = attempt.runs()
    for slot in attempt.template.slots if len(runs) == 1 else ():
        place, length = attempt.places.get(slot.name, (0, 0))
        start, end = min(place, runs[0][0]), max(place + length, sum(runs[0]))
        inside = [n for n in range(start, end) if attempt.free[n] or place <= n < place + length]
        if slot.kinds == ("action",) and found.is_number(place, length):
            continue  # which is the whole of its name
        if not length or not attempt.passed.issuperset({*range(start, end)} - {*inside}):
            continue
        meant = called_with(
            index, [attempt.words[n].text for n in inside if n not in attempt.passed], slot.kinds, "names titles"
        )
        values = {name: value for name, value in attempt.values.items() if name != slot.name}
        value = attempt.values.get(slot.name)
        is_own = value is not None and {str(term.value) for term in value.terms.values()} & {each.iri for each in meant}
        if is_own and len(meant) == 1 and end - start > length + runs[0][1]:
            continue  # a part of it, such as “the last action of the Fifth Action Plan”
        if is_own and end - start == length + runs[0][1]:
            return replace(attempt, free=[False] * len(attempt.free)).outcome(index)  # it has all of these words
        name = Ambiguous(slot, found.text_of(start, end - start), meant, is_in_part=True)
        return which(attempt.template, values, name, index) if 0 < len(meant) <= OFFERED else None
    return None


def titled(attempt: Attempt, found: Found, index: Index) -> Outcome | None:
    """The question on a topic where the titles of all actions that speak of it have the words that are left beside it:
    "controls of road traffic". None where one has not."""
    slot = next((each for each in attempt.template.slots if each.kinds == _TOPIC and each.name in attempt.places), None)
    runs = attempt.runs()
    if slot is None or len(runs) != 1 or found.refused or found.times:
        return None
    place, length = attempt.places[slot.name]
    start, end = min(place, runs[0][0]), max(place + length, sum(runs[0]))
    inside = {*range(start, end)} - {*range(place, place + length)}
    value = attempt.values.get(slot.name)
    if value is None or not all(attempt.free[n] or n in attempt.passed for n in inside):
        return None
    words = [attempt.words[n].text for n in sorted(inside - attempt.passed)]
    speaking = {each.iri for each in actions_about(index, value.terms[slot.name].value)}
    if not speaking or not speaking <= {each.iri for each in called_with(index, words, ("action",), "titles")}:
        return None
    said = f"“{found.text_of(start, end - start)}” was read as “{value.label}”."
    return replace(attempt, free=[False] * len(attempt.free), notes=(said,)).outcome(index)


def like_topics(attempt: Attempt, found: Found, index: Index) -> Outcome | None:
    """The question on the one concept of which a name stands in the words that are left, and whose words have the rest;
    else those on the concepts that a search finds for the words, the last one among them. None where there are none, or
    none is asked for."""
    slot = next((each for each in attempt.open_slots() if each.kinds == _TOPIC), None)
    left = " ".join(found.text_of(*run) for run in attempt.runs())
    says_nothing = stop_words().issuperset(folded(left).split()) or any(letter.isdigit() for letter in left)
    if slot is None or says_nothing or found.times:  # no topic is a number, or "who"
        return None
    topics = find(index, left, kind=slot.kinds[0], size=_OFFERED_TOPICS)
    stems = {word.stem for word in words_of(left)}
    whole = [hit.iri for hit in topics.hits if hit.score != "fuzzy" and not hit.missing]
    sure = [
        each
        for each in things(index, whole).values()
        if any(stems.issuperset(map(stem, name.split())) for name in names_of(index, each.iri) if name)
    ]
    if len(sure) == 1:
        value = of_thing(slot, sure[0], index)
        said = f"“{left}” was read as “{value.label}”."
        return complete(attempt.template, {**attempt.values, slot.name: value}, (*attempt.notes, said))
    likely = [
        hit.iri
        for hit in topics.hits
        if hit.score not in ("fuzzy", "prefix") and 2 * len(hit.missing) <= len(topics.sought)
        if topics.sought[-1] not in hit.missing  # money laundering is no money
        if FIELD_NAMES[hit.field].column in ("names", "titles", "others")
    ]
    meant = tuple(things(index, likely).values())
    return (
        which(attempt.template, attempt.values, Ambiguous(slot, left, meant, is_in_part=True), index) if meant else None
    )


def _meant(
    words: Sequence[str], named: Sequence[Named], slot: Slot, index: Index, is_of_one_action: bool
) -> tuple[Sequence[Named], bool]:
    """The things that words may mean in a slot, and whether they are sure enough to ask for the one.

    `named` are the things that the whole of the words names, none of which fits the slot.
    """
    if any(not any(map(str.isalpha, word)) and not (word.isdigit() and len(word) >= _SHORTEST) for word in words):
        return (), False
    is_sure = set(slot.kinds) <= set(_IN_PART) or (slot.kinds == _SENTENCE_OF and len(words) >= _SENTENCE)
    kinds = (*_IN_PART, *slot.kinds) if is_sure else slot.kinds
    known = _with_numbers(called_with(index, words, kinds, "names titles"), words)
    fitting = [each for each in known if each.kind in slot.kinds]
    if min(map(_length, known), default=0) < min(map(_length, fitting), default=0):
        return (), False  # something else is called by the words, and by fewer others
    known = fitting
    if slot.kinds == ("action",):
        known = known or [each for thing in named for each in actions_about(index, thing.iri)]
        return known, is_of_one_action
    if known:
        return known, is_sure or (len(known) == 1 and _is_whole(words, known[0], index))
    known = called_with(index, words, slot.kinds, _ALL) or called_with(index, words, slot.kinds, "names", is_cut=True)
    return _with_numbers(known, words), False


def _speak_all(words: Sequence[str], topic: Named, index: Index) -> bool:
    """Whether all actions that have some words of the name of a topic speak of it: “tobacco” may be of no smuggling."""
    speaking = {each.iri for each in actions_about(index, topic.iri)}
    return speaking >= {each.iri for each in called_with(index, words, ("action",), "titles texts")}


def _is_whole(words: Sequence[str], thing: Named, index: Index) -> bool:
    """Whether some words are all those of a name of a thing, but for small ones."""
    said = {*folded(" ".join(words)).split()} - stop_words()
    return any(said == {*name.split()} - stop_words() for name in names_of(index, thing.iri))


def _length(thing: Named) -> int:
    """How many words the name of a thing has."""
    return len(folded(thing.label).split())


def _with_numbers(things: Sequence[Named], words: Sequence[str]) -> Sequence[Named]:
    """The things in whose labels the numbers among some words stand: a year in a period names no plan."""
    numbers = {word for word in words if word.isdigit()}
    return [each for each in things if numbers <= set(folded(each.label).split())]


def with_nearest(outcome: NotAnswered, attempt: Attempt | None, found: Found, index: Index) -> NotAnswered:
    """The same with the question of the attempt that comes nearest, without the words that are left."""
    asked = None if attempt is None else attempt.nearest(index)
    left = [n for n, free in enumerate(attempt.free) if n and free] if attempt else []
    if attempt is None or asked is None or any(found.is_name(n) for n in left):
        return outcome  # without a name it would be about something else
    quoted = " and ".join(f"“{found.text_of(*run)}”" for run in attempt.runs())
    said = f"{outcome.sentence} Without {quoted} it would be this one:"
    return replace(outcome, sentence=said, choices=((asked.reading, asked),))


def left_over(attempt: Attempt, found: Found, index: Index) -> NotAnswered:
    """What was not understood, is named nowhere, or is asked of nothing such; or which value is missing."""
    runs = attempt.runs() or [
        attempt.places[slot.name] for slot in attempt.unfit_slots() if slot.name in attempt.places
    ]
    left = tuple(found.text_of(*run) for run in runs)
    template = attempt.template
    if not left:
        outcome = complete(template, with_defaults(template, attempt.values, index))
        if not isinstance(outcome, NotAnswered):
            return NotAnswered("incomplete", "")
        lacking = [slot for slot in attempt.open_slots() if slot.kinds == ("plan",)]
        plans = [
            Ambiguous(slot, "", sorted(called_with(index, [_PLAN], slot.kinds, "names"), key=lambda of: of.iri))
            for slot in lacking
        ]
        offered = [each for plan in plans for each in which(template, attempt.values, plan, index).choices]
        return replace(outcome, choices=tuple(offered))
    odd = [each for each in left if any(word.isalpha() and are_unknown(index, word) for word in each.split())]
    if found.times and not template.has_time and not odd:
        said = f"Not read as a question: “{found.times[0].words}” bounds it in a way that is not understood here."
        return NotAnswered("refused", said, left, template=template)
    unnamed = [text for text, run in zip(left, runs, strict=True) if not (found.names_all(run) or found.within(*run))]
    names = [each for each in unnamed if all(word[0].isupper() for word in each.split())]
    names = [each for each in names if not stop_words().issuperset(folded(each).split())]
    unknown = [each for each in names if are_unknown(index, each) or not naming(index, [each])]
    if unknown and any(slot.kinds and slot.name not in attempt.values for slot in template.slots):
        said = f"“{unknown[0]}” is neither held nor named in any document that is held here."
        return NotAnswered("not-known", said, tuple(unknown), template=template)
    strange = odd or unnamed
    if strange:
        quoted = ", ".join(f"“{each}”" for each in strange[:_NAMED])
        said = f"Not read as a question: {quoted} {'was' if len(strange) == 1 else 'were'} not understood."
    else:
        known = [*found.names, *runs]
        whole = (max((at for at in known if at[0] <= n and n + many <= sum(at)), key=itemgetter(1)) for n, many in runs)
        quoted = " and ".join(dict.fromkeys(f"“{found.text_of(*at)}”" for at in whole))
        kinds = "".join(map(kinds_of, attempt.open_slots()[:1]))
        nearest = f"of {quoted}; the nearest asks it of {'an' if kinds[:1] in 'aeiou' else 'a'} {kinds}"
        said = f"Not read as a question: no question here asks this {nearest if kinds else f'together with {quoted}'}."
    return NotAnswered("words", said, left, template=template)


def not_known(found: Found, template: Template | None, index: Index) -> NotAnswered:
    """That nothing here has a number; of plans, also what speaks of them all the same."""
    plans = found.unknown_plans
    told = [naming(index, [plan, _called(plan, index)]) for plan in plans]
    said = " ".join(
        f"“{named}” is not held here; it is named in {joined(by)}."
        if by
        else f"“{named}” is neither held nor named here."
        for named, by in zip(plans or found.unknown[:1], told or [()], strict=True)
    )
    return NotAnswered("not-known", said, found.unknown, template=template, is_missing=bool(plans))


def not_held(found: Found, passed_over: Phrases, index: Index) -> NotAnswered | None:
    """That a plan is not held, with what names it, where its name is all that a text says; else None."""
    free = [True] * len(found.words)
    for (place, length), meant in found.names.items():
        others = [*range(place), *range(place + length, len(found.words))]
        if len(meant) > 1 or meant[0].kind != "plan" or is_set_out(index, meant[0].iri):
            continue
        if all(passed_over.at(found.words, n, free) for n in others):
            by = naming(index, [meant[0].label], besides=meant[0].iri)
            said = f"“{meant[0].label}” is not held here{f'; it is named in {joined(by)}' if by else ''}."
            return NotAnswered("not-held", said, (found.text_of(place, length),), is_missing=True)
    return None


def _called(plan: str, index: Index) -> str:
    """How a plan would be called as those that are held are: "plan 6" after the Fifth Action Plan."""
    ordinals = ordinals_of_plans()
    number = "".join(letter for letter in ordinals.in_figures(plan) if letter.isdigit())
    held = next((each.label for each in things(index, index.plans_held).values()), "")
    return ordinals.pattern.sub(ordinals.written(int(number)), held) if number else plan
