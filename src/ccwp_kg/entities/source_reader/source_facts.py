"""What the store knows of a document that was read: its file, its rights, its word counts, its spans."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ccwp_kg.entities.facts.evidence import is_printed_form
from ccwp_kg.entities.facts.facts import Words, words
from ccwp_kg.entities.facts.names import Thing, look_up
from ccwp_kg.entities.facts.prose import Mark
from ccwp_kg.namespaces import CCWP, DCTERMS, OA, RDF
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import Store


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of the text of a document as received, and of the rights in the document.

    `words` and `accounted` count its words and those that became part of a fact, as the store states them. `marks` are
    the spans that name a thing; `spans` are start and end of every span that a fact stands on.
    """

    thing: Thing
    file_name: str
    rights: Words | None
    sha256: str | None
    words: str | None
    accounted: str | None
    marks: tuple[Mark, ...]
    spans: tuple[tuple[int, int], ...]


def source_facts(store: Store, name: str, *, prefixes: Prefixes) -> SourceFacts | None:
    """What the store knows of a source, or None where it holds none of that name."""
    source = store.base.thing(f"source/{name}")
    facts = {
        row["p"]: row["o"]
        for row in store.rows(
            f"SELECT ?p ?o WHERE {{ {{ {source} a {CCWP.SourceText} ; ?p ?o }} UNION "
            f"{{ {source} {DCTERMS.isFormatOf} ?document . ?document ?p ?o FILTER(?p = {DCTERMS.rights}) }} }} "
            "ORDER BY ?p ?o"
        )
    }
    file_name = facts.get(CCWP.fileName)
    if not isinstance(file_name, Literal):
        return None
    spans = _spans(store, source)
    meant = [
        (spans[row["span"].value], row["thing"])
        for row in store.rows(
            f"SELECT ?span ?thing ?exact ?printed WHERE {{ ?span {OA.hasSource} {source} ; "
            f"{OA.hasSelector}/{OA.exact} ?exact . ?x {CCWP.hasSpan}|{OA.hasTarget} ?span ; ?link ?thing "
            f"OPTIONAL {{ ?x {CCWP.printedForm} ?printed }} OPTIONAL {{ ?x {RDF.predicate} ?said }} "
            # after the join, else an engine begins at the links of all sources
            f"FILTER(?link IN ({CCWP.citedDocument}, {CCWP.referredAction}, {OA.hasBody}) || "
            f"?link = {RDF.object} && ?said IN ({CCWP.involvedParty}, {CCWP.namesAsExample})) }}"
        )
        if isinstance(row["span"], NamedNode)
        and isinstance(row["thing"], NamedNode)
        and isinstance(row["exact"], Literal)
        and row["span"].value in spans
        and is_printed_form(row["exact"].value, row.get("printed"))
    ]
    names = look_up(store, [source, *(thing for _, thing in meant)], languages=(), prefixes=prefixes)

    def literal(predicate: NamedNode) -> Words | None:
        term = facts.get(predicate)
        return words(term) if isinstance(term, Literal) else None

    def text(predicate: NamedNode) -> str | None:
        found = literal(predicate)
        return None if found is None else found.text

    return SourceFacts(
        thing=names[source],
        file_name=file_name.value,
        rights=literal(DCTERMS.rights),
        sha256=text(CCWP.sha256),
        words=text(CCWP.wordCount),
        accounted=text(CCWP.accountedWordCount),
        marks=tuple({Mark(*span, names[thing]) for span, thing in meant}),
        spans=tuple(sorted(set(spans.values()))),
    )


def _spans(store: Store, source: NamedNode) -> dict[str, tuple[int, int]]:
    """The spans of a source: IRI → start and end."""
    query = (
        f"SELECT ?span ?start ?end WHERE {{ ?span {OA.hasSource} {source} ; {OA.hasSelector} ?position . "
        f"?position {OA.start} ?start ; {OA.end} ?end }}"
    )
    return {
        row["span"].value: (int(row["start"].value), int(row["end"].value))
        for row in store.rows(query)
        if isinstance(row["span"], NamedNode) and isinstance(row["start"], Literal) and isinstance(row["end"], Literal)
    }
