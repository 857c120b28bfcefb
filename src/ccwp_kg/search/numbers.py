"""Numbers as people type them: of Council documents, places in the Official Journal and CELEX numbers, in any printed
form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ccwp_kg.rdf import iris
from ccwp_kg.search.words import squeezed
from ccwp_kg.sources.flow import Flow
from ccwp_kg.sources.profile import DocumentForms
from ccwp_kg.sources.records import DocumentReference
from ccwp_kg.sources.references import documents_in
from ccwp_kg.sources.text import SourceText, Span

_FORMS = DocumentForms(
    series="[A-Z]{2,14}",
    revision="REV",
    addendum="ADD",
    corrigendum="COR",
    century_pivot=80,
    journal="OJ",
    page="p.",
)
_DASHES = re.compile(r"[-\u2010-\u2015\u2212_]")
# The register writes number and year apart and the year in full: ST 8284 2008 REV 1, ST-8284-2008-INIT.
_REGISTER = re.compile(r"\bST ?/?(?P<number>[0-9]{3,5})[ /](?P<year>(?:19|20)?[0-9]{2})\b(?! ?/)", re.ASCII)
_LONG_YEAR = re.compile(r"(?<![0-9/])([0-9]{3,5}(?:/[0-9]{1,2})?)/(?:19|20)([0-9]{2})(?![0-9/])", re.ASCII)
_MARK = re.compile(r"\s*(?<![A-Z])(REV|ADD|COR)\W{0,2}([0-9]{1,2})\b", re.ASCII)
_ORIGINAL = re.compile(r"\bINIT(?:IAL)?\b")
_CELEX = re.compile(r"\s*CELEX\b\W*(?:(?:number|no)\b\W*)?", re.ASCII | re.IGNORECASE)
# OJ C 115, 4.5.2010, p. 1 · O.J. C115 of 04/05/2010, p.1 · ABl. C 115 vom 4.5.2010, S. 1 · JO C 115 du 4.5.2010, p. 1
_JOURNAL = re.compile(
    r"\b(?:O\.? ?J|ABl|JO)\b\W*(?:(?:EU|EC|UE|CE)\b\W*)?(?P<series>[CL])\W{0,3}(?P<number>[0-9]{1,3})\b"
    r"[^\n]{1,40}?\b(?P<year>(?:19|20)[0-9]{2})\W{1,3}(?:pages?|p|S)\W{0,3}(?P<page>[0-9]{1,4})\b",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document that somebody asks for: its key in the register, and that of the number with all its versions.

    `is_bare`: no version was named, so that the original, or any version, may be meant.
    """

    key: str
    family: str
    is_bare: bool


def document_numbers(text: str) -> tuple[DocumentNumber, ...]:
    """The document numbers in what somebody typed.

    >>> [found.key for found in document_numbers("st 8284 2008 rev.1, 8284/1/08 and ST-6285-2006-INIT")]
    ['ST-8284-2008-REV-1', 'ST-8284-2008-REV-1', 'ST-6285-2006-INIT']
    """
    printed, original = _as_printed(text)
    if not any(letter.isdigit() for letter in printed):
        return ()
    source = SourceText.of("query", printed)
    flow = Flow.of(source, [Span(0, len(source.text))])
    found = []
    for document in documents_in(flow, forms=_FORMS):
        reference = document.reference
        found.append(_number(reference, reference.corrigendum, original=original))
        found += [_number(reference, corrigendum, original=original) for corrigendum in reference.corrigenda]
    return tuple(found)


def codes(text: str) -> tuple[str, ...]:
    """The codes that a whole text may be, squeezed: itself, itself without the word CELEX, a place in the Official
    Journal.

    >>> codes("CELEX: 32009G1030(01)"), codes("O.J. C115 of 04/05/2010, p.1")[1:]
    (('celex32009g103001', '32009g103001'), ('ojc1152010p1',))
    """
    found = [squeezed(text)]
    if label := _CELEX.match(text):
        found.append(squeezed(text[label.end() :]))
    if place := _JOURNAL.search(text):
        number, page = int(place["number"]), int(place["page"])
        found.append(squeezed(f"OJ-{place['series']}-{number}-{place['year']}-P-{page}"))
    return tuple(dict.fromkeys(code for code in found if code))


def _number(reference: DocumentReference, corrigendum: int | None, *, original: bool) -> DocumentNumber:
    key = iris.document_key(
        reference.number,
        reference.year,
        revision=reference.revision,
        addendum=reference.addendum,
        corrigendum=corrigendum,
    )
    family = f"ST-{reference.number}-{reference.year}"
    return DocumentNumber(key, family, is_bare=key.endswith("-INIT") and not original)


def _as_printed(text: str) -> tuple[str, bool]:
    """The text with every number in the Council's own form, and whether it asks for an original."""
    upper = " ".join(_DASHES.sub(" ", text.upper()).split()).replace(" / ", "/")
    upper = _REGISTER.sub(lambda found: f"{found['number']}/{found['year'][-2:]} ", upper)
    upper = re.sub(r"\bST ?(?=[0-9]{3,5}/)", "", upper)
    upper = _LONG_YEAR.sub(r"\1/\2", upper)
    marked = _MARK.sub(r" \1 \2", upper)
    return " ".join(_ORIGINAL.sub(" ", marked).split()), bool(_ORIGINAL.search(marked))
