"""Why nothing is known: five silences, each in its own words, because each calls for something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.evidence import Evidence
from ccwp_kg.namespaces import CCWP, DCTERMS, RDF

SILENCES: Mapping[str, str] = MappingProxyType(
    {
        "not-stated": "not stated (the source is silent on it)",
        "empty-cell": "the cell is empty (it is printed, with nothing in it)",
        "not-understood": "not understood (words that may tell it stand there, and were not read)",
        "not-held": "not held (the document that would tell it is not in this collection)",
        "does-not-apply": "does not apply",
    }
)
"""The last step of the IRI of a silence → what it means. The data have the first three."""
NOT_HELD, DOES_NOT_APPLY = SILENCES["not-held"], SILENCES["does-not-apply"]
_DOCUMENTS = (CCWP.CouncilDocument, CCWP.LegalInstrument)


FIELDS: Mapping[NamedNode, str] = MappingProxyType(
    {
        CCWP.deadline: "timetable",
        CCWP.startDate: "start",
        CCWP.status: "status",
        CCWP.concernsParty: "parties",
        CCWP.hasPartyInvolvement: "parties",
    }
)
"""Properties of an action → the field that tells them."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A field of an action of which nothing is known: its name, why, and the words that may tell it."""

    field: str
    why: str
    places: tuple[Evidence, ...]


def silences(g: EntityContext) -> Iterator[Silence]:
    """The silences of a thing, by field."""
    for part in sorted(g.parts(CCWP.FieldSilence), key=str):
        field, kind = (g.facts.thing(part, each) or part for each in (CCWP.field, CCWP.silence))
        name, why = (each.value.rpartition("/")[2] for each in (field, kind))
        yield Silence(name, SILENCES.get(why, why), g.where(part))


def is_held(g: EntityContext) -> bool | None:
    """Whether the document that sets a plan or an action out, or a document itself, is held; None for other things."""
    kinds = g.own.things(g.subject, RDF.type)
    if g.own.thing(g.subject, CCWP.readFrom) is not None:
        return True
    if CCWP.ActionPlan in kinds or CCWP.Action in kinds:
        return False
    if any(kind in kinds for kind in (*_DOCUMENTS, CCWP.PlanDocument)):
        return bool(texts_of(g))
    return None


def texts_of(g: EntityContext) -> tuple[NamedNode, ...]:
    """The texts of a document that are held."""
    linked = (links for links in g.incoming.links if links.property.iri == DCTERMS.isFormatOf.value)
    return tuple(NamedNode(each.iri) for links in linked for each in links.first)
