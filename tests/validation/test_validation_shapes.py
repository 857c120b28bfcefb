"""Reading a folder of shapes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ccwp_kg.errors import InvalidTurtle, ValidationFailed
from ccwp_kg.namespaces import SH
from support.shapes import read_shapes

HEAD = f"@prefix : <http://example.org/> . @prefix sh: <{SH}> .\n"


def test_files_are_gathered_and_cases_left_out(tmp_path: Path) -> None:
    """Files of the folder count, those of its sub-folders do not."""
    (tmp_path / "b.ttl").write_text(f"{HEAD}:B a sh:NodeShape .")
    (tmp_path / "a.ttl").write_text(f"{HEAD}:A a sh:NodeShape .")
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "c.ttl").write_text(f"{HEAD}:C a sh:NodeShape .")
    assert ["http://example.org/A", "http://example.org/B"] == [t.subject.value for t in read_shapes(tmp_path)]


@pytest.mark.parametrize(
    ("said", "turtle"),
    [
        ("a.ttl uses sh:mincount, which SHACL does not define; did you mean sh:minCount?", ":A sh:mincount 1 ."),
        ("a.ttl uses sh:Nodeshape, which SHACL does not define; did you mean sh:NodeShape?", ":A a sh:Nodeshape ."),
        ("a.ttl uses sh:zzz, which SHACL does not define; see the SHACL vocabulary", "sh:zzz a :B ."),
    ],
)
def test_misspelt_terms_are_refused(said: str, turtle: str, tmp_path: Path) -> None:
    """A processor passes over a term it does not know, and the rule would never be kept."""
    (tmp_path / "a.ttl").write_text(HEAD + turtle)
    with pytest.raises(ValidationFailed) as caught:
        read_shapes(tmp_path)
    assert said in str(caught.value)


@pytest.mark.parametrize("term", ["and", "class", "in", "not", "or", "minCount", "SPARQLConstraint", "languageIn"])
def test_terms_of_shacl_are_known(term: str, tmp_path: Path) -> None:
    """Those too whose names are keywords of Python."""
    (tmp_path / "a.ttl").write_text(f"{HEAD}:A sh:{term} :B .")
    assert len(read_shapes(tmp_path)) == 1


def test_a_folder_without_shapes_judges_nothing(tmp_path: Path) -> None:
    """An empty folder is refused, not taken for shapes that everything conforms to."""
    with pytest.raises(ValidationFailed, match="holds no shapes"):
        read_shapes(tmp_path)


def test_syntax_errors_name_the_place(tmp_path: Path) -> None:
    """File, line and column."""
    (tmp_path / "a.ttl").write_text(f"{HEAD}:A a")
    with pytest.raises(InvalidTurtle, match=r"a\.ttl, line 2"):
        read_shapes(tmp_path)
