"""Rows of the annex become actions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ccwp_kg.sources.action_references import FoundAction, actions_in
from ccwp_kg.sources.annex import Row
from ccwp_kg.sources.cells import Cells
from ccwp_kg.sources.citations import citations_in
from ccwp_kg.sources.entries import Entry, items_in_pieces, items_of, parties_of, value_of
from ccwp_kg.sources.layout import Line, spans_of
from ccwp_kg.sources.ledger import Ledger
from ccwp_kg.sources.objectives import meant_by
from ccwp_kg.sources.records import (
    Action,
    Claim,
    Indicator,
    Issue,
    Mention,
    ObjectiveAssignment,
    Outcome,
    PartyInvolvement,
    Passage,
    StrategicObjective,
    TermsOfReference,
)
from ccwp_kg.sources.scan import Reader, Scan
from ccwp_kg.sources.statements import product_statements
from ccwp_kg.sources.text import Span
from ccwp_kg.sources.untangle import Untangled

_PARTY_KINDS = frozenset({"organisation", "group"})


@dataclass(frozen=True, slots=True)
class ActionRead:
    """An action, the claims on its words and the issues met."""

    action: Action
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]


def read_action(
    row: Row,
    cells: Cells,
    *,
    untangled: Untangled | None,
    objectives: Sequence[StrategicObjective],
    reader: Reader,
) -> ActionRead:
    """The action of one row. `untangled` holds title and objectives where the row had them in the same lines."""
    ledger = Ledger(reader, f"action/{row.number.text}/", f"action {row.number.text}")
    ledger.claim((row.number.span,), "number")
    for label in row.labels:
        ledger.claim(spans_of(label.lines), f"heading/{label.column}")
    title = _title(cells, untangled, ledger)
    assigned = _objectives(cells, untangled, objectives, ledger)
    indicators = tuple(_indicator(*numbered, ledger) for numbered in enumerate(_items(cells.indicators, ledger), 1))
    outcomes = tuple(_outcome(*numbered, ledger) for numbered in enumerate(_items(cells.outcomes, ledger), 1))
    parties = _parties(cells, ledger)
    terms = _terms(cells, ledger)
    _note_faults(row, cells, untangled, ledger)
    products = [mention for indicator in indicators for mention in indicator.products]
    action = Action(
        number=row.number.text,
        number_passage=Passage(row.number.text, (row.number.span,)),
        title=title,
        objectives=assigned,
        indicators=indicators,
        outcomes=outcomes,
        parties=parties,
        terms=terms,
        mentions=ledger.mentions,
        statements=(*product_statements(products), *ledger.statements),
        whole=Span(row.lines[0].span.start, row.lines[-1].span.end),
    )
    return ActionRead(action, tuple(ledger.claims), tuple(ledger.issues))


def _title(cells: Cells, untangled: Untangled | None, ledger: Ledger) -> Passage | None:
    spans = untangled.title if untangled else spans_of(cells.title)
    if not spans:
        return None
    flow = ledger.reader.flow(spans)
    ledger.claim(spans, "title")
    ledger.scan(flow, "title")
    return value_of(flow, 0, reader=ledger.reader, rule=untangled.rule if untangled else None)


def _objectives(
    cells: Cells, untangled: Untangled | None, objectives: Sequence[StrategicObjective], ledger: Ledger
) -> tuple[ObjectiveAssignment, ...]:
    if untangled:
        entries = items_in_pieces(untangled.objectives, reader=ledger.reader, rule=untangled.rule)
    else:
        entries = _items(cells.objectives, ledger)
    assigned = []
    for position, entry in enumerate(entries, 1):
        _scan_entry(entry, f"objective/{position}", ledger)
        meant = meant_by(entry.value.text, objectives)
        if meant.objective is None:
            message = f"“{entry.value.text}” words none of the strategic objectives"
            ledger.issue("objective-in-free-text", message, entry.value.spans[0], severity="note")
        assigned.append(
            ObjectiveAssignment(position, entry.printed_number, entry.value, meant.objective, meant.whole, meant.score)
        )
    return tuple(assigned)


def _items(lines: Sequence[Line], ledger: Ledger) -> tuple[Entry, ...]:
    """The items of a cell; printed numbers that do not count 1, 2, 3 … are an issue."""
    items = items_of(lines, reader=ledger.reader)
    printed = [item.printed_number for item in items]
    if printed not in ([None], list(range(1, len(items) + 1))):
        ledger.issue("numbering", f"a cell prints its items as {printed}", items[0].value.spans[0])
    return items


def _scan_entry(entry: Entry, part: str, ledger: Ledger) -> Scan:
    ledger.claim(entry.value.spans, part)
    return ledger.scan(entry.flow, part)


def _indicator(position: int, entry: Entry, ledger: Ledger) -> Indicator:
    """An indicator with the strongest decision its words expect: to adopt, to approve, or only to receive."""
    scan = _scan_entry(entry, f"indicator/{position}", ledger)
    products: list[tuple[int, Mention]] = []
    for product in ledger.reader.profile.products:
        for match in scan.phrases.all(product.forms):
            printed = scan.flow.passage(match.start, match.end)
            products.append((match.start, Mention(product.slug, "concept", printed, scan.field)))
    indicator = Indicator(
        position=position,
        printed_number=entry.printed_number,
        text=entry.value,
        products=tuple(mention for _, mention in sorted(products, key=lambda product: product[0])),
    )
    for decision in ledger.reader.profile.decisions:
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
    return indicator


def _outcome(position: int, entry: Entry, ledger: Ledger) -> Outcome:
    _scan_entry(entry, f"outcome/{position}", ledger)
    return Outcome(position, entry.printed_number, entry.value)


def _parties(cells: Cells, ledger: Ledger) -> tuple[PartyInvolvement, ...]:
    if cells.marks:
        ledger.claim([mark.span for mark in cells.marks], "list-mark")
        message = "the list marks of the parties collapsed; entries are told apart by their commas"
        ledger.issue("list-marks-collapsed", message, cells.marks[0].span, severity="note")
    involvements = []
    entries = parties_of(cells.parties, collapsed=bool(cells.marks), reader=ledger.reader)
    for position, entry in enumerate(entries, 1):
        scan = _scan_entry(entry, f"party/{position}", ledger)
        leaves = tuple(mention for mention in scan.mentions if mention.kind in _PARTY_KINDS)
        involvements.append(PartyInvolvement(position, entry.value, leaves))
        unknown = _unknown_words(scan, glue=ledger.reader.profile.party_glue)
        if unknown or not leaves:
            message = f"no known party is named by “{' '.join(unknown) or entry.value.text}”"
            ledger.issue("unknown-party", message, entry.value.spans[0])
    return tuple(involvements)


def _unknown_words(scan: Scan, *, glue: Sequence[str]) -> list[str]:
    """The words of an entry that belong to no known name and are not mere glue ("including", "etc.")."""
    named = [(found.start, found.end) for found in scan.names]
    words = re.finditer(r"\w+", scan.flow.text)
    return [
        word.group()
        for word in words
        if word.group().casefold() not in glue and not any(s <= word.start() < e for s, e in named)
    ]


def _terms(cells: Cells, ledger: Ledger) -> TermsOfReference | None:
    if not cells.box:
        return None
    spans = spans_of(cells.box)
    ledger.claim(spans, "terms-of-reference")
    scan = ledger.scan(ledger.reader.flow(spans), "terms-of-reference")
    profile = ledger.reader.profile
    references = actions_in(scan.flow, profile=profile, documents=scan.documents)
    _note_numbers(scan, references, ledger)
    citations = citations_in(scan.flow, profile=profile, documents=scan.documents, actions=references)
    return TermsOfReference(scan.flow.whole(), citations, tuple(found.record for found in references))


def _note_numbers(scan: Scan, references: Sequence[FoundAction], ledger: Ledger) -> None:
    """Notes on numbers that look like those of actions or documents and were read as neither ("point 3.3(q)")."""
    understood = [*scan.references.places, *((found.start, found.end) for found in references)]
    understood += [(doubt.start, doubt.end) for doubt in scan.references.doubts]  # told already
    for number in re.finditer(r"(?<![\w./])(?:\d{1,2}\.\d{1,2}|\d{3,5}/\d[\d/]*)(?![\d/]|\.\d)", scan.flow.text):
        if not any(start <= number.start() < end for start, end in understood):
            place = scan.flow.spans(number.start(), number.end())[0]
            message = f"the number “{number.group()}” is neither an action's nor a document's"
            ledger.issue("number-not-understood", message, place, severity="note")


def _note_faults(row: Row, cells: Cells, untangled: Untangled | None, ledger: Ledger) -> None:
    """Issues for what the row lacks, has too much of, or had to be decided about."""
    if untangled is not None:
        message = (
            f"title and objectives stood in the same lines; {untangled.rule} parted them (score {untangled.score})"
        )
        ledger.issue("untangled", message, untangled.title[0], severity="note")
    elif row.tangled:
        words = [line for line in row.tangled if line.index != row.number.index]
        ledger.claim(spans_of(words), "undivided")
        message = "title and objectives stand in the same lines and nothing tells them apart"
        ledger.issue("columns-undivided", message, words[0].span)
    for column in cells.missing:
        ledger.issue("cell-missing", f"no cell for the column “{column}”", row.number.span)
    if cells.spare:
        ledger.claim(spans_of(cells.spare), "unassigned")
        ledger.issue("words-unassigned", "more blocks than columns", cells.spare[0].span)
    if not cells.box:
        ledger.issue("terms-missing", "no terms of reference", row.number.span)
