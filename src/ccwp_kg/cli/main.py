"""Turns the Council's customs action plans into linked data, checks them and serves them."""

from __future__ import annotations

import errno
import importlib
import os
import signal
import sys

import click

from ccwp_kg import __version__
from ccwp_kg.errors import CcwpError
from ccwp_kg.settings import read_settings

_EPILOG = """\b
A first walk:
  ccwp-kg release --out release      read, build, check and write a release
  ccwp-kg serve --release release    SPARQL, linked data and pages on http://127.0.0.1:8000/
  ccwp-kg query 'SELECT ?n WHERE { ?a a ccwp:Action ; ccwp:actionNumber ?n }'
"""


_MODULES = {
    "read": "read",
    "add": "read",
    "build": "build",
    "validate": "validate",
    "release": "validate",
    "diff": "diff",
    "corrections": "corrections",
    "load": "load",
    "serve": "serve",
    "query": "export",
    "export": "export",
    "links": "export",
    "format": "build",
}

_OUTPUT_LOST = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EPIPE)


class _Commands(click.Group):
    """Loads a command when it is called: the SHACL processor alone takes longer to import than a query to answer."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # the signature is click's
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _MODULES:
            return None
        module = importlib.import_module(f"ccwp_kg.cli.{_MODULES[cmd_name]}")
        found = [command for command in vars(module).values() if isinstance(command, click.Command)]
        return next(command for command in found if command.name == cmd_name)


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
        read_settings({name: os.environ[name] for name in ("CCWP_BASE_IRI",) if name in os.environ})
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
