"""What a release keeps of earlier releases: their datasets, and the patches from each to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ccwp_kg.formats import NQUADS, RDF_PATCH
from ccwp_kg.publish.dumps.files import Content, PublishedFile, zipped
from ccwp_kg.publish.history.releases import Version
from ccwp_kg.publish.opening import past_file
from ccwp_kg.rdf.syntax.patch import rdf_patch
from ccwp_kg.rdf.terms import iris


def write_past(folder: Path, content: Content, progress: Callable[[str], None]) -> Iterator[PublishedFile]:
    """Write the patch of each release and copy the datasets of the earlier ones."""
    for changes in content.changes:
        progress(f"writing {changes.file_name}")
        file = PublishedFile(
            name=changes.file_name,
            form=RDF_PATCH,
            title=f"Changes from release {changes.since} to {changes.number} as RDF Patch",
            is_distribution=False,
        )
        (folder / file.name).parent.mkdir(exist_ok=True)
        with (folder / file.name).open("w", encoding="utf-8", newline="\n") as stream:
            name, previous = iris.release(changes.number), iris.release(changes.since)
            lines = rdf_patch(changes.change, name=name, previous=previous)
            stream.writelines(map(content.base.moved, lines))
        yield file
        yield zipped(folder, file)
    for version in content.history.kept:
        yield _keep(folder, content, version)


def _keep(folder: Path, content: Content, version: Version) -> PublishedFile:
    name = past_file(version.number)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(content.history.packed(version, content.base))
    title = f"Dataset of release {version.number} with named graphs in N-Quads, gzipped"
    return PublishedFile(name=name, form=NQUADS, title=title, is_zipped=True, is_distribution=False)
