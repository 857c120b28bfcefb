"""Things that a name may mean, with all their names. Names, titles and numbers decide, not words of texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ccwp_kg.kinds import NO_THINGS, SEARCHED
from ccwp_kg.search.index.read import Database, Index, rows_among
from ccwp_kg.search.lookup.candidates import candidates, matching
from ccwp_kg.search.lookup.question import Question, may_be_unfinished
from ccwp_kg.search.lookup.results import LAST, EntityName
from ccwp_kg.search.lookup.spelling import near_words

LONGEST_NAME = 600
"""So many characters of a name count; the longest title in the documents has some three hundred."""
_MOST = 120
_ANSWERS = frozenset(place for place, kind in enumerate(SEARCHED) if kind.name in NO_THINGS)
_MOST_UNKNOWN = 4


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing in the index: the IRIs of its classes, its names, how often documents mention it."""

    iri: str
    kind: str
    classes: tuple[str, ...]
    names: tuple[EntityName, ...]
    label: str
    language: str | None
    acronym: str | None
    about: str | None
    about_language: str | None
    mentions: int


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A thing that a name may mean. `is_meant`: the whole name or number is its own, apart from marks."""

    thing: Entity
    is_meant: bool


def resembling(index: Index, name: str, *, under: str = "", classes: Sequence[str] = ()) -> tuple[NameMatch, ...]:
    """Things whose names share words with a name, at most 120, the best first.

    Their IRIs begin with `under`. If `classes` (IRIs) are given, a thing has one of them.
    """
    question = Question.of(name, longest=LONGEST_NAME)
    if not question.words:
        return ()
    found = candidates(index, question, by_own_names=True).all
    meant = {each.thing for each in found if each.score == "exact"}
    numbers = [each.thing for each in found]
    with index.reading() as database:
        if len(numbers) < _MOST:
            expression = f"{{names codes titles}} : ({_any_of_its_words(index, question)})"
            numbers += [row[0] for row in matching(database, expression, most=_MOST)]
        things = _things(database, "id", numbers)
        chosen = [
            row
            for row in things
            if row[2] not in _ANSWERS
            and row[1].startswith(under)
            and (not classes or not set(classes).isdisjoint(row[9].split()))
        ][:_MOST]
        return tuple(NameMatch(thing, number in meant) for number, thing in _with_names(database, chosen))


def entities(index: Index, iris: Iterable[str]) -> dict[str, Entity]:
    """What the index holds of some things, by IRI; things it does not hold are left out."""
    with index.reading() as database:
        return {thing.iri: thing for _, thing in _with_names(database, _things(database, "iri", list(iris)))}


def beginning_with(index: Index, iri: str, *, most: int) -> tuple[Entity, ...]:
    """The things whose IRIs begin so, in the order of the index."""
    with index.reading() as database:
        rows = database.execute(
            "SELECT iri FROM thing WHERE iri >= ? AND iri < ? ORDER BY iri LIMIT ?", (iri, iri + LAST, most)
        ).fetchall()
        return tuple(thing for _, thing in _with_names(database, _things(database, "iri", [row[0] for row in rows])))


def classes(index: Index, *, under: str) -> frozenset[str]:
    """The classes, by their IRIs, of the things whose IRIs begin so."""
    with index.reading() as database:
        rows = database.execute("SELECT DISTINCT classes FROM thing WHERE iri >= ? AND iri < ?", (under, under + LAST))
        return frozenset(cls for (several,) in rows for cls in several.split())


def _any_of_its_words(index: Index, question: Question) -> str:
    """An FTS5 expression: any of the words, as the beginning of one, or spelled nearly so."""
    words = question.words
    unknown = [word for word in words if word not in index.known_words][:_MOST_UNKNOWN]
    near = dict.fromkeys(each for word in unknown for each in near_words(word, index.vocabulary)[0])
    begun = [f'"{word}"*' if may_be_unfinished(word) else f'"{word}"' for word in words]
    return " OR ".join([*begun, *(f'"{word}"' for word in near if word not in words)])


def _things(database: Database, column: str, values: Sequence[object]) -> list[Any]:
    """The rows of some things, in the order in which they are named, each once."""
    wanted = list(dict.fromkeys(values))
    found = rows_among(database, f"SELECT {column}, * FROM thing WHERE {column} IN ({{}})", wanted)  # noqa: S608
    rows = {row[0]: row[1:] for row in found}
    return [rows[value] for value in wanted if value in rows]


def _with_names(database: Database, rows: Sequence[Any]) -> Iterator[tuple[int, Entity]]:
    names: defaultdict[int, list[EntityName]] = defaultdict(list)
    entries = "SELECT thing, field, language, text, folded FROM entry WHERE is_name AND thing IN ({}) ORDER BY id"
    for thing, *name in rows_among(database, entries, [row[0] for row in rows]):
        names[thing].append(EntityName(*name))
    for number, iri, kind, *described, classes, _ in rows:
        yield number, Entity(iri, SEARCHED[kind].name, tuple(classes.split()), tuple(names[number]), *described)
