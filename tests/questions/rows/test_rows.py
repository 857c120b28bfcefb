"""The rows of an answer in one sentence, and the passages behind them: for the examples of the catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ccwp_kg.questions.rows.answer import Answer, FoundRows, answer_of
from ccwp_kg.questions.rows.solutions import opened
from ccwp_kg.rdf.example_queries import ExampleQuery, read_examples
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.store import EmbeddedStore
from support.commands import ROOT

EXAMPLES = {example.slug: example for example in read_examples(ROOT / "web" / "queries")}
PREFIXES = read_prefixes(ROOT / "ontology" / "prefixes.ttl")


def answered(store: EmbeddedStore, text: str, form: str = "") -> Answer:
    def ask(asked: str) -> FoundRows:
        rows = store.rows(asked)
        return FoundRows(tuple(dict.fromkeys(name for row in rows for name in row)), rows)

    return answer_of(text, ask, store, PREFIXES, form=form)


SENTENCES = {
    "documents-cited-by-several-actions": (
        "Two Council documents: 8282/3/08 REV 3 (5.4, 5.9 and 5.10); and 8351/2/09 REV 2 (5.3, 5.4 and 5.6)."
    ),
    "acts-in-force": (
        "12 acts: Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation (no longer in "
        "force), Treaty of Lisbon (in force) and 10 more (not told by any source here)."
    ),
    "followed-up-by-5-10": (
        "Action 4.10 of the Fourth Action Plan, “To update the Naples II Convention Handbook”, "
        "on which 11684/10 reports."
    ),
    "document-of-the-third-plan": "8284/1/08 REV 1 ENFOCUSTOM 48, from July 2008 to December 2009.",
    "actions-without-parties": (
        "Action 5.5, “To identify and share best practices of controls in a road free flow traffic context”."
    ),
    "mentions-of-naples-ii": "5.10: 6 times; 5.4: 2, 5.9: 2.",
    "drafting-meetings": "18 February 2011 and 24 March 2011 (Fifth Action Plan).",
    "most-frequent-parties": "European Commission: 9 actions; Europol: 7, OLAF: 5, DG TAXUD: 4 and 9 more.",
    "actions-in-order": "Ten actions: 5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7, 5.8, 5.9 and 5.10.",
    "all-three-objectives": "Fifth Action Plan, 6 of 10, 60 %: actions 5.1, 5.2, 5.6, 5.7, 5.8 and 5.9.",
    "decisions-of-the-ccwp": (  # "and" within a part and between two is told apart
        "Approval: 5.4, 5.6, 5.7, 5.8 and 5.10; adoption: 5.1 and 5.2; submission: 5.3 and 5.5; "
        "and submission outside the indicators: 5.9."
    ),
    "afis-mab": "Since 15 June 2010, as action 5.4 says.",
    "indicators-and-outcomes": "16 performance indicators and 22 possible outcomes in all.",  # the total alone
    "earlier-plans": (
        "Four plans: First Action Plan (2004 to 2006, 15315/2/03 REV 2); "
        "Second Action Plan (January 2007 to June 2008, 13424/2/06 REV 2); "
        "Third Action Plan (July 2008 to December 2009, 8284/1/08 REV 1); "
        "and Fourth Action Plan (January 2010 to June 2011, 16445/09)."
    ),
    "names-on-a-day": (  # the names of that day, not those by which the bodies are known
        "Four organisations: European Police College (CEPOL), Eurojust (Eurojust), European Police Office (Europol) "
        "and European Agency for the Management of Operational Cooperation at the External Borders of the Member "
        "States of the European Union (Frontex)."
    ),
    "agencies-in-french": (
        "Nine organisations: Collège européen de police (CEPOL), Commission européenne (COM), "
        "Conseil de l'Union européenne (Council of the European Union), "
        "Direction générale des affaires intérieures (DG HOME), "
        "Direction générale de la fiscalité et de l’union douanière (DG TAXUD), Eurojust (Eurojust), "
        "Europol (Europol), Frontex (Frontex) and Office européen de lutte antifraude (OLAF)."
    ),
    "plans-in-time": (
        "Five plans: First Action Plan (1 January 2004 to 31 December 2006), "
        "Second Action Plan (1 January 2007 to 30 June 2008), Third Action Plan (1 July 2008 to 31 December 2009), "
        "Fourth Action Plan (1 January 2010 to 30 June 2011) and Fifth Action Plan (1 July 2011 to 31 December 2012)."
    ),
    "act-that-the-plan-rests-on": (
        "Two acts: Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation "
        "(from outside: 32009G1030(01), not in force today); and Revised strategy for customs cooperation in the third "
        "pillar (neither number nor force is told by any source here)."
    ),
    "what-5-10-builds-on": (
        "Four actions: 6.6 (First Action Plan), 8 (Second Action Plan), 3.16 (Third Action Plan) and "
        "4.10 (Fourth Action Plan)."
    ),
    "deliverables-and-decisions": (
        "Ten actions: 5.1 and 5.2 (adoption by the CCWP); 5.1, 5.5, 5.6, 5.9 and 5.10 (no body named); "
        "5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7, 5.8, 5.9 and 5.10 (submission to the CCWP); "
        "and 5.4, 5.6, 5.7, 5.8 and 5.10 (approval by the CCWP)."
    ),
    "actions-by-eurovoc-subject": "5.10 by “customs cooperation”.",
    "abbreviations": (  # of bodies, an act and concepts
        "15 abbreviations: CATS: Coordinating Committee in the area of police and judicial cooperation in criminal "
        "matters; CCU: Central coordinating unit; CCWP: Customs Cooperation Working Party; CEPOL: European Police "
        "College; COM: European Commission; COPEN: Working Party on Cooperation in Criminal Matters; DG HOME: "
        "Directorate-General for Home Affairs; DG TAXUD: Directorate-General for Taxation and Customs Union; "
        "JCO: Joint customs operation; JIT: Joint investigation team and 5 more."
    ),
    "with-dublin-core-alone": "Ten actions: 5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 5.7, 5.8, 5.9 and 5.10.",
}


@pytest.mark.parametrize(("slug", "sentence"), SENTENCES.items(), ids=SENTENCES)
def test_an_answer_is_one_sentence(release_store: EmbeddedStore, slug: str, sentence: str) -> None:
    """Each row as its question wants it told; else one by its values, counts by the largest, all others by how many
    there are and which."""
    example = EXAMPLES[slug]
    assert sentence == answered(release_store, example.text, example.answer).sentence.text


@pytest.mark.parametrize("example", [each for each in EXAMPLES.values() if each.answer], ids=lambda each: each.slug)
def test_the_form_of_an_answer_names_columns_of_its_table(release_store: EmbeddedStore, example: ExampleQuery) -> None:
    """It has words between its fields, and no field that the table lacks, for then no sentence would come of it."""
    table = answered(release_store, example.text).table
    assert table is not None
    assert set(re.findall(r"{(\w+)", example.answer)) <= {column.name for column in table.columns}


QUOTED = {
    "footnote-9": ("OJ C 115, 4.5.2010, p. 1", {"OJ C 115, 4.5.2010, p. 1", "Stockholm Programme"}),
    "drafting-meetings": ("2011-02-18", {"18 February"}),
    "actions-without-parties": ("5.5", {"Other concerned parties"}),
    "documents-cited-by-several-actions": ("8282/3/08 REV 3", {"8282/3/08 REV 3 ENFOCUSTOM 47"}),
    "actions-by-eurovoc-subject": ("5.10", {"customs", "cooperation"}),
    "plans-in-time": ("Third Action Plan", {"July 2008", "December 2009"}),
    "deliverables-and-decisions": (
        "Action 5.2",
        {"Report and recommendations presented to and adopted by the CCWP"},
    ),
    "most-frequent-parties": ("European Commission", {"COM"}),  # short, and no number
    "all-three-objectives": (
        "Fifth Action Plan",
        {"(3) Improve and make more flexible the existing cooperation process."},
    ),
}


@pytest.mark.parametrize(("slug", "row", "quotes"), [(s, *of) for s, of in QUOTED.items()], ids=QUOTED)
def test_each_row_is_quoted(release_store: EmbeddedStore, slug: str, row: str, quotes: set[str]) -> None:
    """The characters that the row stands on, of its entries, citations, statements and silences."""
    sources = answered(release_store, EXAMPLES[slug].text).sources
    by_name = {getattr(called, "name", None) or getattr(called, "text", ""): of for called, of in sources.items()}
    assert row in by_name
    assert quotes <= {place.quote for place in by_name[row]}
    assert all(place.end > place.start and place.page for place in by_name[row])


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_a_quotation_is_in_the_document(release_store: EmbeddedStore, published: Path, example: ExampleQuery) -> None:
    """Of every example: each quotation stands at its characters, and a row without any is said to have none."""
    text = (published / "source" / "fifth-action-plan.txt").read_bytes().decode()
    answer = answered(release_store, example.text)
    assert answer.table is not None
    assert len(answer.sources) > 0
    for source in answer.sources.values():
        assert all(place.exact == text[place.start : place.end] for place in source)


def test_an_abbreviation_is_quoted_where_it_is_printed(release_store: EmbeddedStore) -> None:
    """In capitals or not, of one or several; nowhere else, such as in “Commission”."""
    sources = answered(release_store, EXAMPLES["abbreviations"].text).sources
    quotes = {called.name: {place.quote for place in of} for called, of in sources.items()}  # type: ignore[union-attr]
    assert ({"COM"}, {"DG Home"}, {"JCOs"}) == (quotes["COM"], quotes["DG HOME"], quotes["JCO"])
    assert all(quotes.values())


def test_nothing_found_is_not_a_no(release_store: EmbeddedStore) -> None:
    nothing = answered(release_store, "SELECT ?x { ?x <urn:a> ?y }")
    assert nothing.sentence.text.startswith("Nothing found. Nothing in the documents that are held here fits;")
    assert {} == nothing.sources


ROWS = {
    # a subquery that counts stays as it is, and one that only selects is opened
    "SELECT ?n { { SELECT (COUNT(?a) AS ?n) { ?a <urn:p> ?b } } }": 0,
    "SELECT ?a { { SELECT ?a { ?a <urn:p> ?b } } }": 1,
    # where only one within it counts, too
    "SELECT ?a { { SELECT ?a { { SELECT (COUNT(?n) AS ?of) { ?n <urn:q> 1 } } ?a <urn:p> ?b } } }": 1,
    # the name of a variable inside must not come to mean the one outside
    "SELECT ?a ?b { { SELECT ?a { ?a <urn:p> ?b } } ?b <urn:q> 1 }": 1,
    "SELECT ?a { { ?a <urn:p> 1 } UNION { ?a <urn:q>/<urn:r> 2 } OPTIONAL { ?a ^<urn:s> ?b } }": 4,
    "SELECT ?a { GRAPH <urn:g> { ?a a ?b } }": 1,
    "SELECT ?a { ?a <urn:p>+ ?b ; <urn:q>|<urn:r> ?c ; !<urn:s> ?d }": 0,
    "SELECT ?a { [] <urn:p> ?a { [] <urn:q> ?a } }": 2,
    "SELECT ?step1 { ?step1 <urn:p>/<urn:q> 'x'@en , -1 , 2.5 , true }": 8,
    "SELECT ?a { VALUES ?a { <urn:x> } MINUS { ?a <urn:p> 1 } BIND (1 AS ?b) FILTER (?b > 0) }": 0,
}


@pytest.mark.parametrize(("text", "patterns"), ROWS.items())
def test_a_query_is_opened(release_store: EmbeddedStore, text: str, patterns: int) -> None:
    """It stays a query that runs."""
    query = opened(text)
    assert query is not None
    assert patterns == len(query.patterns)
    assert len(release_store.rows(query.text)) <= 1


def test_a_query_in_a_form_that_is_not_read_is_not_opened() -> None:
    assert opened("DESCRIBE <urn:x>") is None


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_the_solutions_hold_every_row(release_store: EmbeddedStore, example: ExampleQuery) -> None:
    """Each value that is no result of an expression is a value of a solution."""
    query = opened(example.text)
    assert query is not None
    rows, solutions = release_store.rows(example.text), release_store.rows(query.text)
    assert len(solutions) > 0
    known = {name: {solution.get(name) for solution in solutions} for solution in solutions for name in solution}
    for row in rows:
        assert all(value in known[name] for name, value in row.items() if name in known)


def test_a_long_name_is_a_link_in_few_words(release_store: EmbeddedStore) -> None:
    """Of four parties named, each leads to its page, also one called by its acronym."""
    sentence = answered(release_store, EXAMPLES["most-frequent-parties"].text).sentence
    things = [each.name for each in (*sentence.lead, *sentence.rest) if not isinstance(each, str)]
    assert ["European Commission", "Europol", "OLAF", "DG TAXUD"] == things


def test_the_other_words_of_a_part_go_with_the_line_that_names_the_thing(release_store: EmbeddedStore) -> None:
    """A column printed in lines, one of which names the convention: of them only the name is quoted."""
    sources = answered(release_store, EXAMPLES["mentions-of-naples-ii"].text).sources
    quotes = {place.quote for of in sources.values() for place in of}
    assert {"Naples II", "Naples II Convention", "Naples II Convention Handbook"} == quotes


@pytest.mark.parametrize(
    ("expected", "slug"),
    [
        (["Document", "Actions"], "documents-cited-by-several-actions"),  # not its label beside it
        (["Party", "Name", "Actions"], "most-frequent-parties"),  # an acronym is another name
    ],
)
def test_what_a_thing_is_called_stands_once(release_store: EmbeddedStore, expected: list[str], slug: str) -> None:
    table = answered(release_store, EXAMPLES[slug].text).table
    assert expected == [column.heading for column in table.columns]
    assert all(len(row) == len(expected) for row in table.rows)


FORMED = {
    # what all rows but their name have alike is said once; a name without words around it
    ("?body ?day", '("A" "May") ("B" "May") ("C" "June")', "{body} in {day}"): "A and B in May; and C in June.",
    ("?body ?day", '("A" "May")', "until {day}, {body}"): "Until May, A.",
    # a column that the query lacks: the sentence without the form
    ("?body ?day", '("A" "May") ("B" "May")', "{body} in {month}"): "A and B.",
    ("?body ?day", '("A" UNDEF) ("B" "May")', "{body}: {day}"): "A: not stated and B: May.",
    # of more than a sentence holds, the first
    ("?body ?day", " ".join(f'("{"x" * 200}{n}" "{n}")' for n in range(5)), "{body} ({day})"): (
        f"X{'x' * 199}0 (0), {'x' * 200}1 (1) and 3 more."
    ),
    # the row of the total, which is called by no thing, tells of all
    ("?body ?sum", "(<urn:x:a> 2) (<urn:x:b> 3) (UNDEF 5)", "{sum} in all"): "5 in all.",
}


@pytest.mark.parametrize(("asked", "told"), FORMED.items())
def test_rows_are_told_in_a_form(release_store: EmbeddedStore, asked: tuple[str, str, str], told: str) -> None:
    names, rows, form = asked
    text = f"SELECT {names} {{ VALUES ({names}) {{ {rows} }} }}"
    assert told == answered(release_store, text, form).sentence.text


def test_an_entry_of_another_list_stays_a_column_under_the_same_name(release_store: EmbeddedStore) -> None:
    table = answered(release_store, EXAMPLES["agencies-in-french"].text).table
    assert table is not None
    assert ["Body", "Name", "Code", "Entry"] == [column.heading for column in table.columns]
    assert {"OLAF", "EUROPOL"} <= {getattr(row[2], "text", None) for row in table.rows}
