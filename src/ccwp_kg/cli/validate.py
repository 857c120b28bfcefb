"""Commands that check the data against the shapes: validate, and release."""

from __future__ import annotations

from collections.abc import Callable, Set
from itertools import chain
from pathlib import Path

import click
from pyoxigraph import NamedNode

from ccwp_kg.build import Inputs, statements_by_file
from ccwp_kg.cli import checkout
from ccwp_kg.cli.corrections import warnings
from ccwp_kg.errors import ShapeViolated
from ccwp_kg.installation import folder
from ccwp_kg.namespaces import ID
from ccwp_kg.publish.history.releases import read_history
from ccwp_kg.publish.release import write_release
from ccwp_kg.publish.texts import TextFiles
from ccwp_kg.rdf.dataset import RELEASES, SHAPES, NamedGraphs
from ccwp_kg.search import check_word_files
from ccwp_kg.validation import Report, as_json, as_text, as_turtle, located, read_data_rules
from ccwp_kg.validation import validate as check


def checked(dataset: NamedGraphs, inputs: Inputs, progress: Callable[[str], None]) -> Report:
    """What the shapes say of a build of these folders, each result with the files that it is about.

    Raises InvalidWords where the data conform and the words kept for the search have a mistake.
    """
    progress("checking the shapes")
    rules = read_data_rules(inputs.shapes / "data-quality")
    report = check(dataset.with_ontology(), shapes=dataset.graphs[SHAPES], rules=rules)
    if report.conforms:  # else a thing that is gone from its file would seem a mistake of the words for it
        check_word_files(inputs.data / "curated" / "search", lambda references: _undescribed(references, dataset))
    return located(report, statements_by_file(inputs, dataset)) if report.results else report


def _undescribed(references: Set[str], dataset: NamedGraphs) -> Set[str]:
    """Those of some references (`concept/training`) of which no graph says anything; few triples are looked at."""
    left = set(references)
    in_order = sorted(dataset.graphs, key=lambda name: ("/source/" in name.value, name.value))
    for triple in chain.from_iterable(dataset.graphs[name] for name in in_order):
        if isinstance(triple.subject, NamedNode):
            left.discard(triple.subject.value.removeprefix(ID))
        if not left:
            break
    return left


def _formats(report: Report) -> dict[str, str]:
    prefixes = checkout.prefixes()
    return {
        "text": as_text(report, prefixes=prefixes),
        "turtle": as_turtle(report, prefixes=prefixes),
        "json": as_json(report),
    }


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "turtle", "json"]), default="text", show_default=True)
def validate(*, form: str) -> None:
    """Check everything against the shapes; exit code 1 on a violation."""
    with checkout.steps(5) as progress:
        report = checked(checkout.built(progress), checkout.inputs(), progress)
    click.echo(_formats(report)[form], nl=False)
    if not report.conforms:
        raise SystemExit(1)


@click.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder of the release.")
@checkout.base_option
def release(*, out: Path, base_iri: str | None) -> None:
    """Build, check and write a release: dumps, description, report, checksums."""
    base = checkout.chosen_base(base_iri)
    with checkout.steps(14) as progress:
        built = checkout.build(progress)
        dataset = built.dataset
        report = checked(dataset, checkout.inputs(), progress)
        formats = _formats(report)
        if not report.conforms:
            raise ShapeViolated(f"nothing was released, for the data violate a shape:\n{formats['text'].rstrip()}")
        suffixes = {"text": "txt", "turtle": "ttl", "json": "json"}
        reports = {f"validation.{suffix}": formats[form] for form, suffix in suffixes.items()}
        write_release(
            out,
            dataset,
            texts=TextFiles.of_package(),
            reports=reports,
            layouts=built.layouts,
            history=read_history(dataset.graphs[RELEASES], folder("data") / "releases"),
            base=base,
            progress=progress,
        )
    for line in warnings(built):
        click.echo(line, err=True)
    click.echo(f"{out}: release written", err=True)
