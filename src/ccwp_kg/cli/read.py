"""Commands on one document: read reports on it, text prints it, add puts it into data/."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import click

from ccwp_kg.atomic_files import cannot_write
from ccwp_kg.build import (
    Addition,
    Description,
    Inputs,
    manifest_entries,
    prepared,
    refuse_known,
    refuse_other_number,
    shipped_lexicon,
    source_triples,
    stage,
)
from ccwp_kg.cli import checkout
from ccwp_kg.cli.validate import checked
from ccwp_kg.errors import CannotAdd, CcwpError, ShapeViolated
from ccwp_kg.installation import is_installed
from ccwp_kg.publish.swap import replace_folder
from ccwp_kg.rdf.syntax.turtle import turtle
from ccwp_kg.rdf.terms import iris
from ccwp_kg.reading_report import as_json, as_page, as_text
from ccwp_kg.review import files
from ccwp_kg.sources.intake.receive import Received, receive
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.validation import violations_as_text

_WIDTH = 120

document_file = click.argument("file", type=click.Path(path_type=Path))
"""The argument that names a document."""


def described(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the options that describe a document, which it gets as one `Description`."""

    @click.option(
        "--plan", help="The plan it sets out: its ordinal, or a name for one that has none, such as fds-2021."
    )
    @click.option(
        "--document", help="The document's number, such as “8284/1/08 REV 1”, or a name; else the printed number."
    )
    @click.option(
        "--issued", type=click.DateTime(["%Y-%m-%d"]), help="The date of the document, if not the one printed."
    )
    @click.option("--marking", "markings", multiple=True, help="A marking, such as LIMITE, if not those printed.")
    @click.option("--rights", help="How it may be used, if not as others of its family.")
    @click.option("--accept-problems", is_flag=True, help="Parts that were not understood do not count.")
    @click.option("--accept-new", is_flag=True, help="Take bodies and codes that no list has as they are proposed.")
    @wraps(command)
    def with_description(
        *,
        plan: str | None,
        document: str | None,
        issued: datetime | None,
        markings: tuple[str, ...],
        rights: str | None,
        **others: object,
    ) -> None:
        day = issued.date().isoformat() if issued else None
        said = Description(plan=plan, document=document, issued=day, markings=markings, rights=rights)
        command(said=said, **others)

    return with_description


@click.command("read")
@document_file
@click.option(
    "--format", "form", type=click.Choice(["text", "turtle", "json", "html"]), default="text", show_default=True
)
@click.option(
    "--review",
    "review_files",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Write a review instead of the report: plan.review.csv to answer in, plan.review.html to look at, or both.",
)
@click.option("--strict", is_flag=True, help="Exit with code 1 if anything was not understood.")
@described
@checkout.profile_option
def read_document(
    *,
    file: Path,
    form: str,
    strict: bool,
    review_files: tuple[Path, ...],
    said: Description,
    accept_problems: bool,
    accept_new: bool,
    profile_name: str | None,
) -> None:
    """Read a document (UTF-8 text or PDF) and report what was read, how surely, what was not, and where.

    The report in text begins with the sentences in which 'ccwp-kg add' would refuse the document with the same options.
    """
    inputs = checkout.inputs()
    before = files.answers_before(review_files)
    incoming = receive(file)
    source = incoming.source
    # no IRI is made of the name of a file: it is that of the text that was added, or of none
    added = next((entry for entry in manifest_entries(inputs) if entry.sha256 == source.sha256), None)
    if form == "turtle":
        source = replace(source, name=added.name if added else "unnamed")
    profile = checkout.profile_for(source, profile_name, inputs)
    reading = read(source, profile=profile, lexicon=shipped_lexicon(inputs))
    if form == "turtle":
        base = checkout.chosen_base()
        document = added.document if added else iris.document("unnamed")
        plan = added.plan if added else iris.plan(reading.plan.ordinal or "unnamed")
        triples = source_triples(reading, inputs, document=document, plan=plan)
        report = turtle(base.triples(triples), checkout.prefixes(base))
    else:
        report = {"text": as_text, "json": as_json, "html": as_page}[form](reading)
    if form == "text":
        answers = files.answers_to(reading, before, inputs=inputs, accept_new=accept_new)
        told = _refusals(
            incoming,
            reading,
            said,
            inputs,
            profile=profile,
            profile_file=checkout.profile_file(profile_name),
            answers=answers,
            lenient=accept_problems,
        )
        click.echo(f"To be added: {'refused by ‘ccwp-kg add’' if told else 'nothing stands against it'}")
        for line in (*_wrapped(told), *answers.proposals):
            click.echo(line)
    if review_files:
        pdf = file if incoming.form == "pdf" else None
        for line in files.write_review(review_files, reading, before, pdf=pdf):
            click.echo(line, err=True)
    else:
        click.echo(f"\n{report}" if form == "text" else report, nl=False)
    if strict and reading.problems:
        raise SystemExit(1)


def _refusals(
    incoming: Received,
    reading: Reading,
    said: Description,
    inputs: Inputs,
    *,
    profile: Profile,
    profile_file: Path | None,
    answers: files.AnswersFile,
    lenient: bool,
) -> list[CcwpError]:
    """What `add` would say, one after the other; the data are built and checked in a folder that is then removed."""
    told: list[CcwpError] = []

    def does(step: Callable[[], None]) -> bool:
        try:
            step()
        except CcwpError as error:
            told.append(error)
            return False
        return True

    if does(refuse_installed):
        try:
            found = files.with_answers(reading, answers, inputs=inputs, profile=profile, document=said.document)
        except CcwpError as error:
            return [*told, error]
        addition = prepared(
            incoming, found.reading, said, profile=profile, refuse=told.append, profile_file=profile_file
        )
        is_new = does(lambda: refuse_known(addition, inputs))
        if not lenient:
            does(lambda: refuse_other_number(addition))
            does(lambda: answers.refuse_problems(found))
        if is_new:
            with TemporaryDirectory() as place:
                does(lambda: build_in(Path(place), files.with_review(addition, found), inputs))
    return told


def _wrapped(told: list[CcwpError]) -> Iterator[str]:
    for line in "\n".join(map(str, told)).splitlines():
        yield textwrap.fill(
            line, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
        )


def refuse_installed() -> None:
    """Raise CannotAdd if there is no checkout to add to."""
    if is_installed():
        raise CannotAdd("this is an installed package, whose data stay as they are; add documents in a checkout")


@click.command()
@document_file
def text(*, file: Path) -> None:
    """Print the text that is read of a document: its characters are those that offsets count."""
    click.echo(receive(file).source.text.encode(), nl=False)


def build_in(place: Path, addition: Addition, inputs: Inputs) -> None:
    """Build the addition in `place`. Raises ShapeViolated if its graphs violate a shape."""
    with checkout.steps(5) as progress:
        dataset = stage(addition, inputs, place, prefixes=checkout.prefixes(), progress=progress).dataset
        report = checked(dataset, replace(inputs, data=place), progress)
    if not report.conforms:
        findings = violations_as_text(report, prefixes=checkout.prefixes()).rstrip()
        raise ShapeViolated(f"nothing was added, for the data would violate a shape:\n{findings}")


def _refuse(error: CannotAdd) -> NoReturn:
    raise error


@click.command()
@document_file
@described
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--review",
    "review_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The answers to a review of it, plan.review.csv.",
)
@checkout.profile_option
def add(
    *,
    file: Path,
    said: Description,
    yes: bool,
    review_file: Path | None,
    accept_problems: bool,
    accept_new: bool,
    profile_name: str | None,
) -> None:
    """Put a document into data/ with the graphs built from it, and report on it.

    Its text becomes a file of data/sources/, and sources.ttl has an entry for it. What a review changed becomes a
    correction in data/corrections/, a body or a code that no list had comes into data/curated/.
    """
    inputs = checkout.inputs()
    data = inputs.data.resolve()
    refuse_installed()
    given = files.answers_before([review_file]) if review_file is not None else None
    incoming = receive(file)
    profile = checkout.profile_for(incoming.source, profile_name, inputs)
    first = read(incoming.source, profile=profile, lexicon=shipped_lexicon(inputs))
    answers = files.answers_to(first, given, inputs=inputs, accept_new=accept_new)
    said = said.completed(first.cover)
    is_asked = sys.stdin.isatty()
    if is_asked:
        plan = said.plan or click.prompt("The plan's ordinal, or a name for a plan that has none")
        said = replace(said, plan=plan, document=said.document or click.prompt("The document's number, or a name"))
    found = files.with_answers(first, answers, inputs=inputs, profile=profile, document=said.document)
    addition = prepared(
        incoming, found.reading, said, profile=profile, refuse=_refuse, profile_file=checkout.profile_file(profile_name)
    )
    refuse_known(addition, inputs)
    if not accept_problems:
        refuse_other_number(addition)
        answers.refuse_problems(found)
    if not yes:
        click.echo("\n".join((as_text(found.reading), *answers.proposals)))
        if not (is_asked and click.confirm(f"\nAdd it as data/sources/{addition.file_name}?")):
            raise CannotAdd("nothing was added; answer yes, or give --yes")
    addition = files.with_review(addition, found)
    try:
        replace_folder(data, lambda place: build_in(place, addition, inputs))
    except OSError as error:
        raise cannot_write(data, error) from error
    click.echo(f"data/sources/{addition.file_name} added, {len(found.reading.actions)} actions built", err=True)
    for line in (*files.report_of(addition), *answers.proposals):
        click.echo(line)
    if yes and given is None:
        click.echo(f"\n{as_text(found.reading)}", nl=False)
