"""Sends query bombs until its input ends, each sender the next one as soon as the last was answered.

A process of its own, so that the sending does not slow the client whose waiting is measured:
`python -m benchmarks.sparql.stress.bombing PORT PATH SENDERS PAUSE PATIENCE`. Prints what came back as JSON: for
each outcome the seconds of every bomb.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections import defaultdict

from benchmarks.sparql.setup.asking import Asker, outcome
from benchmarks.sparql.setup.questions import BOMB, filled, fresh


def main(port: int, path: str, senders: int, pause: float, patience: float) -> None:
    """Send until the input ends; a bomb that is under way then is waited for."""
    over = threading.Event()
    seen: dict[str, list[float]] = defaultdict(list)
    lock = threading.Lock()

    def send(number: int) -> None:
        sent = 0
        with Asker(port, path, timeout=patience) as asker:
            while not over.is_set():
                sent += 1
                answer = asker.ask(filled(BOMB, 0, f"{fresh()}t{number}n{sent}"))
                with lock:
                    seen[outcome(answer)].append(round(answer.seconds, 4))
                time.sleep(pause)

    threads = [threading.Thread(target=send, args=(number,)) for number in range(senders)]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    over.set()
    for thread in threads:
        thread.join()
    json.dump(seen, sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), float(sys.argv[5]))
