"""What is known of an empty answer: findings, each of them a statement that was asked of the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

FindingKind: TypeAlias = Literal[
    "unknown-prefix",
    "unknown-term",
    "unknown-thing",
    "empty-dataset",
    "empty-pattern",
    "patterns-exclude-each-other",
    "part-excludes-all",
    "parts-exclude-all",
    "nothing-left",
]
"""What a finding says; docs/clients.md has a line for each."""


@dataclass(frozen=True, slots=True)
class QueryPart:
    """A part of the query as it is shown, and the line and column where it stands, both from 1."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One certain statement about an empty answer.

    `sentence` says what is so, `cure` what to try. `suggestions` can be put into the query as they are.
    """

    kind: FindingKind
    sentence: str
    parts: tuple[QueryPart, ...] = ()
    cure: str | None = None
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is known of an answer.

    `is_explained`: a finding says what empties it, rather than only
    what is unknown in the query. `was_cut`: a question had no reply, such as one that takes more time than there was.
    """

    is_empty: bool
    findings: tuple[Finding, ...] = ()
    is_explained: bool = False
    was_cut: bool = False

    @property
    def sentence(self) -> str:
        """All in one sentence."""
        if not self.is_empty:
            return "The answer is not empty."
        if self.is_explained:
            return "The answer is empty, and it is known why."
        cause = "there was no time to find out" if self.was_cut else "it is not known what empties it"
        return f"The answer is empty; {cause}."

    def as_text(self) -> str:
        """The diagnosis for a terminal: the sentence, and some lines for each finding."""
        return "\n".join((self.sentence, *map(_finding_as_text, self.findings)))

    def as_json(self) -> dict[str, object]:
        """The diagnosis for programs."""
        return {
            "empty": self.is_empty,
            "explained": self.is_explained,
            "sentence": self.sentence,
            "findings": [_finding_as_json(finding) for finding in self.findings],
        }


def _finding_as_text(finding: Finding) -> str:
    shown = [part.text for part in finding.parts if part.text not in finding.sentence]
    tried = finding.cure or ""
    more = [each for each in finding.suggestions if each not in tried]
    return "\n    ".join(filter(None, (f"- {finding.sentence}", *shown, tried, *more)))


def _finding_as_json(finding: Finding) -> dict[str, object]:
    found: dict[str, object] = {"kind": finding.kind, "sentence": finding.sentence}
    if finding.cure is not None:
        found["cure"] = finding.cure
    if finding.suggestions:
        found["suggestions"] = list(finding.suggestions)
    found["parts"] = [{"text": part.text, "line": part.line, "column": part.column} for part in finding.parts]
    return found
