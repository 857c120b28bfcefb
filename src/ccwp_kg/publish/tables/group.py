"""All tables of the merged graph: the actions in one table, one for each own class, and the links of lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from itertools import chain

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, DCAT, DCTERMS, SKOS
from ccwp_kg.publish.tables import actions
from ccwp_kg.publish.tables.classes import class_table
from ccwp_kg.publish.tables.datatypes import ANY_URI
from ccwp_kg.publish.tables.model import DataTable, TableColumn, TableGroup, is_plain_uri
from ccwp_kg.publish.tables.naming import Taken, local_name, words
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.rdf.terms.order import natural_key

SHEET_OF_COLUMNS, SHEET_OF_CONTENTS = "columns", "contents"
_LINKS = "links"
LONGEST_NAME = 31
"""What a sheet of a workbook may be called at most (Excel)."""


def make_tables(triples: Iterable[Triple], prefixes: Prefixes, base: Base = PUBLISHED_BASE) -> TableGroup:
    """The tables of the data and of what is about them, with the IRIs of `base`.

    The same statements give the same tables, in whatever order they come.
    """
    return tables_of(TripleIndex.of_triples(triples), prefixes, base)


def tables_of(index: TripleIndex, prefixes: Prefixes, base: Base) -> TableGroup:
    """The same of an index of the statements."""
    taken = Taken(actions.NAME, _LINKS, SHEET_OF_COLUMNS, SHEET_OF_CONTENTS, "history")  # which Excel keeps for itself
    classes = []
    for each in index.classes(CCWP):
        name = re.sub(r"[^A-Za-z0-9]+", "-", each.value.removeprefix(CCWP)).strip("-") or "unnamed"
        classes.append(class_table(index, each, name=taken.free(name, most=LONGEST_NAME), prefixes=prefixes))
    tables = (actions.actions_table(index), *classes, _links_table(index, classes))
    dataset = base.thing("dataset")
    names = sorted(each.value for each in index.values(dataset, SKOS.altLabel) if isinstance(each, Literal))
    licences = sorted(each.value for each in index.values(dataset, DCTERMS.license) if isinstance(each, NamedNode))
    return TableGroup(
        tables,
        dataset.value,
        _issued(index, dataset),
        names[0] if names else index.label(dataset),
        licences[0] if licences else None,
    )


def _issued(index: TripleIndex, dataset: NamedNode) -> date | None:
    for term in index.values(dataset, DCAT.hasCurrentVersion, DCTERMS.issued):
        if isinstance(term, Literal):
            with suppress(ValueError):
                return date.fromisoformat(term.value)
    return None


def _links_table(index: TripleIndex, tables: Iterable[DataTable]) -> DataTable:
    """A row for each link that tables of classes hold in lists; a link that two of them hold has one row."""
    found = {
        (str(row[0]), column.property, target)
        for table in tables
        for at, column in enumerate(table.columns)
        if column.is_link and column.separator
        for row in table.rows
        for target in row[at] or ()
    }
    place = {iri: natural_key(iri) for iri in set(chain.from_iterable(found))}
    links = sorted(found, key=lambda link: [place[iri] for iri in link])
    is_exact = all(is_plain_uri(iri) for link in links for iri in link)
    return DataTable(
        name=_LINKS,
        title="Links",
        definition=(
            "A row for each link of a property of which a thing has several, so that tables can be joined without "
            "taking lists apart."
        ),
        columns=(
            TableColumn(name="subject", title="From", definition="The thing that has the link.", datatype=ANY_URI),
            TableColumn(name="subject_label", title="From: name", definition="What that thing is called."),
            TableColumn(name="property", title="Property", definition="What the link means.", datatype=ANY_URI),
            TableColumn(name="property_label", title="Property: name", definition="What the property is called."),
            TableColumn(
                name="object",
                title="To",
                definition="The thing that the link leads to.",
                datatype=ANY_URI,
                property="{+property}",
                is_link=True,
                is_exact=is_exact,
            ),
            TableColumn(name="object_label", title="To: name", definition="What that thing is called."),
        ),
        rows=tuple(
            (
                subject,
                index.label(NamedNode(subject)),
                predicate,
                index.label(NamedNode(predicate)) or words(local_name(predicate)),
                target,
                index.label(NamedNode(target)),
            )
            for subject, predicate, target in links
        ),
        key=("subject", "property", "object"),
        about="{+subject}",
    )
