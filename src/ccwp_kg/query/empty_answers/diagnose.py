"""A diagnosis, asked of the answers of a store: within the time of one query, and its limits."""

from __future__ import annotations

import time

from pyoxigraph import QuerySolutions, parse_query_results

from ccwp_kg.errors import CcwpError
from ccwp_kg.formats import NTRIPLES, SPARQL_JSON
from ccwp_kg.query.empty_answers.diagnosis import Diagnosis
from ccwp_kg.query.empty_answers.examination import diagnosing
from ccwp_kg.query.empty_answers.questions import Reply
from ccwp_kg.query.evaluate import is_empty_answer
from ccwp_kg.query.guard import CheckedQuery, Limits, check
from ccwp_kg.query.shared_answers import Answers, Asker
from ccwp_kg.store import WHOLE, Dataset, rows_of

_MOST_QUESTIONS = 150


async def diagnose(
    checked: CheckedQuery,
    *,
    answers: Answers,
    limits: Limits,
    asker: Asker,
    dataset: Dataset = WHOLE,
    is_empty: bool = False,
) -> Diagnosis:
    """What empties the answer to a checked query; `is_empty` where it is known that the answer is.

    Each question is a query of the `asker`, with its share, its place in the queue and its limits; all together take no
    more time than one query may, or than the asker waits. A question that is refused, or for which no time is left, has
    no reply, and nothing is concluded from it.

    Raises HungUp where nobody waits any more, and what the query itself raises.
    """
    end = time.monotonic() + min(answers.seconds, asker.seconds or answers.seconds)
    asking = diagnosing(checked, prefixes=answers.prefixes, base=answers.base, dataset=dataset, is_empty=is_empty)
    asked = 0
    try:
        question = next(asking)
        while True:
            reply: Reply = None
            left = end - time.monotonic()
            if asked < _MOST_QUESTIONS and left > 0:
                asker.seconds = left
                try:
                    query = checked if question.kind == "whole" else check(question.text, limits=limits)
                    reply = await _reply(query, answers, dataset, asker, has_rows=question.kind == "select")
                except CcwpError:
                    if question.kind == "whole":
                        raise
            asked += 1
            question = asking.send(reply)
    except StopIteration as done:
        found: Diagnosis = done.value
        return found


async def _reply(query: CheckedQuery, answers: Answers, dataset: Dataset, asker: Asker, *, has_rows: bool) -> Reply:
    """The rows of a SELECT where they are wanted, else whether there is an answer."""
    form = NTRIPLES if query.kind in ("CONSTRUCT", "DESCRIBE") else SPARQL_JSON
    content = (await answers.find(query, form, dataset=dataset, asker=asker)).written.whole()
    if not has_rows:
        return not is_empty_answer(content, form, kind=query.kind)
    parsed = parse_query_results(content, format=SPARQL_JSON.results)
    return rows_of(parsed) if isinstance(parsed, QuerySolutions) else None
