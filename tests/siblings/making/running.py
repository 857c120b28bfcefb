"""Running text with what stands in it: citations, earlier actions and plans, footnote marks."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from siblings.making.content import Cite, Earlier, Note, Own, Part, Plan, Ref
from siblings.making.expected import Record
from siblings.making.ink import Glyph, Word, ink, words_of
from siblings.making.layout import Layout, month


@dataclass(slots=True)
class Running:
    """Sets running text; citations and references are counted under `owner` (`action/6.1`)."""

    plan: Plan
    layout: Layout
    record: Record
    owner: str
    citations: int = 0
    references: int = 0

    def set(self, parts: Sequence[Part], path: str, *, claim: str) -> list[Word]:
        """The words of a text that is the field `path`, which is taken down with all it names."""
        glyphs: list[Glyph] = []
        for part in parts:
            glyphs += self._part(part, path, claim)
        self.record.say(path, "".join(glyph.char for glyph in glyphs if path in glyph.of))
        return words_of(glyphs)

    def _part(self, part: Part, path: str, claim: str) -> list[Glyph]:
        match part:
            case str():
                return ink(self.layout.spelled(part), claim, of=[path])
            case Note():
                mark = f"plan/footnote/{part.number}/mark"
                self.record.say(mark, str(part.number))
                return ink(str(part.number), claim, of=[mark], beside=[path])
            case Own():
                return ink(f"{self.layout.ordinal(self.plan.ordinal)} Action Plan", claim, of=[path])
            case Cite():
                return self._cite(part, path, claim)
            case Ref():
                return self._ref(part, path, claim)
            case Earlier():
                return self._earlier(part, path, claim)

    def _cite(self, cite: Cite, path: str, claim: str) -> list[Glyph]:
        self.citations += 1
        own = f"{self.owner}/citation/{self.citations}"
        self.record.say(own, cite.printed)
        self.record.say(f"{own}/document", cite.key)
        for kind, values in (
            ("codes", cite.codes),
            ("corrigenda", [str(each) for each in cite.corrigenda]),
            ("addenda", [str(each) for each in cite.addenda]),
        ):
            if values:
                self.record.say(f"{own}/{kind}", ", ".join(values))
        return ink(cite.printed, claim, of=[path, own])

    def _ref(self, ref: Ref, path: str, claim: str) -> list[Glyph]:
        self.references += 1
        own = f"{self.owner}/reference/{self.references}"
        self.record.say(own, ref.printed)
        self.record.say(f"{own}/number", ref.number)
        if ref.plan is not None:
            self.record.say(f"{own}/plan", str(ref.plan))
        return ink(ref.printed, claim, of=[path, own])

    def _earlier(self, plan: Earlier, path: str, claim: str) -> list[Glyph]:
        own = f"plan/earlier/{plan.ordinal}"
        name = f"{self.layout.ordinal(plan.ordinal)} Action Plan"
        self.record.say(f"{own}/name", name)
        self.record.say(f"{own}/from", plan.first.replace(day=1).isoformat())
        self.record.say(f"{own}/until", last_of_month(plan.last).isoformat())
        note: list[Glyph] = []
        if plan.note is not None and self.layout.footnotes != "none":
            self.record.say(f"{own}/footnote", str(plan.note))
            mark = f"plan/footnote/{plan.note}/mark"
            self.record.say(mark, str(plan.note))
            note = ink(str(plan.note), claim, of=[mark, f"{own}/footnote"], beside=[path])
        return [
            *ink(name, claim, of=[path, f"{own}/name"]),
            *ink(" (", claim, of=[path]),
            *ink(month(plan.first), claim, of=[path, f"{own}/from"]),
            *ink(" - ", claim, of=[path]),
            *ink(month(plan.last), claim, of=[path, f"{own}/until"]),
            *ink(")", claim, of=[path]),
            *note,
        ]


def last_of_month(day_in_it: date) -> date:
    """The last day of a month."""
    return day_in_it.replace(day=calendar.monthrange(day_in_it.year, day_in_it.month)[1])
