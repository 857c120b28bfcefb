"""How soon a query worker of ccwp-kg that was killed has a successor."""

from __future__ import annotations

import os
import signal
import statistics
import time
from dataclasses import dataclass

from benchmarks.sparql.setup.processes import children, settle
from benchmarks.sparql.setup.servers import Place, serving

KILLS = 20
_WITHIN = 5.0
_REST = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacing:
    """Milliseconds from each kill until there are as many workers as before."""

    triples: int
    server: str
    median: float
    longest: float


def replacing(name: str, place: Place) -> Replacing:
    """Kill one worker after the other. They are the children of the process that has the most.

    Raises TimeoutError where a worker has no successor within seconds.
    """
    with serving(name, place) as server:
        settle(server.pid, within=_WITHIN)
        zygote = max(children(server.pid), key=lambda pid: len(children(pid)))
        taken = []
        for _ in range(KILLS):
            workers = children(zygote)
            os.kill(workers[0], signal.SIGKILL)
            begun = time.perf_counter()
            while len(set(children(zygote)) - {workers[0]}) < len(workers):
                if time.perf_counter() - begun > _WITHIN:
                    raise TimeoutError(f"{name} did not replace a worker within {_WITHIN:g} seconds")
                time.sleep(0.0002)
            taken.append((time.perf_counter() - begun) * 1000)
            time.sleep(_REST)
        return Replacing(triples=place.shape.triples, server=name, median=statistics.median(taken), longest=max(taken))
