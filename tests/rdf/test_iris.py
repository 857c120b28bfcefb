"""IRIs are minted from numbers and stable slugs, in the published patterns."""

import pytest
from pyoxigraph import NamedNode

from ccwp_kg.rdf.terms import iris

ID = "https://w3id.org/ccwp/id/"


@pytest.mark.parametrize(
    ("expected", "iri"),
    [
        ("plan/5", iris.plan(5)),
        ("plan/5/action/5.10", iris.action(5, "5.10")),
        ("plan/2/action/8", iris.action(2, "8")),
        ("plan/5/action/5.1/indicator/1", iris.part(iris.action(5, "5.1"), "indicator", 1)),
        ("document/ST-8284-2008-REV-1", iris.document(iris.document_key(8284, 2008, revision=1))),
        ("document/ST-16445-2009-INIT", iris.document(iris.document_key(16445, 2009))),
        (
            "document/ST-8500-2014-ADD-1-REV-1",
            iris.document(iris.document_key(8500, 2014, addendum=1, addendum_revision=1)),
        ),
        ("document/ST-6285-2006-COR-1", iris.document(iris.document_key(6285, 2006, corrigendum=1))),
        (
            "document/ST-15653-2010-REV-1-COR-1",
            iris.document(iris.document_key(15653, 2010, revision=1, corrigendum=1)),
        ),
        ("document/ST-8284-2008", iris.document_family(8284, 2008)),
        ("document/OJ-C-115-2010-P-1", iris.journal("C", 115, 2010, 1)),
        ("subject-code/ENFOCUSTOM-18-2011", iris.subject_code("ENFOCUSTOM", 18, 2011)),
        ("meeting/ST-6-2012-INIT-2011-02-18", iris.meeting(iris.document("ST-6-2012-INIT"), "2011-02-18")),
        ("source/fifth-action-plan#char=6976,7050", iris.span("fifth-action-plan", 6976, 7050)),
        ("graph/curated/acts", iris.graph("curated/acts")),
    ],
)
def test_published_patterns(expected: str, iri: NamedNode) -> None:
    assert ID + expected == iri.value
    assert expected == iris.reference(iri)


def test_a_foreign_iri_has_no_reference() -> None:
    with pytest.raises(ValueError, match="not an IRI under"):
        iris.reference(NamedNode("http://example.org/id/plan/5"))
