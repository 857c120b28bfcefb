"""The answer to a question in one sentence, from the rows of its query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal

from ccwp_kg.namespaces import XSD
from ccwp_kg.questions.asked import Asked
from ccwp_kg.questions.rows.sentence import counted
from ccwp_kg.questions.template import Telling, filled, sentence
from ccwp_kg.rdf.terms.days import day_of
from ccwp_kg.rdf.terms.silences import NOT_HELD, NOT_UNDERSTOOD
from ccwp_kg.rdf.terms.silences import sentence as in_words
from ccwp_kg.store import Row

NAMED = 12
"""So many rows are named in a sentence; a page shows the others below it."""
_LONG, _SHORT, _WHOLE = 240, 90, 400
"""A value has so many characters at most; in a list with more than `_WHOLE` in all, so few."""
_TWO_STOPS = re.compile(r"(…|(?<!\.)\.)\.(?!\.)")
_BEFORE = {NOT_HELD: "It is named in", NOT_UNDERSTOOD: "What stands there:"}
"""A silence → what leads to the words behind it."""
_TIMES = (XSD.date, XSD.gYearMonth, XSD.gYear)


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence, how many things it tells of, and the silence that it is (the last step of the concept's IRI)."""

    sentence: str
    count: int
    silence: str = ""


def answer(asked: Asked, rows: Sequence[Row]) -> AnswerSentence:
    """What the rows of `asked.query` say; of two values, each by itself."""
    if asked.parts:
        said = {of: answer(part, [row for row in rows if text(row, "asked") == of]) for of, part in asked.parts.items()}
        silences = {each.silence for each in said.values()}
        sentences = " ".join(
            each.sentence if each.sentence.startswith(of) else f"{of}: {each.sentence}" for of, each in said.items()
        )
        if "{count}" in asked.telling.some or asked.telling.counts_groups:
            named = [row for row in rows if has_value(row) and "thing" in row and row["thing"] != row.get("evidence")]
            found = [{text(row, "label") for row in named if text(row, "asked") == of} for of in said]
            both = sorted(set.intersection(*found))
            sentences += f" In both: {joined(both)}." if both else " Nothing is in both." * all(found)
        return AnswerSentence(
            sentences, sum(each.count for each in said.values()), "".join(silences) if len(silences) == 1 else ""
        )
    telling = asked.telling
    stated = [row for row in rows if has_value(row)]
    silent = [row for row in rows if "silence" in row]
    if not stated and silent:
        return _silence(silent)
    if not stated:
        near = f" What stands there: {joined([*dict.fromkeys(map(_near, rows))])}." if rows else ""
        return AnswerSentence(sentence(telling.none, asked.labels) + near, 0)
    things = dict.fromkeys(text(row, "thing") or text(row, "label") for row in stated)
    values = {**asked.labels, "count": counted(len(things), telling.one, telling.many), "list": _list(telling, stated)}
    more = f" {_silence(silent).sentence}" if silent else ""
    return AnswerSentence(_stopped_once(sentence(telling.some, values)) + more, len(things))


def _stopped_once(text: str) -> str:
    """A text without a stop behind another one or behind a sign that leaves words out; three stops stay.

    >>> _stopped_once("It ends by 2012.. They said “…”."), _stopped_once("It goes on…. And on... yet")
    ('It ends by 2012. They said “…”.', 'It goes on… And on... yet')
    """
    return _TWO_STOPS.sub(r"\1", text)


def has_value(row: Row) -> bool:
    """Whether a row tells a value, and not only the words that come nearest."""
    return "silence" not in row and ("thing" in row or "label" in row)


def text(row: Row, name: str) -> str:
    """The text of a variable in a row; empty where it is not bound."""
    term = row.get(name)
    words = "" if term is None else str(getattr(term, "value", term))
    return day_of(words) if isinstance(term, Literal) and term.datatype in _TIMES else words


def joined(parts: Sequence[str], between: str = "and") -> str:
    """Parts of a sentence with commas and "and" between, or with nothing else but spaces; of very many the first.

    >>> joined(["5.1", "5.3", "5.4"])
    '5.1, 5.3 and 5.4'
    """
    if between != "and":
        return between.join(parts[:NAMED])
    shown, left = parts[:NAMED], len(parts) - NAMED
    if left > 0:
        return f"{', '.join(shown)} and {left} more"
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)


def _list(telling: Telling, rows: Sequence[Row]) -> str:
    """The rows in words, those of several things once with their number, under the heading of their group; the plan is
    named where there are several, and how many each group has where the telling counts them. Then what some groups
    lack. Where all that is long, each group is a sentence."""
    groups: dict[str, dict[str, set[str]]] = {}
    has_plans = len({text(row, "plan") for row in rows if "plan" in row}) > 1
    most = _LONG if len(rows) < 2 or sum(len(text(row, "label")) for row in rows[:NAMED]) <= _WHOLE else _SHORT
    for row in rows:
        values = {name: _short(text(row, name), most) for name in row}
        words = filled(telling.each, values)
        if has_plans and values.get("plan") and "{plan}" not in telling.each:
            words += f" ({values['plan']})"
        groups.setdefault(values.get("group", ""), {}).setdefault(words, set()).add(text(row, "thing"))
    lacking = [words for words, of in telling.absent.items() if groups.keys().isdisjoint(of)]
    if telling.counts_groups:
        groups = {f"{name.rstrip(':')} ({len(set().union(*told.values()))}):": told for name, told in groups.items()}
    stated = [
        (f"{name} " if name else "")
        + joined([f"{len(of)} × {words}" if len(of) > 1 else words for words, of in told.items()], telling.between)
        for name, told in groups.items()
    ]
    stated += lacking
    is_long = sum(map(len, stated)) > _WHOLE
    return ". ".join(each[:1].upper() + each[1:] for each in stated) if is_long else "; ".join(stated)


def _silence(rows: Sequence[Row]) -> AnswerSentence:
    """A silence with the words that come nearest; of something that is not held, who speaks of it, in which words, and
    what else is known. Of several silences what was not understood is told, as it may be all that is asked for."""
    kinds = [text(row, "silence").rpartition("/")[2] for row in rows]
    kind = NOT_UNDERSTOOD if NOT_UNDERSTOOD in kinds else kinds[0]
    rows = [row for row, each in zip(rows, kinds, strict=True) if each == kind]
    said = sentence(f"{in_words(kind)}.", {})
    said_near = [row for row in rows if "says" in row]
    near = dict.fromkeys(map(_near, _whole(said_near) if kind == NOT_UNDERSTOOD else said_near))
    if near:
        before = _BEFORE.get(kind, "What comes nearest:")
        said += f" {before} {joined(list(near))}."
    others = dict.fromkeys(f"{text(row, 'group')} {text(row, 'label')}" for row in rows if "group" in row)
    said += "".join(f" {other}." for other in others)
    return AnswerSentence(said, 0, kind)


def _whole(rows: Iterable[Row]) -> list[Row]:
    """Rows for each place: the words of one may stand on several lines, each a row."""
    places: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        places.setdefault((text(row, "evidence"), text(row, "label")), []).append(row)
    return [{**of[0], "says": Literal(" ".join(text(row, "says") for row in of))} for of in places.values()]


def _near(row: Row) -> str:
    words = f"“{_short(' '.join(text(row, 'says').split())).rstrip('.')}”"
    label = text(row, "label")
    return f"{label}: {words}" if label else words


def _short(words: str, most: int = _LONG) -> str:
    """The words, or those of the beginning with an ellipsis, within the marks of a quotation where it is one."""
    if len(words) <= most:
        return words
    return words[:most].rpartition(" ")[0].rstrip(" ,;”") + ("…”" if words.endswith("”") else "…")
