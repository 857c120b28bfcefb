"""Corrections in a build: what gives way stays on record, what holds is merged, and nothing happens in silence."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ccwp_kg.build import Inputs, assemble, generated_files, outcomes, run_build
from ccwp_kg.build.corrections.apply import APPLIED, CorrectionOutcome, correct
from ccwp_kg.build.corrections.records import read_corrections
from ccwp_kg.build.corrections.unprinted import unprinted_words
from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.errors import CorrectionRefused
from ccwp_kg.namespaces import ADMS, CCWP, DCTERMS, ID, OA, OWL, PROV, RDF
from ccwp_kg.rdf.dataset import CORRECTED, CORRECTIONS, ONTOLOGY, SHAPES, NamedGraphs, replaced
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.rdf.syntax.read import read_triples
from ccwp_kg.rdf.terms import iris
from ccwp_kg.sources.records.source_text import SourceText
from ccwp_kg.validation import validate
from support.commands import ROOT
from support.corrected import CHANGES, HEAD, IDLE, correction, corrections, keep

SOURCE, OTHER = iris.source("one"), iris.source("other")
READ, READ_IN_OTHER = iris.graph("source/one"), iris.graph("source/other")
TEXT = SourceText.of("one", "Some words of a plan.")
THING, TITLE = NamedNode("http://a.example/thing"), DCTERMS.term("title")


def said(*values: str) -> frozenset[Triple]:
    """The thing has these titles."""
    return frozenset(Triple(THING, TITLE, Literal(value)) for value in values)


def kept(*texts: str) -> frozenset[Triple]:
    return frozenset(quad.triple for quad in parse(HEAD + "".join(texts), format=RdfFormat.TURTLE))


def small(
    change: str,
    slug: str = "c",
    *,
    source: NamedNode = SOURCE,
    resource: str = THING.value,
    predicate: str = "dcterms:title",
    sha256: str = TEXT.sha256,
) -> str:
    return correction(slug, resource, predicate, f'{change} ; ccwp:sha256 "{sha256}"', source=source.value)


def graphs_with(*texts: str, read: frozenset[Triple], elsewhere: frozenset[Triple] = said()) -> NamedGraphs:
    """A knowledge base of two documents, with these corrections applied."""
    graphs = {
        ONTOLOGY: frozenset({Triple(CCWP.text, RDF.type, OWL.DatatypeProperty), Triple(SOURCE, TITLE, Literal("One"))}),
        READ: frozenset({Triple(THING, CCWP.hasSpan, iris.span("one", 0, 4)), *read}),
        READ_IN_OTHER: elsewhere,
        CORRECTIONS: kept(*texts),
    }
    sources = {
        SOURCE: DocumentFacts(TEXT, (0,), document=iris.document("one"), plan=iris.plan(5)),
        OTHER: DocumentFacts(
            SourceText("other", TEXT.text, TEXT.sha256), (0,), document=iris.document("other"), plan=iris.plan(5)
        ),
    }
    return NamedGraphs({**graphs, **correct(graphs, sources)})


REPLACED, CORRECT, BOTH = 'ccwp:replacedValue "wrong"', 'ccwp:correctValue "right"', "{} ; {}"
A_FOR_B = f"{REPLACED} ; {CORRECT}"
STATES = [
    # (state, titles in the merge, change, titles read)
    ("applied", ["right"], A_FOR_B, ["wrong"]),
    ("applied", ["right"], A_FOR_B, ["wrong", "right"]),
    ("applied", ["other", "right"], A_FOR_B, ["wrong", "other"]),
    ("applied", [], REPLACED, ["wrong"]),
    ("applied", ["right"], CORRECT, []),
    ("applied", ["other", "right"], CORRECT, ["other"]),
    ("applied", ["right"], f'ccwp:replacedValue "wrong" , "false" ; {CORRECT}', ["wrong", "false"]),
    ("not-needed", ["right"], A_FOR_B, ["right"]),
    ("not-needed", ["other", "right"], A_FOR_B, ["right", "other"]),
    ("not-needed", ["right"], CORRECT, ["right"]),
    ("not-needed", [], REPLACED, []),
    ("not-needed", ["other"], REPLACED, ["other"]),
    ("reading-changed", ["third"], A_FOR_B, ["third"]),
    ("reading-changed", [], A_FOR_B, []),
    ("reading-changed", ["wrong"], f'ccwp:replacedValue "wrong" , "false" ; {CORRECT}', ["wrong"]),
    ("reading-changed", ["wrong "], A_FOR_B, ["wrong "]),
]


@pytest.mark.parametrize(("state", "merged", "change", "read"), STATES)
def test_state_and_effect(state: str, merged: list[str], change: str, read: list[str]) -> None:
    """A correction acts on exactly the reading it was made for, and on nothing that is read otherwise."""
    dataset = graphs_with(small(change), read=said(*read))
    [outcome] = correct_states(dataset)
    assert state == outcome
    assert sorted(map(str, map(Literal, merged))) == sorted(
        str(t.object) for t in dataset.merged() if t.subject == THING and t.predicate == TITLE
    )


def test_the_evidence_of_what_gave_way_goes_with_it() -> None:
    """A statement of the document that says the misread value is as misread; that of another value stays."""
    statements = {
        Triple(NamedNode(f"http://a.example/statement/{value}"), predicate, term)
        for value in ("wrong", "other")
        for predicate, term in (
            (RDF.type, CCWP.Statement), (RDF.subject, THING), (RDF.predicate, TITLE), (RDF.object, Literal(value)),
        )
    }  # fmt: skip
    dataset = graphs_with(small(A_FOR_B), read=said("wrong", "other") | statements)
    left = {t.object for t in dataset.merged() if t.predicate == RDF.object}
    moved = {t.object for t in dataset.graphs[replaced(SOURCE)] if t.predicate == RDF.object}
    assert ({Literal("other")}, {Literal("wrong")}) == (left, moved)
    assert 4 == len({t for t in dataset.graphs[replaced(SOURCE)] if t.subject.value.endswith("statement/wrong")})


def test_documents_of_which_one_stands_for_the_plan_do_not_contradict_each_other() -> None:
    """What one of them calls wrong the other may call right: each stays with what was read of it."""
    action = iris.action(5, "5.4")
    read = frozenset({Triple(action, TITLE, Literal("wrong"))})
    texts = [
        small(A_FOR_B, resource="plan/5/action/5.4"),
        small('ccwp:replacedValue "right" ; ccwp:correctValue "wrong"', resource="plan/5/action/5.4", source=OTHER),
    ]
    graphs = {
        ONTOLOGY: frozenset({Triple(TITLE, RDF.type, OWL.DatatypeProperty)}),
        READ: read,
        READ_IN_OTHER: frozenset({Triple(action, TITLE, Literal("right"))}),
        CORRECTIONS: kept(*texts),
    }
    sources = {
        source: DocumentFacts(SourceText(name, TEXT.text, TEXT.sha256), (0,), document=SOURCE, plan=iris.plan(5))
        for source, name in ((SOURCE, "one"), (OTHER, "other"))
    }
    with pytest.raises(CorrectionRefused, match="decide which holds"):
        correct(graphs, sources)
    made = NamedGraphs({**graphs, **correct(graphs, sources, elsewhere={SOURCE: (iris.plan(5),)})})
    assert ["set-aside", "applied"] == correct_states(made)
    link = Triple(action, CCWP.hasCorrection, iris.thing("correction/one/c"))
    assert made.graphs[READ] == {Triple(action, TITLE, Literal("right")), link}
    assert read == {t for t in made.graphs[replaced(SOURCE)] if t.subject == action}


UNPRINTED = [
    ("Some words of a plan.", True),
    ("some WORDS", True),
    ("words of the plan", False),
    ("plan of words", False),
    ("securing words", True),
    ("Some plan", True),
    ("Some text", False),
]


@pytest.mark.parametrize(("words", "is_printed"), UNPRINTED)
def test_words_are_printed_in_a_row_or_in_the_order_of_their_places(words: str, is_printed: bool) -> None:
    text = SourceText.of("one", "Some words of a plan. It is for secur-\ning words.")
    change = f'{REPLACED} ; ccwp:correctValue "{words}" ; ccwp:hasSpan <{iris.span("one", 0, 20).value}>'
    [made] = read_corrections(kept(small(change, sha256=text.sha256).replace("ccwp:reviewerRole", "rdfs:comment")))
    sources = {SOURCE: DocumentFacts(text, (0,), document=iris.document("one"), plan=iris.plan(5))}
    found = unprinted_words([CorrectionOutcome(made, APPLIED, "", "")], sources)
    assert ([] if is_printed else [words]) == [each.words for each in found]


def correct_states(dataset: NamedGraphs) -> list[str]:
    return [
        iris.reference(t.object).removeprefix("concept/")
        for t in sorted(dataset.graphs[CORRECTED], key=str)
        if t.predicate == ADMS.status and isinstance(t.object, NamedNode)
    ]


@pytest.mark.parametrize("change", [A_FOR_B, REPLACED, CORRECT])
def test_nothing_read_is_lost(change: str) -> None:
    """What gave way and what is left are together what was read; evidence stays; the thing leads to its correction."""
    read = said("wrong", "other")
    dataset = graphs_with(small(change), read=read)
    gone = dataset.graphs.get(replaced(SOURCE), frozenset())
    left = dataset.graphs[READ]
    assert read | {Triple(THING, CCWP.hasSpan, iris.span("one", 0, 4))} == gone | left
    assert not gone & left
    assert bool(gone) == ("replaced" in change)
    assert not gone & dataset.merged()
    [link] = [t.object for t in dataset.merged() if t.subject == THING and t.predicate == CCWP.hasCorrection]
    assert iris.thing("correction/one/c") == link


def test_another_text_is_left_alone() -> None:
    """A correction made against other bytes changes nothing, were the misreading the same."""
    dataset = graphs_with(small(A_FOR_B, sha256="0" * 64), read=said("wrong"))
    assert ["source-changed"] == correct_states(dataset)
    assert said("wrong") < dataset.graphs[READ]
    assert not any(t.predicate == CCWP.hasCorrection for t in dataset.merged())


def test_only_the_corrected_document_gives_way() -> None:
    """What another document says stays; the shapes then find what is corrected and still stated."""
    dataset = graphs_with(small(A_FOR_B), read=said("wrong"), elsewhere=said("wrong"))
    assert said("wrong") == dataset.graphs[READ_IN_OTHER] == dataset.graphs[replaced(SOURCE)]
    assert said("wrong", "right") < dataset.merged()
    found = validate(dataset.with_ontology(), shapes=read_shapes_of_checkout())
    assert any(f"{r.source_constraint}".endswith("Correction-noMoreStated>") for r in found.results)


def read_shapes_of_checkout() -> tuple[Triple, ...]:
    return tuple(t for path in sorted((ROOT / "shapes").glob("*.ttl")) for t in read_triples(path))


def test_graphs_have_heads() -> None:
    """Each graph that corrections make says what it holds and where that comes from."""
    dataset = graphs_with(small(A_FOR_B), read=said("wrong"))
    for graph, origin in ((CORRECTIONS, None), (CORRECTED, CORRECTIONS), (replaced(SOURCE), SOURCE)):
        about = {t.predicate: t.object for t in dataset.merged() if t.subject == graph}
        assert {RDF.type, TITLE} <= about.keys()
        assert origin == about.get(PROV.wasDerivedFrom)


def test_proof_is_described() -> None:
    """A place that nobody read, but that proves a correction, has its words, like every other place."""
    place, (_, quote) = iris.span("one", 5, 10), iris.selectors("one", 5, 10)
    dataset = graphs_with(small(f"{A_FOR_B} ; ccwp:hasSpan {place}"), read=said("wrong"))
    assert Triple(quote, OA.exact, Literal("words")) in dataset.merged()


REFUSED = [
    # (a part of the sentence, corrections)
    ("replaces nothing and states nothing", [small("rdfs:comment 'no change'")]),
    ("replaces what it calls right", [small('ccwp:replacedValue "right" ; ccwp:correctValue "right"')]),
    ("says nothing of ccwp:correctedProperty", [small(A_FOR_B).replace("ccwp:correctedProperty", "rdfs:seeAlso")]),
    ("says nothing of ccwp:correctedResource", [small(A_FOR_B).replace("ccwp:correctedResource", "rdfs:seeAlso")]),
    ("says nothing of ccwp:correctsSource", [small(A_FOR_B).replace("ccwp:correctsSource", "rdfs:seeAlso")]),
    ("says nothing of ccwp:sha256", [small(A_FOR_B).replace("ccwp:sha256", "rdfs:comment")]),
    ("says 2 values of ccwp:sha256", [small(f'{A_FOR_B} ; ccwp:sha256 "{"0" * 64}"')]),
    ("is no text", [small(A_FOR_B).replace(f'"{TEXT.sha256}"', "rdfs:Literal")]),
    ("is no IRI", [small(A_FOR_B, predicate='"title"')]),
    ("is no ccwp:Correction", [small(A_FOR_B).replace("a ccwp:Correction", "a ccwp:ReadingIssue")]),
    ("is no ccwp:Correction", ['<plan/5> dcterms:title "A fact from outside"@en .']),
    (
        "is no part of http://a.example/thing",
        [small("ccwp:correctThing <x>", predicate="ccwp:hasPart"), '<x> ccwp:text "Words"@en .'],
    ),
    ("let its IRI begin with", [small(A_FOR_B, source=NamedNode("http://a.example/source/one"))]),
    ("raeson, which no correction has", [small(f'{A_FOR_B} ; ccwp:raeson "x"@en')]),
    ("says nothing of ccwp:reason", [small(A_FOR_B).replace("ccwp:reason", "rdfs:label")]),
    ("says nothing of dcterms:created", [small(A_FOR_B).replace("dcterms:created", "dcterms:dateAccepted")]),
    ("a blank node", [f"[] a ccwp:Correction ; {A_FOR_B} ."]),
    ("which sources.ttl does not list", [small(A_FOR_B, source=iris.source("unlisted"))]),
    ("says nothing; look the IRI up", [small(A_FOR_B, resource="http://a.example/unknown")]),
    ("which nothing has", [small(CORRECT, predicate="ccwp:titel")]),
    ("where or how something was read", [small("ccwp:replacedThing <x>", predicate="ccwp:hasSpan")]),
    ("where or how something was read", [small(CORRECT, resource=f"{ID}source/one#char=0,4", predicate="ccwp:text")]),
    ("where or how something was read", [small(CORRECT, resource=f"{ID}reading/one", predicate="ccwp:text")]),
    ("make them one", [small(A_FOR_B, "a"), small(REPLACED, "b")]),
    ("make them one", [small(A_FOR_B, "a"), small(A_FOR_B, "b")]),
    ("decide which holds", [small(A_FOR_B, "a"), small('ccwp:correctValue "wrong"', "b", source=OTHER)]),
    ("is no place in one", [small(f"{A_FOR_B} ; ccwp:hasSpan <source/one#char=5,500>")]),
    ("is no place in one", [small(f"{A_FOR_B} ; ccwp:hasSpan <source/one#char=5,5>")]),
    ("is no place in one", [small(f"{A_FOR_B} ; ccwp:hasSpan <source/one#char=05,10>")]),
    ("is no place in one", [small(f"{A_FOR_B} ; ccwp:hasSpan <source/other#char=5,10>")]),
    ("is no place in one", [small(f"{A_FOR_B} ; ccwp:hasSpan <source/one>")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "texts"), REFUSED)
def test_what_cannot_be_is_refused(sentence: str, texts: list[str]) -> None:
    """Cause and cure in one sentence, where guessing would put something into the data that nobody decided."""
    elsewhere = frozenset({Triple(THING, CCWP.text, Literal("any"))})
    with pytest.raises(CorrectionRefused, match=re.escape(sentence)):
        graphs_with(*texts, read=said("wrong"), elsewhere=elsewhere)


@pytest.mark.parametrize("sha256", [TEXT.sha256, "0" * 64], ids=["applied", "source changed"])
def test_a_part_that_was_missed_is_there_as_long_as_its_correction(sha256: str) -> None:
    """What is said of it is no correction: it stands with what holds, or nowhere."""
    part = f'<{THING.value}/part/1> dcterms:title "Missed"@en .'
    link = small(f"ccwp:correctThing <{THING.value}/part/1>", predicate="ccwp:text", sha256=sha256)
    found = graphs_with(link, part, read=said("right")).graphs
    there = {name for name, triples in found.items() if any("Missed" in str(triple.object) for triple in triples)}
    assert there == ({CORRECTED} if sha256 == TEXT.sha256 else set())


# The whole checkout.


@pytest.fixture
def folders(inputs: Inputs, with_a_past: Path, tmp_path: Path) -> Inputs:
    """The folders of the checkout, with data of their own."""
    shutil.copytree(with_a_past / "data", tmp_path / "data")
    return Inputs(ontology=inputs.ontology, data=tmp_path / "data", shapes=inputs.shapes)


def test_without_corrections_nothing_is_made(dataset: NamedGraphs) -> None:
    """The shipped data need none: no graph is there that holds only a head."""
    assert [] == [name for name in dataset.graphs if re.search("correct|replaced", name.value)]
    assert () == outcomes(dataset)


def test_the_readme_shows_a_correction_that_could_be() -> None:
    """Whoever copies the example has every statement that the shapes demand, but for the state that a build adds."""
    readme = (ROOT / "data" / "corrections" / "README.md").read_text(encoding="utf-8")
    example = readme.partition("```turtle\n")[2].partition("```")[0]
    triples = [quad.triple for quad in parse(example, format=RdfFormat.TURTLE)]
    source = Triple(iris.source("fifth-action-plan"), RDF.type, CCWP.SourceText)
    report = validate([*triples, source], shapes=read_shapes_of_checkout())
    about = [r for r in report.results if str(r.focus_node).startswith(f"<{ID}correction/")]
    assert {ADMS.status} == {r.path for r in about}


def states(dataset: NamedGraphs) -> dict[str, str]:
    return {o.correction.name.rpartition("/")[2]: iris.reference(o.state)[8:] for o in outcomes(dataset)}


def test_a_build_applies_them_again_and_again(folders: Inputs, dataset: NamedGraphs) -> None:
    """The same graphs each time; nothing differs from the build without corrections but what they say."""
    keep(folders.data.parent, corrections(CHANGES | {"older-text": IDLE["older-text"]}))
    built, again = run_build(folders), run_build(folders)
    assert built == again
    once = built.dataset
    prefixes = read_prefixes(folders.ontology / "prefixes.ttl")
    assert generated_files(built, folders, prefixes) == generated_files(again, folders, prefixes)
    assert {"older-text": "source-changed", **dict.fromkeys(CHANGES, "applied")} == states(once)
    made = {CORRECTIONS, CORRECTED, GONE}
    assert made == once.graphs.keys() - dataset.graphs.keys()
    assert {READ_FIFTH} == {name for name in dataset.graphs if dataset.graphs[name] != once.graphs[name]}
    assert dataset.graphs[READ_FIFTH] == once.graphs[READ_FIFTH] | once.graphs[GONE]
    assert 4 == len({t for t in once.graphs[GONE] if "/statement/" not in t.subject.value})
    assert validate(once.with_ontology(), shapes=once.graphs[SHAPES]).conforms


READ_FIFTH = iris.graph("source/fifth-action-plan")
GONE = replaced(iris.source("fifth-action-plan"))


def another_text(data: Path) -> None:
    """The document is received anew, with a line more."""
    source, manifest = data / "sources" / "fifth-action-plan.txt", data / "sources" / "sources.ttl"
    source.write_bytes(source.read_bytes() + b"\n")
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    manifest.write_text(re.sub(r'sha256 "[0-9a-f]{64}"', f'sha256 "{digest}"', manifest.read_text(encoding="utf-8")))


def another_profile(data: Path) -> None:
    """The reader keeps the semicolon that closes an entry."""
    profile = data / "profiles" / "shared" / "english.toml"
    profile.write_text(profile.read_text(encoding="utf-8").replace('closing = ";,."', 'closing = ",."'))


UNFIT = [
    (another_text, dict.fromkeys(CHANGES, "source-changed")),
    (another_profile, {**dict.fromkeys(CHANGES, "applied"), "outcome-3": "not-needed"}),
]


@pytest.mark.parametrize(("happens", "expected"), UNFIT, ids=["source", "profile"])
def test_what_no_longer_fits_is_reported(
    happens: Callable[[Path], None], expected: dict[str, str], folders: Inputs
) -> None:
    """A correction that no longer applies leaves the reading as it is now, and says so."""
    keep(folders.data.parent, corrections(CHANGES))
    happens(folders.data)
    assert expected == states(assemble(folders))
