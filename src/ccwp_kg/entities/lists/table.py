"""The lists there are: one table."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from ccwp_kg.entities.lists.model import Column, Facet, List, SortKey
from ccwp_kg.kinds import classes_in_list
from ccwp_kg.namespaces import CCWP, DCTERMS, ID, OA, RDF, RDFS, SKOS
from ccwp_kg.rdf.terms.labels import TITLE


def _members(*classes: NamedNode) -> str:
    """Who belongs to a list: what is of one of the classes."""
    if len(classes) == 1:
        return f"?x a {classes[0]} ."
    return f"VALUES ?member {{ {' '.join(map(str, classes))} }} ?x a ?member ."


def _by_name(label: NamedNode, *others: NamedNode) -> SortKey:
    """The order by name, in English or in no language, capitals and small letters alike."""
    named = [(f"?label{place}", each) for place, each in enumerate((label, *others))]
    pattern = " ".join(
        f'OPTIONAL {{ ?x {each} {variable} FILTER(LANG({variable}) IN ("en", "")) }}' for variable, each in named
    )
    # What has no name is shown by its IRI, and stands where that would.
    return SortKey(f"LCASE(STR(COALESCE({', '.join(variable for variable, _ in named)}, ?x)))", pattern)


def _kind(classes: Iterable[NamedNode]) -> Column:
    return Column("kind", "Kind", f"?x a $ VALUES $ {{ {' '.join(map(str, classes))} }}", RDF.type, is_thing=True)


def _by_number(expression: str, pattern: str) -> SortKey:
    return SortKey(expression, f"OPTIONAL {{ {pattern} }}", ("999999999", "-1"))


_READ = f"?x {CCWP.readFrom} ?held"
_HAS_TEXT = f"?held {DCTERMS.isFormatOf} ?x"


def _held_first(pattern: str) -> SortKey:
    """What is known by mention alone stands behind what is held."""
    return SortKey("IF(BOUND(?held), 0, 1)", f"OPTIONAL {{ {pattern} }}", is_fixed=True)


_NAMED = f"?naming {CCWP.mentions} ?x"
_NAMED_FIRST = SortKey(
    "COALESCE(?isNamed, 0)", f"OPTIONAL {{ SELECT DISTINCT ?x (-1 AS ?isNamed) WHERE {{ {_NAMED} }} }}", is_fixed=True
)
"""What no document here names, such as the members of a group, stands behind what one does."""
_ACTIONS = classes_in_list("actions")
_BODIES = classes_in_list("organisations")
_DOCUMENTS = classes_in_list("documents")
_TITLED = tuple(each for each in _DOCUMENTS if each not in (CCWP.LegalInstrument, CCWP.OfficialJournalReference))
"""An act is called by its title, and a place in the Official Journal has none."""
_OBJECTIVES = classes_in_list("objectives")

LISTS = {
    each.name: each
    for each in (
        List(
            "plans",
            "Action plans",
            "The plans that are held, then those that their documents name.",
            _members(*classes_in_list("plans")),
            (
                Column("from", "From", says=CCWP.validFrom, is_sortable=True),
                Column("until", "Until", says=CCWP.validUntil, is_sortable=True),
                Column("document", "Document", says=CCWP.documentedIn, is_thing=True),
                Column("actions", "Actions known", f"$ {CCWP.partOfPlan} ?x", is_counted=True, is_of_text=True),
            ),
            (_held_first(_READ), _by_number("?ordinal", f"?x {CCWP.ordinal} ?ordinal")),
            (Facet("status", "Status", f"?x {CCWP.readFrom}?/{CCWP.status} ?value", field="plan-status"),),
            held=_READ,
        ),
        List(
            "actions",
            "Actions",
            "What the plans propose to do: the actions of plans that are held, then those that these name.",
            _members(*_ACTIONS),
            (
                Column("title", "Title", says=TITLE, is_sortable=True),
                Column("plan", "Plan", says=CCWP.partOfPlan, is_thing=True),
                Column("documents", "Documents cited", f"?x {CCWP.citesDocument} $", is_counted=True, is_of_text=True),
            ),
            (
                _held_first(_READ),
                _by_number("?ordinal", f"?x {CCWP.partOfPlan} ?inPlan OPTIONAL {{ ?inPlan {CCWP.ordinal} ?ordinal }}"),
                SortKey("STR(?inPlan)"),
                _by_number("?place", f"?x {CCWP.position} ?place"),
                _by_number("STRLEN(STR(?number))", f"?x {CCWP.actionNumber} ?number"),
                SortKey("STR(?number)"),
            ),
            (
                Facet("read-from", "Read from", f"?x {CCWP.readFrom} ?value", field="document"),
                Facet("plan", "Plan", f"?x {CCWP.partOfPlan} ?value"),
                Facet("objective", "Strategic objective", f"?x {CCWP.pursuesObjective} ?value", field="objectives"),
                Facet("party", "Party", f"?x {CCWP.concernsParty} ?value", field="parties"),
                Facet("work-area", "Work area", f"?x {CCWP.workArea} ?value", field="work-area"),
                Facet("subject", "Subject (EuroVoc)", f"?x {CCWP.readFrom} ?any ; {DCTERMS.subject} ?value"),
            ),
            held=_READ,
        ),
        List(
            "organisations",
            "Organisations",
            "The bodies and groups that the plans name, by how many actions they are in; then the members of groups.",
            _members(*_BODIES),
            (
                Column("acronym", "Acronym", says=CCWP.acronym, is_sortable=True, is_curated=True),
                Column(
                    "kind",
                    "Kind",
                    says=CCWP.organisationKind,
                    is_thing=True,
                    applies_to=tuple(each for each in _BODIES if each != CCWP.PartyGroup),
                ),
                Column("actions", "Party of (actions)", f"$ {CCWP.concernsParty} ?x", is_counted=True),
            ),
            (_NAMED_FIRST, _by_name(SKOS.prefLabel, RDFS.label)),
            (
                Facet("type", "Body or group", kind="class", classes=_BODIES),
                Facet("kind", "Kind of body", f"?x {CCWP.organisationKind} ?value"),
                Facet("part-of", "Part of", f"?x {DCTERMS.isPartOf} ?value"),
                Facet("plan", "Party in", f"?concerned {CCWP.concernsParty} ?x ; {CCWP.partOfPlan} ?value"),
            ),
            named=_NAMED,
            first=("actions", True),
        ),
        List(
            "documents",
            "Documents",
            "What is held; then documents, places in the Official Journal and acts that plans name; the rest.",
            _members(*_DOCUMENTS),
            (
                Column("title", "Title", says=TITLE, is_below_name=True, applies_to=_TITLED),
                Column(
                    "citations",
                    "Cited or named (times)",
                    f"{{ $ {CCWP.citedDocument} ?x }} UNION {{ $ {OA.hasBody} ?x ; {CCWP.mentionedIn} ?naming }}",
                    is_counted=True,
                ),
                _kind(_DOCUMENTS),
                Column("celex", "CELEX", says=CCWP.celexNumber, applies_to=(CCWP.LegalInstrument,)),
                Column(
                    "year",
                    "Year",
                    says=CCWP.documentYear,
                    is_sortable=True,
                    applies_to=tuple(each for each in _DOCUMENTS if each != CCWP.LegalInstrument),
                ),
            ),
            (
                _held_first(_HAS_TEXT),
                _NAMED_FIRST,
                _by_number("?number", f"?x {CCWP.documentNumber} ?number"),
                _by_name(SKOS.prefLabel, RDFS.label),
            ),
            (
                Facet("kind", "Kind", kind="class", classes=_DOCUMENTS),
                Facet("year", "Year", f"?x {CCWP.documentYear} ?value", kind="number"),
                Facet("series", "Subject code", f"?x {CCWP.hasSubjectCode} ?code . ?code {CCWP.series} ?value"),
                Facet("cited-by", "Cited by", f"?value {CCWP.citesDocument} ?x"),
            ),
            held=_HAS_TEXT,
            named=f"{{ {_NAMED} }} UNION {{ {_HAS_TEXT} }}",
        ),
        List(
            "objectives",
            "Strategic objectives and work areas",
            "What the actions pursue, and the areas of work that their plans name.",
            _members(*_OBJECTIVES),
            (
                _kind(_OBJECTIVES),
                Column(
                    "actions",
                    "Pursued by (actions)",
                    f"$ {CCWP.pursuesObjective} ?x",
                    is_counted=True,
                    applies_to=(CCWP.StrategicObjective,),
                ),
            ),
            (),
            (Facet("kind", "Kind", kind="class", classes=_OBJECTIVES),),
        ),
        List(
            "concepts",
            "Concepts",
            "Terms that the plans use, and the code lists of this knowledge base.",
            f"?x a {SKOS.Concept} . FILTER NOT EXISTS {{ ?x a {CCWP.StrategicObjective} }} "
            # Concepts of vocabularies elsewhere have their names here, and no page.
            f'FILTER NOT EXISTS {{ ?x a {CCWP.WorkArea} }} FILTER(STRSTARTS(STR(?x), "{ID}"))',
            (
                Column("definition", "Definition", says=SKOS.definition),
                Column("scheme", "Vocabulary", says=SKOS.inScheme, is_thing=True),
                Column(
                    "actions",
                    "Actions that mention it",
                    f"$ {CCWP.mentions} ?x ; {CCWP.partOfPlan} ?any",
                    is_counted=True,
                    # What a text speaks of stands in the glossary; no text is searched for the terms of code lists.
                    applies_to=(NamedNode(f"{ID}scheme/glossary"),),
                ),
            ),
            (_by_name(SKOS.prefLabel, RDFS.label),),
            (
                Facet("scheme", "Vocabulary", f"?x {SKOS.inScheme} ?value"),
                Facet("plan", "Mentioned in", f"?mentioning {CCWP.mentions} ?x ; {CCWP.partOfPlan} ?value"),
            ),
        ),
        List(
            "meetings",
            "Meetings",
            "Meetings that the documents date.",
            _members(*classes_in_list("meetings")),
            (Column("held", "Held on", says=CCWP.heldOn, is_sortable=True),),
            (SortKey("STR(?day)", f"OPTIONAL {{ ?x {CCWP.heldOn} ?day }}"),),
        ),
    )
}
"""The lists by their names in addresses."""
