"""What each class is on the site: what people call its things, how they are searched, listed, shown and described."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ccwp_kg.namespaces import CCWP, DCAT, FOAF, OWL, RDF, SH, SKOS


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One or more classes that are treated alike. What a row leaves empty, a later row may say of the same thing.

    `name` stands in addresses and in the search index, `one` and `many` on pages; all three are empty for things that
    are found through the thing they are a part of. `view` names the template and the portrait, `listed` the list that
    shows the kind, `schema` its type of schema.org. `is_document`: it is cited as a document of its own.
    """

    classes: tuple[NamedNode, ...]
    name: str = ""
    one: str = ""
    many: str = ""
    view: str = ""
    listed: str = ""
    schema: str = ""
    is_document: bool = False


KINDS = (
    Kind(classes=(CCWP.ActionPlan,), name="plan", one="Action plan", many="Action plans",
         view="plan", listed="plans", schema="CreativeWork"),
    Kind(classes=(CCWP.Action,), name="action", one="Action", many="Actions",
         view="action", listed="actions", schema="CreativeWork"),
    Kind(
        classes=(
            CCWP.Institution, CCWP.Agency, CCWP.DirectorateGeneral, CCWP.Service, CCWP.Committee, CCWP.WorkingParty,
        ),
        schema="GovernmentOrganization",
    ),
    Kind(classes=(CCWP.Organisation,), name="organisation", one="Organisation", many="Organisations",
         view="organisation", listed="organisations", schema="Organization"),
    Kind(classes=(CCWP.Corrigendum,), name="corrigendum", one="Corrigendum", many="Corrigenda",
         view="document", schema="CreativeWork", is_document=True),
    Kind(classes=(CCWP.PlanDocument,), name="plan-document", one="Document of a plan", many="Documents of plans",
         view="document", listed="documents", schema="CreativeWork", is_document=True),
    Kind(classes=(CCWP.CouncilDocument,), name="document", one="Council document", many="Council documents",
         view="document", listed="documents", schema="CreativeWork", is_document=True),
    Kind(classes=(CCWP.LegalInstrument,), name="act", one="Act", many="Acts",
         view="act", listed="documents", schema="Legislation", is_document=True),
    Kind(classes=(CCWP.StrategicObjective,), name="objective", one="Strategic objective", many="Strategic objectives",
         view="objective", listed="objectives", schema="DefinedTerm"),
    Kind(classes=(CCWP.WorkArea,), name="work-area", one="Work area", many="Work areas",
         view="work_area", listed="objectives", schema="DefinedTerm"),
    Kind(classes=(CCWP.PartyGroup,), name="group", one="Group", many="Groups",
         view="organisation", listed="organisations", schema="Organization"),
    Kind(classes=(CCWP.DomainConcept,), name="concept", one="Concept", many="Concepts",
         view="concept", listed="concepts", schema="DefinedTerm"),
    Kind(
        classes=(CCWP.DocumentFamily,),
        name="family", one="Document with all versions", many="Documents with all versions",
        view="document", schema="CreativeWork", is_document=True,
    ),
    Kind(
        classes=(CCWP.OfficialJournalReference,),
        name="journal", one="Place in the Official Journal", many="Places in the Official Journal",
        view="document", listed="documents", schema="CreativeWork", is_document=True,
    ),
    Kind(classes=(CCWP.Meeting,), name="meeting", one="Meeting", many="Meetings",
         view="meeting", listed="meetings", schema="Event"),
    Kind(classes=(CCWP.SourceText,), name="source", one="Source document", many="Source documents",
         view="source_text", listed="documents", schema="CreativeWork", is_document=True),
    Kind(classes=(SH.SPARQLExecutable,), name="question", one="Question with an answer", many="Questions with answers",
         schema="SoftwareSourceCode"),
    Kind(classes=(), name="passage", one="Passage of a document", many="Passages of documents"),
    Kind(classes=(), name="page", one="Page of this site", many="Pages of this site"),
    Kind(classes=(CCWP.SubjectCode,), name="subject-code", one="Subject code", many="Subject codes",
         view="concept"),
    Kind(classes=(SKOS.Concept,), name="code", one="Entry of a code list", many="Entries of code lists",
         view="concept", listed="concepts", schema="DefinedTerm"),
    Kind(classes=(SKOS.ConceptScheme,), name="scheme", one="Code list", many="Code lists",
         view="concept", schema="DefinedTermSet"),
    Kind(
        classes=(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty),
        name="term", one="Term of the ontology", many="Terms of the ontology",
    ),
    Kind(classes=(CCWP.Release,), view="release", schema="CreativeWork"),
    Kind(classes=(CCWP.NamedGraph,), listed="dataset"),
    Kind(classes=(DCAT.Distribution,), listed="dataset"),
    Kind(classes=(FOAF.Agent,), schema="Project"),
    Kind(classes=(DCAT.Catalog,), schema="DataCatalog"),
    Kind(classes=(DCAT.Dataset,), schema="Dataset"),
    Kind(
        classes=(
            CCWP.TermsOfReference, CCWP.Paragraph, CCWP.Section, CCWP.ColumnDefinition, CCWP.CoverEntry,
            CCWP.ImplementationRule,
            CCWP.PerformanceIndicator, CCWP.PossibleOutcome, CCWP.ExpectedDecision, CCWP.ExpectedProduct,
        ),
        schema="CreativeWork",
    ),
)  # fmt: skip
"""A thing of several kinds is of the first. Equally good answers of a search are listed in this order."""

SEARCHED = tuple(kind for kind in KINDS if kind.name)
"""The kinds that a search tells apart."""
SEARCHED_BY_NAME = {kind.name: kind for kind in SEARCHED}
NO_THINGS = frozenset({"question", "passage", "page"})
"""The kinds that a search finds and that are no things with names: nobody means one of them by a name."""

_MARKS = {
    "organisation": "organisation",
    "country": "organisation",
    "group": "organisation",
    "act": "act",
    "document": "document",
    "plan": "action",
}

NO_VIEW = "thing"
"""The view of a thing that has none of its own."""


def view_of(classes: Iterable[NamedNode]) -> str:
    """The view of a thing by its classes.

    >>> view_of([SKOS.Concept, CCWP.WorkArea])
    'work_area'
    """
    return _first("view", classes) or NO_VIEW


def list_of(classes: Iterable[NamedNode]) -> str:
    """The name of the list in which a thing of these classes stands; empty for none."""
    return _first("listed", classes)


def schema_type_of(classes: Iterable[NamedNode]) -> str:
    """The most telling type of schema.org that is true of a thing; what is none of the kinds is a Thing.

    >>> schema_type_of([CCWP.Meeting]), schema_type_of([])
    ('Event', 'Thing')
    """
    return _first("schema", classes) or "Thing"


def _first(attribute: str, classes: Iterable[NamedNode]) -> str:
    known = frozenset(classes)
    rows = (kind for kind in KINDS if not known.isdisjoint(kind.classes))
    return next((value for kind in rows if (value := getattr(kind, attribute))), "")


def classes_in_list(name: str) -> tuple[NamedNode, ...]:
    """The classes whose things a list shows."""
    return tuple(each for kind in KINDS if kind.listed == name for each in kind.classes)


def mark_of(collection: str) -> str:
    """The sort of mark that a mention gets, by the collection its thing's IRI stands in: `group` of `…/id/group/x`.

    >>> mark_of("group"), mark_of("meeting")
    ('organisation', 'concept')
    """
    return _MARKS.get(collection, "concept")


def named_in_entry(thing: str, *, at: str) -> str:
    """The end of a pattern of SPARQL whose subject is the statement that an entry of parties names a thing.

    `thing` and `at` are terms or variables: what is named, and the characters of its name. No mention repeats them.
    """
    by = f"{CCWP.involvedParty}, {CCWP.namesAsExample}"
    return f"{RDF.object} {thing} ; {CCWP.hasSpan} {at} ; {RDF.predicate} ?by_entry FILTER(?by_entry IN ({by}))"
