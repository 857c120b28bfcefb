"""A document becomes records, issues and an account of every word."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.actions import ActionRead, read_action
from ccwp_kg.sources.annex import Row, labels_in, rows_of
from ccwp_kg.sources.cells import Cells, cells_of
from ccwp_kg.sources.coverage import check_quotes, cover
from ccwp_kg.sources.entries import items_of
from ccwp_kg.sources.layout import Line, lay_out, spans_of
from ccwp_kg.sources.lexicon import Lexicon
from ccwp_kg.sources.objectives import meant_by
from ccwp_kg.sources.plan import read_plan
from ccwp_kg.sources.profile import Profile
from ccwp_kg.sources.records import Claim, Issue, Plan, Reading, StrategicObjective
from ccwp_kg.sources.references import opens_with_reference
from ccwp_kg.sources.scan import Reader
from ccwp_kg.sources.text import SourceText, Span
from ccwp_kg.sources.untangle import Untangled, Widths, untangle


def load_source(path: Path, name: str | None = None) -> SourceText:
    """A document from a UTF-8 text file, its line ends untouched; called `name`, or after the file.

    Raises UnreadableDocument where the file is missing, empty, binary or not UTF-8.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableDocument(f"there is no file {path.name}; give the path of a text file") from None
    except OSError as error:
        raise UnreadableDocument(f"{path.name} cannot be read ({error.strerror}); give a readable text file") from error
    if b"\0" in data:
        raise UnreadableDocument(f"{path.name} is a binary file; give its text, saved as UTF-8")
    try:
        # a byte order mark is no character of the document (Encoding Standard, "UTF-8 decode")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            f"{path.name} is not UTF-8 (byte {error.start}); save it with that encoding"
        ) from error
    if not text.strip():
        raise UnreadableDocument(f"{path.name} is empty; give a file that holds the document's text")
    return SourceText(name or path.stem, text, hashlib.sha256(data).hexdigest())


def read(source: SourceText, *, profile: Profile, lexicon: Lexicon) -> Reading:
    """Everything a document of the profile's family says, each value with the characters it stands on.

    The same document, profile and lexicon give the same reading. A damaged part becomes an issue, not a failure.

    Raises UnreadableDocument where the text is no document of the family, ReadingInvariantBroken where the reader
    contradicts itself.
    """
    reader = Reader.of(source, profile=profile, lexicon=lexicon)
    sheet = lay_out(
        source,
        layout=profile.layout,
        stays_on_page=lambda words: opens_with_reference(words, forms=profile.documents),
    )
    halves = _halves(sheet.lines, reader=reader)
    plan = read_plan(halves.before, reader=reader)
    rows, loose = rows_of(halves.rows, profile=profile)
    read_actions = _actions(rows, objectives=plan.plan.objectives, reader=reader)
    claims = [*plan.claims, *halves.claims, *(claim for each in read_actions for claim in each.claims)]
    claims += [Claim(span, "annex/unassigned") for span in spans_of(loose)]
    issues = [*plan.issues, *halves.issues, *_loose_words(loose), *(i for each in read_actions for i in each.issues)]
    actions = tuple(each.action for each in read_actions)
    issues += _count_issues(plan.plan, [action.number for action in actions])
    check_quotes(source, plan.plan, actions)
    return Reading(
        source=source,
        profile=profile.name,
        plan=plan.plan,
        actions=actions,
        issues=tuple(issues),
        coverage=cover(source, claims, annex=halves.annex),
        pages=sheet.pages,
    )


@dataclass(frozen=True, slots=True)
class _Halves:
    """The lines before the annex, the annex's own lines between its heading and its end, and all its words' span."""

    before: tuple[Line, ...]
    rows: tuple[Line, ...]
    annex: Span
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]


def _halves(lines: Sequence[Line], *, reader: Reader) -> _Halves:
    """The document parted at its annex: at the annex's heading or, where that is lost, at the first row's.

    Raises UnreadableDocument where there is neither.
    """
    layout = reader.profile.layout
    heading = next((place for place, line in enumerate(lines) if line.text in layout.annex), None)
    labels = [
        label for label in labels_in(lines, profile=reader.profile) if label.column == reader.profile.columns[0].name
    ]
    if heading is None and not labels:
        raise UnreadableDocument(
            f"{reader.source.name} has no annex with actions; give a document of the family “{reader.profile.name}” "
            "or another profile"
        )
    issues: list[Issue] = []
    claims: list[Claim] = []
    start = heading if heading is not None else labels[0].lines[0].index
    if heading is None:
        issues.append(Issue("annex-heading-missing", "the annex has no heading", lines[start].span))
    else:
        claims.append(Claim(lines[heading].span, "annex/heading"))
    first = start if heading is None else start + 1
    end = next((p for p in range(first, len(lines)) if set(lines[p].text) == {layout.end_rule}), None)
    last = len(lines) if end is None else end
    if end is None:
        issues.append(Issue("annex-end-missing", "no rule closes the annex; its end may be lost", lines[-1].span))
    else:
        claims.append(Claim(lines[end].span, "annex/end-rule"))
    annex = Span(lines[start].span.start, lines[last if end is not None else last - 1].span.end)
    return _Halves(tuple(lines[:start]), tuple(lines[first:last]), annex, tuple(claims), tuple(issues))


def _actions(rows: Sequence[Row], *, objectives: Sequence[StrategicObjective], reader: Reader) -> list[ActionRead]:
    """The actions of all rows; the rows that keep their columns apart show the widths that help to part the others."""

    def is_objective(block: tuple[Line, ...]) -> bool:
        return any(meant_by(item.value.text, objectives).objective for item in items_of(block, reader=reader))

    marks = reader.profile.layout.list_marks
    cells = [cells_of(row, marks=marks, is_objective=is_objective) for row in rows]
    return [
        read_action(
            row,
            each,
            untangled=_untangled(row, each, cells, objectives=objectives, reader=reader),
            objectives=objectives,
            reader=reader,
        )
        for row, each in zip(rows, cells, strict=True)
    ]


def _untangled(
    row: Row, own: Cells, cells: Sequence[Cells], *, objectives: Sequence[StrategicObjective], reader: Reader
) -> Untangled | None:
    if not row.tangled:
        return None
    above = [line for line in row.tangled if line.index < row.number.index]
    widths = Widths(
        title=max((len(line.text) for each in cells for line in each.title), default=0),
        objectives=max(len(line.text) for line in [*above, *(line for each in cells for line in each.objectives)]),
    )
    told = " ".join([reader.flow(spans_of(own.box)).text, *(objective.text.text for objective in objectives)])
    return untangle(row.tangled, row.number, told=told, widths=widths)


def _loose_words(lines: Sequence[Line]) -> list[Issue]:
    return [
        Issue("words-unassigned", "words of the annex stand in no row with a number", span) for span in spans_of(lines)
    ]


def _count_issues(plan: Plan, numbers: Sequence[str]) -> list[Issue]:
    """Issues on the actions as a whole: how many the plan declares, numbers of another plan, and numbers used twice."""
    issues: list[Issue] = []
    if plan.declared_action_count not in (None, len(numbers)):
        message = f"the plan declares {plan.declared_action_count} actions, its annex has {len(numbers)}"
        issues.append(Issue("action-count", message, plan.declared_actions.spans[0] if plan.declared_actions else None))
    foreign = [number for number in numbers if number.partition(".")[0] != str(plan.ordinal)]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    issues += [
        Issue("action-of-another-plan", f"action {each} is not numbered after its plan", None) for each in foreign
    ]
    issues += [Issue("action-number-twice", f"two rows are numbered {each}", None) for each in twice]
    return issues
