"""The launcher: holds no store, starts the zygote and the HTTP processes, swaps releases, ends everything.

HTTP processes ask its registry for a connection to the current release. Shared memory holds the number of that release,
so each process notices a swap by itself.
"""

from __future__ import annotations

import gc
import json
import mmap
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from ccwp_kg.engine.channel import Lost, QueueFull, make_queue, receive_with, send_with
from ccwp_kg.engine.isolation import die_with, fork_without_handlers, give_back_memory, resident_memory
from ccwp_kg.engine.slots import Slots
from ccwp_kg.engine.zygote import Allowance, Loaded, Pipes, Zygote
from ccwp_kg.errors import CannotServe, StoreUnavailable, in_seconds

_SIGNALS = (signal.SIGCHLD, signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
_TICK = 0.5
_LOADING_TICK = 0.05
_HTTP_CRASHES = 3
_ENDED = "the process that loads it has ended"
_CRASH_LOOP = 10.0


@dataclass(frozen=True, slots=True)
class WorkerLink:
    """A connection to the workers of one loading of a release; `generation` counts the loadings."""

    generation: int
    queue: socket.socket
    slots: Slots
    facts: Mapping[str, object]


class ReleaseRegistry:
    """Which release answers now, shared by all processes; made before they are forked."""

    def __init__(self) -> None:
        self._requests, self.received = make_queue()
        self._board = memoryview(mmap.mmap(-1, 16)).cast("Q")

    @property
    def generation(self) -> int:
        """The number of the loading that answers now."""
        return self._board[0]

    @property
    def is_serving(self) -> bool:
        """Whether a release answers now."""
        return self._board[1] == 1

    def announce(self, generation: int) -> None:
        """Make a new loading the current one."""
        self._board[0] = generation
        self._board[1] = 1

    def suspend(self) -> None:
        """No release answers until the next announcement."""
        self._board[1] = 0

    def close(self) -> None:
        """Close both ends of the queue."""
        self._requests.close()
        self.received.close()

    def attach(self, max_wait_seconds: float) -> WorkerLink:
        """A connection to the current release. Raises StoreUnavailable if there is none within this time."""
        end = time.monotonic() + max_wait_seconds
        while time.monotonic() < end:
            if self.is_serving:
                link = self._ask()
                if link is not None:
                    return link
            time.sleep(0.005)
        raise StoreUnavailable("the release is being loaded; try again in a moment")

    def _ask(self) -> WorkerLink | None:
        mine, theirs = socket.socketpair()
        with mine:
            with theirs:
                try:
                    send_with(self._requests, b"which", theirs.fileno())
                except (QueueFull, Lost):
                    return None
            mine.settimeout(2.0)
            try:
                received = receive_with(mine, size=65_536)
            except (TimeoutError, ConnectionError):
                return None
        if received is None or not received[0]:
            return None
        facts = json.loads(received[0])
        queue, slots = received[1]
        sending = socket.socket(fileno=queue)
        return WorkerLink(facts["generation"], sending, Slots(facts["slots"], descriptor=slots), facts)


@dataclass(slots=True)
class _Release:
    """A zygote and the launcher's ends of its queue and pipes."""

    pid: int
    sending: socket.socket
    receiving: socket.socket
    slots: Slots
    report: int
    lifeline: int
    facts: dict[str, object] = field(default_factory=dict)
    since: float = field(default_factory=time.monotonic)
    overrun: str = ""

    def close(self) -> None:
        """Close the launcher's ends: the zygote ends after the queries that run."""
        self.sending.close()
        self.receiving.close()
        for pipe in (self.report, self.lifeline):
            if pipe >= 0:
                os.close(pipe)
        self.report = self.lifeline = -1


def log_for_operator(sentence: str) -> None:
    """Write a sentence for whoever runs the command to standard error."""
    with suppress(OSError):  # it may be closed
        print(f"ccwp-kg: {sentence}", file=sys.stderr, flush=True)


class Launcher:
    """Runs a release and the HTTP processes in front of it until a signal ends it.

    `load` runs in each new zygote, within the limits of `loading`. `http` runs in a process of its own and may fork
    more; it ends on SIGTERM, after the requests it has accepted. `log` writes a sentence for the operator.
    """

    def __init__(
        self,
        registry: ReleaseRegistry,
        *,
        load: Callable[[], Loaded],
        http: Callable[[], None],
        workers: int,
        allowance: Allowance,
        loading: Allowance,
        log: Callable[[str], None] = log_for_operator,
        count_swap: Callable[[bool], None] = lambda _: None,
    ) -> None:
        self._registry = registry
        self._load = load
        self._http = http
        self._workers = workers
        self._allowance = allowance
        self._loading = loading
        self._log = log
        self._count_swap = count_swap
        self._current: _Release | None = None
        self._candidate: _Release | None = None
        self._generation = 0
        self._http_pid = 0
        self._http_ended: list[float] = []
        self._signals, self._signalled = os.pipe()
        self._stopping = self._again = False
        self._code = 0

    def run(self) -> int:
        """Serve until a signal ends it; returns the exit code. Raises CannotServe if the release cannot be loaded."""
        for pipe in (self._signals, self._signalled):
            os.set_blocking(pipe, False)
        signal.set_wakeup_fd(self._signalled, warn_on_full_buffer=False)
        for number in _SIGNALS:
            signal.signal(number, lambda *_: None)
        give_back_memory()
        gc.freeze()  # no collection in a child need write to what all of them share
        try:
            self._candidate = self._fork_zygote()
            while not self._stopping or self._http_pid:
                self._turn()
        finally:
            self._end_all()
        return self._code

    def _end_all(self) -> None:
        """End every process; a zygote takes its workers with it."""
        releases = [release.pid for release in (self._current, self._candidate) if release is not None]
        for pid in (*releases, *([self._http_pid] if self._http_pid else [])):
            with suppress(ProcessLookupError, ChildProcessError):  # it has ended by itself
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)

    def _turn(self) -> None:
        watched = [self._signals, self._registry.received.fileno()]
        if self._candidate is not None:
            watched.append(self._candidate.report)
        ready, _, _ = select.select(watched, [], [], _LOADING_TICK if self._candidate else _TICK)
        if self._signals in ready:
            for number in os.read(self._signals, 1_024):
                self._on_signal(number)
        if self._registry.received.fileno() in ready:
            self._answer_registry()
        if self._candidate is not None and self._candidate.report in ready:
            self._read_report(self._candidate)
        if self._candidate is not None:
            self._end_overrun(self._candidate)
        self._reap()
        if not self._stopping:
            self._start_what_is_due()

    def _start_what_is_due(self) -> None:
        """Start a zygote or the HTTP processes. If the system has no process to give, try again at the next turn."""
        try:
            if self._again and self._candidate is None:
                self._candidate = self._fork_zygote()
                self._again = False
            if not self._http_pid and self._current is not None:
                self._http_pid = self._fork_http()
        except OSError as error:
            self._log(f"no process can be started now ({error.strerror}); trying again")

    def _on_signal(self, number: int) -> None:
        if number in (signal.SIGTERM, signal.SIGINT):
            if self._stopping and number == signal.SIGINT:
                self._code = 130
            self._stopping = True
            if self._http_pid:
                os.kill(self._http_pid, signal.SIGTERM)
        elif number == signal.SIGHUP and not self._stopping:
            self._again = True  # what is being loaded may be older than this signal

    def _answer_registry(self) -> None:
        received = receive_with(self._registry.received, size=64)
        if received is None or not received[1]:
            return
        descriptor, *_ = received[1]
        with socket.socket(fileno=descriptor) as reply:
            if self._current is None:
                return
            with suppress(Lost, QueueFull):
                send_with(
                    reply,
                    json.dumps(self._current.facts).encode(),
                    self._current.sending.fileno(),
                    self._current.slots.descriptor,
                )

    def _end_overrun(self, candidate: _Release) -> None:
        """Kill a zygote that exceeds the limits of loading; parsing cannot be interrupted from within."""
        if time.monotonic() - candidate.since > self._loading.seconds:
            over, setting = f"{in_seconds(self._loading.seconds)}", "max_load_seconds"
        elif resident_memory(candidate.pid) > self._loading.memory:
            over, setting = f"{self._loading.memory >> 20:,} MB of memory", "max_load_mb"
        else:
            return
        candidate.overrun = f"loading takes more than {over}, the limit; serve less or raise {setting}"
        os.kill(candidate.pid, signal.SIGKILL)

    def _read_report(self, candidate: _Release) -> None:
        """A zygote reports that it is ready, or why it cannot be."""
        with os.fdopen(candidate.report, encoding="utf-8") as pipe:
            text = pipe.read()
        candidate.report = -1
        facts: dict[str, object] = json.loads(text) if text else {"error": candidate.overrun or _ENDED}
        self._candidate = None
        if "error" in facts:
            candidate.close()
            if self._current is None and not self._http_pid:
                raise CannotServe(str(facts["error"]))
            self._reject(str(facts["error"]))
            was_killed = not text and not candidate.overrun  # from outside, which says nothing about the release
            if was_killed and self._current is None:
                time.sleep(_TICK)
                self._again = True
        else:
            self._accept(candidate, facts)

    def _reject(self, reason: str) -> None:
        after = "the one before goes on" if self._current is not None else "send SIGHUP once it is mended"
        self._count_swap(False)
        self._log(f"the release cannot be loaded ({reason}); {after}")

    def _accept(self, candidate: _Release, facts: dict[str, object]) -> None:
        previous, self._current = self._current, candidate
        self._generation += 1
        candidate.facts = {**facts, "generation": self._generation, "slots": self._workers}
        self._registry.announce(self._generation)
        if previous is not None:
            previous.close()
            self._count_swap(True)
            self._log("a new release answers")
        if not self._http_pid:
            for sentence in facts.get("missing") or ():  # type: ignore[attr-defined]
                self._log(str(sentence))

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid == self._http_pid:
                self._http_pid = 0
                self._after_http(os.waitstatus_to_exitcode(status))
            elif self._current is not None and pid == self._current.pid:
                self._after_zygote(self._current)

    def _after_http(self, code: int) -> None:
        if self._stopping:
            return
        now = time.monotonic()
        self._http_ended = [moment for moment in self._http_ended if now - moment < _CRASH_LOOP] + [now]
        if len(self._http_ended) >= _HTTP_CRASHES:
            self._log(f"the HTTP process keeps ending (exit code {code}); giving up")
            self._stopping, self._code = True, 1

    def _after_zygote(self, release: _Release) -> None:
        self._registry.suspend()
        release.slots.forget()
        self._current = None
        release.close()
        if not self._stopping and self._candidate is None:
            self._log("the process that holds the release has ended; loading it again")
            self._again = True

    def _fork_zygote(self) -> _Release:
        sending, receiving = make_queue()
        slots = Slots(self._workers)
        reads, report = os.pipe()
        watched, lifeline = os.pipe()
        launcher = os.getpid()
        release = _Release(0, sending, receiving, slots, reads, lifeline)
        try:
            release.pid = pid = fork_without_handlers(_SIGNALS)
        except OSError:
            release.close()
            os.close(report)
            os.close(watched)
            raise
        if pid:
            os.close(report)
            os.close(watched)
            return release
        try:
            self._enter_child(launcher, watching=False)
            for descriptor in (reads, lifeline):
                os.close(descriptor)
            sending.close()
            Zygote(Pipes(receiving, slots, report, watched), self._allowance).run(self._load)
        finally:
            os._exit(1)

    def _fork_http(self) -> int:
        launcher = os.getpid()
        pid = fork_without_handlers(_SIGNALS)
        if pid:
            return pid
        code = 1
        try:
            self._enter_child(launcher)
            self._http()
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _enter_child(self, launcher: int, *, watching: bool = True) -> None:
        """What a child does first: end with the launcher, ignore the terminal's signals, close what is not its own."""
        die_with(launcher, watching=watching)
        os.setpgid(0, 0)
        os.close(self._signals)
        os.close(self._signalled)
        self._registry.received.close()
        for release in (self._current, self._candidate):
            if release is not None:
                release.close()
