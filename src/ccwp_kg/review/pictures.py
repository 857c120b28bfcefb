"""Pictures of the pages of a PDF, each of them once, and the cut-outs of them that show the places of lines."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from ccwp_kg.entities.source_reader.printed_text import Unit
from ccwp_kg.review.review_lines import ReviewLine
from ccwp_kg.sources.records.printed import Box, Printed
from ccwp_kg.sources.records.source_text import Span

_MARGIN = 14
"""Points around the words that a cut-out shows."""

Pages = Mapping[int, str]
"""The picture of a page by its number, as PNG in Base64."""


def pages_of(path: Path, lines: Iterable[ReviewLine], printed: Printed, *, most: int) -> Pages:
    """Pictures of the pages on which lines stand, those of doubtful lines first, as far as they fit
    into `most` characters.

    Empty where the process that draws them fails: it has bounded memory and time (see `pictures_process`).
    """
    ranked = sorted(lines, key=lambda line: (not line.is_problem, not line.doubt))
    wanted = dict.fromkeys(page for line in ranked for span in line.spans for page, _ in printed.places(span))
    command = [sys.executable, "-P", "-m", "ccwp_kg.review.pictures_process", str(path.resolve()), str(most)]
    with subprocess.Popen(
        [*command, ",".join(map(str, wanted))], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        output = process.stdout.read(2 * most) if process.stdout else b""
    if process.returncode != 0:
        return {}
    return {int(page): picture for page, picture in json.loads(output).items()}


@dataclass(frozen=True, slots=True)
class CutOut:
    """A part of a page, in points, and where the words of a line stand in it."""

    page: int
    part: Box
    words: tuple[Box, ...]


def cut_outs(spans: Iterable[Span], units: Iterable[Unit], pages: Pages, printed: Printed) -> Iterator[CutOut]:
    """The cells and sentences that hold some words, on the pages that are shown: one cut-out a page."""
    words = _by_page(spans, printed)
    for page, boxes in _by_page((Span(*piece) for unit in units for piece in unit.pieces), printed).items():
        if page in pages:
            whole = reduce(Box.joined, boxes)
            part = Box(whole.x0 - _MARGIN, whole.top - _MARGIN, whole.x1 + _MARGIN, whole.bottom + _MARGIN)
            yield CutOut(page, part, tuple(words.get(page, ())))


def _by_page(spans: Iterable[Span], printed: Printed) -> dict[int, list[Box]]:
    found: dict[int, list[Box]] = {}
    for page, box in (place for span in spans for place in printed.places(span)):
        found.setdefault(page, []).append(box)
    return found
