"""Whether ccwp-kg takes new data in while it answers: a hang-up signal under load, and no request may fail."""

from __future__ import annotations

import dataclasses
import os
import shutil
import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sparql.setup.asking import ANSWERED, Asker, outcome
from benchmarks.sparql.setup.data import iri
from benchmarks.sparql.setup.questions import ASK, fresh
from benchmarks.sparql.setup.servers import Place, Server, serving

SWAPS = 3
_ASKS = 12_000
_CLIENTS = 4
_GIVE_UP_AFTER = 50
_ASK_TIMEOUT = 10.0
_SEEN_WITHIN = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Swaps:
    """Requests during the swaps, those that failed by outcome, and when each new data was served.

    `seen`: seconds from each signal until an answer knew the new statement; None where none did within half a minute.
    """

    triples: int
    server: str
    asked: int
    failed: dict[str, int]
    seen: tuple[float | None, ...]


def swaps(name: str, place: Place) -> Swaps:
    """Change the file, send SIGHUP to the first process, see the new statement served; three times, all under load."""
    data = place.folder / "swapped.nt"
    shutil.copyfile(place.data, data)
    with serving(name, dataclasses.replace(place, data=data)) as server:
        over, outcomes = threading.Event(), [Counter[str]() for _ in range(_CLIENTS)]
        clients = [
            threading.Thread(target=_ask_on, args=(server, place, number, over, outcomes[number]))
            for number in range(_CLIENTS)
        ]
        for client in clients:
            client.start()
        time.sleep(1)
        seen = [_swap(server, data, number) for number in range(SWAPS)]
        while any(client.is_alive() for client in clients) and sum(map(Counter.total, outcomes)) < _ASKS:
            time.sleep(0.1)
        over.set()
        for client in clients:
            client.join()
    total = sum(outcomes, Counter[str]())
    failed = {how: count for how, count in sorted(total.items()) if how != ANSWERED}
    return Swaps(triples=place.shape.triples, server=name, asked=total.total(), failed=failed, seen=tuple(seen))


def _ask_on(server: Server, place: Place, client: int, over: threading.Event, outcomes: Counter[str]) -> None:
    """Ask something new each time over one kept connection, until told to stop or nothing answers any more."""
    start, number, in_a_row = fresh(), 0, 0
    with Asker(server.port, server.path, timeout=_ASK_TIMEOUT) as asker:
        while not over.is_set() and in_a_row < _GIVE_UP_AFTER:
            number += 1
            answer = asker.ask(ASK.text(number * 7919 % place.shape.actions, f"{start}c{client}n{number}"))
            how = outcome(answer)
            outcomes[how] += 1
            in_a_row = 0 if how == ANSWERED else in_a_row + 1


def _swap(server: Server, data: Path, number: int) -> float | None:
    """Put a file with one more statement in place, signal, and wait until it is served."""
    beside = data.with_suffix(".new.nt")
    shutil.copyfile(data, beside)
    with beside.open("a", encoding="ascii") as out:
        out.write(f"<{iri('swap', number)}> <{iri('swap', number)}> <{iri('swap', number)}> .\n")
    beside.replace(data)
    try:
        os.kill(server.pid, signal.SIGHUP)
    except ProcessLookupError:
        return None
    begun = time.monotonic()
    with Asker(server.port, server.path, timeout=_ASK_TIMEOUT) as asker:
        while (passed := time.monotonic() - begun) < _SEEN_WITHIN:
            answer = asker.ask(f"ASK {{ <{iri('swap', number)}> ?p{fresh()} ?o }}")
            if answer.status == 200 and b"true" in answer.body:
                return passed
            if not Path(f"/proc/{server.pid}").exists() or _is_zombie(server.pid):
                return None
            time.sleep(0.02)
    return None


def _is_zombie(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
