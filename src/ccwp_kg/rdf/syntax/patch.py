"""RDF Patch: the statements to remove from one state of a dataset, and to add, to get another.

The text form of Apache Jena: a header, one transaction, a line for each statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import filterfalse

from pyoxigraph import NamedNode, Quad

from ccwp_kg.rdf.syntax.canonical import has_blank_node
from ccwp_kg.rdf.terms.order import sorted_statements


@dataclass(frozen=True, slots=True)
class Change:
    """The statements of a later state that an earlier one lacks, and the other way round; in the order of their lines.

    Blank nodes count by their names, so both states must have canonical ones.
    """

    added: tuple[Quad, ...]
    removed: tuple[Quad, ...]

    @classmethod
    def between(cls, old: frozenset[Quad], new: frozenset[Quad]) -> Change:
        """What leads from the old state to the new one."""
        return cls(tuple(sorted_statements(new - old)), tuple(sorted_statements(old - new)))

    def of_named_things(self) -> Change:
        """The change without blank nodes, whose canonical names may shift although the data are the same."""
        return Change(*(tuple(filterfalse(has_blank_node, quads)) for quads in (self.added, self.removed)))


def rdf_patch(change: Change, *, name: NamedNode, previous: NamedNode) -> Iterator[str]:
    """The lines of a patch called `name` that follows the state `previous`.

    >>> from pyoxigraph import DefaultGraph
    >>> a = NamedNode("http://a.example/a")
    >>> print(*rdf_patch(Change((Quad(a, a, a, a),), ()), name=a, previous=a), sep="", end="")
    H id <http://a.example/a> .
    H previous <http://a.example/a> .
    TX .
    A <http://a.example/a> <http://a.example/a> <http://a.example/a> <http://a.example/a> .
    TC .
    """
    yield f"H id {name} .\n"
    yield f"H previous {previous} .\n"
    yield "TX .\n"
    yield from (f"D {quad} .\n" for quad in change.removed)
    yield from (f"A {quad} .\n" for quad in change.added)
    yield "TC .\n"
