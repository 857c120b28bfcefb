"""Progress on the terminal, and silence where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def steps(total: int) -> Iterator[Callable[[str], None]]:
    """A function to be told each step in words; it draws a bar of `total` steps on a terminal's standard error."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    columns = (BarColumn(bar_width=24), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("starting", total=total)

        def tell(words: str) -> None:
            progress.update(task, description=words, advance=1)

        yield tell
