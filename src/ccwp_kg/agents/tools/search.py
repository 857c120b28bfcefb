"""The tool `search`: things by words that people have for them, the best first, each with why it was found."""

from __future__ import annotations

from ccwp_kg.agents.arguments import Arguments
from ccwp_kg.agents.collection import Collection
from ccwp_kg.agents.naming import dataset_line, shown
from ccwp_kg.agents.telling import Told, quoted
from ccwp_kg.entities import Thing
from ccwp_kg.search import PAGE_SIZE, Hit, find

_MOST_PAGES = 40
"""Beyond so many pages nobody looks; the words say too little."""


def search(collection: Collection, arguments: Arguments) -> Told:
    """What is found for `words`, of one `kind` or of all."""
    words, kind, start = arguments.text("words"), arguments.text("kind"), arguments.number("start")
    first = (start - 1) // PAGE_SIZE + 1
    found = find(collection.index(), words, kind=kind)
    foot = [dataset_line(collection)]
    if not found.hits:
        near = "; ".join(f"{each.label} ({each.kind_words}) <{each.iri}>" for each in found.nearest)
        of_kind = f" of the kind {kind}" if kind else ""
        others = ", ".join(f"{each.count:,} {each.words}" for each in found.facets) if kind else ""
        return Told(
            [
                f"Nothing{of_kind} is found for {quoted(words)}.",
                "That does not tell whether the documents are silent on it: coverage tells which documents are held.",
                *([f"Of other kinds: {others}."] if others else []),
                *([f"Names that are spelled nearly so: {near}."] if near else []),
            ],
            foot=foot,
        )
    hits: list[Hit] = []
    for page in range(1, min(first + 4, found.pages, _MOST_PAGES) + 1):  # an answer has no room for more
        hits += found.hits if page == 1 else find(collection.index(), words, kind=kind, page=page).hits
    count = f"{found.total:,}{' or more' if found.is_cut else ''}"
    kinds = ", ".join(f"{each.count:,} {each.words}" for each in found.facets)
    further = "" if len(hits) == found.total else f"there are {count} in all; a kind or more words tell them apart"
    return Told(
        [f"{count} found for {quoted(words)} ({kinds}):"],
        [_item(collection, number, hit) for number, hit in enumerate(hits, 1)],
        foot,
        "hits",
        start,
        further,
    )


def _item(collection: Collection, number: int, hit: Hit) -> str:
    named = shown(Thing(hit.iri, hit.label))
    about = f" — {hit.about}" if hit.about else ""
    acronym = f" ({hit.acronym})" if hit.acronym and hit.acronym != hit.label else ""
    lines = [f"{number}. {named}{acronym}, {hit.kind_words}{about}", f"   found: {hit.reason}"]
    if hit.snippet:
        lines[1] += f" {quoted(''.join(piece.text for piece in hit.snippet))}"
    if (address := collection.address(hit.iri)) is not None and address != hit.iri:
        lines.append(f"   address: {address}")
    return "\n".join(lines)
