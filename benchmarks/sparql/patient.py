"""Measures a server that takes long over each answer: every question that was sent is waited for and counted.

wrk drops what is still under way when its time is over. Where that is most of the work, this client takes its place;
it is too slow itself for anything above some hundred answers a second.
"""

from __future__ import annotations

import statistics
import threading
import time

from benchmarks.sparql.load import TIMEOUT, Measured
from benchmarks.sparql.setup.asking import Answer, Asker
from benchmarks.sparql.setup.data import Shape
from benchmarks.sparql.setup.questions import Question, fresh
from benchmarks.sparql.setup.servers import Server


def measure(
    server: Server, question: Question, *, shape: Shape, cold: bool, connections: int, seconds: int
) -> Measured:
    """Send for some seconds over so many connections, then wait; the rate counts the waiting, too."""
    answers: list[Answer] = []
    start, begun = fresh(), time.perf_counter()

    def ask(client: int) -> None:
        sent = 0
        with Asker(server.port, server.path, timeout=TIMEOUT) as asker:
            while time.perf_counter() - begun < seconds:
                number = (client + connections * sent) % question.numbers(shape)
                text = question.text(number, f"{start}c{client}n{sent}") if cold else question.hot()
                answers.append(asker.ask(text, accept=question.accept))
                sent += 1

    clients = [threading.Thread(target=ask, args=(client,)) for client in range(connections)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    taken = time.perf_counter() - begun
    waits = sorted(answer.seconds * 1000 for answer in answers)
    right = [answer for answer in answers if answer.status == 200]
    return Measured(
        answers=len(right),
        rate=len(right) / taken,
        p50=statistics.median(waits),
        p95=waits[len(waits) * 95 // 100],
        errors=len(answers) - len(right),
        bytes_each=statistics.mean([len(answer.body) for answer in answers]),
        waited=True,
    )
