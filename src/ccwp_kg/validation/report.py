"""What a validation found, as values: one result per broken rule and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode

from ccwp_kg.namespaces import SH
from ccwp_kg.validation.paths import Path
from ccwp_kg.validation.terms import Term

_TOLERATED = (SH.Warning, SH.Info)


@dataclass(frozen=True, slots=True)
class Result:
    """One place where one rule is broken (SHACL §3.6.2).

    `focus_node` is the thing judged, `path` leads from it to `value`, the offending value where there is one.
    `component` is the kind of constraint (`sh:MinCountConstraintComponent`), `source_shape` the shape that states it,
    `source_constraint` the SPARQL constraint within that shape.
    """

    focus_node: Term
    path: Path | None
    value: Term | None
    severity: NamedNode
    messages: tuple[Literal, ...]
    source_shape: NamedNode | BlankNode
    component: NamedNode
    source_constraint: NamedNode | BlankNode | None = None

    @property
    def message(self) -> str:
        """The rule in English, or in the first language there is; empty where the shape says nothing."""
        english = [message for message in self.messages if message.language in (None, "en")]
        return next((message.value for message in english or self.messages), "")

    @property
    def tolerated(self) -> bool:
        """Whether the result is only a warning or a remark."""
        return self.severity in _TOLERATED


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on a graph: its results, gravest first, and the shapes that found nothing to judge."""

    results: tuple[Result, ...]
    shapes_without_focus_nodes: tuple[NamedNode | BlankNode, ...] = field(default=())

    @property
    def conforms(self) -> bool:
        """Whether no rule is violated; warnings and remarks are reported but do no harm."""
        return all(result.tolerated for result in self.results)

    @property
    def count_by_severity(self) -> Mapping[str, int]:
        """How many results there are of each severity, by its IRI."""
        return dict(Counter(result.severity.value for result in self.results))

    @property
    def count_by_shape(self) -> Mapping[str, int]:
        """How many results each shape has, by its IRI; a nameless shape goes by its blank node."""
        return dict(Counter(result.source_shape.value for result in self.results))
