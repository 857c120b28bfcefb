"""Diagnoses of random queries over small data, each statement checked by asking two engines for what it says.

A random query is a tree whose parts know where they stand in the text, so that the place in a finding tells which part
it is about, and with what that has to be asked again.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QueryBoolean, RdfFormat, Store
from rdflib.util import from_n3

from ccwp_kg.query.empty_answers import Diagnosis, Finding
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.sparql_text.tokens import place
from ccwp_kg.store import EmbeddedStore
from support.stores.diagnoses import diagnosis_of

Ask = Callable[[str], bool]
JOINED = ("triple", "group", "union", "graph", "values", "subquery")
PROLOGUE = "PREFIX : <urn:>\n"
ALSO_BY_RDFLIB = 25
"""One query in so many is asked of rdflib too, which takes its time."""


@dataclass
class Node:
    """A part of a query: how it begins and ends, and what stands between."""

    kind: str
    before: str
    inside: list[Node] = field(default_factory=list)
    after: str = ""
    parent: Node | None = None

    def text(self) -> str:
        written: list[str] = []
        self.write(written)
        return "".join(written)

    def write(self, written: list[str], places: dict[int, Node] | None = None) -> None:
        """Append the text to what was written, and note the offset."""
        if places is not None and self.kind != "branch":
            places[sum(map(len, written))] = self
        written.append(self.before)
        for number, each in enumerate(self.inside):
            written.append("\n" if self.kind != "union" else " UNION " if number else "")
            each.write(written, places)
            written.append(" ." if each.kind == "triple" else "")
        written.append(self.after)

    def within(self, text: str) -> str:
        """A text that stands where this does: inside of the groups around it, which hold nothing else."""
        around = self.parent
        while around is not None:
            text = f"{around.before} {text} {around.after}"
            around = around.parent
        return text


class Writer:
    """Writes random queries over the terms of the data."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def query(self) -> tuple[Node, str]:
        top = self._group("top", "{", depth=2)
        return top, self._random.choice(["", "", "", "", " LIMIT 0", " OFFSET 99"])

    def _group(self, kind: str, before: str, *, depth: int) -> Node:
        node = Node(kind, before, after="}")
        for _ in range(self._random.choice([1, 2, 2, 3, 3, 4])):
            self._add(node, self._part(depth))
        return node

    @staticmethod
    def _add(parent: Node, part: Node) -> None:
        part.parent = parent
        parent.inside.append(part)

    def _part(self, depth: int) -> Node:
        kind = self._random.choice(["triple"] * 8 + ["filter"] * 2 + ["bind", "values"] + OF_GROUPS * (depth > 0))
        leaf = {
            "triple": f"{self._subject()} {self._verb()} {self._object()}",
            "filter": self._filter(),
            "bind": f"BIND({self._random.choice('123')} AS ?b{self._random.randrange(10**6)})",
            "values": f"VALUES {self._variable()} {{ {self._constant()} {self._constant()} }}",
        }
        if kind in leaf:
            return Node(kind, leaf[kind])
        if kind == "union":
            node = Node(kind, "")
            for _ in range(2):
                self._add(node, self._group("branch", "{", depth=depth - 1))
            return node
        if kind == "graph":
            name = self._random.choice([":g", ":h", "?g", ":nowhere"])
            return self._group(kind, f"GRAPH {name} {{", depth=depth - 1)
        if kind == "subquery":
            node = self._group(kind, "{ SELECT * {", depth=depth - 1)
            node.after = "} }"
            return node
        opening = {"group": "{", "optional": "OPTIONAL {", "minus": "MINUS {"}[kind]
        return self._group(kind, opening, depth=depth - 1)

    def _variable(self) -> str:
        return f"?{self._random.choice('xyz')}"

    def _constant(self) -> str:
        return self._random.choice([":a", ":b", ":c", "1", "2", "3"])

    def _subject(self) -> str:
        return self._random.choice([self._variable(), self._variable(), self._random.choice([":a", ":b", ":c", ":d"])])

    def _verb(self) -> str:
        return self._random.choice([":p", ":q", ":r", ":p", ":q", "?v", ":p/:q", "^:p", "(:p|:r)+", "!:q", ":none"])

    def _object(self) -> str:
        return self._random.choice([self._variable(), self._variable(), self._variable(), self._constant()])

    def _filter(self) -> str:
        one, other = self._variable(), self._random.choice([self._variable(), self._constant()])
        return self._random.choice([
            f"FILTER({one} = {other})",
            f"FILTER({one} != {other})",
            f"FILTER EXISTS {{ {one} :p {other} }}",
            f"FILTER NOT EXISTS {{ {one} :q ?new }}",
            f"FILTER(!BOUND({one}))",
            f"FILTER isIRI({one})",
        ])  # fmt: skip


OF_GROUPS = ["group", "union", "graph", "optional", "optional", "minus", "subquery"]
DATA = """
:a :p :b . :b :p :c . :a :q 1 . :b :q 2 . :c :r 1 . :c :r :a . :a :r "1" .
GRAPH :g { :a :p :b . :a :q 1 . :b :q :c } GRAPH :h { :b :p :c . :c :r 2 }
"""


@pytest.fixture(scope="module")
def engine() -> Store:
    store = Store()
    store.load(f"@prefix : <urn:> .\n{DATA}".encode(), format=RdfFormat.TRIG)
    assert Quad(NamedNode("urn:a"), NamedNode("urn:q"), Literal(1), DefaultGraph()) in store
    return store


@pytest.fixture(scope="module")
def by_rdflib(engine: Store) -> Ask:
    dataset = rdflib.Dataset()
    for quad in engine:
        graph = (
            dataset.graph(quad.graph_name.value) if isinstance(quad.graph_name, NamedNode) else dataset.default_graph
        )
        graph.add(tuple(from_n3(str(term)) for term in quad.triple))
    assert len(engine) == sum(1 for _ in dataset.quads())
    return lambda group: bool(dataset.query(f"{PROLOGUE}ASK {group}").askAnswer)


def check_finding(finding: Finding, top: Node, places: dict[tuple[int, int], Node], ask: Ask) -> None:
    """What a finding says, asked again."""
    if finding.kind == "nothing-left":
        assert finding.parts
        assert ask(top.text())
        return
    parts = [places[part.line, part.column] for part in finding.parts]
    assert parts
    siblings = parts[0].parent.inside if parts[0].parent else []
    assert all(any(part is each for each in siblings) for part in parts)

    def holds(some: Sequence[Node]) -> bool:
        return ask(f"{{ {parts[0].within(' . '.join(each.text() for each in some))} }}")

    def without(part: Node, some: Sequence[Node]) -> list[Node]:
        return [each for each in some if each is not part]

    if finding.kind in ("empty-pattern", "patterns-exclude-each-other"):
        assert {part.kind for part in parts} <= {*JOINED}
    if finding.kind == "empty-pattern":
        assert len(parts) == 1
        assert not holds(parts)
    elif finding.kind == "patterns-exclude-each-other":
        assert len(parts) > 1
        assert not holds(parts)
        assert all(holds(without(part, parts)) for part in parts)
    elif finding.kind == "part-excludes-all":
        assert not holds(siblings)
        assert holds(without(parts[0], siblings))
    else:
        assert finding.kind == "parts-exclude-all"
        assert not holds(siblings)
        assert holds([each for each in siblings if each.kind in JOINED])
        assert not any(holds(without(part, siblings)) for part in parts)


@pytest.mark.filterwarnings("ignore:Dataset\\.:DeprecationWarning")  # what rdflib itself uses
@pytest.mark.parametrize("seeds", [range(300), pytest.param(range(300, 4_000), marks=pytest.mark.slow)], ids=str)
def test_whatever_is_said_is_so(engine: Store, by_rdflib: Ask, seeds: range) -> None:
    store = EmbeddedStore(engine)
    kinds: Counter[str] = Counter()
    by_both, disagreements = 0, list[str]()

    def by_engine(group: str) -> bool:
        answer = engine.query(f"{PROLOGUE}ASK {group}")
        assert isinstance(answer, QueryBoolean)
        return bool(answer)

    for seed in seeds:
        top, after = Writer(seed).query()
        written, by_offset = [f"{PROLOGUE}SELECT * "], dict[int, Node]()
        top.write(written, by_offset)
        text = "".join([*written, after])
        places = {place(text, offset): node for offset, node in by_offset.items()}
        found = diagnosis_of(text, store, Prefixes({}))
        group = top.text()
        is_empty = not by_engine(group) or after != ""
        assert is_empty == found.is_empty, text
        if not is_empty:
            assert Diagnosis(False) == found
            continue
        assert found.is_explained, text
        assert not found.was_cut, text
        kinds.update(finding.kind for finding in found.findings)
        for finding in found.findings:
            check_finding(finding, top, places, by_engine)
        if seed % ALSO_BY_RDFLIB == 0 and after == "":
            by_both += 1
            try:
                assert not by_rdflib(group)
                for finding in found.findings:
                    check_finding(finding, top, places, by_rdflib)
            except AssertionError:
                disagreements.append(text)
    # rdflib takes BIND in a graph that there is not, and a variable of a pattern in its FILTER, for something else.
    assert len(disagreements) <= by_both / 8, disagreements
    assert {
        "empty-pattern",
        "patterns-exclude-each-other",
        "part-excludes-all",
        "parts-exclude-all",
        "nothing-left",
    } == {kind for kind, count in kinds.items() if count >= len(seeds) / 200}, kinds
