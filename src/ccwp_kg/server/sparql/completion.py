"""The words that the editor of the query page completes: prefixes, classes and properties."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities import look_up
from ccwp_kg.namespaces import CCWP, OWL, RDFS, SKOS
from ccwp_kg.rdf.dataset import ONTOLOGY
from ccwp_kg.server.site.site import Site

_DEFINITION = 200
_OWN = f"""SELECT ?x ?kind ?label ?definition WHERE {{
  GRAPH $ontology {{
    ?x a ?kind .
    FILTER(?kind IN ({OWL.Class}, {OWL.ObjectProperty}, {OWL.DatatypeProperty}))
    OPTIONAL {{ ?x {RDFS.label} ?label FILTER LANGMATCHES(LANG(?label), "en") }}
    OPTIONAL {{ ?x {SKOS.definition} ?definition FILTER LANGMATCHES(LANG(?definition), "en") }}
  }}
  FILTER STRSTARTS(STR(?x), "{CCWP}")
}} ORDER BY ?x ?kind ?label ?definition"""
_USED = (
    ("class", "SELECT DISTINCT ?x WHERE { ?s a ?x }"),
    ("property", "SELECT DISTINCT ?x WHERE { ?s ?x ?o }"),
)


def query_vocabulary(site: Site) -> dict[str, object]:
    """Prefix → namespace, and the terms, each as a list of kind, prefixed name, label and definition.

    The terms are the classes and properties of our ontology, and all others in the data that have a registered prefix.
    """
    found: dict[str, tuple[str, str, str]] = {}
    for row in site.store.rows(_OWN.replace("$ontology", str(site.base.here(ONTOLOGY)))):
        term, kind = row["x"], "class" if row["kind"] == OWL.Class else "property"
        if isinstance(term, NamedNode):
            found.setdefault(term.value, (kind, _words(row.get("label")), _words(row.get("definition"))))
    for kind, query in _USED:
        used = {term for row in site.store.rows(query) if isinstance(term := row["x"], NamedNode)}
        others = {term for term in used if term.value not in found}
        names = look_up(site.store, others, languages=(), prefixes=site.prefixes)
        found |= {
            term.value: (kind, names[term].name if names[term].is_named else "", "")
            for term in sorted(others, key=lambda term: term.value)
        }
    listed = []
    for iri, (kind, label, definition) in found.items():
        name = site.prefixes.shorten(iri)
        if name != iri:
            is_long = len(definition) > _DEFINITION
            listed.append([kind, name, label, f"{definition[:_DEFINITION].rstrip()}…" if is_long else definition])
    return {"prefixes": dict(site.prefixes.table), "terms": sorted(listed, key=lambda term: term[1])}


def _words(term: object) -> str:
    return term.value if isinstance(term, Literal) else ""
