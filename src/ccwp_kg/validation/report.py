"""The report of a validation: one result for each broken rule and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode

from ccwp_kg.namespaces import SH
from ccwp_kg.validation.paths import Path
from ccwp_kg.validation.terms import Term


@dataclass(frozen=True, slots=True)
class Result:
    """One place where one rule is broken (SHACL §3.6.2).

    `focus_node` is the validated node. `path` leads from it to `value`, the offending value if there is one.
    `component` is the kind of constraint (`sh:MinCountConstraintComponent`), `source_shape` the shape that states it,
    `source_constraint` the SPARQL constraint within that shape. `files` state what it is about, where that is known.
    """

    focus_node: Term
    path: Path | None
    value: Term | None
    severity: NamedNode
    messages: tuple[Literal, ...]
    source_shape: NamedNode | BlankNode
    component: NamedNode
    source_constraint: NamedNode | BlankNode | None = None
    files: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """The message in English, else in the first other language, else an empty string."""
        english = [message for message in self.messages if message.language in (None, "en")]
        return next((message.value for message in english or self.messages), "")


@dataclass(frozen=True, slots=True)
class Report:
    """The results for a graph, violations first, and for each shape with a target its number of focus nodes."""

    results: tuple[Result, ...]
    focus_nodes: tuple[tuple[NamedNode | BlankNode, int], ...] = ()

    @property
    def shapes_without_focus_nodes(self) -> tuple[NamedNode | BlankNode, ...]:
        """The shapes whose targets match nothing in the graph. They validate nothing and always pass."""
        return tuple(shape for shape, count in self.focus_nodes if not count)

    @property
    def conforms(self) -> bool:
        """Whether there is no violation. Warnings and remarks (sh:Info) are reported but tolerated."""
        return all(result.severity in (SH.Warning, SH.Info) for result in self.results)

    @property
    def count_by_severity(self) -> Mapping[str, int]:
        """The number of results by the IRI of their severity."""
        return dict(Counter(result.severity.value for result in self.results))

    @property
    def count_by_shape(self) -> Mapping[str, int]:
        """The number of results by the IRI of their shape, or the label of its blank node."""
        return dict(Counter(result.source_shape.value for result in self.results))
