"""Values as RDF literals, each in the one canonical form of its datatype."""

from __future__ import annotations

from pyoxigraph import Literal

from ccwp_kg.namespaces import XSD


def english(text: str) -> Literal:
    """Prose in English."""
    return Literal(text, language="en")


def code(text: str) -> Literal:
    """A code, a number as printed, a quotation: text that is in no language."""
    return Literal(text)


def integer(value: int) -> Literal:
    """A whole number.

    >>> integer(5).datatype.value
    'http://www.w3.org/2001/XMLSchema#integer'
    """
    return Literal(str(value), datatype=XSD.integer)


def typed(lexical: str, datatype: str) -> Literal:
    """A value of an XSD datatype by its local name: `typed("2003-12", "gYearMonth")`."""
    return Literal(lexical, datatype=XSD.term(datatype))


def date(lexical: str) -> Literal:
    """A calendar day, `2011-07-01`."""
    return typed(lexical, "date")
