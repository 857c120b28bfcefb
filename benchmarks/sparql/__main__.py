"""Compares SPARQL servers on this machine and prints tables: `python -m benchmarks.sparql`.

Every server gets the same generated triples and the same questions, over the loopback, in turn round by round, so that
only ratios within one run count. Hot repeats one request. Cold sends every text once, so that no kept answer serves.
Before it measures, it checks that each server gives the right number of rows. It starts all servers itself and ends
them.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import platform
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.sparql import protocol, speed, table
from benchmarks.sparql.setup import data
from benchmarks.sparql.setup.replies import Verdict
from benchmarks.sparql.setup.servers import (
    FLOOR,
    NAMES,
    OLDER,
    OWN,
    CannotStart,
    Place,
    Server,
    missing,
    serving,
)
from benchmarks.sparql.stress import attacks, bombs, footprint, hang_ups, replacing, swap

PARTS = ("hot", "cold", "bombs", "hang-ups", "memory", "shipped", "replacing", "swap", "protocol", "attacks")
EXAMPLES = """
what is measured (--only):
  hot, cold   answers a second with wrk: ASK, CONSTRUCT of one thing, join with GROUP BY, ORDER BY LIMIT 100
  bombs       how long 200 steady ASKs wait, from the sender's address and from another, while 0, 4 and 24 clients send
              queries that never end, and how and when those are stopped (--bombs-on)
  hang-ups    how long others wait while 1,000 connections ask what never ends and close (--bombs-on)
  memory      proportional set size of all processes: at rest, at its most, after 40 full scans
  shipped     proportional set size of each process of ccwp-kg on the release that it ships, at rest
  replacing   milliseconds until a query worker of ccwp-kg that was killed has a successor
  swap        three times new data and a SIGHUP to ccwp-kg while it answers: failed requests, time until served
  protocol    requests whose answers the specifications lay down: passed or not, and what was seen
  attacks     requests built to hurt: is the sender answered in time, are others served, is nothing left broken

the peers, once:
  python3 -m venv build/peers && build/peers/bin/pip install oxigraph 'rdflib-endpoint[cli]'
  apt-get install wrk virtuoso-opensource

examples:
  python -m benchmarks.sparql                                     100,000 triples, everything, about half an hour
  python -m benchmarks.sparql --short --older ../older            speed beside another version, about three minutes
  python -m benchmarks.sparql --triples 5k --seconds 1 --rounds 1 --only hot,cold
  python -m benchmarks.sparql --only protocol,attacks --triples 5k
  python -m benchmarks.sparql --only hot,cold --servers ccwp-kg,oxigraph,nothing
                                                                  (what the HTTP server alone can do)
  python -m benchmarks.sparql --only bombs --bombs-on ccwp-kg,oxigraph --peer-limit 10
"""


@dataclasses.dataclass
class Findings:
    """Everything measured so far, and what a reader has to know beside it."""

    speeds: list[speed.Speed] = dataclasses.field(default_factory=list)
    sieges: list[bombs.Siege] = dataclasses.field(default_factory=list)
    hang_ups: list[hang_ups.HangUps] = dataclasses.field(default_factory=list)
    replacing: list[replacing.Replacing] = dataclasses.field(default_factory=list)
    footprints: list[footprint.Footprint] = dataclasses.field(default_factory=list)
    at_rest: list[footprint.AtRest] = dataclasses.field(default_factory=list)
    swaps: list[swap.Swaps] = dataclasses.field(default_factory=list)
    protocol: list[Verdict] = dataclasses.field(default_factory=list)
    attacks: list[Verdict] = dataclasses.field(default_factory=list)
    notes: list[str] = dataclasses.field(default_factory=list)

    def note(self, text: str) -> None:
        """Keep a remark for the end, once, and show it now."""
        if text not in self.notes:
            self.notes.append(text)
            _progress(text)


def main() -> None:
    """Measure what was asked for; print the tables, and write JSON where wanted, even when a later part fails."""
    options = _options()
    # An order to end must reach the servers too: leave through the blocks that end them.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if shutil.which("wrk") is None and {"hot", "cold"} & set(options.only):
        sys.exit("wrk is not installed; `apt-get install wrk`, or leave hot and cold out with --only")
    found = Findings()
    names = [name for name in options.servers if not _left_out(name, options, found)]
    load_before = os.getloadavg()[0]
    try:
        with tempfile.TemporaryDirectory(prefix="sparql-") as folder:
            for triples in options.triples:
                _measure(Path(folder), data.shape(triples), names, options, found)
    finally:
        print("\n".join(_document(found, names, load_before)))
        if options.json is not None:
            written = {"machine": _machine(load_before), "servers": names, **dataclasses.asdict(found)}
            options.json.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


def _left_out(name: str, options: argparse.Namespace, found: Findings) -> bool:
    reason = missing(name, python=options.python, older=options.older, peers=options.peers)
    if reason is not None:
        found.note(reason)
    return reason is not None


def _measure(folder: Path, shape: data.Shape, names: list[str], options: argparse.Namespace, found: Findings) -> None:
    _progress(f"writing {shape.triples:,} triples")
    file = folder / f"{shape.triples}.nt"
    data.write(file, shape)
    place = Place(
        python=options.python,
        older=options.older,
        peers=options.peers.resolve(),
        folder=folder,
        data=file,
        shape=shape,
    )
    temperatures = tuple(cold for cold in (False, True) if PARTS[cold] in options.only)
    if temperatures:
        plan = speed.Plan(
            connections=options.connections,
            seconds=options.seconds,
            rounds=options.rounds,
            temperatures=temperatures,
        )
        _compare(place, names, plan, found)
    limited = dataclasses.replace(place, limit=options.peer_limit)
    bombed = [name for name in names if name in options.bombs_on]
    versions = [name for name in names if name in (OWN, OLDER)]
    others: tuple[tuple[str, list[str], Callable[[str], None]], ...] = (
        ("memory", names, lambda name: found.footprints.append(footprint.footprint(name, place))),
        ("shipped", versions, lambda name: found.at_rest.append(footprint.at_rest(name, place))),
        ("bombs", bombed, lambda name: found.sieges.extend(bombs.sieges(name, limited, pause=options.bomb_pause))),
        ("hang-ups", bombed, lambda name: found.hang_ups.append(hang_ups.hang_ups(name, limited))),
        ("replacing", versions, lambda name: found.replacing.append(replacing.replacing(name, place))),
        ("swap", versions, lambda name: found.swaps.append(swap.swaps(name, place))),
        ("protocol", names, lambda name: found.protocol.extend(protocol.verdicts(name, place))),
        ("attacks", names, lambda name: found.attacks.extend(attacks.verdicts(name, place))),
    )
    for part, measured, measure in others:
        for name in measured if part in options.only else ():
            _progress(f"{shape.triples:,} triples, {part} on {name}")
            with _noted(found):
                measure(name)


@contextmanager
def _noted(found: Findings) -> Iterator[None]:
    """A server that does not start is a note, and the other parts go on."""
    try:
        yield
    except CannotStart as error:
        found.note(str(error))


def _compare(place: Place, names: list[str], plan: speed.Plan, found: Findings) -> None:
    with ExitStack() as stack:
        servers: list[Server] = []
        for name in names:
            with _noted(found):
                servers.append(stack.enter_context(serving(name, place)))
                _progress(f"{place.shape.triples:,} triples, {name} ready in {servers[-1].ready:.1f} s")
        for each in speed.speeds(servers, place.shape, plan, folder=place.folder, note=found.note):
            found.speeds.append(each)
            kind = "cold" if each.cold else "hot"
            _progress(f"{each.question}, {kind}, {each.connections} connections, {each.server}: {each.rate:,.1f}/s")


def _document(found: Findings, names: list[str], load_before: float) -> Iterator[str]:
    machine = _machine(load_before)
    yield ", ".join(f"{key} {value}" for key, value in machine.items())
    tables: tuple[tuple[object, Iterable[str]], ...] = (
        (found.speeds, (table.LEGEND, "", *table.speed_table(found.speeds, names))),
        (found.sieges, table.bomb_table(found.sieges)),
        (found.hang_ups, table.hang_up_table(found.hang_ups)),
        (found.replacing, table.replacing_table(found.replacing)),
        (found.footprints, table.memory_table(found.footprints)),
        (found.at_rest, table.at_rest_table(found.at_rest)),
        (found.swaps, table.swap_table(found.swaps)),
        (found.protocol, table.verdict_table(found.protocol, names, ("request", "specification"))),
        (found.attacks, table.verdict_table(found.attacks, names, ("attack", "by"))),
    )
    for rows, lines in tables:
        if rows:
            yield ""
            yield from lines
    yield from (f"\n* {note}" for note in found.notes)


def _machine(load_before: float) -> dict[str, object]:
    return {
        "cores": os.cpu_count(),
        "Python": platform.python_version(),
        "load before": f"{load_before:.2f}",
        "load after": f"{os.getloadavg()[0]:.2f}",
    }


def _progress(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.sparql",
        description=__doc__,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    known = ",".join((*NAMES, OLDER, FLOOR))
    add("--servers", type=_names, metavar="LIST", help=f"which of {known}, in this order; all but nothing")
    add("--older", type=_folder, metavar="FOLDER", help="checkout of another version of ccwp-kg, with .venv")
    add("--short", action="store_true", help="a first look: hot and cold, rounds of one second, one round")
    add("--triples", type=_sizes, default=(100_000,), metavar="LIST", help="sizes, such as 5k,100k,1M (100k)")
    add("--connections", type=_numbers, default=(2, 32), metavar="LIST", help="connections of wrk (2,32)")
    add("--seconds", type=int, default=2, help="of one round (2)")
    add("--rounds", type=int, default=3, help="of which the median counts (3)")
    add("--only", type=_parts, default=PARTS, metavar="LIST", help=f"parts to measure: {','.join(PARTS)}")
    add("--peers", type=Path, default=Path("build/peers"), help="virtual environment of the peers (build/peers)")
    add("--python", default=sys.executable, help="the Python that has ccwp_kg (the one that runs this)")
    add("--bombs-on", type=_names, default=(OWN,), metavar="LIST", help=f"servers that get bombs ({OWN})")
    add("--bomb-pause", type=float, default=0.0, help="seconds a sender rests between two bombs (0)")
    add("--peer-limit", type=int, default=10, help="seconds a query may take in oxigraph and virtuoso under bombs (10)")
    add("--json", type=Path, metavar="FILE", help="write everything measured as JSON, too")
    options = parser.parse_args()
    if options.servers is None:
        options.servers = (*NAMES[:1], *([OLDER] if options.older else []), *NAMES[1:])
    if options.short:
        options.seconds, options.rounds, options.only = 1, 1, PARTS[:2]
    return options


def _folder(text: str) -> Path:
    return Path(text).resolve()


def _among(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    chosen = tuple(text.split(","))
    if unknown := [each for each in chosen if each not in known]:
        raise argparse.ArgumentTypeError(f"'{unknown[0]}' is none of {', '.join(known)}")
    return chosen


def _names(text: str) -> tuple[str, ...]:
    return _among(text, (*NAMES, OLDER, FLOOR))


def _parts(text: str) -> tuple[str, ...]:
    return _among(text, PARTS)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(each) for each in text.split(","))


def _sizes(text: str) -> tuple[int, ...]:
    scale = {"k": 1_000, "M": 1_000_000}
    return tuple(int(each.rstrip("kM")) * scale.get(each[-1:], 1) for each in text.split(","))


if __name__ == "__main__":
    main()
