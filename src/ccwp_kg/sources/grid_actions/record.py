"""One action as its cells are met in a grid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ccwp_kg.rdf.terms.iris import slug
from ccwp_kg.sources.grid.grid import GridCell
from ccwp_kg.sources.grid.headings import group_head
from ccwp_kg.sources.layout.action_numbers import Number, end_with_dash
from ccwp_kg.sources.layout.headings import NUMBER, Label, Labels, joined
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.table.cell_features import LEAD, OBJECTIVES, PARTIES, TITLE
from ccwp_kg.sources.table.items import lines_of
from ccwp_kg.sources.table.parted_headings import PartedCell, headed_parts, parted_cell
from ccwp_kg.sources.table.rows import AnnexRow

Row = tuple[bool, Sequence[GridCell]]
"""The cells of a row, behind whether it consists of headings."""
_SECOND, _FEW_WORDS = 500, 4
"""The place of the second part of a column from that of the first; the words of a heading not known, at most."""
_GROUP = -2
"""The place of what a group of actions pursues among the columns of each."""
UNRULED = frozenset(("alignment", "columns", "running"))
"""The front ends of tables without rules, in which nothing tells where a cell ends."""
DELIMITED = "delimiters"
"""The front end of tables that print the lower part of a merged cell as an empty one."""
_NOTHING = frozenset(("-", "–", "—", "--", "---", "/", "n/a", "N/A", "n.a."))
"""What stands alone in a cell that says nothing."""


@dataclass(slots=True)
class Record:
    """One action: its number, and its columns as they are met, each with its heading, its role and its lines.

    `number` is the line of its number and `value` that number; both are None in a table without numbers.
    """

    number: TextLine | None
    value: str | None
    word: TextLine | None = None
    """The word of the number, where it stands by itself."""
    columns: dict[int, tuple[Label, list[TextLine]]] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    loose: list[TextLine] = field(default_factory=list)
    drawn: list[TextLine] = field(default_factory=list)
    suspect: list[str] = field(default_factory=list)
    """The columns whose words may be another's."""
    steps: list[dict[int, tuple[Label, list[TextLine]]]] = field(default_factory=list)
    """The columns of each step of the action."""
    apart: list[TextLine] = field(default_factory=list)
    """Lines that stand elsewhere, as its box does behind the table under its number."""
    unsure: list[tuple[int, int]] = field(default_factory=list)
    """The steps and columns of cells whose words may be another's."""
    doubts: list[tuple[str, TextLine]] = field(default_factory=list)
    """What is not certain of the row: a sentence and its place each."""
    dashed: set[int] = field(default_factory=set)
    """The places of cells that a dash fills."""
    covered: dict[str, list[TextLine]] = field(default_factory=dict)
    """Columns whose cell is empty, or part of one above: the words of that."""

    @property
    def held(self) -> Iterator[TextLine]:
        """The lines of all cells."""
        return (line for row in (self.columns, *self.steps) for _, lines in row.values() for line in lines)

    @property
    def names(self) -> set[str]:
        """The names of the columns that hold words."""
        return {label.column for label, lines in self.columns.values() if lines}

    @property
    def title(self) -> str:
        """Its title in one line."""
        return " ".join(line.text for label, lines in self.columns.values() if label.column == TITLE for line in lines)

    def repeats(self, number: Number | None, lines: Sequence[TextLine]) -> bool:
        """Whether lines are its number once more, alone or with its title, as a page repeats the heading of a sheet."""
        words = " ".join(line.text for line in lines)
        rest = words[end_with_dash(number, words) :].strip() if number is not None else None
        return number is not None and number.value == self.value and rest in ("", self.title)

    def only_counts(self, behind: Record) -> bool:
        """Whether it has a figure and nothing else, and the one behind it a number of parts or behind a heading."""
        if self.value is None or behind.number is None or behind.value is None or self.columns or self.labels:
            return False
        is_labelled = any(label.lines and label.lines[0].span < behind.number.span for label in behind.labels[:1])
        return is_labelled or (self.value.isdigit() and not behind.value.isdigit())

    @property
    def lines(self) -> Sequence[TextLine]:
        """All that is printed for it."""
        heads = [line for label in self.labels for line in label.lines]
        every = [*filter(None, [self.number, self.word]), *self.held, *heads, *self.drawn, *self.loose]
        apart = {line.span for line in self.apart}
        return sorted((line for line in every if line.span not in apart), key=lambda line: line.span)

    def row(self) -> AnnexRow:
        """All that is printed for it, from its first to its last character."""
        lines = self.lines
        last = max(lines, key=lambda line: line.span.end)
        labels, ends, doubts = tuple(self.labels), (lines[0], last), tuple(self.doubts)
        return AnnexRow(self.number, self.value, labels, (), ends, self.word, doubts)

    def join(self, other: Record) -> None:
        """Take over the columns that another table has for the same number."""
        first = 1 + max((*self.columns, 0))
        self.columns |= {first + at: column for at, column in enumerate(other.columns.values())}
        numbers = [*filter(None, [other.number])]
        self.apart += [*numbers, *other.held, *other.loose, *other.drawn]
        self.drawn += other.drawn
        self.loose += other.loose
        self.suspect += other.suspect
        self.labels += other.labels
        self.apart += [line for label in other.labels for line in label.lines]
        name = next((label.column for label, _ in other.columns.values()), NUMBER)
        self.labels.append(Label(name, tuple(numbers)))

    def takes_entry(self, entry: Record) -> bool:
        """Take over its entry in an index above: its title, and cells that it has, too, or lacks. False for others."""
        own = {label.column: joined(lines) for label, lines in self.columns.values() if lines}
        cells = [(label, lines) for label, lines in entry.columns.values() if lines]
        are_own = all(own.get(label.column, joined(lines)) == joined(lines) for label, lines in cells)
        if not (are_own and entry.title == self.title != "" and len(entry.columns) < len(self.columns)):
            return False
        lacking = [(label, lines) for label, lines in cells if label.column not in own]
        self.columns |= dict(enumerate(lacking, 1 + max(self.columns)))
        known = [line for label, lines in cells if label.column in own for line in lines]
        self.drawn += [*filter(None, [entry.number]), *known, *entry.drawn]
        self.apart += [*filter(None, [entry.number]), *entry.held, *entry.drawn]
        return True

    def labelled_line(
        self, lines: Sequence[TextLine], current: tuple[int, Label] | None, labels: Labels
    ) -> tuple[Label, list[TextLine]] | None:
        """The heading and a colon with which a line begins, and its cell; one not known stands behind another such."""
        head, colon, rest = lines[0].text.partition(":")
        is_behind = current is not None and joined(current[1].lines).endswith(":")
        column = labels.column(head)
        may = column not in self.names if column else is_behind and rest and len(head.split()) <= _FEW_WORDS
        label = Label(column or slug(head), (lines[0].part(0, len(head) + 1),))
        cell = [*lines[0].behind(len(head) + 1), *lines[1:]]
        return (label, cell) if may and colon and head[:1].isupper() else None

    def goes_on_with_title(self, lines: Sequence[TextLine]) -> bool:
        """Add lines in small letters to its title, where it has nothing else yet; False for any others."""
        label, held = next(iter(self.columns.values()), (None, []))
        goes_on = len(self.columns) == 1 and label is not None and label.column == TITLE and lines[0].text[0].islower()
        held += lines if goes_on and not self.labels else []
        return goes_on and not self.labels

    def put_parts(self, at: int, pair: tuple[Label, Label], parted: PartedCell) -> None:
        """Add the two parts of a cell to the columns that its two headings name."""
        for place, label, lines in zip((at, at + _SECOND), pair, parted.parts, strict=True):
            self.put(place, label, lines)
        self.labels += parted.heads
        self.drawn += parted.slash
        self.suspect += [label.column for label in pair if parted.is_whole]

    def put(self, at: int, label: Label, lines: Sequence[TextLine]) -> None:
        """Add lines to the column at a place; without lines, or with a dash alone, its cell is printed and empty."""
        if len(lines) == 1 and lines[0].text in _NOTHING:
            self.drawn += lines
            self.dashed.add(at)
            lines = []
        self.columns.setdefault(at, (label, []))[1].extend(lines)


@dataclass(frozen=True, slots=True)
class Group:
    """What the actions below a row pursue, which has no other words: "Objective 1: To find parcels"."""

    label: Label
    lines: tuple[TextLine, ...]

    def give(self, record: Record) -> None:
        """Let an action have the words; they stand apart from its own."""
        record.put(_GROUP, self.label, self.lines)
        record.apart += self.lines


def cover(records: Sequence[Record], *, made_by: str) -> None:
    """Note cells that a cell above may go over.

    In a table without rules all below it are not known to be empty, and in one with rules those at the head of a page.
    Between delimiters they count as empty.
    """
    delimited = made_by == DELIMITED
    above: dict[str, list[TextLine]] = {}
    page = 0
    for record in records:
        pages = [line.page for line in filter(None, [record.number, *record.held]) if line not in record.apart]
        begins_page, page = min(pages, default=page) > page, max(pages, default=page)
        may_go_over = begins_page or delimited or made_by in UNRULED
        for at, (label, lines) in record.columns.items():
            own = [line for line in lines if line not in record.apart]
            if lines or at in record.dashed or label.column == TITLE:
                above[label.column] = own
            elif (words := above.get(label.column)) and may_go_over and label not in record.labels:
                if label.column in record.covered:
                    continue
                if not delimited:
                    record.covered[label.column] = words
                message = f"“{joined(words[:1])}” in a row above may go over its empty cell of “{label.column}”"
                record.doubts.append((message, record.number or next(record.held)))


def part_cells(records: Sequence[Record], labels: Labels, *, profile: Profile) -> None:
    """Part cells by the headings that they print before their words: "Objectives: … Indicators: …"."""
    for record in records:
        for at, (label, lines) in [*record.columns.items()]:
            names = {each.column for place, (each, held) in record.columns.items() if held and place != at}
            parts = headed_parts(lines, labels) if label.column != profile.box.name else ()
            own = {head.column for head, _ in parts}
            if len(own) > 1 and own != {LEAD, PARTIES} and names.isdisjoint(own):
                del record.columns[at]
                record.labels += (head for head, _ in parts)
                for place, (head, part) in enumerate(parts):
                    record.put(at + place * _SECOND, head, lines_of(part, marks=profile.layout.list_marks))
            elif label.column in (LEAD, PARTIES):
                _part_inside(record, at, labels)


def _part_inside(record: Record, at: int, labels: Labels) -> None:
    """Part the cell of a lead or of parties that prints the heading of the other before its words.

    So “FR / Co-leaders: BE” under “Lead” names one who leads and one who takes part.
    """
    label, lines = record.columns[at]
    beside = PARTIES if label.column == LEAD else LEAD
    parted = parted_cell(lines, (label, Label(beside, ())), labels)
    if parted.heads:
        other = next((head for head in parted.heads if head.column == beside), label)
        record.columns[at] = (label, [])
        record.put_parts(at, (label, other), parted)


def group_in(lines: Sequence[TextLine], labels: Labels) -> Group | None:
    """What the actions below some lines pursue; None where these do not begin with a heading of objectives."""
    end = group_head(lines[0].text, labels)
    own = (*lines[0].behind(end), *lines[1:])
    return Group(Label(OBJECTIVES, (lines[0].part(0, end),)), own) if end and own else None


def group_below(rows: Iterable[Row], group_of: Callable[[Sequence[GridCell]], Group | None]) -> Sequence[Row]:
    """The rows of a grid, of which one right above the first headings comes behind these if it is a group's."""
    found = [*rows]
    first = next((at for at, (is_head, _) in enumerate(found) if is_head), 0)
    if first and group_of(found[first - 1][1]) is not None:
        behind = next((at for at, (is_head, _) in enumerate(found) if at > first and not is_head), len(found))
        found.insert(behind - 1, found.pop(first - 1))
    return found


def of_another_plan(records: Sequence[Record], ordinal: int | None) -> Sequence[Record]:
    """The rows numbered after another plan, under headings of which the rows of the plan lack one: a table of those."""
    firsts = [(record.value or "").partition(".")[::2] for record in records]
    own = [bool(rest) and first == str(ordinal) for first, rest in firsts]
    heads = [{joined(label.lines) for label, _ in record.columns.values()} - {""} for record in records]
    known = set[str]().union(*(each for each, is_own in zip(heads, own, strict=True) if is_own))
    every = zip(records, firsts, heads, strict=True) if any(own) else ()
    return [record for record, (first, rest), each in every if rest and first != str(ordinal) and each - known]


def by_number(records: Sequence[Record]) -> list[Record]:
    """The records; one to whose number another table gives further columns is one with those.

    A number alone above a sheet that tells its own only counts sheets.
    """
    found: dict[str | None, Record] = {}
    joined: list[Record] = []
    for record, behind in zip(records, [*records[1:], None], strict=True):
        if behind is not None and record.only_counts(behind):
            behind.drawn += filter(None, [record.number])
            continue
        first = found.setdefault(record.value, record) if record.value is not None else record
        if first is not record and not first.names & record.names and not record.steps:
            first.join(record)
        elif first is not record and record.takes_entry(first):
            joined = [each for each in joined if each is not first] + [record]
            found[record.value] = record
        else:
            joined.append(record)
    return joined
