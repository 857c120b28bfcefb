"""The door to the triples: one protocol, and behind it an engine in this process or an endpoint elsewhere."""

from ccwp_kg.store.as_of import AsOf
from ccwp_kg.store.embedded import EmbeddedStore
from ccwp_kg.store.protocol import WHOLE, Bounds, Dataset, Row, Rows, Store, Term, Written, rows_of

__all__ = ["WHOLE", "AsOf", "Bounds", "Dataset", "EmbeddedStore", "Row", "Rows", "Store", "Term", "Written", "rows_of"]
