"""Each statement of `annotated.ttl` tells which graphs say it, and the characters that its object was read from."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ccwp_kg.namespaces import CCWP, DCTERMS, ID, OA, RDF, RDFS, SKOS, XSD
from ccwp_kg.publish.dumps.annotated import provenance_of
from ccwp_kg.rdf.dataset import INFERRED, SHAPES, NamedGraphs, StatementEvidence, is_merged
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.syntax.turtle import turtle
from ccwp_kg.rdf.terms import iris
from support.commands import ROOT

SOURCE = (ROOT / "data" / "sources" / "fifth-action-plan.txt").read_bytes().decode("utf-8")
READ = iris.graph("source/fifth-action-plan")
REIFIES = RDF.reifies


@dataclass(frozen=True)
class Saying:
    """One annotation: the graph that says the statement, the spans, the rules."""

    graph: NamedNode
    spans: tuple[NamedNode, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Annotated:
    """The statements of a file without its annotations, and what these say of each."""

    triples: list[Triple]
    sayings: dict[Triple, list[Saying]]


def read_annotated(turtle_text: bytes) -> Annotated:
    quads = [quad.triple for quad in parse(turtle_text, format=RdfFormat.TURTLE)]
    reified = {t.subject: t.object for t in quads if t.predicate == REIFIES}
    said: defaultdict[BlankNode, list[Triple]] = defaultdict(list)
    plain = []
    for triple in quads:
        if triple.predicate != REIFIES:
            (said[triple.subject] if triple.subject in reified else plain).append(triple)
    sayings: defaultdict[Triple, list[Saying]] = defaultdict(list)
    for reifier, statement in reified.items():
        facts = Counter(t.predicate for t in said[reifier])
        assert {DCTERMS.isPartOf} <= facts.keys() <= {DCTERMS.isPartOf, CCWP.hasSpan, CCWP.derivedByRule}
        [graph] = [t.object for t in said[reifier] if t.predicate == DCTERMS.isPartOf]
        spans = tuple(t.object for t in said[reifier] if t.predicate == CCWP.hasSpan)
        rules = tuple(t.object.value for t in said[reifier] if t.predicate == CCWP.derivedByRule)
        sayings[statement].append(Saying(graph, spans, rules))
    return Annotated(plain, dict(sayings))


@pytest.fixture(scope="module")
def annotated(published: Path) -> Annotated:
    return read_annotated((published / "annotated.ttl").read_bytes())


@pytest.fixture(scope="module")
def read(annotated: Annotated) -> dict[Triple, str]:
    """Statement → the characters it says it was read from, as the document has them."""
    found = {}
    for statement, sayings in annotated.sayings.items():
        spans = [span for saying in sayings if saying.graph == READ for span in saying.spans]
        if spans:
            found[statement] = "\n".join(map(characters, sorted(spans, key=offsets)))
    assert len(found) > 1_800
    return found


def offsets(span: NamedNode) -> tuple[int, int]:
    match = re.fullmatch(re.escape(f"{ID}source/fifth-action-plan#char=") + r"(\d+),(\d+)", span.value)
    assert match is not None
    return int(match[1]), int(match[2])


def characters(span: NamedNode) -> str:
    start, end = offsets(span)
    return SOURCE[start:end]


def test_without_annotations_it_is_the_merged_graph(annotated: Annotated, dataset: NamedGraphs) -> None:
    assert dataset.merged() == set(annotated.triples)
    assert len(annotated.triples) == len(set(annotated.triples))


def test_each_statement_names_each_graph_that_says_it_once(annotated: Annotated, dataset: NamedGraphs) -> None:
    graphs: defaultdict[Triple, list[NamedNode]] = defaultdict(list)
    for graph in sorted(filter(is_merged, dataset.graphs), key=str):
        for triple in dataset.graphs[graph]:
            graphs[triple].append(graph)
    said = {triple: sorted((s.graph for s in sayings), key=str) for triple, sayings in annotated.sayings.items()}
    assert graphs == said
    assert [] != [triple for triple, named in graphs.items() if len(named) > 1]


def test_only_what_was_read_has_characters_and_they_are_described(annotated: Annotated) -> None:
    spans = {t.subject for t in annotated.triples if t.predicate == RDF.type and t.object == CCWP.Span}
    named = {(s.graph, span) for sayings in annotated.sayings.values() for s in sayings for span in s.spans}
    assert {READ} == {graph for graph, _ in named}
    assert {span for _, span in named} <= spans


STRUCTURE = [
    RDF.type, DCTERMS.isPartOf, DCTERMS.isPartOf, DCTERMS.hasPart, CCWP.position, CCWP.hasIndicator, CCWP.hasAction,
    CCWP.hasCitation, CCWP.mentionedIn, CCWP.hasSpan, OA.hasTarget, CCWP.memberOfFamily, CCWP.matchScore,
    CCWP.precededBy,
    OA.exact, OA.start, CCWP.sha256,
]  # fmt: skip


def test_structure_is_not_said_to_be_read(annotated: Annotated, read: dict[Triple, str]) -> None:
    """What we made, counted or judged from afar has its graph and no characters."""
    of_the_source = {t.predicate for t, said in annotated.sayings.items() if READ in {s.graph for s in said}}
    assert set(STRUCTURE) <= of_the_source
    follow = {Triple(t.subject, DCTERMS.isPartOf, t.object) for t in read if t.predicate == CCWP.partOfPlan}
    assert [] == [statement for statement in read if statement.predicate in STRUCTURE if statement not in follow]


def test_what_a_rule_inferred_names_it(annotated: Annotated) -> None:
    """Each statement names the one rule that gave it; no chain of actions in the data is longer than one step yet."""
    rules = {path.stem for path in (ROOT / "ontology" / "rules").glob("*.rq")} - {"continued-work-by-way-of-another"}
    inferred = {
        saying.rules
        for triple, sayings in annotated.sayings.items()
        for saying in sayings
        if saying.graph == INFERRED and triple.subject != INFERRED
    }
    assert {(rule,) for rule in rules} == inferred


def letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text)


def digits(text: str) -> Iterable[str]:
    return re.findall(r"\d", text)


def is_within(few: Iterable[str], many: Iterable[str]) -> bool:
    """Whether the one is in the other, in order, perhaps with more between (the digits of footnote marks)."""
    left = iter(many)
    return all(each in left for each in few)


MADE_OF_NUMBERS = {CCWP.registerKey, DCTERMS.identifier, SKOS.notation}


def test_words_are_the_words_of_their_characters(read: dict[Triple, str]) -> None:
    """Nothing invented: each text has the letters of its characters, one after the other, and no other digits."""
    texts = {
        t: said
        for t, said in read.items()
        if isinstance(t.object, Literal) and (t.object.language or t.object.datatype == XSD.string)
    }
    spoken = {t: said for t, said in texts.items() if t.predicate not in MADE_OF_NUMBERS}
    assert len(spoken) > 300
    assert {RDFS.label, SKOS.prefLabel, CCWP.text, CCWP.wording, CCWP.printedForm, CCWP.quotes, CCWP.annotates} <= {
        t.predicate for t in spoken
    }
    for triple, said in spoken.items():
        assert letters(triple.object.value) in letters(said), triple
        assert is_within(digits(triple.object.value), digits(said)), triple
    for triple in texts.keys() - spoken.keys():
        number = re.search(r"ST-(\d+)-\d\d(\d\d)", triple.object.value)
        assert number is not None
        assert {number[1], number[2]} <= set(re.findall(r"\d+", texts[triple])), triple


ORDINALS = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth"}
WORDS_FOR_NUMBERS = {"2": "two", "3": "three"}


def test_numbers_and_days_are_in_their_characters(annotated: Annotated, read: dict[Triple, str]) -> None:
    """A number as printed, an ordinal or a length of time in words or figures, of a date the year."""
    seen = Counter()
    for triple, said in read.items():
        value = triple.object
        if isinstance(value, NamedNode) or value.language or value.datatype == XSD.string:
            continue
        seen[value.datatype] += 1
        printed = re.findall(r"\d+", said)
        if triple.predicate == CCWP.ordinal:
            assert ORDINALS[value.value] in said.casefold(), triple
        elif value.datatype == XSD.integer:
            assert value.value in printed or value.value[2:] in printed, triple  # of a year two figures are enough
        elif value.datatype == XSD.duration:
            years, months = re.fullmatch(r"P(\d+)Y(?:(\d+)M)?", value.value).groups()
            expected = str(int(years) * 12 + int(months)) if months else years
            assert expected in printed or WORDS_FOR_NUMBERS[expected] in said, triple
        else:
            is_shared = any("date.shared-year" in saying.rules for saying in annotated.sayings[triple])
            assert is_shared or value.value[:4] in said, triple
    assert {XSD.integer, XSD.date, XSD.gYearMonth, XSD.duration} == set(seen)


NAMED = {
    CCWP.concernsParty,
    CCWP.involvedParty,
    CCWP.namesAsExample,
    CCWP.addressedTo,
    CCWP.forwardedTo,
}


def test_bodies_are_named_by_their_characters(annotated: Annotated) -> None:
    """The characters of a body that a statement leads to are a name of it and no more: of "COM (OLAF)", "OLAF"."""
    naming = {SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, CCWP.acronym}
    names: defaultdict[NamedNode, set[str]] = defaultdict(set)
    for triple in annotated.triples:
        if triple.predicate in naming:
            names[triple.subject].add(letters(triple.object.value).casefold())
    led = [triple for triple in annotated.sayings if triple.predicate in NAMED]
    assert len(led) >= 80
    for triple in led:
        for saying in annotated.sayings[triple]:
            said = [letters(characters(span)).casefold() for span in saying.spans]
            assert said, triple
            assert set(said) <= names[triple.object], triple


def test_a_rule_of_the_reader_is_named(annotated: Annotated) -> None:
    """The title of 5.10 was parted from other lines, the first meeting's year is printed once for two days."""
    title = next(
        t for t in annotated.triples if t.subject == iris.action(5, "5.10") and t.predicate == DCTERMS.term("title")
    )
    [saying] = annotated.sayings[title]
    assert ("untangle.own-quotation",) == saying.rules
    assert len(saying.spans) > 1
    held = Triple(
        iris.meeting(iris.document("draft-fifth-action-plan"), "2011-02-18"),
        CCWP.heldOn,
        Literal("2011-02-18", datatype=XSD.date),
    )
    assert ("date.shared-year",) == annotated.sayings[held][0].rules


def test_it_says_that_it_is_of_rdf_1_2(published: Path) -> None:
    """RDF 1.2 Turtle: in the file by a directive, in HTTP by a parameter of the media type."""
    head = (published / "annotated.ttl").read_text(encoding="utf-8").partition("\n")[0]
    assert '@version "1.2" .' == head
    told = json.loads((published / "release.json").read_text())["files"]["annotated.ttl"]
    assert "text/turtle; charset=utf-8; version=1.2" == told["mediaType"]


ONE, OTHER = iris.graph("source/one"), iris.graph("curated/other")
FACT = Triple(iris.plan(5), CCWP.ordinal, Literal("5", datatype=XSD.integer))
QUOTED = Triple(iris.plan(5), RDFS.label, Literal('a "quote" |} {| \\ \n', language="en"))


def test_annotations_keep_apart_what_each_graph_says() -> None:
    """Two graphs, one of which read it at two places by a rule, shapes aside; a text like an annotation."""
    spans = iris.span("one", 5, 9), iris.span("one", 12, 14)
    dataset = NamedGraphs(
        {ONE: frozenset({FACT, QUOTED}), OTHER: frozenset({FACT}), SHAPES: frozenset({FACT})},
        {ONE: {FACT: StatementEvidence(frozenset(spans), frozenset({"some.rule"}))}},
    )
    text = turtle(dataset.merged(), Prefixes({"ccwp": str(CCWP)}), provenance_of(dataset))
    found = read_annotated(text.encode())
    assert {FACT, QUOTED} == set(found.triples)
    assert [Saying(OTHER, (), ()), Saying(ONE, spans, ("some.rule",))] == found.sayings[FACT]
    assert [Saying(ONE, (), ())] == found.sayings[QUOTED]
