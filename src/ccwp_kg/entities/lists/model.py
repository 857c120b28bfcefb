"""The definition of a list (members, columns, facets, order), and the SPARQL of its things, rows and counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal as OneOf
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from ccwp_kg.namespaces import CCWP, DCTERMS, RDF
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.rdf.terms.labels import LABELS
from ccwp_kg.store import Term

PAGE_SIZE = 25
"""So many things stand on a page of a list."""
NAME = "name"
"""The sort key of the first column, which is the thing itself."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column after the name of the thing: a value, or a count of related things.

    `says` is the property whose triples the column shows; a count has none. `pattern` relates the value, written `$`,
    to the thing, `?x`, where not this property alone does. `is_thing`: the values are things with names. `applies_to`
    are the classes, or vocabularies, whose things and members can have a value, empty for all. `is_of_text`: it counts
    what the thing's own document tells, so that 0 means nothing where that document is not held. `is_curated`: no
    single document would state it, so that none is silent on it. `is_below_name`: on a page it stands below the name,
    where a thing has it.
    """

    name: str
    heading: str
    pattern: str = ""
    says: NamedNode | None = None
    is_counted: bool = False
    is_sortable: bool = False
    is_thing: bool = False
    is_of_text: bool = False
    is_curated: bool = False
    is_below_name: bool = False
    applies_to: tuple[NamedNode, ...] = ()

    @property
    def variable(self) -> str:
        """The variable of the single values; a counted column has its own name for their number."""
        return f"?each{self.name.capitalize()}" if self.is_counted else f"?{self.name}"

    @property
    def where(self) -> str:
        """The pattern with its variable."""
        return (self.pattern or f"?x {self.says} $").replace("$", self.variable)


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter of a list, such as the plan of an action.

    `pattern` relates a `?value` to the thing, `?x`. A value is a thing, a number (a year), or one of `classes`; `token`
    is its form in addresses. `field` is what it tells, where a silence may stand for none of its values.
    """

    name: str
    heading: str
    pattern: str = ""
    kind: OneOf["thing", "number", "class"] = "thing"
    classes: tuple[NamedNode, ...] = ()
    field: str = ""

    @property
    def where(self) -> str:
        """The pattern for all values."""
        if self.kind == "class":
            return f"VALUES ?value {{ {' '.join(map(str, self.classes))} }} ?x a ?value"
        return self.pattern

    def chosen(self, tokens: Iterable[str], base: Base) -> str | None:
        """The pattern for things that have one of some values; None if none of the tokens is a value."""
        values = dict.fromkeys(value for token in tokens if (value := self._written(token, base)) is not None)
        pattern = "?x a ?value" if self.kind == "class" else self.pattern
        if len(values) == 1:
            return pattern.replace("?value", next(iter(values)))
        variable = f"?chosen{self.name.title().replace('-', '')}"
        rows = f"VALUES {variable} {{ {' '.join(values)} }} {pattern.replace('?value', variable)}"
        return rows if values else None

    def _written(self, token: str, base: Base) -> str | None:
        """The value that a token means, in SPARQL."""
        if self.kind == "number":
            return str(int(token)) if token.isascii() and token.isdigit() and len(token) <= 9 else None
        iri = self.iri(token, base)
        return None if iri is None else str(iri)

    def counted(self, tokens: Iterable[str], base: Base) -> str | None:
        """The pattern for all of some values; None if none of the tokens is a value."""
        values = [value for token in tokens if (value := self._written(token, base)) is not None]
        return f"VALUES ?value {{ {' '.join(values)} }} {self.where}" if values else None

    def iri(self, token: str, base: Base) -> NamedNode | None:
        """The thing or class that a token means."""
        if self.kind == "number":
            return None
        if self.kind == "class":
            return next((each for each in self.classes if self.token(each, base) == token), None)
        try:
            return NamedNode(token) if "://" in token else base.thing(token)
        except ValueError:
            return None

    def token(self, value: Term, base: Base) -> str:
        """The form of a value in addresses: `organisation/olaf`, `CouncilDocument`, `2009`."""
        text = value.value if isinstance(value, NamedNode | Literal) else str(value)
        return text.removeprefix(CCWP) if self.kind == "class" else base.reference(text)

    def usual(self, token: str, base: Base) -> str:
        """A value in the one form that the list itself gives it: `2009` for `02009`, no whole IRI of ours."""
        if self.kind == "number":
            return self._written(token, base) or token
        iri = self.iri(token, base)
        return token if iri is None else self.token(iri, base)


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of an order: a value, the pattern it comes from, and a substitute for a missing value.

    `absent` is the substitute in ascending and in descending order, so that things without a value come last.
    `is_fixed`: the list turned round keeps this key as it is.
    """

    expression: str
    pattern: str = ""
    absent: tuple[str, str] = ("", "")
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """A list: its name in addresses, its heading, one sentence, its members, columns, facets, and default order.

    `order` is the order by name as people count (action 5.2 before 5.10); without it, that of the IRIs.
    `held` is the pattern of things whose own document is in this collection, empty where things have none. `named` is
    that of things that documents here are, or name; empty where that is all. `first` is how it is sorted unasked.
    """

    name: str
    heading: str
    sentence: str
    members: str
    columns: tuple[Column, ...]
    order: tuple[SortKey, ...]
    facets: tuple[Facet, ...] = ()
    held: str = ""
    named: str = ""
    first: tuple[str, bool] = (NAME, False)

    def column(self, name: str) -> Column | None:
        """The column of that name."""
        return next((each for each in self.columns if each.name == name), None)

    @property
    def others(self) -> tuple[Facet, ...]:
        """The facets that are no columns; data have their values, too."""
        return tuple(each for each in self.facets if self.column(each.name) is None)

    @property
    def sorts(self) -> tuple[str, ...]:
        """What the list can be sorted by."""
        return (NAME, *(each.name for each in self.columns if each.is_sortable or each.is_counted))


@dataclass(frozen=True, slots=True)
class Choice:
    """A request for a list: values of some of its facets, an order, a page (None: the whole list).

    A thing is in the list if it has one of the values chosen of each facet.
    """

    values: tuple[tuple[str, str], ...] = ()
    sort: str = NAME
    is_descending: bool = False
    page: int | None = None

    def of(self, facet: str) -> tuple[str, ...]:
        """The values chosen of a facet."""
        return tuple(value for name, value in self.values if name == facet)

    def sorted_as(self, what: List) -> Choice:
        """The same in the order that the list has unasked."""
        return replace(self, sort=what.first[0], is_descending=what.first[1])


EVERYTHING = Choice()


FACET_SHOWN = 60
"""So many values of a facet are shown, the most frequent first."""
IS_HELD = "isHeld"
"""The variable of a row that tells whether its thing is held, as a number."""


def narrowed(what: List, choice: Choice, base: Base, *, without: Facet | None = None) -> list[str] | None:
    """The graph patterns for the members of a list under a choice, `without` one facet, in data with that base.

    None where a value was chosen that nothing can have.
    """
    patterns = [base.moved(what.members)]
    for facet in what.facets:
        tokens = choice.of(facet.name)
        if not tokens or facet is without:
            continue
        pattern = facet.chosen(tokens, base)
        if pattern is None:
            return None
        patterns.append(f"{pattern} .")
    return patterns


def counts_query(totals: Sequence[Sequence[str]], facets: Sequence[tuple[str, Sequence[str]]]) -> str:
    """One query for many counts, each with its place in `?of`: of totals first, then of facets.

    A total is how many things there are; of a facet it is how many things each value has, one value more than is shown.
    `facets` are the patterns that give a thing its `?value`, each with the members that are counted.
    """
    parts = [f"(COUNT(DISTINCT ?x) AS ?n) WHERE {{ {' '.join(members)} }}" for members in totals]
    parts += [
        f"?value (COUNT(DISTINCT ?x) AS ?n) (STR(?value) AS ?written) WHERE {{ {' '.join(members)} {where} }} "
        f"GROUP BY ?value ORDER BY DESC(?n) ?written LIMIT {FACET_SHOWN + 1}"
        for where, members in facets
    ]
    unions = " UNION ".join(f"{{ SELECT ({place} AS ?of) {part} }}" for place, part in enumerate(parts))
    return f"SELECT ?of ?value ?n ?written WHERE {{ {unions} }}"


Ordering: TypeAlias = tuple[Sequence[str], Sequence[str], Sequence[tuple[str, bool]]]
"""The order of a list: keys to select, the patterns they need, and variables, each with whether it is descending."""


def _clause(by: Iterable[tuple[str, bool]]) -> str:
    """What follows ORDER BY."""
    return " ".join(f"DESC(?{name})" if is_descending else f"?{name}" for name, is_descending in by)


def order_query(what: List, members: Sequence[str], choice: Choice, *, is_sorted: bool) -> str:
    """The things of one page in order; or all things with their keys, unsorted, to be sorted later."""
    keys, patterns, by = ordering_of(what, choice)
    start = ((choice.page or 1) - 1) * PAGE_SIZE
    piece = f" ORDER BY {_clause(by)} LIMIT {PAGE_SIZE} OFFSET {start}" if is_sorted else ""
    where = " ".join([*members, *patterns])
    return f"SELECT ?x {' '.join(keys)} WHERE {{ {where} }} GROUP BY ?x{piece}"


def rows_query(what: List, members: Sequence[str], things: Iterable[NamedNode] | None) -> str:
    """The columns of some things, or of all."""
    given = [] if things is None else [f"VALUES ?x {{ {' '.join(map(str, things))} }}"]
    selected, patterns, grouped = _columns(what)
    if what.held:
        selected, patterns = f"{selected} (COUNT(?held) AS ?{IS_HELD})", [*patterns, f"OPTIONAL {{ {what.held} }}"]
    return f"SELECT {selected} WHERE {{ {' '.join([*given, *members, *patterns])} }} GROUP BY {grouped}"


def whole_query(what: List, members: Sequence[str], choice: Choice) -> str:
    """The whole list with its columns, in order, one pattern a line: for people to see and change.

    Pages and data are made of the two queries above, as one engine (Virtuoso 7) does not keep the order of this one.
    """
    selected, patterns, grouped = _columns(what)
    keys, needed, by = ordering_of(what, choice)
    body = "\n  ".join([*members, *patterns, *(each for each in needed if each not in patterns)])
    return f"SELECT {selected} {' '.join(keys)} WHERE {{\n  {body}\n}}\nGROUP BY {grouped}\nORDER BY {_clause(by)}"


def triples_query(what: List, members: Sequence[str]) -> str:
    """What is said of the things of a list: their classes, names, what the columns show, and recorded silences."""
    shown = {RDF.type, *LABELS, *(each.says for each in what.columns if each.says is not None)}
    where = f"{' '.join(members)} ?x ?p ?o FILTER(?p IN ({', '.join(sorted(map(str, shown)))}))"
    if not what.held:
        return f"CONSTRUCT {{ ?x ?p ?o }} WHERE {{ {where} }}"
    of_text = f"{' '.join(members)} ?x {CCWP.readFrom} ?held"
    silent = f"{' '.join(members)} ?part {DCTERMS.isPartOf} ?x ; a {CCWP.FieldSilence} ; ?says ?value"
    return (
        f"CONSTRUCT {{ ?x ?p ?o . ?x {CCWP.readFrom} ?held . ?part ?says ?value }} "
        f"WHERE {{ {{ {where} }} UNION {{ {of_text} }} UNION {{ {silent} }} }}"
    )


def values_query(facets: Sequence[Facet], members: Sequence[str]) -> str:
    """All values of facets, each with its thing and the place of its facet in `?of`."""
    parts = (f"{{ BIND({place} AS ?of) {' '.join(members)} {each.where} }}" for place, each in enumerate(facets))
    return f"SELECT DISTINCT ?of ?x ?value WHERE {{ {' UNION '.join(parts)} }}"


def _columns(what: List) -> tuple[str, list[str], str]:
    single = [each.variable for each in what.columns if not each.is_counted]
    counted = [f"(COUNT(DISTINCT {each.variable}) AS ?{each.name})" for each in what.columns if each.is_counted]
    patterns = [f"OPTIONAL {{ {each.where} }}" for each in what.columns]
    return " ".join(["?x", *single, *counted]), patterns, " ".join(["?x", *single])


def ordering_of(what: List, choice: Choice) -> Ordering:
    """The order of a list: by the column chosen, if one is, then in the list's own order."""
    column = what.column(choice.sort)
    keys: list[str] = []
    patterns: list[str] = []
    by: list[tuple[str, bool]] = []
    if column is not None:
        patterns.append(f"OPTIONAL {{ {column.where} }}")
        if column.is_counted:
            keys.append(f"(COUNT(DISTINCT {column.variable}) AS ?key)")
        else:
            keys.append(f"(MIN(IF(BOUND({column.variable}), 0, 1)) AS ?missing)")
            keys.append(_key(SortKey(f"STR({column.variable})"), "?key", is_descending=choice.is_descending))
            by.append(("missing", False))
        by.append(("key", choice.is_descending))
    backwards = choice.is_descending and choice.sort == NAME
    for place, step in enumerate(what.order, 1):
        turned = backwards and not step.is_fixed
        keys.append(_key(step, f"?key{place}", is_descending=turned))
        by.append((f"key{place}", turned))
        patterns += [step.pattern] if step.pattern else []
    # IRIs are not everywhere in the order of their characters, so the last word is that of their text.
    by.append(("last", backwards and not what.order))
    return [*keys, "(STR(?x) AS ?last)"], patterns, by


def _key(step: SortKey, name: str, *, is_descending: bool) -> str:
    """The value to sort by; the first of several."""
    absent = step.absent[is_descending]
    value = f"COALESCE({step.expression}, {absent})" if absent else step.expression
    return f"({'MAX' if is_descending else 'MIN'}({value}) AS {name})"


def readable(query: str, prefixes: Prefixes) -> str:
    """The same query with prefixed names, and the prefixes declared."""
    used: set[str] = set()

    def shorten(match: re.Match[str]) -> str:
        pair = prefixes.split(match[1])
        if pair is None:
            return match[0]
        used.add(pair[0])
        return ":".join(pair)

    body = re.sub(r"<([^<>\s]+)>", shorten, query)
    head = "".join(f"PREFIX {prefix}: <{prefixes.namespace(prefix)}>\n" for prefix in sorted(used))
    return head + body
