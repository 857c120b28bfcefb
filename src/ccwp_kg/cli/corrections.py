"""The command that lists what data/corrections/ corrects, and the warnings of other commands about it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from ccwp_kg.build import CorrectionOutcome, outcomes
from ccwp_kg.cli import checkout
from ccwp_kg.languages import counted
from ccwp_kg.namespaces import ID
from ccwp_kg.rdf.dataset import NamedGraphs


@click.command()
def corrections() -> None:
    """List the corrections in data/corrections/, each with its state: applied, or why not."""
    found = outcomes(checkout.built())
    for outcome in found:
        click.echo(_line(outcome))
    applied = sum(outcome.is_applied for outcome in found)
    click.echo(f"{counted(len(found), 'correction')}, {applied} applied", err=True)


def warnings(dataset: NamedGraphs) -> Iterator[str]:
    """A line for each correction that has no effect."""
    return (f"warning: {_line(outcome)}" for outcome in outcomes(dataset) if not outcome.is_applied)


def _line(outcome: CorrectionOutcome) -> str:
    correction = outcome.correction
    of = checkout.prefixes().shorten(correction.predicate.value)
    return f"{correction.name}: {of} of {correction.resource.value.removeprefix(ID)}. {outcome.label}: {outcome.words}"
