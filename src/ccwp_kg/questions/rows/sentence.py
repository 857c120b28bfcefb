"""The answer in one sentence, made of its rows by rules that hold for any query."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ccwp_kg.entities.facts.facts import Thing, shortened
from ccwp_kg.questions.rows.table import OF_ANYTHING, AnswerTable, Cell, ListedThings, in_words
from ccwp_kg.rdf.terms.days import day_of

Piece = str | Thing
_FIRST, _LIST, _NAME, _LONGEST, _MOST = 3, 12, 25, 90, 450
_FIELD = re.compile(r"\{(\w+)(:short)?\}")
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_NOTHING = "Nothing in the documents that are held here fits; that does not mean that it is not so."


@dataclass(frozen=True, slots=True)
class Sentence:
    """The answer in a sentence: what it leads with, and what follows."""

    lead: tuple[Piece, ...]
    rest: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        """The sentence as plain words."""
        return "".join(each if isinstance(each, str) else each.name for each in (*self.lead, *self.rest))


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun, as a sentence begins with it.

    >>> counted(4, "action", "actions"), counted(12, "action", "actions")
    ('Four actions', '12 actions')
    """
    word = _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
    return f"{word} {one if number == 1 else many}"


def truth_in_words(is_so: bool) -> Sentence:
    """The answer to a question of yes or no."""
    return Sentence(("Yes.",)) if is_so else Sentence(("No.",), (f" {_NOTHING}",))


def in_a_sentence(table: AnswerTable, form: str = "") -> Sentence:
    """The rows in one sentence: each in the form of its question, such as "{name} until {day}" with names of columns
    ("{body:short}": what it is called for short), where it has one and the table these columns; else the one row there
    is; the largest numbers; else how many there are, and which."""
    if not table.rows:
        return Sentence(("Nothing found.",), (f" {_NOTHING}",))
    if form and {found[1] for found in _FIELD.finditer(form)} <= {column.name for column in table.columns}:
        return _formed(table, form)
    if table.total == 1:
        return _one_row(table)
    if table.counted is not None and table.counted > table.name_column and _is_number_of(table):
        return _largest(table, table.counted)
    return _listed(table)


def _formed(table: AnswerTable, form: str) -> Sentence:
    """Rows in a form; one whose name is no thing, where those of others are, is their total, and tells of all."""
    totals = [row for row in table.rows if not isinstance(row[table.name_column], Thing)]
    is_total = 0 < len(totals) < len(table.rows)
    alike: dict[tuple[Piece, ...], list[tuple[Piece, ...]]] = {}
    for row in dict.fromkeys(_in_form(table, row, form) for row in (totals if is_total else table.rows)):
        alike.setdefault(row[2:], []).append(row[:2])
    length = 0
    shown: list[tuple[Piece, ...]] = []
    for rest, of in alike.items():
        row = (*_joined(of, has_more=False), *rest)
        length += sum(len(_text(piece)) for piece in row)
        if shown and length > _MOST:
            break
        shown.append(row)
    left = list(alike.items())[len(shown) :]
    further = table.total - len(table.rows) + sum(len(of) for _, of in left)
    alike_left = left[0][0] if len(left) == 1 and further == len(left[0][1]) > 1 else ()
    number = len({row[table.name_column] for row in table.rows})
    count = "" if is_total or number < 2 else _count(table, number)
    listed = _joined(shown, has_more=bool(further))
    end = (_and_more(further).removesuffix("."), *alike_left, ".")
    if count:
        return Sentence((count,), (": ", *listed, *end))
    return Sentence(_capital(shown[0][:2]), (*listed[2:], *end))


def _in_form(table: AnswerTable, row: Sequence[Cell], form: str) -> tuple[Piece, ...]:
    """One row in a form: words and values by turns."""
    cells = dict(zip((column.name for column in table.columns), row, strict=True))
    first, *others = _FIELD.split(form)
    found: list[Piece] = [first]
    for name, short, words in zip(*(others[start::3] for start in range(3)), strict=True):
        cell = cells[name]
        if isinstance(cell, ListedThings):
            found += [*_joined([(each,) for each in cell.things], has_more=False), words]
        elif isinstance(cell, Thing):
            found += [_apart(replace(cell, name=cell.short) if short else _piece(cell, _MOST), table), words]
        else:
            found += [_text(_piece(cell, _MOST)).strip("“”"), words]
    return tuple(found)


def _capital(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces with a capital letter at their beginning, where that is no name."""
    begin = next((place for place, piece in enumerate(pieces) if piece), 0)
    return tuple(
        piece[:1].upper() + piece[1:] if place == begin and isinstance(piece, str) else piece
        for place, piece in enumerate(pieces)
    )


def _count(table: AnswerTable, number: int) -> str:
    """How many things the rows tell of; empty where it is not known what they are."""
    if table.kind is None:
        return ""
    if len(table.rows) < table.total:
        return f"{table.total:,} rows"
    return counted(max(number, table.things), *table.kind)


def _one_row(table: AnswerTable) -> Sentence:
    """Its values, each with the heading of its column; a thing comes first without it."""
    parts: list[tuple[Piece, ...]] = []
    known: set[str] = set()
    for place, (column, cell) in enumerate(zip(table.columns, table.rows[0], strict=True)):
        shown = _piece(cell)
        words = _text(shown).strip("“”")
        if (column.is_given and len(table.columns) > 1) or cell is None or words in known:
            continue
        known.add(words)
        heading = "" if column.name in OF_ANYTHING else f"{in_words(column.name)} "
        if place == table.name_column and column.subject and table.kind:
            parts.insert(0, (f"{table.kind[0]} ", shown))
        elif not parts and (isinstance(cell, Thing) or len(table.columns) == 1):
            parts.append((shown,))
        elif words in ("not stated", "Not stated"):
            parts.append((f"{heading}not stated",))
        else:
            parts.append((heading, shown))
    first, *others = parts or [("Nothing stated",)]
    rest = tuple(piece for each in others for piece in (", ", *each))
    return Sentence(_capital(first), (*rest, "."))


def _is_number_of(table: AnswerTable) -> bool:
    """Whether each row is told once, so that its number is one of it."""
    called = [row[table.name_column] for row in table.rows]
    return len(set(called)) == len(called)


def _largest(table: AnswerTable, place: int) -> Sentence:
    """The rows with the largest numbers."""
    rows = sorted(table.rows, key=lambda row: -_value(row[place]))
    shorter = next(
        (other for other in range(place) if other != table.name_column and _is_acronym(table, other)), table.name_column
    )
    parts = [(_called(row[table.name_column], row[shorter]), f": {_shown(row[place])}") for row in rows]
    first = parts[0][0]
    lead = (
        first[:1].upper() + first[1:] if isinstance(first, str) else first,
        f"{parts[0][1]} {in_words(table.columns[place].name)}",
    )
    rest = [piece for each in parts[1 : _FIRST + 1] for piece in (", ", *each)]
    further = table.total - min(len(parts), _FIRST + 1)
    return Sentence(lead, ("; " + str(rest[0])[2:], *rest[1:], _and_more(further)) if rest else (".",))


def _called(cell: Cell, shorter: Cell) -> Piece:
    """What a row is called by; a thing with a long name by its shorter one."""
    if len(_shown(cell)) < _NAME:
        return _piece(cell)
    return replace(cell, name=_shown(shorter)) if isinstance(cell, Thing) else _piece(shorter)


def _is_acronym(table: AnswerTable, place: int) -> bool:
    """Whether a column names the same rows in fewer words."""
    cells = [(row[place], row[table.name_column]) for row in table.rows]
    return all(a is not None and b is not None and len(_shown(a)) <= len(_shown(b)) for a, b in cells) and len(
        {_shown(a) for a, _ in cells}
    ) == len(cells)


def _listed(table: AnswerTable) -> Sentence:
    """How many things the rows tell of, and the first of them."""
    cells = list(dict.fromkeys(row[table.name_column] for row in table.rows if row[table.name_column] is not None))
    things = [cell for cell in cells if isinstance(cell, Thing)]
    pieces = [_piece(cell) for cell in things or cells]
    pieces = [_apart(piece, table) for piece in pieces]
    is_whole = len(table.rows) == table.total
    shown = pieces[:_LIST] if all(len(_text(piece)) < _NAME for piece in pieces) else pieces[:_FIRST]
    further = len(pieces) - len(shown) if is_whole else 0
    listed = _joined([(piece,) for piece in shown], has_more=bool(further) or not is_whole)
    end = _and_more(further) if is_whole else " and more."
    count = _count(table, len(pieces))
    if not count:
        return Sentence(_capital(listed[:1]), (*listed[1:], end))
    if all(", " in _text(piece) for piece in pieces):  # parts without a name
        return Sentence((count,), (".",))
    return Sentence((count,), (": ", *listed, end))


def _apart(piece: Piece, table: AnswerTable) -> Piece:
    """A thing without the kind that the sentence begins with: "5.1" for "Action 5.1"."""
    kind = f"{table.kind[0].capitalize()} " if table.kind and table.total > 1 else ""
    return replace(piece, name=piece.name.removeprefix(kind)) if isinstance(piece, Thing) else piece


def _joined(parts: Sequence[Sequence[Piece]], *, has_more: bool) -> tuple[Piece, ...]:
    found: list[Piece] = []
    between = "; " if any(re.search(", | and ", "".join(map(_text, part))) for part in parts) else ", "
    last = "; and " if between == "; " else " and "
    for place, part in enumerate(parts):
        if place:
            found.append(last if place == len(parts) - 1 and not has_more else between)
        found += part
    return tuple(found)


def _and_more(further: int) -> str:
    return f" and {further:,} more." if further else "."


def _value(cell: Cell) -> float:
    try:
        return float(_shown(cell))
    except ValueError:
        return 0.0


def _shown(cell: Cell) -> str:
    piece = _piece(cell)
    return _text(piece)


def _text(piece: Piece) -> str:
    return piece if isinstance(piece, str) else piece.name


def _piece(cell: Cell, most: int = _LONGEST) -> Piece:
    """A value as it stands in a sentence, with so many characters at most."""
    if cell is None:
        return "not stated"
    if isinstance(cell, Thing):
        return replace(cell, name=shortened(cell.name, most=most))
    datatype = (cell.datatype or "").rpartition("#")[2]
    if datatype in ("date", "gYearMonth", "gYear"):
        return day_of(cell.text)
    if datatype == "boolean":
        return "yes" if cell.text in ("true", "1") else "no"
    if datatype == "decimal" and "." in cell.text:
        return f"{float(cell.text):g}"
    words = shortened(" ".join(cell.text.split()), most=most)
    return f"“{words}”" if cell.language and len(words) > _NAME else words
