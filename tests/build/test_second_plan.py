"""Further documents are added beside the fifth plan's draft, and none changes what another said."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from ccwp_kg.build import Build, Inputs
from ccwp_kg.entities.page import entity_page
from ccwp_kg.entities.portraits.actions import ActionPortrait
from ccwp_kg.entities.portraits.plans import PlanPortrait
from ccwp_kg.namespaces import CCWP, DCTERMS, FOAF, SKOS
from ccwp_kg.rdf.dataset import NamedGraphs, aside
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms import iris
from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.store.embedded import EmbeddedStore
from siblings.later import adopted, changed, sixth
from support.built_once import build_once
from support.commands import call_command, copy_of_checkout

pytestmark = pytest.mark.slow  # builds and checks three sets of data one after the other

DRAFT, ADOPTED, SIXTH = (
    iris.document(name) for name in ("draft-fifth-action-plan", "ST-12345-2011-INIT", "ST-99999-2012-INIT")
)
FIFTH_PLAN, FOURTH_PLAN = iris.plan(5), iris.plan(4)
SOURCE = iris.source("fifth-action-plan")
TITLE = DCTERMS.term("title")


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout to which the adopted fifth plan and a sixth plan were added, each with one command."""
    root = copy_of_checkout(tmp_path_factory.mktemp("second") / "checkout")
    for text, plan, number, day in [
        (changed(adopted(), ("by the drafting group at", "at")), "5", "12345/11", "2011-06-20"),
        (sixth(), "6", "99999/12", "2012-11-19"),
    ]:
        file = root / "document.txt"
        file.write_text(text, encoding="utf-8")
        words = ["--plan", plan, "--document", number, "--issued", day, "--accept-problems", "--yes"]
        done = call_command("add", str(file), *words, root=root)
        assert 0 == done.returncode, done.stderr
    return root


@pytest.fixture(scope="module")
def extended(added: Path) -> Build:
    return build_once(Inputs(ontology=added / "ontology", data=added / "data", shapes=added / "shapes"))


@pytest.fixture(scope="module")
def merged(extended: Build) -> set[Triple]:
    return extended.dataset.merged()


def values(triples: set[Triple], subject: NamedNode, predicate: NamedNode) -> set[str]:
    return {t.object.value for t in triples if (t.subject, t.predicate) == (subject, predicate)}  # type: ignore[union-attr]


def test_the_data_conform(added: Path) -> None:
    done = call_command("validate", root=added)
    assert 0 == done.returncode, done.stdout


def test_a_build_tells_the_problems_that_were_accepted(added: Path, extended: Build) -> None:
    """With the file, and where it is told more."""
    problems = {file: len(issues) for file, issues in extended.problems.items() if issues}
    assert problems
    told = call_command("build", "--check", root=added).stderr
    for file, count in problems.items():
        assert count == told.count(f"warning: {file}")
        assert f"see 'ccwp-kg read {file}'" in told


def test_what_was_read_of_the_draft_stays_as_it_was(extended: Build, dataset: NamedGraphs) -> None:
    """Statement by statement: what the merge no longer holds of it is kept aside, whole."""
    graph = iris.graph("source/fifth-action-plan")
    before = dataset.graphs[graph]
    graphs = extended.dataset.graphs
    kept = {t for t in graphs[aside(SOURCE)] if t.subject != aside(SOURCE)}
    assert before == graphs[graph] | kept
    assert (graphs[graph] & kept) == set()


def test_the_adopted_text_stands_for_the_plan(merged: set[Triple]) -> None:
    """A plain query sees one title and the parties of one document, and both documents."""
    action = iris.action(5, "5.1")
    assert {ADOPTED.value} == values(merged, FIFTH_PLAN, CCWP.readFrom) == values(merged, action, CCWP.readFrom)
    (title,) = values(merged, action, TITLE)
    assert title.startswith("To improve the ways to tackle")
    parties = values(merged, action, CCWP.concernsParty)
    assert (True, False) == tuple(
        iris.thing(f"organisation/{name}").value in parties for name in ("eurojust", "europol")
    )
    about = {t.subject for t in merged if (t.predicate, t.object) == (FOAF.primaryTopic, FIFTH_PLAN)}
    assert {DRAFT, ADOPTED} == about


def test_each_document_keeps_its_own_status(merged: set[Triple]) -> None:
    """The sixth plan calls the fifth approved and implemented: the fifth is as its own documents have it."""
    draft = iris.thing("concept/draft").value
    assert ({draft}, set(), {draft}) == tuple(values(merged, each, CCWP.status) for each in (DRAFT, ADOPTED, SIXTH))
    assert set() == values(merged, FIFTH_PLAN, CCWP.status)
    assert {"2011-07-01"} == values(merged, FIFTH_PLAN, CCWP.validFrom)


def test_a_plan_that_is_not_held_is_as_all_documents_have_it(merged: set[Triple]) -> None:
    """However each of them prints its period."""
    assert {"2010-01-01"} == values(merged, FOURTH_PLAN, CCWP.validFrom)
    assert set() == values(merged, FOURTH_PLAN, CCWP.readFrom)


def test_an_objective_worded_otherwise_is_another_one(merged: set[Triple]) -> None:
    own = iris.thing("objective/plan-6/3")
    assert own.value in values(merged, iris.plan(6), CCWP.hasStrategicObjective)
    listed = iris.thing("plan/6/objective/3")
    assert ({own.value}, {"To make cooperation less formal"}) == (
        values(merged, listed, CCWP.listedObjective),
        values(merged, listed, CCWP.wording),
    )
    known = iris.thing("objective/2009/3")
    assert {"To improve and make more flexible the existing cooperation process"} == {
        t.object.value for t in merged if t.subject == known and t.predicate == SKOS.prefLabel
    }


def test_the_page_of_the_plan_tells_which_document_says_what(extended: Build) -> None:
    """The one that stands for it, the other version, and what the sixth plan says."""
    store = EmbeddedStore.of_triples(extended.dataset.merged())
    page = entity_page(store, FIFTH_PLAN, prefixes=Prefixes({}))
    assert page is not None
    plan = page.portrait
    assert isinstance(plan, PlanPortrait)
    assert (ADOPTED.value, [DRAFT.value]) == (
        plan.read_from and plan.read_from.iri,
        [d.iri for d in plan.other_documents],
    )
    assert () == plan.status
    (version,) = plan.other_versions
    assert DRAFT.value == version.document.iri
    titled, *others = version.changes
    assert ("Action 5.1", []) == (titled.action.name, others)
    assert titled.there
    assert titled.here
    assert ["possibilities", "ways"] == [
        each.title and each.title.text.split()[3] for each in (titled.there, titled.here)
    ]
    gone, added = titled.there.parties - titled.here.parties, titled.here.parties - titled.there.parties
    parties = tuple([party.iri.rpartition("/")[2] for party in of] for of in (gone, added))
    assert (["europol"], ["eurojust"]) == parties
    said = [
        (each.document.iri, getattr(each.value, "name", ""))
        for each in plan.statements_elsewhere
        if "status" in each.property.iri
    ]
    assert [(SIXTH.value, "Approved"), (SIXTH.value, "Implemented")] == sorted(said)
    action = entity_page(store, iris.action(5, "5.1"), prefixes=Prefixes({}))
    assert action is not None
    assert isinstance(action.portrait, ActionPortrait)
    assert action.portrait.is_read


def test_the_page_of_the_plan_says_in_words_what_changed(extended: Build) -> None:
    store = EmbeddedStore.of_triples(extended.dataset.merged())
    page = create_app(store, settings=Settings()).test_client().get("/doc/plan/5", headers={"Accept": "text/html"})
    said = " ".join(unescape(re.sub(r"<[^>]+>", "", page.text)).split())
    assert "the title is “To improve the ways to tackle" in said
    assert "and was “To improve the possibilities to tackle" in said
    assert "Only here it concerns Eurojust. Only there it concerns Europol." in said
    other = create_app(store, settings=Settings()).test_client().get("/doc/plan/6", headers={"Accept": "text/html"})
    assert "says otherwise" not in other.text  # only one document sets it out
