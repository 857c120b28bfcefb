"""The releases of the dataset: the page of one, and what each changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pyoxigraph import NamedNode, Triple

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.facts import Facts, Thing, count_of, look_up
from ccwp_kg.entities.portraits import fields as read
from ccwp_kg.namespaces import ADMS, CCWP, DCAT, DCTERMS, RDF
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.store import Store, about

SHOWN = 100
"""How many things of a kind a page names; the data have all."""
_KINDS = (CCWP.addsThing, CCWP.changesThing, CCWP.withdrawsThing)
_LISTED = ", ".join(map(str, _KINDS))


@dataclass(frozen=True, slots=True)
class Touched:
    """Things that a release added, changed or withdrew: how many, and the first of them."""

    count: int
    first: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a release changed since another one, as numbers of statements and as things."""

    since: str
    added_statements: int
    removed_statements: int
    added: Touched
    changed: Touched
    withdrawn: Touched


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A release: its IRI, number, day of issue (`2026-11-24`) and what is new; its changes where they are counted."""

    iri: str
    number: str
    issued: str
    notes: str | None
    changes: Changes | None = None


def releases(store: Store) -> tuple[ReleaseRow, ...]:
    """All releases, the newest first, without their changes."""
    facts = Facts.of_rows(about(store).rows(f"SELECT ?s ?p ?o WHERE {{ ?s a {CCWP.Release} ; ?p ?o }}"))
    rows = [
        ReleaseRow(iri.value, number, issued, facts.text(iri, ADMS.versionNotes))
        for iri in facts.subjects()
        if (number := facts.text(iri, DCAT.version)) and (issued := facts.text(iri, DCTERMS.issued))
    ]
    return tuple(sorted(rows, key=lambda row: natural_key(row.number), reverse=True))


def releases_with_changes(store: Store, *, prefixes: Prefixes) -> tuple[ReleaseRow, ...]:
    """All releases, the newest first, with what each changed."""
    store = about(store)
    counted = Facts.of_rows(
        store.rows(f"SELECT ?s ?p ?o WHERE {{ ?s a {CCWP.ChangeSet} ; ?p ?o FILTER(?p NOT IN ({_LISTED})) }}")
    )
    of = {counted.thing(changes, CCWP.changesOf): changes for changes in counted.subjects()}
    return tuple(
        replace(row, changes=_changes(store, counted, of[release], prefixes)) if release in of else row
        for row in releases(store)
        for release in [NamedNode(row.iri)]
    )


def _changes(store: Store, facts: Facts, iri: NamedNode, prefixes: Prefixes) -> Changes:
    since = facts.thing(iri, CCWP.changesSince)
    return Changes(
        "" if since is None else since.value.rpartition("/")[2],
        facts.number(iri, CCWP.addedStatementCount) or 0,
        facts.number(iri, CCWP.removedStatementCount) or 0,
        *(_touched(store, iri, kind, prefixes) for kind in _KINDS),
    )


def _touched(store: Store, changes: NamedNode, kind: NamedNode, prefixes: Prefixes) -> Touched:
    (count,) = store.rows(f"SELECT (COUNT(?t) AS ?n) WHERE {{ {changes} {kind} ?t }}")
    rows = store.rows(f"SELECT ?t WHERE {{ {changes} {kind} ?t }} ORDER BY STR(?t) LIMIT {SHOWN}")
    first = sorted((t for row in rows if isinstance(t := row["t"], NamedNode)), key=lambda iri: natural_key(iri.value))
    names = look_up(store, first, languages=(), prefixes=prefixes)
    return Touched(count_of(count["n"]), names.things(first))


def change_triples(store: Store) -> tuple[Triple, ...]:
    """All statements about the releases and their changes."""
    return about(store).triples(
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?kind {{ {CCWP.Release} {CCWP.ChangeSet} }} ?s a ?kind ; ?p ?o }}"
    )


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
