"""Turns the Council's customs action plans into linked data, checks them and serves them."""

from __future__ import annotations

import errno
import importlib
import os
import signal
import subprocess
import sys
from difflib import get_close_matches
from pathlib import Path

import click

from ccwp_kg import __version__
from ccwp_kg.errors import CcwpError

_EPILOG = """\b
A first walk:
  ccwp-kg release --out release      read, build, check and write a release
  ccwp-kg serve --release release    SPARQL, linked data and pages on http://127.0.0.1:8000/
  ccwp-kg query 'SELECT ?n WHERE { ?a ccwp:readFrom ?d ; ccwp:actionNumber ?n }'
"""


# Name → its module in this package, and what it does. The sentences stand here so that --help imports no command.
COMMANDS = {
    "read": (
        "read",
        "Read a document (text, Word or PDF) and report what was read, how surely, what was not, and where.",
    ),
    "add": ("add", "Put a document into data/ with the graphs built from it, and report on it."),
    "text": ("read", "Print the text that is read of a document: its characters are those that offsets count."),
    "build": ("build", "Read the documents and write data/generated/ and ontology/rich.ttl."),
    "validate": ("validate", "Check everything against the shapes; exit code 1 on a violation."),
    "release": ("validate", "Build, check and write a release: dumps, description, report, checksums."),
    "diff": ("diff", "Compare release NEW with release OLD: what was added, what was removed."),
    "corrections": ("corrections", "List the corrections in data/corrections/, each with its state."),
    "load": ("load", "Put a release into a SPARQL store."),
    "serve": ("serve", "Serve SPARQL, linked data and pages from a release, or any RDF files at /sparql."),
    "publish": ("serve", "Write the whole site as files, for a host that runs nothing."),
    "mcp": ("query", "Answer an agent on standard input and output, by the Model Context Protocol."),
    "query": ("query", "Answer the SPARQL query TEXT."),
    "export": ("export", "Write the merged graph, or a part of it, in one format."),
    "links": ("export", "List every link to a vocabulary elsewhere."),
    "format": ("build", "Rewrite Turtle files in canonical form."),
}

RELEASE = Path("build/release")
"""The release that commands use where none is named."""
FOUND_OR_MADE = "Folder of a release.  [default: build/release, else one that is made in the user's cache folder]"
"""What --release is for commands that need no release to be there."""
_OUTPUT_LOST = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EPIPE)


class _Commands(click.Group):
    """Imports a command when it is called: the SHACL processor alone takes longer to import than a query to answer."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # the signature is click's
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"ccwp_kg.cli.{COMMANDS[cmd_name][0]}")
        found = [command for command in vars(module).values() if isinstance(command, click.Command)]
        return next(command for command in found if command.name == cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        near = get_close_matches(args[0], COMMANDS, n=1)
        if near and args[0] not in COMMANDS:
            ctx.fail(f"No such command '{args[0]}'; did you mean '{near[0]}'?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, sentence) for name, (_, sentence) in COMMANDS.items()])


def found_or_made() -> Path:
    """RELEASE where it is there, else the release of what is installed here, made before the first use.

    It stays in the user's cache as long as this process lives. Raises UnknownSetting where CCWP_BASE_IRI is no base.
    """
    if RELEASE.exists():
        return RELEASE
    from ccwp_kg.publish.own_release import cache_folder, key_of_data, own_release  # noqa: PLC0415  # few need it
    from ccwp_kg.settings import PREFIX, read_settings  # noqa: PLC0415

    name = f"{PREFIX}BASE_IRI"  # the only setting that a release is made with
    settings = read_settings({name: os.environ[name]} if name in os.environ else {})
    own = own_release(
        cache_folder(os.environ, platform=sys.platform),
        key_of_data(settings.base_iri),
        _make,
        waits=lambda: click.echo("ccwp-kg: another start is making the release; waiting for it", err=True),
    )
    click.echo(f"ccwp-kg: the release is in {own.folder}", err=True)
    return own.folder


def _make(folder: Path, lock: int) -> None:
    """Make a release in a process of its own: who serves it needs none of what reads documents and checks shapes.

    That process has the lock too, for it may outlive this one.
    """
    click.echo(f"ccwp-kg: there is no release yet; making one in {folder}, which takes some 15 seconds", err=True)
    # -P: nothing in the working directory is taken for a module
    command = [sys.executable, "-P", "-m", "ccwp_kg", "release", "--out", str(folder)]
    made = subprocess.run(command, check=False, pass_fds=(lock,), stdin=subprocess.DEVNULL, stdout=sys.stderr)
    if made.returncode != 0:  # it has said why
        sys.exit(made.returncode if made.returncode > 0 else 1)


@click.group(
    cls=_Commands,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="ccwp-kg")
def _group() -> None:
    """Linked data from the action plans of the EU Council's Customs Cooperation Working Party."""


def main() -> None:
    """Run the command line; an error of ours ends with one sentence and exit code 1, never with a traceback."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))  # so that half-made folders are removed
    if sys.argv[1:2] == ["serve"]:  # until it can load anew, it has nothing that is older than the order to do so
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        try:
            _group(prog_name="ccwp-kg")
        finally:
            sys.stdout.flush()
    except CcwpError as error:
        click.echo(f"ccwp-kg: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        if error.errno not in _OUTPUT_LOST:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is flushed when Python ends
        if error.errno != errno.EPIPE:
            click.echo(f"ccwp-kg: the output cannot be written ({error.strerror}); free some space", err=True)
        sys.exit(1)
