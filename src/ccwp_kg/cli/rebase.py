"""Own IRIs on another host: a command goes on as a process in which they start there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from ccwp_kg.namespaces import BASE, PUBLISHED
from ccwp_kg.publish import base_of
from ccwp_kg.settings import PREFIX, read_settings


def speak(base: str) -> None:
    """Go on with own IRIs that start at `base`; a new process where they do not yet, for IRIs are constants.

    Empty means those that are published. Raises UnknownSetting where it is no address that ends in a slash.
    """
    base = base or PUBLISHED
    if base == BASE:
        return
    read_settings({}, base_iri=base)
    environment = {**os.environ, f"{PREFIX}BASE_IRI": base}
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, "-m", "ccwp_kg", *sys.argv[1:]], environment)  # noqa: S606


def speak_like(release: Path) -> None:
    """Go on with own IRIs as in a release; where the folder is none, whoever opens it will say so."""
    base = base_of(release)
    if base is not None:
        speak(base)


def _chosen(_: click.Context, __: click.Parameter, value: str | None) -> None:
    if value is not None:
        speak(value)


base_option = click.option(
    "--base-iri",
    callback=_chosen,
    expose_value=False,
    metavar="IRI",
    help="Where own IRIs start, for a release on another host: https://example.org/customs/",
)
"""The option of commands that make something."""
