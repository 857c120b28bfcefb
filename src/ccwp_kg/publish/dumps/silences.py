"""Of which fields of an action nothing is known, and why, for files that hold no graph."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from ccwp_kg.namespaces import CCWP, DCTERMS, M8G
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.terms.labels import TITLE
from ccwp_kg.rdf.terms.silences import FIELDS, PROPERTIES, WORDS, silence_of

_LEAD = "/concept/lead"
"""How the role of a lead ends, at any base."""


def silences(index: TripleIndex, action: NamedNode) -> Iterator[tuple[str, str]]:
    """The fields of an action of which nothing is known, by name, each with the words of its silence."""
    is_held = index.thing(action, CCWP.readFrom) is not None
    parts = index.things(action, DCTERMS.hasPart)
    told = ((index.thing(part, CCWP.field), index.thing(part, CCWP.silence)) for part in parts)
    recorded = {_last_step(name): _last_step(kind) for name, kind in told if name is not None and kind is not None}
    known = {field for each, field in FIELDS.items() if index.values(action, each)}
    known |= {"title"} if index.values(action, TITLE) else set()
    known |= {"lead"} if any(is_lead(index, each) for each in index.things(action, CCWP.hasPartyInvolvement)) else set()
    for field in sorted({*recorded, *PROPERTIES}):
        if field in recorded or field not in known:
            kind = silence_of(field, recorded, is_held=is_held)
            yield field, WORDS.get(kind, kind)


def is_lead(index: TripleIndex, entry: NamedNode) -> bool:
    """Whether an entry on parties leads the action."""
    return any(role.value.endswith(_LEAD) for role in index.things(entry, M8G.role))


def _last_step(thing: NamedNode) -> str:
    return thing.value.rpartition("/")[2]
