"""Numbers as people type them: of Council documents, places in the Official Journal and CELEX numbers.

They are read by what reads them in print, in all its forms; but a question is not a text: capitals say nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from ccwp_kg.search.index.words import squeezed
from ccwp_kg.sources.citations.council_numbers import council_numbers
from ccwp_kg.sources.citations.found import FoundReference, ReferenceWarning
from ccwp_kg.sources.citations.official_journal import journal_places
from ccwp_kg.sources.profile.load import action_plans
from ccwp_kg.sources.profile.profile import DocumentForms
from ccwp_kg.sources.records.references import DocumentVersion
from ccwp_kg.sources.text.dates import Calendar

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_DASHED = re.compile(r"\b(?!(?:19|20)[0-9]{2}-)([0-9]{3,5})-([1-9])-([0-9]{2})\b(?!-)", re.ASCII)
"""8282-3-08, a number of a version with dashes; 2011-7-01 is a day."""
_CELEX = re.compile(r"\s*CELEX\b\W*(?:(?:number|no)\b\W*)?", re.ASCII | re.IGNORECASE)
_ISSUE = re.compile(
    r"\s*\(?(?:(?:OJ|ABl\.?|JO)\s*)?(?:((?:19|20)[0-9]{2})\s*/\s*)?([CL])\s*([0-9]{1,3})(?:\s*/\s*[0-9]{1,4})?\s*\)?\s*\Z",
    re.ASCII | re.IGNORECASE,
)
"""C 260/1: a series, the number of an issue, and a page, as footnotes print them behind the first; or 2009/C 260/01, as
the Journal numbers its documents: with the year ahead, and the number of the document in the issue."""


_FILE_NAME = re.compile(
    r"\bst0*([0-9]{3,5})(?:-([a-z]{2})([0-9]{2}))?(?:-([a-z]{2})([0-9]{2}))?(?:\.[a-z]{2}([0-9]{2})(?:\.[a-z]{3,4})?)?\b",
    re.ASCII | re.IGNORECASE,
)
"""st08284-re01.en08.pdf: what the register of the Council calls the file of a document; also its beginning."""
_PADDED = re.compile(r"\b0+([1-9][0-9]{2,4}/(?:[0-9]/)?[0-9]{2})\b", re.ASCII)
"""05932/06, as the register fills a number up."""
_VERSIONS = {"re": "REV", "co": "COR", "ad": "ADD"}


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document that somebody asks for: its key in the register, and that of the number with all its versions.

    `is_bare`: no version was named, so that the original, or any version, may be meant.
    """

    key: str
    family: str
    is_bare: bool


def document_numbers(text: str) -> tuple[DocumentNumber, ...]:
    """The document numbers in what somebody typed, but for those that contradict themselves (`8284/2/08 REV 1`).

    >>> [found.key for found in document_numbers("st 8284 2008 rev.1, 8284-1-08 and ST-6285-2006-INIT")]
    ['ST-8284-2008-REV-1', 'ST-8284-2008-REV-1', 'ST-6285-2006-INIT']
    """
    if not any(letter.isdigit() for letter in text):
        return ()
    text = _DASHED.sub(r"\1/\2/\3", _as_printed(without_filling(text)))
    forms = action_plans().documents
    found = [*council_numbers(text, forms=forms)]
    unsure = {each.start for each in found if isinstance(each, ReferenceWarning) and each.code == "revision-differs"}
    return tuple(
        DocumentNumber(
            version.key,
            f"ST-{version.number}-{version.year}",
            is_bare=version == DocumentVersion(version.number, version.year)
            and not any(word in text[number.start : number.end] for word in forms.original),
        )
        for number in found
        if isinstance(number, FoundReference) and number.start not in unsure
        for version in (number.reference.version, *number.reference.also_cited)
    )


def without_filling(text: str) -> str:
    """A text with the names of files and the filled-up numbers of the Council's register as they are printed.

    >>> [without_filling(each) for each in ("st08284-re01.en08.pdf", "ST08282/3/08", "st08282-re03", "05932/06")]
    ['8284/08 REV 1', '8282/3/08', '8282 REV 3', '5932/06']
    """
    return _PADDED.sub(r"\1", _FILE_NAME.sub(_as_number, text))


def codes(text: str) -> tuple[str, ...]:
    """The codes that a whole text may be, squeezed: itself, itself without the word CELEX, a place in the Official
    Journal, of which the series and the number alone will do.

    >>> codes("CELEX: 32009G1030(01)"), codes("O.J. C115 of 04/05/2010, p.1")[1:], codes("2009/C 260/01")[1:]
    (('celex32009g103001', '32009g103001'), ('ojc1152010p1',), ('ojc2602009',))
    """
    found = [squeezed(text)]
    if label := _CELEX.match(text):
        found.append(squeezed(text[label.end() :]))
    if number := _ISSUE.match(text):
        found.append(squeezed(f"OJ {number[2]} {number[3]} {number[1] or ''}"))
    forms, calendar = _journal_forms()
    places = journal_places(_as_printed(text), forms=forms, calendar=calendar)
    targets = (each.reference.target for each in places if isinstance(each, FoundReference))
    found += [squeezed(target.partition("/")[2]) for target in targets]
    return tuple(dict.fromkeys(code for code in found if code))


def _as_number(found: re.Match[str]) -> str:
    """The number in the name of a file, as it is printed; a name with another sort of version stays as it is.

    >>> [_FILE_NAME.sub(_as_number, name) for name in ("st08284-re01.en08.pdf", "st11684.en10.pdf")]
    ['8284/08 REV 1', '11684/10']
    """
    number, *versions, year = found.groups()
    said = [(kind.lower(), int(count)) for kind, count in zip(versions[::2], versions[1::2], strict=True) if kind]
    if any(kind not in _VERSIONS for kind, _ in said):
        return found[0]
    return " ".join([f"{number}/{year}" if year else number, *(f"{_VERSIONS[kind]} {count}" for kind, count in said)])


@cache
def _journal_forms() -> tuple[DocumentForms, Calendar]:
    """The forms of places in the Journal, which is also cited as it is called in German and French, and the dates."""
    profile = action_plans()
    forms = replace(
        profile.documents,
        journal=(*profile.documents.journal, "ABl.", "ABl", "JO"),
        journal_of=(*profile.documents.journal_of, "vom", "du"),
        page=(*profile.documents.page, "p", "S."),
    )
    return forms, Calendar(profile.words)


def _as_printed(text: str) -> str:
    """The text in capitals, with single spaces and plain dashes."""
    return " ".join(_DASHES.sub("-", text.upper()).split())
