"""What must be read from an invented document: every field, its value and the characters it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to be read.

    `path` names it (`action/6.1/title`, `plan/earlier/4/from`); `value` is the right reading, None where nothing can be
    decided by fair rules: then the field is to be absent (or to be `meant`) and an issue has to say so. `reported`: an
    issue must touch it although it can be read. `core` are the places of the characters that make the value, `beside`
    those of list marks, closing marks and such, which may or may not be counted to its place.
    """

    path: str
    value: str | None
    meant: str
    reported: bool
    core: frozenset[int]
    beside: frozenset[int]


@dataclass(frozen=True, slots=True)
class Sibling:
    """An invented document: its text, the fields to be read, and for every word (by its first character) where it goes.

    Every place is counted in Unicode code points over the text.
    """

    name: str
    text: str
    fields: Mapping[str, Field]
    claims: Mapping[int, str]
    rows: Mapping[str, tuple[int, int]]
    """By the number of each action: from the first to behind the last character printed for it."""
    heads: Mapping[str, frozenset[int]]
    """By the number of each action: the characters of its number and headings; under "" those of the title."""


@dataclass(slots=True)
class Record:
    """The fields as they are said while a document is composed; their places follow when it is printed."""

    values: dict[str, str] = field(default_factory=dict)
    undecided: set[str] = field(default_factory=set)
    reported: set[str] = field(default_factory=set)

    def say(self, path: str, value: str, *, reported: bool = False) -> None:
        """Take down a field. Raises ValueError where it was said before."""
        if path in self.values:
            raise ValueError(f"{path} is said twice")
        self.values[path] = value
        if reported:
            self.reported.add(path)

    def leave_open(self, prefix: str) -> None:
        """Nothing tells what the fields under a path are."""
        self.undecided.update(path for path in self.values if path == prefix or path.startswith(f"{prefix}/"))
