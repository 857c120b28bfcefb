"""Finding things by the words people have for them: numbers, acronyms, names in any language, phrases."""

from ccwp_kg.search.index.gather import Findable, gather
from ccwp_kg.search.index.on_demand import IndexOnDemand
from ccwp_kg.search.index.pages import findable
from ccwp_kg.search.index.read import Index
from ccwp_kg.search.index.word_files import check_word_files
from ccwp_kg.search.index.write import FILE, write_index
from ccwp_kg.search.lookup.did_you_mean import did_you_mean
from ccwp_kg.search.lookup.find import find, nearest, suggest
from ccwp_kg.search.lookup.identifiers import identified
from ccwp_kg.search.lookup.resembling import Entity, NameMatch, beginning_with, classes, entities, resembling
from ccwp_kg.search.lookup.results import LONGEST, PAGE_SIZE, Hit, Piece, SearchResults

__all__ = [
    "FILE", "LONGEST", "PAGE_SIZE", "Entity", "Findable", "Hit", "Index", "IndexOnDemand", "NameMatch", "Piece",
    "SearchResults", "beginning_with", "check_word_files", "classes", "did_you_mean", "entities", "find", "findable",
    "gather", "identified", "nearest", "resembling", "suggest", "write_index",
]  # fmt: skip
