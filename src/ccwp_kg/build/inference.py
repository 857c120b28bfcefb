"""Statements that follow by rule: each rule is a CONSTRUCT query in `ontology/rules/`, its results a graph apart."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Triple

from ccwp_kg.errors import QuerySyntaxError
from ccwp_kg.namespaces import CCWP, DCTERMS, PROV, RDF, rebased
from ccwp_kg.rdf.dataset import INFERRED
from ccwp_kg.rdf.literals import english
from ccwp_kg.store import EmbeddedStore


def infer(asserted: Iterable[Triple], rules: Path) -> set[Triple]:
    """What the rules add to the asserted triples, with the head of the graph that holds it.

    Rules see what is asserted, not what other rules infer, so their order does not matter. Raises QuerySyntaxError,
    naming the file, for a rule that does not parse.
    """
    known = set(asserted)
    store = EmbeddedStore.of_triples(known)
    inferred: set[Triple] = set()
    for rule in sorted(rules.glob("*.rq")):
        try:
            inferred.update(store.triples(rebased(rule.read_text(encoding="utf-8"))))
        except QuerySyntaxError as error:
            raise QuerySyntaxError(f"{rule}: {error}", line=error.line, column=error.column) from error
    inferred -= known
    return inferred | {
        Triple(INFERRED, RDF.type, CCWP.NamedGraph),
        Triple(INFERRED, RDF.type, PROV.Entity),
        Triple(INFERRED, DCTERMS.term("title"), english("Statements inferred by rule")),
    }
