"""Answering a question: a page of hits with the reason for each, counts by kind, and names to try instead."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ccwp_kg.kinds import SEARCHED
from ccwp_kg.rdf.terms.days import day_of
from ccwp_kg.search.index.fields import FIELD_NAMES, reason
from ccwp_kg.search.index.read import Index, rows_among
from ccwp_kg.search.index.words import folded
from ccwp_kg.search.lookup.candidates import Candidate, Candidates, Spoken, candidates
from ccwp_kg.search.lookup.highlight import snippet
from ccwp_kg.search.lookup.identifiers import is_address
from ccwp_kg.search.lookup.question import Question, SearchTerm
from ccwp_kg.search.lookup.results import PAGE_SIZE, EntityName, Hit, KindCount, NearName, Piece, SearchResults
from ccwp_kg.search.lookup.spelling import alike, any_of
from ccwp_kg.search.lookup.terms import KnownTerms

_NEAREST = 5
_NEAR = 0.55
_ALIKE = 55.0
_WHOLE = 190
_MOST_REASONS = 3
_FOREIGN = 0.9
_PASSAGE = next(place for place, kind in enumerate(SEARCHED) if kind.name == "passage")
_TIES = {"plan": "is set out in", "act": "is set out or published in"}
"""How things other than actions are tied to what leads to them."""
_NAMES_WITH = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank, rowid LIMIT 200"
_THINGS = "SELECT * FROM thing WHERE id IN ({})"
_ENTRIES = "SELECT thing, id, field, language, text, folded FROM entry WHERE {} IN ({{}}) ORDER BY thing, id"


class Sought(NamedTuple):
    """The terms, each with the words that stand for it, the phrases that do, and the beginning of a word that may; all
    these words; and all the phrases and beginnings."""

    terms: Sequence[tuple[SearchTerm, frozenset[str], Sequence[str], str]]
    words: frozenset[str]
    parts: Sequence[str]


def find(index: Index, typed: str, *, kind: str = "", page: int = 1, size: int = PAGE_SIZE) -> SearchResults:
    """What answers a question: the hits of one kind or of all, one page of them, of that `size`.

    `kind` is the name of one of SEARCHED or empty. Any text is a question; one that says nothing finds nothing.
    """
    question = Question.of(typed)
    found = candidates(index, question)
    chosen = [each for each in found.all if not kind or SEARCHED[each.kind].name == kind]
    shown = chosen[(page - 1) * size : page * size]
    counts = Counter(each.kind for each in found.all)
    return SearchResults(
        asked=question.text,
        kind=kind,
        hits=_hits(index, found, shown),
        total=len(chosen),
        facets=tuple(KindCount(of.name, of.many, counts[n]) for n, of in enumerate(SEARCHED) if counts[n]),
        page=page,
        size=size,
        is_cut=found.is_cut,
        nearest=() if found.all else nearest(index, question.text),
        sought=tuple(term.typed for term in found.known.terms),
        telling=tuple(term.typed for term in found.known.telling),
        corrected=found.known.corrected,
    )


def suggest(index: Index, typed: str, *, most: int) -> tuple[Hit, ...]:
    """The first hits of a question that is still being typed."""
    found = candidates(index, Question.of(typed))
    things = [each for each in found.all if SEARCHED[each.kind].name != "passage"]
    return _hits(index, found, things[:most])


def nearest(index: Index, typed: str, *, most: int = _NEAREST) -> tuple[NearName, ...]:
    """The things whose names look most like some words, for whoever found nothing. No name looks like an address."""
    if is_address(typed):
        return ()
    question = Question.of(typed)
    near = {
        word
        for asked in question.words
        for word, _, _ in process.extract(
            asked, index.vocabulary, scorer=OSA.normalized_similarity, score_cutoff=_NEAR, limit=_NEAREST
        )
    }
    if not near:
        return ()
    with index.reading() as database:
        holding = [row[0] for row in database.execute(_NAMES_WITH, (f"names : ({any_of(sorted(near))})",))]
        found = sorted((-ratio, thing) for ratio, thing, _ in alike(database, question.folded, holding))
        close = [thing for ratio, thing in found[:most] if -ratio >= _ALIKE]
        things = {number: row for number, *row in rows_among(database, _THINGS, close)}
    return tuple(
        NearName(iri, label, language, SEARCHED[kind].one)
        for iri, kind, label, language, *_ in (things[each] for each in close)
    )


def _hits(index: Index, found: Candidates, shown: Sequence[Candidate]) -> tuple[Hit, ...]:
    """The candidates of a page with everything that is shown of them."""
    numbers = [each.thing for each in shown]
    spoken_of = [thing for each in shown for thing, _, _ in each.speaks]
    entries: defaultdict[int, dict[int, EntityName]] = defaultdict(dict)
    with index.reading() as database:
        things = {number: row for number, *row in rows_among(database, _THINGS, [*dict.fromkeys(numbers + spoken_of)])}
        # of a thing whose whole reason is known that entry alone
        known_entries = [each.entry for each in shown if each.entry is not None and not each.is_in_parts]
        names = [entry for each in shown for _, entry, _ in each.speaks if entry is not None]
        others = [each.thing for each in shown if each.entry is None or each.is_in_parts or each.kind == _PASSAGE]
        for column, values in (("id", known_entries), ("thing", others)):
            for row in rows_among(database, _ENTRIES.format(column), values):
                entries[row[0]][row[1]] = EntityName._make(row[2:])
        called = {
            number: EntityName(*words) for _, number, *words in rows_among(database, _ENTRIES.format("id"), names)
        }
    sought = _sought(found.known.terms)
    return tuple(
        _hit(found.known, each, things, called, _reasons(found, each, of, sought), of=of)
        for each in shown
        for of in (entries[each.thing],)
    )


def _hit(
    known: KnownTerms,
    candidate: Candidate,
    things: Mapping[int, Sequence[Any]],
    called: Mapping[int, EntityName],
    reasons: Sequence[EntityName | Spoken],
    *,
    of: Mapping[int, EntityName],
) -> Hit:
    """A hit; `of` are the entries of it."""
    iri, kind, label, language, acronym, about, about_language, _, _, landing = things[candidate.thing]
    first = reasons[0]
    tie = _TIES.get(SEARCHED[kind].name, "speaks of")
    entry = first if isinstance(first, EntityName) else None
    # a footnote that is found by its number is quoted all the same
    quoted = next((each for each in of.values() if landing and entry and each.field == "sentence"), entry)
    return Hit(
        iri=iri,
        label=label,
        label_language=language,
        acronym=acronym,
        kind=SEARCHED[kind].name,
        kind_words=SEARCHED[kind].one,
        about=about,
        about_language=about_language,
        field="speaks-of" if entry is None else entry.field,
        language=None if entry is None else entry.language,
        reasons=tuple(
            dict.fromkeys(
                reason(each.field, each.language, each.text)
                if isinstance(each, EntityName)
                else f"{tie} {things[each[0]][2]}{_called_otherwise(things[each[0]][2], called.get(each[1] or 0))}"
                for each in reasons
            )
        ),
        score=candidate.score,
        snippet=() if quoted is None or quoted.text in (label, acronym) else _snippet(known, candidate, quoted),
        missing=candidate.missing,
        landing=landing or "",
        words=quoted.text if landing and quoted else "",
    )


def _reasons(
    found: Candidates, candidate: Candidate, entries: Mapping[int, EntityName], sought: Sought
) -> list[EntityName | Spoken]:
    """Why a thing was found: the entry that was found, or as few as have all its terms between them, things that it
    speaks of among them. What holds most comes first; of equals what is in English, then the first."""
    if candidate.entry is not None and not candidate.is_in_parts:
        return [entries[candidate.entry]]
    # nobody looks for the words of an IRI, and the index has none
    read = [entry for entry in entries.values() if entry.field not in ("identifier", "reference")]
    held: list[tuple[EntityName | Spoken, Mapping[SearchTerm, float]]] = [
        *((entry, terms) for entry in read or entries.values() if (terms := _held(entry, sought))),
        *((spoken, dict.fromkeys(spoken[-1], 1.0)) for spoken in candidate.speaks),
    ]
    reasons: list[EntityName | Spoken] = []
    left = set(found.known.telling)
    while len(reasons) < _MOST_REASONS:
        weights = [
            sum([fit * found.shares.get(term, 1.0) for term, fit in terms.items() if term in left]) for _, terms in held
        ]
        if max(weights, default=0) <= 0:
            break
        best, terms = held[weights.index(max(weights))]
        reasons.append(best)
        left.difference_update(terms)
    # a code is not found by its words
    return reasons or [next(iter(read or entries.values())) if candidate.entry is None else entries[candidate.entry]]


def _sought(terms: Sequence[SearchTerm]) -> Sought:
    """The terms as they are looked for in an entry."""
    each = [
        (
            term,
            frozenset(phrase[0] for phrase in term.phrases if len(phrase) == 1),
            [f" {' '.join(phrase)} " for phrase in term.phrases if len(phrase) > 1],
            f" {' '.join(term.phrases[0])}" if term.is_beginning else "",
        )
        for term in terms
    ]
    words = frozenset(word for _, known, _, _ in each for word in known)
    return Sought(each, words, [part for *_, several, begun in each for part in (*several, begun) if part])


def _held(entry: EntityName, sought: Sought) -> Mapping[SearchTerm, float]:
    """The terms that an entry has, and how well: half where a word begins so, less where it is not in English."""
    words = entry.folded.split()
    if not sought.parts and sought.words.isdisjoint(words):
        return {}
    held: dict[SearchTerm, float] = {}
    within = f" {entry.folded} "
    fit = 1.0 if entry.language in (None, "en") else _FOREIGN
    for term, known, several, begun in sought.terms:
        if not known.isdisjoint(words) or (several and any(phrase in within for phrase in several)):
            held[term] = fit
        elif begun and begun in within:
            held[term] = fit / 2
    return held


def _called_otherwise(label: str, name: EntityName | None) -> str:
    """The name by which a thing was found, in brackets, where it does not stand in its label; a word that is only
    related to it is told as one, for the text need not have it."""
    if name is None or FIELD_NAMES[name.field].column not in ("names", "others"):
        return ""
    if f" {name.folded} " in f" {folded(label)} ":
        return ""
    return f" ({reason(name.field, name.language, name.text)})" if name.field == "search-word" else f" (“{name.text}”)"


def _snippet(known: KnownTerms, candidate: Candidate, entry: EntityName) -> tuple[Piece, ...]:
    if entry.field in ("period", "date") and (day := day_of(entry.text)) != entry.text:
        return (Piece(day, is_hit=True),)
    if candidate.score == "exact" and len(entry.text) <= _WHOLE and entry.field != "sentence":
        return (Piece(entry.text, is_hit=True),)
    if entry.field in ("register-key", "journal-place", "reference"):  # the label says it as people write it
        return ()
    phrases = [phrase for term in known.terms for phrase in term.phrases]
    beginning = next((term.phrases[0] for term in known.terms if term.is_beginning), None)
    return snippet(entry.text, phrases, beginning)
