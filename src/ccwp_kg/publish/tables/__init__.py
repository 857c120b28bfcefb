"""The statements as tables for spreadsheets, data frames and databases: CSV with its meaning, XLSX, Parquet."""

from ccwp_kg.publish.tables.files.csvw import METADATA
from ccwp_kg.publish.tables.files.write import FOLDER, TABLE_FORMATS, table_files, write_tables
from ccwp_kg.publish.tables.group import make_tables, tables_of

__all__ = ["FOLDER", "METADATA", "TABLE_FORMATS", "make_tables", "table_files", "tables_of", "write_tables"]
