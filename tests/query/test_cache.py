"""The shared cache gives back what was put or nothing, across processes, and whichever of them is killed when."""

import fcntl
import hashlib
import multiprocessing
import os
import random
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from ccwp_kg.query.cache import SharedCache

# Other tests of the same run may have left threads behind; the children here use nothing but what is made for them.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")

FORK = multiprocessing.get_context("fork")
SMALL = 1 << 17


def key(name: str) -> bytes:
    return hashlib.blake2b(name.encode(), digest_size=16).digest()


def value_of(number: int) -> bytes:
    """A value that no other key has, of a length that varies."""
    return hashlib.sha256(str(number).encode()).digest() * (1 + number * 7 % 300)


@pytest.mark.parametrize("value", [b"", b"answer", bytes(range(256)) * 50])
@pytest.mark.parametrize("digest", [b"k" * 16, b"k" * 20, b"k" * 31 + b"\0", b"k" * 32, bytes(16)])
def test_what_is_put_is_got(digest: bytes, value: bytes) -> None:
    cache = SharedCache(SMALL)
    assert None is cache.get(digest)
    cache.put(digest, value)
    assert value == cache.get(digest)


def test_keys_are_told_apart_by_all_their_bytes() -> None:
    """The index knows sixteen bytes of a key; the record must know the rest, and how long the key is."""
    cache = SharedCache(SMALL)
    cache.put(b"k" * 16 + b"a", b"answer")
    others = [b"k" * 16, b"k" * 16 + b"b", b"k" * 16 + b"a\0", b"k" * 15 + b"xa", b"x" + b"k" * 15 + b"a"]
    assert [None] * len(others) == [cache.get(other) for other in others]
    assert b"answer" == cache.get(b"k" * 16 + b"a")


def test_a_key_is_a_digest() -> None:
    cache = SharedCache(SMALL)
    for wrong in (b"", b"k" * 15, b"k" * 33):
        with pytest.raises(ValueError, match="no digest"):
            cache.put(wrong, b"answer")
        with pytest.raises(ValueError, match="no digest"):
            cache.get(wrong)
    with pytest.raises(ValueError, match="holds nothing"):
        SharedCache(1000)


def test_the_last_put_counts_and_takes_no_second_slot() -> None:
    cache = SharedCache(SMALL)
    for turn in range(20):
        cache.put(key("a"), b"%d" % turn)
        assert b"%d" % turn == cache.get(key("a"))


def test_the_oldest_go_first() -> None:
    """After several rounds of the ring the newest are all there, the oldest are all gone, and none is wrong."""
    cache = SharedCache(SMALL)
    for number in range(500):
        cache.put(key(str(number)), b"%03d" % number * 500)
        assert b"%03d" % number * 500 == cache.get(key(str(number)))
    kept = [number for number in range(500) if cache.get(key(str(number)))]
    assert list(range(kept[0], 500)) == kept
    assert 70 <= len(kept) <= 82, "the ring has room for some eighty such records"


def test_in_a_full_set_of_slots_the_oldest_goes_first() -> None:
    cache = SharedCache(SMALL)
    same_set = [bytes(8) + bytes([number]) * 8 for number in range(1, 8)]
    for digest in same_set:
        cache.put(digest, digest)
    assert [None] * 3 + same_set[3:] == [cache.get(digest) for digest in same_set]


def test_a_value_too_large_is_not_kept_and_displaces_nothing() -> None:
    cache = SharedCache(SMALL)
    cache.put(key("small"), b"small")
    for _ in range(20):
        cache.put(key("large"), bytes(SMALL // 8))
    assert (None, b"small") == (cache.get(key("large")), cache.get(key("small")))
    cache.put(key("just"), bytes(SMALL // 9))
    assert bytes(SMALL // 9) == cache.get(key("just"))


def test_a_failure_is_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    cache = SharedCache(SMALL)
    cache.put(key("failure"), b"timeout", seconds=2.0)
    cache.put(key("answer"), b"answer")
    cache.put(key("past"), b"past", seconds=0)
    for seconds, expected in [(0.0, b"timeout"), (1.9, b"timeout"), (2.0, None), (1e9, None)]:
        now[0] = 1000.0 + seconds
        assert (expected, b"answer", None) == tuple(cache.get(key(name)) for name in ("failure", "answer", "past"))


def test_a_damaged_record_is_a_miss() -> None:
    """One flipped bit anywhere in header or value is found."""
    cache = SharedCache(SMALL)
    cache.put(key("a"), b"answer" * 5)
    start = cache._memory.find(key("a"), cache._start) - 1
    end = cache._memory.find(b"answer" * 5) + 30
    assert 30 < end - start < 200
    for place in range(start, end):
        cache._memory[place] ^= 1
        assert cache.get(key("a")) is None, f"byte {place - start}"
        cache._memory[place] ^= 1
    assert b"answer" * 5 == cache.get(key("a"))


def test_what_the_head_has_overtaken_is_a_miss() -> None:
    """A writer killed right after it moved the head has destroyed nothing yet, but the next one may be writing."""
    cache = SharedCache(SMALL)
    cache.put(key("a"), b"answer")
    cache._words[0] = cache._ring
    assert b"answer" == cache.get(key("a"))
    cache._words[0] += 1
    assert None is cache.get(key("a"))


def test_an_answer_cannot_imitate_a_record() -> None:
    """Whoever writes a value cannot know the seed of the checksum, so a pointer into it finds nothing."""
    one, other = SharedCache(SMALL), SharedCache(SMALL)
    one.put(key("victim"), b"forged")
    at = one._memory.find(key("victim"), one._start) - 1
    record = one._memory[at : one._memory.find(b"forged") + 6]
    other.put(key("victim"), b"answer")
    at = other._memory.find(key("victim"), other._start) - 1
    other._memory[at : at + len(record)] = record
    assert None is other.get(key("victim"))


def test_an_idle_cache_takes_no_memory() -> None:
    before = shared_kilobytes()
    cache = SharedCache(256 << 20)
    assert None is cache.get(key("a"))
    cache.put(key("a"), b"answer")
    assert shared_kilobytes() - before < 1024


def shared_kilobytes() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssShmem"))


def test_one_process_reads_what_another_put() -> None:
    cache = SharedCache(SMALL)
    child = FORK.Process(target=cache.put, args=(key("a"), b"from the child"))
    child.start()
    child.join(10)
    assert (0, b"from the child") == (child.exitcode, cache.get(key("a")))


def test_a_child_does_not_wait_for_a_thread_of_its_parent() -> None:
    cache = SharedCache(SMALL)
    child = FORK.Process(target=cache.put, args=(key("a"), b"from the child"))
    with cache._turn:
        child.start()
    child.join(10)
    if child.exitcode is None:
        child.kill()
        child.join()
    assert (0, b"from the child") == (child.exitcode, cache.get(key("a")))


def test_a_stopped_writer_does_not_stop_the_others() -> None:
    """A process that was frozen while it wrote keeps the lock; others read on and go without keeping."""
    cache = SharedCache(SMALL)
    cache.put(key("a"), b"answer")
    ready = FORK.Event()

    def freeze() -> None:
        fcntl.lockf(cache._lock, fcntl.LOCK_EX, 1)
        ready.set()
        time.sleep(30)

    child = FORK.Process(target=freeze)
    child.start()
    assert ready.wait(10)
    before = time.monotonic()
    cache.put(key("b"), b"other")
    took = time.monotonic() - before
    assert (b"answer", None) == (cache.get(key("a")), cache.get(key("b")))
    child.kill()
    child.join()
    assert took < 1
    cache.put(key("b"), b"other")
    assert b"other" == cache.get(key("b"))


def test_threads_and_processes_never_see_a_wrong_value() -> None:
    """Four threads in each of two processes put and get in a ring so small that it is always overwritten."""
    cache = SharedCache(SMALL)
    until = time.monotonic() + 1.0

    def work(wrong: list[int]) -> None:
        chance = random.Random(threading.get_ident())
        while time.monotonic() < until:
            number = chance.randrange(60)
            if cache.get(key(str(number))) not in (None, value_of(number)):
                wrong.append(number)
            cache.put(key(str(number)), value_of(number))

    def crowd() -> None:
        wrong: list[int] = []
        threads = [threading.Thread(target=work, args=(wrong,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        os._exit(1 if wrong else 0)

    children = [FORK.Process(target=crowd) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join(20)
    assert [0, 0] == [child.exitcode for child in children]


def put_for_ever(cache: SharedCache, seed: int) -> None:
    chance = random.Random(seed)
    while True:
        number = chance.randrange(200)
        cache.put(key(str(number)), value_of(number))


def test_a_writer_killed_at_any_moment_leaves_no_wrong_value() -> None:
    """Children put in loops and are killed; every value is its key's own, and the cache goes on taking values."""
    cache, chance, hits = SharedCache(SMALL), random.Random(1), 0
    for turn in range(40):
        children = [FORK.Process(target=put_for_ever, args=(cache, 2 * turn + each)) for each in range(2)]
        for child in children:
            child.start()
        end = time.monotonic() + 0.01 + chance.random() / 50
        while time.monotonic() < end:
            number = chance.randrange(200)
            got = cache.get(key(str(number)))
            assert got in (None, value_of(number))
            hits += got is not None
        for child in children:
            child.kill()
            child.join()
        for number in range(200):
            assert cache.get(key(str(number))) in (None, value_of(number))
        cache.put(key(f"after {turn}"), b"still usable")
        assert b"still usable" == cache.get(key(f"after {turn}"))
    assert hits > 100


class Cut(Exception):
    """Stands for the end of a process."""


def cut_at(line: int) -> Callable[[FrameType, str, object], object]:
    """A tracer that ends `_write` before its line of that number, counted as they run."""
    left = [line]

    def trace(frame: FrameType, event: str, _: object) -> object:
        if frame.f_code is not SharedCache._write.__code__:
            return None
        if event == "line":
            left[0] -= 1
            if left[0] < 0:
                raise Cut
        return trace

    return trace


def test_a_put_cut_short_before_any_line_leaves_no_wrong_value() -> None:
    cuts = 0
    for line in range(100):
        cache = SharedCache(SMALL)
        for number in range(80):
            cache.put(key(str(number)), value_of(number))
        tracer = sys.gettrace()
        sys.settrace(cut_at(line))
        try:
            cache.put(key("80"), value_of(80))
        except Cut:
            cuts += 1
        finally:
            sys.settrace(tracer)
        assert [] == [n for n in range(80) if cache.get(key(str(n))) not in (None, value_of(n))]
        assert (None if cuts > line else value_of(80)) == cache.get(key("80"))
        cache.put(key("80"), value_of(80))
        assert value_of(80) == cache.get(key("80"))
        if cuts == line:
            break
    assert cuts > 8
