"""What a list of things is made of: who belongs to it, its columns, what it can be narrowed by, how it is sorted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode

from ccwp_kg.namespaces import CCWP, ID
from ccwp_kg.store import Term

PAGE_SIZE = 25
"""So many things stand on a page of a list."""
NAME = "name"
"""The sort key of the first column, which is the thing itself."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column beside the name of the thing: a value of it, or how many things stand in some relation to it.

    `pattern` says how the value, written `$`, hangs together with the thing, `?x`. `says` is the property whose
    triples the column shows; a number that is counted has none. `is_thing` where the values are things with names.
    """

    name: str
    heading: str
    pattern: str
    says: NamedNode | None = None
    is_counted: bool = False
    is_sortable: bool = False
    is_thing: bool = False

    @property
    def variable(self) -> str:
        """The variable of the single values; a counted column has its own name for their number."""
        return f"?each{self.name.capitalize()}" if self.is_counted else f"?{self.name}"

    @property
    def where(self) -> str:
        """The pattern with its variable."""
        return self.pattern.replace("$", self.variable)


@dataclass(frozen=True, slots=True)
class Facet:
    """Something a list can be narrowed by, such as the plan of an action.

    `pattern` says how a `?value` hangs together with the thing, `?x`. A value is a thing, a number (a year), or one of
    `classes`, and stands in addresses as `token`.
    """

    name: str
    heading: str
    pattern: str = ""
    kind: OneOf["thing", "number", "class"] = "thing"
    classes: tuple[NamedNode, ...] = ()

    @property
    def where(self) -> str:
        """The pattern for all values."""
        if self.kind == "class":
            return f"VALUES ?value {{ {' '.join(map(str, self.classes))} }} ?x a ?value"
        return self.pattern

    def chosen(self, token: str) -> str | None:
        """The pattern for one value, None where no value can be written so."""
        term = self._term(token)
        if term is None:
            return None
        return f"?x a {term}" if self.kind == "class" else self.pattern.replace("?value", term)

    def iri(self, token: str) -> NamedNode | None:
        """The thing or class that a token means."""
        if self.kind == "number":
            return None
        if self.kind == "class":
            return next((each for each in self.classes if self.token(each) == token), None)
        try:
            return NamedNode(token if "://" in token else ID + token)
        except ValueError:
            return None

    def _term(self, token: str) -> str | None:
        if self.kind == "number":
            return str(int(token)) if token.isascii() and token.isdigit() and len(token) <= 9 else None
        iri = self.iri(token)
        return None if iri is None else str(iri)

    def token(self, value: Term) -> str:
        """How a value stands in addresses: `organisation/olaf`, `CouncilDocument`, `2009`."""
        text = value.value if isinstance(value, NamedNode | Literal) else str(value)
        return text.removeprefix(CCWP if self.kind == "class" else ID)


@dataclass(frozen=True, slots=True)
class SortKey:
    """One step of an order: a value, the pattern it comes from, and what stands for it where there is none.

    `absent` is that value in an order upwards and in one downwards, so that things without a value come last.
    """

    expression: str
    pattern: str = ""
    absent: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class List:
    """A list: its name in addresses, its heading, one sentence, who belongs to it, columns, facets, and its own order.

    `order` is the order by name as people count (action 5.2 before 5.10); without it, that of the IRIs.
    """

    name: str
    heading: str
    sentence: str
    members: str
    columns: tuple[Column, ...]
    order: tuple[SortKey, ...]
    facets: tuple[Facet, ...] = ()

    def column(self, name: str) -> Column | None:
        """The column of that name."""
        return next((each for each in self.columns if each.name == name), None)

    def facet(self, name: str) -> Facet | None:
        """The facet of that name."""
        return next((each for each in self.facets if each.name == name), None)

    @property
    def sorts(self) -> tuple[str, ...]:
        """What the list can be sorted by."""
        return (NAME, *(each.name for each in self.columns if each.is_sortable))


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked of a list: one value for some of its facets, an order, a page (None: all of it)."""

    values: tuple[tuple[str, str], ...] = ()
    sort: str = NAME
    is_descending: bool = False
    page: int | None = None

    def value(self, facet: str) -> str | None:
        """The value chosen of a facet."""
        return dict(self.values).get(facet)


EVERYTHING = Choice()
