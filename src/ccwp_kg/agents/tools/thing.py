"""The tool `thing`: everything that is stated of one thing, and what is not, each silence in its own words."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from ccwp_kg.agents.answer_lines import citation_line, context_of, identity_lines, shown
from ccwp_kg.agents.arguments import Arguments
from ccwp_kg.agents.collection import Collection
from ccwp_kg.agents.identifiers import find_thing, not_found
from ccwp_kg.agents.tool_answer import ToolAnswer, quoted
from ccwp_kg.entities.facts.entity_context import EntityContext, Links
from ccwp_kg.entities.facts.silences import is_held, recorded, texts_of
from ccwp_kg.namespaces import CCWP, DCTERMS, OA, OWL, RDF
from ccwp_kg.rdf.terms.order import Term
from ccwp_kg.rdf.terms.silences import NOT_HELD, NOT_UNDERSTOOD, sentence

_LAST = (
    CCWP.mentions, DCTERMS.hasPart, CCWP.hasSpan, RDF.object, RDF.subject, OA.hasBody, OWL.annotatedSource,
    OWL.annotatedTarget, CCWP.mentionedIn,
)  # fmt: skip
"""Links that there are many of and that say little, or that the tool evidence shows better."""
_NAMED = 12
"""So many values of a property are named on its line."""
_WORDS = (CCWP.text, CCWP.wording, CCWP.printedForm)
"""What the document says in a part of a thing."""
_BY_HAND = "[corrected by hand]"


def thing(collection: Collection, arguments: Arguments) -> ToolAnswer:
    """What is stated of the thing that `id` means."""
    iri = find_thing(collection, arguments.text("id"))
    if iri is None:
        return ToolAnswer([not_found(collection, arguments.text("id")) + "."])
    g = context_of(collection, iri)
    name = g.names[iri]
    title = "" if name.title in (None, name.name) else f": {name.title}"
    kinds = g.things(iri, RDF.type)
    own = [each.name for each in kinds if each.iri.startswith(CCWP)] or [each.name for each in kinds]
    head = [
        name.name + title,
        *identity_lines(collection, iri),
        f"kind: {', '.join(own) or 'not stated here'}",
        *_held(g),
        "stated of it (property: values):",
    ]
    passages = len(g.where(iri))
    count = f"{passages or 'no'} passage{'' if passages == 1 else 's'}"
    foot = [
        f"evidence: {count} of its own; the tool evidence gives the characters behind each statement",
        citation_line(collection, iri),
    ]
    items = [*_silent(g), *_facts(collection, g), *_links(collection, g)]
    return ToolAnswer(head, items, foot, "statements", arguments.number("start"))


def _held(g: EntityContext) -> Iterator[str]:
    """Whether the document that sets a plan or an action out, or the document itself, is in this collection."""
    held = is_held(g)
    if held is None:
        return
    document = g.thing(g.subject, CCWP.readFrom)
    if held:
        of = f"it was read from {shown(document)}" if document else f"as {', '.join(map(str, texts_of(g)))}"
        yield f"held: yes, {of}"
    else:
        yield f"held: {sentence(NOT_HELD)}; what is stated of it stands in documents that mention or cite it"


def _silent(g: EntityContext) -> Iterator[str]:
    """The fields on which the document is silent, of an action."""
    for silence in recorded(g):
        words = "; ".join(quoted(place.exact) for place in silence.places if place.exact.strip())
        is_unread = silence.kind == NOT_UNDERSTOOD
        yield f"- {silence.field}: {sentence(silence.kind)}{f': {words}' if is_unread and words else ''}"


def _rank(iri: str) -> tuple[bool, bool]:
    """The model's own properties first, scaffolding last."""
    return NamedNode(iri) in _LAST, not iri.startswith(CCWP)


def _facts(collection: Collection, g: EntityContext) -> Iterator[str]:
    """A line for each property."""
    properties = [each for each in g.own.properties(g.subject) if each != RDF.type]
    corrected = {each.property.iri for each in g.grounds(g.subject).corrections}
    for property_ in sorted(properties, key=lambda each: (*_rank(each.value), each.value)):
        values = g.own.values(g.subject, property_)
        english = [each for each in values if not isinstance(each, Literal) or each.language in (None, "en")]
        chosen = english or values[:1]
        parts = [_value(g, property_, value) for value in chosen[:_NAMED]]
        if len(chosen) > _NAMED:
            parts.append(f"and {len(chosen) - _NAMED} more (the tool ask has them)")
        if len(values) > len(chosen):
            parts.append(f"and {len(values) - len(chosen)} in other languages")
        if property_.value in corrected:
            parts.append(_BY_HAND)
        yield f"- {collection.prefixes.shorten(property_.value)}: {'; '.join(parts)}"


def _value(g: EntityContext, property_: NamedNode, value: Term) -> str:
    """A value, with the words of a part, and the rule where it was inferred."""
    text = shown(g.names.shown(value))
    if isinstance(value, NamedNode) and value.value.startswith(f"{g.subject.value}/"):
        of, words = next(((each, found) for each in _WORDS if (found := g.facts.text(value, each))), (None, None))
        text += f" {quoted(words)}" if words else ""
        is_corrected = of is not None and any(each.property.iri == of.value for each in g.grounds(value).corrections)
        text += f" {_BY_HAND}" if is_corrected else ""
    inferred = g.inferences.get((property_, value))
    return text if inferred is None else f"{text} [inferred{''.join(f', {each.rule.name}' for each in inferred)}]"


def _links(collection: Collection, g: EntityContext) -> Iterator[str]:
    """What points to it, by property."""

    def rank(links: Links) -> tuple[bool, bool, str]:
        return *_rank(links.property.iri), links.property.iri

    for links in sorted(g.incoming.links, key=rank):
        named = "; ".join(map(shown, links.first[:_NAMED]))
        more = f"; and {links.count - _NAMED} more (the tool ask has them)" if links.count > _NAMED else ""
        yield f"- is {collection.prefixes.shorten(links.property.iri)} of {links.count}: {named}{more}"
