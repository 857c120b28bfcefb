"""Claims between processes: one at a time, freed by death, and known to be awaited."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.synchronize import Event

import pytest

from ccwp_kg.query.claims import Claims

FORK = multiprocessing.get_context("fork")
KEY, OTHER = bytes(31) + b"\1", b"\1" * 32


def elsewhere(work: Callable[[], object]) -> int:
    """Run a function in a forked process; its exit code."""
    process = FORK.Process(target=work)
    process.start()
    process.join(20)
    return process.exitcode or 0


def hold(claims: Claims, held: Event) -> None:
    assert "taken" == claims.take(KEY)
    held.set()
    signal.pause()


def test_one_process_has_a_key_until_it_gives_it_up_or_dies() -> None:
    """Another key is free meanwhile, and the same process sees its own claim."""
    claims, held = Claims(), FORK.Event()
    process = FORK.Process(target=hold, args=(claims, held))
    process.start()
    assert held.wait(20)
    assert ("elsewhere", "taken", "here") == (claims.take(KEY), claims.take(OTHER), claims.take(OTHER))
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join(20)
    assert "taken" == claims.take(KEY)
    claims.give_up(KEY)
    assert "taken" == claims.take(KEY)


def test_a_forked_child_has_none_of_its_parents_claims() -> None:
    """It must neither work under them nor end them."""
    claims = Claims()
    assert "taken" == claims.take(KEY)

    def child() -> None:
        assert "elsewhere" == claims.take(KEY)
        claims.give_up(KEY)
        assert "elsewhere" == claims.take(KEY)

    assert 0 == elsewhere(child)


def test_who_waits_is_known_to_who_works() -> None:
    """From the beginning of the wait to its end, and a claim starts with nobody waiting."""
    claims = Claims()
    claims.take(KEY)
    assert not claims.is_awaited(KEY)
    with claims.waiting(KEY):
        with claims.waiting(KEY):
            assert claims.is_awaited(KEY)
        assert claims.is_awaited(KEY)
    assert not claims.is_awaited(KEY)

    def dies() -> None:
        with claims.waiting(KEY):
            os._exit(0)

    elsewhere(dies)
    assert claims.is_awaited(KEY)  # the dead are not noticed at once
    claims.give_up(KEY)
    claims.take(KEY)
    assert not claims.is_awaited(KEY)


def test_a_process_that_dies_inside_stops_nobody() -> None:
    """The lock around a cell is not waited for longer than anybody needs."""
    claims = Claims()

    def dies() -> None:
        claims._guard.acquire()
        os._exit(0)

    elsewhere(dies)
    assert ("taken", "here") == (claims.take(KEY), claims.take(KEY))


def test_no_cells_are_refused() -> None:
    with pytest.raises(ValueError, match="0 cells tell no keys apart; give 1 or more"):
        Claims(0)
