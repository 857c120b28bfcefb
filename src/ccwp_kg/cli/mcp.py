"""The command that answers one agent on standard input and output (Model Context Protocol)."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import click

from ccwp_kg.cli.main import FOUND_OR_MADE, found_or_made
from ccwp_kg.errors import MissingExtra
from ccwp_kg.installation import install_command
from ccwp_kg.settings import read_settings


@click.command()
@click.option("--release", type=click.Path(path_type=Path), help=FOUND_OR_MADE)
@click.option("--endpoint", help="Answer from the SPARQL endpoint at this address instead of a release.")
def mcp(*, release: Path | None, endpoint: str | None) -> None:
    """Answer an agent on standard input and output, by the Model Context Protocol.

    The agent starts this command itself; docs/agents.md shows how it is told to.
    """
    if release is not None and endpoint is not None:
        raise click.UsageError("give --release or --endpoint, not both")
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
