"""Every class has its row in the table of kinds, or a reason to have none."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from ccwp_kg.entities.lists.table import LISTS
from ccwp_kg.entities.page import VIEWS
from ccwp_kg.kinds import KINDS, SEARCHED, list_of, schema_type_of, view_of
from ccwp_kg.namespaces import CCWP, OWL, RDF, SKOS
from support.commands import ROOT

WITHOUT_A_ROW = {
    "ActionReference": "a part of an action, shown in its terms of reference",
    "ChangeSet": "shown on /changes",
    "Citation": "a part of an action or a footnote, shown with it",
    "Correction": "shown with the statement it corrects",
    "FieldSilence": "a cell without words, shown with its action and in the document",
    "InferenceRule": "shown on /rules",
    "InternationalOrganisation": "an Organisation; it is no government's",
    "Mention": "a place in a text, shown with the thing it names",
    "ObjectiveAssignment": "a part of an action, shown with it",
    "ObjectiveListing": "a place in a plan, shown with the plan and the objective",
    "OtherEntry": "a part of an action, shown with it",
    "PartyInvolvement": "a part of an action, shown with it",
    "ProjectGroup": "shown as any thing is",
    "ReadingActivity": "how a document was read, shown with its source",
    "ReadingIssue": "shown with its source",
    "Span": "a place in a source, shown there",
    "Statement": "a statement of a document, shown with what it is about",
    "SubjectAssignment": "shown with the action it is about",
}


def own_classes() -> list[str]:
    triples = parse((ROOT / "ontology" / "ccwp.ttl").read_bytes(), format=RdfFormat.TURTLE)
    declared = {t.subject.value for t in triples if t.predicate == RDF.type and t.object == OWL.Class}
    return sorted(iri.removeprefix(CCWP) for iri in declared if iri.startswith(CCWP))


def test_every_class_has_a_row_or_a_reason() -> None:
    rows = {cls.value.removeprefix(CCWP) for kind in KINDS for cls in kind.classes if cls.value.startswith(CCWP)}
    assert own_classes()
    assert own_classes() == sorted(rows | WITHOUT_A_ROW.keys())
    assert rows & WITHOUT_A_ROW.keys() == set()


def test_what_a_row_names_exists() -> None:
    assert VIEWS.keys() == {kind.view for kind in KINDS if kind.view} | {"thing"}
    assert LISTS.keys() | {"dataset"} == {kind.listed for kind in KINDS if kind.listed}
    assert len(SEARCHED) == len({kind.name for kind in SEARCHED})
    for kind in SEARCHED:
        assert "" not in (kind.one, kind.many), kind.name


@pytest.mark.parametrize(
    ("expected", "classes"),
    [
        (("work_area", "objectives", "DefinedTerm"), [SKOS.Concept, CCWP.WorkArea]),
        (("document", "documents", "CreativeWork"), [CCWP.CouncilDocument, CCWP.Corrigendum]),
        (("organisation", "organisations", "GovernmentOrganization"), [CCWP.Organisation, CCWP.Agency]),
        (("organisation", "organisations", "Organization"), [CCWP.Organisation, CCWP.InternationalOrganisation]),
        (("concept", "concepts", "DefinedTerm"), [CCWP.DomainConcept, SKOS.Concept]),
        (("thing", "", "Thing"), [CCWP.Span]),
    ],
)
def test_the_first_row_that_says_something_counts(expected: tuple[str, str, str], classes: list[NamedNode]) -> None:
    assert expected == (view_of(classes), list_of(classes), schema_type_of(classes))
