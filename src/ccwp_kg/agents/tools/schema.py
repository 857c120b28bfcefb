"""The tool `schema`: the classes of the data, and of one class the properties that its things have."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from ccwp_kg.agents.answer_lines import dataset_line
from ccwp_kg.agents.arguments import Arguments
from ccwp_kg.agents.collection import Collection
from ccwp_kg.agents.tool_answer import ToolAnswer, quoted
from ccwp_kg.errors import ToolCallRefused
from ccwp_kg.languages import counted
from ccwp_kg.namespaces import CCWP, OWL, RDF, RDFS, SKOS
from ccwp_kg.rdf.dataset import ONTOLOGY
from ccwp_kg.store import Row

_CLASSES = "SELECT ?class (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a ?class } GROUP BY ?class"
_PROPERTIES = """SELECT ?property (COUNT(DISTINCT ?x) AS ?n) (COUNT(*) AS ?values) (MIN(?o) AS ?example) WHERE {
  ?x a $class ; ?property ?o
} GROUP BY ?property"""
_TERMS = f"""SELECT ?term ?says ?what WHERE {{ GRAPH $ontology {{
  ?term ?says ?what FILTER(?says IN ({SKOS.definition}, {RDFS.label}, {RDFS.range}, {RDFS.subClassOf}))
  FILTER(!isLiteral(?what) || LANGMATCHES(LANG(?what), "en") || LANG(?what) = "")
}} }}"""

_Terms = dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]]


def schema(collection: Collection, arguments: Arguments) -> ToolAnswer:
    """The classes that have things, or one `class` with the properties of its things."""
    wanted = arguments.text("class")
    counts = _counted(collection.store.rows(_CLASSES), "class")
    terms = _terms(collection)
    return (
        _class(collection, wanted, counts, terms, arguments)
        if wanted
        else _classes(collection, counts, terms, arguments)
    )


def _classes(
    collection: Collection, counts: Mapping[NamedNode, int], terms: _Terms, arguments: Arguments
) -> ToolAnswer:
    ordered = sorted(counts, key=lambda each: (not each.value.startswith(CCWP), -counts[each], each.value))
    items = [
        f"- {_named(collection, each)}: {counted(counts[each], 'thing')}{_defined(terms, each)}" for each in ordered
    ]
    head = [
        f"{len(items)} classes have things here. Prefixes need no declaration in the tool ask.",
        "The tool schema with a class tells its properties.",
    ]
    return ToolAnswer(head, items, [dataset_line(collection)], "classes", arguments.number("start"))


def _class(
    collection: Collection, wanted: str, counts: Mapping[NamedNode, int], terms: _Terms, arguments: Arguments
) -> ToolAnswer:
    chosen = _chosen(collection, wanted, counts, terms)
    rows = collection.store.rows(_PROPERTIES.replace("$class", str(chosen)))
    name = _named(collection, chosen)
    above = ", ".join(_named(collection, each) for each in _things(terms, chosen, RDFS.subClassOf))
    head = [
        f"{name}: {counted(counts.get(chosen, 0), 'thing')}{_defined(terms, chosen)}",
        f"iri: {chosen.value}",
        *([f"above it: {above}"] if above else []),
        f"query: SELECT ?x ?label WHERE {{ ?x a {name} ; rdfs:label ?label }} LIMIT 10",
        "properties (how many of the things have it; one of its values):",
    ]
    found = _counted(rows, "property")
    values = {row["property"]: row for row in rows}
    ordered = sorted(found, key=lambda each: (not each.value.startswith(CCWP), -found[each], each.value))
    items = [_property(collection, each, values[each], terms) for each in ordered if each != RDF.type]
    return ToolAnswer(head, items, [dataset_line(collection)], "properties", arguments.number("start"))


def _property(collection: Collection, property_: NamedNode, row: Row, terms: _Terms) -> str:
    example = row.get("example")
    value = _named(collection, example) if isinstance(example, NamedNode) else ""
    if isinstance(example, Literal):
        text = example.value if len(example.value) <= 60 else f"{example.value[:60]}…"
        value = quoted(text) + (f"@{example.language}" if example.language else "")
    leads_to = ", ".join(_named(collection, each) for each in _things(terms, property_, RDFS.range))
    more = f", leads to {leads_to}" if leads_to else ""
    such = f"; such as {value}" if value else ""
    used = f"{_number(row, 'n'):,} of them, {counted(_number(row, 'values'), 'value')}"
    return f"- {_named(collection, property_)}: {used}{more}{such}{_defined(terms, property_)}"


def _chosen(collection: Collection, wanted: str, counts: Mapping[NamedNode, int], terms: _Terms) -> NamedNode:
    """The class that a name means: an IRI, a prefixed name, or its last part or label, in any case."""
    asked = wanted.removeprefix("<").removesuffix(">").lower()
    known = sorted(
        {*counts, *(each for each in terms if _is_class(terms, each))},
        key=lambda each: (not each.value.startswith(CCWP), each.value),
    )
    for each in known:
        if asked in (each.value.lower(), collection.prefixes.shorten(each.value).lower()):
            return each
    for each in known:
        labels = [
            found.value.lower() for found in terms.get(each, {}).get(RDFS.label, ()) if isinstance(found, Literal)
        ]
        if asked in (*labels, collection.prefixes.shorten(each.value).rpartition(":")[2].lower()):
            return each
    ours = ", ".join(_named(collection, each) for each in known if each.value.startswith(CCWP))
    some = textwrap.shorten(ours, 600, placeholder=" …")
    raise ToolCallRefused(f"{quoted(wanted[:100])} is no class here; call schema without one for all, such as {some}")


def _is_class(terms: _Terms, term: NamedNode) -> bool:
    return bool(terms[term].get(RDFS.subClassOf)) or term.value.removeprefix(CCWP)[:1].isupper()


def _terms(collection: Collection) -> _Terms:
    """What the ontology says of its terms; nothing where the store holds no ontology."""
    query = _TERMS.replace("$ontology", str(collection.store.base.here(ONTOLOGY)))
    found: _Terms = {}
    for row in collection.store.rows(query):
        term, says, what = row["term"], row["says"], row["what"]
        if isinstance(term, NamedNode) and isinstance(says, NamedNode) and isinstance(what, NamedNode | Literal):
            found.setdefault(term, {}).setdefault(says, []).append(what)
    return found


def _things(terms: _Terms, term: NamedNode, says: NamedNode) -> list[NamedNode]:
    found = (what for what in terms.get(term, {}).get(says, ()) if isinstance(what, NamedNode) and what != OWL.Thing)
    return sorted(found, key=str)


def _defined(terms: _Terms, term: NamedNode) -> str:
    definitions = terms.get(term, {}).get(SKOS.definition, [])
    return f" — {definitions[0].value}" if definitions else ""


def _named(collection: Collection, iri: NamedNode) -> str:
    short = collection.prefixes.shorten(iri.value)
    return short if short != iri.value else f"<{iri.value}>"


def _counted(rows: Iterable[Row], name: str) -> dict[NamedNode, int]:
    return {thing: _number(row, "n") for row in rows if isinstance(thing := row.get(name), NamedNode)}


def _number(row: Row, name: str) -> int:
    term = row.get(name)
    return int(term.value) if isinstance(term, Literal) else 0
