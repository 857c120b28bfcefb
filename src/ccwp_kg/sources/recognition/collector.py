"""Collects what the reader finds in one part of a document: scans, claims on words, and issues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ccwp_kg.sources.recognition.scan import Grammar, Scan
from ccwp_kg.sources.recognition.statements import statements_in
from ccwp_kg.sources.records.records import Claim, Issue, Statement
from ccwp_kg.sources.records.references import Mention
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.text.flow import Flow


@dataclass(slots=True)
class Collector:
    """The findings in one row of the annex, or in the text before it.

    `owner` is the prefix of its field names: `action/5.1/`, or empty for the plan. `subject` begins its messages.
    `head` is the place of issues that concern a whole row: the row's number.
    """

    grammar: Grammar
    owner: str
    subject: str
    head: Span | None = None
    scans: list[Scan] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def claim(self, spans: Sequence[Span], part: str) -> None:
        """Assign the words in some spans to one field."""
        self.claims += [Claim(span, f"{self.owner}{part}") for span in spans]

    def scan(self, flow: Flow, part: str, *, claim: Sequence[Span] = ()) -> Scan:
        """Scan a running text as the field `part`, keep the scan, and report dubious references and dates.

        The words in the spans of `claim` are assigned to the field.
        """
        self.claim(claim, part)
        scan = self.grammar.scan(flow, field=part)
        self.scans.append(scan)
        for each in scan.references.warnings:
            self.issue(each.code, each.message, flow.spans(each.start, each.end)[0], severity=each.severity)
        for document in scan.references.documents:
            for code in document.reference.codes:
                if code.series not in self.grammar.series:
                    message = f"“{code.series}” is a series of subject codes that no list has yet"
                    place = document.reference.printed.spans[0]
                    self.issue("series-new", message, place, severity="note", unknown=(code.series,))
        for start, end in self.grammar.calendar.ambiguous_in(flow.text):
            message = f"“{flow.text[start:end]}” is read as day, month and year"
            self.issue("date-day-first", message, flow.spans(start, end)[0], severity="note")
        for start, end, wrong in self.grammar.calendar.impossible_in(flow.text):
            self.issue("date-impossible", f"“{flow.text[start:end]}” {wrong}", flow.spans(start, end)[0])
        return scan

    def issue(
        self, code: str, message: str, *places: Span | None, severity: str = "problem", unknown: tuple[str, ...] = ()
    ) -> None:
        """Report at each place what was not understood, or with the severity `note` what was decided.

        `unknown` are as in `Issue`.
        """
        self.issues += [Issue(code, f"{self.subject}: {message}", place, severity, unknown) for place in places]

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The known names in all scanned parts."""
        return tuple(mention for scan in self.scans for mention in scan.mentions)

    @property
    def plans(self) -> tuple[Mention, ...]:
        """The plans named in all scanned parts."""
        return tuple(mention for scan in self.scans for mention in scan.plans)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements in all scanned parts."""
        return tuple(each for scan in self.scans for each in statements_in(scan, profile=self.grammar.profile))
