"""The words of a question as the index has them: with their other forms, and spelled as they are known."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import log

from ccwp_kg.kinds import SEARCHED
from ccwp_kg.search.index.read import Database, Index, rows_among
from ccwp_kg.search.index.reviewed import kind_words
from ccwp_kg.search.index.words import folded, stem
from ccwp_kg.search.lookup.question import MOST_TERMS, Phrase, Question, SearchTerm
from ccwp_kg.search.lookup.results import LAST
from ccwp_kg.search.lookup.spelling import near_words

_MOST_FORMS = 12
_MOST_SPELLINGS = 3
_MOST_TEXTS = 6
_SHORTEST_PART, _LONG = 3, 6
_SHORTEST_KNOWN, _SHORTEST_REST = 6, 3
_HINT = 0.2
"""Such a part of its weight a word has that only names a kind."""
_PLACES = {
    word: frozenset(place for place, kind in enumerate(SEARCHED) if kind.name in kinds)
    for word, kinds in kind_words().items()
}
"""Words for things of some kinds, with the places of the kinds in SEARCHED."""


@dataclass(frozen=True, slots=True)
class KnownTerms:
    """The terms of a question with all that may stand for them.

    `texts` are the words of the whole question in a row, with ordinals in words, too; `spelled` are those with other
    forms or spellings, which the index has. `corrected` has for what is spelled in no such way what was taken instead.
    `hints` are the terms that only name the kind of what is looked for, beside others that say what it is; each with
    the places of its kinds in SEARCHED.
    """

    terms: tuple[SearchTerm, ...]
    texts: tuple[Phrase, ...]
    spelled: tuple[Phrase, ...]
    corrected: tuple[tuple[str, str], ...]
    hints: Mapping[SearchTerm, frozenset[int]] = field(default_factory=dict)

    @property
    def telling(self) -> tuple[SearchTerm, ...]:
        """The terms that say what is looked for."""
        return tuple(term for term in self.terms if term not in self.hints)


def known_terms(database: Database, index: Index, question: Question) -> KnownTerms:
    """The terms of a question as the index knows them."""
    terms: list[SearchTerm] = []
    instead: dict[str, tuple[str, ...]] = {}
    corrected: list[tuple[str, str]] = []
    compounds: dict[str, Phrase] = {}
    for term in question.terms:
        if not term.is_word:
            terms.append(term)
            continue
        word = term.phrases[0][0]
        forms = _forms(database, word)
        if word not in forms and not (term.is_beginning and _begins(database, word)):
            behind_first = question.text[len(question.terms) > 1 :]  # the first of several has its capital anyhow
            is_name = word.capitalize() in behind_first or word.upper() in behind_first
            near = () if forms else _near(database, index, word, is_name=is_name)
            if near:
                corrected.append((word, near[0]))
                instead[word] = near
                forms = tuple(dict.fromkeys(form for each in near for form in (each, *_forms(database, each))))
            elif forms:
                instead[word] = forms
            elif parts := _compound(database, word):
                terms += (SearchTerm(part, ((part,), *((form,) for form in _forms(database, part)))) for part in parts)
                compounds[word] = parts
                continue
            elif part := _part(database, word):
                corrected.append((word, part))
                instead[word] = (part,)
                forms = (part, *_forms(database, part))
        phrases = tuple(dict.fromkeys([(word,), *((form,) for form in forms)]))
        is_whole = word in instead or (word in forms and question.is_asking)  # who asks has typed to the end
        terms.append(SearchTerm(term.typed, phrases, term.is_beginning and not is_whole))
    words = tuple(part for word in question.folded.split() for part in compounds.get(word, (word,)))
    ordinals = {each.phrases[0][0]: each.phrases[1] for each in question.terms if each.is_ordinal}
    texts = dict.fromkeys((words, tuple(part for word in words for part in ordinals.get(word, (word,)))))
    choices = [instead.get(word, ordinals.get(word, (word,)))[:_MOST_SPELLINGS] for word in words]
    spelled = [choice for choice, _ in zip(product(*choices), range(_MOST_TEXTS), strict=False) if choice not in texts]
    kept = tuple(terms[:MOST_TERMS])
    hints = {term: _PLACES[word] for term in kept if (word := folded(term.typed)) in _PLACES}
    hints = hints if len(hints) < len(kept) else {}
    return KnownTerms(kept, tuple(texts), tuple(spelled), tuple(corrected), hints)


def expression(term: SearchTerm) -> str:
    """An FTS5 expression for a term; its words hold nothing but letters and digits."""
    star = "*" if term.is_beginning else ""
    return " OR ".join(
        f'"{" ".join(phrase)}"{star if not place or term.is_date else ""}' for place, phrase in enumerate(term.phrases)
    )


def _forms(database: Database, word: str) -> tuple[str, ...]:
    """The words of the index that have the stem of a word, itself among them where it is one."""
    rows = database.execute("SELECT word FROM vocabulary WHERE stem = ? LIMIT ?", (stem(word), _MOST_FORMS))
    return tuple(form for (form,) in rows)


def _near(database: Database, index: Index, word: str, *, is_name: bool) -> tuple[str, ...]:
    """The known words that a word which finds nothing may be a misspelling of, that of most things first; of a name
    with two wrong letters only names. In a short word no letter stands for another, unless it is a name: it is likely
    to be a word of its own."""
    near, distance = near_words(word, index.vocabulary)
    if not near:
        near, distance = near_words(word, index.words_of_texts)
    if is_name and distance > 1:
        names = rows_among(database, "SELECT DISTINCT folded FROM entry WHERE is_name AND folded IN ({})", near)
        near = tuple(name for (name,) in names)
    if len(word) < _LONG and not is_name:
        near = tuple(each for each in near if len(each) != len(word) or sorted(each) == sorted(word))
    if not distance:
        return ()
    counted = "SELECT count(*) FROM words WHERE words MATCH ?"
    counts = {each: database.execute(counted, (f'"{each}"',)).fetchone()[0] for each in near[:_MOST_FORMS]}
    return tuple(sorted(counts, key=lambda each: (-counts[each], each)))


def _compound(database: Database, word: str) -> Phrase:
    """The two known words that make up a word, as German and Dutch put them together; none where there are none."""
    cuts = [(word[:at], word[at:]) for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)]
    pairs = [
        (first.removesuffix(link) if link else first, last) for first, last in cuts for link in ("", "s", "n", "en")
    ]
    parts = list(dict.fromkeys(part for pair in pairs for part in pair if len(part) >= _SHORTEST_PART))
    known = {part for (part,) in rows_among(database, "SELECT word FROM vocabulary WHERE word IN ({})", parts)}
    return next((pair for pair in pairs if known.issuperset(pair)), ())


def _part(database: Database, word: str) -> str:
    """The longest name or word in German or Dutch that a longer one begins or ends with; empty where there is none."""
    last = len(word) - _SHORTEST_REST
    parts = [part for length in range(_SHORTEST_KNOWN, last + 1) for part in (word[:length], word[-length:])]
    known = rows_among(database, "SELECT folded FROM entry WHERE language IN ('de', 'nl') AND folded IN ({})", parts)
    return max((part for (part,) in known), key=lambda part: (len(part), part), default="")


def _begins(database: Database, word: str) -> bool:
    found = database.execute("SELECT 1 FROM vocabulary WHERE word >= ? AND word < ? LIMIT 1", (word, word + LAST))
    return found.fetchone() is not None


def all_of(terms: Sequence[SearchTerm]) -> str:
    """An FTS5 expression for all of some terms."""
    return " AND ".join(f"({expression(term)})" for term in terms)


def shares_of(
    database: Database, said: Mapping[SearchTerm, frozenset[int]], known: KnownTerms, *, unlike: Collection[int]
) -> dict[SearchTerm, float]:
    """How much each term says of a question, as shares of 1, by the things that have it: most what few things have,
    nothing what none has, little what only names a kind. The things `unlike` those that people look for count where no
    other has one of the terms."""
    others = {term: things.difference(unlike) for term, things in said.items()}
    told = others if any(others.values()) else said
    (count,) = database.execute("SELECT max(id) FROM thing").fetchone()
    rare = {
        term: log(1 + (count or 0) / len(things)) * (_HINT if term in known.hints else 1) if things else 0.0
        for term, things in told.items()
    }
    whole = sum(rare.values()) or 1.0
    return {term: weight / whole for term, weight in rare.items()}
