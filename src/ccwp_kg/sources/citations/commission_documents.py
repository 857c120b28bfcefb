"""Documents of the Commission by their number: `COM(2010) 673 final`, `SEC(2008) 221`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ccwp_kg.sources.citations.found import FoundAct, FoundReference, words
from ccwp_kg.sources.profile.profile import DocumentForms
from ccwp_kg.sources.records.references import ActReference
from ccwp_kg.sources.text.patterns import any_of
from ccwp_kg.sources.text.two_digit_years import full_year


def commission_documents(text: str, *, forms: DocumentForms) -> Iterator[FoundAct]:
    """All documents of the Commission that a text names, in order; each is known by series, year, number and version.

    The version is the figure of "/2" and "final/2". Every published document is final, so that the word adds nothing.
    """
    for found in _pattern(forms).finditer(text):
        year = full_year(found["year"] or found["long_year"], first=1900 + forms.commission_pivot)
        series, number = found["series"], int(found["number"] or found["long_number"])
        version = found["version"] or ""
        if number:
            key = "-".join(filter(None, (series.lower(), str(year), str(number), version)))
            name, printed = f"{series}({year}) {number}{version and '/'}{version}", words(text, *found.span())
            yield FoundReference(*found.span(), ActReference(f"act/{key}", "commission-document", name, printed))


def opens_with_commission_document(text: str, *, forms: DocumentForms) -> bool:
    """Whether a text begins with the number of a document of the Commission."""
    return _pattern(forms).match(text) is not None


@lru_cache(maxsize=8)
def _pattern(forms: DocumentForms) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\W_])(?P<series>{any_of(forms.commission)})"
        r"(?: ?\((?P<year>(?:19|20)[0-9]{2}|[0-9]{2})\) ?(?P<number>[0-9]{1,5})"
        r"|/(?P<long_year>(?:19|20)[0-9]{2})/(?P<long_number>[0-9]{1,5}))"
        rf"(?: (?:{any_of(forms.final)}))?(?:/(?P<version>[2-9]))?(?![^\W_]|/[0-9]|[.,][0-9])"
    )
