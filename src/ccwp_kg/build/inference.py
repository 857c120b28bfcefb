"""Inferred statements: each rule is a CONSTRUCT query in `ontology/rules/`; the results are a graph of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from pyoxigraph import DefaultGraph, Store, Triple

from ccwp_kg.build.records.provenance import graph_head
from ccwp_kg.errors import QuerySyntaxError, RulesDoNotEnd
from ccwp_kg.namespaces import CCWP, DCTERMS, RDF, RDFS, SH
from ccwp_kg.rdf.dataset import INFERRED, NamedGraphs, StatementEvidence
from ccwp_kg.rdf.rules import InferenceRule, matched, variable
from ccwp_kg.rdf.syntax.read import as_quads
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import code, english
from ccwp_kg.store import EmbeddedStore

HEAD = frozenset(graph_head(INFERRED, "Statements inferred by rule"))
"""The description of the graph of inferred statements."""

MOST_ROUNDS = 100
"""Rounds until the rules count as endless: the longest chain of conclusions there may be."""


def rule_descriptions(rules: Iterable[InferenceRule]) -> Iterator[Triple]:
    """The rules as things of the dataset: name, description and query."""
    for rule in rules:
        thing = iris.thing(f"rule/{rule.name}")
        yield Triple(thing, RDF.type, CCWP.InferenceRule)
        yield Triple(thing, RDF.type, SH.SPARQLConstructExecutable)
        yield Triple(thing, RDFS.label, english(rule.label))
        yield Triple(thing, DCTERMS.description, english(rule.description))
        yield Triple(thing, CCWP.ruleName, code(rule.name))
        yield Triple(thing, SH.construct, code(rule.query))


def infer(asserted: NamedGraphs, rules: Sequence[InferenceRule]) -> dict[Triple, StatementEvidence]:
    """The statements that the rules add to the asserted graphs, with the names of the rules that derive each.

    Rules are applied in rounds until a round adds nothing. In a round every rule sees the asserted statements, in
    their graphs and merged, and those inferred in earlier rounds; the order of the rules does not matter. A rule is
    applied again only if a new statement matches one of its premises. Raises QuerySyntaxError for a rule that does not
    parse, RulesDoNotEnd after `MOST_ROUNDS`.
    """
    known = asserted.with_ontology()
    engine = Store()
    engine.extend(asserted.quads())
    engine.extend(as_quads(known, DefaultGraph()))
    inferred: dict[Triple, StatementEvidence] = {}
    due = list(rules)
    for _ in range(MOST_ROUNDS):
        found = [(rule, _conclusions(EmbeddedStore(engine), rule) - known) for rule in due]
        new = {triple for _, triples in found for triple in triples if triple not in inferred}
        for rule, triples in found:
            for triple in triples:
                inferred[triple] = inferred.get(triple, StatementEvidence()) | StatementEvidence(
                    rules=frozenset([rule.name])
                )
        due = [rule for rule in rules if _depends_on(rule, new)]
        if not due:
            return inferred
        engine.extend(as_quads(new, DefaultGraph()))
        engine.extend(as_quads(new, INFERRED))
    names = ", ".join(rule.name for rule in due)
    raise RulesDoNotEnd(
        f"after {MOST_ROUNDS} rounds the rules {names} still add statements; change them so that they end"
    )


def _conclusions(store: EmbeddedStore, rule: InferenceRule) -> frozenset[Triple]:
    try:
        return frozenset(store.triples(rule.query))
    except QuerySyntaxError as error:
        raise QuerySyntaxError(f"rule {rule.name}: {error}", line=error.line, column=error.column) from error


def _depends_on(rule: InferenceRule, new: Collection[Triple]) -> bool:
    properties = {triple.predicate for triple in new}
    premises = [each for each in rule.premises if variable(each.predicate) or each.predicate in properties]
    return any(matched(premise, triple) is not None for premise in premises for triple in new)
