"""Recognises names, references, phrases and sentences in one part of a document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ccwp_kg.sources.citations.references import References, references_in
from ccwp_kg.sources.layout.headings import Labels, labels_of
from ccwp_kg.sources.layout.hyphens import Hyphens
from ccwp_kg.sources.profile.profile import SERIES, ActForms, Lexicon, LexiconEntry, Profile
from ccwp_kg.sources.recognition.names import FoundName, NameFinder, examples_in
from ccwp_kg.sources.recognition.phrases import PhraseFinder
from ccwp_kg.sources.recognition.plan_names import NamedPlan, PlanNames
from ccwp_kg.sources.records.references import DocumentVersion, Mention
from ccwp_kg.sources.records.source_text import SourceText, Span
from ccwp_kg.sources.text.dates import Calendar
from ccwp_kg.sources.text.flow import Flow
from ccwp_kg.sources.text.patterns import any_of, whole_words
from ccwp_kg.sources.text.prose import Stretch, clauses, sentences
from ccwp_kg.sources.text.two_digit_years import latest_year

_ACT = "act"
STATE = "country"
_OF_STATES = ("lead", "party/")
"""How the fields begin in which a name or two-letter code of a Member State is one for certain."""
_SHORT_NAME = 2
"""The words of an act's name that may name any act of its kind: "Council Resolution"."""
_POINT = r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}(?:\([0-9a-z]{1,3}\)){0,4}(?![\w(/]|\.\d)"
"""The number of a place in an act: 4, 3.3, 3.3(q)."""
_LONGEST_POINT = 60
"""The most characters of a place in an act before the name of the act."""
_NO_HYPHENS = Hyphens()


@dataclass(frozen=True, slots=True)
class Scan:
    """What is recognised in the running text of the field `field`.

    `names` are the known names and the references, in the order of the text; `inner` are acts that are named inside the
    name of another: "Action Plan implementing the Hague Programme". `examples` are the names listed as examples.
    """

    field: str
    flow: Flow
    names: tuple[FoundName, ...]
    references: References
    phrases: PhraseFinder
    sentences: tuple[Stretch, ...]
    inner: tuple[FoundName, ...] = ()
    examples: frozenset[FoundName] = frozenset()

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The names and references as records, then those inside of names."""
        return tuple(map(self._mention, (*self.names, *self.inner)))

    @property
    def plans(self) -> tuple[Mention, ...]:
        """The counted plans that are named by their ordinal, alone or together, in the order of the text."""
        names = self.phrases.plan_names
        named = sorted((*self.phrases.plans, *names.together(self.flow.text)), key=lambda plan: plan.start)
        return tuple(
            Mention(
                target=target,
                kind="plan",
                printed=self.flow.passage(plan.start, plan.name_end),
                field=self.field,
                usual_name=names.usual(plan.ordinal),
            )
            for plan in named
            if (target := names.target(plan.ordinal)) is not None
        )

    def mention_at(self, start: int) -> Mention | None:
        """The first name or reference that begins at `start`, or None."""
        return next((self._mention(found) for found in self.names if found.start == start), None)

    def _mention(self, found: FoundName) -> Mention:
        name, reference = found.name, found.reference
        printed = reference.printed if reference else self.flow.passage(found.start, found.end)
        point = None
        if found.point is not None:
            start, number, end = found.point
            point = self.flow.passage(start, end, text=self.flow.text[number:end])
        is_example = found in self.examples
        return Mention(name.target, name.kind, printed, self.field, reference, point=point, is_example=is_example)

    def plans_before(self, place: int) -> tuple[NamedPlan, ...]:
        """The plans that the sentence at a place names before it by their ordinals."""
        start = self.sentence_at(place).start
        return tuple(each for each in self.phrases.plans if start <= each.start < place)

    def sentence_at(self, place: int) -> Stretch:
        """The sentence at a place of the running text."""
        return self.sentences[max(0, bisect_right(self.sentences, place, key=lambda each: each.start) - 1)]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules by which one document is read: its profile, known names, headings and hyphens.

    `acts` maps each name of a known act, and its target, to the target. `series` are the known series of subject codes.
    `hyphens` decides which hyphens at line ends belong to a word. `dividing` are the offsets of characters that belong
    to no word: the other hyphens, and marks of footnotes in the annex. `own` is the number of the document itself,
    `since` the first day of the plan, or empty. `by_form`: the document names a counted plan, so that its table may be
    known by its form where no list has its headings.
    """

    source: SourceText
    profile: Profile
    finder: NameFinder
    plan_names: PlanNames
    labels: Labels
    acts: Mapping[str, str]
    series: frozenset[str]
    hyphens: Hyphens = _NO_HYPHENS
    dividing: frozenset[int] = frozenset()
    own: DocumentVersion | None = None
    since: str = ""
    by_form: bool = False

    @classmethod
    def of(cls, source: SourceText, *, profile: Profile, lexicon: Lexicon) -> Grammar:
        """The grammar of one document before its hyphens are known."""
        acts = {name.form: name.target for name in lexicon if name.kind == _ACT}
        acts |= {target: target for target in acts.values()}
        labels = labels_of(profile, source.text)
        latest = latest_year(source.text, words=profile.words)
        plan_names = PlanNames.of(profile.words, cues=profile.plan, latest_year=latest)
        names = NameFinder(tuple(name for name in lexicon if name.kind != SERIES))
        series = frozenset(name.form for name in lexicon if name.kind == SERIES)
        return cls(source, profile, names, plan_names, labels, acts, series)

    @property
    def calendar(self) -> Calendar:
        """The parser of dates, periods and numbers."""
        return self.plan_names.calendar

    def flow(self, spans: Iterable[Span], *, skip: Collection[int] | None = None) -> Flow:
        """The running text of some spans, without the characters at the offsets in `skip` (by default `dividing`)."""
        return Flow(self.source, spans, skip=self.dividing if skip is None else skip)

    def scan(self, flow: Flow, *, field: str) -> Scan:
        """Recognise what a running text names and says. References hold no names.

        A name of an act that contains its number ("Council Decision 2009/917/JHA on …") is a name and no reference. A
        word in the name of a product ("Council Conclusions") names nobody.
        """
        references = references_in(flow, profile=self.profile, calendar=self.calendar, known=self.acts)
        references = references.without(self.own, flow.text, forms=self.profile.documents)
        if references.acts or references.warnings:
            others = replace(references, acts=()).all
            named = [name for name in self.finder.find(flow.text, masked=others) if name.name.kind == _ACT]
            references = replace(
                references,
                acts=tuple(act for act in references.acts if not any(name.holds(act) for name in named)),
                warnings=tuple(each for each in references.warnings if not any(name.holds(each) for name in named)),
            )
        found = self.finder.find(flow.text, masked=references.all)
        names_of_products = tuple(form for each in self.profile.products for form in each.forms)
        products = [Stretch(*each.span()) for each in whole_words(names_of_products).finditer(flow.text)]
        own = [
            name
            for name in found
            if not (name.name.kind == _ACT and self._is_another(flow.text, name)) and not _is_inside(name, products)
        ]
        own = [name for name in own if name.name.kind != STATE or field.startswith(_OF_STATES)]
        own = [replace(name, point=_point(flow.text, name, self.profile.acts)) for name in own]
        for each in references.all:
            reference = each.reference
            name = LexiconEntry(reference.printed.text, reference.target, reference.target.partition("/")[0])
            own.append(FoundName(each.start, each.end, name, reference))
        names = tuple(sorted(own, key=lambda found: (found.start, found.end)))
        # an entry of parties says itself which are examples
        is_prose = not field.startswith(_OF_STATES)
        examples = frozenset(examples_in(flow.text, names, words=self.profile.words)) if is_prose else frozenset()
        divided = sentences(flow.text, words=self.profile.words)
        return Scan(
            field=field,
            flow=flow,
            names=names,
            references=references,
            phrases=PhraseFinder(
                flow.text, names, self.plan_names, clauses(flow.text, divided, words=self.profile.words)
            ),
            sentences=divided,
            inner=tuple(self._inner(flow.text, names)),
            examples=examples,
        )

    def _inner(self, text: str, names: Iterable[FoundName]) -> Iterator[FoundName]:
        """The acts that the names of others carry out: such words and the name of an act close the longer name."""
        opening = re.compile(rf"(?<!\w)(?:{any_of(self.profile.acts.implementing)}) (?:the )?")
        for name in names:
            printed = text[name.start : name.end]
            for words in opening.finditer(printed) if name.name.kind == _ACT else ():
                for inner in self.finder.find(printed[words.end() :]):
                    if inner.start == 0 and words.end() + inner.end == len(printed) and inner.name.kind == _ACT:
                        yield FoundName(name.start + words.end(), name.end, inner.name)

    def _is_another(self, text: str, found: FoundName) -> bool:
        """Whether the date or subject behind a short name makes it the name of another act."""
        if len(text[found.start : found.end].split()) > _SHORT_NAME:
            return False
        forms = self.profile.acts
        return any(text.startswith(f" {word} ", found.end) for word in forms.before_subject) or any(
            text.startswith(f" {word} ", found.end) and self.calendar.time_at(text, found.end + len(word) + 2)
            for word in forms.before_date
        )


def _point(text: str, found: FoundName, forms: ActForms) -> tuple[int, int, int] | None:
    """The place in an act that is printed right behind its name, or before it: "point 3.3(q) of the Programme"."""
    if found.name.kind != _ACT:
        return None
    behind, before = _points(forms)
    words = behind.match(text, found.end) or before.search(text, max(0, found.start - _LONGEST_POINT), found.start)
    return None if words is None else (words.start("words"), words.start("number"), words.end("number"))


@lru_cache(maxsize=8)
def _points(forms: ActForms) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for a place in an act behind its name, and before it."""
    point = rf"(?P<words>(?:{any_of(forms.points)}) (?P<number>{_POINT}))"
    return re.compile(rf",? {point}"), re.compile(rf"(?<!\w){point} (?:{any_of(forms.article_of)}) $")


def _is_inside(found: FoundName, products: Iterable[Stretch]) -> bool:
    """Whether a name is a part of the longer name of a product."""
    return any(each.holds(found) and not found.holds(each) for each in products)
