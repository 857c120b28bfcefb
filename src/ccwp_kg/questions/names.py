"""Which things some words name: the whole of a name or number, in any language, case and accents folded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ccwp_kg.kinds import SEARCHED
from ccwp_kg.search import Index
from ccwp_kg.search.index.fields import COLUMNS, FIELD_PLACES
from ccwp_kg.search.index.read import rows_among
from ccwp_kg.search.index.words import folded, squeezed

_NAMED = (
    "SELECT {column}, thing.iri, kind, label, acronym, about, field FROM entry JOIN thing ON thing.id = thing "
    "WHERE {condition} AND {column} IN ({{}}) ORDER BY thing.id"
)
_BY_NAME = _NAMED.format(column="folded", condition="is_name AND field NOT IN ('term', 'date', 'period')")
_BY_CODE = _NAMED.format(column="squeezed", condition="squeezed IS NOT NULL AND field <> 'term'")


_COLUMNS = " ".join(name for name, _ in COLUMNS if name in ("names", "titles", "others"))
"""The columns of the index that hold what things are called."""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that has a name: its IRI, kind and label, what tells it apart, and the field in which the name stands."""

    iri: str
    kind: str
    label: str
    about: str
    field: str


def named(index: Index, names: Iterable[str]) -> Mapping[str, Sequence[Named]]:
    """The things that have one of these names or codes, by the name as it was given."""
    by_name: defaultdict[str, set[str]] = defaultdict(set)
    by_code: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        words = folded(name)
        if words:
            by_name[words].add(name)
            if any(letter.isdigit() for letter in words):
                by_code[squeezed(words)].add(name)
    found: defaultdict[str, dict[str, Named]] = defaultdict(dict)
    with index.reading() as database:
        for query, asked in ((_BY_NAME, by_name), (_BY_CODE, by_code)):
            for key, *row in rows_among(database, query, list(asked)):
                for name in asked[key]:
                    _keep(found[name], _named(row))
    return {name: tuple(things.values()) for name, things in found.items()}


def _named(row: Sequence[Any]) -> Named:
    iri, kind, label, acronym, about, field = row
    shown = acronym if acronym and len(label) > 2 * len(acronym) + 10 else label
    return Named(iri, SEARCHED[kind].name, shown, about or "", field)


def _keep(things: dict[str, Named], found: Named) -> None:
    known = things.get(found.iri)
    if known is None or FIELD_PLACES[found.field] < FIELD_PLACES[known.field]:
        things[found.iri] = found


def things(index: Index, iris: Sequence[str]) -> Mapping[str, Named]:
    """What the index holds of some things, by IRI."""
    query = "SELECT iri, kind, label, acronym, about, 'identifier' FROM thing WHERE iri IN ({})"
    with index.reading() as database:
        return {row[0]: _named(row) for row in rows_among(database, query, iris)}


def called_with(index: Index, words: Sequence[str], kinds: Sequence[str]) -> Sequence[Named]:
    """The things of some kinds in whose names or titles all these words stand, in singular or plural; some ten at
    most."""
    wanted = [folded(word).split() for word in words]
    if not wanted or not all(wanted):
        return ()
    asked = " AND ".join(f"({' OR '.join(_forms(part))})" for parts in wanted for part in parts)
    numbers = [number for number, kind in enumerate(SEARCHED) if kind.name in kinds]
    with index.reading() as database:
        rows = database.execute(
            "SELECT iri FROM words JOIN thing ON thing.id = words.rowid WHERE words MATCH ? "  # noqa: S608  # marks
            f"AND kind IN ({', '.join('?' * len(numbers))}) ORDER BY rank, iri LIMIT 10",
            (f"{{{_COLUMNS}}} : ({asked})", *numbers),
        ).fetchall()
    known = things(index, [row[0] for row in rows])
    return tuple(known[iri] for (iri,) in rows)


def _forms(word: str) -> tuple[str, ...]:
    other = word.removesuffix("s") if word.endswith("s") else f"{word}s"
    return f'"{word}"', f'"{other}"'


def of_kinds(found: Sequence[Named], kinds: Sequence[str]) -> Sequence[Named]:
    """The things of the likeliest of these kinds that any of them has."""
    for kind in kinds:
        chosen = [each for each in found if each.kind == kind]
        if chosen:
            return chosen
    return ()


def plan_names(index: Index, iris: Sequence[str]) -> Mapping[str, str]:
    """What the plans are called to which some actions belong, by the IRI of the action."""
    plans = {iri: iri.partition("/action/")[0] for iri in iris if "/action/" in iri}
    known = things(index, list(plans.values()))
    return {iri: known[plan].label for iri, plan in plans.items() if plan in known}
