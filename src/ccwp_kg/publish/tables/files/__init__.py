"""Tables as files: CSV with its metadata, XLSX, Parquet."""
