"""Commands that answer from a release or an endpoint: query a person, mcp an agent."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import shutil
import sys
from pathlib import Path

import click
from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, parse_query_results

from ccwp_kg.cli.main import FOUND_OR_MADE, RELEASE, found_or_made
from ccwp_kg.errors import MissingExtra, QueryRefused, UnknownFormat, UnreadableFile
from ccwp_kg.formats import SPARQL_CSV, SPARQL_JSON
from ccwp_kg.input_file import read_input
from ccwp_kg.installation import install_command
from ccwp_kg.languages import visible
from ccwp_kg.publish.opening import open_release
from ccwp_kg.publish.texts import TextFiles
from ccwp_kg.query import Limits, check, described
from ccwp_kg.query.evaluate import is_empty_answer
from ccwp_kg.query.undeclared_prefix import registered_prefixes
from ccwp_kg.query.unknown_functions import unknown_functions
from ccwp_kg.rdf.syntax.prefixes import Prefixes, read_prefixes
from ccwp_kg.rdf.syntax.turtle import turtle
from ccwp_kg.settings import read_settings
from ccwp_kg.store import WHOLE, Bounds, EmbeddedStore, Store

_LONGEST_QUERY = 2_000_000  # bytes; more than any query may have
_WIDE = 10_000


def _table(results: bytes, prefixes: Prefixes) -> bytes:
    """An aligned table with prefixed names; `yes` or `no` for an ASK."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415  # takes longer to import than a query to answer
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    parsed = parse_query_results(results, format=SPARQL_JSON.results)
    if isinstance(parsed, QueryBoolean):
        return b"yes\n" if parsed else b"no\n"
    if not isinstance(parsed, QuerySolutions):
        raise TypeError("a SELECT or ASK answer was expected")
    drawn = Table(*(variable.value for variable in parsed.variables), box=SIMPLE_HEAD)
    for solution in parsed:
        cells = []
        for term in solution:
            if isinstance(term, NamedNode):
                cells.append(Text(prefixes.shorten(term.value)))
            else:
                shown = term.value if isinstance(term, Literal) else "" if term is None else str(term)
                cells.append(Text(visible(shown)))
        drawn.add_row(*cells)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE
    console = Console(width=width, color_system=None)
    with console.capture() as page:
        console.print(drawn)
    lines = page.get().splitlines()[1:-1]  # the box begins and ends with a blank line
    return "".join(f"{line.rstrip()}\n" for line in lines).encode()


_WRITTEN = {"table": SPARQL_JSON, "csv": SPARQL_CSV, "json": SPARQL_JSON}
"""Value of `--format` → the format the store writes."""


@click.command()
@click.argument("text")
@click.option("--endpoint", help="Ask the SPARQL endpoint at this address instead of the local data.")
@click.option("--release", type=click.Path(path_type=Path, file_okay=False), help="Ask this release.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_WRITTEN)),
    help="Of rows, and of yes or no; a graph is Turtle.  [default: table]",
)
def query(*, text: str, endpoint: str | None, release: Path | None, form: str | None) -> None:
    """Answer the SPARQL query TEXT.

    TEXT may also be @FILE, or - for standard input. The command asks --endpoint, --release or ./build/release,
    whichever is there first, else a fresh build. Registered prefixes need no PREFIX line.
    """
    _refuse_two_sources(release, endpoint)
    store: Store
    if endpoint is None and (release is not None or RELEASE.is_dir()):
        store = open_release(release or RELEASE, has_past=False)
        prefixes = read_prefixes(TextFiles.of_release(release or RELEASE).prefixes)
    else:
        from ccwp_kg.cli import checkout  # noqa: PLC0415  # the reader is not needed where a release is asked

        base = checkout.chosen_base()
        prefixes = checkout.prefixes(base)
        if endpoint is None:
            store = EmbeddedStore.of_graphs(checkout.built().at(base).graphs, base)
        else:
            from ccwp_kg.store.remote import RemoteStore  # noqa: PLC0415

            store = RemoteStore(endpoint, base=base)
    with registered_prefixes(_query_text(text), prefixes) as asked:
        answer, is_empty = _answer(store, asked, form, prefixes)
    sys.stdout.buffer.write(answer)
    if is_empty:
        sys.stdout.buffer.flush()
        _explain(store, asked, prefixes)
    for name in unknown_functions(asked) if endpoint is None else ():
        click.echo(f"the function {name} is not known here, so each call of it is an error without a value", err=True)


def _refuse_two_sources(release: Path | None, endpoint: str | None) -> None:
    if release is not None and endpoint is not None:
        raise click.UsageError("give --release or --endpoint, not both")


def _answer(store: Store, text: str, chosen: str | None, prefixes: Prefixes) -> tuple[bytes, bool]:
    """The answer of a store to a query: in the format of a key of _WRITTEN, Turtle where it is a graph.

    And whether it is empty: no rows, no triples, or no. Raises UnknownFormat where a format is chosen for a graph.
    """
    question = check(text, limits=Limits())
    if chosen and question.kind in ("CONSTRUCT", "DESCRIBE"):
        raise UnknownFormat(f"'{chosen}' holds no graph, as {question.kind} gives one, in Turtle; leave --format out")
    form = chosen or "table"
    if question.kind == "DESCRIBE":
        from ccwp_kg.entities.description import description  # noqa: PLC0415

        found = described(store, question, dataset=WHOLE, describe=description)
        return turtle(found, prefixes).encode(), not found
    if question.kind == "CONSTRUCT":
        graph = store.triples(question.text)
        return turtle(graph, prefixes).encode(), not graph
    results = store.written(question.text, _WRITTEN[form]).whole()
    is_empty = is_empty_answer(results, _WRITTEN[form], kind=question.kind)
    if form == "table":
        return _table(results, prefixes), is_empty
    return results if results.endswith(b"\n") else results + b"\n", is_empty


def _explain(store: Store, text: str, prefixes: Prefixes) -> None:
    """Say beside an empty answer what empties it, as far as that can be found out."""
    from ccwp_kg.entities.description import description  # noqa: PLC0415  # few answers are empty
    from ccwp_kg.query.empty_answers import diagnose  # noqa: PLC0415
    from ccwp_kg.query.shared_answers import Answers, Asker  # noqa: PLC0415

    answers = Answers(store, describe=description, prefixes=prefixes, bounds=Bounds())
    question = check(text, limits=Limits())
    found = asyncio.run(diagnose(question, answers=answers, limits=Limits(), asker=Asker(), is_empty=True))
    click.echo(found.as_text(), err=True)


def _query_text(given: str) -> str:
    """The query a user means: the text itself, that of a file, or that on standard input."""
    try:
        if given == "-":
            return sys.stdin.buffer.read(_LONGEST_QUERY).decode()
        return read_input(Path(given[1:]), limit=_LONGEST_QUERY).decode() if given.startswith("@") else given
    except (UnreadableFile, UnicodeDecodeError) as error:
        raise QueryRefused(f"what '{given}' names cannot be read as a query: {error}") from error


@click.command()
@click.option("--release", type=click.Path(path_type=Path), help=FOUND_OR_MADE)
@click.option("--endpoint", help="Answer from the SPARQL endpoint at this address instead of a release.")
def mcp(*, release: Path | None, endpoint: str | None) -> None:
    """Answer an agent on standard input and output, by the Model Context Protocol.

    The agent starts this command itself; docs/agents.md shows how.
    """
    _refuse_two_sources(release, endpoint)
    if importlib.util.find_spec("mcp") is None:
        raise MissingExtra(f"tools for agents need the SDK mcp, which is not installed; {install_command('mcp')}")
    if sys.stdin.isatty():
        raise click.UsageError(
            "this command is started by an agent, which speaks with it in JSON; see docs/agents.md, or try the tools "
            "with: npx @modelcontextprotocol/inspector ccwp-kg mcp"
        )
    # they load what only a store elsewhere needs, and the engine
    from ccwp_kg.agents.over_stdio import answer_from_endpoint, answer_from_release  # noqa: PLC0415

    if endpoint is not None:
        settings = read_settings(os.environ, store=endpoint)
        answer_from_endpoint(settings.store, settings)
        return
    sys.exit(answer_from_release(release or found_or_made(), read_settings(os.environ)))
