"""Why inferred statements hold: the sets of premises that rules derive them from.

A release has a file of them, made by running every rule once, so that no page has to run a rule. Without a release the
rules are run for one thing at a time when its page is asked for.
"""

from __future__ import annotations

import json
import sqlite3
import weakref
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ccwp_kg.errors import StoreUnavailable
from ccwp_kg.rdf.rules import InferenceRule, filled
from ccwp_kg.sqlite_file import check_database, new_database, read_only
from ccwp_kg.store import Row, Store

FILE = "explanations.sqlite"
"""What the explanations of a release are called."""
APPLICATION, VERSION = 0x43435758, 1
SHOWN = 3
"""Of the sets of premises that a rule derives one statement from, so many are shown."""

Premises: TypeAlias = tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """The sets of premises that one rule derives a statement from: how many there are, and the first of them."""

    count: int
    first: tuple[Premises, ...]

    @classmethod
    def of(cls, every: Iterable[Premises]) -> Ways:
        """The ways of a statement, in the order of their terms."""
        found = sorted(every, key=str)
        return cls(len(found), tuple(found[:SHOWN]))


@dataclass(frozen=True, slots=True)
class Explanation:
    """For each inferred statement about a thing the rules that derive it, by name; empty where no known rule does.

    `inferred` are the premises that are inferred themselves.
    """

    ways: Mapping[Triple, Mapping[str, Ways]]
    inferred: frozenset[Triple] = frozenset()


NOTHING_INFERRED = Explanation({})


def all_filled(patterns: Iterable[Triple], row: Row) -> Premises:
    """The patterns as statements, with the terms of a solution for their variables."""
    return tuple(triple for pattern in patterns if (triple := filled(pattern, row)) is not None)


def explain_all(
    store: Store, inferred: Collection[Triple], rules: Iterable[InferenceRule]
) -> dict[NamedNode, Explanation]:
    """The explanation of each thing that something is inferred of. `store` holds all statements with their graphs."""
    found: dict[Triple, dict[str, set[Premises]]] = {triple: {} for triple in inferred}
    for rule in rules:
        for row in store.rows(rule.solutions({})):
            premises = all_filled(rule.premises, row)
            for triple in all_filled(rule.conclusions, row):
                if triple in found:
                    found[triple].setdefault(rule.name, set()).add(premises)
    ways: defaultdict[NamedNode, dict[Triple, dict[str, Ways]]] = defaultdict(dict)
    for triple in sorted(found, key=str):
        if isinstance(triple.subject, NamedNode):
            ways[triple.subject][triple] = {name: Ways.of(every) for name, every in sorted(found[triple].items())}
    # what the head of the graph says of itself is no work of a rule
    explained = {thing: of_thing for thing, of_thing in ways.items() if any(of_thing.values())}
    return {thing: Explanation(of_thing, _inferred(of_thing, inferred)) for thing, of_thing in explained.items()}


def _inferred(ways: Mapping[Triple, Mapping[str, Ways]], inferred: Collection[Triple]) -> frozenset[Triple]:
    every = (triple for rules in ways.values() for of in rules.values() for way in of.first for triple in way)
    return frozenset(triple for triple in every if triple in inferred)


def write_explanations(path: Path, explanations: Mapping[NamedNode, Explanation]) -> None:
    """Write explanations as a file of their own, the same bytes for the same ones; OSError where that fails."""
    rows = ((thing.value, *_written(of)) for thing, of in sorted(explanations.items(), key=str))
    with new_database(path, application=APPLICATION, version=VERSION) as database:
        database.execute("CREATE TABLE explanation (thing TEXT PRIMARY KEY, statements TEXT, ways TEXT) WITHOUT ROWID")
        database.execute("BEGIN")
        database.executemany("INSERT INTO explanation VALUES (?, ?, ?)", rows)
        database.execute("COMMIT")


def _written(explanation: Explanation) -> tuple[str, str]:
    """The statements as N-Triples, each once; and by their numbers what follows from what."""
    numbers: dict[Triple, int] = {}

    def number(triple: Triple) -> int:
        return numbers.setdefault(triple, len(numbers))

    ways = [
        [number(fact), {name: [of.count, [list(map(number, way)) for way in of.first]] for name, of in rules.items()}]
        for fact, rules in explanation.ways.items()
    ]
    inferred = sorted(map(number, explanation.inferred))
    text = json.dumps([ways, inferred], separators=(",", ":"))
    return "".join(f"{triple} .\n" for triple in numbers), text


class Explanations:
    """The explanations in a file that nobody changes."""

    def __init__(self, path: Path) -> None:
        check_database(
            path, application=APPLICATION, version=VERSION, probe="SELECT max(thing) FROM explanation",
            absent="holds no explanations", present="holds explanations",
        )  # fmt: skip
        # one connection for all threads: sqlite takes turns (https://www.sqlite.org/threadsafe.html, "serialized")
        self._database = read_only(path)
        self._end = weakref.finalize(self, self._database.close)

    def of(self, thing: NamedNode) -> Explanation:
        """What is inferred of a thing, and why."""
        try:
            row = self._database.execute(
                "SELECT statements, ways FROM explanation WHERE thing = ?", (thing.value,)
            ).fetchone()
        except sqlite3.Error as error:
            raise StoreUnavailable("the explanations of the release cannot be read now; ask again later") from error
        if row is None:
            return NOTHING_INFERRED
        triples = [quad.triple for quad in parse(row[0], format=RdfFormat.N_TRIPLES)]
        ways, inferred = json.loads(row[1])
        # one value for one set, however many statements follow from it
        known: dict[str, Ways] = {}

        def shared(count: int, first: list[list[int]]) -> Ways:
            key = f"{count} {first}"
            if key not in known:
                known[key] = Ways(count, tuple(tuple(triples[each] for each in way) for way in first))
            return known[key]

        return Explanation(
            {triples[fact]: {name: shared(*of) for name, of in rules.items()} for fact, rules in ways},
            frozenset(triples[each] for each in inferred),
        )
