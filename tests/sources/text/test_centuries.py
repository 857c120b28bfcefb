"""A year of two digits is one that the document can know of, whatever century it is printed in."""

import pytest

from ccwp_kg.sources.citations.council_numbers import council_numbers
from ccwp_kg.sources.citations.found import FoundReference
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.text.two_digit_years import full_year, latest_year


@pytest.mark.parametrize(
    ("year", "printed", "latest"),
    [
        (2012, "12", 2012),
        (1996, "96", 2012),
        (2013, "13", 2012),  # a document a little later than the last date printed
        (2005, "05", 1999),
        (2082, "82", 2083),
        (1984, "84", 2083),
        (2009, "2009", 1999),  # four digits say it themselves
    ],
)
def test_two_digits(year: int, printed: str, latest: int, profile: Profile) -> None:
    (found,) = council_numbers(f"8284/{printed} REV 1", forms=profile.documents, latest_year=latest)
    assert isinstance(found, FoundReference)
    assert found.reference.version.year == year


def test_the_hundred_years_from_the_first_on() -> None:
    years = {full_year(f"{year:02}", first=1958) for year in range(100)}
    assert years == {*range(1958, 2058)}


@pytest.mark.parametrize(
    ("latest", "text"),
    [
        (2012, "Plan (1.7.2011–31.12.2012)"),
        (2014, "Plan (2013-2014)"),
        (2016, "from January 2015 to June 2016; meeting of 3 May 2014"),
        (2015, "in Sept. 2015"),
        (None, "2030 lorries and 2099 tonnes"),  # no dates
    ],
)
def test_the_latest_date(latest: int | None, text: str, profile: Profile) -> None:
    assert latest_year(text, words=profile.words) == latest
