"""The report of the validation that a release was published with."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ccwp_kg.namespaces import CCWPSH
from ccwp_kg.server.site.site import Release

Report = Mapping[str, object]


def read_report(release: Release) -> Report:
    """The report of a release. Raises OSError and ValueError where there is none that can be read."""
    report: Report = json.loads((release.folder / "validation.json").read_text(encoding="utf-8"))
    return report


def numbers_by_shape(report: Report, name: str) -> Mapping[str, int]:
    """The numbers under a name of the report by the fragments of the shapes' IRIs; what is no number is left out.

    >>> numbers_by_shape({"countByShape": {"https://w3id.org/ccwp/shapes#Action": 2, "b0": 1}}, "countByShape")
    {'Action': 2, 'b0': 1}
    """
    numbers = report.get(name)
    found = numbers.items() if isinstance(numbers, dict) else ()
    return {str(shape).removeprefix(CCWPSH): number for shape, number in found if isinstance(number, int)}


def judged_by_shape(release: Release | None) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """How many things each shape judged, and how many findings it has; both empty where no report says so."""
    try:
        report = read_report(release) if release is not None else {}
        return numbers_by_shape(report, "focusNodesByShape"), numbers_by_shape(report, "countByShape")
    except (OSError, ValueError, AttributeError):
        return {}, {}
