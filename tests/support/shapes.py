"""Reads our shapes and checks that SHACL defines their terms."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Triple
from rdflib.namespace import SH

from ccwp_kg.errors import ValidationFailed
from ccwp_kg.rdf.syntax.read import read_triples

_SHACL = str(SH)
_PYTHON_KEYWORDS = ("and", "class", "in", "not", "or")  # terms of SHACL that rdflib's table of them cannot spell
_KNOWN_TERMS = frozenset([*(str(term).removeprefix(_SHACL) for term in dir(SH)), *_PYTHON_KEYWORDS])


def read_shapes(folder: Path) -> tuple[Triple, ...]:
    """The shapes in the Turtle files of a folder, without its sub-folders, which hold test cases.

    Raises ValidationFailed for a folder without shapes, which would validate nothing, and for a term that SHACL does
    not define: a processor ignores `sh:mincount` without a word.
    """
    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise ValidationFailed(f"{folder} holds no shapes (*.ttl); without shapes nothing can be judged")
    triples: list[Triple] = []
    for file in files:
        found = read_triples(file)
        for unknown in unknown_terms(found):
            near = difflib.get_close_matches(unknown, _KNOWN_TERMS, n=1)
            hint = f"did you mean sh:{near[0]}?" if near else "see the SHACL vocabulary"
            raise ValidationFailed(f"{file} uses sh:{unknown}, which SHACL does not define; {hint}")
        triples.extend(found)
    return tuple(triples)


def unknown_terms(triples: Iterable[Triple]) -> list[str]:
    """The local names in SHACL's namespace that its vocabulary does not define, sorted."""
    used = {
        term.value.removeprefix(_SHACL)
        for triple in triples
        for term in (triple.subject, triple.predicate, triple.object)
        if isinstance(term, NamedNode) and term.value.startswith(_SHACL)
    }
    return sorted(used - _KNOWN_TERMS - {""})
