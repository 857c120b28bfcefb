"""A reading as lines for the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from ccwp_kg.languages import counted, visible
from ccwp_kg.reading_report.account import PlaceOf, places_in, values_of, words_by_part
from ccwp_kg.sources.printed_layout import layout_of
from ccwp_kg.sources.records.records import Reading

_WIDTH = 120
_FIELD = 30


def as_text(reading: Reading) -> str:
    """The report in lines of at most 120 characters: what was read, how surely, what was not, where the words went."""
    source, coverage, layout = reading.source, reading.coverage, layout_of(reading)
    numbers = {"character": source.text, "page": layout.pages, "action": reading.actions}
    counts = ", ".join(counted(len(each), noun) for noun, each in numbers.items())
    per_mille = 1000 * coverage.accounted // coverage.words  # rounded down: 100 % are all
    lines = (
        f"{source.name}: the {reading.plan.usual_name}, read with the profile “{reading.profile}”",
        f"{counts}, sha256 {source.sha256}",
        *([f"cells of the table by {reading.table}"] if reading.table != "recovered" else []),
        *_values(reading),
        *_confidence(reading),
        *_issues(reading, places_in(source.text, layout)),
        "",
        f"Words: {coverage.accounted} of {coverage.words} accounted for ({per_mille / 10} %)",
        *(f"  {name:<44}{count:>7}" for name, count in words_by_part(source.text, layout).items()),
    )
    return visible("\n".join(lines)) + "\n"


def _values(reading: Reading) -> Iterator[str]:
    yield from ("", "Read")
    group = ""
    for field, text in values_of(reading):
        owner = "/".join(field.split("/")[: 2 if field.startswith("action/") else 1])
        if owner != group:
            group = owner
            yield ""
            yield group.replace("/", " ")
        yield from _wrapped(field.removeprefix(f"{owner}/"), text)


def _confidence(reading: Reading) -> Iterator[str]:
    yield from ("", "How surely")
    for level in dict.fromkeys(each.level for each in reading.confidence):
        fields = [each for each in reading.confidence if each.level == level]
        reasons: dict[str, list[str]] = {}
        for each in fields:
            reasons.setdefault(each.reason, []).append(each.field)
        yield ""
        yield f"{level}, {counted(len(fields), 'field')}"
        for reason, names in reasons.items():
            yield from _wrapped("", f"{reason}: {', '.join(_together(names, actions=len(reading.actions)))}")


def _together(fields: list[str], *, actions: int) -> Iterator[str]:
    """Fields by name; a cell that all actions share is named once."""
    cells: dict[str, list[str]] = {}
    for field in fields:
        owner, *steps = field.split("/")
        if owner == "plan":
            yield field
        else:
            cells.setdefault(steps[-1], []).append(steps[0])
    for cell, numbers in cells.items():
        yield f"{cell} of {'all actions' if len(numbers) == actions else ' '.join(numbers)}"


def _wrapped(label: str, text: str) -> Iterator[str]:
    indent = " " * (_FIELD + 2)
    lines = textwrap.wrap(text, _WIDTH - len(indent), break_on_hyphens=False) or [""]
    yield f"  {f'{label} ':<{_FIELD}}{lines[0]}"
    yield from (f"{indent}{line}" for line in lines[1:])


def _issues(reading: Reading, place_of: PlaceOf) -> Iterator[str]:
    found = len(reading.problems)
    yield ""
    yield f"Not understood, or decided: {counted(found, 'problem')}, {counted(len(reading.issues) - found, 'note')}"
    for issue in reading.issues:
        where = "the document as a whole"
        if issue.span is not None:
            line, page = place_of(issue.span)
            where = f"line {line}, page {page}, characters {issue.span.start}–{issue.span.end}"
        yield from _wrapped(f"{issue.severity} {issue.code}", f"{issue.message} ({where})")
