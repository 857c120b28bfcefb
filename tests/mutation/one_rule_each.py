"""The file of changes that break one rule of the shapes each: how it is read and written.

A change has a line for each statement taken out (D) or put in (A), as in RDF Patch, but with the registered prefixes,
under the name of its rule (`# Span-length SPARQL`). Other rules that cannot but be broken too stand below the name
(`# with PositionSelector-end Datatype`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from changes import Change, Term
from pyoxigraph import BlankNode, Literal, RdfFormat, Triple, parse

from ccwp_kg.namespaces import ID, XSD
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from support.commands import ROOT

FILE = Path(__file__).with_name("one_rule_each.txt")
PREFIXES = read_prefixes(ROOT / "ontology" / "prefixes.ttl")


@dataclass(frozen=True)
class Breach:
    """A change of the data as built, the rule it breaks, and the rules it breaks besides."""

    rule: str
    change: Change
    also: frozenset[str] = frozenset()


def read_breaches() -> Iterator[Breach]:
    """All that the file holds."""
    text = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    for paragraph in filter(None, text.split("\n\n")):
        head, *lines = paragraph.splitlines()
        also = frozenset(line.removeprefix("# with ") for line in lines if line.startswith("# with "))
        yield Breach(head.removeprefix("# "), Change(head, _triples(lines, "D"), _triples(lines, "A")), also)


def write_breaches(breaches: Iterable[Breach]) -> None:
    """The file, sorted by rule."""
    paragraphs = ["\n".join(_lines(breach)) for breach in sorted(breaches, key=lambda breach: breach.rule)]
    FILE.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def _lines(breach: Breach) -> Iterator[str]:
    yield f"# {breach.rule}"
    yield from (f"# with {rule}" for rule in sorted(breach.also))
    yield from sorted(f"D {_statement(triple)}" for triple in breach.change.removed)
    yield from sorted(f"A {_statement(triple)}" for triple in breach.change.added)


def _statement(triple: Triple) -> str:
    return " ".join([*map(_term, (triple.subject, triple.predicate, triple.object)), "."])


def _term(term: Term) -> str:
    if isinstance(term, BlankNode) or (isinstance(term, Literal) and (term.language or term.datatype == XSD.string)):
        return str(term)
    if isinstance(term, Literal):
        return f"{Literal(term.value)}^^{_term(term.datatype)}"
    name = PREFIXES.split(term.value)
    return f"<{term.value.removeprefix(ID)}>" if name is None else ":".join(name)


def _triples(lines: Iterable[str], letter: str) -> frozenset[Triple]:
    stated = "\n".join(line.removeprefix(f"{letter} ") for line in lines if line.startswith(f"{letter} "))
    return frozenset(quad.triple for quad in parse(f"{_head()}{stated}", format=RdfFormat.TURTLE, base_iri=ID))


@cache
def _head() -> str:
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.table.items())
