"""Stores of triples behind one protocol: an engine in this process, or a SPARQL endpoint elsewhere."""

from ccwp_kg.rdf.terms.order import Term
from ccwp_kg.store.about import about, described_in
from ccwp_kg.store.embedded import EmbeddedStore
from ccwp_kg.store.protocol import (
    WHOLE,
    Bounds,
    Dataset,
    Evaluate,
    LastAnswers,
    Row,
    Rows,
    Store,
    StoreView,
    Ticket,
    Written,
    rows_of,
)

__all__ = [
    "WHOLE",
    "Bounds",
    "Dataset",
    "EmbeddedStore",
    "Evaluate",
    "LastAnswers",
    "Row",
    "Rows",
    "Store",
    "StoreView",
    "Term",
    "Ticket",
    "Written",
    "about",
    "described_in",
    "rows_of",
]
