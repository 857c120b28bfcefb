"""Which things somebody may have meant whose address names nothing: the nearest by spelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.search.index.read import Index
from ccwp_kg.search.index.words import folded
from ccwp_kg.search.lookup.resembling import Entity, entities
from ccwp_kg.search.lookup.results import LAST

OFFERED = 5
"""So many things are named at most."""
_NAMES = 60_000
_LONGEST = 300
_ALIKE = 70.0
_ALIKE_AS_A_WHOLE = 82.0
_SAME_COLLECTION = 75.0


def did_you_mean(index: Index, reference: str, *, under: str) -> tuple[Entity, ...]:
    """Up to five things whose reference or name is like `organisation/europoll`, the likeliest first.

    `under` is what precedes references in IRIs. Things of the same collection are compared; if there is no such
    collection, all are. Of very many names the first 60,000 are compared, so that a wrong address stays cheap.
    """
    wanted = reference.strip("/")
    if not wanted or len(wanted) > _LONGEST:
        return ()
    collection, slash, rest = wanted.partition("/")
    within = _collection(index, collection, under) if slash else ""
    spellings = _spellings(index, under, f"{under}{within}/" if within else under)
    name = folded(rest if within else wanted.rpartition("/")[2])
    ways = [(way, iri) for iri, names in spellings.items() for way in names]
    found = process.extract(name, [way for way, _ in ways], scorer=fuzz.ratio, limit=None, score_cutoff=_ALIKE)
    # from the least to the most alike, so that the best spelling of a thing counts
    best = {ways[place][1]: score for _, score, place in reversed(found)}
    if within and not best:  # `plan/6` and `plan/5` have nothing in common but the collection
        wholes = {iri: iri.removeprefix(under) for iri in spellings}
        best = {
            iri: score
            for _, score, iri in process.extract(
                f"{within}/{rest}", wholes, scorer=fuzz.ratio, limit=None, score_cutoff=_ALIKE_AS_A_WHOLE
            )
        }
    chosen: list[str] = []
    for iri in sorted(best, key=lambda each: (-best[each], natural_key(each))):
        if len(chosen) < OFFERED and not any(iri.startswith(f"{whole}/") for whole in chosen):  # it leads to its parts
            chosen.append(iri)
    things = entities(index, chosen)
    return tuple(things[iri] for iri in chosen)


def _collection(index: Index, name: str, under: str) -> str:
    """The collection of that name, else the one whose name is like it (`organization`, `actions`), else none."""
    with index.reading() as database:
        rows = database.execute(
            "SELECT DISTINCT substr(iri, ?1, instr(substr(iri, ?1), '/') - 1) FROM thing WHERE iri >= ?2 AND iri < ?3",
            (len(under) + 1, under, under + LAST),
        ).fetchall()
    known = sorted(collection for (collection,) in rows if collection)
    like = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=_SAME_COLLECTION)
    return name if name in known else like[0] if like else ""


def _spellings(index: Index, under: str, beginning: str) -> Mapping[str, Sequence[str]]:
    """For each thing whose IRI begins so, every way to write it: its reference and its names, folded."""
    with index.reading() as database:
        rows: Iterable[tuple[str, str | None]] = database.execute(
            "SELECT iri, folded FROM thing LEFT JOIN entry ON thing.id = entry.thing AND is_name "
            "WHERE iri >= ? AND iri < ? AND landing IS NULL ORDER BY thing.id LIMIT ?",
            (beginning, beginning + LAST, _NAMES),
        ).fetchall()
    ways: dict[str, list[str]] = {}
    for iri, name in rows:
        names = ways.setdefault(iri, [folded(iri.removeprefix(under).partition("/")[2])])
        names += [] if name is None else [name]
    return ways
