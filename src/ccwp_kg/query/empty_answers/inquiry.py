"""A diagnosis, asked of the answers of a store: within the time of one query, and its limits."""

from __future__ import annotations

import time
from dataclasses import dataclass

from pyoxigraph import QuerySolutions, parse_query_results

from ccwp_kg.errors import CcwpError
from ccwp_kg.formats import NTRIPLES, SPARQL_JSON
from ccwp_kg.query.answer import is_empty_answer
from ccwp_kg.query.answering import Answers, Asker
from ccwp_kg.query.empty_answers.diagnose import diagnosing
from ccwp_kg.query.empty_answers.diagnosis import Diagnosis
from ccwp_kg.query.empty_answers.questions import DiagnosticQuery, Reply
from ccwp_kg.query.guard import CheckedQuery, Limits, check
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.store import WHOLE, Dataset, rows_of

_MOST_QUESTIONS = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """Who asks, and of what: each question is a query of the `asker`, with its share, place in the queue and limits.

    All together take no more `seconds` than one query may, or than the asker waits.
    """

    answers: Answers
    limits: Limits
    seconds: float
    prefixes: Prefixes
    base: Base
    asker: Asker

    async def diagnose(self, checked: CheckedQuery, *, dataset: Dataset = WHOLE, is_empty: bool = False) -> Diagnosis:
        """What empties the answer to a checked query; `is_empty` where it is known that the answer is.

        A question that is refused, or for which no time is left, has no reply, and nothing is concluded from it. Raises
        HungUp where nobody waits any more, and what the query itself raises.
        """
        end = time.monotonic() + min(self.seconds, self.asker.seconds or self.seconds)
        asking = diagnosing(checked, prefixes=self.prefixes, base=self.base, dataset=dataset, is_empty=is_empty)
        asked = 0
        try:
            question = next(asking)
            while True:
                reply: Reply = None
                left = end - time.monotonic()
                if asked < _MOST_QUESTIONS and left > 0:
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
        content = written.whole()
        if question.kind != "select":
            return not is_empty_answer(content, form, kind=query.kind)
        parsed = parse_query_results(content, format=SPARQL_JSON.results)
        return rows_of(parsed) if isinstance(parsed, QuerySolutions) else None
