"""Parts a column of those who lead and of those who take part, and its cells: "FR / BE, DE", or "Lead: FR"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ccwp_kg.sources.layout.headings import Label, Labels, joined
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.table.cell_features import LEAD, PARTIES
from ccwp_kg.sources.text.patterns import any_of

_SLASH = re.compile(r"(?:^|(?<=\s))/(?=\s|$)")
_LAST_MARK, _LAST_BRACKET = re.compile(r"\s*[/(]\s*$"), re.compile(r"\)$")
"""What stands between a part and the next heading, and behind a part in brackets."""
_STATE = re.compile(r"(?:\b[A-Z]{2}|\))\s$")
_NAME = re.compile(r"\s*[A-Z]\w+(?: [A-Z]\w+)*\s$")
"""A name that is all between one heading and the next."""
_MOST_WORDS = 4
"""The words of a heading in a cell, at most."""
_WORD = re.compile(r"\w+")
_CLOSE = re.compile(r"(?<=\w)/(?=\w)")


@dataclass(frozen=True, slots=True)
class PartedCell:
    """The lines of the two parts of a cell, the headings printed in it, and the slash between the parts.

    `is_whole` says that nothing parts the several names of a cell, some of which may be of the second column: it is all
    of the first.
    """

    parts: tuple[list[TextLine], list[TextLine]]
    heads: tuple[Label, ...] = ()
    slash: tuple[TextLine, ...] = ()
    is_whole: bool = False


def shared_column(text: str, labels: Labels) -> str | None:
    """The first of the two columns that a heading names, if it names two."""
    slash = _SLASH.search(text) or _CLOSE.search(text)
    names = [labels.means(part.strip()) for part in (text[: slash.start()], text[slash.end() :])] if slash else []
    return names[0] if set(names) == {LEAD, PARTIES} else None


def _as_printed(lines: Sequence[TextLine]) -> str:
    """The words of lines, of which a hyphen at the end of one may be the word's own."""
    return " ".join(line.text for line in lines).replace("- ", "-")


def parted_heading(lines: Sequence[TextLine], labels: Labels) -> tuple[Label, Label] | None:
    """The two headings in the lines of one: "Lead / participants"; None for any other heading."""
    if (name := shared_column(joined(lines), labels) or shared_column(_as_printed(lines), labels)) is None:
        return None
    at, line, slash = next(
        (at, line, found)
        for at, line in enumerate(lines)
        if (found := _SLASH.search(line.text) or _CLOSE.search(line.text)) is not None
    )
    first = (*lines[:at], line.part(0, slash.end()))
    second = (*line.behind(slash.end()), *lines[at + 1 :])
    return Label(name, first), Label(PARTIES if name == LEAD else LEAD, second)


def names_several(lines: Sequence[TextLine], grammar: Grammar) -> bool:
    """Whether a heading lists those of different columns: "Lead, parties and timetable"."""
    parts = re.split(rf",|/|&|(?<!\w)(?:{any_of(grammar.profile.words.linking)})(?!\w)", joined(lines))
    means = [grammar.labels.means(part.strip()) for part in parts if part.strip()]
    return None not in means and len({*means}) == len(means) > 1


def parted_cell(lines: Sequence[TextLine], pair: tuple[Label, Label], labels: Labels) -> PartedCell:
    """The parts of a cell under two headings: by the headings repeated in it, or by one slash between words."""
    parts: tuple[list[TextLine], list[TextLine]] = ([], [])
    heads: list[Label] = []
    drawn: list[TextLine] = []
    columns = [label.column for label in pair]
    place = 0
    for line in lines:
        inside = [*_heads(line.text, labels, columns)]
        for (start, end, name), (until, _, _) in pairwise([(0, 0, ""), *inside, (len(line.text), 0, "")]):
            if name:
                place = columns.index(name)
                heads.append(Label(name, (line.part(start, end),)))
            bracket = _LAST_BRACKET if line.text[:start].endswith("(") else None
            last = _LAST_MARK if until < len(line.text) else bracket
            mark = last.search(line.text, end, until) if last is not None else None
            close = mark.start() if mark is not None else until
            drawn += [line.part(close, until)] if mark is not None else []
            parts[place].extend([line.part(end, close)] if line.text[end:close].strip() else [])
    if heads:
        return PartedCell(parts, tuple(heads), tuple(drawn))
    slashes = [(at, found) for at, line in enumerate(lines) for found in _SLASH.finditer(line.text)]
    if len(slashes) != 1:
        cues = labels.cues.get(LEAD)
        lead_all = cues is not None and all(cues.search(_as_printed(label.lines)) for label in pair)  # "Lead / co-lead"
        several = len(_WORD.findall(joined(lines))) > 1
        return PartedCell((list(lines), []), is_whole=several and not lead_all)
    at, found = slashes[0]
    line = lines[at]
    before = [line.part(0, found.start())] if found.start() else []
    after = [*line.behind(found.end()), *lines[at + 1 :]]
    return PartedCell(([*lines[:at], *before], after), slash=(line.part(found.start(), found.end()),))


def headed_parts(lines: Sequence[TextLine], labels: Labels) -> Sequence[tuple[Label, list[TextLine]]]:
    """The parts of a cell that begins with a known heading and a colon, by each such heading; () where one is twice.

    "Lead: MT Partners: OLAF": behind the first one another may stand anywhere.
    """
    parts: list[tuple[Label, list[TextLine]]] = []
    for line in lines:
        inside = [*_heads(line.text, labels)]
        if not parts and not (inside and inside[0][0] == 0):
            return ()
        for (start, end, name), (until, _, _) in pairwise([(0, 0, ""), *inside, (len(line.text), 0, "")]):
            parts += [(Label(name, (line.part(start, end),)), [])] if name else []
            if line.text[end:until].strip():
                parts[-1][1].append(line.part(end, until))
    names = [head.column for head, _ in parts]
    return parts if len({*names}) == len(names) else ()


def _heads(text: str, labels: Labels, columns: Sequence[str] = ()) -> Iterator[tuple[int, int, str]]:
    """Where headings of the columns stand in a line, each before a colon, and which column each names.

    One begins the line, or stands behind a mark: "FR / Co-pilots: BE". Where a line end was lost, a known one may stand
    behind the code of a state, behind a name and a heading before it, or name those beside others: "Malta Co-leaders:
    BE", but not "with its Partners: BE".
    Without columns, all known headings are meant, wherever they stand.
    """
    last = 0
    for colon in re.finditer(":", text):
        first = max(last, text.rfind("(", last, colon.start()) + 1)
        starts = [first + word.start() for word in re.finditer(r"\S+", text[first : colon.start()])][-_MOST_WORDS:]
        marked = [at for at in starts if not text[first:at].strip() or text[:at].rstrip()[-1] in "/;,."]
        named = [at for at in starts if _STATE.search(text[:at]) or (last and _NAME.match(text, last, at))]
        apart = [at for at in starts if at in marked or at in named or labels.beside.match(text, at)]
        apart = apart if columns else [at for at in starts if text[at].isupper()]
        known = ((at, labels.column(text[at : colon.start()])) for at in apart)
        likely = ((at, labels.likely(text[at : colon.start()])) for at in marked)
        heads = (*known, *likely) if columns else known
        head = next(((at, name) for at, name in heads if name and (not columns or name in columns)), None)
        if head is not None and head[1] is not None:
            yield head[0], colon.end(), head[1]
            last = colon.end()
