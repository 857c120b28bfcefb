"""Places in the Official Journal in the forms in which they are cited: `OJ C 260, 30.10.2009, p. 1`.

The forms are the ones of the Interinstitutional Style Guide, 3.1, and others that texts use. A place is known by
series, number, day and page. Where one of them is missing there is a warning and no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ccwp_kg.sources.citations.found import FoundJournal, FoundReference, ReferenceWarning, words
from ccwp_kg.sources.profile.profile import DocumentForms
from ccwp_kg.sources.records.references import JournalReference
from ccwp_kg.sources.text.dates import DATE, Calendar
from ccwp_kg.sources.text.patterns import any_of

_END = r"(?![^\W_]|[/.][0-9])"


def journal_places(text: str, *, forms: DocumentForms, calendar: Calendar) -> Iterator[FoundJournal | ReferenceWarning]:
    """All places in the Official Journal that a text cites, in order, and warnings where one is incomplete."""
    for head in _patterns(forms)[0].finditer(text):
        yield _place(text, head, forms, calendar)


def opens_with_journal_place(text: str, *, forms: DocumentForms) -> bool:
    """Whether a text begins with the Official Journal, its series and a number."""
    return _patterns(forms)[0].match(text) is not None


def _place(text: str, head: re.Match[str], forms: DocumentForms, calendar: Calendar) -> FoundJournal | ReferenceWarning:
    _, before_date, pages = _patterns(forms)
    day = page = None
    end = head.end()
    while True:
        lead = before_date.match(text, end)
        time = calendar.time_at(text, lead.end()) if lead and day is None else None
        if lead and time and time.datatype == DATE and time.until is None:
            day, end = time.value, time.end + (text[time.end : time.end + 1] == ")" and "(" in lead.group())
        elif page is None and (found := pages.match(text, end)):
            page, end = int(found["page"]), found.end()
        else:
            break
    # "C 115/1" is page 1 of number 115, "2009/C 260/01" the first notice in number 260 of 2009, "C 260/2009" a year
    after_slash = head["part"]
    if page is None and after_slash and not after_slash.startswith("0") and len(after_slash) < 4 and not head["year"]:
        page = int(after_slash)
    series = head["series"] + (head["supplement"] or head["supplement_behind"] or "")
    if day is None or page is None or head["act"]:
        lacks = " and ".join(name for name, value in [("a day", day), ("a page", page)] if value is None)
        message = f"“{text[head.start() : end]}” lacks {lacks}, so that the place in the Official Journal is not known"
        return ReferenceWarning(head.start(), end, "journal-incomplete", message)
    place = JournalReference(series, int(head["number"]), day, page, words(text, head.start(), end))
    return FoundReference(head.start(), end, place)


@lru_cache(maxsize=8)
def _patterns(forms: DocumentForms) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The patterns of the Journal with series and number, of what stands before a date, and of a page."""
    return (
        re.compile(
            rf"(?<!\w)(?i:{any_of(forms.journal)})(?: \(OJ\))?,? ?"
            r"(?:[\[(]?(?P<year>(?:19|20)[0-9]{2})[\])]?[ /]? ?)?"
            rf"(?:(?i:{any_of(forms.journal_number)}) )?"
            # Interinstitutional Style Guide, 3.1: OJ L, OJ L … I, OJ C, OJ C … A, OJ C … E, OJ C … I
            r"(?P<series>[LC])(?P<supplement>[AEI])?"
            # since 1 October 2023 an act is a number of its own and has no page: OJ L, 2023/2131, 11.10.2023
            r"(?:,? (?P<act>20[0-9]{2}/[1-9][0-9]{0,4})"
            rf"|[ -]?(?:(?i:{any_of(forms.journal_number[:1])}) )?"
            r"(?P<number>[1-9][0-9]{0,2})(?: ?(?P<supplement_behind>[AEI])(?![^\W_]))?"
            r"(?:/(?P<part>[0-9]{1,4}))?)" + _END
        ),
        re.compile(rf"[,;:]? ?(?:\(|\[)?(?:(?i:{any_of(forms.journal_of)}) )?"),
        re.compile(
            rf"[,;:]? ?\(?(?i:{any_of(forms.page)}) ?(?P<page>[1-9][0-9]{{0,4}}){_END}"
            rf"(?:(?: ?[-–] ?| (?:{any_of(forms.to)}) )[1-9][0-9]{{0,4}}{_END})?"
        ),
    )
