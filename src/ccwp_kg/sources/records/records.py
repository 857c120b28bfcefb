"""What a document of this family says: one frozen record per kind of thing, each with the characters it stands on.

Records know text and places, never RDF. A `target` or `about` is a reference relative to `…/id/`, such as
`organisation/olaf`, `act/naples-ii` or `plan/4/action/4.10`; `build` turns it into an IRI.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ccwp_kg.sources.records.printed import Box
from ccwp_kg.sources.records.prose_parts import ColumnDefinition, Footnote, Section, StrategicObjective, WorkArea
from ccwp_kg.sources.records.references import DocumentReference, Mention, OtherEntry, Passage, Relation, SubjectCode
from ccwp_kg.sources.records.source_text import SourceText, Span


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as read. `value` is the lexical form of `datatype`, an XSD type: `date`, `gYearMonth` or `gYear`."""

    value: str
    datatype: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover of a document, and its headers and footers, say of it; None or empty where they do not.

    `document` is its own number, `issued` its date, `codes` are its subject codes and `previous` the documents named as
    those before it. `sender`, `addressee` and `subject` stand behind their labels. `markings` restrict who may read it.
    `entries` are the values behind all labels but the subject's, and `mentions` what they name, from `cover/1` on.
    """

    document: DocumentReference | None = None
    issued: Dated | None = None
    codes: tuple[SubjectCode, ...] = ()
    sender: Passage | None = None
    addressee: Passage | None = None
    previous: tuple[DocumentReference, ...] = ()
    subject: Passage | None = None
    markings: tuple[Passage, ...] = ()
    entries: tuple[OtherEntry, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A Council document cited in terms of reference: which, in what role, and for what subject.

    `role` is the slug of a citation role concept (`starting-point`, `basis`, `recommendations`, `quotation`, `report`,
    `reference`); `role_words` are those that say so, None where it is the usual one; `regarding` is what the text says
    the document is good for ("considering …"); `recommendations` are the ones singled out ("12", "14b"); `pending`
    keeps "[to be] adopted" or "to be issued" as printed.
    """

    position: int
    document: DocumentReference
    role: str
    role_words: Passage | None = None
    regarding: Passage | None = None
    recommendations: tuple[Passage, ...] = ()
    quotations: tuple[Passage, ...] = ()
    title: Passage | None = None
    pending: Passage | None = None


@dataclass(frozen=True, slots=True)
class ActionReference:
    """A mention of an earlier action. `plan` is None where the text names none (then only its number suggests one).

    `plan_words` name the plan, `follows_up` say that this action follows the earlier one up, `field` is the place.
    """

    position: int
    number: str
    plan: int | None
    printed: Passage
    plan_words: Passage | None = None
    title: Passage | None = None
    reported_in: DocumentReference | None = None
    follows_up: Passage | None = None
    field: str = ""

    @property
    def ordinal(self) -> int | None:
        """The ordinal of its plan: as named, else the figures before the stop or stroke in its number; None without."""
        own = re.match(r"\d+(?=[./])", self.number)
        return self.plan if self.plan is not None or own is None else int(own[0])


@dataclass(frozen=True, slots=True)
class Statement:
    """A dated, numbered or conditional thing the text says.

    `kind` is `act-date`, `operation-start`, `deadline`, `duration`, `recurrence`, `approval`, `review`, `pending`,
    `condition`, `quantity`, `period`, or that of a cell that only some plans have: `start`, `status`, `timetable`.
    `value` is a lexical form of the XSD `datatype` (None where the words carry no value); `until` ends an interval;
    `about` is what it is said of (None: the plan or action it stands in); `agent` is a reference to the body meant.
    `value_words` and `agent_words` are the words of the value and of that body (None: those of the whole passage).
    """

    kind: str
    passage: Passage
    value: str | None = None
    datatype: str | None = None
    until: str | None = None
    about: str | None = None
    agent: str | None = None
    field: str = ""
    value_words: Passage | None = None
    agent_words: Passage | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveAssignment:
    """An entry of the column "Strategic objectives".

    `objective` is the number of the strategic objective meant, None for free text that is none of them; `whole` is
    False where only a part of its wording is printed and for free text; `score` (0–100) is how well the wordings agree
    (for free text: with the objective that comes nearest).
    """

    position: int
    printed_number: int | None
    wording: Passage
    objective: int | None
    whole: bool
    score: int


@dataclass(frozen=True, slots=True)
class ExpectedDecision:
    """What a body is to do with products of an action, or with the document.

    `kind` is `adoption`, `agreement`, `approval` or `submission`; `by` is the body. `products` stand in the
    words of `text`, or are those named before where `text.rule` says so. `recurrence` is how often, where that stands
    right behind: "will report to the CCWP once per Presidency". `reporter` is who is to report.
    """

    kind: str
    by: str
    text: Passage
    products: tuple[Mention, ...] = ()
    recurrence: Statement | None = None
    reporter: Mention | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A performance indicator with the decisions it expects, in the order of the text.

    `products` are the products it names, in that order; `undecided` are the places, counted from 1, of those of which
    it names no body that decides.
    """

    position: int
    printed_number: int | None
    text: Passage
    decisions: tuple[ExpectedDecision, ...] = ()
    products: tuple[Mention, ...] = ()
    undecided: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A possible outcome, with the decisions it expects."""

    position: int
    printed_number: int | None
    text: Passage
    decisions: tuple[ExpectedDecision, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyInvolvement:
    """An entry that names who takes part in an action: `COM (DG TAXUD, OLAF)`.

    `role` is `concerned`, `participant` or `lead`, by the column. `named_parties` are the known parties that it names,
    `examples` those that it names only as examples of a party: "(including border guards)".
    """

    position: int
    printed: Passage
    named_parties: tuple[Mention, ...]
    examples: tuple[Mention, ...] = ()
    role: str = "concerned"


@dataclass(frozen=True, slots=True)
class TermsOfReference:
    """The box of an action: its words, what they cite and name, and the decisions they announce.

    `dealt_with_in` are the earlier plans that dealt with the issue.
    """

    text: Passage
    citations: tuple[Citation, ...]
    references: tuple[ActionReference, ...]
    decisions: tuple[ExpectedDecision, ...] = ()
    dealt_with_in: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """When the work on an action begins; `day` is None where the words hold no date."""

    day: Dated | None
    printed: Passage


@dataclass(frozen=True, slots=True)
class FieldSilence:
    """That a row says nothing of a field, a column in the profile, or nothing that was understood.

    `silence` is `not-stated` where the table has no such column, `empty-cell` where it has, and `not-understood` where
    words of the action may hold its value. `place` are those words, or the heading printed over an empty cell, if the
    row prints one.
    """

    field: str
    silence: str
    place: Passage | None = None


def step_of(number: str | None, position: int) -> str:
    """What names an action in addresses: its number as printed, 9-1 for 9/1, else `n` and its position."""
    return number.replace("/", "-") if number else f"n{position}"


@dataclass(frozen=True, slots=True)
class Action:
    """One row of the annex, the `position`-th of it. `whole` spans everything printed for it, header words included.

    What is not printed is None or empty. `lead`, `start`, `status` and `timetable` are columns that only some plans
    have, `others` further cells, `references` not in `terms`; `work_area` may head several rows.
    """

    position: int
    number: str | None
    number_passage: Passage | None
    title: Passage | None
    objectives: tuple[ObjectiveAssignment, ...]
    indicators: tuple[Indicator, ...]
    outcomes: tuple[Outcome, ...]
    parties: tuple[PartyInvolvement, ...]
    terms: TermsOfReference | None
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    whole: Span
    lead: PartyInvolvement | None = None
    start: Start | None = None
    status: Passage | None = None
    timetable: Passage | None = None
    work_area: Mention | None = None
    silences: tuple[FieldSilence, ...] = ()
    others: tuple[OtherEntry, ...] = ()
    references: tuple[ActionReference, ...] = ()

    @property
    def entries(self) -> Iterator[tuple[str, OtherEntry]]:
        """All other entries with those beside them, each with the last steps of its IRI: `entry/2/entry/1`."""
        for place, entry in enumerate(self.others, 1):
            yield f"entry/{place}", entry
            yield from ((f"entry/{place}/entry/{at}", each) for at, each in enumerate(entry.beside, 1))

    @property
    def step(self) -> str:
        """What names it within its plan."""
        return step_of(self.number, self.position)


@dataclass(frozen=True, slots=True)
class EarlierPlan:
    """An earlier action plan named in the introduction. `footnote` is the number of the footnote that documents it.

    `usual_name` is the plan's, however its ordinal is printed. `status` are slugs with the words that say them.
    """

    ordinal: int
    usual_name: str
    name: Passage
    valid_from: Dated | None
    valid_until: Dated | None
    period: Passage | None
    footnote: int | None
    status: tuple[tuple[str, Passage], ...] = ()
    approved_by: Mention | None = None
    approved_on: Dated | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What the document says of the plan as a whole; an ordinal, status or period that it does not print is None.

    `ordinal` is that of a counted plan, one of the body whose plans the profile counts; `printed_ordinal` is the one in
    the title, whoever counts. `usual_name` is the plan's, however its ordinal is printed, `full_name` the first
    that also says what it is for.
    """

    ordinal: int | None
    printed_ordinal: int | None
    usual_name: str
    name: Passage
    full_name: Passage | None
    title: Passage
    status: str | None
    status_passage: Passage | None
    valid_from: Dated | None
    valid_until: Dated | None
    meetings: tuple[Dated, ...]
    addressed_to: tuple[Mention, ...]
    forwarded_to: tuple[Mention, ...]
    based_on: tuple[Mention, ...]
    declared_actions: Passage | None
    declared_action_count: int | None
    work_areas: tuple[WorkArea, ...]
    objectives: tuple[StrategicObjective, ...]
    columns: tuple[ColumnDefinition, ...]
    earlier_plans: tuple[EarlierPlan, ...]
    footnotes: tuple[Footnote, ...]
    sections: tuple[Section, ...]
    rules: tuple[Passage, ...]
    decisions: tuple[ExpectedDecision, ...]
    relations: tuple[Relation, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something the reader did not understand, or had to decide: `severity` is `problem` or `note`.

    `unknown` are the printed forms of bodies or series of subject codes that no list has.
    """

    code: str
    message: str
    span: Span | None
    severity: str = "problem"
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Confidence:
    """How a field came to be read. `level` is one of `labelled`, `ordered`, `untangled`, `inferred`, `not-stated`.

    `field` is the field's path (`action/5.1/title`, `plan/period`), `reason` a sentence without its stop.
    """

    field: str
    level: str
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A span of the document and the one field its words belong to (`action/5.1/title`, `annex/header`)."""

    span: Span
    field: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where every word of the document went. `claims` do not overlap; `unread` are words that no field took."""

    words: int
    accounted: int
    claims: tuple[Claim, ...]
    unread: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one run of the reader found in one document."""

    source: SourceText
    profile: str
    cover: Cover
    plan: Plan
    actions: tuple[Action, ...]
    issues: tuple[Issue, ...]
    coverage: Coverage
    pages: tuple[int, ...]
    """Offsets at which pages begin, the first one 0."""
    confidence: tuple[Confidence, ...] = ()
    table: str = "recovered"
    """How the cells were found: the front end, or `recovered` from cell after cell."""

    def places(self, span: Span) -> tuple[tuple[int, Box], ...]:
        """Where a span is printed: a page, counted from 1, and a box for each line; nothing where that is not known."""
        return self.source.printed.places(span) if self.source.printed is not None else ()

    @property
    def problems(self) -> tuple[Issue, ...]:
        """The issues that need somebody's attention."""
        return tuple(issue for issue in self.issues if issue.severity == "problem")
