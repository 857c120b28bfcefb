"""Finding things by the words people have for them: numbers, acronyms, names in any language, phrases."""

from ccwp_kg.search.fields import KIND_NAMES, KINDS, Kind
from ccwp_kg.search.finding import find, nearest, suggest
from ccwp_kg.search.gathering import Findable, gather
from ccwp_kg.search.reading import Index
from ccwp_kg.search.resembling import Called, Known, Resembling, beginning_with, classes, known, resembling
from ccwp_kg.search.results import LONGEST, PAGE_SIZE, Found, Hit, Name, Piece
from ccwp_kg.search.writing import FILE, write_index

__all__ = [
    "FILE",
    "KINDS",
    "KIND_NAMES",
    "LONGEST",
    "PAGE_SIZE",
    "Called",
    "Findable",
    "Found",
    "Hit",
    "Index",
    "Kind",
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
