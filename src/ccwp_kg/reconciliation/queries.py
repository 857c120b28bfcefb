"""What a client of the Reconciliation API asks, read strictly from its JSON: batches of queries, data extensions."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from ccwp_kg.errors import BatchTooLarge, ReconciliationRefused

BATCH_SIZE = 50
"""So many queries are in one batch at most (Reconciliation API 0.2 §3.1, `batchSize`)."""
USUAL_LIMIT = 5
LARGEST_LIMIT = 25
"""So many candidates a query gets where it says nothing, and where it says more."""
MOST_THINGS = 200
MOST_PROPERTIES = 50
"""So many things, and so many properties of each, one data extension may ask for."""
_MOST_VALUES = 200
_LONGEST_TEXT = 5_000
"""Characters of one text that names are compared with."""
_DEEPEST = 12
_SHOWN = 40
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_QUERY_MEMBERS = ("query", "type", "limit", "properties", "type_strict")

STRICTNESS = ("any", "should", "all")


@dataclass(frozen=True, slots=True)
class Value:
    """A value that somebody has for a property: its text, or the identifier of a thing that was matched before."""

    text: str
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A property by its identifier, and values: a thing fits if one of its own values agrees with one of them."""

    property: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A reconciliation query (§4.1): a name, or values, or both; types by their identifiers, one of STRICTNESS.

    With an empty name it has no values, and finds nothing: so a client sends a cell in which nothing stands.
    """

    name: str
    types: tuple[str, ...] = ()
    strictness: str = "any"
    limit: int = USUAL_LIMIT
    conditions: tuple[Condition, ...] = ()


EVERY_LANGUAGE = "*"


@dataclass(frozen=True, slots=True)
class WantedProperty:
    """A property whose values are wanted: at most `limit` of each thing (0: all).

    `language` is that of the texts, beside those in no language: empty for English where there is English, else for
    all; EVERY_LANGUAGE for all.
    """

    property: str
    limit: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """A data extension query (§7.3): things by their identifiers, and columns."""

    things: tuple[str, ...]
    columns: tuple[WantedProperty, ...]


def read_queries(text: str) -> dict[str, Query]:
    """A reconciliation query batch (§4.1, reconciliation-query-batch.json), by the client's keys.

    Raises ReconciliationRefused for what is none, BatchTooLarge for too many queries or values.

    >>> read_queries('{"q0": {"query": "OLAF", "type": "Organisation"}}')["q0"].types
    ('Organisation',)
    """
    batch = _object(_parsed(text, "queries"), "the batch of queries")
    if len(batch) > BATCH_SIZE:
        raise BatchTooLarge(f"a batch may hold {BATCH_SIZE} queries and this one holds {len(batch):,}; send several")
    queries = {key: _query(asked, f"query '{key[:_SHOWN]}'") for key, asked in batch.items()}
    values = sum(len(condition.values) for query in queries.values() for condition in query.conditions)
    if values > _MOST_VALUES:
        raise BatchTooLarge(
            f"a batch may hold {_MOST_VALUES} values of properties and this one holds {values:,}; send several"
        )
    return queries


def read_extension(text: str) -> Extension:
    """A data extension query (§7.3, data-extension-query.json).

    Raises ReconciliationRefused for what is none, BatchTooLarge for too many things or properties.
    """
    asked = _object(_parsed(text, "extend"), "the data extension query")
    things = tuple(dict.fromkeys(_text(each, "an identifier in 'ids'") for each in _list(asked, "ids")))
    columns = tuple(_column(each) for each in _list(asked, "properties"))
    for what, number, most in (("things", len(things), MOST_THINGS), ("properties", len(columns), MOST_PROPERTIES)):
        if number > most:
            raise BatchTooLarge(
                f"a data extension may ask for {most} {what} and this one asks for {number:,}; send several"
            )
    if len({column.property for column in columns}) < len(columns):
        raise ReconciliationRefused("a property is asked for twice; the answer has one column for each, so ask once")
    return Extension(things, columns)


def _parsed(text: str, what: str) -> object:
    """The JSON value (RFC 8259), bounded in depth before the parser sees it; names in an object are unique (§4)."""
    depth = deepest = 0
    for mark in re.findall(r"[\[{\]}]", _STRING.sub("", text)):
        depth += 1 if mark in "[{" else -1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise ReconciliationRefused(f"the JSON in '{what}' is nested deeper than any query; {_DEEPEST} levels are read")
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
        json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair is no character that could be sent back
    except UnicodeEncodeError:
        raise ReconciliationRefused(f"the JSON in '{what}' holds half a character (an unpaired surrogate)") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ReconciliationRefused(f"the JSON in '{what}' is malformed at {place}: {error.msg}") from None
    except ValueError:  # a number of thousands of digits
        raise ReconciliationRefused(f"the JSON in '{what}' holds a number that is too long") from None
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ReconciliationRefused("an object in the JSON has the same name twice, so what it says is not clear")
    return found


def _no_number(name: str) -> NoReturn:
    raise ReconciliationRefused(f"{name} is no number in JSON")


def _query(asked: object, where: str) -> Query:
    members = _object(asked, where)
    if unknown := sorted(members.keys() - set(_QUERY_MEMBERS)):
        raise ReconciliationRefused(
            f"{where} has the member '{unknown[0][:_SHOWN]}'; there are {', '.join(_QUERY_MEMBERS)}"
        )
    name = _compared(members.get("query", ""), f"'query' of {where}")
    properties = members.get("properties", [])
    if not isinstance(properties, list):
        raise ReconciliationRefused(f"'properties' of {where} is not a list")
    if "query" not in members and not properties:
        raise ReconciliationRefused(f"{where} asks for nothing; give it a 'query' or 'properties'")
    strictness = _text(members.get("type_strict", "any"), f"'type_strict' of {where}")
    if strictness not in STRICTNESS:
        raise ReconciliationRefused(f"'type_strict' of {where} is none of {', '.join(STRICTNESS)}")
    types = members.get("type", [])
    conditions = tuple(_condition(each, where) for each in properties)
    return Query(
        name=name,
        types=tuple(_text(each, f"a type of {where}") for each in (types if isinstance(types, list) else [types])),
        strictness=strictness,
        limit=min(_positive(members.get("limit", USUAL_LIMIT), f"'limit' of {where}"), LARGEST_LIMIT),
        conditions=conditions if name or "query" not in members else (),
    )


def _condition(asked: object, where: str) -> Condition:
    members = _object(asked, f"a property of {where}")
    if "v" not in members:
        raise ReconciliationRefused(f"a property of {where} has no value 'v'")
    values = members["v"] if isinstance(members["v"], list) else [members["v"]]
    return Condition(
        _text(members.get("pid"), f"'pid' of a property of {where}"), tuple(_value(each, where) for each in values)
    )


def _value(asked: object, where: str) -> Value:
    if isinstance(asked, bool):
        return Value("true" if asked else "false")
    if isinstance(asked, int | float):
        return Value(str(asked))
    if isinstance(asked, dict):
        reference = _text(asked.get("id"), f"the 'id' of a value of {where}")
        return Value(_compared(asked.get("name", ""), f"the 'name' of a value of {where}"), reference)
    return Value(_compared(asked, f"a value of {where}"))


def _compared(value: object, what: str) -> str:
    """A text that names are compared with, which takes time with its length."""
    text = _text(value, what)
    if len(text) > _LONGEST_TEXT:
        raise BatchTooLarge(f"{what} has {len(text):,} characters, and {_LONGEST_TEXT:,} are read; send a name alone")
    return text


def _column(asked: object) -> WantedProperty:
    members = _object(asked, "a property")
    name = _text(members.get("id"), "the 'id' of a property")
    settings = _object(members.get("settings", {}), f"'settings' of the property '{name[:_SHOWN]}'")
    if unknown := sorted(settings.keys() - {"limit", "language"}):
        raise ReconciliationRefused(f"a property has the setting '{unknown[0][:_SHOWN]}'; there are limit, language")
    limit = settings.get("limit", "") or 0  # forms send an empty field as an empty text
    if isinstance(limit, str) and re.fullmatch(r"\s*[0-9]{1,9}\s*", limit, re.ASCII):
        limit = int(limit)
    language = _text(settings.get("language", ""), "the setting 'language'").strip().lower()
    return WantedProperty(name, limit=0 if limit == 0 else _positive(limit, "the setting 'limit'"), language=language)


def _object(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ReconciliationRefused(f"{where} is not a JSON object")
    return value


def _list(members: Mapping[str, object], name: str) -> list[object]:
    value = members.get(name)
    if not isinstance(value, list):
        raise ReconciliationRefused(f"the data extension query has no list '{name}'")
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise ReconciliationRefused(f"{where} is not a text")
    return value


def _positive(value: object, where: str) -> int:
    """A positive whole number (§4.1: `limit`), however JSON writes it; 10.0 is 10."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 1 or value != value // 1:
        raise ReconciliationRefused(f"{where} is not a positive whole number")
    return int(min(value, 1_000_000_000))
