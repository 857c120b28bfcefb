"""Council document numbers in every form in which they are printed.

The Council writes a document as number, revision (where there is one) and year, then its marks and subject codes in
changing order: `8284/1/08 REV 1 ENFOCUSTOM 48`, `10238/2/04 ENFOCUSTOM 39 REV 2`, `6285/06 … + COR 1`. Its public
register writes `ST 8284 2008 REV 1`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ccwp_kg.sources.citations.council_patterns import SEVERAL, CouncilGrammar, council_grammar
from ccwp_kg.sources.profile.profile import DocumentForms
from ccwp_kg.sources.records.references import DocumentVersion, ReferenceWarning

_LIKE_A_YEAR = range(1900, 2100)
_LONGEST_RANGE = 50


@dataclass(frozen=True, slots=True)
class CouncilNumber:
    """A Council document's number printed from `start` up to `end`, its subject codes, and what it cites besides.

    `codes` are series and serial number. `is_original` says that the original was named as such (`INIT`).
    """

    start: int
    end: int
    version: DocumentVersion
    codes: tuple[tuple[str, int], ...] = ()
    also_cited: tuple[DocumentVersion, ...] = ()
    is_original: bool = False


_Found = CouncilNumber | ReferenceWarning


@dataclass(slots=True)
class _Tail:
    """What follows a document's number, up to `end`; `also_cited` are the marks of versions cited with it."""

    end: int
    marks: dict[str, int] = field(default_factory=dict)
    codes: list[tuple[str, int]] = field(default_factory=list)
    also_cited: list[Mapping[str, int]] = field(default_factory=list)
    is_original: bool = False
    is_unclear: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing followed."""
        return not (self.marks or self.codes or self.also_cited or self.is_original)


def council_numbers(text: str, *, forms: DocumentForms, latest_year: int | None = None) -> Iterator[_Found]:
    """All Council document numbers of a text, in order, and warnings where one cannot be decided.

    White space is single spaces. Phone numbers, sums, pages, numbers of other series and spans of years are none.
    """
    grammar = council_grammar(forms, latest_year)
    place = 0
    while (head := grammar.head.search(text, place)) is not None:
        place = head.end()
        for found in _read(text, head, grammar):
            yield found
            place = max(place, found.end)


def opens_with_council_number(text: str, *, forms: DocumentForms) -> bool:
    """Whether a text begins with a Council document number."""
    grammar = council_grammar(forms, None)
    head = grammar.head.match(text)
    return head is not None and any(isinstance(found, CouncilNumber) for found in _read(text, head, grammar))


def _read(text: str, head: re.Match[str], grammar: CouncilGrammar) -> Iterator[_Found]:
    if head["numbers"]:
        return _several(text, head, grammar)
    if head["register"]:
        version = _version(head["register_number"], head["register_middle"], grammar.year_of(head["register_year"]))
        return _with_tail(text, head, version, _tail(text, head.end(), grammar))
    return _printed(text, head, grammar)


def _version(number: str, middle: str | None, year: int) -> DocumentVersion:
    return DocumentVersion(int(number), year, revision=int(middle) if middle else None)


def _printed(text: str, head: re.Match[str], grammar: CouncilGrammar) -> Iterator[_Found]:
    """A number as the Council prints it, or the two ends of a range."""
    lead = grammar.lead_before(text, head)
    tail = _tail(text, head.end(), grammar)
    version = _version(head["number"], head["middle"], grammar.year_of(head["year"]))
    # a bare "2009/10" is a span of years and "120/80" a ratio
    is_doubtful = lead == "" and tail.is_empty and (version.number < 1000 or version.number in _LIKE_A_YEAR)
    if lead is None or is_doubtful:
        return
    last = _last_of_range(text, version, tail, grammar)
    if last is not None and lead == SEVERAL:
        yield CouncilNumber(head.start(), last.end(), version, also_cited=_up_to(version, int(last["number"])))
        return
    yield from _with_tail(text, head, version, tail)
    if last is not None:
        yield CouncilNumber(last.start(), last.end(), replace(version, number=int(last["number"])))
        message = f"“{text[head.start() : last.end()]}” may be a range; only its ends are read"
        yield ReferenceWarning(head.start(), last.end(), "range-uncertain", message, severity="note")


def _with_tail(text: str, head: re.Match[str], printed: DocumentVersion, tail: _Tail) -> Iterator[_Found]:
    words = text[head.start() : tail.end]
    if tail.is_unclear:
        message = f"which version “{words}” means is not clear"
        yield ReferenceWarning(head.start(), tail.end, "version-unclear", message)
        return
    # REV says again what the middle number says; where they differ it counts
    version = replace(printed, **tail.marks)
    also_cited = tuple(_cited_with(version, marks) for marks in tail.also_cited)
    yield CouncilNumber(head.start(), tail.end, version, tuple(tail.codes), also_cited, tail.is_original)
    if printed.revision not in (None, version.revision):
        message = f"the middle number and the revision of “{words}” differ"
        yield ReferenceWarning(head.start(), tail.end, "revision-differs", message)


def _cited_with(version: DocumentVersion, marks: Mapping[str, int]) -> DocumentVersion:
    """The version that marks behind "+" mean: a revision has no addendum yet, an addendum no corrigendum."""
    if "revision" in marks:
        version = replace(version, addendum=None, corrigendum=None)
    elif "addendum" in marks:
        version = replace(version, corrigendum=None)
    return replace(version, **marks)


def _several(text: str, head: re.Match[str], grammar: CouncilGrammar) -> Iterator[_Found]:
    """Numbers that share a year: "documents 8284, 8285 and 8286/08", "documents 5120–5124/09"."""
    start, year = head.start("numbers"), grammar.year_of(head["numbers_year"])
    versions: list[DocumentVersion] = []
    is_range = is_clear = False
    for part in re.finditer(r"([0-9]+)([^0-9]*)", head["numbers"]):
        version = DocumentVersion(int(part[1]), year)
        more = _up_to(versions[-1], version.number) if is_range else (version,)
        is_clear = bool(more)
        if not is_clear:
            break
        versions += more
        is_range = grammar.to.fullmatch(part[2]) is not None
    if not is_clear or _tail(text, head.end(), grammar).marks:
        message = f"which documents “{text[start : head.end()]}” means is not clear"
        yield ReferenceWarning(start, head.end(), "range-uncertain", message)
        return
    yield CouncilNumber(start, head.end(), versions[0], also_cited=tuple(versions[1:]))


def _up_to(first: DocumentVersion, last: int) -> tuple[DocumentVersion, ...]:
    """All documents after the first up to the number `last`; none where that is no range."""
    if not first.number < last <= first.number + _LONGEST_RANGE:
        return ()
    return tuple(DocumentVersion(number, first.year) for number in range(first.number + 1, last + 1))


def _last_of_range(text: str, first: DocumentVersion, tail: _Tail, grammar: CouncilGrammar) -> re.Match[str] | None:
    """The last document of "8284/08 to 8286/08", where both are plain, of one year and near each other."""
    joint = grammar.to.match(text, tail.end) if tail.is_empty and first.revision is None else None
    head = grammar.head.match(text, joint.end()) if joint else None
    if head is None or head["number"] is None or head["middle"] or grammar.year_of(head["year"]) != first.year:
        return None
    return head if _up_to(first, int(head["number"])) and _tail(text, head.end(), grammar).is_empty else None


def _tail(text: str, start: int, grammar: CouncilGrammar) -> _Tail:
    """Marks and codes after a number, as far as they go; a dash, comma or bracket counts only where one follows it."""
    tail = _Tail(start)
    place = start
    while True:
        if found := grammar.mark.match(text, place):
            name = grammar.field_of(found)
            tail.is_unclear |= name in tail.marks
            tail.marks[name] = int(found["n"])
            tail.end = found.end()
            tail.also_cited += _more(text, tail, name, tail.marks, grammar)
        elif found := grammar.plus.match(text, place):
            _cite_besides(text, found, tail, grammar)
        elif (found := grammar.code.match(text, place)) and (tail.codes or not found["comma"]):
            tail.codes.append((found["series"], int(found["serial"])))
            tail.end = found.end()
        elif found := grammar.original.match(text, place):
            tail.is_original = True
            tail.end = found.end()
        elif found := grammar.distribution.match(text, place):
            place = found.end()
            continue
        else:
            if found := grammar.unread_mark.match(text, tail.end):
                tail.is_unclear = True
                tail.end = found.end()
            return tail
        place = tail.end


def _cite_besides(text: str, plus: re.Match[str], tail: _Tail, grammar: CouncilGrammar) -> None:
    """What "+" cites: its mark and the marks right behind it ("+ REV 1 COR 1"), or several of it ("+ ADD 1-3")."""
    name = grammar.field_of(plus)
    marks = {name: int(plus["n"])}
    tail.end = plus.end()
    more = _more(text, tail, name, marks, grammar)
    while not more and (found := grammar.mark.match(text, tail.end)):
        tail.is_unclear |= grammar.field_of(found) in marks
        marks[grammar.field_of(found)] = int(found["n"])
        tail.end = found.end()
    tail.also_cited += [marks, *more]


def _more(
    text: str, tail: _Tail, name: str, marks: Mapping[str, int], grammar: CouncilGrammar
) -> list[Mapping[str, int]]:
    """Further numbers of the mark just read: "ADD 1-3", "ADD 1, 2 and 3"."""
    found = grammar.more.match(text, tail.end)
    if found is None:
        return []
    numbers = [int(number) for number in re.findall(r"[0-9]+", found.group())]
    if found["last"]:
        numbers = list(range(marks[name] + 1, numbers[0] + 1))
        tail.is_unclear |= not numbers
    tail.end = found.end()
    return [{**marks, name: number} for number in numbers]
