"""For every rule of the shapes a change of the data as built that breaks it and no other: none is idle, none a copy.

After a change of shapes or data `python tests/mutation/find_one_rule_each.py` looks for those that no longer do.
"""

from __future__ import annotations

import re

import pytest
from changes import Change
from one_rule_each import Breach, read_breaches
from rules import Rule, rules_of
from safeguards import Safeguards

from support.cases import mostly_slow
from support.commands import ROOT

BREACHES = list(read_breaches())

NOTHING_TO_BREAK = {
    "ChangeSet": "only a release writes down what changed since the one before, and the data as built are no release",
    "CorrectedThing": "no correction has been made",
    "Correction": "no correction has been made",
    "CorrectionState": "no correction has been made",
    "CoverEntry": "the draft that was read has no cover",
    "OtherEntry": "every column of the plan has a property",
}
"""Shapes that are about nothing in the data as built, each with the reason."""

BROKEN_TOO = {
    "an IRI, a key or a printed form says it too": (
        *("Action-numberInIri", "Action-planInIri", "ActionPlan-ordinalFollows"),
        *("ActionReference-printedNumber", "CouncilDocument-codeYear", "CouncilDocument-familyAgrees"),
        *("CouncilDocument-keyAgrees", "CouncilDocument-keyInIri", "CouncilDocument-printedNumber"),
        *("CouncilDocument-printedRevision", "DatedName-plainLabel", "InferenceRule-nameInIri"),
        *("LegalInstrument-date", "Meeting-dateInIri", "Mention-partInIri"),
        *("OfficialJournalReference-iri", "Part-iri", "PositionedThing-iri"),
        *("Span-iri", "Span-selectorIri", "SubjectCode-iri"),
        *("SubjectCodeOrder-oneFamily",),
    ),
    "a part and what sums the parts up say the same": (
        *("Action-planKnown", "ExpectedDecision-kind", "Mapping-link"),
        *("Linkset-evidence", "Mapping-confidenceOfEvidence", "Mapping-evidence", "Mapping-reason"),
        *("Mention-mentionShortcut", "Mention-wordsInPart", "PartyInvolvement-role"),
        *("PlanDocument-actionCount", "PlanDocument-citationInShortcut", "PlanDocument-citationShortcut"),
        *("PlannedAction-citationShortcut", "PlannedAction-citedDocument", "PlannedAction-objectiveShortcut"),
        *("PlannedAction-partyShortcut", "PlannedAction-referenceInShortcut", "PlannedAction-referenceShortcut"),
        *("Statement-subject", "SubjectAssignment-action", "SubjectAssignment-mentionsMatched"),
        *("SubjectAssignment-shortcut",),
    ),
    "what one thing says of another, the other says of the one": (
        *("Action-continuedByFollowing", "Action-readFrom", "Action-readOrNamed"),
        *("Action-readWithItsPlan", "ActionPlan-readFrom", "ActionPlan-readFromItsDocument"),
        *("Corrigendum-corrects", "Corrigendum-knownToTheCorrected", "Corrigendum-sameFamily"),
        *("CouncilDocument-corrigendumCorrects", "CouncilDocument-family", "Paragraph-listed"),
        *("PartOfAction-listed",),
        *("PartOfAction-plan", "PartOfDocument-document", "PlanDocument-plan"),
        *("PlannedAction-listedByItsPlan", "PlannedAction-readFrom", "Section-ownParagraphs"),
        *("SourceText-document",),
    ),
    "a thing taken for one of another class lacks what is said of that class, or has too much of it": (
        *("ActionCompleteness-indicator", "ActionCompleteness-objectiveAssignment", "ActionCompleteness-outcome"),
        *("ActionCompleteness-terms", "Concept-scheme", "LinkedVocabulary-space"),
        *("LinkedVocabulary-title", "LinkedVocabulary-type", "Mapping-targetInVocabulary"),
        *("Paragraph-section", "PlannedAction-actionType", "PlannedAction-terms"),
        *("SourceText-manifestationType", "SubjectCode-series"),
    ),
    "the data hold one such thing, so that a second is none": (
        *("NamedGraph-reading", "ReadingActivity-source", "ReadingIssue-reading"),
    ),
    "the ends of a stretch are compared, and what is no number or date, or comes twice, is on neither side": (
        *("DatedName-noOverlap", "Span-length"),
    ),
    "a source, its profile and the places in it hang together": (
        *("ReadingActivity-profileOfSource", "SourceText-characterCount", "Span-inSource"),
        *("Span-pageInSource", "Whole-positions"),
    ),
}
"""Why these rules are broken along with others, each of them in at least one change."""


@pytest.fixture(scope="module")
def rules(safeguards: Safeguards) -> dict[str, Rule]:
    return {rule.name: rule for rule in rules_of(safeguards.selection, safeguards.graph)}


def test_every_rule_has_a_change(rules: dict[str, Rule]) -> None:
    """But those that are about nothing in the data."""
    named = [breach.rule for breach in BREACHES]
    assert sorted(named) == sorted(name for name, rule in rules.items() if rule.things)
    assert set(NOTHING_TO_BREAK) == {re.split("[- ]", name)[0] for name, rule in rules.items() if not rule.things}


def test_what_else_is_broken_has_a_reason() -> None:
    """Four rules in five are broken alone; the page on trust has the figures."""
    reasons = [name for names in BROKEN_TOO.values() for name in names]
    assert sorted(reasons) == sorted({rule.partition(" ")[0] for breach in BREACHES for rule in breach.also})
    alone = sum(not breach.also for breach in BREACHES)
    assert alone >= 0.8 * len(BREACHES)
    told = " ".join((ROOT / "docs" / "trust.md").read_text("utf-8").split())
    assert f"the {len(BREACHES)} conditions of the SHACL shapes" in told
    assert f"is broken by a change of the data, {alone} of them alone" in told


@pytest.mark.parametrize("breach", mostly_slow(BREACHES), ids=lambda breach: breach.rule.replace(" ", "-"))
def test_change_breaks_its_rule_only(breach: Breach, safeguards: Safeguards) -> None:
    """And what is named beside it."""
    assert breach.change.removed <= safeguards.data
    assert breach.also | {breach.rule} == safeguards.broken_rules(breach.change)


def test_the_data_are_as_before(safeguards: Safeguards) -> None:
    """A change that is not wholly taken back would be noticed in place of the next."""
    assert frozenset() == safeguards.all_that_notice(Change("nothing"), whole=True)
