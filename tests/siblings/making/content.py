"""What an invented plan says, whatever its print: the facts a careful reader takes from it, beside their words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Cite:
    """A Council document cited in running text: as printed, its register key, and its subject codes."""

    printed: str
    key: str
    codes: tuple[str, ...] = ()
    corrigenda: tuple[int, ...] = ()
    addenda: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ref:
    """An earlier action named in running text; `plan` only where the text itself says of which plan it is."""

    printed: str
    number: str
    plan: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """The mark of a footnote, glued to the word before it."""

    number: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier plan with its period, `the Fourth Action Plan (January 2010 - June 2011)`, and its footnote."""

    ordinal: int
    first: date
    last: date
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """The plan's own name, `Sixth Action Plan`, in running text."""


Part = str | Cite | Ref | Note | Earlier | Own
Text = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """A strategic objective in an action's cell: which (None: free text), in which words, all of it or a part."""

    objective: int | None
    wording: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Indicator:
    """A performance indicator, and the decision on it that its words expect (`adoption`, `approval`, `submission`)."""

    text: str
    decision: str = ""
    by: str = "organisation/ccwp"


@dataclass(frozen=True, slots=True)
class Party:
    """An entry of the parties' cell and whom it names; `unknown`: somebody the curated data do not know."""

    text: str
    names: tuple[str, ...]
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """One row of the annex; what is empty is not printed."""

    number: str
    title: str
    objectives: tuple[Use, ...]
    indicators: tuple[Indicator, ...]
    outcomes: tuple[str, ...]
    parties: tuple[Party, ...] = ()
    terms: Text = ()
    lead: str = ""
    start: str = ""
    status: str = ""
    timetable: str = ""
    open_cells: tuple[str, ...] = ()
    """Columns whose cells no fair rule can tell from others in this row: they are to be left out and reported."""


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a footnote without its closing stop, and the document or journal it names (a register key, or "")."""

    text: str
    document: str = ""
    journal: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a plan says of itself, and its actions."""

    ordinal: int
    first_day: date
    last_day: date
    title_tail: str
    based_on: tuple[str, ...]
    meetings: tuple[date, ...]
    forwarded_to: tuple[str, str]
    """Whom the document goes to next: as printed, and the reference of the body."""
    introduction: tuple[Text, ...]
    notes: tuple[Body, ...]
    outlook: tuple[Text, ...]
    """The paragraphs that open the section on the content."""
    work_areas: tuple[str, ...]
    objectives: tuple[str, ...]
    rules: tuple[tuple[str, ...], ...]
    """The paragraphs on the implementation, each its sentences."""
    actions: tuple[Action, ...]
    status: str = "Draft"
    period_in_title: bool = True
