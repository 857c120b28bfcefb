"""Measures how fast a document is read: `python -m benchmarks.reading`, or `… MEGABYTES` for one size.

A synthetic plan of the family grows by its actions, numbered 5.1, 5.2 and so on, each with the words of one of the real
plan's under another number. Each size is a process of its own; the text is made and the names are loaded before the
clock starts. Time is computing time of the process, which other processes do not lengthen much; "to linear" is the time
per megabyte against that of the smallest size.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time

from benchmarks.measure import run
from ccwp_kg.build import Inputs, shipped_lexicon
from ccwp_kg.installation import folder
from ccwp_kg.sources.intake.text_file import load_source
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.source_text import SourceText

SIZES = (1, 2, 5, 10, 20)


def document(size: int) -> str:
    """The text of a plan of about `size` characters."""
    real = load_source(folder("data") / "sources" / "fifth-action-plan.txt").text
    first, last = real.index(" Proposed action\n\n5.2"), real.index("\n__________________")
    rows = re.split(r"(?=^ (?:Proposed action\n\n5|5)\.\d+$|^ Proposed action$)", real[first:last], flags=re.MULTILINE)
    rows = [row for row in rows if re.search(r"^ ?5\.\d+$", row, re.MULTILINE)]
    parts = [real[:first]]
    length, number = len(parts[0]), 1
    while length < size:
        number += 1
        row = re.sub(r"^( ?)5\.\d+$", rf"\g<1>5.{number}", rows[number % len(rows)], count=1, flags=re.MULTILINE)
        parts.append(row if row.endswith("\n") else f"{row}\n")
        length += len(parts[-1])
    return "".join([*parts, real[last:]]).replace("contains 10 actions", f"contains {number} actions")


def measure(megabytes: float) -> None:
    """Read one document and print what it took as JSON."""
    data = folder("data")
    lexicon = shipped_lexicon(Inputs(ontology=folder("ontology"), data=data, shapes=folder("shapes")))
    profile = load_profile(data / "profiles" / "action-plan.toml")
    source = SourceText.of("synthetic-plan", document(int(megabytes * 1_000_000)))
    begun = time.process_time()
    reading = read(source, profile=profile, lexicon=lexicon)
    seconds = time.process_time() - begun
    issues = sum(issue.severity == "problem" for issue in reading.issues)
    print(json.dumps({"seconds": seconds, "actions": len(reading.actions), "problems": issues}))


def main() -> None:
    """Print the table, or what one size took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("megabytes", type=float, nargs="?", help="one size, told as JSON")
    if (megabytes := parser.parse_args().megabytes) is not None:
        measure(megabytes)
        return
    print("| document | actions | time | to linear | peak memory |\n|---|---|---|---|---|")
    first = 0.0
    for size in SIZES:
        done = run([sys.executable, "-m", "benchmarks.reading", str(size)])
        told = json.loads(done.output)
        each = told["seconds"] / size
        first = first or each
        row = (f"{size} MB", f"{told['actions']:,}", f"{told['seconds']:.1f} s", f"{each / first:.2f}")
        print(f"| {' | '.join(row)} | {done.megabytes:,.0f} MB |")


if __name__ == "__main__":
    main()
