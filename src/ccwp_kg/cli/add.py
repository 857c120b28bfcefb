"""The command that puts a document into data/, and what `read` needs to say whether it would."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from ccwp_kg.atomic_files import cannot_write
from ccwp_kg.build import (
    Addition,
    Build,
    Description,
    Inputs,
    prepared,
    refuse_known,
    refuse_other_number,
    shipped_lexicon,
    stage,
)
from ccwp_kg.cli import checkout
from ccwp_kg.cli.corrections import unprinted
from ccwp_kg.cli.validate import checked
from ccwp_kg.errors import CannotAdd, ShapeViolated
from ccwp_kg.installation import is_installed
from ccwp_kg.languages import counted
from ccwp_kg.publish.swap import replace_folder
from ccwp_kg.reading_report import as_text
from ccwp_kg.review import files
from ccwp_kg.sources.intake.receive import receive
from ccwp_kg.sources.reading import read
from ccwp_kg.validation import violations_as_text

MOST_SECONDS = 300
"""Of computing time that a document may take: the fifth action plan takes two."""
document_file = click.argument("file", type=click.Path(path_type=Path))
"""The argument that names a document."""


@contextmanager
def in_time(file: Path) -> Iterator[None]:
    """Give a document up, as an order to end would, once it has taken MOST_SECONDS of this process."""

    def give_up(*_: object) -> NoReturn:
        click.echo(
            f"ccwp-kg: {file.name} takes more than {MOST_SECONDS} seconds of computing; give the document of one"
            " action plan",
            err=True,
        )
        sys.exit(1)

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class _Day(click.DateTime):
    """A day, refused without the letters in which programs write its form."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is no day; give one as 2011-06-30", param, ctx)


def described(command: Callable[..., None]) -> Callable[..., None]:
    """A command on a document, in bounded time, with the options that describe it: one `Description`."""

    @click.option(
        "--plan", help="The plan it sets out: its ordinal among those of the CCWP, else a name such as fds-2021."
    )
    @click.option(
        "--document", help="The document's number, such as “8284/1/08 REV 1”, or a name; else the printed number."
    )
    @click.option(
        "--issued",
        type=_Day(["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        help="The date of the document, if not the one printed.",
    )
    @click.option("--marking", "markings", multiple=True, help="A marking, such as LIMITE, if not those printed.")
    @click.option("--rights", help="How it may be used, if not as others of its family.")
    @click.option("--accept-problems", is_flag=True, help="Parts that were not understood do not count.")
    @click.option("--accept-new", is_flag=True, help="Take bodies and codes that no list has as they are proposed.")
    @wraps(command)
    def with_description(
        *,
        file: Path,
        plan: str | None,
        document: str | None,
        issued: datetime | None,
        markings: tuple[str, ...],
        rights: str | None,
        **others: object,
    ) -> None:
        day = issued.date().isoformat() if issued else None
        said = Description(plan=plan, document=document, issued=day, markings=markings, rights=rights)
        with in_time(file):
            command(file=file, said=said, **others)

    return with_description


def refuse_installed() -> None:
    """Raise CannotAdd if there is no checkout to add to."""
    if is_installed():
        raise CannotAdd("this is an installed package, whose data stay as they are; add documents in a checkout")


def build_in(place: Path, addition: Addition, inputs: Inputs) -> Build:
    """Build the addition in `place`; returns the build. Raises ShapeViolated if its graphs violate a shape."""
    with checkout.steps(5) as progress:
        made = stage(addition, inputs, place, prefixes=checkout.prefixes(), progress=progress)
        report = checked(made.dataset, replace(inputs, data=place), progress)
    if not report.conforms:
        findings = violations_as_text(report, prefixes=checkout.prefixes()).rstrip()
        raise ShapeViolated(f"nothing was added, for the data would violate a shape:\n{findings}")
    return made


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
    is_asked = sys.stdin.isatty()
    if is_asked and said.plan is None:
        said = replace(said, plan=click.prompt("The plan's ordinal among those of the CCWP, else a name"))
    first = read(incoming.source, profile=profile, lexicon=shipped_lexicon(inputs), counted=said.is_counted)
    answers = files.answers_to(first, given, inputs=inputs, accept_new=accept_new)
    said = said.completed(first.cover)
    if is_asked and said.document is None:
        said = replace(said, document=click.prompt("The document's number, or a name"))
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
    addition = files.with_review(addition, found, answers)
    made: list[Build] = []
    try:
        replace_folder(data, lambda place: made.append(build_in(place, addition, inputs)))
    except OSError as error:
        raise cannot_write(data, error) from error
    built = counted(len(found.reading.actions), "action")
    for line in unprinted(made[0], source_name=addition.incoming.source.name):
        click.echo(line, err=True)
    click.echo(f"data/sources/{addition.file_name} added, {built} built", err=True)
    for line in (*files.report_of(addition), *answers.proposals):
        click.echo(line)
    if yes and given is None:
        click.echo(f"\n{as_text(found.reading)}", nl=False)
