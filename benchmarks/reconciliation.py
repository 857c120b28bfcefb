"""Measures how often a badly written name is matched with what it means: `python -m benchmarks.reconciliation`.

Each name is asked for by itself, without a type. Names of things that the release does not hold are asked for as well:
none of them may be matched. Exits with 1 below 95 in a hundred, or where a match is wrong.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.measure import run
from benchmarks.miswritten import SEED, Case, cases, main_things, names_of, strangers
from benchmarks.sparql.setup.processes import free_port, running
from ccwp_kg.installation import folder
from ccwp_kg.publish.opening import open_release
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.reconciliation import Query, ReconciliationCandidate, read_schema, reconcile
from ccwp_kg.reconciliation.queries import BATCH_SIZE
from ccwp_kg.search import FILE, Index
from ccwp_kg.store import Store

WANTED = 0.95
Answer = Callable[[str], Sequence[ReconciliationCandidate]]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many names were asked for, meant the first candidate, were matched unseen, and were so wrongly."""

    asked: int
    first: int
    matched: int
    wrong: int


def tally(answer: Answer, asked: Iterable[Case]) -> dict[str, Tally]:
    """The figures for each way of writing; those for `nothing of ours` have none as the first that is right."""
    told: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for case in asked:
        found = answer(case.written)
        is_first = bool(found) and found[0].thing.iri == case.meant
        is_matched = bool(found) and found[0].is_match
        for place, counts in enumerate((True, is_first, is_matched, is_matched and not is_first)):
            told[case.way][place] += counts
    return {way: Tally(*counted) for way, counted in told.items()}


def answering(release: Path) -> tuple[Store, Answer]:
    """The release, and what answers one name."""
    store = open_release(release)
    index = Index.of_file(release / FILE)
    schema = read_schema(store, index, prefixes=read_prefixes(folder("ontology") / "prefixes.ttl"))

    def answer(written: str) -> Sequence[ReconciliationCandidate]:
        return reconcile({"q": Query(written)}, store=store, index=index, schema=schema)["q"]

    return store, answer


def batch_times(release: Path, written: Sequence[str]) -> list[float]:
    """Seconds of each full batch over HTTP, one after the other, on a server that was just started."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "ccwp_kg", "serve", "--release", str(release), "--port", str(port)]
    taken = []
    with tempfile.TemporaryDirectory() as place, running(command, log=Path(place) / "log"):
        _wait_for(f"{address}/readyz")
        for start in range(0, len(written) - BATCH_SIZE + 1, BATCH_SIZE):
            batch = {str(at): {"query": name} for at, name in enumerate(written[start : start + BATCH_SIZE])}
            body = urlencode({"queries": json.dumps(batch)}).encode()
            begun = time.perf_counter()
            with urllib.request.urlopen(f"{address}/reconcile", body, timeout=60) as reply:
                reply.read()
            taken.append(time.perf_counter() - begun)
    return taken


def _percent(part: int, whole: int) -> str:
    """Rounded down: 100.0 is said of all only."""
    return f"{1000 * part // whole / 10:.1f}"


def _wait_for(address: str) -> None:
    end = time.monotonic() + 30
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return


def report(release: Path, *, most: int | None, seed: int) -> tuple[float, int, list[str]]:
    """Print the table; the share that came first, the wrong matches, and every name that was asked for."""
    store, answer = answering(release)
    names, chance = names_of(store), random.Random(seed)
    by_way: defaultdict[str, list[Case]] = defaultdict(list)
    for case in [*cases(names, main_things(store), seed=seed), *strangers(names, seed=seed)]:
        by_way[case.way].append(case)
    chosen = [
        case
        for several in by_way.values()
        for case in (several if most is None or len(several) <= most else chance.sample(several, most))
    ]
    begun = time.perf_counter()
    found = tally(answer, chosen)
    each = (time.perf_counter() - begun) / len(chosen)
    print("| how a name was written | names | first | in a hundred | matched unseen | wrongly |")
    print("|---|---:|---:|---:|---:|---:|")
    for way, row in found.items():
        share = "–" if way == "nothing of ours" else _percent(row.first, row.asked)
        print(f"| {way} | {row.asked} | {row.first} | {share} | {row.matched} | {row.wrong} |")
    ours = [row for way, row in found.items() if way != "nothing of ours"]
    asked, first = sum(row.asked for row in ours), sum(row.first for row in ours)
    wrong = sum(row.wrong for row in found.values())
    matched = sum(row.matched for row in ours)
    print(f"| **all of ours** | {asked} | {first} | **{_percent(first, asked)}** | {matched} | {wrong} |")
    print(f"\n{1000 * each:.1f} ms for a name, in the process.")
    return first / asked, wrong, [case.written for case in chosen]


def main() -> int:
    """Print the figures; 1 where fewer than 95 in a hundred come first, or where a match is wrong."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "--release", type=Path, help="a release folder; one is made of this checkout if none is named"
    )
    arguments.add_argument("--most", type=int, help="so many names of each kind at most")
    arguments.add_argument("--seed", type=int, default=SEED, help=f"another choice of errors ({SEED})")
    arguments.add_argument("--speed", action="store_true", help="also time full batches over HTTP")
    told = arguments.parse_args()
    with tempfile.TemporaryDirectory() as place:
        release = told.release or Path(place) / "release"
        if told.release is None:
            run([sys.executable, "-m", "ccwp_kg", "release", "--out", str(release)])
        share, wrong, written = report(release, most=told.most, seed=told.seed)
        if told.speed:
            taken = sorted(batch_times(release, written))
            middle, late = statistics.median(taken), taken[int(len(taken) * 0.95)]
            print(
                f"{len(taken)} batches of {BATCH_SIZE} over HTTP: p50 {1000 * middle:.0f} ms, p95 {1000 * late:.0f} ms."
            )
    return int(share < WANTED or wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
