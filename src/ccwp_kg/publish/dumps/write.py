"""The dumps of a release in every RDF format, the texts that explain the data, and what is kept of earlier releases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from pyoxigraph import Literal

from ccwp_kg.errors import UnknownFormat
from ccwp_kg.formats import JSONLD, NQUADS, NTRIPLES, RDF_PATCH, RDFXML, SPARQL_QUERY, TEXT, TRIG, TURTLE
from ccwp_kg.namespaces import CCWP, RDF
from ccwp_kg.publish.dumps.files import Content, PublishedFile, supplement, write_text, zipped
from ccwp_kg.publish.opening import past_file
from ccwp_kg.publish.texts import SOURCES, TextFiles
from ccwp_kg.rdf.dataset import is_merged
from ccwp_kg.rdf.syntax.canonical import RDF_CANON
from ccwp_kg.rdf.syntax.jsonld import json_ld
from ccwp_kg.rdf.syntax.patch import rdf_patch
from ccwp_kg.rdf.syntax.write import used_prefixes, write_with_prefixes
from ccwp_kg.rdf.terms import iris


def write_dumps(folder: Path, content: Content, progress: Callable[[str], None]) -> Iterator[PublishedFile]:
    """Write each dump, plain and gzipped; `dataset.nq` is the canonical form of the dataset.

    Left out is one whose format cannot hold the data, as RDF/XML no quotation that goes over a form feed.
    """
    dataset = content.dataset.canonical()
    used = used_prefixes(content.merged, content.prefixes)
    apart = (triples for name, triples in dataset.graphs.items() if not is_merged(name, content.base))
    used_in_all = used | used_prefixes(chain.from_iterable(apart), content.prefixes)
    for form in (NQUADS, TRIG, TURTLE, NTRIPLES, JSONLD, RDFXML):
        stem, title = ("dataset", "Dataset with named graphs") if form.holds_graphs else ("merged", "Merged graph")
        file = PublishedFile(
            name=f"{stem}.{form.suffix}",
            form=form,
            title=f"{title} in {form.label}",
            conforms_to=(RDF_CANON,) if form is NQUADS else (),
        )
        progress(f"writing {file.name}")
        try:
            with (folder / file.name).open("wb") as stream:
                if form is NQUADS:
                    stream.writelines(map(str.encode, dataset.lines()))
                elif form is TRIG:
                    write_with_prefixes(stream, dataset, TRIG, used_in_all)
                elif form is JSONLD:
                    stream.writelines(map(str.encode, json_ld(content.merged, content.context)))
                else:
                    write_with_prefixes(stream, content.merged, form, used)
        except UnknownFormat as error:
            (folder / file.name).unlink()
            progress(f"leaving out {file.name}: {error}")
            continue
        yield file
        yield zipped(folder, file)


def write_texts(folder: Path, content: Content, progress: Callable[[str], None]) -> Iterator[PublishedFile]:
    """Write the documents byte for byte, for offsets count in them; own IRIs of other texts are those of the release.

    A document whose file is not at hand is left out: a dataset may come without the documents.
    """
    progress("writing texts")
    for path, file in _about_the_data(content.texts):
        write_text(folder / file.name, content.base.moved(path.read_text(encoding="utf-8")))
        yield file
    documents = {t.subject for t in content.merged if (t.predicate, t.object) == (RDF.type, CCWP.SourceText)}
    for fact in content.merged:
        if fact.predicate != CCWP.fileName or fact.subject not in documents or not isinstance(fact.object, Literal):
            continue
        path = content.texts.sources / fact.object.value
        if path.parent == content.texts.sources and path.is_file():
            file = supplement(f"{SOURCES}/{path.name}", TEXT, "Document as it was read")
            (folder / SOURCES).mkdir(exist_ok=True)
            (folder / file.name).write_bytes(path.read_bytes())
            yield file


def _about_the_data(texts: TextFiles) -> Iterator[tuple[Path, PublishedFile]]:
    """Every text but the documents that were read, in the order of their names: where it is, and what it becomes."""
    yield texts.changes, supplement(texts.changes.name, TEXT, "Changes of the ontology")
    yield texts.context, supplement(texts.context.name, JSONLD, "JSON-LD context")
    for path in sorted(texts.examples.glob("*.ttl")):
        yield path, supplement(f"examples/{path.name}", TURTLE, f"Example of the class {path.stem}")
    yield texts.prefixes, supplement(texts.prefixes.name, TURTLE, "Prefixes")
    yield texts.rich, supplement(texts.rich.name, TURTLE, "Rich module of the ontology")
    for path in sorted(texts.rules.glob("*.rq")):
        yield path, supplement(f"rules/{path.name}", SPARQL_QUERY, f"Rule of inference {path.stem}")


def write_past(folder: Path, content: Content, progress: Callable[[str], None]) -> Iterator[PublishedFile]:
    """Write the patch of each release and copy the datasets of the earlier ones."""
    for changes in content.changes:
        progress(f"writing {changes.file_name}")
        title = f"Changes from release {changes.since} to {changes.number} as RDF Patch"
        file = supplement(changes.file_name, RDF_PATCH, title)
        (folder / file.name).parent.mkdir(exist_ok=True)
        with (folder / file.name).open("w", encoding="utf-8", newline="\n") as stream:
            name, previous = iris.release(changes.number), iris.release(changes.since)
            lines = rdf_patch(changes.change, name=name, previous=previous)
            stream.writelines(map(content.base.moved, lines))
        yield file
        yield zipped(folder, file)
    for version in content.history.kept:
        path = past_file(version.number)
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content.history.packed(version, content.base))
        title = f"Dataset of release {version.number} with named graphs in N-Quads, gzipped"
        yield supplement(path, NQUADS, title, is_zipped=True)
