"""What is held and what is only named: the texts with their plans and rights, and how often each silence stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.facts import count_of
from ccwp_kg.entities.facts.names import Thing, look_up
from ccwp_kg.entities.facts.silences import last_step
from ccwp_kg.namespaces import CCWP, DCTERMS
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.store import Store, Term

_TEXTS = f"""SELECT ?text ?document ?plan ?rights WHERE {{
  ?text a {CCWP.SourceText} ; {CCWP.fileName} ?file ; {DCTERMS.isFormatOf} ?document
  OPTIONAL {{ ?plan {CCWP.readFrom} ?document ; a {CCWP.ActionPlan} }} OPTIONAL {{ ?document {DCTERMS.rights} ?rights }}
}}"""
_COUNTS = f"""SELECT ?kind (COUNT(DISTINCT ?thing) AS ?n) (COUNT(DISTINCT ?read) AS ?held) WHERE {{
  VALUES ?kind {{ {CCWP.ActionPlan} {CCWP.Action} }} ?thing a ?kind
  OPTIONAL {{ ?thing {CCWP.readFrom} ?from BIND(?thing AS ?read) }}
}} GROUP BY ?kind"""
_SILENCES = f"SELECT ?kind (COUNT(?x) AS ?n) WHERE {{ ?x a {CCWP.FieldSilence} ; {CCWP.silence} ?kind }} GROUP BY ?kind"


@dataclass(frozen=True, slots=True)
class HeldText:
    """A text that is held, the document it is of, the plan that this sets out, and the rights in its words."""

    text: Thing
    document: Thing
    plan: Thing | None
    rights: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many things of a kind are held, and how many more are named."""

    held: int = 0
    named: int = 0


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a store holds; `silences` counts the fields of actions of which nothing is known, by kind."""

    texts: tuple[HeldText, ...]
    plans: Count
    actions: Count
    silences: Mapping[str, int]


def holdings(store: Store, *, prefixes: Prefixes, languages: Sequence[str] = ()) -> Holdings:
    """What a store holds: three queries, and one for the names."""
    rows = store.rows(_TEXTS)
    named = {term for row in rows for term in row.values() if isinstance(term, NamedNode)}
    names = look_up(store, named, languages=languages, prefixes=prefixes)

    texts: dict[Term, HeldText] = {}
    for row in rows:
        text, document, plan, rights = (row.get(key) for key in ("text", "document", "plan", "rights"))
        if isinstance(text, NamedNode) and isinstance(document, NamedNode):
            of_plan = names[plan] if isinstance(plan, NamedNode) else None
            texts[text] = HeldText(
                names[text], names[document], of_plan, rights.value if isinstance(rights, Literal) else None
            )
    counts = {
        row["kind"]: Count(count_of(row["held"]), count_of(row["n"]) - count_of(row["held"]))
        for row in store.rows(_COUNTS)
        if "kind" in row
    }
    return Holdings(
        tuple(sorted(texts.values(), key=lambda each: natural_key(each.text.iri))),
        counts.get(CCWP.ActionPlan, Count()),
        counts.get(CCWP.Action, Count()),
        {last_step(row["kind"]): count_of(row["n"]) for row in store.rows(_SILENCES) if row.get("kind") is not None},
    )
