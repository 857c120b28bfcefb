"""Acts of the Union named by their number: `Council Decision 2009/917/JHA`, `32009D0917`; and articles of its treaties.

Which figure is the year follows the Interinstitutional Style Guide, 1.2.2: behind "No" the number stands before the
year, without it the year comes first; regulations put the number first until the end of 2014. The CELEX number follows
from kind, year and number (EUR-Lex, "Types of documents in EUR-Lex", sector 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ccwp_kg.sources.citations.found import FoundAct, FoundReference, ReferenceWarning, words
from ccwp_kg.sources.profile.forms import Forms
from ccwp_kg.sources.profile.profile import ActForms
from ccwp_kg.sources.records.references import ActReference, Passage
from ccwp_kg.sources.text.patterns import any_of
from ccwp_kg.sources.text.two_digit_years import full_year

# EUR-Lex, "How CELEX numbers are composed": sector, year, one or two letters, and a number of four figures (a treaty's
# article has three; texts without a number have their date and (01)); R(01) is a corrigendum, a date a consolidation.
_CELEX = re.compile(
    r"(?<![^\W_])(?P<sector>[0-6])(?P<year>(?:19|20)[0-9]{2})(?P<kind>[A-Z]{1,2})"
    r"(?:(?P<number>[0-9]{3,4})(?P<part>\([0-9]{2}\))?(?P<corrigendum>R\([0-9]{2}\))?(?P<consolidation>-[0-9]{8})?"
    r"|/[A-Z]{3})(?![^\W_]|[(/][0-9])"
)
LEGISLATION = "3"
# EUR-Lex, "Types of documents in EUR-Lex", sector 3; other letters there stand for several kinds
_KINDS = {"R": "regulation", "L": "directive", "D": "decision"}
# Style Guide, 1.2.2: the years whose acts bear each abbreviation; acts of one year are printed early in the next.
_YEARS = {
    "EEC": range(1958, 1995),
    "Euratom": range(1958, 2100),
    "EC": range(1993, 2011),
    "JHA": range(1993, 2011),
    "CFSP": range(1993, 2100),
    "EU": range(2009, 2100),
}
_YEAR_FIRST_FROM = 2015
_FIRST = 1950
"""Years printed with two digits are of the Union's own time."""
_LETTERS = {
    ("regulation", None): "R",
    ("directive", None): "L",
    ("decision", None): "D",
    ("framework-decision", "JHA"): "F",
    ("joint-action", "JHA"): "F",
    ("joint-action", "CFSP"): "E",
    ("common-position", "CFSP"): "E",
}
_DOMAINS = any_of([*_YEARS, "ECSC"])

CELEX_FROM_NUMBER = "celex.from-number"


def numbered_acts(text: str, *, forms: ActForms) -> Iterator[FoundAct | ReferenceWarning]:
    """All acts that a text names by kind and number, in order, and warnings where the act may be another body's.

    "Decision No 1/2006" does not say whose it is: an association council numbers its decisions so.
    """
    kinds, heads, further, joints = _patterns(forms)
    small = text.casefold()
    if not any(kind in small for kind in kinds):
        return
    for head in heads.finditer(text):
        kind = kinds[head["kind"].casefold()]
        start: int = head.start()
        number: re.Match[str] | None = head
        domain = None
        while number is not None:
            domain = number["suffix"] or (number["domain"] or "").partition(",")[0] or (number["no"] and domain)
            celex = _celex(kind, domain or None, number)
            if celex is None:
                named = text[start : number.end()]
                message = f"“{named}” does not say clearly which act it is; enter it by name among the acts"
                yield ReferenceWarning(start, number.end(), "act-unclear", message)
                break
            printed = words(text, start, number.end(), rule=CELEX_FROM_NUMBER)
            yield FoundReference(start, number.end(), _act(kind, celex, printed))
            joint = joints.match(text, number.end())
            number = further.match(text, joint.end()) if joint else None
            start = joint.end() if joint else start


def _act(kind: str, celex: str, printed: Passage) -> ActReference:
    """The act with a CELEX number; one without a kind has no other name."""
    name = name_of_act(kind, celex) if kind else celex
    return ActReference(f"act/celex-{celex.lower()}", kind, name, printed, celex=celex)


def name_of_act(kind: str, celex: str) -> str:
    """What an act is called whichever way it is printed, from its kind and CELEX number.

    >>> name_of_act("framework-decision", "32006F0960"), name_of_act("regulation", "31997R0515")
    ('Framework Decision 2006/960', 'Regulation 515/97')
    """
    year, number = int(celex[1:5]), int(celex[6:])
    words = " ".join(word.capitalize() for word in kind.split("-"))
    # Style Guide, 1.2.2: years have two figures before 1 January 1999
    printed = str(year) if year >= 1999 else f"{year % 100:02}"
    is_number_first = kind == "regulation" and year < _YEAR_FIRST_FROM
    return f"{words} {number}/{printed}" if is_number_first else f"{words} {printed}/{number}"


def _celex(kind: str, domain: str | None, number: re.Match[str]) -> str | None:
    """The CELEX number; None where EC, EU or the like is missing, or kind, year and number do not fit."""
    letter = _LETTERS.get((kind, domain), _LETTERS.get((kind, None)))
    if letter is None or domain not in _YEARS:
        return None
    first, second = number["first"], number["second"]
    is_new_style = number["domain"] and len(first) == 4 and int(first) >= _YEAR_FIRST_FROM
    orders = [(first, second), (second, first)]
    if kind in ("regulation", "decision") and (number["no"] or (kind == "regulation" and not is_new_style)):
        orders.reverse()
    for printed_year, serial in orders:
        year = full_year(printed_year, first=_FIRST)
        if year in _YEARS[domain] and int(serial):
            # before the Treaty of Lisbon, decisions of the common foreign policy were of several letters
            is_old_policy = (kind, domain) == ("decision", "CFSP") and year < 2010
            return None if is_old_policy else celex_of_act(letter, year, int(serial))
    return None


@lru_cache(maxsize=8)
def _patterns(forms: ActForms) -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The kinds of acts by their words, and the patterns of an act, of a further number, and of what joins the two."""
    kinds = {form.casefold(): kind.slug for kind in forms.kinds for form in kind.forms}
    number = (
        rf"(?:\((?P<domain>(?:{_DOMAINS})(?:, ?(?:{_DOMAINS}))?)\) ?)?(?:(?P<no>{any_of(forms.number_words)}) ?)?"
        rf"(?P<first>[0-9]{{1,4}}) ?/ ?(?P<second>[0-9]{{1,4}})(?: ?/ ?(?P<suffix>{_DOMAINS}))?"
        r"(?![^\W_]|/[^\W_]|[.,][0-9])"
    )
    lead = rf"(?:(?i:{any_of(forms.authors)}) )?(?:(?i:{any_of(forms.qualities)}) )?"
    return (
        kinds,
        re.compile(rf"(?<![^\W_]){lead}(?P<kind>(?i:{any_of(list(kinds))})) ?{number}"),
        re.compile(number),
        re.compile(rf", (?:(?:{any_of(forms.also)}) )?| (?:{any_of(forms.also)}) "),
    )


def celex_numbers(text: str) -> Iterator[FoundAct]:
    """All CELEX numbers of a text, in order; a kind have those of a regulation, directive or decision itself.

    The letters of all other texts stand for several kinds; so may corrigenda and consolidated texts.

    >>> found = celex_numbers("CELEX 32009D0917, 12007L/TXT, 32009D0917R(01)")
    >>> [(each.reference.celex, each.reference.kind) for each in found]
    [('32009D0917', 'decision'), ('12007L/TXT', ''), ('32009D0917R(01)', '')]
    """
    for found in _CELEX.finditer(text):
        is_act = found["sector"] == LEGISLATION and found["number"] and len(found["number"]) == 4
        is_itself = not (found["part"] or found["corrigendum"] or found["consolidation"])
        kind = _KINDS.get(found["kind"], "") if is_act and is_itself else ""
        yield FoundReference(*found.span(), _act(kind, found.group(), words(text, *found.span())))


def celex_of_act(letter: str, year: int, number: int) -> str:
    """The CELEX number of an act of the Union by the letter of its kind, its year and its number.

    >>> celex_of_act("D", 2009, 917)
    '32009D0917'
    """
    return f"{LEGISLATION}{year:04}{letter}{number:04}"


_ARTICLE = r"(?:[0-9]{1,3}[a-z]?|K\.[0-9]{1,2})(?:\([0-9a-z]{1,2}\)){0,4}(?![^\W_])"
_LONGEST_RANGE = 99


def treaty_articles(text: str, *, forms: ActForms) -> Iterator[FoundAct]:
    """All articles that a text names with their treaty, in order. "Article 36 Committee" names none."""
    pattern, treaties = _pattern(forms)
    if not any(form in text for form in treaties):
        return
    for found in pattern.finditer(text):
        articles, treaty = _articles(found["articles"], to=forms.article_to), treaties[found["treaty"]]
        target, printed = f"act/{treaty.slug}", words(text, *found.span())
        reference = ActReference(target, "treaty", treaty.forms[0], printed, articles=articles)
        yield FoundReference(*found.span(), reference)


def _articles(printed: str, *, to: tuple[str, ...]) -> tuple[str, ...]:
    """The articles of a list; a range counts all its articles: "29 to 31" are three."""
    articles: list[str] = []
    place = 0
    for found in re.finditer(_ARTICLE, printed):
        between = printed[place : found.start()].strip()
        place = found.end()
        first, last = articles[-1] if articles else "", found.group()
        if (between in to or between in "-–") and between and first.isdigit() and last.isdigit():
            articles += [str(n) for n in range(int(first) + 1, min(int(last), int(first) + _LONGEST_RANGE))]
        articles.append(last)
    return tuple(articles)


@lru_cache(maxsize=8)
def _pattern(forms: ActForms) -> tuple[re.Pattern[str], dict[str, Forms]]:
    treaties = {form: treaty for treaty in forms.treaties for form in treaty.forms}
    between = rf"(?:, (?:{any_of(forms.also)}) |, | (?:{any_of([*forms.also, *forms.article_to])}) | ?[-–] ?)"
    pattern = re.compile(
        rf"(?<![^\W_])(?i:{any_of(forms.articles)}) (?P<articles>{_ARTICLE}(?:{between}{_ARTICLE}){{0,20}})"
        rf",? (?:(?:{any_of(forms.article_of)}) )?(?P<treaty>{any_of(list(treaties))})(?![^\W_])"
    )
    return pattern, treaties
