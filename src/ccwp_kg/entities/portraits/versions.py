"""What changed between the documents of one plan: titles of actions, and the bodies that their parties are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.namespaces import CCWP, DCTERMS, FOAF, RDF
from ccwp_kg.rdf.terms.labels import TITLE
from ccwp_kg.rdf.terms.order import natural_key

VERSIONS = (
    f"$subject {CCWP.readFrom} ?stands . ?other {FOAF.primaryTopic} $subject FILTER(?other != ?stands) "
    f"?s {DCTERMS.isPartOf} ?document ; {RDF.predicate} ?said ; {RDF.subject} ?of ; ?p ?o "
    f"FILTER(?document IN (?stands, ?other)) FILTER(?said IN ({TITLE}, {CCWP.involvedParty})) "
    f'FILTER(STRSTARTS(STR(?of), CONCAT(STR($subject), "/action/"))) '
    f"FILTER(?p IN ({RDF.subject}, {RDF.predicate}, {RDF.object}, {DCTERMS.isPartOf}))"
)
"""What the documents of a plan say of its actions, where there are several. The merge has the statements of each."""


@dataclass(frozen=True, slots=True)
class ActionChange:
    """How an action differs in the document that stands for the plan (`new_…`) and in another one (`old_…`).

    A title that both have in common is None in both; parties are those that one of the two has alone. `is_added` and
    `is_dropped`: only the one that stands, or only the other one, has the action.
    """

    action: Thing
    old_title: Words | None
    new_title: Words | None
    old_parties: tuple[Thing, ...]
    new_parties: tuple[Thing, ...]
    is_added: bool
    is_dropped: bool


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """Another document of a plan than the one that stands for it, with what is different there, action by action."""

    document: Thing
    changes: tuple[ActionChange, ...]


@dataclass(slots=True)
class _ActionInDocument:
    """What a document says of an action."""

    title: Words | None = None
    parties: frozenset[NamedNode] = frozenset()


_Actions = defaultdict[NamedNode, _ActionInDocument]


def other_versions(g: EntityContext, stands: NamedNode) -> tuple[OtherVersion, ...]:
    """The other documents of a plan, each compared with the one that stands for it."""
    said: defaultdict[NamedNode, _Actions] = defaultdict(lambda: defaultdict(_ActionInDocument))
    for statement in g.facts.subjects():
        document, of = g.facts.thing(statement, DCTERMS.isPartOf), g.facts.thing(statement, RDF.subject)
        if document is None or of is None or not of.value.startswith(f"{g.subject.value}/action/"):
            continue
        found = said[document][NamedNode(of.value.partition("/party/")[0])]
        if g.facts.thing(statement, RDF.predicate) == TITLE:
            found.title = g.facts.words(statement, RDF.object)
        else:
            found.parties |= {*g.facts.things(statement, RDF.object)}
    others = sorted(said.keys() - {stands}, key=lambda iri: natural_key(iri.value))
    return tuple(OtherVersion(g.names[other], tuple(_changes(g, said[other], said[stands]))) for other in others)


def _changes(g: EntityContext, old: _Actions, new: _Actions) -> list[ActionChange]:
    changes = []
    for action in sorted(old.keys() | new.keys(), key=lambda iri: natural_key(iri.value)):
        before, after = old.get(action, _ActionInDocument()), new.get(action, _ActionInDocument())
        if (before.title, before.parties) == (after.title, after.parties):
            continue
        is_retitled = before.title != after.title
        changes.append(
            ActionChange(
                action=g.names[action],
                old_title=before.title if is_retitled else None,
                new_title=after.title if is_retitled else None,
                old_parties=_named(g, before.parties - after.parties),
                new_parties=_named(g, after.parties - before.parties),
                is_added=action not in old,
                is_dropped=action not in new,
            )
        )
    return changes


def _named(g: EntityContext, parties: frozenset[NamedNode]) -> tuple[Thing, ...]:
    return tuple(sorted(g.names.things(parties), key=lambda party: party.short.lower()))
