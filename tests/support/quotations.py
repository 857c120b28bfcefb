"""The places that the data quote: what stands there, around them and on which page, asked of the sources themselves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ccwp_kg.sources.citations.references import opens_with_reference
from ccwp_kg.sources.intake.text_file import load_source
from ccwp_kg.sources.layout.text_lines import lay_out
from ccwp_kg.sources.profile.load import load_profile
from support.commands import ROOT

DATA = ROOT / "data"


@cache
def text_and_pages(name: str) -> tuple[str, tuple[int, ...]]:
    """The text of a source, and the offsets at which its pages begin."""
    profile = load_profile(DATA / "profiles" / "action-plan.toml")
    source = load_source(DATA / "sources" / f"{name}.txt")
    sheet = lay_out(
        source,
        page_breaks=profile.layout.page_breaks,
        stays_on_page=lambda words: opens_with_reference(words, forms=profile.documents),
    )
    return source.text, sheet.pages


def is_quoted(place: Mapping[str, str]) -> bool:
    """Whether a place holds what it says: `text[start:end] == exact`, in code points, on its page.

    `place` has the local names of its properties and those of its selectors: hasSource, start, end, exact, page.
    """
    text, pages = text_and_pages(place["hasSource"].rpartition("/")[2])
    start, end = int(place["start"]), int(place["end"])
    return text[start:end] == place["exact"] and int(place["page"]) == sum(first <= start for first in pages)
