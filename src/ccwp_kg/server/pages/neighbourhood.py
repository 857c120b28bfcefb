"""The neighbourhood of a thing as a page: a picture of what is one link away, and the same as a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, abort
from pyoxigraph import NamedNode

from ccwp_kg.entities.neighbourhood import Neighbour, Neighbourhood, neighbourhood
from ccwp_kg.formats import HTML
from ccwp_kg.namespaces import CCWP, ID
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.server.html.diagrams import Node
from ccwp_kg.server.html.rendering import render
from ccwp_kg.server.html.text_width import fitted, wrapped
from ccwp_kg.server.http.languages import asked_languages
from ccwp_kg.server.http.links import common_links, document_path, link_header
from ccwp_kg.server.site.site import Site

_BOX, _BOX_HEIGHT, _ROW, _HEAD, _GROUP_GAP = 290.0, 28.0, 34.0, 22.0, 16.0
_BRANCH, _CENTRE, _SIZE = 76.0, 180.0, 13.0


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours that hang together with the centre by the same property: its name, the stem of its branch, boxes."""

    label: str
    is_out: bool
    x: float
    y: float
    stem: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class LargePicture:
    """The thing in the middle, what points to it on the left, what it points to on the right."""

    width: float
    height: float
    centre: Node
    lines: tuple[str, ...]
    groups: tuple[Group, ...]


def neighbourhood_pages(site: Site) -> Blueprint:
    """The routes of these pages."""
    routes = Blueprint("neighbourhood", __name__)

    @routes.get("/neighbourhood/<path:reference>")
    def around(reference: str) -> Response:
        try:
            iri = NamedNode(ID + reference)
        except ValueError:
            abort(404, "No thing can have this address: it holds characters that no IRI may hold.")
        found = neighbourhood(site.store, iri, prefixes=site.prefixes, languages=asked_languages())
        if found is None:
            abort(404, f"Nothing is known of <{iri.value}>; the lists name what there is.")
        path = "/neighbourhood/" + document_path(reference).removeprefix("/doc/")
        body = render(
            "neighbourhood.html",
            found=found,
            picture=large_picture(found),
            groups=_grouped(found.neighbours),
            path=path,
        )
        response = Response(body, content_type=HTML.media_type)
        links = [(site.address(path), "canonical", None), (iri.value, "about", None), *common_links()]
        response.headers["Link"] = link_header(links)
        return response

    return routes


def large_picture(found: Neighbourhood) -> LargePicture | None:
    """The geometry of a neighbourhood; None where there are no neighbours."""
    if not found.neighbours:
        return None
    grouped = _grouped(found.neighbours)
    back, out = ([group for group in grouped if group[1] is side] for side in (False, True))
    left = _BOX + _BRANCH if back else 0.0
    right = _BOX + _BRANCH if out else 0.0
    lines = wrapped(found.thing.name, _SIZE, _CENTRE - 24, lines=4)
    tall = len(lines) * 18 + 16.0
    height = max(_height(back), _height(out), tall)
    centre = Node(found.thing, found.thing.name, found.thing.name, left, (height - tall) / 2, _CENTRE, tall)
    groups = [
        *_branches(back, _Side(0.0, _BOX, left, centre.middle[1]), (height - _height(back)) / 2),
        *_branches(out, _Side(left + _CENTRE + _BRANCH, left + _CENTRE + _BRANCH, left + _CENTRE, centre.middle[1]),
                   (height - _height(out)) / 2),
    ]  # fmt: skip
    return LargePicture(left + _CENTRE + right, height, centre, lines, tuple(groups))


@dataclass(frozen=True, slots=True)
class _Side:
    """Where boxes begin, where their inner edge is, and where branches leave the centre."""

    box: float
    edge: float
    root_x: float
    root_y: float


_Grouped = tuple[str, bool, list[Neighbour]]


def _grouped(neighbours: Iterable[Neighbour]) -> list[_Grouped]:
    """Neighbours by side and by the property that tells most; the best connected first, what is only mentioned last."""
    groups: dict[tuple[bool, bool, str], list[Neighbour]] = {}
    for each in neighbours:
        first = (each.out or each.back)[0]
        groups.setdefault((first.iri == CCWP.mentions.value, bool(each.out), first.name), []).append(each)
    ordered = sorted(groups.items(), key=lambda group: group[0][0])
    return [
        (name, is_out, sorted(members, key=lambda each: natural_key(each.thing.iri)))
        for (_, is_out, name), members in ordered
    ]


def _height(groups: Sequence[_Grouped]) -> float:
    boxes = sum(len(members) for *_, members in groups)
    return len(groups) * _HEAD + boxes * _ROW + max(len(groups) - 1, 0) * _GROUP_GAP


def _branches(groups: Sequence[_Grouped], side: _Side, top: float) -> Iterator[Group]:
    y = top
    for name, is_out, members in groups:
        label = fitted(name, _SIZE, _BOX - 20)
        boxes = y + _HEAD
        nodes = tuple(_box(each, side.box, boxes + place * _ROW) for place, each in enumerate(members))
        yield Group(label, is_out, side.box, y, _stem(side, [node.middle[1] for node in nodes]), nodes)
        y = boxes + len(members) * _ROW + _GROUP_GAP


def _box(neighbour: Neighbour, x: float, y: float) -> Node:
    thing = neighbour.thing
    return Node(thing, fitted(thing.short, _SIZE, _BOX - 24), tells(neighbour), x, y, _BOX, _BOX_HEIGHT)


def _stem(side: _Side, heights: Sequence[float]) -> str:
    """The path from the centre to a group and on to each of its boxes."""
    towards = 1 if side.edge > side.root_x else -1
    spine = side.edge - towards * 12
    bend = (side.root_x + spine) / 2
    middle = (heights[0] + heights[-1]) / 2
    trunk = f"M{side.root_x:g} {side.root_y:g}C{bend:g} {side.root_y:g} {bend:g} {middle:g} {spine:g} {middle:g}"
    twigs = "".join(f"M{spine:g} {height:g}H{side.edge:g}" for height in heights)
    return f"{trunk}M{spine:g} {heights[0]:g}V{heights[-1]:g}{twigs}"


def tells(neighbour: Neighbour) -> str:
    """In words: the neighbour, and how it hangs together with the centre."""
    out = ", ".join(each.name for each in neighbour.out)
    back = ", ".join(each.name for each in neighbour.back)
    if out and back:
        return f"{neighbour.thing.name}: {out}; from there: {back}"
    return f"{neighbour.thing.name}: {out or back}"
