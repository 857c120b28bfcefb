"""Measures pages of the shipped release, and prints them as a table: `python -m benchmarks.pages`.

Cold: the page of every thing once, one after the other, so that none was made before; other pages once for each of many
hosts, as a reply is kept for its host. The server has made its pages ahead by then; `--settle 0` asks while it does.
Hot: one page again and again with wrk. Seconds are those of the whole request over the loopback; processor time is that
of all processes of the server, for each request.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from benchmarks.sparql.setup.processes import family, free_port, running

_KINDS = (
    ("action", r"/doc/plan/\d+/action/[\d.]+"),
    ("plan", r"/doc/plan/\d+"),
    ("organisation", r"/doc/(?:organisation|group)/.+"),
    ("document", r"/doc/document/.+"),
    ("other things", r"/doc/.+"),
)
_FIXED = (
    *("/", "/plans", "/actions", "/organisations", "/documents", "/concepts", "/search?q=europol", "/ontology"),
    *("/questions", "/questions/most-frequent-parties", "/questions/actions-of-body?body=organisation/europol"),
    *("/together", "/lines", "/links", "/shapes", "/validation", "/add-a-plan", "/source/fifth-action-plan"),
    *("/source/fifth-action-plan/8274-8281", "/doc/organisation/europol"),
)
_HOSTS = 40
"""By so many names of hosts is a fixed page asked for: a reply is kept for one host, so each is made anew."""
_HOT = ("/doc/plan/5/action/5.4", "/doc/organisation/europol", "/")
_THINGS = "SELECT DISTINCT ?x WHERE { ?x a ?c FILTER(STRSTARTS(STR(?x), 'https://w3id.org/ccwp/id/')) } ORDER BY ?x"


class Client:
    """One connection that stays open and asks for pages."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str, accept: str = "text/html", host: str | None = None) -> tuple[int, bytes, float]:
        """Status, body as sent, seconds."""
        begun = time.perf_counter()
        headers = {"Accept": accept, "Accept-Encoding": "gzip"} | ({} if host is None else {"Host": host})
        self._connection.request("GET", path, headers=headers)
        response = self._connection.getresponse()
        body = response.read()
        return response.status, body, time.perf_counter() - begun


def things(client: Client) -> list[str]:
    """The path of the page of every thing."""
    _, body, _ = client.get("/sparql?" + urlencode({"query": _THINGS, "format": "csv"}), "text/csv")
    if body[:2] == b"\x1f\x8b":
        body = gzip.decompress(body)
    addresses = [urlsplit(line) for line in body.decode().split()[1:]]
    return [url.path.replace("/ccwp/id/", "/doc/", 1) for url in addresses if not url.fragment]


def cold(client: Client, paths: list[str], pid: int) -> Iterator[str]:
    """Rows of the table, by kind of thing; then those of the fixed pages."""
    asked: dict[str, list[tuple[str, str | None]]] = {kind: [] for kind, _ in _KINDS}
    for path in paths:
        asked[next(name for name, pattern in _KINDS if re.fullmatch(pattern, path))].append((path, None))
    asked |= {path: [(path, f"host-{number}.example") for number in range(_HOSTS)] for path in _FIXED}
    for name, requests in asked.items():
        if not requests:
            continue
        before, found = processor_seconds(pid), []
        for path, host in requests:
            status, body, seconds = client.get(path, host=host)
            if status != 200:
                sys.exit(f"{path} answers {status}, so nothing is measured")
            found.append((seconds * 1000, len(body)))
        yield _row(name, found, (processor_seconds(pid) - before) * 1000 / len(found))


def processor_seconds(pid: int) -> float:
    """What a process and those it started have taken of the processors so far (proc(5), fields 14 and 15)."""
    stats = [Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split() for each in family(pid)]
    return sum(int(each[11]) + int(each[12]) for each in stats) / os.sysconf("SC_CLK_TCK")


def _row(name: str, found: list[tuple[float, int]], processor: float) -> str:
    times = sorted(seconds for seconds, _ in found)
    p95 = times[min(len(times) - 1, len(times) * 95 // 100)]
    largest = max(size for _, size in found)
    middle = statistics.median(times)
    return f"| {name} | {len(found)} | {middle:.1f} | {p95:.1f} | {processor:.1f} | {largest / 1000:.1f} |"


def hot(port: int, path: str, seconds: int) -> float:
    """Answers a second over 32 connections."""
    command = ["wrk", "-t2", "-c32", f"-d{seconds}s", "-H", "Accept: text/html", "-H", "Accept-Encoding: gzip"]
    done = subprocess.run([*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True)
    if "Non-2xx" in done.stdout:
        sys.exit(f"{path} was not always answered with 200 under load")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1])  # type: ignore[index]


def main() -> None:
    """Make a release, serve it, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--seconds", type=int, default=3, help="of the load on each hot page (3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows as JSON, too")
    parser.add_argument(
        "--settle", type=float, default=15, help="seconds between start and first page, for it makes pages ahead (15)"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pages-") as name:
        folder, port = Path(name), free_port()
        subprocess.run([sys.executable, "-m", "ccwp_kg", "release", "--out", str(folder / "release")], check=True)
        command = [sys.executable, "-m", "ccwp_kg", "serve", "--release", str(folder / "release"), "--port", str(port)]
        with running(command, log=folder / "log") as server:
            wait_until_ready(port)
            time.sleep(options.settle)
            client = Client(port)
            rows = [
                "| page | times | p50 ms | p95 ms | processor ms | largest, kB gzipped |",
                "|---|---:|---:|---:|---:|---:|",
            ]
            rows += cold(client, things(client), server.pid)
            if shutil.which("wrk") is not None:
                rows += ["", "| page, hot, 32 connections | answers/s |", "|---|---:|"]
                rows += [f"| {path} | {hot(port, path, options.seconds):,.0f} |" for path in _HOT]
    print("\n".join(rows))
    if options.json is not None:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def wait_until_ready(port: int) -> None:
    """Return when the server there answers; end the program after half a minute."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            if Client(port).get("/readyz")[0] == 200:
                return
        except OSError:
            time.sleep(0.05)
    sys.exit("the server did not get ready within 30 seconds")


if __name__ == "__main__":
    main()
