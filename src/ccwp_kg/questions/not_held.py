"""Plans and numbers that are asked for and are not held here: what is said of them, and what names them."""

from __future__ import annotations

from collections.abc import Sequence

from ccwp_kg.questions.asked import NotAnswered
from ccwp_kg.questions.found import Found
from ccwp_kg.questions.names import is_set_out, naming, things
from ccwp_kg.questions.template import Template
from ccwp_kg.questions.words import Phrases
from ccwp_kg.search import Index
from ccwp_kg.sources.text.ordinals import ordinals_of_plans


def not_known(found: Found, template: Template | None, index: Index) -> NotAnswered:
    """That nothing here has a number; of a plan, also what speaks of it all the same."""
    named, plan = found.unknown[0], found.unknown_plan
    said = f"“{named}” is neither held nor named here."
    if plan:
        by = naming(index, [plan, _called(plan, index)])
        said = f"“{plan}” is not held here; it is named in {_listed(by)}." if by else said.replace(named, plan)
    return NotAnswered("not-known", said, found.unknown, template=template, is_missing=bool(plan))


def not_held(found: Found, passed_over: Phrases, index: Index) -> NotAnswered | None:
    """That a plan is not held, with what names it, where its name is all that a text says; else None."""
    free = [True] * len(found.words)
    for (place, length), meant in found.names.items():
        others = [*range(place), *range(place + length, len(found.words))]
        if len(meant) > 1 or meant[0].kind != "plan" or is_set_out(index, meant[0].iri):
            continue
        if all(passed_over.at(found.words, n, free) for n in others):
            by = naming(index, [meant[0].label], besides=meant[0].iri)
            said = f"“{meant[0].label}” is not held here{f'; it is named in {_listed(by)}' if by else ''}."
            return NotAnswered("not-held", said, (found.text_of(place, length),), is_missing=True)
    return None


def _called(plan: str, index: Index) -> str:
    """How a plan would be called as those that are held are: "plan 6" after the Fifth Action Plan."""
    ordinals = ordinals_of_plans()
    number = "".join(letter for letter in ordinals.in_figures(plan) if letter.isdigit())
    held = next((each.label for each in things(index, index.plans_held).values()), "")
    return ordinals.pattern.sub(ordinals.written(int(number)), held) if number else plan


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if names[1:] else names[0]
