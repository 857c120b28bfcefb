"""Finding things by the words people have for them: numbers, acronyms, names in any language, phrases."""

from ccwp_kg.search.index.gather import Findable, gather
from ccwp_kg.search.index.read import Index
from ccwp_kg.search.index.write import FILE, write_index
from ccwp_kg.search.lookup.find import find, nearest, suggest
from ccwp_kg.search.lookup.resembling import Called, Known, Resembling, beginning_with, classes, known, resembling
from ccwp_kg.search.lookup.results import LONGEST, PAGE_SIZE, Found, Hit, Name, Piece

__all__ = [
    "FILE",
    "LONGEST",
    "PAGE_SIZE",
    "Called",
    "Findable",
    "Found",
    "Hit",
    "Index",
    "Known",
    "Name",
    "Piece",
    "Resembling",
    "beginning_with",
    "classes",
    "find",
    "gather",
    "known",
    "nearest",
    "resembling",
    "suggest",
    "write_index",
]
