"""Reading RDF files with errors that name the place."""

from pathlib import Path

import pytest

from ccwp_kg.errors import InvalidTurtle, UnreadableFile
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.rdf.syntax.read import read_triples


@pytest.mark.parametrize(
    ("message", "name", "content"),
    [
        ("line 2, column", "broken.ttl", "<http://a.example/> a\n<http://b.example/ .\n"),
        ("names no RDF format", "table.csv", "a,b\n"),
        ("named graphs", "graphs.trig", "<http://g.example/> { <http://a.example/> a <http://b.example/> }"),
        ("broken2.nt", "broken2.nt", "nonsense\n"),
    ],
)
def test_bad_files_name_cause_and_place(message: str, name: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(InvalidTurtle, match=message):
        read_triples(path)


@pytest.mark.parametrize("name", ["none.ttl", "none", "none.csv"])
def test_a_missing_file_says_so(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read_triples(tmp_path / name)


DECLARATION = """@prefix sh: <http://www.w3.org/ns/shacl#> .
<http://a.example/1> sh:prefix "{one}" ; sh:namespace "http://a.example/" .
<http://a.example/2> sh:prefix "{two}" .
"""


def test_half_a_prefix_declaration_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "prefixes.ttl"
    path.write_text(DECLARATION.format(one="a", two="b"))
    with pytest.raises(InvalidTurtle, match="no prefix twice"):
        read_prefixes(path)
