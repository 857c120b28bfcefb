"""The tables open in pandas, openpyxl, LibreOffice and pyarrow without surprises."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas
import pyarrow
import pytest
from openpyxl.workbook import Workbook
from pyarrow import parquet
from pyoxigraph import Literal, Triple

from ccwp_kg.formats import CSV, PARQUET, XLSX
from ccwp_kg.namespaces import CCWP, RDF
from ccwp_kg.publish.tables import METADATA, make_tables, table_files
from ccwp_kg.publish.tables.datatypes import value_of
from ccwp_kg.publish.tables.files import workbook
from ccwp_kg.publish.tables.model import Cell, DataTable, TableColumn, TableGroup
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms import iris
from support.commands import ROOT
from support.formats.odd_tables import TEXTS, odd_graph

# As /data tells it: nothing but an empty field is missing, and the number of an action is a text.
AS_TOLD = {"keep_default_na": False, "na_values": [""]}


@pytest.fixture(scope="module")
def group(dataset: NamedGraphs) -> TableGroup:
    return make_tables(dataset.with_ontology(), Prefixes({}))


@pytest.fixture(scope="module")
def odd() -> TableGroup:
    return make_tables(odd_graph(), Prefixes({}))


def table_of(group: TableGroup, name: str) -> DataTable:
    (table,) = (table for table in group.tables if table.name == name)
    return table


def column_of(table: DataTable, name: str) -> list[Cell]:
    at = [column.name for column in table.columns].index(name)
    return [row[at] for row in table.rows]


def value(column: TableColumn, cell: Cell) -> object:
    """What a spreadsheet shows: a number, a day, a truth, a text; lists as one text."""
    if cell is None:
        return None
    return column.separator.join(cell) if isinstance(cell, tuple) else value_of(column.datatype.kind, cell)


def test_pandas_reads_every_table(group: TableGroup) -> None:
    """As many rows and columns as there are, no warning; missing is what is not stated, and nothing else."""
    files = table_files(group, CSV)
    for table in group.tables:
        frame = pandas.read_csv(io.BytesIO(files[f"{table.name}.csv"]), **AS_TOLD)
        assert (len(table.rows), [column.name for column in table.columns]) == (len(frame), list(frame.columns))
        for column in table.columns:
            stated = [cell is not None and cell != "" for cell in column_of(table, column.name)]
            assert stated == list(frame[column.name].notna()), (table.name, column.name)


def test_pandas_types_the_actions_as_told(group: TableGroup) -> None:
    content = table_files(group, CSV, name="actions")["actions.csv"]
    dates = ["plan_from", "plan_until"]
    frame = pandas.read_csv(io.BytesIO(content), dtype={"number": str}, parse_dates=dates, **AS_TOLD)
    assert [f"5.{number}" for number in range(1, 11)] == list(frame["number"])
    assert ("int64", "int64") == (str(frame["indicator_count"].dtype), str(frame["outcome_count"].dtype))
    assert {"M"} == {frame[name].dtype.kind for name in dates}
    assert (16, 22) == (frame["indicator_count"].sum(), frame["outcome_count"].sum())
    assert not frame["lead"].notna().any()
    # What /data warns of: left to guess, pandas makes numbers of the numbers.
    assert 9 == pandas.read_csv(io.BytesIO(content))["number"].nunique()


def test_no_reader_takes_action_5_10_for_5_1(group: TableGroup) -> None:
    """Each row begins with a key that is no decimal number, here as pandas reads it when it is told nothing."""
    frame = pandas.read_csv(io.BytesIO(table_files(group, CSV, name="actions")["actions.csv"]))
    assert ["position", "label", "iri"] == list(frame.columns[:3])
    assert list(range(1, 11)) == list(frame["position"])
    assert [f"Action 5.{number}" for number in range(1, 11)] == list(frame["label"])
    frame = pandas.read_csv(io.BytesIO(table_files(group, CSV, name="Action")["Action.csv"]))
    assert ["iri", "label"] == list(frame.columns[:2])
    assert (len(frame), len(frame)) == (frame["iri"].nunique(), frame["label"].nunique())


def test_positions_start_anew_in_each_plan() -> None:
    """In the order people count, not that of the characters."""
    triples = [
        fact
        for plan, number in [(4, "4.2"), (4, "4.10"), (5, "5.10"), (5, "5.9")]
        for fact in (
            Triple(iris.action(plan, number), RDF.type, CCWP.Action),
            Triple(iris.action(plan, number), CCWP.partOfPlan, iris.plan(plan)),
            Triple(iris.action(plan, number), CCWP.readFrom, iris.document(f"plan-{plan}")),
            Triple(iris.action(plan, number), CCWP.actionNumber, Literal(number)),
        )
    ]
    table = table_of(make_tables(triples, Prefixes({})), "actions")
    assert [("1", "4.2"), ("2", "4.10"), ("1", "5.9"), ("2", "5.10")] == list(
        zip(column_of(table, "position"), column_of(table, "number"), strict=True)
    )


def test_pandas_alters_no_text(odd: TableGroup) -> None:
    content = table_files(odd, CSV, name="Text")["Text.csv"]
    frame = pandas.read_csv(io.BytesIO(content), dtype=str, **AS_TOLD)
    assert set(TEXTS) == set(column_of(table_of(odd, "Text"), "one"))
    assert column_of(table_of(odd, "Text"), "one") == list(frame["one"])


@pytest.fixture(scope="module")
def book(group: TableGroup) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(table_files(group, XLSX)["tables.xlsx"]))


def test_the_workbook_has_a_sheet_for_each_table(group: TableGroup, book: Workbook) -> None:
    """Names stand in a header that stays in sight, with a filter; the last sheet says what the columns mean."""
    assert ["contents", *(table.name for table in group.tables), "columns"] == book.sheetnames
    for table in group.tables:
        sheet = book[table.name]
        assert ("A2", f"A1:{sheet.dimensions.partition(':')[2]}") == (sheet.freeze_panes, sheet.auto_filter.ref)
        assert all(8 <= sheet.column_dimensions[each.column_letter].width <= 61 for each in sheet[1])
    meant = [row[:3] for row in book["columns"].iter_rows(min_row=2, values_only=True)]
    assert ("Action", "action_number", "action number") in meant
    assert sum(len(table.columns) for table in group.tables) == len(meant)


def test_the_workbook_holds_numbers_days_and_texts(group: TableGroup, book: Workbook) -> None:
    for table in group.tables:
        rows = list(book[table.name].iter_rows())
        assert [column.name for column in table.columns] == [cell.value for cell in rows[0]]
        assert len(table.rows) == len(rows) - 1
        for written, row in zip(rows[1:], table.rows, strict=True):
            for cell, column, stated in zip(written, table.columns, row, strict=True):
                found = cell.value.date() if isinstance(cell.value, datetime) else cell.value
                expected = value(column, stated)
                assert (None if expected == "" else expected) == found, (table.name, cell.coordinate)
    actions = {cell.value: cell.column - 1 for cell in next(book["actions"].iter_rows())}
    (first, *_) = book["actions"].iter_rows(min_row=2)
    assert ("5.1", "s") == (first[actions["number"]].value, first[actions["number"]].data_type)
    assert ("@", "General") == tuple(first[actions[name]].number_format for name in ("number", "label"))
    assert date(2011, 7, 1) == first[actions["plan_from"]].value.date()
    assert "yyyy-mm-dd" == first[actions["plan_from"]].number_format


def test_iris_in_the_workbook_are_links(group: TableGroup, book: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of things here and elsewhere; a list of them is a text, and a sheet has no more links than Excel opens."""
    head, first, *_ = book["actions"].iter_rows()
    names = [cell.value for cell in head]
    for name in ("iri", "plan"):
        cell = first[names.index(name)]
        assert cell.hyperlink.target == cell.value == table_of(group, "actions").rows[0][names.index(name)]
    assert first[names.index("objectives")].hyperlink is None
    assert first[names.index("label")].hyperlink is None
    monkeypatch.setattr(workbook, "_LINKS", 3)
    few = openpyxl.load_workbook(io.BytesIO(table_files(group, XLSX, name="Action")["Action.xlsx"]))
    assert 3 == sum(cell.hyperlink is not None for row in few["Action"].iter_rows() for cell in row)


def test_no_text_becomes_a_formula_a_link_or_markup_in_the_workbook(odd: TableGroup) -> None:
    """What is too long for a cell says so; what no XML may hold is escaped as Excel does (ECMA-376 ST_Xstring)."""
    content = table_files(odd, XLSX, name="Text")["Text.xlsx"]
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Text"]
    at = [column.name for column in table_of(odd, "Text").columns].index("one")
    expected = {"a\x00b\x07c": "a_x0000_b_x0007_c", "\ufffe": "_xFFFE_", TEXTS[1]: TEXTS[1].replace("\r", "_x000D_")}
    cells = [row[at] for row in sheet.iter_rows(min_row=2)]
    assert {"s"} == {cell.data_type for cell in cells}
    assert {None} == {cell.hyperlink for cell in cells}
    cut = "[cut: the whole has 50000 characters and is in the CSV table]"
    for stated, cell in zip(column_of(table_of(odd, "Text"), "one"), cells, strict=True):
        if len(stated) > 32_767:
            assert (32_767, cut) == (len(cell.value), cell.value[-len(cut) :])
        else:
            assert expected.get(stated, stated) == cell.value


def test_the_workbook_makes_a_number_or_a_day_only_of_what_a_cell_can_hold(odd: TableGroup) -> None:
    """No cell holds 17 digits, nor a day before 1900; there the text stands."""
    content = table_files(odd, XLSX, name="Value")["Value.xlsx"]
    head, *rows = openpyxl.load_workbook(io.BytesIO(content))["Value"].iter_rows(values_only=True)
    found = {name: [row[at] for row in rows if row[at] is not None] for at, name in enumerate(head)}
    assert [True] == found["said_boolean"]
    assert [-0.5] == found["said_decimal"]
    assert ["0001-01-01"] == found["said_date"]
    assert [str(2**53 + 1)] == found["said_integer"]
    assert ["2011-02-30", "20110701"] == found["unsaid_date"]


def test_the_workbook_opens_on_its_contents(group: TableGroup, book: Workbook) -> None:
    """Each sheet has a row with a link to its first cell, what it holds, and how many rows: what it says is so."""
    contents = book["contents"]
    assert book.active == contents
    named = {
        row[0].value: (row[0].hyperlink.location, *(cell.value for cell in row[1:]))
        for row in contents["A2:D99"]
        if row[0].value
    }
    assert [*named] == book.sheetnames[1:]
    for table in group.tables:
        sheet = book[table.name]
        assert (f"'{table.name}'!A1", table.title, sheet.max_row - 1, table.definition) == named[table.name]
    assert all(names_it for _, names_it, *_ in named.values())


def test_a_table_that_no_sheet_holds_has_several(group: TableGroup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_ROWS", 4)
    book = openpyxl.load_workbook(io.BytesIO(table_files(group, XLSX, name="Action")["Action.xlsx"]))
    names = ["Action", *(f"Action_{number}" for number in range(2, 6))]
    assert names == book.sheetnames[:5]
    rows = [row[0] for name in names for row in book[name].iter_rows(min_row=2, values_only=True)]
    assert column_of(table_of(group, "Action"), "iri") == rows


def test_parquet_is_typed(group: TableGroup) -> None:
    """Days are days, whole numbers whole numbers, lists lists; a column says what it means."""
    files = table_files(group, PARQUET)
    assert {f"{table.name}.parquet" for table in group.tables} == set(files)
    for table in group.tables:
        found = parquet.read_table(io.BytesIO(files[f"{table.name}.parquet"]))
        assert len(table.rows) == found.num_rows
        for column in table.columns:
            kind = column.datatype.kind
            cells = [
                [value_of(kind, each) for each in cell] if isinstance(cell, tuple) else value(column, cell)
                for cell in column_of(table, column.name)
            ]
            assert cells == found[column.name].to_pylist(), (table.name, column.name)
    schema = parquet.read_schema(io.BytesIO(files["actions.parquet"]))
    texts = pyarrow.list_(pyarrow.string())
    expected = {
        "number": pyarrow.string(), "plan_from": pyarrow.date32(), "indicator_count": pyarrow.int64(), "parties": texts,
        "indicators": texts, "start_date": pyarrow.date32(),
    }  # fmt: skip
    assert expected == {name: schema.field(name).type for name in expected}
    about = parquet.read_schema(io.BytesIO(files["Action.parquet"])).field("part_of_plan").metadata
    assert b"The plan to which an action belongs." == about[b"description"]
    assert b"https://w3id.org/ccwp/ontology#partOfPlan" == about[b"property"]


def test_parquet_alters_no_text(odd: TableGroup) -> None:
    found = parquet.read_table(io.BytesIO(table_files(odd, PARQUET, name="Text")["Text.parquet"]))
    assert column_of(table_of(odd, "Text"), "one") == found["one"].to_pylist()
    assert column_of(table_of(odd, "Text"), "several") == [tuple(each) for each in found["several"].to_pylist()]


OFFICE = "soffice"
CELLS_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
QUOTED_IS_TEXT = "Text - txt - csv (StarCalc):44,34,76,1,,0,true"
"""What stands behind the box "Format quoted field as text" of LibreOffice's dialogue."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a profile of its own; skips where LibreOffice or its Calc is not installed, which CI forbids."""
    folder = tmp_path_factory.mktemp("office")
    if shutil.which(OFFICE) is None or {"probe": [["1"]]} != opened(folder, "probe.csv", b"1"):
        reason = "no LibreOffice that opens tables is installed (Debian: libreoffice-calc-nogui)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


def opened(office: Path, name: str, content: bytes, *how: str) -> dict[str, list[list[str]]]:
    """What LibreOffice shows of a file, sheet by sheet; nothing where it cannot open it."""
    folder = office / name
    folder.mkdir()
    (folder / name).write_bytes(content)
    subprocess.run(
        [OFFICE, f"-env:UserInstallation=file://{office / 'profile'}", "--headless", *how,
         "--convert-to", CELLS_AS_SHOWN, "--outdir", folder / "shown", folder / name],
        check=False, capture_output=True, timeout=120,
    )  # fmt: skip
    found = {}
    for path in (folder / "shown").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            found[path.stem.removeprefix(f"{Path(name).stem}-")] = list(csv.reader(stream))
    return found


def shown(table: DataTable) -> list[list[str]]:
    """The rows of a table as a spreadsheet shows them."""
    return [
        [column.name for column in table.columns],
        *(["" if cell is None else str(value(column, cell)) for column, cell in zip(table.columns, row, strict=True)]
          for row in table.rows),
    ]  # fmt: skip


@pytest.mark.slow
def test_libreoffice_opens_the_workbook(group: TableGroup, office: Path) -> None:
    sheets = opened(office, "tables.xlsx", table_files(group, XLSX)["tables.xlsx"])
    assert {"contents", *(table.name for table in group.tables), "columns"} == sheets.keys()
    for table in group.tables:
        assert shown(table) == sheets[table.name], table.name


@pytest.mark.slow
def test_libreoffice_opens_csv(group: TableGroup, odd: TableGroup, office: Path) -> None:
    """With quoted fields as text, the box that its dialogue offers, no cell changes, whatever it begins with."""
    content = table_files(group, CSV, name="actions")["actions.csv"]
    (sheet,) = opened(office, "actions.csv", content, f"--infilter={QUOTED_IS_TEXT}").values()
    assert shown(table_of(group, "actions")) == sheet
    content = table_files(odd, CSV, name="Text")["Text.csv"]
    (sheet,) = opened(office, "Text.csv", content, f"--infilter={QUOTED_IS_TEXT}").values()
    assert [
        # A cell knows one kind of line end, and no NUL.
        [cell.replace("\r\n", "\n").replace("\0", "") for cell in row] for row in shown(table_of(odd, "Text"))
    ] == sheet  # fmt: skip


def test_what_data_says_of_pandas_is_what_is_tested() -> None:
    """The start line on /data names the options that the tests above use."""
    page = (ROOT / "web" / "templates" / "data.html").read_text(encoding="utf-8")
    assert 'dtype={"number": str}, keep_default_na=False, na_values=[""]' in page
    assert METADATA in page
