"""A small graph as a picture: what is linked most in the middle, what it links to left and right of it.

The same triples give the same picture. It is drawn in boxes on a grid, so nothing lies on anything else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, NamedNode, Triple

from ccwp_kg.entities.facts.names import Names
from ccwp_kg.namespaces import RDF
from ccwp_kg.server.html.sanitise import plain
from ccwp_kg.server.http.links import href

NODES = 40
"""So many things are drawn at most."""
_LINES = 60
_WIDTH, _GAP, _PITCH, _HEIGHT, _WIDEST = 1_080, 56, 48, 40, 300
_NAME_WIDTH, _RELATION_WIDTH = 7.0, 5.8
"""About how wide a character of the two sizes is, so that names are cut and not spilled."""
_ONE_SIDED = 6

Node = NamedNode | BlankNode


@dataclass(frozen=True, slots=True)
class Box:
    """A thing: where it stands, what it is called (`shown` fits the box), how it is linked, where it leads."""

    x: int
    y: int
    name: str
    shown: str
    relation: str
    target: str | None
    is_root: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A link between two boxes, as the path data of SVG; `is_further` where it is not the one that placed a box."""

    path: str
    is_further: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes of one size and lines between them; `left_out` things had no room."""

    width: int
    height: int
    box_width: int
    box_height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    left_out: int


@dataclass(slots=True)
class _Tree:
    """A thing, how it is linked to the one before it, and what is reached over it."""

    node: Node
    relation: str = ""
    branches: list[_Tree] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return max(1, sum(branch.rows for branch in self.branches))

    @property
    def depth(self) -> int:
        return 1 + max((branch.depth for branch in self.branches), default=0)


def picture(triples: Sequence[Triple], names: Names) -> Picture | None:
    """The picture of what links to what, or None where nothing does; literals are left to the text.

    Classes are drawn only where nothing else is linked.
    """
    links = [
        (subject, triple.predicate, thing)
        for triple in triples
        if isinstance(subject := triple.subject, NamedNode | BlankNode)
        and isinstance(thing := triple.object, NamedNode | BlankNode)
        and subject != thing
    ]
    others = [link for link in links if link[1] != RDF.type]
    return _Drawing(others or links, names).picture() if links else None


class _Drawing:
    def __init__(self, links: Sequence[tuple[Node, NamedNode, Node]], names: Names) -> None:
        self._links = links
        self._names = names
        self._around: defaultdict[Node, list[tuple[Node, str]]] = defaultdict(list)
        for subject, predicate, thing in links:
            relation = names[predicate].name
            self._around[subject].append((thing, f"{relation} →"))
            self._around[thing].append((subject, f"← {relation}"))
        self._placed: set[Node] = set()
        self._drawn: set[frozenset[Node]] = set()

    def picture(self) -> Picture:
        trees = self._trees()
        sides = [_sides(tree) for tree in trees]
        left = max((branch.depth for lefts, _ in sides for branch in lefts), default=0)
        right = max((branch.depth for _, rights in sides for branch in rights), default=0)
        columns = left + 1 + right
        width = min(_WIDEST, (_WIDTH - _GAP * (columns - 1)) // columns)
        step = width + _GAP
        boxes: dict[Node, Box] = {}
        lines: list[Line] = []
        top = 0
        for tree, (lefts, rights) in zip(trees, sides, strict=True):
            rows = max(sum(b.rows for b in lefts), sum(b.rows for b in rights), 1)
            root = self._box(tree, left * step, top + (rows - 1) * _PITCH // 2, width, is_root=True)
            boxes[tree.node] = root
            for side, branches in ((-1, lefts), (1, rights)):
                begin = top + (rows - sum(b.rows for b in branches)) * _PITCH // 2
                lines += self._grow(branches, tree.node, side * step, begin, boxes)
            top += rows * _PITCH + _PITCH // 4
        lines += self._further(boxes, width)
        return Picture(
            width=columns * step - _GAP // 2,  # lines within the last column bend into the half gap
            height=top - _PITCH // 4 - (_PITCH - _HEIGHT),
            box_width=width,
            box_height=_HEIGHT,
            boxes=tuple(boxes.values()),
            lines=tuple(lines),
            left_out=len(self._around.keys() - boxes.keys()),
        )

    def _trees(self) -> list[_Tree]:
        """Trees of two steps from what is linked most, then from what is linked most of the rest."""
        reached = Counter(thing for _, _, thing in self._links)
        order = sorted(self._around, key=lambda node: (-len(self._around[node]), reached[node], str(node)))
        trees = []
        for node in order:
            if node not in self._placed and len(self._placed) < NODES:
                self._placed.add(node)
                tree = _Tree(node)
                self._branch(tree)
                for branch in tree.branches:
                    self._branch(branch)
                trees.append(tree)
        return trees

    def _branch(self, tree: _Tree) -> None:
        around = sorted(self._around[tree.node], key=lambda link: (link[1], self._name(link[0]), str(link[0])))
        for node, relation in around:
            if node not in self._placed and len(self._placed) < NODES:
                self._placed.add(node)
                tree.branches.append(_Tree(node, relation))

    def _grow(self, branches: Sequence[_Tree], parent: Node, step: int, top: int, boxes: dict[Node, Box]) -> list[Line]:
        """Place what is reached over a thing, and give the lines to it."""
        width, lines = abs(step) - _GAP, []
        for branch in branches:
            y = top + (branch.rows - 1) * _PITCH // 2
            boxes[branch.node] = self._box(branch, boxes[parent].x + step, y, width)
            self._drawn.add(frozenset((parent, branch.node)))
            lines.append(_line(boxes[parent], boxes[branch.node], width))
            lines += self._grow(branch.branches, branch.node, step, top, boxes)
            top += branch.rows * _PITCH
        return lines

    def _further(self, boxes: Mapping[Node, Box], width: int) -> list[Line]:
        """Links beside those that placed the boxes."""
        found = []
        for subject, _, thing in self._links:
            pair = frozenset((subject, thing))
            if subject in boxes and thing in boxes and pair not in self._drawn:
                self._drawn.add(pair)
                found.append(_line(boxes[subject], boxes[thing], width, is_further=True))
        return found[:_LINES]

    def _box(self, tree: _Tree, x: int, y: int, width: int, *, is_root: bool = False) -> Box:
        name = self._name(tree.node)
        return Box(
            x=x,
            y=y,
            name=plain(name, most=300),
            shown=plain(name, most=int(width / _NAME_WIDTH) - 2),
            relation=plain(tree.relation, most=int(width / _RELATION_WIDTH) - 2),
            target=href(tree.node.value) if isinstance(tree.node, NamedNode) else None,
            is_root=is_root,
        )

    def _name(self, node: Node) -> str:
        return self._names[node].short if isinstance(node, NamedNode) else "blank node"


def _sides(tree: _Tree) -> tuple[list[_Tree], list[_Tree]]:
    """Few branches stand on the right; of many, the first half stands on the left."""
    rows = tree.rows
    if rows <= _ONE_SIDED:
        return [], tree.branches
    lefts: list[_Tree] = []
    for branch in tree.branches:
        if sum(b.rows for b in lefts) + branch.rows > (rows + 1) // 2:
            break
        lefts.append(branch)
    return lefts, tree.branches[len(lefts) :]


def _line(begin: Box, end: Box, width: int, *, is_further: bool = False) -> Line:
    """A curve from edge to edge; within a column, around its right side."""
    y1, y2 = begin.y + _HEIGHT // 2, end.y + _HEIGHT // 2
    if begin.x == end.x:
        x1 = x2 = begin.x + width
        bend1 = bend2 = x1 + _GAP // 2
    else:
        is_right = end.x > begin.x
        x1, x2 = (begin.x + width, end.x) if is_right else (begin.x, end.x + width)
        bend1 = bend2 = (x1 + x2) // 2
    return Line(f"M{x1} {y1}C{bend1} {y1} {bend2} {y2} {x2} {y2}", is_further)
