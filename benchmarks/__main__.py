"""Measures what README states and prints it as a table: `python -m benchmarks`.

Each figure is a whole process: wall time (median of the runs) and peak memory. The peer for reading and writing a
release is rdflib alone, given the same N-Quads, in turn with ours.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.measure import Run, median, run

PYTHON = sys.executable
RDFLIB = """
import sys, rdflib
dataset = rdflib.Dataset(); dataset.parse(sys.argv[1], format="nquads")
merged = rdflib.Graph()
for s, p, o, _ in dataset.quads(): merged.add((s, p, o))
for form in ("nquads", "trig"): dataset.serialize(f"{sys.argv[2]}/dataset.{form}", format=form)
for form in ("turtle", "nt", "json-ld", "xml"): merged.serialize(f"{sys.argv[2]}/merged.{form}", format=form)
"""


def release(folder: Path, times: int) -> tuple[Run, Run]:
    """Build, validate and release the shipped data, in turn with rdflib reading and writing the same dataset."""
    ours, peers = [], []
    for _ in range(times):
        ours.append(run([PYTHON, "-m", "ccwp_kg", "release", "--out", str(folder / "release")]))
        peers.append(run([PYTHON, "-W", "ignore", "-c", RDFLIB, str(folder / "release" / "dataset.nq"), str(folder)]))
    return median(ours), median(peers)


def cold_start(folder: Path, times: int) -> float:
    """Seconds from starting `serve` to its first answer, the median of the runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        command = [PYTHON, "-m", "ccwp_kg", "serve", "--release", str(folder / "release"), "--port", "8765"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            while True:
                try:
                    urllib.request.urlopen("http://127.0.0.1:8765/sparql?query=ASK%7B%7D", timeout=5).close()
                    break
                except OSError:
                    if time.perf_counter() - begun > 30:
                        raise
                    time.sleep(0.01)
            taken.append(time.perf_counter() - begun)
            server.terminate()
    return sorted(taken)[len(taken) // 2]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out the thousand plans")
    sizes = (10, 100) if parser.parse_args().quick else (10, 100, 1000)
    with tempfile.TemporaryDirectory() as place:
        ours, peer = release(Path(place), 5)
        print("| shipped data | wall | peak memory |\n|---|---|---|")
        print(f"| read, build, validate, release | {ours.seconds:.1f} s | {ours.megabytes:.0f} MB |")
        print(f"| rdflib: parse the dataset, write the six dumps | {peer.seconds:.1f} s | {peer.megabytes:.0f} MB |")
        print(f"| ratio | {ours.seconds / peer.seconds:.2f} | {ours.megabytes / peer.megabytes:.2f} |")
        print(f"| `serve` from start to first answer | {cold_start(Path(place), 5):.1f} s | |\n")
    print(
        "| plans | statements | build | validate | release | per plan | against 10 | memory to validate | to release |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    first = 0.0
    for count in sizes:
        done = median([run([PYTHON, "-m", "benchmarks.plans", str(count)]) for _ in range(3 if count < 1000 else 1)])
        steps = json.loads(done.output)
        each = (steps["build"] + steps["validate"] + steps["release"]) / count
        first = first or each
        print(
            f"| {count} | {steps['statements']} | {steps['build']:.1f} s | {steps['validate']:.1f} s "
            f"| {steps['release']:.1f} s | {each:.3f} s | {each / first:.2f} "
            f"| {steps['validate_megabytes']:.0f} MB | {steps['release_megabytes']:.0f} MB |"
        )


if __name__ == "__main__":
    main()
