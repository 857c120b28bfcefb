"""Commands on one document that write nothing into data/: read reports on it, text prints it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from ccwp_kg.build import (
    Description,
    Inputs,
    manifest_entries,
    prepared,
    refuse_known,
    refuse_other_number,
    shipped_lexicon,
    source_triples,
)
from ccwp_kg.cli import checkout
from ccwp_kg.cli.add import build_in, described, document_file, refuse_installed
from ccwp_kg.errors import CcwpError
from ccwp_kg.rdf.syntax.turtle import turtle
from ccwp_kg.rdf.terms import iris
from ccwp_kg.reading_report import as_json, as_page, as_text
from ccwp_kg.review import files
from ccwp_kg.sources.intake.receive import Received, receive
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Reading

_WIDTH = 120


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
    """Read a document (text, Word or PDF) and report what was read, how surely, what was not, and where.

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
    is_counted = said.is_counted or (added is not None and iris.ordinal_of(added.plan) is not None)
    reading = read(source, profile=profile, lexicon=shipped_lexicon(inputs), counted=is_counted)
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
        refusals = _refusals(
            incoming,
            reading,
            said,
            inputs,
            profile=profile,
            profile_file=checkout.profile_file(profile_name),
            answers=answers,
            lenient=accept_problems,
        )
        click.echo(f"To be added: {'refused by ‘ccwp-kg add’' if refusals else 'nothing stands against it'}")
        for line in (*_wrapped(refusals), *answers.proposals):
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
    refusals: list[CcwpError] = []

    def does(step: Callable[[], object]) -> bool:
        try:
            step()
        except CcwpError as error:
            refusals.append(error)
            return False
        return True

    if does(refuse_installed):
        try:
            found = files.with_answers(reading, answers, inputs=inputs, profile=profile, document=said.document)
        except CcwpError as error:
            return [*refusals, error]
        addition = prepared(
            incoming, found.reading, said, profile=profile, refuse=refusals.append, profile_file=profile_file
        )
        is_new = does(lambda: refuse_known(addition, inputs))
        if not lenient:
            does(lambda: refuse_other_number(addition))
            does(lambda: answers.refuse_problems(found))
        if is_new:
            with TemporaryDirectory() as place:
                does(lambda: build_in(Path(place), files.with_review(addition, found, answers), inputs))
    return refusals


def _wrapped(refusals: list[CcwpError]) -> Iterator[str]:
    for line in "\n".join(map(str, refusals)).splitlines():
        yield textwrap.fill(
            line, _WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
        )


@click.command()
@document_file
def text(*, file: Path) -> None:
    """Print the text that is read of a document: its characters are those that offsets count."""
    click.echo(receive(file).source.text.encode(), nl=False)
