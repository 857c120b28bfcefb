"""What a Council document is known by: its version, with register key and printed number, and its subject codes."""

from __future__ import annotations

from dataclasses import dataclass

from ccwp_kg.rdf.terms.iris import document_key


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """One version of a Council document; `revision`, `addendum` and `corrigendum` are their numbers, if any."""

    number: int
    year: int
    revision: int | None = None
    addendum: int | None = None
    corrigendum: int | None = None

    @property
    def key(self) -> str:
        """The version's key in the public register: whatever the order in print, REV before ADD before COR.

        >>> DocumentVersion(8284, 2008, revision=1).key
        'ST-8284-2008-REV-1'
        """
        return document_key(
            self.number,
            self.year,
            revision=self.revision,
            addendum=self.addendum,
            corrigendum=self.corrigendum,
        )

    @property
    def label(self) -> str:
        """How the Council writes the number.

        >>> DocumentVersion(8284, 2008, revision=1).label
        '8284/1/08 REV 1'
        >>> DocumentVersion(6285, 2006, corrigendum=1).label
        '6285/06 COR 1'
        """
        middle = "" if self.revision is None else f"/{self.revision}"
        marks = [("REV", self.revision), ("ADD", self.addendum), ("COR", self.corrigendum)]
        printed = "".join(f" {mark} {number}" for mark, number in marks if number is not None)
        return f"{self.number}{middle}/{self.year % 100:02}{printed}"


@dataclass(frozen=True, slots=True)
class SubjectCode:
    """A subject code on a Council document: series, serial number and the document's year (ENFOCUSTOM 118, 2009)."""

    series: str
    serial: int
    year: int
