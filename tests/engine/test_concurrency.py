"""Places in one event loop: never more than there are, in turn, and none lost to who is cancelled."""

from __future__ import annotations

import asyncio

import pytest

from ccwp_kg.engine.concurrency import ConcurrencyLimiter


async def waiting(limiter: ConcurrencyLimiter, *clients: str) -> list[asyncio.Task[str]]:
    """One task for each client, which waits for a place and returns the client's name."""

    async def acquire(client: str) -> str:
        await limiter.acquire(client)
        return client

    tasks = [asyncio.ensure_future(acquire(client)) for client in clients]
    await asyncio.sleep(0)
    return tasks


async def done(tasks: list[asyncio.Task[str]]) -> list[str]:
    for _ in range(5):
        await asyncio.sleep(0)
    return [task.result() for task in tasks if task.done() and not task.cancelled()]


ORDERS = [
    # (places, share, who comes, who has a place after each of two was given back)
    (1, 0, "abc", ["a", "ab", "abc"]),
    (1, 0, "aaab", ["a", "aa", "aab"]),  # b waits for one of a's, not for all of them
    (2, 1, "aab", ["ab", "aab", "aab"]),  # a may hold one
    (2, 0, "aab", ["aa", "aab", "aab"]),
]


@pytest.mark.parametrize(("count", "share", "clients", "expected"), ORDERS)
def test_places_are_handed_out_in_turn(count: int, share: int, clients: str, expected: list[str]) -> None:
    """Clients take turns, and none holds more than its share."""

    async def run() -> list[str]:
        limiter = ConcurrencyLimiter(count, share=share)
        tasks = await waiting(limiter, *clients)
        found = ["".join(sorted(await done(tasks)))]
        for _ in range(2):
            limiter.release("a")
            found.append("".join(sorted(await done(tasks))))
        for task in tasks:
            task.cancel()
        return found

    assert ["".join(sorted(each)) for each in expected] == asyncio.run(run())


@pytest.mark.parametrize("is_free", [False, True])
def test_a_cancelled_wait_loses_no_place(is_free: bool) -> None:
    """Neither before the place is handed over, nor in the moment in which it is."""

    async def run() -> list[str]:
        limiter = ConcurrencyLimiter(1)
        await limiter.acquire("a")
        first, second = await waiting(limiter, "b", "c")
        if is_free:
            limiter.release("a")
        first.cancel()
        await asyncio.sleep(0)
        if not is_free:
            limiter.release("a")
        found = await done([first, second])
        assert 0 == limiter.waiting
        return found

    assert ["c"] == asyncio.run(run())
