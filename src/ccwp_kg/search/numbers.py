"""Document numbers as people type them, whichever way the Council or its register prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ccwp_kg.rdf import iris
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
