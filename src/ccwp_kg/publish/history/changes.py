"""What a release changed, by statement and by thing; a release that would lose a published IRI is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Triple

from ccwp_kg import __version__
from ccwp_kg.errors import NotARelease, PublishedIriLost
from ccwp_kg.formats import RDF_PATCH
from ccwp_kg.namespaces import CCWP, DCAT, DUMPS, PROV, RDF, RDFS
from ccwp_kg.publish.history.releases import History
from ccwp_kg.rdf.syntax.canonical import canonical_quads
from ccwp_kg.rdf.syntax.patch import Change
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.rdf.terms.literals import english, integer
from ccwp_kg.rdf.terms.order import in_natural_order

_SHOWN_LOSSES = 5


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What leads from one release to the next.

    Things are own IRIs without a fragment, in the order people count: those described for the first time, those of
    which other statements are made, and those no longer described. `named` is the change without blank nodes; counts
    and reports are made from it.
    """

    since: str
    number: str
    change: Change
    named: Change
    added: tuple[NamedNode, ...]
    changed: tuple[NamedNode, ...]
    withdrawn: tuple[NamedNode, ...]
    base: Base = PUBLISHED_BASE

    @classmethod
    def between(
        cls, old: frozenset[Quad], new: frozenset[Quad], *, since: str, number: str, base: Base = PUBLISHED_BASE
    ) -> ChangeSet:
        """The changes between two datasets with canonical blank nodes."""
        change = Change.between(old, new)
        before, after = things(old, base), things(new, base)
        named = change.of_named_things()
        touched = things((*named.added, *named.removed), base)
        return cls(
            since,
            number,
            change,
            named,
            added=in_natural_order(after - before),
            changed=in_natural_order(touched & before & after),
            withdrawn=in_natural_order(before - after),
            base=base,
        )

    @property
    def iri(self) -> NamedNode:
        """What the set is called: `dataset/0.2.0/changes`."""
        return iris.part(iris.release(self.number), "changes")

    @property
    def file_name(self) -> str:
        """The patch within a release."""
        return f"changes/{self.number}.{RDF_PATCH.suffix}"


def things(quads: Iterable[Quad], base: Base = PUBLISHED_BASE) -> set[NamedNode]:
    """The own things that statements are about, each as its document: without a fragment."""
    subjects = {quad.subject.value.partition("#")[0] for quad in quads if isinstance(quad.subject, NamedNode)}
    return {NamedNode(subject) for subject in subjects if base.owns(subject)}


def change_sets(history: History, current: Iterable[Quad]) -> tuple[ChangeSet, ...]:
    """The changes of each release since the one before it, up to the one that is made now from `current`.

    Raises NotARelease where the list does not have that release or the file of an earlier one is not what it says,
    PublishedIriLost where something published is neither described any more nor said to be withdrawn.
    """
    if not history.versions:
        return ()
    if history.version(__version__) is None:
        raise NotARelease(f"data/releases/releases.ttl does not list release {__version__}; enter it there")
    if len(history.versions) == 1:
        return ()
    found: list[ChangeSet] = []
    states: dict[str, frozenset[Quad]] = {}
    published: set[NamedNode] = set()
    for version in history.versions:
        is_current = version.number == __version__
        state = canonical_quads(current if is_current else history.quads(version))
        if is_current:
            _refuse_losses(published - things(state))
        published |= things(state) if version.binds else set()
        if version.previous is not None:
            old = states.pop(version.previous)
            found.append(ChangeSet.between(old, state, since=version.previous, number=version.number))
        states[version.number] = state
    return tuple(found)


def _refuse_losses(lost: set[NamedNode]) -> None:
    """Cool URIs don't change: what was published stays, or says what became of it."""
    if lost:
        shown = ", ".join(iri.value for iri in in_natural_order(lost)[:_SHOWN_LOSSES])
        more = f" and {len(lost) - _SHOWN_LOSSES} more" if len(lost) > _SHOWN_LOSSES else ""
        raise PublishedIriLost(
            f"{shown}{more}: published before and no longer described; say in data/curated/withdrawn.ttl that it is "
            "deprecated (owl:deprecated) and what replaces it (dcterms:isReplacedBy)"
        )


def describe_changes(changes: ChangeSet) -> set[Triple]:
    """The change set as statements of the release about itself."""
    release, since = iris.release(changes.number), iris.release(changes.since)
    facts: dict[NamedNode, Sequence[NamedNode | Literal]] = {
        CCWP.addsThing: changes.added,
        CCWP.changesThing: changes.changed,
        CCWP.withdrawsThing: changes.withdrawn,
        RDF.type: (CCWP.ChangeSet, PROV.Entity),
        RDFS.label: (english(f"Changes of release {changes.number}"),),
        CCWP.changesOf: (release,),
        CCWP.changesSince: (since,),
        CCWP.addedStatementCount: (integer(len(changes.named.added)),),
        CCWP.removedStatementCount: (integer(len(changes.named.removed)),),
        DCAT.downloadURL: (NamedNode(f"{DUMPS}{changes.file_name}"),),
    }
    stated = {Triple(changes.iri, predicate, value) for predicate, values in facts.items() for value in values}
    return stated | {Triple(release, PROV.wasRevisionOf, since)}
