"""The cases beside the shapes: small graphs that a shape must accept, and changes to them that break one rule each.

`shapes/cases/<Shape>/valid-*.ttl` is a graph. `invalid-*.ttl` says in its head (subject `ccwpsh:case`) which valid
graph it is based on, which rule it breaks and by which kind of constraint; its other triples replace what the valid
graph says of the same subject and property, `ccwpsh:nothing` taking it away. Without `ccwpsh:basedOn` they stand alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWPSH, SH
from ccwp_kg.rdf.syntax.read import read_triples
from support.shapes import read_shapes

SHAPES_FOLDER = Path(__file__).parents[2] / "shapes"
CASES_FOLDER = SHAPES_FOLDER / "cases"

CASE = CCWPSH.case
NOTHING = CCWPSH.nothing

# How SHACL names the constraint component of each parameter (SHACL §4); other parameters qualify one of these.
_PARAMETERS = [
    *["class", "datatype", "nodeKind", "minCount", "maxCount", "minExclusive", "minInclusive", "maxExclusive"],
    *["maxInclusive", "minLength", "maxLength", "pattern", "languageIn", "uniqueLang", "equals", "disjoint"],
    *["lessThan", "lessThanOrEquals", "not", "and", "or", "xone", "node", "hasValue", "in", "closed"],
    *["qualifiedMinCount", "qualifiedMaxCount"],
]
COMPONENTS = {SH.term(name): SH.term(f"{name[0].upper()}{name[1:]}ConstraintComponent") for name in _PARAMETERS}
COMPONENTS[SH.sparql] = SH.SPARQLConstraintComponent


@dataclass(frozen=True)
class InvalidCase:
    """A graph that breaks one rule: `rule` is the property shape, SPARQL constraint or node shape that states it."""

    path: Path
    triples: tuple[Triple, ...]
    rule: NamedNode
    component: NamedNode


def all_shapes() -> tuple[Triple, ...]:
    return read_shapes(SHAPES_FOLDER)


def targeted_shapes(shapes: Iterable[Triple]) -> set[NamedNode]:
    targets = {SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf}
    return {t.subject for t in shapes if t.predicate in targets and isinstance(t.subject, NamedNode)}


def rules(shapes: Iterable[Triple]) -> set[tuple[NamedNode, NamedNode]]:
    """Every rule with the component that keeps it: of node shapes with a target, their property shapes and queries."""
    triples = list(shapes)
    owners = targeted_shapes(triples)
    owned = {t.object for t in triples if t.subject in owners and t.predicate == SH.property}
    found = set()
    for triple in triples:
        if triple.predicate == SH.sparql:
            found.add((triple.object, SH.SPARQLConstraintComponent))
        elif triple.predicate in COMPONENTS and triple.subject in owners | owned:
            found.add((triple.subject, COMPONENTS[triple.predicate]))
    return found


def one_shape(shapes: Iterable[Triple], name: str) -> tuple[Triple, ...]:
    """The triples of one node shape and of all it leads to."""
    of: dict[NamedNode | BlankNode, list[Triple]] = {}
    for triple in shapes:
        of.setdefault(triple.subject, []).append(triple)
    kept: dict[Triple, None] = {}
    waiting = [CCWPSH.term(name)]
    while waiting:
        for triple in of.get(waiting.pop(), []):
            if triple not in kept:
                kept[triple] = None
                if isinstance(triple.object, NamedNode | BlankNode):
                    waiting.append(triple.object)
    return tuple(kept)


def case_files(kind: str) -> list[Path]:
    return sorted(CASES_FOLDER.glob(f"*/{kind}-*.ttl"))


def case_name(path: Path) -> str:
    return path.relative_to(CASES_FOLDER).with_suffix("").as_posix()


def invalid_case(path: Path) -> InvalidCase:
    triples = read_triples(path)
    head = {t.predicate: t.object for t in triples if t.subject == CASE}
    change = [t for t in triples if t.subject != CASE]
    base = head.get(CCWPSH.basedOn)
    if isinstance(base, Literal):
        restated = {(t.subject, t.predicate) for t in change}
        kept = [t for t in read_triples(path.parent / base.value) if (t.subject, t.predicate) not in restated]
        change = [*kept, *(t for t in change if t.object != NOTHING)]
    return InvalidCase(path, tuple(change), head[CCWPSH.expects], head[CCWPSH.expectsComponent])
