"""Everything recognised in one part of a document: its known names, documents, and the phrases to look for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ccwp_kg.sources.citations.reference_warning import ReferenceWarning
from ccwp_kg.sources.citations.references import FoundAct, FoundDocument, References, references_in
from ccwp_kg.sources.layout.headings import Labels, labels_of
from ccwp_kg.sources.layout.hyphens import Hyphens
from ccwp_kg.sources.profile.lexicon import Lexicon, LexiconEntry
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.recognition.names import FoundName, NameFinder, mentions_of
from ccwp_kg.sources.recognition.phrases import PhraseFinder
from ccwp_kg.sources.recognition.plan_names import PlanNames
from ccwp_kg.sources.records.references import Mention
from ccwp_kg.sources.records.source_text import SourceText, Span
from ccwp_kg.sources.text.dates import Calendar
from ccwp_kg.sources.text.flow import Flow
from ccwp_kg.sources.text.prose import Stretch, sentence_of, sentences
from ccwp_kg.sources.text.two_digit_years import latest_year

_ACT = "act"


_SHORT_NAME = 2
"""Words of a name that may be that of any act of its kind: "Council Resolution"."""
_GOES_ON = re.compile(r" (of|on) ")
_NO_HYPHENS = Hyphens()


@dataclass(frozen=True, slots=True)
class Scan:
    """One part of a document, `field` by name, with what is recognised in its running text.

    `names` are the known names and the references, in the order of the text.
    """

    field: str
    flow: Flow
    names: tuple[FoundName, ...]
    references: References
    phrases: PhraseFinder
    sentences: tuple[Stretch, ...]

    @property
    def documents(self) -> tuple[FoundDocument, ...]:
        """The Council documents mentioned."""
        return self.references.documents

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """What is named, as records."""
        return mentions_of(self.flow, self.names, field=self.field)

    def mention_at(self, start: int) -> Mention | None:
        """What is named at a place of the running text."""
        here = [found for found in self.names if found.start == start]
        return next(iter(mentions_of(self.flow, here, field=self.field)), None)

    def sentence_at(self, place: int) -> Stretch:
        """The sentence that holds a place of the running text."""
        return sentence_of(self.sentences, place)


@dataclass(frozen=True, slots=True)
class Grammar:
    """A document and what one needs to read it; `scan` reads one part.

    `hyphens` decides about those at line ends, `dividing` are the places of the ones that only divide a word.
    """

    source: SourceText
    profile: Profile
    finder: NameFinder
    plan_names: PlanNames
    labels: Labels
    acts: Mapping[str, str]
    hyphens: Hyphens = _NO_HYPHENS
    dividing: frozenset[int] = frozenset()

    @classmethod
    def of(cls, source: SourceText, *, profile: Profile, lexicon: Lexicon) -> Grammar:
        """A reader for one document whose words at line ends are not yet looked at.

        Its `acts` are those of the lexicon, by every name and by themselves.
        """
        acts = {name.form: name.target for name in lexicon.names if name.kind == _ACT}
        acts |= {target: target for target in acts.values()}
        labels = labels_of(profile, source.text)
        plan_names = PlanNames.of(profile.words, latest_year=latest_year(source.text, words=profile.words))
        return cls(source, profile, NameFinder.of(lexicon), plan_names, labels, acts)

    @property
    def calendar(self) -> Calendar:
        """The reader of dates."""
        return self.plan_names.calendar

    def flow(self, spans: Iterable[Span], *, skip: Collection[int] | None = None) -> Flow:
        """The running text of some stretches; characters at the offsets in `skip` (else `dividing`) are left out."""
        return Flow.of(self.source, spans, skip=self.dividing if skip is None else skip)

    def scan(self, flow: Flow, *, field: str) -> Scan:
        """What is recognised in a running text. Names are not looked for inside references.

        The name of an act that holds its number ("Council Decision 2009/917/JHA on …") is a name, and no reference.
        """
        references = references_in(flow, profile=self.profile, calendar=self.calendar, known=self.acts)
        if references.acts or references.warnings:
            others = replace(references, acts=()).places
            named = [name for name in self.finder.find(flow.text, masked=others) if name.name.kind == _ACT]
            references = replace(
                references,
                acts=tuple(act for act in references.acts if not _is_within(act, named)),
                warnings=tuple(warning for warning in references.warnings if not _is_within(warning, named)),
            )
        found = self.finder.find(flow.text, masked=references.places)
        own = [name for name in found if name.name.kind != _ACT or not self._is_another(flow.text, name)]
        names = tuple(sorted([*own, *_referred(references)], key=lambda found: (found.start, found.end)))
        return Scan(
            field=field,
            flow=flow,
            names=names,
            references=references,
            phrases=PhraseFinder.of(flow.text, names, self.plan_names),
            sentences=sentences(flow.text, words=self.profile.words),
        )

    def _is_another(self, text: str, found: FoundName) -> bool:
        """Whether a short name of an act goes on with a date or subject that is not its own."""
        lead = _GOES_ON.match(text, found.end)
        if lead is None or len(text[found.start : found.end].split()) > _SHORT_NAME:
            return False
        return lead[1] == "on" or self.calendar.time_at(text, lead.end()) is not None


def _is_within(found: FoundAct | ReferenceWarning, names: Iterable[FoundName]) -> bool:
    return any(name.start <= found.start and found.end <= name.end for name in names)


def _referred(references: References) -> Iterator[FoundName]:
    """The references as things that are named."""
    for found in references.all:
        kind = found.reference.target.partition("/")[0]
        name = LexiconEntry(found.reference.printed.text, found.reference.target, kind)
        yield FoundName(found.start, found.end, name, found.reference)
