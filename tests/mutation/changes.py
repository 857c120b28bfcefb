"""A change of the data: what is taken out and what is put in, and how such changes are written down."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ccwp_kg.namespaces import ID

Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True)
class Change:
    """Statements removed and added; `text` says in short what was done."""

    text: str
    removed: frozenset[Triple] = frozenset()
    added: frozenset[Triple] = frozenset()

    def __or__(self, other: Change) -> Change:
        """Both changes at once."""
        return Change(f"{self.text}; {other.text}", self.removed | other.removed, self.added | other.added)


def short(term: Term) -> str:
    """A term as a person names it.

    >>> short(NamedNode("https://w3id.org/ccwp/id/plan/5"))
    'plan/5'
    """
    if isinstance(term, NamedNode):
        return (
            term.value.removeprefix(ID).rpartition("#")[2] if "ontology#" in term.value else term.value.removeprefix(ID)
        )
    return str(term)


def said(triple: Triple) -> str:
    """A statement in one line."""
    return f"{short(triple.subject)} {short(triple.predicate)} {short(triple.object)[:60]}"


def drop(*triples: Triple) -> Change:
    """Take statements out."""
    return Change(f"without {said(triples[0])}", frozenset(triples))


def add(*triples: Triple) -> Change:
    """Put statements in."""
    return Change(f"with {said(triples[0])}", frozenset(), frozenset(triples))


def put(triple: Triple, value: Term) -> Change:
    """Give a statement another object."""
    new = Triple(triple.subject, triple.predicate, value)
    return Change(f"{said(triple)} → {short(value)[:60]}", frozenset({triple}), frozenset({new}))
