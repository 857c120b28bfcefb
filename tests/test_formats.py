"""There is one table of formats: a media type that is made elsewhere would be found by nobody."""

from __future__ import annotations

import ast

from ccwp_kg import formats
from ccwp_kg.formats import Format
from support.commands import ROOT

MAKERS = ("Format", "_rdf_format", "_result_format")


def test_formats_are_made_in_one_module() -> None:
    made = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "src").rglob("*.py")
        if "Format(" in (text := path.read_text(encoding="utf-8")) or "_format(" in text
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS
    ]
    known = [each for each in vars(formats).values() if isinstance(each, Format)]
    assert {"src/ccwp_kg/formats.py"} == set(made)
    assert len(made) == len(known) + 2  # the other two makers call the first


def test_no_two_formats_have_one_name_in_one_family() -> None:
    """`export` and the SPARQL endpoint choose by name."""
    for family in (formats.EXPORT_FORMATS, formats.RESULT_FORMATS):
        assert len(family) == len({each.name for each in family})
