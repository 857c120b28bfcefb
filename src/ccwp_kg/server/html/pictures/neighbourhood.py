"""Pictures of a thing with its neighbours around it: a small one on each page, a large one on a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from ccwp_kg.entities import EntityPage, Thing, mark_kind
from ccwp_kg.entities.neighbourhood import Neighbour
from ccwp_kg.namespaces import CCWP, SKOS
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.server.html.pictures.model import Arrow, Box, Item, Picture, Text
from ccwp_kg.server.html.pictures.text_width import fitted, width_of, wrapped
from ccwp_kg.server.http.links import href
from ccwp_kg.server.site.site import site_base

_SMALL, _SMALL_SIZE, _PILL, _PILL_ROW, _BETWEEN = 264.0, 12.0, 26.0, 40.0, 8.0
_SMALL_ROWS, _SMALL_LABEL = 2, 112.0
_WHOLE = re.compile(r"plan/[^/#]+(?:/action/[^/#]+)?|(?!plan/)[^/#]+/[^/#]+|objective/[^/#]+/[^/#]+")
_OF_OTHERS = (SKOS.inScheme.value, SKOS.broader.value, SKOS.related.value)
_Pairs = Sequence[tuple[Thing, Thing]]


def small_picture(page: EntityPage) -> Picture | None:
    """The neighbourhood in small, from what the page holds anyway; None where too little is linked to draw.

    What the thing points to stands above it, what points to the thing below; where there is only one of the two, it
    stands on both sides.
    """
    out = _in_turn([(fact.property, fact.values) for fact in page.facts], page.thing)
    back = _in_turn([(links.property, links.first) for links in page.incoming.links], page.thing)
    seen = {thing.iri for _, thing in out}
    back = [pair for pair in back if pair[1].iri not in seen]
    if len(out) + len(back) < 2:
        return None
    above, rest = _packed(out, "{property}: {name}")
    below, others = _packed(back, "{name}: {property}")
    if not below:
        below, _ = _packed(rest, "{property}: {name}")
    elif not above:
        above, _ = _packed(others, "{name}: {property}")
    top = len(above) * _PILL_ROW
    label = fitted(page.thing.acronym or page.thing.name, _SMALL_SIZE, _SMALL - 40)
    width = max(width_of(label, _SMALL_SIZE) + 28, 64)
    centre = Box((_SMALL - width) / 2, top + 2, width, _PILL + 2, 14)
    boxes = [*_placed(above, 2.0), *_placed(below, top + _PILL_ROW + 4)]
    x, y = centre.middle
    spokes = "".join(f"M{x:g} {y:g}L{box.middle[0]:g} {box.middle[1]:g}" for _, box in boxes)
    items = [_node(pill.thing, pill.tells, box, [Text(box.middle[0], box.middle[1] + 4, pill.label, anchor="middle")])
             for pill, box in boxes]  # fmt: skip
    hub = Item(page.thing.name, None, (centre, Text(x, y + 4, label, anchor="middle")), "node centre")
    height = top + _PILL_ROW + 6 + len(below) * _PILL_ROW - (_PILL_ROW - _PILL) * bool(below)
    description = f"{len(items)} things one link away: {'; '.join(item.label for item in items)}."
    return Picture(
        _SMALL, height, f"What is around {page.thing.name}", description, (Arrow(spokes),), (*items, hub), style="small"
    )


def _node(thing: Thing, tells: str, box: Box, words: Iterable[Text], style: str = "") -> Item:
    return Item(tells, href(thing.iri), (box, *words), f"node {style or mark_kind(thing.iri)}")


def _in_turn(groups: Iterable[tuple[Thing, Sequence[object]]], about: Thing) -> list[tuple[Thing, Thing]]:
    """The things worth drawing that own properties lead to, each once.

    The first of every property, then the second of every one, and so on.
    """
    base = site_base()
    rows = [
        [(prop, each) for each in values if isinstance(each, Thing) and _is_worth_drawing(each, about, base)]
        for prop, values in sorted(groups, key=lambda group: (group[0].iri == CCWP.mentions.value, group[0].iri))
        if prop.iri.startswith(CCWP) or prop.iri in _OF_OTHERS
    ]
    found: dict[str, tuple[Thing, Thing]] = {}
    for pair in chain.from_iterable(zip_longest(*rows)):
        if pair is not None:
            found.setdefault(pair[1].iri, pair)
    return list(found.values())


def _is_worth_drawing(thing: Thing, about: Thing, base: Base) -> bool:
    """Whether a thing has a page worth the name: no parts, except the actions of a plan."""
    if not thing.is_named or not thing.iri.startswith(base.id) or thing.iri == about.iri:
        return False
    return _WHOLE.fullmatch(base.reference(thing.iri)) is not None


@dataclass(frozen=True, slots=True)
class _Pill:
    thing: Thing
    label: str
    tells: str
    width: float


def _packed(pairs: _Pairs, tells: str) -> tuple[list[list[_Pill]], _Pairs]:
    """Boxes in rows that are no wider than the picture, and the pairs that found no room."""
    rows: list[list[_Pill]] = []
    room = 0.0
    for place, (prop, thing) in enumerate(pairs):
        label = fitted(thing.short, _SMALL_SIZE, _SMALL_LABEL)
        pill = _Pill(thing, label, tells.format(property=prop.name, name=thing.name), width_of(label, _SMALL_SIZE) + 14)
        if not rows or pill.width > room:
            if len(rows) == _SMALL_ROWS:
                return rows, pairs[place:]
            rows.append([])
            room = _SMALL - 2
        rows[-1].append(pill)
        room -= pill.width + _BETWEEN
    return rows, ()


def _placed(rows: Sequence[Sequence[_Pill]], top: float) -> Iterator[tuple[_Pill, Box]]:
    for place, row in enumerate(rows):
        used = sum(pill.width for pill in row) + _BETWEEN * (len(row) - 1)
        x = (_SMALL - used) / 2
        for pill in row:
            yield pill, Box(x, top + place * _PILL_ROW, pill.width, _PILL)
            x += pill.width + _BETWEEN


_BOX, _BOX_HEIGHT, _ROW, _HEAD, _GROUP_GAP = 290.0, 28.0, 34.0, 22.0, 16.0
_BRANCH, _CENTRE, _SIZE, _LINE = 76.0, 180.0, 13.0, 18


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours that are linked with the centre by the same property, from it (`is_out`) or to it."""

    property: str
    is_out: bool
    members: tuple[Neighbour, ...]


def large_picture(centre: Thing, groups: Sequence[Group]) -> Picture | None:
    """The thing in the middle, what points to it on the left, what it points to on the right. None without any."""
    if not groups:
        return None
    back, out = ([group for group in groups if group.is_out is side] for side in (False, True))
    left = _BOX + _BRANCH if back else 0.0
    lines = wrapped(centre.name, _SIZE, _CENTRE - 24, lines=4)
    tall = len(lines) * _LINE + 16.0
    height = max(_height(back), _height(out), tall)
    hub = Box(left, (height - tall) / 2, _CENTRE, tall, 12)
    words = [Text(hub.middle[0], hub.y + 22 + row * _LINE, line, anchor="middle") for row, line in enumerate(lines)]
    drawn = [
        *_branches(back, hub, 0.0, (height - _height(back)) / 2),
        *_branches(out, hub, left + _CENTRE + _BRANCH, (height - _height(out)) / 2),
    ]
    return Picture(
        left + _CENTRE + (_BOX + _BRANCH if out else 0.0),
        height,
        f"What is one link away from {centre.name}",
        "On the left what points to it, on the right what it points to. The list below tells the same in words.",
        tuple(piece for stem, label, _ in drawn for piece in (stem, label)),
        (*(item for _, _, items in drawn for item in items), _node(centre, centre.name, hub, words, "centre")),
    )


def _height(groups: Sequence[Group]) -> float:
    boxes = sum(len(group.members) for group in groups)
    return len(groups) * _HEAD + boxes * _ROW + max(len(groups) - 1, 0) * _GROUP_GAP


def _branches(groups: Sequence[Group], hub: Box, x: float, top: float) -> Iterator[tuple[Arrow, Text, list[Item]]]:
    """For each group the branch that leads to it, its heading, and its boxes."""
    y = top
    for group in groups:
        first = y + _HEAD
        boxes = [Box(x, first + place * _ROW, _BOX, _BOX_HEIGHT) for place in range(len(group.members))]
        items = []
        for each, box in zip(group.members, boxes, strict=True):
            words = Text(x + 12, box.middle[1] + 4, fitted(each.thing.short, _SIZE, _BOX - 24))
            items.append(_node(each.thing, neighbour_in_words(each), box, [words]))
        heading = Text(x, y + 14, f"{fitted(group.property, _SIZE, _BOX - 20)} →", "by")
        yield _stem(hub, x, [box.middle[1] for box in boxes]), heading, items
        y = first + len(boxes) * _ROW + _GROUP_GAP


def _stem(hub: Box, x: float, heights: Sequence[float]) -> Arrow:
    """The curve from the centre to a group, and from there a line to each of its boxes."""
    is_right = x > hub.x
    root, edge = (hub.x + hub.width, x) if is_right else (hub.x, x + _BOX)
    spine = edge - (12 if is_right else -12)
    bend, at, middle = (root + spine) / 2, hub.middle[1], (heights[0] + heights[-1]) / 2
    trunk = f"M{root:g} {at:g}C{bend:g} {at:g} {bend:g} {middle:g} {spine:g} {middle:g}"
    twigs = "".join(f"M{spine:g} {height:g}H{edge:g}" for height in heights)
    return Arrow(f"{trunk}M{spine:g} {heights[0]:g}V{heights[-1]:g}{twigs}")


def neighbour_in_words(neighbour: Neighbour) -> str:
    """The name of a neighbour, and the properties that link it with the centre."""
    out = ", ".join(each.name for each in neighbour.out)
    back = ", ".join(each.name for each in neighbour.back)
    if out and back:
        return f"{neighbour.thing.name}: {out}; from there: {back}"
    return f"{neighbour.thing.name}: {out or back}"
