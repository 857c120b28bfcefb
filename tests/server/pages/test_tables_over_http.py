"""The tables over real HTTP: found from /data, sent as what they are, with the way to what they mean."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from pathlib import Path
from urllib.parse import urljoin

import openpyxl
import pandas
import pytest
from werkzeug.http import parse_options_header

from support.commands import contents
from support.formats.csvw_reader import description, rows_of
from support.serving import Server

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
METADATA = "/dumps/tables/csv-metadata.json"


@pytest.fixture(scope="module")
def site(release_server: Server) -> Server:
    return release_server


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("text/csv; charset=utf-8; header=present", "/dumps/tables/actions.csv"),  # RFC 4180 §3
        ("text/csv; charset=utf-8; header=present", "/dumps/tables/ActionPlan.csv"),
        ("application/csvm+json", METADATA),
        ("application/zip", "/dumps/tables.zip"),
        (WORKBOOK, "/dumps/tables.xlsx"),
        ("text/turtle; charset=utf-8", "/dumps/merged.ttl"),
        ("application/gzip", "/dumps/merged.ttl.gz"),
        ("text/plain; charset=utf-8", "/dumps/SHA256SUMS"),
    ],
)
def test_a_file_is_sent_as_what_it_is(kind: str, path: str, site: Server, published: Path) -> None:
    """One Content-Type with each parameter once, a name to save it under, open to scripts of other sites."""
    status, headers, body = site.ask("GET", path)
    assert (200, kind) == (status, headers["content-type"])
    assert (published / path.removeprefix("/dumps/")).read_bytes() == body
    assert path.removeprefix("/dumps/").replace("/", "-") in headers["content-disposition"]
    assert "*" == headers["access-control-allow-origin"]
    assert (206, b"") == (site.ask("GET", path, range="bytes=0-9")[0], site.ask("HEAD", path)[2])


def links(headers: dict[str, str]) -> list[tuple[str, dict[str, str]]]:
    """The targets of a Link header with their parameters, in order (RFC 8288 §3)."""
    found = re.findall(r"<([^>]*)>((?:\s*;\s*[a-z]+=\"[^\"]*\")*)", headers["link"])
    return [(target, parse_options_header(f"x{parameters}")[1]) for target, parameters in found]


def test_a_table_leads_to_what_it_means(site: Server) -> None:
    """Model for Tabular Data and Metadata §5.2: the last link described by metadata counts, and they name the table."""
    _, headers, _ = site.ask("GET", "/dumps/tables/Action.csv")
    described = [(target, told.get("type")) for target, told in links(headers) if told["rel"] == "describedby"]
    assert (f"{site.address}{METADATA}", "application/csvm+json") == described[-1]
    group = description(site.ask("GET", METADATA)[2])
    here = f"{site.address}{METADATA}"
    tables = {urljoin(here, table["url"]): table for table in group["tables"]}
    assert f"{site.address}/dumps/tables/Action.csv" in tables
    for address, table in tables.items():
        path = address.removeprefix(site.address)
        assert rows_of(table, lambda _, path=path: site.ask("GET", path)[2]) is not None


@pytest.mark.parametrize("path", ["/dumps/merged.ttl", "/dumps/tables.xlsx", METADATA, "/dumps/SHA256SUMS"])
def test_what_is_no_table_has_no_such_link(path: str, site: Server) -> None:
    assert "csvm+json" not in site.ask("HEAD", path)[1]["link"]


@pytest.mark.parametrize(
    "path",
    [
        "/dumps/tables",
        "/dumps/tables/",
        "/dumps/tables/none.csv",
        "/dumps/tables/../release.json/",
        "/dumps/Action.csv",
    ],
)
def test_a_table_that_is_not_there_is_404(path: str, site: Server) -> None:
    assert 404 == site.ask("GET", path)[0]


def test_data_lists_each_file_once(site: Server, published: Path) -> None:
    """A gzipped file stands beside the one it is made from; single tables are folded away; every link answers."""
    page = site.ask("GET", "/data", accept="text/html")[2].decode()
    listed = re.findall(r'href="/dumps/([^"]+)"', page)
    assert sorted({*contents(published)}) == sorted(listed)
    rows = re.findall(r"<tr>.*?</tr>", page, re.DOTALL)
    assert all(name + ".gz" in row for row in rows for name in re.findall(r'"/dumps/(merged\.\w+)"', row))
    folded = page[page.index('id="tables"') :].partition("<details>")[2].partition("</details>")[0]
    names = {path.removeprefix("tables/") for path in re.findall(r'href="/dumps/([^"]+)"', folded)}
    assert {path.name for path in (published / "tables").glob("*.csv")} == {*names, "actions.csv"}
    assert "actions.csv" not in names  # it stands before them
    rows_of_actions = len((published / "tables" / "Action.csv").read_text(encoding="utf-8").splitlines()) - 1
    assert f"Action: {rows_of_actions} rows" in folded


def test_the_start_line_for_pandas_works(site: Server) -> None:
    """The lines on /data, run as they stand."""
    page = site.ask("GET", "/data", accept="text/html")[2].decode()
    lines = html.unescape(re.search(r'id="pandas">.*?<code>(.*?)</code>', page, re.DOTALL)[1])
    told: dict[str, pandas.DataFrame] = {}
    exec(lines.replace("print(", "str("), told)
    assert [f"5.{number}" for number in range(1, 11)] == list(told["actions"]["number"])


def test_archive_and_workbook_arrive_whole(site: Server, published: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(site.ask("GET", "/dumps/tables.zip")[2])) as archive:
        assert archive.testzip() is None
        assert contents(published / "tables") == {name: archive.read(name) for name in archive.namelist()}
    book = openpyxl.load_workbook(io.BytesIO(site.ask("GET", "/dumps/tables.xlsx")[2]), read_only=True)
    tables = json.loads(site.ask("GET", METADATA)[2])["tables"]
    assert ["contents", *(table["url"].removesuffix(".csv") for table in tables), "columns"] == book.sheetnames
