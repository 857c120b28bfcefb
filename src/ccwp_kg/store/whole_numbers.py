"""Numbers as they were loaded, which engines keep as numbers of a wider kind."""

from __future__ import annotations

from pyoxigraph import Literal, Triple

from ccwp_kg.namespaces import DCAT, OA, XSD

# Web Annotation Vocabulary §4.2.2, DCAT 3 §6.8.11: the values of these are of xsd:nonNegativeInteger.
_FROM_0 = frozenset((OA.start, OA.end, DCAT.byteSize))


def counted_from_0(triple: Triple) -> Triple:
    """A triple as it was loaded: engines keep every kind of whole number as an xsd:integer."""
    value = triple.object
    if triple.predicate not in _FROM_0 or not isinstance(value, Literal) or value.datatype != XSD.integer:
        return triple
    return Triple(triple.subject, triple.predicate, Literal(value.value, datatype=XSD.nonNegativeInteger))
