"""Pages about lines: actions through plans, one action or plan on its lines, and the life of a document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from flask import Flask, Response, abort
from pyoxigraph import NamedNode

from ccwp_kg.entities import EntityPage, look_up
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.lines import Lines, action_lines, document_life
from ccwp_kg.server.html.pictures.lanes import Lane, LaneLink, Stop, lanes_picture
from ccwp_kg.server.html.pictures.model import Picture
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.html.svg import svg_answer
from ccwp_kg.server.http.languages import asked_languages
from ccwp_kg.server.http.links import common_links, encoded, href, linked, thing_of
from ccwp_kg.server.site.site import Site

_SVG = ".svg"
_ALL = "Actions through plans"
_OF_ACTIONS = "What an action follows up or refers to in earlier plans, as the later action says itself."
_OF_DOCUMENTS = "The versions of a document, what corrects them, and who cites which, by plan."


MEANINGS = {
    "follows-up": "is followed up by",
    "refers-to": "is referred to by",
    "corrected-by": "is corrected by",
    "cited-by": "is cited by",
}
"""What a line says, from its start to its end."""


def lines_picture(lines: Lines, title: str, subject: str | None = None) -> Picture | None:
    """The things in their columns with the lines between them; `subject` is the IRI of the one that it is about."""
    used = {kind for _, _, kind in lines.links}
    return lanes_picture(
        [Lane(column.name, None if column.thing is None else href(column.thing.iri)) for column in lines.columns],
        [_stop(thing, column, thing.iri == subject) for thing, column in lines.things],
        [LaneLink(*link) for link in lines.links],
        title=title,
        explained=[(kind, meaning) for kind, meaning in MEANINGS.items() if kind in used],
    )


def _stop(thing: Thing, column: int, is_subject: bool) -> Stop:
    title = "" if thing.title in (None, thing.name) else thing.title or ""
    label = f"{thing.name}: {title}" if title else thing.name
    return Stop(thing.iri, column, thing.short, title, label, href(thing.iri), is_subject)


@dataclass(frozen=True, slots=True)
class LineView:
    """A picture of lines with the address of the page about it, and of the picture alone."""

    drawn: Picture
    path: str
    file: str


def line_pages(app: Flask, site: Site) -> None:
    """The routes of these pages; the templates of actions, plans and documents get the lines of the page's thing."""

    @app.get("/lines")
    def every() -> Response:
        return _page(site, _actions(site), "/lines", _ALL, _OF_ACTIONS)

    @app.get("/lines.svg")
    def every_file() -> Response:
        return _file(site, lines_picture(_actions(site), _ALL))

    @app.get("/lines/<path:reference>")
    def lines_of_thing(reference: str) -> Response:
        iri = thing_of(reference.removesuffix(_SVG))
        lines = _lines(site, iri)
        if lines is None:
            abort(404, "No line leads through this: nothing that is held refers to it, corrects or cites it.")
        this = look_up(site.store, {iri}, languages=asked_languages(), prefixes=site.prefixes)[iri]
        title, sentence = _title_and_caption(lines, this)
        if reference.endswith(_SVG):
            return _file(site, lines_picture(lines, title, iri.value))
        return _page(site, lines, f"/lines/{encoded(reference)}", title, sentence, this=this)

    def line_of(shown: EntityPage) -> LineView | None:
        iri = NamedNode(shown.thing.iri)
        lines = _lines(site, iri)
        drawn = None if lines is None else lines_picture(lines, _title_and_caption(lines, shown.thing)[0], iri.value)
        if drawn is None:
            return None
        path = f"/lines/{encoded(site.base.reference(iri.value))}"
        return LineView(drawn, path, path + _SVG)

    app.jinja_env.globals["line_of"] = line_of


def _actions(site: Site) -> Lines:
    languages = asked_languages()
    return site.kept.get(
        ("lines", languages), lambda: action_lines(site.store, prefixes=site.prefixes, languages=languages)
    )


def _lines(site: Site, iri: NamedNode) -> Lines | None:
    """The lines of an action or plan, or the life of what can have versions; None where there are none."""
    if not site.base.reference(iri.value).startswith("plan/"):
        languages = asked_languages()
        make = partial(document_life, site.store, iri, prefixes=site.prefixes, languages=languages)
        life = site.ahead.get(("life", iri, languages), lambda: make() or Lines((), (), ()))
        return life if life.links else None
    lines = _actions(site)
    of_plan = {place for place, column in enumerate(lines.columns) if column.thing and column.thing.iri == iri.value}
    found = lines.around(*(thing.iri for thing, place in lines.things if place in of_plan or thing.iri == iri.value))
    return found if found.links else None


def _title_and_caption(lines: Lines, this: Thing) -> tuple[str, str]:
    """The title of the picture, and what it shows."""
    if any(kind in ("cited-by", "corrected-by") for _, _, kind in lines.links):
        return f"The life of {this.name}", _OF_DOCUMENTS
    return f"{this.name} and the actions before and after", _OF_ACTIONS


def _file(site: Site, drawn: Picture | None) -> Response:
    return svg_answer(site, drawn, "There is nothing to draw: no action that is held names an earlier one.")


def _page(site: Site, lines: Lines, path: str, title: str, sentence: str, *, this: Thing | None = None) -> Response:
    things = {thing.iri: thing for thing, _ in lines.things}
    response = page(
        "lines.html",
        heading=title,
        sentence=sentence,
        this=this,
        picture=lines_picture(lines, title, None if this is None else this.iri),
        links=[(things[start], MEANINGS[kind], things[end]) for start, end, kind in lines.links],
        path=path,
        file=path + _SVG,
    )
    about = [] if this is None else [(this.iri, "about", None)]
    return linked(response, [(path, "canonical", None), *about, *common_links(site)])
