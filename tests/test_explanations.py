"""What the inferred statements of a release follow from: the file says what the rules say when they are asked."""

from __future__ import annotations

import shutil
import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.entities.facts.entity_context import own_facts
from ccwp_kg.entities.facts.inferences import read_explanation
from ccwp_kg.errors import NotARelease
from ccwp_kg.explanations import FILE, NOTHING_INFERRED, Explanation, Explanations, Ways, write_explanations
from ccwp_kg.namespaces import CCWP, ID
from ccwp_kg.publish.opening import open_release
from ccwp_kg.rdf.dataset import INFERRED
from ccwp_kg.rdf.rules import read_rules
from ccwp_kg.server import create_app
from ccwp_kg.server.site.site import read_release
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore, Term
from support.commands import ROOT

RULES = {rule.name: rule for rule in read_rules(ROOT / "ontology" / "rules")}
X, Y = NamedNode(ID + "plan/5"), NamedNode(ID + "plan/4")
FACT, PREMISE = Triple(X, CCWP.precededBy, Y), Triple(Y, CCWP.succeededBy, X)
ODD = Triple(X, CCWP.text, Literal('a "quoted"\nline', language="en"))


def test_the_file_says_what_the_rules_say(published: Path, release_store: EmbeddedStore) -> None:
    """Of every thing that something is inferred of; a rule that gives nothing, or a premise forgotten, is seen here."""
    inferred: defaultdict[Term, set[tuple[Term, Term]]] = defaultdict(set)
    for row in release_store.rows(f"SELECT ?s ?p ?o WHERE {{ GRAPH {INFERRED} {{ ?s ?p ?o }} }}"):
        inferred[row["s"]].add((row["p"], row["o"]))
    kept = Explanations(published / FILE)
    things = [thing for thing in inferred if isinstance(thing, NamedNode)]
    assert len(things) > 600
    for thing in sorted(things, key=str)[::7]:
        asked = read_explanation(release_store, thing, own_facts(release_store, thing), inferred[thing], RULES)
        assert (thing, asked) == (thing, kept.of(thing))
    assert NOTHING_INFERRED == kept.of(NamedNode(ID + "concept/afis-mab"))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Literals with language and line ends, several ways, how many more there are, and what is inferred itself."""
    written = {X: Explanation({FACT: {"rule": Ways(9, ((PREMISE, ODD), (ODD,)))}, ODD: {}}, frozenset([PREMISE]))}
    write_explanations(tmp_path / FILE, written)
    assert written[X] == Explanations(tmp_path / FILE).of(X)
    assert NOTHING_INFERRED == Explanations(tmp_path / FILE).of(Y)


def test_the_same_explanations_are_the_same_bytes(tmp_path: Path) -> None:
    """Whatever their order, and whatever stood in the file before."""
    one, other = Explanation({FACT: {"rule": Ways(1, ((PREMISE,),))}}), Explanation({PREMISE: {}})
    write_explanations(tmp_path / "one", {X: one, Y: other})
    write_explanations(tmp_path / "other", {X: other})
    write_explanations(tmp_path / "other", {Y: other, X: one})
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


@pytest.mark.parametrize(("content", "cause"), [(b"damaged" * 999, "holds no explanations"), (None, "another version")])
def test_another_file_is_refused_in_a_sentence(content: bytes | None, cause: str, tmp_path: Path) -> None:
    if content is None:
        with closing(sqlite3.connect(tmp_path / FILE)) as database:
            database.execute("CREATE TABLE explanation (thing TEXT)")
    else:
        (tmp_path / FILE).write_bytes(content)
    with pytest.raises(NotARelease, match=cause):
        Explanations(tmp_path / FILE)


def test_without_the_file_a_page_is_the_same(published: Path, tmp_path: Path) -> None:
    """A damaged file is as none, and an installation of another version may write one that this cannot read."""
    folder = tmp_path / "release"
    shutil.copytree(published, folder)
    (folder / FILE).write_bytes(b"damaged" * 999)
    pages = []
    for release in (published, folder):
        app = create_app(open_release(release), settings=Settings(), release=read_release(release))
        for path in ("/doc/plan/5/action/5.4/subject/616", "/doc/plan/3/action/3.1", "/doc/graph/inferred"):
            page = app.test_client().get(path, headers={"Accept": "text/html"})
            assert 200 == page.status_code
            pages.append(page.get_data(as_text=True))
    assert pages[:3] == pages[3:]
    assert "It follows from:" in pages[0]
