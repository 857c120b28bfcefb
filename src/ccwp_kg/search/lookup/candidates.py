"""Which things answer a question, best first: exact before prefix before word before fuzzy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ccwp_kg.kinds import SEARCHED, SEARCHED_BY_NAME
from ccwp_kg.search.index.fields import COLUMNS, FIELD_PLACES
from ccwp_kg.search.index.read import Database, Index
from ccwp_kg.search.index.words import cleaned, folded, squeezed
from ccwp_kg.search.lookup.identifiers import identified_rows
from ccwp_kg.search.lookup.numbers import DocumentNumber, codes, document_numbers
from ccwp_kg.search.lookup.results import LONGEST, SCORES, Score
from ccwp_kg.search.lookup.spelling import alike, any_of, near_words
from ccwp_kg.sources.text.ordinals import ordinals_of_plans

MOST = 1_000
"""So many hits of one sort are counted; a question that has more is too wide to be read to its end."""
_FEW = 3
_MOST_WORDS = 12
_LAST = "\U0010ffff"
_TECHNICAL = SEARCHED.index(SEARCHED_BY_NAME["code"])
_NAMED = "SELECT thing, kind, entry.id, field, mentions FROM entry JOIN thing ON thing.id = thing"
_WEIGHTS = ", ".join(str(weight) for _, weight in COLUMNS)
Rank = tuple[float, ...]
Phrase = tuple[str, ...]
"""Folded words that stand one after the other."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that fits: how well, its place among those that fit so, and the entry that is the reason if it is known.

    `words` are the words that were found in it where they are not those of the question.
    """

    thing: int
    kind: int
    score: Score
    rank: Rank
    entry: int | None = None
    words: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, Rank, int, int]:
        """What candidates are sorted by; the number of a thing settles it, so that the order is always the same."""
        return SCORES.index(self.score), self.rank, self.kind, self.thing


@dataclass(frozen=True)
class Question:
    """What somebody typed, as it is shown, and the forms in which it is compared."""

    text: str

    @classmethod
    def of(cls, typed: str, *, longest: int = LONGEST) -> Question:
        """The question in what was typed: without what cannot be seen, and no longer than a question may be."""
        return cls(cleaned(typed[: 4 * longest])[:longest].strip())

    @cached_property
    def folded(self) -> str:
        """The words without case and accents."""
        return folded(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, each once."""
        return tuple(dict.fromkeys(word for phrase in self.phrases for word in phrase))

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """Its words, those together that marks and digits hold together: `action 5.4` is the word and the number."""
        found: dict[Phrase, None] = {}
        for piece in self.text.split():
            words = tuple(folded(piece).split()[:_MOST_WORDS])
            together = any(letter.isdigit() for letter in piece)
            found.update(dict.fromkeys([words] if together and words else [(word,) for word in words]))
        return tuple(found)[:_MOST_WORDS]

    @cached_property
    def numbers(self) -> tuple[DocumentNumber, ...]:
        """The document numbers in it."""
        return document_numbers(self.text)


@dataclass(frozen=True, slots=True)
class Candidates:
    """All that answers a question, in order; there may be more where `is_cut`.

    `question` is the one that was answered: where nothing has a typed "5th", it is the one with "fifth".
    """

    question: Question
    all: tuple[Candidate, ...]
    is_cut: bool


def candidates(index: Index, question: Question) -> Candidates:
    """The things that answer a question."""
    if not question.words:
        return Candidates(question, (), is_cut=False)
    best: dict[int, Candidate] = {}
    is_cut = False

    def take(found: Sequence[Candidate]) -> None:
        nonlocal is_cut
        is_cut = is_cut or len(found) >= MOST
        for candidate in found:
            known = best.get(candidate.thing)
            if known is None or candidate.order < known.order:
                best[candidate.thing] = candidate

    with index.reading() as database:
        for number in question.numbers:
            take(_numbered(database, number))
        take([_named(row[:5], "exact") for row in identified_rows(database, index.base, question.text)])
        written = codes(question.text)
        called = database.execute(
            f"{_NAMED} WHERE is_name AND folded = ? "
            f"UNION {_NAMED} WHERE squeezed IS NOT NULL AND squeezed IN ({', '.join('?' * len(written))}) LIMIT ?",
            (question.folded, *written, MOST),
        )
        take([_named(row, "exact") for row in called])
        beginning = database.execute(
            f"{_NAMED} WHERE is_name AND folded >= ? AND folded < ? ORDER BY entry.id LIMIT ?",
            (question.folded, question.folded + _LAST, MOST),
        )
        take([_named(row, "prefix") for row in beginning])
        take(_holding(database, question))
        if len(best) < _FEW and not any(each.score == "exact" for each in best.values()):
            take(_spelled_nearly(database, question, index.vocabulary))
    if not best and (in_words := ordinals_of_plans().in_words(question.text)) != question.text:
        return candidates(index, Question(in_words))
    return Candidates(question, tuple(sorted(best.values(), key=lambda each: each.order)), is_cut)


def _numbered(database: Database, number: DocumentNumber) -> list[Candidate]:
    """The document of a number first; then all its versions as one, then each; those that are not the one meant begin
    like it at best."""
    key, family = squeezed(number.key), squeezed(number.family)
    rows = database.execute(
        "SELECT thing, kind, entry.id, squeezed FROM entry JOIN thing ON thing.id = thing "
        "WHERE squeezed IS NOT NULL AND squeezed >= ? AND squeezed < ? AND field = 'register-key' LIMIT ?",
        (family, family + _LAST, MOST),
    ).fetchall()
    is_known = any(code == key for *_, code in rows)
    found = []
    for thing, kind, entry, code in rows:
        is_meant = code == key or (number.is_bare and code == family and not is_known)
        found.append(Candidate(thing, kind, "exact" if is_meant else "prefix", (-1.0, code != family), entry))
    return found


def _named(row: tuple[int, int, int | None, str, int], score: Score) -> Candidate:
    """What a reader looks for before what only the makers of data do; then by the sort of name, by kind, and what the
    documents mention most first."""
    thing, kind, entry, field, mentions = row
    return Candidate(thing, kind, score, (kind >= _TECHNICAL, FIELD_PLACES[field], kind, -mentions), entry)


def _holding(database: Database, question: Question) -> list[Candidate]:
    """The things that hold all the words, the last one perhaps unfinished: first those with all of them in their names
    and titles, then those where a text has them, the best fit first."""
    asked = [f'"{" ".join(phrase)}"' for phrase in question.phrases]
    if may_be_unfinished(question.phrases[-1][-1]):
        asked[-1] += "*"
    expression = " AND ".join(asked)
    named = [
        Candidate(thing, kind, "word", (0, kind >= _TECHNICAL, kind, -mentions))
        for thing, kind, mentions, _ in matching(database, f"{{names codes titles}} : ({expression})")
    ]
    return named + [
        Candidate(thing, kind, "word", (1, kind >= _TECHNICAL, round(weight, 6)))
        for thing, kind, _, weight in matching(database, expression)
    ]


def _spelled_nearly(database: Database, question: Question, vocabulary: Sequence[str]) -> list[Candidate]:
    """The things whose names hold words that are spelled nearly so, the name that looks most like it first."""
    choices = [near_words(word, vocabulary) for word in question.words]
    if not all(near for near, _ in choices) or not any(distance for _, distance in choices):
        return []
    asked = " AND ".join(f"({any_of(near)})" for near, _ in choices)
    found = tuple(word for near, _ in choices for word in near)
    kinds = {thing: kind for thing, kind, *_ in matching(database, f"{{names codes}} : ({asked})")}
    return [
        Candidate(thing, kinds[thing], "fuzzy", (-ratio,), entry, found)
        for ratio, thing, entry in alike(database, question.folded, tuple(kinds))
    ]


def may_be_unfinished(word: str) -> bool:
    """Whether a last word may be the beginning of one; a single letter begins too many."""
    return len(word) > 1


def matching(database: Database, expression: str, *, most: int = MOST) -> list[tuple[int, int, int, float]]:
    """Things by how well they fit an FTS5 expression (BM25), with what it takes to settle equals."""
    return database.execute(
        f"SELECT words.rowid, kind, mentions, bm25(words, {_WEIGHTS}) AS weight FROM words "  # noqa: S608  # our numbers
        "JOIN thing ON thing.id = words.rowid WHERE words MATCH ? ORDER BY weight, kind, words.rowid LIMIT ?",
        (expression, most),
    ).fetchall()
