"""Reads CSV as CSV on the Web says: a small processor of our own, strict where the specifications let one be.

Model for Tabular Data and Metadata (MTD), Metadata Vocabulary for Tabular Data (MV), and the minimal mode of Generating
RDF from Tabular Data (csv2rdf); of URI templates only `{+name}`, and nothing that is inherited.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

Json = dict[str, Any]
Read = Callable[[str], bytes]

_XSD = "http://www.w3.org/2001/XMLSchema#"
# MV §5: the properties that each description may have, and common properties under the prefix dc.
_GROUP = {"@context", "dialect", "tables", "dc:title", "dc:description", "dc:license", "dc:source"}
_TABLE = {"url", "tableSchema", "suppressOutput", "dc:title", "dc:description"}
_SCHEMA = {"columns", "primaryKey", "foreignKeys", "aboutUrl"}
_COLUMN = {
    "name", "titles", "datatype", "lang", "separator", "propertyUrl", "valueUrl", "suppressOutput", "virtual",
    "dc:description",
}  # fmt: skip
_PARSED: Mapping[str, Callable[[str], object]] = {
    "string": str,
    "anyURI": NamedNode,
    "integer": int,
    "nonNegativeInteger": int,
    "decimal": float,
    "double": float,
    "boolean": {"true": True, "false": False, "1": True, "0": False}.__getitem__,
    "date": lambda text: date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None,
    "gYear": re.compile(r"-?\d{4,}").fullmatch,
    "gYearMonth": re.compile(r"-?\d{4,}-\d\d").fullmatch,
    "duration": re.compile(r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T.+)?").fullmatch,
}


def description(text: str | bytes) -> Json:
    """A table group; AssertionError where it says what no processor knows."""
    group: Json = json.loads(text)
    assert group["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    _known(group, _GROUP)
    dialect = {"header": True, "encoding": "utf-8", "lineTerminators": ["\r\n"], "doubleQuote": True, "trim": False}
    assert dialect == group["dialect"]
    for table in group["tables"]:
        _known(table, _TABLE)
        _known(table["tableSchema"], _SCHEMA)
        for column in table["tableSchema"]["columns"]:
            _known(column, _COLUMN)
    return group


def _known(told: Json, known: set[str]) -> None:
    assert set() == set(told) - known


def rows_of(table: Json, read: Read) -> list[dict[str, Any]]:
    """The rows of a table, column name → value: None, a text, or texts where the column has a separator.

    AssertionError where the header, a value or the primary key is not what the metadata say.
    """
    content = read(table["url"]).decode("utf-8")
    assert content.endswith("\r\n"), table["url"]
    assert not content.startswith("\ufeff"), table["url"]
    lines = list(csv.reader(io.StringIO(content, newline=""), strict=True))
    columns = [column for column in table["tableSchema"]["columns"] if not column.get("virtual")]
    for column, title in zip(columns, lines[0], strict=True):
        assert title in column["titles"], (table["url"], title)  # MV §5.5.1
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_]*", column["name"])  # MV §5.6
    assert len(columns) == len({column["name"] for column in columns}), table["url"]
    rows = [
        {column["name"]: _value(column, text) for column, text in zip(columns, line, strict=True)} for line in lines[1:]
    ]
    keys = [tuple(row[name] for name in table["tableSchema"]["primaryKey"]) for row in rows]
    assert len(keys) == len(set(keys)), (table["url"], "primaryKey")
    return rows


def _value(column: Json, text: str) -> str | list[str] | None:
    """MTD §6.4: split, take nothing for null, and see whether the rest is of the datatype."""
    values = text.split(column["separator"]) if text and "separator" in column else [text] if text else []
    kind = column["datatype"]
    for value in values:
        assert _PARSED[kind if isinstance(kind, str) else kind["base"]](value) is not None, (column["name"], value)
    return values if "separator" in column else values[0] if values else None


def unresolved(group: Json, tables: Mapping[str, list[dict[str, Any]]]) -> list[tuple[str, str, object]]:
    """Foreign keys without a row that they refer to (MTD §6.6), which none may lack: table, column, value."""
    return [
        (table["url"], name, row[name])
        for table in group["tables"]
        for key in table["tableSchema"].get("foreignKeys", ())
        for (name,) in [key["columnReference"]]
        for held in [{row[key["reference"]["columnReference"][0]] for row in tables[key["reference"]["resource"]]}]
        for row in tables[table["url"]]
        if row[name] not in held
    ]


def triples(table: Json, rows: list[dict[str, Any]]) -> Iterator[Triple]:
    """csv2rdf §4.2, minimal mode."""
    if table.get("suppressOutput"):
        return
    schema = table["tableSchema"]
    told = [column for column in schema["columns"] if not column.get("suppressOutput")]
    for row in rows:
        subject = NamedNode(_expanded(schema["aboutUrl"], row))
        for column in told:
            if not column.get("virtual") and row[column["name"]] is None:
                continue  # MTD §6.4: no value, no value URL
            predicate = NamedNode(_expanded(column["propertyUrl"], row))
            if "valueUrl" in column:
                yield Triple(subject, predicate, NamedNode(_expanded(column["valueUrl"], row)))
                continue
            cell = row[column["name"]]
            for value in cell if isinstance(cell, list) else [cell]:
                yield Triple(subject, predicate, _literal(column, value))


def _literal(column: Json, value: str) -> Literal:
    kind = column["datatype"]
    if kind == "string" and "lang" in column:
        return Literal(value, language=column["lang"])
    return Literal(value, datatype=NamedNode(_XSD + kind if isinstance(kind, str) else kind["@id"]))


def _expanded(template: str, row: Mapping[str, Any]) -> str:
    """RFC 6570 §3.1 and §3.2.3: what no URI may hold is encoded, in the template and in the values."""

    def expand(found: re.Match[str]) -> str:
        value = row[found[1]]
        return ",".join(value) if isinstance(value, list) else value

    return quote(re.sub(r"\{\+(\w+)\}", expand, template), safe=":/?#[]@!$&'()*+,;=-._~%")
