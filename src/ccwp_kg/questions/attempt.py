"""An attempt to read a question with one template: which words are cues, which fill slots, and which are left."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ccwp_kg.questions.asked import Asked, Outcome, SlotValue
from ccwp_kg.questions.asking import Ambiguous, complete, of_choice, of_thing, of_time, of_two, which, with_defaults
from ccwp_kg.questions.found import Found, Place, RefusingWords
from ccwp_kg.questions.names import Named, actions_about, names_of, of_kinds, things
from ccwp_kg.questions.template import Slot, Template
from ccwp_kg.questions.times import Time
from ccwp_kg.questions.words import Phrases, Word, stem
from ccwp_kg.search import Index

_CUE, WITH, _AHEAD, _BEHIND, _OTHER = "cue", "with", "ahead", "behind", "other"
_OF = {"of", "on", "about", "for", "from", "in", "under", "to", "a"}
_THIS = {"the", "this"}
_WHICH = ("which", "what")
_OF_PLAN, _IN_PLAN = ("of", "from"), ("of", "from", "in", "under")
_LONG_CUE, _LONG_CHOICE = 6, 9
_MOST_LEFT = 3
"""So many words at most may be left out of a question for the one that comes nearest."""
_EVEN_SO = " or with"
"""Ends a cue of one slot that goes with the question where another slot is filled."""


@dataclass
class Attempt:
    """A template that is being filled; `free` are the words that nothing has taken yet, `passed` those passed over,
    `places` where the names of slots stand, `longer` where names that hold those of others, `sides` the cues that
    stand ahead of the first value or behind it; `asks_other`: there are words that ask another question.
    `first` is where the first value stands that does more than bound the question, if it `is_anchored`. `awaits` is the
    slot of an action that is spoken of (“the action on …”), which a cue may need before it is named, and `of_plans`
    are those to which it belongs where they are named beside it."""

    template: Template
    words: Sequence[Word]
    free: list[bool]
    values: dict[str, SlotValue] = field(default_factory=dict)
    ambiguous: Ambiguous | None = None
    notes: tuple[str, ...] = ()
    first: int = 0
    is_anchored: bool = False
    weight: int = 0
    has_cue: bool = False
    asks_other: bool = False
    passed: set[int] = field(default_factory=set)
    places: dict[str, Place] = field(default_factory=dict)
    longer: set[Place] = field(default_factory=set)
    sides: list[tuple[int, str]] = field(default_factory=list)
    awaits: frozenset[str] = frozenset()
    needs_awaited: bool = False
    of_plans: Sequence[str] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every word was taken, a cue among them, and every slot that needs a value has one."""
        filled = self._filled()
        needed = all(slot.name in filled or slot.default for slot in self.template.slots if slot.is_required)
        one_of = not self.template.one_of or bool(filled & set(self.template.one_of))
        is_cued = self.has_cue or (bool(self.template.enough) and are_filled(self.template.enough, filled))
        is_named = not self.needs_awaited or self.awaits <= filled
        return is_cued and needed and one_of and is_named and not self.unfit_slots() and not any(self.free)

    def unfit_slots(self) -> Sequence[Slot]:
        """The slots that are filled beside none of those that they need, or beside one that they go without."""
        filled = self._filled()
        return [
            slot
            for slot in self.template.slots
            if slot.name in filled
            if (slot.needs and not filled & set(slot.needs)) or not filled.isdisjoint(slot.without)
        ]

    @property
    def has_named(self) -> bool:
        """Whether it has a thing or a time; words of choices alone may be a plain search, such as "agencies"."""
        return any(slot.sort != "choice" and slot.name in self._filled() for slot in self.template.slots)

    def _filled(self) -> set[str]:
        """The slots that have a value or several in question, and "slot:choice" where it is one."""
        chosen = (f"{name}:{value.text}" for name, value in self.values.items())
        return {*self.values, *chosen, *([self.ambiguous.slot.name] if self.ambiguous else [])}

    def outcome(self, index: Index) -> Outcome:
        """The question, or which one is meant."""
        if self.ambiguous is not None:
            return which(self.template, self.values, self.ambiguous, index)
        return complete(self.template, with_defaults(self.template, self.values, index), self.notes)

    def nearest(self, index: Index) -> Asked | None:
        """The question that the words ask without those that nothing took, where these are few; None where there is
        none."""
        left = sum(self.free)
        rest = replace(self, free=[False] * len(self.free))
        if not 0 < left <= _MOST_LEFT or 2 * left >= len(self.words) or not rest.is_whole:
            return None
        outcome = rest.outcome(index)
        return outcome if isinstance(outcome, Asked) else None

    def has_taken(self, refused: Sequence[RefusingWords]) -> bool:
        """Whether it has a use for all the words that may refuse an answer."""
        return not any(self.free[n] for each in refused for n in each.places)

    def leaves_only(self, refused: Sequence[RefusingWords]) -> bool:
        """Whether nothing is left but words that refuse an answer."""
        return {n for n, free in enumerate(self.free) if free} <= {n for each in refused for n in each.places}

    def fill(self, found: Found, index: Index, others: Sequence[Place]) -> None:
        """Put names and times into the slots, the longest first where two overlap.

        `others` are the places of words that mean something else together: a choice, or "which Council Resolution".
        """
        slots = [slot for slot in self.template.slots if slot.sort == "thing"]
        concepts = [at for at, of in found.names.items() if all(each.kind == "concept" for each in of)]
        kinds = {kind for slot in slots for kind in slot.kinds}
        chosen = self._names(found, kinds)
        plans = self.of_plans
        end = 0
        for place, length, meant in chosen:
            if meant[0].iri in plans:
                self.cover(place, length)
                continue
            longer = {
                at for at in (*others, *concepts) if at[0] <= place and place + length <= sum(at) and length < at[1]
            }
            if longer:  # a word of "Council conclusions"
                self.longer |= longer & {*concepts}
                continue
            ahead = self._word_ahead(place)
            asked = {each.kind for each in meant} - ({"group"} if ahead in _WHICH else set())  # “which authorities”
            fitting = [slot for slot in slots if asked & set(slot.kinds) and (not slot.within or ahead in slot.within)]
            filled = self._filled() | ({"plan"} if found.the_plan and found.the_plan[0] < place else set())
            fitting = [slot for slot in fitting if not slot.after or slot.after in filled]
            slot = next((each for each in fitting if each.name not in self._filled()), None)
            known = {str(term) for value in self.values.values() for term in value.terms.values()}
            is_again = (place, length) in found.otherwise and f"<{meant[0].iri}>" in known
            is_joined = slot is None and found.is_joined(end, place)
            if is_joined and (is_again or self._took_two(fitting, meant, self.words[end:place], index)):
                self.cover(end, place + length - end)
                continue
            if slot is None or not (slot is fitting[0] or slot.after or found.is_joined(end, place)):
                continue
            within = [each for each in meant if each.kind in slot.kinds]
            if plans and meant[0].kind == "action":
                within = [each for each in within if any(each.iri.startswith(f"{plan}/") for plan in plans)]
            things = [each for each in of_kinds(within, slot.kinds) if f"<{each.iri}>" not in known]
            if not things:
                continue
            self.cover(place, length)
            self.places[slot.name] = place, length
            if not self.is_anchored and (slot.kinds != ("plan",) or slot is self.template.slots[0]):  # no mere bound
                self.first, self.is_anchored = place, True
            end = place + length
            if len(things) == 1:
                self.values[slot.name] = of_thing(slot, things[0], index)
            else:
                self.ambiguous = Ambiguous(slot, found.text_of(place, length), things)
        self.notes += tuple(
            f"“{found.text_of(*place)}” was read as “{self.values[name].label}”."
            for name, place in self.places.items()
            if place in found.otherwise and name in self.values
        )
        self._fill_plan(found, index)
        self._settle_objective(index)
        if len(found.times) == 1:
            self._fill_time(found.times[0])

    def _settle_objective(self, index: Index) -> None:
        """Of several objectives that are called so, take the one that the plan has which is named, or whose action is:
        actions of it pursue it."""
        if self.ambiguous is None or self.ambiguous.meant[0].kind != "objective":
            return
        slot, meant = self.ambiguous.slot, self.ambiguous.meant
        plans = {str(term.value).partition("/action/")[0] for of in self.values.values() for term in of.terms.values()}
        tied = {each.iri: {of.iri.partition("/action/")[0] for of in actions_about(index, each.iri)} for each in meant}
        own = [each for each in meant if plans & tied[each.iri]]
        if len(own) == 1:
            self.values[slot.name], self.ambiguous = of_thing(slot, own[0], index), None

    def _names(self, found: Found, kinds: Collection[str]) -> Sequence[tuple[int, int, Sequence[Named]]]:
        """The names of things of some kinds; those of plans that tell which action is meant are kept in mind."""
        own = [slot for slot in self.template.slots if "plan" in slot.kinds]
        tells = "action" in kinds and (bool(self.awaits) or all(slot.within for slot in own))
        chosen = found.names_of({*kinds, "plan"} if tells else kinds)
        named = [(place, of) for place, _, of in chosen if tells and of[0].kind == "plan"]
        acting = {each.iri.partition("/action/")[0] for *_, of in chosen if of[0].kind == "action" for each in of}
        if acting or not self.awaits:
            self.of_plans = [of[0].iri for _, of in named if of[0].iri in acting]
        else:  # “the training action of the sixth plan”
            self.of_plans = [
                of[0].iri for place, of in named if self._word_ahead(place) in (_OF_PLAN if own else _IN_PLAN)
            ]
        return chosen

    def _word_ahead(self, place: int) -> str:
        """The word before a place, but for an article."""
        return next((word.stem for word in self.words[max(place - 2, 0) : place][::-1] if word.stem != "the"), "")

    def _took_two(self, slots: Sequence[Slot], meant: Sequence[Named], between: Sequence[Word], index: Index) -> bool:
        """Whether a name was taken beside the value of the first of these slots: one that takes two, was filled last,
        and no other has two."""
        slot = next(iter(slots), None)
        value = None if slot is None or not slot.takes_two else self.values.get(slot.name)
        if slot is None or value is None or [*self.values][-1] != slot.name or self.ambiguous is not None:
            return False
        likely = of_kinds(meant, slot.kinds)
        is_known = any(f"<{each.iri}>" in map(str, value.terms.values()) for each in likely)
        if len(likely) != 1 or is_known or any(each.each for each in self.values.values()):
            return False
        joined_by = "or" if any(word.stem == "or" for word in between) else "and"
        self.values[slot.name] = of_two(value, of_thing(slot, likely[0], index), joined_by)
        return True

    def _fill_plan(self, found: Found, index: Index) -> None:
        """Take "the plan" for the one that is held where a question needs a plan and names none."""
        slot = next((each for each in self.open_slots() if each.kinds == ("plan",)), None)
        if slot is None or not (found.the_plan or (slot.is_assumed and not self.awaits)):
            return
        if found.times and not (found.the_plan and self._bounds_no_plan(found.times[-1], found.the_plan[0])):
            return
        held = tuple(things(index, index.plans_held).values())
        if len(held) > 1 and found.the_plan is not None and self.ambiguous is None:
            self.ambiguous = Ambiguous(slot, found.text_of(*found.the_plan), held)
            self.first = found.the_plan[0]
            self.cover(*found.the_plan)
        if len(held) != 1:
            return
        self.values[slot.name] = of_thing(slot, held[0], index)
        if found.the_plan is None:
            self.notes += (f"It was read of the {held[0].label}, the one that is held.",)
            return
        self.first = found.the_plan[0]
        self.cover(*found.the_plan)
        self.notes += (f"“{found.text_of(*found.the_plan)}” was read as the {held[0].label}, the one that is held.",)

    def _bounds_no_plan(self, time: Time, place: int) -> bool:
        """Whether a time stands ahead of a plan, and is of something else in this question: "documents of 2009"."""
        return time.end <= self.words[place].start and any(
            each.needs for each in self.template.slots if each.sort == "time"
        )

    def _fill_time(self, time: Time) -> None:
        slot = next((each for each in self.template.slots if each.sort == "time"), None)
        taken = [n for n, word in enumerate(self.words) if word.end > time.start and word.start < time.end]
        if slot is not None and taken and all(self.free[n] for n in taken):
            self.cover(taken[0], len(taken))
            self.values[slot.name] = of_time(slot, time)

    def take(self, place: int, length: int, value: str, index: Index) -> None:
        """Take words that are a cue, go with one, or mean a choice (`slot=choice`)."""
        if value == _OTHER:
            self.asks_other = True
            return
        cue, _, needed = value.removesuffix(_EVEN_SO).partition("@")
        filled = self._filled()
        is_met, is_met_yet = (
            any(are_filled(slots.split("&"), known) for slots in needed.split("|"))
            for known in (filled | self.awaits, filled)
        )
        of_things = any(each.kinds for name in needed.split("|") if (each := self.template.slot(name)))
        if needed and not is_met and (self._filled() & set(self.template.one_of) or not of_things):
            if not value.endswith(_EVEN_SO):
                return
            cue = WITH
        self.needs_awaited |= bool(needed) and is_met and not is_met_yet
        if cue == _CUE and any(slot.is_alone and slot.name in self.values for slot in self.template.slots):
            return
        if cue in (_AHEAD, _BEHIND):
            self.sides.append((place, cue))
            if self.is_anchored and not self.has_sides(self.first):
                self.sides.pop()
                return
        name, _, choice = value.partition("=")
        slot = self.template.slot(name) if choice else None
        if slot is not None:
            if slot.is_ahead and place > self.first:
                return
            known = self.values.get(name)
            if known is not None and known.text != choice:
                return
            choices = {each.name: each for each in slot.choices}
            chosen = choices[choice]
            plurals = {f"={kind}s" for kind in self.template.slots[0].kinds}
            is_many = chosen.many and any(word.whole in plurals for word in self.words[:place])
            self.values[name] = of_choice(slot, choices[chosen.many] if is_many else chosen, index)
            self.has_cue = self.has_cue or not slot.is_joint
        self.has_cue = self.has_cue or cue in (_CUE, _AHEAD, _BEHIND)
        self.weight += length if cue != WITH else 0
        self.cover(place, length)

    def is_other(self, place: int, length: int, heads: Collection[str], index: Index) -> bool:
        """Whether words mean something else: part of a `longer` name, or one of the `heads` that belongs to a name
        without it, as in “the report on 5.4”; a document may stand beside what it is: “the report 8282/3/08”."""
        end, head = place + length, self.words[place + length - 1].stem
        if any(at[0] <= place and end <= sum(at) for at in self.longer):
            return True
        for name, (start, many) in self.places.items() if head in heads else ():
            between = {word.stem for word in self.words[end:start]}
            value = self.values.get(name)
            iris = [str(term.value) for of in (value.each or (value,)) for term in of.terms.values()] if value else []
            iris += [each.iri for each in self.ambiguous.meant] if self.ambiguous and not value else []
            named = (called for iri in iris for called in names_of(index, iri))
            if start + many == place or (end <= start and between <= _OF | _THIS):
                is_number = "/document/" in iris[0] and not between & _OF
                return not is_number and not any(head in map(stem, called.split()) for called in named)
        return False

    def cover(self, place: int, length: int) -> None:
        """Mark words as taken."""
        self.free[place : place + length] = [False] * length

    def runs(self) -> Sequence[Place]:
        """Where words stand that nothing took, with no others between them than are passed over: place and length."""
        runs: list[Place] = []
        for place in [n for n, free in enumerate(self.free) if free]:
            joins = bool(runs) and self.passed.issuperset(range(sum(runs[-1]), place))
            start = runs.pop()[0] if joins else place
            runs.append((start, place + 1 - start))
        return runs

    def has_sides(self, first: int) -> bool:
        """Whether all cues that have to stand ahead of the first value, or behind it, do so where it is there."""
        return all((place < first) == (cue == _AHEAD) for place, cue in self.sides)

    def lacks(self, kind: str) -> bool:
        """Whether a slot for things of one kind is open."""
        return any(slot.kinds == (kind,) for slot in self.open_slots())

    def open_slots(self) -> Sequence[Slot]:
        """The slots for things of which one is not filled and has to be, where that is all that the question lacks;
        else that of an action that it awaits."""
        filled = self._filled()
        missing = [slot for slot in self.template.slots if slot.is_required and slot.name not in filled]
        if not missing and not filled & set(self.template.one_of):
            one_of = [slot for slot in self.template.slots if slot.name in self.template.one_of and slot.kinds]
            return [slot for slot in one_of if not slot.needs or filled & set(slot.needs)]
        if not missing:
            return [slot for slot in self.template.slots if slot.name in self.awaits - filled]
        return missing if len(missing) == 1 and missing[0].kinds else ()


def are_filled(slots: Sequence[str], filled: Collection[str]) -> bool:
    """Whether some slots are filled, and none of those with a minus before them."""
    return all((slot.removeprefix("-") in filled) != slot.startswith("-") for slot in slots)


def phrases_of(template: Template, kinds: Mapping[str, Sequence[str]]) -> Phrases:
    """The cues of a template, the words that go with them, and those of its choices, which come first.

    Words for one of the `kinds` of things are as the first of them is.
    """
    cues = dict.fromkeys(each for slot in template.slots for each in slot.cues)
    slots_of_cues = {each: [slot.name for slot in template.slots if each in slot.cues] for each in cues}
    own = [
        *((each, WITH) for each in template.words),
        *((each, _OTHER) for each in template.other),
        *((each, _AHEAD) for each in template.ahead),
        *((each, _BEHIND) for each in template.behind),
        *(
            (each, f"{_CUE}@{'|'.join(slots)}{_EVEN_SO if each in template.words else ''}")
            for each, slots in slots_of_cues.items()
        ),
        *((each, f"{_BEHIND}@{slot.name}") for slot in template.slots for each in slot.behind),
        *(
            (each, f"{_CUE}@{slots.replace(' ', '&')}{_EVEN_SO if each in template.words else ''}")
            for slots, words in template.cues_with.items()
            for each in words
        ),
        *((each, _CUE) for each in template.cues),
        *(
            (words, f"{slot.name}={choice.name}")
            for slot in template.slots
            for choice in slot.choices
            for words in choice.words
        ),
    ]
    known = dict(own)
    alike = [(each, known[first]) for first, *words in kinds.values() if first in known for each in words]
    return Phrases.of([*alike, *own])


def long_cues(templates: Sequence[Template]) -> frozenset[str]:
    """The stems of the cues of which no form has fewer than six letters; of words that choose those of nine or more."""
    shortest: dict[str, int] = {}
    for each in templates:
        of_slots = [cues for slot in each.slots for cues in (slot.cues, slot.behind)]
        for phrases in (each.cues, each.ahead, each.behind, *each.cues_with.values(), *of_slots):
            for word in (part.removeprefix("=") for phrase in phrases for part in phrase.split()):
                shortest[stem(word)] = min(len(word), shortest.get(stem(word), len(word)))
        choosing = (words for slot in each.slots for choice in slot.choices for words in choice.words)
        for word in (
            part.removeprefix("=") for words in choosing for part in words.split() if len(part) >= _LONG_CHOICE
        ):
            shortest.setdefault(stem(word), len(word))
    return frozenset(each for each, length in shortest.items() if length >= _LONG_CUE)
