"""Reads a document: records, issues, and an account of every word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from ccwp_kg.sources.action_issues import action_issues
from ccwp_kg.sources.actions.actions import read_action
from ccwp_kg.sources.actions.outside_rows import outside_rows
from ccwp_kg.sources.actions.parties import role_of
from ccwp_kg.sources.actions.row_issues import likely_above, unknown_columns
from ccwp_kg.sources.actions.work_areas import shared_claims
from ccwp_kg.sources.citations.references import opens_with_reference
from ccwp_kg.sources.confidence import confidence_of
from ccwp_kg.sources.coverage import check_quotes, cover
from ccwp_kg.sources.footnotes.footnotes import endnotes_of, footnotes_in_annex, sure_marks
from ccwp_kg.sources.footnotes.notes_apart import without_notes_apart
from ccwp_kg.sources.footnotes.unraised_marks import marks_behind_figures, roman_endnotes, written_out
from ccwp_kg.sources.grid.front_ends import grid_in
from ccwp_kg.sources.grid.grid import Grid
from ccwp_kg.sources.grid_actions.behind_table import field_behind, with_field
from ccwp_kg.sources.grid_actions.columns_by_cells import columns_by_cells
from ccwp_kg.sources.grid_actions.grid_reader import GridReader
from ccwp_kg.sources.intake.legibility import check_legible
from ccwp_kg.sources.intake.normalise import as_received, plain_text
from ccwp_kg.sources.layout.action_numbers import code_words, is_explicit_number, is_number, numbers_in_runs
from ccwp_kg.sources.layout.headers_footers import Pages, without_headers_footers
from ccwp_kg.sources.layout.headings import NUMBER, is_of_numbers, joined
from ccwp_kg.sources.layout.hyphens import Hyphens
from ccwp_kg.sources.layout.text_lines import TextLine, but_last_number, is_rule, lay_out, spans_of
from ccwp_kg.sources.plan.cover import read_cover
from ccwp_kg.sources.plan.plan import add_annex_footnotes, read_plan
from ccwp_kg.sources.plan.title import counting, find_title
from ccwp_kg.sources.profile.profile import STEPS, Lexicon, Profile
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.recognition.scan import STATE, Grammar
from ccwp_kg.sources.records.records import Action, Claim, Issue, Plan, Reading
from ccwp_kg.sources.records.source_text import SourceText, Span, is_held, runs
from ccwp_kg.sources.refusals import without_action, without_title
from ccwp_kg.sources.table.annex_split import split_at_annex
from ccwp_kg.sources.table.cell_features import PARTIES
from ccwp_kg.sources.table.cells import Cells
from ccwp_kg.sources.table.column_order import ROWS
from ccwp_kg.sources.table.items import at_semicolons
from ccwp_kg.sources.table.rows import Annex
from ccwp_kg.sources.woven.rows import read_lines


def read(source: SourceText, *, profile: Profile, lexicon: Lexicon, counted: bool = False) -> Reading:
    """Read a document of the profile's family. Each value keeps the characters from which it was read.

    `counted` says that its plan is one of those that the profile counts, where the document does not say so.

    The same document, profile and lexicon give the same reading. A damaged part becomes an issue, not a failure.

    Raises UnreadableDocument if the text is in another language, its text layer is damaged, or it holds no plan with
    actions, and ReadingInvariantBroken if the reader contradicts itself.
    """
    check_legible(source.name, source.text, legibility=profile.legibility)
    marks: tuple[Span, ...] = ()
    notes: Mapping[Span, str] = {}
    if source.printed is None:
        marks = marks_behind_figures(source.text)
        codes = [each.form for each in lexicon if each.kind == STATE and _CODE.fullmatch(each.form)]
        notes = {**written_out(source.text, codes), **{mark: f"[^{source.exact(mark)}]" for mark in marks}}
    plain, places = plain_text(source, notes or roman_endnotes(source.text))
    tabs = frozenset(
        found.start() if places is None else places.plain_of(found.start()) for found in re.finditer("\t", source.text)
    )
    received = places.start if places is not None else int
    reading = _read(plain, tabs=tabs, received=received, profile=profile, lexicon=lexicon, counted=counted)
    if places is None:
        return reading
    found: Reading = as_received(reading, source, places)
    issues = (*found.issues, *map(partial(_mark_issue, source), marks))
    return replace(found, issues=issues, pages=(0, *(places.start(start) for start in reading.pages[1:])))


def _read(
    source: SourceText,
    *,
    tabs: frozenset[int],
    received: Callable[[int], int],
    profile: Profile,
    lexicon: Lexicon,
    counted: bool,
) -> Reading:
    """The reading of a document in plain characters, of which those at the offsets in `tabs` stand for tabs.

    `received` tells where a character stood in the document as received.
    """
    grammar = _grammar(source, profile, lexicon)
    pages = _pages(grammar)
    known = profile.legibility.long_words | profile.legibility.short_words
    hyphens = Hyphens.of(pages.lines, known=known, words=profile.words)
    dividing = hyphens.dividing(pages.lines).union(*(range(mark.start, mark.end) for mark in sure_marks(source.text)))
    grammar = replace(grammar, hyphens=hyphens, dividing=dividing)
    front = read_cover(pages.lines, headers_footers=pages.headers_footers, grammar=grammar)
    text, endnotes = without_notes_apart(front.text, profile.layout.annex, cells=_in_cells(front.text, source))
    own = front.cover.document
    grammar = replace(grammar, own=own.version if own is not None else None)
    # where a title names a plan by its ordinal, a table of numbered rows is that of its actions
    title = find_title(text, subject=front.subject, grammar=grammar)
    grammar = replace(grammar, by_form=title is not None and title.ordinal is not None)
    behind = field_behind(text, grammar=grammar)
    tables = grid_in(_until(behind, text), tabs=tabs, received=received, grammar=grammar)
    title = find_title(_above(tables, text, profile), subject=front.subject, grammar=grammar)
    ordinal, period = (title.ordinal, title.period(grammar.calendar)) if title is not None else (None, None)
    grammar = replace(grammar, since=period.first.first_day if period is not None else "")
    split = split_at_annex(
        text,
        grammar=grammar,
        ordinal=ordinal,
        title=title.lines if title is not None else (),
        grid=tables.start if tables else None,
        is_counted=tables is not None and tables.made_by == "sheets",
    )
    if title is None:
        raise without_title(source, profile)
    grammar = grammar if counted else counting(grammar, title, front.cover, split.before)
    plan, rows, found = read_plan(split, title=title, cover=front.cover, endnotes=endnotes, tabs=tabs, grammar=grammar)
    of_annex = [body for body in endnotes if body not in endnotes_of(endnotes, split.before)]
    notes = footnotes_in_annex(rows, after=len(plan.footnotes), endnotes=of_annex, profile=profile)
    grammar = replace(grammar, dividing=grammar.dividing | notes.places)
    lines = _until(behind, notes.lines)
    grid = grid_in(lines, tabs=tabs, received=received, areas=plan.work_areas, grammar=grammar) if tables else None
    reader, in_grid = _read_grid(grid, lines, split.before, grammar, ordinal) if grid is not None else (None, None)
    grammar = reader.grammar if reader is not None else grammar
    annex, cells = in_grid or read_lines(
        lines, ordinal=ordinal, columns=plan.columns, objectives=plan.objectives, grammar=grammar
    )
    annex, cells = with_field(
        annex, cells, [line for line in notes.lines if line.span.start >= behind], grammar=grammar
    )
    found_in_notes = Collector(grammar, "", "plan")
    plan = add_annex_footnotes(plan, notes, cells, collector=found_in_notes)
    of_parties = [
        *(joined(label.lines) for label in annex.labels if label.column == PARTIES),
        *(column.label.text for column in plan.columns if column.column == PARTIES),
    ]
    column_order = replace(
        annex.column_order,
        unknown=unknown_columns(cells, grammar=grammar),
        above=likely_above(annex.rows, lines, grammar=grammar),
        words={label.column: joined(label.lines) for label in reversed(annex.labels)},
    )
    read_actions = [
        read_action(
            row,
            each,
            position=position,
            objectives=plan.objectives,
            column_order=column_order,
            parties_role=role_of(of_parties, profile=profile),
            grammar=grammar,
        )
        for position, (row, each) in enumerate(
            zip(annex.rows, at_semicolons(cells, marks=profile.layout.list_marks), strict=True), 1
        )
    ]
    # without an ordinal, a number alone shows no action, and figures in a grid without numbers are none
    without_numbers = grid is not None and bool(grid.headings) and in_grid is None
    if without_numbers or not read_actions or (in_grid is None and ordinal is None and not _has_headings(annex)):
        raise without_action(lines, grid, ordinal=plan.printed_ordinal, grammar=grammar)
    actions, found_in_rows = zip(*read_actions, strict=True)
    annex, actions, told = outside_rows(annex, actions, plan, above=found.scans, ordinal=ordinal, grammar=grammar)
    claims = [
        *front.claims,
        *split.claims,
        *(claim for each in (found, found_in_notes) for claim in each.claims),
        *shared_claims(actions, [each.claims for each in found_in_rows]),
    ]
    claims += [Claim(line.span, "headers-footers") for line in pages.headers_footers]
    claims += [Claim(line.span, "annex/rule") for line in annex.rules]
    claims += [Claim(span, "annex/unassigned") for span in spans_of(annex.loose)]
    claims += [
        Claim(span, f"annex/heading/{label.column}") for label in annex.headings for span in spans_of(label.lines)
    ]
    check_quotes(source, front.cover, plan, actions)
    marks = {
        *sure_marks(source.text),
        *pages.marks,
        *(mark.span for mark in (*notes.marks, *notes.repeated)),
        *(grid.marks if grid is not None and in_grid else ()),
    }
    coverage = cover(source, claims, annex=split.annex, marks=sorted(marks))
    return Reading(
        source=source,
        profile=profile.name,
        cover=front.cover,
        plan=plan,
        actions=actions,
        issues=(
            *found.issues,
            *found_in_notes.issues,
            *split.issues,
            *_page_issues(source),
            *grammar.hyphens.undecided(pages.lines if reader is None or in_grid is None else reader.running),
            *_table_issues(annex, plan, grammar),
            *(_heading_issues(lines, annex) if in_grid is None and annex.column_order.headings != ROWS else ()),
            *_unknown_headings(annex, actions, grammar),
            *(issue for each in found_in_rows for issue in each.issues),
            *told,
            *action_issues(annex.rows, lines, plan, actions, grammar=grammar),
            *(
                Issue("words-unread", "these words were not understood", span)
                for span in runs(coverage.unread, source.text)
            ),
        ),
        coverage=coverage,
        pages=pages.starts,
        confidence=confidence_of(plan, annex, cells, profile=profile),
        table=grid.made_by if grid is not None and in_grid else "recovered",
    )


def _read_grid(
    grid: Grid, lines: Sequence[TextLine], prose: Sequence[TextLine], grammar: Grammar, ordinal: int | None
) -> tuple[GridReader, tuple[Annex, tuple[Cells, ...]] | None]:
    """What a grid reads as, once more where its cells tell the columns of headings that no list has."""
    reader = GridReader(grid, lines, prose, grammar, ordinal=ordinal)
    found = reader.read()
    if not (by_cells := columns_by_cells(reader.records, grammar=grammar)):
        return reader, found
    grammar = replace(grammar, labels=replace(grammar.labels, by_cells=by_cells))
    reader = GridReader(grid, lines, prose, grammar, ordinal=ordinal)
    return reader, reader.read()


def _grammar(source: SourceText, profile: Profile, lexicon: Lexicon) -> Grammar:
    """The grammar of one document, with the words before the numbers of actions, or these if no figures."""
    codes, cues = code_words(source.text), profile.actions
    cues = replace(cues, word=(*cues.word, *codes), numbered=(*cues.numbered, *codes))
    grammar = Grammar.of(source, profile=replace(profile, actions=cues), lexicon=lexicon)
    own = numbers_in_runs(source.text, labels=grammar.labels, words=cues.numbered, totals=cues.totals)
    return replace(grammar, profile=replace(profile, actions=replace(cues, own=own)))


def _in_cells(lines: Sequence[TextLine], source: SourceText) -> frozenset[int]:
    """The indices of the lines that stand in a cell of a table, as far as the file tells."""
    tables = source.printed.tables if source.printed is not None else ()
    cells = sorted(cell.span for table in tables for cell in table.cells if cell.span is not None)
    return frozenset(line.index for line in lines if is_held(line.span, cells))


def _above(tables: Grid | None, lines: Sequence[TextLine], profile: Profile) -> Sequence[TextLine]:
    """The lines above the first table or action, if it is known where that begins."""
    if tables is None or not (profile.is_headed or tables.headings):
        return lines
    return [line for line in lines if line.span.end <= tables.start]


def _until(end: int, lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """The lines above an offset."""
    return [line for line in lines if line.span.start < end]


def _has_headings(annex: Annex) -> bool:
    """Whether two headings stand together above the rows, or in most rows; single words may be those of sentences."""
    together = any(
        one.column != other.column and one.lines[-1].index + 1 == other.lines[0].index
        for one, other in pairwise(annex.headings)
    )
    in_rows = sum(len({label.column for label in row.labels}) > 1 for row in annex.rows)
    return together or 2 * in_rows >= max(1, len(annex.rows))


def _pages(grammar: Grammar) -> Pages:
    """The lines of a document without headers and footers."""
    profile = grammar.profile
    sheet = lay_out(
        grammar.source,
        page_breaks=profile.layout.page_breaks,
        stays_on_page=lambda words: opens_with_reference(words, forms=profile.documents),
    )
    printed = Counter(but_last_number(line.text) for line in sheet.lines)
    notes = {
        line.index - 1
        for line in sheet.lines
        if opens_with_reference(line.text, forms=profile.documents) and printed[but_last_number(line.text)] == 1
    }

    labels, columns = grammar.labels, [each.name for each in profile.columns]

    def is_content(line: TextLine) -> bool:
        # the number of a footnote may stand above its body, and that of a sheet between pipes or behind its heading
        drawn = is_rule(line.text) or line.text.startswith("|") or (line.text.isdigit() and line.index in notes)
        first, *rest = line.text.split(maxsplit=1)
        drawn |= is_of_numbers(first) and any(is_number(number, cues=profile.actions) for number in rest)
        heads = labels.begins(line.text) or any(map(labels.column, line.text.split("   ")))
        # in a sheet a value stands behind its heading: “Title Parcels 1”
        is_name = line.text.casefold().startswith(profile.words.plan.casefold())
        may = not is_name and labels.begins(line.text.split(maxsplit=1)[0])
        heads = heads or (may and any(labels.inline(line.text, name, needs_colon=False) for name in columns))
        # a quoted cell may begin with the number
        return drawn or heads or is_number(line.text.removeprefix('"'), cues=profile.actions)

    heads = (line.index for line in sheet.lines if labels.column(line.text) or labels.sequence(line.text))
    table = next(heads, len(sheet.lines))
    # a reference that goes over two lines begins a line, but no block
    openings = (second for first, second in pairwise(sheet.lines[table:]) if first.block != second.block)
    numbered = sum(is_explicit_number(line.text, cues=profile.actions) for line in openings)
    return without_headers_footers(
        sheet,
        profile=profile,
        is_content=is_content,
        table=table,
        figures_are_rows=numbered < _NUMBERED,
        printed=grammar.source.printed,
    )


_CODE = re.compile("[A-Z]{2}")
"""The code of a state."""
_NEARBY = 40
"""The characters before a mark among which are the words that a message shows."""
_NUMBERED = 2
"""The blocks that begin with an action's number, at least, of a table in which bare figures number no rows."""


def _mark_issue(source: SourceText, mark: Span) -> Issue:
    """That the last figures of a number are taken for the mark of a footnote."""
    printed = " ".join(source.text[max(0, mark.start - _NEARBY) : mark.end].split()[-2:])
    message = f"the end of “{printed}” is taken for the mark of footnote {source.exact(mark)}"
    return Issue("mark-likely", message, mark, "note")


def _page_issues(source: SourceText) -> Iterator[Issue]:
    """Issues on pages without a word, such as one that is a picture; the last form feed may end the document."""
    for number, page in enumerate(source.text.split("\f")[:-1], 1):
        if not page.strip():
            message = f"page {number} holds no words; what a picture on it shows is not read"
            yield Issue("page-without-words", message, None, "note")


def _table_issues(annex: Annex, plan: Plan, grammar: Grammar) -> Iterator[Issue]:
    """Issues on the table as a whole."""
    for label in grammar.labels.doubtful:
        place = grammar.source.text.find(label)
        span = Span(place, place + len(label)) if place >= 0 else None
        yield Issue("heading-doubtful", f"no word tells which column the heading “{label}” names", span)
    likely = {joined(label.lines): label for label in reversed(annex.labels) if label.likely}
    for printed, heading in likely.items():
        message = f"the heading “{printed}” is taken for that of the column “{heading.column}”"
        yield Issue("heading-likely", message, heading.lines[0].span, "note")
    explained = {column.column for column in plan.columns}
    for column in annex.column_order.columns if explained else ():
        if column not in explained:
            message = f"no sentence was found that explains the column “{column}”"
            yield Issue("column-unexplained", message, None, "note")
    for one, other in annex.column_order.undecided:
        yield Issue("order-undecided", f"the columns “{one}” and “{other}” come in either order", None)
    for span in runs(sorted(line.span for line in annex.loose), grammar.source.text):
        yield Issue("words-unassigned", "words of the annex stand in no row of an action", span)


def _unknown_headings(annex: Annex, actions: Sequence[Action], grammar: Grammar) -> Iterator[Issue]:
    """Issues on headings that no list of the profile has, each at the first entry that is kept under it, if any."""
    entries = [entry for action in actions for entry in action.others]
    told = {joined(label.lines) for label in annex.labels if label.likely}
    for entry in entries:
        if entry.heading.text not in told and grammar.labels.column(entry.heading.text) is None:
            told.add(entry.heading.text)
            message = f"no list of the profile has the heading “{entry.heading.text}”; its cells are kept under it"
            yield Issue("heading-unknown", message, entry.text.spans[0], "note")
    columns = {NUMBER, STEPS, grammar.profile.box.name, *(column.name for column in grammar.profile.columns)}
    for label in (label for row in annex.rows for label in row.labels):
        printed = joined(label.lines)
        if printed not in told and label.column not in columns and not is_of_numbers(printed):
            told.add(printed)
            message = f"no list of the profile has the heading “{printed}”; its cells are empty"
            yield Issue("heading-unknown", message, label.lines[0].span, "note")


_NEAR, _HEADS = 4, 3
"""Behind so many headings, in so many lines, a line that the text repeats is a heading, too."""


def _heading_issues(lines: Sequence[TextLine], annex: Annex) -> Iterator[Issue]:
    """Issues on headings above rows that name no column, in a table that lost its columns and their whole order."""
    known = sorted(line.span.start for label in annex.labels for line in label.lines)
    printed = Counter(line.text for line in lines)
    for before, line in zip([*[*lines[:1]] * _NEAR, *lines], lines, strict=False):
        heads = bisect_left(known, line.span.start) - bisect_left(known, before.span.start)
        holds = bisect_left(known, line.span.end) - bisect_left(known, line.span.start)
        if heads >= _HEADS and not holds and printed[line.text] > 1 and line.text[0].isupper():
            rows = ", ".join(f"action {row.value}" for row in annex.rows)
            message = (
                f"words among the headings name no column, and their cells may stand in others: “{line.text}” of {rows}"
            )
            yield Issue("heading-unknown", message, line.span)
