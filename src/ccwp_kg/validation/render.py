"""Writes a report as text, Turtle and JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ccwp_kg.formats import TURTLE
from ccwp_kg.languages import counted
from ccwp_kg.namespaces import RDF, SH, XSD
from ccwp_kg.rdf.syntax.prefixes import NO_PREFIXES, Prefixes
from ccwp_kg.rdf.syntax.write import write_bytes
from ccwp_kg.validation.paths import ComplexPath, Path, path_text, path_triples
from ccwp_kg.validation.places import cure
from ccwp_kg.validation.report import Report, Result
from ccwp_kg.validation.terms import Term

_SHOWN = 3
"""The places that are named of each broken rule."""
_NOUNS = {"Violation": "violation", "Warning": "warning", "Info": "remark"}


def as_text(report: Report, *, prefixes: Prefixes = NO_PREFIXES) -> str:
    """The report as text, with IRIs shortened by the prefixes and a newline at the end."""
    lines = [f"The data {'conform' if report.conforms else 'do not conform'} to the shapes: {_tally(report)}."]
    for result in report.results:
        lines += ["", *_result_lines(result, prefixes)]
    for shape in report.shapes_without_focus_nodes:
        lines += ["", f"Shape without focus nodes: {prefixes.shorten(shape.value)} judges nothing in these data."]
    return "\n".join(lines) + "\n"


def violations_as_text(report: Report, *, prefixes: Prefixes = NO_PREFIXES) -> str:
    """The violations alone: each broken rule once, with the first places where it is broken; then what mends them."""
    broken: dict[str, list[Result]] = {}
    for result in report.results:
        if result.severity == SH.Violation:
            rule = _short(result.source_constraint or result.source_shape, prefixes)
            message = f"{result.message.rstrip('.')} ({rule})" if result.message else rule
            broken.setdefault(message, []).append(result)
    lines = []
    for message, results in broken.items():
        places = list(dict.fromkeys(_short(result.focus_node, prefixes) for result in results))
        more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
        lines.append(f"{message}: {', '.join(places[:_SHOWN])}{more}")
    cures = (cure(result.files) for results in broken.values() for result in results if result.files)
    return "\n".join([*lines, *dict.fromkeys(f"cure: {each}" for each in cures)]) + "\n"


def _tally(report: Report) -> str:
    counts = Counter(_local(result.severity) for result in report.results)
    known = ((counts.pop(severity, 0), noun) for severity, noun in _NOUNS.items())
    parts = [counted(count, noun) for count, noun in known if count]
    if others := counts.total():
        parts.append(f"{others} of another severity")
    return ", ".join(parts) or "no results"


def _result_lines(result: Result, prefixes: Prefixes) -> Iterator[str]:
    yield f"{_local(result.severity)}: {_short(result.focus_node, prefixes)}"
    if result.message:
        yield f"  {result.message}"
    if result.path is not None:
        path = result.path
        yield f"  at: {_short(path, prefixes) if isinstance(path, NamedNode) else path_text(path)}"
    if result.value is not None and result.value != result.focus_node:
        yield f"  value: {_short(result.value, prefixes)}"
    if result.files:
        yield f"  in: {', '.join(result.files)}"
        yield f"  cure: {cure(result.files)}"
    yield f"  rule: {_short(result.source_constraint or result.source_shape, prefixes)}, {_local(result.component)}"


def _local(iri: NamedNode) -> str:
    return iri.value.rpartition("#")[2]


def _short(term: Term, prefixes: Prefixes) -> str:
    return prefixes.shorten(term.value) if isinstance(term, NamedNode) else str(term)


def as_turtle(report: Report, *, prefixes: Prefixes = NO_PREFIXES) -> str:
    """The report in the W3C vocabulary (SHACL §3.6).

    `sh:conforms` is false for any result, as SHACL §3.6.1.1 says. `Report.conforms` tolerates warnings.
    """
    return write_bytes(list(_report_triples(report)), TURTLE, prefixes=prefixes).decode()


def _report_triples(report: Report) -> Iterator[Triple]:
    node = BlankNode("report")
    yield Triple(node, RDF.type, SH.ValidationReport)
    yield Triple(node, SH.conforms, Literal("false" if report.results else "true", datatype=XSD.boolean))
    for place, result in enumerate(report.results, start=1):
        found = BlankNode(f"result{place}")
        yield Triple(node, SH.result, found)
        yield from _result_triples(found, result)


def _result_triples(node: BlankNode, result: Result) -> Iterator[Triple]:
    yield Triple(node, RDF.type, SH.ValidationResult)
    yield Triple(node, SH.focusNode, result.focus_node)
    path_details: list[Triple] = []
    if result.path is not None:
        path, path_details = path_triples(result.path, f"{node.value}path")
        yield Triple(node, SH.resultPath, path)
    if result.value is not None:
        yield Triple(node, SH.value, result.value)
    for message in result.messages:
        yield Triple(node, SH.resultMessage, message)
    yield Triple(node, SH.resultSeverity, result.severity)
    yield Triple(node, SH.sourceShape, result.source_shape)
    yield Triple(node, SH.sourceConstraintComponent, result.component)
    if result.source_constraint is not None:
        yield Triple(node, SH.sourceConstraint, result.source_constraint)
    yield from path_details


def as_json(report: Report) -> str:
    """The report as a JSON object, with full IRIs, literals in Turtle syntax, and a newline at the end."""
    shown = {
        "conforms": report.conforms,
        "countBySeverity": report.count_by_severity,
        "countByShape": report.count_by_shape,
        "results": [_result_members(result) for result in report.results],
        "focusNodesByShape": {shape.value: count for shape, count in report.focus_nodes},
        "shapesWithoutFocusNodes": [shape.value for shape in report.shapes_without_focus_nodes],
    }
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def _result_members(result: Result) -> dict[str, object]:
    return {
        "focusNode": _value(result.focus_node),
        "path": _value(result.path),
        "value": _value(result.value),
        "severity": result.severity.value,
        "message": result.message,
        **({"files": list(result.files), "cure": cure(result.files)} if result.files else {}),
        "sourceShape": result.source_shape.value,
        "sourceConstraint": None if result.source_constraint is None else result.source_constraint.value,
        "component": result.component.value,
    }


def _value(term: Term | Path | None) -> str | None:
    if isinstance(term, ComplexPath):
        return path_text(term)
    return term.value if isinstance(term, NamedNode) else None if term is None else str(term)
