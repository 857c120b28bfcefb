"""Names that were looked up before: kept for one state of the data, and never taken for those of another."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.entities.facts import facts as kept
from ccwp_kg.entities.facts.facts import look_up
from ccwp_kg.namespaces import CCWP, ID, SKOS
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import EmbeddedStore
from support.stores.counting import CountingStore

THING, NAMELESS = NamedNode(ID + "concept/x"), NamedNode(ID + "concept/y")


def store(name: str, state: str | None) -> CountingStore:
    triples = [
        Triple(THING, SKOS.prefLabel, Literal(name, language="en")),
        Triple(THING, SKOS.prefLabel, Literal(f"{name} auf deutsch", language="de")),
        Triple(NAMELESS, CCWP.acronym, Literal("Y")),
    ]
    return CountingStore(EmbeddedStore.of_triples(triples), state)


def name(of: CountingStore, *languages: str, prefixes: Prefixes | None = None) -> tuple[str, str]:
    names = look_up(of, [THING, NAMELESS], languages=languages, prefixes=prefixes or Prefixes({}))
    return names[THING].name, names[NAMELESS].name


def test_a_name_is_asked_for_once() -> None:
    """In whatever language, and what has no name, too."""
    asked = store("one", "names 1")
    assert ("one", "one auf deutsch") == (name(asked)[0], name(asked, "de")[0])
    assert 1 == len(asked.queries)


def test_another_state_has_its_own_names() -> None:
    """Also where a store changes under our hands, as it does when a release is swapped."""
    asked = store("one", "names 2")
    assert "one" == name(asked)[0]
    assert "other" == name(store("other", "names 3"))[0]
    assert "one" == name(asked)[0]


def test_names_of_an_older_state_are_let_go() -> None:
    """A server that runs for months serves many states."""
    for number in range(70, 80):
        name(store("one", f"names {number}"))
    assert ["names 77", "names 78", "names 79"] == list(kept._KEPT)


def test_what_may_change_is_not_kept() -> None:
    first, then = store("one", None), store("other", None)
    assert ("one", "other", "one") == (name(first)[0], name(then)[0], name(first)[0])
    assert 2 == len(first.queries)


class Swapped(CountingStore):
    """A store whose data are others when it answers than when it was asked."""

    def rows(self, *args: object, **kwargs: object) -> tuple[object, ...]:  # type: ignore[override]
        self.state = "names 5"
        return super().rows(*args, **kwargs)  # type: ignore[arg-type]


def test_an_answer_of_another_state_is_not_kept_under_this_one() -> None:
    inner = store("other", "names 4")
    assert "other" == name(Swapped(inner, "names 4"))[0]
    assert "one" == name(store("one", "names 4"))[0]
    assert "one" == name(store("one", "names 5"))[0]


def test_a_shortened_iri_is_not_kept() -> None:
    """It depends on the prefixes, which are no part of the data."""
    asked = store("one", "names 6")
    assert NAMELESS.value == name(asked)[1]
    assert "c:y" == name(asked, prefixes=Prefixes({"c": ID + "concept/"}))[1]
