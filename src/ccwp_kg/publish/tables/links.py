"""The table of links: where a cell of another table leads to several things, it has a row for each of them."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from ccwp_kg.publish.tables.columns import is_plain_uri
from ccwp_kg.publish.tables.datatypes import ANY_URI
from ccwp_kg.publish.tables.model import DataTable, TableColumn
from ccwp_kg.publish.tables.naming import local_name, words
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.terms.order import natural_key

NAME = "links"


def links_table(index: TripleIndex, tables: Iterable[DataTable]) -> DataTable:
    """The links that tables of classes hold in lists; a link that two of them hold has one row."""
    found = {
        (str(row[0]), column.property, target)
        for table in tables
        for at, column in enumerate(table.columns)
        if column.is_link and column.separator
        for row in table.rows
        for target in row[at] or ()
    }
    place = {iri: natural_key(iri) for link in found for iri in link}
    links = sorted(found, key=lambda link: [place[iri] for iri in link])
    is_exact = all(is_plain_uri(iri) for link in links for iri in link)
    return DataTable(
        name=NAME,
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
