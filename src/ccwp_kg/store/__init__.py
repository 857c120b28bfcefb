"""Stores of triples behind one protocol: an engine in this process, or a SPARQL endpoint elsewhere."""

from ccwp_kg.rdf.terms.order import Term
from ccwp_kg.store.embedded import EmbeddedStore
from ccwp_kg.store.protocol import WHOLE, AsOf, Bounds, Dataset, Evaluate, Row, Rows, Store, Ticket, Written, rows_of

__all__ = [
    "WHOLE",
    "AsOf",
    "Bounds",
    "Dataset",
    "EmbeddedStore",
    "Evaluate",
    "Row",
    "Rows",
    "Store",
    "Term",
    "Ticket",
    "Written",
    "rows_of",
]
