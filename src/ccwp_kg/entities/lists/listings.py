"""Lists read from the store: a page of rows, the total, and the facets.

However long a list is, a page takes at most six queries: one for the total and the facets, one for the things on the
page, one for their columns, one for names that were not looked up before, and two where a cell is to be told why it is
empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.entities.facts.facts import Names, Thing, Words, count_of, look_up
from ccwp_kg.entities.facts.silences import Silence, SilencesOfMany
from ccwp_kg.entities.lists.model import (
    EVERYTHING,
    FACET_SHOWN,
    IS_HELD,
    PAGE_SIZE,
    Choice,
    Column,
    Facet,
    List,
    counts_query,
    narrowed,
    order_query,
    ordering_of,
    readable,
    rows_query,
    triples_query,
    values_query,
    whole_query,
)
from ccwp_kg.entities.lists.table import LISTS
from ccwp_kg.namespaces import CCWP, XSD
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.rdf.terms.silences import DOES_NOT_APPLY, NOT_HELD, NOT_STATED
from ccwp_kg.store import Row, Rows, Store, Term

_SORTED_THERE = 10_000
"""Beyond so many rows a list is sorted here, not by the store; Virtuoso 7 sorts no more."""
_NUMBERS = (XSD.integer, XSD.decimal, XSD.double, XSD.term("int"), XSD.long)


@dataclass(frozen=True, slots=True)
class ListRow:
    """A thing and the values of the other columns, and of the facets that are no columns.

    A silence stands where nothing is known; `silences` has all of them, each with the name of its field, and behind
    them those that the reader recorded of further fields. `is_held`: whether its own document is in this collection.
    """

    thing: Thing
    cells: tuple[Thing | Words | Silence, ...]
    others: tuple[tuple[Thing | Words, ...], ...] = ()
    silences: tuple[Silence, ...] = ()
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: its form in addresses, its name, and how many things of the list have it."""

    token: str
    name: str
    language: str | None
    count: int


@dataclass(frozen=True, slots=True)
class FilledFacet:
    """A facet with its values under the rest of the choice; `chosen` are the selected ones, also if nothing has them.

    `has_more`: there are further values, with fewer things each.
    """

    what: Facet
    values: tuple[FacetValue, ...]
    chosen: tuple[FacetValue, ...]
    has_more: bool

    @property
    def is_several(self) -> bool:
        """Whether more than one value is chosen."""
        return len(self.chosen) > 1

    @property
    def is_long(self) -> bool:
        """Whether some values are folded away."""
        return len(self.values) > 8


@dataclass(frozen=True, slots=True)
class FilledList:
    """A list under a choice: its rows (one page, or all), the total, how many of a page's list are held, how many are
    held or named, and its facets.

    `query` is the query for the whole of it, empty where a value was chosen that nothing can have.
    """

    what: List
    rows: tuple[ListRow, ...]
    total: int
    held: int = 0
    named: int = 0
    choice: Choice = EVERYTHING
    facets: tuple[FilledFacet, ...] = ()
    query: str = ""

    @property
    def shown(self) -> tuple[int, ...]:
        """The places of the columns that apply to a row here, all of an empty list; without those below the name."""
        apply = (
            place
            for place, column in enumerate(self.what.columns)
            if not column.is_below_name
            if not self.rows or any(getattr(row.cells[place], "kind", "") != DOES_NOT_APPLY for row in self.rows)
        )
        return tuple(apply)

    @property
    def below(self) -> tuple[int, ...]:
        """The places of the columns that stand below the name."""
        return tuple(place for place, column in enumerate(self.what.columns) if column.is_below_name)

    @property
    def is_in_one_order(self) -> bool:
        """Whether no rows stand behind others because they are not held, or not named."""
        return self.held in (0, self.total) and self.named in (0, self.total)

    @property
    def pages(self) -> int:
        """How many pages it takes; an empty list has one."""
        return max(1, -(-self.total // PAGE_SIZE))


def fill(
    store: Store,
    what: List,
    *,
    prefixes: Prefixes,
    choice: Choice = EVERYTHING,
    languages: Sequence[str] = (),
    has_others: bool = False,
) -> FilledList:
    """Read a list under a choice: one page with its facets, or all rows without facets if no page is chosen.

    Of a thing with several values in a column the first by name is shown; that is decided here, as MIN and MAX of IRIs
    are not everywhere in the order of their names. `has_others` gives the rows all values of the facets that are no
    columns.
    """
    members = narrowed(what, choice, store.base)
    shown = () if choice.page is None else what.facets
    (total, held, named), counts = _ask_counts(store, what, members, choice, shown)
    chosen = {facet: choice.of(facet.name) for facet in shown}
    order, found, others = [], {}, {}
    if members is not None and (order := _ask_order(store, what, members, choice, total)):
        found = _by_thing(store.rows(rows_query(what, members, None if choice.page is None else order)))
        if has_others and what.others:
            others = _by_thing(store.rows(values_query(what.others, members)))
    terms = {
        *(term for rows in chain(found.values(), others.values()) for row in rows for term in row.values()),
        *(value for values in counts.values() for value in values),
        *(facet.iri(token, store.base) for facet, tokens in chosen.items() for token in tokens),
    }
    mentioned = (term for term in terms if isinstance(term, NamedNode))
    names = look_up(store, mentioned, languages=languages, prefixes=prefixes)
    rows = {iri: _first_of(what, found.get(iri, [])) for iri in order}
    silences = _silences(store, what, rows, None if choice.page is None else order, members or ())
    return FilledList(
        what,
        tuple(
            _row(what, iri, row, others.get(iri, []) if has_others else None, names=names, silences=silences)
            for iri, row in rows.items()
        ),
        len(order) if choice.page is None else total,
        held,
        named,
        choice,
        tuple(_facet(facet, counts[facet], chosen[facet], names, store.base) for facet in shown),
        "" if members is None else readable(whole_query(what, members, choice), prefixes),
    )


def _ask_counts(
    store: Store, what: List, members: Sequence[str] | None, choice: Choice, facets: Sequence[Facet]
) -> tuple[tuple[int, int, int], dict[Facet, dict[NamedNode | Literal, int]]]:
    """The total, how many of them are held, how many are held or named, and how often each value of a facet occurs
    among the things that match the other facets.

    The values that occur most often come first; those chosen are counted, however few things have them.
    """
    counts: dict[Facet, dict[NamedNode | Literal, int]] = {facet: {} for facet in facets}
    others = ((facet, narrowed(what, choice, store.base, without=facet)) for facet in facets)
    asked = {facet: narrow for facet, narrow in others if narrow is not None}
    if choice.page is None or (members is None and not asked):
        return (0, 0, 0), counts
    narrower = [pattern for pattern in (what.held, what.named) if pattern]
    totals = [] if members is None else [members, *([*members, pattern] for pattern in narrower)]
    parts = [(facet, facet.where, narrow) for facet, narrow in asked.items()]
    parts += [
        (facet, where, narrow)
        for facet, narrow in asked.items()
        if (where := facet.counted(choice.of(facet.name), store.base)) is not None
    ]
    of_each: list[list[Row]] = [[] for _ in (*totals, *parts)]
    for row in store.rows(counts_query(totals, [(where, narrow) for _, where, narrow in parts])):
        of_each[count_of(row["of"])].append(row)
    for (facet, _, _), rows in zip(parts, of_each[len(totals) :], strict=True):
        rows.sort(key=lambda row: (-count_of(row.get("n")), _sort_value(row.get("written"))))
        counts[facet] |= {
            value: count_of(row.get("n")) for row in rows if isinstance(value := row.get("value"), NamedNode | Literal)
        }
    total, *numbers = [*(count_of(rows[0].get("n")) for rows in of_each[: len(totals)])] or [0]
    number = dict(zip(narrower, numbers, strict=False))
    return (total, number.get(what.held, 0), number.get(what.named, total)), counts


def _ask_order(store: Store, what: List, members: Sequence[str], choice: Choice, total: int) -> list[NamedNode]:
    """The things of a page, or of the whole list, in order."""
    if choice.page is None:
        return _sorted_things(store, what, members, choice)
    start = (choice.page - 1) * PAGE_SIZE
    if start >= total:
        return []
    if start + PAGE_SIZE > _SORTED_THERE:
        return _sorted_things(store, what, members, choice)[start : start + PAGE_SIZE]
    return _things(store.rows(order_query(what, members, choice, is_sorted=True)))


def _sorted_things(store: Store, what: List, members: Sequence[str], choice: Choice) -> list[NamedNode]:
    """All things of a list, sorted here by the keys that the store returns."""
    rows = list(store.rows(order_query(what, members, choice, is_sorted=False)))
    _, _, by = ordering_of(what, choice)
    for name, is_descending in reversed(by):
        rows.sort(key=lambda row: _sort_value(row.get(name)), reverse=is_descending)
    return _things(rows)


def _sort_value(term: object) -> tuple[int, float, str]:
    """Nothing before numbers, numbers before words, as ORDER BY has it (SPARQL 1.1 §15.1)."""
    if not isinstance(term, Literal):
        return 0, 0.0, ""
    if term.datatype in _NUMBERS:
        return 1, float(term.value), ""
    return 2, 0.0, term.value


def _things(rows: Iterable[Row]) -> list[NamedNode]:
    """The things of rows, each once, in the order of the rows."""
    return list(dict.fromkeys(iri for row in rows if isinstance(iri := row.get("x"), NamedNode)))


def _by_thing(rows: Rows) -> dict[NamedNode, list[Row]]:
    found: dict[NamedNode, list[Row]] = {}
    for row in rows:
        if isinstance(iri := row.get("x"), NamedNode):
            found.setdefault(iri, []).append(row)
    return found


def _first_of(what: List, rows: list[Row]) -> Row:
    """The row of a thing with several values that is shown."""
    return min(rows, key=lambda row: [_first(row.get(column.name)) for column in what.columns], default={})


def _is_silent(column: Column, term: Term | None) -> bool:
    """Whether a value is absent, or is a count of nothing that may be one of what is not known."""
    return term is None or ((column.is_of_text or bool(column.applies_to)) and column.is_counted and not count_of(term))


def _silences(
    store: Store, what: List, rows: Mapping[NamedNode, Row], only: Sequence[NamedNode] | None, members: Sequence[str]
) -> SilencesOfMany | None:
    """Why cells of these rows have nothing in them; None where none is to be told."""
    is_told = only is None and any(facet.field for facet in what.others)
    if not is_told and not any(_is_silent(each, row.get(each.name)) for row in rows.values() for each in what.columns):
        return None
    given = [] if only is None else [f"VALUES ?x {{ {' '.join(map(str, only))} }}"]
    return SilencesOfMany(store, [*given, *members], may_be_held=bool(what.held))


def _row(
    what: List, iri: NamedNode, row: Row, others: list[Row] | None, *, names: Names, silences: SilencesOfMany | None
) -> ListRow:
    def cell(column: Column) -> Thing | Words | Silence:
        term = row.get(column.name)
        if term is None and column.is_curated:
            return Silence(column.name, DOES_NOT_APPLY)
        if silences is not None and _is_silent(column, term):
            why = silences.of(iri, column.name, applies_to=column.applies_to)
            if term is None or why in (DOES_NOT_APPLY, NOT_HELD):
                return Silence(column.name, why)
        return names.shown(term) if isinstance(term, NamedNode | Literal) else Silence(column.name, NOT_STATED)

    values: list[list[NamedNode | Literal]] = [[] for _ in what.others if others is not None]
    for each in others or ():
        if isinstance(value := each.get("value"), NamedNode | Literal):
            values[count_of(each["of"])].append(value)
    cells = tuple(map(cell, what.columns))
    silent = [each for each in cells if isinstance(each, Silence)]
    for facet, found in zip(what.others, values, strict=False):
        if facet.field and not found and silences is not None:
            silent.append(Silence(facet.name.replace("-", "_"), silences.of(iri, facet.field)))
    if others is not None and silences is not None:
        told = {*(each.name for each in what.columns), *(facet.field for facet in what.others)}
        silent += [Silence(*each) for each in silences.recorded(iri) if each[0] not in told]
    return ListRow(
        names[iri],
        cells,
        tuple(tuple(map(names.shown, sorted(each, key=lambda value: natural_key(value.value)))) for each in values),
        tuple(silent),
        bool(count_of(row.get(IS_HELD))),
    )


def _first(term: Term | None) -> tuple[bool, str]:
    """A value before none, English before other languages, then by the characters."""
    text = term.value if isinstance(term, NamedNode | Literal) else ""
    language = term.language if isinstance(term, Literal) else None
    return term is None or language not in (None, "en"), text


def _facet(
    facet: Facet, counts: Mapping[NamedNode | Literal, int], chosen: Sequence[str], names: Names, base: Base
) -> FilledFacet:
    """A facet with names: numbers in descending order, other values by how many things have them."""
    values = []
    shown = [value for place, value in enumerate(counts) if place < FACET_SHOWN or facet.token(value, base) in chosen]
    for value in shown:
        number = counts[value]
        of = names.shown(value)
        name = of.name if isinstance(of, Thing) else of.text
        values.append(FacetValue(facet.token(value, base), name, of.language, number))
    if facet.kind == "number":
        values.sort(key=lambda each: each.token, reverse=True)
    else:
        values.sort(key=lambda each: (-each.count, natural_key(each.name.lower()), each.token))
    for token in sorted({*chosen}.difference(each.token for each in values)):
        iri = facet.iri(token, base)
        name = token if iri is None or not names[iri].is_named else names[iri].name
        values.append(FacetValue(token, name, None if iri is None else names[iri].language, 0))
    selected = tuple(each for each in values if each.token in chosen)
    return FilledFacet(facet, tuple(values), selected, len(counts) > len(shown))


def list_triples(store: Store, what: List, *, choice: Choice = EVERYTHING) -> tuple[Triple, ...]:
    """The statements behind a list: classes and names of its things, and the properties its columns show."""
    members = narrowed(what, choice, store.base)
    return () if members is None else store.triples(triples_query(what, members))


COUNTED = {
    "plans": Choice(),
    "actions": Choice(),
    "organisations": Choice(),
    "documents": Choice((("kind", CCWP.CouncilDocument.value.removeprefix(CCWP)),)),
    "concepts": Choice((("scheme", "scheme/glossary"),)),
}
"""The lists that are counted, each with the choice that is."""


@dataclass(frozen=True, slots=True)
class ListCount:
    """How many things of a list documents here are or name, as the list states it, and how many of them are held (None:
    that is no question)."""

    total: int
    held: int | None

    @property
    def named(self) -> int:
        """How many are known only as far as others name them."""
        return self.total - (self.held or 0)


def count(store: Store) -> Mapping[str, ListCount]:
    """How many things each of these lists has: one query."""
    totals: dict[tuple[str, str], list[str]] = {}
    for name, choice in COUNTED.items():
        members = narrowed(LISTS[name], choice, store.base) or []
        narrower = {"named": LISTS[name].named, "held": LISTS[name].held}
        totals |= {(name, how): [*members, pattern] for how, pattern in narrower.items() if pattern or how == "named"}
    rows = store.rows(counts_query([*totals.values()], ()))
    numbers = {[*totals][count_of(row["of"])]: count_of(row.get("n")) for row in rows}
    return {name: ListCount(numbers[name, "named"], numbers.get((name, "held"))) for name in COUNTED}
