"""The page of a concept, a list of concepts, or a subject code: what it means, and every passage that uses it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.evidence import Evidence
from ccwp_kg.entities.facts.facts import Words
from ccwp_kg.entities.facts.incoming import Links
from ccwp_kg.entities.facts.names import Thing
from ccwp_kg.entities.facts.outside import MAPPED, Outside, outside_links
from ccwp_kg.entities.portraits.organisations import Name, names_of
from ccwp_kg.namespaces import CCWP, CITO, OA, OWL, SKOS
from ccwp_kg.rdf.terms.order import natural_key

_AROUND = 32
"""So many characters are shown before and after a mention."""

MENTIONED = (
    (
        f"?s {OA.hasBody} $subject ; {CCWP.mentionedIn} ?part ; ?p ?o "
        f"FILTER(?p IN ({OA.hasBody}, {CCWP.mentionedIn}, {OA.hasTarget}))"
    ),
    # The words before and after a mention stand in the part that names the thing.
    (
        f"?mention {OA.hasBody} $subject ; {CCWP.mentionedIn} ?s . ?s ?p ?o "
        f"FILTER(?p IN ({CCWP.text}, {CCWP.wording}, {CCWP.printedForm}))"
    ),
)
CONTEXT = (
    *MENTIONED,
    f"?s {SKOS.broader} $subject ; ?p ?o FILTER(?p IN ({SKOS.broader}))",
    f"?s {SKOS.inScheme} $subject ; ?p ?o FILTER(?p IN ({SKOS.inScheme}))",
    f"?s {CCWP.series} $subject ; ?p ?o FILTER(?p IN ({CCWP.series}))",
    f"?s {CCWP.hasSubjectCode} $subject ; ?p ?o FILTER(?p IN ({CCWP.hasSubjectCode}))",
    *MAPPED,
)
_SHOWN_ELSEWHERE = frozenset(
    term.value
    for term in (
        CCWP.mentions, CCWP.hasSubjectCode, CCWP.series, CITO.cites, OA.hasBody,
        OWL.annotatedSource, SKOS.broader, SKOS.inScheme, SKOS.narrower,
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MentionPassage:
    """One mention with the words just before and after it, where they are known, with the space between them."""

    before: str
    after: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Every mention of the thing in one action, paragraph or rule."""

    where: Thing
    passages: tuple[MentionPassage, ...]


@dataclass(frozen=True, slots=True)
class ConceptPortrait:
    """A concept, a list of concepts, or a subject code, as its page shows it."""

    definition: Words | None
    notes: tuple[Words, ...]
    names: tuple[Name, ...]
    notation: str | None
    scheme: tuple[Thing, ...]
    broader: tuple[Thing, ...]
    narrower: tuple[Thing, ...]
    members: tuple[Thing, ...]
    operating_since: str | None
    series: Thing | None
    serial: int | None
    year: int | None
    codes: tuple[Thing, ...]
    documents: tuple[Thing, ...]
    mentioned: tuple[Mentioned, ...]
    used: tuple[Links, ...]
    outside: tuple[Outside, ...]


def concept_portrait(g: EntityContext) -> ConceptPortrait:
    """The portrait of a concept, a list of concepts, or a subject code."""
    facts, subject = g.facts, g.subject
    return ConceptPortrait(
        definition=facts.words(subject, SKOS.definition),
        notes=tuple(facts.all_words(subject, SKOS.note)),
        names=names_of(g),
        notation=facts.text(subject, SKOS.notation),
        scheme=g.things(subject, SKOS.inScheme),
        broader=g.things(subject, SKOS.broader),
        narrower=g.pointing(SKOS.broader),
        members=g.pointing(SKOS.inScheme),
        operating_since=facts.text(subject, CCWP.inOperationSince),
        series=g.thing(subject, CCWP.series),
        serial=facts.number(subject, CCWP.serial),
        year=facts.number(subject, CCWP.year),
        codes=g.pointing(CCWP.series),
        documents=g.pointing(CCWP.hasSubjectCode),
        mentioned=mentioned(g),
        used=tuple(links for links in g.incoming.links if links.property.iri not in _SHOWN_ELSEWHERE),
        outside=outside_links(g),
    )


def mentioned(g: EntityContext) -> tuple[Mentioned, ...]:
    """Where the thing is mentioned, in the order people count."""
    found: defaultdict[NamedNode, set[Evidence]] = defaultdict(set)
    for mention in g.facts.pointing(OA.hasBody, g.subject):
        found[g.facts.thing(mention, CCWP.mentionedIn) or mention].update(g.where(mention))
    return tuple(
        Mentioned(g.names[where], tuple(_passages(g, where, sorted(found[where]))))
        for where in sorted(found, key=lambda iri: natural_key(iri.value))
    )


def _passages(g: EntityContext, where: NamedNode, places: Sequence[Evidence]) -> Iterator[MentionPassage]:
    """The mentions in a part with the words around them; each is looked for behind the one before."""
    words = (g.facts.text(where, predicate) for predicate in (CCWP.text, CCWP.wording, CCWP.printedForm))
    text = next((each for each in words if each), "")
    behind = 0
    for place in places:
        start = text.find(place.quote, behind)
        if start == -1:
            yield MentionPassage("", "", place)
            continue
        behind = start + len(place.quote)
        before, after = text[max(0, start - _AROUND) : start], text[behind : behind + _AROUND]
        yield MentionPassage(
            before if start <= _AROUND else _from_a_word(before),
            after if behind + _AROUND >= len(text) else _from_a_word(after[::-1])[::-1],
            place,
        )


def _from_a_word(text: str) -> str:
    """A text in one line that begins with a whole word; it may be cut within its first one.

    >>> _from_a_word("ation of the ")
    'of the '
    """
    _, _, rest = re.sub(r"\s+", " ", text.replace("__", " ")).partition(" ")
    return rest.lstrip() if rest.strip() else rest
