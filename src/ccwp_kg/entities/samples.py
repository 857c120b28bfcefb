"""Things that are held, as examples of what there is to look for: a page names none that is not there."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.facts import Thing, look_up
from ccwp_kg.namespaces import CCWP, DCTERMS, VOID
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import Store, about

_HELD = f"""SELECT ?plan ?text ?action WHERE {{
  ?plan a {CCWP.ActionPlan} ; {CCWP.readFrom} ?document
  OPTIONAL {{ ?action {CCWP.partOfPlan} ?plan ; {CCWP.readFrom} ?document ; {CCWP.position} ?position }}
  OPTIONAL {{ ?plan {CCWP.validFrom} ?from }} OPTIONAL {{ ?text {DCTERMS.isFormatOf} ?document }}
}} ORDER BY DESC(?action = %s) DESC(?from) ?plan ?position ?text LIMIT 1"""
_MOST = """SELECT ?x (COUNT(DISTINCT ?action) AS ?n) WHERE { ?action %s ?x . ?x %s ?y }
GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 1"""
_BODY = _MOST % (CCWP.concernsParty, CCWP.acronym)
_DOCUMENT = _MOST % (CCWP.citesDocument, CCWP.documentNumber)


@dataclass(frozen=True, slots=True)
class Samples:
    """A plan that is held, its text and an action of it, the body with an acronym that most actions concern, and the
    numbered document that most of them cite; None for what there is none of."""

    plan: Thing | None = None
    text: Thing | None = None
    action: Thing | None = None
    body: Thing | None = None
    document: Thing | None = None


def samples(store: Store, *, prefixes: Prefixes) -> Samples:
    """The action that the dataset gives as an example (void:exampleResource), else the first one of the newest plan."""
    stated = about(store).rows(
        f"SELECT ?action WHERE {{ {store.base.thing('dataset')} {VOID.exampleResource} ?action }}"
    )
    chosen = next((row["action"] for row in stated if isinstance(row["action"], NamedNode)), store.base.thing("none"))
    held = next(iter(store.rows(_HELD % chosen)), {})
    found = {name: held.get(name) for name in ("plan", "text", "action")}
    for name, query in (("body", _BODY), ("document", _DOCUMENT)):
        found[name] = next((row.get("x") for row in store.rows(query)), None)
    things = {name: thing for name, thing in found.items() if isinstance(thing, NamedNode)}
    names = look_up(store, set(things.values()), languages=(), prefixes=prefixes)
    return Samples(**{name: names[thing] for name, thing in things.items()})
