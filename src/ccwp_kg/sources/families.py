"""Finds the family that a document belongs to: the profile whose title words and headings it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.grid.blocks import is_heading
from ccwp_kg.sources.layout.headings import folded
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.source_text import SourceText

_HEAD = 60
"""The lines at the head of a document in which its title stands."""
_LONGEST = 80
"""The characters of a heading, at most."""
_ENOUGH = 2
"""The headings, at least, by which a document shows a family."""
_PIECES = re.compile(r"\t|\||[^\S\n]{2,}")
_MARKUP = " *#_"


def choose(source: SourceText, profiles: Sequence[Profile]) -> Profile:
    """The profile whose title words stand first at the head of a document, and of whose columns it has the most.

    Of those with as many it is the one whose plans are counted where the body of these stands there, else the one that
    knows more of the headings.

    A document that shows the headings of no family has the profile by its title words alone, or the first of all.

    Raises UnreadableDocument where two profiles fit equally.
    """
    pieces = frozenset(_pieces(source.text))
    head = " ".join(" ".join(source.text.split("\n", _HEAD)[:_HEAD]).split())
    titles = {profile.name: -_place(profile.words.plan, head) for profile in profiles}
    headed = {each.name for each in profiles if not each.is_labelled or _has_headings(source.text, each)}
    counts = {each.name: _printed(each, pieces) if each.name in headed else (0, 0) for each in profiles}
    shown = [each for each in profiles if counts[each.name][0] >= _ENOUGH]
    if not shown:
        in_annex = [each for each in profiles if not each.is_headed]
        return max(in_annex or profiles, key=lambda each: titles[each.name])
    counted = {each.name: any(body in head for body in each.plan.counted) for each in shown}
    # labelled blocks come last: they were shown to have headings of actions, which a table need not have
    fits = {
        each.name: (titles[each.name], counts[each.name][0], counted[each.name], counts[each.name][1], each.is_labelled)
        for each in shown
    }
    best = max(fits.values())
    found = [each for each in shown if fits[each.name] == best]
    if len(found) > 1:
        names = " and ".join(f"“{each.name}”" for each in found)
        raise UnreadableDocument(
            f"{source.name} fits the profiles {names} equally, by its title and {best[1]} headings; "
            "name one with --profile"
        )
    return found[0]


def _has_headings(text: str, profile: Profile) -> bool:
    """Whether lines head actions, as labelled blocks have them: “Action 1: …”."""
    return any(
        is_heading(line.strip(_MARKUP), cues=profile.actions) for line in text.splitlines() if line.strip(_MARKUP)
    )


def _place(title: str, head: str) -> int:
    """Where the words of a title first stand at the head of a document, as a title is written; else behind it."""
    found = re.search(rf"(?<!\w)(?:{re.escape(title)}|{re.escape(title.upper())})(?!\w)", head)
    return found.start() if found is not None else len(head)


def _printed(profile: Profile, pieces: frozenset[tuple[str, bool]]) -> tuple[int, int]:
    """The number of columns whose headings are printed, and of these headings; 0 where that of a family's steps is not.

    Headings of labelled blocks stand before a colon, those of a table by themselves or with one.
    """
    kinds = {True} if profile.is_labelled else {False, True}

    def stand(labels: Sequence[str]) -> int:
        return sum(any((name, kind) in pieces for kind in kinds) for name in {folded(label) for label in labels})

    columns = [*(column.labels for column in (*profile.columns, profile.box)), profile.steps]
    columns += [(label,) for label in profile.other_headings]
    found = [stand(labels) for labels in columns] if not profile.steps or stand(profile.steps) else []
    return sum(map(bool, found)), sum(found)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """What may be a heading, folded: a line, a cell of one, and with True the words before a colon."""
    for line in text.splitlines():
        for piece in (line, *(_PIECES.split(line) if _PIECES.search(line) else ())):
            words = piece.strip(_MARKUP)
            if 0 < len(words) <= _LONGEST and words[0].isupper():
                yield folded(words), words.endswith(":")
            label, colon, _ = words.partition(":")
            if colon and 0 < len(label) <= _LONGEST and label[0].isupper():
                yield folded(label), True
