"""The dumps of a release: the dataset with its graphs, and the merged graph, in every RDF format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ccwp_kg.formats import JSONLD, NQUADS, NTRIPLES, RDFXML, TRIG, TURTLE
from ccwp_kg.publish.dumps.files import Content, PublishedFile, zipped
from ccwp_kg.rdf.syntax.canonical import RDF_CANON, canonical_quads
from ccwp_kg.rdf.syntax.write import write_into
from ccwp_kg.rdf.terms.order import sorted_statements

DATASET_FORMATS = (NQUADS, TRIG)
"""Formats of `dataset.*`: every statement with the graph that says it."""
MERGED_FORMATS = (TURTLE, NTRIPLES, JSONLD, RDFXML)
"""Formats of `merged.*`: the merge of the graphs, what a plain query sees."""


def write_dumps(folder: Path, content: Content, progress: Callable[[str], None]) -> Iterator[PublishedFile]:
    """Write each dump, plain and gzipped; `dataset.nq` is the canonical form of the dataset."""
    quads = sorted_statements(canonical_quads(content.dataset.quads()))
    for stem, title, statements, forms in (
        ("dataset", "Dataset with named graphs", quads, DATASET_FORMATS),
        ("merged", "Merged graph", content.merged, MERGED_FORMATS),
    ):
        for form in forms:
            file = PublishedFile(
                name=f"{stem}.{form.suffix}",
                form=form,
                title=f"{title} in {form.label}",
                conforms_to=(RDF_CANON,) if form is NQUADS else (),
            )
            progress(f"writing {file.name}")
            with (folder / file.name).open("wb") as stream:
                write_into(stream, statements, form, prefixes=content.prefixes, context=content.context)
            yield file
            yield zipped(folder, file)
