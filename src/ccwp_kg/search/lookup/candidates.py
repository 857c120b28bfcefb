"""Which things answer a question, best first.

First what is called so, then what begins so, then what has all the words in its names and titles. What follows is
weighed: names that stand in the question, actions that speak of what is named, texts that hold all its words or most.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ccwp_kg.kinds import NO_THINGS, SEARCHED
from ccwp_kg.search.index.fields import COLUMNS, FIELD_PLACES, FIELDS
from ccwp_kg.search.index.read import Database, Index, rows_among
from ccwp_kg.search.index.words import folded, squeezed
from ccwp_kg.search.lookup.identifiers import identified_rows, is_address, near_rows
from ccwp_kg.search.lookup.numbers import DocumentNumber, codes
from ccwp_kg.search.lookup.question import Phrase, Question, SearchTerm, has_figure, in_other_orders, names_in
from ccwp_kg.search.lookup.results import LAST, Score
from ccwp_kg.search.lookup.terms import KnownTerms, all_of, expression, known_terms, shares_of

MOST = 1_000
"""So many hits of one sort are counted; a question that has more is too wide to be read to its end."""
_KIND = {kind.name: place for place, kind in enumerate(SEARCHED)}
_ACTION, _TECHNICAL, _TERM, _PASSAGE, _QUESTION, _PAGE = (
    _KIND[name] for name in ("action", "subject-code", "term", "passage", "question", "page")
)
_ANSWERS = frozenset(_KIND[name] for name in NO_THINGS)
_NAMED = "SELECT thing, kind, entry.id, field, mentions, folded, squeezed FROM entry JOIN thing ON thing.id = thing"
_CODED = f"{_NAMED} WHERE squeezed IS NOT NULL AND field <> 'match' AND"
_WEIGHTS = ", ".join(str(weight) for _, weight in COLUMNS)
_IN_NAMES, _IN_OWN_NAMES = "names codes titles others", "names codes titles"
Rank = tuple[float, ...]
Spoken = tuple[int, int | None, tuple[SearchTerm, ...]]
Named = tuple[Any, tuple[SearchTerm, ...], bool]

_CALLED, _BEGUN, _IN_ALL_NAMES, _WEIGHED, _OF_ONTOLOGY = range(5)
"""The tiers of an answer, the best first."""
_SENTENCE = 4
"""So many terms are a sentence: the passage that has them is what is looked for."""
_LEADING = 3
"""So many things that are named have their actions behind them."""
_SHORTEST_CODE = 4
_CODES = frozenset(each.name for each in FIELDS if each.is_code and each.is_typed)
# What weighs how much, as a share of a question that is found whole.
_NAME, _SET_OUT, _SPEAKS, _TERM_NAME, _TITLE, _TEXT = 1.2, 1.1, 0.9, 0.95, 1.0, 0.6
_SAID, _ASKED, _OF_SITE, _COMMON = 0.95, 1.2, 0.5, 0.27
_NUMBERED = 1.1
"""What is named by a number that stands in the question weighs so much at least."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that fits: how well, its place among those that fit so, and the entry that is the reason if it is known.

    `missing` are the terms that it lacks. `speaks` are the things that it speaks of and that were found by their
    names, each with the entry of the name, None for an IRI, and the terms that are in it.
    """

    thing: int
    kind: int
    score: Score
    tier: int
    rank: Rank
    entry: int | None = None
    missing: tuple[str, ...] = ()
    speaks: tuple[Spoken, ...] = ()

    @property
    def order(self) -> tuple[int, Rank, int, int]:
        """What candidates are sorted by; the number of a thing settles it, so that the order is always the same."""
        return self.tier, self.rank, self.kind, self.thing

    @property
    def is_in_parts(self) -> bool:
        """Whether several of its entries, or things that it speaks of, may be the reason together."""
        return self.tier == _WEIGHED


@dataclass(frozen=True, slots=True)
class Candidates:
    """All that answers a question, in order; there may be more where `is_cut`. `known` are the terms looked for, and
    `shares` how much each says of the question."""

    known: KnownTerms
    all: tuple[Candidate, ...]
    is_cut: bool
    shares: Mapping[SearchTerm, float] = field(default_factory=dict)


def candidates(index: Index, question: Question, *, by_own_names: bool = False) -> Candidates:
    """The things that answer a question; `by_own_names` those that have its words in names of their own."""
    best: dict[int, Candidate] = {}
    shares: Mapping[SearchTerm, float] = {}
    is_cut = False

    def take(found: Iterable[Candidate]) -> None:
        nonlocal is_cut
        found = list(found)
        is_cut = is_cut or len(found) >= MOST
        for candidate in found:
            known = best.get(candidate.thing)
            if known is None or candidate.order < known.order:
                best[candidate.thing] = candidate

    with index.reading() as database:
        known = known_terms(database, index, question)
        if not question.words:
            return Candidates(known, (), is_cut=False)
        for number in question.numbers:
            take(_numbered(database, number))
        take(_named((*row[:5], ""), "exact") for row in identified_rows(database, index.base, question.text))
        near = [] if best or by_own_names else near_rows(database, question.text)
        take(_named((*row[:5], ""), "word") for row in near)
        if not best and is_address(question.text):  # of nothing here; its words were not typed as words
            return Candidates(replace(known, spelled=(), corrected=()), (), is_cut=False)
        take(_called(database, question, known, known.texts, by_own_names=by_own_names))
        if any(each.score == "exact" for each in best.values()):  # it is spelled as it should be
            known = replace(known, spelled=(), corrected=())
        spelled = _called(database, question, known, known.spelled, by_own_names=by_own_names)
        take(replace(each, score="fuzzy") if by_own_names else each for each in spelled)
        named, known = ([], known) if by_own_names else _named_in(database, known)
        take(_named((*row[:5], ""), "word") for row, held, _ in named if 1 < len(held) >= len(known.terms))
        take(_holding_in_names(database, known, by_own_names=by_own_names, is_asking=question.is_asking))
        if not by_own_names:
            called = sorted((each for each in best.values() if each.tier == _CALLED), key=lambda each: each.order)
            if not called and has_figure(question.text):  # "OJ C 260", without its date
                called = sorted(best.values(), key=lambda each: each.order)[:1]
            said = {term: _rows(database, expression(term)) for term in known.terms}
            rows = _kinds(database, set[int]().union(*said.values()))
            kinds = {thing: (kind, mentions) for thing, kind, mentions in rows}
            technical = {thing for thing, (kind, _) in kinds.items() if kind >= _TECHNICAL}
            shares = shares_of(database, said, known, unlike=technical)
            take(
                _weighed(database, known, called, said, shares, kinds=kinds, named=named, is_asking=question.is_asking)
            )
            take(_quoting(database, known))
    found = best.values() if not by_own_names else [each for each in best.values() if each.kind not in _ANSWERS]
    if not question.is_spelled_as_code:
        found = [_behind(each) for each in found]
    lacked = [frozenset(folded(word) for word in each.missing) for each in found]  # by a hit, though spelled otherwise
    known = replace(known, corrected=tuple(c for c in known.corrected if not all(c[0] in words for words in lacked)))
    if known.corrected:
        found = [replace(each, score="fuzzy") if each.score != "some" else each for each in found]
    return Candidates(known, tuple(sorted(found, key=lambda each: each.order)), is_cut, shares)


def _behind(each: Candidate) -> Candidate:
    """A term of the ontology behind what people look for; what is called so before what holds some of the words."""
    if each.kind != _TERM:
        return each
    return (
        replace(each, tier=_WEIGHED, rank=(-_TERM_NAME,)) if each.tier == _CALLED else replace(each, tier=_OF_ONTOLOGY)
    )


def _numbered(database: Database, number: DocumentNumber) -> list[Candidate]:
    """The document of a number first; then all its versions as one, then each; those that are not the one meant begin
    like it at best."""
    key, family = squeezed(number.key), squeezed(number.family)
    rows = database.execute(
        "SELECT thing, kind, entry.id, squeezed FROM entry JOIN thing ON thing.id = thing "
        "WHERE squeezed IS NOT NULL AND squeezed >= ? AND squeezed < ? AND field = 'register-key' LIMIT ?",
        (family, family + LAST, MOST),
    ).fetchall()
    is_known = any(code == key for *_, code in rows)
    found = []
    for thing, kind, entry, code in rows:
        is_meant = code == key or (number.is_bare and code == family and not is_known)
        score: Score = "exact" if is_meant else "prefix"
        found.append(Candidate(thing, kind, score, _CALLED if is_meant else _BEGUN, (-1.0, code != family), entry))
    return found


def _named(row: Any, score: Score) -> Candidate:
    """What a reader looks for before what only the makers of data do; then by the sort of name, by kind, and what the
    documents mention most first. A page of the site comes behind things that have the words, unless it is called so, or
    the whole of what was typed is several words for it."""
    thing, kind, entry, field, mentions, words, *_ = row
    if kind == _PAGE and not (score == "exact" and (field == "name" or " " in words)):
        return Candidate(thing, kind, score, _IN_ALL_NAMES, (False, True, kind, score != "exact"), entry)
    rank = (kind >= _TECHNICAL, FIELD_PLACES[field], kind, -mentions)
    return Candidate(thing, kind, score, _CALLED if score == "exact" else _BEGUN, rank, entry)


def _called(
    database: Database, question: Question, known: KnownTerms, texts: Sequence[Phrase], *, by_own_names: bool
) -> list[Candidate]:
    """The things that are called so, or whose names begin so, in one of the spellings of a question; a number behind a
    word is a whole one."""
    sort = "is_name" if by_own_names else "is_typed"
    wholes = [whole for words in texts for whole in ((" ".join(words),) if by_own_names else question.wholes(words))]
    dates = [" ".join(form) for term in known.terms for form in term.phrases if term.is_date and len(known.terms) == 1]
    written = list(dict.fromkeys([*codes(question.text), *(squeezed(whole) for whole in wholes)]))
    if question.is_spelled_as_code:
        written.append(squeezed(question.text.partition(":")[2]))
    exact = database.execute(
        f"{_NAMED} WHERE {sort} AND folded IN ({_marks(wholes + dates)}) "
        f"UNION {_CODED} squeezed IN ({_marks(written)}) LIMIT ?",
        (*wholes, *dates, *written, MOST),
    ).fetchall()
    if by_own_names:
        exact = [row for row in exact if row[3] != "reference"]
    found = [_named(row, "exact") for row in exact]
    for code in (code for code in written if has_figure(code) and len(code) >= _SHORTEST_CODE):
        asked = f"{_CODED} squeezed > ? AND squeezed < ? ORDER BY entry.id LIMIT ?"
        begun = database.execute(asked, (code, code + LAST, MOST))
        found += [_named(row, "prefix") for row in begun if row[3] in _CODES]
    for whole in wholes:
        asked = f"{_NAMED} WHERE {sort} AND folded >= ? AND folded < ? ORDER BY entry.id LIMIT ?"
        begun = database.execute(asked, (whole, whole + LAST, MOST))
        is_whole = " " in whole and whole[-1].isdigit()  # "footnote 1", but "828"
        found += [_named(row, "prefix") for row in begun if not (is_whole and row[5][len(whole) :][:1].isdigit())]
    return found


def _holding_in_names(database: Database, known: KnownTerms, *, by_own_names: bool, is_asking: bool) -> list[Candidate]:
    """The things that have all the words in their names and titles, or all but those for their kind; who asks gets
    questions first."""
    columns = _IN_OWN_NAMES if by_own_names else _IN_NAMES
    found = matching(database, f"{{{columns}}} : ({all_of(known.terms)})")
    if known.hints and not by_own_names:
        kinds, all_but_hints = frozenset[int]().union(*known.hints.values()), all_of(known.telling)
        found += [row for row in matching(database, f"{{{columns}}} : ({all_but_hints})") if row[1] in kinds]
    return [
        Candidate(
            thing,
            kind,
            "word",
            _IN_ALL_NAMES,
            (kind >= _TECHNICAL, not is_asking or kind != _QUESTION, kind, -mentions, round(weight, 6)),
        )
        for thing, kind, mentions, weight in found
    ]


@dataclass(slots=True)
class _Fit:
    """How well each term fits a thing; the entry that gives most of it, and the things that it speaks of."""

    terms: dict[SearchTerm, float] = field(default_factory=dict)
    most: float = 0.0
    entry: int | None = None
    speaks: list[Spoken] = field(default_factory=list)


def _weighed(
    database: Database,
    known: KnownTerms,
    called: Sequence[Candidate],
    said: Mapping[SearchTerm, frozenset[int]],
    share: Mapping[SearchTerm, float],
    *,
    kinds: dict[int, tuple[int, int]],
    named: Sequence[Named],
    is_asking: bool,
) -> list[Candidate]:
    """The things that are named in the question, the actions that speak of these and of those that are called so, and
    what holds all the words or most; each word weighs the more the fewer things have it."""
    terms, telling = known.terms, known.telling
    titled = {term: _rows(database, f"{{{_IN_NAMES}}} : ({expression(term)})") for term in terms}
    fits: defaultdict[int, _Fit] = defaultdict(_Fit)

    def give(
        thing: int, held: tuple[SearchTerm, ...], fit: float, *, entry: int | None = None, named: Spoken | None = None
    ) -> None:
        known_fit, weight = fits[thing], 0.0
        for term in held:
            known_fit.terms[term] = max(fit, known_fit.terms.get(term, 0.0))
            weight += fit * share[term]
        if named and not all(thing in said[term] for term in held):  # else its own words say so
            known_fit.speaks.append(named)
        if (entry or named) and weight >= known_fit.most:
            known_fit.most, known_fit.entry = weight, entry

    for row, held, is_number in named:
        whole = sum(map(share.__getitem__, held))
        give(row[0], held, max(_NAME, _NUMBERED / max(whole, 0.01) if is_number else 0), entry=row[2])
    ahead = {each.thing: (each.kind, each.entry, terms) for each in called}
    for row, held, _ in sorted(named, key=lambda each: -sum(map(share.__getitem__, each[1]))):
        kind, entry, before = ahead.get(row[0], (row[1], row[2], ()))
        ahead[row[0]] = kind, entry, tuple(dict.fromkeys((*before, *held)))  # two names of it may have a term each
    speaking = [
        (thing, entry, held)
        for thing, (kind, entry, held) in ahead.items()
        if kind < _TECHNICAL and kind not in _ANSWERS
    ]
    spoken_of = [(spoken, _actions(database, spoken[0])) for spoken in speaking[:_LEADING]]
    most = max([1, *(len(actions) for _, actions in spoken_of)]) if len(spoken_of) > 1 else math.inf
    for spoken, actions in spoken_of:
        fit = _SPEAKS - _COMMON * len(actions) / most  # of several things, what most actions speak of tells little
        for place, (action, kind) in enumerate(actions):
            give(action, spoken[-1], (fit if kind == _ACTION else _SET_OUT) - place / MOST, named=spoken)
    kinds |= {thing: (kind, mentions) for thing, kind, mentions in _kinds(database, fits.keys() - kinds)}
    in_passage = _SAID if len(terms) >= _SENTENCE else _TEXT
    for term in (*telling, *known.hints):  # what has a word for a kind alone is no hit
        for thing in said[term] & fits.keys() if term in known.hints else said[term]:
            fit = _TITLE if thing in titled[term] else in_passage if kinds[thing][0] == _PASSAGE else _TEXT
            fits[thing].terms[term] = max(fit, fits[thing].terms.get(term, 0.0))
    for term, of_kinds in known.hints.items():
        for thing in fits:
            if kinds[thing][0] in of_kinds:
                give(thing, (term,), _TITLE)
    found, known_share = [], sum(map(share.__getitem__, telling))
    for thing, each in fits.items():
        lacking = [term for term in telling if term not in each.terms]
        # the rarer half of the words will do where the others only hint
        more = 2 * len(lacking) - len(telling)
        is_half = more == 0 and known.hints and sum(map(share.__getitem__, lacking)) < known_share / 2
        kind, mentions = kinds[thing]
        if (each.most > 0 and (kind < _TECHNICAL or not lacking)) or more < 0 or is_half:
            asked = _ASKED if is_asking and kind == _QUESTION else _OF_SITE if kind == _PAGE else 1.0
            fit = asked * sum(share[term] * weight for term, weight in each.terms.items())
            rank = (-round(fit, 6), kind, -mentions)
            score: Score = "some" if lacking else "word"
            missing, speaks = tuple(term.typed for term in lacking), tuple(each.speaks)
            found.append(Candidate(thing, kind, score, _WEIGHED, rank, each.entry, missing, speaks))
    return sorted(found, key=lambda each: each.order)[:MOST]


def _rows(database: Database, sought: str) -> frozenset[int]:
    rows = database.execute("SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (sought, MOST))
    return frozenset(row for (row,) in rows)


def _named_in(database: Database, known: KnownTerms) -> tuple[list[Named], KnownTerms]:
    """The entries whose names stand in the question, with the terms that each has, and whether it has a number; a name
    within a longer one that stands there is none. Of the hints those are none that stand in a name with other terms."""
    texts = (*known.texts, *known.spelled)
    names = dict.fromkeys(name for words in texts for name in (*names_in(words), *in_other_orders(words)))
    names |= {form[0]: None for term in known.terms for form in term.phrases if len(form) == 1}
    dates = {" ".join(form): term for term in known.terms for form in term.phrases if term.is_date}
    codes_of = {squeezed(name): name for name in names if has_figure(name)}
    rows = [
        *rows_among(database, f"{_NAMED} WHERE is_typed AND folded IN ({{}})", [*names, *dates]),
        *rows_among(database, f"{_CODED} squeezed IN ({{}})", list(codes_of)),
    ]
    called = [(row, row[5] if row[5] in names or row[5] in dates else codes_of[row[6]]) for row in rows]
    longest = dict.fromkeys(name for _, name in called)
    found: list[Named] = []
    for row, name in called:
        if not any(name != other and f" {name} " in f" {other} " for other in longest):
            words = set(name.split())
            held = tuple(
                term
                for term in known.terms
                if (term == dates.get(name) if term.is_date else any(words.issuperset(each) for each in term.phrases))
            )
            if not held or not known.hints.keys() >= set(held):
                found.append((row, held, has_figure(name)))
    within = {term for _, held, _ in found for term in held}
    return found, replace(known, hints={term: of for term, of in known.hints.items() if term not in within})


def _actions(database: Database, thing: int) -> list[tuple[int, int]]:
    """The plans and acts that a document sets out and the actions that speak of a thing, with their kinds; the actions
    that do so most often first."""
    return database.execute(
        "SELECT action, kind FROM action JOIN thing ON id = action WHERE action.thing = ? "
        "ORDER BY action.mentions DESC, action LIMIT ?",
        (thing, MOST),
    ).fetchall()


def _quoting(database: Database, known: KnownTerms) -> list[Candidate]:
    """The passages that have what was typed word for word: before what has its words apart, where it is a sentence."""
    words = known.texts[0]
    if len(words) < _SENTENCE:
        return []
    tier, rank = (_BEGUN, (2.0,)) if len(known.terms) >= _SENTENCE else (_WEIGHED, (-_TITLE,))
    rows = _rows(database, f'texts : "{" ".join(words)}"')
    passages = [(thing, kind) for thing, kind, _ in _kinds(database, rows) if kind == _PASSAGE]
    return [Candidate(thing, kind, "exact", tier, rank) for thing, kind in passages]


def _kinds(database: Database, things: Iterable[int]) -> list[tuple[int, int, int]]:
    return list(rows_among(database, "SELECT id, kind, mentions FROM thing WHERE id IN ({})", sorted(things)))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def matching(database: Database, sought: str, *, most: int = MOST) -> list[tuple[int, int, int, float]]:
    """Things by how well they fit an FTS5 expression (BM25), with what it takes to settle equals."""
    return database.execute(
        "SELECT words.rowid, kind, mentions + (SELECT count(*) FROM action WHERE action.thing = words.rowid), "  # noqa: S608
        f"bm25(words, {_WEIGHTS}) AS weight FROM words "  # our numbers
        "JOIN thing ON thing.id = words.rowid WHERE words MATCH ? ORDER BY weight, kind, words.rowid LIMIT ?",
        (sought, most),
    ).fetchall()
