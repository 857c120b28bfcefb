"""Headers and footers that print the number of the document beside what else the Council prints there.

`16103/1/12 REV 1  GdK/hm  2` and `ANNEX  DG D 2C  LIMITE  EN`: number, initials of clerks, page, directorate, markings.
Each line is judged by its own words, so that the parts may stand in any order, in one line or in several, on a single
page or on all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.profile.profile import DocumentForms, Layout, Profile
from ccwp_kg.sources.records.source_text import grouped
from ccwp_kg.sources.text.patterns import any_of

NUMBER, PAGE, MARKING, ANNEX, OFFICE = "number", "page", "marking", "annex", "office"
_LONGEST = 120
"""The most characters of a line of a header or footer, without its gaps."""


@dataclass(frozen=True, slots=True)
class FooterLine:
    """A line made of nothing but parts of a footer: their kinds, and the document number among them, if any."""

    line: TextLine
    kinds: tuple[str, ...]
    number: str | None


_RIGHT = ((OFFICE,), (OFFICE, MARKING))
"""The parts at the right of a footer: initials of clerks, a directorate and its marking."""
Run = Sequence[FooterLine]
"""Such lines that follow each other."""


def numbered_footers(
    lines: Sequence[TextLine], *, profile: Profile, rows_from: int, taken: Collection[int]
) -> set[int]:
    """The indexes of the lines of headers and footers that print the document's number, and of those right beside.

    Initials of clerks alone in a line are those of a footer where they are repeated, and an office with its marking or
    beside them.

    Figures alone from the index `rows_from` on may number rows. Lines that are `taken` already part no footer.
    """
    read = [each for line in lines if (each := _footer_line(line, profile)) is not None]
    numbers = Counter(each.number for each in read if each.number is not None)
    if not numbers:
        return set()
    own = numbers.most_common(1)[0][0]
    headings = [each.line.index for each in read if each.kinds == (ANNEX,)]
    found: set[int] = set()
    parts = grouped(
        (each for each in read if each.number in (None, own)),
        lambda last, each: all(index in taken for index in range(last.line.index + 1, each.line.index)),
    )
    runs = [run for run in parts if NUMBER in _kinds(run)]
    alike = Counter(map(_kinds, runs[1:]))
    for place, whole in enumerate(runs):
        is_headed = any(index < whole[0].line.index and index not in found for index in headings)
        run = _trimmed(whole, rows_from=rows_from, may_head=not is_headed)
        if _is_certain(run) or (place and alike[_kinds(whole)] > 1):
            found |= {part.line.index for part in run}
    # text in reading order has the right of a footer far from its left
    printed = Counter(each.line.text for each in read if found and each.kinds in _RIGHT)
    right = [each for each in read if printed[each.line.text] > 1]
    sure = {each.line.index for each in right if "/" in each.line.text or MARKING in each.kinds}
    return found | sure | {each.line.index for each in right if {each.line.index - 1, each.line.index + 1} & sure}


def _trimmed(run: Run, *, rows_from: int, may_head: bool) -> Run:
    """A run without the lines at its edges that may be text: figures beside its page number, the annex heading."""

    def is_text(edge: FooterLine) -> bool:
        if edge.kinds == (PAGE,):
            return _kinds(run).count(PAGE) > 1 or edge.line.index >= rows_from
        return may_head and edge.kinds == (ANNEX,)

    while is_text(run[0]):
        run = run[1:]
    while is_text(run[-1]):
        run = run[:-1]
    return run


def _kinds(run: Run) -> tuple[str, ...]:
    return tuple(sorted(kind for each in run for kind in each.kinds))


def _is_certain(run: Run) -> bool:
    """Whether a run is no part of the cover, which has no page number and names no clerk."""
    kinds = _kinds(run)
    return OFFICE in kinds or (PAGE in kinds and MARKING in kinds)


def _footer_line(line: TextLine, profile: Profile) -> FooterLine | None:
    """A line as parts of a footer. None where one of its words is no such part."""
    if len(" ".join(line.text.split())) > _LONGEST:
        return None
    part, kinds, number, place = _part(profile.layout, profile.documents), list[str](), None, 0
    while place < len(line.text):
        found = part.match(line.text, place)
        if found is None or found.lastgroup is None:
            return None
        kinds.append(found.lastgroup)
        number = "".join(found.group(NUMBER).split()) if found.lastgroup == NUMBER else number
        place = found.end()
    return FooterLine(line, tuple(kinds), number)


@lru_cache(maxsize=8)
def _part(layout: Layout, forms: DocumentForms) -> re.Pattern[str]:
    """A pattern for one part of a footer, with the space behind it; its last group is the part's kind."""
    marks = any_of([word for words in (forms.revision, forms.addendum, forms.corrigendum) for word in words[:1]])
    number = rf"[1-9][0-9]{{2,4}}/(?:[1-9][0-9]?/)?[0-9]{{2}}(?: +(?:{marks}) ?[0-9]{{1,2}}){{0,3}}"
    # GdK/hm, LS/mw, the typist in small letters (BE/NL are states); DG D 2C, JAI.1
    initials = "[A-Za-z]{2,5}(?:/[A-Za-z]{2,4})?/[a-z]{2,4}"
    office = rf"{initials}|(?:{any_of(layout.directorates)})(?:[ .]?[A-Z0-9]{{1,2}}){{1,3}}"
    kinds = {
        NUMBER: number,
        OFFICE: office,
        MARKING: any_of(layout.markings),
        ANNEX: rf"(?:{any_of(layout.annex)})(?: [IVX]{{1,4}}(?!\w))?",
        PAGE: r"[1-9][0-9]{0,2}",
    }
    parts = "|".join(rf"(?P<{kind}>{pattern})" for kind, pattern in kinds.items())
    return re.compile(rf"(?:{parts})(?: +|$)")
