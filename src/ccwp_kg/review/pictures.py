"""Pictures of the pages of a PDF, each of them once, and the cut-outs of them that show the places of lines."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path

from ccwp_kg.review.lines import Line
from ccwp_kg.sources.records.printed import Box, Printed

MOST_BYTES = 7_500_000
"""The characters that all pictures take in a page of HTML at most; pages beyond are shown as text alone."""
_MARGIN = 14
"""Points around the words that a cut-out shows."""
_ENLARGED = 1.5

Pages = Mapping[int, str]
"""The picture of a page by its number, as PNG in Base64."""


def pages_of(path: Path, lines: Iterable[Line], printed: Printed) -> Pages:
    """Pictures of the pages on which lines stand, those of doubtful lines first, as far as they fit.

    Empty where the process that draws them fails: it has bounded memory and time (see `pictures_process`).
    """
    ranked = sorted(lines, key=lambda line: (not line.is_problem, not line.doubt))
    wanted = dict.fromkeys(page for line in ranked for page, _ in places_of(line, printed))
    command = [sys.executable, "-P", "-m", "ccwp_kg.review.pictures_process", str(path.resolve()), str(MOST_BYTES)]
    with subprocess.Popen(
        [*command, ",".join(map(str, wanted))], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        output = process.stdout.read(2 * MOST_BYTES) if process.stdout else b""
    if process.returncode != 0:
        return {}
    return {int(page): picture for page, picture in json.loads(output).items()}


def places_of(line: Line, printed: Printed) -> tuple[tuple[int, Box], ...]:
    """The pages and boxes of the words of a line."""
    return tuple(place for span in line.spans for place in printed.places(span))


def drawn_once(pages: Pages, printed: Printed) -> Iterator[str]:
    """The pictures as parts of the page that are not seen, but used by the cut-outs."""
    if pages:
        yield '<svg class="unseen" width="0" height="0" aria-hidden="true" focusable="false"><defs>'
        for page, picture in sorted(pages.items()):
            width, height = printed.pages[page - 1]
            yield f'<image id="page-{page}" width="{width:g}" height="{height:g}" preserveAspectRatio="none" '
            yield f'href="data:image/png;base64,{picture}"/>'
        yield "</defs></svg>"


def cut_outs(line: Line, pages: Pages, printed: Printed) -> Iterator[str]:
    """The places of a line on the pages that are shown: one cut-out a page, with the words marked."""
    boxes: dict[int, list[Box]] = {}
    for page, box in places_of(line, printed):
        boxes.setdefault(page, []).append(box)
    for page, found in boxes.items():
        if page not in pages:
            continue
        whole = found[0]
        for box in found[1:]:
            whole = whole.joined(box)
        left, top = whole.x0 - _MARGIN, whole.top - _MARGIN
        width, height = whole.x1 - whole.x0 + 2 * _MARGIN, whole.bottom - whole.top + 2 * _MARGIN
        marks = "".join(
            f'<rect x="{box.x0:.1f}" y="{box.top:.1f}" width="{box.x1 - box.x0:.1f}" '
            f'height="{box.bottom - box.top:.1f}"/>'
            for box in found
        )
        yield (
            f'<svg class="cut" role="img" aria-label="Page {page}: {escape(line.printed[:200])}" '
            f'viewBox="{left:.1f} {top:.1f} {width:.1f} {height:.1f}" width="{width * _ENLARGED:.0f}">'
            f'<use href="#page-{page}"/>{marks}</svg>'
        )
