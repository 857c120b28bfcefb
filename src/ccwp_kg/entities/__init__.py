"""Values that pages and descriptions are drawn from; everything is asked through the store's door."""

from ccwp_kg.entities.description import description, exists, ontology, shapes
from ccwp_kg.entities.facts.facts import Thing, Words, look_up
from ccwp_kg.entities.lists.listings import LISTS, FilledList, count, fill
from ccwp_kg.entities.page import EntityPage, entity_page
from ccwp_kg.entities.source_reader.read_things import SourceFacts, source_facts
from ccwp_kg.entities.vocabulary.terms import TermRow, terms
from ccwp_kg.rdf.terms.days import day_of

__all__ = [
    "LISTS",
    "EntityPage",
    "FilledList",
    "SourceFacts",
    "TermRow",
    "Thing",
    "Words",
    "count",
    "day_of",
    "description",
    "entity_page",
    "exists",
    "fill",
    "look_up",
    "ontology",
    "shapes",
    "source_facts",
    "terms",
]
