"""The shapes on the data of this repository: they conform, each shape finds something, and damage shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.namespaces import CCWP, CCWPSH, DCTERMS, ID, OA, XSD
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.rdf.syntax.read import read_triples, turtle_files
from ccwp_kg.validation import as_text, validate
from support.shape_cases import SHAPES_FOLDER, all_shapes

ROOT = SHAPES_FOLDER.parent

MAY_FIND_NOTHING = {
    *(CCWPSH.ReadingIssue, CCWPSH.ChangeSet, CCWPSH.InferenceRule),
    *(CCWPSH.Correction, CCWPSH.CorrectionState, CCWPSH.CorrectedThing),
    *(CCWPSH.OtherEntry, CCWPSH.CoverEntry),
}
"""A reader that has nothing to note makes no issues; change sets and rules are described when a release is made; a good
reading needs no correction; the columns of the shipped plan all have properties, and its document has no cover."""


@cache
def data() -> frozenset[Triple]:
    """What a plain query sees: ontology, links elsewhere, curated and generated statements merged."""
    folders = [ROOT / "ontology" / name for name in ("concepts", "alignments/things", "alignments/publication")]
    ontology = [ROOT / "ontology" / "ccwp.ttl", *(path for folder in folders for path in turtle_files(folder))]
    return frozenset(triple for path in [*ontology, *turtle_files(ROOT / "data")] for triple in read_triples(path))


@cache
def shapes() -> tuple[Triple, ...]:
    return all_shapes()


def test_data_conform() -> None:
    """No result of any severity: a warning is a figure to look up before it is committed."""
    report = validate(data(), shapes=shapes())
    prefixes = read_prefixes(ROOT / "ontology" / "prefixes.ttl")
    assert len(data()) > 10_000
    assert report.results == (), as_text(report, prefixes=prefixes)
    assert set(report.shapes_without_focus_nodes) <= MAY_FIND_NOTHING


def thing(reference: str) -> NamedNode:
    return NamedNode(ID + reference)


def without(subject: str, predicate: NamedNode) -> Callable[[set[Triple]], set[Triple]]:
    return lambda triples: {t for t in triples if (t.subject, t.predicate) != (thing(subject), predicate)}


def instead(subject: str, predicate: NamedNode, value: Literal | NamedNode) -> Callable[[set[Triple]], set[Triple]]:
    return lambda triples: without(subject, predicate)(triples) | {Triple(thing(subject), predicate, value)}


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("expected", "damage"),
    [
        (
            {"PlanDocument-actionCount"},
            instead("document/draft-fifth-action-plan", CCWP.declaredActionCount, integer(11)),
        ),
        ({"ActionPlan-beginsAfter"}, instead("plan/4", CCWP.validUntil, Literal("2011-07-31", datatype=XSD.date))),
        (
            {"Mention-mentionShortcut", "Part-iri", "PartOfAction-listed", "PartOfAction-plan", "Whole-positions"},
            instead("plan/5/action/5.1/outcome/4", DCTERMS.isPartOf, thing("plan/5/action/5.2")),
        ),
        (
            {"CouncilDocument-keyAgrees", "CouncilDocument-printedRevision", "CouncilDocument-printedRev"},
            instead("document/ST-8284-2008-REV-1", CCWP.revision, integer(2)),
        ),
        (
            {"SubjectCode-iri", "SubjectCodeOrder-risesWithNumber"},
            instead("subject-code/ENFOCUSTOM-133-2009", CCWP.serial, integer(3)),
        ),
        ({"PlannedAction-objectiveInShortcut"}, without("plan/5/action/5.1", CCWP.pursuesObjective)),
        (
            {"PlanDocument-footnotes"},
            instead("document/draft-fifth-action-plan/citation/10", CCWP.footnoteNumber, integer(200_910)),
        ),
        (
            {"PartyGroup-member"},
            instead(
                "group/eu-jha-agencies", NamedNode("http://www.w3.org/ns/org#hasMember"), thing("organisation/europol")
            ),
        ),
    ],
)
def test_damage_shows(expected: set[str], damage: Callable[[set[Triple]], set[Triple]]) -> None:
    """A wrong figure or a lost statement in the real data breaks the rules it should, and no others."""
    report = validate(damage(set(data())), shapes=shapes())
    assert expected == {(r.source_constraint or r.source_shape).value.removeprefix(CCWPSH) for r in report.results}


@pytest.mark.slow
def test_a_moved_span_shows() -> None:
    """One character more in a quotation, and its length, its IRI or both are wrong."""
    span = next(t.subject for t in sorted(data(), key=str) if t.predicate == OA.start)
    damaged = {t for t in data() if (t.subject, t.predicate) != (span, OA.end)} | {
        Triple(span, OA.end, Literal("30000", datatype=XSD.term("nonNegativeInteger")))
    }
    report = validate(damaged, shapes=shapes())
    rules = {(r.source_constraint or r.source_shape).value.removeprefix(CCWPSH) for r in report.results}
    assert {"Span-length", "Span-iri"} <= rules
