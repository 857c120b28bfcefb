"""The lines of a review: each entry that was read, each silence, each problem elsewhere, each unknown name."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, permutations

from ccwp_kg.sources.records.entries import Entry, entries_of
from ccwp_kg.sources.records.records import Confidence, Issue, Reading
from ccwp_kg.sources.records.source_text import Span, printed_words

LONGEST = 10_000
"""The characters of a cell of the review at most; what is longer is cut, and a sign says so."""
_STRETCH = 500
"""Characters: the lines at an issue are looked for among those that have words of the same stretch."""
PROBLEM, BODY, CODE, COVER = "problem", "body", "code", "document"
_SURE = ("labelled", "ordered", "not-stated")
_NEW = {"unknown-party": BODY, "not-stated": BODY, "series-new": CODE}


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One line of a review, told from all others by its key: `6.3 parties 2`, `plan title`, `body GENVAL`.

    `field` is the path of the entry in the reading, `printed` its words with single spaces, `read_as` what was made of
    them. `state` is `read`, a silence (`not-stated`, `empty-cell`, `not-understood`), or `unknown`. `doubt` are
    sentences on why it may be wrong, `issues` what the reader reports at its words; `is_problem` says that one of them
    is a problem. `proposal` is the answer that a name nobody knows may get.
    """

    key: str
    field: str
    page: int | None
    printed: str
    read_as: str
    state: str
    spans: tuple[Span, ...] = ()
    doubt: tuple[str, ...] = ()
    is_problem: bool = False
    issues: tuple[Issue, ...] = ()
    proposal: str = ""
    entry: Entry | None = None

    @property
    def group(self) -> str:
        """The one group in which each review has and counts it: `problems` and `unknown` are to be answered."""
        if self.is_problem:
            return "problems"
        return "unknown" if self.state == "unknown" else "doubtful" if self.doubt else "rest"

    @property
    def kind(self) -> str:
        """The first word of the key: `problem`, `body` or `code`, else that of an entry."""
        return self.key.partition(" ")[0]


def lines_of(reading: Reading) -> tuple[ReviewLine, ...]:
    """The lines of a reading in the order of its parts; the same reading gives the same lines."""
    sure = {each.field: each for each in reading.confidence}
    entries = [_line(entry, reading, sure) for entry in entries_of(reading)]
    doubted, elsewhere = _with_issues(entries, reading)
    return (*doubted, *_problems(elsewhere, reading), *_unknown(reading))


def _line(entry: Entry, reading: Reading, sure: dict[str, Confidence]) -> ReviewLine:
    level = sure.get(entry.rated)
    doubt = () if level is None or level.level in _SURE else (f"{level.level}: {level.reason}",)
    return ReviewLine(
        key=entry.key,
        field=entry.field,
        page=_page(entry.spans, reading),
        printed=words_of(entry.spans, reading),
        read_as=shortened(entry.read_as),
        state=entry.state,
        spans=entry.spans,
        doubt=doubt,
        entry=entry,
    )


def words_of(spans: Sequence[Span], reading: Reading) -> str:
    """The words of some spans with single spaces, and three dots where other words stand between."""
    return shortened(printed_words(spans, reading.source.text))


def shortened(text: str) -> str:
    """A text of at most `LONGEST` characters and a sign."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} […]"


def _page(spans: Sequence[Span], reading: Reading) -> int | None:
    return bisect_right(reading.pages, spans[0].start) or 1 if spans else None


def _with_issues(lines: Sequence[ReviewLine], reading: Reading) -> tuple[list[ReviewLine], list[Issue]]:
    """The lines with the issues that stand at their words, and the issues that stand at none."""
    found: dict[str, list[Issue]] = {}
    elsewhere: list[Issue] = []
    near: defaultdict[int, dict[str, ReviewLine]] = defaultdict(dict)
    for line in lines:
        for stretch in chain.from_iterable(map(_stretches, line.spans)):
            near[stretch][line.key] = line
    for issue in reading.issues:
        stretches = _stretches(issue.span) if issue.span is not None else ()
        at = _lines_at(issue, {key: line for each in stretches for key, line in near[each].items()}.values())
        for line in at:
            found.setdefault(line.key, []).append(issue)
        if not at and not issue.unknown:  # what is said of a name stands at its line
            elsewhere.append(issue)
    return [_doubted(line, found.get(line.key, ())) for line in lines], elsewhere


def _doubted(line: ReviewLine, issues: Sequence[Issue]) -> ReviewLine:
    messages = dict.fromkeys((*line.doubt, *(issue.message for issue in issues)))
    is_problem = any(issue.severity == "problem" and not issue.unknown for issue in issues)
    return replace(line, doubt=tuple(messages), is_problem=is_problem, issues=tuple(issues))


def _stretches(span: Span) -> range:
    """The stretches of the document of which a span has characters."""
    return range(span.start // _STRETCH, (span.end - 1) // _STRETCH + 1)


def _lines_at(issue: Issue, lines: Collection[ReviewLine]) -> list[ReviewLine]:
    """The shortest lines that hold the place of an issue, else all that share words with it."""
    place = issue.span
    if place is None:
        return []
    holding = [line for line in lines if any(span.holds(place) for span in line.spans)]
    if holding:
        shortest = min(map(_length, holding))
        at = [line for line in holding if _length(line) == shortest]
        return [line for line in at if line.kind != COVER] or at  # what the cover says the plan may say as well
    return [line for line in lines if any(span.start < place.end and place.start < span.end for span in line.spans)]


def _length(line: ReviewLine) -> int:
    return sum(span.end - span.start for span in line.spans)


def _problems(issues: Iterable[Issue], reading: Reading) -> Iterator[ReviewLine]:
    """A line for each problem that stands at no entry."""
    count: Counter[str] = Counter()
    for issue in issues:
        if issue.severity == "problem":
            count[issue.code] += 1
            spans = (issue.span,) if issue.span is not None else ()
            yield ReviewLine(
                key=f"{PROBLEM} {issue.code} {count[issue.code]}",
                field=issue.code,
                page=_page(spans, reading),
                printed=words_of(spans, reading),
                read_as="",
                state="not-understood",
                spans=spans,
                doubt=(issue.message,),
                is_problem=True,
                issues=(issue,),
            )


def _unknown(reading: Reading) -> Iterator[ReviewLine]:
    """A line for each body and each series of codes that no list has, at the first place that names it.

    A problem that it is unknown is told and answered there, and nowhere else.
    A body has one line, that of its acronym, where the document prints this in brackets behind its name.
    """
    places: dict[tuple[str, str], list[Issue]] = {}
    for issue in reading.issues:
        for form in issue.unknown:
            places.setdefault((_NEW[issue.code], form), []).append(issue)
    bodies = [form for kind, form in places if kind == BODY]
    words = " ".join(reading.source.text.split())
    names = {form: name for name, form in permutations(bodies, 2) if form.isupper() and f"{name} ({form})" in words}
    for form, name in names.items():
        places[BODY, form] = [*dict.fromkeys((*places.pop((BODY, name)), *places[BODY, form]))]
    for (kind, form), issues in sorted(places.items(), key=lambda each: each[0][0]):
        spans = (issues[0].span,) if issues[0].span is not None else ()
        problems = [each for each in issues if each.severity == "problem"]
        times = f"named {len(issues)} times" if len(issues) > 1 else "named once"
        yield ReviewLine(
            key=f"{kind} {form}",
            field=f"new {kind}",
            page=_page(spans, reading),
            printed=form,
            read_as="",
            state="unknown",
            spans=spans,
            doubt=(f"no list has it; {times}", *(each.message for each in problems)),
            is_problem=bool(problems),
            issues=tuple(issues),
            proposal=f"body-of-unstated-kind; {names.get(form, form)}" if kind == BODY else f"Documents marked {form}.",
        )
