"""Everything that may differ in print between two documents of the family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

TITLE, OBJECTIVES, INDICATORS, OUTCOMES, PARTIES, TERMS = (
    "title",
    "objectives",
    "indicators",
    "outcomes",
    "parties",
    "terms-of-reference",
)
LEAD, START, STATUS, TIMETABLE = "lead", "start", "status", "timetable"
FIVE = (TITLE, OBJECTIVES, INDICATORS, OUTCOMES, PARTIES)

AS_IN_THE_FIFTH: Mapping[str, str] = MappingProxyType(
    {
        TITLE: "Proposed action",
        OBJECTIVES: "Strategic objectives",
        INDICATORS: "Performance indicator",
        OUTCOMES: "Possible outcome(s)",
        PARTIES: "Other concerned parties",
        TERMS: "Terms of reference",
    }
)

_COLUMN_WIDTHS: Mapping[str, int] = MappingProxyType(
    {
        TITLE: 31,
        OBJECTIVES: 33,
        INDICATORS: 34,
        OUTCOMES: 26,
        PARTIES: 18,
        LEAD: 14,
        START: 14,
        STATUS: 14,
        TIMETABLE: 16,
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    """The parts of one row of the annex, in the order of print.

    A part is a cell (`title`), a heading (`#title`), the `number`, two cells in the same lines (`title~objectives`), or
    two parts in one line (`number>title`, `#terms-of-reference>terms-of-reference`). Blank lines stand between parts;
    `+` says that none does. `tangle` is how two cells share their lines (see `tables.tangles`), with the number among
    them if `tangled_number`. `collapsed` is how many list marks of the parties stand by themselves above the names,
    which then have none.
    """

    parts: tuple[str, ...]
    tangle: str = ""
    tangled_number: bool = True
    collapsed: int = 0


BOX = (f"#{TERMS}", "+", TERMS)


def each(columns: Sequence[str], *, box: Sequence[str] = BOX) -> Row:
    """Every heading before its own cell; the number behind the first heading."""
    return some(columns, own=len(columns), box=box)


def some(columns: Sequence[str], *, own: int, box: Sequence[str] = BOX) -> Row:
    """The first `own` headings each before its cell, the others all before their cells; the number behind the first."""
    first, *others = columns
    parts = [part for name in others[: own - 1] for part in (f"#{name}", name)]
    late = others[own - 1 :]
    return Row((f"#{first}", "number", first, *parts, *(f"#{name}" for name in late), *late, *box))


def headings_first(columns: Sequence[str], *, box: Sequence[str] = BOX) -> Row:
    """All headings, the number, then all cells."""
    return Row((*(f"#{name}" for name in columns), "number", *columns, *box))


def no_headings(columns: Sequence[str], *, number: Sequence[str] = ("number",), box: Sequence[str] = BOX) -> Row:
    """The number and the cells: the headings stand elsewhere, once or on every page."""
    return Row((*number, *columns, *box))


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document is printed. The defaults are the fifth plan's ways."""

    rows: tuple[Row, ...]
    """How each action's row is printed; the list is begun again where it is shorter than the plan."""
    columns: tuple[str, ...] = FIVE
    labels: Mapping[str, str] = field(default_factory=lambda: AS_IN_THE_FIFTH)
    table: str = ""
    """How the table is printed: each action in one line between `tabs` or `pipes`, in `columns` beside each other, or
    cell after cell."""
    headings: str = "rows"
    """Where the headings of the columns stand: in the `rows`, `once` above all of them, or on all `pages`."""
    headings_in_line: bool = False
    """Whether headings that stand once or on all pages share one line."""
    annex_heading: str = "ANNEX"
    end_rule: bool = True
    row_rule: str = ""
    """A line between two rows."""
    row_pages: bool = True
    """Whether every row begins a page."""
    page_lines: int = 0
    """How many lines a page of the annex holds at most (0: no limit)."""
    page_mark: str = " "
    """What stands before the first line of a page: a form feed, a space, nothing."""
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    """Lines at the head and foot of every page; {page} is its number."""
    item_mark: str = "({n})"
    """Before the items of a cell of several: {n} is the number, {a} the letter; nothing: the items cannot be parted."""
    party_mark: str = "-"
    loose_items: bool = False
    """Whether blank lines stand between the items of a cell."""
    closing: tuple[str, str] = (";", ".")
    """What closes an item, and what closes the last one."""
    list_mark: str = "-"
    list_mark_alone: bool = True
    """The lists of the prose: their mark, and whether it stands in a line of its own."""
    own_numbers: bool = False
    """Whether the action's cell prints an objective's own number in the plan instead of counting from 1."""
    objective_mark: str = ""
    """Before the strategic objectives where the plan lists them: {n} is the number."""
    number_form: str = "{number}"
    """How an action's number is printed: {number} is 6.1, {last} is 1."""
    ordinals: str = "words"
    """Ordinals of plans: in `words` or in `figures`."""
    periods: str = "numeric"
    """The period in the title: `numeric` (1.7.2011–31.12.2012), `days`, `months` or `years`."""
    numerals: bool = False
    """Whether the number of actions is printed as a word."""
    section_pages: bool = True
    """Whether introduction and content begin a page."""
    headings_of_sections: str = "{heading}"
    """How a section's heading is printed; {number} is its number, {upper} its words in capitals."""
    footnotes: str = "lost"
    """The numbers of footnotes at the foot: `lost`, before their `bodies`, in a `column`; or `none` at all."""
    newline: str = "\n"
    prose_width: int = 100
    box_width: int = 165
    widths: Mapping[str, int] = field(default_factory=lambda: _COLUMN_WIDTHS)
    straight_quotes: bool = False
    hyphenated: bool = False
    soft_hyphens: bool = False
    ligatures: bool = False
    no_break_spaces: bool = False
    decomposed: bool = False

    def __post_init__(self) -> None:
        if self.footnotes != "none" and not (self.page_mark or self.footer):
            raise ValueError("footnotes need pages: give a page mark, a footer, or no footnotes")
        if missing := {*self.columns, TERMS} - set(self.labels):
            raise ValueError(f"no label is given for {', '.join(sorted(missing))}")
        for name, choices in _CHOICES.items():
            if getattr(self, name) not in choices:
                raise ValueError(f"{name} is {getattr(self, name)}; give one of {', '.join(choices)}")

    def row(self, place: int) -> Row:
        """How the row at a place (from 0) is printed."""
        return self.rows[place % len(self.rows)]

    def spelled(self, text: str) -> str:
        """A text with this layout's quotation marks and apostrophes."""
        return text.translate(_STRAIGHT) if self.straight_quotes else text

    def ordinal(self, number: int) -> str:
        """A plan's ordinal: Sixth, or 6th."""
        if self.ordinals == "words":
            return _ORDINALS[number - 1]
        return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10 if number % 100 // 10 != 1 else 0, 'th') }"

    def period(self, first: date, last: date) -> tuple[str, str, str]:
        """A period as the title prints it: its beginning, what stands between, its end."""
        match self.periods:
            case "numeric":
                return _numeric(first), "–", _numeric(last)
            case "days":
                return day(first), " to ", day(last)
            case "months":
                return month(first), " – ", month(last)
            case _:
                return str(first.year), "-", str(last.year)


_CHOICES = {
    "table": ("", "tabs", "pipes", "columns"),
    "headings": ("rows", "once", "pages"),
    "ordinals": ("words", "figures"),
    "periods": ("numeric", "days", "months", "years"),
    "footnotes": ("lost", "bodies", "column", "none"),
}

_STRAIGHT = str.maketrans("“”‘’", "\"\"''")

_ORDINALS = (
    *("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth", "Eleventh"),
    *("Twelfth", "Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth", "Seventeenth", "Eighteenth", "Nineteenth"),
    *("Twentieth", "Twenty-First", "Twenty-Second", "Twenty-Third", "Twenty-Fourth", "Twenty-Fifth", "Twenty-Sixth"),
    *("Twenty-Seventh", "Twenty-Eighth", "Twenty-Ninth", "Thirtieth", "Thirty-First"),
    *("Thirty-Second", "Thirty-Third", "Thirty-Fourth", "Thirty-Fifth", "Thirty-Sixth"),
    *("Thirty-Seventh", "Thirty-Eighth", "Thirty-Ninth", "Fortieth", "Forty-First", "Forty-Second"),
    *("Forty-Third", "Forty-Fourth", "Forty-Fifth", "Forty-Sixth", "Forty-Seventh", "Forty-Eighth", "Forty-Ninth"),
    *("Fiftieth", "Fifty-First", "Fifty-Second", "Fifty-Third", "Fifty-Fourth", "Fifty-Fifth", "Fifty-Sixth"),
    *("Fifty-Seventh", "Fifty-Eighth", "Fifty-Ninth", "Sixtieth", "Sixty-First", "Sixty-Second", "Sixty-Third"),
    *("Sixty-Fourth", "Sixty-Fifth", "Sixty-Sixth", "Sixty-Seventh", "Sixty-Eighth", "Sixty-Ninth", "Seventieth"),
    *("Seventy-First", "Seventy-Second", "Seventy-Third", "Seventy-Fourth"),
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def month(day_in_it: date) -> str:
    """January 2014."""
    return f"{_MONTHS[day_in_it.month - 1]} {day_in_it.year}"


def day(printed: date) -> str:
    """1 January 2014."""
    return f"{printed.day} {month(printed)}"


def _numeric(printed: date) -> str:
    """1.1.2014."""
    return f"{printed.day}.{printed.month}.{printed.year}"
