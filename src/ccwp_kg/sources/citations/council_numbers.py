"""Council document numbers in every form in which they are printed.

The Council writes a document as number, revision (where there is one) and year, then its marks and subject codes in
changing order: `8284/1/08 REV 1 ENFOCUSTOM 48`, `10238/2/04 ENFOCUSTOM 39 REV 2`, `6285/06 … + COR 1`. Its public
register writes `ST 8284 2008 REV 1`. A mark is of what stands before it: `ADD 1 REV 1` is a revision of the addendum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ccwp_kg.sources.citations.found import FoundDocument, FoundReference, ReferenceWarning, words
from ccwp_kg.sources.profile.profile import DocumentForms
from ccwp_kg.sources.records.references import DocumentReference, DocumentVersion, SubjectCode
from ccwp_kg.sources.text.patterns import any_of
from ccwp_kg.sources.text.two_digit_years import FIRST, full_year

_ONE, _SEVERAL = "one", "several"

_YEAR = r"(?:19|20)[0-9]{2}|[0-9]{2}"
# A figure is whole where no letter, decimal or further part follows it.
_WHOLE = r"(?![^\W_]|/[0-9]|[.,][0-9])"
_BEFORE = 32
_LIKE_A_YEAR = range(1900, 2100)
_LONGEST_RANGE = 50
RANGE_OF_DOCUMENTS = "document.range"

_Found = FoundDocument | ReferenceWarning


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
    grammar = _grammar(forms, latest_year)
    place = 0
    while (head := grammar.head.search(text, place)) is not None:
        place = head.end()
        for found in _read(text, head, grammar):
            yield found
            place = max(place, found.end)


def opens_with_council_number(text: str, *, forms: DocumentForms) -> bool:
    """Whether a text begins with a Council document number."""
    grammar = _grammar(forms, None)
    head = grammar.head.match(text)
    return head is not None and any(isinstance(found, FoundReference) for found in _read(text, head, grammar))


def _read(text: str, head: re.Match[str], grammar: _Grammar) -> Iterator[_Found]:
    if head["numbers"]:
        return _several(text, head, grammar)
    if head["register"]:
        version = _version(head["register_number"], head["register_middle"], grammar.year_of(head["register_year"]))
        return _with_tail(text, head, version, _tail(text, head.end(), grammar, version.revision))
    return _printed(text, head, grammar)


def _version(number: str, middle: str | None, year: int) -> DocumentVersion:
    return DocumentVersion(int(number), year, revision=int(middle) if middle else None)


def _printed(text: str, head: re.Match[str], grammar: _Grammar) -> Iterator[_Found]:
    """A number as the Council prints it, or the two ends of a range."""
    lead = grammar.lead_before(text, head)
    version = _version(head["number"], head["middle"], grammar.year_of(head["year"]))
    tail = _tail(text, head.end(), grammar, version.revision)
    # a bare "2009/10" is a span of years and "120/80" a ratio
    is_doubtful = lead == "" and tail.is_empty and (version.number < 1000 or version.number in _LIKE_A_YEAR)
    if lead is None or is_doubtful:
        return
    last = _last_of_range(text, version, tail, grammar)
    if last is not None and lead == _SEVERAL:
        yield _found(text, head.start(), last.end(), version, _up_to(version, int(last["number"])))
        return
    yield from _with_tail(text, head, version, tail)
    if last is not None:
        yield _found(text, *last.span(), replace(version, number=int(last["number"])))
        message = f"“{text[head.start() : last.end()]}” may be a range; only its ends are read"
        yield ReferenceWarning(head.start(), last.end(), "range-uncertain", message, severity="note")


def _with_tail(text: str, head: re.Match[str], printed: DocumentVersion, tail: _Tail) -> Iterator[_Found]:
    named = text[head.start() : tail.end]
    if tail.is_unclear:
        message = f"which version “{named}” means is not clear"
        yield ReferenceWarning(head.start(), tail.end, "version-unclear", message)
        return
    # REV says again what the middle number says; where they differ it counts
    version = replace(printed, **tail.marks)
    also_cited = tuple(_cited_with(version, marks) for marks in tail.also_cited)
    yield _found(text, head.start(), tail.end, version, also_cited, codes=tail.codes)
    if printed.revision not in (None, version.revision):
        message = f"the middle number and the revision of “{named}” differ"
        yield ReferenceWarning(head.start(), tail.end, "revision-differs", message)


def _found(
    text: str,
    start: int,
    end: int,
    version: DocumentVersion,
    also_cited: Sequence[DocumentVersion] = (),
    *,
    codes: Sequence[tuple[str, int]] = (),
) -> FoundDocument:
    """The document named from `start` up to `end`; `codes` are series and serial numbers."""
    rule = RANGE_OF_DOCUMENTS if any(other.number != version.number for other in also_cited) else None
    own = tuple(SubjectCode(series, serial, version.year) for series, serial in codes)
    reference = DocumentReference(version, words(text, start, end, rule=rule), own, tuple(also_cited))
    return FoundReference(start, end, reference)


def _cited_with(version: DocumentVersion, marks: Mapping[str, int]) -> DocumentVersion:
    """The version that marks behind "+" mean: a revision has no addendum yet, an addendum no corrigendum."""
    if "revision" in marks:
        version = replace(version, addendum=None, addendum_revision=None, corrigendum=None)
    elif "addendum" in marks:
        version = replace(version, addendum_revision=None, corrigendum=None)
    return replace(version, **marks)


def _several(text: str, head: re.Match[str], grammar: _Grammar) -> Iterator[_Found]:
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
    yield _found(text, start, head.end(), versions[0], versions[1:])


def _up_to(first: DocumentVersion, last: int) -> tuple[DocumentVersion, ...]:
    """All documents after the first up to the number `last`; none where that is no range."""
    if not first.number < last <= first.number + _LONGEST_RANGE:
        return ()
    return tuple(DocumentVersion(number, first.year) for number in range(first.number + 1, last + 1))


def _last_of_range(text: str, first: DocumentVersion, tail: _Tail, grammar: _Grammar) -> re.Match[str] | None:
    """The last document of "8284/08 to 8286/08", where both are plain, of one year and near each other."""
    joint = grammar.to.match(text, tail.end) if tail.is_empty and first.revision is None else None
    head = grammar.head.match(text, joint.end()) if joint else None
    if head is None or head["number"] is None or head["middle"] or grammar.year_of(head["year"]) != first.year:
        return None
    return head if _up_to(first, int(head["number"])) and _tail(text, head.end(), grammar).is_empty else None


def _tail(text: str, start: int, grammar: _Grammar, middle: int | None = None) -> _Tail:
    """Marks and codes after a number and its `middle` number, as far as they go.

    A dash, comma or bracket counts only where one follows it.
    """
    tail = _Tail(start)
    place = start
    while True:
        if found := grammar.mark.match(text, place):
            name = _marked(found, tail.marks, tail, grammar, own=middle)
            # behind "ADD 1 and 2" or "+ ADD 1-3" a mark may be of each or of the last
            tail.is_unclear |= bool(tail.also_cited) and not (name == "revision" and int(found["n"]) == middle)
            tail.marks[name] = int(found["n"])
            tail.end = found.end()
            tail.also_cited += _more(text, tail, name, tail.marks, grammar)
        elif found := grammar.plus.match(text, place):
            _cite_after_plus(text, found, tail, grammar, own=tail.marks.get("revision", middle))
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


def _marked(mark: re.Match[str], before: Mapping[str, int], tail: _Tail, grammar: _Grammar, *, own: int | None) -> str:
    """The field of a version that a mark behind those `before` speaks of, where REV may say the `own` revision again.

    Behind ADD, REV is the addendum's. What may mean either, or follows COR, makes the tail unclear.
    """
    name = grammar.field_of(mark)
    says_again = name == "revision" and name not in before and int(mark["n"]) == own
    if name == "revision" and "addendum" in before and not says_again:
        tail.is_unclear |= own is not None and name not in before  # or a slip for the middle number
        name = "addendum_revision"
    tail.is_unclear |= name in before or ("corrigendum" in before and not says_again)
    return name


def _cite_after_plus(text: str, plus: re.Match[str], tail: _Tail, grammar: _Grammar, *, own: int | None) -> None:
    """What "+" cites: its mark and the marks right behind it ("+ REV 1 COR 1"), or several of it ("+ ADD 1-3")."""
    name = grammar.field_of(plus)
    # "ADD 1 + REV 1" may cite a revision of either
    is_either = "addendum" in tail.marks and (own is None or "addendum_revision" in tail.marks)
    tail.is_unclear |= name == "revision" and is_either
    marks = {name: int(plus["n"])}
    tail.end = plus.end()
    more = _more(text, tail, name, marks, grammar)
    while not more and (found := grammar.mark.match(text, tail.end)):
        marks[_marked(found, marks, tail, grammar, own=own)] = int(found["n"])
        tail.end = found.end()
    tail.also_cited += [marks, *more]


def _more(text: str, tail: _Tail, name: str, marks: Mapping[str, int], grammar: _Grammar) -> list[Mapping[str, int]]:
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


class _Grammar:
    """What a number, its marks and its codes look like, each as a pattern to be tried at one place.

    Years of two digits are not later than `latest_year`, or a little where they would be older than the Communities.
    Every pattern repeats a bounded number of times, so that none takes longer than the text it reads.
    """

    def __init__(self, forms: DocumentForms, latest_year: int | None) -> None:
        self.first_year = max(FIRST, (latest_year or forms.latest_year) - 99)
        marks = {"revision": forms.revision, "addendum": forms.addendum, "corrigendum": forms.corrigendum}
        self.fields = {word.casefold(): name for name, words in marks.items() for word in words}
        """Which field of a version a mark word stands for."""
        mark_words = any_of([word for words in marks.values() for word in words])
        also, to = f"(?i:{any_of(forms.also)})", f"(?i:{any_of(forms.to)})"
        # a mark with its number and, for one language alone, that language: "REV 1", "rev.1", "COR 1 (en)"
        languages = r"(?: ?\((?i:[a-z]{2})(?:, ?(?i:[a-z]{2})){0,23}\))?"
        mark = rf"(?P<word>(?i:{mark_words}))[ ._-]{{0,2}}(?P<n>[1-9][0-9]?){_WHOLE}{languages}"
        # the short marks mean nothing else in running text, the full words do
        short_marks = any_of([word for words in marks.values() for word in words[:1]])
        # a family without numbers in the register has none
        self.head = re.compile(_head(forms, mark_words=mark_words) if forms.register else any_of([]))
        """Number and year: of a list with one year (group `numbers`), as the register writes it (`register`), or as the
        Council prints it."""
        self.lead = re.compile(
            rf"(?<!\w)(?i:(?P<several>{any_of(forms.documents)})|{any_of(forms.document)}){_no(forms)}:? ?$"
        )
        self.refused = re.compile(
            rf"(?<!\w)(?:(?i:{any_of(forms.not_after)}):? ?|(?:{any_of(forms.other_series)})[ -]?)$"
            # part of a sum, a decimal, a name or a code; a dash only where it hangs on a word
            r"|[.€$£#@=%&*<>~^\\°§]$|\w[-–—‑]$|[0-9],$|(?<![0-9])\+$"
        )
        self.units = re.compile(rf" ?(?:{any_of(forms.not_before)})(?!\w)")
        self.mark = re.compile(rf"(?:(?P<open> ?\()| ?[,–—-] ?|_| )?{mark}(?(open)\))")
        self.plus = re.compile(rf"(?: ?\+ ?| {also} ){mark}")
        self.more = re.compile(
            rf"(?:[-–]| {to} )(?P<last>[1-9][0-9]?){_WHOLE}(?! [^\W\d_]*[a-z])"
            rf"|(?:, [1-9][0-9]?){{0,20}} (?:{also}|\+) [1-9][0-9]?{_WHOLE}(?! [^\W\d_]*[a-z])"
        )
        self.unread_mark = re.compile(rf"[ ,(_-]{{0,2}}(?:\+ ?|{also} )?(?:{short_marks})(?![^\W\d_])")
        self.original = re.compile(rf"[ _-](?i:{any_of(forms.original)})(?![^\W_])")
        self.distribution = re.compile(rf" (?:{any_of(forms.distribution)})(?= )")
        self.code = re.compile(
            rf"(?:(?P<comma>,) | ?[-–—] ?| )(?!(?i:{mark_words})[ ._-]{{0,2}}[0-9]|{re.escape(forms.register)}\b)"
            rf"(?P<series>{forms.series}) ?(?P<serial>[0-9]{{1,4}})(?!\w|[/.,][0-9])"
        )
        self.to = re.compile(rf" {to} | ?[-–—] ?")

    def year_of(self, printed: str) -> int:
        """A year printed with two or four digits."""
        return full_year(printed, first=self.first_year)

    def field_of(self, mark: re.Match[str]) -> str:
        """The field of a version that a mark found speaks of: `revision`, `addendum` or `corrigendum`."""
        return self.fields[mark["word"].casefold()]

    def lead_before(self, text: str, head: re.Match[str]) -> str | None:
        """Whether the words before a number speak of one document or of several; "" where they say neither.

        None where a word or mark before it, or a unit behind it, makes it something else: "EUR", "tel.", "No", "%".
        """
        before = text[max(0, head.start() - _BEFORE) : head.start()]
        lead = self.lead.search(before)
        if lead is not None:
            return _SEVERAL if lead["several"] else _ONE
        return None if self.refused.search(before) or self.units.match(text, head.end()) else ""


_grammar = lru_cache(maxsize=32)(_Grammar)


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
