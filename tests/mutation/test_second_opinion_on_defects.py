"""A second SHACL processor, written by others in another language, says of defective data what ours says.

Defects are planted many at once, for a processor takes as long to load the data as to judge them; what each defect
breaks is compared all the same, thing by thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
import rdflib
import shifty
from changes import Change
from defects import KINDS, planted
from places import Places
from rdflib.namespace import RDF, SH
from safeguards import Safeguards

from ccwp_kg.validation.report import Report
from ccwp_kg.validation.shapes import shapes_graph

pytestmark = pytest.mark.slow

OF_EACH_KIND = 2
GRAPHS = 5

Results = set[tuple[str, str, str]]


def portions(places: Places) -> Iterator[list[Change]]:
    """Two defects of each kind, dealt out so that each graph has all sorts."""
    changes = [change for kind in KINDS for change in planted(kind, places, OF_EACH_KIND)]
    yield from (changes[first::GRAPHS] for first in range(GRAPHS))


def together(changes: Iterable[Change]) -> Change:
    """All at once; what one takes away no other puts back."""
    removed = frozenset().union(*(change.removed for change in changes))
    return Change("many", removed, frozenset().union(*(change.added for change in changes)) - removed)


def ours(report: Report) -> Results:
    return {
        (_named(result.focus_node.value), result.source_shape.value, result.component.value)
        for result in report.results
    }


def theirs(data: rdflib.Graph, shapes: rdflib.Graph) -> Results:
    _, report, _ = shifty.validate(data, shapes, graph_mode="data", infer=False)
    return {
        tuple(_named(report.value(node, said)) for said in (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent))
        for node in report.subjects(RDF.type, SH.ValidationResult)
    }


def _named(node: object) -> str:
    """A blank node has no name that two processors share; those planted stand where one is not allowed."""
    return str(node) if "://" in str(node) else "_"


@pytest.mark.parametrize("number", range(GRAPHS))
def test_both_find_the_same(number: int, places: Places, safeguards: Safeguards) -> None:
    """The same things break the same rules."""
    changes = list(portions(places))[number]
    assert len(changes) * GRAPHS >= 100
    change = together(changes)
    with safeguards.changed(change):
        found = theirs(safeguards.graph, shapes_graph(safeguards.shapes))
    expected = ours(safeguards.report(change, shapes=safeguards.shapes))
    assert len(expected) * 3 >= len(changes) * 2, "most defects break a shape; the rest is for the rules about the data"
    assert found == expected
