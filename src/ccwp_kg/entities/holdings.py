"""The texts that are held, with the silences of actions, and which things of each kind are linked elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.facts import Thing, count_of, look_up
from ccwp_kg.entities.facts.silences import last_step
from ccwp_kg.kinds import NO_THINGS, SEARCHED, Kind
from ccwp_kg.namespaces import CCWP, DCTERMS, VOID
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.store import Store, Term

_TEXTS = f"""SELECT ?text ?document ?plan ?rights WHERE {{
  ?text a {CCWP.SourceText} ; {CCWP.fileName} ?file ; {DCTERMS.isFormatOf} ?document
  OPTIONAL {{ ?plan {CCWP.readFrom} ?document ; a {CCWP.ActionPlan} }} OPTIONAL {{ ?document {DCTERMS.rights} ?rights }}
}}"""
_SPACES = f"SELECT DISTINCT ?space WHERE {{ ?vocabulary {VOID.uriSpace} ?space }} ORDER BY ?space"
_SILENCES = f"SELECT ?kind (COUNT(?x) AS ?n) WHERE {{ ?x a {CCWP.FieldSilence} ; {CCWP.silence} ?kind }} GROUP BY ?kind"


@dataclass(frozen=True, slots=True)
class HeldText:
    """A text that is held, the document it is of, the plan that this sets out, and the rights in its words."""

    text: Thing
    document: Thing
    plan: Thing | None
    rights: str | None


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a store holds; `silences` counts the fields of actions of which nothing is known, by kind, `spaces` are
    where the identifiers of the vocabularies start that it is linked to."""

    texts: tuple[HeldText, ...]
    silences: Mapping[str, int]
    spaces: tuple[str, ...]


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
    return Holdings(
        tuple(sorted(texts.values(), key=lambda each: natural_key(each.text.iri))),
        {last_step(row["kind"]): count_of(row["n"]) for row in store.rows(_SILENCES) if row.get("kind") is not None},
        tuple(space.value for row in store.rows(_SPACES) if isinstance(space := row["space"], Literal)),
    )


_MOST_ROWS = 50_000
_NAMED = 60
"""So many things without a link are named of a kind."""
_KINDS = tuple(kind for kind in SEARCHED if kind.name not in NO_THINGS | {"term"})


@dataclass(frozen=True, slots=True)
class LinkCoverage:
    """A kind and how many of its things have a match, only a link that is no match, and no link.

    `unlinked` are the first of those without a link, by name; none where no thing of the kind is linked.
    """

    kind: Kind
    matched: int
    noted: int
    without: int
    unlinked: tuple[Thing, ...]

    @property
    def total(self) -> int:
        """How many things of the kind there are."""
        return self.matched + self.noted + self.without


def coverage(
    store: Store, *, matched: Set[str], linked: Set[str], prefixes: Prefixes, languages: Sequence[str]
) -> tuple[LinkCoverage, ...]:
    """The kinds of things in their order; `linked` have a link (by IRI), `matched` one that is a match."""
    classes = {each: kind for kind in reversed(_KINDS) for each in kind.classes}
    rank = {kind.name: place for place, kind in enumerate(_KINDS)}
    rows = store.rows(
        f"SELECT ?x ?class WHERE {{ VALUES ?class {{ {' '.join(map(str, classes))} }} ?x a ?class "
        f'FILTER(STRSTARTS(STR(?x), "{store.base.id}")) }} LIMIT {_MOST_ROWS}'
    )
    kinds: dict[NamedNode, Kind] = {}
    for row in rows:
        thing, kind = row["x"], classes.get(row["class"])  # type: ignore[arg-type]  # no class is a literal
        if isinstance(thing, NamedNode) and kind is not None:
            kinds[thing] = min(kind, kinds.get(thing, kind), key=lambda each: rank[each.name])
    of_kind: defaultdict[str, list[NamedNode]] = defaultdict(list)
    for thing, kind in kinds.items():
        of_kind[kind.name].append(thing)
    found = []
    for kind in _KINDS:
        things = of_kind[kind.name]
        without = [thing for thing in things if thing.value not in linked]
        with_match = sum(thing.value in matched for thing in things)
        shown: tuple[Thing, ...] = ()
        if len(without) < len(things):
            names = look_up(store, without, languages=languages, prefixes=prefixes)
            shown = tuple(sorted(names.things(without), key=lambda thing: (thing.name.casefold(), thing.iri))[:_NAMED])
        if things:
            found.append(LinkCoverage(kind, with_match, len(things) - with_match - len(without), len(without), shown))
    return tuple(found)
