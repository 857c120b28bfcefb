"""The tool `evidence`: the exact characters behind a statement, their page and quotation, or that there are none.

Where no words are behind a statement the answer says what is: a rule, a curator, or nothing. "Not stated" is an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.agents.answer_lines import citation_line, context_of, identity_lines, place_lines, shown
from ccwp_kg.agents.arguments import Arguments
from ccwp_kg.agents.collection import Collection
from ccwp_kg.agents.identifiers import find_property, find_thing, not_found
from ccwp_kg.agents.tool_answer import ToolAnswer
from ccwp_kg.entities.facts.entity_context import EntityContext
from ccwp_kg.entities.facts.evidence import PLACE, PLACE_OF_SPAN, Evidence, read_places
from ccwp_kg.entities.facts.facts import Names, look_up
from ccwp_kg.entities.facts.inferences import Inference
from ccwp_kg.entities.facts.silences import is_held, recorded, silences_of
from ccwp_kg.errors import ToolCallRefused
from ccwp_kg.namespaces import CCWP, DCTERMS, M8G, OA, RDF
from ccwp_kg.rdf.terms.silences import DOES_NOT_APPLY, FIELDS, NOT_HELD, PROPERTIES, sentence
from ccwp_kg.store import Term

_ELSEWHERE = 500
"""So many passages that name a thing are shown one by one."""
_NO_PASSAGE = (RDF.subject, RDF.object, RDF.type, DCTERMS.isPartOf, CCWP.mentions, CCWP.correctedResource)
"""Links that the words of a part do not show, or that are shown as statements."""
_WHOLES = (CCWP.Action, CCWP.ActionPlan, CCWP.PlanDocument)
"""What has passages that tell what it is, and not what it is linked with; its parts have those."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is behind one statement: passages, or a sentence where there are none."""

    what: str
    places: tuple[Evidence, ...] = ()
    sentence: str = ""


def evidence(collection: Collection, arguments: Arguments) -> ToolAnswer:
    """The passages behind the thing or statement that `id` means, of all it states or of one `property`."""
    iri = find_thing(collection, arguments.text("id"))
    if iri is None:
        return ToolAnswer([not_found(collection, arguments.text("id")) + "."])
    g = context_of(collection, iri)
    wanted = arguments.text("property")
    grounds = list(_of_property(collection, g, wanted) if wanted else _of_thing(collection, g))
    sources = {NamedNode(place.source) for ground in grounds for place in ground.places}
    names = look_up(collection.store, sources, languages=(), prefixes=collection.prefixes)
    about = f"the {wanted} of {shown(g.names[iri])}" if wanted else shown(g.names[iri])
    count = len({place for ground in grounds for place in ground.places})
    head = [
        f"Evidence for {about}: {count or 'no'} passage{'' if count == 1 else 's'}",
        *identity_lines(collection, iri),
    ]
    items = [_item(collection, number, ground, names) for number, ground in enumerate(grounds, 1)]
    return ToolAnswer(head, items, [citation_line(collection, iri)], "grounds", arguments.number("start"))


def _item(collection: Collection, number: int, ground: _Ground, names: Names) -> str:
    lines = [f"{number}. {ground.what}{': ' if ground.sentence else ''}{ground.sentence}"]
    for place in ground.places:
        lines += [f"   {line}" for line in place_lines(collection, place, names[NamedNode(place.source)].name)]
    return "\n".join(lines)


def _of_thing(collection: Collection, g: EntityContext) -> Iterator[_Ground]:
    """Everything that is behind a thing: its own passages, its statements, its parts, its silences, what names it."""
    own = _own(collection, g)
    found = [*own, *_statements(collection, g), *_parts(g), *_silences(g)]
    yield from found
    elsewhere = list(_elsewhere(collection, g))
    yield from elsewhere
    if sum(len(ground.places) for ground in elsewhere) >= _ELSEWHERE:
        yield _Ground(
            "more", sentence=f"of all passages that name it these are {_ELSEWHERE}; the tool ask finds the rest"
        )
    if not any(ground.places or ground.sentence for ground in (*found, *elsewhere)):
        yield _Ground("no passage", sentence=_instead(collection, g, None))


def _own(collection: Collection, g: EntityContext) -> list[_Ground]:
    """The passages of the thing itself; of a span, the passage that it is."""
    if g.where(g.subject):
        return [_Ground(_statement_in_words(g) or "the thing itself", g.where(g.subject))]
    if g.own.things(g.subject, OA.hasSelector):
        return [_Ground("the passage itself", read_places(collection.store, {g.subject: (g.subject,)})[g.subject])]
    return []


def _statement_in_words(g: EntityContext) -> str:
    """What a statement states, where the thing is one."""
    subject, said = g.own.thing(g.subject, RDF.subject), g.own.thing(g.subject, RDF.predicate)
    values = g.own.values(g.subject, RDF.object)
    if subject is None or said is None or not values:
        return ""
    return f"it states: {shown(g.names[subject])} — {shown(g.names[said])} — {shown(g.names.shown(values[0]))}"


def _statements(collection: Collection, g: EntityContext, only: NamedNode | None = None) -> Iterator[_Ground]:
    """The statements that documents make of the thing, in the order of the documents."""
    shorten = collection.prefixes.shorten
    for statement in sorted(g.facts.pointing(RDF.subject, g.subject), key=g.where):
        said = g.facts.thing(statement, RDF.predicate)
        if said is None or (only is not None and said != only):
            continue
        values = "; ".join(shown(g.names.shown(value)) for value in g.facts.values(statement, RDF.object))
        yield _Ground(f"{shorten(said.value)}: {values} (statement <{statement.value}>)", g.where(statement))


def _parts(g: EntityContext, only: Set[Term] | None = None) -> Iterator[_Ground]:
    """The parts of the thing that are passages themselves, such as an indicator; all, or those of some values."""
    parts = g.facts.pointing(DCTERMS.isPartOf, g.subject)
    for part in sorted(parts, key=g.where):
        is_other = part.value.startswith(f"{g.subject.value}/action/") or CCWP.FieldSilence in g.facts.things(
            part, RDF.type
        )
        if is_other or not g.where(part) or g.facts.thing(part, RDF.subject) is not None:
            continue
        if only is None or part in only or _tells(g, part, only):
            yield _Ground(_part(g, part), g.where(part))


def _part(g: EntityContext, part: NamedNode) -> str:
    """A part by its name, else by its kind."""
    kinds = [each.name for each in g.things(part, RDF.type) if each.iri.startswith(CCWP)]
    return shown(g.names[part]) if g.names[part].is_named or not kinds else f"{kinds[0]} <{part.value}>"


def _tells(g: EntityContext, part: NamedNode, values: Set[Term]) -> bool:
    """Whether a part names one of these values itself, as an entry on parties names a body."""
    return any(
        each not in _NO_PASSAGE and not values.isdisjoint(g.facts.things(part, each))
        for each in g.facts.properties(part)
    )


def _silences(g: EntityContext, only: str = "") -> Iterator[_Ground]:
    """The fields on which the document is silent, each in its own words."""
    for silence in recorded(g):
        if only in ("", silence.field):
            yield _Ground(silence.field, silence.places, sentence(silence.kind))


def _elsewhere(collection: Collection, g: EntityContext) -> Iterator[_Ground]:
    """The passages that name the thing, grouped by the part and the properties that point to it."""
    left_out = ", ".join(map(str, _NO_PASSAGE))
    wholes = " ".join(map(str, _WHOLES))
    rows = collection.store.rows(
        f"SELECT DISTINCT ?by ?link ?in {PLACE} WHERE {{ ?by ?link {g.subject} FILTER(?link NOT IN ({left_out})) "
        f"?by {DCTERMS.isPartOf}|{CCWP.mentionedIn} ?whole ; {CCWP.hasSpan}|{OA.hasTarget} ?span . {PLACE_OF_SPAN} "
        f"FILTER NOT EXISTS {{ VALUES ?kind {{ {wholes} }} ?by a ?kind }} OPTIONAL {{ ?by {CCWP.mentionedIn} ?in }} }} "
        f"ORDER BY STR(?by) STR(?link) STR(?span) LIMIT {_ELSEWHERE}"
    )
    links: dict[tuple[NamedNode, NamedNode], set[NamedNode]] = {}
    for row in rows:
        by, link, span = row["by"], row["link"], row["span"]
        within = row.get("in", by)
        if isinstance(within, NamedNode) and isinstance(link, NamedNode) and isinstance(span, NamedNode):
            links.setdefault((within, span), set()).add(link)
    places = read_places(collection.store, {span: (span,) for _, span in links}, rows)
    mentioned = {each for (within, _), of in links.items() for each in (within, *of)}
    names = look_up(collection.store, mentioned, languages=(), prefixes=collection.prefixes)
    found: dict[str, set[Evidence]] = {}
    for (within, span), of in links.items():
        how = sorted("named in" if link == OA.hasBody else f"{names[link].name} of" for link in of)
        found.setdefault(f"{' and '.join(how)} {shown(names[within])}", set()).update(places[span])
    for what, of_what in sorted(found.items(), key=lambda each: (sorted(each[1]), each[0])):
        yield _Ground(what, tuple(sorted(of_what)))


def _of_property(collection: Collection, g: EntityContext, wanted: str) -> Iterator[_Ground]:
    """What is behind one property of the thing, or behind all that tell one field of its row."""
    property_ = find_property(collection, wanted)
    field = wanted.lower() if property_ is None else FIELDS.get(property_, wanted.lower())
    silences = list(_silences(g, field))
    properties = PROPERTIES.get(field, ()) if property_ is None else (property_,)
    if not properties and not silences:
        fields = sorted({ground.what for ground in _silences(g)})
        known = sorted({collection.prefixes.shorten(each.value) for each in g.own.properties(g.subject)})
        raise ToolCallRefused(
            f"'{wanted[:60]}' is no property and no field here; of this thing there are {', '.join([*fields, *known])}"
        )
    yield from silences
    behind = [ground for each in properties for ground in _behind(collection, g, each, field, bool(silences))]
    yield from dict.fromkeys(behind)
    if not silences and not behind:
        name = field if property_ is None else collection.prefixes.shorten(property_.value)
        yield _Ground(f"no {name}", sentence=_silent(collection, g, properties, field))


def _behind(
    collection: Collection, g: EntityContext, property_: NamedNode, field: str, is_silent: bool
) -> Iterator[_Ground]:
    """What is behind the values of a property; of a lead, what is behind the entries on parties that lead."""
    values = g.own.values(g.subject, property_)
    if field == "lead":
        values = tuple(each for each in values if isinstance(each, NamedNode) and _leads(g, each))
    found = [*_statements(collection, g, property_), *_parts(g, set(values))]
    yield from found
    for term in values:
        inferred = g.inferences.get((property_, term))
        if inferred is not None:
            rules = " ".join(map(_rule, inferred)) or "Its rule is not known here."
            yield _Ground(shown(g.names.shown(term)), sentence=f"inferred, not read. {rules}")
        elif not found and not is_silent:
            yield _Ground(shown(g.names.shown(term)), sentence=_instead(collection, g, property_))


def _leads(g: EntityContext, entry: NamedNode) -> bool:
    return any(role.value.endswith("/concept/lead") for role in g.facts.things(entry, M8G.role))


def _rule(inference: Inference) -> str:
    """The rule that gave a statement, and the first statements that it follows from."""
    said = f"{inference.rule.name}: {inference.says}"
    if not inference.reasons:
        return said
    premises = "; ".join(
        f"{shown(each.subject)} — {each.property.name} — {shown(each.value)}" for each in inference.reasons[0]
    )
    return f"{said} It follows from: {premises}."


def _silent(collection: Collection, g: EntityContext, properties: Sequence[NamedNode], field: str) -> str:
    """Why properties have no value, as far as it is known: only a recorded silence is called one of the source."""
    kinds = set(g.own.things(g.subject, RDF.type))
    domains = [collection.domains().get(each) for each in properties]
    if all(domain is not None and kinds.isdisjoint(domain) for domain in domains):
        said_of = sorted({each for domain in domains for each in domain or ()}, key=str)
        of = ", ".join(collection.prefixes.shorten(each.value) for each in said_of)
        return f"{sentence(DOES_NOT_APPLY)}: it is said of {of} only"
    if is_held(g) is False:
        return sentence(NOT_HELD)
    if field in PROPERTIES and CCWP.Action in kinds and silences_of(g).recorded:
        return sentence(silences_of(g).of(field).kind)
    return "nothing is stated here, and it is not recorded whether a source is silent on it"


def _instead(collection: Collection, g: EntityContext, property_: NamedNode | None) -> str:
    """What stands behind statements that no passage is behind: the graphs that hold them."""
    pattern = f"{g.subject} {property_ or '?p'} ?o"
    rows = collection.store.rows(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {pattern} }} }} ORDER BY ?g LIMIT 20")
    graphs = [name.value for row in rows if isinstance(name := row["g"], NamedNode)]
    if not graphs:
        return "no passage of a document is recorded for it"
    if any("/graph/source/" in graph for graph in graphs):
        return f"it follows from how the document is built, not from single words of it (in {_names(graphs)})"
    return f"kept by hand or taken from elsewhere, not read from a document that is held (in {_names(graphs)})"


def _names(graphs: list[str]) -> str:
    return ", ".join(f"<{graph}>" for graph in graphs)
