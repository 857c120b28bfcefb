"""Facets of lists: several values of one are any of them, of several all of them; counts, addresses, and data."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from itertools import combinations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Literal

from ccwp_kg.entities.lists.listings import fill
from ccwp_kg.entities.lists.model import Choice
from ccwp_kg.entities.lists.table import LISTS
from ccwp_kg.namespaces import CCWP, ID
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import EmbeddedStore

PAGE = {"Accept": "text/html"}
NONE = Prefixes({})


@pytest.fixture(scope="module")
def whole(release_app: Flask) -> FlaskClient:
    """The application over the release of this checkout."""
    return release_app.test_client()


CHOSEN = [
    # (list, chosen, pattern that says the same in other words)
    ("actions", [("plan", "plan/5"), ("plan", "plan/4")],
     f"?x {CCWP.partOfPlan} ?p FILTER(?p IN (<{ID}plan/4>, <{ID}plan/5>))"),
    ("actions", [("party", "organisation/olaf"), ("party", "organisation/europol"), ("objective", "objective/2009/3")],
     f"?x {CCWP.concernsParty} ?b FILTER(?b IN (<{ID}organisation/olaf>, <{ID}organisation/europol>)) "
     f"?x {CCWP.pursuesObjective} <{ID}objective/2009/3>"),
    ("documents", [("year", "2008"), ("year", "2009"), ("kind", "CouncilDocument")],
     f"?x a {CCWP.CouncilDocument} ; {CCWP.documentYear} ?y FILTER(?y IN (2008, 2009))"),
    ("documents", [("kind", "CouncilDocument"), ("kind", "LegalAct")],
     f"?x a ?c FILTER(?c IN ({CCWP.CouncilDocument}, {CCWP.LegalAct}))"),
    ("organisations", [("plan", "plan/5"), ("plan", "plan/4"), ("kind", "concept/eu-agency")],
     f"?x {CCWP.organisationKind} <{ID}concept/eu-agency> . ?a {CCWP.concernsParty} ?x ; {CCWP.partOfPlan} ?p "
     f"FILTER(?p IN (<{ID}plan/4>, <{ID}plan/5>))"),
    ("actions", [("plan", "plan/5"), ("plan", "a b"), ("plan", "plan/77")], f"?x {CCWP.partOfPlan} <{ID}plan/5>"),
]  # fmt: skip


def total(store: EmbeddedStore, pattern: str) -> int:
    (row,) = store.rows(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")
    assert isinstance(row["n"], Literal)
    return int(row["n"].value)


@pytest.mark.parametrize(("name", "chosen", "pattern"), CHOSEN, ids=lambda each: each if isinstance(each, str) else "")
def test_any_of_one_facet_and_all_of_several(
    release_store: EmbeddedStore, name: str, chosen: list[tuple[str, str]], pattern: str
) -> None:
    """The list, its total, its query, and the number beside every value of every facet."""
    expected = total(release_store, pattern)
    assert expected
    choice = Choice(tuple(chosen), page=1)
    filled = fill(release_store, LISTS[name], prefixes=NONE, choice=choice)
    whole = fill(release_store, LISTS[name], prefixes=NONE, choice=Choice(tuple(chosen)))
    assert (expected, expected) == (filled.total, len(whole.rows))
    assert {f"<{row.thing.iri}>" for row in whole.rows} == {str(row["x"]) for row in release_store.rows(filled.query)}
    checked = 0
    for facet in filled.facets:
        others = tuple((name, value) for name, value in chosen if name != facet.what.name)
        for value in facet.values[:6] + facet.chosen:
            alone = Choice((*others, (facet.what.name, value.token)), page=1)
            assert value.count == fill(release_store, LISTS[name], prefixes=NONE, choice=alone).total
            checked += 1
    assert checked > 6


ADDRESSES = [
    # (canonical address, path)
    ("/actions?plan=plan/4&plan=plan/5", "/actions?plan=plan/5&plan=plan/4"),
    ("/actions?plan=plan/5", "/actions?plan=plan/5&plan=plan/5"),
    ("/actions?plan=plan/5&party=organisation/europol&party=organisation/olaf",
     "/actions?party=organisation/olaf&plan=plan/5&party=organisation/europol&sort=title"),
    ("/actions?party=organisation/olaf", f"/actions?party={ID}organisation/olaf&party=organisation/olaf"),
    ("/documents?year=2008", "/documents?year=02008"),
]  # fmt: skip


@pytest.mark.parametrize(("canonical", "path"), ADDRESSES)
def test_the_address_is_canonical(whole: FlaskClient, canonical: str, path: str) -> None:
    """In the order of facets and values, each once, whatever was asked; of several values no index is made."""
    response = whole.get(path, headers=PAGE)
    assert f'<http://localhost{canonical}>; rel="canonical"' in response.headers["Link"]
    assert f'<link rel="canonical" href="http://localhost{canonical.replace("&", "&amp;")}">' in response.text
    is_several = len(set(re.findall(r"plan=plan/[0-9]", canonical))) > 1 or canonical.count("party=") > 1
    assert is_several == ('name="robots" content="noindex"' in response.text)


def test_each_value_is_added_and_removed(whole: FlaskClient) -> None:
    """The link of a value adds it, that of a chosen one takes it away, as above the list; one takes all away."""
    here = "/actions?plan=plan/4&plan=plan/5&party=organisation/olaf&sort=-documents"
    page = whole.get(here, headers=PAGE).text
    links = [unescape(target) for target in re.findall(r'<a [^>]*href="(/actions[?.][^"]*)"', page)]
    chosen = {("plan", "plan/4"), ("plan", "plan/5"), ("party", "organisation/olaf")}
    reached = [
        {(name, value) for pair in target.partition("?")[2].split("&") for name, _, value in [pair.partition("=")]}
        for target in links
        if target.startswith("/actions?") and "sort=-documents" in target
    ]
    kept = [each - {("sort", "-documents")} for each in reached]
    for fewer in combinations(sorted(chosen), 2):
        assert 2 == kept.count(set(fewer))
    assert chosen | {("party", "organisation/europol")} in kept
    assert set() in kept
    assert '<a href="/actions?sort=-documents">remove all</a>' in page


HOSTILE = ["%3Cscript%3Ealert(1)%3C/script%3E", "a%22b", "%7B%20?x%20?y%20?z%20%7D", "plan/5%3E%20%7D", "x" * 500]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_are_harmless(whole: FlaskClient, value: str) -> None:
    """A reference adds nothing beside a good value; alone the page says in one sentence that nothing has it. What is no
    reference is refused."""
    good = whole.get("/actions?plan=plan/5", headers=PAGE).text
    both = whole.get(f"/actions?plan=plan/5&plan={value}", headers=PAGE)
    if "/" not in value and "%2F" not in value:
        assert 400 == both.status_code
        assert "is no value of" in both.text
        assert "x" * 61 not in both.text
        return
    (number,) = re.findall(r"([0-9]+) in this list", good)
    assert (200, True) == (both.status_code, f"{number} in this list" in both.text)
    alone = whole.get(f"/actions?plan={value}&party=organisation/olaf", headers=PAGE).text
    assert 1 == alone.count("Nothing in this list has")
    assert "<script>alert" not in both.text + alone


def test_data_have_what_is_shown_and_more(whole: FlaskClient, release_store: EmbeddedStore) -> None:
    """The CSV of the actions has the objectives and parties of each, by IRI and by name, apart by bars."""
    rows = {row["iri"]: row for row in csv.DictReader(io.StringIO(whole.get("/actions.csv").text, newline=""))}
    for column, relation in (("party", CCWP.concernsParty), ("objective", CCWP.pursuesObjective)):
        stated: dict[str, set[str]] = {iri: set() for iri in rows}
        for row in release_store.rows(f"SELECT DISTINCT ?a ?o {{ ?a {relation} ?o ; a {CCWP.Action} }}"):
            stated[str(row["a"])[1:-1]].add(str(row["o"])[1:-1])
        assert stated == {iri: set(filter(None, row[column].split(" | "))) for iri, row in rows.items()}
        assert [len(row[column].split(" | ")) for row in rows.values()] == [
            len(row[f"{column}_name"].split(" | ")) for row in rows.values()
        ]
    (action,) = (row for iri, row in rows.items() if iri.endswith("/plan/5/action/5.10"))
    assert "Europol" in action["party_name"].split(" | ")
    told = whole.get("/actions.json?plan=plan/5&plan=plan/4").get_json()
    assert {"plan": ["plan/4", "plan/5"]} == told["chosen"]
    assert all(isinstance(row["party"], list) for row in told["rows"])


def test_a_value_that_is_chosen_is_counted_however_rare(release_store: EmbeddedStore) -> None:
    """Also one that stands beyond those shown."""
    filled = fill(release_store, LISTS["documents"], prefixes=NONE, choice=Choice((("year", "1999"),), page=1))
    (year,) = (facet for facet in filled.facets if facet.what.name == "year")
    (chosen,) = year.chosen
    assert total(release_store, f"?x {CCWP.documentYear} 1999 . {LISTS['documents'].members}") == chosen.count
