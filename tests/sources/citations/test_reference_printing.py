"""Whatever is printed in a form that the tables know is read back; whatever is hostile is read in linear time."""

import datetime
import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccwp_kg.sources.citations.acts import celex_numbers, celex_of_act, numbered_acts, treaty_articles
from ccwp_kg.sources.citations.commission_documents import commission_documents
from ccwp_kg.sources.citations.council_numbers import council_numbers
from ccwp_kg.sources.citations.found import FoundReference
from ccwp_kg.sources.citations.official_journal import journal_places
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.references import DocumentVersion
from ccwp_kg.sources.text.dates import Calendar

SAME_EVERYWHERE = settings(max_examples=150, deadline=None, derandomize=True, database=None)
MARKS = st.none() | st.integers(1, 99)
VERSIONS = st.builds(
    DocumentVersion,
    number=st.integers(2100, 99_999),
    year=st.integers(1980, 2079),
    revision=MARKS,
    addendum=MARKS,
    addendum_revision=MARKS,
    corrigendum=MARKS,
).filter(lambda version: version.addendum is not None or version.addendum_revision is None)
DAYS = st.dates(datetime.date(1952, 1, 1), datetime.date(2079, 12, 31))
# Interinstitutional Style Guide, 1.2.2: kind, its letter, its sign, first and last year, and how it is printed
ACTS = [
    ("Regulation (EC) No {number}/{year}", "R", 1999, 2009),
    ("Council Regulation (EC) No {number}/{short}", "R", 1993, 1998),
    ("Regulation (EEC) No {number}/{short}", "R", 1968, 1993),
    ("Regulation (EU) No {number}/{year}", "R", 2010, 2014),
    ("Regulation (EU) {year}/{number}", "R", 2015, 2079),
    ("Directive {year}/{number}/EC", "L", 1999, 2009),
    ("Directive {short}/{number}/EEC", "L", 1959, 1993),
    ("Directive (EU) {year}/{number}", "L", 2015, 2079),
    ("Decision No {number}/{year}/EC", "D", 1999, 2009),
    ("Council Decision {year}/{number}/JHA", "D", 1999, 2009),
    ("Council Framework Decision {year}/{number}/JHA", "F", 2000, 2009),
    ("Joint Action {short}/{number}/JHA", "F", 1995, 1998),
    ("Council Common Position {year}/{number}/CFSP", "E", 1999, 2009),
]


def spell(version: DocumentVersion, draw: Callable[[st.SearchStrategy[str]], str]) -> str:
    """A version in one of the printed forms."""
    signs = [
        ("REV", version.revision),
        ("ADD", version.addendum),
        ("REV", version.addendum_revision),
        ("COR", version.corrigendum),
    ]
    marks = [(sign, number) for sign, number in signs if number is not None]
    if draw(st.sampled_from(["register", "print"])) == "register":
        joint = draw(st.sampled_from("-_ "))
        end = "".join(f"{joint}{sign}{joint}{number}" for sign, number in marks) or f"{joint}INIT"
        return joint.join(["ST", str(version.number), str(version.year)]) + end
    parts = [str(version.number), draw(st.sampled_from([f"{version.year % 100:02}", str(version.year)]))]
    if version.revision is not None and draw(st.sampled_from(["middle", ""])):
        parts.insert(1, str(version.revision))
        place = draw(st.sampled_from(["first", "last", "left out"]))
        again, *others = marks
        if place == "left out":
            marks = others
        elif place == "last" and version.addendum_revision is None:
            marks = [*others, again]
    printed = draw(st.sampled_from(["", "ST ", "ST", "doc. ", "document No "]))
    printed += draw(st.sampled_from(["/", " / ", "/ "])).join(parts)
    for sign, number in marks:
        gap = draw(st.sampled_from([" ", ", ", " – ", "-"]))
        mark = draw(st.sampled_from([sign, sign.title(), sign.lower()]))
        printed += f"{gap}{mark}{draw(st.sampled_from(['', ' ', '. ', '-']))}{number}"
    return printed


@SAME_EVERYWHERE
@given(version=VERSIONS, data=st.data())
def test_council_numbers(version: DocumentVersion, data: st.DataObject, profile: Profile) -> None:
    printed = spell(version, data.draw)
    found = list(council_numbers(f"see {printed}.", forms=profile.documents))
    assert [version.key] == [each.reference.key for each in found if isinstance(each, FoundReference)], printed
    assert [len(f"see {printed}")] == [each.end for each in found]


@SAME_EVERYWHERE
@given(version=VERSIONS)
def test_the_label_of_a_version_is_one_of_its_forms(version: DocumentVersion, profile: Profile) -> None:
    (found,) = council_numbers(version.label, forms=profile.documents)
    assert isinstance(found, FoundReference)
    assert version == found.reference.version


@SAME_EVERYWHERE
@given(form=st.sampled_from(ACTS), number=st.integers(1, 9999), data=st.data())
def test_acts(form: tuple[str, str, int, int], number: int, data: st.DataObject, profile: Profile) -> None:
    words, letter, first, last = form
    year = data.draw(st.integers(first, last))
    printed = words.format(number=number, year=year, short=f"{year % 100:02}")
    (found,) = numbered_acts(f"under {printed}, the", forms=profile.acts)
    assert isinstance(found, FoundReference)
    celex = found.reference.celex
    assert celex_of_act(letter, year, number) == celex, printed
    assert [celex] == [each.reference.celex for each in celex_numbers(f"CELEX {celex}.")]


@SAME_EVERYWHERE
@given(
    series=st.sampled_from(["L", "C", "CE", "CA", "LI"]),
    number=st.integers(1, 999),
    day=DAYS,
    page=st.integers(1, 9999),
    form=st.sampled_from(["{day.day}.{day.month}.{day.year}", "{day.day} {day:%B} {day.year}", "{day:%d/%m/%Y}"]),
    journal=st.sampled_from(["OJ", "O.J.", "Official Journal of the European Union", "OJ No"]),
)
def test_journal_places(
    *,
    series: str,
    number: int,
    day: datetime.date,
    page: int,
    form: str,
    journal: str,
    profile: Profile,
    calendar: Calendar,
) -> None:
    printed = f"{journal} {series[0]} {number}{series[1:] and ' ' + series[1:]}, {form.format(day=day)}, p. {page}"
    (found,) = journal_places(f"({printed})", forms=profile.documents, calendar=calendar)
    assert isinstance(found, FoundReference)
    place = found.reference
    assert (series, number, day.isoformat(), page) == (place.series, place.number, place.date, place.page), printed
    assert printed == f"({printed})"[found.start : found.end]


# seconds of processor time for a million characters; measured: 0.2 to 0.7
LIMIT = 1.5
DRAWN = random.Random(8284)
HOSTILE = {
    "figures and slashes": "".join(DRAWN.choices("0123456789/", k=1_000_000)),
    "figures, slashes, spaces and dashes": "".join(DRAWN.choices("0123456789/ -–", k=1_000_000)),
    "slashes": "/" * 1_000_000,
    "ones": "1" * 1_000_000,
    "lists without an end": "documents " + "1234, " * 160_000,
    "lists that begin again": "documents 1234, " * 60_000,
    "marks": "8284/08" + " + ADD 1" * 60_000,
    "articles": "Article 1" + ", 2" * 330_000,
    "numbers of no act": "Regulation 1/1 and " * 50_000,
    "months": "January " * 120_000,
}


@pytest.mark.timed
@pytest.mark.parametrize("kind", HOSTILE)
def test_no_text_takes_longer_than_its_length(kind: str, profile: Profile, calendar: Calendar) -> None:
    """A million characters take all parsers about half a second; a pattern that backtracks would take hours."""
    text = HOSTILE[kind]
    begun = time.process_time()
    readers = [
        council_numbers(text, forms=profile.documents),
        journal_places(text, forms=profile.documents, calendar=calendar),
        numbered_acts(text, forms=profile.acts),
        treaty_articles(text, forms=profile.acts),
        commission_documents(text, forms=profile.documents),
        celex_numbers(text),
    ]
    found = [each for reader in readers for each in reader]
    calendar.ambiguous_in(text)
    assert LIMIT > time.process_time() - begun
    assert all(0 <= each.start < each.end <= len(text) for each in found)
