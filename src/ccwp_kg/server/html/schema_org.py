"""What our things are in the words of schema.org, which search engines know; the most telling type that is true."""

from __future__ import annotations

from collections.abc import Iterable

from ccwp_kg.namespaces import CCWP, DCAT, FOAF, SKOS

_TYPES: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (kind, frozenset(cls.value for cls in classes))
    for kind, classes in (
        ("Legislation", (CCWP.LegalInstrument,)),
        (
            "GovernmentOrganization",
            (
                CCWP.Institution, CCWP.Agency, CCWP.DirectorateGeneral, CCWP.Service, CCWP.Committee,
                CCWP.WorkingParty,
            ),
        ),
        ("Organization", (CCWP.Organisation, CCWP.PartyGroup)),
        ("Event", (CCWP.Meeting,)),
        ("DefinedTerm", (SKOS.Concept,)),
        ("DefinedTermSet", (SKOS.ConceptScheme,)),
        ("Project", (FOAF.Agent,)),
        ("Dataset", (DCAT.Dataset,)),
        (
            "CreativeWork",
            (
                CCWP.ActionPlan, CCWP.Action, CCWP.EarlierAction, CCWP.CouncilDocument, CCWP.DocumentFamily,
                CCWP.OfficialJournalReference, CCWP.SourceText, CCWP.TermsOfReference, CCWP.Paragraph, CCWP.Section,
                CCWP.ColumnDefinition, CCWP.ImplementationRule, CCWP.PerformanceIndicator, CCWP.PossibleOutcome,
            ),
        ),
    )
)  # fmt: skip
TYPES = frozenset([kind for kind, _ in _TYPES] + ["Thing"])
"""All types that occur."""


def type_of(classes: Iterable[str]) -> str:
    """The type of a thing by the IRIs of its classes; what is none of these is a Thing.

    >>> type_of([CCWP.Meeting.value])
    'Event'
    """
    known = frozenset(classes)
    return next((kind for kind, members in _TYPES if members & known), "Thing")
