"""Makes N synthetic plans through the same records and builder, validates and releases them, and prints what it took.

A synthetic plan is the real reading with another ordinal, two of its actions and a period of its own: some
3,000 statements. `python -m benchmarks.plans 100`
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pyoxigraph import NamedNode, Triple

from ccwp_kg.build import Inputs, assemble, source_graph
from ccwp_kg.build.manifest import SourceEntry, source_entries
from ccwp_kg.build.records.lexicon import lexicon
from ccwp_kg.installation import folder
from ccwp_kg.publish.release import write_release
from ccwp_kg.publish.texts import TextFiles
from ccwp_kg.rdf.dataset import SHAPES, NamedGraphs
from ccwp_kg.rdf.terms import iris
from ccwp_kg.sources.intake.text_file import load_source
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Action, Reading
from ccwp_kg.validation import as_text, validate

Made = TypeVar("Made")
_PUBLISH = """
import contextlib, json, resource, sys, time
from pathlib import Path
from ccwp_kg.server.static_site import publish_site
now = lambda: int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 1_000_000
steps = {}
def told(count):
    files = count.pages + count.data
    steps["publish_files"] = files
    if files % 10_000 == 1:
        steps[f"publish_megabytes_at_{files - 1}"] = now()
        print(files, now(), file=sys.stderr)
    if files == most_files:
        raise Enough
release, site, most_files = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
class Enough(Exception):
    pass
with contextlib.suppress(Enough):
    publish_site(release, site, base_url="http://127.0.0.1:8000", progress=told)
print(json.dumps(steps | {"publish": time.process_time(), "publish_megabytes": now()}))
"""
ACTIONS = (3, 5)
"""Which actions of the real plan a synthetic one has: 5.4 and 5.6."""


def synthetic(reading: Reading, number: int) -> Reading:
    """The reading as if it were plan `number`: every IRI of its own, no text around the annex."""
    year = 1000 + 2 * number
    plan = reading.plan
    if plan.valid_from is None or plan.valid_until is None:
        raise ValueError(f"the period of {reading.source.name} is not known; take a plan that states it")
    actions = tuple(
        _moved(reading.actions[place], position, f"{number}.{position}") for position, place in enumerate(ACTIONS, 1)
    )
    return dataclasses.replace(
        reading,
        source=dataclasses.replace(reading.source, name=f"plan-{number}"),
        plan=dataclasses.replace(
            plan,
            ordinal=number,
            valid_from=dataclasses.replace(plan.valid_from, value=f"{year}-07-01"),
            valid_until=dataclasses.replace(plan.valid_until, value=f"{year + 1}-12-31"),
            declared_action_count=len(actions),
            earlier_plans=(),
            footnotes=(),
            sections=(),
            rules=(),
            decisions=(),
            relations=(),
            meetings=(),
            mentions=(),
            statements=(),
        ),
        actions=actions,
    )


def _moved(action: Action, position: int, number: str) -> Action:
    if action.number_passage is None:
        raise ValueError(f"no number is printed for action {action.step}; take one that has a number")
    printed = dataclasses.replace(action.number_passage, text=number)
    return dataclasses.replace(action, position=position, number=number, number_passage=printed)


def document(number: int) -> NamedNode:
    """The document of a synthetic plan."""
    return iris.document(f"plan-{number}")


def described(manifest: Iterable[Triple], entry: SourceEntry, number: int) -> Iterator[Triple]:
    """What the manifest says of the real document and its text, said of the synthetic ones."""
    source = iris.source(entry.name)
    real = [
        (entry.document, document(number)),
        (source, iris.source(f"plan-{number}")),
        (iris.plan(5), iris.plan(number)),
    ]
    moved: dict[object, NamedNode] = dict(real)
    for triple in manifest:
        if triple.subject in (entry.document, source):
            value = moved.get(triple.object, triple.object)
            yield Triple(moved[triple.subject], triple.predicate, value)


def main(count: int, *, files: int) -> None:
    """Build, validate and release `count` plans beside the shipped data; print seconds for each step as JSON.

    They are seconds of processor time, which other programs on the machine hardly change; beside each step is the most
    memory used until its end. With `files`, the release is then written as a site of files, at most so many of them, by
    a process of its own, whose memory is told after each tenth thousand.
    """
    inputs = Inputs(ontology=folder("ontology"), data=folder("data"), shapes=folder("shapes"))
    took: dict[str, float] = {}

    def step(name: str, made: Callable[[], Made]) -> Made:
        begun = time.process_time()
        result = made()
        took[name] = round(time.process_time() - begun, 3)
        took[f"{name}_megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return result

    shipped = assemble(inputs)
    names = lexicon(t for name, triples in shipped.graphs.items() if "curated" in name.value for t in triples)
    profile = load_profile(inputs.data / "profiles" / "action-plan.toml")
    reading = read(load_source(inputs.data / "sources" / "fifth-action-plan.txt"), profile=profile, lexicon=names)
    numbers = range(100, 100 + count)
    read_plans = step(
        "build",
        lambda: {
            iris.graph(f"source/plan-{n}"): source_graph(synthetic(reading, n), document=document(n), plan=iris.plan(n))
            for n in numbers
        },
    )
    made = {graph: frozenset(facts.triples) for graph, facts in read_plans.items()}
    evidence = {**shipped.evidence, **{graph: facts.read for graph, facts in read_plans.items()}}
    manifest = iris.graph("curated/sources")
    (real,) = source_entries(shipped.graphs[manifest])
    entries = {entry for n in numbers for entry in described(shipped.graphs[manifest], real, n)}
    dataset = NamedGraphs({**shipped.graphs, **made, manifest: shipped.graphs[manifest] | entries}, evidence)
    report = step("validate", lambda: validate(dataset.merged(), shapes=dataset.graphs[SHAPES]))
    if not report.conforms:
        sys.exit(as_text(report)[:2000])
    with tempfile.TemporaryDirectory() as place:
        step(
            "release",
            lambda: write_release(
                Path(place) / "release",
                dataset,
                texts=TextFiles.of_package(),
                reports={"validation.txt": as_text(report)},
            ),
        )
        if files:
            took |= published(Path(place), files)
    print(json.dumps({"statements": sum(map(len, made.values())), **took}))


def published(place: Path, files: int) -> dict[str, float]:
    """What it takes to write so many files of the site of the release in `place`, in a process of its own."""
    words = [sys.executable, "-c", _PUBLISH, str(place / "release"), str(place / "site"), str(files)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plans", description=__doc__)
    parser.add_argument("count", type=int, help="how many plans")
    parser.add_argument("--publish", type=int, default=0, metavar="FILES", help="write so many files of a site, too")
    chosen = parser.parse_args()
    main(chosen.count, files=chosen.publish)
