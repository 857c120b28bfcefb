"""Headings of the table: which column each names, as the family writes them or as the document explains its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from ccwp_kg.rdf.terms.iris import slug
from ccwp_kg.sources.intake.normalise import SOFT_HYPHEN
from ccwp_kg.sources.layout.text_lines import TextLine
from ccwp_kg.sources.profile.profile import STEPS, Profile
from ccwp_kg.sources.text.patterns import FOOTNOTE_MARK, any_of, whole_words
from ccwp_kg.sources.text.prose import quotations

_FRONT = 100_000
"""A document explains its headings before the table, within so many characters."""
_BESIDE = 24
"""The word "column" or "box" stands within so many characters of the heading it explains."""
_EXPLANATION = 300
"""The explanation of a heading is looked for in so many characters behind it."""
_QUOTED = "…"
"""What stands for the heading in the words that explain it, from the one before it on."""
_MOST_WORDS, _FEW_WORDS = 8, 4
NUMBER = "number"
"""What headings over the numbers of actions name."""
_OF_NUMBERS = re.compile(
    r"(?:(?:action|project|measure|item|serial|ref\.?|reference) )?(?:no|nr|n°|ref|number|code|id)"
)
"""These headings, in small letters and without a stop."""
_PARTIES = "parties"
"""The column of which a table may have several."""
_SEVERAL = 2
"""So many headings before another one show that a line consists of headings."""
_SPELT = 3
"""The single letters, at least, of a heading that prints its letters apart."""
_BROAD = 80
"""The characters of a line of prose that goes over all columns, at least."""
_GAP = re.compile(r"\s\s|\t")
_INITIALS = 3
"""More characters than a bracket with one initial has."""
_LONGEST = 400
"""All headings in one line take no more characters."""


@dataclass(frozen=True, slots=True)
class Label:
    """A heading of the table: the column it names, and the lines it takes. A `likely` one is known by a word of it."""

    column: str
    lines: tuple[TextLine, ...]
    likely: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """The headings of a document's table, each with the column it names.

    `columns` has the column's name by the folded heading, `beginnings` the folded words with which a heading begins,
    `most` the number of lines that a heading may take. `doubtful` are headings whose explanation in the document fits
    several columns, no column, or another column than the profile's, and those that only stand over prose. `cues` has,
    by column, the words of which one in a heading that is not known makes it likely that it names the column, unless it
    begins with one of `beside`: that may name one of several columns of parties, at most. `box` is the name of the box.
    `by_cells` has, by the folded heading, the column that its cells make likely, or "" where they are like none of it.
    """

    columns: Mapping[str, str]
    beginnings: frozenset[str]
    most: int
    doubtful: tuple[str, ...]
    cues: Mapping[str, re.Pattern[str]]
    beside: re.Pattern[str]
    box: str
    by_cells: Mapping[str, str] = field(default_factory=dict)

    def column(self, text: str) -> str | None:
        """The column that words name as a heading, perhaps twice: "Mandate (terms of reference)".

        Their letters may stand apart.
        """
        if folded(text) in self.by_cells:
            return None
        before, bracket, inside = text.rstrip(":").removesuffix(")").partition(" (")
        named = self.columns.get(folded(before))
        twice = named if bracket and named == self.columns.get(folded(inside)) else None
        return self.columns.get(folded(text), twice)

    def rank(self, text: str) -> int:
        """How far from the first name of its column a heading is: the lower of two that name it is meant."""
        return [*self.columns].index(folded(text)) if folded(text) in self.columns else len(self.columns)

    def likely(self, text: str) -> str | None:
        """The one column of which a cue stands in the words of a heading; None where several columns have one.

        The box, whose prose tells of everything, may name other columns behind its own cue: "Background and aim".
        """
        if (name := self.by_cells.get(folded(text))) is not None:
            return name or None
        found = {
            column: cue.start()
            for column, cues in self.cues.items()
            if (cue := cues.search(text)) is not None
            if column == _PARTIES or cue.start() == 0 or self.beside.match(text) is None
        }
        name = self.box if found.get(self.box) == 0 else next(iter(found), None) if len(found) == 1 else None
        return name if len(text.split()) <= _MOST_WORDS else None

    def means(self, text: str) -> str | None:
        """The column that a heading names, or is likely to name."""
        return self.column(text) or self.likely(text)

    def begins(self, text: str) -> bool:
        """Whether a heading begins with these words or consists of them; a hyphen may divide the last one."""
        if len(text) > _LONGEST:
            return False
        if text.endswith("-"):
            divided = folded(text[:-1])
            return any(beginning.startswith(divided) for beginning in self.beginnings)
        return folded(text) in self.beginnings

    def at(self, lines: Sequence[TextLine], place: int) -> Label | None:
        """The heading that begins with a line, over as many lines of one block as it takes."""
        if not self.begins(lines[place].text):
            return None
        for count in range(self.most, 0, -1):
            run = tuple(lines[place : place + count])
            # the next block, perhaps on the next page, continues a heading only in small letters
            together = all(
                second.text[0].islower()
                if first.block != second.block
                else second.index == first.index + 1 and not second.goes_on_with(first)
                for first, second in pairwise(run)
            )
            column = self.column(joined(run)) if together and len(run) == count else None
            if column is not None:
                return Label(column, run)
        return None

    def sequence(self, text: str, below: str = "") -> tuple[int, ...]:
        """Where the second and further headings begin in a line that consists of headings; empty for any other line.

        Among several the first may be that of numbers, and the last may go on in the next line. Of two, the last does
        if `below`, the next line, ends it.
        """
        first = text.split(maxsplit=1)[0]
        numbered = is_of_numbers(first)
        opens = text[0].isupper() and (numbered or self.begins(first))
        if not opens or len(text) > _LONGEST or self.column(text) is not None:
            return ()
        words = list(re.finditer(r"\S+", text))
        # the names of the headings up to a word, with where each begins: of several ways the one with most names
        reach: dict[int, dict[str, int]] = {0: {}} | ({1: {first: 0}} if numbered else {})
        for start, word in enumerate(words):
            if start not in reach or not text[word.start()].isupper():
                continue
            for end in range(start + 1, min(start + _MOST_WORDS, len(words)) + 1):
                head = text[word.start() : words[end - 1].end()]
                ends = len(reach[start]) >= _SEVERAL or (below and self.column(f"{head} {below}") is not None)
                goes_on = end == len(words) and ends and self.begins(head)
                name = self.column(head) or (head if goes_on else None)
                if name and name not in reach[start] and len(reach[start]) >= len(reach.get(end, ())):
                    reach[end] = reach[start] | {name: word.start()}
        places = tuple(reach.get(len(words), {}).values())
        return places[1:] if len(places) > (_SEVERAL if numbered else 1) else ()

    def sequence_at(self, lines: Sequence[TextLine], place: int) -> tuple[int, ...]:
        """Where the further headings begin in a line, of which the next line of its block may end the last one."""
        line, below = lines[place], lines[place + 1 : place + 2]
        return self.sequence(line.text, "".join(each.text for each in below if each.block == line.block))

    def opening(self, text: str, column: str) -> int:
        """How many characters of a text are a heading of a column, before other words or alone, or 0.

        Words that no profile knows are one where a cue among them makes it likely, and a colon closes them or they are
        one word: "Scope: ".
        """
        if not text[:1].isupper():
            return 0
        if self.column(text) == column:
            return len(text)
        head, colon, _ = text.partition(":")
        is_short = len(head.split()) <= (_FEW_WORDS if colon else 1)
        likely = is_short and self.column(head) is None and self.likely(head) == column
        return self.inline(text, column, needs_colon=True) or (len(head) + len(colon) if likely else 0)

    def opens_line(self, text: str) -> bool:
        """Whether a line is a heading, a colon and more words: "Timetable: by June 2014"."""
        head, colon, rest = text.partition(":")
        return bool(colon and rest.strip() and text[0].isupper()) and self.column(head) is not None

    def inline(self, text: str, column: str, *, needs_colon: bool) -> int:
        """How many characters the heading of a column takes at the beginning of a line with more words behind it, or 0.

        A heading of one word counts with a colon, and without one only if it `needs_colon` not: "Status: ongoing", but
        not "Action 5.1 shows".
        """
        words = list(re.finditer(r"\S+", text))
        for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
            head = text[: words[count - 1].end()]
            if self.column(head) == column and (count > 1 or head.endswith(":") or not needs_colon):
                return len(head)
        return 0


def is_of_numbers(text: str) -> bool:
    """Whether words are a heading over the numbers of actions: "No.", "Nr:"."""
    return _OF_NUMBERS.fullmatch(text.rstrip(".:").casefold()) is not None


def labels_of(profile: Profile, text: str) -> Labels:
    """The headings of the profile and the headings that the document explains: “Partners” column refers to …

    A line that stands over prose again and again is the heading of the box, across a blank line where a cue is in it.
    """
    columns = (*profile.columns, profile.box)
    known = {folded(label): column.name for column in columns for label in column.labels}
    known |= {folded(label): STEPS for label in profile.steps}
    if profile.is_headed:
        known = {folded(label): slug(label) for label in profile.other_headings} | known
    learnt: dict[str, str] = {}
    doubtful = []
    for label, meanings in _explained(text[:_FRONT], known, profile=profile):
        name = folded(label)
        if len(meanings) == 1 and known.get(name, meanings[0]) == meanings[0]:
            learnt[name] = meanings[0]
        elif name not in known or (meanings and known[name] not in meanings):
            doubtful.append(label)
    over_prose = () if profile.is_headed else dict.fromkeys(_over_prose(text, whole_words(profile.box.cues)))
    boxes = [each for each in over_prose if not _begins_with(each, known | learnt)]
    learnt |= {folded(each): profile.box.name for each in boxes}
    doubtful += boxes
    table = known | learnt
    beginnings = {
        " ".join(words[:count]) for name in table for words in [name.split()] for count in range(1, len(words) + 1)
    }
    # `folded` takes an s from the last word of a beginning that stands alone in a line
    beginnings |= {beginning.removesuffix("s") for beginning in beginnings}
    cues = {column.name: whole_words(column.cues) for column in columns if column.cues}
    # as `folded` gives those whose letters are printed apart
    squeezed = {name.replace(" ", ""): column for name, column in table.items()}
    return Labels(
        {**table, **squeezed, **table},
        frozenset(beginnings.union(each.replace(" ", "") for each in beginnings)),
        profile.layout.label_lines,
        tuple(doubtful),
        cues,
        whole_words(profile.layout.beside),
        profile.box.name,
    )


def _begins_with(text: str, known: Mapping[str, str]) -> bool:
    """Whether words are a known heading, or begin with one of several words: a cell may be alike in several sheets."""
    ends = [word.end() for word in re.finditer(r"\S+", text)]
    return folded(text) in known or any(folded(text[:end]) in known for end in ends[1:])


def _over_prose(text: str, cues: re.Pattern[str]) -> Iterable[str]:
    """The short lines that a text repeats and that stand over a broad line of prose wherever they do; right above it,
    unless they have one of the `cues`."""
    lines = [line.strip() for line in text.splitlines()]
    apart = (pair for pair in pairwise(filter(None, lines)) if cues.search(pair[0]))
    pairs = (*(pair for pair in pairwise(lines) if not cues.search(pair[0])), *apart)
    over = Counter(
        line
        for line, below in pairs
        if line[:1].isupper() and line[-1].isalpha() and len(line.split()) <= _MOST_WORDS
        if below[:1].isupper() and len(below) >= _BROAD and _GAP.search(below) is None
    )
    often = Counter(lines) if over else over
    return (line for line, count in over.items() if count > _SEVERAL and count == often[line])


def _explained(text: str, known: Mapping[str, str], *, profile: Profile) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The quoted headings of a text, each with the columns that the words behind it may explain.

    Words beside it show that it is one, or a verb behind it that defines it, where the text explains several columns:
    “Yield” is the possible outcome. What it is may also begin with a heading that is `known`: the outcome hoped for.
    """
    layout, columns = profile.layout, (*profile.columns, profile.box)
    verb = rf"(?:{any_of(layout.explaining)})?\s*(?:{any_of(layout.defining)})"
    defining = re.compile(rf"{verb} (?:the |an? )?([^.,:;()]+?)(?: and)?(?:[.,:;()]|$)")
    running = " ".join(re.sub(f"{SOFT_HYPHEN}\\s+|(?<=[a-z])-[ \\r]*\\n(?=[a-z])", "", text).split())
    quotes = quotations(running, quotes=profile.words.quotes)
    found = list[tuple[str, tuple[str, ...], bool]]()
    for place, quote in enumerate(quotes):
        label = running[quote.start + 1 : quote.end - 1]
        following = quotes[place + 1].start if place + 1 < len(quotes) else len(running)
        around = running[max(0, quote.start - _BESIDE) : quote.start] + running[quote.end : quote.end + _BESIDE]
        is_shown = not set(re.findall(r"\w+", around.lower())).isdisjoint(layout.explaining)
        behind = running[quote.end : min(following, quote.end + _EXPLANATION)].strip()
        definition = defining.match(behind)
        defined = definition[1] if definition is not None else ""
        before = "".join(running[: quote.start].split()[-1:])
        explanation = (f"{before} {_QUOTED} {behind}" if is_shown else defined).lower()
        meant = tuple(column.name for column in columns if any(words in explanation for words in column.meaning))
        words = defined.split()
        heads = (folded(" ".join(words[:end])) for end in range(len(words), 0, -1) if words[end : end + 1] != ["of"])
        meant = meant or tuple(known[head] for head in heads if head in known)[:1]
        if len(label.split()) <= _MOST_WORDS and (is_shown or meant):
            found.append((label, meant, is_shown))
    several = len({meant for _, meant, _ in found}) > 1
    return ((label, meant) for label, meant, is_shown in found if is_shown or several)


def joined(lines: Sequence[TextLine]) -> str:
    """The words of some lines in one, a word divided between two of them mended."""
    text = ""
    for line in lines:
        divided = text.endswith(("-", SOFT_HYPHEN)) and line.text[:1].islower()
        text = text[:-1] + line.text if divided else f"{text} {line.text}".strip()
    return text


@lru_cache(maxsize=1024)
def folded(text: str) -> str:
    """A heading without case, marks, plural and its own initials; where its letters are printed apart, without spaces.

    >>> folded("Indicator(s) of performance:") == folded("INDICATORS OF PERFORMANCE")
    True
    >>> folded("Terms of reference (ToR)"), folded("Parties (lead)")
    ('terms of reference', 'parties (lead)')
    >>> folded("P ro p o s e d action")
    'proposedaction'
    """
    words = (
        re.sub(FOOTNOTE_MARK, "", text)
        .casefold()
        .replace("(s)", "s")
        .rstrip(":")
        .replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        .split()
    )
    *before, last = words or [""]
    if len(last) > _INITIALS and last == f"({''.join(word[0] for word in before[-len(last) + 2 :])})":
        words = before
    if sum(len(word) == 1 and word.isalpha() for word in words) >= _SPELT:
        words = ["".join(words)]
    return " ".join([*words[:-1], words[-1].removesuffix("s")]) if words else ""


def head_words(text: str) -> str:
    """The words of a row over others, by which it is the same name as another's: without case and marks at its ends.

    >>> head_words("| Training and prevention |") == head_words("training and prevention.")
    True
    """
    return folded(text).strip(" .,;:*#|")
