"""Document numbers as people type them: in any form that the reader knows in print, and without regard to case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ccwp_kg import assets
from ccwp_kg.sources import load_profile
from ccwp_kg.sources.council_numbers import CouncilNumber, council_numbers
from ccwp_kg.sources.document_version import DocumentVersion
from ccwp_kg.sources.profile import DocumentForms

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_REGISTER = re.compile(r"(?<!\w)st(?=[ _/-]?[0-9])", re.IGNORECASE)


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
    if not any(letter.isdigit() for letter in text):
        return ()
    printed = _REGISTER.sub("ST", " ".join(_DASHES.sub("-", text).split()))
    found = (number for number in council_numbers(printed, forms=_forms()) if isinstance(number, CouncilNumber))
    return tuple(
        _number(version, is_original=number.is_original)
        for number in found
        for version in (number.version, *number.besides)
    )


def _number(version: DocumentVersion, *, is_original: bool) -> DocumentNumber:
    is_bare = version == DocumentVersion(version.number, version.year) and not is_original
    return DocumentNumber(version.key, f"ST-{version.number}-{version.year}", is_bare)


@cache
def _forms() -> DocumentForms:
    """The forms in which documents print the numbers; people type what they have read."""
    return load_profile(assets.folder("data") / "profiles" / "action-plan.toml").documents
