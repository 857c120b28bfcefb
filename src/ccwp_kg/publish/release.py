"""A release: one folder with every dump, the description, the validation report and checksums, put in place whole.

dataset.nq dataset.trig              every statement with the named graph that says it; dataset.nq is canonical
merged.ttl .nt .jsonld .rdf          the merge of the graphs, which a plain query sees
annotated.ttl                        the same with each statement's graphs and characters, in RDF 1.2
*.gz                                 each of them gzipped
tables/ tables.zip tables.xlsx       the merged graph as tables, see ccwp_kg.publish.tables
source/*.txt                         the documents that were read, byte for byte
prefixes.ttl context.jsonld          short names, for Turtle and SPARQL, and for JSON-LD
rich.ttl examples/*.ttl rules/*.rq   the rich module of the ontology, an example of each class, the rules of inference
stratml/plan-5.xml                   a plan in StratML, for each whose actions are known
links.sssom.tsv                      links to vocabularies elsewhere in SSSOM/TSV
description.ttl                      VoID and DCAT, computed
source/*.layout.json                 how each document is laid out, see ccwp_kg.sources.records.source_layout
validation.txt .ttl .json            the verdict of the shapes
search.sqlite                        the index that the search of the server reads
pages.sqlite                         labels, and what the inferred statements follow from, see ccwp_kg.page_facts
changes/*.rdfp                       what each release changed
history/*.nq.gz                      the datasets of the releases before
release.json                         version and counts, which marks the folder as a release
SHA256SUMS                           as sha256sum writes and checks it
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from pyoxigraph import Store, Triple

from ccwp_kg import __version__
from ccwp_kg.atomic_files import cannot_write
from ccwp_kg.errors import CannotWrite, NotARelease
from ccwp_kg.formats import JSON, NQUADS, NTRIPLES, SQLITE, SSSOM, TEXT, TURTLE
from ccwp_kg.namespaces import DUMPS
from ccwp_kg.page_facts import FILE as PAGE_FACTS
from ccwp_kg.page_facts import explain_all, write_page_facts
from ccwp_kg.publish.description.completion import relative_to_files
from ccwp_kg.publish.description.dataset import describe
from ccwp_kg.publish.description.distributions import MeasuredFile
from ccwp_kg.publish.dumps.annotated import write_annotated
from ccwp_kg.publish.dumps.files import Content, PublishedFile, Writer, supplement, write_text
from ccwp_kg.publish.dumps.stratml import write_stratml
from ccwp_kg.publish.dumps.write import write_dumps, write_past, write_texts
from ccwp_kg.publish.history.changes import change_sets
from ccwp_kg.publish.history.releases import History
from ccwp_kg.publish.links.mappings import find_links
from ccwp_kg.publish.links.sssom import FILE as LINKS_FILE
from ccwp_kg.publish.links.sssom import links_as_sssom
from ccwp_kg.publish.opening import DATASET, MARK, MERGE, SUMS, check_release, sha256_of, sums_of
from ccwp_kg.publish.swap import names_in, replace_folder
from ccwp_kg.publish.tables import tables_of, write_tables
from ccwp_kg.publish.texts import LAYOUT, SOURCES, TextFiles
from ccwp_kg.rdf.dataset import INFERRED, NamedGraphs
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.rules import read_rules
from ccwp_kg.rdf.syntax.jsonld import read_context
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.rdf.syntax.turtle import turtle
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.rdf.terms.order import sorted_statements
from ccwp_kg.search import FILE as SEARCH_INDEX
from ccwp_kg.search import findable, write_index
from ccwp_kg.sources.records.source_layout import SourceLayout, layout_as_json
from ccwp_kg.store import EmbeddedStore

_NO_HISTORY = History()
_REPORT_FORMATS = {form.suffix: form for form in (TEXT, TURTLE, JSON)}


def write_release(
    target: Path,
    dataset: NamedGraphs,
    *,
    texts: TextFiles,
    reports: Mapping[str, str],
    layouts: Sequence[SourceLayout] = (),
    history: History = _NO_HISTORY,
    base: Base = PUBLISHED_BASE,
    progress: Callable[[str], None] = lambda _: None,
) -> None:
    """Make a release beside `target` and put it in its place.

    `texts` go with the data, `reports` are the validation report's files, name → text, `layouts` those of the
    documents, `history` the releases before and this one. All of it has published IRIs; in the release things have
    those of `base`. Raises NotARelease and PublishedIriLost as change_sets does, CannotWrite where the folder cannot be
    made, where another run makes it, or where `target` holds something that no release has; what is there then stays
    as it is.
    """
    try:
        _check_replaceable(target)
    except OSError as error:
        raise cannot_write(target, error) from error
    if target.is_symlink() and not target.exists():
        raise CannotWrite(f"{target} is a link to what is not there; make that folder, or remove the link")
    folder = target.resolve()  # where a link leads is what is replaced, not the link
    progress("comparing with the release before")
    content = Content(
        base=PUBLISHED_BASE,
        dataset=dataset,
        merged=dataset.merged_in_line_order(),
        texts=texts,
        prefixes=read_prefixes(texts.prefixes),
        context=read_context(texts.context),
        reports=reports,
        layouts=layouts,
        history=history,
        changes=change_sets(history, dataset.quads()),
    )
    try:
        replace_folder(folder, lambda making: _fill(making, content, content.at(base), progress))
    except OSError as error:
        raise cannot_write(target, error) from error


def _check_replaceable(target: Path) -> None:
    """Raise CannotWrite unless `target` is not there, is empty, or holds a release and nothing else."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    try:
        check_release(target)
        ours = {SUMS, *(line.partition("  ")[2] for line in sums_of(target).splitlines())}
    except NotARelease:
        raise CannotWrite(
            f"{target} exists and is not a release; choose another folder or remove it yourself"
        ) from None
    if foreign := sorted(set(names_in(target)) - ours):
        name = foreign[0].rstrip("/")
        raise CannotWrite(
            f"{target} holds {name}, which no release has and this would remove; take it out of the folder"
        )


def _write_reports(folder: Path, content: Content, _: Callable[[str], None]) -> Iterator[PublishedFile]:
    for name, text in content.reports.items():
        write_text(folder / name, content.base.moved(text))
        yield supplement(name, _REPORT_FORMATS[name.rpartition(".")[2]], "Verdict of the shapes")


def _write_layouts(folder: Path, content: Content, _: Callable[[str], None]) -> Iterator[PublishedFile]:
    for layout in content.layouts:
        file = supplement(f"{SOURCES}/{layout.source}{LAYOUT}", JSON, f"Layout of the document {layout.source}")
        write_text(folder / file.name, layout_as_json(layout))
        yield file


def _write_what_is_asked_for(folder: Path, content: Content, described: Sequence[Triple]) -> Iterator[PublishedFile]:
    """Links elsewhere, and what the server would have to ask the whole dataset for, with its description."""
    engine = Store()
    for name, form in ((MERGE, NTRIPLES), (DATASET, NQUADS)):  # faster than from memory
        engine.load(path=str(folder / name), format=form.rdf, lenient=True)
    store = EmbeddedStore(engine, base=content.base)
    links = find_links(store)
    if links is not None:
        write_text(folder / LINKS_FILE, links_as_sssom(links, prefixes=content.prefixes))
        yield supplement(LINKS_FILE, SSSOM, "Links to vocabularies elsewhere, as SSSOM")
    write_index(folder / SEARCH_INDEX, findable(store))
    yield supplement(SEARCH_INDEX, SQLITE, "Index that the search of the server reads")
    inferred = content.dataset.graphs.get(content.base.here(INFERRED), frozenset())
    rules = read_rules(content.texts.rules, content.base)
    explanations = explain_all(store, inferred, rules)
    about = (content.dataset.about(content.base), described)
    write_page_facts(folder / PAGE_FACTS, explanations, content.merged, *map(sorted_statements, about))
    yield supplement(PAGE_FACTS, SQLITE, "Labels, and what the inferred statements follow from")


def _write_by_thing(folder: Path, content: Content, progress: Callable[[str], None]) -> Iterator[PublishedFile]:
    """What is made of an index of all statements."""
    progress("indexing the things")
    index = TripleIndex.of_triples(chain(content.merged, content.dataset.about(content.base)))
    yield from write_stratml(folder, index, content.base, progress)
    group = tables_of(index, content.prefixes, content.base)
    del index  # the workbook takes as much memory
    yield from write_tables(folder, group, progress)


_WRITERS: tuple[Writer, ...] = (
    write_dumps,
    write_annotated,
    _write_by_thing,
    write_past,
    _write_layouts,
    write_texts,
    _write_reports,
)


def _fill(folder: Path, published: Content, content: Content, progress: Callable[[str], None]) -> None:
    files = [file for write in _WRITERS for file in write(folder, content, progress)]
    digests = {file.name: sha256_of(folder / file.name) for file in files}
    measured = [
        MeasuredFile(file, (folder / file.name).stat().st_size, digests[file.name])
        for file in files
        if file.is_distribution
    ]
    about = supplement("description.ttl", TURTLE, "Description of the dataset in VoID and DCAT")
    described = tuple(content.base.triples(describe(published, measured)))
    located = relative_to_files(described, content.base)
    write_text(folder / about.name, turtle(located, content.prefixes, base_iri=content.base.moved(DUMPS)))
    progress(f"writing {SEARCH_INDEX} and {PAGE_FACTS}")
    mark = supplement(MARK, JSON, "Version, counts and files of the release")
    last = [about, *_write_what_is_asked_for(folder, content, described), mark]
    write_text(folder / MARK, _summary(content, [*files, *last], digests[DATASET]))
    digests |= {file.name: sha256_of(folder / file.name) for file in last}
    write_text(folder / SUMS, "".join(f"{digests[name]}  {name}\n" for name in sorted(digests)))


def _summary(content: Content, files: list[PublishedFile], digest: str) -> str:
    value = {
        "version": __version__,
        "base": content.base.iri,
        "canonical": {"algorithm": "RDFC-1.0", "file": DATASET, "sha256": digest},
        "statements": len(content.merged),
        "graphs": {name.value: len(triples) for name, triples in content.dataset.graphs.items()},
        "past": [version.number for version in content.history.kept],
        "files": {
            file.name: {
                "title": file.title,
                "format": file.form.label,
                "mediaType": (file.package or file.form).media_type,
                "isZipped": file.is_zipped,
                "isDistribution": file.is_distribution,
            }
            for file in files
        },
    }
    return json.dumps(value, indent=2, sort_keys=True) + "\n"
