"""The rows of an answer with names: things by what they are called, numbers of things as links to them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.facts import Names, Thing, Words, look_up, shortened
from ccwp_kg.kinds import KINDS
from ccwp_kg.namespaces import RDF, XSD
from ccwp_kg.questions.rows.solutions import OpenedQuery, Pattern
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.store import Row, Store, Term


@dataclass(frozen=True, slots=True)
class ListedThings(Words):
    """The short names of several things with commas between them."""

    things: tuple[Thing, ...] = ()


Cell: TypeAlias = Thing | Words | None
_NUMBERS = frozenset(XSD.term(name).value for name in ("integer", "decimal", "double", "float", "gYear"))
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_")
_STEP = re.compile(r"[/#:]|(?<=[a-z])-(?=[a-z]+[A-Z])")
_LONGEST, _NAME, _BETWEEN = 600, 40, ", "
OF_ANYTHING = frozenset(["label", "name", "number", "title"])
"""Names of variables that do not tell of what they are."""


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A variable of an answer.

    `subject` is the variable of what its literals are said of, such as `action` for numbers of actions. `is_given`:
    the query itself states its only value. `is_count`: its numbers were counted and not read.
    """

    name: str
    subject: str | None = None
    is_number: bool = False
    is_given: bool = False
    is_count: bool = False
    words: str = ""

    @property
    def heading(self) -> str:
        """Its words, else the name in words.

        >>> AnswerColumn("printedNumber").heading
        'Printed number'
        """
        return (self.words or in_words(self.name)).capitalize()


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """The first rows of an answer, out of `total`; `kind` is what each row is called by, one and many.

    `things` is how many things the literals are said of that rows are called by: two plans may number alike.
    """

    columns: tuple[AnswerColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    kind: tuple[str, str] | None = None
    things: int = 0

    @property
    def name_column(self) -> int:
        """The place of the column that a row is called by: the first that is no number, no group, and not given."""
        free = [place for place, column in enumerate(self.columns) if not column.is_given]
        of_words = [
            place for place in free if not self.columns[place].is_number and self.columns[place].name != "group"
        ]
        return (of_words or free or [0])[0]

    @property
    def repeated(self) -> frozenset[int]:
        """The places of columns that tell what the things of the rows are called for short, and no more: `OLAF`."""
        return frozenset(
            place
            for place in range(len(self.columns))
            if place != self.name_column and self.rows and all(self._is_short_name(row, place) for row in self.rows)
        )

    def _is_short_name(self, row: Sequence[Cell], place: int) -> bool:
        thing, cell = row[self.name_column], row[place]
        return isinstance(thing, Thing) and isinstance(cell, Words) and cell.text == thing.short

    @property
    def counted(self) -> int | None:
        """The place of the column that counts something for each row, where there is one and no other."""
        places = [place for place, column in enumerate(self.columns) if column.is_number]
        return places[0] if len(places) == 1 and self.columns[places[0]].is_count else None


def in_words(name: str) -> str:
    """A name of several words joined, apart.

    >>> in_words("citesDocument")
    'cites document'
    """
    return _HUMP.sub(" ", name).lower()


def table_of(
    store: Store,
    names: Sequence[str],
    rows: Sequence[Row],
    total: int,
    named: Names,
    *,
    query: OpenedQuery | None,
    solutions: Sequence[Row],
) -> AnswerTable:
    """The table of some rows; `solutions` are those of the query that was opened."""
    literals = {name: [value for row in rows if isinstance(value := row.get(name), Literal)] for name in names}
    patterns = () if query is None else query.patterns
    said_of = {
        name: subject
        for each in reversed(patterns)
        if isinstance(name := each.object, str)
        if isinstance(subject := each.subject, str) and not subject.startswith(("step", "node"))
    }
    """Variable → the one that its literals are said of, unless it is a node that the query does not name."""
    subjects = {name: subject for name, subject in said_of.items() if literals.get(name)}
    constants = {each.object for each in patterns if isinstance(each.object, Literal)}
    read = {each.object for each in patterns}
    things = _things_of(said_of, names, rows, solutions)
    columns = []
    for name in names:
        values = {row.get(name) for row in rows}
        is_number = bool(literals[name]) and all(each.datatype.value in _NUMBERS for each in literals[name])
        columns.append(
            AnswerColumn(
                name,
                subjects.get(name),
                is_number,
                is_given=len(values) == 1 and not values.isdisjoint(constants),
                is_count=is_number and query is not None and name not in read,
            )
        )
    shown = tuple(
        tuple(_cell(name, row.get(name), named, of_row, store.base) for name in names)
        for row, of_row in zip(rows, things, strict=True)
    )
    table = _without_repeats(AnswerTable(tuple(columns), shown, total))
    if not rows:
        return table
    column = table.columns[table.name_column]
    values = {row.get(column.name) for row in rows}
    of = {each.get(column.subject) for each in solutions if column.subject and each.get(column.name) in values}
    return replace(table, kind=_kind(store, table, patterns), things=len(of))


def _without_repeats(table: AnswerTable) -> AnswerTable:
    """The table without a column that says in each row what a thing before it is called: its label or title again."""
    texts = [[_text(cell) for cell in row] for row in table.rows]
    titles = [cell.title if isinstance(cell := row[table.name_column], Thing) else None for row in table.rows]
    repeats = {
        later
        for row in table.rows[:1]
        for place, cell in enumerate(row)
        if isinstance(cell, Thing)
        for later in range(place + 1, len(row))
        if getattr(row[later], "iri", cell.iri) == cell.iri  # an entry of another list that stands for it stays
        if all(each[later] == each[place] for each in texts)
        or (place == table.name_column and all(each[later] == of for each, of in zip(texts, titles, strict=True)))
    }
    kept = [place for place in range(len(table.columns)) if place not in repeats]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[place] for place in kept), rows=rows)


def _text(cell: Cell) -> str | None:
    return cell.name if isinstance(cell, Thing) else None if cell is None else cell.text


def _things_of(
    said_of: Mapping[str, str], names: Sequence[str], rows: Iterable[Row], solutions: Sequence[Row]
) -> list[Mapping[tuple[str, str], NamedNode]]:
    """For each row the one thing that a short literal of its solutions is said of, by variable and text."""
    shared = [name for name in names if any(name in each for each in solutions)]
    found: defaultdict[tuple[Term | None, ...], defaultdict[tuple[str, str], set[Term | None]]] = defaultdict(
        lambda: defaultdict(set)
    )
    for solution in solutions:
        of_row = found[tuple(solution.get(name) for name in shared)]
        for name, subject in said_of.items():
            value = solution.get(name)
            if isinstance(value, Literal) and value.datatype == XSD.string and len(value.value) < _NAME:
                of_row[name, value.value].add(solution.get(subject))
    return [
        {
            key: thing
            for key, of in found.get(tuple(row.get(name) for name in shared), {}).items()
            if len(of) == 1 and isinstance(thing := next(iter(of)), NamedNode)
        }
        for row in rows
    ]


def _cell(name: str, term: Term | None, named: Names, said_of: Mapping[tuple[str, str], NamedNode], base: Base) -> Cell:
    if term is None:
        return None
    if isinstance(term, Literal):
        if thing := said_of.get((name, term.value)):
            return Thing(thing.value, term.value, term.language)
        if not any(variable == name for variable, _ in said_of) and (things := _listed(term.value, said_of)):
            return ListedThings(term.value, things=things)
    shown = named.shown(term)
    if isinstance(shown, Words):
        return replace(shown, text=shortened(shown.text, most=_LONGEST))
    return shown if shown.is_named else replace(shown, name=_unnamed(shown, base), is_named=True)


def _listed(text: str, said_of: Mapping[tuple[str, str], NamedNode]) -> tuple[Thing, ...]:
    """The things that the parts of a text are said of, as GROUP_CONCAT lists them; none unless each part is."""
    parts = text.split(_BETWEEN)
    for variable in dict.fromkeys(variable for variable, _ in said_of):
        things = [Thing(of.value, part) for part in parts if (of := said_of.get((variable, part)))]
        if len(things) == len(parts):
            return tuple(things)
    return ()


def _unnamed(thing: Thing, base: Base) -> str:
    """What a thing without a name is called: a part by the steps that lead to it, else the last step in words."""
    steps = base.reference(thing.iri).split("/") if thing.iri.startswith(base.id) else []
    if len(steps) > 3:
        return ", ".join(" ".join(steps[start : start + 2]) for start in range(0, len(steps), 2))
    return in_words(_STEP.split(thing.iri)[-1]) or thing.iri


def disambiguated(table: AnswerTable, store: Store, prefixes: Prefixes) -> AnswerTable:
    """The table where things of one name, such as actions of two plans, are called with what they are a part of."""
    called = {cell for row in table.rows if isinstance(cell := row[table.name_column], Thing)}
    names = Counter(thing.name for thing in called)
    alike = {thing: whole for thing in called if names[thing.name] > 1 and (whole := _whole(thing, store.base))}
    if not alike:
        return table
    wholes = look_up(store, alike.values(), languages=(), prefixes=prefixes)
    new = {thing: replace(thing, name=f"{thing.name} ({wholes[whole].name})") for thing, whole in alike.items()}
    rows = tuple(
        tuple(
            new.get(cell, cell) if isinstance(cell, Thing) and place == table.name_column else cell
            for place, cell in row
        )
        for row in map(enumerate, table.rows)
    )
    return replace(table, rows=rows)


def _whole(thing: Thing, base: Base) -> NamedNode | None:
    """The plan that a thing of ours is a part of, by its IRI."""
    steps = base.reference(thing.iri).split("/") if thing.iri.startswith(base.id) else []
    return base.thing("/".join(steps[:2])) if len(steps) > 2 else None


def _kind(store: Store, table: AnswerTable, patterns: Sequence[Pattern]) -> tuple[str, str] | None:
    """What the rows are called by: the kind that the query states or that every thing is of, else the variable."""
    column = table.columns[table.name_column]
    things = [cell for row in table.rows if isinstance(cell := row[table.name_column], Thing)]
    variable = column.subject if column.subject and column.name in OF_ANYTHING else column.name
    if not things:
        return _plural(variable) if column.subject else None
    stated = {
        each.object for each in patterns if (each.subject, each.property) == (column.subject or column.name, RDF.type)
    }
    classes: list[set[Term]] = [{each for each in stated if not isinstance(each, str)}]
    if not stated and table.counted is None:
        values = " ".join(f"<{iri}>" for iri in dict.fromkeys(thing.iri for thing in things))
        of_each: defaultdict[Term, set[Term]] = defaultdict(set)
        for row in store.rows(f"SELECT ?t ?c WHERE {{ VALUES ?t {{ {values} }} ?t a ?c }}"):
            of_each[row["t"]].add(row["c"])
        classes = list(of_each.values()) or classes
    kind = next(
        (kind for kind in KINDS if kind.one and not any(each.isdisjoint(kind.classes) for each in classes)), None
    )
    return _plural(variable) if kind is None else (_lowered(kind.one), _lowered(kind.many))


def _plural(variable: str) -> tuple[str, str]:
    """The name of a variable in words, one and many.

    >>> _plural("body"), _plural("day"), _plural("words")
    (('body', 'bodies'), ('day', 'days'), ('words', 'words'))
    """
    one = in_words(variable)
    if one.endswith("s"):
        return one, one
    return one, f"{one[:-1]}ies" if one.endswith("y") and one[-2:-1] not in "aeiou" else f"{one}s"


def _lowered(words: str) -> str:
    """The name of a kind as it stands in a sentence; that of an institution keeps its capital.

    >>> _lowered("Action plans"), _lowered("Council documents")
    ('action plans', 'Council documents')
    """
    return words if words.startswith(("Council", "Official")) else words[:1].lower() + words[1:]
