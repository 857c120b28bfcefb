"""Divides a cell into its items, with or without marks, and the parties' cell into its entries."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.profile.forms import forms_of
from ccwp_kg.sources.recognition.names import FoundName
from ccwp_kg.sources.recognition.scan import STATE, Grammar
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.records.source_text import Span
from ccwp_kg.sources.table.cells import UNKNOWN, Cell
from ccwp_kg.sources.text.flow import Flow
from ccwp_kg.sources.text.list_marks import ItemMark, goes_on, item_mark, list_mark, without_closing
from ccwp_kg.sources.text.patterns import any_of

_CLOSING, _STOP = "closing", "stop"
_ACRONYM = re.compile(r"(?=(?:[a-z-]*[A-Z]){2})[A-Za-z-]{3,12}(?:\([A-Z]\)|\.[a-z]{2,4})?[.]?")
NAMED = frozenset({"organisation", "group", STATE})
"""The kinds of names that are entries of their own in a line each."""
_SEMICOLON = re.compile(r";(?= \S)(?![^(]*\))")
_CODE = re.compile(r"(?<!\w)[A-Z]{2}(?!\w)")
"""The code of a state."""
_BRACKET = re.compile(r"(?: \([^()]*\))?$")


@dataclass(frozen=True, slots=True)
class CellItem:
    """One item of a cell: its printed mark, its running text with the mark, and its value.

    `start` is where its own words begin in the running text, behind a mark of any kind.
    """

    mark: ItemMark | None
    start: int
    flow: Flow
    value: Passage

    @property
    def printed_number(self) -> int | None:
        """The number printed before the item, or None for no mark, a letter or a Roman figure."""
        return self.mark.place if self.mark and "1" in self.mark.form else None

    @property
    def whole(self) -> Span:
        """The span from its first to its last character."""
        return Span(min(span.start for span in self.value.spans), max(span.end for span in self.value.spans))


@dataclass(frozen=True, slots=True)
class CellItems:
    """The items of a cell. `by_stops` says that no mark or semicolon divides some of them, but a mere stop.

    `by_semicolons` says that some begin with a small letter behind a semicolon. `doubtful` says that an item may be
    several: a line ends early and the next one begins with a capital, a mark inside does not continue the count, or a
    semicolon stands before a clause.
    """

    items: tuple[CellItem, ...]
    by_stops: bool = False
    doubtful: bool = False
    by_semicolons: bool = False

    @property
    def whole(self) -> Span:
        """The span from the first to the last character of all items."""
        return Span(min(item.whole.start for item in self.items), max(item.whole.end for item in self.items))


def items_of(cell: Cell, *, grammar: Grammar) -> CellItems:
    """The items of a cell.

    An item begins with its number, letter or list mark. If no marks are printed, it ends with a line that closes it,
    and the next line begins with a capital; a paragraph that begins so is an item, or each one behind a blank line.
    """
    if not cell.lines:
        return CellItems(())
    form = _form(cell.lines)
    bullet = list_mark(cell.lines[0].text, grammar.profile.layout.list_marks)
    groups: list[list[TextLine]] = [[cell.lines[0]]]
    width = max(len(line.text) for line in cell.lines)
    each_marked = form is not None and all(item_mark(line.text, form) for line in cell.lines)
    by_stops, doubtful = False, bullet is not None and _holds(cell.lines[0], bullet)
    unclosed = cell.lines[-1].text[-1] not in grammar.profile.layout.closing
    for before, line in zip(cell.lines, cell.lines[1:], strict=False):
        last = before.text.rpartition(" ")[2]
        is_open = last in grammar.profile.words.linking
        if form:
            opens = each_marked or _opens(before, line, groups, form, grammar=grammar)
            doubtful |= not opens and item_mark(line.text, form) is not None
        elif bullet:
            opens = list_mark(line.text, (bullet,)) is not None
            doubtful |= _holds(line, bullet)
        elif cell.by_paragraphs and line.block not in (before.block, UNKNOWN):
            opens = not goes_on(line.text) and (not is_open or last in grammar.profile.layout.connectors)
        else:
            closing = _closes(before, line, grammar=grammar)
            parted = cell.by_blank_lines and not is_open and before.page == line.page and before.block != line.block
            opens = bool(closing) or parted
            first = line.text.split(maxsplit=1)[0]
            fits = len(before.text) + 1 + len(first) <= width or (unclosed and not first.isupper())
            listed = list_mark(line.text, grammar.profile.layout.list_marks) is not None
            may_part = before.text[-1] == "," or fits
            doubtful |= listed or (not opens and may_part and line.text[0].isupper())
            by_stops |= closing == _STOP
        if opens:
            groups.append([line])
        else:
            groups[-1].append(line)
    items = [_item(cell.part(group), form, grammar=grammar) for group in groups]
    every = [part for item in items for part in (_at_semicolons(item, cell, grammar=grammar) or [item])]
    doubtful |= cell.at_semicolons and any(_SEMICOLON.search(item.flow.text) for item in every)
    return CellItems(tuple(every), by_stops, doubtful, by_semicolons=len(every) > len(items))


def _holds(line: TextLine, bullet: str) -> bool:
    """Whether a line has a list mark before a capital inside it."""
    return any(rest[:1].isupper() for rest in line.text.split(f" {bullet} ")[1:])


def _at_semicolons(item: CellItem, cell: Cell, *, grammar: Grammar) -> list[CellItem]:
    """The items that an item without a mark holds between semicolons; none where one of them is a clause."""
    flow, layout = item.flow, grammar.profile.layout
    ends = [found.start() + 1 for found in _SEMICOLON.finditer(flow.text)] if cell.at_semicolons else []
    if not ends:
        return []
    parts = [grammar.flow(flow.spans(*each), skip=cell.dividing) for each in pairwise((0, *ends, len(flow.text)))]
    joins = re.compile(rf"(?:{any_of(layout.connectors)}) ")
    starts = [join.end() if (join := joins.match(part.text)) is not None else 0 for part in parts]
    clause = re.compile(
        rf"(?:{any_of(layout.clause_opens)})(?!\w)|.*(?<!\w)(?:{any_of(grammar.profile.cover.verbs)})(?!\w)"
    )
    if any(clause.match(part.text, start) for part, start in zip(parts, starts, strict=True)):
        return []
    values = (
        item_value(part, start, grammar=grammar, rule=cell.rule) for part, start in zip(parts, starts, strict=True)
    )
    return [CellItem(None, *each) for each in zip(starts, parts, values, strict=True)]


def _form(lines: Sequence[TextLine]) -> str | None:
    """The form of the items' marks: that of the first line, or of a "(1)" later on."""
    first = item_mark(lines[0].text)
    if first is not None:
        return first.form
    marks = (item_mark(line.text) for line in lines[1:])
    return next((mark.form for mark in marks if mark is not None and mark.place == 1 and mark.form == "(1)"), None)


def _opens(
    before: TextLine, line: TextLine, groups: Sequence[Sequence[TextLine]], form: str, *, grammar: Grammar
) -> bool:
    """Whether a line's mark opens an item: any number in brackets, or one of the next three of the count.

    Behind a closed item also an unused number before a capital, in brackets behind any item.
    """
    mark = item_mark(line.text, form)
    if mark is None:
        return False
    places = (own.place for group in reversed(groups) if (own := item_mark(group[0].text, form)))
    last = next(places, None)
    if form == "(1)" or last is None or last < mark.place <= last + 3:
        return True
    may_open = form[0] == "(" or before.text[-1] in grammar.profile.layout.closing
    return may_open and mark.place not in {last, *places} and line.text[mark.end :].strip()[:1].isupper()


def _closes(before: TextLine, line: TextLine, *, grammar: Grammar) -> str:
    """What ends an item between two lines: a semicolon, a stop, or a comma before no name. Empty if nothing does."""
    end, first = before.text[-1], line.text.split()[0].strip("“‘\"'(")
    if not first[:1].isupper() or end not in ";.,":
        return ""
    if end == ";":
        return _CLOSING
    dotted = any(before.text[:-1].endswith(word) for word in grammar.profile.words.dotted)
    name = end == "," and (first.isupper() or first.lower().strip(".,;") not in grammar.hyphens.vocabulary)
    return "" if dotted or name else _STOP


def _item(part: Cell, form: str | None, *, grammar: Grammar) -> CellItem:
    flow = grammar.flow(part.spans, skip=part.dividing)
    mark = item_mark(flow.text, form) if form else None
    bullet = None if form else list_mark(flow.text, grammar.profile.layout.list_marks)
    start = mark.end if mark else len(bullet or "")
    if start == len(flow.text):  # a mark without words is all that is printed
        mark, start = None, 0
    return CellItem(mark, start, flow, item_value(flow, start, grammar=grammar, rule=part.rule))


def item_value(flow: Flow, start: int, *, grammar: Grammar, rule: str | None = None) -> Passage:
    """The value of an item: its words from `start` on, without the mark that closes it. Its spans hold all of it."""
    text = without_closing(
        flow.text[start:].strip(), closing=grammar.profile.layout.closing, dotted=grammar.profile.words.dotted
    )
    return flow.passage(0, len(flow.text), text=text, rule=rule)


def parties_of(cell: Cell, *, grammar: Grammar) -> tuple[CellItem, ...]:
    """The entries of the parties' cell: one for each mark, or if no marks are printed, between commas.

    No paragraph begins inside a known name.
    """
    if not cell.lines:
        return ()
    marks = grammar.profile.layout.list_marks
    if list_mark(cell.lines[0].text, marks) or item_mark(cell.lines[0].text):
        return items_of(cell, grammar=grammar).items
    entries = items_of(cell, grammar=grammar).items if cell.by_paragraphs else ()
    whole = grammar.flow(cell.spans, skip=cell.dividing)
    names = grammar.finder.find(whole.text)
    starts = [whole.index(entry.flow.offsets[0]) for entry in entries] or [0]
    opens = {0, *(at for at in starts if not any(name.start < at < name.end for name in names))}
    bounds = pairwise((*sorted(opens), len(whole.text)))
    flows = [grammar.flow(whole.spans(*each), skip=cell.dividing) for each in bounds]
    return tuple(entry for flow in flows for entry in _between_commas(flow, cell, grammar=grammar))


def _between_commas(flow: Flow, cell: Cell, *, grammar: Grammar) -> tuple[CellItem, ...]:
    """Entries that a comma or semicolon outside brackets closes. The closing mark belongs to its entry.

    A line that begins with a known name, or its article, behind another one or a bracket begins an entry, too; so does
    one in capitals below an acronym or a bracket that closes its line, and one that is an acronym as others are.
    """
    entries: list[CellItem] = []
    names = [found for found in grammar.finder.find(flow.text) if found.name.kind in NAMED]
    ends = {found.end for found in names}
    lines = (flow.index(line.span.start) for line in cell.lines if line.span.start in flow.offsets)
    opened = [at for at in lines if at - 1 in ends or flow.text[at - 2 : at] == ") "]
    articles = {*grammar.profile.party_stop_words, ""} - {*grammar.profile.words.joined}
    begins = {
        at for at in opened for name in names if at <= name.start and flow.text[at : name.start].strip() in articles
    }
    acronyms = [_ACRONYM.fullmatch(line.text) is not None for line in cell.lines]
    behind = forms_of(grammar.profile.party_links, "behind")
    for above, own, line in zip(acronyms, acronyms[1:], cell.lines[1:], strict=False):
        at = flow.index(line.span.start) if line.span.start in flow.offsets else -1
        below = (above and line.text not in behind) or (at in opened and flow.text[at - 2] == ")")
        is_apart = (below and line.text[0].isupper()) or (own and (sum(acronyms) > 1 or at in opened))
        if is_apart and not any(name.start < at < name.end for name in names):
            begins.add(at)
    joins = re.compile(rf"(?:{any_of(grammar.profile.party_joins)}) ")
    begins |= _joined(flow.text, names, begins, joins)
    start = depth = 0
    for place, char in enumerate(flow.text):
        depth += {"(": 1, ")": -1}.get(char, 0)
        last = place == len(flow.text) - 1
        parted = not last and flow.text[place + 1] == " " and (char in ",;" or place + 2 in begins)
        if last or (parted and depth == 0):
            part = grammar.flow(flow.spans(start, place + 1), skip=cell.dividing)
            join = joins.match(part.text)
            words = join.end() if join is not None else 0
            entries.append(CellItem(None, words, part, item_value(part, words, grammar=grammar, rule=cell.rule)))
            start = place + 2
    return tuple(entries)


def _joined(text: str, names: Sequence[FoundName], begins: Collection[int], joins: re.Pattern[str]) -> set[int]:
    """Where a word joins two states or bodies, each of which is a whole name: "SI and UK", "Spain & Malta".

    No word inside a name joins, nor does one beside a name that other words belong to: "customs and Europol staff".
    """
    whole = {(name.start, name.end) for name in names if name.name.kind != "group"}
    whole |= {found.span() for found in _CODE.finditer(text)}
    opens = re.compile(rf"(?:^|[,;] |(?<!\w){joins.pattern})(?:the )?$")
    closes = re.compile(rf"\.?$|[,;]|(?: \([^()]*\))? (?:{joins.pattern}|\()| \([^()]*\)(?:$|[,;])")
    found = set[int]()
    for join in re.finditer(rf"(?<= ){joins.pattern}(?:the )?", text):
        left = _BRACKET.search(text[: join.start() - 1])
        end = left.start() if left is not None else 0
        before = any(at == end and (opens.search(text[:start]) or start in begins) for start, at in whole)
        behind = any(at == join.end() and (closes.match(text, end) or end + 1 in begins) for at, end in whole)
        if before and behind and not any(name.start < join.start() < name.end for name in names):
            found.add(join.start())
    return found
