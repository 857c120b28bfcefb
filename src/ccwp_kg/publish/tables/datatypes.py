"""How the values of a column are typed: as CSVW names it, and as spreadsheets and Parquet can hold it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias

from ccwp_kg.namespaces import RDF, XSD

Value: TypeAlias = str | int | float | bool | date


class CellType(Enum):
    """What programs outside the world of RDF tell apart."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Datatype:
    """`name` is CSVW's, `iri` that of a datatype CSVW does not know, which is then written as text."""

    name: str
    kind: CellType = CellType.TEXT
    iri: str = ""


STRING = Datatype("string")
ANY_URI = Datatype("anyURI")
INTEGER = Datatype("integer", CellType.INTEGER)
DATE = Datatype("date", CellType.DATE)

_INTEGERS = (
    "integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedLong", "unsignedInt",
    "unsignedShort", "unsignedByte", "nonPositiveInteger", "negativeInteger",
)  # fmt: skip
_TEXTS = (
    "anyAtomicType", "anyURI", "base64Binary", "dateTime", "dateTimeStamp", "duration", "dayTimeDuration",
    "yearMonthDuration", "gDay", "gMonth", "gMonthDay", "gYear", "gYearMonth", "hexBinary", "QName", "string",
    "normalizedString", "token", "language", "Name", "NMTOKEN", "time",
)  # fmt: skip
# Metadata Vocabulary for Tabular Data §5.11.1: what is built in, by the IRI that csv2rdf §4.3 gives it.
_BUILT_IN = {
    **{XSD + name: Datatype(name, CellType.INTEGER) for name in _INTEGERS},
    **{XSD + name: Datatype(name, CellType.NUMBER) for name in ("decimal", "double", "float")},
    **{XSD + name: Datatype(name) for name in _TEXTS},
    XSD + "boolean": Datatype("boolean", CellType.BOOLEAN),
    XSD + "date": DATE,
    RDF + "XMLLiteral": Datatype("xml"),
    RDF + "HTML": Datatype("html"),
}
_WRITTEN = {
    CellType.INTEGER: re.compile(r"[+-]?[0-9]{1,18}"),  # what 64 bits hold whatever the digits
    CellType.NUMBER: re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?"),
    CellType.BOOLEAN: re.compile(r"true|false|1|0"),
    CellType.DATE: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}


def datatype(iri: str, values: Iterable[str]) -> Datatype | None:
    """The datatype of a column whose literals are of the RDF datatype `iri`; None where a value is not written as one.

    >>> datatype(XSD + "date", ["2011-07-01"])
    Datatype(name='date', kind=<CellType.DATE: 'date'>, iri='')
    >>> datatype(XSD + "date", ["2011-07-01Z"])
    """
    known = _BUILT_IN.get(iri)
    if known is None:
        return Datatype("string", iri=iri)
    return known if all(is_written_as(known.kind, value) for value in values) else None


def is_written_as(kind: CellType, text: str) -> bool:
    """Whether a text is a value of that kind which spreadsheets and Parquet can hold.

    >>> is_written_as(CellType.INTEGER, "16"), is_written_as(CellType.INTEGER, "9" * 19)
    (True, False)
    """
    if kind is CellType.TEXT:
        return True
    if _WRITTEN[kind].fullmatch(text) is None:
        return False
    with suppress(ValueError):
        return value_of(kind, text) is not None
    return False


def value_of(kind: CellType, text: str) -> Value:
    """A text of a column as a value of Python; ValueError where it is none of that kind.

    >>> value_of(CellType.INTEGER, "16"), value_of(CellType.TEXT, "5.10")
    (16, '5.10')
    """
    if kind is CellType.INTEGER:
        return int(text)
    if kind is CellType.NUMBER:
        return float(text)
    if kind is CellType.BOOLEAN:
        return text in ("true", "1")
    return date.fromisoformat(text) if kind is CellType.DATE else text
