"""Which things some words name: the whole of a name or number, in any language, case and accents folded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import OSA

from ccwp_kg.kinds import SEARCHED
from ccwp_kg.questions.words import Word, stem
from ccwp_kg.search import Index
from ccwp_kg.search.index.fields import FIELD_PLACES
from ccwp_kg.search.index.read import rows_among
from ccwp_kg.search.index.words import folded, squeezed
from ccwp_kg.search.lookup.question import Question
from ccwp_kg.search.lookup.spelling import near_words

_NAMED = (
    "SELECT {column}, thing.iri, kind, label, acronym, about, field FROM entry JOIN thing ON thing.id = thing "
    "WHERE {condition} AND {column} IN ({{}}) ORDER BY thing.id"
)
_BY_NAME = _NAMED.format(column="folded", condition="is_name AND field NOT IN ('term', 'date', 'period')")
_BY_CODE = _NAMED.format(column="squeezed", condition="squeezed IS NOT NULL AND field NOT IN ('term', 'match')")


_ENDINGS = ("", "e", "es", "ed", "ing", "ion", "ions")
_SHORT, _LONG, _MOST_SLIPS = 4, 6, 2
"""A shorter word is no slip of another, one as short no sure one; of more words than two none is read otherwise."""
_BEGINNING = 3
_QUOTATION, _LONG_QUOTATION = 5, 8
"""So many words at least make a quotation, and so many in a row within what is no question."""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that has a name: its IRI, kind and label, what tells it apart, and the field in which the name stands."""

    iri: str
    kind: str
    label: str
    about: str
    field: str


def named(index: Index, names: Iterable[str]) -> Mapping[str, Sequence[Named]]:
    """The things that have one of these names or codes, by the name as it was given."""
    by_name: defaultdict[str, set[str]] = defaultdict(set)
    by_code: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        words = folded(name)
        if words:
            by_name[words].add(name)
            if any(letter.isdigit() for letter in words):
                by_code[squeezed(words)].add(name)
    found: defaultdict[str, dict[str, Named]] = defaultdict(dict)
    with index.reading() as database:
        for query, asked in ((_BY_NAME, by_name), (_BY_CODE, by_code)):
            for key, *row in rows_among(database, query, list(asked)):
                for name in asked[key]:
                    _keep(found[name], _named(row))
    return {name: tuple(things.values()) for name, things in found.items()}


def named_more(index: Index, name: str, meant: Sequence[Named]) -> Sequence[Named]:
    """The other acts whose names begin with one that an act is also called by, "Council Resolution"."""
    known = {each.iri for each in meant}
    is_act = {each.kind for each in meant} == {"act"}
    return [each for each in beginning_with(index, "act", folded(name)) if each.iri not in known] if is_act else ()


def beginning_with(index: Index, kind: str, words: str) -> Sequence[Named]:
    """The things of a kind whose names begin with some words, folded, and go on: "oj c 260" of places in the Official
    Journal."""
    query = (
        "SELECT DISTINCT thing.iri FROM entry JOIN thing ON thing.id = thing "
        "WHERE is_name AND folded > ?1 AND folded < ?1 || '!' AND kind = ?2 ORDER BY thing.id"
    )
    return _of_query(index, [kind], query, words)


def _named(row: Sequence[Any]) -> Named:
    iri, kind, label, acronym, about, field = row
    shown = acronym if acronym and len(label) > 2 * len(acronym) + 10 else label
    return Named(iri, SEARCHED[kind].name, shown, about or "", field)


def _keep(things: dict[str, Named], found: Named) -> None:
    known = things.get(found.iri)
    if known is None or FIELD_PLACES[found.field] < FIELD_PLACES[known.field]:
        things[found.iri] = found


def things(index: Index, iris: Sequence[str]) -> Mapping[str, Named]:
    """What the index holds of some things, by IRI."""
    query = "SELECT iri, kind, label, acronym, about, 'identifier' FROM thing WHERE iri IN ({})"
    with index.reading() as database:
        return {row[0]: _named(row) for row in rows_among(database, query, iris)}


def called_with(
    index: Index, words: Sequence[str], kinds: Sequence[str], columns: str, *, is_cut: bool = False
) -> Sequence[Named]:
    """The things of some kinds in which all these words stand, in any of their forms, in some columns of the index.

    Some ten at most, the likeliest first. The last of several words, of three letters or more, may be the beginning of
    one where it `is_cut`.
    """
    wanted = [folded(word).split() for word in words]
    if not wanted or not all(wanted):
        return ()
    asked = " AND ".join(f"({' OR '.join(_forms(part))})" for parts in wanted for part in parts)
    if is_cut:
        *before, last = [part for parts in wanted for part in parts]
        if not before or len(last) < _BEGINNING:
            return ()
        asked = " AND ".join([*(f"({' OR '.join(_forms(part))})" for part in before), f'"{last}"*'])
    return _of_query(
        index,
        kinds,
        "SELECT iri FROM words JOIN thing ON thing.id = words.rowid WHERE words MATCH ? AND kind IN ({}) "
        "ORDER BY rank, iri LIMIT 10",
        f"{{{columns}}} : ({asked})",
    )


def names_of(index: Index, iri: str) -> Sequence[str]:
    """The names of a thing, folded."""
    query = "SELECT folded FROM entry JOIN thing ON thing.id = thing WHERE is_name AND is_typed AND iri = ?"
    with index.reading() as database:
        return [name for (name,) in database.execute(query, (iri,))]


def actions_about(index: Index, iri: str) -> Sequence[Named]:
    """The actions that speak of a thing, those first that do so most often; some ten at most."""
    query = (
        "SELECT of.iri FROM action JOIN thing ON thing.id = action.thing JOIN thing AS of ON of.id = action.action "
        "WHERE thing.iri = ? AND of.kind IN ({}) ORDER BY action.mentions DESC, of.id LIMIT 10"
    )
    return _of_query(index, ["action"], query, iri)


def of_subject_code(index: Index, code: str) -> Sequence[Named]:
    """The documents beside whose number a subject code is printed, folded and without its year: "enfocustom 47"."""
    with index.reading() as database:
        known = (
            "SELECT 1 FROM entry WHERE is_name AND folded > ?1 || ' ' AND folded < ?1 || '!' AND field = 'subject-code'"
        )
        if not database.execute(known, (code,)).fetchone():
            return ()
    query = (
        "SELECT iri FROM words JOIN thing ON thing.id = words.rowid WHERE words MATCH ? AND kind IN ({}) "
        "ORDER BY iri LIMIT 10"
    )
    return _of_query(index, ("document", "corrigendum"), query, f'{{names}} : "{code}"')


def is_set_out(index: Index, plan: str) -> bool:
    """Whether the cells of a plan were read, or a document that is held is the one that sets it out."""
    query = (
        "SELECT of.iri FROM action JOIN thing ON thing.id = action.action JOIN thing AS of ON of.id = action.thing "
        "WHERE thing.iri = ? AND of.kind IN ({})"
    )
    with index.reading() as database:
        number = next(number for number, kind in enumerate(SEARCHED) if kind.name == "plan-document")
        return plan in index.plans_held or bool(database.execute(query.format(number), (plan,)).fetchall())


def naming(index: Index, phrases: Sequence[str], besides: str = "") -> Sequence[str]:
    """What the documents of plans and the actions are called in whose words one of some phrases stands, some ten at
    most; none of the actions of the plan `besides`."""
    query = (
        "SELECT iri FROM words JOIN thing ON thing.id = words.rowid WHERE words MATCH ? AND kind IN ({}) "
        "ORDER BY kind DESC, thing.id LIMIT 10"
    )
    asked = " OR ".join(f'"{words}"' for words in {folded(phrase): None for phrase in phrases} if words)
    found = _of_query(index, ("plan-document", "action"), query, f"{{texts}} : ({asked})")
    return [each.label for each in found if not besides or not each.iri.startswith(f"{besides}/")]


def _of_query(index: Index, kinds: Sequence[str], query: str, asked: str) -> Sequence[Named]:
    numbers = [number for number, kind in enumerate(SEARCHED) if kind.name in kinds]
    with index.reading() as database:
        rows = database.execute(query.format(", ".join("?" * len(numbers))), (asked, *numbers)).fetchall()
    known = things(index, [row[0] for row in rows])
    return tuple(known[iri] for (iri,) in rows)


def respelled(
    text: str, words: Sequence[Word], known: Collection[str], cues: Collection[str], index: Index
) -> Sequence[tuple[str, Sequence[str], bool]]:
    """A text with each of one or two unknown words as another of which it is a slip, what is said of them, and whether
    all are sure; else a word is the name of the one body that is one letter away from it.

    `known` are the stems of other words that are known, `cues` those of long ones that ask something.
    """
    strange = [
        word
        for word in words
        if word.text.isalpha() and len(word.text) >= _SHORT and word.stem not in known and are_unknown(index, word.text)
    ]
    found: list[tuple[str, Sequence[str], bool]] = [(text, (), True)]
    for word in reversed(strange if len(strange) <= _MOST_SLIPS else []):
        whole, ending = folded(word.text), folded(word.text).removeprefix(word.stem)
        stems = {near + ending for near in near_words(word.stem, sorted(known))[0]}
        nearest, distance = near_words(whole, index.vocabulary)
        near = {each: _label(index, each) for each in sorted({*nearest, *stems})}
        slips = {
            each: f"“{word.text}” was read as “{label or each}”."
            for each, label in near.items()
            if len(whole) > _SHORT and is_slip(whole, each, of_body=bool(label), of_cue=stem(each) in cues)
        }
        bodies = {each: body for each in nearest if (body := near[each] or _only_body_with(index, each))}
        others = {each: f"“{word.text}” is not known here; is “{body}” meant?" for each, body in bodies.items()}
        meant = slips or (others if distance == len(others) == 1 else {})
        found = [
            (f"{text[: word.start]}{each}{text[word.end :]}", (*said, more), is_sure and bool(slips))
            for text, said, is_sure in found
            for each, more in meant.items()
        ]
    return [each for each in found if each[1]]


def is_slip(word: str, other: str, *, of_body: bool = False, of_cue: bool = False) -> bool:
    """Whether a word is another but for two letters that changed places behind the first, one too many or too few in a
    long word or the name of a body, or one that is another letter in a long word that asks something.

    >>> is_slip("actoins", "actions"), is_slip("europl", "europol", of_body=True), is_slip("iceland", "ireland")
    (True, True, False)
    >>> is_slip("partly", "party"), is_slip("deliverabls", "deliverables")
    (False, True)
    >>> is_slip("persues", "pursues"), is_slip("persues", "pursues", of_cue=True)
    (False, True)
    """
    if OSA.distance(word, other) != 1 or word[0] != other[0]:
        return False
    is_long = max(len(word), len(other)) >= _LONG and not word.endswith("ly")
    is_other_length = len(word) != len(other)
    return (
        sorted(word) == sorted(other) or (is_other_length and (is_long or of_body)) or (not is_other_length and of_cue)
    )


def _label(index: Index, name: str) -> str:
    """How the one body of that name is called; empty where there is none."""
    meant = of_kinds(named(index, [name]).get(name, ()), ("organisation", "group"))
    return meant[0].label if len(meant) == 1 else ""


def _only_body_with(index: Index, word: str) -> str:
    """How the only body is called in whose names a word stands; empty where there are none, or several."""
    meant = called_with(index, [word], ("organisation", "group"), "names")
    return meant[0].label if len(meant) == 1 else ""


def are_unknown(index: Index, words: str) -> bool:
    """Whether none of some words stands in anything that can be found."""
    query = "SELECT 1 FROM vocabulary WHERE word IN ({})"
    with index.reading() as database:
        return not any(rows_among(database, query, folded(words).split()))


def is_quoted(index: Index, text: str) -> bool:
    """Whether a whole text stands in the words of a document, or a long part of one without a question mark."""
    words = folded(text).replace('"', " ").split()
    length = len(words) if text.endswith("?") else min(len(words), _LONG_QUOTATION)
    if length < _QUOTATION:
        return False
    phrases = " OR ".join(f'"{" ".join(words[n : n + length])}"' for n in range(len(words) - length + 1))
    query, asked = "SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", f"{{texts titles}} : ({phrases})"
    with index.reading() as database:
        return bool(database.execute(query, (asked,)).fetchall())


def is_called(index: Index, text: str) -> bool:
    """Whether something is called by a whole text, but for words at its ends that say nothing."""
    question = Question.of(text)
    wholes = question.wholes(tuple(question.folded.split()))
    with index.reading() as database:
        return any(rows_among(database, "SELECT 1 FROM entry WHERE is_name AND folded IN ({}) LIMIT 1", wholes))


def _forms(word: str) -> tuple[str, ...]:
    other = word.removesuffix("s") if word.endswith("s") else f"{word}s"
    return tuple(f'"{form}"' for form in (word, other, *(stem(word) + ending for ending in _ENDINGS)))


def of_kinds(found: Sequence[Named], kinds: Sequence[str]) -> Sequence[Named]:
    """The things of the likeliest of these kinds that any of them has."""
    for kind in kinds:
        chosen = [each for each in found if each.kind == kind]
        if chosen:
            return chosen
    return ()


def plan_names(index: Index, iris: Sequence[str]) -> Mapping[str, str]:
    """What the plans are called to which some actions belong, by the IRI of the action."""
    plans = {iri: iri.partition("/action/")[0] for iri in iris if "/action/" in iri}
    known = things(index, list(plans.values()))
    return {iri: known[plan].label for iri, plan in plans.items() if plan in known}
