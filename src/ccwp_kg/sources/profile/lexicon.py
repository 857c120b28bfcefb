"""The names a reader looks out for, and what each of them means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One way a document may write a thing: `form` as printed, `target` as a reference such as `organisation/olaf`.

    `kind` is the collection of the target (`organisation`, `group`, `act`, `concept`, …). A form written wholly in
    capitals is matched as it stands, any other without regard to case; white space stands for any line break.
    """

    form: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All names known to the reader; where two match at one place the longer wins."""

    names: tuple[LexiconEntry, ...]
