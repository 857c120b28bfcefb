"""The tool `ask`: a SPARQL query, answered as CSV within a budget.

It goes the way of every query at /sparql: the same guard, the same limits, the same queue, the same share of a client.
"""

from __future__ import annotations

import asyncio
import csv
import io
import time
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote

from ccwp_kg.agents.answer_lines import dataset_line
from ccwp_kg.agents.arguments import Arguments
from ccwp_kg.agents.collection import Collection
from ccwp_kg.agents.tool_answer import ToolAnswer
from ccwp_kg.errors import CcwpError
from ccwp_kg.formats import NTRIPLES, SPARQL_CSV
from ccwp_kg.query import CheckedQuery, check
from ccwp_kg.query.empty_answers import diagnose
from ccwp_kg.query.evaluate import is_empty_answer
from ccwp_kg.query.outcomes import ANSWERED, outcome_of
from ccwp_kg.query.shared_answers import Asker, HungUp
from ccwp_kg.query.undeclared_prefix import registered_prefixes
from ccwp_kg.store import WHOLE

_READ = 1 << 20
"""Bytes of an answer that are looked at; no budget has room for more."""
_LONGEST_LINK = 2_000


async def ask(collection: Collection, arguments: Arguments, asker: Asker) -> ToolAnswer:
    """The answer to `sparql`, with at most `limit` rows. Raises what a query at /sparql does."""
    begun = time.monotonic()
    try:
        with registered_prefixes(arguments.text("sparql"), collection.prefixes) as text:
            checked = check(text, limits=collection.limits)
            form = NTRIPLES if checked.kind in ("CONSTRUCT", "DESCRIBE") else SPARQL_CSV
            found = await collection.answers.find(checked, form, dataset=WHOLE, asker=asker)
    except HungUp:
        collection.count("cancelled", time.monotonic() - begun)
        raise
    except CcwpError as error:
        collection.count(outcome_of(error), time.monotonic() - begun)
        raise
    collection.count(ANSWERED, time.monotonic() - begun)
    content = found.written.whole()
    why = await _why(collection, checked, asker) if is_empty_answer(content, form, kind=checked.kind) else []
    return await asyncio.get_running_loop().run_in_executor(
        None,
        lambda: _in_words(checked, content, arguments, why, foot=[*_link(collection, text), dataset_line(collection)]),
    )


async def _why(collection: Collection, checked: CheckedQuery, asker: Asker) -> list[str]:
    """Why an answer is empty, as far as it can be found out; each question is a query of the same client."""
    try:
        diagnosis = await diagnose(
            checked, answers=collection.answers, limits=collection.limits, asker=asker, is_empty=True
        )
    except CcwpError:
        return []
    return [diagnosis.as_text()] if diagnosis.findings else []


@dataclass(frozen=True, slots=True)
class _AnswerRows:
    """The first rows or triples of an answer, their heading, and how many there are in all (None: not counted)."""

    heading: str
    rows: list[str]
    total: int | None


def _in_words(
    checked: CheckedQuery, content: bytes, arguments: Arguments, why: list[str], *, foot: list[str]
) -> ToolAnswer:
    start, limit = arguments.number("start"), arguments.number("limit")
    if checked.kind == "ASK":
        return ToolAnswer([f"answer: {content.decode().strip()}", *why], foot=foot)
    is_table = checked.kind == "SELECT"
    one, what, written = ("row", "rows", "CSV") if is_table else ("triple", "triples", "N-Triples")
    last = start - 1 + limit
    found = _csv_rows(content, last) if is_table else _lines(content, last)
    total = f"more than {len(found.rows):,}" if found.total is None else f"{found.total:,}"
    if found.total == 0:
        return ToolAnswer(
            [f"0 {what} (an empty answer{f'; {found.heading}' if is_table else ''}).", *why, _EMPTY], foot=foot
        )
    head = [
        f"{total} {one if found.total == 1 else what}, as {written}:",
        *([found.heading] if is_table else []),
    ]
    further = ""
    if found.total is None or found.total > last:
        further = f"the answer has {total} {what}; call again with start={last + 1} for those after limit={limit}"
    return ToolAnswer(head, found.rows, foot, what, start, further)


_EMPTY = (
    "Empty does not mean that the documents deny it: a pattern may not fit the data (the tool schema tells which "
    "properties a class has), the source may be silent (the tool evidence tells), or the document may not be held "
    "(the tool coverage tells)."
)


def _csv_rows(content: bytes, most: int) -> _AnswerRows:
    """The first rows of an answer in CSV (RFC 4180), each with the line ends that stand in its quotes."""
    text = content[:_READ].decode("utf-8", "ignore")
    reader = csv.reader(io.StringIO(text, newline=""))
    heading = next(reader, [])
    rows = [_csv_line(row) for row in islice(reader, most)]
    if len(content) > _READ:
        return _AnswerRows(_csv_line(heading), rows[: most if len(rows) == most else -1], None)
    return _AnswerRows(_csv_line(heading), rows, len(rows) + sum(1 for _ in reader))


def _csv_line(row: list[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(row)
    return written.getvalue()


def _lines(content: bytes, most: int) -> _AnswerRows:
    lines = content[:_READ].decode("utf-8", "ignore").split("\n")
    if len(content) > _READ:
        return _AnswerRows("", lines[:-1][:most], None)
    lines = [line for line in lines if line]
    return _AnswerRows("", lines[:most], len(lines))


def _link(collection: Collection, text: str) -> list[str]:
    """The address of the query as it ran, for people, where one can be that long."""
    if not collection.endpoint:
        return []
    link = f"{collection.endpoint}?query={quote(text, safe='')}"
    return [f"query: {link}" if len(link) <= _LONGEST_LINK else f"endpoint: {collection.endpoint}"]
