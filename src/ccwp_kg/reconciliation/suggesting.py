"""Suggestions while somebody types: things, types and properties by their identifiers and names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ccwp_kg.reconciliation.candidates import by_reference
from ccwp_kg.reconciliation.schema import SchemaTerm
from ccwp_kg.search import Entity, Index, beginning_with, resembling
from ccwp_kg.search.index.words import folded

PAGE = 10
"""So many suggestions come at a time."""
_MOST = 200


def suggest_things(index: Index, prefix: str, *, skip: int) -> tuple[Entity, ...]:
    """A page of things for a prefix, after the first `skip` of them.

    First the things whose identifiers begin with it, then those whose names are, begin with or resemble it. §6.4: a
    whole name or identifier finds the thing itself. No name resembles an address.
    """
    reference = index.base.reference(prefix.strip())
    itself = by_reference(index, reference)
    begun = beginning_with(index, index.base.id + reference, most=_MOST) if "/" in reference else ()
    alike = () if "://" in prefix else resembling(index, prefix, under=index.base.id)
    found = [*([] if itself is None else [itself]), *begun, *(each.thing for each in alike)]
    return tuple({thing.iri: thing for thing in found}.values())[skip : skip + PAGE]


def suggest_terms(terms: Mapping[str, SchemaTerm], prefix: str, *, skip: int) -> tuple[SchemaTerm, ...]:
    """A page of terms for a prefix, after the first `skip` of them; an empty prefix fits all.

    First the terms whose identifiers or names begin with it, then those with a word that does.
    """
    wanted = folded(prefix)
    if prefix.strip() and not wanted:
        return ()
    ranked = sorted(
        (place, number, term)
        for number, term in enumerate(terms.values())
        if (place := _place(wanted, (term.id, term.name))) is not None
    )
    return tuple(term for *_, term in ranked[skip : skip + PAGE])


def _place(wanted: str, names: Iterable[str]) -> int | None:
    """0 where one of the names is it, 1 where one begins so, 2 where a word of one does."""
    written = [folded(name) for name in names]
    if wanted in written:
        return 0
    if any(name.startswith(wanted) for name in written):
        return 1
    return 2 if any(f" {wanted}" in f" {name}" for name in written) else None
