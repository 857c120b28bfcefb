"""A report as text, Turtle and JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, parse

from ccwp_kg.namespaces import CCWP, CCWPSH, SH, XSD
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.validation import Report, Result, as_json, as_text, as_turtle, violations_as_text
from ccwp_kg.validation.paths import SEQUENCE, ComplexPath, Path, path_text

PREFIXES = Prefixes({"ccwp": CCWP, "ccwpsh": CCWPSH, "plan": "https://w3id.org/ccwp/id/plan/", "sh": SH, "xsd": XSD})
PLAN = NamedNode("https://w3id.org/ccwp/id/plan/5")
LATE = Result(
    focus_node=PLAN,
    path=CCWP.validFrom,
    value=Literal("2013-01-01", datatype=XSD.date),
    severity=SH.Violation,
    messages=(Literal("Ein Plan endet nicht vor seinem Beginn.", language="de"), Literal("Too late.", language="en")),
    source_shape=CCWPSH.term("ActionPlan-validFrom"),
    component=SH.LessThanOrEqualsConstraintComponent,
)
COUNT = Result(
    focus_node=PLAN,
    path=None,
    value=PLAN,
    severity=SH.Warning,
    messages=(),
    source_shape=CCWPSH.ActionPlan,
    component=SH.SPARQLConstraintComponent,
    source_constraint=CCWPSH.term("ActionPlan-actionCount"),
)
REPORT = Report((LATE, COUNT), ((CCWPSH.ActionPlan, 5), (CCWPSH.ReadingIssue, 0)))


def test_text() -> None:
    """What a person reads first: the verdict, then each place with its rule."""
    assert as_text(REPORT, prefixes=PREFIXES) == (
        "The data do not conform to the shapes: 1 violation, 1 warning.\n"
        "\n"
        "Violation: plan:5\n"
        "  Too late.\n"
        "  at: ccwp:validFrom\n"
        '  value: "2013-01-01"^^<http://www.w3.org/2001/XMLSchema#date>\n'
        "  rule: ccwpsh:ActionPlan-validFrom, LessThanOrEqualsConstraintComponent\n"
        "\n"
        "Warning: plan:5\n"
        "  rule: ccwpsh:ActionPlan-actionCount, SPARQLConstraintComponent\n"
        "\n"
        "Shape without focus nodes: ccwpsh:ReadingIssue judges nothing in these data.\n"
    )


def test_violations_alone() -> None:
    """A rule that is broken at many places is told once, what mends it too; warnings are left out."""
    late = [replace(LATE, focus_node=NamedNode(f"{PLAN.value}{number}"), files=("x.txt",)) for number in range(5)]
    other = replace(late[0], messages=(), source_shape=CCWPSH.ActionPlan)
    assert violations_as_text(Report((*late, late[0], COUNT, other)), prefixes=PREFIXES) == (
        "Too late (ccwpsh:ActionPlan-validFrom): plan:50, plan:51, plan:52 and 2 more\n"
        "ccwpsh:ActionPlan: plan:50\n"
        "cure: compare the document with 'ccwp-kg read'; teach the profile or data/curated, or keep "
        "a correction of it\n"
    )


@pytest.mark.parametrize(
    ("cure", "files"),
    [
        ("correct it in that file", ("data/curated/acts.ttl", "data/sources/x.txt")),
        ("compare the document with 'ccwp-kg read'; ", ("data/sources/x.txt",)),
        ("correct what the rule follows from, or the rule", ("ontology/rules",)),
    ],
)
def test_a_result_names_its_files_and_the_cure(cure: str, files: tuple[str, ...]) -> None:
    """In the text and in JSON; a result without files has neither."""
    report = Report((replace(LATE, files=files), COUNT))
    told = as_text(report, prefixes=PREFIXES)
    assert f"  in: {', '.join(files)}\n  cure: {cure}" in told
    assert 1 == told.count("  in: ") == told.count("  cure: ")
    first, second = json.loads(as_json(report))["results"]
    assert (list(files), True) == (first["files"], first["cure"].startswith(cure))
    assert "files" not in second


@pytest.mark.parametrize(
    ("first_line", "report"),
    [
        ("The data conform to the shapes: no results.", Report(())),
        ("The data conform to the shapes: 2 warnings.", Report((COUNT, COUNT))),
        ("The data do not conform to the shapes: 2 violations, 1 warning.", Report((LATE, LATE, COUNT))),
    ],
)
def test_text_counts(first_line: str, report: Report) -> None:
    """The verdict counts each severity."""
    assert first_line == as_text(report).splitlines()[0]


def test_counts() -> None:
    """By severity and by shape, for programs."""
    assert {SH.Violation.value: 1, SH.Warning.value: 1} == REPORT.count_by_severity
    assert {CCWPSH.ActionPlan.value: 1, f"{CCWPSH}ActionPlan-validFrom": 1} == REPORT.count_by_shape


def test_message_is_english_where_there_is_one() -> None:
    """The English message, else the first, else nothing."""
    only_german = Result(PLAN, None, None, SH.Info, LATE.messages[:1], CCWPSH.A, SH.B)
    assert ("Too late.", "Ein Plan endet nicht vor seinem Beginn.", "") == (
        LATE.message,
        only_german.message,
        COUNT.message,
    )


def test_json() -> None:
    """Everything, IRIs in full."""
    shown = json.loads(as_json(REPORT))
    assert (False, [CCWPSH.ReadingIssue.value]) == (shown["conforms"], shown["shapesWithoutFocusNodes"])
    assert {CCWPSH.ActionPlan.value: 5, CCWPSH.ReadingIssue.value: 0} == shown["focusNodesByShape"]
    assert shown["results"][0] == {
        "focusNode": PLAN.value,
        "path": CCWP.validFrom.value,
        "value": '"2013-01-01"^^<http://www.w3.org/2001/XMLSchema#date>',
        "severity": SH.Violation.value,
        "message": "Too late.",
        "sourceShape": f"{CCWPSH}ActionPlan-validFrom",
        "sourceConstraint": None,
        "component": SH.LessThanOrEqualsConstraintComponent.value,
    }
    assert (None, f"{CCWPSH}ActionPlan-actionCount") == (
        shown["results"][1]["path"],
        shown["results"][1]["sourceConstraint"],
    )


def canonical(turtle: str) -> list[Quad]:
    dataset = Dataset(parse(turtle, format=RdfFormat.TURTLE))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(dataset, key=str)


def test_turtle() -> None:
    """The W3C vocabulary (SHACL §3.6): a warning too makes `sh:conforms` false."""
    expected = f"""
    @prefix sh: <{SH}> . @prefix ccwp: <{CCWP}> . @prefix ccwpsh: <{CCWPSH}> . @prefix xsd: <{XSD}> .
    [] a sh:ValidationReport ; sh:conforms false ;
      sh:result [ a sh:ValidationResult ; sh:focusNode <{PLAN.value}> ; sh:resultPath ccwp:validFrom ;
        sh:value "2013-01-01"^^xsd:date ; sh:resultSeverity sh:Violation ; sh:resultMessage "Too late."@en ,
        "Ein Plan endet nicht vor seinem Beginn."@de ; sh:sourceShape ccwpsh:ActionPlan-validFrom ;
        sh:sourceConstraintComponent sh:LessThanOrEqualsConstraintComponent ] ,
      [ a sh:ValidationResult ; sh:focusNode <{PLAN.value}> ; sh:value <{PLAN.value}> ; sh:resultSeverity sh:Warning ;
        sh:sourceShape ccwpsh:ActionPlan ; sh:sourceConstraint ccwpsh:ActionPlan-actionCount ;
        sh:sourceConstraintComponent sh:SPARQLConstraintComponent ] .
    """
    written = as_turtle(REPORT, prefixes=PREFIXES)
    assert canonical(expected) == canonical(written)
    assert "@prefix plan:" in written
    assert as_turtle(Report(()), prefixes=PREFIXES).count("sh:conforms true") == 1


P, Q = NamedNode("http://example.org/p"), NamedNode("http://example.org/q")


@pytest.mark.parametrize(
    ("text", "turtle", "path"),
    [
        ("<http://example.org/p>", ":p", P),
        ("^<http://example.org/p>", "[ sh:inversePath :p ]", ComplexPath("inversePath", (P,))),
        ("<http://example.org/p>*", "[ sh:zeroOrMorePath :p ]", ComplexPath("zeroOrMorePath", (P,))),
        ("<http://example.org/p>+", "[ sh:oneOrMorePath :p ]", ComplexPath("oneOrMorePath", (P,))),
        ("<http://example.org/p>?", "[ sh:zeroOrOnePath :p ]", ComplexPath("zeroOrOnePath", (P,))),
        ("<http://example.org/p>/<http://example.org/q>", "( :p :q )", ComplexPath(SEQUENCE, (P, Q))),
        (
            "<http://example.org/p>|(^<http://example.org/q>)",
            "[ sh:alternativePath ( :p [ sh:inversePath :q ] ) ]",
            ComplexPath("alternativePath", (P, ComplexPath("inversePath", (Q,)))),
        ),
    ],
)
def test_paths(text: str, turtle: str, path: Path) -> None:
    """SHACL §2.3.1: each form of path as text, and as the node a report refers to."""
    assert text == path_text(path)
    report = Report((Result(P, path, None, SH.Violation, (), BlankNode("s"), SH.B),))
    expected = f"""@prefix : <http://example.org/> . @prefix sh: <{SH}> .
    [] a sh:ValidationReport ; sh:conforms false ; sh:result [ a sh:ValidationResult ; sh:focusNode :p ;
      sh:resultPath {turtle} ; sh:resultSeverity sh:Violation ; sh:sourceShape [] ;
      sh:sourceConstraintComponent sh:B ] .
    """
    assert canonical(expected) == canonical(as_turtle(report))
