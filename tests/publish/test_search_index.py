"""The index for the search is a file of the release: listed, checked, and the same bytes for the same data."""

import hashlib
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ccwp_kg.publish.release import write_release
from ccwp_kg.publish.texts import TextFiles
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.search import FILE, Index, find


def write(target: Path, dataset: NamedGraphs) -> bytes:
    write_release(target, dataset, texts=TextFiles.of_package(), reports={})
    return (target / FILE).read_bytes()


def test_the_release_holds_the_index_and_its_checksum(published: Path) -> None:
    content = (published / FILE).read_bytes()
    sums = dict(reversed(line.split("  ")) for line in (published / "SHA256SUMS").read_text().splitlines())
    assert hashlib.sha256(content).hexdigest() == sums[FILE]
    assert content.startswith(b"SQLite format 3\x00")
    index = Index.of_file(published / FILE)
    assert "OLAF" == find(index, "olaf").hits[0].acronym
    index.close()


def test_nothing_but_the_file_is_left_beside_it(published: Path) -> None:
    """No journal, no write-ahead log: https://www.sqlite.org/tempfiles.html."""
    assert [FILE] == sorted(path.name for path in published.glob("search*"))


@pytest.mark.slow
@pytest.mark.parametrize("chance", [1, 2])
def test_the_order_of_statements_does_not_matter(chance: int, dataset: NamedGraphs, tmp_path: Path) -> None:
    """The same statements in another order give the same bytes."""
    shuffled = {}
    for name, triples in sorted(dataset.graphs.items(), key=lambda item: item[0].value, reverse=bool(chance % 2)):
        mixed = sorted(triples, key=str)
        random.Random(chance).shuffle(mixed)
        shuffled[name] = frozenset(mixed)
    assert write(tmp_path / "a", dataset) == write(tmp_path / "b", NamedGraphs(shuffled))


def test_the_file_has_a_fixed_page_size_and_no_free_pages(published: Path) -> None:
    with closing(sqlite3.connect(f"file:{published / FILE}?mode=ro&immutable=1", uri=True)) as database:
        told = {
            name: database.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_size", "freelist_count", "encoding", "auto_vacuum", "integrity_check")
        }
    assert {
        "page_size": 4096, "freelist_count": 0, "encoding": "UTF-8", "auto_vacuum": 0, "integrity_check": "ok",
    } == told  # fmt: skip


def test_the_shapes_are_not_searched(published: Path) -> None:
    """A plain query does not see them, and neither does a reader."""
    index = Index.of_file(published / FILE)
    assert {"term"} >= {hit.kind for hit in find(index, "shapes").hits if "/shapes#" in hit.iri}
    assert not [hit for hit in find(index, "shape").hits if "/shapes#" in hit.iri]
    index.close()
