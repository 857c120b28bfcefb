"""Plans with parties of other kinds are added, each with one command, and the pages of the plans before stay true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from pyoxigraph import NamedNode, Triple

from ccwp_kg.build import Inputs
from ccwp_kg.namespaces import CCWP, ID, RDFS
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.days import day_of
from siblings.later import PARTIES_OF_THE_FIRST, changed, seventh, sixth
from support.built_once import build_once
from support.commands import call_command, copy_of_checkout
from support.serving import Server, running, stop_server

pytestmark = pytest.mark.slow  # adds two plans and makes a release; test_named_plan does with one, for `make test`

STATES = "- Germany,\n- Poland,\n- Europol."
UNKNOWN = ("Guild of Gaugers", "Harbour Watch", "Salt Office")
MET = "18 February and 24 March 2012"
PLANS = {
    # plan → its text, its document, the date
    6: (
        changed(
            sixth(),
            (PARTIES_OF_THE_FIRST, STATES),
            ("recommendations of Action 3.6. could", "recommendations of Action 5.6 could"),
        ),
        "99999/12",
        "2012-11-19",
    ),
    7: (
        changed(
            seventh(),
            # on the days of the sixth; who met is not said
            ("by the drafting group at its meetings on\n18 February and 24 March 2014", "at its meetings on\n" + MET),
            (
                PARTIES_OF_THE_FIRST,
                "".join(f"- {name}{end}" for name, end in zip(UNKNOWN, (",\n", ",\n", "."), strict=True)),
            ),
        ),
        "88888/14",
        "2014-05-19",
    ),
}


@dataclass(frozen=True)
class Later:
    """A checkout with both plans, what `add` said of each, its triples, and a release of it over HTTP."""

    root: Path
    added: dict[int, CompletedProcess[str]]
    graphs: dict[NamedNode, frozenset[Triple]]
    merged: set[Triple]
    server: Server

    def page(self, path: str) -> str:
        """The words of a page."""
        status, _, body = self.server.ask("GET", path, accept="text/html")
        assert 200 == status, path
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())

    def values(self, subject: NamedNode, predicate: NamedNode) -> set[str]:
        return {t.object.value for t in self.merged if (t.subject, t.predicate) == (subject, predicate)}  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Later]:
    root = copy_of_checkout(tmp_path_factory.mktemp("later") / "checkout")
    added = {}
    for plan, (text, number, day) in PLANS.items():
        (root / "document.txt").write_text(text, encoding="utf-8")
        words = ["--plan", str(plan), "--document", number, "--issued", day, "--accept-problems", "--yes"]
        added[plan] = call_command("add", "document.txt", *words, root=root)
        assert 0 == added[plan].returncode, added[plan].stderr
    built = build_once(Inputs(ontology=root / "ontology", data=root / "data", shapes=root / "shapes"))
    released = call_command("release", "--out", "release", root=root)
    assert 0 == released.returncode, released.stderr
    server = running("release", str(root / "release"))
    yield Later(root, added, dict(built.dataset.graphs), built.dataset.merged(), server)
    stop_server(server.process)


def test_the_data_conform(later: Later) -> None:
    done = call_command("validate", root=later.root)
    assert 0 == done.returncode, done.stdout


def test_what_was_read_of_the_fifth_plan_stays_as_it_was(later: Later, dataset: NamedGraphs) -> None:
    graph = iris.graph("source/fifth-action-plan")
    assert dataset.graphs[graph] == later.graphs[graph]


def test_a_meeting_is_that_of_one_document(later: Later) -> None:
    """Two documents tell of meetings on the same days, and one does not say whose: each has its own, with one label."""
    labels = {
        (plan, label)
        for plan, number in ((6, "ST-99999-2012-INIT"), (7, "ST-88888-2014-INIT"))
        for meeting in later.values(iris.document(number), CCWP.draftedAt)
        for label in later.values(NamedNode(meeting), RDFS.label)
    }
    days = [day_of(day) for day in ("2012-02-18", "2012-03-24")]
    expected = {(6, f"Meeting of the drafting group on {day}") for day in days}
    assert expected | {(7, f"Meeting on {day}") for day in days} == labels


def test_member_states_are_parties(later: Later) -> None:
    """Each is a body that is known, and leads to its page."""
    action = iris.action(6, "6.1")
    concerned = {f"{ID}country/DEU", f"{ID}country/POL", f"{ID}organisation/europol"}
    assert concerned == later.values(action, CCWP.concernsParty)
    assert {"DEU", "POL", "europol"} == {
        value.rpartition("/")[2]
        for place in (1, 2, 3)
        for value in later.values(iris.part(action, "party", place), CCWP.involvedParty)
    }
    assert "unknown-party" not in later.added[6].stdout
    assert "Germany" in later.page("/doc/plan/6/action/6.1")
    assert "Action 6.1" in later.page("/doc/country/DEU")


def test_unknown_bodies_are_kept_as_printed_and_told(later: Later) -> None:
    action = iris.action(7, "7.1")
    entries = [iris.part(action, "party", place) for place in (1, 2, 3)]
    assert [{name} for name in UNKNOWN] == [later.values(entry, CCWP.printedForm) for entry in entries]
    assert [set(), set(), set()] == [later.values(entry, CCWP.involvedParty) for entry in entries]
    assert set() == later.values(action, CCWP.concernsParty)
    told = " ".join(later.added[7].stdout.split())
    assert [1, 1, 1] == [len(re.findall(rf"unknown-party [^(]*{name}", told)) for name in UNKNOWN]
    page = later.page("/doc/plan/7/action/7.1")
    assert [] == [name for name in UNKNOWN if f"printed “ {name} ”" not in page]


def test_the_page_of_the_fifth_plan_says_which_document_says_what(later: Later) -> None:
    page = later.page("/doc/plan/5")
    assert "Status Draft ( Draft Fifth Action Plan )" in page
    elsewhere = page[page.index("What other documents say of it") :]
    for said in ("status: Approved", "status: Implemented", "valid until: 31 December 2012"):
        assert re.search(rf"{said}[^:]*99999/12", elsewhere), elsewhere


def test_an_action_that_is_held_stays_so_when_a_later_plan_names_it(later: Later) -> None:
    page = later.page("/doc/plan/5/action/5.6")
    assert "Not held" not in page
    assert "Referred to by Action 6.3" in page
    assert "Status of the plan Draft" in page


def test_the_pages_of_an_earlier_plan_tell_what_all_documents_say(later: Later) -> None:
    plan = later.page("/doc/plan/4")
    assert "Not held : the document that sets this plan out" in plan
    assert "1 January 2010 – 30 June 2011" in plan
    assert 3 == plan.count("printed “ January 2010 ”")
    action = later.page("/doc/plan/4/action/4.10")
    assert "Not held : the document that sets this action out" in action
    for later_action in ("Action 5.10", "Action 6.10", "Action 7.10"):
        assert f"Referred to by {later_action}" in action or f"Followed up by {later_action}" in action
