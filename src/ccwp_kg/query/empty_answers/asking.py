"""A diagnosis asked of a store, or of the answers of a server: within the time of one query, and its limits."""

from __future__ import annotations

import time
from dataclasses import dataclass

from pyoxigraph import QueryBoolean, QuerySolutions, parse_query_results

from ccwp_kg.errors import CcwpError
from ccwp_kg.formats import NTRIPLES, SPARQL_JSON
from ccwp_kg.query.answering import Answers, Asker
from ccwp_kg.query.empty_answers.diagnose import diagnosing
from ccwp_kg.query.empty_answers.diagnosis import Diagnosis
from ccwp_kg.query.empty_answers.questions import DiagnosticQuery, Reply
from ccwp_kg.query.guard import CheckedQuery, Limits, check
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.store import WHOLE, Dataset, Store, rows_of

MOST_QUESTIONS = 150


def diagnose(
    store: Store,
    checked: CheckedQuery,
    *,
    prefixes: Prefixes,
    dataset: Dataset = WHOLE,
    client: str = "",
    seconds: float = 10.0,
    is_empty: bool = False,
) -> Diagnosis:
    """What empties the answer of a store to a checked query, found out in so many seconds.

    `is_empty` where it is known that the answer is.

    No question is begun later; each is bounded by what bounds a query of that store. Raises what the store raises for
    the query itself; what else cannot be asked is not known.
    """
    end = time.monotonic() + seconds
    asking = diagnosing(checked, prefixes=prefixes, base=store.base, dataset=dataset, is_empty=is_empty)
    reply: Reply = None
    asked = 0
    try:
        question = next(asking)
        while True:
            reply = None
            if asked < MOST_QUESTIONS and time.monotonic() < end:
                reply = _reply(store, checked, question, dataset, client)
            asked += 1
            question = asking.send(reply)
    except StopIteration as done:
        found: Diagnosis = done.value
        return found


def _reply(store: Store, checked: CheckedQuery, question: DiagnosticQuery, dataset: Dataset, client: str) -> Reply:
    try:
        if question.kind == "select":
            return store.rows(question.text, dataset=dataset, client=client)
        if question.kind == "whole" and checked.kind in ("CONSTRUCT", "DESCRIBE"):
            return bool(store.triples(question.text, dataset=dataset, client=client))
        return has_answer(store.written(question.text, SPARQL_JSON, dataset=dataset, client=client).whole())
    except CcwpError:
        if question.kind == "whole":
            raise
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """How a server asks: each question is a query of the client, with its share, its place in the queue, its limits.

    All together take no more `seconds` than one query may, or than the client waits.
    """

    answers: Answers
    limits: Limits
    seconds: float
    prefixes: Prefixes
    base: Base
    asker: Asker

    async def diagnose(self, checked: CheckedQuery, *, dataset: Dataset = WHOLE, is_empty: bool = False) -> Diagnosis:
        """See `diagnose`. Raises HungUp where nobody waits any more, and what the query itself raises."""
        end = time.monotonic() + min(self.seconds, self.asker.seconds or self.seconds)
        asking = diagnosing(checked, prefixes=self.prefixes, base=self.base, dataset=dataset, is_empty=is_empty)
        asked = 0
        try:
            question = next(asking)
            while True:
                reply: Reply = None
                left = end - time.monotonic()
                if asked < MOST_QUESTIONS and left > 0:
                    self.asker.seconds = left
                    reply = await self._reply(checked, question, dataset)
                asked += 1
                question = asking.send(reply)
        except StopIteration as done:
            found: Diagnosis = done.value
            return found

    async def _reply(self, checked: CheckedQuery, question: DiagnosticQuery, dataset: Dataset) -> Reply:
        try:
            query = checked if question.kind == "whole" else check(question.text, limits=self.limits)
            form = NTRIPLES if query.kind in ("CONSTRUCT", "DESCRIBE") else SPARQL_JSON
            written = (await self.answers.find(query, form, dataset=dataset, asker=self.asker)).written
        except CcwpError:
            if question.kind == "whole":
                raise
            return None
        if form is NTRIPLES:
            return written.size > 0
        content = written.whole()
        if question.kind == "select":
            parsed = parse_query_results(content, format=SPARQL_JSON.results)
            return rows_of(parsed) if isinstance(parsed, QuerySolutions) else None
        return has_answer(content)


def has_answer(results: bytes) -> bool:
    """Whether results in SPARQL JSON hold a row, or are true."""
    parsed = parse_query_results(results, format=SPARQL_JSON.results)
    if isinstance(parsed, QueryBoolean):
        return bool(parsed)
    return isinstance(parsed, QuerySolutions) and next(iter(parsed), None) is not None
