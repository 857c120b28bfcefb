"""The table of kinds. A kind is a function from the data to all the places where it could strike.

Which of them are planted is drawn by a digest of the seed and the place, so that the draw is the same in every run and
hardly changes when data are added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from changes import Change
from places import Places, digest

Kind = Callable[[Places], Iterable[Change]]
KINDS: dict[str, Kind] = {}


def kind(name: str) -> Callable[[Kind], Kind]:
    """Enter a function in the table."""

    def entered(function: Kind) -> Kind:
        assert name not in KINDS, name
        KINDS[name] = function
        return function

    return entered


def planted(name: str, places: Places, number: int) -> list[Change]:
    """The defects of a kind that are tried: as many as asked for, or all there can be."""
    changes = {change.text: change for change in KINDS[name](places)}
    return [changes[text] for text in sorted(changes, key=lambda text: digest(f"{name} {text}"))[:number]]
