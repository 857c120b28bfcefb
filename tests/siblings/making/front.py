"""What stands before the annex: title, invitation, introduction, content, implementation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from siblings.making.content import Note, Part, Plan, Text
from siblings.making.expected import Record
from siblings.making.ink import BLANK, Glyph, Line, Press, Word, ink, words_of
from siblings.making.layout import (
    INDICATORS,
    LEAD,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    START,
    STATUS,
    TERMS,
    TIMETABLE,
    TITLE,
    Layout,
    day,
)
from siblings.making.running import Running

_DEFINITIONS = {
    TITLE: "“{label}” column indicates the title of the action;",
    OBJECTIVES: "“{label}” column refers to the overall aims and objectives of the revised strategy for customs "
    "cooperation, which are:",
    INDICATORS: "“{label}” column refers to the documents that the project group will prepare;",
    OUTCOMES: "“{label}” column refers to the benefits that the completion of each action would bring;",
    PARTIES: "“{label}” column refers to other bodies which might be involved in the project groups;",
    LEAD: "“{label}” column names the Member State that leads the project group;",
    START: "“{label}” column tells when the work begins;",
    STATUS: "“{label}” column tells how far the work has come;",
    TIMETABLE: "“{label}” column tells within which time the work is to be done;",
    TERMS: "The box “{label}” refers to the reasons and main goals of the actions.",
}
_NUMERALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Front:
    """Composes the part before the annex."""

    plan: Plan
    layout: Layout
    press: Press
    record: Record

    def lines(self) -> list[Line]:
        """All its lines, without headers and footers."""
        return [
            *self._title(),
            *self._invitation(),
            *self._section(1, "introduction", "Introduction", self._introduction()),
            *self._section(2, "content", f"Content of the {self._ordinal()} Action Plan", self._content()),
            *self._section(
                3, "implementation", "Implementation of the Action Plan", self._implementation(), new_page=False
            ),
        ]

    def notes(self) -> dict[int, list[Word]]:
        """The body of each footnote, its number where one is printed before it."""
        bodies = {}
        for number, body in enumerate(self.plan.notes if self.layout.footnotes != "none" else (), 1):
            path = f"plan/footnote/{number}"
            self.record.say(path, body.text)
            if body.document or body.journal:
                self.record.say(f"{path}/document", body.document or body.journal)
            glyphs = [*ink(body.text, path, of=[path]), *ink(".", path, beside=[path])]
            if self.layout.footnotes == "bodies":
                glyphs = [*ink(f"{number} ", path, beside=[path]), *glyphs]
            bodies[number] = words_of(glyphs)
        return bodies

    def _ordinal(self) -> str:
        return self.layout.ordinal(self.plan.ordinal)

    def _title(self) -> list[Line]:
        plan = self.plan
        glyphs = self._titled(f"{plan.status}", "plan/status", plan.status.casefold()) if plan.status else []
        glyphs += self._titled(" " if glyphs else "")
        glyphs += self._titled(self._ordinal(), "plan/ordinal", str(plan.ordinal))
        glyphs += self._titled(" Action Plan ")
        if plan.period_in_title:
            first, joint, last = self.layout.period(plan.first_day, plan.last_day)
            glyphs += self._titled("(")
            glyphs += self._titled(first, "plan/from", plan.first_day.isoformat())
            glyphs += self._titled(joint)
            glyphs += self._titled(last, "plan/until", plan.last_day.isoformat())
            glyphs += self._titled(") ")
        glyphs += self._titled("to implement ")
        glyphs += self._titled(plan.title_tail, "plan/based-on" if plan.based_on else "", " ".join(plan.based_on))
        self.record.say("plan/title", "".join(glyph.char for glyph in glyphs))
        return [*self.press.lines(words_of(glyphs), self.layout.prose_width - 20), BLANK]

    def _titled(self, text: str, path: str = "", value: str = "") -> list[Glyph]:
        """A part of the title, which may be the place of a field of its own."""
        if path:
            self.record.say(path, value)
        return ink(text, "title", of=["plan/title", *([path] if path else [])])

    def _invitation(self) -> list[Line]:
        plan, slug = self.plan, "invitation"
        meetings = "meetings" if len(plan.meetings) > 1 else "meeting"
        opening = _plain(f"Delegations will find below the draft {self._ordinal()} Action Plan for ", slug, 1)
        opening += _plain("Customs Law Enforcement Cooperation as prepared by the drafting group at its ", slug, 1)
        opening += [*_plain(f"{meetings} on ", slug, 1), *self._meetings(), *_plain(".", slug, 1)]
        self.record.say("plan/addressed-to", "organisation/ccwp")
        self.record.say("plan/forwarded-to", plan.forwarded_to[1])
        second = [
            *_plain("The ", slug, 2),
            *_plain("CCWP", slug, 2, "plan/addressed-to"),
            *_plain(" is invited to agree to this document and to forward it to ", slug, 2),
            *_plain(plan.forwarded_to[0], slug, 2, "plan/forwarded-to"),
            *_plain(" for approval.", slug, 2),
        ]
        return [*self._paragraph(opening, slug, 1), *self._paragraph(second, slug, 2)]

    def _meetings(self) -> list[Glyph]:
        """The days of the meetings, month and year once for several: "12 and 13 March", "18 February and 24 March"."""
        glyphs: list[Glyph] = []
        days = self.plan.meetings
        for place, held in enumerate(days, 1):
            path = f"plan/meeting/{place}"
            self.record.say(path, held.isoformat())
            if place > 1:
                glyphs += _plain(" and " if place == len(days) else ", ", "invitation", 1)
            glyphs += _plain(_printed_day(held, days[place] if place < len(days) else None), "invitation", 1, path)
        return glyphs

    def _introduction(self) -> list[Line]:
        running = Running(self.plan, self.layout, self.record, "plan")
        return [
            line
            for place, text in enumerate(self.plan.introduction, 1)
            for line in self._running(running, text, "introduction", place)
        ]

    def _running(self, running: Running, text: Text, slug: str, place: int) -> list[Line]:
        kept: tuple[Part, ...] = tuple(
            part for part in text if self.layout.footnotes != "none" or not isinstance(part, Note)
        )
        path = f"plan/paragraph/{slug}/{place}"
        return [*self.press.lines(running.set(kept, path, claim=f"section/{slug}"), self.layout.prose_width), BLANK]

    def _content(self) -> list[Line]:
        running = Running(self.plan, self.layout, self.record, "plan")
        lines = [
            line
            for place, text in enumerate(self.plan.outlook, 1)
            for line in self._running(running, text, "content", place)
        ]
        place = len(self.plan.outlook) + 1
        count = len(self.plan.actions)
        self.record.say("plan/declared-actions", str(count))
        printed = _NUMERALS[count - 1] if self.layout.numerals else str(count)
        announced = [
            *_plain("The Action Plan contains ", "content", place),
            *_plain(f"{printed} actions", "content", place, "plan/declared-actions"),
            *_plain(" which cover one or more of the following work areas:", "content", place),
        ]
        lines += self._paragraph(announced, "content", place)
        lines += self._work_areas()
        lines += self._paragraph(
            _plain("The Action Plan is structured as follows:", "content", place + 1), "content", place + 1
        )
        for name in (*self.layout.columns, TERMS):
            lines += self._definition(name)
            if name == OBJECTIVES:
                lines += self._objectives()
        return lines

    def _work_areas(self) -> list[Line]:
        lines: list[Line] = []
        areas = self.plan.work_areas
        for place, area in enumerate(areas, 1):
            path = f"plan/work-area/{place}"
            self.record.say(path, area)
            closing = {len(areas): ".", len(areas) - 1: ", and"}.get(place, ",")
            lines += self._entry(
                [*ink(area, path, of=[path]), *ink(closing, path, beside=[path])], self.layout.list_mark, path
            )
        return lines

    def _definition(self, name: str) -> list[Line]:
        label, form = self.layout.labels[name].rstrip(":"), self.layout.spelled(_DEFINITIONS[name])
        before, after = form.split("{label}")
        path = f"plan/column/{name}"
        whole = f"{path}/definition"
        closing = after[-1:] if after[-1] in ";,." else ""
        self.record.say(path, label)
        self.record.say(whole, f"{before}{label}{after.removesuffix(closing)}")
        glyphs = [
            *ink(before, path, of=[whole]),
            *ink(label, path, of=[whole, path]),
            *ink(after.removesuffix(closing), path, of=[whole]),
            *ink(closing, path, beside=[whole]),
        ]
        return self._entry(glyphs, self.layout.list_mark, whole)

    def _objectives(self) -> list[Line]:
        lines: list[Line] = []
        wordings = self.plan.objectives
        for place, wording in enumerate(wordings, 1):
            path = f"plan/objective/{place}"
            self.record.say(path, wording)
            mark = self.layout.objective_mark.format(n=place)
            closing = ";" if place == len(wordings) else ","
            lines += self._entry([*ink(wording, path, of=[path]), *ink(closing, path, beside=[path])], mark, path)
        return lines

    def _implementation(self) -> list[Line]:
        lines: list[Line] = []
        rules = 0
        for place, sentences in enumerate(self.plan.rules, 1):
            glyphs: list[Glyph] = []
            for sentence in sentences:
                rules += 1
                words = self.layout.spelled(sentence)
                self.record.say(f"plan/rule/{rules}", words)
                glyphs += [*_plain(" ", "implementation", place)] if glyphs else []
                glyphs += _plain(words, "implementation", place, f"plan/rule/{rules}")
            lines += self._paragraph(glyphs, "implementation", place)
        return lines

    def _section(
        self, number: int, slug: str, heading: str, body: Sequence[Line], *, new_page: bool = True
    ) -> list[Line]:
        printed = self.layout.headings_of_sections.format(heading=heading, number=number, upper=heading.upper())
        first, *others = self.press.lines(words_of(ink(printed, f"section/{slug}/heading")), self.layout.prose_width)
        return [replace(first, new_page=new_page and self.layout.section_pages), *others, BLANK, *body]

    def _paragraph(self, glyphs: Sequence[Glyph], slug: str, place: int) -> list[Line]:
        path = f"plan/paragraph/{slug}/{place}"
        self.record.say(path, "".join(glyph.char for glyph in glyphs))
        return [*self.press.lines(words_of(glyphs), self.layout.prose_width), BLANK]

    def _entry(self, glyphs: Sequence[Glyph], mark: str, path: str) -> list[Line]:
        """An entry of a list behind its mark, which may stand in a line of its own."""
        marked = words_of(ink(mark, "list-mark" if self.layout.list_mark_alone else path, beside=[path]))
        words = words_of(glyphs)
        if marked and self.layout.list_mark_alone:
            return [*self.press.lines(marked, 99), BLANK, *self.press.lines(words, self.layout.prose_width - 8), BLANK]
        return [*self.press.lines([*marked, *words], self.layout.prose_width - 8), BLANK]


def _plain(text: str, slug: str, place: int, path: str = "") -> list[Glyph]:
    of = [f"plan/paragraph/{slug}/{place}", *([path] if path else [])]
    return ink(text, f"section/{slug}", of=of)


def _printed_day(held: date, following: date | None) -> str:
    """A day without what the next one says for both."""
    if following is None or following.year != held.year:
        return day(held)
    if following.month == held.month:
        return str(held.day)
    return day(held).removesuffix(f" {held.year}")
