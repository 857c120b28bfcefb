"""The files of a release. Each is described once, for the description, the pages and the downloads."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from pyoxigraph import Triple

from ccwp_kg.formats import Format
from ccwp_kg.publish.history.changes import ChangeSet
from ccwp_kg.publish.history.releases import History
from ccwp_kg.publish.texts import TextFiles
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.syntax.jsonld import read_context
from ccwp_kg.rdf.syntax.prefixes import Prefixes, read_prefixes
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.sources.records.source_layout import SourceLayout


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFile:
    """A file of a release.

    `name` is its path within the folder, with `/` between folders. `is_distribution` where it is the dataset itself,
    or a table or document made of it, so that a catalogue lists it (DCAT 3 §6.8); `conforms_to` names the IRIs of the
    standards it keeps beside that of its format; `package` is the format of an archive that holds files of `form`.
    """

    name: str
    form: Format
    title: str
    is_zipped: bool = False
    is_distribution: bool = True
    conforms_to: tuple[str, ...] = ()
    package: Format | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a release is made of, with IRIs of `base`.

    The named graphs, their merge in the order of its lines, the texts that go with them, among them the prefix registry
    and the JSON-LD context, the validation report's files, name → text, the layouts of the documents, the releases
    before, and what each of them changed.
    """

    base: Base
    dataset: NamedGraphs
    merged: tuple[Triple, ...]
    texts: TextFiles
    prefixes: Prefixes
    context: Mapping[str, Any]
    reports: Mapping[str, str]
    layouts: Sequence[SourceLayout]
    history: History
    changes: tuple[ChangeSet, ...]

    def at(self, base: Base) -> Content:
        """The statements, prefixes and context with the IRIs of `base`; writers move the other parts."""
        if base == self.base:
            return self
        dataset = self.dataset.at(base)
        return replace(
            self,
            base=base,
            dataset=dataset,
            merged=dataset.merged_in_line_order(base),
            prefixes=read_prefixes(self.texts.prefixes, base),
            context=read_context(self.texts.context, base),
        )


Writer: TypeAlias = Callable[[Path, Content, Callable[[str], None]], Iterable[PublishedFile]]
"""Writes some files of a release into a folder, reports each step as text, and yields what it wrote."""


def zipped(folder: Path, plain: PublishedFile) -> PublishedFile:
    """Write `name.gz` beside a file, without name and time so that the same content gives the same bytes."""
    target = replace(plain, name=f"{plain.name}.gz", title=f"{plain.title}, gzipped", is_zipped=True)
    with (
        (folder / plain.name).open("rb") as source,
        (folder / target.name).open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=raw, mtime=0) as stream,
    ):
        shutil.copyfileobj(source, stream, 1 << 20)
    return target


def supplement(name: str, form: Format, title: str, *, is_zipped: bool = False) -> PublishedFile:
    """A file of the release that is no form of the data."""
    return PublishedFile(name=name, form=form, title=title, is_zipped=is_zipped, is_distribution=False)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with the line ends it has, into a folder that is made where it is missing."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
