"""Rows of the annex become actions."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ccwp_kg.sources.actions.action_references import FoundAction, actions_in
from ccwp_kg.sources.actions.citations import citations_in
from ccwp_kg.sources.actions.entries import BY_STOP, CellItem, CellItems, items_of, parties_of
from ccwp_kg.sources.actions.optional_columns import (
    cell_statements,
    read_lead,
    read_start,
    scan_cell,
    timetable_statements,
)
from ccwp_kg.sources.actions.row_issues import note_faults
from ccwp_kg.sources.layout.lines import spans_of
from ccwp_kg.sources.recognition.collector import Collector
from ccwp_kg.sources.recognition.objectives import match_objective
from ccwp_kg.sources.recognition.scan import Grammar, Scan
from ccwp_kg.sources.recognition.statements import product_statements
from ccwp_kg.sources.records.records import (
    Action,
    Claim,
    Indicator,
    Issue,
    ObjectiveAssignment,
    Outcome,
    PartyInvolvement,
    Statement,
    StrategicObjective,
    TermsOfReference,
)
from ccwp_kg.sources.records.references import Mention, Passage
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.table.cell_features import (
    INDICATORS,
    LEAD,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    START,
    STATUS,
    TIMETABLE,
    TITLE,
)
from ccwp_kg.sources.table.cells import Cells
from ccwp_kg.sources.table.column_order import ColumnOrder
from ccwp_kg.sources.table.rows import AnnexRow
from ccwp_kg.sources.text.list_marks import unknown_mark
from ccwp_kg.sources.text.prose import Punctuation

_SENTENCES = re.compile(r"[a-zA-Z]{3}\. [A-Z]")
"""The end of a sentence inside an item."""
_MANY = 3
"""So many unknown words are not a name."""
_GROUP = "group"
_PARTY_KINDS = frozenset({"organisation", _GROUP})


@dataclass(frozen=True, slots=True)
class ActionReading:
    """An action, the claims on its words and the issues met."""

    action: Action
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]


def read_action(
    row: AnnexRow,
    cells: Cells,
    *,
    objectives: Sequence[StrategicObjective],
    column_order: ColumnOrder,
    grammar: Grammar,
) -> ActionReading:
    """The action of one row from its cells."""
    collector = Collector(grammar, f"action/{row.value}/", f"action {row.value}", row.number.span)
    collector.claim((row.number.span,), "number")
    for label in row.labels:
        collector.claim(spans_of(label.lines), f"heading/{label.column}")
    title = scan_cell(cells.cell(TITLE), TITLE, collector)
    assigned = _objectives(cells, objectives, collector)
    indicators = tuple(
        _indicator(*numbered, collector) for numbered in enumerate(_items(cells, INDICATORS, collector), 1)
    )
    outcomes = tuple(_outcome(*numbered, collector) for numbered in enumerate(_items(cells, OUTCOMES, collector), 1))
    parties = _parties(cells, collector)
    terms = _terms(cells, collector)
    lead, start = read_lead(cells.cell(LEAD), collector), read_start(cells.cell(START), collector)
    status, timetable = (scan_cell(cells.cell(name), name, collector) for name in (STATUS, TIMETABLE))
    note_faults(row, cells, column_order, collector)
    own = (*cell_statements(lead, start, status[1] if status else None), *timetable_statements(timetable, collector))
    products = [mention for indicator in indicators for mention in indicator.products]
    action = Action(
        number=row.value,
        number_passage=Passage(row.value, (row.number.span,)),
        title=title[1] if title else None,
        objectives=assigned,
        indicators=indicators,
        outcomes=outcomes,
        parties=parties,
        terms=terms,
        mentions=collector.mentions,
        statements=(*product_statements(products), *_statements(own, collector)),
        whole=Span(row.lines[0].span.start, row.lines[-1].span.end),
        lead=lead,
        start=start,
        status=status[1] if status else None,
        timetable=timetable[1] if timetable else None,
    )
    return ActionReading(action, tuple(collector.claims), tuple(collector.issues))


def _statements(own: Sequence[Statement], collector: Collector) -> tuple[Statement, ...]:
    """Statements of cells, and those found in the row's words; of two with the same words that of the cell counts."""
    taken = {each.passage.spans for each in own}
    return (*own, *(each for each in collector.statements if each.passage.spans not in taken))


def _objectives(
    cells: Cells, objectives: Sequence[StrategicObjective], collector: Collector
) -> tuple[ObjectiveAssignment, ...]:
    cell = cells.cell(OBJECTIVES)
    entries = items_of(cell, grammar=collector.grammar)
    meant = [match_objective(entry.value.text, objectives) for entry in entries.items]
    own = [each.objective for each in meant]
    if own != [entry.printed_number for entry in entries.items]:  # some plans print an objective's own number
        _note_numbering(entries, OBJECTIVES, collector)
    _note_doubt(entries, OBJECTIVES, collector)
    assigned = []
    for position, (entry, means) in enumerate(zip(entries.items, meant, strict=True), 1):
        _scan_entry(entry, f"objective/{position}", collector)
        if means.rival is not None:
            message = f"“{entry.value.text}” may be of objective {means.rival}, too"
            collector.issue("objective-ambiguous", message, entry.value.spans[0], severity="note")
        if means.objective is None:
            message = f"“{entry.value.text}” words none of the strategic objectives"
            # other words stand between the pieces of a cell that was parted from another
            place = entry.value.spans[0] if entry.value.rule else _whole(entry.value.spans)
            collector.issue("objective-in-free-text", message, place, severity="note")
        assigned.append(
            ObjectiveAssignment(position, entry.printed_number, entry.value, means.objective, means.whole, means.score)
        )
    worded = [each.objective for each in assigned]
    if None in worded and any(worded):
        message = f"the column “{OBJECTIVES}” words objectives of the plan and others; some may be of another column"
        collector.issue("objectives-mixed", message, collector.head, severity="note")
    return tuple(assigned)


def _items(cells: Cells, column: str, collector: Collector) -> tuple[CellItem, ...]:
    """The items of a cell; printed numbers that do not count 1, 2, 3 … are an issue."""
    entries = items_of(cells.cell(column), grammar=collector.grammar)
    _note_numbering(entries, column, collector)
    _note_doubt(entries, column, collector)
    return entries.items


def _note_numbering(entries: CellItems, column: str, collector: Collector) -> None:
    items = entries.items
    places = [item.mark.place if item.mark else None for item in items]
    if items and places not in ([None] * len(items), list(range(1, len(items) + 1))):
        message = f"the column “{column}” prints its items as {places}"
        collector.issue("numbering", message, _whole_of(items))


def _note_doubt(entries: CellItems, column: str, collector: Collector) -> None:
    items = entries.items
    if len(items) > 1 and entries.divided_by == BY_STOP:
        message = f"nothing but stops and capitals parts the items of the column “{column}”"
        collector.issue("items-by-stops", message, _whole_of(items), severity="note")
    for item in items:
        _note_mark(item.value, collector)
    if entries.doubtful or any(_SENTENCES.search(item.value.text) for item in items):
        message = f"an item of the column “{column}” may be several: no mark or stop tells"
        for place in (_whole_of(items), collector.head):
            collector.issue("items-undivided", message, place, severity="note")


def _note_mark(value: Passage, collector: Collector) -> None:
    """Note a sign before the words of an entry that may be a mark which is not known."""
    mark = unknown_mark(value.text)
    if mark is not None:
        collector.issue(
            "mark-not-understood", f"“{mark}” may be the mark of an item and was read as a word", _whole(value.spans)
        )


def _whole_of(items: Sequence[CellItem]) -> Span:
    return _whole([span for item in items for span in item.value.spans])


def _whole(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _scan_entry(entry: CellItem, part: str, collector: Collector) -> Scan:
    collector.claim(entry.value.spans, part)
    return collector.scan(entry.flow, part)


def _indicator(position: int, entry: CellItem, collector: Collector) -> Indicator:
    """An indicator with the strongest decision its words expect: to adopt, to approve, or only to receive."""
    scan = _scan_entry(entry, f"indicator/{position}", collector)
    products: list[tuple[int, Mention]] = []
    for product in collector.grammar.profile.products:
        for match in scan.phrases.all(product.forms):
            printed = scan.flow.passage(match.start, match.end)
            products.append((match.start, Mention(product.slug, "concept", printed, scan.field)))
    indicator = Indicator(
        position=position,
        printed_number=entry.printed_number,
        text=entry.value,
        products=tuple(mention for _, mention in sorted(products, key=lambda product: product[0])),
    )
    for decision in collector.grammar.profile.decisions:
        found = scan.phrases.first(decision.forms)
        if found is not None:
            return Indicator(
                position=position,
                printed_number=entry.printed_number,
                text=entry.value,
                decision=decision.slug,
                decision_by=found.slots["agent"].target,
                decision_passage=scan.flow.passage(found.start, found.end),
                products=indicator.products,
            )
    named = [mention.printed.text for mention in scan.mentions if mention.kind == "organisation"]
    signs = [
        word for word in re.findall(r"\w+", scan.phrases.small) if word in collector.grammar.profile.decision_signs
    ]
    if named or signs:
        message = f"no decision is understood that the indicator may expect ({', '.join([*named, *signs])})"
        collector.issue("decision-not-understood", message, _whole(entry.value.spans), severity="note")
    return indicator


def _outcome(position: int, entry: CellItem, collector: Collector) -> Outcome:
    _scan_entry(entry, f"outcome/{position}", collector)
    return Outcome(position, entry.printed_number, entry.value)


def _parties(cells: Cells, collector: Collector) -> tuple[PartyInvolvement, ...]:
    if cells.marks:
        collector.claim([mark.span for mark in cells.marks], "list-mark")
        message = "the list marks of the parties collapsed; entries are told apart by their commas"
        collector.issue("list-marks-collapsed", message, cells.marks[0].span, severity="note")
    involvements = []
    strange = False
    for position, entry in enumerate(
        parties_of(cells.cell(PARTIES), collapsed=bool(cells.marks), grammar=collector.grammar), 1
    ):
        scan = _scan_entry(entry, f"party/{position}", collector)
        leaves = _leaves(scan, words=collector.grammar.profile.legibility.long_words)
        involvements.append(PartyInvolvement(position, entry.value, leaves))
        _note_mark(entry.value, collector)
        unknown = _unknown_words(scan, start=entry.start, glue=collector.grammar.profile.party_glue)
        if unknown or not leaves:
            message = f"no known party is named by “{' '.join(unknown) or entry.value.text}”"
            collector.issue("unknown-party", message, _whole(entry.value.spans))
        strange = strange or len(unknown) >= _MANY
    if strange:
        place = Span(cells.cell(PARTIES).lines[0].span.start, cells.cell(PARTIES).lines[-1].span.end)
        for each in (place, collector.head):
            collector.issue("cell-suspect", "the cell of “parties” shows signs of words of another column", each)
    return tuple(involvements)


def _leaves(scan: Scan, *, words: Collection[str]) -> tuple[Mention, ...]:
    """The known parties that an entry names, each once.

    What is a group or one of the `words` of the language may be part of another name: "Danube Commission".
    """
    named = [found for found in scan.names if found.name.kind in _PARTY_KINDS]
    ends = {found.end for found in named}
    leaves: list[Mention] = []
    for found in named:
        before = re.search(r"([^\W\d_]+) $", scan.flow.text[: found.start])
        is_word = found.name.kind == _GROUP or scan.flow.text[found.start : found.end].lower() in words
        ends_other = before is not None and before[1][0].isupper() and before.end(1) not in ends
        begins_other = re.match(r" (?:of|for) [A-Z]", scan.flow.text[found.end :]) is not None
        mention = None if is_word and (ends_other or begins_other) else scan.mention_at(found.start)
        if mention is not None and mention.target not in {leaf.target for leaf in leaves}:
            leaves.append(mention)
    return tuple(leaves)


def _unknown_words(scan: Scan, *, start: int, glue: Sequence[str]) -> list[str]:
    """Words of an entry behind its mark that belong to no known name and are not mere glue ("including", "etc.")."""
    named = [(found.start, found.end) for found in scan.names]
    words = re.compile(r"\w+").finditer(scan.flow.text, start)
    return [
        word.group()
        for word in words
        if word.group().casefold() not in glue and not any(s <= word.start() < e for s, e in named)
    ]


def _terms(cells: Cells, collector: Collector) -> TermsOfReference | None:
    spans = cells.cell(collector.grammar.profile.box.name).spans
    if not spans:
        return None
    collector.claim(spans, "terms-of-reference")
    scan = collector.scan(collector.grammar.flow(spans), "terms-of-reference")
    profile = collector.grammar.profile
    punctuation = Punctuation.of(scan.flow.text, words=profile.words)
    references = actions_in(scan, punctuation, profile=profile)
    for found in references:
        if found.record.plan is None and "." not in found.record.number:
            message = f"“{found.record.printed.text}” is of a plan that the text does not name"
            collector.issue("action-of-no-plan", message, found.record.printed.spans[0])
    _note_numbers(scan, references, collector)
    citations = citations_in(scan, punctuation, profile=profile, actions=references)
    return TermsOfReference(scan.flow.whole(), citations, tuple(found.record for found in references))


def _note_numbers(scan: Scan, references: Sequence[FoundAction], collector: Collector) -> None:
    """Notes on numbers that look like those of actions or documents and were read as neither ("point 3.3(q)")."""
    understood = [*scan.references.places, *((found.start, found.end) for found in references)]
    understood += [(warning.start, warning.end) for warning in scan.references.warnings]  # told already
    for number in re.finditer(r"(?<![\w./])(?:\d{1,2}\.\d{1,2}|\d{3,5}/\d[\d/]*)(?![\d/]|\.\d)", scan.flow.text):
        if not any(start <= number.start() < end for start, end in understood):
            place = scan.flow.spans(number.start(), number.end())[0]
            message = f"the number “{number.group()}” is neither an action's nor a document's"
            collector.issue("number-not-understood", message, place, severity="note")
