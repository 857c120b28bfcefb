"""Statements that follow by rule: each rule is a CONSTRUCT query in `ontology/rules/`, its results a graph apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import Triple

from ccwp_kg.errors import QuerySyntaxError
from ccwp_kg.namespaces import CCWP, DCTERMS, PROV, RDF, rebased
from ccwp_kg.rdf.dataset import INFERRED, Evidence
from ccwp_kg.rdf.literals import english
from ccwp_kg.store import EmbeddedStore

HEAD = frozenset(
    [
        Triple(INFERRED, RDF.type, CCWP.NamedGraph),
        Triple(INFERRED, RDF.type, PROV.Entity),
        Triple(INFERRED, DCTERMS.term("title"), english("Statements inferred by rule")),
    ]
)
"""What is said of the graph of inferred statements."""


def infer(asserted: Iterable[Triple], rules: Path) -> Mapping[Triple, Evidence]:
    """What the rules add to the asserted triples, and the names of the rules that give it, which are their files'.

    Rules see what is asserted, not what other rules infer, so their order does not matter. Raises QuerySyntaxError,
    naming the file, for a rule that does not parse.
    """
    known = set(asserted)
    store = EmbeddedStore.of_triples(known)
    inferred: dict[Triple, Evidence] = {}
    for rule in sorted(rules.glob("*.rq")):
        try:
            found = store.triples(rebased(rule.read_text(encoding="utf-8")))
        except QuerySyntaxError as error:
            raise QuerySyntaxError(f"{rule}: {error}", line=error.line, column=error.column) from error
        for triple in set(found) - known:
            inferred[triple] = inferred.get(triple, Evidence()) | Evidence(rules=frozenset([rule.stem]))
    return inferred
