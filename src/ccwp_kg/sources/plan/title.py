"""Finds the title of a document and the plan that it names: in the subject of the cover, else in a block like a title.

A sentence is no title, and the ordinal of a plan that it names is not that of the document.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile, zip_longest

from ccwp_kg.sources.layout.text_lines import TextLine, blocks, is_rule, spans_of
from ccwp_kg.sources.plan.cover import is_opening
from ccwp_kg.sources.plan.sections import section_headed_by
from ccwp_kg.sources.recognition.plan_names import NamedPlan
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.records import Cover
from ccwp_kg.sources.records.references import Passage
from ccwp_kg.sources.records.source_text import grouped
from ccwp_kg.sources.text.dates import Calendar, PeriodMatch
from ccwp_kg.sources.text.flow import Flow
from ccwp_kg.sources.text.patterns import any_of, whole_words

_LONGEST = 60
"""The most words of a title."""
_SURELY = 0.5
"""A word that takes less than this share of the room in a line has room for sure, as letters differ in width."""
_STOPS = (".", ":", ";", "?")
_PERIOD_ENDS = r"(?:$|[,)]| [–—-] )"
_PERIOD_OPENS = re.compile(rf" \(|(?:[,:]| [–—-]) | (?=\d{{4}} ?[–—/-] ?\d{{4}}{_PERIOD_ENDS})")
"""What stands before the period of a plan in its title; before two years that end it, or a part of it, nothing need."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title: its lines and its words; `named` is the plan it names by an ordinal, None where it prints none."""

    lines: tuple[TextLine, ...]
    flow: Flow
    named: NamedPlan | None

    @property
    def ordinal(self) -> int | None:
        """The ordinal that it prints of the plan that the document sets out."""
        return self.named.ordinal if self.named is not None else None

    @property
    def name(self) -> Passage:
        """The name of the plan: its ordinal with the word for a plan, else the title up to its first bracket."""
        if self.named is not None:
            return self.flow.passage(self.named.start, self.named.name_end)
        return self.flow.passage(0, self._bracket)

    @property
    def long_name(self) -> Passage:
        """The name with what the plan is of or for, up to the first bracket, which tells it from those of others."""
        return self.flow.passage(self.named.start if self.named is not None else 0, self._bracket)

    @property
    def is_name_alone(self) -> bool:
        """Whether a counted name ends the title, but for its period: no word says what or whose the plan is."""
        return self.named is not None and self.flow.text[self.named.end :].strip(" .)") == ""

    @property
    def _bracket(self) -> int:
        return f"{self.flow.text} (".index(" (")

    def period(self, calendar: Calendar) -> PeriodMatch | None:
        """The period in brackets behind the name of the plan, else the first in brackets or at the end of the title."""
        if self.named is not None and self.named.period is not None:
            return self.named.period
        text = self.flow.text
        openings = (found.end() for found in _PERIOD_OPENS.finditer(text))
        periods = (period for at in openings if (period := calendar.period_at(text, at)) is not None)
        return next((period for period in periods if re.compile(_PERIOD_ENDS).match(text, period.end)), None)


def find_title(lines: Sequence[TextLine], *, subject: Sequence[TextLine], grammar: Grammar) -> Title | None:
    """The title of a document; `subject` is that of its cover, `lines` are those behind the cover.

    None where the cover has no subject and no title has the word for a plan.
    """
    if subject:
        return _title(subject, grammar)
    # the text ends where the table or the annex has its first heading
    annex = tuple(word.upper() for word in grammar.profile.layout.annex)
    texts = enumerate(line.text for line in lines)
    heads = (at for at, text in texts if grammar.labels.column(text) or text.upper().startswith(annex))
    before = lines[: next(heads, len(lines))]
    found = [_title(block, grammar) for block in _like_titles(blocks(before), grammar)]
    paragraphs = _paragraphs(before, grammar.profile.words.linking)
    parts = (_title(paragraph, grammar) for paragraph in _like_titles(paragraphs, grammar))
    numbered = next((title for title in (*found, *parts) if title.named is not None), None)
    plain = re.compile(rf"(?<!\w){re.escape(grammar.profile.words.plan)}(?!\w)", re.IGNORECASE)
    return numbered or next((title for title in found if plain.search(title.flow.text)), None)


def _title(lines: Sequence[TextLine], grammar: Grammar) -> Title:
    flow = grammar.flow(spans_of(lines))
    return Title(tuple(lines), flow, next(iter(grammar.plan_names.all(flow.text)), None))


def _paragraphs(lines: Sequence[TextLine], linking: Collection[str]) -> list[tuple[TextLine, ...]]:
    """The paragraphs of some lines: one ends where its last line has room for the next word, which has a capital.

    None ends with a `linking` word.
    """
    widths = {group[0].block: max(len(line.text) for line in group) for group in blocks(lines)}

    def goes_on(last: TextLine, line: TextLine) -> bool:
        room = widths[last.block] - len(last.text) - 1
        has_room = len(line.text.split(maxsplit=1)[0]) < room * _SURELY
        is_open = line.text[0].islower() or last.text.rpartition(" ")[2] in linking
        return is_open or (last.block == line.block and not has_room)

    return grouped(lines, goes_on)


def _like_titles(groups: Sequence[Sequence[TextLine]], grammar: Grammar) -> Iterator[tuple[TextLine, ...]]:
    """The groups of lines that look like titles, each up to where the text begins."""
    cover = grammar.profile.cover
    sentence = re.compile(rf"(?<!\w)(?:{any_of(cover.verbs)})(?!\w)")
    for block, following in zip_longest(groups, groups[1:]):
        title = (*takewhile(lambda line: not is_opening(line.text, cover), block),)
        words = " ".join(line.text for line in title)
        is_drawn = any(is_rule(line.text) for line in block)
        is_none = not title or is_drawn or len(words.split()) > _LONGEST or words.endswith(_STOPS)
        if is_none or sentence.search(words):
            continue
        is_cut = words.count("(") != words.count(")") or bool(following and following[0].text[0].islower())
        if not words[0].islower() and not is_cut and section_headed_by(title[0], grammar=grammar) is None:
            yield title


def counting(grammar: Grammar, title: Title, cover: Cover, prose: Sequence[TextLine]) -> Grammar:
    """The grammar of a document, with whether its plan is one of the body whose plans the profile counts.

    It says so in its title, in whom its cover is from or to, behind the name of the plan in its prose, and where the
    prose invites that body to agree. That the prose names it is enough only where the title has no word on what the
    plan is for and nobody is invited.
    """
    words = whole_words(grammar.profile.plan.counted)
    texts = _naming_the_body(title, cover, prose, grammar) if grammar.profile.plan.counted else ()
    is_counted = any(map(words.search, texts))
    return replace(grammar, plan_names=replace(grammar.plan_names, is_counted=is_counted))


def _naming_the_body(title: Title, cover: Cover, prose: Sequence[TextLine], grammar: Grammar) -> Iterator[str]:
    """The texts of a document that may name the body whose plan it sets out."""
    yield title.flow.text
    yield from (each.text for each in (cover.sender, cover.addressee) if each is not None)
    scan = grammar.scan(grammar.flow(spans_of(prose)), field="")
    for plan in scan.phrases.plans:
        if plan.ordinal == title.ordinal:
            yield _rest_of_name(scan.flow.text, plan.name_end, grammar)
    invited = [match.slots["agent"] for match in scan.phrases.all(grammar.profile.plan.addressed_to)]
    yield from (scan.flow.text[agent.start : agent.end] for agent in invited)
    if title.is_name_alone and not invited:
        yield scan.flow.text


def _rest_of_name(text: str, end: int, grammar: Grammar) -> str:
    """The counted body's words right behind the name of a plan: “Fifth Action Plan of the CCWP”; empty without them."""
    words = rf" (?:of (?:the )?)?(?:{any_of(grammar.profile.plan.counted)})(?!\w)"
    found = re.compile(words, re.IGNORECASE).match(text, end)
    return found.group() if found is not None else ""
