"""The IRIs that a query names, as its prefixes stand for them, and which of them the data know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from ccwp_kg.formats import PAGE_SUFFIX
from ccwp_kg.namespaces import CCWP
from ccwp_kg.query.empty_answers.questions import Asking, rows_of
from ccwp_kg.rdf.dataset import ONTOLOGY
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.rdf.terms.iris import absolute_iri
from ccwp_kg.sparql_text import NOTHING, QueryOutline, SparqlToken

_MOST_NAMES, _MOST_COMPARED, _SUGGESTIONS = 50, 5_000, 3
_NEAR_ENOUGH, _AS_NEAR = 70.0, 10.0
"""Of 100, by which a name must resemble another to be suggested for it, and by how much less than the nearest."""
_ESCAPE = re.compile(r"\\([_~.\-!$&'()*+,;=/?#@%])")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PATH = re.compile(rf"https?://[^/]+/(?:.*/)?(?:id|doc)/([^?#]+?)(?:{PAGE_SUFFIX})?")
_ANYWHERE = ("{ ?x_ ?p_ ?o_ }", "{ ?s_ ?x_ ?o_ }", "{ ?s_ ?p_ ?x_ }")


@dataclass(frozen=True, slots=True)
class QueryName:
    """An IRI in a query: as it is written, what it stands for, where, and by which prefix (None: in full)."""

    text: str
    iri: str
    start: int
    prefix: str | None


@dataclass(slots=True)
class KnownIris:
    """Which IRIs of a query stand in statements of its dataset (`held`), or only in another graph (`apart`)."""

    held: set[str] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)

    def is_nowhere(self, iri: str) -> bool:
        """Whether it stands in no statement at all."""
        return iri not in self.held and iri not in self.apart


def declared_in(query: QueryOutline) -> dict[str, str]:
    """The prefixes that a query declares, with what they stand for."""
    words = query.tokens[: query.keyword]
    return {
        name.text[:-1]: iri.text[1:-1]
        for before, name, iri in zip(words, words[1:], words[2:], strict=False)
        if before.keyword == "PREFIX"
    }


def names_in(words: Sequence[SparqlToken], declared: Mapping[str, str]) -> tuple[QueryName, ...]:
    """The first few IRIs among tokens that are not called as functions, given as datatypes, or name a graph."""
    found: dict[str, QueryName] = {}
    for before, word, after in zip((NOTHING, *words), words, (*words[1:], NOTHING), strict=False):
        if before.text == "^^" or before.keyword in ("GRAPH", "FROM", "NAMED") or after.text == "(":
            continue
        if word.kind == "iri" and _ABSOLUTE.match(word.text, 1):
            found.setdefault(word.text[1:-1], QueryName(word.text, word.text[1:-1], word.start, None))
        elif word.kind == "name" and not word.text.startswith("_:"):
            prefix, _, local = word.text.partition(":")
            if prefix in declared:
                iri = declared[prefix] + _ESCAPE.sub(r"\1", local)
                found.setdefault(iri, QueryName(word.text, iri, word.start, prefix))
    return tuple(found.values())[:_MOST_NAMES]


def known_of(iris: Iterable[str], dataset_clauses: str) -> Asking[KnownIris]:
    """Which IRIs stand in statements."""
    known = KnownIris()
    sound = {iri: named for iri in iris if (named := absolute_iri(iri)) is not None}
    held = " || ".join(f"EXISTS {each}" for each in _ANYWHERE)
    apart = " || ".join(f"EXISTS {{ GRAPH ?g_ {each} }}" for each in _ANYWHERE)
    for there, condition in ((known.held, held), (known.apart, apart)):
        asked = [str(named) for iri, named in sound.items() if iri not in known.held]
        if asked:
            rows = yield from rows_of(
                f"SELECT ?x_ {dataset_clauses} WHERE {{ VALUES ?x_ {{ {' '.join(asked)} }} FILTER({condition}) }}"
            )
            there.update(node.value for row in rows if isinstance(node := row["x_"], NamedNode))
    return known


def usual_namespace(prefix: str, namespace: str, prefixes: Prefixes) -> tuple[str, str] | None:
    """The registered prefix and namespace that a declaration means; None where it is registered, or like no other.

    It means the namespace of its own name, or one that differs in its scheme and its last character alone.
    """
    if namespace in prefixes.table.values():
        return None
    alike = _bare(namespace)
    for known, usual in prefixes.table.items():
        if _bare(usual) == alike:
            return known, usual
    return (prefix, prefixes.table[prefix]) if prefix in prefixes.table else None


def _bare(namespace: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", namespace).rstrip("#/").lower()


def nearest_terms(iri: str, base: Base) -> Asking[tuple[str, ...]]:
    """The terms of our vocabulary whose names resemble that of an IRI most; none where the vocabulary is not here."""
    rows = yield from rows_of(
        f"SELECT DISTINCT ?x WHERE {{ GRAPH {base.here(ONTOLOGY)} {{ ?x a ?kind }} "
        f'FILTER STRSTARTS(STR(?x), "{CCWP}") }} LIMIT {_MOST_COMPARED}'
    )
    return _nearest(iri, [row["x"] for row in rows], start=len(str(CCWP)))


def nearest_things(iri: str, base: Base) -> Asking[tuple[str, ...]]:
    """The things whose IRIs resemble an IRI most, among those with the same path up to the last slash."""
    start = iri.rstrip("/").rpartition("/")[0] + "/"
    rows = yield from rows_of(
        f'SELECT DISTINCT ?x WHERE {{ ?x a ?kind FILTER STRSTARTS(STR(?x), "{start}") }} LIMIT {_MOST_COMPARED}'
    )
    return _nearest(iri, [row["x"] for row in rows], start=len(base.id))


def _nearest(iri: str, terms: Sequence[object], *, start: int) -> tuple[str, ...]:
    """The IRIs among terms that resemble an IRI most, from an offset on."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # only where something is unknown

    iris = sorted({term.value for term in terms if isinstance(term, NamedNode) and term.value != iri})
    compared = {each: each[start:].lower() for each in iris}
    found = process.extract(
        iri[start:].lower(), compared, scorer=fuzz.ratio, limit=_SUGGESTIONS, score_cutoff=_NEAR_ENOUGH
    )
    return tuple(each for _, score, each in found if score >= found[0][1] - _AS_NEAR)


def named_here(iri: str, base: Base) -> str | None:
    """What may be meant by the address of a thing or of its document on any host: its name at this base.

    >>> named_here("http://localhost:8000/doc/plan/5.ttl", Base())
    'https://w3id.org/ccwp/id/plan/5'
    """
    match = _PATH.fullmatch(iri)
    name = None if match is None else base.id + match[1]
    return None if name in (None, iri) else name
