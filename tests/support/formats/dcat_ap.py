"""The shapes of DCAT-AP 3.0.1, and what they find in a catalogue."""

from __future__ import annotations

import os
from pathlib import Path

import pyshacl
import pytest
import rdflib

from ccwp_kg.namespaces import SH

MALFORMED = 2
"""So many property shapes of DataServiceShape are named in the file and not described."""
_SHACL = rdflib.Namespace(str(SH))
_FILES = ((["dcat-ap-SHACL.ttl"], MALFORMED), (["dcat-ap-SHACL.ttl", "ranges.ttl"], None))


def findings(data: rdflib.Graph) -> list[str]:
    """Everything that the shapes find, of every severity; the test is skipped where they are not at hand."""
    if "REFERENCE_DATA" not in os.environ:
        pytest.skip("REFERENCE_DATA does not say where the shapes of DCAT-AP lie")
    folder = Path(os.environ["REFERENCE_DATA"]) / "semic"
    normalize = rdflib.NORMALIZE_LITERALS
    found = []
    try:
        for names, malformed in _FILES:
            shapes = rdflib.Graph()
            for name in names:
                shapes.parse(folder / name)
            every = set(shapes.objects(None, _SHACL.property))
            undescribed = {shape for shape in every if shapes.value(shape, _SHACL.path) is None}
            assert malformed in (None, len(undescribed))
            assert len(every) > 100
            for shape in undescribed:
                shapes.remove((None, _SHACL.property, shape))
            _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
            for result in report.subjects(rdflib.RDF.type, _SHACL.ValidationResult):
                of = (_SHACL.resultSeverity, _SHACL.focusNode, _SHACL.resultPath, _SHACL.resultMessage)
                found.append(" ".join(str(report.value(result, each)) for each in of))
    finally:
        rdflib.NORMALIZE_LITERALS = normalize  # pyshacl leaves it changed
    return sorted(found)
