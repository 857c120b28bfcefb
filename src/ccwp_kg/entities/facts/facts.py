"""Statements by subject and property, and what things are called: in the language asked for, in English, or in any."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Self
from weakref import WeakValueDictionary

from pyoxigraph import Literal, NamedNode

from ccwp_kg.namespaces import CCWP, DCTERMS, RDFS, SKOS
from ccwp_kg.page_facts import NAMING, PageFacts
from ccwp_kg.rdf.dataset import ABOUT
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.rdf.terms.days import day_of
from ccwp_kg.rdf.terms.labels import LABELS, TITLE, best_label
from ccwp_kg.store import Row, Store, StoreView, Term

DATES = ("#date", "#gYearMonth", "#gYear")
"""How the IRIs of the datatypes end that are told as days, months and years."""
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


@dataclass(frozen=True, slots=True)
class Words:
    """A literal as people see it: its characters, its language where it has one, its datatype's IRI."""

    text: str
    language: str | None = None
    datatype: str | None = None


class Facts(TripleIndex):
    """What a page asks of an index of statements: literals as people see them."""

    @classmethod
    def of_rows(cls, rows: Iterable[Row]) -> Self:
        """The index of rows `?s ?p ?o`."""
        return cls((row["s"], predicate, row["o"]) for row in rows if isinstance(predicate := row["p"], NamedNode))

    def all_words(self, subject: NamedNode, predicate: NamedNode) -> list[Words]:
        """The values that are literals."""
        return [words(value) for value in self.literals(subject, predicate)]

    def words(self, subject: NamedNode, predicate: NamedNode) -> Words | None:
        """The first value that is a literal, in English where one is."""
        found = best_label(self.literals(subject, predicate), ("en",))
        return None if found is None else words(found)

    def text(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        """The characters of the same."""
        found = self.words(subject, predicate)
        return None if found is None else found.text

    def whole(self, part: NamedNode) -> NamedNode | None:
        """The nearest of the things that a thing is part of, whose IRI is the longest."""
        return max(self.things(part, DCTERMS.isPartOf), key=lambda whole: len(whole.value), default=None)


LONGEST = 10_000
"""Of a longer literal a page shows the beginning; the data in every format have all of it."""


def words(literal: Literal) -> Words:
    """A literal as people see it."""
    return Words(shortened(literal.value, most=LONGEST), literal.language, literal.datatype.value)


def count_of(term: Term | None) -> int:
    """The number that a COUNT is; 0 where there is none."""
    return int(term.value) if isinstance(term, Literal) else 0


def shortened(text: str, *, most: int) -> str:
    """At most so many characters, the cut marked.

    >>> shortened("customs", most=4)
    'cust…'
    """
    return text if len(text) <= most else f"{text[:most]}…"


def value_in_words(text: str, datatype: str | None) -> str:
    """A literal as people write it: a date or a duration in words; any other as it stands.

    >>> value_in_words("P1Y6M", "urn:xsd#duration"), value_in_words("2004", "urn:xsd#integer")
    ('1 year 6 months', '2004')
    """
    if (datatype or "").endswith(DATES):
        return day_of(text)
    found = _DURATION.fullmatch(text) if (datatype or "").endswith("uration") else None
    units = zip(("year", "month", "week", "day"), found.groups(), strict=True) if found else ()
    told = [f"{number} {unit}{'s' if number != '1' else ''}" for unit, number in units if number]
    return " ".join(told) or text


_NAMES = (SKOS.prefLabel, RDFS.label)
_IN_WORDS = {SKOS.altLabel.value: "also called", RDFS.label.value: "name"}
_BATCH = 400
_PERIOD = re.compile(r"/period/(\d{4}-\d\d-\d\d)--(\d{4}-\d\d-\d\d)\Z", re.ASCII)
_PARTED = re.compile(r"(?:plan|document)/[^/#]+/[^#]+\Z")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_")
_LONGEST_NAME = 500


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with an IRI, and what to call it, with the languages of its name and title.

    `is_named` is False where the name is only its shortened IRI.
    """

    iri: str
    name: str
    language: str | None = None
    acronym: str | None = None
    title: str | None = None
    is_named: bool = True
    title_language: str | None = None

    @property
    def short(self) -> str:
        """The acronym where there is one, else the name."""
        return self.acronym or self.name

    @property
    def in_words(self) -> str:
        """The name; of a term elsewhere that has none here the words that its IRI ends with.

        >>> Thing("http://data.europa.eu/eli/ontology#date_document", "eli:date_document", is_named=False).in_words
        'date document'
        """
        if self.iri in _IN_WORDS:
            return _IN_WORDS[self.iri]
        return self.name if self.is_named else _HUMP.sub(" ", self.name.rpartition(":")[2]).lower()


class Names:
    """Names that were looked up together; asking for one costs nothing."""

    def __init__(self, found: dict[NamedNode, Thing], prefixes: Prefixes, languages: tuple[str, ...] = ()) -> None:
        self.languages = languages
        """The languages in which at least one of these things has a name, by tag."""
        self._found = found
        self._prefixes = prefixes

    def __getitem__(self, iri: NamedNode) -> Thing:
        known = self._found.get(iri)
        return known if known is not None else Thing(iri.value, self._prefixes.shorten(iri.value), is_named=False)

    def things(self, iris: Iterable[NamedNode]) -> tuple[Thing, ...]:
        """The named things, in the order given."""
        return tuple(self[iri] for iri in iris)

    def shown(self, term: Term) -> Thing | Words:
        """A value as people see it: a thing by its name, a literal by its characters."""
        if isinstance(term, NamedNode):
            return self[term]
        return words(term) if isinstance(term, Literal) else Words(str(term))


def look_up(
    store: Store,
    iris: Iterable[NamedNode],
    *,
    languages: Sequence[str],
    prefixes: Prefixes,
    stated: Facts | None = None,
    whole: Container[NamedNode] = (),
) -> Names:
    """The names of many things: those that were not looked up before are, in the file of the release if there is one.

    `languages` is the chain of tags that were asked for; English and then any other follow by themselves. Of the things
    in `whole`, the facts `stated` hold all names.
    """
    wanted = set(iris)
    given: dict[NamedNode, _Labels] = {}
    if stated is not None:
        for iri in wanted:
            if iri in whole:
                given[iri] = _Labels({p: found for p in NAMING if (found := stated.literals(iri, p))})
    known = given | _labels(store, wanted - given.keys())
    chain = (*languages, "en")
    named = {iri: labels for iri, labels in known.items() if labels.by_property}
    things = {iri: _thing(iri, labels, chain, prefixes) for iri, labels in named.items()}
    return Names(things, prefixes, tuple(sorted(set().union(*(labels.tags for labels in named.values())))))


class _Labels:
    """The labels of a thing by property, in every language, and the names made of them before."""

    __slots__ = ("by_property", "tags", "things")

    def __init__(self, by_property: Mapping[NamedNode, list[Literal]]) -> None:
        self.by_property = by_property
        self.tags = {each.language for name in _NAMES for each in by_property.get(name, ()) if each.language}
        self.things: dict[tuple[str, ...], Thing] = {}


_KEPT: dict[str, dict[NamedNode, _Labels]] = {}
"""Labels that were looked up, by the state of the data: the same things are named on page after page."""
_FILES: WeakValueDictionary[str, PageFacts] = WeakValueDictionary()
"""Where labels are read, by the state of the data; of other states the store is asked."""
_MOST_KEPT = 20_000
_STATES = 3
"""A release, and the earlier ones that are asked for beside it."""


def read_labels_from(file: PageFacts) -> None:
    """Read labels from a file, as long as somebody holds it open, and forget those of its state read elsewhere."""
    _FILES[file.state] = file
    _KEPT.pop(file.state, None)


def _labels(store: Store, wanted: Set[NamedNode]) -> dict[NamedNode, _Labels]:
    store = store.names if isinstance(store, StoreView) else store
    state = store.state
    kept: dict[NamedNode, _Labels] = {} if state is None else _KEPT.get(state, {})
    found = {iri: labels for iri in wanted if (labels := kept.get(iri)) is not None}
    file = None if state is None else _FILES.get(state)
    unknown = wanted - found.keys()
    read = _asked(store, sorted(unknown, key=lambda iri: iri.value)) if file is None else file.labels(unknown)
    missing = {iri: _Labels(by_property) for iri, by_property in read.items()}
    if missing and state is not None and store.state == state:  # else labels of another release may be among them
        if state not in _KEPT and len(_KEPT) >= _STATES:
            _KEPT.pop(next(iter(_KEPT)), None)
        kept = _KEPT.setdefault(state, {})
        if len(kept) + len(missing) > _MOST_KEPT:
            kept.clear()
        kept.update(missing)
    return found | missing


def _asked(store: Store, wanted: Sequence[NamedNode]) -> dict[NamedNode, dict[NamedNode, list[Literal]]]:
    labels: dict[NamedNode, dict[NamedNode, list[Literal]]] = {iri: {} for iri in wanted}
    asked = ", ".join(map(str, NAMING))
    for start in range(0, len(wanted), _BATCH):
        batch = " ".join(map(str, wanted[start : start + _BATCH]))
        named = f"VALUES ?x {{ {batch} }} ?x ?p ?l FILTER(?p IN ({asked}))"
        about = f"VALUES ?g {{ {' '.join(str(store.base.here(name)) for name in ABOUT)} }} GRAPH ?g {{ {named} }}"
        for row in store.rows(f"SELECT DISTINCT ?x ?p ?l WHERE {{ {{ {named} }} UNION {{ {about} }} }}"):
            thing, predicate, label = row["x"], row["p"], row["l"]
            if isinstance(thing, NamedNode) and isinstance(predicate, NamedNode) and isinstance(label, Literal):
                labels[thing].setdefault(predicate, []).append(label)
    return labels


def label_languages(store: Store) -> frozenset[str]:
    """Every language in which the data name something, as a tag (BCP 47)."""
    names = " ".join(map(str, _NAMES))
    rows = store.rows(f"SELECT DISTINCT ?tag WHERE {{ VALUES ?p {{ {names} }} ?x ?p ?l BIND(LANG(?l) AS ?tag) }}")
    return frozenset(tag.value for row in rows if isinstance(tag := row.get("tag"), Literal) and tag.value)


def _thing(iri: NamedNode, labels: _Labels, chain: tuple[str, ...], prefixes: Prefixes) -> Thing:
    if (known := labels.things.get(chain)) is not None:
        return known
    found = labels.by_property
    best = next((label for p in LABELS if (label := best_label(found.get(p, []), chain)) is not None), None)
    acronym, title = (best_label(found.get(p, []), chain) for p in (CCWP.acronym, TITLE))
    name = shortened(prefixes.shorten(iri.value) if best is None else best.value, most=_LONGEST_NAME)
    thing = Thing(
        iri.value,
        name,
        None if best is None else best.language,
        None if acronym is None else shortened(acronym.value, most=_LONGEST_NAME),
        None if title is None else shortened(title.value, most=_LONGEST_NAME),
        is_named=best is not None,
        title_language=None if title is None else title.language,
    )
    if best is not None:  # else the name depends on the prefixes
        labels.things[chain] = thing
    return thing


def days_of_period(iri: str) -> str | None:
    """The first and last day of a period that has no name, from the end of its IRI; None for anything else."""
    days = _PERIOD.search(iri)
    return f"{day_of(days[1])} – {day_of(days[2])}" if days else None


def called(thing: Thing, base: Base) -> Thing:
    """A thing by its name; one without is told by where it stands, not by its IRI.

    It is told by its characters in a document, by the days of a period, by the parts it stands in, by what follows /id/
    in an IRI of our own, or by an address elsewhere.

    >>> iri = "https://w3id.org/ccwp/id/plan/5/action/5.4/indicator/2/decision/2"
    >>> called(Thing(iri, iri, is_named=False), Base("https://w3id.org/ccwp/")).name
    'decision 2 of indicator 2 of action 5.4 of plan 5'
    >>> iri = "https://w3id.org/ccwp/id/source/plan#char=2286,2303"
    >>> called(Thing(iri, iri, is_named=False), Base("https://w3id.org/ccwp/")).name
    'characters 2286–2303 of source/plan'
    >>> iri = "https://w3id.org/ccwp/id/document/x/period/2004-01-01--2006-12-31"
    >>> called(Thing(iri, iri, is_named=False), Base("https://w3id.org/ccwp/")).name
    '1 January 2004 – 31 December 2006'
    """
    if thing.is_named or "://" not in thing.name:
        return thing
    own = base.reference(thing.iri)
    document, _, stretch = own.partition("#char=")
    if days := days_of_period(thing.iri):
        return replace(thing, name=days)
    if stretch:
        return replace(thing, name=f"characters {stretch.replace(',', '–')} of {document}")
    if _PARTED.match(own):
        return replace(thing, name=_within(own.split("/")))
    return replace(thing, name=own.removeprefix("https://").removeprefix("http://"))


def _within(steps: Sequence[str]) -> str:
    """The part that the steps of an IRI lead to, innermost first.

    A step is the kind of a part, and what follows is its own mark where that has a digit; of other steps the last two
    are a kind and a mark.

    >>> _within(["plan", "5", "action", "5.3", "terms-of-reference", "mention", "afis-mab"])
    'mention afis-mab of terms of reference of action 5.3 of plan 5'
    """
    told = [f"{steps[0]} {steps[1]}"]
    place = 2
    while place < len(steps):
        kind, mark = steps[place].replace("-", " "), steps[place + 1 : place + 2]
        is_marked = bool(mark) and (any(map(str.isdigit, mark[0])) or _are_paired(steps[place:]))
        told.append(f"{kind} {mark[0]}" if is_marked else kind)
        place += 1 + is_marked
    return " of ".join(reversed(told))


def _are_paired(steps: Sequence[str]) -> bool:
    """Whether as many steps without a digit begin here as pairs have, before the kind of a step with one."""
    count = next((place for place, step in enumerate(steps) if any(map(str.isdigit, step))), len(steps) + 1) - 1
    return count > 0 and count % 2 == 0
