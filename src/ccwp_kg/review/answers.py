"""The file in which a person answers: one line of CSV for each line of a review.

Spreadsheets rewrite such a file: with a byte order mark, semicolons or tabs, other line ends, days in another order.
All that is read. What a spreadsheet would compute or take for a number is written behind an apostrophe, which is taken
away when the file is read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ccwp_kg.errors import ReviewRefused
from ccwp_kg.review.review_lines import BODY, CODE, ReviewLine
from ccwp_kg.sources.records.entry_fields import ANSWERED, CHANGE, DROP, GIVEN, RIGHT, VERDICTS, day_of

SAME_AS, NEW = "same-as", "new"
_READ_BACK = ("key", "printed")
_OF_NAMES = (RIGHT, SAME_AS, NEW)
_NEEDS_VALUE, _NEEDS_REASON = (CHANGE, SAME_AS, NEW), (CHANGE, DROP)
MOST_BYTES = 16_000_000
"""A larger file of answers is not read."""
_SIGNS = r"=+\-@＝＋－＠"
_FORMULA = re.compile(rf"\s*[{_SIGNS}]|[\t\r]")
_COMPUTED = re.compile(
    rf"{_FORMULA.pattern}"
    r"|[\s.,:/%–-]*\d[\d\s.,:/%–-]*\Z"
    r"|\d{1,4}[ .-]*\w+(?:[ .-]*\d{2,4})?\Z"
    r"|[^\W\d]+[ .-]*\d{1,4}\Z"
)
"""A formula, a number, and a day or month, such as "12 September", as spreadsheets take them."""
_ROLE = re.compile(r"[a-z]+( [a-z]+)*")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on one line: `verdict` is `right`, `change`, `drop`, `same-as` or `new`.

    `row` is the line of the file, `printed` what stood there, `value` what holds instead. `role` decided it on `day`;
    `second` is the role of another person who looked, if there was one.
    """

    row: int
    key: str
    printed: str
    verdict: str
    value: str
    role: str
    second: str | None
    day: date
    why: str

    @property
    def name(self) -> str:
        """How messages call it: `line 12 (6.3 parties 2)`."""
        return f"line {self.row} ({self.key})"

    def is_on(self, line: ReviewLine) -> bool:
        """Whether it was made on this line, by its key and its printed words."""
        return (self.key, " ".join(self.printed.split())) == (line.key, " ".join(line.printed.split()))


Row = tuple[int, Mapping[str, str]]
"""The number of a line of the file, and its cells by the names of their columns."""


def review_as_csv(lines: Iterable[ReviewLine], kept: Iterable[Row] = ()) -> str:
    """The lines as CSV (RFC 4180), with the answers that were given before."""
    given = {row["key"]: row for _, row in kept}
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow((*GIVEN, *ANSWERED))
    for line in lines:
        page = "" if line.page is None else str(line.page)
        told = (line.key, page, line.field, line.printed, line.read_as, line.state, _doubt_of(line))
        answer = given.get(line.key, {"value": line.proposal})
        cells = [_guarded(text) if name in _READ_BACK else _inert(text) for name, text in zip(GIVEN, told, strict=True)]
        writer.writerow([*cells, *(_guarded(answer.get(name, "")) for name in ANSWERED)])
    return text.getvalue()


def _doubt_of(line: ReviewLine) -> str:
    return f"{'problem: ' if line.is_problem else ''}{'; '.join(line.doubt)}"


def rows_of(content: bytes, name: str) -> list[Row]:
    """The lines of a file of answers. Raises ReviewRefused, with the line and the cure, where it is none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ReviewRefused(f"{name}, line {line}: not in UTF-8; save it as “CSV UTF-8”") from None
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    seen: dict[str, int] = {}
    columns: list[str] = []
    start = 1
    try:
        for cells in reader:
            if not columns:
                columns = _columns(cells, name)
            elif any(cell.strip() for cell in cells):
                row = _row(cells, columns, f"{name}, line {start}")
                if row["key"] in seen:
                    first = seen[row["key"]]
                    raise ReviewRefused(
                        f"{name}, line {start}: “{row['key']}” stands in line {first} already; leave one of the two"
                    )
                seen[row["key"]] = start
                rows.append((start, row))
            start = reader.line_num + 1
    except csv.Error as error:
        raise ReviewRefused(f"{name}, line {start}: this is no CSV ({error}); save the table as CSV anew") from None
    if not columns:
        raise ReviewRefused(f"{name} is empty; let 'ccwp-kg read --review {name}' write it")
    return rows


def _columns(cells: list[str], name: str) -> list[str]:
    columns = [cell.strip().casefold() for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    for column in columns:
        if column not in (*GIVEN, *ANSWERED):
            raise ReviewRefused(
                f"{name}, line 1: there is no column “{column}”; the columns are {', '.join((*GIVEN, *ANSWERED))}"
            )
    for column in ("key", "printed", *ANSWERED):
        if columns.count(column) != 1:
            found = "is missing" if column not in columns else "stands twice"
            raise ReviewRefused(f"{name}, line 1: the column “{column}” {found}; keep the first line as it was written")
    return columns


def _row(cells: list[str], columns: list[str], place: str) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(columns) :]):
        raise ReviewRefused(f"{place}: more cells than columns; put a cell that holds the delimiter in quotation marks")
    row = {name: _unguarded(cell) for name, cell in zip(columns, cells, strict=False)}
    row = {name: row.get(name, "").strip() for name in columns}
    if not row["key"]:
        raise ReviewRefused(f"{place}: the key is missing; keep the keys as they were written")
    return row


def _inert(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _guarded(text: str) -> str:
    return f"'{text}" if _COMPUTED.match(text) or _unguarded(text) != text else text


def _unguarded(text: str) -> str:
    return text[1:] if text[:1] == "'" and _COMPUTED.match(text.lstrip("'")) else text


def is_answered(row: Mapping[str, str], *, proposal: str = "") -> bool:
    """Whether a person wrote something into a line."""
    return any(row[name] for name in ANSWERED if name != "value") or row["value"] not in ("", proposal)


def decisions_of(rows: Iterable[Row], name: str) -> tuple[Decision, ...]:
    """The decisions in a file of answers; a line without a verdict is none.

    Raises ReviewRefused, with the line and the cure, for one that cannot be.
    """
    return tuple(
        _decision(number, row, f"{name}, line {number}") for number, row in rows if _is_decided(number, row, name)
    )


def _is_decided(number: int, row: Mapping[str, str], name: str) -> bool:
    if not row["verdict"] and row["value"] and row["key"].partition(" ")[0] not in (BODY, CODE):
        raise ReviewRefused(f"{name}, line {number}: a value and no verdict; write {CHANGE}, or take the value away")
    return bool(row["verdict"])


def _decision(number: int, row: Mapping[str, str], place: str) -> Decision:
    verdict, key = row["verdict"].casefold(), row["key"]
    is_name = key.partition(" ")[0] in (BODY, CODE)
    possible = _OF_NAMES if is_name else VERDICTS
    if verdict not in possible:
        raise ReviewRefused(f"{place}: “{row['verdict']}” is no verdict on {key}; write {', '.join(possible[:-1])} "
                            f"or {possible[-1]}")  # fmt: skip
    for column in ("role", "day", *(["value"] if verdict in _NEEDS_VALUE else [])):
        if not row[column]:
            raise ReviewRefused(f"{place}: the verdict {verdict} has no {column}; {_CURES[column]}")
    if verdict in _NEEDS_REASON and not row["why"]:
        raise ReviewRefused(f"{place}: the verdict {verdict} has no reason; say in “why” what is wrong")
    if not is_name and verdict not in _NEEDS_VALUE and row["value"]:
        raise ReviewRefused(f"{place}: the verdict {verdict} takes no value; write {CHANGE}, or take the value away")
    role, second = _roles(row["role"], place)
    return Decision(
        number, key, row["printed"], verdict, row["value"], role, second, _day(row["day"], place), row["why"]
    )


_CURES = {
    "role": "say who decided, such as curator",
    "day": "write the day, such as 2026-11-28",
    "value": "write what holds instead",
}


def _roles(text: str, place: str) -> tuple[str, str | None]:
    roles = [role.strip() for role in text.split(";")]
    is_valid = 1 <= len(roles) <= 2 and all(map(_ROLE.fullmatch, roles)) and len(set(roles)) == len(roles)
    if not is_valid:
        raise ReviewRefused(
            f"{place}: “{text}” is no role; write one in small letters, such as curator, or two that differ, "
            "such as curator; reviewer"
        )
    return roles[0], roles[1] if len(roles) == 2 else None


def _day(text: str, place: str) -> date:
    day = day_of(text)
    if day is None:
        raise ReviewRefused(f"{place}: “{text}” is no day; write it as 2026-11-28")
    return day


def unfit(decisions: Iterable[Decision], lines: Iterable[ReviewLine], name: str) -> Iterator[str]:
    """A sentence for each decision that was made on no line there is now."""
    by_key = {line.key: line for line in lines}
    for each in decisions:
        line = by_key.get(each.key)
        if line is None:
            yield f"{name}, line {each.row}: nothing with the key “{each.key}” is read now; take the line out"
        elif not each.is_on(line):
            words = line.printed if len(line.printed) < 60 else f"{line.printed[:60]}…"
            yield f"{name}, line {each.row}: “{each.key}” has other words now (“{words}”); decide on them anew"
