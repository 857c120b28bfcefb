"""The command line: one group, thin commands, each of which calls one function."""

from ccwp_kg.cli.main import main

__all__ = ["main"]
