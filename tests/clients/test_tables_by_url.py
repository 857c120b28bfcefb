"""Tables by their address, in the tools that people open tables with: no option given, and 5.10 stays what it is."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from support.clients.installed import run_python
from support.serving import Server

TOOLS = {
    "pandas": """
import pandas
def table(address, **texts):
    return pandas.read_csv(address, **({"dtype": str} if texts else {})).astype(object).to_dict("records")
""",
    "polars": """
import polars
def table(address, **texts):
    return polars.read_csv(address, **({"infer_schema": False} if texts else {})).to_dicts()
""",
    "polars, lazily": """
import polars
def table(address, **texts):
    return polars.scan_csv(address, **({"infer_schema": False} if texts else {})).collect().to_dicts()
""",
    "duckdb": """
import duckdb, duckdb_extension_httpfs
from pathlib import Path
(extension,) = Path(duckdb_extension_httpfs.__file__).parent.rglob("*.duckdb_extension")
duckdb.execute(f"INSTALL '{extension}'")
duckdb.execute("LOAD httpfs")
def table(address, **texts):
    return duckdb.sql(f"FROM read_csv('{address}', all_varchar = {bool(texts)})").df().to_dict("records")
""",
}
PRINT = """
import json, sys
print(json.dumps(table(sys.argv[1], **({"all": str} if sys.argv[2:] else {})), default=str))
"""
LAST = "5.10"


def rows(tool: str, address: str, *options: str) -> list[dict[str, Any]]:
    """What a tool makes of a table: guessing types, or with the option that keeps all of it text."""
    found: list[dict[str, Any]] = json.loads(run_python("python", TOOLS[tool] + PRINT, address, *options))
    return found


@pytest.mark.parametrize("tool", TOOLS)
def test_the_table_of_actions(tool: str, server: Server) -> None:
    """A key that no reader spoils comes first; a reader that is told to keep texts has the number as printed."""
    address = f"{server.address}/dumps/tables/actions.csv"
    guessed = rows(tool, address)
    assert ["position", "label"] == list(guessed[0])[:2]
    assert [(n, f"Action 5.{n}") for n in range(1, 11)] == [(row["position"], row["label"]) for row in guessed]
    assert [f"5.{n}" for n in range(1, 11)] == [row["number"] for row in rows(tool, address, "as texts")]


@pytest.mark.parametrize("tool", TOOLS)
def test_lists_and_answers(tool: str, server: Server) -> None:
    """A list and an answer of the endpoint are tables too. Polars takes them in ranges or not at all."""
    listed = rows(tool, f"{server.address}/actions.csv")
    assert f"Action {LAST}" in [row["name"] for row in listed]
    query = "SELECT ?number { ?action <https://w3id.org/ccwp/ontology#actionNumber> ?number }"
    address = f"{server.address}/sparql?{urlencode({'query': query, 'format': 'csv'})}"
    assert LAST in [row["number"] for row in rows(tool, address, "as texts")]


LINES = """
import json, sys
import pandas, polars, urllib.request
frames = [
    pandas.read_json(sys.argv[1], lines=True),
    polars.read_ndjson(urllib.request.urlopen(sys.argv[1])),
]
print(json.dumps([[len(frame), list(frame["name"])[-1]] for frame in frames]))
"""


def test_a_list_as_json_lines(server: Server) -> None:
    assert [[20, f"Action {LAST}"]] * 2 == json.loads(run_python("python", LINES, f"{server.address}/actions.jsonl"))


WORKBOOK = """
import json, sys, urllib.request
from io import BytesIO
import openpyxl, pandas
table = pandas.read_excel(sys.argv[1], sheet_name="actions")
book = openpyxl.load_workbook(BytesIO(urllib.request.urlopen(sys.argv[1]).read()))
cells = [row[list(table.columns).index("number")].value for row in book["actions"].iter_rows(min_row=2)]
print(json.dumps([list(table.columns[:2]), list(table["label"]), cells]))
"""


def test_the_workbook(server: Server) -> None:
    """The key holds in pandas, which guesses numbers from texts too; the cell itself is the text that is printed."""
    columns, labels, cells = json.loads(run_python("python", WORKBOOK, f"{server.address}/dumps/tables.xlsx"))
    assert ["position", "label"] == columns
    assert [f"Action 5.{n}" for n in range(1, 11)] == labels
    assert [f"5.{n}" for n in range(1, 11)] == cells
