"""The command that lists what data/corrections/ corrects, and the warnings of other commands about it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from ccwp_kg.build import Build, CorrectionOutcome, outcomes
from ccwp_kg.cli import checkout
from ccwp_kg.languages import counted
from ccwp_kg.namespaces import ID
from ccwp_kg.rdf.terms import iris

_SHOWN = 60
"""The characters of words that are told at most."""


@click.command()
def corrections() -> None:
    """List the corrections in data/corrections/, each with its state: applied, or why not."""
    found = outcomes(checkout.built())
    for outcome in found:
        click.echo(_line(outcome))
    applied = sum(outcome.is_applied for outcome in found)
    click.echo(f"{counted(len(found), 'correction')}, {applied} applied", err=True)


def warnings(built: Build) -> Iterator[str]:
    """A line for each correction that has no effect, and for words that no document prints."""
    yield from (f"warning: {_line(outcome)}" for outcome in outcomes(built.dataset) if outcome.is_idle)
    yield from unprinted(built)


def unprinted(built: Build, *, source_name: str | None = None) -> Iterator[str]:
    """A line for each correction with words that its document prints nowhere; with a name, those of that document."""
    for each in built.unprinted:
        name = iris.reference(each.correction.source).removeprefix("source/")
        if source_name in (None, name):
            words = each.words if len(each.words) < _SHOWN else f"{each.words[:_SHOWN]}…"
            yield (
                f"warning: data/sources/{name}.txt, {each.field}: “{words}” holds by {each.correction.name} and is "
                "printed nowhere; write it as it is printed, or let a second person agree (ccwp:reviewerRole), "
                "in data/corrections"
            )


def _line(outcome: CorrectionOutcome) -> str:
    correction = outcome.correction
    of = checkout.prefixes().shorten(correction.predicate.value)
    return f"{correction.name}: {of} of {correction.resource.value.removeprefix(ID)}. {outcome.label}: {outcome.words}"
