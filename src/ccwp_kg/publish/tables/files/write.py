"""Writes the tables: into a release, or one format of them for whoever asks.

tables/NAME.csv              one table each
tables/csv-metadata.json     what they mean, as CSV on the Web
tables.zip                   these files in one
tables.xlsx                  the same tables as a workbook
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ccwp_kg.errors import UnknownTable
from ccwp_kg.formats import CSV, CSVW, PARQUET, XLSX, ZIP, Format
from ccwp_kg.languages import counted
from ccwp_kg.publish.dumps.files import PublishedFile
from ccwp_kg.publish.tables.files.comma_separated import comma_separated
from ccwp_kg.publish.tables.files.csvw import METADATA, TABULAR_DATA, TABULAR_METADATA, metadata
from ccwp_kg.publish.tables.files.parquet import parquet
from ccwp_kg.publish.tables.files.workbook import workbook
from ccwp_kg.publish.tables.model import TableGroup

FOLDER = "tables"
TABLE_FORMATS = (CSV, XLSX, PARQUET)


def write_tables(folder: Path, group: TableGroup, progress: Callable[[str], None]) -> Iterator[PublishedFile]:
    """Write the tables of a release.

    A catalogue lists the archive and the workbook, each of which is all of the data (DCAT 3 §6.8), and not the single
    tables, each of which is a part.
    """
    progress("writing tables")
    files = table_files(group, CSV)
    (folder / FOLDER).mkdir()
    for name, written in files.items():
        (folder / FOLDER / name).write_bytes(written)
    for table in group.tables:
        name, rows = f"{FOLDER}/{table.name}.csv", counted(len(table.rows), "row")
        title, standards = f"{table.title}: {rows}", (TABULAR_DATA,)
        yield PublishedFile(name=name, form=CSV, title=title, is_distribution=False, conforms_to=standards)
    name, title = f"{FOLDER}/{METADATA}", "What the tables and their columns mean, as CSV on the Web"
    yield PublishedFile(name=name, form=CSVW, title=title, is_distribution=False, conforms_to=(TABULAR_METADATA,))
    (folder / "tables.zip").write_bytes(archive(files))
    yield PublishedFile(
        name="tables.zip", form=CSV, package=ZIP, title="All tables as CSV, with what they mean",
        conforms_to=(TABULAR_DATA, TABULAR_METADATA),
    )  # fmt: skip
    progress("writing tables.xlsx")
    (folder / "tables.xlsx").write_bytes(workbook(group))
    yield PublishedFile(name="tables.xlsx", form=XLSX, title="All tables as one Excel workbook")


def table_files(group: TableGroup, form: Format, *, name: str | None = None) -> dict[str, bytes]:
    """The files of all tables, or of the one of that name, in one of TABLE_FORMATS; file name → content.

    Raises UnknownTable where there is no such table, MissingExtra where the format needs an extra.
    """
    chosen = replace(group, tables=tuple(table for table in group.tables if name in (None, table.name)))
    if not chosen.tables:
        raise UnknownTable(f"there is no table '{name}'; there are {', '.join(table.name for table in group.tables)}")
    if form is XLSX:
        return {f"{name or 'tables'}.xlsx": workbook(chosen)}
    if form is PARQUET:
        return {f"{table.name}.parquet": parquet(table) for table in chosen.tables}
    files = {f"{table.name}.csv": comma_separated(table).encode() for table in chosen.tables}
    return files if name is not None else {**files, METADATA: metadata(group).encode()}


def archive(files: Mapping[str, bytes]) -> bytes:
    """Files as a ZIP archive that tells no time, so that the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as stream:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            stream.writestr(entry, content)
    return buffer.getvalue()
