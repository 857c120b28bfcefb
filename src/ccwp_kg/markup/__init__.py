"""What HTML is written with, on the pages of the server and in files that stand alone."""

from ccwp_kg.languages import visible
from ccwp_kg.markup.templates import prepare, style
from ccwp_kg.markup.words import between_tags, marked, safe, silent, text

__all__ = ["between_tags", "marked", "prepare", "safe", "silent", "style", "text", "visible"]
