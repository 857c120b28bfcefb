"""The releases so far. Their datasets are kept, so that changes can be computed and earlier states queried.

`data/releases/releases.ttl` lists them; `data/releases/{number}.nq.gz` is the dataset of each earlier one, as its
release held it.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from ccwp_kg.errors import NotARelease
from ccwp_kg.namespaces import ADMS, CCWP, DCAT, DCTERMS
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.rdf.terms.order import sorted_statements

_UNDER_DEVELOPMENT = NamedNode("http://purl.org/adms/status/UnderDevelopment")


@dataclass(frozen=True, slots=True)
class Version:
    """A release in the list: its number, the day it was issued (`2026-11-24`), the number before it.

    `file_name` and `sha256` name the file that keeps its dataset; None for the release that is being worked on.
    `binds`: its IRIs were published and are never lost, which holds of none that was under development.
    """

    number: str
    issued: str
    previous: str | None
    file_name: str | None
    sha256: str | None
    binds: bool = True

    @property
    def iri(self) -> NamedNode:
        """What this state of the dataset is called, and the graph that holds it where it can be asked."""
        return iris.release(self.number)


@dataclass(frozen=True, slots=True)
class History:
    """All releases, the first one first, and the folder with the files of the earlier ones."""

    versions: tuple[Version, ...] = ()
    folder: Path = Path()

    def version(self, number: str) -> Version | None:
        """The release of that number."""
        return next((version for version in self.versions if version.number == number), None)

    @property
    def kept(self) -> tuple[Version, ...]:
        """The releases whose dataset is kept in a file."""
        return tuple(version for version in self.versions if version.file_name is not None)

    def packed(self, version: Version, base: Base) -> bytes:
        """The dataset of an earlier release with the IRIs of `base`: gzipped N-Quads, as they are kept or moved."""
        if base == PUBLISHED_BASE:
            return (self.folder / str(version.file_name)).read_bytes()
        lines = "".join(f"{quad} .\n" for quad in sorted_statements(base.quads(self.quads(version))))
        return gzip.compress(lines.encode(), compresslevel=6, mtime=0)

    def quads(self, version: Version) -> frozenset[Quad]:
        """The dataset of an earlier release; NotARelease where its file is missing, damaged or another one."""
        if version.file_name is None:
            raise NotARelease(f"release {version.number} has no file yet; make it with 'ccwp-kg release'")
        path = self.folder / version.file_name
        try:
            packed = path.read_bytes()
            found = hashlib.sha256(packed).hexdigest()
            if found != version.sha256:
                raise NotARelease(f"{path} has sha256 {found}, releases.ttl says {version.sha256}; restore the file")
            return frozenset(parse(gzip.decompress(packed), format=RdfFormat.N_QUADS))
        except (OSError, EOFError, zlib.error, SyntaxError) as error:
            raise NotARelease(
                f"{path} cannot be read ({error}); restore the file of release {version.number}"
            ) from error


def read_history(triples: Iterable[Triple], folder: Path) -> History:
    """The list of releases in the graph `curated/releases`.

    Raises NotARelease for an entry without a number or a day of issue.
    """
    index = TripleIndex.of_triples(triples)
    numbers = {iri: _text(index, iri, DCAT.version) for iri in index.members(CCWP.Release)}
    versions = [
        Version(
            number=number,
            issued=_text(index, iri, DCTERMS.issued),
            previous=next((numbers.get(before) for before in index.things(iri, DCAT.previousVersion)), None),
            file_name=index.english(iri, CCWP.fileName),
            sha256=index.english(iri, CCWP.sha256),
            binds=_UNDER_DEVELOPMENT not in index.things(iri, ADMS.status),
        )
        for iri, number in numbers.items()
    ]
    return History(tuple(sorted(versions, key=lambda version: version_key(version.number))), folder)


def version_key(number: str) -> tuple[tuple[int, str], ...]:
    """Sorts version numbers as Semantic Versioning does, as far as they are numbers.

    >>> sorted(["0.10.0", "0.2.0"], key=version_key)
    ['0.2.0', '0.10.0']
    """
    return tuple((int(part), "") if part.isascii() and part.isdigit() else (-1, part) for part in number.split("."))


def _text(index: TripleIndex, iri: NamedNode, predicate: NamedNode) -> str:
    value = index.english(iri, predicate)
    if value is None:
        raise NotARelease(f"releases.ttl: {iri} lacks {predicate}; state it there")
    return value
