"""What a row of the annex lacks, has too much of, or had to be decided about, and what may say more than was read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from ccwp_kg.rdf.terms.iris import slug
from ccwp_kg.sources.actions.entries import NAMED, CellItem, parties_of
from ccwp_kg.sources.interleaved.separate import BY_QUOTATION
from ccwp_kg.sources.layout.headings import joined
from ccwp_kg.sources.layout.text_lines import TextLine, spans_of
from ccwp_kg.sources.profile.forms import Forms
from ccwp_kg.sources.profile.profile import RELATIONS
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.recognition.hints import hints_in
from ccwp_kg.sources.recognition.scan import Grammar, Scan
from ccwp_kg.sources.records.records import ActionReference, Citation, ExpectedDecision, FieldSilence
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.table.cell_features import LEAD, OF_ITEMS, PARTIES, START, STATUS, TIMETABLE, TITLE
from ccwp_kg.sources.table.cells import Cell, Cells, SharedLines
from ccwp_kg.sources.table.column_order import NOWHERE, ROWS, ColumnOrder, neighbours
from ccwp_kg.sources.table.rows import AnnexRow
from ccwp_kg.sources.text.list_marks import unknown_mark
from ccwp_kg.sources.text.patterns import any_of, whole_words

_SHORT, _WORDS_OF_NAME = 12, 4
"""The words of a cell that is a time, at most, and of one that is a list of names, for each of them."""
_CAPITALS, _WORD = re.compile(r"(?<!\w)[A-Z]{2}|[A-Z].* [A-Z]"), re.compile(r"\w{4,}|[A-Z]\w*")
"""An acronym, or several words with capitals; a word of a name, but for those such as "of the"."""
_FEW_WORDS = r"[^\W\d][^\d.,;:]{0,40}"

Relation = tuple[str, Passage]
"""A relation by the field of its hints, and words of the sentence that states it."""


def note_faults(row: AnnexRow, cells: Cells, column_order: ColumnOrder, collector: Collector) -> None:
    """Note the issues of one row; words that became part of no cell are claimed here."""
    box = collector.grammar.profile.box.name
    if cells.shared_lines is not None:
        _note_shared_lines(cells.shared_lines, row, collector)
    for message, line in row.doubts:
        collector.issue("row-doubtful", message, line.span, severity="note")
    for column, *others in cells.suspect:
        message = f"the cell of “{column}” shows signs of words of {_named(others) or 'another column'}"
        collector.issue("cell-suspect", message, _whole(cells.cell(column).lines))
    for cell in cells.unsure:
        message = f"the words under “{joined(cell.heading)}” may be of a column beside it"
        collector.issue("cell-suspect", message, _whole(cell.lines))
    for column in (LEAD, START, STATUS, TIMETABLE):
        reported = column in cells.doubtful or (cells.shared_lines is not None and column in cells.shared_lines.columns)
        if column in column_order.columns and not cells.cell(column).lines and not reported and not cells.made_by:
            collector.issue("not-stated", _missing(column, column_order.columns), row.head.span, severity="note")
    for column in cells.missing:
        if column not in cells.doubtful:
            short = f"the row ends before the column “{column}”"
            message = short if cells.made_by else _missing(column, column_order.columns)
            collector.issue("cell-missing", message, row.head.span)
    if cells.loose:
        collector.claim(spans_of(cells.loose), "unassigned")
        columns = _named(cells.doubtful) if cells.doubtful else "no column"
        collector.issue("words-unassigned", f"these words may belong to {columns}", *spans_of(cells.loose))
    if cells.doubtful:
        message = f"nothing tells which words are the cells of {_named(cells.doubtful)}"
        collector.issue("cells-undecided", message, row.head.span)
    _note_order(row, cells, column_order, collector)
    _note_beginnings(row, cells, collector)
    if not cells.cell(box).lines and row.label(box) is not None:
        collector.issue("terms-missing", "no terms of reference under their heading", row.head.span)
    elif not cells.cell(box).lines:
        why = (
            "are printed" if cells.made_by and not cells.others else "were found; their words may stand in another cell"
        )
        collector.issue("not-stated", f"no terms of reference {why}", row.head.span, severity="note")
    _note_headings(row, cells, column_order, collector)


def unknown_columns(rows: Iterable[Cells], *, grammar: Grammar) -> Mapping[str, frozenset[str]]:
    """The columns of which the cells under each heading that may name any column look like values, at least half."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for cell in (cell for cells in rows for cell in _unknown(cells, grammar=grammar)):
        found.setdefault(joined(cell.heading), []).append(_may_hold(cell, grammar=grammar))
    counts = ((heading, len(held), Counter(chain(*held))) for heading, held in found.items())
    return {head: frozenset(name for name, count in each.items() if 2 * count >= all_) for head, all_, each in counts}


def likely_above(rows: Sequence[AnnexRow], lines: Sequence[TextLine], *, grammar: Grammar) -> Mapping[str, Span]:
    """The lines above all rows by the column that a word of each makes likely: in a table that has lost its columns
    the words under such a heading stand in other cells."""
    above = [line for line in lines if rows and line.span.end <= rows[0].head.span.start]
    heads = ((grammar.labels.likely(line.text), line.span) for line in above if line.text[0].isupper())
    return {name: span for name, span in heads if name is not None}


def silences_of(
    row: AnnexRow, cells: Cells, column_order: ColumnOrder, *, filled: Collection[str], collector: Collector
) -> Iterator[FieldSilence]:
    """The fields of which a row says nothing; `filled` are those that have a value, from whatever cell.

    Columns that were parted leave no doubt which columns the table has, but may leave words in another cell. Where
    words of the action may hold the value of a field, it is not understood.
    """
    grammar = collector.grammar
    for silence in _silent(row, cells, column_order, filled, grammar=grammar):
        hints = [each for each in grammar.profile.hints if each.field == silence.field]
        found = (each for hint in hints for scan in collector.scans for each in hints_in(scan, hint, grammar=grammar))
        words = next(found, None)
        if words is None:
            yield silence
        else:
            collector.issue("field-not-understood", may_tell(words, silence.field), words.spans[0], severity="note")
            yield FieldSilence(silence.field, "not-understood", words)


def may_tell(words: Passage, field: str) -> str:
    """The message on words that may hold the value of a field that an action lacks."""
    return f"“{words.text}” may tell the field “{field}”, which was not understood"


def no_value(cell: Cell, *, grammar: Grammar) -> tuple[str, Passage] | None:
    """The silence of a cell whose words say that it holds nothing: "none", "to be decided", "no lead was agreed"."""
    words = grammar.flow(cell.spans, skip=cell.dividing).whole() if cell.lines else None
    if words is None:
        return None
    printed = words.text.rstrip(".").casefold()
    kinds = _negatives(grammar.profile.no_value)
    return next(((slug, words) for slug, forms in kinds.items() if forms.fullmatch(printed)), None)


@lru_cache(maxsize=8)
def _negatives(kinds: tuple[Forms, ...]) -> Mapping[str, re.Pattern[str]]:
    forms = {each.slug: any_of(each.forms).replace(re.escape("{words}"), _FEW_WORDS) for each in kinds}
    return {slug: re.compile(pattern) for slug, pattern in forms.items()}


def _silent(
    row: AnnexRow, cells: Cells, column_order: ColumnOrder, filled: Collection[str], *, grammar: Grammar
) -> Iterator[FieldSilence]:
    """The fields that no cell states and that are not `filled`; those that other words may state are not understood."""
    filled = {*filled, *(grammar.labels.column(joined(cell.heading)) or "" for step in cells.steps for cell in step)}
    names = [column.name for column in grammar.profile.columns if column.name not in filled]
    doubt = _doubt(row, cells, column_order, names, grammar=grammar)
    for name in names:
        if name in doubt:
            yield FieldSilence(name, "not-understood", grammar.flow(doubt[name]).whole())
        elif name not in column_order.columns or (
            cells.made_by and name not in cells.printed and name not in cells.missing
        ):
            yield FieldSilence(name, "not-stated")
        elif nothing := no_value(cells.cell(name), grammar=grammar):
            yield FieldSilence(name, *nothing)
        elif cells.shared_lines is None and not cells.cell(name).lines and name not in cells.missing:
            label = row.label(name)
            if label is None and column_order.headings == ROWS and not cells.made_by:
                yield FieldSilence(name, "not-stated")  # other rows print the heading
                continue
            place = grammar.flow(spans_of(label.lines)).whole() if label is not None else None
            yield FieldSilence(name, "empty-cell", place)
        elif cells.shared_lines is None and cells.cell(name).lines:
            yield FieldSilence(name, "not-understood", grammar.flow(cells.cell(name).spans).whole())


def _doubt(
    row: AnnexRow, cells: Cells, column_order: ColumnOrder, columns: Iterable[str], *, grammar: Grammar
) -> Mapping[str, tuple[Span, ...]]:
    """The columns of which a row may have words, with these: those that no cell took, or a cell that may hold more.

    The first cell under a heading that the profile does not know for sure may be the title, which no action lacks; each
    cell under one that it does not know at all may be that of a column of which the row prints none, by its own words
    or by what most cells under the heading are.
    """
    undivided = cells.shared_lines.lines if cells.shared_lines is not None and cells.shared_lines.rule is None else ()
    found = {other: spans_of(cells.cell(one).lines) for one, *others in cells.suspect for other in others}
    found |= {name: spans_of(lines) for name, lines in cells.covered.items()}
    likely = [cells.cell(label.column).spans for label in row.labels if label.likely]
    for cell in _unknown(cells, grammar=grammar):
        held = {*_may_hold(cell, grammar=grammar), *column_order.unknown.get(joined(cell.heading), ())}
        found = {name: cell.spans for name in columns if name in held and name not in cells.printed} | found
    for head, names in column_order.unknown.items():
        if over := cells.covered.get(slug(head)):
            found = {name: spans_of(over) for name in columns if name in names and name not in cells.printed} | found
    if not cells.made_by:
        found = {name: (at,) for name, at in column_order.above.items() if name in columns} | found
    if untitled := [spans for spans in (*(cell.spans for cell in cells.others), *likely) if spans]:
        found[TITLE] = min(untitled)
    if cells.loose or undivided:
        found |= dict.fromkeys(columns, spans_of(sorted((*cells.loose, *undivided), key=lambda line: line.span)))
    elif column_order.headings == NOWHERE and row.body:
        found |= dict.fromkeys(columns, spans_of(row.body))
    return found


def _unknown(cells: Cells, *, grammar: Grammar) -> list[Cell]:
    """The cells under headings that may name any column: no list has them, and no word says what they head."""
    labels, cues = grammar.labels, whole_words(grammar.profile.other_cues)

    def is_known(heading: str) -> bool:
        return bool(labels.means(heading) or cues.search(heading))

    return [cell for cell in cells.others if cell.heading and not is_known(joined(cell.heading))]


def _may_hold(cell: Cell, *, grammar: Grammar) -> tuple[str, ...]:
    """The columns of which a cell may be a value: of times by one, of parties by names, else any that has a text.

    Names that are not known stand in short entries, several or with capitals. Figures alone are no value.
    """
    text = grammar.flow(cell.spans, skip=cell.dividing).text
    words, small = text.split(), text.casefold()
    has_time = next(grammar.calendar.times_in(text), None) is not None
    names = [found for found in grammar.finder.find(text) if found.name.kind in NAMED]
    if small.startswith(grammar.profile.words.unbounded) or (has_time and len(words) <= _SHORT):
        return (START, STATUS, TIMETABLE)
    if any(small.startswith(form.casefold()) for each in grammar.profile.statuses for form in each.forms):
        return (STATUS,)
    if names and len(words) <= _WORDS_OF_NAME * len(names):
        return (LEAD, PARTIES)
    if 2 * sum(any(map(str.isdigit, word)) for word in words) >= len(words) or no_value(cell, grammar=grammar):
        return ()
    entries = [entry.value.text for entry in parties_of(cell, grammar=grammar)]
    is_short = all(len(_WORD.findall(entry)) <= _WORDS_OF_NAME for entry in entries)
    of_names = is_short and (len(entries) > 1 or any(map(_CAPITALS.search, entries)))
    return (LEAD, PARTIES, *OF_ITEMS) if of_names else OF_ITEMS


def note_mark(item: CellItem, collector: Collector) -> None:
    """Report a character before the words of an item that may be an unknown mark."""
    mark = unknown_mark(item.value.text)
    if mark is not None:
        message = f"“{mark}” may be the mark of an item and was read as a word"
        collector.issue("mark-not-understood", message, item.whole)


def note_unread_relations(scan: Scan, read: Iterable[Relation], collector: Collector) -> None:
    """Note each sentence with words that may state a relation which is not among those `read` in that sentence."""
    known = {(field, _sentence(scan, words)) for field, words in read}
    for hint in collector.grammar.profile.hints:
        for words in hints_in(scan, hint, grammar=collector.grammar) if hint.field in RELATIONS else ():
            place = (hint.field, _sentence(scan, words))
            if place not in known:
                known.add(place)
                message = f"“{words.text}” may tell the {hint.field} of something, which was not understood"
                collector.issue("relation-not-understood", message, words.spans[0], severity="note")


def relations_of_decisions(decisions: Iterable[ExpectedDecision]) -> Iterator[Relation]:
    """What decisions state: who decides, or to whom something is handed over."""
    for each in decisions:
        yield ("addressee" if each.kind == "submission" else "decision"), each.text


def relations_of_citations(citations: Iterable[Citation]) -> Iterator[Relation]:
    """What citations state where words give their role: on what the action is based, or what it takes up."""
    for each in citations:
        if each.role_words is not None or each.recommendations or each.quotations:
            yield "basis", each.document.printed
            yield "recommendation", each.document.printed


def relations_of_references(references: Iterable[ActionReference]) -> Iterator[Relation]:
    """What references to actions state: that this action follows one up."""
    return (("follow-up", each.printed) for each in references if each.follows_up is not None)


def _sentence(scan: Scan, words: Passage) -> int:
    return scan.sentence_at(scan.flow.index(words.spans[0].start)).start


def _note_order(row: AnnexRow, cells: Cells, column_order: ColumnOrder, collector: Collector) -> None:
    """Columns whose cells, or their lack, only the order tells, in a row in which another was not understood."""
    is_shared = cells.shared_lines is not None and cells.shared_lines.rule != BY_QUOTATION
    if cells.made_by:
        return
    box = collector.grammar.profile.box.name
    unheaded = box in column_order.headed and cells.cell(box).lines and row.label(box) is None
    if not (is_shared or cells.loose or cells.doubtful or cells.missing or cells.suspect or unheaded):
        return
    ordered = [
        name
        for name in column_order.columns
        if not cells.cell(name).lines or not row.heads(name, cells.cell(name).lines[0])
    ]
    if ordered:
        message = f"beside cells that were not understood only their order tells those of {_named(ordered)}"
        collector.issue("order-doubtful", message, row.head.span, severity="note")


def _note_beginnings(row: AnnexRow, cells: Cells, collector: Collector) -> None:
    """Cells that begin in small letters behind one that nothing closes, or a page: they may go on with it.

    Of a box, whose sentences begin with capitals, its heading may be a part.
    """
    box = collector.grammar.profile.box.name
    body = {line.index: line for line in row.body}
    for name, cell in cells.cells.items():
        first = cell.lines[0] if cell.lines else None
        before = max((index for index in body if first and index < first.index), default=None)
        if first is None or before is None or not first.text[0].islower():
            continue
        is_open = body[before].text[-1] not in ".;,:" and name not in (STATUS, PARTIES)
        if is_open or name == box or body[before].page != first.page:
            other = next((each for each, its in cells.cells.items() if body[before] in its.lines), name)
            message = f"“{name}” begins in small letters and may go on with “{other}”"
            collector.issue("cell-begins-small", message, _whole(cell.lines), row.head.span, severity="note")


def _missing(column: str, columns: Sequence[str]) -> str:
    """That a cell is missing, and where its words may have gone."""
    beside = _named(neighbours(column, columns))
    return f"no cell for the column “{column}”; its words may stand in the cell of {beside}"


def _note_shared_lines(shared: SharedLines, row: AnnexRow, collector: Collector) -> None:
    columns = " and ".join(shared.columns)
    whole = _whole(shared.lines)
    if shared.rule is None:
        collector.claim(spans_of(shared.lines), "undivided")
        message = f"{columns} stand in the same lines and nothing tells them apart"
        collector.issue("columns-undivided", message, whole, row.head.span)
    else:
        message = f"{columns} stood in the same lines; they were parted (agreement: {shared.score} of 100)"
        # where the number stands among the lines it tells of both cells
        inside = whole.holds(row.head.span)
        collector.issue("untangled", message, row.head.span if inside else whole, severity="note")
        if not inside:
            message = f"{columns} are known by what parted their lines"
            collector.issue("untangled", message, row.head.span, severity="note")


def _note_headings(row: AnnexRow, cells: Cells, column_order: ColumnOrder, collector: Collector) -> None:
    """Cells that the row prints without their heading, although it prints those of others."""
    box = collector.grammar.profile.box.name
    expected = column_order.columns if column_order.headings == ROWS else (box,)
    for column in expected:
        if cells.cell(column).lines and row.label(column) is None and column in column_order.headed:
            message = f"the column “{column}” has no heading here; its cell is known by its place alone"
            severity = "problem" if column == box else "note"
            collector.issue("heading-missing", message, _whole(cells.cell(column).lines), severity=severity)


def _named(columns: Sequence[str]) -> str:
    return " and ".join(f"“{column}”" for column in columns)


def _whole(lines: Sequence[TextLine]) -> Span:
    return Span(min(line.span.start for line in lines), max(line.span.end for line in lines))
