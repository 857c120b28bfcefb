"""The pictures of lines: actions through plans, and the life of a document."""

from __future__ import annotations

from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.lines import Lines
from ccwp_kg.server.html.pictures.lanes import Lane, LaneLink, Stop, lanes_picture
from ccwp_kg.server.html.pictures.model import Picture
from ccwp_kg.server.http.links import href

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
