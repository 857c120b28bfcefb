"""A release: one folder with every dump, the description, the validation report and checksums, put in place whole.

dataset.nq dataset.trig              every statement with the named graph that says it
merged.ttl .nt .jsonld .rdf          all graphs but the shapes as one
*.gz                                 each of them gzipped
description.ttl                      VoID and DCAT, computed
validation.txt .ttl .json            the verdict of the shapes
search.sqlite                        the index that the search of the server reads
release.json                         version and counts, which marks the folder as a release
SHA256SUMS                           as sha256sum writes and checks it
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, Triple

from ccwp_kg import __version__
from ccwp_kg.errors import CannotWrite, NotARelease
from ccwp_kg.formats import Format
from ccwp_kg.publish.description import DumpFile, describe
from ccwp_kg.publish.dumps import DATASET_FORMATS, MERGED_FORMATS, compress
from ccwp_kg.publish.swap import put_in_place
from ccwp_kg.rdf.dataset import RELEASE, NamedGraphs
from ccwp_kg.rdf.order import sorted_statements
from ccwp_kg.rdf.prefixes import Prefixes
from ccwp_kg.rdf.turtle import turtle
from ccwp_kg.rdf.writing import write_file
from ccwp_kg.search import FILE as SEARCH_INDEX
from ccwp_kg.search import gather, write_index
from ccwp_kg.store import EmbeddedStore

MARK = "release.json"


def write_release(
    target: Path,
    dataset: NamedGraphs,
    *,
    prefixes: Prefixes,
    context: Mapping[str, Any],
    reports: Mapping[str, str],
    progress: Callable[[str], None] = lambda _: None,
) -> None:
    """Make a release beside `target` and put it in its place.

    `reports` are the validation report's files, name → text. Raises CannotWrite where the folder cannot be made or
    where `target` holds something that is not a release; an old release then stays as it is.
    """
    if target.exists() and not (target / MARK).is_file() and (not target.is_dir() or any(target.iterdir())):
        raise CannotWrite(f"{target} exists and is not a release; choose another folder or remove it yourself")
    folder = target.resolve()  # where a link leads is what is replaced, not the link
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
        making.chmod(0o755)
        try:
            _fill(making, dataset, prefixes=prefixes, context=context, reports=reports, progress=progress)
            put_in_place(making, folder)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotWrite(f"{target} cannot be written ({reason}); choose a folder you may write to") from error


def _fill(
    folder: Path,
    dataset: NamedGraphs,
    *,
    prefixes: Prefixes,
    context: Mapping[str, Any],
    reports: Mapping[str, str],
    progress: Callable[[str], None],
) -> None:
    def dump(
        stem: str, title: str, statements: Sequence[Triple] | Sequence[Quad], forms: tuple[Format, ...]
    ) -> Iterator[DumpFile]:
        for form in forms:
            path = folder / f"{stem}.{form.suffix}"
            progress(f"writing {path.name}")
            write_file(path, statements, form, prefixes=prefixes, context=context)
            yield _dump_file(path, form, f"{title} in {form.label}", zipped=False)
            yield _dump_file(compress(path), form, f"{title} in {form.label}, gzipped", zipped=True)

    merged = dataset.merged()
    dumps = [
        *dump("dataset", "Dataset with named graphs", sorted_statements(dataset.quads()), DATASET_FORMATS),
        *dump("merged", "Merged graph", sorted_statements(merged), MERGED_FORMATS),
    ]
    _write(folder / "description.ttl", turtle(describe(dataset, merged, dumps, prefixes), prefixes))
    for name, text in reports.items():
        _write(folder / name, text)
    progress(f"writing {SEARCH_INDEX}")
    write_index(folder / SEARCH_INDEX, gather(EmbeddedStore.of_triples(merged)))
    _write(folder / MARK, _summary(dataset, merged_size=len(merged)))
    sums = [f"{_sha256(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    _write(folder / "SHA256SUMS", "".join(sums))


def _dump_file(path: Path, form: Format, title: str, *, zipped: bool) -> DumpFile:
    return DumpFile(path.name, form, path.stat().st_size, _sha256(path), zipped, title)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _summary(dataset: NamedGraphs, *, merged_size: int) -> str:
    value = {
        "version": __version__,
        "statements": merged_size,
        "graphs": {name.value: len(triples) for name, triples in dataset.graphs.items()},
    }
    return json.dumps(value, indent=2, sort_keys=True) + "\n"


def open_release(folder: Path) -> EmbeddedStore:
    """A release as a store: its dataset, its description of itself as one more graph, and the merge a query sees.

    Raises NotARelease unless the folder is a whole release, InvalidTurtle where a file in it does not parse.
    """
    check_release(folder)
    return EmbeddedStore.of_named_graphs(folder / "dataset.nq", more={RELEASE: folder / "description.ttl"})


def check_release(folder: Path) -> None:
    """Raise NotARelease unless the folder is a whole release."""
    missing = [name for name in (MARK, "dataset.nq", "description.ttl", "SHA256SUMS") if not (folder / name).is_file()]
    if missing:
        raise NotARelease(f"{folder} is not a release ({missing[0]} is missing); make one with 'ccwp-kg release'")
