"""The process that draws pages of a PDF, with bounded memory and time and without writing a file.

It prints JSON, the number of each page with its picture as PNG in Base64, and leaves out the pages beyond a number of
characters. Run as `python -m ccwp_kg.review.pictures_process FILE CHARACTERS PAGE,PAGE,…`.
"""

from __future__ import annotations

import base64
import io
import json
import logging
import resource
import signal
import sys

_MOST_MEMORY = 1024 * 1024 * 1024
_MOST_SECONDS = 90
_DOTS_PER_INCH, _MOST_DOTS = 108, 4_000_000
_GREYS = 16


def main(path: str, characters: int, numbers: list[int]) -> None:
    """Print the pictures of some pages of a PDF."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.alarm(2 * _MOST_SECONDS)
    logging.disable()
    import pdfplumber  # noqa: PLC0415  # an extra, and only this process needs it

    pictures: dict[int, str] = {}
    with pdfplumber.open(path) as pdf:
        for number in numbers:
            page = pdf.pages[number - 1]
            inches = float(page.width) / 72 * float(page.height) / 72
            resolution = int(min(_DOTS_PER_INCH, (_MOST_DOTS / inches) ** 0.5))
            image = page.to_image(resolution=max(resolution, 1)).original.convert("L").quantize(_GREYS)
            page.close()
            written = io.BytesIO()
            image.save(written, "PNG", optimize=True)
            picture = base64.b64encode(written.getvalue()).decode()
            characters -= len(picture)
            if characters < 0:
                break
            pictures[number] = picture
    sys.stdout.write(json.dumps(pictures))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), [int(number) for number in sys.argv[3].split(",") if number])
