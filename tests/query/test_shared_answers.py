"""One evaluation for all who wait, each with a time of its own; when the last has gone, it is ended."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from ccwp_kg.errors import CcwpError, QueryTooSlow, StoreUnavailable, TooManyQueries
from ccwp_kg.formats import SPARQL_JSON, Format
from ccwp_kg.query.cache import SharedCache
from ccwp_kg.query.claims import Claims
from ccwp_kg.query.guard import CheckedQuery
from ccwp_kg.query.shared_answers import Answers, Asker, HungUp, Memory
from ccwp_kg.rdf.syntax.prefixes import NO_PREFIXES
from ccwp_kg.store import WHOLE, Bounds, Dataset, EmbeddedStore, Ticket, Written

QUERY = CheckedQuery("ASK {}", "ASK", is_volatile=False)


@dataclass
class Evaluations:
    """An engine that takes `seconds` for each answer and counts those it began, made and cancelled."""

    seconds: float = 0.05
    failure: CcwpError | None = None
    held_up: str | None = None
    begun: int = 0
    made: int = 0
    cancelled: int = 0
    tickets: list[Ticket] = field(default_factory=list)

    async def evaluate(self, query: str, form: Format, *, dataset: Dataset, ticket: Ticket) -> Written:
        assert ("ASK {}", SPARQL_JSON, WHOLE) == (query, form, dataset)
        self.begun += 1
        self.tickets.append(ticket)
        ticket.held_up = self.held_up  # type: ignore[assignment]
        try:
            await asyncio.sleep(self.seconds)
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if self.failure is not None:
            raise self.failure
        self.made += 1
        return Written.of(b"%d" % self.made)

    def answers(self, *, limit: float = 5.0, memory: Memory | None = None) -> Answers:
        return Answers(
            EmbeddedStore.of_triples(()).bounded(Bounds(), prefixes=NO_PREFIXES, state="one"),
            describe=lambda *_: (),
            prefixes=NO_PREFIXES,
            bounds=Bounds(seconds=limit),
            memory=memory or Memory(SharedCache(1 << 20), Claims()),
            evaluate=self.evaluate,
        )


async def ask(answers: Answers, asker: Asker | None = None, checked: CheckedQuery = QUERY) -> bytes:
    found = await answers.find(checked, SPARQL_JSON, dataset=WHOLE, asker=asker or Asker())
    return found.written.whole()


def test_twenty_who_ask_the_same_have_it_made_once() -> None:
    """And who asks later has the kept one; a volatile query is made for each."""
    engine = Evaluations()

    async def run() -> tuple[list[bytes], bytes, list[bytes]]:
        answers = engine.answers()
        together = await asyncio.gather(*(ask(answers, Asker(f"192.0.2.{n}")) for n in range(20)))
        later = await ask(answers)
        volatile = CheckedQuery("ASK {}", "ASK", is_volatile=True)
        return together, later, await asyncio.gather(*(ask(answers, checked=volatile) for _ in range(3)))

    together, later, volatile = asyncio.run(run())
    assert [b"1"] * 20 == together
    assert b"1" == later
    assert {b"2", b"3", b"4"} == set(volatile)
    assert {f"192.0.2.{n}" for n in range(20)} == engine.tickets[0].clients


def test_a_failure_is_that_of_all_who_wait() -> None:
    """The one at the limit is kept for a while, others are tried again."""
    for failure, again in ((QueryTooSlow("slow"), 1), (StoreUnavailable("gone"), 2)):
        engine = Evaluations(failure=failure)

        async def run(engine: Evaluations = engine) -> list[object]:
            answers = engine.answers()
            failed = await asyncio.gather(*(ask(answers) for _ in range(5)), return_exceptions=True)
            return [*failed, *await asyncio.gather(ask(answers), return_exceptions=True)]

        assert [(type(failure), str(failure))] * 6 == [(type(each), str(each)) for each in asyncio.run(run())]
        assert again == engine.begun


def test_who_hangs_up_ends_the_query_only_alone() -> None:
    """As long as one is left it goes on, and what was cancelled is kept nowhere."""
    engine = Evaluations(seconds=0.2)

    async def run() -> None:
        answers = engine.answers()
        askers = [Asker(), Asker()]
        asked = [asyncio.ensure_future(ask(answers, asker)) for asker in askers]
        await asyncio.sleep(0.02)
        askers[0].hang_up()
        with pytest.raises(HungUp):
            await asked[0]
        assert b"1" == await asked[1]
        assert (1, 0) == (engine.made, engine.cancelled)

        answers = engine.answers()
        asked = [asyncio.ensure_future(ask(answers, asker)) for asker in askers]
        await asyncio.sleep(0.02)
        for asker, task in zip(askers, asked, strict=True):
            asker.hang_up()
            with pytest.raises(HungUp):
                await task
        await asyncio.sleep(0.02)
        assert (2, 1, 1) == (engine.begun, engine.made, engine.cancelled)
        assert engine.tickets[-1].is_over
        assert b"2" == await ask(answers)

    asyncio.run(run())


LATE = [
    # (what held the query up, the error of who gives it a tenth of a second)
    (None, QueryTooSlow("there was no answer within 0.1 seconds, the timeout of the request")),
    ("client", TooManyQueries("as many long queries of yours are running")),
    ("server", StoreUnavailable("as many long queries are running")),
]


@pytest.mark.parametrize(("held_up", "expected"), LATE)
def test_a_shorter_time_is_only_for_who_gave_it(held_up: str | None, expected: CcwpError) -> None:
    """Its failure is neither shown to others nor kept, and says what took the time."""
    engine = Evaluations(seconds=0.3, held_up=held_up)

    async def run() -> list[object]:
        answers = engine.answers()
        return await asyncio.gather(ask(answers, Asker(seconds=0.1)), ask(answers), return_exceptions=True)

    failure, answer = asyncio.run(run())
    assert b"1" == answer
    assert type(expected) is type(failure)
    assert str(failure).startswith(str(expected))


def test_the_limit_counts_from_the_request() -> None:
    """Also where the engine says nothing; the query is ended then."""
    engine = Evaluations(seconds=20)
    with pytest.raises(QueryTooSlow, match=r"no answer within 0\.1 seconds, the limit here"):
        asyncio.run(ask(engine.answers(limit=0.1), Asker(seconds=7)))
    assert 1 == engine.cancelled
