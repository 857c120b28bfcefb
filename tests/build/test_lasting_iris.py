"""What was read keeps its name in a new extraction of the same text: only places are named by their characters."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import NamedNode

from ccwp_kg.build.assemble import Inputs, shipped_lexicon, source_graph
from ccwp_kg.namespaces import ID
from ccwp_kg.rdf.terms import iris
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.source_text import SourceText
from siblings.making.generator import generate
from siblings.plans import plans_of
from support.commands import ROOT

PROFILE = load_profile(ROOT / "data" / "profiles" / "action-plan.toml")
LEXICON = shipped_lexicon(Inputs(ROOT / "ontology", ROOT / "data", ROOT / "shapes"))
FIFTH = (ROOT / "data" / "sources" / "fifth-action-plan.txt").read_text(encoding="utf-8")
PLACE = re.compile(r"#(char=\d+,\d+|(position|quote)-\d+-\d+)$")


def sibling() -> str:
    name, (plan, layout) = next(iter(plans_of("dev").items()))
    return generate(f"{name}-action-plan", plan, layout).text


def lasting(text: str) -> set[str]:
    """The own IRIs of what is read from a text, but for those of places in it."""
    reading = read(SourceText.of("some-plan", text), profile=PROFILE, lexicon=LEXICON)
    facts = source_graph(reading, document=iris.document("some-plan"), plan=iris.plan("some"))
    named = {term.value for t in facts.triples for term in (t.subject, t.object) if isinstance(term, NamedNode)}
    return {iri for iri in named if iri.startswith(ID) and PLACE.search(iri) is None}


@pytest.mark.parametrize("text", [FIFTH, sibling()], ids=["fifth plan", "another plan"])
def test_a_blank_line_before_the_text_renames_nothing_but_places(text: str) -> None:
    assert len(lasting(text)) > 100
    assert lasting(text) == lasting(f"\n{text}")


def test_a_page_break_elsewhere_renames_nothing_but_places() -> None:
    """A page begins with a space."""
    moved = FIFTH.replace("\n o\n\n“Other concerned", "\no\n\n“Other concerned")
    moved = moved.replace("\no\n\n“Possible outcome", "\n o\n\n“Possible outcome")
    assert 2 == sum(before != after for before, after in zip(FIFTH.split("\n"), moved.split("\n"), strict=True))
    assert lasting(FIFTH) == lasting(moved)
