"""Reads the words of the things that people look for from a store, in pages of small queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from ccwp_kg.kinds import NO_THINGS, SEARCHED, SEARCHED_BY_NAME, Kind
from ccwp_kg.namespaces import CCWP, DCTERMS, FOAF, OA, OWL, RDF, RDFS, SKOS
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.search.index.fields import FIELD_NAMES, FIELD_PLACES, OWN, PARTS
from ccwp_kg.search.index.passages import OWN_PART, WAYS, IndexedPassage, passages_in
from ccwp_kg.search.index.reviewed import search_words
from ccwp_kg.search.index.words import cleaned, folded
from ccwp_kg.sources.text.ordinals import ordinals_of_plans
from ccwp_kg.store import Store, about

MOST_THINGS = 50_000
"""An index holds so many things at most, the first by their IRIs."""
_PAGE = 2_000
_BATCH = 200
_LONGEST = 20_000
_FIRST = 1_000
"""As often as that a plan counts as named by the document that sets it out, and one that is held as mentioned."""
_KIND_OF = {cls: kind for kind in reversed(SEARCHED) for cls in kind.classes}
_CODED = {
    "document": "register-key",
    "corrigendum": "register-key",
    "family": "register-key",
    "journal": "journal-place",
    "subject-code": "subject-code",
}
_WHOLE = f"FILTER NOT EXISTS {{ ?m {OA.hasTarget} ?piece FILTER(?piece != ?t) }}"
_NEAR = (
    SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch,
    RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass, OWL.equivalentProperty,
)  # fmt: skip
"""How our concepts and terms stand to those of other vocabularies that are near, and not the same."""
_NAMING = ("name", "title", "term", "register-key")


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """Some words of a thing: the field they stand in, their language where they have one."""

    field: str
    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Findable:
    """A thing that can be found: the IRIs of its classes, what it is called, all its words, each once, in the order of
    the fields, and how often the documents mention it.

    `actions` are the actions that speak of it, with how often. Of a passage `about` tells the place, and `landing` is
    the IRI that a link to it leads to.
    """

    iri: str
    kind: Kind
    classes: tuple[str, ...]
    label: IndexEntry
    entries: tuple[IndexEntry, ...]
    mentions: int
    actions: tuple[tuple[str, int], ...] = ()
    about: str = ""
    landing: str = ""


def gather(store: Store, *, most: int = MOST_THINGS) -> Iterator[Findable]:
    """The things of a store with their words, by IRI as people count, each with its passages behind it; the terms of
    the ontology last."""
    yield from _gather(store, most, {cls: kind for cls, kind in _KIND_OF.items() if kind.name != "term"})
    yield from _gather(about(store), most, {cls: kind for cls, kind in _KIND_OF.items() if kind.name == "term"})


def _gather(store: Store, most: int, kind_of: Mapping[NamedNode, Kind]) -> Iterator[Findable]:
    kinds = _kinds(store, most, kind_of)
    wanted = sorted(kinds, key=natural_key)
    quoted: set[str] = set()  # a sentence is a paragraph, and the rule in it too
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        values = f"VALUES ?x {{ {' '.join(str(NamedNode(iri)) for iri in batch)} }}"
        statements, classes, mentions = _statements(store, values), _classes(store, values), _mentions(store, values)
        actions, passages = _actions(store, values), passages_in(store, values)
        for iri in batch:
            kind, own = kinds[iri], set(statements[iri])
            if kind.name != "question":
                own = {entry for entry in own if entry.field != "question"}
            if kind.name == "term":  # its IRI spells out a code
                own.add(IndexEntry("term", iri.rpartition("#")[2]))
            else:
                reference = store.base.reference(iri)
                more = (*search_words().get(reference, ()), *search_words().get(kind.name, ()))
                own |= {IndexEntry("search-word", *word) for word in more}
                if kind.name == "plan":  # "the fifth plan"
                    called = " ".join(entry.text for entry in own if entry.field == "name")
                    ordinal = ordinals_of_plans().pattern.match(called)
                    own |= {IndexEntry("search-word", f"{ordinal[0]} plan", "en")} if ordinal else set()
                if kind.name in _CODED:
                    own.add(IndexEntry(_CODED[kind.name], iri.rpartition("/")[2]))
                elif kind.name not in NO_THINGS:
                    own.add(IndexEntry("reference", reference))
                    within, _, number = reference.rpartition("/")  # objective/2009/3 is also strategic objective/3
                    if number.isdigit() and within.startswith(f"{kind.name}/"):
                        own |= {IndexEntry("reference", f"{sort}/{number}") for sort in (kind.name, kind.one)}
            # by field, what is English or has no language first
            entries = sorted(
                own, key=lambda e: (FIELD_PLACES[e.field], e.language not in (None, "en"), e.language or "", e.text)
            )
            named = (entry for name in _NAMING for entry in entries if entry.field == name)
            label = next(named, IndexEntry("name", iri))
            found = tuple(sorted(classes[iri]))
            yield Findable(iri, kind, found, label, _distinct(entries), mentions.get(iri, 0), actions.get(iri, ()))
            for passage in passages.get(iri, ()):
                if passage.iri not in quoted:
                    quoted.add(passage.iri)
                    yield _quoted(passage, label)


def _quoted(passage: IndexedPassage, whole: IndexEntry) -> Findable:
    """A passage as what can be found; a footnote by its number behind other words for one, too."""
    words = [IndexEntry("sentence", passage.text, passage.language)] if passage.text else []
    named = [IndexEntry("name", passage.name)] if passage.name else []
    number = passage.name.rpartition(" ")[2] if words and named else ""
    named += [IndexEntry("search-word", f"{note} {number}", of) for note, of in search_words()["passage"] if number]
    label = IndexEntry("name", passage.name or passage.part)
    about = whole.text if passage.page is None else f"{whole.text}, page {passage.page}"
    kind = SEARCHED_BY_NAME["passage"]
    return Findable(passage.iri, kind, (), label, (*named, *words), 0, (), about, passage.landing)


def _kinds(store: Store, most: int, kind_of: Mapping[NamedNode, Kind]) -> dict[str, Kind]:
    """The kind of each thing, read page by page, each after the last IRI of the one before."""
    classes = " ".join(map(str, kind_of))
    kinds: dict[str, Kind] = {}
    last, rows = "", _PAGE
    while rows >= _PAGE and len(kinds) < most:
        found = store.rows(
            f"SELECT ?x ?c WHERE {{ VALUES ?c {{ {classes} }} ?x a ?c "
            f"FILTER(isIRI(?x) && STR(?x) >= {Literal(last)}) }} ORDER BY STR(?x) LIMIT {_PAGE}"
        )
        rows, before = len(found), last
        for row in found:
            thing, cls = row["x"], row["c"]
            if isinstance(thing, NamedNode) and isinstance(cls, NamedNode):
                kind = kind_of[cls]
                # own terms and own things; what other vocabularies define is looked for there
                if thing.value.startswith(CCWP if kind.name == "term" else store.base.id):
                    kinds[thing.value] = min(kind, kinds.get(thing.value, kind), key=SEARCHED.index)
                last = max(last, thing.value)
        if last == before:
            break
    return {iri: kinds[iri] for iri in sorted(kinds)[:most]}


def _statements(store: Store, values: str) -> defaultdict[str, list[IndexEntry]]:
    """The words of some things: their own, those of their parts, and the forms in which others print them."""
    own = ", ".join(map(str, OWN))
    classes, predicates = (", ".join(map(str, dict.fromkeys(terms))) for terms in zip(*PARTS, strict=True))
    printed, days = CCWP.printedForm, f"{CCWP.validFrom} {CCWP.validUntil}"
    said = f"?s {RDF.subject} ?x ; {RDF.predicate} ?p"
    regarding = f"VALUES ?p {{ {CCWP.citedRegarding} }} ?citation {CCWP.citedDocument} ?x ; ?p ?o"
    queries = [
        f"SELECT ?x ?p ?o WHERE {{ {values} ?x ?p ?o FILTER(?p IN ({own})) }}",
        # a concept elsewhere that stands for the thing
        f"SELECT ?x ({SKOS.exactMatch} AS ?p) ?o WHERE {{ {values} ?o {FOAF.focus} ?x }}",
        # the first and the last day of a plan as documents print them
        f"SELECT ?x ?p ?o WHERE {{ {values} VALUES ?p {{ {days} }} {said} ; {printed} ?o }}",
        *(
            f"SELECT ?x ?c ?p ?o WHERE {{ {values} {way} . ?part {RDF.type} ?c ; ?p ?o "
            f"FILTER(?c IN ({classes}) && ?p IN ({predicates}) && {OWN_PART}) }}"
            for way in WAYS
        ),
        f"SELECT DISTINCT ?x ?p ?o WHERE {{ {values} {regarding} }}",
        *(
            f"SELECT DISTINCT ?x ({printed} AS ?p) ?o WHERE {{ {values} ?m {way} }}"
            for way in (
                # a piece of a name that is printed in several is none
                f"{OA.hasBody} ?x ; {OA.hasTarget} ?t . ?t {OA.hasSelector}/{OA.exact} ?o {_WHOLE}",
                f"{CCWP.citedDocument} ?x ; {printed} ?o",
            )
        ),
    ]
    statements: defaultdict[str, list[IndexEntry]] = defaultdict(list)
    for row in store.rows(
        f"SELECT ?x ?o WHERE {{ {values} {{ ?x {SKOS.exactMatch}|{SKOS.closeMatch}|{SKOS.broadMatch} ?other }} UNION "
        f"{{ ?other {FOAF.focus} ?x }} ?other {SKOS.prefLabel} ?o }}"
    ):
        thing, value = row["x"], row["o"]
        if isinstance(thing, NamedNode) and isinstance(value, Literal) and (text := cleaned(value.value[:_LONGEST])):
            statements[thing.value].append(IndexEntry("vocabulary-name", text, value.language))
    for row in store.rows(f"SELECT ?x ?o WHERE {{ {values} ?x {'|'.join(map(str, _NEAR))} ?o FILTER(isIRI(?o)) }}"):
        match row.get("x"), row.get("o"):
            case NamedNode() as near, NamedNode() as term if not term.value.startswith((store.base.iri, CCWP)):
                statements[near.value].append(IndexEntry("match", term.value))
    for row in (row for query in queries for row in store.rows(query)):
        thing, predicate, value, cls = row["x"], row["p"], row["o"], row.get("c")
        if not (isinstance(thing, NamedNode) and isinstance(predicate, NamedNode)):
            continue
        if isinstance(value, NamedNode) and OWN.get(predicate) == "identifier":
            statements[thing.value].append(IndexEntry("identifier", value.value))
        if not isinstance(value, Literal) or OWN.get(predicate) == "identifier":
            continue
        field = PARTS.get((cls, predicate)) if isinstance(cls, NamedNode) else OWN[predicate]
        if field is not None and (text := cleaned(value.value[:_LONGEST])):
            statements[thing.value].append(IndexEntry(field, text, value.language))
    return statements


def _classes(store: Store, values: str) -> defaultdict[str, set[str]]:
    """The classes of some things: those of the ontology, and those that make a kind."""
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for row in store.rows(f"SELECT ?x ?c WHERE {{ {values} ?x {RDF.type} ?c }}"):
        thing, cls = row["x"], row["c"]
        if isinstance(thing, NamedNode) and isinstance(cls, NamedNode):
            classes[thing.value].update({cls.value} if cls.value.startswith(CCWP) or cls in _KIND_OF else ())
    return classes


def _mentions(store: Store, values: str) -> dict[str, int]:
    rows = store.rows(
        f"SELECT ?x (COUNT(DISTINCT ?m) + MAX(?more) AS ?n) WHERE {{ {values} "
        f"{{ ?m {OA.hasBody} ?x ; {CCWP.mentionedIn} ?in BIND (0 AS ?more) }} UNION "
        f"{{ ?m {CCWP.citedDocument}|{CCWP.referredAction}|{CCWP.involvedParty} ?x BIND (0 AS ?more) }} UNION "
        f"{{ ?x a {CCWP.ActionPlan} ; {CCWP.readFrom} ?m BIND ({_FIRST} AS ?more) }} }} "
        "GROUP BY ?x"
    )
    return {
        thing.value: int(number.value)
        for row in rows
        if isinstance(thing := row.get("x"), NamedNode) and isinstance(number := row.get("n"), Literal)
    }


def _actions(store: Store, values: str) -> dict[str, tuple[tuple[str, int], ...]]:
    """The plans and acts that some documents set out or publish, then the actions that speak of some things, or state
    something of them: those that do so most often first."""
    named = f"?m {OA.hasBody}|{CCWP.citedDocument} ?x ; {CCWP.mentionedIn}|{DCTERMS.isPartOf} ?in . "
    rows = store.rows(
        f"SELECT ?x ?a (COUNT(DISTINCT ?m) AS ?n) WHERE {{ {values} {{ {named} ?in {DCTERMS.isPartOf}? ?a }} UNION "
        f"{{ ?a ?m ?x }} ?a a {CCWP.Action} FILTER(?a != ?x) }} GROUP BY ?x ?a"
    )
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in rows:
        match row.get("x"), row.get("a"), row.get("n"):
            case NamedNode() as thing, NamedNode() as action, Literal() as number:
                found[thing.value].append((action.value, int(number.value)))
    for row in store.rows(
        f"SELECT DISTINCT ?x ?a WHERE {{ {values} VALUES ?kind {{ {CCWP.ActionPlan} {CCWP.LegalInstrument} }} "
        f"?a {CCWP.documentedIn}|{CCWP.publishedIn} ?x ; a ?kind }}"
    ):
        match row.get("x"), row.get("a"):
            case NamedNode() as thing, NamedNode() as whole:
                found[thing.value].append((whole.value, _FIRST))
    return {thing: tuple(sorted(each, key=lambda e: (-e[1], natural_key(e[0])))) for thing, each in found.items()}


def _distinct(entries: Sequence[IndexEntry]) -> tuple[IndexEntry, ...]:
    """The entries without those that say the same; a code that a name spells too is kept as the name writes it."""
    kept: dict[str, IndexEntry] = {}
    for entry in entries:
        words = folded(entry.text)
        if words not in kept:
            kept[words] = entry
        elif entry.field == "name" and FIELD_NAMES[kept[words].field].is_code:
            kept[words] = replace(entry, field=kept[words].field)
    return tuple(kept.values())
