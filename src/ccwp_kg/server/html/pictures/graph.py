"""The picture of a small graph: what is linked most in the middle, what it links to left and right of it.

Boxes stand on a grid, so that none lies on another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, NamedNode, Triple

from ccwp_kg.entities.facts.facts import Names
from ccwp_kg.namespaces import RDF
from ccwp_kg.server.html.pictures.model import Arrow, Item, Picture, Rectangle, Text
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


def tree_picture(triples: Sequence[Triple], names: Names) -> Picture | None:
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
        self._joined: set[frozenset[Node]] = set()
        self._boxes: dict[Node, Rectangle] = {}
        self._items: list[Item] = []
        self._lines: list[Arrow] = []

    def picture(self) -> Picture:
        trees = self._trees()
        sides = [_sides(tree) for tree in trees]
        left = max((branch.depth for lefts, _ in sides for branch in lefts), default=0)
        right = max((branch.depth for _, rights in sides for branch in rights), default=0)
        columns = left + 1 + right
        width = min(_WIDEST, (_WIDTH - _GAP * (columns - 1)) // columns)
        step = width + _GAP
        top = 0
        for tree, (lefts, rights) in zip(trees, sides, strict=True):
            rows = max(sum(b.rows for b in lefts), sum(b.rows for b in rights), 1)
            self._draw(tree, Rectangle(left * step, top + (rows - 1) * _PITCH // 2, width, _HEIGHT, 6, "root"))
            for side, branches in ((-1, lefts), (1, rights)):
                begin = top + (rows - sum(b.rows for b in branches)) * _PITCH // 2
                self._grow(branches, tree.node, side * step, begin)
            top += rows * _PITCH + _PITCH // 4
        return Picture(
            width=columns * step - _GAP // 2,  # lines within the last column bend into the half gap
            height=top - _PITCH // 4 - (_PITCH - _HEIGHT),
            title="What links to what",
            description="The Turtle below says the same in words.",
            pieces=(*self._lines, *self._further()),
            items=tuple(self._items),
            style="graph",
            left_out=len(self._around.keys() - self._boxes.keys()),
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

    def _grow(self, branches: Sequence[_Tree], parent: Node, step: int, top: int) -> None:
        """Draw what is reached over a thing, and the lines to it."""
        for branch in branches:
            y = top + (branch.rows - 1) * _PITCH // 2
            self._draw(branch, Rectangle(self._boxes[parent].x + step, y, abs(step) - _GAP, _HEIGHT, 6))
            self._joined.add(frozenset((parent, branch.node)))
            self._lines.append(_line(self._boxes[parent], self._boxes[branch.node]))
            self._grow(branch.branches, branch.node, step, top)
            top += branch.rows * _PITCH

    def _further(self) -> list[Arrow]:
        """Links beside those that placed the boxes."""
        found = []
        for subject, _, thing in self._links:
            pair = frozenset((subject, thing))
            if self._boxes.keys() >= pair and pair not in self._joined:
                self._joined.add(pair)
                found.append(_line(self._boxes[subject], self._boxes[thing], style="edge further"))
        return found[:_LINES]

    def _draw(self, tree: _Tree, box: Rectangle) -> None:
        name, target = self._name(tree.node), href(tree.node.value) if isinstance(tree.node, NamedNode) else None
        words = [
            Text(box.x + 9, box.y + (31 if tree.relation else 25), plain(name, most=int(box.width / _NAME_WIDTH) - 2))
        ]
        if tree.relation:
            shown = plain(tree.relation, most=int(box.width / _RELATION_WIDTH) - 2)
            words.insert(0, Text(box.x + 9, box.y + 15, shown, "by"))
        label = plain(name, most=300) + (f" ({tree.relation})" if tree.relation else "")
        self._boxes[tree.node] = box
        self._items.append(Item(label, target, (box, *words)))

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


def _line(begin: Rectangle, end: Rectangle, *, style: str = "edge") -> Arrow:
    """A curve from edge to edge; within a column, around its right side."""
    y1, y2 = begin.middle[1], end.middle[1]
    if begin.x == end.x:
        x1 = x2 = begin.x + begin.width
        bend = x1 + _GAP // 2
    else:
        x1, x2 = (begin.x + begin.width, end.x) if end.x > begin.x else (begin.x, end.x + end.width)
        bend = (x1 + x2) // 2
    return Arrow(f"M{x1:g} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {x2:g} {y2:g}", style)
