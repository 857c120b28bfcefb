"""Words of a document and what they name: passages, and references to documents, journals and acts.

A `target` is a reference relative to `…/id/`, such as `organisation/olaf`, `act/naples-ii` or `plan/4/action/4.10`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ccwp_kg.rdf.terms import iris
from ccwp_kg.sources.records.source_text import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A value as read: the normalised text, and the raw characters it came from.

    Line breaks are joined. Of an entry of a list or cell, the list mark and one closing `;`, `,` or `.` are left out of
    `text` but not of `spans`; running text (paragraphs, terms of reference, rules) keeps its full stops. Footnote marks
    inside a passage are left out of `text` only. Several spans: the value was printed in pieces. `rule` names the rule
    when more than reading order was needed.
    """

    text: str
    spans: tuple[Span, ...]
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class OtherEntry:
    """A cell of a column that the profile has no field for: the heading printed over it, and its words.

    `beside` are the other cells of a step of the action, where the cell names that step.
    """

    heading: Passage
    text: Passage
    beside: tuple[OtherEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """One version of a Council document; `revision`, `addendum` and `corrigendum` are their numbers, if any.

    `revision` is the document's own, `addendum_revision` that of its addendum: REV 1 ADD 1 is not ADD 1 REV 1.
    """

    number: int
    year: int
    revision: int | None = None
    addendum: int | None = None
    addendum_revision: int | None = None
    corrigendum: int | None = None

    @property
    def key(self) -> str:
        """The version's key in the public register: the document's REV, ADD, the addendum's REV, COR.

        >>> DocumentVersion(8284, 2008, revision=1).key
        'ST-8284-2008-REV-1'
        """
        return iris.document_key(
            self.number,
            self.year,
            revision=self.revision,
            addendum=self.addendum,
            addendum_revision=self.addendum_revision,
            corrigendum=self.corrigendum,
        )

    @property
    def label(self) -> str:
        """How the Council writes the number: year, then the marks, in the order of the key.

        >>> DocumentVersion(8284, 2008, revision=1).label
        '8284/1/08 REV 1'
        >>> DocumentVersion(8500, 2014, addendum=1, addendum_revision=1).label
        '8500/14 ADD 1 REV 1'
        """
        middle = "" if self.revision is None else f"/{self.revision}"
        marks = [
            ("REV", self.revision),
            ("ADD", self.addendum),
            ("REV", self.addendum_revision),
            ("COR", self.corrigendum),
        ]
        printed = "".join(f" {mark} {number}" for mark, number in marks if number is not None)
        return f"{self.number}{middle}/{self.year % 100:02}{printed}"


@dataclass(frozen=True, slots=True)
class SubjectCode:
    """A subject code on a Council document: series, serial number and the document's year (ENFOCUSTOM 118, 2009).

    `printed` are its own words on a cover; None behind the number of a document, where it is a part of the number.
    """

    series: str
    serial: int
    year: int
    printed: Passage | None = None


@dataclass(frozen=True, slots=True)
class DocumentReference:
    """One mention of a Council document, `8284/1/08 REV 1 ENFOCUSTOM 48`.

    `printed` holds the whole printed form with its codes. `also_cited` are the other documents that the same words
    cite: the corrigendum of `+ COR 1`, or the documents after the first of `documents 5120–5124/09`.
    """

    version: DocumentVersion
    printed: Passage
    codes: tuple[SubjectCode, ...] = ()
    also_cited: tuple[DocumentVersion, ...] = ()

    @property
    def key(self) -> str:
        """The document's key in the public register, `ST-8284-2008-REV-1`."""
        return self.version.key

    @property
    def target(self) -> str:
        """The document meant: `document/ST-8284-2008-REV-1`."""
        return f"document/{self.key}"


@dataclass(frozen=True, slots=True)
class JournalReference:
    """One mention of a place in the Official Journal: `OJ C 260, 30.10.2009, p. 1`.

    `series` is L or C, with the letter of its supplement where it is one: `OJ C 364 E` is of the series CE.
    """

    series: str
    number: int
    date: str
    page: int
    printed: Passage

    @property
    def target(self) -> str:
        """The place meant: `document/OJ-C-260-2009-P-1`."""
        return iris.reference(iris.journal(self.series, self.number, int(self.date[:4]), self.page))


@dataclass(frozen=True, slots=True)
class ActReference:
    """One mention of an act by its number, `Council Decision 2009/917/JHA`, or of articles of a treaty.

    `kind` is the slug of an instrument kind, `name` the act's one name, however a text prints it. `celex` is its CELEX
    number; if it is made from the printed number, `printed.rule` says so. `articles` are the articles of a treaty, one
    by one, as printed (`34(2)(c)`). `known`: the curated data describe the act.
    """

    target: str
    kind: str
    name: str
    printed: Passage
    celex: str | None = None
    articles: tuple[str, ...] = ()
    known: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a thing is named. `target` is what is meant, `field` the part that names it.

    `field` is a path inside the plan or action: `terms-of-reference`, `indicator/2`, `party/1`, `title`,
    `section/introduction/paragraph/1`, `footnote/9`. `reference` is what a printed number says of the thing; None where
    it is named by a name. `point` is the place in an act that is meant ("point 3.3(q)", its text the number alone),
    `usual_name` that of a plan, however its ordinal is printed; `is_example`: it is listed as an example.
    """

    target: str
    kind: str
    printed: Passage
    field: str
    reference: DocumentReference | JournalReference | ActReference | None = None
    point: Passage | None = None
    is_example: bool = False
    usual_name: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """What the prose says of one thing and another.

    `kind` is `preparation` or `discussion` (of a document by the other thing), `implementation` or `basis` (it rests on
    the other), `review-basis` (under which a plan was reviewed), `review-time` (during which), `issue` (of an act by a
    body), `audience` (for whom a document is), or `consideration` (which a plan takes into account).
    `about` is a reference, or `document` or `plan` for those that are read; `words` are those of the other thing.
    """

    kind: str
    about: str
    other: str
    words: Passage
