"""A picture as a file that stands alone: its own style for light, dark and paper, and nothing that runs or loads."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256

from flask import Flask, Response, abort
from markupsafe import Markup, escape

from ccwp_kg.entities.citable import licence_in_words
from ccwp_kg.installation import folder
from ccwp_kg.markup import visible
from ccwp_kg.server.html.pictures.model import Picture, fitted, wrapped
from ccwp_kg.server.html.rendering import render
from ccwp_kg.server.http.host_address import absolute
from ccwp_kg.server.site.site import Site

MEDIA_TYPE = "image/svg+xml"
_NARROWEST, _MARGIN, _ABOVE, _BELOW, _LINE, _LINES, _SIZE = (
    360.0, 12.0, 40.0, 38.0, 18.0, 4, 13.0,
)  # fmt: skip
_COLOUR = re.compile(r"--([a-z-]+): light-dark\((#\w+), (#\w+)\);")
_FONT = re.compile(r"--sans: ([^;]+);")


def svg_answer(site: Site, drawn: Picture | None, otherwise: str = "There is nothing to draw.") -> Response:
    """The picture as a file, which other sites may show and in which nothing runs; 404 with a sentence if there is
    none."""
    if drawn is None:
        abort(404, otherwise)
    style = picture_style()
    width = max(drawn.width, _NARROWEST) + 2 * _MARGIN
    notes = wrapped(drawn.note, _SIZE, width - 2 * _MARGIN, lines=_LINES)
    body = render(
        "picture.svg",
        drawn=drawn,
        width=width,
        height=drawn.height + _ABOVE + _BELOW + _LINE * len(notes),
        notes=[(drawn.height + _LINE * line, words) for line, words in enumerate(notes, 1)],
        caption=fitted(drawn.title, 15, width - 2 * _MARGIN),
        credit=fitted(_credit(site), 11, width - 2 * _MARGIN),
        style=Markup(style),  # noqa: S704  # from our own style sheets
    )
    response = Response(body, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; sandbox"
    response.headers["Content-Security-Policy"] = f"{policy}; frame-ancestors *"
    return response


def _credit(site: Site) -> str:
    facts = site.dataset_facts.read()
    whole = f"{facts.called}, {'release' if site.release else 'version'} {site.version}"
    return whole if facts.licence is None else f"{whole} · facts under {licence_in_words(facts.licence)}"


@lru_cache(maxsize=1)
def picture_style() -> str:
    """The style of pictures with its colours written out, which also programs without variables understand.

    Those of the dark are for screens alone: paper is white.
    """
    frame, figures = (
        (folder("web") / "styles" / name).read_text(encoding="utf-8") for name in ("10-frame.css", "36-figures.css")
    )
    lines = [line for line in figures.partition("/* On pages alone */")[0].splitlines() if line.startswith(".")]
    font = "".join(_FONT.findall(frame)[:1])
    light = {name: colour for name, colour, _ in _COLOUR.findall(frame)}
    dark = {name: colour for name, _, colour in _COLOUR.findall(frame)}
    coloured = [line for line in lines if "var(--" in line and "--sans" not in line]
    bright, dim = _written(lines, light | {"sans": font}), _written(coloured, dark)
    return f"{bright}\n@media screen and (prefers-color-scheme: dark) {{\n{dim}\n}}".replace('"', "'")


def _written(lines: list[str], values: dict[str, str]) -> str:
    return re.sub(r"var\(--([a-z-]+)\)", lambda match: values[match[1]], "\n".join(lines))


def px(number: float) -> str:
    """A length as it is written: to a tenth of a pixel.

    >>> px(2), px(1 / 3), px(-0.01)
    ('2', '0.3', '0')
    """
    written = f"{number:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written


def embed_line(drawn: Picture, file: str) -> Markup:
    """The line of HTML that shows the picture on another page, as text."""
    alt = escape(visible(drawn.title))
    return escape(f'<img src="{escape(absolute(file))}" alt="{alt}" style="max-width: 100%">')


def prepare_pictures(app: Flask) -> None:
    """Give the templates what they draw pictures with."""
    app.jinja_env.filters["px"] = px
    app.jinja_env.globals["embed_line"] = embed_line
