"""The definition of a list: its members, columns, facets and order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode

from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.terms.base import Base
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
