"""The dataset in every format, as files."""
