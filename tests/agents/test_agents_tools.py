"""What the tools tell of the release: the facts, the characters behind them, and each silence as itself."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple
from tools_in_process import Tell, collection_of, teller

from ccwp_kg.agents.collection import Collection
from ccwp_kg.agents.table import TOOLS
from ccwp_kg.errors import StoreUnavailable
from ccwp_kg.namespaces import CCWP, ID, M8G
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.terms import iris
from ccwp_kg.search import Index
from ccwp_kg.store import EmbeddedStore

READ = iris.graph("source/fifth-action-plan")
EXAMPLES = {
    "coverage": {},
    "search": {"words": "Europol"},
    "thing": {"id": "plan/5/action/5.4"},
    "evidence": {"id": "plan/5/action/5.4"},
    "schema": {"class": "ccwp:Action"},
    "ask": {"sparql": "SELECT ?s ?p ?o { ?s ?p ?o }", "limit": 1_000},
}


@pytest.mark.parametrize("name", [tool.name for tool in TOOLS])
@pytest.mark.parametrize("most", [None, 1_000, 20_000])
def test_every_answer_keeps_its_budget_and_says_where_it_is_from(name: str, most: int | None, tell: Tell) -> None:
    """4,000 bytes unless asked otherwise, with a citation and an IRI."""
    text = tell(name, **EXAMPLES[name], **({} if most is None else {"max_bytes": most}))
    assert len(text.encode()) <= (most or 4_000)
    assert re.search(r"^citation: .*Customs Cooperation Working Party.* https://w3id\.org/ccwp/id/\S+$", text, re.M)


SILENT = [
    ("plan/5/action/5.1", "lead", "lead: not stated (the source is silent"),
    ("plan/5/action/5.10", "ccwp:deadline", "timetable: not stated (the source is silent"),
    ("plan/5/action/5.5", "parties", "parties: the cell is empty"),
    ("plan/5/action/5.5", "ccwp:concernsParty", "parties: the cell is empty"),
    ("plan/5/action/5.10", "timetable", "timetable: not stated (the source is silent"),
    ("plan/3/action/3.5", "lead", "lead: not held (the document that would tell it is not in this collection"),
    ("plan/3/action/3.5", "timetable", "timetable: not held (the document that would tell it"),
    ("organisation/olaf", "lead", "lead: does not apply: it is said of ccwp:Action only"),
    ("plan/4/action/4.10", "ccwp:hasOutcome", "not held (the document that would tell it is not in this collection"),
    ("document/ST-10238-2004-REV-2", "dcterms:title", "not held (the document that would tell it"),
    ("plan/5/action/5.4", "ccwp:celexNumber", "does not apply: it is said of ccwp:LegalInstrument only"),
    ("plan/5/action/5.4", "ccwp:derivedByRule", "nothing is stated here, and it is not recorded whether"),
]


@pytest.mark.parametrize(("thing", "property_", "expected"), SILENT)
def test_a_silence_is_told_as_what_it_is(thing: str, property_: str, expected: str, tell: Tell) -> None:
    text = tell("evidence", id=thing, property=property_).partition("citation: ")[0]
    assert expected in text
    others = {words for words in ("not stated", "cell is empty", "not held", "does not apply") if words not in expected}
    assert [] == [words for words in others if words in text]


def test_words_that_were_not_understood_are_shown(dataset: NamedGraphs, published: Path) -> None:
    """The fifth silence, which the shipped plan has nowhere: words stand there, and were not read."""
    field, words = (
        iris.thing("plan/5/action/5.1/field/lead"),
        NamedNode(iris.source("fifth-action-plan").value + "#char=8381,8396"),
    )
    stated = Triple(field, CCWP.silence, iris.thing("concept/not-stated"))
    assert stated in dataset.graphs[READ]
    of_kind = {Triple(field, CCWP.silence, iris.thing("concept/not-understood")), Triple(field, CCWP.hasSpan, words)}
    graphs = {**dataset.graphs, READ: (dataset.graphs[READ] - {stated}) | of_kind}
    tell = teller(collection_of(EmbeddedStore.of_graphs(graphs), published))
    assert 'lead: not understood (words that may tell it stand there, and were not read): "third countries"' in tell(
        "thing", id="plan/5/action/5.1"
    )
    text = tell("evidence", id="plan/5/action/5.1", property="lead")
    assert 'exact: "third countries"' in text
    assert "not stated" not in text


def passages(text: str) -> list[tuple[str, int, int]]:
    """The characters of an answer's passages with the offsets that it tells."""
    found = re.findall(
        r"exact: (\".*\")\n(?:.*quotation: .*\n)?.*place: (?:page \d+, )?characters (\d+) to (\d+)", text
    )
    return [(json.loads(exact), int(start), int(end)) for exact, start, end in found]


@pytest.mark.parametrize(
    ("least", "thing"),
    [
        (25, "plan/5/action/5.4"),
        (20, "plan/5"),
        (1, "document/draft-fifth-action-plan/statement/plan-5/based-on/1"),
        (1, "source/fifth-action-plan#char=64,150"),
    ],
)
def test_evidence_is_the_characters_of_the_document(least: int, thing: str, tell: Tell, published: Path) -> None:
    """Each passage is, character for character, what stands at its place in the source."""
    source = (published / "source" / "fifth-action-plan.txt").read_text(encoding="utf-8")
    found = passages(tell("evidence", id=thing, max_bytes=100_000))
    assert len(found) >= least
    assert [exact for exact, _, _ in found] == [source[start:end] for _, start, end in found]


def test_evidence_for_a_body_names_it(tell: Tell) -> None:
    """No passage is told for a body that does not speak of it, and none twice, as of words that name an example."""
    told = tell("evidence", id="organisation/europol", max_bytes=100_000)
    assert ["Europol"] * 10 == [exact for exact, _, _ in passages(told)]
    assert (": 10 passages" in told, told.count("named in and names as example of Terms of reference")) == (True, 2)


def test_evidence_for_a_property_is_for_its_values(tell: Tell) -> None:
    found = passages(tell("evidence", id="plan/5/action/5.4", property="concernsParty"))
    assert ["COM (OLAF)", "Europol"] == [exact for exact, _, _ in found]


OF_FIELDS = [
    ("plan/5/action/5.4", "parties", ["COM (OLAF)", "Europol"]),
    ("plan/5/action/5.9", "timetable", ["December 2012", "three years"]),
]


@pytest.mark.parametrize(("thing", "field", "expected"), OF_FIELDS)
def test_evidence_for_a_field_is_that_of_the_properties_that_tell_it(
    thing: str, field: str, expected: list[str], tell: Tell
) -> None:
    """The name of a field works where it is stated as it does where it is not, and each passage comes once."""
    assert expected == [exact for exact, _, _ in passages(tell("evidence", id=thing, property=field))]


def test_evidence_for_a_lead_is_that_of_the_entries_that_lead(dataset: NamedGraphs, published: Path) -> None:
    """No shipped action has a lead: of 5.4 Europol gets the role here, and what was recorded of the lead goes."""
    entry, role = iris.thing("plan/5/action/5.4/party/2"), M8G.role
    given = {each for each in dataset.graphs[READ] if each.subject == entry and each.predicate == role}
    assert given
    silence = {each for each in dataset.graphs[READ] if each.subject == iris.thing("plan/5/action/5.4/field/lead")}
    led = (dataset.graphs[READ] - given - silence) | {Triple(entry, role, iris.thing("concept/lead"))}
    tell = teller(collection_of(EmbeddedStore.of_graphs({**dataset.graphs, READ: led}), published))
    assert ["Europol"] == [exact for exact, _, _ in passages(tell("evidence", id="5.4", property="lead"))]


BEHIND = [
    ("organisation/europol", "owl:sameAs", "kept by hand or taken from elsewhere, not read from a document"),
    ("plan/5/action/5.4", "ccwp:partOfPlan", "it follows from how the document is built"),
    ("plan/4/action/4.10", "ccwp:followedUpBy", "inferred, not read. Action that follows up: "),
    ("plan/4/action/4.10", "ccwp:followedUpBy", f"Action 5.10 <{ID}plan/5/action/5.10> — follows up"),
]


@pytest.mark.parametrize(("thing", "property_", "expected"), BEHIND)
def test_what_no_passage_is_behind_is_told(thing: str, property_: str, expected: str, tell: Tell) -> None:
    assert expected in tell("evidence", id=thing, property=property_)


def test_coverage_tells_what_is_not_held(tell: Tell, release_store: EmbeddedStore) -> None:
    text = tell("coverage", max_bytes=100_000)
    assert "Held: 1 document as text, 1 plan and 10 actions read from them." in text
    plans = {row["p"].value for row in release_store.rows(f"SELECT ?p {{ ?p a {CCWP.ActionPlan} }}")}
    for plan in plans:
        held = plan == f"{ID}plan/5"
        assert re.search(rf"^- {'held, plan' if held else 'not held, plan known by mention'}: .*<{plan}>", text, re.M)
    cited = {row["d"].value for row in release_store.rows(f"SELECT ?d {{ ?d a {CCWP.CouncilDocument} }}")}
    assert len(cited) > 20
    assert cited <= set(re.findall(r"^- not held, cited: .*?<(\S+)>", text, re.M))


NAMES = [
    f"{ID}plan/5",
    f"<{ID}plan/5>",
    "plan/5",
    "/doc/plan/5",
    "https://w3id.org/ccwp/doc/plan/5.ttl",
    "plan:5",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_thing_has_many_identifiers(name: str, tell: Tell) -> None:
    assert f"iri: {ID}plan/5" in tell("thing", id=name).splitlines()


def test_an_address_of_this_server_is_an_identifier(release_store: EmbeddedStore, published: Path) -> None:
    """As an agent copies it from a page; and answers tell such addresses."""

    def address(iri: str) -> str:
        return iri.replace(ID, "http://here.example/doc/").replace("https://w3id.org/ccwp/", "http://here.example/")

    tell = teller(collection_of(release_store, published, address=address))
    for page in ("doc/plan/5", "doc/plan/5.html", "doc/plan/5.ttl", "doc/plan/5.xml", "cite/plan/5.bib"):
        lines = tell("thing", id=f"http://here.example/{page}").splitlines()
        assert f"iri: {ID}plan/5" in lines
        assert "address: http://here.example/doc/plan/5" in lines


ELSEWHERE = [
    ("organisation/europol", "http://www.wikidata.org/entity/Q207203"),
    ("organisation/europol", "https://www.wikidata.org/entity/Q207203"),
    ("organisation/europol", "http://publications.europa.eu/resource/authority/corporate-body/EUROPOL"),
    ("organisation/europol", "eurovoc:5630"),
    ("act/council-resolution-2003", "CELEX:32003G1015(01)"),
    ("concept/customs-union", "eurovoc:4600"),
    ("plan/5", "https://plans.example/doc/plan/5.html"),
]


@pytest.mark.parametrize(("expected", "identifier"), ELSEWHERE)
def test_a_thing_is_found_by_what_it_is_called_elsewhere(expected: str, identifier: str, tell: Tell) -> None:
    for tool in ("thing", "evidence"):
        assert f"iri: {ID}{expected}" in tell(tool, id=identifier).splitlines()


WHOLE_NAMES = [
    ("organisation/europol", "Europol"),
    ("organisation/europol", "EUROPOL"),
    ("plan/5/action/5.2", "5.2"),
    ("plan/5/action/5.2", "action 5.2"),
    ("document/ST-8284-2008-REV-1", "8284/1/08 REV 1"),
    ("plan/5", "Fifth Action Plan"),
]


@pytest.mark.parametrize(("expected", "name"), WHOLE_NAMES)
def test_a_thing_is_found_by_its_whole_name(expected: str, name: str, tell: Tell) -> None:
    for tool in ("thing", "evidence"):
        assert f"iri: {ID}{expected}" in tell(tool, id=name).splitlines()


@pytest.mark.parametrize("words", ["customs", "Handbook", "Action", "plan 6"])
def test_words_of_names_name_nothing(words: str, tell: Tell) -> None:
    """What several things hold in their names, or one of another number, is left to the search."""
    assert "names nothing that is held here" in tell("evidence", id=words)


def test_search_takes_identifiers_too(tell: Tell) -> None:
    first = next(line for line in tell("search", words="CELEX:32003G1015(01)").splitlines() if line.startswith("1. "))
    assert f"<{ID}act/council-resolution-2003>" in first


@pytest.mark.parametrize("tool", ["thing", "evidence"])
def test_what_is_not_here_is_not_said_not_to_exist(tool: str, tell: Tell) -> None:
    text = tell(tool, id="plan/6")
    assert "names nothing that is held here, which does not tell whether such a thing exists" in text
    assert f"<{ID}plan/5>" in text


def test_a_thing_tells_whether_it_is_held(tell: Tell) -> None:
    assert "held: yes, it was read from Draft Fifth Action Plan" in tell("thing", id="plan/5/action/5.4")
    assert "held: not held (the document that would tell it" in tell("thing", id="plan/4/action/4.10")
    assert "held: yes, as <" in tell("thing", id="document/draft-fifth-action-plan")
    assert "held: not held" in tell("thing", id="document/ST-8282-2008-REV-3")
    assert "held:" not in tell("thing", id="organisation/europol")


def test_a_thing_tells_the_words_of_its_parts(tell: Tell) -> None:
    assert '"Improved protection of personal data and data security"' in tell("thing", id="plan/5/action/5.4")


FOUND = [
    ("organisation/europol", {"words": "Europol"}),
    ("document/ST-8284-2008-REV-1", {"words": "8284/1/08"}),
    ("organisation/olaf", {"words": "Office européen de lutte antifraude", "kind": "organisation"}),
]


@pytest.mark.parametrize(("expected", "asked"), FOUND)
def test_search_finds(expected: str, asked: dict[str, str], tell: Tell) -> None:
    first = next(line for line in tell("search", **asked).splitlines() if line.startswith("1. "))
    assert f"<{ID}{expected}>" in first


def test_search_that_finds_nothing_says_what_that_means(tell: Tell) -> None:
    text = tell("search", words="Europolitan zzzz")
    assert "does not tell whether the documents are silent" in text
    text = tell("search", words="Europol", kind="meeting")
    assert "Nothing of the kind meeting is found" in text
    assert "There are some of other kinds (Actions: 7, " in text


@pytest.mark.parametrize("name", ["ccwp:Action", "Action", "action", f"<{CCWP}Action>", str(CCWP.Action)[1:-1]])
def test_a_class_has_many_names(name: str, tell: Tell) -> None:
    assert f"iri: {CCWP}Action" in tell("schema", **{"class": name}).splitlines()


def test_schema_tells_properties_that_a_query_can_use(tell: Tell, release_store: EmbeddedStore) -> None:
    text = tell("schema", **{"class": "ccwp:Action"})
    found = re.search(r"^- ccwp:hasOutcome: (\d+) of them, (\d+) values", text, re.M)
    assert found is not None
    (row,) = release_store.rows(f"SELECT (COUNT(*) AS ?n) {{ ?x a {CCWP.Action} ; {CCWP.hasOutcome} ?o }}")
    assert row["n"].value == found[2]
    query = re.search(r"^query: (.*)$", text, re.M)
    assert query is not None
    assert "10 rows" in tell("ask", sparql=query[1])
    every = tell("schema", start=70) + text
    assert re.search(r": 1 thing\b", every)
    assert re.findall(r"\b1 (?:thing|value)s", every) == []


def test_ask_counts_rows_and_goes_on_where_it_stopped(tell: Tell) -> None:
    """Rows are whole, line ends in cells included; limit and start reach all of them."""
    query = 'SELECT ?n ?t { VALUES (?n ?t) { (1 "a,\\nb") (2 "c") (3 "é\\"") } } ORDER BY ?n'
    first = tell("ask", sparql=query, limit=2)
    assert first.startswith('3 rows, as CSV:\nn,t\n1,"a,\nb"\n2,c\n')
    assert "call again with start=3 for those after limit=2" in first
    rest = tell("ask", sparql=query, limit=2, start=3)
    assert [["n", "t"], ["3", 'é"']] == list(csv.reader(io.StringIO("\n".join(rest.splitlines()[1:3]))))


FORMS = [
    ("ASK { ?a a ccwp:Action }", "answer: true\n"),
    ("ASK { ?a a ccwp:Nothing }", "answer: false\n"),
    (f"CONSTRUCT {{ ?a ccwp:position 4 }} {{ BIND(<{ID}plan/5> AS ?a) }}", "1 triple, as N-Triples:\n<"),
    ("SELECT ?a { ?a a ccwp:Nothing }", "0 rows (an empty answer"),
]


@pytest.mark.parametrize(("query", "expected"), FORMS)
def test_forms_of_queries(query: str, expected: str, tell: Tell) -> None:
    assert tell("ask", sparql=query).startswith(expected)


EXPLAINED = [
    ("SELECT ?s { ?s a ccwp:Acton }", "Did you mean ccwp:Action?"),
    ("ASK { ?s ccwp:hasOutcom ?o }", "Did you mean ccwp:hasOutcome?"),
    ("SELECT ?s { ?s a ccwp:Action ; ccwp:celexNumber ?n }", "These 2 patterns have no solution in common"),
    ("CONSTRUCT WHERE { ?s ccwp:celexNumber 'x' }", "This pattern has no solution"),
]


@pytest.mark.parametrize(("query", "expected"), EXPLAINED)
def test_an_empty_answer_tells_why_it_is_empty(query: str, expected: str, tell: Tell) -> None:
    assert expected in tell("ask", sparql=query)


def test_a_store_of_something_else(published: Path) -> None:
    """Over data that are none of ours each tool answers, and says that nothing of a plan is held."""
    other = EmbeddedStore.of_graphs(
        {iris.graph("curated/one"): {Triple(NamedNode("urn:x:s"), NamedNode("urn:x:p"), NamedNode("urn:x:o"))}}
    )
    tell = teller(collection_of(other, published, endpoint="http://elsewhere.example/sparql"))
    assert "Nothing of an action plan is held here" in tell("coverage")
    assert "urn:x:o" in tell("thing", id="urn:x:s")
    assert "1 row, as CSV" in tell("ask", sparql="SELECT * { ?s ?p ?o }")
    assert "no passage of a document is recorded" in tell("evidence", id="urn:x:s") or "kept by hand" in tell(
        "evidence", id="urn:x:s"
    )


def test_the_collection_is_read_from_only(collection: Collection) -> None:
    """Nothing that a tool holds can be assigned to."""
    with pytest.raises(AttributeError):
        collection.endpoint = "x"  # type: ignore[misc]


def test_identifiers_need_no_search_index(release_store: EmbeddedStore, published: Path) -> None:
    """Over a store elsewhere the index takes its time, or cannot be made; only search has to wait for it."""

    def none() -> Index:
        raise StoreUnavailable("the search index is being made; ask again in some seconds")

    tell = teller(collection_of(release_store, published, index=none))
    assert f"iri: {ID}plan/5" in tell("thing", id="plan/5").splitlines()
    assert "iri: http://eurovoc.europa.eu/4600" in tell("thing", id="http://eurovoc.europa.eu/4600").splitlines()
    assert "names nothing that is held here" in tell("evidence", id="plan/6")
    with pytest.raises(StoreUnavailable):
        tell("search", words="Europol")


ANSWERED = [
    ("Which actions concern Europol and OLAF?", "Actions that concern", "Five actions: 5.1, 5.3, 5.4, 5.8 and", "5.10"),
    ("who is concerned by 5.2", "Parties of action 5.2.", "Three parties: Europol, COM and LEWP.", "LEWP"),
    ("who drafted plan 5", "Drafting of the Fifth", "Drafted by the drafting group;", "24 March 2011"),
]


@pytest.mark.parametrize(("words", "heading", "told", "row"), ANSWERED)
def test_a_question_is_answered_above_the_hits(words: str, heading: str, told: str, row: str, tell: Tell) -> None:
    """In its query no line is a comment, as all of it is one line."""
    answered = tell("search", words=words)
    assert answered.startswith(f"Read as a question: {heading}")
    assert f"answer: {told}" in answered
    [query] = re.findall(r"^query, whose \?evidence is what each row rests on: (.+)$", answered, re.MULTILINE)
    assert row in tell("ask", sparql=query)


def test_a_question_of_the_catalogue_comes_with_its_query(tell: Tell) -> None:
    told = tell("search", words="which bodies are in most actions")
    assert told.startswith("Read as a question: Which concerned parties occur in most actions? Every action, each of")
    assert "query, which ask answers: PREFIX ccwp:" in told


def test_a_question_that_is_not_answered_says_why(tell: Tell) -> None:
    assert tell("search", words="which actions do not concern Europol").startswith("Not read as a question: it")
    assert not tell("search", words="Europol").startswith(("Not read as", "Read as"))
