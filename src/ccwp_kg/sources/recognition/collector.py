"""What is noted while a part of a document is read: scans, claims on words, and issues."""

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
    """Notes on one row of the annex, or on all that stands before it.

    `owner` is the prefix of its fields (`action/5.1/`, or nothing for the plan), `subject` begins its messages; `head`
    is where what concerns a whole row is noted: at its number.
    """

    grammar: Grammar
    owner: str
    subject: str
    head: Span | None = None
    scans: list[Scan] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def claim(self, spans: Sequence[Span], part: str) -> None:
        """Give the words of some stretches to one field."""
        self.claims += [Claim(span, f"{self.owner}{part}") for span in spans]

    def scan(self, flow: Flow, part: str) -> Scan:
        """Scan a running text as the field `part`, keep the scan, and note what looks wrong in its references."""
        scan = self.grammar.scan(flow, field=part)
        self.scans.append(scan)
        for warning in scan.references.warnings:
            self.issue(
                warning.code, warning.message, flow.spans(warning.start, warning.end)[0], severity=warning.severity
            )
        for start, end in self.grammar.calendar.ambiguous_in(flow.text):
            message = f"“{flow.text[start:end]}” is read as day, month and year"
            self.issue("date-day-first", message, flow.spans(start, end)[0], severity="note")
        return scan

    def issue(self, code: str, message: str, span: Span | None, *, severity: str = "problem") -> None:
        """Note something not understood, or decided (severity `note`)."""
        self.issues.append(Issue(code, f"{self.subject}: {message}", span, severity))

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The known names of all parts scanned."""
        return tuple(mention for scan in self.scans for mention in scan.mentions)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements of all parts scanned."""
        return tuple(each for scan in self.scans for each in statements_in(scan, profile=self.grammar.profile))
