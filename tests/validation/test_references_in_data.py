"""What a document names by a number becomes data that conform, with the characters that name it, and nothing more."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Store, Triple

from ccwp_kg.build.assemble import source_graph
from ccwp_kg.build.inference import infer
from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.build.records.lexicon import lexicon
from ccwp_kg.build.written_out import Promises, written_out
from ccwp_kg.namespaces import CCWP, ID, OA, RDFS, SKOS
from ccwp_kg.rdf.dataset import INFERRED, ONTOLOGY, SHAPES, NamedGraphs
from ccwp_kg.rdf.rules import read_rules
from ccwp_kg.rdf.syntax.prefixes import read_prefixes
from ccwp_kg.rdf.syntax.read import as_quads, read_triples, turtle_files
from ccwp_kg.rdf.terms import iris
from ccwp_kg.sources.intake.text_file import load_source
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.source_text import SourceText
from ccwp_kg.validation import as_text, validate
from support.shape_cases import SHAPES_FOLDER, all_shapes

ROOT = SHAPES_FOLDER.parent
NAME = "fifth-action-plan"
OWN = iris.graph(f"source/{NAME}")
FOLDERS = (ROOT / "shapes" / "data-quality", ROOT / "tests" / "data_quality")
RULES = sorted(path for folder in FOLDERS for path in folder.glob("*.rq"))
CHANGES = [
    (
        "customs detection equipment.\n Proposed action",
        "customs detection equipment. It follows Council Decision 2009/917/JHA (OJ L 323, 10.12.2009, p. 20), "
        "documents 5120–5122/09, 6285/07 + ADD 1-2, 7000/08 COR 1 (en), ST 7100/08 ADD 2 REV 1, "
        "8284/08 REV 1, Regulation (EC) No 515/97, COM(2010) 673 final, the Resolution (32003G1015(01)), 32008D0615 "
        "and Articles 29 and 34(2)(c) TEU, as the Fifth and Thirtieth Action Plans say.\n Proposed action",
    ),
    ("the subsequent work carried out by", "the subsequent work (9001/08 ENFOXXX 12) carried out by"),
    ("11801/4/10 REV 4 ENFOCUSTOM 65 (to be issued).", "COM(2010) 673 final."),
    ("13424/2/06 REV 2 ENFOCUSTOM 64.", "13424/2/06 REV 2 ENFOCUSTOM 64 and Decision 2008/616/JHA."),
]
STATED = "document/draft-fifth-action-plan/statement"
TREATY = iris.thing("act/teu")


@pytest.fixture(scope="module")
def facts() -> DocumentFacts:
    """What is read from the fifth plan after some references were written into it."""
    source = load_source(ROOT / "data" / "sources" / f"{NAME}.txt")
    text = source.text
    for old, new in CHANGES:
        assert old in text
        text = text.replace(old, new, 1)
    curated = [triple for path in turtle_files(ROOT / "data" / "curated") for triple in read_triples(path)]
    profile = load_profile(ROOT / "data" / "profiles" / "action-plan.toml")
    # the digest stays that of the document, so that the manifest agrees
    names = lexicon(curated, code_lists=read_triples(ROOT / "ontology" / "concepts" / "subject-code-series.ttl"))
    reading = read(SourceText(source.name, text, source.sha256), profile=profile, lexicon=names)
    return source_graph(reading, document=iris.document(f"draft-{NAME}"), plan=iris.plan(5))


@pytest.fixture(scope="module")
def merged(facts: DocumentFacts, dataset: NamedGraphs) -> frozenset[Triple]:
    """All graphs, that of the changed document in the place of its own, and what follows from it."""
    kept = {name: triples for name, triples in dataset.graphs.items() if name not in (SHAPES, INFERRED, OWN)}
    promises = Promises.of(kept[ONTOLOGY])
    graphs = NamedGraphs({**kept, OWN: written_out(frozenset(facts.triples), promises, {})[0]})
    return frozenset(graphs.with_ontology() | infer(graphs, read_rules(ROOT / "ontology" / "rules")).keys())


@pytest.fixture(scope="module")
def store(merged: frozenset[Triple]) -> Store:
    """The same, to be asked."""
    made = Store()
    made.extend(as_quads(merged, DefaultGraph()))
    return made


def said(facts: DocumentFacts, subject: str, predicate: NamedNode) -> list[str]:
    """What is said of a thing, own things by their references."""
    found = [t.object for t in facts.triples if (t.subject, t.predicate) == (iris.thing(subject), predicate)]
    return sorted(value.value.removeprefix(ID) for value in found if isinstance(value, NamedNode | Literal))


def test_the_data_conform(merged: frozenset[Triple]) -> None:
    """No shape has anything against them, not even a warning."""
    report = validate(merged, shapes=all_shapes())
    assert report.results == (), as_text(report, prefixes=read_prefixes(ROOT / "ontology" / "prefixes.ttl"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.stem)
def test_no_rule_of_data_quality_is_broken(rule: Path, store: Store) -> None:
    assert [] == list(store.query(rule.read_text(encoding="utf-8")))


SAID = [
    (["32009D0917"], "act/celex-32009d0917", CCWP.celexNumber),
    (["Decision 2009/917"], "act/celex-32009d0917", SKOS.prefLabel),
    (["concept/decision"], "act/celex-32009d0917", CCWP.instrumentKind),
    (["Council Decision 2009/917/JHA"], "act/celex-32009d0917", CCWP.printedForm),
    (["celex.from-number"], "act/celex-32009d0917", CCWP.derivedByRule),
    ([], "act/celex-32009d0917", CCWP.publishedIn),
    ([], "act/celex-32008d0615", CCWP.derivedByRule),
    (["COM(2010) 673 final"], "act/com-2010-673", CCWP.printedForm),
    ([], "act/com-2010-673", CCWP.celexNumber),
    (["concept/treaty"], "act/teu", CCWP.instrumentKind),
    ([], "act/teu", CCWP.printedForm),
    ([], "act/council-resolution-2003", CCWP.celexNumber),
    (["act/com-2010-673"], "document/draft-fifth-action-plan/citation/10", CCWP.citedDocument),
    (["COM(2010) 673 final"], "document/draft-fifth-action-plan/citation/10", CCWP.printedForm),
    ([], "document/draft-fifth-action-plan/citation/10", CCWP.text),
    (
        ["13424/2/06 REV 2 ENFOCUSTOM 64 and Decision 2008/616/JHA"],
        "document/draft-fifth-action-plan/citation/6",
        CCWP.text,
    ),
    (["document/ST-13424-2006-REV-2"], "document/draft-fifth-action-plan/citation/6", CCWP.citedDocument),
    (["Thirtieth Action Plan"], "plan/30", RDFS.label),  # named nowhere else
    (["plan/30"], "plan/5/action/5.1/terms-of-reference/mention/30", OA.hasBody),
    ([], "plan/5/action/5.1/terms-of-reference/mention/5", OA.hasBody),  # every part says of which plan it is
    (["citation.usual-role"], f"{STATED}/plan-3-action-3.9/reported-in/1", CCWP.derivedByRule),
    ([], f"{STATED}/plan-4-action-4.10/reported-in/1", CCWP.derivedByRule),
    (["3.3(q)"], "plan/5/action/5.10/terms-of-reference/mention/hague-programme-action-plan", CCWP.mentionedArticle),
    (["9001/08 ENFOXXX 12"], "document/ST-9001-2008-INIT", CCWP.printedForm),
    (["concept/enfoxxx"], "subject-code/ENFOXXX-12-2008", CCWP.series),
    (["scheme/subject-code-series"], "concept/enfoxxx", SKOS.inScheme),
    (["ENFOXXX"], "concept/enfoxxx", SKOS.prefLabel),
    (["document.range"], "document/ST-5121-2009-INIT", CCWP.derivedByRule),
    (["document/ST-7000-2008-INIT"], "document/ST-7000-2008-COR-1", CCWP.correctsDocument),
    (["7100/08 ADD 2 REV 1"], "document/ST-7100-2008-ADD-2-REV-1", RDFS.label),
    (["1"], "document/ST-7100-2008-ADD-2-REV-1", CCWP.addendumRevision),
    ([], "document/ST-7100-2008-ADD-2-REV-1", CCWP.revision),
    (
        [f"document/ST-5{number}-2009-INIT" for number in (120, 121, 122)],
        "plan/5/action/5.1/terms-of-reference/citation/ST-5120-2009-INIT",
        CCWP.citedDocument,
    ),
    (
        [f"document/ST-6285-2007-{version}" for version in ("ADD-1", "ADD-2", "INIT")],
        "plan/5/action/5.1/terms-of-reference/citation/ST-6285-2007-INIT",
        CCWP.citedDocument,
    ),
]


@pytest.mark.parametrize(("expected", "subject", "predicate"), SAID)
def test_what_is_said(expected: list[str], subject: str, predicate: NamedNode, facts: DocumentFacts) -> None:
    """What the number says, and what the document says with it; what neither says is not said."""
    assert expected == said(facts, subject, predicate)


def test_a_new_series_is_noted(facts: DocumentFacts) -> None:
    """One note says that a series is on no list; those that are on it are not worth a note."""
    [note] = [t.subject for t in facts.triples if t.predicate == CCWP.issueCode and t.object == Literal("series-new")]
    assert note.value.startswith(f"{ID}reading/{NAME}/issue/")


def test_acts_and_places_are_mentioned_where_they_are_named(facts: DocumentFacts) -> None:
    """In the terms of reference, each with its characters; of a treaty, the articles."""
    terms = iris.thing("plan/5/action/5.1/terms-of-reference")
    mentions = {t.subject for t in facts.triples if t.predicate == CCWP.mentionedIn and t.object == terms}
    named = [iris.reference(t.object) for t in facts.triples if t.predicate == OA.hasBody and t.subject in mentions]
    assert {
        "act/celex-31997r0515", "act/celex-32008d0615", "act/celex-32009d0917", "act/com-2010-673",
        "act/council-resolution-2003", "act/teu", "document/OJ-L-323-2009-P-20",
    } <= set(named)  # fmt: skip
    (treaty,) = [t.subject for t in facts.triples if t.predicate == OA.hasBody and t.object == TREATY]
    assert isinstance(treaty, NamedNode)
    assert ["29", "34(2)(c)"] == said(facts, iris.reference(treaty), CCWP.mentionedArticle)
    (span,) = said(facts, iris.reference(treaty), OA.hasTarget)
    quote = next(each for each in said(facts, span, OA.hasSelector) if "#quote-" in each)
    assert ["Articles 29 and 34(2)(c) TEU"] == said(facts, quote, OA.exact)
