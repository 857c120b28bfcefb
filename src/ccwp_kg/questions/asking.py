"""Asking with the values of a form: each is checked, and a value that is wrong gives one sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.kinds import SEARCHED_BY_NAME
from ccwp_kg.questions.asked import Asked, NotAnswered, Outcome, SlotValue
from ccwp_kg.questions.names import Named, named, of_kinds, plan_names, things
from ccwp_kg.questions.template import Slot, SlotChoice, Template
from ccwp_kg.questions.times import Time, times
from ccwp_kg.rdf.terms.days import day_of
from ccwp_kg.search import Index
from ccwp_kg.search.index.words import cleaned

LONGEST_VALUE = 300
"""So many characters of a value count; the longest title in the documents has some three hundred."""
_TWO = re.compile(r"(?P<one>\S.*?) (?P<by>and|or) (?P<other>.*\S)")
"""Two values in the field of one slot, as an address has them, too."""
OFFERED = 8
"""So many things are named at most where a name fits several."""
_COMMON = ("action", "concept")
"""The kinds whose things are called by a common noun."""


def ask(template: Template, values: Mapping[str, str], index: Index) -> Outcome:
    """The question with these values by the names of their slots: IRIs, references, names, choices or times.

    Values of names that the template does not know, and empty ones, do not count.
    """
    found: dict[str, SlotValue] = {}
    unclear: Ambiguous | None = None
    for slot in template.slots:
        typed = cleaned(values.get(slot.name, "")[: 4 * LONGEST_VALUE])[:LONGEST_VALUE].strip()
        if not typed:
            continue
        if slot.sort == "thing":
            meant = _things_meant(index, slot, typed)
            two = None if meant or any(value.each for value in found.values()) else _two(index, slot, typed)
            if two is not None:
                found[slot.name] = two
                continue
            if not meant:
                return NotAnswered("not-known", _not_known(slot, typed), (typed,), template=template)
            if len(meant) > 1:
                unclear = unclear or Ambiguous(slot, typed, meant)
                continue
            value = of_thing(slot, meant[0], index)
            if value.text not in {each.text for each in found.values()}:  # the same twice is one
                found[slot.name] = value
        elif slot.sort == "choice":
            choice = next((each for each in slot.choices if typed.casefold() in _forms(each)), None)
            if choice is None:
                offered = ", ".join(f"“{each.label}”" for each in slot.choices)
                sentence = f"“{_short(typed)}” is none of the choices of “{slot.label}”: {offered}."
                return NotAnswered("not-known", sentence, (typed,), template=template)
            found[slot.name] = of_choice(slot, choice, index)
        else:
            time = next((each for each in times(typed) if (each.start, each.end) == (0, len(typed))), None)
            if time is None:
                sentence = f"“{_short(typed)}” is no day, month or year; write 2011-07-01, July 2011 or 2011."
                return NotAnswered("not-known", sentence, (typed,), template=template)
            found[slot.name] = of_time(slot, time)
    if unclear is not None:
        return which(template, found, unclear, index)
    return complete(template, with_defaults(template, found, index) if found else found)


def complete(template: Template, values: Mapping[str, SlotValue], notes: tuple[str, ...] = ()) -> Outcome:
    """The question, or the sentence that says which value it lacks."""
    missing = [slot.label for slot in template.slots if slot.is_required and slot.name not in values]
    if not missing and template.one_of and not values.keys() & set(template.one_of):
        missing = [" or ".join(slot.label for slot in template.slots if slot.name in template.one_of)]
    if missing:
        sentence = f"“{template.title}” needs a value: {', '.join(missing)}."
        return NotAnswered("incomplete", sentence, template=template)
    for slot in template.slots:
        for other in template.slots:
            if slot.name in values and other.name in values and other.name in slot.without:
                said = f"“{template.title}” cannot be asked with both {slot.label} and {other.label}; leave one out."
                return NotAnswered("incomplete", said, template=template)
    return Asked(template, values, notes)


def with_defaults(template: Template, values: Mapping[str, SlotValue], index: Index) -> Mapping[str, SlotValue]:
    """The values, and the default choices of slots that need a value and have none."""
    missing = (slot for slot in template.slots if slot.is_required and slot.default and slot.name not in values)
    chosen = {
        slot.name: of_choice(slot, each, index)
        for slot in missing
        for each in slot.choices
        if each.name == slot.default
    }
    return {**values, **chosen}


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name that fits several things, or words that only stand in their names, and the slot that it is to fill."""

    slot: Slot
    typed: str
    meant: Sequence[Named]
    is_in_part: bool = False


def which(template: Template, values: Mapping[str, SlotValue], name: Ambiguous, index: Index) -> NotAnswered:
    """The sentence for a name that fits several things, with the questions that may be meant."""
    choices = []
    for thing in name.meant[:OFFERED]:
        asked = complete(template, {**values, name.slot.name: of_thing(name.slot, thing, index)})
        if isinstance(asked, Asked):
            of = plan_names(index, [thing.iri]).get(thing.iri, "")
            choices.append((" · ".join(part for part in (thing.label, of, thing.about) if part), asked))
    typed = _short(name.typed)
    sentence = f"“{typed}” may mean {len(name.meant)} things here; choose one."
    if name.is_in_part:
        these = "is this meant?" if len(choices) == 1 else "choose what is meant."
        sentence = f"No {kinds_of(name.slot)} is called just “{typed}” here; {these}"
    return NotAnswered("which", sentence, (name.typed,), tuple(choices), template)


def of_thing(slot: Slot, thing: Named, index: Index) -> SlotValue:
    """The value of a slot that is a thing, called as within a sentence: "action 5.3"."""
    is_common = thing.kind in _COMMON and thing.label[1:] == thing.label[1:].lower()
    label = thing.label[:1].lower() + thing.label[1:] if is_common else thing.label
    return SlotValue(index.base.reference(thing.iri), label, {slot.name: NamedNode(thing.iri)})


def of_two(one: SlotValue, other: SlotValue, joined_by: str) -> SlotValue:
    """Two values of a slot, each of which is asked for by itself."""
    return SlotValue(f"{one.text} {joined_by} {other.text}", f"{one.label} {joined_by} {other.label}", {}, (one, other))


def of_choice(slot: Slot, choice: SlotChoice, index: Index) -> SlotValue:
    """The value of a slot that is one of its choices."""
    terms = {slot.name: index.base.thing(choice.reference) if choice.reference else Literal(choice.name)}
    return SlotValue(choice.name, choice.label, terms)


def of_time(slot: Slot, time: Time) -> SlotValue:
    """The value of a slot that is a time, with the word that goes before it: its first day and its last."""
    label = f"{'on' if time.first == time.last else 'in'} {day_of(time.value)}"
    if "/" in time.value:
        label = f"between {day_of(time.first.value)} and {day_of(time.last.value)}"
    return SlotValue(time.value, label, {f"{slot.name}_first": time.first, f"{slot.name}_last": time.last})


def _things_meant(index: Index, slot: Slot, typed: str) -> Sequence[Named]:
    """The thing of an IRI or a reference, else those that have the name."""
    iris = [typed.removeprefix("<").removesuffix(">"), index.base.id + typed]
    known = [each for each in things(index, iris).values() if each.kind in slot.kinds]
    return known or of_kinds(named(index, [typed]).get(typed, ()), slot.kinds)


def _two(index: Index, slot: Slot, typed: str) -> SlotValue | None:
    """Two values joined by "and" or "or", where the slot takes two and each means one thing."""
    typed_two = _TWO.fullmatch(typed) if slot.takes_two else None
    if typed_two is None:
        return None
    one, other = (_things_meant(index, slot, name) for name in typed_two.group("one", "other"))
    if len(one) != 1 or len(other) != 1 or one == other:
        return None
    return of_two(of_thing(slot, one[0], index), of_thing(slot, other[0], index), typed_two["by"])


def _not_known(slot: Slot, typed: str) -> str:
    return f"There is no {kinds_of(slot)} called “{_short(typed)}” here, neither held nor named."


def kinds_of(slot: Slot) -> str:
    """What a slot takes, the likeliest two: "organisation or group"."""
    return " or ".join(SEARCHED_BY_NAME[kind].one.lower() for kind in slot.kinds[:2])


def _forms(choice: SlotChoice) -> frozenset[str]:
    return frozenset([choice.name.casefold(), choice.label.casefold(), choice.reference.casefold()])


def _short(typed: str) -> str:
    return typed if len(typed) <= 60 else typed[:59] + "…"
