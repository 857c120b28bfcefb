"""An error of the store may be dropped in any thread, though the engine's own results may not."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.errors import AnswerTooLarge
from ccwp_kg.formats import SPARQL_CSV, TURTLE
from ccwp_kg.rdf.syntax.prefixes import NO_PREFIXES
from ccwp_kg.store import EmbeddedStore
from ccwp_kg.store.protocol import Bounds

P = NamedNode("http://a.example/p")
STORE = EmbeddedStore.of_triples(Triple(NamedNode(f"http://a.example/{n}"), P, Literal(n)) for n in range(9))
BOUNDED = STORE.bounded(Bounds(rows=2, size=100), prefixes=NO_PREFIXES, state=None)


@pytest.mark.parametrize(
    ("error", "ask"),
    [
        (AnswerTooLarge, lambda: BOUNDED.written("SELECT * { ?s ?p ?o }", SPARQL_CSV)),
        (AnswerTooLarge, lambda: BOUNDED.written("CONSTRUCT WHERE { ?s ?p ?o }", TURTLE)),
        (AnswerTooLarge, lambda: BOUNDED.triples("CONSTRUCT WHERE { ?s ?p ?o }")),
        (AnswerTooLarge, lambda: BOUNDED.matching((None, P, None), TURTLE)),
        (TypeError, lambda: STORE.rows("CONSTRUCT WHERE { ?s ?p ?o }")),
    ],
    ids=["rows", "graph", "triples", "pattern", "wrong kind"],
)
def test_an_error_lets_go_of_the_engines_result(
    error: type[Exception], ask: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    complaints: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    held: list[BaseException] = []
    try:
        ask()
    except error as raised:
        held.append(raised)
    assert held
    dropping = threading.Thread(target=held.clear)
    dropping.start()
    dropping.join()
    assert [] == complaints
