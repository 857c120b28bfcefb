"""Documents of the Commission by their number: `COM(2010) 673 final`, `SEC(2008) 221`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ccwp_kg.sources.profile.profile import DocumentForms
from ccwp_kg.sources.text.patterns import any_of
from ccwp_kg.sources.text.two_digit_years import year_from_pivot


@dataclass(frozen=True, slots=True)
class CommissionDocument:
    """A document of the Commission named from `start` up to `end`; `version` is the figure of "/2" and "final/2"."""

    start: int
    end: int
    series: str
    year: int
    number: int
    version: int | None = None

    @property
    def key(self) -> str:
        """Series, year and number; every published document is final, so that the word adds nothing.

        >>> CommissionDocument(0, 0, "COM", 2010, 673).key
        'COM-2010-673'
        """
        version = f"-{self.version}" if self.version else ""
        return f"{self.series}-{self.year}-{self.number}{version}"

    @property
    def name(self) -> str:
        """How the Commission writes the number.

        >>> CommissionDocument(0, 0, "COM", 2010, 673, version=2).name
        'COM(2010) 673/2'
        """
        version = f"/{self.version}" if self.version else ""
        return f"{self.series}({self.year}) {self.number}{version}"


def commission_documents(text: str, *, forms: DocumentForms) -> Iterator[CommissionDocument]:
    """All documents of the Commission that a text names, in order."""
    for found in _pattern(forms).finditer(text):
        year = year_from_pivot(found["year"] or found["long_year"], pivot=forms.commission_pivot)
        number, version = int(found["number"] or found["long_number"]), int(found["version"] or 0) or None
        if number:
            yield CommissionDocument(found.start(), found.end(), found["series"], year, number, version)


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
