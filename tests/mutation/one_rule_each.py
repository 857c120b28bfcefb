"""The file of changes that break one rule of the shapes each: how it is read and written.

A change is written as in RDF Patch, a line for each statement taken out (D) or put in (A), under the name of its rule
(`# Span-length SPARQL`). Where other rules cannot but be broken too, they stand below it (`# with Span-end Datatype`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from changes import Change
from pyoxigraph import RdfFormat, Triple, parse

FILE = Path(__file__).with_name("one_rule_each.rdfp")


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
    yield from sorted(f"D {triple} ." for triple in breach.change.removed)
    yield from sorted(f"A {triple} ." for triple in breach.change.added)


def _triples(lines: Iterable[str], letter: str) -> frozenset[Triple]:
    stated = "\n".join(line.removeprefix(f"{letter} ") for line in lines if line.startswith(f"{letter} "))
    return frozenset(quad.triple for quad in parse(stated, format=RdfFormat.N_TRIPLES))
