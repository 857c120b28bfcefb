"""By which of its words a thing can be found: one table of fields."""

from __future__ import annotations

from dataclasses import dataclass

from ccwp_kg.languages import LANGUAGES
from ccwp_kg.namespaces import CCWP, DCTERMS, OWL, RDFS, SKOS


@dataclass(frozen=True, slots=True)
class Field:
    """A sort of words that a thing has: its name, the same in plain words, and the column of the index it is kept in.

    `is_name`: it is the thing's own name. `is_typed`: the whole of it, or its beginning, may be what somebody types.
    `is_code`: spaces and marks in it do not count.
    """

    name: str
    words: str
    column: str
    is_name: bool = True
    is_code: bool = False
    is_typed: bool = True


COLUMNS = (("names", 10.0), ("codes", 8.0), ("titles", 6.0), ("others", 6.0), ("meanings", 3.0), ("texts", 1.0))
"""The columns of the index and how much a word counts in each."""

FIELDS = (
    Field("register-key", "document number", "codes", is_code=True),
    Field("acronym", "acronym", "names", is_code=True),
    Field("action-number", "action number", "codes"),
    Field("document-number", "document number", "codes", is_code=True),
    Field("journal-place", "place in the Official Journal", "codes", is_code=True),
    Field("subject-code", "subject code", "codes", is_code=True),
    Field("celex", "CELEX number", "codes", is_code=True),
    Field("identifier", "identifier elsewhere", "codes", is_name=False, is_code=True, is_typed=False),
    Field("match", "near term elsewhere", "codes", is_name=False, is_code=True, is_typed=False),
    Field("name", "name", "names"),
    Field("title", "title", "titles"),
    Field("other-name", "other name", "names"),
    Field("spelling", "another spelling", "names"),
    Field("printed", "form printed in the document", "names"),
    Field("term", "name in the ontology", "codes", is_code=True),
    Field("period", "period", "titles"),
    Field("date", "date", "codes"),
    Field("reference", "its address", "codes", is_name=False, is_code=True, is_typed=False),
    Field("vocabulary-name", "name in a vocabulary that it is linked to", "others", is_name=False),
    Field("search-word", "synonym or related word", "others", is_name=False),
    Field("question", "question that it answers", "titles", is_name=False, is_typed=False),
    Field("sentence", "words of the document", "texts", is_name=False, is_typed=False),
    Field("definition", "definition", "meanings", is_name=False, is_typed=False),
    Field("note", "note", "meanings", is_name=False, is_typed=False),
    Field("cited-regarding", "words on what it is cited for", "meanings", is_name=False, is_typed=False),
    Field("objective", "wording of an objective", "texts", is_name=False, is_typed=False),
    Field("indicator", "words of a performance indicator", "texts", is_name=False, is_typed=False),
    Field("outcome", "words of a possible outcome", "texts", is_name=False, is_typed=False),
    Field("party", "party as printed", "texts", is_name=False, is_typed=False),
    Field("terms-of-reference", "words of the terms of reference", "texts", is_name=False, is_typed=False),
    Field("other-entry", "words of another column", "texts", is_name=False, is_typed=False),
    Field("cover", "words of the cover", "texts", is_name=False, is_typed=False),
    Field("rule", "words of the rules of implementation", "texts", is_name=False, is_typed=False),
    Field("column", "words about the columns of the plan", "texts", is_name=False, is_typed=False),
    Field("paragraph", "words of the plan", "texts", is_name=False, is_typed=False),
)
"""In the order in which they are named as the reason for a hit."""
FIELD_NAMES = {field.name: field for field in FIELDS}
FIELD_PLACES = {field.name: place for place, field in enumerate(FIELDS)}

OWN = {
    SKOS.prefLabel: "name",
    RDFS.label: "name",
    CCWP.acronym: "acronym",
    CCWP.actionNumber: "action-number",
    CCWP.registerKey: "register-key",
    CCWP.celexNumber: "celex",
    SKOS.exactMatch: "identifier",
    OWL.sameAs: "identifier",
    DCTERMS.term("title"): "title",
    SKOS.altLabel: "other-name",
    SKOS.hiddenLabel: "spelling",
    CCWP.printedForm: "printed",
    CCWP.validFrom: "period",
    CCWP.validUntil: "period",
    CCWP.heldOn: "date",
    SKOS.definition: "definition",
    DCTERMS.term("description"): "definition",
    SKOS.note: "note",
    SKOS.scopeNote: "note",
    RDFS.comment: "question",
    CCWP.citedRegarding: "cited-regarding",
}
"""What is said of a thing itself, by property; the first properties come first where two say the same."""

PARTS = {
    (CCWP.ObjectiveAssignment, CCWP.wording): "objective",
    (CCWP.PerformanceIndicator, CCWP.text): "indicator",
    (CCWP.PossibleOutcome, CCWP.text): "outcome",
    (CCWP.PartyInvolvement, CCWP.printedForm): "party",
    (CCWP.TermsOfReference, CCWP.text): "terms-of-reference",
    (CCWP.OtherEntry, CCWP.text): "other-entry",
    (CCWP.CoverEntry, CCWP.text): "cover",
    (CCWP.ImplementationRule, CCWP.text): "rule",
    (CCWP.ColumnDefinition, CCWP.text): "column",
    (CCWP.Paragraph, CCWP.text): "paragraph",
}
"""What is said of the parts of a thing, by class and property; a reader looks for it and wants the whole."""


def reason(field: str, language: str | None, text: str) -> str:
    """Why a thing was found, in words; English is not named, as the pages are in it. Words that are no name of the
    thing, though they stand beside its names, are quoted.

    >>> reason("name", "de", "Zoll"), reason("register-key", None, "ST-1-2008"), reason("search-word", "en", "cigars")
    ('name in German', 'document number', 'synonym or related word “cigars”')
    """
    known, words = LANGUAGES.get(language or "en"), FIELD_NAMES[field].words
    if language and language != "en":
        words += f" in {language if known is None else known.english}"
    return f"{words} “{text}”" if FIELD_NAMES[field].column == "others" else words
