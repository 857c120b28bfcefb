"""The reader's lexicon, made from the names that curators gave to organisations, states, groups, acts and concepts."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, ID, SKOS
from ccwp_kg.rdf.terms import iris
from ccwp_kg.sources.profile.profile import SERIES, Lexicon, LexiconEntry

_NAMING = {SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, CCWP.acronym, CCWP.celexNumber}
_COLLECTIONS = {"organisation", "country", "group", "act", "concept"}


def lexicon(curated: Iterable[Triple], *, code_lists: Iterable[Triple] = ()) -> Lexicon:
    """Every English or language-less name of a curated thing, an act's CELEX number among them, in a stable order.

    The notations in the code lists, and those of curated things, are the known series of subject codes: a curated thing
    with a notation has no other name.
    """
    kept = list(curated)
    names = {
        LexiconEntry(triple.object.value, iris.reference(triple.subject), SERIES)
        for triple in (*code_lists, *kept)
        if triple.predicate == SKOS.notation
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal)
    }
    series = {name.target for name in names}
    for triple in kept:
        subject, name = triple.subject, triple.object
        if not (isinstance(subject, NamedNode) and isinstance(name, Literal) and triple.predicate in _NAMING):
            continue
        if subject.value.startswith(ID) and name.language in (None, "en"):
            target = iris.reference(subject)
            kind = target.partition("/")[0]
            if kind in _COLLECTIONS and target not in series:
                names.add(LexiconEntry(name.value, target, kind))
    return tuple(sorted(names, key=lambda name: (name.form, name.target)))
