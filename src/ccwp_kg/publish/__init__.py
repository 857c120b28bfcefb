"""Turns the built graphs into what consumers download: dumps, a description of the dataset, checksums."""

from ccwp_kg.publish.links.mappings import VocabularyLinks, links_as_json, links_as_text, links_of
from ccwp_kg.publish.links.sssom import links_as_sssom
from ccwp_kg.publish.release import base_of, check_release, open_release, summary_of, sums_of, write_release
from ccwp_kg.publish.texts import TextFiles

__all__ = [
    "TextFiles", "VocabularyLinks", "base_of", "check_release", "links_as_json", "links_as_sssom", "links_as_text",
    "links_of", "open_release", "summary_of", "sums_of", "write_release",
]  # fmt: skip
