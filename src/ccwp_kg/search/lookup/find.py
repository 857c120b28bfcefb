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
from ccwp_kg.search.lookup.candidates import Candidate, candidates
from ccwp_kg.search.lookup.highlight import snippet
from ccwp_kg.search.lookup.question import Question
from ccwp_kg.search.lookup.results import PAGE_SIZE, EntityName, Found, Hit, KindCount, NearName, Piece
from ccwp_kg.search.lookup.spelling import alike, any_of
from ccwp_kg.search.lookup.terms import KnownTerms

_NEAREST = 5
_NEAR = 0.55
_ALIKE = 45.0
_WHOLE = 190
_TIES = {"plan": "is set out in", "act": "is set out or published in"}
"""How things other than actions are tied to what leads to them."""
_NAMES_WITH = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank, rowid LIMIT 200"
_THINGS = "SELECT * FROM thing WHERE id IN ({})"
_ENTRIES = "SELECT thing, id, field, language, text, folded FROM entry WHERE {} IN ({{}}) ORDER BY id"


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
        hits=_hits(index, found.known, shown),
        total=len(chosen),
        facets=tuple(KindCount(of.name, of.many, counts[n]) for n, of in enumerate(SEARCHED) if counts[n]),
        page=page,
        size=size,
        is_cut=found.is_cut,
        nearest=() if found.all else nearest(index, question.text),
        sought=tuple(term.typed for term in found.known.terms),
        corrected=found.known.corrected,
    )


def suggest(index: Index, typed: str, *, most: int) -> tuple[Hit, ...]:
    """The first hits of a question that is still being typed."""
    found = candidates(index, Question.of(typed))
    things = [each for each in found.all if SEARCHED[each.kind].name != "passage"]
    return _hits(index, found.known, things[:most])


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


def _hits(index: Index, known: KnownTerms, shown: Sequence[Candidate]) -> tuple[Hit, ...]:
    """The candidates of a page with everything that is shown of them."""
    numbers = [each.thing for each in shown]
    named = [each.named for each in shown if each.named is not None]
    entries: defaultdict[int, dict[int, EntityName]] = defaultdict(dict)
    with index.reading() as database:
        things = {number: row for number, *row in rows_among(database, _THINGS, [*dict.fromkeys(numbers + named)])}
        # of a thing whose reason is known that entry alone
        known_entries = [each.entry for each in shown if each.entry is not None]
        others = [each.thing for each in shown if each.entry is None]
        for column, values in (("id", known_entries), ("thing", others)):
            for thing, number, *words in rows_among(database, _ENTRIES.format(column), values):
                entries[thing][number] = EntityName(*words)
    return tuple(
        _hit(
            known,
            each,
            things[each.thing],
            entries[each.thing],
            things[each.named][2] if each.named and each.entry is None else "",
        )
        for each in shown
    )


def _hit(
    known: KnownTerms, candidate: Candidate, thing: Sequence[Any], entries: Mapping[int, EntityName], named: str
) -> Hit:
    iri, kind, label, language, acronym, about, about_language, _, _, landing = thing
    entry = _reason(known, candidate, entries)
    return Hit(
        iri=iri,
        label=label,
        label_language=language,
        acronym=acronym,
        kind=SEARCHED[kind].name,
        kind_words=SEARCHED[kind].one,
        about=about,
        about_language=about_language,
        field="speaks-of" if named else entry.field,
        language=None if named else entry.language,
        reason=f"{_TIES.get(SEARCHED[kind].name, 'speaks of')} {named}"
        if named
        else reason(entry.field, entry.language),
        score=candidate.score,
        snippet=() if named or entry.text in (label, acronym) else _snippet(known, candidate, entry),
        missing=candidate.missing,
        landing=landing or "",
        words=entry.text if landing else "",
    )


def _reason(known: KnownTerms, candidate: Candidate, entries: Mapping[int, EntityName]) -> EntityName:
    """The entry that was found, or the first of those that hold most of the words."""
    if candidate.entry is not None:
        return entries[candidate.entry]

    sought = [
        (
            [f" {' '.join(phrase)} " for phrase in term.phrases],
            f" {' '.join(term.phrases[0])}" if term.is_beginning else "",
        )
        for term in known.terms
    ]

    def held(entry: EntityName) -> float:
        within, found = f" {entry.folded} ", 0.0
        for phrases, begun in sought:
            if any(phrase in within for phrase in phrases):
                found += 1
            elif begun and begun in within:
                found += 0.5
        return found

    # nobody looks for the words of an IRI, and the index has none
    read = [entry for entry in entries.values() if entry.field not in ("identifier", "reference")]
    return max(read or entries.values(), key=held)


def _snippet(known: KnownTerms, candidate: Candidate, entry: EntityName) -> tuple[Piece, ...]:
    if candidate.score == "exact" and len(entry.text) <= _WHOLE and entry.field != "sentence":
        return (Piece(entry.text, is_hit=True),)
    if entry.field in ("register-key", "journal-place", "reference"):  # the label says it as people write it
        return ()
    phrases = [phrase for term in known.terms for phrase in term.phrases]
    beginning = next((term.phrases[0] for term in known.terms if term.is_beginning), None)
    return snippet(entry.text, phrases, beginning)
