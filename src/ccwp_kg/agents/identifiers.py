"""The thing or property that an agent means by an identifier, and what to say where nothing is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import NamedNode

from ccwp_kg.agents.collection import Collection
from ccwp_kg.agents.tool_answer import quoted
from ccwp_kg.entities.description import exists
from ccwp_kg.errors import StoreUnavailable, ToolCallRefused
from ccwp_kg.formats import PAGE_SUFFIX
from ccwp_kg.namespaces import CCWP, FOAF, PUBLISHED
from ccwp_kg.rdf.terms.iris import absolute_iri
from ccwp_kg.search import Index, did_you_mean, entities, find, identified, resembling

_SUFFIX = re.compile(rf"{PAGE_SUFFIX}\Z")
_PREFIXED = re.compile(r"([A-Za-z][\w-]*):([^\s/<>\"{}|\\^`][^\s<>\"{}|\\^`]*)\Z")
_MEANT = 5


def find_thing(collection: Collection, text: str) -> NamedNode | None:
    """The thing that an identifier means; None where nothing here has it.

    It may be an IRI, the address of its page, a prefixed name (`ccwp:Action`), what follows `/id/`
    (`plan/5/action/5.4`), what the same thing is called elsewhere, see `identified`, or its whole name or number
    (`OLAF`, `5.4`). Raises ToolCallRefused where several things are called so.
    """
    wanted = text.strip().removeprefix("<").removesuffix(">").strip()
    if (match := _PREFIXED.match(wanted)) is not None and match[1] in collection.prefixes.table:
        wanted = collection.prefixes.table[match[1]] + match[2]
    if (own := _first_here(collection, _own_readings(collection, wanted))) is not None:
        return own
    index = _index_now(collection)
    others = () if index is None else identified(index, wanted) or _called(index, wanted)
    if index is not None and len(others) > 1:
        named = entities(index, others)
        offered = "; ".join(f"{named[iri].label} <{iri}>" if iri in named else f"<{iri}>" for iri in others)
        raise ToolCallRefused(f"{quoted(wanted[:200])} names several things: {offered}; give one of these")
    found = _first_here(collection, (*others, wanted))
    return None if found is None else _in_focus(collection, found)


def _called(index: Index, name: str) -> tuple[str, ...]:
    """The things of ours whose own name or number this is, whole."""
    return tuple(each.thing.iri for each in resembling(index, name, under=index.base.id) if each.is_meant)


def _index_now(collection: Collection) -> Index | None:
    """The search index where there is one by now: of a store elsewhere it may take long to make, or never be."""
    try:
        return collection.index()
    except StoreUnavailable:
        return None


def _in_focus(collection: Collection, concept: NamedNode) -> NamedNode:
    """The body that a concept of a vocabulary elsewhere stands for (foaf:focus), else the concept itself."""
    if collection.store.base.owns(concept.value):
        return concept
    rows = collection.store.rows(f"SELECT ?thing WHERE {{ {concept} {FOAF.focus} ?thing }} LIMIT 2")
    things = [thing for row in rows if isinstance(thing := row["thing"], NamedNode)]
    return things[0] if len(things) == 1 else concept


def _first_here(collection: Collection, iris: Iterable[str]) -> NamedNode | None:
    """The first of these IRIs that anything is stated of, or that anything leads to."""
    things = filter(None, map(absolute_iri, iris))
    return next((thing for thing in things if exists(collection.store, thing)), None)


def find_property(collection: Collection, text: str) -> NamedNode | None:
    """The property that an IRI, a prefixed name or the local name of one of ours means; None where nothing has it."""
    wanted = text.strip().removeprefix("<").removesuffix(">").strip()
    prefix, colon, local = wanted.partition(":")
    prefixed = collection.prefixes.table[prefix] + local if colon and prefix in collection.prefixes.table else wanted
    properties = filter(None, map(absolute_iri, (prefixed, CCWP + wanted)))
    return next((each for each in properties if collection.store.rows(f"SELECT ?s {{ ?s {each} ?o }} LIMIT 1")), None)


def _own_readings(collection: Collection, wanted: str) -> Iterable[str]:
    """The IRIs of ours that an identifier may stand for, the likeliest first."""
    base = collection.store.base
    if "://" in wanted:
        if base.owns(wanted) or base.owns(base.moved(wanted)):
            yield base.moved(wanted)
        path = _path_here(collection, wanted)
        if path is not None:
            for start in ("id/", "doc/", "cite/"):
                if path.startswith(start):
                    yield base.id + _SUFFIX.sub("", path.removeprefix(start))
            if path.startswith("source/"):
                yield base.id + path
        return
    yield base.id + wanted.removeprefix("/").removeprefix("id/").removeprefix("doc/")


def _path_here(collection: Collection, wanted: str) -> str | None:
    """The path of an address of this server; None for any other."""
    home = collection.address(collection.store.base.iri)
    if home is not None and wanted.startswith(home):
        return wanted.removeprefix(home).lstrip("/").partition("?")[0]
    if wanted.startswith(PUBLISHED):
        return wanted.removeprefix(PUBLISHED)
    return None


def not_found(collection: Collection, text: str) -> str:
    """The sentence for an identifier that names nothing here, with things that may have been meant."""
    near = _near(collection, text)
    offered = "; ".join(f"{label} <{iri}>" for iri, label in near)
    cure = f"you may mean {offered}" if near else "use the tool search to find its identifier"
    return (
        f"{quoted(text[:200])} names nothing that is held here, which does not tell whether such a thing exists; {cure}"
    )


def _near(collection: Collection, text: str) -> list[tuple[str, str]]:
    """IRI and name of what may have been meant: by the spelling of identifiers, else by words."""
    index = _index_now(collection)
    if index is None:
        return []
    spelled = [(each.iri, each.label) for each in did_you_mean(index, text, under=index.base.id)]
    return (spelled or [(hit.iri, hit.label) for hit in find(index, text).hits])[:_MEANT]
