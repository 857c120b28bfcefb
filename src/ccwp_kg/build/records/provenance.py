"""Where a graph comes from: the source text, the reading of it, what the reader noted, and the head of the graph."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from ccwp_kg import __version__
from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.namespaces import CCWP, DCTERMS, ELI, PROV, RDF
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import code, english, integer
from ccwp_kg.sources.records.records import Reading


def graph_head(graph: NamedNode, title: str) -> Iterator[Triple]:
    """What is said of each graph that a build makes: its classes and its title."""
    yield Triple(graph, RDF.type, CCWP.NamedGraph)
    yield Triple(graph, RDF.type, PROV.Entity)
    yield Triple(graph, DCTERMS.term("title"), english(title))


def provenance(facts: DocumentFacts, reading: Reading) -> None:
    """Describe source, reading activity and reading issues, and head the graph that holds them."""
    name = reading.source.name
    source = facts.thing(iris.source(name), CCWP.SourceText, PROV.Entity, ELI.Manifestation)
    facts.add(source, CCWP.sha256, code(reading.source.sha256))
    facts.add(source, CCWP.characterCount, integer(len(reading.source.text)))
    facts.add(source, CCWP.pageCount, integer(len(reading.pages)))
    facts.add(source, CCWP.wordCount, integer(reading.coverage.words))
    facts.add(source, CCWP.accountedWordCount, integer(reading.coverage.accounted))

    activity = iris.thing(f"reading/{name}")
    facts.thing(activity, CCWP.ReadingActivity, PROV.Activity, label=f"Reading of {name}")
    facts.add(activity, PROV.used, source)
    facts.add(activity, CCWP.codeVersion, code(__version__))
    facts.add(activity, CCWP.profile, code(reading.profile))
    for number, issue in enumerate(reading.issues, 1):
        label = f"Reading issue {number} of {name}"
        iri = facts.part(activity, f"issue/{number}", CCWP.ReadingIssue, label=label, link=CCWP.hasIssue)
        facts.add(iri, CCWP.issueCode, code(issue.code))
        facts.add(iri, CCWP.severity, code(issue.severity))
        facts.add(iri, CCWP.text, english(issue.message))
        facts.add(iri, CCWP.hasSpan, facts.span(issue.span) if issue.span else None)

    graph = iris.graph(f"source/{name}")
    facts.triples.update(graph_head(graph, f"Statements read from {name}"))
    facts.add(graph, DCTERMS.source, source)
    facts.add(graph, PROV.wasDerivedFrom, source)
    facts.add(graph, PROV.wasGeneratedBy, activity)
