"""What a person writes as a value: a day, a period, the number of an objective, the name of a party."""

from __future__ import annotations

import re
from datetime import date

from ccwp_kg.errors import ReviewRefused
from ccwp_kg.review.answers import Decision
from ccwp_kg.sources.profile.profile import Lexicon
from ccwp_kg.sources.records.records import Plan
from ccwp_kg.sources.text.dates import TimeMatch

_PARTIES = ("organisation", "group", "country")
_DAYS = {"9999-99-99": ("date", ""), "9999-99": ("gYearMonth", "-01"), "9999": ("gYear", "-01-01")}
"""How a day, month or year is written, its datatype, and what makes it a day."""


def datatype_of(value: str, each: Decision) -> str:
    """The datatype of a day, a month or a year. Raises ReviewRefused for anything else."""
    datatype, rest = _DAYS.get(re.sub(r"[0-9]", "9", value), ("", ""))
    try:
        date.fromisoformat(value + rest)
    except ValueError:
        datatype = ""
    if datatype:
        return datatype
    raise ReviewRefused(f"{each.name}: “{value}” is no day, month or year; write it as 2013-01-31, 2013-01 or 2013")


def period_of(value: str, each: Decision) -> tuple[str | None, str | None]:
    """The first and the last day of `2013-01/2014-06`, or of `/2014-06`, which has no beginning.

    Raises ReviewRefused for anything else.
    """
    ends = value.split("/")
    if len(ends) != 2 or not any(ends):
        raise ReviewRefused(
            f"{each.name}: “{value}” is no period; write it as 2013-01/2014-06, or /2014-06 where it has no beginning"
        )
    first, last = (TimeMatch(0, 0, end, datatype_of(end, each)) if end else None for end in ends)
    return first.first_day if first is not None else None, last.last_day if last is not None else None


def objective_numbered(value: str, each: Decision, *, plan: Plan) -> int | None:
    """The number of an objective of the plan, None for “no objective”. Raises ReviewRefused for another."""
    if value.casefold() == "no objective":
        return None
    found = re.fullmatch(r"(?:objective )?([0-9]{1,3})", value, re.IGNORECASE)
    known = [objective.number for objective in plan.objectives]
    if found is None or int(found[1]) not in known:
        raise ReviewRefused(
            f"{each.name}: “{value}” is no objective of the plan; write one of {', '.join(map(str, known))}, "
            "or no objective"
        )
    return int(found[1])


def party_named(name: str, lexicon: Lexicon, each: Decision) -> str:
    """The reference of a party by one of its names, or by the reference itself. Raises ReviewRefused for no party."""
    wanted = " ".join(name.split()).casefold()
    parties = [entry for entry in lexicon if entry.kind in _PARTIES]
    found = {entry.target for entry in parties if wanted in (entry.target.casefold(), entry.form.casefold())}
    if len(found) != 1:
        raise ReviewRefused(
            f"{each.name}: “{name.strip()}” names no party that is known; write its name as in data/curated, or answer "
            "new on the line of the body"
        )
    return found.pop()
