"""The lists of things: plans, actions, organisations, documents, objectives, concepts, each one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts import Words, words
from ccwp_kg.entities.names import TITLE, Thing, look_up
from ccwp_kg.namespaces import CCWP, SKOS
from ccwp_kg.rdf.order import natural_key
from ccwp_kg.rdf.prefixes import Prefixes
from ccwp_kg.store import Row, Store


@dataclass(frozen=True, slots=True)
class List:
    """A list: its name in URLs, its heading, one sentence, its columns (variable, heading) and the query for them.

    `?x` is the thing itself and comes first; a column holds a name, words or a number.
    """

    name: str
    heading: str
    sentence: str
    columns: tuple[tuple[str, str], ...]
    query: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """A thing and the values of the other columns; None where nothing is stated."""

    thing: Thing
    cells: tuple[Thing | Words | None, ...]


@dataclass(frozen=True, slots=True)
class FilledList:
    """A list with its rows, in the order people count."""

    what: List
    rows: tuple[ListRow, ...]


LISTS = {
    each.name: each
    for each in (
        List(
            "plans",
            "Action plans",
            "The action plans of the Customs Cooperation Working Party, as far as the documents read here name them.",
            (("from", "From"), ("until", "Until"), ("document", "Document"), ("actions", "Actions known")),
            f"SELECT ?x ?from ?until ?document (COUNT(DISTINCT ?a) AS ?actions) WHERE {{ "
            f"?x a {CCWP.ActionPlan} OPTIONAL {{ ?x {CCWP.validFrom} ?from }} "
            f"OPTIONAL {{ ?x {CCWP.validUntil} ?until }} OPTIONAL {{ ?x {CCWP.documentedIn} ?document }} "
            f"OPTIONAL {{ ?a {CCWP.partOfPlan} ?x }} }} GROUP BY ?x ?from ?until ?document",
        ),
        List(
            "actions",
            "Actions",
            "What the plans propose to do. Earlier actions are known only by their mention in a later plan.",
            (("title", "Title"), ("plan", "Plan"), ("documents", "Documents cited")),
            f"SELECT ?x ?title ?plan (COUNT(DISTINCT ?d) AS ?documents) WHERE {{ "
            f"VALUES ?class {{ {CCWP.Action} {CCWP.EarlierAction} }} ?x a ?class OPTIONAL {{ ?x {TITLE} ?title }} "
            f"OPTIONAL {{ ?x {CCWP.partOfPlan} ?plan }} OPTIONAL {{ ?x {CCWP.citesDocument} ?d }} }} "
            f"GROUP BY ?x ?title ?plan",
        ),
        List(
            "organisations",
            "Organisations",
            "The bodies and groups that the plans name, and how many actions each of them concerns.",
            (("acronym", "Acronym"), ("kind", "Kind"), ("actions", "Actions")),
            f"SELECT ?x ?acronym ?kind (COUNT(DISTINCT ?a) AS ?actions) WHERE {{ "
            f"VALUES ?class {{ {CCWP.Organisation} {CCWP.PartyGroup} }} ?x a ?class "
            f"OPTIONAL {{ ?x {CCWP.acronym} ?acronym }} OPTIONAL {{ ?x {CCWP.organisationKind} ?kind }} "
            f"OPTIONAL {{ ?a {CCWP.concernsParty} ?x }} }} GROUP BY ?x ?acronym ?kind",
        ),
        List(
            "documents",
            "Documents",
            "Council documents, places in the Official Journal and acts that the plans cite or build on.",
            (("title", "Title"), ("kind", "Kind"), ("citations", "Citations")),
            f"SELECT ?x ?title ?kind (COUNT(DISTINCT ?c) AS ?citations) WHERE {{ "
            f"VALUES ?kind {{ {CCWP.CouncilDocument} {CCWP.OfficialJournalReference} {CCWP.LegalInstrument} "
            f"{CCWP.SourceText} }} ?x a ?kind OPTIONAL {{ ?x {TITLE} ?title }} "
            f"OPTIONAL {{ ?c {CCWP.citedDocument} ?x }} }} GROUP BY ?x ?title ?kind",
        ),
        List(
            "objectives",
            "Strategic objectives and work areas",
            "What the actions pursue. The plan names work areas for all its actions together, for none of them singly.",
            (("kind", "Kind"), ("actions", "Actions")),
            f"SELECT ?x ?kind (COUNT(DISTINCT ?a) AS ?actions) WHERE {{ "
            f"VALUES ?kind {{ {CCWP.StrategicObjective} {CCWP.WorkArea} }} ?x a ?kind "
            f"OPTIONAL {{ ?a {CCWP.pursuesObjective} ?x }} }} GROUP BY ?x ?kind",
        ),
        List(
            "concepts",
            "Concepts",
            "Terms of customs cooperation that the plans use, and the code lists of this knowledge base.",
            (("definition", "Definition"), ("scheme", "List"), ("actions", "Actions that mention it")),
            f"SELECT ?x ?definition ?scheme (COUNT(DISTINCT ?a) AS ?actions) WHERE {{ ?x a {SKOS.Concept} "
            f"FILTER NOT EXISTS {{ ?x a ?other VALUES ?other {{ {CCWP.StrategicObjective} {CCWP.WorkArea} }} }} "
            f"OPTIONAL {{ ?x {SKOS.definition} ?definition }} OPTIONAL {{ ?x {SKOS.inScheme} ?scheme }} "
            f"OPTIONAL {{ ?a {CCWP.mentions} ?x ; {CCWP.partOfPlan} ?any }} }} GROUP BY ?x ?definition ?scheme",
        ),
        List(
            "meetings",
            "Meetings",
            "Meetings that the documents date.",
            (("held", "Held on"),),
            f"SELECT ?x ?held WHERE {{ ?x a {CCWP.Meeting} OPTIONAL {{ ?x {CCWP.heldOn} ?held }} }}",
        ),
    )
}


def fill(store: Store, what: List, *, prefixes: Prefixes, languages: Sequence[str] = ()) -> FilledList:
    """Read a list's rows.

    Of a thing with several values in a column the first by name is shown; the choice is made here, as MIN and MAX of
    IRIs are not everywhere in the order of their names.
    """
    columns = [column for column, _ in what.columns]
    rows = sorted(store.rows(what.query), key=lambda row: [_value(row, column) for column in columns], reverse=True)
    mentioned = {term for row in rows for term in row.values() if isinstance(term, NamedNode)}
    names = look_up(store, mentioned, languages=languages, prefixes=prefixes)

    def cell(row: Row, column: str) -> Thing | Words | None:
        term = row.get(column)
        if isinstance(term, NamedNode):
            return names[term]
        return words(term) if isinstance(term, Literal) else None

    filled = {
        subject.value: ListRow(names[subject], tuple(cell(row, column) for column, _ in what.columns))
        for row in rows
        if isinstance(subject := row.get("x"), NamedNode)
    }
    return FilledList(what, tuple(filled[iri] for iri in sorted(filled, key=natural_key)))


def _value(row: Row, column: str) -> str:
    term = row.get(column)
    return term.value if isinstance(term, NamedNode | Literal) else ""


_COUNTED = {
    "plans": (CCWP.ActionPlan,),
    "actions": (CCWP.Action,),
    "organisations": (CCWP.Organisation, CCWP.PartyGroup),
    "documents": (CCWP.CouncilDocument,),
    "concepts": (CCWP.DomainConcept,),
}


def count(store: Store) -> dict[str, int]:
    """How many things there are, by the list that names them."""
    numbers: dict[str, int] = {}
    for name, classes in _COUNTED.items():
        asked = " ".join(map(str, classes))
        rows = store.rows(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ VALUES ?c {{ {asked} }} ?x a ?c }}")
        number = rows[0]["n"]
        numbers[name] = int(number.value) if isinstance(number, Literal) else 0
    return numbers
