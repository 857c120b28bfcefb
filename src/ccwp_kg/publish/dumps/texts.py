"""The texts of a release: copies of the documents that were read, and of all that explains the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pyoxigraph import Literal

from ccwp_kg.namespaces import CCWP, RDF
from ccwp_kg.publish.dumps.files import Content, PublishedFile, write_text
from ccwp_kg.publish.texts import TextFile


def write_texts(folder: Path, content: Content, progress: Callable[[str], None]) -> Iterator[PublishedFile]:
    """Write the documents byte for byte, for offsets count in them; own IRIs of other texts are those of the release.

    A document whose file is not at hand is left out: a dataset may come without the documents.
    """
    progress("writing texts")
    for text in content.texts.about_the_data():
        (folder / text.name).parent.mkdir(exist_ok=True)
        write_text(folder / text.name, content.base.moved(text.path.read_text(encoding="utf-8")))
        yield _published(text)
    for text in map(content.texts.source, _file_names(content)):
        if text.path.parent == content.texts.sources and text.path.is_file():
            (folder / text.name).parent.mkdir(exist_ok=True)
            (folder / text.name).write_bytes(text.path.read_bytes())
            yield _published(text)


def _published(text: TextFile) -> PublishedFile:
    return PublishedFile(name=text.name, form=text.form, title=text.title, is_distribution=False)


def _file_names(content: Content) -> list[str]:
    """The files of the documents that were read, as the data name them."""
    documents = {t.subject for t in content.merged if (t.predicate, t.object) == (RDF.type, CCWP.SourceText)}
    return [
        triple.object.value
        for triple in content.merged
        if triple.predicate == CCWP.fileName and triple.subject in documents and isinstance(triple.object, Literal)
    ]
