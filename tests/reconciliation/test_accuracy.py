"""Badly written names come to what they mean: the benchmark's own cases, some of each kind."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from support.commands import ROOT

WANTED, FEWEST = 95.0, 200


def test_at_least_95_in_a_hundred_come_first_and_no_match_is_wrong(published: Path) -> None:
    """The same names each time; what is matched unseen is always right, and a stranger never is matched."""
    command = [sys.executable, "-m", "benchmarks.reconciliation", "--release", str(published), "--most", "20"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert 0 == done.returncode, done.stdout + done.stderr
    rows = {}
    for line in done.stdout.splitlines():
        if found := re.fullmatch(r"\| \**([^|*]+?)\** \| (\d+) \| (\d+) \| \**([\d.–]+)\** \| (\d+) \| (\d+) \|", line):
            rows[found[1]] = (int(found[2]), found[4], int(found[6]))
    asked, share, wrong = rows["all of ours"]
    assert (True, True, 0) == (asked >= FEWEST, float(share) >= WANTED, wrong)
    strangers = rows["nothing of ours"]
    assert (20, 0) == (strangers[0], strangers[2])
    ways = rows.keys() - {"all of ours", "nothing of ours"}
    assert 16 == len(ways)
    assert all(rows[way][0] >= 10 for way in ways)
