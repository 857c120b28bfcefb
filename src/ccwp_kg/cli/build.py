"""Commands that write the files of this repository: build, and format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from ccwp_kg.atomic_files import write_whole
from ccwp_kg.build import Build, Inputs, check_generated, generated_files, write_generated
from ccwp_kg.cli import checkout
from ccwp_kg.cli.corrections import warnings
from ccwp_kg.errors import BuildDiffers, InvalidTurtle
from ccwp_kg.languages import counted
from ccwp_kg.rdf.syntax.read import read_triples, turtle_files
from ccwp_kg.rdf.syntax.turtle import turtle
from ccwp_kg.review.files import problems_left


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail if a generated file differs from a fresh build.")
def build(*, check: bool) -> None:
    """Read the documents and write data/generated/ and ontology/rich.ttl.

    data/generated/ has one Turtle file for each graph, and the layout of each document.
    """
    inputs = checkout.inputs()
    with checkout.steps(4) as progress:
        built = checkout.build(progress)
        files = generated_files(built, inputs, checkout.prefixes())
        if check:
            check_generated(files, inputs)
        else:
            write_generated(files, inputs)
    for line in (*_problems(built, inputs), *warnings(built)):
        click.echo(line, err=True)
    click.echo(f"{len(files)} generated files {'as built' if check else 'written'}", err=True)


def _problems(built: Build, inputs: Inputs) -> Iterator[str]:
    """A line for each problem of a reading that was not answered when the document was added."""
    for file, reading in built.readings.items():
        for issue in problems_left(reading, inputs.data / "sources" / Path(file).name):
            place = "" if issue.span is None else f", characters {issue.span.start} to {issue.span.end}"
            yield f"warning: {file}{place}: {issue.message} ({issue.code}); see 'ccwp-kg read {file}'"


@click.command("format")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--check", is_flag=True, help="Write nothing; fail if a file is not in canonical form.")
def format_files(*, files: tuple[Path, ...], check: bool) -> None:
    """Rewrite Turtle files in canonical form; without FILES all those of ontology/, data/ and shapes/."""
    folders = checkout.inputs()
    chosen = files or [
        path for folder in (folders.ontology, folders.data, folders.shapes) for path in turtle_files(folder)
    ]
    registry = checkout.prefixes()
    odd = []
    for path in chosen:
        if path.suffix != ".ttl":
            raise InvalidTurtle(f"{path} is no Turtle file (.ttl), and only such are rewritten; name others")
        text = turtle(read_triples(path), registry).encode()
        if text != path.read_bytes():
            odd.append(path)
            if not check:
                write_whole(path, text)
    if check and odd:
        raise BuildDiffers(f"not in canonical form: {', '.join(map(str, odd))}; run 'ccwp-kg format'")
    click.echo(f"{counted(len(chosen), 'file')}, {len(odd)} rewritten", err=True)
