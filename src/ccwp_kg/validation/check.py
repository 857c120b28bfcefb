"""Validates a graph: runs pyshacl on its shapes and reads the results."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib.namespace import SH
from rdflib.term import Node

from ccwp_kg.errors import ValidationFailed
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.validation.data_rules import DataRule, broken
from ccwp_kg.validation.graphs import DataGraph
from ccwp_kg.validation.paths import path_text, read_path
from ccwp_kg.validation.preparation import ask_the_broken_alone, prepare, read_messages
from ccwp_kg.validation.report import Report, Result
from ccwp_kg.validation.shapes import count_focus_nodes, shapes_graph
from ccwp_kg.validation.terms import Term, from_rdflib

_SEVERITY_ORDER = {str(SH.Violation): 0, str(SH.Warning): 1, str(SH.Info): 2}


def validate(
    statements: Iterable[Triple | Quad], *, shapes: Iterable[Triple], rules: Iterable[DataRule] = ()
) -> Report:
    """Validate the merge of the statements by the shapes (SHACL Core and SHACL-SPARQL) and by rules about all of it.

    Nothing is inferred, imported or fetched. The same input gives the same report. Raises ValidationFailed if the
    processor fails, for example on a malformed shape or query. A failure is never a pass.
    """
    return validate_graph(DataGraph(statements), shapes=shapes, rules=rules)


def validate_graph(graph: DataGraph, *, shapes: Iterable[Triple], rules: Iterable[DataRule] = ()) -> Report:
    """The same for a loaded graph, such as one that is validated again after each change."""
    kept = shapes_graph(shapes)
    judged = tuple(count_focus_nodes(kept, graph))
    prepare(kept)
    whole = ask_the_broken_alone(kept, graph)
    found = _run_pyshacl(graph, kept)
    results = [*broken(rules, graph), *(_result(found, node, whole) for node in found.objects(None, SH.result))]
    return Report(tuple(sorted(results, key=_order)), judged)


def _run_pyshacl(graph: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    import pyshacl  # noqa: PLC0415  # slow to import, and whoever only reads needs none
    from pyshacl.errors import ReportableRuntimeError, ShapeRecursionWarning  # noqa: PLC0415

    before = rdflib.NORMALIZE_LITERALS  # pyshacl sets it for the whole process
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", ShapeRecursionWarning)  # recursive shapes are undefined (SHACL §3.4.3)
            _, report, _ = pyshacl.validate(
                graph,
                shacl_graph=shapes,
                inplace=True,
                do_owl_imports=False,
                js=False,
                advanced=False,
                inference="none",
            )
    except (ReportableRuntimeError, ShapeRecursionWarning, NotImplementedError, re.error) as error:
        raise ValidationFailed(f"the SHACL processor gave up: {error}; correct the shape") from error
    finally:
        rdflib.NORMALIZE_LITERALS = before
    if not isinstance(report, rdflib.Graph):  # pyshacl returns a ValidationFailure in place of a report
        raise ValidationFailed(f"the SHACL processor gave up: {report}; correct the shape")
    return report


def _result(report: rdflib.Graph, node: Node, whole: Mapping[Term, Term]) -> Result:
    shape = _required(report, node, SH.sourceShape)
    path = report.value(node, SH.resultPath)
    value = report.value(node, SH.value)
    constraint = report.value(node, SH.sourceConstraint)
    return Result(
        focus_node=_required(report, node, SH.focusNode),
        path=None if path is None else read_path(report, path),
        value=None if value is None else from_rdflib(value),
        severity=NamedNode(_required(report, node, SH.resultSeverity).value),
        messages=read_messages(report.objects(node, SH.resultMessage)),
        source_shape=_resource(whole.get(shape, shape)),
        component=NamedNode(_required(report, node, SH.sourceConstraintComponent).value),
        source_constraint=None if constraint is None else _resource(from_rdflib(constraint)),
    )


def _required(report: rdflib.Graph, node: Node, predicate: rdflib.URIRef) -> Term:
    value = report.value(node, predicate)
    if value is None:
        raise ValidationFailed(f"a result of the SHACL processor lacks {predicate}; report this as a defect")
    return from_rdflib(value)


def _resource(term: Term) -> NamedNode | BlankNode:
    if isinstance(term, Literal):
        raise ValidationFailed(f"{term} stands where a shape should; give the shape an IRI")
    return term


def _order(result: Result) -> tuple[object, ...]:
    return (
        _SEVERITY_ORDER.get(result.severity.value, 0),
        natural_key(result.source_shape.value),
        natural_key(result.focus_node.value),
        path_text(result.path) if result.path is not None else "",
        result.component.value,
        str(result.source_constraint),
        str(result.value),
        result.message,
    )
