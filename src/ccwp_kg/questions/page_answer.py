"""The answer to a question with slots as a page tells it: its sentence, a row for each thing, where it is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.evidence import Evidence
from ccwp_kg.entities.facts.facts import Thing, Words, shortened
from ccwp_kg.questions.answers import answer, has_value, text
from ccwp_kg.questions.asked import Asked
from ccwp_kg.questions.rows.answer import SHOWN_ROWS, Answer, Ask
from ccwp_kg.questions.rows.sentence import Piece, Sentence
from ccwp_kg.questions.rows.table import AnswerColumn, AnswerTable, Cell
from ccwp_kg.questions.rows.written import RowSource, in_order, passages_of
from ccwp_kg.store import Row, Store

_COLUMNS = (
    ("asked", ""), ("group", ""), ("label", ""), ("plan", "Plan"), ("role", "Part"), ("printed", "Printed number"),
    ("extent", "Extent"), ("says", "In its words"),
)  # fmt: skip
"""The variables of a row as columns, with their headings; what no row has is no column."""
_LONGEST = 600


def page_answer(asked: Asked, ask: Ask, store: Store, whole: Callable[[Evidence], str]) -> Answer:
    """The answer; `whole` gives the sentence of a passage that only repeats what was asked for.

    Raises what asking the query raises.
    """
    asked_for = [label.casefold() for label in asked.labels.values() if label]

    def words_of(place: Evidence) -> str:
        return whole(place) if any(label in place.quote.casefold() for label in asked_for) else place.quote

    rows = ask(asked.query).rows
    sentence = answer(asked, rows).sentence
    by_thing: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        by_thing.setdefault(
            tuple(text(row, name) for name in ("asked", "group", "thing", "label", "plan", "role")), []
        ).append(row)
    shown = list(by_thing.values())[:SHOWN_ROWS]
    sources: dict[Cell, RowSource] = {}
    evidence = [[said for row in of if isinstance(said := row.get("evidence"), NamedNode)] for of in shown]
    written = passages_of(store, evidence)
    for of, source in zip(shown, written, strict=True):
        called = _called(of[0]) or Words("The words that come nearest")
        if source:
            sources[called] = in_order((*sources.get(called, ()), *source))
    total = sum(any(has_value(row) for row in of) for of in by_thing.values())
    stated = [each for each in zip(shown, written, strict=True) if any(has_value(row) for row in each[0])]
    return Answer(_first_bold(sentence, _names(rows)), _table(asked, stated, total, words_of), sources)


def _called(row: Row) -> Cell:
    thing, label = row.get("thing"), text(row, "label")
    if isinstance(thing, NamedNode) and label:
        tongue = title.language if isinstance(title := row.get("title"), Literal) else None
        return Thing(thing.value, label, title=text(row, "title") or None, title_language=tongue)
    return Words(label) if label else None


def _table(
    asked: Asked, rows: Sequence[tuple[Sequence[Row], RowSource]], total: int, words_of: Callable[[Evidence], str]
) -> AnswerTable | None:
    """A row for each thing: what it is called, and what is told of it, with the places where it is written."""
    if not rows:
        return None
    of_two = "".join(slot.label for slot in asked.template.slots if slot.name == asked.slot_of_two)
    telling = next(iter(asked.parts.values()), asked).telling
    words = {"label": telling.column, "asked": of_two}
    known = {name for of, _ in rows for row in of for name in row if text(row, name)}
    known |= {"says"} if "outside" in known else set()
    names = [(name, heading) for name, heading in _COLUMNS if name in known]
    columns = tuple(AnswerColumn(name, words=heading or words.get(name, "")) for name, heading in names)
    return AnswerTable(columns, tuple(tuple(_cell(*of, name, words_of) for name, _ in names) for of in rows), total)


def _cell(rows: Sequence[Row], source: RowSource, name: str, words_of: Callable[[Evidence], str]) -> Cell:
    """What a column has; a dash where it does not apply, as documents have no plan, and what is inferred no words."""
    if name == "label":
        return _called(rows[0])
    values = dict.fromkeys(value for row in rows if (value := text(row, name)))
    if name == "says":
        quotes = {place.quote: words_of(place) for place in source}
        values = dict.fromkeys(quotes.get(words := " ".join(each.split()), words) for each in values or quotes)
        quoted = " · ".join(f"“{value}”" for value in values)
        return Words(shortened(quoted, most=_LONGEST) or text(rows[0], "outside") or "–")
    if not values:
        return Words("–")
    return Words(", ".join(value.rstrip(":") for value in values))


def _first_bold(sentence: str, named: Mapping[str, str]) -> Sentence:
    """A sentence that leads with what stands before its first colon, semicolon or full stop."""
    for place, letter in enumerate(sentence):
        if letter in ":;" or sentence[place : place + 2] == ". ":
            return Sentence(_linked(sentence[:place], named), _linked(sentence[place:], named))
    return Sentence(_linked(sentence, named))


def _names(rows: Sequence[Row]) -> Mapping[str, str]:
    """What rows are called by, each with the IRI of the one thing that is called so; no quotation."""
    things: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if isinstance(called := _called(row), Thing) and not called.name.startswith("“"):
            things[called.name].add(called.iri)
    return {name: next(iter(iris)) for name, iris in things.items() if len(iris) == 1}


def _linked(words: str, named: Mapping[str, str]) -> tuple[Piece, ...]:
    """Words with the things among them: where a name stands whole, and in no longer one."""
    if not named:
        return (words,)
    names = "|".join(map(re.escape, sorted(named, key=len, reverse=True)))
    parts = re.split(rf"(?<![\w.])({names})(?![\w]|[./-]\w)", words)
    return tuple(Thing(named[part], part) if place % 2 else part for place, part in enumerate(parts) if part)
