"""Builds the named graphs: statements read and corrected, curated facts, the ontology, inferred statements."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from ccwp_kg.build.corrections.apply import correct, outcomes
from ccwp_kg.build.corrections.unprinted import UnprintedWords, unprinted_words
from ccwp_kg.build.example_queries import query_graph
from ccwp_kg.build.inference import HEAD, infer, rule_descriptions
from ccwp_kg.build.licence import DESCRIPTION, licensed
from ccwp_kg.build.manifest import SourceEntry, source_entries
from ccwp_kg.build.records.actions import action, not_understood
from ccwp_kg.build.records.cover import cover
from ccwp_kg.build.records.evidence import statements
from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.build.records.lexicon import lexicon
from ccwp_kg.build.records.plans import document as describe_document
from ccwp_kg.build.records.plans import plan as describe_plan
from ccwp_kg.build.records.provenance import graph_head, provenance
from ccwp_kg.build.standing import ReadDocument, plans_elsewhere, set_aside
from ccwp_kg.build.written_out import Promises, looked_up, written_out
from ccwp_kg.errors import InvalidRule, UndescribedGraph, UnreadableDocument
from ccwp_kg.namespaces import CCWP, RDF
from ccwp_kg.rdf.dataset import (
    CONCEPTS,
    CORRECTED,
    CORRECTIONS,
    EXTERNAL,
    INFERRED,
    ONTOLOGY,
    QUERIES,
    SHAPES,
    NamedGraphs,
    StatementEvidence,
    aside,
)
from ccwp_kg.rdf.example_queries import read_examples
from ccwp_kg.rdf.rules import read_rules
from ccwp_kg.rdf.syntax.canonical import canonical
from ccwp_kg.rdf.syntax.prefixes import check_prefixes
from ccwp_kg.rdf.syntax.read import read_triples, turtle_files
from ccwp_kg.rdf.terms import iris
from ccwp_kg.sources.intake.text_file import load_source
from ccwp_kg.sources.printed_layout import layout_of
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.profile.profile import Lexicon
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Issue, Reading
from ccwp_kg.sources.records.source_layout import SourceLayout
from ccwp_kg.validation import descriptions, read_data_rules

_OWN_TERM = re.compile(r"\bccwp:(\w+)")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The folders a build reads: `ontology/`, `data/`, `shapes/`, and `web/queries/` beside them."""

    ontology: Path
    data: Path
    shapes: Path

    @property
    def queries(self) -> Path:
        """The example queries, which also stand on the site."""
        return self.ontology.parent / "web" / "queries"


@dataclass(frozen=True, slots=True)
class Build:
    """What a build makes of its inputs: the named graphs, and the layouts of the documents they were read from.

    `readings` are what was read, by the file; `unprinted` are words that hold by a correction alone.
    """

    dataset: NamedGraphs
    layouts: tuple[SourceLayout, ...]
    readings: Mapping[str, Reading]
    unprinted: tuple[UnprintedWords, ...] = ()

    @property
    def problems(self) -> dict[str, tuple[Issue, ...]]:
        """The problems of each reading, by the file."""
        return {file: reading.problems for file, reading in self.readings.items()}


def assemble(inputs: Inputs, *, progress: Callable[[str], None] = lambda _: None) -> NamedGraphs:
    """The named graphs of a build; see `run_build`."""
    return run_build(inputs, progress=progress).dataset


def run_build(inputs: Inputs, *, progress: Callable[[str], None] = lambda _: None) -> Build:
    """Read every document of the manifest and gather all named graphs.

    `progress` is called with each step in words. Raises UnreadableDocument where a source is not the file the
    manifest describes, InvalidTurtle for a file with a syntax error or a prefix with two namespaces, CorrectionRefused
    for a correction that cannot be applied, InvalidRule and QuerySyntaxError for a rule with such a fault,
    InvalidExample for an example query, UndescribedGraph for a curated file without its source.
    """
    check_prefixes(inputs.ontology / "prefixes.ttl", inputs.ontology / "context.jsonld")
    graphs = {name: frozenset(triples) for name, triples in _curated_graphs(inputs)}
    rules = read_rules(inputs.ontology / "rules")
    for rule in rules:
        _check_terms(f"ontology/rules/{rule.name}.rq", rule.query, graphs[ONTOLOGY])
    graphs[ONTOLOGY] |= frozenset(rule_descriptions(rules))
    evidence: dict[NamedNode, Mapping[Triple, StatementEvidence]] = {}
    names = shipped_lexicon(inputs)
    sources: dict[NamedNode, DocumentFacts] = {}
    documents: list[ReadDocument] = []
    readings: dict[str, Reading] = {}
    for entry in source_entries(graphs[iris.graph("curated/sources")]):
        progress(f"reading {entry.file_name}")
        try:
            reading = _reading(entry, inputs, names)
        except UnreadableDocument as error:
            raise UnreadableDocument(f"sources.ttl, source {entry.name}: {error}") from error
        graph = iris.graph(f"source/{entry.name}")
        documents.append(ReadDocument(entry.document, entry.issued, reading, entry.plan))
        readings[f"data/sources/{entry.file_name}"] = reading
        facts = source_graph(reading, document=entry.document, plan=entry.plan)
        graphs[graph], evidence[graph] = frozenset(facts.triples), facts.read
        sources[iris.source(entry.name)] = facts.empty_copy()
    graphs |= correct(graphs, sources, elsewhere=plans_elsewhere(documents))
    graphs |= set_aside(graphs, documents)
    graphs |= licensed(graphs)
    evidence |= {aside(each.source): evidence[each.graph] for each in documents if aside(each.source) in graphs}
    promises = Promises.of(graphs[ONTOLOGY])
    # a name that holds by correction stands apart from the kind of its thing
    named = looked_up(itertools.chain.from_iterable(graphs.values()))
    for graph in graphs.keys() - {SHAPES}:
        graphs[graph], evidence[graph] = written_out(
            graphs[graph], promises, evidence.get(graph, {}), elsewhere=named if graph == CORRECTED else frozenset()
        )
    progress("applying rules")
    evidence[INFERRED] = infer(NamedGraphs(graphs), rules)
    graphs[INFERRED] = HEAD | evidence[INFERRED].keys()
    dataset = NamedGraphs(dict(sorted(graphs.items(), key=lambda item: item[0].value)), evidence)
    unprinted = unprinted_words(outcomes(dataset), sources)
    return Build(dataset, tuple(layout_of(each.reading) for each in documents), readings, unprinted)


def _check_terms(file: str, query: str, ontology: Iterable[Triple]) -> None:
    """A rule with a term that is not declared would infer nothing, and nobody would see it. Raises InvalidRule.

    The text names the ontology too: the rule may be right, and the declaration misspelt.
    """
    used = {CCWP.term(name) for name in _OWN_TERM.findall(query)}
    unknown = sorted(term.value.removeprefix(CCWP) for term in used - {triple.subject for triple in ontology})
    if unknown:
        reason = f"{file} has ccwp:{unknown[0]}, which ontology/ccwp.ttl does not declare"
        raise InvalidRule(f"{reason}; correct the file in which the term is misspelt")


def _reading(entry: SourceEntry, inputs: Inputs, names: Lexicon) -> Reading:
    source = load_source(inputs.data / "sources" / entry.file_name, name=entry.name)
    if source.sha256 != entry.sha256:
        raise UnreadableDocument(
            f"{entry.file_name} has sha256 {source.sha256}, sources.ttl says {entry.sha256}; "
            "restore the file or enter the new digest after checking it"
        )
    profile = load_profile(inputs.data / "profiles" / f"{entry.profile}.toml")
    is_counted = iris.ordinal_of(entry.plan) is not None
    reading = read(source, profile=profile, lexicon=names, counted=is_counted)
    ordinal = reading.plan.ordinal
    if ordinal is not None and entry.plan != iris.plan(ordinal):
        raise UnreadableDocument(
            f"{entry.file_name} sets out plan {ordinal}, and sources.ttl says {iris.reference(entry.plan)}; "
            f"mend foaf:primaryTopic of {entry.document.value} there"
        )
    return reading


def shipped_lexicon(inputs: Inputs, more: Iterable[Triple] = ()) -> Lexicon:
    """The names that curators gave to things, of later history too, which the reader looks for; `more` are statements
    that they would add."""
    curated = [*_triples(_in(inputs.data, "curated", "external")), *more]
    return lexicon(curated, code_lists=_triples(_in(inputs.ontology, "concepts")))


def source_triples(reading: Reading, inputs: Inputs, *, document: NamedNode, plan: NamedNode) -> frozenset[Triple]:
    """The graph that a build makes of a reading, with what the ontology promises written out."""
    facts = source_graph(reading, document=document, plan=plan)
    graph = iris.graph(f"source/{reading.source.name}")
    about = _triples(path for path in _in(inputs.data, "curated") if path.stem == "dataset")
    graphs = {graph: frozenset(facts.triples), DESCRIPTION: frozenset(about)}
    return written_out((graphs | licensed(graphs))[graph], Promises.of(_ontology(inputs)), {})[0]


def source_graph(reading: Reading, *, document: NamedNode, plan: NamedNode, changed: bool = False) -> DocumentFacts:
    """The statements of one reading of a document that sets out a plan, with the characters they were read from.

    Where a person `changed` the reading, a field may be without value because it was dropped: that is no silence.
    """
    facts = DocumentFacts(reading.source, reading.pages, document=document, plan=plan)
    cover(facts, reading.cover)
    describe_document(facts, reading.plan)
    describe_plan(facts, reading.plan, reading.actions)
    for record in reading.actions:
        iri = action(facts, plan, record, of=reading.plan)
        if not changed:
            not_understood(facts, plan, iri, record)
    provenance(facts, reading)
    statements(facts)
    return facts


def _curated_graphs(inputs: Inputs) -> Iterator[tuple[NamedNode, Iterable[Triple]]]:
    yield ONTOLOGY, _ontology(inputs)
    lists = _triples(_in(inputs.ontology, "concepts"))
    yield CONCEPTS, [*graph_head(CONCEPTS, "Code lists of the project"), *lists]
    data_rules = descriptions(read_data_rules(inputs.shapes / "data-quality"))
    yield SHAPES, canonical([*_triples(sorted(inputs.shapes.glob("*.ttl"))), *data_rules])
    for name in ("sources", "releases"):
        yield iris.graph(f"curated/{name}"), read_triples(inputs.data / name / f"{name}.ttl")
    for path in turtle_files(inputs.data / "curated"):
        graph = iris.graph(f"curated/{path.stem}")
        if Triple(graph, RDF.type, CCWP.NamedGraph) not in read_triples(path):
            reason = f"data/curated/{path.name} does not say where its statements are from; describe {graph} there"
            raise UndescribedGraph(f"{reason} as a ccwp:NamedGraph with title, licence and source")
        # The tables that only the description of the publication speaks of stand with it, apart from the data.
        with_it = _in(inputs.ontology, "alignments/publication") if path.stem == "dataset" else []
        yield graph, _triples([path, *with_it])
    external = [*_in(inputs.ontology, "alignments/things"), *_in(inputs.data, "external")]
    if examples := read_examples(inputs.queries):
        yield QUERIES, query_graph(examples, read_triples(inputs.ontology / "prefixes.ttl"))
    corrections = _in(inputs.data, "corrections")
    yield from ((name, _triples(files)) for name, files in ((EXTERNAL, external), (CORRECTIONS, corrections)) if files)


def _ontology(inputs: Inputs) -> list[Triple]:
    own = (inputs.ontology / name for name in ("ccwp.ttl", "overview.ttl", "reused-terms.ttl"))
    return _triples([*own, *_in(inputs.ontology, "alignments/terms")])


def _in(folder: Path, *names: str) -> list[Path]:
    return [path for name in names for path in turtle_files(folder / name)]


def _triples(paths: Iterable[Path]) -> list[Triple]:
    return [triple for path in paths for triple in read_triples(path)]
