"""The page of a release: its number, what is new, the releases around it, and how many statements it changed."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.portraits import fields as read
from ccwp_kg.namespaces import ADMS, CCWP, DCAT, DCTERMS, RDF

_LISTED = f"{CCWP.addsThing}, {CCWP.changesThing}, {CCWP.withdrawsThing}"
CONTEXT = (
    f"?s {CCWP.changesOf} $subject ; ?p ?o FILTER(?p NOT IN ({_LISTED}))",
    f"?s {DCAT.previousVersion} $subject ; ?p ?o FILTER(?p IN ({RDF.type}, {DCAT.previousVersion}))",
)


def _changed(predicate: NamedNode) -> int | None:
    def number(g: EntityContext, _: NamedNode) -> int | None:
        return next((g.facts.number(changes, predicate) for changes in g.facts.members(CCWP.ChangeSet)), None)

    return read.by(number)


def _next(g: EntityContext, release: NamedNode) -> Thing | None:
    after = g.facts.pointing(DCAT.previousVersion, release)
    return next((g.names[iri] for iri in after if g.facts.is_a(iri, CCWP.Release)), None)


@dataclass(frozen=True, slots=True)
class ReleasePortrait:
    """A release as its page shows it."""

    number: str | None = read.text(DCAT.version)
    issued: str | None = read.text(DCTERMS.issued)
    notes: str | None = read.text(ADMS.versionNotes)
    previous: Thing | None = read.thing(DCAT.previousVersion)
    next: Thing | None = read.by(_next)
    added_statements: int | None = _changed(CCWP.addedStatementCount)
    removed_statements: int | None = _changed(CCWP.removedStatementCount)
