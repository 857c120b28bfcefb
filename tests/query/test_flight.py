"""One answer is made once, however many ask for it in however many processes; and nobody waits for ever."""

import mmap
import multiprocessing
import threading
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess

import pytest

from ccwp_kg.query.flight import Flights

# Other tests of the same run may have left threads behind; the children here use nothing but what is made for them.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")

FORK = multiprocessing.get_context("fork")


class Shelf:
    """A place all processes see: the answer, once it is there, and how often it was made.

    Making takes so many seconds, or less where it is `released`.
    """

    def __init__(self, *, seconds: float = 0.0) -> None:
        self.memory, self.made, self.seconds = mmap.mmap(-1, 16), FORK.Value("i"), seconds
        self.started, self.released = FORK.Event(), FORK.Event()

    def look(self) -> bytes | None:
        return self.memory[1:7] if self.memory[0] else None

    def make(self) -> bytes:
        with self.made.get_lock():
            self.made.value += 1
        self.started.set()
        self.released.wait(self.seconds)
        self.memory[1:7] = b"answer"
        self.memory[0] = 1
        return b"answer"


def nothing() -> None:
    """What `look` finds where an answer is not kept."""
    return


def in_threads(count: int, work: Callable[[], object]) -> None:
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert not any(thread.is_alive() for thread in threads)


def ended(child: BaseProcess) -> int | None:
    """The exit code; None for a child that had to be killed."""
    child.join(20)
    code = child.exitcode
    child.kill()
    child.join()
    return code


def timed(work: Callable[[], object]) -> tuple[object, float]:
    before = time.monotonic()
    return work(), time.monotonic() - before


@pytest.mark.parametrize("slots", [4096, 1])
def test_forty_threads_in_two_processes_make_it_once(slots: int) -> None:
    flights, shelf, start = Flights(slots), Shelf(seconds=0.3), FORK.Event()

    def crowd() -> None:
        answers: list[bytes] = []
        start.wait(10)
        in_threads(20, lambda: answers.append(flights.once(b"k", look=shelf.look, make=shelf.make, patience=10)))
        assert [b"answer"] * 20 == answers

    children = [FORK.Process(target=crowd) for _ in range(2)]
    for child in children:
        child.start()
    start.set()
    assert [0, 0] == [ended(child) for child in children]
    assert 1 == shelf.made.value


def test_threads_share_an_answer_that_is_kept_nowhere() -> None:
    flights, shelf = Flights(), Shelf(seconds=0.5)
    answers: list[bytes] = []
    in_threads(20, lambda: answers.append(flights.once(b"k", look=nothing, make=shelf.make, patience=10)))
    assert ([b"answer"] * 20, 1) == (answers, shelf.made.value)


def test_what_is_found_is_not_made() -> None:
    """Another process may have finished between the caller's look and the lock."""
    flights, shelf = Flights(), Shelf()
    assert b"there" == flights.once(b"k", look=lambda: b"there", make=shelf.make, patience=1)
    assert 0 == shelf.made.value


def test_an_answer_is_made_anew_once_it_is_gone() -> None:
    """Only what runs at the same time is shared: keeping is the cache's business."""
    flights, shelf = Flights(), Shelf()
    for turn in (1, 2, 3):
        assert b"answer" == flights.once(b"k", look=nothing, make=shelf.make, patience=1)
        assert turn == shelf.made.value


@pytest.mark.parametrize("failure", [TimeoutError("too long"), ValueError("no such thing"), SystemExit(3)])
def test_threads_share_a_failure(failure: BaseException) -> None:
    """A TimeoutError of the work itself is a failure like any other, and does not pass for lost patience."""
    flights, shelf = Flights(), Shelf(seconds=0.5)
    seen: list[BaseException] = []

    def fail() -> bytes:
        shelf.make()
        raise failure

    def ask() -> None:
        with pytest.raises(type(failure)) as caught:
            flights.once(b"k", look=nothing, make=fail, patience=10)
        seen.append(caught.value)

    in_threads(20, ask)
    assert ([failure] * 20, 1) == (seen, shelf.made.value)
    assert b"next" == flights.once(b"k", look=nothing, make=lambda: b"next", patience=1)
    child = FORK.Process(target=lambda: free(flights, b"k"))
    child.start()
    assert 0 == ended(child), "a failure gives the lock back"


def free(flights: Flights, key: bytes) -> None:
    """Passes where no other process works on this key."""
    _, took = timed(lambda: flights.once(key, look=nothing, make=lambda: b"mine", patience=5))
    assert took < 2


def busy(flights: Flights, key: bytes) -> None:
    """Passes where another process works on this key."""
    _, took = timed(lambda: flights.once(key, look=nothing, make=lambda: b"mine", patience=0.3))
    assert took >= 0.3


def test_a_leader_killed_at_work_does_not_block_the_others() -> None:
    flights, shelf = Flights(), Shelf(seconds=30)
    child = FORK.Process(target=lambda: flights.once(b"k", look=nothing, make=shelf.make, patience=10))
    child.start()
    assert shelf.started.wait(10)
    threading.Timer(0.2, child.kill).start()
    answer, took = timed(lambda: flights.once(b"k", look=shelf.look, make=lambda: b"mine", patience=20))
    child.join(10)
    assert b"mine" == answer
    assert 0.1 < took < 5


def test_an_answer_made_elsewhere_is_found_before_the_lock_is_free() -> None:
    """The waiting process looks while it waits: the maker may go on with something else under its lock."""
    flights, shelf = Flights(), Shelf()

    def make_and_linger() -> bytes:
        time.sleep(0.2)
        shelf.make()
        time.sleep(30)
        return b"late"

    child = FORK.Process(target=lambda: flights.once(b"k", look=nothing, make=make_and_linger, patience=10))
    child.start()
    time.sleep(0.1)
    answer, took = timed(lambda: flights.once(b"k", look=shelf.look, make=lambda: b"mine", patience=20))
    child.kill()
    child.join()
    assert b"answer" == answer
    assert took < 5


def test_different_keys_do_not_wait_for_each_other() -> None:
    """Two works that each wait until the other has begun can only end side by side, in threads and in processes."""
    for slots, other in [(4096, "thread"), (1, "thread"), (4096, "process")]:
        flights, meeting = Flights(slots), FORK.Barrier(2)

        def work(key: bytes, flights: Flights = flights, meeting: object = meeting) -> None:
            flights.once(key, look=nothing, make=lambda: meeting.wait(5), patience=20)  # type: ignore[attr-defined]

        beside = {"thread": threading.Thread, "process": FORK.Process}[other](target=work, args=(b"a",))
        beside.start()
        work(b"b")
        beside.join(10)
        assert not meeting.broken


def test_a_key_that_shares_a_byte_does_not_free_it() -> None:
    """With one slot all keys share it: the second key of a process comes and goes, and the first stays protected."""
    flights, shelf = Flights(1), Shelf(seconds=30)
    assert b"once" == flights.once(b"a", look=nothing, make=lambda: b"once", patience=1), "taken again after this"
    first = threading.Thread(target=lambda: flights.once(b"a", look=nothing, make=shelf.make, patience=1))
    first.start()
    assert shelf.started.wait(10)
    assert b"b" == flights.once(b"b", look=nothing, make=lambda: b"b", patience=10)
    child = FORK.Process(target=lambda: busy(flights, b"a"))
    child.start()
    assert 0 == ended(child)
    shelf.released.set()
    first.join(10)
    after = FORK.Process(target=lambda: free(flights, b"a"))
    after.start()
    assert 0 == ended(after)


@pytest.mark.parametrize("leader", ["thread", "process"])
@pytest.mark.parametrize("patience", [0.0, 0.2])
def test_patience_ends_and_the_work_is_done_all_the_same(leader: str, patience: float) -> None:
    flights, shelf = Flights(), Shelf(seconds=20)

    def lead() -> None:
        flights.once(b"k", look=nothing, make=shelf.make, patience=1)

    other = {"thread": threading.Thread, "process": FORK.Process}[leader](target=lead)
    other.start()
    assert shelf.started.wait(10)
    looks: list[float] = []
    answer, took = timed(
        lambda: flights.once(b"k", look=lambda: looks.append(1), make=lambda: b"mine", patience=patience)
    )
    shelf.released.set()
    other.join(10)
    assert b"mine" == answer
    assert patience <= took < patience + 1
    assert 1 <= len(looks) <= 40, "at least a last look, and none more often than every few milliseconds"


def test_whoever_lost_patience_holds_nothing_of_others() -> None:
    """Work without protection must not unlock, nor forget, what another process still holds."""
    flights, shelf = Flights(), Shelf(seconds=30)
    child = FORK.Process(target=lambda: flights.once(b"k", look=nothing, make=shelf.make, patience=1))
    child.start()
    assert shelf.started.wait(10)
    for _ in range(2):
        busy(flights, b"k")
    shelf.released.set()
    assert 0 == ended(child)
    free(flights, b"k")


def test_a_child_does_not_follow_a_thread_of_its_parent() -> None:
    """That thread does not exist in the child; its answer comes by way of the shelf, as from any other process."""
    flights, shelf = Flights(), Shelf(seconds=0.5)
    thread = threading.Thread(target=lambda: flights.once(b"k", look=nothing, make=shelf.make, patience=1))
    thread.start()
    assert shelf.started.wait(10)

    def ask() -> None:
        answer, took = timed(lambda: flights.once(b"k", look=shelf.look, make=shelf.make, patience=5))
        assert b"answer" == answer
        assert took < 3

    child = FORK.Process(target=ask)
    child.start()
    assert 0 == ended(child)
    thread.join(10)
    assert 1 == shelf.made.value


def test_a_child_does_not_wait_for_the_table_of_its_parent() -> None:
    flights = Flights()
    child = FORK.Process(target=lambda: free(flights, b"k"))
    with flights._table:
        child.start()
    assert 0 == ended(child)


def test_there_is_at_least_one_slot() -> None:
    with pytest.raises(ValueError, match="tell no keys apart"):
        Flights(0)
