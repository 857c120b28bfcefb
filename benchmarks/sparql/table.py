"""Writes what was measured as Markdown: the yardstick in answers a second, the others as a share of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.sparql.setup.replies import Verdict
from benchmarks.sparql.setup.servers import OLDER, OWN, YARDSTICK
from benchmarks.sparql.speed import Speed
from benchmarks.sparql.stress.bombs import Siege
from benchmarks.sparql.stress.footprint import SCANS, AtRest, Footprint
from benchmarks.sparql.stress.hang_ups import HANG_UPS, HangUps
from benchmarks.sparql.stress.replacing import KILLS, Replacing
from benchmarks.sparql.stress.swap import Swaps

LEGEND = (
    f"{YARDSTICK} in answers a second, the others as ratios to it in the same run (2.00: twice as many). "
    "p50 and p95 in milliseconds, µs of processor time for each answer. † with failed requests; § by a client that "
    "waits for the last answers, since wrk would drop most of them; ‡ one question after the other, since a single "
    "answer takes longer than a round."
)


def speed_table(found: Sequence[Speed], names: Sequence[str]) -> Iterator[str]:
    """A row for each size, question, hot or cold, and number of connections."""
    others = [name for name in names if name != YARDSTICK]
    timed = [name for name in (OWN, YARDSTICK) if name in names]
    computing = [name for name in (OWN, OLDER, YARDSTICK) if name in names]
    gained = [f"{OWN} ÷ {OLDER}"] if {OWN, OLDER} <= set(names) else []
    yield _row(
        ["triples", "question", "", "connections", f"{YARDSTICK}, answers/s", *others, *gained]
        + [f"{name} p50 / p95 ms" for name in timed]
        + [f"{name} µs" for name in computing]
    )
    yield _row(["---:", "---", "---", *["---:"] * (2 + len(others) + len(gained) + len(timed) + len(computing))])
    cases = dict.fromkeys((each.triples, each.question, each.cold, each.connections) for each in found)
    for case in cases:
        row = {
            each.server: each for each in found if (each.triples, each.question, each.cold, each.connections) == case
        }
        triples, question, cold, connections = case
        yardstick = row.get(YARDSTICK)
        yield _row(
            [f"{triples:,}", question, "cold" if cold else "hot", str(connections)]
            + ["–" if yardstick is None else _rate(yardstick)]
            + [_against(row.get(name), yardstick) for name in others]
            + [_against(row.get(OWN), row[OLDER]) if OLDER in row else "–" for _ in gained]
            + [_latency(row.get(name)) for name in timed]
            + [f"{row[name].computed:,.0f}" if name in row else "–" for name in computing]
        )


def _rate(speed: Speed) -> str:
    shown = f"{speed.rate:,.0f}" if speed.rate >= 100 else f"{speed.rate:.3g}"
    return shown + _marks(speed)


def _against(speed: Speed | None, yardstick: Speed | None) -> str:
    """The ratio; answers a second where the yardstick is not there or answered nothing."""
    if speed is None:
        return "–"
    if yardstick is None or not yardstick.rate:
        return f"{_rate(speed)} /s"
    ratio = speed.rate / yardstick.rate
    return (f"{ratio:.0f}" if ratio >= 20 else f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.3f}") + _marks(speed)


def _marks(speed: Speed) -> str:
    return ("†" if speed.errors else "") + ("§" if speed.waited else "") + ("‡" if speed.alone else "")


def _latency(speed: Speed | None) -> str:
    return "–" if speed is None else f"{speed.p50:.2f} / {speed.p95:.2f}"


def bomb_table(found: Iterable[Siege]) -> Iterator[str]:
    """A row for each server, number of bombs and address that asks."""
    heads = ["triples", "server", "bombs", "asked from", "p50 ms", "p95 ms", "longest ms", "failed", "how bombs ended"]
    yield _row(heads)
    yield _row(["---:", "---", "---:", "---", "---:", "---:", "---:", "---", "---"])
    for siege in found:
        ended = "; ".join(
            f"{each.count:,} × {each.outcome} after {each.median:.2f} s (longest {each.longest:.2f})"
            for each in siege.ended
        )
        for waits in siege.waits:
            yield _row(
                [
                    *(f"{siege.triples:,}", siege.server, str(siege.bombs), waits.address),
                    *(f"{waits.p50:.2f}", f"{waits.p95:.2f}", f"{waits.longest:.1f}"),
                    *(f"{_failures(waits.failed)} of {waits.asked}", ended or "–"),
                ]
            )


def hang_up_table(found: Iterable[HangUps]) -> Iterator[str]:
    """A row for each size and server."""
    heads = [f"{HANG_UPS:,} hang-ups in", "not connected", "ASKs of others, p50 ms", "p95 ms", "failed", "rests after"]
    yield _row(["triples", "server", *heads])
    yield _row(["---:", "---", "---:", "---:", "---:", "---:", "---", "---:"])
    for each in found:
        rested = "never" if each.rested is None else f"{each.rested:.1f} s"
        failed = f"{_failures(each.failed)} of {each.asked}"
        yield _row(
            [
                *(f"{each.triples:,}", each.server, f"{each.took:.1f} s", str(each.refused)),
                *(f"{each.p50:.2f}", f"{each.p95:.2f}", failed, rested),
            ]
        )


def replacing_table(found: Iterable[Replacing]) -> Iterator[str]:
    """A row for each size and version."""
    yield _row(["triples", "server", f"{KILLS} killed workers replaced after, median ms", "longest ms"])
    yield _row(["---:", "---", "---:", "---:"])
    for each in found:
        yield _row([f"{each.triples:,}", each.server, f"{each.median:.1f}", f"{each.longest:.1f}"])


def memory_table(found: Iterable[Footprint]) -> Iterator[str]:
    """A row for each size and server."""
    yield _row(["triples", "server", "start to first answer", "idle", "most", f"after {SCANS} full scans", "scans"])
    yield _row(["---:", "---", "---:", "---:", "---:", "---:", "---"])
    for each in found:
        yield _row(
            [
                *(f"{each.triples:,}", each.server, f"{each.ready:.1f} s"),
                *(f"{each.idle:,.0f} MB", f"{each.most:,.0f} MB", f"{each.after:,.0f} MB"),
                f"{each.scans} ({each.failed} failed)",
            ]
        )


def at_rest_table(found: Iterable[AtRest]) -> Iterator[str]:
    """A row for each version."""
    yield _row(["shipped release", "start to first answer", "idle", "of which each process"])
    yield _row(["---", "---:", "---:", "---"])
    for each in found:
        shares = ", ".join(f"{megabytes:.0f}" for megabytes in each.each)
        yield _row([each.server, f"{each.ready:.1f} s", f"{each.idle:,.0f} MB", shares])


def swap_table(found: Iterable[Swaps]) -> Iterator[str]:
    """A row for each size."""
    yield _row(["triples", "server", "requests during the swaps", "failed", "new data served after"])
    yield _row(["---:", "---", "---:", "---", "---"])
    for each in found:
        seen = ", ".join("never" if seconds is None else f"{seconds:.2f} s" for seconds in each.seen)
        yield _row([f"{each.triples:,}", each.server, f"{each.asked:,}", _failures(each.failed), seen])


def verdict_table(found: Sequence[Verdict], names: Sequence[str], heads: Sequence[str]) -> Iterator[str]:
    """A row for each thing tried, a column for each server, and last how many each passed."""
    yield _row([*heads, *names])
    yield _row(["---"] * (len(heads) + len(names)))
    cells: dict[tuple[str, str], dict[str, list[Verdict]]] = {}
    for each in found:
        cells.setdefault((each.name, each.rule), {}).setdefault(each.server, []).append(each)
    for (name, rule), row in cells.items():
        yield _row([_escaped(name), _escaped(rule), *(_judged(row.get(server, [])) for server in names)])
    mine = {server: [each.passed for each in found if each.server == server] for server in names}
    yield _row(["**passed**", "", *(f"**{sum(passed)} of {len(passed)}**" for passed in mine.values())])


def _judged(verdicts: Sequence[Verdict]) -> str:
    """One mark for each size of the data."""
    return _escaped("; ".join(f"{'✓' if each.passed else '✗'} {each.seen}" for each in verdicts) or "–")


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def _failures(failed: dict[str, int]) -> str:
    """How many failed and how: `12 (10 × 503, 2 × no answer)`."""
    if not failed:
        return "0"
    return f"{sum(failed.values()):,} ({', '.join(f'{n:,} × {how}' for how, n in failed.items())})"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
