"""Which things somebody may have meant whose address names nothing: the nearest by spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from pyoxigraph import Literal, NamedNode
from rapidfuzz import fuzz, process

from ccwp_kg.entities import Thing
from ccwp_kg.namespaces import CCWP, ID, SKOS
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.labels import LABELS, TITLE, best_label
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.store import Rows, Store

OFFERED = 5
"""So many things are named at most."""
_THINGS = 20_000
_ROWS = 60_000
_LONGEST = 300
_ALIKE = 70.0
_ALIKE_AS_A_WHOLE = 82.0
_SAME_COLLECTION = 75.0
_NAMED_BY = (*LABELS, CCWP.acronym, SKOS.altLabel, CCWP.nameIn2011)

Labels = Mapping[NamedNode, Mapping[NamedNode, Sequence[Literal]]]
"""Thing → property → names."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """Every way to write the things of one collection, and beside each way the thing it means."""

    ways: list[str]
    things: list[Thing]


class Nearest:
    """What is spelled like a mistyped reference; the spellings are fetched once, when they are first needed.

    Of very large datasets the first 20,000 names are compared, so that a wrong address stays cheap.
    """

    def __init__(self, store: Store, prefixes: Prefixes) -> None:
        self._store = store
        self._prefixes = prefixes
        self._lock = Lock()
        self._known: Mapping[str, Spellings] | None = None

    def to(self, reference: str) -> tuple[Thing, ...]:
        """Up to five things whose reference or name is like `organisation/europoll`, the likeliest first.

        Things of the same collection are compared; where there is no such collection, all are.
        """
        if not reference.strip("/") or len(reference) > _LONGEST:
            return ()
        known = self._spellings()
        collection, slash, rest = reference.strip("/").partition("/")
        among = _collections(known, collection) if slash else []
        if among:
            spellings = [known[name] for name in among]
            # `plan/6` and `plan/5` have nothing in common but the collection.
            return _likeliest(_folded(rest), spellings) or _likeliest_as_a_whole(rest, spellings)
        return _likeliest(_folded(reference.strip("/").rpartition("/")[2]), list(known.values()))

    def _spellings(self) -> Mapping[str, Spellings]:
        """All spellings; none while another thread fetches them, for no 404 waits for a slow store behind another."""
        if self._known is None and self._lock.acquire(blocking=False):
            try:
                self._known = _by_collection(_names(self._store), self._prefixes)
            finally:
                self._lock.release()
        return self._known or {}


def _names(store: Store) -> Labels:
    """The names and acronyms of the dataset's own things, in one query; without order, which a store may refuse."""
    asked = ", ".join(map(str, _NAMED_BY))
    rows: Rows = store.rows(
        f'SELECT ?x ?p ?l WHERE {{ ?x ?p ?l FILTER(?p IN ({asked})) FILTER(isIRI(?x) && STRSTARTS(STR(?x), "{ID}")) '
        f'FILTER(!CONTAINS(STR(?x), "#")) }} LIMIT {_ROWS}'
    )
    found: defaultdict[NamedNode, dict[NamedNode, list[Literal]]] = defaultdict(dict)
    for row in rows:
        thing, predicate, label = row["x"], row["p"], row["l"]
        if isinstance(thing, NamedNode) and isinstance(predicate, NamedNode) and isinstance(label, Literal):
            found[thing].setdefault(predicate, []).append(label)
    first = sorted(found, key=lambda iri: natural_key(iri.value))[:_THINGS]
    return {iri: found[iri] for iri in first}


def _by_collection(names: Labels, prefixes: Prefixes) -> Mapping[str, Spellings]:
    known: dict[str, Spellings] = {}
    for iri, labels in names.items():
        collection, _, rest = iri.value.removeprefix(ID).partition("/")
        thing = _thing(iri, labels, prefixes)
        spellings = known.setdefault(collection, Spellings([], []))
        told = (label.value for predicate in _NAMED_BY for label in labels.get(predicate, ()))
        for way in dict.fromkeys(map(_folded, [rest or collection, *told])):
            spellings.ways.append(way)
            spellings.things.append(thing)
    return known


def _thing(iri: NamedNode, labels: Mapping[NamedNode, Sequence[Literal]], prefixes: Prefixes) -> Thing:
    """A thing by its English name, with its title where that is another."""
    best = {predicate: best_label(labels.get(predicate, ()), ("en",)) for predicate in LABELS}
    name = next((label for label in best.values() if label is not None), None)
    if name is None:
        return Thing(iri.value, prefixes.shorten(iri.value), is_named=False)
    title = best[TITLE]
    shown = title.value if title is not None and title != name and title.language in (None, "en") else None
    return Thing(iri.value, name.value, name.language, title=shown)


def _folded(text: str) -> str:
    """As people type it: small letters, with a space for each hyphen and underscore.

    >>> _folded("DG-TAXUD")
    'dg taxud'
    """
    return text.casefold().replace("-", " ").replace("_", " ").strip()


def _collections(known: Iterable[str], name: str) -> list[str]:
    """The collection of that name, else those whose name is like it: `organization`, `actions`."""
    if name in known:
        return [name]
    like = process.extract(name, sorted(known), scorer=fuzz.ratio, limit=1, score_cutoff=_SAME_COLLECTION)
    return [found for found, _, _ in like]


def _likeliest(wanted: str, among: Sequence[Spellings]) -> tuple[Thing, ...]:
    scores: dict[str, tuple[float, Thing]] = {}
    for spellings in among:
        for _, score, place in process.extract(
            wanted, spellings.ways, scorer=fuzz.ratio, limit=None, score_cutoff=_ALIKE
        ):
            thing = spellings.things[place]
            if score > scores.get(thing.iri, (0.0, thing))[0]:
                scores[thing.iri] = (score, thing)
    return _first(scores.values())


def _likeliest_as_a_whole(rest: str, among: Sequence[Spellings]) -> tuple[Thing, ...]:
    """Compare references with their collection, which is the same for all of them."""
    things = {thing.iri: thing for spellings in among for thing in spellings.things}
    whole = f"{next(iter(things)).removeprefix(ID).partition('/')[0]}/{rest}"
    found = process.extract(
        whole,
        {iri: iri.removeprefix(ID) for iri in things},
        scorer=fuzz.ratio,
        limit=None,
        score_cutoff=_ALIKE_AS_A_WHOLE,
    )
    return _first((score, things[iri]) for _, score, iri in found)


def _first(scored: Iterable[tuple[float, Thing]]) -> tuple[Thing, ...]:
    """The best, without parts of what is among them: the whole leads to its parts."""
    chosen: list[Thing] = []
    for _, thing in sorted(scored, key=lambda found: (-found[0], natural_key(found[1].iri))):
        if not any(thing.iri.startswith(whole.iri + "/") for whole in chosen):
            chosen.append(thing)
        if len(chosen) == OFFERED:
            break
    return tuple(chosen)
