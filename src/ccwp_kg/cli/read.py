"""Commands for one document: read reports on it, add puts it into the knowledge base."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from ccwp_kg.assets import is_installed
from ccwp_kg.atomic_files import cannot_write
from ccwp_kg.build import (
    Addition,
    Inputs,
    added_document,
    added_plan,
    manifest_entries,
    refuse_unfit,
    shipped_lexicon,
    source_triples,
    stage,
)
from ccwp_kg.cli import checkout
from ccwp_kg.cli.validate import checked
from ccwp_kg.errors import CannotAdd, ShapeViolated
from ccwp_kg.publish.swap import replace_folder
from ccwp_kg.rdf.syntax.turtle import turtle
from ccwp_kg.rdf.terms import iris
from ccwp_kg.reading_report import as_json, as_page, as_text
from ccwp_kg.sources.intake.receive import receive
from ccwp_kg.sources.profile.profile import Profile, load_profile
from ccwp_kg.sources.reading import read
from ccwp_kg.validation import as_text as verdict

_file = click.argument("file", type=click.Path(path_type=Path))
_profile = click.option(
    "--profile", "profile_name", default="action-plan", show_default=True, help="A file of data/profiles."
)


def _profile_named(name: str, inputs: Inputs) -> Profile:
    return load_profile(inputs.data / "profiles" / f"{name}.toml")


@click.command("read")
@_file
@click.option(
    "--format", "form", type=click.Choice(["text", "turtle", "json", "html"]), default="text", show_default=True
)
@click.option("--strict", is_flag=True, help="Exit with code 1 if anything was not understood.")
@_profile
def read_document(*, file: Path, form: str, strict: bool, profile_name: str) -> None:
    """Read a document (UTF-8 text or PDF) and report what was read, how surely, what was not, and where."""
    inputs = checkout.inputs()
    source = receive(file).source
    # no IRI is made of the name of a file: it is that of the text that was added, or of none
    added = next((entry for entry in manifest_entries(inputs) if entry.sha256 == source.sha256), None)
    document = added.document if added else iris.document("unnamed")
    if form == "turtle":
        source = replace(source, name=added.name if added else "unnamed")
    reading = read(source, profile=_profile_named(profile_name, inputs), lexicon=shipped_lexicon(inputs))
    if form == "turtle":
        base = checkout.chosen_base()
        plan = added.plan if added else iris.plan(reading.plan.ordinal or "unnamed")
        triples = source_triples(reading, inputs, document=document, plan=plan)
        report = turtle(base.triples(triples), checkout.prefixes(base))
    else:
        report = {"text": as_text, "json": as_json, "html": as_page}[form](reading)
    click.echo(report, nl=False)
    if strict and reading.problems:
        raise SystemExit(1)


@click.command()
@_file
@click.option("--plan", help="The plan it sets out: its ordinal, or a name for one that has none, such as fds-2021.")
@click.option("--document", "given", help="The document's number, such as “8284/1/08 REV 1”, or a name for it.")
@click.option("--issued", type=click.DateTime(["%Y-%m-%d"]), help="The date of the document.")
@click.option("--marking", "markings", multiple=True, help="A marking printed on it, such as LIMITE.")
@click.option("--rights", help="How it may be used, if not as others of its family.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--accept-problems", is_flag=True, help="Add it although parts were not understood.")
@_profile
def add(
    *,
    file: Path,
    plan: str | None,
    given: str | None,
    issued: datetime | None,
    markings: tuple[str, ...],
    rights: str | None,
    yes: bool,
    accept_problems: bool,
    profile_name: str,
) -> None:
    """Report on a document, then put it into data/ with the graphs built from it.

    Its text becomes a file of data/sources/, and sources.ttl has an entry for it.
    """
    inputs = checkout.inputs()
    data = inputs.data.resolve()
    if is_installed():
        raise CannotAdd("this is an installed package, whose data stay as they are; add documents in a checkout")
    profile = _profile_named(profile_name, inputs)
    if sys.stdin.isatty():
        plan = plan or click.prompt("The plan's ordinal, or a name for a plan that has none")
        given = given or click.prompt("The document's number, or a name for it")
    day = issued.date().isoformat() if issued else None
    document = added_document(given, rights=rights, markings=markings, issued=day, profile=profile)
    incoming = receive(file, document.text_name)
    reading = read(incoming.source, profile=profile, lexicon=shipped_lexicon(inputs))
    click.echo(as_text(reading), nl=False)
    addition = Addition(document, added_plan(plan, ordinal=reading.plan.ordinal), incoming, reading, profile)
    refuse_unfit(addition, inputs, accept_problems=accept_problems)
    if not yes and not (sys.stdin.isatty() and click.confirm(f"\nAdd it as data/sources/{addition.file_name}?")):
        raise CannotAdd("nothing was added; answer yes, or give --yes")
    try:
        replace_folder(data, lambda place: _stage(addition, inputs, place))
    except OSError as error:
        raise cannot_write(data, error) from error
    click.echo(f"data/sources/{addition.file_name} added, {len(addition.reading.actions)} actions built", err=True)


def _stage(addition: Addition, inputs: Inputs, place: Path) -> None:
    """Build the addition in `place`. Raises ShapeViolated if its graphs violate a shape."""
    with checkout.steps(5) as progress:
        dataset = stage(addition, inputs, place, prefixes=checkout.prefixes(), progress=progress).dataset
        report = checked(dataset, replace(inputs, data=place), progress)
    if not report.conforms:
        findings = verdict(report, prefixes=checkout.prefixes()).rstrip()
        raise ShapeViolated(f"nothing was added, for the data would violate a shape:\n{findings}")
