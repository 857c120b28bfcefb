"""What a name in a table means: the right thing first, taken unseen only where nothing is left open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from ccwp_kg.errors import ReconciliationRefused
from ccwp_kg.namespaces import ID
from ccwp_kg.reconciliation.candidates import LEAST, ReconciliationCandidate, reconcile
from ccwp_kg.reconciliation.queries import Condition, Query, Value
from ccwp_kg.reconciliation.schema import Schema
from ccwp_kg.reconciliation.suggesting import suggest_things
from ccwp_kg.search import Index
from ccwp_kg.store import Store

Ask = Callable[[Query], Sequence[ReconciliationCandidate]]
AUTHORITY = "http://publications.europa.eu/resource/authority/"
REV_1, OLAF, EUROPOL = "document/ST-8284-2008-REV-1", "organisation/olaf", "organisation/europol"
CERTAIN = [
    (REV_1, "8284/1/08"),
    (REV_1, "8284/1/08 REV 1"),
    (REV_1, "ST 8284/08 REV 1"),
    (REV_1, "ST-8284-2008-REV-1"),
    (REV_1, "st8284/1/2008 rev1"),
    (REV_1, "8284/1/08 REV 1 ENFOCUSTOM 48"),
    (REV_1, "Council document 8284/1/08"),
    ("document/ST-8284-2008", "8284/08 (all versions)"),
    ("act/council-resolution-2009", "32009G1030(01)"),
    ("act/council-resolution-2009", "CELEX number: 32009g103001"),
    ("document/OJ-C-115-2010-P-1", "OJ C 115, 4.5.2010, p. 1"),
    ("document/OJ-C-115-2010-P-1", "O.J. C115 of 04/05/2010, p.1"),
    ("document/OJ-C-115-2010-P-1", "ABl. C 115 vom 4.5.2010, S. 1"),
    ("plan/5/action/5.10", "action no. 5.10"),
    ("plan/5", "5th action plan"),
    (OLAF, "o.l.a.f."),
    (OLAF, "EUROPÄISCHES AMT FUR BETRUGSBEKAMPFUNG"),
    (OLAF, "organisation/olaf"),
    (OLAF, ID + "organisation/olaf"),
    (EUROPOL, "Euorpol"),
    (OLAF, "Office, European Anti-Fraud"),
    ("organisation/ccwp", "Customs Coop. Working Party"),
    ("act/naples-ii", "Naples II convetion"),
]


@pytest.mark.parametrize(("meant", "written"), CERTAIN)
def test_a_name_is_matched_with_what_it_means(meant: str, written: str, ask: Ask) -> None:
    first = ask(Query(written))[0]
    assert (ID + meant, True) == (first.thing.iri, first.is_match)


NEVER = [
    "Interpol",
    "Sixth Action Plan",
    "Naples I Convention",
    "8285/1/08 REV 1",  # another document
    "13858/7/07 REV 2",  # the number contradicts itself
    "6026/8/10 REV 1",  # and this one differs from a document that is held in one figure
    "OJ C 115, 8.5.2010, p. 1",  # another day
    "reply to 8284/1/08 REV 1",  # a document about that one
    "Action 5.11",
    "Action",
    "UK Presidency in 2017",
    "information exchange",  # a work area and a concept
    "International organisatiosn",  # one is a group of parties, one a kind of organisation
    "customs",
    "—",
    "x" * 5_000,
]


@pytest.mark.parametrize("written", NEVER)
def test_what_is_not_certain_is_never_matched(written: str, ask: Ask) -> None:
    """A match is taken unseen: a wrong one would put a false link into somebody's table."""
    assert not [each.thing.iri for each in ask(Query(written)) if each.is_match]


@pytest.mark.parametrize(
    ("meant", "written"),
    [
        (EUROPOL, "Europol agency"),
        (EUROPOL, "the agency Europol"),
        ("organisation/copen", "COPEN Working Party"),
        ("group/customs-authorities", "party group Customs authorities"),
    ],
)
def test_a_name_beside_the_word_for_its_kind_comes_first(meant: str, written: str, ask: Ask) -> None:
    """The concept "EU agency" looks more like "Europol agency", letter by letter, than Europol."""
    assert ID + meant == ask(Query(written))[0].thing.iri


def test_words_that_are_no_kind_lead_to_nothing_certain(ask: Ask) -> None:
    """The European Council is not the Council of the European Union, though that name has both words."""
    first = ask(Query("European Council"))[0]
    assert not first.is_match
    assert first.score < 90


def test_scores_fall_and_stay_within_bounds(ask: Ask) -> None:
    """§4.2: sorted by decreasing score; only the first may be a match; no more than were asked for."""
    for written in ("customs cooperation", "8284/1/08", "European Office", "action plan"):
        found = ask(Query(written, limit=7))
        scores = [each.score for each in found]
        assert 0 < len(found) <= 7
        assert sorted(scores, reverse=True) == scores
        assert all(LEAST <= score <= 100 for score in scores)
        assert not any(each.is_match for each in found[1:])


def test_each_query_is_answered_as_if_it_were_alone(store: Store, index: Index, schema: Schema, ask: Ask) -> None:
    """§4.4: independently of the others in its batch."""
    asked = {
        "a": Query("Europol"),
        "b": Query("Action 3.1", conditions=(Condition("partOfPlan", (Value("plan/3"),)),)),
        "c": Query("", conditions=(Condition("acronym", (Value("OLAF"),)),)),
        "d": Query("Europol", types=("CouncilDocument",)),
        "e": Query(""),
    }
    together = reconcile(asked, store=store, index=index, schema=schema)
    assert () == together["e"]
    assert list(asked) == list(together)
    assert {key: ask(query) for key, query in asked.items()} == together


TYPED = [
    (["organisation/olaf"], ("Organisation",), "any", "European Anti-Fraud Office"),
    (["organisation/olaf"], ("Service",), "any", "European Anti-Fraud Office"),
    (["organisation/olaf"], ("Service", "Organisation"), "all", "European Anti-Fraud Office"),
    ([], ("Agency",), "any", "European Anti-Fraud Office"),
    ([], ("Service", "Agency"), "all", "European Anti-Fraud Office"),
    (["work-area/information-exchange"], ("WorkArea",), "any", "information exchange"),
    (["concept/information-exchange"], ("DomainConcept",), "any", "information exchange"),
    (["plan/3/action/3.1"], ("Action",), "any", "Action 3.1"),  # an earlier action is an action
]


@pytest.mark.parametrize(("certain", "types", "strictness", "written"), TYPED)
def test_types_are_kept_to(certain: list[str], types: tuple[str, ...], strictness: str, written: str, ask: Ask) -> None:
    """§4.1: one of the types, narrower ones included, or all of them."""
    found = ask(Query(written, types=types, strictness=strictness))  # type: ignore[arg-type]
    assert certain == [each.thing.iri.removeprefix(ID) for each in found if each.is_match]
    enough = all if strictness == "all" else any
    for each in found:
        assert enough(name in [term.id for term in each.types] for name in types)


def test_types_that_should_be_only_move_the_score(ask: Ask) -> None:
    """`should`: a thing of another type stays, lower, and is not taken unseen."""
    alone = ask(Query("Europol"))[0]
    other = ask(Query("Europol", types=("WorkingParty",), strictness="should"))[0]
    own = ask(Query("Europol", types=("Agency",), strictness="should"))[0]
    assert (alone.thing, True, 100.0) == (own.thing, own.is_match, own.score)
    assert (alone.thing, False, False) == (other.thing, other.is_match, other.features["type"])
    assert 60 < other.score < 70


CONDITIONS = [
    ("plan/3/action/3.1", 100.0, "Action 3.1", Condition("partOfPlan", (Value("plan/3"),))),
    ("plan/3/action/3.1", 100.0, "Action 3.1", Condition("partOfPlan", (Value("", "plan/3"),))),
    ("plan/3/action/3.1", 100.0, "Action 3.1", Condition("partOfPlan", (Value("third action plan"),))),
    ("plan/3/action/3.1", 0.0, "Action 3.1", Condition("partOfPlan", (Value("fifth action plan"),))),
    ("document/ST-11684-2010-INIT", 100.0, "11684/10", Condition("documentYear", (Value("2010"),))),
    ("document/ST-11684-2010-INIT", 100.0, "11684/10", Condition("documentYear", (Value("2010.0"),))),
    ("document/ST-11684-2010-INIT", 0.0, "11684/10", Condition("documentYear", (Value("2009"),))),
    ("plan/5", 100.0, "Fifth Action Plan", Condition("validFrom", (Value("2011"),))),
    ("plan/5", 100.0, "Fifth Action Plan", Condition("validFrom", (Value("2011-07-01"),))),
    ("plan/5", 0.0, "Fifth Action Plan", Condition("validFrom", (Value("2011-0"),))),
    (OLAF, 100.0, "European Anti-Fraud Office", Condition("acronym", (Value("o.l.a.f"),))),
    (OLAF, 100.0, "European Anti-Fraud Office", Condition("foaf:focus", (Value(AUTHORITY + "corporate-body/OLAF"),))),
    (OLAF, 0.0, "European Anti-Fraud Office", Condition("foaf:focus", (Value(AUTHORITY + "corporate-body/COM"),))),
    (OLAF, None, "European Anti-Fraud Office", Condition("celexNumber", (Value("32009G1030(01)"),))),
]


@pytest.mark.parametrize(("meant", "agreement", "written", "condition"), CONDITIONS)
def test_values_raise_and_lower_the_score(
    meant: str, agreement: float | None, written: str, condition: Condition, ask: Ask
) -> None:
    """A value that agrees keeps a sure match, one that does not undoes it, and silence says nothing."""
    found = {each.thing.iri: each for each in ask(Query(written, conditions=(condition,)))}[ID + meant]
    assert agreement == found.features.get(f"property:{condition.property}")
    assert (agreement != 0.0, 66.7 if agreement == 0.0 else 100.0) == (found.is_match, found.score)


def test_one_of_several_values_is_enough(ask: Ask) -> None:
    years = Condition("documentYear", (Value("2009"), Value("2010")))
    assert ask(Query("11684/10", conditions=(years,)))[0].is_match


def test_a_value_tells_namesakes_apart(ask: Ask) -> None:
    """An earlier action and one of this plan have numbers of their own; a misspelt title alone is not enough."""
    doubtful = Query("document of 2010", conditions=(Condition("documentNumber", (Value("11684"),)),))
    assert "document/ST-11684-2010-INIT" not in [each.thing.iri for each in ask(doubtful) if each.is_match]


PROPERTIES_ALONE = [
    ([OLAF], [("acronym", "OLAF")]),
    (["document/ST-11684-2010-INIT"], [("documentNumber", "11684"), ("documentYear", "2010")]),
    (["document/ST-11684-2010-INIT"], [("registerKey", "ST-11684-2010-INIT"), ("documentYear", "2010")]),
    (["plan/5"], [("ordinal", "5")]),
    (["plan/5"], [("validFrom", "2011-07-01")]),
    ([OLAF], [("foaf:focus", AUTHORITY + "corporate-body/OLAF")]),
    (["country/DEU"], [("foaf:focus", AUTHORITY + "country/DEU")]),
    (["organisation/wco"], [("foaf:focus", "http://eurovoc.europa.eu/6129")]),
    ([], [("foaf:focus", AUTHORITY + "corporate-body/NOBODY")]),
    (["organisation/europol"], [("owl:sameAs", "http://www.wikidata.org/entity/Q207203")]),
    (["act/council-resolution-2009"], [("owl:sameAs", "http://publications.europa.eu/resource/celex/32009G1030(01)")]),
    (
        ["act/council-resolution-2009"],
        [("owl:sameAs", "http://publications.europa.eu/resource/celex/32009G1030%2801%29")],
    ),
    ([], [("documentYear", "2010")]),
    ([], [("acronym", "NOBODY")]),
    ([], [("acronym", "OLAF"), ("celexNumber", "32009G1030(01)")]),
]


@pytest.mark.parametrize(("certain", "given"), PROPERTIES_ALONE)
def test_values_without_a_name_find_things_too(certain: list[str], given: list[tuple[str, str]], ask: Ask) -> None:
    """§4.1: `query` may be left out where there are properties."""
    conditions = tuple(Condition(name, (Value(value),)) for name, value in given)
    found = ask(Query("", conditions=conditions))
    assert certain == [each.thing.iri.removeprefix(ID) for each in found if each.is_match]


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("names the type 'Person'", Query("x", types=("Person",))),
        ("names the property 'colour'", Query("x", conditions=(Condition("colour", (Value("red"),)),))),
    ],
)
def test_what_there_is_not_is_refused(words: str, query: Query, ask: Ask) -> None:
    """An empty answer would say that nothing is called so."""
    with pytest.raises(ReconciliationRefused, match=words):
        ask(query)


def test_types_come_with_the_most_special_first(schema: Schema, ask: Ask) -> None:
    """A client that guesses the type of a column counts the first one most."""
    assert ["Agency", "Organisation"] == [term.id for term in ask(Query("Europol"))[0].types]
    assert {"Organisation"} == {term.id for term in schema.types["Agency"].broader}
    assert all(term.name for term in (*schema.types.values(), *schema.properties.values()))


def test_names_are_only_those_of_the_thing(ask: Ask) -> None:
    """What a document says about Europol does not make the document a candidate."""
    assert {"organisation"} == {each.thing.kind for each in ask(Query("Europol", limit=25)) if each.score > 60}


@pytest.mark.parametrize(
    ("expected", "address"),
    [
        ([], "http://publications.europa.eu/resource/celex/32004R2007"),
        ([], "http://eurovoc.europa.eu/9999999"),
        (["concept/customs-union"], "http://eurovoc.europa.eu/4600"),
        (["act/council-resolution-2009"], "http://publications.europa.eu/resource/celex/32009G1030(01)"),
        (["act/council-resolution-2009"], "http://publications.europa.eu/resource/celex/32009G1030%2801%29"),
        ([EUROPOL], ID + EUROPOL),
    ],
)
def test_an_address_suggests_its_thing_and_nothing_that_is_spelt_like_it(
    expected: list[str], address: str, index: Index
) -> None:
    """Words within an address (`europa.eu`) are no name; they brought up the Commission."""
    assert expected == [thing.iri.removeprefix(ID) for thing in suggest_things(index, address, skip=0)]
