"""Answering a question: a page of hits with the reason for each, counts by kind, and names to try instead."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ccwp_kg.kinds import SEARCHED
from ccwp_kg.search.index.fields import reason
from ccwp_kg.search.index.read import Index, rows_among
from ccwp_kg.search.lookup.candidates import Candidate, Phrase, Question, candidates, may_be_unfinished
from ccwp_kg.search.lookup.highlight import snippet
from ccwp_kg.search.lookup.results import PAGE_SIZE, EntityName, Found, Hit, KindCount, NearName, Piece
from ccwp_kg.search.lookup.spelling import alike, any_of

_NEAREST = 5
_NEAR = 0.55
_ALIKE = 45.0
_WHOLE = 190
_NAMES_WITH = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank, rowid LIMIT 200"
_THINGS = "SELECT * FROM thing WHERE id IN ({})"
_ENTRIES = "SELECT thing, id, field, language, text, folded FROM entry WHERE thing IN ({}) ORDER BY id"


def find(index: Index, typed: str, *, kind: str = "", page: int = 1, size: int = PAGE_SIZE) -> Found:
    """What answers a question: the hits of one kind or of all, one page of them, of that `size`.

    `kind` is the name of one of SEARCHED or empty. Any text is a question; one that says nothing finds nothing.
    """
    question = Question.of(typed)
    found = candidates(index, question)
    chosen = [each for each in found.all if not kind or SEARCHED[each.kind].name == kind]
    shown = chosen[(page - 1) * size : page * size]
    counts = Counter(each.kind for each in found.all)
    return Found(
        asked=question.text,
        kind=kind,
        hits=_hits(index, found.question, shown),
        total=len(chosen),
        facets=tuple(KindCount(of.name, of.many, counts[n]) for n, of in enumerate(SEARCHED) if counts[n]),
        page=page,
        size=size,
        is_cut=found.is_cut,
        nearest=() if found.all else nearest(index, question.text),
    )


def suggest(index: Index, typed: str, *, most: int) -> tuple[Hit, ...]:
    """The first hits of a question that is still being typed."""
    found = candidates(index, Question.of(typed))
    return _hits(index, found.question, found.all[:most])


def nearest(index: Index, typed: str, *, most: int = _NEAREST) -> tuple[NearName, ...]:
    """The things whose names look most like some words, for whoever found nothing."""
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


def _hits(index: Index, question: Question, shown: Sequence[Candidate]) -> tuple[Hit, ...]:
    """The candidates of a page with everything that is shown of them."""
    numbers = [each.thing for each in shown]
    entries: defaultdict[int, dict[int, EntityName]] = defaultdict(dict)
    with index.reading() as database:
        things = {number: row for number, *row in rows_among(database, _THINGS, numbers)}
        for thing, number, *words in rows_among(database, _ENTRIES, numbers):
            entries[thing][number] = EntityName(*words)
    return tuple(_hit(question, each, things[each.thing], entries[each.thing]) for each in shown)


def _hit(question: Question, candidate: Candidate, thing: Sequence[Any], entries: Mapping[int, EntityName]) -> Hit:
    iri, kind, label, language, acronym, about, about_language, *_ = thing
    entry = _reason(question, candidate, entries)
    return Hit(
        iri=iri,
        label=label,
        label_language=language,
        acronym=acronym,
        kind=SEARCHED[kind].name,
        kind_words=SEARCHED[kind].one,
        about=about,
        about_language=about_language,
        field=entry.field,
        language=entry.language,
        reason=reason(entry.field, entry.language),
        score=candidate.score,
        snippet=() if entry.text in (label, acronym) else _snippet(question, candidate, entry),
    )


def _reason(question: Question, candidate: Candidate, entries: Mapping[int, EntityName]) -> EntityName:
    """The entry that was found, or the first of those that hold most of the words."""
    if candidate.entry is not None:
        return entries[candidate.entry]
    phrases, beginning = _sought(question, candidate)

    def held(entry: EntityName) -> float:
        within = f" {entry.folded} "
        whole = sum(f" {' '.join(phrase)} " in within for phrase in phrases)
        return whole + (0.5 if beginning and f" {' '.join(beginning)}" in within else 0.0)

    return max(entries.values(), key=held)


def _snippet(question: Question, candidate: Candidate, entry: EntityName) -> tuple[Piece, ...]:
    if candidate.score == "exact" and len(entry.text) <= _WHOLE:
        return (Piece(entry.text, is_hit=True),)
    if entry.field in ("register-key", "journal-place"):  # the label says it as people write it
        return ()
    phrases, beginning = _sought(question, candidate)
    return snippet(entry.text, phrases, beginning)


def _sought(question: Question, candidate: Candidate) -> tuple[tuple[Phrase, ...], Phrase | None]:
    """The phrases that were found in a candidate, and the one that may be the beginning of words there."""
    if candidate.words:
        return tuple((word,) for word in candidate.words), None
    last = question.phrases[-1]
    return question.phrases, last if may_be_unfinished(last[-1]) else None
