"""Reads a Council document: characters in, records out. Knows text and layout, never RDF."""

from ccwp_kg.sources.incoming import Incoming, receive
from ccwp_kg.sources.lexicon import Lexicon, Name
from ccwp_kg.sources.profile import Profile, load_profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.reception import load_source
from ccwp_kg.sources.records import Reading
from ccwp_kg.sources.text import SourceText, Span

__all__ = [
    "Incoming",
    "Lexicon",
    "Name",
    "Profile",
    "Reading",
    "SourceText",
    "Span",
    "load_profile",
    "load_source",
    "read",
    "receive",
]
