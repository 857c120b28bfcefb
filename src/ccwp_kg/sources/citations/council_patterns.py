"""The patterns of Council document numbers, made from the words that a profile has for them.

Every pattern repeats a bounded number of times, so that none takes longer than the text it reads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ccwp_kg.sources.profile.profile import DocumentForms
from ccwp_kg.sources.text.patterns import any_of
from ccwp_kg.sources.text.two_digit_years import full_year

ONE, SEVERAL = "one", "several"

_YEAR = r"(?:19|20)[0-9]{2}|[0-9]{2}"
# A figure is whole where no letter, decimal or further part follows it.
_WHOLE = r"(?![^\W_]|/[0-9]|[.,][0-9])"
_BEFORE = 32


@dataclass(frozen=True, slots=True)
class CouncilGrammar:
    """What a number, its marks and its codes look like, each as a pattern to be tried at one place.

    `head` is number and year: of a list with one year (group `numbers`), as the register writes it (`register`), or
    as the Council prints it. `fields` says which field of a version a mark word stands for.
    """

    head: re.Pattern[str]
    lead: re.Pattern[str]
    refused: re.Pattern[str]
    units: re.Pattern[str]
    mark: re.Pattern[str]
    plus: re.Pattern[str]
    more: re.Pattern[str]
    unread_mark: re.Pattern[str]
    original: re.Pattern[str]
    distribution: re.Pattern[str]
    code: re.Pattern[str]
    to: re.Pattern[str]
    fields: Mapping[str, str]
    latest_year: int

    def year_of(self, printed: str) -> int:
        """A year printed with two or four digits."""
        return full_year(printed, latest=self.latest_year)

    def field_of(self, mark: re.Match[str]) -> str:
        """The field of a version that a mark found speaks of: `revision`, `addendum` or `corrigendum`."""
        return self.fields[mark["word"].casefold()]

    def lead_before(self, text: str, head: re.Match[str]) -> str | None:
        """Whether the words before a number speak of ONE document or of SEVERAL; "" where they say neither.

        None where a word or mark before it, or a unit behind it, makes it something else: "EUR", "tel.", "No", "%".
        """
        before = text[max(0, head.start() - _BEFORE) : head.start()]
        lead = self.lead.search(before)
        if lead is not None:
            return SEVERAL if lead["several"] else ONE
        return None if self.refused.search(before) or self.units.match(text, head.end()) else ""


@lru_cache(maxsize=32)
def council_grammar(forms: DocumentForms, latest_year: int | None) -> CouncilGrammar:
    """The patterns for some forms, in a text whose years of two digits are not later than `latest_year`."""
    marks = {"revision": forms.revision, "addendum": forms.addendum, "corrigendum": forms.corrigendum}
    mark_words = any_of([word for words in marks.values() for word in words])
    also, to = f"(?i:{any_of(forms.also)})", f"(?i:{any_of(forms.to)})"
    # a mark with its number and, for one language alone, that language: "REV 1", "rev.1", "COR 1 (en)"
    languages = r"(?: ?\((?i:[a-z]{2})(?:, ?(?i:[a-z]{2})){0,23}\))?"
    mark = rf"(?P<word>(?i:{mark_words}))[ ._-]{{0,2}}(?P<n>[1-9][0-9]?){_WHOLE}{languages}"
    # the short signs mean nothing else in running text, the full words do
    signs = any_of([words[0] for words in marks.values()])
    return CouncilGrammar(
        head=re.compile(_head(forms, mark_words=mark_words)),
        lead=re.compile(
            rf"(?<!\w)(?i:(?P<several>{any_of(forms.documents)})|{any_of(forms.document)}){_no(forms)}:? ?$"
        ),
        refused=re.compile(
            rf"(?<!\w)(?:(?i:{any_of(forms.not_after)}):? ?|(?:{any_of(forms.other_series)})[ -]?)$"
            # part of a sum, a decimal, a name or a code; a dash only where it hangs on a word
            r"|[.€$£#@=%&*<>~^\\°§]$|\w[-–—‑]$|[0-9],$|(?<![0-9])\+$"
        ),
        units=re.compile(rf" ?(?:{any_of(forms.not_before)})(?!\w)"),
        mark=re.compile(rf"(?:(?P<open> ?\()| ?[,–—-] ?|_| )?{mark}(?(open)\))"),
        plus=re.compile(rf"(?: ?\+ ?| {also} ){mark}"),
        more=re.compile(
            rf"(?:[-–]| {to} )(?P<last>[1-9][0-9]?){_WHOLE}(?! [^\W\d_]*[a-z])"
            rf"|(?:, [1-9][0-9]?){{0,20}} (?:{also}|\+) [1-9][0-9]?{_WHOLE}(?! [^\W\d_]*[a-z])"
        ),
        unread_mark=re.compile(rf"[ ,(_-]{{0,2}}(?:\+ ?|{also} )?(?:{signs})(?![^\W\d_])"),
        original=re.compile(rf"[ _-](?i:{any_of(forms.original)})(?![^\W_])"),
        distribution=re.compile(rf" (?:{any_of(forms.distribution)})(?= )"),
        code=re.compile(
            rf"(?:(?P<comma>,) | ?[-–—] ?| )(?!(?i:{mark_words})[ ._-]{{0,2}}[0-9]|{re.escape(forms.register)}\b)"
            rf"(?P<series>{forms.series}) ?(?P<serial>[0-9]{{1,4}})(?!\w|[/.,][0-9])"
        ),
        to=re.compile(rf" {to} | ?[-–—] ?"),
        fields={word.casefold(): name for name, words in marks.items() for word in words},
        latest_year=latest_year or forms.latest_year,
    )


def _no(forms: DocumentForms) -> str:
    return rf"(?:,? (?i:{any_of(forms.number_words)}))?"


def _head(forms: DocumentForms, *, mark_words: str) -> str:
    glued = rf"[ _-]?(?i:{mark_words}|{any_of(forms.original)})"
    # only a mark may follow the year without a space; behind a dash only another number may follow
    end = rf"(?:(?={glued})|(?!\w|/|[.,][0-9]|[-–—][0-9](?![0-9]{{2,4}} ?/)))"
    between = rf"(?:, (?i:{any_of(forms.also)}) | (?i:{any_of([*forms.also, *forms.to])}) | ?, ?| ?[-–—] ?)"
    several = (
        rf"(?i:{any_of(forms.documents)}){_no(forms)}:? (?P<numbers>(?:[1-9][0-9]{{2,4}}{between}){{1,20}}"
        rf"[1-9][0-9]{{2,4}}) ?/ ?(?P<numbers_year>{_YEAR})"
    )
    registered = (
        rf"(?P<register>{re.escape(forms.register)})[ _/-]?(?P<register_number>[1-9][0-9]{{0,4}})"
        rf"(?: ?/ ?(?:(?P<register_middle>[1-9][0-9]?) ?/ ?)?|[ _-](?=[0-9]{{4}}))(?P<register_year>{_YEAR})"
    )
    printed = rf"(?<!/)(?P<number>[1-9][0-9]{{2,4}}) ?/ ?(?:(?P<middle>[1-9][0-9]?) ?/ ?)?(?P<year>{_YEAR})"
    return rf"(?<!\w)(?:{printed}|{registered}|{several}){end}"
