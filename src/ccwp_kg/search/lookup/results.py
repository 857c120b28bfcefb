"""What a search gives back: plain values that a page or a program can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Score = Literal["exact", "prefix", "word", "some", "fuzzy"]
"""How well a thing fits: it is called so; it begins so; it holds the words; it holds some of them; its words are
spelled nearly so."""
LAST = "\U0010ffff"
"""Sorts after every character of an IRI or a name."""
PAGE_SIZE = 25
LONGEST = 200
"""So many characters of a question count."""


class EntityName(NamedTuple):
    """Words of a thing, such as a name: their field, their language if any, as written and as compared (folded)."""

    field: str
    language: str | None
    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text, and whether they are what was looked for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: what it is called, of which kind it is (`kind` in addresses, `kind_words` in words), why
    it was found (`reasons` in words; `field` and `language` of the first), how well it fits, and the words in their
    place.

    `snippet` is empty where the label or the acronym itself is what was found; `about` is one sentence on the thing.
    `missing` are the words that it lacks. Of a passage `words` are all of it, and `landing` is the IRI that leads to
    its place. The field of an action that speaks of what was
    found, or of a plan or act that it sets out, is `speaks-of`.
    """

    iri: str
    label: str
    label_language: str | None
    acronym: str | None
    kind: str
    kind_words: str
    about: str | None
    about_language: str | None
    field: str
    language: str | None
    reasons: tuple[str, ...]
    score: Score
    snippet: tuple[Piece, ...]
    missing: tuple[str, ...] = ()
    landing: str = ""
    words: str = ""

    @property
    def reason(self) -> str:
        """Why it was found, in one line."""
        return " and ".join([", ".join(self.reasons[:-1]), self.reasons[-1]]) if self.reasons[1:] else self.reasons[0]

    @property
    def is_quoted(self) -> bool:
        """Whether the line says the words that were found, so that the snippet says nothing more."""
        return self.field in ("search-word", "vocabulary-name")


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many hits are of one kind."""

    kind: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class NearName:
    """Something that is called nearly so."""

    iri: str
    label: str
    language: str | None
    kind_words: str


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The answer to a question: one page of hits.

    `total` counts the hits of the kind that was chosen, `facets` those of each kind; there may be more than were
    counted where `is_cut`. `nearest` are names to try where nothing was found; a page has `size` hits at most. `sought`
    are the words that were looked for, `telling` those that name more than a kind, `corrected` has those that were
    taken for others: as typed, and as found.
    """

    asked: str
    kind: str
    hits: tuple[Hit, ...]
    total: int
    facets: tuple[KindCount, ...]
    page: int
    is_cut: bool
    nearest: tuple[NearName, ...]
    sought: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The place of the page's first hit among all, counted from 1."""
        return (self.page - 1) * self.size + 1
