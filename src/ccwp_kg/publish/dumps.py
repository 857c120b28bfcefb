"""Which files a release holds: the dataset with its graphs, and the merged graph, in which formats."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

from ccwp_kg.formats import JSONLD, NQUADS, NTRIPLES, RDFXML, TRIG, TURTLE

DATASET_FORMATS = (NQUADS, TRIG)
"""Formats of `dataset.*`: every statement with the graph that says it."""
MERGED_FORMATS = (TURTLE, NTRIPLES, JSONLD, RDFXML)
"""Formats of `merged.*`: all graphs but the shapes as one, what a plain query sees."""


def compress(path: Path) -> Path:
    """Write `path.gz` beside the file, without name and time so that the same content gives the same bytes."""
    zipped = path.with_name(path.name + ".gz")
    with (
        path.open("rb") as plain,
        zipped.open("wb") as target,
        gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=target, mtime=0) as stream,
    ):
        shutil.copyfileobj(plain, stream, 1 << 20)
    return zipped
