"""One table for each own class: a row for each of its things, columns for each property that one of them has.

A property gets a column for its links, for each language and for each datatype of its values, so that a column has
values of one kind. English, and what is the only kind, goes under the name of the property; the rest says what it is:
`pref_label`, `pref_label_de`; `value_date`, `value_duration`. Beside links stand the names of what they lead to.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.namespaces import CCWP, DCTERMS, OA, RDF, RDFS, SKOS, XSD
from ccwp_kg.publish.tables.datatypes import ANY_URI, STRING, datatype
from ccwp_kg.publish.tables.model import IRI, Cell, DataTable, TableColumn, filled, is_plain_uri, label_column
from ccwp_kg.publish.tables.naming import Taken, local_name, snake_case, words
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.labels import TITLE

_TYPE = RDF.type
_FIRST = (
    RDFS.label, SKOS.prefLabel, _TYPE, CCWP.acronym, CCWP.ordinal, CCWP.actionNumber, CCWP.registerKey, TITLE,
    CCWP.partOfPlan, CCWP.position, CCWP.printedNumber, CCWP.text, CCWP.wording, CCWP.printedForm, DCTERMS.isPartOf,
    OA.start, OA.end, OA.exact,
)  # fmt: skip
"""Properties that people look for first; own ones follow, then foreign ones, each by name."""
_LAST = (CCWP.mentions, CCWP.derivedByRule, CCWP.hasSpan)
"""What a value stands on comes last, and after it only languages beside English."""


@dataclass(frozen=True, slots=True)
class _Values:
    """The values of one property that are of one kind: links, texts in a language, or literals of a datatype."""

    predicate: NamedNode
    is_link: bool
    language: str
    datatype: str
    of: defaultdict[NamedNode, list[str]]

    @property
    def is_translation(self) -> bool:
        return self.language not in ("", "en")

    @property
    def kind(self) -> str:
        """What tells this column from another one of the same property."""
        return "iri" if self.is_link else self.language or local_name(self.datatype)


def class_table(index: TripleIndex, wanted: NamedNode, *, name: str, prefixes: Prefixes) -> DataTable:
    """The table of a class that at least one thing is of."""
    members = index.members(wanted)
    # The classes that all of them have, if a URI template can give their IRIs back.
    shared = set.intersection(*(set(index.things(member, _TYPE)) for member in members))
    types = sorted((iri for iri in shared if is_plain_uri(iri.value)), key=lambda iri: iri.value)
    taken = Taken(IRI.name)
    columns: list[tuple[TableColumn, Sequence[Cell]]] = [(IRI, [member.value for member in members])]
    is_exact = all(is_plain_uri(member.value) for member in members)
    found = sorted(_values(index, members, without=types), key=_place)
    kinds = Counter(values.predicate for values in found)
    for values in found:
        column_name = taken.free(*_wished(values, prefixes, is_only=kinds[values.predicate] == 1))
        lists = [values.of.get(member, []) for member in members]
        columns.append(filled(_described(index, values, column_name, is_exact=is_exact), lists))
        column = columns[-1][0]
        if column.is_link and any(index.label(NamedNode(iri)) for iris in lists for iri in iris):
            columns.append(label_column(column, lists, index, name=taken.free(f"{column_name}_label")))
    return DataTable(
        name=name,
        title=index.label(wanted) or words(local_name(wanted.value)),
        definition=index.definition(wanted),
        columns=tuple(column for column, _ in columns),
        rows=tuple(zip(*(cells for _, cells in columns), strict=True)),
        types=tuple(each.value for each in types) if is_exact else (),
    )


def _values(index: TripleIndex, members: Iterable[NamedNode], *, without: Sequence[NamedNode]) -> Iterable[_Values]:
    """What the things have, by property and kind of value; without the classes they share, which no cell need say."""
    found: dict[tuple[NamedNode, bool, str, str], _Values] = {}
    for member in members:
        for predicate, terms in index.facts(member).items():
            for term in terms:
                if not isinstance(term, NamedNode | Literal) or (predicate == _TYPE and term in without):
                    continue
                language = (term.language or "") if isinstance(term, Literal) else ""
                kind = term.datatype.value if isinstance(term, Literal) else ""
                key = (predicate, isinstance(term, NamedNode), language, kind)
                if key not in found:
                    found[key] = _Values(*key, defaultdict(list))
                found[key].of[member].append(term.value)
    return found.values()


def _place(values: _Values) -> tuple[bool, int, bool, str, str, bool, bool, str, str]:
    """Where a column stands (see `_FIRST`, `_LAST`); of one property links come first, then English, then the rest."""
    iri, name = values.predicate, local_name(values.predicate.value)
    tier = _FIRST.index(iri) if iri in _FIRST else len(_FIRST) + (1 + _LAST.index(iri) if iri in _LAST else 0)
    is_foreign = not iri.value.startswith(CCWP)
    kind = (not values.is_link, not values.language, values.language, values.datatype)
    return values.is_translation, tier, is_foreign, name, iri.value, *kind


def _wished(values: _Values, prefixes: Prefixes, *, is_only: bool) -> Iterable[str]:
    """The names a column would like to have, the best first; two vocabularies may have a property of one name."""
    name = snake_case(local_name(values.predicate.value))
    if not is_only and values.language != "en":
        name += f"_{snake_case(values.kind)}"
    yield name
    pair = prefixes.split(values.predicate.value)
    if pair is not None:
        yield f"{snake_case(pair[0])}_{name}"


def _described(index: TripleIndex, values: _Values, name: str, *, is_exact: bool) -> TableColumn:
    """The column of some values; exact where CSV on the Web gives each value back as it is stated."""
    every = [value for each in values.of.values() for value in each]
    is_exact = is_exact and is_plain_uri(values.predicate.value)
    if values.is_link:
        kind, is_exact = ANY_URI, is_exact and all(map(is_plain_uri, every))
    elif values.language or values.datatype == XSD.string.value:
        kind = STRING
    else:
        exact = datatype(values.datatype, every)
        kind, is_exact = exact or STRING, is_exact and exact is not None
    title = index.label(values.predicate) or words(local_name(values.predicate.value))
    return TableColumn(
        name=name,
        title=f"{title} ({values.language})" if values.is_translation else title,
        definition=index.definition(values.predicate),
        datatype=kind,
        language=values.language,
        property=values.predicate.value,
        is_link=values.is_link,
        is_exact=is_exact,
    )
