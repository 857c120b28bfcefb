"""Tables by their address, in the tools that people open tables with: no option given, and 5.10 stays what it is."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from support.clients.installed import run_python
from support.serving import Server

DUCKDB = """
import duckdb, duckdb_extension_httpfs
from pathlib import Path
(extension,) = Path(duckdb_extension_httpfs.__file__).parent.rglob("*.duckdb_extension")
duckdb.execute(f"INSTALL '{extension}'")
duckdb.execute("LOAD httpfs")
"""
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
    "duckdb": f"""{DUCKDB}
def table(address, **texts):
    return duckdb.sql(f"FROM read_csv('{{address}}', all_varchar = {{bool(texts)}})").df().to_dict("records")
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


DEFAULTS = """
import json, sys
def texts(address):
    table = duckdb.sql(f"FROM '{address}'")
    names = ", ".join(f'CAST("{name}" AS VARCHAR)' for name in table.columns)
    return [table.columns, *map(list, duckdb.sql(f"SELECT {names} FROM '{address}'").fetchall())]
print(json.dumps({address: texts(address) for address in sys.argv[1:]}))
"""
NUMBERS = {("actions.csv", "number"), ("Action.csv", "action_number")}
"""The columns in which DuckDB's guess spoils what is printed: 5.10 looks like a number, also within quotation marks."""


def test_every_table_in_duckdb_as_it_comes(server: Server, published: Path) -> None:
    """By nothing but its address: every row, and every cell as it is written, but for the numbers of actions."""
    paths = {f"{server.address}/dumps/tables/{path.name}": path for path in (published / "tables").glob("*.csv")}
    assert len(paths) > 40
    wrong = set()
    for address, read in json.loads(run_python("python", DUCKDB + DEFAULTS, *paths)).items():
        with paths[address].open(encoding="utf-8", newline="") as stream:
            header, *written = csv.reader(stream)
        assert (header, len(written)) == (read[0], len(read) - 1), address
        for ours, theirs in zip(written, read[1:], strict=True):
            cells = zip(header, ours, theirs, strict=True)
            wrong |= {(paths[address].name, name) for name, our, their in cells if our != (their or "")}
    assert wrong == NUMBERS


JSON_IN_DUCKDB = """
import json, sys
rows, listed, bindings = sys.argv[1:]
found = [
    duckdb.sql(f"SELECT name FROM '{rows}'"),
    duckdb.sql(f"SELECT row.name FROM (SELECT unnest(rows) AS row FROM '{listed}')"),
    duckdb.sql(f"SELECT b.number.value FROM (SELECT unnest(results.bindings) AS b FROM read_json('{bindings}'))"),
]
print(json.dumps([sorted(name for (name,) in each.fetchall()) for each in found]))
"""


def test_json_in_duckdb_as_it_comes(server: Server) -> None:
    """Lists and answers of the endpoint: a text in JSON stays one."""
    query = "SELECT ?number { ?action <https://w3id.org/ccwp/ontology#actionNumber> ?number }"
    answer = f"{server.address}/sparql?{urlencode({'query': query, 'format': 'json'})}"
    addresses = [f"{server.address}/actions.jsonl", f"{server.address}/actions.json", answer]
    lines, listed, numbers = json.loads(run_python("python", DUCKDB + JSON_IN_DUCKDB, *addresses))
    assert (20, True) == (len(lines), f"Action {LAST}" in lines)
    assert lines == listed
    assert (20, True) == (len(numbers), LAST in numbers)


LINES = """
import json, sys
import pandas, polars, urllib.request
frames = [
    pandas.read_json(sys.argv[1], lines=True),
    polars.read_ndjson(urllib.request.urlopen(sys.argv[1])),
]
print(json.dumps([[len(frame), sorted(frame["name"])] for frame in frames]))
"""


def test_a_list_as_json_lines(server: Server) -> None:
    first, second = json.loads(run_python("python", LINES, f"{server.address}/actions.jsonl"))
    assert first == second
    assert (20, True) == (first[0], f"Action {LAST}" in first[1])


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
